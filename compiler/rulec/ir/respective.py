"""刷单2次和4次的,分别扣6分和12分: lists that belong to one another, one to one → a group of conditions and sanctions for each pair."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rulec.syntax.clauses import AmountPhrase, ComparisonPhrase, MeasurePhrase, OccurrencePhrase, Phrase, Relation, Segment
from rulec.syntax.statements import Group


def paired(group: Group) -> tuple[Group, ...]:
    """One group for each place of the lists of a group, or () where there are none or they are not equally long.

    A list that stays is marked `respective` in its amount; whoever lowers it says that it was not understood.
    """
    condition, sanction = _lengths(group.leads), _lengths(group.effects)
    if len(condition) != 1 or condition != sanction:
        return ()
    (count,) = condition
    return tuple(
        replace(group, leads=_at(group.leads, place), effects=_at(group.effects, place), exception=group.exception if not place else None)
        for place in range(count)
    )


def _lengths(segments: Sequence[Segment]) -> set[int]:
    return {len(values) for segment in segments for part in segment.parts for values in _lists(part)}


def _lists(part: Phrase) -> list[tuple[Decimal, ...]]:
    match part:
        case ComparisonPhrase():
            amounts = [part.amount]
        case MeasurePhrase():
            amounts = [*part.amounts, *([part.duration] if part.duration is not None else [])]
        case OccurrencePhrase():
            return [part.values] if part.values else []
        case _:
            return []
    return [amount.values for amount in amounts if amount.respective]


def _at(segments: Sequence[Segment], place: int) -> tuple[Segment, ...]:
    return tuple(replace(segment, parts=tuple(_part(part, place) for part in segment.parts)) for segment in segments)


def _part(part: Phrase, place: int) -> Phrase:
    match part:
        case ComparisonPhrase() if part.amount.respective:
            amount = _amount(part.amount, place)
            return replace(part, amount=amount, relations=_equal(amount))
        case OccurrencePhrase() if part.values:
            return replace(part, values=(), relations=(("eq", part.values[place]),))
        case MeasurePhrase():
            duration = _amount(part.duration, place) if part.duration is not None else None
            return replace(part, amounts=tuple(_amount(amount, place) for amount in part.amounts), duration=duration)
        case _:
            return part


def _amount(amount: AmountPhrase, place: int) -> AmountPhrase:
    if not amount.respective:
        return amount
    value = amount.values[place]
    return replace(amount, low=value, high=value, bounded=False, values=(), respective=False)


def _equal(amount: AmountPhrase) -> tuple[tuple[Relation, Decimal], ...]:
    return (("eq", amount.low),) if amount.low is not None else ()
