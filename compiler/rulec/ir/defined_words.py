"""Definitions and criteria of tiers → definitions, violations, and norms that conclude a tier."""

import re
from typing import TYPE_CHECKING

from rulec.ir.bands import lower_derived_tier
from rulec.ir.definitions import lower_term
from rulec.ir.model import Conclusion, Norm, Violation
from rulec.ir.relief import lower_measure_class
from rulec.ir.segments_to_conditions import TIER_FACT, any_of, joined
from rulec.lexicon.stated_bounds import stated_bounds
from rulec.lexicon.vocabulary import vocabulary
from rulec.source import cover
from rulec.syntax.clauses import ComparisonPhrase, OccurrencePhrase
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_VIOLATION_END = re.compile(r"(?:行为|情况|情形)[。;]?$")


def lower_definition(lowering: "Lowering", statement: Statement) -> None:
    """A definition: of a tier, of a class of measures, of a violation, or of a term; a figure in it that nothing reads is said."""
    if lower_derived_tier(lowering, statement):
        return
    lowering.claim(statement, "definition", "definition")
    if lower_measure_class(lowering, statement):
        return
    span = cover(s.span for s in statement.sentences)
    text = "".join(s.text for s in statement.sentences)
    label = statement.term.removeprefix("情节")
    if statement.items and statement.term.startswith("情节") and label in vocabulary().scales:
        _defined_tier(lowering, statement, label)  # 所称情节严重,是指下列情形之一: what makes the tier
        return
    if not statement.term:
        report_figures(lowering, statement)
        return
    if _VIOLATION_END.search(text.rstrip("。")) and not any(v.name == statement.term for v in lowering.violations):
        violation = f"v{len(lowering.violations) + 1}"
        lowering.violations.append(Violation(violation, statement.term, statement.term_span or span, text))
        lowering.violation = violation
        lowering.ladder = None
    if not lower_term(lowering, statement) and statement.term not in stated_bounds(text).many:  # 多次是指三次以上 was read with the bound words
        report_figures(lowering, statement)


def report_figures(lowering: "Lowering", statement: Statement) -> None:
    """A figure inside a definition decides something that no norm has: said, not understood."""
    for sentence in statement.sentences:
        if any(isinstance(p, (ComparisonPhrase, OccurrencePhrase)) for g in sentence.segments for p in g.parts):
            lowering.diagnostics.add("P203", sentence.span, understood=False, text=sentence.text[:60])


def lower_tier_criteria(lowering: "Lowering", statement: Statement) -> None:
    """情节严重:有下列情形之一的: the entries say what makes the tier."""
    assert statement.tier is not None
    conditions = lowering.conditions()
    label = lowering.facts.ask(TIER_FACT, "choice", statement.tier.span, asked_of="person", domain=(statement.tier.label,))
    alternatives = []
    for item in statement.items:
        parts = [conditions.of_segment(g, []) for s in item.sentences for g in s.segments]
        made = joined([p for p in parts if p is not None])
        if made is not None:
            alternatives.append(made)
    lowering.add(
        Norm(
            lowering.new_id(), "tier_criteria", cover(s.span for s in statement.sentences), "".join(s.text for s in statement.sentences),
            violation=lowering.violation, provision=lowering.provision(statement.block), condition=any_of(alternatives),
            concludes=Conclusion(lowering.violation, label, statement.tier.label, statement.open), unclaimed=conditions.leftover(),
        )
    )  # fmt: skip
    lowering.claim(statement, "rule", "tier-criteria")


def _defined_tier(lowering: "Lowering", statement: Statement, label: str) -> None:
    """所称情节严重,是指下列情形之一: what makes the tier."""
    conditions = lowering.conditions()
    place = statement.term_span or statement.sentences[0].span
    fact = lowering.facts.ask(TIER_FACT, "choice", place, asked_of="person", domain=(label,))
    lowering.add(
        Norm(
            lowering.new_id(), "tier_criteria", cover(s.span for s in statement.sentences), "".join(s.text for s in statement.sentences),
            violation=lowering.violation, provision=lowering.provision(statement.block), condition=lowering.items(statement, conditions),
            concludes=Conclusion(lowering.violation, fact, label, statement.open), unclaimed=conditions.leftover(),
        )
    )  # fmt: skip
