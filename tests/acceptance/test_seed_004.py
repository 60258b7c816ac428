"""004, amendment reported as news: every acceptance row on the real page. It is a public notice, decided as if in force."""

from pathlib import Path

import pytest
from expectations import NINE_OF_004, Seed, act, expect, pay, points, seed

from rulec.build.pipeline import compile_announcement

FABRICATED, DISRUPTION = "虚构经营数据", "扰乱平台系统"
SALES = "累计违规销售额"
COUNT = "违规次数"
MASK_OR_CLOSE = [act("block_display", "遮罩"), act("block_display", "关播")]
THREE = [act("delist", "违规商品"), act("exclude", "排行榜"), act("exclude", "激励活动")]


@pytest.fixture
def page() -> Seed:
    return seed("004")


@pytest.mark.parametrize(
    ("tier", "measures"),
    [("轻微", [act("warn")]), ("一般", [*MASK_OR_CLOSE, pay("5000")]), ("严重", [*MASK_OR_CLOSE, pay("10000")])],
    ids=["minor", "medium", "grave"],
)
def test_fabricated_figures(page: Seed, tier: str, measures: list[dict[str, object]]) -> None:
    decision = page.decide({"情节": tier}, violation=FABRICATED, draft=True)
    expect(decision, verdict="applies", measures=measures, options=THREE, options_open=True, never=["deduct_points"])
    assert decision["force"] in ("draft", "not_yet"), "a public notice is not yet law, and the decision says so"


def test_mask_or_close_is_a_choice_of_one(page: Seed) -> None:
    norm = next(n for n in page.rule_set.norms if any("遮罩" in m.text for m in n.measures))
    choices = [m.choice for m in norm.measures if "遮罩" in m.text or "关播" in m.text]
    assert len(choices) == 2
    assert all(c is not None and c.pick == "one" for c in choices)
    assert len({c.group for c in choices if c is not None}) == 1


def test_medium_of_the_other_violation(page: Seed) -> None:
    decision = page.decide({"情节": "一般", COUNT: "2"}, violation=DISRUPTION, draft=True)
    expect(decision, verdict="applies", measures=[points("12")], options=NINE_OF_004, options_open=True)


def test_gap_in_the_scale(page: Seed) -> None:
    decision = page.decide({"情节": "轻微", COUNT: "1"}, violation=DISRUPTION, draft=True)
    expect(decision, measures=[], options=NINE_OF_004, options_open=True)


def test_the_gap_is_a_finding(page: Seed) -> None:
    assert page.findings(DISRUPTION, "轻微")


BOUNDS = {
    "150000": "20000",
    "199999": "20000",
    "200000": "20000",
    "200010": "20001",
    "1000000": "100000",
    "1000001": "100000",
    "5000000": "100000",
}


@pytest.mark.parametrize(("sales", "due"), BOUNDS.items(), ids=BOUNDS)
def test_share_between_floor_and_cap(page: Seed, sales: str, due: str) -> None:
    decision = page.decide({"情节": "严重", SALES: sales, COUNT: "1"}, violation=DISRUPTION, draft=True)
    expect(decision, verdict="applies", measures=[points("100"), pay(due)], options=NINE_OF_004)


def test_sales_unknown_leave_the_payment_between_the_bounds(page: Seed) -> None:
    decision = page.decide({"情节": "严重", COUNT: "1"}, violation=DISRUPTION, draft=True)
    between = {"type": "range", "low": "20000", "high": "100000", "low_inclusive": True, "high_inclusive": True, "unit": "CNY"}
    expect(decision, measures=[points("100"), {"action": "pay_penalty", "amount": between}])
    assert any(SALES in m["fact"] for m in decision["missing"])


def test_irregular_operation_is_defined_by_two_methods(page: Seed) -> None:
    text = " ".join(d.term + d.text + "".join(d.members) for d in page.rule_set.definitions)
    assert any("非正常经营方式" in d.term for d in page.rule_set.definitions)
    assert "群控" in text
    assert "一台电脑控制多部手机" in text
    assert "刷接口" in text
    assert "伪装为真人操作" in text


def test_change_summary_is_no_norm(page: Seed) -> None:
    assert page.class_of("删除部分违规情形") == {"informative"}
    whats = {c.what for c in page.rule_set.changes_announced}
    assert whats == {"added", "removed", "changed", "relaxed"}
    assert {v.name for v in page.rule_set.violations} == {FABRICATED, DISRUPTION}


def test_dates_and_status(page: Seed) -> None:
    document = page.rule_set.document
    assert document.status == "publicity"
    assert document.dates.page == "2023-09-27"
    assert document.dates.consultation == ("2023-09-14", "2023-09-18")
    assert document.dates.publicity == ("2023-09-27", "2023-10-06")
    assert (document.dates.effective, document.dates.effective_tentative) == ("2023-10-07", True)
    assert document.dates.published is None


@pytest.mark.parametrize("words", ["冻结商家未开发票账单金额30%的货款", "赔付金额为订单实付金额的30%", "限制使用闪电购功能"])
def test_rules_of_other_announcements_in_the_tail_are_furniture(page: Seed, words: str) -> None:
    assert page.class_of(words) == {"furniture"}
    tail = page.raw.index("1、该内容为作者独立观点")
    assert all(n.span.end <= tail for n in page.rule_set.norms)


def test_against_the_version_before(page: Seed) -> None:
    """Diff is a room of its own; here only what it has to find: violations come and go, blocking measures are dropped."""
    before = Path(__file__).resolve().parents[2] / "corpus/kuaishou/violation-management/2023-05-10.txt"
    old = compile_announcement(before.read_bytes(), before.name).rule_set
    names = {v.name for v in old.violations}
    assert names.isdisjoint({FABRICATED, DISRUPTION})
    dropped = "".join(m.text for n in old.norms for m in n.measures)
    assert "下架自建商品" in dropped
    assert "暂停使用购物车功能" in dropped
    assert "电商自然流量" in dropped
    assert not any("自建商品" in m.text for n in page.rule_set.norms for m in n.measures)
