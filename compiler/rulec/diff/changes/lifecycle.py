"""From when until when is it in force, and was there time to adapt?"""

from __future__ import annotations

from collections.abc import Iterable

from rulec.diff.changes.judged import Judged
from rulec.diff.edits import At, DocumentEdit, Edit
from rulec.diff.match import Match

NOWHERE = At(None, None)


def dates(edit: Edit, found: Match) -> Iterable[Judged]:
    """Dates and state of the announcement as a whole."""
    if not isinstance(edit, DocumentEdit):
        return
    old, new = edit.old, edit.new
    match edit.what:
        case "effective" if old is not None and new is not None:
            yield Judged("D801" if new < old else "D802", old, new, "neutral", NOWHERE)
        case "effective":
            yield Judged("D803" if new is None else "D811", old, new, "stricter" if new is None else "looser", NOWHERE)
        case "status":
            yield Judged("D806", old, new, "neutral", NOWHERE)
        case "repealed":
            code = "D807" if old is None else "D808"
            yield Judged(code, old, new, "mixed", NOWHERE)
        case "retroactive":
            yield Judged("D804" if new is not None else "D812", old, new, "stricter" if new is not None else "looser", NOWHERE)
        case "notice":
            yield Judged("D805" if new is not None else "D813", old, new, "stricter" if new is not None else "looser", NOWHERE, notes=(f"notice_days:{edit.days}",))
        case "not_bumped":
            yield Judged("D810", old, new, "neutral", NOWHERE)
        case _:
            return
