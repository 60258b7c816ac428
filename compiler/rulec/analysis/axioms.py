"""Facts → what is known of them before any rule is read: a total over 30 days is not above the same total over 60.

Facts over different windows are different facts; these truths keep impossible cases out of witnesses. They are listed in every report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rulec.ir import model as ir
from rulec.ir.plan import Plan

DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
_STRETCH = re.compile(r"(?:近|最近|过去|前|连续)?\d+(?:个)?(?:自然)?(?:日|天|周|月|年|季度|小时)内?")
_GROWING = ("count", "money")


@dataclass(frozen=True, slots=True)
class Axiom:
    """`small` ≤ `large`, both keys of figures; `reason` is the message key that says why."""

    small: str
    large: str
    reason: str = "window"


def axioms_of(figures: Sequence[tuple[str, str, int]], plans: Sequence[Plan]) -> tuple[Axiom, ...]:
    """The order among figures (key, label, decimal places) that count the same thing over windows of different length.

    Only what grows with its window is ordered (counts, money, points); a score or a rate over 30 days may be above that over 60.
    """
    windows: dict[str, tuple[str, int]] = {}
    known = {key for key, _, _ in figures}
    for plan in plans:
        for fact in plan.rule_set.facts:
            days = _days(fact.window)
            if days is not None and fact.label in known and (fact.type in _GROWING or fact.unit == "point"):
                windows[fact.label] = (f"{_STRETCH.sub('', fact.label)}|{fact.type}|{fact.unit}", days)
    ordered = sorted(windows.items(), key=lambda item: (item[1], item[0]))
    found = []
    for (small, (stem, days)), (large, (other, more)) in pairwise(ordered):
        if stem == other and days < more:
            found.append(Axiom(small, large))
    return tuple(found)


def _days(window: ir.Window | None) -> int | None:
    if window is None or window.type != "rolling" or window.length is None or window.unit not in DAYS or window.until is not None:
        return None
    return int(window.length * DAYS[window.unit])
