"""Points that one announcement takes away → what the account of another makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .book import POINTS_BEFORE
from .book_rows import Row, qualified
from .facts import SHANGHAI, FactError, read_value, shown
from .money import PLACES, plain, scaled
from .specs import FactSpec

if TYPE_CHECKING:
    from .book_parts import Part, Question

FIRST_DAY = datetime(2000, 1, 1, tzinfo=SHANGHAI)
"""The moment of a case whose moment nobody gives: an account is then looked at as if it had not been reset in between."""


def account_of(question: Question, parts: Sequence[Part], measures: Sequence[Row]) -> Row | None:
    """The account that the points of `measures` go to: before, taken away, after, the nodes reached and their `measures`; None where no
    part keeps one or no points are taken. Without the points before the case, what it comes to stays open (`missing`)."""
    taken = [row for row in measures if row["action"] == "deduct_points"]
    keepers = [part for part in parts if getattr(question.loaded(part), "ACCOUNTS", None)]
    if not taken or not keepers:
        return None
    part = keepers[0]
    accounts: dict[str, Any] = question.loaded(part).ACCOUNTS
    amounts = [row["amount"] for row in taken]
    whole = all(amount is not None and amount["type"] == "fixed" and amount.get("per") is None for amount in amounts)
    points = sum((Decimal(amount["value"]) for amount in amounts), Decimal(0)) if whole else None
    name = next(iter(accounts)) if len(accounts) == 1 else None
    found: Row = {"announcement": part.rule, "account": name, "before": None, "deducted": None, "after": None, "nodes": [], "missing": []}
    found["measures"] = []
    if points is not None:
        found["deducted"] = _text(points)
    before = _before(question)
    if name is None or points is None:
        return found
    if before is None:
        found["missing"] = [POINTS_BEFORE]
        return found
    from .account import replay_account
    from .decided import Decided
    from .timeline import Event

    at = question.terms.as_of
    moment = at if isinstance(at, datetime) else FIRST_DAY if at is None else datetime(at.year, at.month, at.day, tzinfo=SHANGHAI)
    events = [Event(moment, before)] if before != "0" else []
    line = replay_account(accounts[name], [*events, Event(moment, _text(points))])
    last = line.entries[-1]
    found |= {"before": before, "after": last.total}
    for node in last.nodes:
        found["nodes"].append({**node.to_json(), "announcement": part.rule})
        if node.applied:
            because = [qualified(part.rule, f"{name}{node.at}")]
            found["measures"] += [{**Decided.of(measure).to_json(), "because": because} for measure in node.measures]
    return found


def _before(question: Question) -> str | None:
    """The points before the case, as a plain decimal; None where nobody gives them. FactError S002 for what is no such number."""
    value = question.given.get(POINTS_BEFORE)
    if value is None:
        return None
    question.used.add(POINTS_BEFORE)
    figure = read_value(FactSpec(POINTS_BEFORE, POINTS_BEFORE, "number", digits=PLACES, low=0), value)
    if not isinstance(figure, int) or figure < 0:
        raise FactError("S002", fact=POINTS_BEFORE, expected="points, not negative", got=shown(value))
    return plain(figure, PLACES)


def _text(points: Decimal) -> str:
    return plain(scaled(format(points, "f"), PLACES), PLACES)
