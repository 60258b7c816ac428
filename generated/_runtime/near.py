"""Near misses: figures close to a bound beyond which something else would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .facts import FIGURES
from .money import plain
from .weigh import spread

if TYPE_CHECKING:
    from .decision import Case
    from .specs import FactSpec

CLOSE = 10
"""A figure is near a bound when it lies within a tenth of it, or within one unit."""


def near_misses(case: Case, unresolved: str) -> list[dict[str, Any]]:
    """For each known figure, the bound next below and next above it, if it is near and something else would follow beyond it."""
    from .answer import answer_case

    now = case.weighed().key()
    read = {name for norm in case.rule.ran[case.violation] for name in case.rule.norm(norm).reads}
    read |= {name for _, decided in spread(case.run) for name in decided.measure.reads}
    found: list[dict[str, Any]] = []
    for spec in case.rule.facts:
        value = getattr(case.facts, spec.name)
        if spec.type not in FIGURES or spec.name not in read or type(value) is not int:
            continue
        below = [cut for cut in spec.cuts if cut[0] + cut[1] <= value]
        above = [cut for cut in spec.cuts if cut[0] + cut[1] > value]
        for cut, figure in [(cut, cut[0] + cut[1] - 1) for cut in below[-1:]] + [(cut, cut[0] + cut[1]) for cut in above[:1]]:
            unit = 10**spec.digits
            if abs(cut[0] - value) > max(unit, abs(cut[0]) // CLOSE) or (spec.low is not None and figure < spec.low):
                continue
            from .candidates import with_facts

            other = case.rule.case(with_facts(case.facts, {spec.name: figure}), case.violation, case.standard, case.strict)
            if other.weighed().key() == now:
                continue
            answer = answer_case(other, unresolved)
            words = [one.measure.text for one in answer.measures]
            entry = {"fact": spec.label, "value": plain(value, spec.digits), "boundary": _bound(spec, cut, figure > value)}
            found.append(entry | {"would": "; ".join([answer.verdict, *words])})
    return found


def _bound(spec: FactSpec, cut: tuple[int, int], upwards: bool) -> str:
    sign = {(True, 0): ">=", (True, 1): ">", (False, 0): "<", (False, 1): "<="}[upwards, cut[1]]
    return f"{sign} {plain(cut[0], spec.digits)}"
