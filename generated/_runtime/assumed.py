"""What a decision took for granted: presumptions, derived tiers, roundings that no text states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .truth import UNKNOWN, Truth

if TYPE_CHECKING:
    from .decided import Decided
    from .decision import Case


def assumed_in(case: Case, outcomes: dict[str, Truth], shown: tuple[Decided, ...]) -> tuple[dict[str, Any], ...]:
    """Every assumption that the outcome of `case` rests on, in its published shape: fact, value, why, span."""
    found = [*_occurrences(case, shown), *_absent(case, outcomes), *_tiers(case), *_strangers(case), *_roundings(shown)]
    unique: list[dict[str, Any]] = []
    for entry in found:
        if entry not in unique:
            unique.append(entry)
    return tuple(unique)


def _occurrences(case: Case, shown: tuple[Decided, ...]) -> list[dict[str, Any]]:
    name = case.rule.occurrences
    if name is None or not case.standard or getattr(case.facts, name) is not UNKNOWN:
        return []
    if not any(one.measure.counted and name in one.measure.asks for one in shown):
        return []
    return [{"fact": case.rule.fact(name).label, "value": "1", "why": "one violation is decided at a time", "span": None}]


def _absent(case: Case, outcomes: dict[str, Truth]) -> list[dict[str, Any]]:
    """Presumed absent, where it mattered: found by running the case again without presumptions."""
    if not case.standard:
        return []
    bare = case.rule.case(case.facts, case.violation, False, case.strict).outcomes()
    elsewhere = {
        name for identifier in outcomes for name in case.rule.norm(identifier).reads if case.rule.norm(identifier).kind != "revocation"
    }
    found: list[dict[str, Any]] = []
    for identifier, outcome in outcomes.items():
        if bare.get(identifier, outcome) is outcome:
            continue
        norm = case.rule.norm(identifier)
        for ground in norm.excepts:
            if not ground.name or getattr(case.facts, ground.name) is UNKNOWN:
                found.append(_entry(ground.label, list(ground.span)))
        for name in norm.reads:
            if getattr(case.facts, name) is UNKNOWN and (case.presumes(name) or (norm.kind == "revocation" and name not in elsewhere)):
                found.append(_entry(case.rule.fact(name).label, list(norm.span)))
    return found


def _entry(label: str, span: list[int]) -> dict[str, Any]:
    return {"fact": label, "value": "no", "why": "presumed absent unless a fact says so", "span": span}


def _tiers(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, tier in case.run.tiers.items():
        if tier.label is not UNKNOWN:
            why, span = "no criterion is fulfilled, and their lists are closed", None
            if tier.because:
                why, span = f"derived from the criteria in {', '.join(tier.because)}", list(case.rule.norm(tier.because[0]).span)
            found.append({"fact": case.rule.fact(name).label, "value": tier.label, "why": why, "span": span})
    return found


def _strangers(case: Case) -> list[dict[str, Any]]:
    """Words given for a choice that the rule never names: nothing is made to hang on them, but it is said."""
    found: list[dict[str, Any]] = []
    for spec in case.rule.facts:
        value = getattr(case.facts, spec.name)
        named = {*(spec.domain or ()), *spec.words}
        if spec.type == "choice" and isinstance(value, str) and named and value not in named:
            found.append({"fact": spec.label, "value": value, "why": f"the rule only names {' / '.join(sorted(named))}", "span": None})
    return found


def _roundings(shown: tuple[Decided, ...]) -> list[dict[str, Any]]:
    why = "the text does not say how to round"
    return [
        {"fact": "舍入", "value": one.figures.rounding, "why": why, "span": list(one.measure.span)} for one in shown if one.figures.rounding
    ]
