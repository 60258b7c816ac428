"""Mutants: every kind of slip is made, scenarios notice what they should, and what no case tells apart is not held against them."""

from pathlib import Path

import pytest

from rulec.build.emit import Built, compile_version
from rulec.build.mutants import mutants_of
from rulec.build.mutation import mutation_score
from rulec.build.pipeline import compile_announcement
from rulec.build.scenario_model import SCENARIOS, Scenario, read_scenarios
from rulec.build.workspace import Announcement, Version, discover
from rulec.cli import run

ROOT = Path(__file__).parents[2]
FLOOR = 90
TEXT = """苍耳商城迟发处理规则

第一条 迟发订单数30单以上且店铺评分低于4分的，除不可抗力外，扣除12分，下架商品。

第二条 迟发订单数不足30单的，给予警告。
"""


def built(text: str = TEXT) -> Built:
    """A text as one version of a rule."""
    version = Version("undated", "corpus/a/b/undated.txt", Path("undated.txt"))
    return Built(Announcement("a", "b", Path("corpus/a/b"), (version,)), version, compile_announcement(text.encode(), version.path), "a/b.py")


def scenario(name: str, facts: dict[str, object], measures: list[dict[str, object]]) -> Scenario:
    return SCENARIOS.validate_python([{"id": name, "facts": facts, "expect": {"measures": measures}}])[0]


def case(orders: int, score: str, force_majeure: bool) -> dict[str, object]:
    return {"迟发订单数": orders, "店铺评分": score, "不可抗力": force_majeure}


TWELVE: list[dict[str, object]] = [
    {"action": "deduct_points", "modality": "must", "amount": {"type": "fixed", "value": "12", "unit": "point"}},
    {"action": "delist", "modality": "must"},
]
WARNED: list[dict[str, object]] = [{"action": "warn", "modality": "must"}]
ALL = [
    scenario("thirty", case(30, "3.9", False), TWELVE),
    scenario("twenty-nine", case(29, "3.9", False), WARNED),
    scenario("good-store", case(30, "4", False), []),
    scenario("force-majeure", case(30, "3.9", True), []),
]


def test_every_kind_of_slip_is_made() -> None:
    found = mutants_of(built().compilation.rule_set, TEXT)
    first = {(one.kind, one.words) for one in found if one.provision == "第一条"}
    assert {
        ("bound", "迟发订单数≥30 → 迟发订单数≥29"),
        ("bound", "迟发订单数≥30 → 迟发订单数≥31"),
        ("strictness", "迟发订单数≥30 → 迟发订单数>30"),
        ("strictness", "店铺评分<4 → 店铺评分≤4"),
        ("connective", "迟发订单数≥30且店铺评分<4 → 迟发订单数≥30或店铺评分<4"),
        ("conjunct", "- 店铺评分<4"),
        ("amount", "扣除12分: 12 → 13"),
        ("modality", "下架商品: must → may"),
        ("measure", "- 下架商品"),
    } <= first
    assert [kind for kind, _ in first].count("exception") == 1


def test_scenarios_that_try_everything_notice_everything() -> None:
    score = mutation_score(built(), ALL)
    assert [(one.kind, one.words) for one in score.surviving] == []
    assert (score.per_cent, score.same) == (100, 0)


def test_what_was_not_tried_survives_with_its_sentence() -> None:
    score = mutation_score(built(), [one for one in ALL if one.id != "force-majeure"])
    lost = next(one for one in score.surviving if one.kind == "exception")
    assert lost.provision == "第一条"
    assert lost.quote.startswith("迟发订单数30单以上且店铺评分低于4分的")
    assert score.noticed < score.counted


def test_a_scenario_that_does_not_hold_or_has_no_outcome_notices_nothing() -> None:
    wrong = scenario("wrong", case(30, "3.9", False), WARNED)
    empty = SCENARIOS.validate_python([{"id": "empty", "facts": case(30, "3.9", False), "expect": {}}])[0]
    assert mutation_score(built(), [wrong, empty]).noticed == 0


def test_a_slip_that_no_case_tells_apart_is_not_counted() -> None:
    """Where fewer than ten were found already, fewer than twenty were, too: losing that conjunct changes no case."""
    text = "苍耳商城规则\n\n第一条 迟发订单数低于10单且迟发订单数低于20单的，给予警告。\n"
    nine = scenario("nine", {"迟发订单数": 9}, WARNED)
    ten = scenario("ten", {"迟发订单数": 10}, [])
    score = mutation_score(built(text), [nine, ten])
    assert score.same >= 3
    assert [one.words for one in score.surviving if "20" in one.words] == []


@pytest.mark.parametrize("rule", ["chengye/late-shipping", "qingshan/fake-shipping"])
def test_the_corpus_notices_slips(rule: str) -> None:
    announcement = next(one for one in discover(ROOT) if one.name == rule)
    scenarios = read_scenarios(announcement.scenarios, [version.name for version in announcement.versions], rule)
    for version in announcement.versions:
        score = mutation_score(compile_version(announcement, version), scenarios)
        assert score.counted > 20
        assert score.per_cent >= FLOOR, [one.words for one in score.surviving]


def test_the_command_names_the_rule_and_the_score(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", "--mutate", str(ROOT / "corpus/qinghe/appeals"), "--root", str(ROOT)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("qinghe/appeals 2024-01-01: ")
    assert "mutants noticed (" in said
