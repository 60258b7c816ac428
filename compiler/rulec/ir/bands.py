"""轻微:刷单总量x≤30单,记A类4分: a tier by its numbers, and what the tier brings.

The band derives the tier; the tier carries the measures.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.model import And, Conclusion, Expression, InTier, Judgement, Norm, Not, Or
from rulec.ir.segments_to_conditions import TIER_FACT, ConditionMaker, joined
from rulec.source import Span, cover
from rulec.syntax.clauses import Mark, Segment, TierPhrase
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

# 不论多少单: the tier stands whatever the numbers of the others say; 占一样就算: either of its tests is enough, whatever lighter tiers say.
_WHATEVER = re.compile(r"^(?:不论|无论|不管|不问)")
_EITHER = re.compile(r"(?:占|满足|符合|达到|具备).{0,4}(?:一样|其一|一项|一个|任一).{0,4}(?:就算|即可|即算|的)|任一")

_MAKES = re.compile(r"(?:应当|应|即|均|则)?(?:属于|认定为|视为|视同|为|按|构成)")


def is_banded(statement: Statement) -> bool:
    """Whether a statement is a tier's label, a colon, and what it says of that tier."""
    group = statement.groups[0] if statement.groups else None
    if len(statement.groups) != 1 or group is None or not group.leads or not group.effects:
        return False
    return _label(group.leads[0]) is not None


def _label(segment: Segment) -> TierPhrase | None:
    parts = segment.parts
    labelled = len(parts) > 2 and isinstance(parts[0], TierPhrase) and isinstance(parts[1], Mark) and parts[1].kind == "COLON"
    return parts[0] if labelled and isinstance(parts[0], TierPhrase) else None


def lower_band(lowering: "Lowering", statement: Statement) -> None:
    """The tier's criterion (if its words state one) and a norm for the tier."""
    group = statement.groups[0]
    tier = _label(group.leads[0])
    assert tier is not None
    first = group.leads[0]
    rest = replace(first, parts=first.parts[2:], span=cover(p.span for p in first.parts[2:]), text="".join(p.text for p in first.parts[2:]))
    leads = (rest, *group.leads[1:])
    conditions = lowering.conditions()
    lowering.measures.start_norm()
    place = cover(s.span for s in leads)
    criterion = conditions.of_leads([s for s in leads if s.kind in ("condition", "numeric") or conditions.starts_condition(s)])
    either = isinstance(criterion, Or) and any(_EITHER.search(s.text) for s in leads)
    overrules = either or any(_WHATEVER.search(s.text) for s in leads)
    in_tier = tier_of(lowering, tier.label, tier.span)
    if criterion is not None:
        add_criterion(lowering, statement.block, tier, criterion, place, conditions, overrules)
    measures = lowering.measures.of_group(group, None, None)
    lowering.add(
        Norm(
            lowering.new_id(), "penalty", cover(s.span for s in statement.sentences), "".join(s.text for s in statement.sentences),
            violation=lowering.violation, provision=lowering.provision(statement.block), condition=in_tier, measures=tuple(measures),
            unclaimed=tuple(lowering.measures.dropped),
        )
    )  # fmt: skip
    lowering.ladder = None
    lowering.claim(statement, "rule", "tier-band")


def lower_derived_tier(lowering: "Lowering", statement: Statement) -> bool:
    """第二次刷单的,属于情节严重: what the first part states makes the tier. Returns whether the statement says that."""
    if len(statement.sentences) != 1 or statement.items or statement.term:
        return False
    *stated, last = statement.sentences[0].segments
    tier = next((p for p in last.parts if isinstance(p, TierPhrase)), None)
    others = "".join(p.text for p in last.parts if p is not tier)
    if tier is None or not stated or not _MAKES.fullmatch(others) or any(s.kind not in ("condition", "numeric") for s in stated):
        return False
    conditions = lowering.conditions()
    criterion = conditions.of_leads(stated)
    if criterion is None:
        return False
    tier_of(lowering, tier.label, tier.span)
    add_criterion(lowering, statement.block, tier, criterion, cover(s.span for s in statement.sentences), conditions)
    lowering.claim(statement, "rule", "tier-criteria")
    return True


def lower_criteria(lowering: "Lowering", block: int, conditions: ConditionMaker) -> None:
    """情节轻微(刷单总量≤30单): what the bracket behind a tier says makes that tier."""
    for tier, mark in conditions.criteria:
        inner = lowering.conditions()
        criterion = joined([e for s in mark.inner for g in s.segments for e in [inner.of_segment(g, [])] if e is not None])
        if criterion is None:
            conditions.dropped.append(mark.span)
        else:
            add_criterion(lowering, block, tier, criterion, cover(s.span for s in mark.inner), inner)
    conditions.criteria.clear()


def add_criterion(
    lowering: "Lowering",
    block: int,
    tier: TierPhrase,
    criterion: Expression,
    place: Span,
    conditions: ConditionMaker,
    overrules: bool = False,
) -> None:
    """A norm that derives the tier from `criterion`. One that overrules the others takes their criteria's place where it holds."""
    provision = lowering.provision(block)
    criteria = [n for n in lowering.norms if n.kind == "tier_criteria" and n.violation == lowering.violation]
    others = [n for n in criteria if n.provision == provision]
    if overrules:
        for number, norm in enumerate(lowering.norms):
            if norm in others and norm.condition is not None:
                lowering.norms[number] = replace(norm, condition=joined([norm.condition, *_none_of(criterion, norm.condition)]))
    text = lowering.words(place)
    lowering.add(
        Norm(
            lowering.new_id(), "tier_criteria", place, text, violation=lowering.violation, provision=provision, condition=criterion,
            concludes=Conclusion(lowering.violation, TIER_FACT, tier.label, False), unclaimed=conditions.leftover(),
        )
    )  # fmt: skip


def _none_of(criterion: Expression, other: Expression) -> list[Expression]:
    """`not` of each alternative of `criterion` that asks for a fact the other criterion does not settle itself."""
    alternatives: Sequence[Expression] = criterion.args if isinstance(criterion, Or) else (criterion,)
    asked = _facts(other)
    return [Not(one) for one in alternatives if isinstance(one, (Judgement, And)) or not _facts(one) <= asked]


def _facts(expression: Expression) -> frozenset[str]:
    if isinstance(expression, (And, Or)):
        return frozenset().union(*(_facts(arg) for arg in expression.args))
    if isinstance(expression, Not):
        return _facts(expression.arg)
    return frozenset({getattr(expression, "fact", "")}) - {""}


def tier_of(lowering: "Lowering", label: str, span: Span) -> InTier:
    """情节严重 of the violation at hand."""
    fact = lowering.facts.ask(TIER_FACT, "choice", span, asked_of="person", domain=(label,))
    return InTier(lowering.violation, TIER_FACT, label, fact, span)
