"""Dates, periods and times of day."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulec.lexicon.calendar import DateMatch, find_clocks, find_dates, iso, valid


def only(text: str) -> DateMatch:
    (match,) = find_dates(text)
    return match


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年10月07日", (2023, 10, 7)), ("2022.4.14", (2022, 4, 14)), ("2023-08-14", (2023, 8, 14)), ("2023/8/14", (2023, 8, 14)),
        ("二〇一一年三月三十日", (2011, 3, 30)), ("二O一一年", (2011, None, None)), ("2023年10月", (2023, 10, None)),
        ("10月27日", (None, 10, 27)), ("２０２３年１０月７日", (2023, 10, 7)), ("2023年10月10号", (2023, 10, 10)),
        ("十二月三十一日", (None, 12, 31)), ("2023年13月45日", (2023, 13, 45)), ("中华民国112年5月1日", (2023, 5, 1)),
    ],
)  # fmt: skip
def test_forms(text: str, day: tuple[int | None, int | None, int | None]) -> None:
    match = only(text)
    assert (match.start, match.end) == (0, len(text))
    assert (match.year, match.month, match.day) == day


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("2023年8月12日至2023年8月18日", (2023, 8, 18)), ("9月14日-9月18日", (None, 9, 18)),
        ("2023年09月27日-2023年10月06日", (2023, 10, 6)),
        ("4月1日—5月4日", (None, 5, 4)), ("2023年08月12日至8月18日", (2023, 8, 18)), ("12月6日至12日", (None, 12, 12)),
        ("4月1-7日", (None, 4, 7)), ("2023-08-14-2023-08-20", (2023, 8, 20)), ("2022.4.14-2022.5.1", (2022, 5, 1)),
        ("2023年10月至12月", (2023, 12, None)), ("2023年12月28日至次年1月3日", (2024, 1, 3)), ("2023年8月12日起至8月18日", (2023, 8, 18)),
    ],
)  # fmt: skip
def test_periods(text: str, to: tuple[int | None, int | None, int | None]) -> None:
    match = only(text)
    assert match.to == to
    assert match.end == len(text)


@pytest.mark.parametrize(
    ("text", "clock", "annual"),
    [
        ("每年的12月31日23时59分59秒", "23:59:59", True), ("每年1月1日零时", "00:00:00", True), ("次年的一月一日零时", "00:00:00", True),
        ("2023-10-27 18:10", "18:10:00", False), ("2023-08-14 17:10:40", "17:10:40", False), ("12月31日24时", "24:00:00", False),
        ("10月7日下午3点半", "15:30:00", False),
    ],
)  # fmt: skip
def test_clocks(text: str, clock: str, annual: bool) -> None:
    match = only(text)
    assert (match.clock, match.annual, match.end) == (clock, annual, len(text))


def test_both_ends_of_a_period_may_have_a_clock() -> None:
    match = only("2023年8月15日10:00至2023年8月16日24:00")
    assert (match.clock, match.to_clock, match.to) == ("10:00:00", "24:00:00", (2023, 8, 16))


@pytest.mark.parametrize(
    "text",
    ["2.1.1 商品", "4.4分", "1-3分时", "10-20", "v2023.1.2.3", "3月", "3个月15日", "1年6个月", "一、二月", "每年", "三方", "10元/月",
     "第7.13条"],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_clock_alone() -> None:
    assert [match.clock for match in find_clocks("在23时59分59秒或18:10;24点前")] == ["23:59:59", "18:10:00", "24:00:00"]
    assert find_clocks("满4分时;以下3点要求;25:70;零点二分") == []


def test_heading_number_before_a_date_is_left_out() -> None:
    match = only("3.10月27日生效")
    assert (match.start, match.month, match.day) == (2, 10, 27)


def test_impossible_dates() -> None:
    assert iso(2023, 10, 7) == "2023-10-07"
    with pytest.raises(ValueError, match="day"):
        iso(2023, 2, 29)
    assert valid(only("2月29日"), 2024)
    assert not valid(only("2月29日"), 2023)
    assert not valid(only("9月14日-9月31日"), 2023)
    assert not valid(only("9月14日25时"), 2023)


@settings(derandomize=True)
@given(st.dates(), st.sampled_from(["{y:04}年{m}月{d}日", "{y:04}-{m:02}-{d:02}", "{y:04}.{m}.{d}", "{y:04}/{m}/{d}"]))
def test_every_day_reads_back(day: object, form: str) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    match = only("于" + form.format(y=year, m=month, d=number) + "生效")
    assert (match.year, match.month, match.day) == (year, month, number)
    assert iso(year, month, number) == str(day)
    assert valid(match, 2000)


@settings(derandomize=True)
@given(st.text(alphabet="0123456789年月日时点分秒至到-—.:/ 每次的一二十零O号起", max_size=80))
def test_matches_are_ordered_and_inside(text: str) -> None:
    at = 0
    for match in find_dates(text):
        assert at <= match.start < match.end <= len(text)
        at = match.end


@pytest.mark.parametrize("piece", ["2", "一", "2023-", "1.1", "10月", "2023年10月1日至", "10日-", "12月31日10点a", "每年 "])
def test_a_long_line_is_no_trap(piece: str) -> None:
    line = (piece * 40_000)[:40_000]
    for matches in (find_dates(line), find_clocks(line)):  # ends at all: quadratic time would need hours
        assert [match.end for match in matches] == sorted(match.end for match in matches)
