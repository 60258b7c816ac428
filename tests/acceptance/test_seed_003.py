"""003, points, nodes and yearly reset in questions and answers: every acceptance row on the real page."""

from decimal import Decimal

import pytest
from expectations import Seed, replay, seed


@pytest.fixture
def page() -> Seed:
    return seed("003")


EIGHT = "2022-12-31T10:00:00"


def days(length: str) -> dict[str, str]:
    return {"type": "fixed", "value": length, "unit": "day"}


def test_account(page: Seed) -> None:
    (account,) = page.rule_set.accounts
    assert account.name == "违规积分"
    assert account.initial == Decimal(12)
    assert account.shown_as == "deducted"
    assert account.reset is not None
    assert account.reset.at == "12-31T23:59:59"
    assert account.concurrency == "strictest"
    bands = [(n.at, n.low, n.high) for n in account.nodes]
    assert [at for at, _, _ in bands if at is not None] == [Decimal(4), Decimal(8), Decimal(12)]
    assert all(n.in_addition for n in account.nodes if n.at is not None)


@pytest.mark.parametrize(
    ("total", "measures"),
    [
        ("3", []),
        ("4", [{"action": "suspend_business", "duration": days("3"), "start": EIGHT, "end": "2023-01-03T10:00:00"}]),
        ("8", [{"action": "suspend_business", "duration": days("7"), "start": EIGHT, "end": "2023-01-07T10:00:00"}]),
        ("12", [{"action": "expel", "start": EIGHT}]),
        ("13", [{"action": "expel", "start": EIGHT}]),
    ],
)
def test_nodes_crossed_at_once_give_the_strictest_alone(page: Seed, total: str, measures: list[dict[str, object]]) -> None:
    replay(page, [(EIGHT, "虚假交易", total)], deducted=total, measures=measures)


def test_expelled_once(page: Seed) -> None:
    events = [("2022-03-01T10:00:00", "出售假冒商品", "12"), ("2022-03-02T10:00:00", "虚假交易", "1")]
    replay(page, events, deducted="13", measures=[{"action": "expel", "start": "2022-03-01T10:00:00"}])


def test_worked_example_of_nine_points(page: Seed) -> None:
    seven = {"action": "suspend_business", "duration": days("7"), "start": "2022-06-01T09:00:00", "end": "2022-06-08T09:00:00"}
    events = [("2022-05-01T09:00:00", "出售假冒商品", "3"), ("2022-06-01T09:00:00", "发布违禁商品/信息", "6")]
    replay(page, events, deducted="9", measures=[seven])
    example = next(e for e in page.rule_set.examples if "扣除9分" in page.quote(e.span))
    assert example.agrees is True


def test_worked_example_of_disrupting_the_platform(page: Seed) -> None:
    found = [e for e in page.rule_set.examples if "保证金2000元" in page.quote(e.span)]
    assert found
    words = "".join(value for e in found for pair in (*e.given, *e.expect) for value in pair)
    assert all(part in words for part in ("封禁", "2000", "停业整顿3天"))
    assert all(e.agrees is not False for e in found)
    assert not any(m.action == "deduct_deposit" for n in page.rule_set.norms for m in n.measures), "a fact of the example, not a rule"


def test_closure_runs_seven_days_from_the_third_day(page: Seed) -> None:
    second = {"action": "suspend_business", "start": "2023-01-03T10:00:00", "end": "2023-01-10T10:00:00"}
    events = [(EIGHT, "出售假冒商品", "8"), ("2023-01-03T10:00:00", "虚假交易", "8")]
    replay(page, events, deducted="8", measures=[{"action": "suspend_business", "start": EIGHT}, second])


def test_two_readings_of_the_longest_closure(page: Seed) -> None:
    second = {"action": "suspend_business", "start": "2023-01-05T10:00:00", "end": "2023-01-08T10:00:00"}
    events = [(EIGHT, "出售假冒商品", "8"), ("2023-01-05T10:00:00", "虚假交易", "4")]
    timeline = replay(page, events, deducted="4", measures=[{"action": "suspend_business", "start": EIGHT}, second])
    readings = [(one["reading"], str(one["end"])[:10]) for finding in timeline["findings"] for one in finding.get("readings", ())]
    assert readings == [("longest_days", "2023-01-07"), ("ends_last", "2023-01-08")]
    assert [(one["fact"], one["value"][:10]) for one in timeline["assumed"] if one["fact"] != "清零"] == [("最严的处理措施", "2023-01-08")]
    assert page.findings("最长停业天数"), "both readings in a finding"


def test_reset_after_the_last_second_of_the_year(page: Seed) -> None:
    events = [("2022-12-31T23:59:59", "虚假交易", "3"), ("2023-01-01T00:00:00", "虚假交易", "1")]
    timeline = replay(page, events, deducted="1", measures=[])
    assert [(one["at"][:19], one["before"], one["after"]) for one in timeline["resets"]] == [("2022-12-31T23:59:59", "3", "0")]
    assert "清零" in [one["fact"] for one in timeline["assumed"]], "that the last second still counts is an assumption"
    replay(page, events[:1], deducted="3", measures=[])


def test_the_last_second_still_counts_for_the_old_year(page: Seed) -> None:
    three = {"action": "suspend_business", "duration": days("3"), "start": "2022-12-31T23:59:59", "end": "2023-01-03T23:59:59"}
    events = [("2022-12-31T23:59:58", "虚假交易", "3"), ("2022-12-31T23:59:59", "虚假交易", "1")]
    replay(page, events, deducted="4", measures=[three])


def test_grave_circumstances_are_not_a_serious_violation(page: Seed) -> None:
    terms = {d.term for d in page.rule_set.definitions}
    assert {"情节严重", "严重违规"} <= terms


SERIOUS = [
    "提供虚假资质",
    "发布违禁商品/信息",
    "发布非约定商品",
    "重新经营同类商品",
    "不合格项目涉及危害人身安全",
    "假冒材质成分",
    "出售假冒商品",
    "虚假交易",
    "盗用他人账户信息",
    "不配合平台管理",
    "扰乱平台秩序",
]


def test_eleven_serious_violations(page: Seed) -> None:
    names = [v.name for v in page.rule_set.violations]
    assert len(names) == 11
    assert all(any(words in name for name in names) for words in SERIOUS)


def test_no_dates_and_repairs(page: Seed) -> None:
    dates = page.rule_set.document.dates
    assert (dates.page, dates.published, dates.effective) == ("2022-12-30", None, None)
    assert "或对消费者/平台产生恶劣影响" in page.normal
    assert "多个节点处理条件的" in page.normal
    inferred = [e for e in page.compilation.ingested.edits if not e.certain]
    assert inferred, "what lost characters stood for is inferred, and says so"
