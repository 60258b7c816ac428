"""A change of an account → events after which both versions stand elsewhere: one violation, or one on each side of a day of reset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rulec.diff.changes.judged import Judged
from rulec.diff.input import DiffInput, Events
from rulec.diff.match import Match
from rulec.diff.model import Json, Witness
from rulec.ir import model as ir

TRIES = 40
DAY = "2024-03-01T12:00:00+08:00"
"""A day like any other, in the middle of no period."""
AROUND = (("2024-06-29T12:00:00+08:00", "2024-07-02T12:00:00+08:00"), ("2024-12-30T12:00:00+08:00", "2025-01-02T12:00:00+08:00"))
"""Days before and after the middle and the end of a year, where accounts are cleared."""


def account_witness(judged: Judged, found: Match) -> Witness | None:
    """The first events that tell the two versions apart; None where none of those tried does."""
    sides = (found.old.given, found.new.given)
    accounts = tuple(_named(side, judged.at.account) for side in sides)
    if accounts[0] is None or accounts[1] is None or sides[0].timeline is None or sides[1].timeline is None:
        return None
    for tried, events in enumerate(_events(accounts[0], accounts[1])):
        if tried >= TRIES:
            break
        old, new = sides[0].timeline(accounts[0].name, events), sides[1].timeline(accounts[1].name, events)
        if course(old) != course(new):
            return Witness({"account": accounts[1].name, "events": list(events)}, None, old, new, _said(events))
    return None


def course(decision: Json) -> object:
    """What happened to an account, in a form that two versions share."""
    timeline = decision.get("timeline")
    assert isinstance(timeline, Mapping)
    entries = [
        (e["points"], e["total"], e["balance"], [(m["action"], m["object"], m["duration"], m["amount"]) for m in e["measures"]])
        for e in timeline["entries"]
    ]
    running = [(one["measure"]["action"], one["measure"]["object"], one["start"], one["end"], one["replaced_at"]) for one in timeline["running"]]
    return entries, running, [(one["at"], one["after"]) for one in timeline["resets"]]


def _named(side: DiffInput, name: str | None) -> ir.Account | None:
    accounts = side.rule_set.accounts
    return next((a for a in accounts if a.name == name), accounts[0] if len(accounts) == 1 else None)


def _events(old: ir.Account, new: ir.Account) -> Iterator[Events]:
    totals = {total for a in (old, new) for n in a.nodes for total in (n.at, n.low, n.high, n.from_, n.every) if total is not None}
    figures = sorted({int(total) + near for total in totals for near in (0, -1, 1) if total + near > 0} or {1})
    for points in figures:
        yield ({"at": DAY, "points": str(points)},)
    for before, after in AROUND:
        for points in figures:
            yield ({"at": before, "points": str(points)}, {"at": after, "points": "1"})


def _said(events: Events) -> str:
    return "；".join(f"{event['at'][:10]} {event['points']}分" for event in events)
