"""`rulec replay` and account scenarios: events in, points, nodes and lasting measures out, the same from interpreter and module."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_compilation import TEXT, sample, sample_with_account

from rulec.build import pipeline
from rulec.build.pipeline import Compilation
from rulec.build.scenario_match import timeline_differences
from rulec.build.scenario_model import read_scenarios
from rulec.build.scenarios import interpreter_timeline
from rulec.cli import run

Run = Callable[..., tuple[int, str, str]]

EVENTS = """{"at": "2024-03-01T10:00:00", "points": "3", "violation": "虚增成交"}
{"at": "2024-03-05T10:00:00", "points": "3"}
{"at": "2025-01-01T00:00:00", "points": "1"}
"""
SCENARIO = """
- id: over the year
  events:
    - {at: 2024-03-01T10:00:00, points: 3}
    - {at: 2024-03-05T10:00:00, points: 3}
    - {at: 2025-01-01, points: 1}
  expect:
    timeline:
      entries:
        - {points: 3, total: 3, balance: 9, nodes: [], measures: []}
        - {total: 6, nodes: [{at: 6, applied: true}], measures: [{action: suspend_business, object: 店铺}]}
        - {total: 1}
      running: [{measure: {action: suspend_business}, end: 2024-03-08T10:00:00+08:00}]
      resets: [{before: 6, after: 0}]
      assumed: [清零]
      totals: {2024-12-31T23:59:59: 6, 2025-01-01T00:00:00: 1}
      at: {2024-03-08T09:59:59: [{action: suspend_business}], 2024-03-08T10:00:00: []}
"""


@pytest.fixture
def rulec(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command line in a project whose rule has an account; gives exit status, output, errors."""

    def compile_sample(data: bytes, path: str) -> Compilation:
        return sample(path) if "plain" in path else sample_with_account(path)

    monkeypatch.setattr(pipeline, "compile_announcement", compile_sample)
    rule = tmp_path / "corpus" / "shop" / "points"
    rule.mkdir(parents=True)
    (rule / "2024-03-08.txt").write_text(TEXT, encoding="utf-8")
    (rule / "scenarios.yaml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "plain.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "events.jsonl").write_text(EVENTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


FILE = "corpus/shop/points/2024-03-08.txt"


def test_replay_gives_the_timeline(rulec: Run, tmp_path: Path) -> None:
    status, out, _ = rulec("replay", FILE, "--events", "events.jsonl", "--format", "json")
    timeline = json.loads(out)
    assert status == 0 and timeline["schema"] == "rulec.timeline/1"
    assert [entry["total"] for entry in timeline["entries"]] == ["3", "6", "1"]
    (tmp_path / "events.csv").write_text(
        "at,violation,points\n2024-03-01T10:00:00,虚增成交,3\n2024-03-05T10:00:00,,3\n2025-01-01,,1\n", encoding="utf-8"
    )
    assert rulec("replay", FILE, "--events", "events.csv", "--format", "json")[1] == out


def test_replay_in_words(rulec: Run) -> None:
    status, out, _ = rulec("replay", FILE, "--events", "events.jsonl", "--until", "2026-01-01")
    assert status == 0
    for words in ("累计", "余额", "虚增成交", "停业整顿", "2024-03-08T10:00:00+08:00", "清零", "6 → 0", "1 → 0", "旧周期"):
        assert words in out, words
    assert "Lasting measures" in rulec("replay", FILE, "--events", "events.jsonl", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("plain.txt", "--events", "events.jsonl"), "B014"),
        ((FILE, "--events", "none.jsonl"), "B001"),
        ((FILE, "--events", "events.jsonl", "--account", "信用分"), "B020"),
        ((FILE, "--events", "events.jsonl", "--until", "明年"), "B009"),
        (("-", "--events", "-"), "B012"),
    ],
)
def test_wrong_use(rulec: Run, arguments: tuple[str, ...], code: str) -> None:
    status, out, err = rulec("replay", *arguments)
    assert (status, out) == (2, "") and code in err


def test_account_scenarios_hold(rulec: Run) -> None:
    status, out, _ = rulec("test")
    assert status == 0, out


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("balance: 9", "balance: 8", "entry 1"),
        ("applied: true", "applied: false", "entry 2"),
        ("object: 店铺", "object: 直播间", "entry 2"),
        ("03-08T10:00:00+08:00", "03-09T10:00:00+08:00", "running: missing"),
        ("before: 6", "before: 7", "resets: not expected"),
        ("[清零]", "[结转]", "assumed: 结转"),
        ("23:59:59: 6", "23:59:59: 0", "points at"),
        ("10:00:00: []", "10:00:00: [{action: expel}]", "running at"),
        ("        - {total: 1}\n", "", "entries: 3, expected 2"),
    ],
)
def test_every_difference_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in SCENARIO
    file = tmp_path / "scenarios.yaml"
    file.write_text(SCENARIO.replace(right, wrong), encoding="utf-8")
    (scenario,) = read_scenarios(file, (), "x")
    assert scenario.expect.timeline is not None
    timeline = interpreter_timeline(sample_with_account().rule_set, scenario)
    found = timeline_differences(scenario.expect.timeline, timeline)
    assert any(said in problem for problem in found), found


def test_a_bad_event_of_a_scenario_is_a_problem(rulec: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus/shop/points/scenarios.yaml").write_text(SCENARIO.replace("points: 1}", "points: 一}"), encoding="utf-8")
    status, out, _ = rulec("test")
    assert status == 1 and "S002" in out
