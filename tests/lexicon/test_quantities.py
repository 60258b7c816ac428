"""Quantities: what is one, what it is worth, and what only looks like one."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulec.lexicon.numerals import print_numeral
from rulec.lexicon.quantities import Quantity, QuantityMatch, find_quantities
from rulec.source.resources import read_table


def only(text: str) -> QuantityMatch:
    (match,) = find_quantities(text)
    return match


def words(text: str) -> list[str]:
    return [text[match.start : match.end] for match in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("二千元", "2000", "CNY", "money"), ("三万六千元", "36000", "CNY", "money"), ("10 万元", "100000", "CNY", "money"),
        ("4.5千元", "4500", "CNY", "money"), ("人民币10万元", "100000", "CNY", "money"), ("￥1,000", "1000", "CNY", "money"),
        ("2000 元", "2000", "CNY", "money"), ("3元5角", "3.5", "CNY", "money"), ("10美元", "10", "USD", "money"),
        ("3万5千元", "35000", "CNY", "money"), ("新台币六千元", "6000", "TWD", "money"),
        ("4分", "4", "point", "point"), ("零点二分", "0.2", "point", "point"), ("一百分", "100", "point", "point"),
        ("10%", "0.1", "percent", "rate"), ("３０％", "0.3", "percent", "rate"), ("百分之三十", "0.3", "percent", "rate"),
        ("千分之二", "0.002", "percent", "rate"), ("2‰", "0.002", "percent", "rate"), ("万分之五", "0.0005", "percent", "rate"),
        ("二分之一", "0.5", "percent", "rate"), ("百分之百", "1", "percent", "rate"), ("三成", "0.3", "percent", "rate"),
        ("三倍", "3", "times", "multiple"), ("等值", "1", "times", "multiple"),
        ("30日", "30", "day", "duration"), ("七个自然日", "7", "day", "duration"), ("5个工作日", "5", "working_day", "duration"),
        ("两周", "14", "day", "duration"), ("6个月", "6", "month", "duration"), ("三个季度", "9", "month", "duration"),
        ("两年", "2", "year", "duration"), ("半年", "6", "month", "duration"), ("半个月", "15", "day", "duration"),
        ("一个半小时", "90", "minute", "duration"), ("1.5小时", "1.5", "hour", "duration"), ("12h", "12", "hour", "duration"),
        ("一年六个月", "18", "month", "duration"), ("一年半", "18", "month", "duration"), ("2小时30分钟", "150", "minute", "duration"),
        ("2小时30分", "150", "minute", "duration"), ("1分30秒", "90", "second", "duration"), ("3天2小时", "74", "hour", "duration"),
        ("三次", "3", "times", "times"), ("48笔", "48", "笔", "count"), ("30单", "30", "order", "count"), ("5件", "5", "item", "count"),
        ("3人", "3", "person", "count"), ("3场", "3", "match", "count"), ("50平方米", "50", "平方米", "count"),
        ("2千克", "2", "千克", "count"),
        ("3科目次", "3", "科目次", "count"), ("4星级", "4", "star", "star"), ("18周岁", "18", "year", "age"),
    ],
)  # fmt: skip
def test_figures(text: str, value: str, unit: str, kind: str) -> None:
    match = only("为" + text + ",")
    assert (match.start, match.end) == (1, 1 + len(text))
    found = match.quantity
    assert (found.low, found.high, found.unit, found.kind, found.hole) == (Decimal(value), Decimal(value), unit, kind, None)
    assert str(found.low) == value


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10-20分", "10", "20", "point"), ("1-3分", "1", "3", "point"), ("1至6个月", "1", "6", "month"),
        ("1,000-7,000元", "1000", "7000", "CNY"),
        ("1-3天", "1", "3", "day"), ("一天到三天", "1", "3", "day"), ("20—29学时", "20", "29", "学时"), ("0~19.99元", "0", "19.99", "CNY"),
        ("百分之十至百分之三十", "0.1", "0.3", "percent"), ("百分之十至三十", "0.1", "0.3", "percent"),
        ("10%-30%", "0.1", "0.3", "percent"),
        ("10-30%", "0.1", "0.3", "percent"), ("1-3万元", "10000", "30000", "CNY"), ("5000-3万元", "5000", "30000", "CNY"),
        ("10-20 万元", "100000", "200000", "CNY"), ("人民币10-20万元", "100000", "200000", "CNY"), ("￥20-￥30", "20", "30", "CNY"),
        ("6个月至2年", "6", "24", "month"), ("30分钟-2小时", "30", "120", "minute"), ("3个-5个工作日", "3", "5", "working_day"),
        ("两三天", "2", "3", "day"), ("三四十元", "30", "40", "CNY"), ("20-10分", "20", "10", "point"),
    ],
)  # fmt: skip
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    match = only(text + "。")
    assert match.end == len(text)
    assert (match.quantity.low, match.quantity.high, match.quantity.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(("text", "hole", "unit"), [
    ("X天", "X", "day"), ("N天", "N", "day"), ("Ｘ天", "Ｘ", "day"), ("XX日", "XX", "day"), ("××元", "××", "CNY"), ("X%", "X", "percent"),
    ("百分之X", "X", "percent"), ("***次", "***", "times"), ("X-Y天", "X、Y", "day"),
])  # fmt: skip
def test_holes(text: str, hole: str, unit: str) -> None:
    match = only("商品" + text + ";")
    assert (match.start, match.end) == (2, 2 + len(text))
    assert (match.quantity.hole, match.quantity.low, match.quantity.high, match.quantity.unit) == (hole, None, None, unit)


def test_a_half_open_hole_keeps_its_known_end() -> None:
    found = only("X至10天").quantity
    assert (found.hole, found.low, found.high) == ("X", None, Decimal(10))


@pytest.mark.parametrize(
    "text",
    """一般|一致|一定|统一|唯一|之一|第一|第三条|三方|万一|十分明显|一切|一律|一并|一旦|一经|二维码|三包|两者|百货
