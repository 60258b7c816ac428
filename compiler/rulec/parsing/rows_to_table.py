"""Lines of cells between pipes → tables: header, separator, rows; each cell with its place."""

import re
from collections.abc import Collection, Iterator, Sequence

from rulec.ingest.markup import ABOVE, LEFT
from rulec.source import NormalText
from rulec.syntax.document import Block
from rulec.syntax.tables import Cell, Row, Table

_AS_ABOVE = frozenset({ABOVE, "同上", "″", '"', "”"})
MOST_HEADER_LINES = 3
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


def tables(
    normal: NormalText, blocks: Sequence[Block], cells: dict[int, tuple[Cell, ...]], apart: Collection[int] = ()
) -> tuple[Table, ...]:
    """Runs of neighbouring rows as tables; the line above a separator is the header, else the first line is. `cells` by block.

    `apart` are rows that belong to no table. An empty line inside a table (each row a paragraph of its own) does not end it.
    """
    found: list[Table] = []
    run: list[int] = []
    for number in range(len(blocks) + 1):
        if number < len(blocks) and blocks[number].kind == "row" and number not in apart:
            if len(run) > 1 and _ruled(normal, blocks, [number + 1]):  # the header of the next table
                found.append(_table(normal, blocks, cells, run))
                run = []
            run.append(number)
        elif run and not _goes_on(normal, blocks, cells, run, number):
            found.append(_table(normal, blocks, cells, run))
            run = []
    return tuple(found)


def _ruled(normal: NormalText, blocks: Sequence[Block], numbers: Sequence[int]) -> bool:
    return any(n < len(blocks) and blocks[n].kind == "row" and is_ruler(normal.text[blocks[n].start : blocks[n].end]) for n in numbers)


def _goes_on(normal: NormalText, blocks: Sequence[Block], cells: dict[int, tuple[Cell, ...]], run: list[int], number: int) -> bool:
    """Whether the rows behind an empty line are the same table: as wide, and without a header of their own."""
    while number < len(blocks) and blocks[number].kind == "blank":
        number += 1
    if number >= len(blocks) or blocks[number].kind != "row":
        return False
    ruled = _ruled(normal, blocks, run)
    if is_ruler(normal.text[blocks[number].start : blocks[number].end]):
        return not ruled
    following = number + 1
    while following < len(blocks) and blocks[following].kind == "blank":
        following += 1
    headed = _ruled(normal, blocks, [following])
    last = next((at for at in reversed(run) if cells.get(at)), None)
    return not headed and last is not None and len(cells.get(number, ())) == len(cells[last])


def _table(normal: NormalText, blocks: Sequence[Block], cells: dict[int, tuple[Cell, ...]], run: list[int]) -> Table:
    rows: list[Row] = []
    rulers: list[Row] = []
    ruled = 0  # rows above the first ruler
    for number in run:
        block = blocks[number]
        words = normal.text[block.start : block.end]
        row = Row(cells.get(number, ()), number, normal.raw_span(block.body, block.start + len(words.rstrip())))
        if is_ruler(words):
            ruled = ruled or len(rows)
            rulers.append(row)
        else:
            rows.append(row)
    titles = tuple(row for row in rows if _is_title(row))
    ruled -= sum(1 for row in titles if row in rows[:ruled])
    rows = [row for row in rows if row not in titles]
    count = _header_lines(rows, ruled)
    heads = _expanded(rows[:count])
    body = tuple(_expanded(rows[count:]))
    if not heads:
        return Table(None, body, tuple(rulers), (), titles)
    return Table(_header(heads), body, tuple(rulers), tuple(heads[1:]), titles)


def _is_title(row: Row) -> bool:
    """One cell over the whole width."""
    return len(row.cells) > 1 and all(cell.text == LEFT for cell in row.cells[1:]) and row.cells[0].text not in (LEFT, ABOVE)


def _header_lines(rows: Sequence[Row], ruled: int) -> int:
    """How many rows are header: those above the separator, else the first and those that divide a cell of it."""
    if len(rows) < 2:
        return 0
    if 0 < ruled <= MOST_HEADER_LINES:
        return min(ruled, len(rows) - 1)
    count = 1
    while count < min(MOST_HEADER_LINES, len(rows) - 1) and any(cell.text == LEFT for cell in rows[count - 1].cells):
        count += 1
    return count


def _expanded(rows: Sequence[Row]) -> list[Row]:
    """Rows in which a cell stands wherever it reaches to."""
    found: list[Row] = []
    for row in rows:
        above = found[-1].cells if found else ()
        cells: list[Cell] = []
        for number, cell in enumerate(row.cells):
            if cell.text == LEFT and cells:
                cell = cells[-1]
            elif cell.text in _AS_ABOVE and number < len(above):
                cell = above[number]
            cells.append(cell)
        found.append(Row(tuple(cells), row.block, row.span))
    return found


def _header(heads: Sequence[Row]) -> Row:
    """The lines of a header as one: each column has what stands above it, from the top."""
    if len(heads) == 1:
        return heads[0]
    wide = max(len(row.cells) for row in heads)
    columns = []
    for number in range(wide):
        parts: list[Cell] = []
        for row in heads:
            cell = row.cells[number] if number < len(row.cells) else None
            if cell is not None and cell.text and cell not in parts:
                parts.append(cell)
        columns.append(_together(parts) if parts else Cell("", heads[0].span))
    return Row(tuple(columns), heads[0].block, heads[0].span)


def _together(parts: Sequence[Cell]) -> Cell:
    if len(parts) == 1:
        return parts[0]
    sentences = tuple(sentence for part in parts for sentence in part.sentences)
    return Cell(" ".join(part.text for part in parts), parts[-1].span, sentences, None, tuple(parts))
