"""Rungs that stand side by side (情节轻微的…;情节严重的…, 货值不足一万元的…;一万元以上的…) → the condition each has of its own, apart from what
they share; and 其他情形, what none of them covers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rulec.ir.model import And, Compare, Expression, InTier, Measure, Norm, Not, Occurrence
from rulec.ir.segments_to_conditions import joined
from rulec.syntax.clauses import Segment
from rulec.syntax.statements import Group

_OTHER_CASES = re.compile(
    r"^(?:除此之外的?|除上述情形外的?)?(?:其他|其它|其余)(?:的)?(?:情形|情况|违规情形|情形下)(?:的|下|则|,|，|一律|均)?"
)


def apart(norm: Norm, rung: Expression | None) -> Norm:
    """The norm with the part of its condition that `rung` speaks against moved to the measures that have it.

    情节轻微 in the head of a paragraph and 情节严重 in its second sentence exclude each other: the first is no condition of the second.
    """
    asked = {key for key in map(_asks, _conjuncts(rung)) if key is not None}
    own = [c for c in _conjuncts(norm.condition) if _asks(c) in asked]
    if not own:
        return norm
    rest = [c for c in _conjuncts(norm.condition) if c not in own]
    measures = tuple(_under(m, own, asked) for m in norm.measures)
    return replace(norm, condition=joined(rest), measures=measures)


def _under(measure: Measure, own: Sequence[Expression], asked: set[tuple[str, ...]]) -> Measure:
    """`measure` under the conditions moved down; one that already answers the question itself (情节严重的) keeps its own."""
    if any(_asks(c) in asked for c in _conjuncts(measure.condition)):
        return measure
    return replace(measure, condition=joined([*own, *_conjuncts(measure.condition)]))


def _conjuncts(expression: Expression | None) -> tuple[Expression, ...]:
    return () if expression is None else expression.args if isinstance(expression, And) else (expression,)


def _asks(expression: Expression) -> tuple[str, ...] | None:
    """What a condition is an answer to, where another answer excludes it: a tier of a scale, the figure of a fact."""
    match expression:
        case InTier():
            return "tier", expression.violation or "", expression.scale
        case Compare():
            return "figure", expression.fact
        case Occurrence():
            return "count", expression.fact
        case Not(arg):
            return _asks(arg)
        case _:
            return None


def says_other_cases(group: Group) -> bool:
    """其他情形扣2分: a sanction for what the sentences beside it do not cover."""
    first = next(iter((*group.leads, *group.effects)), None)
    return first is not None and bool(_OTHER_CASES.match(first.text))


def without_other_cases(leads: Sequence[Segment]) -> tuple[Segment, ...]:
    """The leads but for 其他情形的 itself."""
    return tuple(s for s in leads if not _OTHER_CASES.fullmatch(s.text))
