"""events.jsonl or events.csv → deductions in order of time, for the accounts of an announcement."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from rulec.build.exact_data import load_json
from rulec.build.facts import SHANGHAI, moment_from_words
from rulec.diagnostics import UserError

COLUMNS = ("at", "violation", "points")


@dataclass(frozen=True, slots=True)
class Event:
    """Points deducted at a moment (Asia/Shanghai unless it names its zone), for which violation if that is known."""

    at: datetime
    points: Decimal
    violation: str | None = None


def read_events(text: str, path: str) -> tuple[Event, ...]:
    """Events by time, those of one moment in file order. CSV when the name ends so, else one JSON object a line.

    UserError B005, B006, B015.
    """
    rows = _csv(text, path) if path.endswith(".csv") else _lines(text, path)
    return events_of(rows, path)


def events_of(rows: Iterable[tuple[str, Mapping[str, object]]], path: str) -> tuple[Event, ...]:
    """Events of rows that name their place. UserError B015 for a row that is none."""
    return tuple(sorted((_event(row, where, path) for where, row in rows), key=lambda event: event.at))


def _lines(text: str, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.strip():
            row = load_json(line, f"{path}:{number}")
            if not isinstance(row, dict):
                raise UserError("B015", path=path, where=str(number), reason="not an object")
            yield str(number), row


def _csv(text: str, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), strict=True)
    try:
        for row in reader:
            yield str(reader.line_num), {str(key): value for key, value in row.items() if value not in (None, "")}
    except csv.Error as error:
        raise UserError("B015", path=path, where=str(reader.line_num), reason=str(error)) from error


def _event(row: Mapping[str, object], where: str, path: str) -> Event:
    strange = sorted(set(map(str, row)) - set(COLUMNS))
    if strange:
        raise UserError("B015", path=path, where=where, reason=f"unknown: {', '.join(strange)}")
    at, points, violation = row.get("at"), row.get("points"), row.get("violation")
    try:
        moment = moment_from_words(str(at).strip())
        figure = Decimal(str(points).strip()) if not isinstance(points, bool) else None
    except (ValueError, InvalidOperation) as error:
        raise UserError("B015", path=path, where=where, reason=f"at {at}, points {points}") from error
    if figure is None or not figure.is_finite() or figure < 0:
        raise UserError("B015", path=path, where=where, reason=f"points {points}")
    if violation is not None and not isinstance(violation, str):
        raise UserError("B015", path=path, where=where, reason=f"violation {violation}")
    return Event(_start(moment), figure, violation)


def _start(moment: date | datetime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=SHANGHAI)
