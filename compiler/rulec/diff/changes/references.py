"""Where does the rule point, and is what it points to still there and still the same?"""

from __future__ import annotations

from collections.abc import Iterable

from rulec.diff.changes.judged import Judged
from rulec.diff.edits import Edit, ReferenceEdit
from rulec.diff.match import Match


def references(edit: Edit, found: Match) -> Iterable[Judged]:
    """Another document or article is named; none is there any more; or the one that is named has changed itself."""
    if isinstance(edit, ReferenceEdit):
        code = {"retargeted": "D903", "target_changed": "D905"}.get(edit.what) or ("D904" if edit.new is None else "D910")
        yield Judged(code, edit.old, edit.new, "unknown", edit.at)
