"""Points over time: events go in, a timeline comes out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .money import PLACES, plain, scaled
from .periods import FOR_GOOD, add_months, end_of, later, shown_end
from .specs import Measure, Span
from .timeline import Cleared, Entry, Event, Reached, Running, Timeline

STRICTNESS = {"warn": 0, "restrict": 1, "suspend_business": 2, "expel": 3}
"""Measures that are ordered among each other; what is not here is not."""


class Node(NamedTuple):
    """A threshold: `at` with `rel`; or a band `low` to `high`; or a series, each `every` from `from_` on."""

    span: Span
    at: str | None = None
    rel: str = "ge"
    low: str | None = None
    high: str | None = None
    every: str | None = None
    from_: str | None = None
    measures: tuple[Measure, ...] = ()


class WindowCap(NamedTuple):
    """At most `limit` points within any `length` days."""

    limit: str
    length: int


class Recovery(NamedTuple):
    """`points` come back for each `every` of `what`, up to `upto` in all."""

    every: str
    what: str
    points: str
    upto: str | None = None


class Account(NamedTuple):
    """An account as its text describes it. `reset_at` is `MM-DDTHH:MM:SS`, several with a comma between; `reset_months` a period from the first event instead;
    `kept` is the total (relation, points) at which a reset does not take place."""

    name: str
    unit: str
    span: Span
    nodes: tuple[Node, ...] = ()
    initial: str | None = None
    shown_as: str = "deducted"
    reset_at: str | None = None
    reset_months: int | None = None
    reset_span: Span = (0, 0)
    kept: tuple[str, str] | None = None
    concurrency: str | None = None
    concurrency_span: Span | None = None
    caps: tuple[WindowCap, ...] = ()
    recovery: tuple[Recovery, ...] = ()


def replay_account(account: Account, events: Iterable[Event], until: datetime | None = None) -> Timeline:
    """Replay events through `account`, in the order of their moments, and on to `until` if it is given (resets, no events).

    What the text leaves open is listed in `assumed` and `findings`.
    """
    return _Ledger(account).replay(sorted(events, key=lambda event: event.at), until)


class _Ledger:
    def __init__(self, account: Account) -> None:
        self.account = account
        self.initial = None if account.initial is None else _points(account.initial)
        self.total = 0
        self.start: datetime | None = None
        self.done: dict[str, int] = {}
        self.restored: dict[str, int] = {}
        self.counted: list[tuple[datetime, int]] = []
        self.entries: list[Entry] = []
        self.running: list[Running] = []
        self.resets: list[Cleared] = []
        self.findings: list[dict[str, Any]] = []
        self.assumed: list[dict[str, Any]] = []

    def replay(self, events: list[Event], until: datetime | None) -> Timeline:
        for event in events:
            self._reset_before(event.at)
            if self.start is None:
                self.start = event.at
            before = self.total
            points = self._capped(event) if event.points != "0" else -self._recovered(event)
            self.total = max(0, before + points)
            nodes = self._crossed(before, self.total) if self.total > before else []
            balance = None if self.initial is None else _text(max(0, self.initial - self.total))
            self.entries.append(Entry(event, _text(points), _text(self.total), balance, tuple(nodes)))
            for measure in self.entries[-1].measures:
                self._run(measure, event.at)
        if until is not None:
            self._reset_before(until)
        done = (tuple(self.entries), tuple(self.running), tuple(self.resets), tuple(self.findings), tuple(self.assumed))
        return Timeline(self.account.name, *done)

    # ---- points

    def _capped(self, event: Event) -> int:
        points = _points(event.points)
        for cap in self.account.caps:
            since = (event.at - timedelta(days=cap.length - 1)).date()
            within = sum(counted for at, counted in self.counted if at.date() >= since)
            points = min(points, max(0, _points(cap.limit) - within))
        self.counted.append((event.at, points))
        return points

    def _recovered(self, event: Event) -> int:
        restored = 0
        for recovery in self.account.recovery:
            if recovery.what == event.what:
                every = _points(recovery.every)
                before = self.done.get(event.what, 0)
                self.done[event.what] = before + _points(event.done)
                steps = self.done[event.what] // every - before // every
                points = steps * _points(recovery.points)
                if recovery.upto is not None:
                    points = min(points, max(0, _points(recovery.upto) - self.restored.get(event.what, 0)))
                self.restored[event.what] = self.restored.get(event.what, 0) + points
                restored += points
        return restored

    def _reset_before(self, moment: datetime) -> None:
        for last in self._resets(moment):
            kept = self.account.kept
            if kept is not None and _holds(kept[0], self.total, _points(kept[1])):
                continue
            if self.account.reset_at is not None:
                self._assume("清零", last.isoformat(), "the second of the reset itself belongs to the old period")
            else:
                began = self.start.isoformat() if self.start is not None else ""
                self._assume("周期起点", began, "the start of the period is no event; the first event stands for it")
            self.resets.append(Cleared(last, _text(self.total), "0"))
            self.total = 0

    def _resets(self, moment: datetime) -> list[datetime]:
        """The last seconds of all periods that ended between the event before and `moment`."""
        if self.start is None:
            return []
        since = self.entries[-1].event.at if self.entries else self.start
        if self.account.reset_at is not None:
            days = self.account.reset_at.split(",")
            yearly = [datetime.fromisoformat(f"{year:04d}-{day}") for year in range(since.year, moment.year + 1) for day in days]
            return [last for last in (one.replace(tzinfo=moment.tzinfo) for one in yearly) if since <= last < moment]
        found: list[datetime] = []
        if self.account.reset_months:
            periods, end = 1, add_months(self.start, self.account.reset_months)
            while end <= moment:
                if end > since:
                    found.append(end - timedelta(seconds=1))
                periods += 1
                end = add_months(self.start, self.account.reset_months * periods)
        return found

    # ---- nodes

    def _value(self, total: int) -> int:
        return total if self.account.shown_as == "deducted" or self.initial is None else self.initial - total

    def _crossed(self, before: int, after: int) -> list[Reached]:
        old, new = self._value(before), self._value(after)
        found: list[Reached] = []
        for node in self.account.nodes:
            if node.every is not None:
                first, every = _points(node.from_ if node.from_ is not None else node.every), _points(node.every)
                at = first
                while at <= new:
                    if old < at:
                        found.append(Reached(_text(at), node.measures, True, node.span))
                    at += every
            elif node.at is not None:
                if _holds(node.rel, new, _points(node.at)) and not _holds(node.rel, old, _points(node.at)):
                    found.append(Reached(node.at, node.measures, True, node.span))
            elif _within(node, new) and not _within(node, old) and node.measures:
                found.append(Reached(f"{node.low}-{node.high}", node.measures, True, node.span))
        if self.account.concurrency != "strictest" or len(found) < 2:
            return found
        severities = [_severity(one) for one in found]
        strictest = max(range(len(found)), key=lambda i: (severities[i] or (0, timedelta(0)), i))
        if None in severities:
            strictest = len(found) - 1
            why = "the text wants the strictest measure; no order among these is known, so the highest node stands"
            self.findings.append({"code": "strictness", "nodes": [one.at for one in found], "default": found[strictest].at, "why": why})
        return [one._replace(applied=i == strictest) for i, one in enumerate(found)]

    # ---- what runs

    def _run(self, measure: Measure, start: datetime) -> None:
        if measure.duration is None and measure.action != "expel":
            return
        end = FOR_GOOD if measure.duration is None else end_of(start, measure.duration)
        before = [i for i, one in enumerate(self.running) if one.measure.action == measure.action and one.runs(start)]
        if self.account.concurrency == "strictest" and end is not None:
            for i in before:
                other = self.running[i]
                if other.end is None:
                    continue
                self._two_readings(other, measure, start, end)
                if later(other.end, end) == other.end and other.end != end:
                    return
                self.running[i] = other._replace(cut=start)
        self.running.append(Running(measure, start, end))

    def _two_readings(self, other: Running, measure: Measure, start: datetime, end: datetime) -> None:
        """Strictest by the longest duration, or by the end that comes last: both, where they differ."""
        if other.end is None or FOR_GOOD in (other.end, end):
            return
        longest = other.end if other.end - other.start > end - start else end
        last = later(other.end, end)
        span = self.account.concurrency_span
        if longest != last:
            readings = [{"reading": "longest_days", "end": shown_end(longest)}, {"reading": "ends_last", "end": shown_end(last)}]
            where = {"at": start.isoformat(), "measure": measure.text, "span": None if span is None else list(span)}
            self.findings.append({"code": "readings", **where, "readings": readings, "default": "ends_last"})
            self._assume("最严的处理措施", shown_end(last) or "", "of measures of one kind, the one that ends last runs")

    def _assume(self, fact: str, value: str, why: str) -> None:
        span = self.account.reset_span if fact in ("清零", "周期起点") else self.account.concurrency_span
        entry = {"fact": fact, "value": value, "why": why, "span": None if span is None else list(span)}
        if entry not in self.assumed:
            self.assumed.append(entry)


def _points(text: str) -> int:
    return scaled(text, PLACES)


def _text(points: int) -> str:
    return plain(points, PLACES)


def _holds(rel: str, value: int, bound: int) -> bool:
    return {
        "ge": value >= bound,
        "gt": value > bound,
        "le": value <= bound,
        "lt": value < bound,
        "eq": value == bound,
        "ne": value != bound,
    }[rel]


def _within(node: Node, value: int) -> bool:
    return (node.low is None or value >= _points(node.low)) and (node.high is None or value <= _points(node.high))


def _severity(reached: Reached) -> tuple[int, timedelta] | None:
    """How strict a node is: by its strictest measure, then by how long it lasts; None where a measure has no place in the order."""
    ends: list[tuple[int, timedelta]] = []
    for measure in reached.measures:
        rank, start = STRICTNESS.get(measure.action), datetime(2000, 1, 1)
        if rank is None:
            return None
        end = end_of(start, measure.duration)
        ends.append((rank, timedelta(0) if end is None else end - start))
    return max(ends, default=(0, timedelta(0)))
