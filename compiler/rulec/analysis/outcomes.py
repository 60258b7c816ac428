"""Measures → whether they come to the same, and which of two weighs heavier."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from rulec.ir.model import All, Amount, Fixed, Measure, Permanent, Range, Rate, ValueSet

Weight = Literal["heavier", "lighter", "equal"] | None


def outcome(measures: Sequence[Measure], modality: str) -> frozenset[tuple[object, ...]]:
    """What measures come to, without places and ids: each by action, aim, sums and modality."""
    return frozenset((*aim(measure), sums(measure), measure.modality or modality) for measure in measures)


def aim(measure: Measure) -> tuple[object, ...]:
    """What is done to whom: two measures of one aim are rivals."""
    return (measure.action, measure.object, measure.targets)


def sums(measure: Measure) -> tuple[object, ...]:
    """How much, how long, within what time."""
    return (measure.amount, measure.duration, measure.within)


def compared(one: Amount | None, other: Amount | None) -> Weight:
    """How `other` weighs against `one`; None where the two cannot be compared."""
    if one == other:
        return "equal"
    if isinstance(one, Permanent) or isinstance(other, Permanent):
        return "lighter" if isinstance(one, Permanent) else "heavier"
    first, second = _ends(one), _ends(other)
    if first is None or second is None or first[0] != second[0]:
        return None
    signs = {_sign(a, b) for a, b in zip(first[1], second[1], strict=True)} - {"equal"}
    return "equal" if not signs else signs.pop() if len(signs) == 1 else None


def weighed(one: Sequence[Measure], other: Sequence[Measure]) -> dict[tuple[object, ...], Weight]:
    """For each aim that both lists of measures have once: how the other's sum weighs against the first's."""
    found: dict[tuple[object, ...], Weight] = {}
    for first in one:
        rivals = [second for second in other if aim(second) == aim(first)]
        if len(rivals) == 1 and sum(aim(again) == aim(first) for again in one) == 1:
            by_sum, by_time = compared(first.amount, rivals[0].amount), compared(first.duration, rivals[0].duration)
            found[aim(first)] = by_time if by_sum == "equal" else by_sum if by_time == "equal" else None
    return found


def _ends(amount: Amount | None) -> tuple[tuple[object, ...], tuple[Decimal | None, ...]] | None:
    """What an amount is measured in, and its figures from low to high."""
    match amount:
        case Fixed(value, unit, per):
            return (unit, per), (value, value)
        case Range(low, high, _, _, unit, per):
            return (unit, per), (low, high)
        case ValueSet(values, unit, per):
            return (unit, per), (min(values), max(values))
        case Rate():
            return ("rate", amount.type, amount.of, amount.per), (amount.low, amount.high, amount.floor, amount.cap)
        case All(of):
            return ("all", of), (None, None)
        case _:
            return None


def _sign(one: Decimal | None, other: Decimal | None) -> Weight:
    if one == other:
        return "equal"
    if one is None or other is None:
        return None
    return "heavier" if other > one else "lighter"
