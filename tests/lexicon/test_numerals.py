"""Numerals: exact values, refusals, and print/parse agreement."""

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulec.lexicon.numerals import parse_numeral, plain, print_numeral, quotient

NUMERALS = {
    "1,000": "1000", "20000": "20000", "4.5": "4.5", "0.50": "0.5", "１，０００": "1000", "二千": "2000", "三万六千": "36000", "十二": "12",
    "廿": "20", "廿一": "21", "卅": "30", "壹万": "10000", "贰仟伍佰": "2500", "两": "2", "两千": "2000",
    "零点二": "0.2", "三点一四": "3.14",
    "一千二": "1200", "一千零二": "1002", "三万六": "36000", "一百二": "120", "一千二百五": "1250", "十万零五百": "100500", "〇": "0",
    "二〇二三": "2023", "一九九七": "1997", "3万": "30000", "4.5千": "4500", "1.5万": "15000", "10亿": "1000000000", "3万5千": "35000",
    "3万五千": "35000", "3万5": "35000", "1亿2000万": "120000000", "2万零500": "20500", "一点五万": "15000", "一万亿": "1000000000000",
    "-1.5": "-1.5", "负三": "-3", "二百五十": "250", "一百一十": "110", "一百十二": "112",
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMERALS.items())
def test_value(text: str, value: str) -> None:
    found = parse_numeral(text)
    assert found == Decimal(value)
    assert str(found) == value  # no trailing zeros, no exponent: same number, same bytes


@pytest.mark.parametrize(
    "text",
    ["", "半", "百", "万", "万一", "亿", "二三", "一二", "十二两", "零五百", "一千零", "1,00", "1.", "--1", "一点", "点五",
     "元", "3万万", "一" * 5000, "亿" * 200],
)  # fmt: skip
def test_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@settings(derandomize=True)
@given(st.decimals(min_value=-(10**18), max_value=10**18, places=4), st.sampled_from(["chinese", "arabic"]))
def test_printed_numerals_read_back(value: Decimal, style: Literal["chinese", "arabic"]) -> None:
    assert parse_numeral(print_numeral(value, style)) == value


@settings(derandomize=True)
@given(st.text(alphabet="零〇一二两三九十百千万亿廿点0123456789.,负-", max_size=60))
def test_any_text_is_safe(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value.is_finite()


def test_words() -> None:
    assert [print_numeral(Decimal(value), "chinese") for value in ("0", "10", "12", "110", "1002", "36000", "100500", "0.2", "-3")] == [
        "零", "十", "十二", "一百一十", "一千零二", "三万六千", "十万零五百", "零点二", "负三",
    ]  # fmt: skip
    assert print_numeral(Decimal("1E+3")) == "1000"
    with pytest.raises(ValueError, match="no numeral"):
        print_numeral(Decimal("NaN"))


def test_quotient_is_exact_or_nothing() -> None:
    assert quotient(1, 8) == Decimal("0.125")
    assert quotient(6, 3) == Decimal(2)
    assert quotient(1, 3) is None
    assert str(plain(Decimal("3E+1"))) == "30"
