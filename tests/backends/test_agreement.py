"""Interpreter and generated module answer alike on every bound from both sides, on every day that matters, with every fact unknown."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import hand_built
import pytest
from both_ways import OWN, REAL, alike, ask, compiled, missing, source_of, sums

from rulec.backends.python import load_module
from rulec.ir.boundaries import boundary_cases, boundary_days
from rulec.ir.interpret import Interpreter


@pytest.mark.parametrize("name", [name for name in hand_built.ALL if name != "points_account"])
@pytest.mark.parametrize("presume", ["standard", "none"])
def test_on_boundary_cases(name: str, presume: str) -> None:
    verdicts = set()
    for facts in islice(boundary_cases(hand_built.ALL[name]()), 160):
        verdicts.add(ask(name, facts, assume=True, presume=presume)["verdict"])
    assert {"applies", "unknown"} <= verdicts or presume == "none"


@pytest.mark.parametrize("name", sorted(hand_built.ALL))
def test_on_boundary_days(name: str) -> None:
    days = boundary_days(hand_built.ALL[name]())
    forces = {ask(name, {}, as_of=day)["force"] for day in days}
    assert len(forces) == {"endangering": 3, "everything": 4}.get(name, 1)


def test_boundary_cases_are_the_same_each_time_and_all_different() -> None:
    rule_set = hand_built.everything()
    first, second = list(boundary_cases(rule_set)), list(boundary_cases(rule_set))
    assert first == second
    assert len({repr(sorted(case.items())) for case in first}) == len(first)
    assert {case["违法所得"] for case in first if "违法所得" in case} >= {"29999.99", "30000", "30000.01", "99.99", "100"}


def agree_on(path: Path, cases: int) -> None:
    rule_set = compiled(path)
    interpreter, module = Interpreter(rule_set), load_module(source_of(rule_set), "announcement")
    for facts in islice(boundary_cases(rule_set), cases):
        alike(interpreter, module, facts, None, {"assume_in_force": True})


@pytest.mark.parametrize("path", OWN, ids=lambda path: "/".join(path.parts[-2:]))
def test_on_our_own_announcements(path: Path) -> None:
    agree_on(path, 60)


@pytest.mark.skipif(not REAL, reason="the real announcements are not beside the checkout")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_on_real_announcements(path: Path) -> None:
    agree_on(path, 25)


class TestEveryConstruction:
    def test_a_heavier_fine_stands_in_place_of_the_base_and_the_order_stays(self) -> None:
        base = {"有违法行为": True, "没有违法所得": False, "拒不改正": False}
        light = ask("everything", {**base, "违法所得": "29999.99"}, violation="v1")
        assert sums(light) == {"order_correction": None, "fine": ("10000", "50000")}
        heavy = ask("everything", {**base, "违法所得": 30000}, violation="v1")
        assert sums(heavy)["fine"] == ("30000", "90000") and "order_correction" in sums(heavy)
        none = ask("everything", {**base, "没有违法所得": True, "违法所得": 0}, violation="v1")
        assert sums(none)["fine"] == "5000"

    def test_where_the_heavier_condition_is_unknown_both_are_candidates_and_its_sum_is_a_formula(self) -> None:
        facts = {"有违法行为": True, "没有违法所得": False, "拒不改正": False, "商品总数": 10, "问题商品数": 1}
        decision = ask("everything", facts, violation="v1")
        assert decision["verdict"] == "unknown"
        fines = {
            c["when"]["违法所得"]: [m["amount"]["type"] for m in c["measures"] if m["action"] == "fine"] for c in decision["candidates"]
        }
        assert fines == {"< 30000 CNY": ["range"], ">= 30000 CNY": ["multiple"]}

    @pytest.mark.parametrize(("bad", "fine", "warned"), [(3, None, True), (4, "42", False)])
    def test_a_share_of_two_facts_and_what_holds_otherwise(self, bad: int, fine: str | None, warned: bool) -> None:
        facts = {"有违法行为": False, "商品总数": 10, "问题商品数": bad, "件数": 4}
        decision = ask("everything", facts, violation="v1")
        assert sums(decision) == ({"warn": None} if warned else {"fine": fine})

    def test_an_amount_for_each_stays_so_where_the_count_is_unknown(self) -> None:
        decision = ask("everything", {"有违法行为": False, "商品总数": 10, "问题商品数": 4, "主体": "达人"}, violation="v1")
        (fine,) = decision["measures"]
        assert (decision["verdict"], fine["amount"]["per"], missing(decision)) == ("applies", "件", ["件数"])

    @pytest.mark.parametrize(("paid", "due"), [("1666.66", "500"), ("1666.68", "500"), ("2000", "600")])
    def test_the_higher_of_two_and_brackets(self, paid: str, due: str) -> None:
        facts = {"有违法行为": True, "违法所得": 20000, "订单实付金额": paid, "有营业执照": False}
        decision = ask("everything", facts, violation="v2", unresolved="warn")
        assert sums(decision)["compensate"] == due
        assert sums(decision)["fine"] == "350"

    def test_a_norm_not_wholly_understood_is_never_taken_as_understood(self) -> None:
        facts = {"有违法行为": True, "违法所得": 0, "有营业执照": False}
        strict = ask("everything", facts, violation="v2")
        assert strict["verdict"] == "not_expressible" and "expel" not in sums(strict)
        assert {entry["norm"]: entry["outcome"] for entry in strict["trace"]}["n8"] == "not_expressible"
        tainted = ask("everything", facts, violation="v2", unresolved="taint")
        assert tainted["verdict"] == "not_expressible" and "expel" in sums(tainted)
        assert ask("everything", {**facts, "有违法行为": False}, violation="v2")["verdict"] == "applies"

    def test_admission_names_the_requirement_that_failed(self) -> None:
        facts = {"有违法行为": False, "违法所得": 0, "有营业执照": True, "星级": "3.9", "在公示期": False}
        decision = ask("everything", facts, violation="v2")
        assert [one["requirement"] for one in decision["failed"]] == ["星级≥4"]
        assert [m["action"] for m in decision["measures"]] == ["block_display"] and not decision["options"]
        granted = ask("everything", {**facts, "星级": 4}, violation="v2")
        assert not granted["measures"] and granted["options"][0]["measures"][0]["action"] == "grant"

    def test_a_rule_for_others_does_not_concern_and_a_bare_exception_is_presumed_absent(self) -> None:
        facts = {"有违法行为": False, "商品总数": 10, "问题商品数": 9, "本店评分": "4.1", "同行评分": "4.2"}
        shop = ask("everything", {**facts, "主体": "商家"}, violation="v1")
        assert [group["measures"][0]["text"] for group in shop["options"]] == ["公示"]
        assert "法律另有规定的除外" in [entry["fact"] for entry in shop["assumed"]]
        assert ask("everything", {**facts, "主体": "达人"}, violation="v1")["options"] == []
        bare = ask("everything", {**facts, "主体": "商家"}, violation="v1", presume="none")
        assert bare["verdict"] == "unknown" and "法律另有规定的除外" in missing(bare)
