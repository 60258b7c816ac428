"""What do the terms mean that conditions and measures are made of?"""

from __future__ import annotations

from collections.abc import Iterable

from rulec.diff.changes.judged import Judged
from rulec.diff.direction import effect_of, joined, of_region
from rulec.diff.edits import At, DefinitionEdit, Edit
from rulec.diff.match import Match


def definitions(edit: Edit, found: Match) -> Iterable[Judged]:
    """A term with another meaning: unknown for open words, computed for classes of measures and derived facts."""
    if not isinstance(edit, DefinitionEdit):
        return
    old, new = edit.old, edit.new
    spans = None if old is None else old.span, None if new is None else new.span
    used = edit.used_in[0] if edit.used_in else (None, None)
    at = At(*used, None, "definition", (None, None), None, *spans)
    match edit.what:
        case "added":
            yield Judged("D606", None, new.text if new is not None else None, "neutral" if not edit.used_in else "unknown", at)
        case "removed":
            yield Judged("D607", old.text if old is not None else None, None, "neutral" if not edit.used_in else "unknown", at)
        case _:
            assert old is not None and new is not None
            direction = "unknown" if edit.effect == "unknown" else joined(of_region(edit.effect, effect_of(n)) for _, n in edit.used_in)
            who = () if new.subject is None else (new.subject,)
            yield Judged("D605", old.text, new.text, "unknown" if direction == "neutral" else direction, at, who)
