"""How long a measure runs: durations → ends, in Shanghai's calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

from .amounts import Amount, Fixed, Permanent

LENGTHS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
FOR_GOOD = datetime.max
"""The end of what does not end; without a zone, it is compared by `later` only."""


def end_of(start: datetime, duration: Amount | None) -> datetime | None:
    """When what begins at `start` ends: FOR_GOOD, or None where it cannot be reckoned (a range, a hole, working days)."""
    if isinstance(duration, Permanent):
        return FOR_GOOD
    if not isinstance(duration, Fixed) or not duration.value.isdecimal():
        return None
    number = int(duration.value)
    if duration.unit in LENGTHS:
        return start + number * LENGTHS[duration.unit]
    if duration.unit in ("month", "year"):
        return add_months(start, number * (12 if duration.unit == "year" else 1))
    return None


def add_months(start: datetime, months: int) -> datetime:
    """The same day of a later month, or its last day where it has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):
        try:
            return start.replace(year=start.year + years, month=month + 1, day=day)
        except ValueError:
            continue
    return start.replace(year=start.year + years, month=month + 1)


def later(one: datetime, other: datetime) -> datetime:
    """The later of two ends."""
    if one is FOR_GOOD or other is FOR_GOOD:
        return FOR_GOOD
    return max(one, other)


def shown_end(end: datetime | None) -> str | None:
    """An end as published: a time, `permanent`, or null where it cannot be reckoned."""
    return None if end is None else "permanent" if end is FOR_GOOD else end.isoformat()
