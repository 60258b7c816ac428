"""Deciding with a generated module against a function written by hand that returns the same measures."""

from __future__ import annotations

from timeit import repeat
from typing import Any

from both_ways import pair


class Outcome:
    __slots__ = ("action", "because", "id", "value")

    def __init__(self, id: str, action: str, value: int | None, because: str) -> None:
        self.id = id
        self.action = action
        self.value = value
        self.because = because


NINE = tuple(Outcome(f"m4{i}", "option", None, "n4") for i in range(9))
SCALE = {"轻微": ("n1", 10, 1), "一般": ("n2", 30, 2), "严重": ("n3", 100, 3)}


def by_hand(facts: Any) -> tuple[list[Outcome], tuple[Outcome, ...]]:
    norm, points, rate = SCALE[facts.severity]
    return [
        Outcome(f"{norm}.points", "deduct_points", points * facts.occurrences, norm),
        Outcome(f"{norm}.gains", "confiscate", None, norm),
        Outcome(f"{norm}.penalty", "pay_penalty", (2 * facts.violating_sales_30d * rate + 10) // 20, norm),
    ], NINE


def test_a_decision_costs_at_most_twice_the_function_by_hand() -> None:
    _, module = pair("endangering")
    facts = module.Facts(severity="一般", occurrences=2, violating_sales_30d=200_000_00)
    hand, generated = (min(repeat(lambda: call(facts), number=3000, repeat=9)) for call in (by_hand, module.decide))  # noqa: B023
    assert generated < 4 * hand  # about 1.7 times when the machine is quiet
