"""001, endangering users, trading and funds: every acceptance row on the real page, damage included."""

import pytest
from expectations import NINE_OF_001, Seed, all_judgements_no, expect, pay, points, seed, take_all

SALES = "累计违规销售额"
COUNT = "违规次数"
SCALE = {"轻微": ("10", "20000"), "一般": ("30", "40000"), "严重": ("100", "60000")}


@pytest.fixture
def page() -> Seed:
    return seed("001")


def of_tier(tier: str) -> list[dict[str, object]]:
    deducted, due = SCALE[tier]
    return [points(deducted), take_all(), pay(due)]


@pytest.mark.parametrize("tier", SCALE)
def test_each_tier_and_what_the_platform_may_do_besides(page: Seed, tier: str) -> None:
    decision = page.decide({"情节": tier, SALES: "200000", COUNT: "1"}, as_of="2023-11-05")
    expect(decision, verdict="applies", force="in_force", measures=of_tier(tier), options=NINE_OF_001, options_open=True)


def test_every_occurrence_costs_points_but_gains_and_payment_are_taken_once(page: Seed) -> None:
    decision = page.decide({"情节": "轻微", SALES: "200000", COUNT: "3"}, as_of="2023-11-05")
    expect(decision, verdict="applies", measures=[points("30"), take_all(), pay("20000")])


def test_count_not_given_is_one_and_listed_as_assumed(page: Seed) -> None:
    decision = page.decide({"情节": "轻微", SALES: "200000"}, as_of="2023-11-05")
    expect(decision, verdict="applies", measures=of_tier("轻微"))
    assert any(COUNT in a["fact"] and a["value"] == "1" for a in decision["assumed"])


def test_tier_not_given(page: Seed) -> None:
    decision = page.decide({SALES: "200000", COUNT: "1"}, as_of="2023-11-05")
    candidates = [{"when": {"情节": tier}, "measures": of_tier(tier)} for tier in SCALE]
    expect(decision, verdict="unknown", measures=[take_all()], candidates=candidates, options=NINE_OF_001)
    assert any("情节" in m["fact"] for m in decision["missing"])


CRITERIA = {
    "discomfort without appreciable loss": ({"产生了不良体验": True, "未造成明显的用户资金损失": True}, "轻微"),
    "discomfort and large losses": ({"产生了不良体验": True, "未造成明显的用户资金损失": False, "造成了大量的用户资金损失": True}, "一般"),
    "grave effect on the platform and its order": ({"平台造成了严重的不良影响": True, "业务或秩序的正常运行": True}, "严重"),
}


def answers(page: Seed, given: dict[str, bool]) -> dict[str, object]:
    return {**all_judgements_no(page.rule_set), SALES: "200000", COUNT: "1", **given}


@pytest.mark.parametrize(("given", "tier"), CRITERIA.values(), ids=CRITERIA)
def test_criteria_derive_the_tier(page: Seed, given: dict[str, bool], tier: str) -> None:
    expect(page.decide(answers(page, given), as_of="2023-11-05"), verdict="applies", measures=of_tier(tier))


def test_half_an_alternative_gives_no_tier_and_a_person_decides(page: Seed) -> None:
    decision = page.decide(answers(page, {"业务或秩序的正常运行": True}), as_of="2023-11-05")
    expect(decision, verdict="unknown", measures=[take_all()])
    assert any("情节" in m["fact"] for m in decision["missing"])


def test_two_tiers_fulfilled_is_a_conflict_and_never_the_heavier_by_itself(page: Seed) -> None:
    minor, grave = (CRITERIA[name][0] for name in ("discomfort without appreciable loss", "grave effect on the platform and its order"))
    decision = page.decide(answers(page, {**minor, **grave}), as_of="2023-11-05")
    expect(decision, verdict="unknown")
    fulfilled = {t["norm"] for t in decision["trace"] if t["outcome"] == "true"}
    concluded = {n.concludes.label for n in page.rule_set.norms if n.concludes is not None and n.id in fulfilled}
    assert concluded == {"轻微", "严重"}
    assert {c["when"].get("情节") for c in decision["candidates"]} >= {"轻微", "严重"}


def test_not_in_force_the_day_before(page: Seed) -> None:
    facts = {"情节": "轻微", SALES: "200000", COUNT: "1"}
    expect(page.decide(facts, as_of="2023-11-02"), verdict="not_in_force", force="not_yet", measures=[])
    expect(page.decide(facts, as_of="2023-11-03"), verdict="applies", force="in_force", measures=of_tier("轻微"))


def test_share_is_rounded_half_up_to_the_fen_and_says_so(page: Seed) -> None:
    decision = page.decide({"情节": "轻微", SALES: "333.45", COUNT: "1"}, as_of="2023-11-05")
    expect(decision, verdict="applies", measures=[points("10"), take_all(), pay("33.35")])
    assert decision["assumed"], "rounding is an assumption of ours"


def test_dates_and_definition(page: Seed) -> None:
    dates = page.rule_set.document.dates
    assert (dates.page, dates.published, dates.effective) == ("2023-10-27", "2023-10-26", "2023-11-03")
    assert page.rule_set.document.status == "published"
    assert len(page.rule_set.violations) == 1
    definition = "".join([page.rule_set.violations[0].definition or "", *(d.text for d in page.rule_set.definitions)])
    assert all(words in definition for words in ("不当获利", "支付系统", "资金异常转移"))


def test_damage_is_repaired_and_inferred_repairs_say_so(page: Seed) -> None:
    edits = page.compilation.ingested.edits
    lost = [e for e in edits if "扣除全部" in e.text or ("\ue431" in e.raw and "\ue06f" in e.raw)]
    assert len(lost) == 3
    assert not any(e.certain for e in lost)
    assert page.normal.count("。扣除全部违规所得") == 3
    assert page.normal.count("或对平台造成了") == 3
    assert "(guī)" not in page.normal
    assert "(fā)" not in page.normal


def test_furniture_is_no_rule(page: Seed) -> None:
    assert page.class_of("同比增長超40%") == {"furniture"}
    assert page.class_of("垃圾推广词甲自拍网站") == {"furniture"}
    assert page.class_of("format-jpg") <= {"furniture"}
