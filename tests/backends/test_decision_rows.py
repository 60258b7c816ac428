"""Decisions that rules of the kind of the real announcements must give, row by row, by interpreter and generated module alike."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import hand_built
import pytest
from both_ways import ask, missing, sums

SALES = "近30天累计违规销售额"
NO = {fact.label: False for fact in hand_built.endangering().facts if fact.type == "judgement"}
TICKET = "违约单处置措施"
SHOP = {
    "主体": "商家",
    TICKET: ["全部商品下架", "扣分", "支付违约金", "禁止直播"],
    "扣分分数": 10,
    "店铺体验分": "4.5",
    "前30日累计违规扣分": 12,
}
CREATOR = {
    "主体": "达人",
    TICKET: ["暂停使用购物车功能"],
    "扣分分数": 10,
    "带货口碑分": "4.6",
    "前30日累计违规扣分": 3,
    "近30日同规则违规次数": 1,
}


def relief(facts: dict[str, object], **changes: object) -> dict[str, Any]:
    return ask("relief", {key: value for key, value in {**facts, **changes}.items() if value is not None}, assume=True)


class TestTiersOfOneViolation:
    @pytest.mark.parametrize(("tier", "points", "money"), [("轻微", "10", "20000"), ("一般", "30", "40000"), ("严重", "100", "60000")])
    def test_each_tier_has_its_points_and_share(self, tier: str, points: str, money: str) -> None:
        decision = ask("endangering", {"情节": tier, SALES: 200000})
        assert decision["verdict"] == "applies"
        assert sums(decision) == {"deduct_points": points, "confiscate": "all", "pay_penalty": money}

    def test_only_the_points_count_each_violation(self) -> None:
        decision = ask("endangering", {"情节": "轻微", SALES: 200000, "违规次数": 3})
        assert sums(decision) == {"deduct_points": "30", "confiscate": "all", "pay_penalty": "20000"}
        points = decision["measures"][0]
        assert (points["rate"]["value"], points["rate"]["per"], points["count"]) == ("10", "次", "3")

    def test_one_violation_is_presumed_and_listed(self) -> None:
        assert [(entry["fact"], entry["value"]) for entry in ask("endangering", {"情节": "轻微"})["assumed"]] == [("违规次数", "1")]

    def test_without_the_tier_only_what_all_tiers_share_stands(self) -> None:
        decision = ask("endangering", {SALES: 200000})
        assert decision["verdict"] == "unknown"
        assert sums(decision) == {"confiscate": "all"}
        assert decision["measures"][0]["because"] == ["n1", "n2", "n3"]
        assert [candidate["when"] for candidate in decision["candidates"]] == [{"情节": tier} for tier in hand_built.TIERS]
        assert missing(decision) == ["情节"]
        (options,) = decision["options"]
        assert (options["by"], options["pick"], options["open"], len(options["measures"])) == ("平台", "any", True, 9)

    @pytest.mark.parametrize(
        ("yes", "tier"),
        [
            (["对用户产生了不良体验"], "轻微"),
            (["对用户产生了不良体验", "造成大量的用户资金损失"], "一般"),
            (["对平台造成严重的不良影响", "影响业务或秩序的正常运行"], "严重"),
        ],
    )
    def test_the_only_criterion_fulfilled_gives_the_tier(self, yes: list[str], tier: str) -> None:
        decision = ask("endangering", {**NO, **dict.fromkeys(yes, True)})
        assert decision["verdict"] == "applies"
        assert ("情节", tier) in [(entry["fact"], entry["value"]) for entry in decision["assumed"]]

    def test_no_criterion_of_open_lists_leaves_the_tier_to_a_person(self) -> None:
        decision = ask("endangering", {**NO, "影响业务或秩序的正常运行": True, SALES: 1})
        assert (decision["verdict"], missing(decision), len(decision["candidates"])) == ("unknown", ["情节"], 3)

    def test_two_tiers_fulfilled_are_a_conflict_and_never_the_heavier(self) -> None:
        yes = ("对平台造成轻微的不良影响", "对平台造成严重的不良影响", "影响业务或秩序的正常运行")
        decision = ask("endangering", {**NO, **dict.fromkeys(yes, True)})
        assert decision["verdict"] == "unknown"
        assert [conflict["values"] for conflict in decision["conflicts"]] == [["轻微", "严重"]]
        assert "轻微 and 严重" in next(entry["why"] for entry in decision["missing"] if entry["fact"] == "情节")

    def test_a_half_told_tier_stays_open(self) -> None:
        decision = ask("endangering", {"对平台造成轻微的不良影响": True, SALES: 1})
        assert decision["verdict"] == "unknown"
        assert [candidate["when"]["情节"] for candidate in decision["candidates"]] == ["轻微", "一般", "严重"]
        assert missing(decision)[0] == "情节" and len(missing(decision)) > 1

    def test_half_a_fen_is_rounded_up_and_said(self) -> None:
        decision = ask("endangering", {"情节": "轻微", SALES: "333.45", "违规次数": 1})
        assert sums(decision)["pay_penalty"] == "33.35"
        assert [(entry["fact"], entry["value"]) for entry in decision["assumed"]] == [("舍入", "half_up 0.01")]

    @pytest.mark.parametrize(
        ("as_of", "force", "verdict"),
        [
            (date(2023, 11, 2), "not_yet", "not_in_force"),
            (date(2023, 11, 3), "in_force", "applies"),
            (datetime(2023, 11, 2, 15, 59, 59, tzinfo=UTC), "not_yet", "not_in_force"),
            (datetime(2023, 11, 2, 16, tzinfo=UTC), "in_force", "applies"),
            (None, "unasked", "applies"),
        ],
    )
    def test_it_takes_effect_at_midnight_in_shanghai(self, as_of: date | None, force: str, verdict: str) -> None:
        decision = ask("endangering", {"情节": "轻微"}, as_of=as_of)
        assert (decision["force"], decision["verdict"]) == (force, verdict)
        assert bool(decision["measures"]) == (verdict == "applies")

    def test_before_its_day_it_is_decided_on_request(self) -> None:
        decision = ask("endangering", {"情节": "轻微"}, as_of=date(2023, 11, 2), assume=True)
        assert (decision["force"], decision["verdict"]) == ("not_yet", "applies")


class TestTwoViolations:
    def test_a_draft_is_not_decided_unasked(self) -> None:
        decision = ask("amended", {"情节": "严重"}, violation="v2")
        assert (decision["force"], decision["verdict"], decision["measures"], missing(decision)) == ("draft", "unknown", [], ["生效日期"])

    def test_without_a_violation_each_is_a_candidate(self) -> None:
        decision = ask("amended", {"情节": "轻微"}, assume=True)
        assert (decision["verdict"], missing(decision)) == ("unknown", ["违规类型"])
        assert [candidate["when"]["违规类型"] for candidate in decision["candidates"]] == ["虚构经营数据", "扰乱平台系统"]
        assert [[m["action"] for m in candidate["measures"]] for candidate in decision["candidates"]] == [["warn"], []]

    @pytest.mark.parametrize(
        ("tier", "expected"),
        [
            ("轻微", [("warn", None)]),
            ("一般", [("block_display", None), ("block_display", None), ("pay_penalty", "5000")]),
            ("严重", [("block_display", None), ("block_display", None), ("pay_penalty", "10000")]),
        ],
    )
    def test_the_first_has_its_own_scale(self, tier: str, expected: list[tuple[str, str | None]]) -> None:
        decision = ask("amended", {"情节": tier}, violation="虚构经营数据", assume=True)
        assert [(m["action"], m["amount"] and m["amount"]["value"]) for m in decision["measures"]] == expected
        assert {m["choice"]["pick"] for m in decision["measures"] if m["choice"]} <= {"one"}
        assert [len(group["measures"]) for group in decision["options"]] == [3]
        assert {entry["norm"] for entry in decision["trace"]} == {"n1", "n2", "n3", "n4"}

    def test_a_gap_in_a_scale_leaves_the_options(self) -> None:
        decision = ask("amended", {"情节": "轻微"}, violation="v2", assume=True)
        assert (decision["measures"], [len(group["measures"]) for group in decision["options"]]) == ([], [9])

    def test_twice(self) -> None:
        assert sums(ask("amended", {"情节": "一般", "违规次数": 2}, violation="v2", assume=True)) == {"deduct_points": "12"}

    @pytest.mark.parametrize(
        ("sales", "penalty"),
        [
            (150000, "20000"),
            (199999, "20000"),
            (200000, "20000"),
            (200010, "20001"),
            (1000000, "100000"),
            (1000001, "100000"),
            (5000000, "100000"),
        ],
    )
    def test_the_share_keeps_to_floor_and_cap(self, sales: int, penalty: str) -> None:
        decision = ask("amended", {"情节": "严重", SALES: sales}, violation="v2", assume=True)
        assert sums(decision) == {"deduct_points": "100", "pay_penalty": penalty}

    def test_an_unknown_base_leaves_the_range_between_floor_and_cap(self) -> None:
        decision = ask("amended", {"情节": "严重"}, violation="v2", assume=True)
        assert decision["verdict"] == "applies"
        assert sums(decision)["pay_penalty"] == ("20000", "100000")
        assert missing(decision) == [SALES]


class TestReliefFromATicket:
    def test_blocking_measures_are_replaced_or_waived(self) -> None:
        decision = relief(SHOP)
        replace, waive = decision["measures"]
        assert (replace["action"], replace["from"], replace["to_pick"]) == ("replace", "全部商品下架", "one_or_more")
        assert [measure["duration"]["name"] for measure in replace["to"]] == ["X#1", "X#2", "X#3"]
        assert waive["action"] == "waive" and waive["choice"]["group"] == replace["choice"]["group"]
        assert [hole["name"] for hole in decision["holes"]] == ["X#1", "X#2", "X#3"]

    def test_the_rest_of_the_ticket_stays(self) -> None:
        ticket = relief(SHOP)["ticket"]
        assert (ticket["removed"], ticket["kept"]) == (["全部商品下架"], ["扣分", "支付违约金", "禁止直播"])
        (added,) = ticket["added"]
        assert (added["pick"], len(added["measures"])) == ("one_or_more", 3)

    @pytest.mark.parametrize(
        ("changes", "given"),
        [
            ({"扣分分数": 19}, True),
            ({"扣分分数": 20}, False),
            ({"扣分分数": 0}, True),
            ({"店铺体验分": "4.4"}, True),
            ({"店铺体验分": "4.39"}, False),
            ({"前30日累计违规扣分": 10}, True),
            ({"前30日累计违规扣分": 3, "近30日同规则违规次数": 1}, True),
            ({"前30日累计违规扣分": 3, "近30日同规则违规次数": 2}, False),
            ({"减免机会已取消": True}, False),
            ({TICKET: ["暂停使用购物车功能"]}, False),
            ({"店铺体验分": None, "扣分分数": 20}, False),
        ],
    )
    def test_bounds(self, changes: dict[str, object], given: bool) -> None:
        assert relief(SHOP, **changes)["verdict"] == ("applies" if given else "does_not_apply")

    def test_too_few_points_before_and_not_the_first_names_what_governs(self) -> None:
        decision = relief(SHOP, 前30日累计违规扣分=9, 近30日同规则违规次数=2)
        assert decision["verdict"] == "does_not_apply"
        assert [one["title"] for one in decision["governed_by"]] == ["违规预警实施细则"]

    def test_creators_have_their_own_measures(self) -> None:
        decision = relief(CREATOR)
        assert [measure["object"] for measure in decision["measures"][0]["to"]] == [
            "限制违规类目带货权限",
            "限制指定类目带货权限",
            "限制推广低店铺分的商品",
        ]
        assert relief(CREATOR, **{TICKET: ["全部商品下架"]})["verdict"] == "does_not_apply"

    def test_the_score_that_is_missing_is_the_subjects_own(self) -> None:
        assert missing(relief(SHOP, 店铺体验分=None)) == ["店铺体验分"]
        assert missing(relief(CREATOR, 带货口碑分=None, 店铺体验分="4.9")) == ["带货口碑分"]
        assert [c["when"] for c in relief(SHOP, 店铺体验分=None)["candidates"]] == [
            {"店铺体验分": "< 4.4 score"},
            {"店铺体验分": ">= 4.4 score"},
        ]

    @pytest.mark.parametrize(("count", "cancels"), [(1, True), (0, False)])
    def test_eligibility_may_be_cancelled_and_the_relief_stands(self, count: int, cancels: bool) -> None:
        decision = relief(SHOP, 减免后30天内同规则违规次数=count)
        assert [group["measures"][0]["object"] for group in decision["options"]] == (["阻断减免机会"] if cancels else [])
        assert [measure["action"] for measure in decision["measures"]] == ["replace", "waive"]

    def test_what_nobody_states_is_presumed_absent_and_listed(self) -> None:
        assumed = [entry["fact"] for entry in relief(SHOP)["assumed"]]
        assert "减免机会已取消" in assumed and "存在较为严重的违规经营" in assumed
        decision = ask("relief", SHOP, assume=True, presume="none")
        assert decision["verdict"] == "unknown" and "减免机会已取消" in missing(decision)

    def test_near_misses_name_the_bound_and_what_lies_beyond(self) -> None:
        near = {entry["fact"]: entry for entry in relief(SHOP, 扣分分数=20)["near"]}
        assert near["扣分分数"]["boundary"] == "< 20"
        assert near["扣分分数"]["would"].startswith("applies")
