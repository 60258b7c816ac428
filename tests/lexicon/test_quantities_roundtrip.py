"""Quantities, printed in every way that texts write them and read back: the same exact figure in the same unit."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulec.lexicon.numerals import parse_numeral, print_numeral
from rulec.lexicon.quantities import Quantity, find_quantities

FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
STEADY = settings(derandomize=True, deadline=None, max_examples=300)
# Written unit → its canonical name, and how many of that one of it is. A figure must not need the verb before it.
UNITS = {
    "元": ("CNY", "1"), "千元": ("CNY", "1000"), "万元": ("CNY", "10000"), "亿元": ("CNY", "100000000"), "美元": ("USD", "1"),
    "天": ("day", "1"), "自然日": ("day", "1"), "个工作日": ("working_day", "1"), "个月": ("month", "1"), "小时": ("hour", "1"),
    "分钟": ("minute", "1"), "倍": ("times", "1"), "次": ("times", "1"), "笔订单": ("order", "1"), "平方米": ("平方米", "1"), "学时": ("学时", "1"),
}  # fmt: skip
LARGEST_BEFORE = {"千元": 10, "万元": 10_000, "亿元": 10_000}
WHOLE = st.integers(1, 99_999_999)
DECIMALS = st.integers(1, 9_999_999).map(lambda n: Decimal(n) / 1000)
PRINTED: dict[str, Callable[[Decimal], str]] = {
    "arabic": lambda v: print_numeral(v),
    "thousands": lambda v: f"{v:,f}",
    "full width": lambda v: print_numeral(v).translate(FULL_WIDTH),
    "chinese": lambda v: print_numeral(v, "chinese"),
    "formal": lambda v: print_numeral(v, "chinese").translate(FORMAL),
}


def read(text: str) -> Quantity:
    """The one quantity that the whole of `text` is."""
    found = find_quantities(text)
    assert [(match.start, match.end) for match in found] == [(0, len(text))], text
    return found[0].quantity


@pytest.mark.parametrize("style", PRINTED)
@STEADY
@given(value=st.one_of(WHOLE.map(Decimal), DECIMALS), unit=st.sampled_from(sorted(UNITS)))
def test_a_printed_figure_is_read_back(style: str, value: Decimal, unit: str) -> None:
    name, scale = UNITS[unit]
    if style in ("chinese", "formal") and value >= LARGEST_BEFORE.get(unit, value + 1):
        return  # nobody writes 一万万元
    quantity = read(f"{PRINTED[style](value)}{unit}")
    assert (quantity.low, quantity.high, quantity.unit) == (value * Decimal(scale), value * Decimal(scale), name)


@STEADY
@given(whole=st.integers(1, 999), scale=st.sampled_from("千万亿"), tail=st.integers(0, 9))
def test_figures_mixed_with_scales(whole: int, scale: str, tail: int) -> None:
    """3万元, 4.5千元: the scale is part of the figure, whatever the unit table says of 千元."""
    figure = Decimal(whole) + Decimal(tail) / 10
    quantity = read(f"{print_numeral(figure)}{scale}元")
    assert quantity.low == figure * {"千": 1000, "万": 10_000, "亿": 100_000_000}[scale]


@STEADY
@given(value=st.integers(1, 9999).map(lambda n: Decimal(n) / 100), style=st.sampled_from(["arabic", "chinese"]))
def test_shares_in_every_notation(value: Decimal, style: str) -> None:
    words = PRINTED[style](value)
    for text, of in ((f"百分之{words}", 100), (f"千分之{words}", 1000), (f"万分之{words}", 10_000)):
        assert read(text).low == value / of
    for sign, of in (("%", 100), ("‰", 1000), ("％", 100)):
        assert read(f"{print_numeral(value)}{sign}").low == value / of


@STEADY
@given(
    low=st.integers(1, 500), more=st.integers(1, 500), sign=st.sampled_from("-~—至到"), unit=st.sampled_from(["元", "天", "个月", "学时"])
)
def test_ranges_keep_both_ends(low: int, more: int, sign: str, unit: str) -> None:
    quantity = read(f"{low}{sign}{low + more}{unit}")
    assert quantity.low == low and quantity.high == low + more


@STEADY
@given(years=st.integers(1, 20), months=st.integers(1, 11))
def test_years_and_months_add_up(years: int, months: int) -> None:
    quantity = read(f"{print_numeral(Decimal(years), 'chinese')}年{print_numeral(Decimal(months), 'chinese')}个月")
    assert quantity.low == years * 12 + months and quantity.unit == "month"


@STEADY
@given(number=st.integers(1, 10**12))
def test_numerals_of_every_size(number: int) -> None:
    assert parse_numeral(print_numeral(Decimal(number), "chinese")) == number


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("4.5千元", "4500", "4500", "CNY"), ("二千元", "2000", "2000", "CNY"), ("3万元", "30000", "30000", "CNY"), ("壹万元", "10000", "10000", "CNY"),
        ("三万六千元", "36000", "36000", "CNY"), ("人民币10万元", "100000", "100000", "CNY"), ("千分之二", "0.002", "0.002", "percent"),
        ("百分之三十", "0.3", "0.3", "percent"), ("半年", "6", "6", "month"), ("两年", "2", "2", "year"), ("一年半", "18", "18", "month"),
        ("一个半小时", "90", "90", "minute"), ("廿日", "20", "20", "day"), ("卅日", "30", "30", "day"), ("廿四个月", "24", "24", "month"),
        # Rough and short figures are ranges, exact at both ends; no point of them is chosen.
        ("三四天", "3", "4", "day"), ("两三个月", "2", "3", "month"), ("二三十元", "20", "30", "CNY"), ("1-3万元", "10000", "30000", "CNY"),
        ("一至三个月", "1", "3", "month"), ("百分之十至二十", "0.1", "0.2", "percent"),
    ],
)  # fmt: skip
def test_forms_that_texts_really_use(text: str, low: str, high: str, unit: str) -> None:
    quantity = read(text)
    assert (quantity.low, quantity.high, quantity.unit) == (Decimal(low), Decimal(high), unit)


def test_a_list_of_values_and_an_open_end() -> None:
    (values,) = find_quantities("扣10分、20分或者100分")
    assert values.quantity.values == (Decimal(10), Decimal(20), Decimal(100)) and values.quantity.low is None
    (until,) = find_quantities("封禁账号1天至永久")
    assert until.quantity.low == 1 and until.quantity.high is None and until.quantity.unit == "day"
