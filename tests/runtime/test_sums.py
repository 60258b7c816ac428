"""Exact figures: scaling, rounding, shares, and sums from unknown bases."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulec.runtime import UNKNOWN, BracketRow, Brackets, Combined, Decided, Fixed, Measure, Range, Rate, Steps, ValueSet
from rulec.runtime.amounts import Amount, Base, times, work_out
from rulec.runtime.money import plain, scaled, share
from rulec.runtime.supposed import Supposed


@given(st.integers(min_value=-(10**15), max_value=10**15), st.integers(min_value=0, max_value=6))
@settings(derandomize=True, max_examples=200)
def test_scaling_and_writing_are_each_others_inverse(figure: int, digits: int) -> None:
    assert scaled(plain(figure, digits), digits) == figure


@pytest.mark.parametrize("text", ["", "-", ".", ".5", "1e3", "1.", "1.234", "--1", "1.2.3", "٣", "NaN", "1,000", "+1"])
def test_what_is_no_plain_decimal_is_refused(text: str) -> None:
    if text == "1.":
        assert scaled(text, 2) == 100
        return
    with pytest.raises(ValueError):
        scaled(text, 2)


@given(st.integers(min_value=0, max_value=10**13), st.integers(min_value=0, max_value=20000))
@settings(derandomize=True, max_examples=300)
def test_a_share_is_rounded_half_up_like_decimal(base: int, basis_points: int) -> None:
    exact = (Decimal(base) * basis_points / 10000).quantize(Decimal(1), ROUND_HALF_UP)
    assert share(base, basis_points, 10000) == int(exact)


def test_a_share_keeps_to_floor_and_cap_and_of_what_is_not_known_there_is_none() -> None:
    assert [share(base, 10, 100, floor=20_00, cap=100_00) for base in (1, 200_05, 999_99, 5000_00)] == [20_00, 20_01, 100_00, 100_00]
    assert share(UNKNOWN, 10, 100, floor=20_00) is UNKNOWN
    assert share(Supposed(500_00), 10, 100) is UNKNOWN


@pytest.mark.parametrize(
    ("amount", "asks", "bases", "figure"),
    [
        (Fixed("3000", "CNY"), (), (), 3000_00),
        (Fixed("0.5", "point", "次"), ("times",), (3,), 15),
        (Fixed("10", "point", "次"), ("times",), (UNKNOWN,), UNKNOWN),
        (Fixed("10", "point", "次"), (), (), None),
        (Rate("share", "0.1", "0.1", True, True, "销售额"), ("sales",), (333_45,), 33_35),
        (Rate("share", "0.1", "0.1", True, True, "销售额", "20000", "100000"), ("sales",), (UNKNOWN,), UNKNOWN),
        (Range("10000", "50000", True, True, "CNY"), (), (), None),
        (None, (), (), None),
    ],
)
def test_the_figure_of_a_measure(amount: Amount | None, asks: tuple[str, ...], bases: tuple[Base, ...], figure: object) -> None:
    counted = isinstance(amount, Fixed) and bool(asks)
    found = Decided.of(Measure("m1", "n1", "fine", "", (0, 0), amount=amount, asks=asks, counted=counted), *bases).figure
    assert found is figure if figure is UNKNOWN else found == figure


TEN_PERCENT = Rate("share", "0.1", "0.1", True, True, "销售额", "20000", "100000")


@pytest.mark.parametrize(
    ("amount", "base", "expected"),
    [
        (TEN_PERCENT, 200010_00, Fixed("20001", "CNY")),
        (TEN_PERCENT, UNKNOWN, Range("20000", "100000", True, True, "CNY")),
        (TEN_PERCENT, Supposed(200010_00), Range("20000", "100000", True, True, "CNY")),
        (TEN_PERCENT._replace(floor=None), UNKNOWN, TEN_PERCENT._replace(floor=None)),
        (Rate("multiple", "1", "3", True, True, "违法所得"), 100_01, Range("100.01", "300.03", True, True, "CNY")),
        (Rate("share", None, "0.05", True, True, "营业额"), 1000_00, Range(None, "50", True, True, "CNY")),
        (Rate("share", "0.1", "0.1", True, True, "额", round_to="10", round_mode="down", round_stated=True), 2599_99, Fixed("250", "CNY")),
        (Brackets("额", (BracketRow("10000", "100000", "0.025"),), True), 30000_00, Fixed("500", "CNY")),
        (Brackets("额", (BracketRow(None, "100", value="5"), BracketRow("100", None, value="8")), False), 100_00, Fixed("5", "CNY")),
        (Steps("60", "30", "10", "CNY", "超时", digits=0), 119, Fixed("10", "CNY")),
    ],
)
def test_working_out(amount: Amount, base: int, expected: Amount) -> None:
    assert work_out(amount, [base]).amount == expected


def test_a_rounding_that_changes_the_figure_is_named_unless_the_text_states_it() -> None:
    rate = Rate("share", "0.1", "0.1", True, True, "额", round_to="0.01")
    assert work_out(rate, [333_45]).rounding == "half_up 0.01"
    assert work_out(rate, [333_40]).rounding is None
    assert work_out(rate._replace(round_stated=True), [333_45]).rounding is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("max", Range("500", "100000", True, True, "CNY")),
        ("min", Range("20", "500", True, True, "CNY")),
        ("sum", Range("520", "100500", True, True, "CNY")),
        ("difference", Range("0", "480", True, True, "CNY")),
    ],
)
def test_arithmetic_on_ranges_is_interval_arithmetic(kind: str, expected: Range) -> None:
    amount = Combined(kind, (Fixed("500", "CNY"), TEN_PERCENT._replace(floor="20")))
    assert work_out(amount, [UNKNOWN]).amount == expected


def test_multiplying_what_is_for_each() -> None:
    assert times(Fixed("0.2", "point", "件"), 3) == Fixed("0.6", "point")
    assert times(Range("1", None, True, True, "CNY", "件"), 2) == Range("2", None, True, True, "CNY")
    assert times(ValueSet(("25", "50"), "point", "次"), 2) == ValueSet(("50", "100"), "point")
