"""What people and systems give → what rules read; what cannot be read is refused with its code."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rulec.runtime import FactError, FactSpec
from rulec.runtime.facts import read_facts, read_moment

SPECS = (
    FactSpec("sales", "近30天累计违规销售额", "money", "CNY", 2),
    FactSpec("score", "店铺体验分", "number", "score", 4),
    FactSpec("times", "违规次数", "count", "times", 0),
    FactSpec("bad", "有违法行为", "judgement"),
    FactSpec("ticket", "违约单处置措施", "set"),
    FactSpec("tier", "情节", "choice", domain=("轻微", "严重")),
    FactSpec("when", "违规时间", "moment"),
)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("近30天累计违规销售额", "333.45", {"sales": 33345}),
        ("sales", 200000, {"sales": 20000000}),
        ("sales", Decimal("1E+3"), {"sales": 100000}),
        ("score", "4.39", {"score": 43900}),
        ("score", Decimal("-0.5"), {"score": -5000}),
        ("times", "3", {"times": 3}),
        ("bad", "否", {"bad": False}),
        ("ticket", ["扣分", "扣分"], {"ticket": frozenset({"扣分"})}),
        ("tier", "轻微", {"tier": "轻微"}),
        ("tier", None, {}),
    ],
)
def test_reading(name: str, value: object, read: dict[str, object]) -> None:
    assert read_facts(SPECS, {name: value}) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sales", 1.5),
        ("sales", "1.005"),
        ("sales", -1),
        ("sales", True),
        ("sales", "一万"),
        ("score", "4.39001"),
        ("score", Decimal("NaN")),
        ("times", "2.5"),
        ("bad", 1),
        ("bad", "也许"),
        ("ticket", "扣分"),
        ("ticket", [1]),
        ("tier", 3),
        ("when", "昨天"),
    ],
)
def test_a_wrong_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(FactError) as refused:
        read_facts(SPECS, {name: value})
    assert refused.value.code == "S002" and refused.value.values["fact"] in {spec.label for spec in SPECS}


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(FactError) as refused:
        read_facts(SPECS, {"累计违规销售额": 1})
    assert refused.value.code == "S001" and refused.value.values["near"].startswith("近30天累计违规销售额")


def test_moments_are_shanghais() -> None:
    midnight = read_moment("违规时间", date(2023, 11, 3))
    assert midnight == datetime(2023, 11, 2, 16, tzinfo=UTC) == read_moment("违规时间", "2023-11-03T00:00:00.9")
