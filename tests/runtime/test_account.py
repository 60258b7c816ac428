"""Points over time: nodes, the strictest alone, what runs when, resets to the second, two readings."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from rulec.runtime import (
    Account,
    Event,
    FactError,
    Fixed,
    Measure,
    Node,
    Permanent,
    Recovery,
    Timeline,
    WindowCap,
    read_events,
    replay_account,
)
from rulec.runtime.facts import SHANGHAI

START = datetime(2023, 3, 1, 9, tzinfo=SHANGHAI)


def closed(days: int) -> Measure:
    return Measure(f"k{days}", "账户", "suspend_business", f"停业整顿{days}天", (0, 0), duration=Fixed(str(days), "day"))


EXPELLED = Measure("k12", "账户", "expel", "店铺被清退", (0, 0))
SHOP = Account(
    "违规积分",
    "point",
    (0, 90),
    nodes=(
        Node((0, 10), low="1", high="3"),
        Node((10, 20), at="4", measures=(closed(3),)),
        Node((20, 30), at="8", measures=(closed(7),)),
        Node((30, 40), at="12", measures=(EXPELLED,)),
    ),
    initial="12",
    reset_at="12-31T23:59:59",
    reset_span=(40, 50),
    concurrency="strictest",
    concurrency_span=(50, 80),
)


def replay(*events: tuple[float, str], account: Account = SHOP) -> Timeline:
    return replay_account(account, [Event(START + timedelta(days=day), points) for day, points in events])


@pytest.mark.parametrize(
    ("points", "words"),
    [("3", []), ("4", ["停业整顿3天"]), ("8", ["停业整顿7天"]), ("12", ["店铺被清退"]), ("13", ["店铺被清退"])],
)
def test_one_deduction_reaches_the_strictest_node_alone(points: str, words: list[str]) -> None:
    (entry,) = replay((0, points)).entries
    assert [measure.text for measure in entry.measures] == words
    assert (entry.total, entry.balance) == (points, str(max(0, 12 - int(points))))


def test_a_node_once_reached_is_not_reached_again() -> None:
    assert [[m.text for m in entry.measures] for entry in replay((0, "12"), (1, "1")).entries] == [["店铺被清退"], []]


def test_three_then_six_cross_two_nodes_together() -> None:
    timeline = replay((0, "3"), (9, "6"))
    assert [entry.total for entry in timeline.entries] == ["3", "9"]
    assert [(node.at, node.applied) for node in timeline.entries[1].nodes] == [("4", False), ("8", True)]


def test_the_violations_own_measures_come_first() -> None:
    own = (Measure("", "", "delist", "商品封禁", (0, 0)), Measure("", "", "deduct_deposit", "扣除保证金2000元", (0, 0)))
    (entry,) = replay_account(SHOP, [Event(START, "4", "扰乱平台秩序", own)]).entries
    assert [measure.text for measure in entry.measures] == ["商品封禁", "扣除保证金2000元", "停业整顿3天"]


def test_a_second_closure_runs_from_its_own_start() -> None:
    event = Event(START, "1", "发布禁售商品", (closed(7),))
    timeline = replay_account(SHOP, [event, Event(START + timedelta(days=3), "7")])
    first, second = timeline.running
    assert first.cut == second.start == START + timedelta(days=3)
    assert second.end == START + timedelta(days=10)
    assert [len(timeline.at(START + timedelta(days=day))) for day in (0, 3, 9.9, 10)] == [1, 1, 1, 0]
    assert timeline.findings == ()


def test_two_readings_of_the_strictest_are_both_reported() -> None:
    timeline = replay_account(SHOP, [Event(START, "3", "", (closed(7),)), Event(START + timedelta(days=5), "1")])
    (finding,) = timeline.findings
    ends = {reading["reading"]: reading["end"] for reading in finding["readings"]}
    assert ends == {"longest_days": (START + timedelta(days=7)).isoformat(), "ends_last": (START + timedelta(days=8)).isoformat()}
    assert finding["default"] == "ends_last" and timeline.running[-1].end == START + timedelta(days=8)


def test_a_closure_that_ends_sooner_changes_nothing() -> None:
    timeline = replay_account(SHOP, [Event(START, "3", "", (closed(7),)), Event(START + timedelta(days=1), "1")])
    assert [one.end for one in timeline.running] == [START + timedelta(days=7)]


def test_the_last_second_of_the_year_belongs_to_the_old_year() -> None:
    last = datetime(2023, 12, 31, 23, 59, 59, tzinfo=SHANGHAI)
    timeline = replay_account(SHOP, [Event(last, "3"), Event(last + timedelta(seconds=1), "1")])
    assert [entry.total for entry in timeline.entries] == ["3", "1"]
    assert [(reset.at, reset.before) for reset in timeline.resets] == [(last, "3")]
    assert [entry["fact"] for entry in timeline.assumed] == ["清零"]
    assert timeline.total(last) == "3" and timeline.total(last + timedelta(seconds=1)) == "1"


def test_resets_go_on_where_nothing_happens() -> None:
    until = datetime(2026, 1, 1, tzinfo=SHANGHAI)
    timeline = replay_account(SHOP, [Event(START, "3")], until)
    assert [reset.at.year for reset in timeline.resets] == [2023, 2024, 2025] and timeline.total(until) == "0"


def test_a_reset_may_not_take_place_from_a_total_on() -> None:
    account = SHOP._replace(kept=("ge", "10"))
    last = datetime(2023, 12, 31, tzinfo=SHANGHAI)
    assert [e.total for e in replay_account(account, [Event(last, "9"), Event(last + timedelta(days=9), "1")]).entries] == ["9", "1"]
    assert [e.total for e in replay_account(account, [Event(last, "10"), Event(last + timedelta(days=9), "1")]).entries] == ["10", "11"]


def test_an_open_series_goes_on() -> None:
    series = Account("积分", "point", (0, 0), nodes=(Node((0, 0), every="25", from_="100", measures=(closed(3),)),))
    timeline = replay((0, "99"), (1, "1"), (2, "60"), account=series)
    assert [[node.at for node in entry.nodes] for entry in timeline.entries] == [[], ["100"], ["125", "150"]]


def test_a_balance_counts_down() -> None:
    account = Account(
        "信用分", "point", (0, 0), nodes=(Node((0, 0), at="0", rel="le", measures=(EXPELLED,)),), initial="12", shown_as="balance"
    )
    assert [len(entry.measures) for entry in replay((0, "11"), (1, "5"), (2, "1"), account=account).entries] == [0, 1, 0]


def test_caps_and_recovery() -> None:
    account = Account("积分", "point", (0, 0), caps=(WindowCap("12", 3),), recovery=(Recovery("3", "订单", "1", "2"),))
    assert [entry.points for entry in replay((0, "10"), (1, "10"), (4, "10"), account=account).entries] == ["10", "2", "10"]
    won = replay_account(account, [Event(START, "10"), Event(START, what="订单", done="4"), Event(START, what="订单", done="9")])
    assert [entry.total for entry in won.entries] == ["10", "9", "8"]  # two in all, one of them won before


def test_months_end_on_the_last_day_and_for_good_never() -> None:
    month = Measure("", "", "restrict", "限制1个月", (0, 0), duration=Fixed("1", "month"))
    ever = Measure("", "", "ban_account", "永久封禁", (0, 0), duration=Permanent())
    timeline = replay_account(SHOP, [Event(datetime(2024, 1, 31, tzinfo=SHANGHAI), "1", "", (month, ever))])
    assert [one["end"] for one in timeline.to_json()["running"]] == ["2024-02-29T00:00:00+08:00", "permanent"]


def test_events_are_read_or_refused() -> None:
    given = {"at": "2023-03-01T09:00:00", "points": 4, "violation": "甲", "measures": [{"action": "delist", "text": "下架"}]}
    (event,) = read_events([given])
    assert (event.at, event.points, event.measures[0].text) == (START, "4", "下架")
    for wrong in (
        {"points": "1"},
        {"at": "2023-03-01", "points": "-1"},
        {"at": "2023-03-01", "points": 1.5},
        {"at": "x"},
        {**given, "measures": "下架"},
    ):
        with pytest.raises(FactError):
            read_events([wrong])
