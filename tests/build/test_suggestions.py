"""Suggested scenarios: what nobody tried, complete but for the outcome, which a person writes."""

from pathlib import Path

import pytest
from test_mutation import ALL, TEXT, built

from rulec.build.scenario_model import SCENARIOS, read_scenarios
from rulec.build.scenarios import decide_with, replay_with
from rulec.build.suggestions import as_yaml, suggestions
from rulec.cli import run
from rulec.ir.interpret import Interpreter

POINTS = """苍耳商城积分规则

第一条 累计扣分满12分的，限制参加营销活动7天。

第二条 累计扣分满24分的，清退店铺。
"""


def test_each_side_of_each_bound_the_exception_and_the_unknown() -> None:
    """29, 30 and 31 are tried in the first article; the second one needs no others."""
    about = [one.about for one in suggestions(built(), ())]
    assert about == [
        "第一条：迟发订单数：界限 30 之下一步",
        "第一条：迟发订单数：界限 30 处",
        "第一条：迟发订单数：界限 30 之上一步",
        "第一条：店铺评分：界限 4 之下一步",
        "第一条：店铺评分：界限 4 处",
        "第一条：店铺评分：界限 4 之上一步",
        "第一条：属于例外：除不可抗力外",
        "第一条：不知道店铺评分",
        "第二条：不知道迟发订单数",
    ]


def test_what_scenarios_try_is_not_suggested_again() -> None:
    left = [one.about for one in suggestions(built(), ALL)]
    assert "第一条：迟发订单数：界限 30 处" not in left
    assert "第一条：属于例外：除不可抗力外" not in left
    assert "第一条：迟发订单数：界限 30 之上一步" in left


def test_the_points_beside_each_node() -> None:
    found = suggestions(built(POINTS), ())
    assert [event["points"] for one in found for event in one.events] == ["11", "12", "13", "23", "24", "25"]


@pytest.mark.parametrize("text", [TEXT, POINTS])
def test_every_row_can_be_decided_and_leaves_nothing_to_suggest(text: str) -> None:
    one = built(text)
    found = suggestions(one, ())
    rows = SCENARIOS.validate_python([suggestion.row(None) for suggestion in found])
    interpreter = Interpreter(one.compilation.rule_set)
    for row in rows:
        assert not row.expect.says_something()
        assert replay_with(interpreter, row) if row.events is not None else decide_with(interpreter, row)
    assert suggestions(one, rows) == ()
    assert as_yaml(found, None) == as_yaml(suggestions(one, ()), None)


def test_an_empty_outcome_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "corpus/a/b"
    folder.mkdir(parents=True)
    (folder / "undated.txt").write_text(TEXT, encoding="utf-8")
    file = folder / "scenarios.yaml"
    assert run(["test", "--suggest", "--root", str(tmp_path), "-o", str(file)]) == 0
    rows = read_scenarios(file, ["undated"], "a/b")
    assert len(rows) == 9
    capsys.readouterr()
    assert run(["test", "--root", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "expect is empty: a person reads the text and fills it in" in said
    assert "0 of 9 scenarios hold" in said


def test_a_scenario_may_be_like_another(tmp_path: Path) -> None:
    file = tmp_path / "scenarios.yaml"
    file.write_text(
        "- {id: one, as_of: 2024-03-01, facts: {a: 1, b: 2}, expect: {verdict: applies}}\n"
        "- {id: two, like: one, facts: {b: 3}, expect: {verdict: does_not_apply}}\n",
        encoding="utf-8",
    )
    two = read_scenarios(file, [], "a/b")[1]
    assert (two.facts, two.as_of, two.expect.verdict) == ({"a": 1, "b": 3}, "2024-03-01", "does_not_apply")
