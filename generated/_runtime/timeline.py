"""What became of an account: every event with its nodes, what runs when, what was reset, what can be read in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from .amounts import Amount, Fixed, Permanent
from .decided import measure_json
from .facts import FactError, read_moment, read_value, shown
from .money import PLACES, plain
from .periods import FOR_GOOD, shown_end
from .specs import FactSpec, Measure

Points = int
"""Points as an integer of `money.PLACES` decimal places."""


class Event(NamedTuple):
    """A violation at a moment, its points (a decimal), its own measures; or how many of `what` were `done` to win points back."""

    at: datetime
    points: str = "0"
    violation: str = ""
    measures: tuple[Measure, ...] = ()
    what: str = ""
    done: str = "0"


class Reached(NamedTuple):
    """A node that an event crossed; `applied` unless a stricter one of the same event stands alone."""

    at: str
    measures: tuple[Measure, ...]
    applied: bool
    span: tuple[int, int]

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        measures = [measure_json(measure, measure.amount) for measure in self.measures]
        return {"at": self.at, "applied": self.applied, "measures": measures, "span": list(self.span)}


class Entry(NamedTuple):
    """One event: what it cost after caps, the total after it, the balance where the account has one, the nodes it crossed."""

    event: Event
    points: str
    total: str
    balance: str | None
    nodes: tuple[Reached, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All that this event brings: its own measures, then those of the nodes."""
        return (*self.event.measures, *(measure for node in self.nodes if node.applied for measure in node.measures))

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "at": self.event.at.isoformat(),
            "violation": self.event.violation,
            "points": self.points,
            "total": self.total,
            "balance": self.balance,
            "nodes": [node.to_json() for node in self.nodes],
            "measures": [measure_json(measure, measure.amount) for measure in self.measures],
        }


class Running(NamedTuple):
    """A measure that lasts, from `start` until before `end` (FOR_GOOD, or None where it cannot be reckoned).

    `cut` is when a stricter one took over.
    """

    measure: Measure
    start: datetime
    end: datetime | None
    cut: datetime | None = None

    def runs(self, moment: datetime) -> bool:
        """Whether it runs at `moment`."""
        end = self.end if self.cut is None else self.cut
        return self.start <= moment and (end is None or end is FOR_GOOD or moment < end)

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "measure": measure_json(self.measure, self.measure.amount),
            "start": self.start.isoformat(),
            "end": shown_end(self.end),
            "replaced_at": None if self.cut is None else self.cut.isoformat(),
        }


class Cleared(NamedTuple):
    """A reset: the last second of the old period, what the total was then, and what it is after."""

    at: datetime
    before: str
    after: str

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {"at": self.at.isoformat(), "before": self.before, "after": self.after}


def read_events(given: Iterable[Mapping[str, Any]]) -> list[Event]:
    """Events as published: `at`, `points`, `violation`, `measures` (action, text, object, duration), or `what` and `done`.

    Raises FactError S002 for what is no moment, no figure, no measure.
    """
    found: list[Event] = []
    for event in given:
        measures = event.get("measures") or ()
        if not isinstance(measures, list | tuple) or not all(
            isinstance(one, dict) and isinstance(one.get("action"), str) for one in measures
        ):
            raise FactError("S002", fact="measures", expected="a list of measures", got=shown(measures))
        own = tuple(_own_measure(one) for one in measures)
        figures = {}
        for name in ("points", "done"):
            figures[name] = plain(_figure(FactSpec(name, name, "number", digits=PLACES, low=0), event.get(name, 0)), PLACES)
        at = read_moment("at", event.get("at"))
        found.append(Event(at, figures["points"], str(event.get("violation", "")), own, str(event.get("what", "")), figures["done"]))
    return found


def _figure(spec: FactSpec, value: object) -> int:
    figure = read_value(spec, value)
    if not isinstance(figure, int) or figure < 0:
        raise FactError("S002", fact=spec.label, expected="a figure that is not negative", got=shown(value))
    return figure


def _own_measure(given: Mapping[str, Any]) -> Measure:
    duration = given.get("duration")
    lasts: Amount | None = None
    if isinstance(duration, dict):
        lasts = (
            Permanent() if duration.get("type") == "permanent" else Fixed(str(duration.get("value", "")), str(duration.get("unit", "day")))
        )
    words = given.get("text") or given.get("object") or given["action"]
    return Measure("", "", given["action"], str(words), (0, 0), object=given.get("object"), duration=lasts)


class Timeline(NamedTuple):
    """What `replay` returns. `findings` name what can be read in two ways; `assumed` what was taken for granted."""

    account: str
    entries: tuple[Entry, ...]
    running: tuple[Running, ...]
    resets: tuple[Cleared, ...]
    findings: tuple[dict[str, Any], ...]
    assumed: tuple[dict[str, Any], ...]

    def at(self, moment: datetime) -> tuple[Measure, ...]:
        """The lasting measures that run at `moment`."""
        return tuple(one.measure for one in self.running if one.runs(moment))

    def total(self, moment: datetime) -> str:
        """The points at `moment`: after all events and resets up to it."""
        found, when = "0", None
        for entry in self.entries:
            if entry.event.at <= moment:
                found, when = entry.total, entry.event.at
        for reset in self.resets:
            if reset.at < moment and (when is None or when <= reset.at):
                found = reset.after
        return found

    def to_json(self) -> dict[str, Any]:
        """The published shape (`rulec.timeline/1`)."""
        return {
            "schema": "rulec.timeline/1",
            "account": self.account,
            "entries": [entry.to_json() for entry in self.entries],
            "running": [one.to_json() for one in self.running],
            "resets": [reset.to_json() for reset in self.resets],
            "findings": list(self.findings),
            "assumed": list(self.assumed),
        }
