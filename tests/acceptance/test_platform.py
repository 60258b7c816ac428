"""The announcements in the manner of platform rules beside the checkout: every row of their scenarios, in plain words, decided.

A row names facts in plain words; the table below says which label of the compiled rule each is. What a row leaves out is the
ordinary case: yes/no facts are no, figures as in `ORDINARY`. Rows about an account are replayed: one deduction up to the nodes
already dealt with, one more.
"""

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rulec.build.exact_data import load_yaml
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.interpret import Interpreter
from rulec.runtime import Event

SHARED = Path(__file__).resolve().parents[3] / "shared"
ROWS = SHARED / "gold" / "scenarios.yaml"
Json = dict[str, Any]
SHANGHAI = ZoneInfo("Asia/Shanghai")

# plain words of a row → distinctive part of the label
LABELS = {
    "刷单总量": "刷单总量", "刷单商品件数": "商品件数", "极其恶劣": "特别恶劣", "情节": "情节", "被查到次数": "被查到次数",
    "信用分": "信用分", "连续无违规天数": "连续无违规天数", "考试结果": "考到满分", "收到违规通知之日起天数": "收到违规通知之日起天数",
    "30天内靠考试已补": "考试补分",
}  # fmt: skip
# The conduct that a whole announcement is about, where a row names it.
CONDUCT = {"刷单": "刷单"}
# Figures that a row leaves out, by part of the label: a case that no threshold is near.
ORDINARY = {"信用分": 5, "连续无违规天数": 0, "考试补分": 1, "刷单总量": 0, "商品件数": 0, "收到违规通知之日起天数": 0, "上线": 99}
YES = {"是": True, "满分": True, "否": False, "未满分": False}


def rows() -> list[Json]:
    if not ROWS.is_file():
        return []
    found = load_yaml(ROWS.read_text(encoding="utf-8"), ROWS.name)
    assert isinstance(found, list)
    return found


@cache
def compiled(doc: str) -> Compilation:
    path = SHARED / doc
    if not path.is_file():
        pytest.skip(f"the announcement is not beside the checkout: {SHARED.name}/{doc}")
    return compile_announcement(path.read_bytes(), path.name)


def figure(words: object) -> int:
    found = re.match(r"-?\d+", str(words))
    assert found, words
    return int(found.group())


def facts_of(compilation: Compilation, given: Json) -> Json:
    """Labels with values: what the row names, the rest as in the ordinary case."""
    labels = {fact.label: fact for fact in compilation.rule_set.facts}
    read: Json = {}
    for label, fact in labels.items():
        if fact.type in ("judgement", "flag", "event"):
            read[label] = False
        for part, value in ORDINARY.items():
            if part in label and fact.type not in ("judgement", "flag", "event"):
                read[label] = value
    for name, words in given.items():
        if name == "行为":
            conduct = CONDUCT.get(str(words))
            read.update({label: True for label, fact in labels.items() if conduct and conduct in label and fact.type == "judgement"})
            continue
        named = [label for label in labels if LABELS[name] in label]
        assert len(named) == 1, f"{name} is {named} of {sorted(labels)}"
        fact = labels[named[0]]
        if fact.type in ("judgement", "flag"):
            read[named[0]] = YES[str(words)]
        elif fact.type == "choice":
            read[named[0]] = str(words)
        else:  # points already won are counted with those of the case being decided
            read[named[0]] = figure(words) + (1 if "已补" in name else 0)
    return read


def is_met(expected: Json, got: Json) -> bool:
    """Action, amount, duration and modality; objects are for orientation."""
    actions = {expected["action"], *expected.get("accept_actions", [])}
    same = all(figures(expected.get(name)) == figures(got.get(name)) for name in ("amount", "duration"))
    return got["action"] in actions and same and got["modality"] == expected.get("modality", "must")


def figures(amount: Json | None) -> Json | None:
    kept = ("type", "value", "low", "high", "low_inclusive", "high_inclusive", "unit")
    return None if amount is None else {name: amount[name] for name in kept if amount.get(name) is not None}


def assert_measures(expected: list[Json], got: list[Json]) -> None:
    left = list(got)
    for one in expected:
        found = next((other for other in left if is_met(one, other)), None)
        assert found is not None, f"{one} is not among {[(m['action'], m['amount'], m['duration'], m['text']) for m in left]}"
        left.remove(found)
    assert not left, f"more than expected: {[(m['action'], m['text']) for m in left]}"


@pytest.mark.skipif(not ROWS.is_file(), reason="the scenarios are not beside the checkout: shared/gold/scenarios.yaml")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_row(row: Json) -> None:
    compilation = compiled(row["doc"])
    accounts = {name: words for name, words in row["facts"].items() if "账累计" in name}
    if accounts:
        replayed(compilation, row, accounts)
    else:
        decided(compilation, row)


def replayed(compilation: Compilation, row: Json, accounts: Json) -> None:
    """The last deduction brings the account to the total of the row; what it reaches is what must happen."""
    dealt_with = [int(number) for number in re.findall(r"\d+", str(row["facts"].get("此前已处理的节点", "")))]
    got: list[Json] = []
    for name, words in accounts.items():
        account = next(a.name for a in compilation.rule_set.accounts if a.name in name)
        total, before = figure(words), max(dealt_with, default=0)
        points = [before, total - before] if before else [total]
        events = [Event(datetime(2023, 1, 1 + day, 10, tzinfo=SHANGHAI), str(p)) for day, p in enumerate(points)]
        timeline = Interpreter(compilation.rule_set).replay(events, account).to_json()
        got += timeline["entries"][-1]["measures"]
    assert_measures(row["expect"]["measures"], got)


def decided(compilation: Compilation, row: Json) -> None:
    expect = row["expect"]
    decision = Interpreter(compilation.rule_set).decide(facts_of(compilation, row["facts"]), assume_in_force=True).to_json()
    if "可提交异议" in expect.get("value", {}):  # a permission has no measure: it holds or it does not, whatever the sanction was
        holds = [t["outcome"] for t in decision["trace"] if "提交异议" in t["quote"]]
        assert holds == ["true" if expect["value"]["可提交异议"] in ("是", True) else "false"]
        return
    assert_measures(expect["measures"], decision["measures"])
    assert_measures(expect.get("options", []), [m for group in decision["options"] for m in group["measures"]])
    assert decision["verdict"] == expect["verdict"]