千牛|一站式|万象|10月27日|23时59分59秒
2.1.1|第7.13条|9月14日-9月18日|2023年08月12日至8月18日|3C|次日|当日|首次|第1-3条|第三条、五条|每月15日前|每月5日、15日|10月7日、9日|X年X月X日|一次性
一票否决
一起参与|三星手机|2023年|二〇二三年|上半年|每人次|10w粉丝|2.1 人员要求|假一赔九
四项条件|同一天|下一次|头一次|零星|第 3 天|第N天|零分之一|1,2""".replace("\n", "|").split("|"),
)  # fmt: skip
def test_traps(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("25分、50分、75分或者100分", ["25分", "50分", "75分", "100分"]), ("6个月以上2年以下", ["6个月", "2年"]),
        ("A类4分,B12分", ["4分", "12分"]),
        ("被扣除4分时", ["4分"]), ("7天无理由退货", ["7天"]), ("一天到永久", ["一天到永久"]), ("15天至3个月", ["15天", "3个月"]),
        ("每周一次", ["一次"]),
        ("扣十分,十分重要", ["十分"]),
        ("五分、十分", ["五分", "十分"]), ("情形2三次以上", ["三次"]), ("7天24小时", ["7天", "24小时"]),
        ("以上一万元以下", ["一万元"]), ("0≤x<20元", ["20元"]), ("每多半个钟加罚款10元", ["半个钟", "10元"]), ("发布3条违规信息", ["3条"]),
        ("近30天累计违规销售额10%的违约金(最低20000元,最高100000元)", ["30天", "10%", "20000元", "100000元"]), ("得分<-1.5分", ["-1.5分"]),
        ("扣10分、三分之一", ["10分", "三分之一"]), ("12月6日至12日内3次", ["3次"]), ("10月7日、30日内", ["30日"]),
    ],
)  # fmt: skip
def test_in_sentences(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_share_without_finite_decimal() -> None:
    found = only("三分之一以上").quantity
    assert (found.low, found.high, found.fraction, found.kind, found.percent) == (None, None, (1, 3), "rate", None)


def test_percent_keeps_the_figure() -> None:
    found = only("10%-30%").quantity
    assert (found.percent, found.percent_high) == (Decimal(10), Decimal(30))
    assert str(only("0.5%").quantity.percent) == "0.5"


def test_list_under_one_unit() -> None:
    found = only("扣25、50、75或100分").quantity
    assert (found.low, found.high, found.values) == (None, None, (Decimal(25), Decimal(50), Decimal(75), Decimal(100)))


def test_written_unit_is_kept() -> None:
    assert only("5个自然日").quantity == Quantity(Decimal(5), Decimal(5), "day", "duration", None, "个自然日")


def test_the_unit_table_is_sound() -> None:
    rows = read_table("lexicon/units.tsv")
    assert len({row[0] for row in rows}) == len(rows)
    for written, canonical, kind, scale, guard in rows:
        assert written and canonical and guard
        assert kind in {"money", "point", "rate", "multiple", "duration", "times", "count", "star", "age"}
        assert Decimal(scale) > 0
        assert words("为20" + written if written not in ("成", "成分") else "两" + written), written


@settings(derandomize=True)
@given(st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from(["元", "万元", "分", "%", "倍"]), st.booleans())
def test_every_figure_reads_back(value: Decimal, unit: str, chinese: bool) -> None:
    scale = {"元": "1", "万元": "10000", "分": "1", "%": "0.01", "倍": "1"}[unit]
    chinese = chinese and unit != "万元"  # nobody writes 三万万元
    text = print_numeral(value, "chinese" if chinese else "arabic") + unit
    match = only("扣" + text)
    assert match.end == len(text) + 1
    assert match.quantity.low == match.quantity.high == value * Decimal(scale)


@settings(derandomize=True)
@given(st.text(alphabet="0123456789.,-至、一二三十百千万半个两第条年月日天时分之秒元角%X次 人民币￥", max_size=60))
def test_matches_are_ordered_and_inside(text: str) -> None:
    at = 0
    for match in find_quantities(text):
        assert at <= match.start < match.end <= len(text)
        at = match.end


@pytest.mark.parametrize(
    "piece", ["2", "一", "2.", "1-", "1、", "扣1、", "X-", "1,000,", "一年", "10元至", "第1、", "1日、", "三分之", "人民币1", "3 "]
)  # fmt: skip
def test_a_long_line_is_no_trap(piece: str) -> None:
    size = 200_000 if piece in ("2", "一", "1,000,") else 10_000
    line = (piece * size)[:size]
    ends = [match.end for match in find_quantities(line)]  # ends at all: quadratic time would need hours
    assert ends == sorted(ends)
