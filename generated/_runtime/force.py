"""Whether a rule is in force on a given day, in Asia/Shanghai."""

from __future__ import annotations

from datetime import date, datetime

from .facts import SHANGHAI, FactError, shown
from .specs import Force

BINDING = ("in_force", "unasked")
"""States in which a rule is decided without being asked to assume anything."""


def day_of(moment: date | datetime) -> date:
    """The calendar day of `moment` in Shanghai; FactError S002 for a time of day without a zone, or for what is no date."""
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise FactError("S002", fact="as_of", expected="a date, or a time of day with its zone", got=shown(moment))
        return moment.astimezone(SHANGHAI).date()
    if not isinstance(moment, date):
        raise FactError("S002", fact="as_of", expected="YYYY-MM-DD", got=shown(moment))
    return moment


def force_on(force: Force, as_of: date | datetime | None) -> str:
    """`in_force`, `not_yet`, `ended`, `draft`, `undated`, or `unasked` where no day is given."""
    day = None if as_of is None else day_of(as_of).isoformat()
    if force.draft:
        return "draft"
    if force.start is None:
        return "undated"
    if day is None:
        return "unasked"
    if day < force.start:
        return "not_yet"
    return "ended" if force.end is not None and day >= force.end else "in_force"
