"""Scenarios of corpus/: they hold, they make every norm true, and they try every threshold on all sides that exist."""

from decimal import Decimal as D
from pathlib import Path

import pytest

from rulec.build.emit import Built, compile_version, generated_files
from rulec.build.generated_modules import imported
from rulec.build.scenario_coverage import Threshold, reached, threshold_words
from rulec.build.scenario_model import read_scenarios
from rulec.build.scenarios import Outcome, run_scenarios
from rulec.build.workspace import Announcement, discover

ROOT = Path(__file__).parents[2]
ANNOUNCEMENTS = discover(ROOT)
# Norms that the compiler reads into a text which says no such thing, by the words they begin with: no scenario can make them true by
# the text. The run fails when one is no longer found.
MISREAD: dict[tuple[str, str], tuple[str, ...]] = {}
SHARE_TRIED = D("0.95")


def run(announcement: Announcement) -> list[tuple[Built, tuple[Outcome, ...]]]:
    """Each version with the outcomes of its scenarios."""
    built = [compile_version(announcement, version) for version in announcement.versions]
    scenarios = read_scenarios(announcement.scenarios, [version.name for version in announcement.versions], announcement.name)
    with imported(generated_files(built)) as module:
        return [(one, run_scenarios(one, scenarios, module(one.module))) for one in built]


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS, ids=lambda one: one.name)
def test_scenarios_hold_and_reach_every_norm(announcement: Announcement) -> None:
    for built, outcomes in run(announcement):
        assert {outcome.scenario.id: outcome.problems for outcome in outcomes if outcome.problems} == {}
        found = reached(built.compilation.rule_set, outcomes)
        texts = {norm.id: norm.text for norm in built.compilation.rule_set.norms}
        misread = MISREAD.get((announcement.name, built.version.name), ())
        ids = {norm for norm, text in texts.items() if text.startswith(misread)} if misread else set()
        assert len(ids) == len(misread)
        assert [(norm, texts[norm][:40]) for norm in found.unreached if norm not in ids] == []
        thresholds = [threshold for threshold in found.thresholds if not set(threshold.norms) <= ids]
        lacking = [threshold_words(threshold) for threshold in thresholds if not threshold.whole]
        assert len(lacking) <= len(thresholds) * (1 - SHARE_TRIED), lacking


def test_a_side_that_cannot_be_needs_no_scenario() -> None:
    """The case being decided is counted, so a first occurrence has nothing below it."""
    announcement = next(one for one in ANNOUNCEMENTS if one.name == "kuaishou/blocking-relief")
    ((built, outcomes),) = run(announcement)
    found = {threshold.fact: threshold for threshold in reached(built.compilation.rule_set, outcomes).thresholds}
    assert found["同规则违规次数"].below
    bare = {threshold.fact: threshold for threshold in reached(built.compilation.rule_set, ()).thresholds}
    assert bare["同规则违规次数"] == Threshold("同规则违规次数", D(1), bare["同规则违规次数"].norms, True, False, False)
    assert not bare["扣分分数"].below
