"""Lines of cells between pipes → tables: header, separator, rows; each cell with its place."""

import re
from collections.abc import Iterator, Sequence

from rulec.source import NormalText
from rulec.syntax.document import Block
from rulec.syntax.tables import Cell, Row, Table

_RULER = re.compile(r"^[ |:\-—–=]*$")


def cell_places(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the words of every cell of a line `text[start:end]`, blanks around them left out; an empty cell is an empty place."""
    line = text[start:end].rstrip()
    inner_start = 1 if line.startswith("|") else 0
    inner_end = len(line) - 1 if line.endswith("|") and len(line) > 1 else len(line)
    at = inner_start
    for piece in line[inner_start:inner_end].split("|"):
        first = at + len(piece) - len(piece.lstrip())
        yield start + first, start + max(first, at + len(piece.rstrip()))
        at += len(piece) + 1


def is_ruler(words: str) -> bool:
    """Whether a line of a table only separates: | --- | :---: |."""
    return bool(_RULER.match(words.strip())) and "-" in words


def tables(normal: NormalText, blocks: Sequence[Block], cells: dict[int, tuple[Cell, ...]]) -> tuple[Table, ...]:
    """Runs of neighbouring rows as tables; the line above a separator is the header, else the first line is. `cells` by block."""
    found: list[Table] = []
    run: list[int] = []
    for number in range(len(blocks) + 1):
        if number < len(blocks) and blocks[number].kind == "row":
            run.append(number)
        elif run:
            found.append(_table(normal, blocks, cells, run))
            run = []
    return tuple(found)


def _table(normal: NormalText, blocks: Sequence[Block], cells: dict[int, tuple[Cell, ...]], run: list[int]) -> Table:
    rows: list[Row] = []
    rulers: list[Row] = []
    for number in run:
        block = blocks[number]
        words = normal.text[block.start : block.end]
        row = Row(cells.get(number, ()), number, normal.raw_span(block.body, block.start + len(words.rstrip())))
        (rulers if is_ruler(words) else rows).append(row)
    header = rows[0] if len(rows) > 1 else None
    return Table(header, tuple(rows[1:] if header else rows), tuple(rulers))
