"""Rule set → the cases on which backends must agree: every bound from both sides, every word, every fact unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from rulec.ir.fact_table import FIGURES
from rulec.ir.model import RuleSet
from rulec.ir.plan import Plan
from rulec.runtime.money import plain
from rulec.runtime.specs import FactSpec

MOST_PAIRS = 400
"""Pairs of facts that are varied together in all, at the most."""


def boundary_cases(rule_set: RuleSet) -> Iterator[dict[str, object]]:
    """Facts by label, bounded in number and always the same: for each violation, each fact through its boundary values while the others
    stand at their first value, at their last, or are unknown; then pairs of facts. The violation is under `violation`."""
    plan = Plan(rule_set)
    values = {spec.label: boundary_values(plan, spec) for spec in plan.facts}
    labels = [label for label in values if values[label]]
    seen: set[str] = set()

    def fresh(case: dict[str, object]) -> bool:
        key = repr(sorted(case.items()))
        return key not in seen and not seen.add(key)  # type: ignore[func-returns-value]

    violations: list[str | None] = [violation.id for violation in rule_set.violations] or [None]
    for violation in violations if len(violations) == 1 else [*violations, None]:
        named: dict[str, object] = {} if violation is None else {"violation": violation}
        bases: list[dict[str, object]] = [{}, {label: values[label][0] for label in labels}, {label: values[label][-1] for label in labels}]
        for base in bases:
            cases = [base, *({**base, label: value} for label in labels for value in values[label])]
            cases += [{key: value for key, value in base.items() if key != label} for label in labels]
            yield from (case for case in ({**named, **case} for case in cases) if fresh(case))
        pairs = [(one, other) for one, other in combinations(labels, 2)]
        step = max(1, len(pairs) * len(violations) // MOST_PAIRS)
        for one, other in pairs[::step]:
            for first in values[one][:4]:
                for second in values[other][:4]:
                    case = {**named, **bases[2], one: first, other: second}
                    if fresh(case):
                        yield case


def boundary_values(plan: Plan, spec: FactSpec) -> list[object]:
    """The values of one fact on both sides of every place where a condition on it changes over."""
    if spec.type in ("flag", "judgement", "event"):
        return [True, False]
    if spec.type == "choice":
        return [*dict.fromkeys((*(spec.domain or ()), *spec.words)), "无关"]
    if spec.type == "set":
        members = [sorted({word for words in plan.members(term).values() for word in words}) or [term] for term in spec.words]
        words = list(dict.fromkeys(word for found in members for word in found))
        return [[], [*words], *([word] for word in words)]
    if spec.type in FIGURES:
        figures = {figure + near for figure, _ in spec.cuts for near in (-1, 0, 1)} | set(plan_bases(plan, spec))
        low, high = spec.low, spec.high
        fitting = [
            f for f in sorted(figures or {0, 1, 10**spec.digits * 1000}) if (low is None or f >= low) and (high is None or f <= high)
        ]
        return [plain(figure, spec.digits) for figure in fitting]
    return []


def plan_bases(plan: Plan, spec: FactSpec) -> list[int]:
    """Figures that try out sums reckoned from a fact: nothing, one that must be rounded, a large one."""
    asked = any(spec.name in measure.asks for measure in plan.measures.values())
    return [1, 3, 7] if asked and spec.type == "count" else [0, 33345, 20000000, 100000001] if asked else []


def boundary_days(rule_set: RuleSet) -> list[date | None]:
    """No day, and the days on both sides of the first and last day in force."""
    dates = rule_set.document.dates
    found: list[date | None] = [None]
    for written in (dates.effective, dates.repealed):
        if written is not None:
            day = date.fromisoformat(written)
            found += [day - timedelta(days=1), day, day + timedelta(days=1)]
    return found
