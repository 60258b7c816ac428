"""Does the rule still hang together, and is it still understood?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulec.diff.changes.judged import Judged
from rulec.diff.edits import CoverageEdit, Edit, SoundnessEdit
from rulec.diff.match import Match
from rulec.diff.model import Direction

_CODES: Mapping[str, tuple[str, str]] = {
    "gap": ("D204", "D210"), "overlap": ("D205", "D211"), "unreachable": ("D906", "D911"), "conflict": ("D907", "D908"),
    "example": ("D012", "D013"),
}  # fmt: skip


def soundness(edit: Edit, found: Match) -> Iterable[Judged]:
    """Gaps, overlaps, conflicts and norms out of reach that the old version did not have, or the new one no longer has."""
    if isinstance(edit, SoundnessEdit):
        words = "；".join(edit.quotes)
        introduced, resolved = _CODES[edit.what]
        direction: Direction = "neutral" if edit.what == "unreachable" else "unknown"
        if edit.introduced:
            yield Judged(introduced, None, words, direction, edit.at)
        else:
            yield Judged(resolved, words, None, direction, edit.at)


def coverage(edit: Edit, found: Match) -> Iterable[Judged]:
    """A norm of which the compiler now understands less, or more, than before."""
    if isinstance(edit, CoverageEdit):
        old, new = edit.at.old, edit.at.new
        assert old is not None and new is not None
        yield Judged("D007" if edit.lost else "D008", old.text, new.text, "unknown", edit.at)
