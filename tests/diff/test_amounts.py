"""Which of two amounts weighs more, and from which base on: worked out by hand."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from rulec.diff.amounts import weigh
from rulec.ir import model as ir


def share(rate: str, floor: str | None = None, cap: str | None = None) -> ir.Rate:
    return ir.Rate("share", D(rate), D(rate), True, True, "销售额", None if floor is None else D(floor), None if cap is None else D(cap))


def between(low: str | None, high: str | None, unit: str = "CNY") -> ir.Range:
    return ir.Range(None if low is None else D(low), None if high is None else D(high), True, True, unit)


def test_a_lower_cap_and_a_higher_rate_are_mixed_with_break_even_points() -> None:
    # 12 % passes the old floor of 20000 from 166666.67 on; the new cap of 80000 lies below 10 % of more than 800000.
    found = weigh(share("0.1", "20000", "100000"), share("0.12", "20000", "80000"))
    assert (found.weight, found.heavier_from, found.lighter_from) == ("mixed", (166667,), (800001,))


def test_a_higher_cap_is_felt_beyond_the_old_one() -> None:
    found = weigh(share("0.1", "20000", "50000"), share("0.1", "20000", "100000"))
    assert (found.weight, found.heavier_from) == ("heavier", (500001,))


def test_a_share_in_the_place_of_a_sum_turns_at_one_point() -> None:
    found = weigh(ir.Fixed(D(5000), "CNY"), share("0.1"))
    assert (found.weight, found.break_even) == ("mixed", (50001,))


@pytest.mark.parametrize(
    ("old", "new", "weight"),
    [
        (ir.Fixed(D(5000), "CNY"), ir.Fixed(D(10000), "CNY"), "heavier"),
        (ir.Fixed(D(5000), "CNY"), ir.Fixed(D("5000.00"), "CNY"), "same"),
        (between("10000", "50000"), between("10000", "100000"), "heavier"),
        (between("10000", "50000"), between("5000", "100000"), "mixed"),
        (between("10000", "50000"), between("5000", "50000"), "lighter"),
        (between(None, "50000"), between("10000", "50000"), "heavier"),
        (ir.Fixed(D(3), "day"), ir.Fixed(D(1), "month"), "heavier"),
        (ir.Fixed(D(30), "day"), ir.Fixed(D(1), "month"), "mixed"),
        (ir.Fixed(D(12), "month"), ir.Fixed(D(1), "year"), "same"),
        (ir.Fixed(D(30), "day"), ir.Permanent(), "heavier"),
        (ir.Hole("X#1", "day"), ir.Fixed(D(7), "day"), "unknown"),
        (share("0.1"), ir.Rate("share", D("0.1"), D("0.1"), True, True, "货款"), "unknown"),
        (share("0.2"), ir.All("销售额"), "heavier"),
        (ir.ValueSet((D(25), D(50)), "point"), ir.ValueSet((D(25), D(75)), "point"), "heavier"),
        (ir.Combined("max", (ir.Fixed(D(1000), "CNY"), share("0.1"))), share("0.1"), "lighter"),
    ],
)
def test_by_hand(old: ir.Amount, new: ir.Amount, weight: str) -> None:
    assert weigh(old, new).weight == weight
