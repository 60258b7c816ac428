"""events.jsonl or events.csv → rows, checked one by one, for the accounts of an announcement."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rulec.build.exact_data import load_json
from rulec.diagnostics import UserError
from rulec.runtime import FactError
from rulec.runtime.timeline import Event, read_events

COLUMNS = ("at", "violation", "points", "measures", "what", "done")
Row = dict[str, Any]


def event_rows(text: str, path: str) -> tuple[Row, ...]:
    """Rows in file order. CSV with a header when the name ends so, else one JSON object a line; figures stay exact.

    UserError B005, B006 for a line that is no JSON, B015 for a row that is no event.
    """
    rows: list[Row] = []
    for where, row in _csv(text, path) if path.endswith(".csv") else _lines(text, path):
        strange = sorted(set(row) - set(COLUMNS))
        if strange:
            raise UserError("B015", path=path, where=where, reason=f"unknown: {', '.join(strange)}")
        events_of([row], path, where)
        rows.append(row)
    return tuple(rows)


def events_of(rows: Iterable[Mapping[str, Any]], path: str, where: str) -> list[Event]:
    """Events as the runtime replays them. UserError B015 for a row that is none."""
    try:
        return read_events(rows)
    except FactError as error:
        reason = f"{error.values['fact']} {error.values['got']}: {error.values['expected']}"
        raise UserError("B015", path=path, where=where, reason=reason) from error


def _lines(text: str, path: str) -> Iterator[tuple[str, Row]]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.strip():
            row = load_json(line, f"{path}:{number}")
            if not isinstance(row, dict):
                raise UserError("B015", path=path, where=str(number), reason="not an object")
            yield str(number), row


def _csv(text: str, path: str) -> Iterator[tuple[str, Row]]:
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), strict=True)
    try:
        for row in reader:
            yield str(reader.line_num), {str(key): value for key, value in row.items() if value not in (None, "")}
    except csv.Error as error:
        raise UserError("B015", path=path, where=str(reader.line_num), reason=str(error)) from error
