"""What stops CI, and what an acknowledgement does about it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from rulec.diff.gate import PROFILES, Policy, Profile, fails, gate
from rulec.diff.model import Acknowledgement, Change, Direction, Impact, Level, Report, Side

DAY = date(2026, 1, 15)
SIDE = Side("a.txt", "0" * 64, "规则", "2024-01-01")


def change(level: Level = "ERR", direction: Direction = "stricter", who: str = "商家", code: str = "D403", key: str = "a" * 12) -> Change:
    return Change(code, "amount-increased", key, level, None, None, "1", "2", {who: direction}, "exact")


def report(*changes: Change) -> Report:
    return Report("pass", SIDE, SIDE, 1, 1, (), changes)


def ack(key: str = "a" * 12, expires: str | None = None) -> Acknowledgement:
    return Acknowledgement(key, "法务已阅", expires=expires)


@pytest.mark.parametrize(
    ("level", "direction", "who", "failing"),
    [
        ("ERR", "stricter", "商家", {"default", "merchant-protect", "strict"}),
        ("ERR", "looser", "商家", {"default", "merchant-protect", "strict"}),
        ("WARN", "stricter", "商家", {"merchant-protect", "strict"}),
        ("WARN", "unknown", "达人", {"merchant-protect", "strict"}),
        ("WARN", "looser", "商家", {"strict"}),
        ("WARN", "stricter", "消费者", {"strict"}),
        ("INFO", "stricter", "商家", set()),
        ("EDIT", "neutral", "商家", set()),
    ],
)  # fmt: skip
def test_profiles_are_nested(level: Level, direction: Direction, who: str, failing: set[Profile]) -> None:
    found = {profile for profile in PROFILES if fails(change(level, direction, who), Policy(profile))}
    assert found == failing


def test_what_fails_makes_the_verdict() -> None:
    assert gate(report(change()), Policy(), (), DAY).verdict == "gate"
    assert gate(report(change()), Policy("report"), (), DAY).verdict == "pass"
    assert gate(report(change("INFO")), Policy(), (), DAY).verdict == "pass"


def test_fail_on_takes_the_place_of_the_profile() -> None:
    assert gate(report(change("INFO")), Policy(fail_on="INFO"), (), DAY).verdict == "gate"
    assert gate(report(change("ERR")), Policy("strict", fail_on="never"), (), DAY).verdict == "pass"


def test_a_direction_can_stop_whatever_the_level() -> None:
    assert gate(report(change("INFO", "stricter")), Policy(fail_on="never", fail_on_direction=("stricter",)), (), DAY).verdict == "gate"
    assert gate(report(change("INFO", "looser")), Policy(fail_on="never", fail_on_direction=("stricter",)), (), DAY).verdict == "pass"
    assert gate(report(change("EDIT", "stricter")), Policy(fail_on="never", fail_on_direction=("stricter",)), (), DAY).verdict == "pass"


def test_an_acknowledged_change_stays_in_the_report() -> None:
    judged = gate(report(change()), Policy(), (ack(),), DAY)
    assert judged.verdict == "pass"
    assert [(one.gate, one.acknowledged is not None) for one in judged.changes] == [("acknowledged", True)]


@pytest.mark.parametrize(("expires", "verdict"), [("2026-01-15", "pass"), ("2026-01-14", "gate"), (None, "pass")])
def test_an_acknowledgement_past_its_day_fails_open(expires: str | None, verdict: str) -> None:
    judged = gate(report(change()), Policy(), (ack(expires=expires),), DAY)
    assert judged.verdict == verdict
    assert bool(judged.stale) == (verdict == "gate")


def test_one_that_matches_nothing_is_stale_and_fails_under_strict() -> None:
    assert [one.fingerprint for one in gate(report(), Policy(), (ack(),), DAY).stale] == ["a" * 12]
    assert gate(report(), Policy(), (ack(),), DAY).verdict == "pass"
    assert gate(report(), Policy("strict"), (ack(),), DAY).verdict == "gate"


def test_echoes_and_renumbering_never_ask() -> None:
    assert not fails(replace(change(), caused_by="b" * 12), Policy("strict"))
    assert not fails(change(code="D902"), Policy("strict"))


def test_incomplete_wins_over_the_gate_and_keeps_its_list() -> None:
    judged = gate(replace(report(change()), verdict="incomplete"), Policy(), (), DAY)
    assert judged.verdict == "incomplete"
    assert [one.gate for one in judged.changes] == ["fails"]


@pytest.mark.parametrize(("changed", "verdict"), [(2, "pass"), (3, "gate")])
def test_the_share_of_cases_that_may_change(changed: int, verdict: str) -> None:
    measured = replace(report(), impact=Impact(100, changed, 0))
    assert gate(measured, Policy(max_impact=Fraction(2, 100)), (), DAY).verdict == verdict
