"""The rule book of corpus/qinghe: every scenario holds both ways, every announcement is needed, the generated book stands by itself."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from rulec.build.book_scenarios import BookOutcome, read_book_scenarios, run_book_scenarios
from rulec.build.emit import Built, compile_version, generated_files
from rulec.build.generated_modules import imported
from rulec.build.rule_book import RuleBook, rule_book
from rulec.build.workspace import discover
from rulec.report.book_words import book_words

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus/qinghe"


@pytest.fixture(scope="module")
def built() -> tuple[Built, ...]:
    announcements = [one for one in discover(ROOT) if one.issuer == FOLDER.name]
    return tuple(compile_version(one, version) for one in announcements for version in one.versions)


@pytest.fixture(scope="module")
def book(built: tuple[Built, ...]) -> RuleBook:
    return rule_book(built)


@pytest.fixture(scope="module")
def generated(built: tuple[Built, ...]) -> Iterator[ModuleType]:
    with imported(generated_files(built)) as module:
        yield module("_book.py")


@pytest.fixture(scope="module")
def outcomes(book: RuleBook, generated: ModuleType) -> tuple[BookOutcome, ...]:
    scenarios = read_book_scenarios(FOLDER, "corpus/qinghe/scenarios.yaml")
    return run_book_scenarios(scenarios, book.interpreter(), generated)


def test_every_scenario_holds_in_the_interpreter_and_the_generated_book(outcomes: tuple[BookOutcome, ...]) -> None:
    assert len(outcomes) >= 25
    assert {one.scenario.id: one.problems for one in outcomes if one.problems} == {}


def test_every_announcement_takes_part_with_others_and_every_link_is_followed(outcomes: tuple[BookOutcome, ...], book: RuleBook) -> None:
    together = [{row["announcement"] for row in one.decision["announcements"]} for one in outcomes if one.decision]
    needed = {name for names in together if len(names) > 1 for name in names}
    assert needed == set(book.timelines) and len(needed) >= 8
    because = {
        (row["because"]["announcement"], row["announcement"])
        for one in outcomes
        if one.decision
        for row in one.decision["announcements"]
        if row["because"] is not None
    }
    followed = {(link.rule, link.target) for link in book.links() if link.kind in ("delegates", "defines")}
    assert followed <= because


def test_a_decision_cites_every_announcement_in_its_rows(outcomes: tuple[BookOutcome, ...]) -> None:
    for one in outcomes:
        assert one.decision is not None
        parts = {row["announcement"] for row in one.decision["announcements"]}
        assert {row["announcement"] for row in one.decision["trace"]} <= parts
        assert {norm.partition("#")[0] for row in one.decision["measures"] for norm in row["because"]} <= parts


def test_words_name_the_rules_their_articles_and_what_gave_way(outcomes: tuple[BookOutcome, ...]) -> None:
    (one,) = [one for one in outcomes if one.scenario.id == "festival-first-day"]
    assert one.decision is not None
    zh = book_words(one.decision, {"qinghe/harvest-festival#n1": "第一条"}, "zh")
    for words in ("《青禾商城丰收节发货专项规则》第一条：「丰收节期间延迟发货的", "扣 3 分，由《青禾商城丰收节发货专项规则》取代", "优先适用", "救济"):
        assert words in zh
    en = book_words(one.decision, {}, "en")
    assert "goes first" in en and "deduct 4 points" in en and "{" not in zh + en


def test_the_generated_book_stands_by_itself(built: tuple[Built, ...], book: RuleBook, tmp_path: Path) -> None:
    for output in generated_files(built):
        file = tmp_path / "generated" / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(output.text, encoding="utf-8")
    program = (
        "import sys, json, datetime; sys.path.insert(0, '.'); from generated import _book\n"
        "found = _book.decide('qinghe/shipping', {'近30天延迟发货订单数': 10, '此前累计扣分': 10}, as_of=datetime.date(2024, 3, 1))\n"
        "print(json.dumps([found, 'rulec' in sys.modules]))\n"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    found, knows_the_compiler = json.loads(ran.stdout)
    asked = {"近30天延迟发货订单数": 10, "此前累计扣分": 10}
    assert found == json.loads(json.dumps(book.interpreter().decide("qinghe/shipping", asked, as_of=date(2024, 3, 1))))
    assert not knows_the_compiler
