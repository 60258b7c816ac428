"""scenarios.yaml: what a person writes is held to its form, and every difference to a decision is named."""

from pathlib import Path
from typing import Any

import pytest

from rulec.build.scenario_match import differences, measure_agrees, pair_up
from rulec.build.scenario_model import Expected, Scenario, read_scenarios
from rulec.diagnostics import UserError

POINTS: dict[str, Any] = {
    "action": "deduct_points",
    "targets": ["商家"],
    "amount": {"type": "fixed", "value": "10", "unit": "point"},
    "object": None,
    "text": "扣10分",
}
DELIST: dict[str, Any] = {"action": "delist", "targets": [], "amount": None, "object": "违规商品", "text": "永久下架违规商品"}
DECISION: dict[str, Any] = {
    "verdict": "applies",
    "force": "in_force",
    "measures": [POINTS, DELIST],
    "options": [{"by": "平台", "open": True, "measures": [{"action": "expel", "object": None, "text": "清退店铺"}]}],
    "ticket": {"removed": ["全部商品下架"], "added": [{"pick": "one", "measures": [DELIST]}], "kept": ["扣分"]},
    "candidates": [{"when": {"情节": "轻微"}, "measures": [POINTS]}],
    "missing": [{"fact": "销售额"}],
    "assumed": [{"fact": "违规次数"}],
}


def read(tmp_path: Path, text: str) -> tuple[Scenario, ...]:
    file = tmp_path / "scenarios.yaml"
    file.write_text(text, encoding="utf-8")
    return read_scenarios(file, ("2023-11-03",), "corpus/a/b")


def judged(**expect: object) -> tuple[str, ...]:
    return differences(Expected.model_validate(expect), DECISION)


def test_a_scenario_is_read_with_exact_numbers(tmp_path: Path) -> None:
    (scenario,) = read(
        tmp_path,
        "- id: minor\n  versions: ['2023-11-03']\n  as_of: 2023-11-05\n  facts: {情节: 轻微, 销售额: 333.45}\n"
        "  expect: {measures: [{action: fine, amount: {value: 10, unit: CNY}}], not: [expel]}\n",
    )
    assert scenario.as_of == "2023-11-05" and str(scenario.facts["销售额"]) == "333.45" and scenario.as_if_in_force
    assert scenario.expect.measures == [{"action": "fine", "amount": {"value": "10", "unit": "CNY"}}]
    assert scenario.expect.never == ["expel"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- {id: a, expect: {verdict: yes}}", "B010"),
        ("- {id: a, facts: {x: 1}}", "B010"),
        ("- {id: a, fact: {x: 1}, expect: {}}", "B010"),
        ("- {id: a, expect: {}}\n- {id: a, expect: {}}", "B010"),
        ("- {id: a, facts: {x: 1, x: 2}, expect: {}}", "B006"),
        ("- {id: a, versions: ['2020-01-01'], expect: {}}", "B011"),
        ("id: a", "B010"),
        ("- [", "B005"),
        ("- {id: a, expect: {timeline: {}}}", "B010"),
    ],
)
def test_malformed_scenarios_are_user_errors(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        read(tmp_path, text)
    assert caught.value.code == code


def test_no_file_means_no_scenarios(tmp_path: Path) -> None:
    assert read_scenarios(tmp_path / "scenarios.yaml", (), "x") == ()
    assert read(tmp_path, "") == ()


def test_what_holds_has_no_differences() -> None:
    assert not judged(
        verdict="applies",
        force="in_force",
        measures=[{"action": "delist", "object": "下架违规商品"}, {"action": "deduct_points", "amount": {"value": 10}}],
        options=[{"action": "expel"}],
        options_open=True,
        missing=["销售额"],
        assumed=["违规次数"],
        candidates=[{"when": {"情节": "轻微"}, "measures": [{"action": "deduct_points"}]}],
        ticket={"removed": ["全部商品下架"], "added": [{"action": "delist"}], "kept": ["扣分"]},
        **{"not": ["fine"]},
    )


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"verdict": "unknown"}, "verdict: applies, expected unknown"),
        ({"measures": [{"action": "deduct_points"}]}, "measures: not expected"),
        ({"measures": [{"action": "deduct_points"}, {"action": "delist"}, {"action": "fine"}]}, "measures: missing"),
        ({"measures": [{"action": "deduct_points", "amount": {"value": "11"}}, {"action": "delist"}]}, "measures: missing"),
        ({"measures": [{"action": "deduct_points", "targets": ["达人"]}, {"action": "delist"}]}, "measures: missing"),
        ({"options": []}, "options: not expected"),
        ({"options_open": False}, "options: the list is open"),
        ({"missing": ["情节"]}, "missing: 情节 is not listed"),
        ({"assumed": ["情节"]}, "assumed: 情节 is not listed"),
        ({"candidates": [{"when": {"情节": "严重"}}]}, "candidates: none for"),
        ({"candidates": [{"when": {"情节": "轻微"}, "measures": []}]}, "not expected"),
        ({"ticket": {"kept": []}}, "ticket.kept: not expected"),
        ({"ticket": {"removed": ["全部商品下架", "禁播"]}}, "ticket.removed: missing"),
        ({"not": ["delist"]}, "delist must not appear"),
    ],
)
def test_every_difference_is_named(expect: dict[str, Any], said: str) -> None:
    assert any(said in problem for problem in judged(**expect)), judged(**expect)


def test_pairing_finds_a_largest_match() -> None:
    assert len(pair_up(["ab", "a"], ["a", "ab"], lambda want, got: got in want)) == 2
    assert pair_up([], ["a"], lambda want, got: True) == {}


def test_an_empty_object_is_contained_in_nothing() -> None:
    assert not measure_agrees({"object": "违规商品"}, POINTS)
    assert measure_agrees({"object": None}, POINTS)
