"""Cases decided by two versions → how many change, per tier and audience, and what they pay: worked out by hand."""

from collections.abc import Mapping
from decimal import Decimal

from rulec.backtest.impact import Decide, impact, total_of
from rulec.diff.model import Json


def amount(value: str, unit: str = "CNY", kind: str = "fixed", modality: str | None = None) -> Json:
    measure: Json = {"action": "pay_penalty", "amount": {"type": kind, "value": value, "unit": unit}}
    return measure if modality is None else {**measure, "modality": modality}


def decides(by_case: Mapping[str, list[Json] | None]) -> Decide:
    """A version that gives these measures by the fact `案`; None: it cannot say."""

    def decide(facts: Mapping[str, object], violation: str | None) -> Json:
        measures = by_case[str(facts["案"])]
        return {"verdict": "unknown"} if measures is None else {"verdict": "decided", "measures": measures, "violation": violation}

    return decide


def same(one: Json, other: Json) -> bool:
    return one == other


OLD = decides({"a": [amount("0.10"), amount("4", "point")], "b": [amount("2000")], "c": [amount("500")], "d": None, "e": []})
NEW = decides({"a": [amount("0.30"), amount("4", "point")], "b": [amount("2000")], "c": None, "d": [amount("9")], "e": [amount("6", "point")]})
CASES = [
    ({"案": "a", "情节": "轻微", "主体": "商家"}, None), ({"案": "b", "情节": "严重", "主体": "商家"}, "刷单"),
    ({"案": "c", "情节": "轻微"}, None), ({"案": "d"}, None), ({"案": "e", "情节": "轻微", "主体": "达人"}, None),
]  # fmt: skip


def test_changes_and_sums_are_counted_exactly() -> None:
    found = impact(CASES, OLD, NEW, same)
    assert (found.cases, found.changed, found.undecided) == (5, 2, 2)
    # a: 0.10 → 0.30; b: 2000 twice; c and d cannot be decided by one side and are in no sum
    assert (found.yuan_old, found.yuan_new) == ("2000.1", "2000.3")
    assert (found.points_old, found.points_new) == ("4", "10")


def test_tiers_and_audiences_count_their_own_cases_with_the_undecided() -> None:
    found = impact(CASES, OLD, NEW, same)
    assert found.by_tier == (("严重", 1, 0), ("轻微", 3, 2))
    assert found.by_audience == (("商家", 2, 1), ("达人", 1, 1))


def test_the_worst_come_first_and_no_more_than_five() -> None:
    names = [str(n) for n in range(8)]
    old = decides({name: [amount("100")] for name in names})
    new = decides({name: [amount(str(100 + (3, 1, 4, 1, 5, 9, 2, 6)[int(name)]))] for name in names})
    found = impact([({"案": name}, None) for name in names], old, new, same)
    assert [str(one.facts["案"]) for one in found.worst] == ["5", "7", "4", "2", "0"]


def test_ranges_and_what_may_be_done_are_in_no_sum() -> None:
    decision: Json = {"measures": [amount("5"), amount("7", kind="range"), amount("11", modality="may"), amount("13", modality="must"), {"action": "warn"}]}
    assert total_of(decision, "CNY") == Decimal(18)
    assert total_of({}, "CNY") == total_of(decision, "point") == 0


def test_no_cases_are_no_change() -> None:
    found = impact([], OLD, NEW, same)
    assert (found.cases, found.changed, found.undecided, found.yuan_old, found.yuan_new, found.worst) == (0, 0, 0, "0", "0", ())
