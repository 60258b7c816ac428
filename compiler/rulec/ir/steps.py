"""每超过10分钟加罚5元: a sum for every completed step of a figure; from where on is what the condition says (超过30分钟的)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rulec.ir.model import And, Compare, Expression, Fixed, Measure, Steps
from rulec.lexicon.quantities import find_quantities
from rulec.source import Span, cover
from rulec.syntax.clauses import MeasurePhrase, Phrase, Segment

_STEP = re.compile(
    r"每(?:多|超过|超|增加|延误|延迟|逾期|满|增)?(?P<figure>[^每,，。;；]{2,10}?)(?:的)?,?(?:再|另|加|加收|加扣|增加|则|另行|额外|就)*$"
)


@dataclass(frozen=True, slots=True)
class Step:
    """So much of a unit; `span` is where the words stand."""

    every: Decimal
    unit: str
    span: Span


def step_before(segment: Segment, at: int) -> Step | None:
    """The step that stands right before the measure at place `at` of a segment."""
    parts: Sequence[Phrase] = segment.parts[:at]
    for start in range(len(parts) - 1, -1, -1):
        if isinstance(parts[start], MeasurePhrase):
            return None
        found = _STEP.search("".join(p.text for p in parts[start:]))
        if found is None:
            continue
        figures = find_quantities(found["figure"])
        if len(figures) != 1 or figures[0].end != len(found["figure"]):
            return None
        quantity = figures[0].quantity
        exact = quantity.low is not None and quantity.low == quantity.high and quantity.low > 0 and quantity.kind != "times"
        return Step(quantity.low, quantity.unit, cover(p.span for p in parts[start:])) if exact and quantity.low is not None else None
    return None


def stepped(measure: Measure, step: Step) -> Measure:
    """The measure as a sum for each step; what is counted is not known yet."""
    if not isinstance(measure.amount, Fixed):
        return measure
    amount = Steps(Decimal(0), step.every, measure.amount.value, measure.amount.unit)
    return replace(measure, amount=amount)


def counted(measure: Measure, condition: Expression | None, units: dict[str, str]) -> Measure:
    """The step is of the figure that the condition is about, from its bound on. `units`: id of a measure → the unit of its step."""
    if not isinstance(measure.amount, Steps) or measure.amount.of:
        return measure
    conjuncts = condition.args if isinstance(condition, And) else (condition,)
    for one in conjuncts:
        lower = isinstance(one, Compare) and one.rel in ("ge", "gt") and isinstance(one.value, Decimal)
        if lower and isinstance(one, Compare) and isinstance(one.value, Decimal) and one.unit == units.get(measure.id):
            return replace(measure, amount=replace(measure.amount, first=one.value, of=one.fact))
    return measure
