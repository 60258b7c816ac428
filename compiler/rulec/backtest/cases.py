"""A file of cases (CSV, JSONL, Parquet) → rows of named values, exactly as written. Parquet is read by duckdb, an extra."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from rulec.diagnostics import UserError

Row = Mapping[str, object]
MANY = 5_000_000  # rows; more is refused rather than half read


def read_cases(path: Path) -> Iterator[tuple[int, Row]]:
    """Line number (from 1; the header is line 1 of a CSV) and values of each case. Figures are exact; a blank cell is unknown.

    UserError B001 for a file that cannot be read, B052 for a row that is no case, B053 where Parquet is asked for without duckdb.
    """
    kind = path.suffix.lower()
    if kind == ".parquet":
        yield from _parquet(path)
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("B001", path=path.name, reason=getattr(error, "strerror", None) or str(error)) from error
    yield from _jsonl(path.name, text) if kind in (".jsonl", ".ndjson", ".json") else _csv(path.name, text)


def _csv(name: str, text: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, ())]
        if not header or len(set(header)) != len(header) or not all(header):
            raise UserError("B052", path=name, line="1", reason="header: every column needs a name of its own")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise UserError("B052", path=name, line=str(reader.line_num), reason=f"{len(cells)} cells, {len(header)} columns")
            yield reader.line_num, {column: cell for column, cell in zip(header, cells, strict=True) if cell.strip()}
    except csv.Error as error:
        raise UserError("B052", path=name, line=str(reader.line_num), reason=str(error)) from error


def _jsonl(name: str, text: str) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once_each)
        except (ValueError, RecursionError) as error:
            raise UserError("B052", path=name, line=str(number), reason=str(error)) from error
        if not isinstance(row, dict):
            raise UserError("B052", path=name, line=str(number), reason="a case is an object of facts")
        yield number, {key: value for key, value in row.items() if value is not None}


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number")


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are all different: of two values for one fact neither is to be believed."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _parquet(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        import duckdb
    except ImportError as error:
        raise UserError("B053", path=path.name) from error
    connection = duckdb.connect()
    try:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        columns = [column[0] for column in found.description or ()]
        for number, row in enumerate(iter(found.fetchone, None), 1):
            values = dict(zip(columns, row, strict=True))
            floats = sorted(key for key, value in values.items() if _has_float(value))
            if floats:  # a binary fraction is not the figure that somebody wrote
                raise UserError("B052", path=path.name, line=str(number), reason=f"{floats[0]}: floating point; store DECIMAL or text")
            yield number, {key: _exact(value) for key, value in values.items() if value is not None}
    except duckdb.Error as error:
        raise UserError("B001", path=path.name, reason=str(error).split("\n")[0]) from error
    finally:
        connection.close()


def _has_float(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_float, value.values()))
    return any(map(_has_float, value)) if isinstance(value, (list, tuple)) else isinstance(value, float)


def _exact(value: object) -> object:
    if isinstance(value, (bool, int, str, Decimal, list)):
        return value
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat is not None else str(value)
