"""How long does it last, until when must something be done?"""

from __future__ import annotations

from collections.abc import Iterable

from rulec.diff.amounts import weigh
from rulec.diff.changes.judged import Judged
from rulec.diff.direction import measure_effect, of_weight
from rulec.diff.edits import AmountEdit, Edit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.ir import model as ir


def durations(edit: Edit, found: Match) -> Iterable[Judged]:
    """How long a measure lasts. None stands for no stated end."""
    if not isinstance(edit, AmountEdit) or edit.part != "duration":
        return
    old, new = edit.old, edit.new
    measure = edit.at.measures[1] or edit.at.measures[0]
    assert measure is not None
    if isinstance(new, ir.Permanent) or isinstance(old, ir.Permanent):
        code, weight = ("D414", "heavier") if isinstance(new, ir.Permanent) else ("D415", "lighter")
        direction: Direction = of_weight("heavier" if weight == "heavier" else "lighter", measure_effect(measure))
    else:
        weighed = weigh(old, new).weight
        code = "D413" if weighed == "lighter" or (old is None and new is not None) else "D412"
        direction = of_weight(weighed, measure_effect(measure))
    yield Judged(code, old, new, direction, edit.at, prove="measure", measure=measure.action)


def deadlines(edit: Edit, found: Match) -> Iterable[Judged]:
    """How much time a party has: less is stricter; a deadline where there was none is stricter too."""
    if not isinstance(edit, AmountEdit) or edit.part != "within":
        return
    measure = edit.at.measures[1] or edit.at.measures[0]
    weighed = "lighter" if edit.old is None else "heavier" if edit.new is None else weigh(edit.old, edit.new).weight
    direction: Direction = {"lighter": "stricter", "heavier": "looser", "mixed": "mixed", "same": "neutral"}.get(weighed, "unknown")  # type: ignore[assignment]
    code = "D704" if weighed == "heavier" else "D703"
    yield Judged(code, edit.old, edit.new, direction, edit.at, prove="measure", measure=None if measure is None else measure.action)
