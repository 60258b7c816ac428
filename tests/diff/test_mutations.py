"""Random announcements with one random edit: exactly the right kind, in the right direction, and a case that shows it."""

from __future__ import annotations

import os
from random import Random

from edited_announcements import edited

from rulec.build.diffing import diff_files
from rulec.diff import DiffOptions

SLICE = int(os.environ.get("RULEC_MUTATIONS", "40"))
"""How many to try: a slice by default; `RULEC_MUTATIONS=2000` for the full measure."""


def test_one_edit_is_one_change_of_the_right_kind_and_direction() -> None:
    by = Random(20240301)
    wrong = []
    for _ in range(SLICE):
        before, after, expected = edited(by)
        found = diff_files(before.encode(), "old.txt", after.encode(), "new.txt", options=DiffOptions(replay=False))
        seen = [(c.code, "/".join(sorted(set(c.direction.values())))) for c in found.changes if c.level != "EDIT"]
        if seen != [expected] or found.verdict != "pass":
            wrong.append((expected, seen, found.verdict))
    assert len(wrong) * 100 <= SLICE, wrong[:5]
