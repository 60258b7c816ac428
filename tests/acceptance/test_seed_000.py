"""000, relief from blocking measures: every acceptance row on the real page. It is a consultation draft, decided as if in force."""

import json

import pytest
from expectations import Json, Seed, expect, seed

MERCHANT: dict[str, object] = {
    "主体": "商家",
    "处置措施": ["全部商品下架"],
    "扣分分数": "10",
    "店铺体验分": "4.5",
    "累计违规扣分": "12",
    "同规则违规": "2",
    "减免机会": False,
}
CREATOR: dict[str, object] = {
    "主体": "达人",
    "处置措施": ["暂停使用购物车功能"],
    "扣分分数": "10",
    "带货口碑分": "4.6",
    "累计违规扣分": "3",
    "同规则违规": "1",
    "减免机会": False,
}
FOR_MERCHANT = ["限制上新和编辑商品", "限制违规类目上架及上新", "限制指定类目上架及上新"]
FOR_CREATOR = ["限制违规类目带货权限", "限制指定类目带货权限", "限制推广低店铺分的商品"]


@pytest.fixture
def page() -> Seed:
    return seed("000")


def decided(page: Seed, base: dict[str, object], **changes: object) -> Json:
    """The decision with some facts changed; a change to None takes the fact away."""
    return page.decide({k: v for k, v in {**base, **changes}.items() if v is not None}, draft=True)


def relieved(decision: Json, removed: str = "全部商品下架", added: list[str] = FOR_MERCHANT, kept: list[str] | None = None) -> None:
    expect(decision, verdict="applies", ticket={"removed": [removed], "added": added, "kept": kept or []})
    assert decision["force"] == "draft"


def not_relieved(decision: Json) -> None:
    expect(decision, verdict="does_not_apply", ticket={"removed": [], "added": []})


def test_situation_one_replaces_or_waives(page: Seed) -> None:
    decision = decided(page, MERCHANT)
    relieved(decision)
    assert len({h["name"] for h in decision["holes"]}) == 3, "each X天 is a hole of its own"
    assert {h["unit"] for h in decision["holes"]} == {"day"}
    ways = [m for n in page.rule_set.norms if n.kind == "relief" and n.role != "summary" for m in n.measures]
    assert {m.action for m in ways} >= {"replace", "waive"}
    assert {m.to_pick for m in ways if m.action == "replace" and isinstance(m.to, tuple)} == {"one_or_more"}


def test_other_measures_stay_on_the_ticket(page: Seed) -> None:
    others = ["扣分", "支付违约金", "禁止直播"]
    relieved(decided(page, MERCHANT, 处置措施=["全部商品下架", *others]), kept=others)


def test_what_blocks_depends_on_the_subject(page: Seed) -> None:
    not_relieved(decided(page, MERCHANT, 处置措施=["暂停使用购物车功能"]))
    not_relieved(decided(page, {**CREATOR, "处置措施": ["全部商品下架"]}))
    relieved(decided(page, CREATOR), "暂停使用购物车功能", FOR_CREATOR)
    blocking = [d for d in page.rule_set.definitions if d.kind in ("derived_fact", "measure_class") and "阻断" in d.term + d.text]
    assert {d.subject for d in blocking} >= {"商家", "达人"}


@pytest.mark.parametrize(("given", "relief"), [("19", True), ("20", False), ("0", True)], ids=["19", "20", "none"])
def test_bound_of_points(page: Seed, given: str, relief: bool) -> None:
    (relieved if relief else not_relieved)(decided(page, MERCHANT, 扣分分数=given))


@pytest.mark.parametrize(("given", "relief"), [("4.4", True), ("4.39", False)])
def test_bound_of_score(page: Seed, given: str, relief: bool) -> None:
    (relieved if relief else not_relieved)(decided(page, MERCHANT, 店铺体验分=given))


def test_bound_of_points_before_the_ticket(page: Seed) -> None:
    relieved(decided(page, MERCHANT, 累计违规扣分="10"))
    below = decided(page, MERCHANT, 累计违规扣分="9")
    not_relieved(below)
    assert "违规预警实施细则" in json.dumps(below, ensure_ascii=False), "the rule that governs instead is named"
    assert any("违规预警实施细则" in r.title for r in page.rule_set.references)


def test_situation_two_needs_the_first_of_its_kind(page: Seed) -> None:
    relieved(decided(page, MERCHANT, 累计违规扣分="3", 同规则违规="1"))
    not_relieved(decided(page, MERCHANT, 累计违规扣分="3", 同规则违规="2"))


def test_creator(page: Seed) -> None:
    relieved(decided(page, CREATOR), "暂停使用购物车功能", FOR_CREATOR)


def test_unknown_score(page: Seed) -> None:
    expect(decided(page, MERCHANT, 店铺体验分=None), verdict="unknown")
    assert any("店铺体验分" in m["fact"] for m in decided(page, MERCHANT, 店铺体验分=None)["missing"])
    wrong = decided(page, CREATOR, 带货口碑分=None, 店铺体验分="4.6")
    expect(wrong, verdict="unknown")
    assert any("带货口碑分" in m["fact"] for m in wrong["missing"])


def test_unknown_that_does_not_matter(page: Seed) -> None:
    not_relieved(decided(page, MERCHANT, 店铺体验分=None, 扣分分数="20"))


def test_cancelling_is_an_option_within_thirty_days_of_a_relief(page: Seed) -> None:
    within = decided(page, MERCHANT, 同一规则=True)
    relieved(within)
    assert any("取消" in m["text"] for o in within["options"] for m in o["measures"])
    assert not any("取消" in m["text"] for m in within["measures"])
    after = decided(page, MERCHANT, 同一规则=False)
    relieved(after)
    assert not any("取消" in m["text"] for o in after["options"] for m in o["measures"])
    windows = [e for n in page.rule_set.norms if n.kind == "revocation" for e in leaves(n.condition)]
    since = [w for w in (getattr(e, "window", None) for e in windows) if w is not None and w.type == "since"]
    assert [(str(w.length), w.unit, w.start_included) for w in since] == [("30", "day", False)]


def leaves(node: object) -> list[object]:
    """The leaves of a condition."""
    inner = [*getattr(node, "args", ()), *([node.arg] if hasattr(node, "arg") else [])]
    return [leaf for part in inner for leaf in leaves(part)] if inner else [node]


def test_eligibility_gone(page: Seed) -> None:
    not_relieved(decided(page, MERCHANT, 减免机会=True))


def test_will_and_may_contradict(page: Seed) -> None:
    assert page.findings("撤销其阻断减免机会", "有权取消")


def test_status_dates_and_furniture(page: Seed) -> None:
    document = page.rule_set.document
    assert document.status == "consultation"
    assert document.dates.page == "2023-08-14"
    assert document.dates.published is None
    assert document.dates.effective is None
    assert document.dates.consultation == ("2023-08-12", "2023-08-18")
    assert set(document.subjects) == {"商家", "达人"}
    assert page.class_of("需缴纳500元保证金") == {"furniture"}
    tail = page.raw.index("推荐阅读")
    assert all(n.span.end <= tail for n in page.rule_set.norms)


def test_the_early_paragraphs_are_summary_and_detail(page: Seed) -> None:
    roles = {n.role for n in page.rule_set.norms if "平台将结合商家/达人经营历史" in page.quote(n.span)}
    assert roles
    assert "operative" not in roles
    assert "replace" in {m.action for n in page.rule_set.norms if n.role == "operative" for m in n.measures}
