"""Three values: the tables of Kleene, and sets of measures."""

from __future__ import annotations

from itertools import product

import pytest

from rulec.runtime import UNKNOWN, Truth, at_least, concerns, contains, contains_any, negate, otherwise

VALUES: tuple[Truth, ...] = (True, False, UNKNOWN)
ORDER = {False: 0, True: 2}


def rank(value: Truth) -> int:
    return 1 if value is UNKNOWN else ORDER[value is True]


@pytest.mark.parametrize(("one", "other"), list(product(VALUES, VALUES)))
def test_and_is_the_least_and_or_the_greatest(one: Truth, other: Truth) -> None:
    assert rank(one & other) == min(rank(one), rank(other))
    assert rank(one | other) == max(rank(one), rank(other))


def test_not_and_comparisons() -> None:
    assert [rank(negate(value)) for value in VALUES] == [0, 2, 1]
    assert all(found is UNKNOWN for found in (UNKNOWN == 1, UNKNOWN != 1, UNKNOWN <= 1, UNKNOWN < 1, 10 * UNKNOWN, UNKNOWN * 2))
    assert not UNKNOWN


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
def test_at_least_says_what_every_completion_says(values: tuple[Truth, ...]) -> None:
    completions = product(*((True, False) if value is UNKNOWN else (value,) for value in values))
    answers = {one.count(True) >= 2 for one in completions}
    assert at_least(2, *values) is (answers.pop() if len(answers) == 1 else UNKNOWN)


def test_otherwise_holds_where_nothing_else_does() -> None:
    assert otherwise(False, False) is True
    assert otherwise(False, UNKNOWN) is UNKNOWN
    assert otherwise(True, UNKNOWN) is False


def test_a_class_of_measures_depends_on_the_subject() -> None:
    members: dict[str | None, frozenset[str]] = {"商家": frozenset({"全部商品下架"}), "达人": frozenset({"暂停使用购物车功能"})}
    ticket = frozenset({"全部商品下架", "扣分"})
    assert contains_any(ticket, "阻断", members, "商家") is True
    assert contains_any(ticket, "阻断", members, "达人") is False
    assert contains_any(ticket, "阻断", members, UNKNOWN) is UNKNOWN
    assert contains_any(frozenset({"扣分"}), "阻断", members, UNKNOWN) is False
    assert contains_any(frozenset({"阻断"}), "阻断", members, UNKNOWN) is True
    assert contains(UNKNOWN, "扣分") is UNKNOWN and contains(ticket, "扣分") is True
    assert concerns(UNKNOWN, ("商家",)) and not concerns("达人", ("商家",))
