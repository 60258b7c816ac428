"""The two rules that `make bench` decides, as somebody would write them by hand: the same measures with their ids, sums in fen and points,
the norm each comes from, and the facts that are missing. What the generated modules are timed against.

`CASES` names the generated module, the function, the violation asked about and the facts, which both take by the same names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(slots=True)
class Outcome:
    """One measure: its id, what is done, its sum (None where there is no figure), the norm it comes from."""

    id: str
    action: str
    figure: int | None
    because: str


Found = tuple[list[Outcome], list[str]]
"""The measures that must follow, and the facts that are missing."""


@dataclass(slots=True)
class Facts:
    """What the rules ask for; None where nobody knows. Sums are in fen."""

    severity: str | None = None
    occurrences: int | None = None
    violating_sales_30d: int | None = None


def trading_fund_safety(facts: Facts) -> Found:
    """Points for each occurrence, all gains, and a share of sales, by severity."""
    if facts.severity == "轻微":
        norm, ids, points, percent = "n1", ("m1", "m2", "m3"), 10, 10
    elif facts.severity == "一般":
        norm, ids, points, percent = "n2", ("m4", "m5", "m6"), 30, 20
    elif facts.severity == "严重":
        norm, ids, points, percent = "n3", ("m7", "m8", "m9"), 100, 30
    else:
        return [], ["情节"] if facts.severity is None else []
    occurrences = 1 if facts.occurrences is None else facts.occurrences
    penalty, missing = None, []
    if facts.violating_sales_30d is None:
        missing.append("近30天累计违规销售额")
    else:
        penalty = (facts.violating_sales_30d * percent + 50) // 100
    return [
        Outcome(ids[0], "deduct_points", points * occurrences, norm),
        Outcome(ids[1], "confiscate", None, norm),
        Outcome(ids[2], "pay_penalty", penalty, norm),
    ], missing


def disturbing_the_platform(facts: Facts) -> Found:
    """扰乱平台系统: points for each occurrence; where it is severe also a share of sales within floor and cap."""
    occurrences = 1 if facts.occurrences is None else facts.occurrences
    if facts.severity == "一般":
        return [Outcome("m14", "deduct_points", 6 * occurrences, "n8")], []
    if facts.severity != "严重":
        return [], ["情节"] if facts.severity is None else []
    penalty, missing = None, []
    if facts.violating_sales_30d is None:
        missing.append("近30天累计违规销售额")
    else:
        penalty = min(max((facts.violating_sales_30d * 10 + 50) // 100, 20_000_00), 100_000_00)
    return [Outcome("m15", "deduct_points", 100 * occurrences, "n9"), Outcome("m16", "pay_penalty", penalty, "n9")], missing


def inventing_figures(facts: Facts) -> Found:
    """虚构经营数据: a warning; or one of two blockings and a sum."""
    if facts.severity == "轻微":
        return [Outcome("m4", "warn", None, "n4")], []
    if facts.severity == "一般":
        norm, ids, penalty = "n5", ("m5", "m6", "m7"), 5_000_00
    elif facts.severity == "严重":
        norm, ids, penalty = "n6", ("m8", "m9", "m10"), 10_000_00
    else:
        return [], ["情节"] if facts.severity is None else []
    return [
        Outcome(ids[0], "block_display", None, norm),
        Outcome(ids[1], "block_display", None, norm),
        Outcome(ids[2], "pay_penalty", penalty, norm),
    ], []


class Case(NamedTuple):
    """What is decided: by which generated module, against which function, for which violation, on which facts."""

    module: str
    by_hand: Callable[[Facts], Found]
    violation: str | None
    facts: dict[str, Any]


SAFETY, MANAGEMENT = "generated.kuaishou.trading_fund_safety.v2023_11_03", "generated.kuaishou.violation_management.draft_2023_10_07"
CASES = (
    Case(SAFETY, trading_fund_safety, None, {"severity": "轻微", "violating_sales_30d": 333_45}),
    Case(SAFETY, trading_fund_safety, None, {"severity": "一般", "occurrences": 2, "violating_sales_30d": 200_000_00}),
    Case(SAFETY, trading_fund_safety, None, {"severity": "严重", "occurrences": 1}),
    Case(MANAGEMENT, inventing_figures, "虚构经营数据", {"severity": "一般"}),
    Case(MANAGEMENT, disturbing_the_platform, "扰乱平台系统", {"severity": "一般", "occurrences": 2}),
    Case(MANAGEMENT, disturbing_the_platform, "扰乱平台系统", {"severity": "严重", "violating_sales_30d": 200_010_00}),
)
