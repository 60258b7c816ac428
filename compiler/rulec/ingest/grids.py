"""Tags of a page → which of its tables hold data, which only lay out the page, and which lists are nothing but links."""

import re
from dataclasses import dataclass, field

from rulec.ingest.tags import CELLS, End, Tag

LONGEST_CELL = 3000
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百\d]{1,6}[条章]")
_WORD = re.compile(r"[^\s|>/·,,、-]")
_LISTS = frozenset({"ul", "ol", "dl", "nav", "footer", "aside"})
MOST_COLUMNS = 64
MOST_ROWS = 1000


def spans_of(attributes: str) -> tuple[int, int]:
    """(colspan, rowspan) of a cell, at least one each; rowspan 0 (to the end of the table) is MOST_ROWS."""
    found = {name.lower(): int(value) for name, value in _SPAN.findall(attributes)}
    return max(1, min(found.get("colspan", 1), MOST_COLUMNS)), min(found.get("rowspan", 1) or MOST_ROWS, MOST_ROWS)


@dataclass(slots=True)
class _Cell:
    name: str
    columns: int
    rows: int
    characters: int = 0


@dataclass(slots=True)
class _Table:
    number: int
    end: int
    nested: bool = False
    prose: bool = False
    rows: list[list[_Cell]] = field(default_factory=list)
    head: int = 0  # rows inside thead


@dataclass(slots=True)
class _Links:
    number: int
    end: int
    characters: int = 0
    linked: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """`grids`: number of a table's tag → how many of its first rows are header (0: not said); `links`: elements that are lists of links."""

    grids: dict[int, int]
    links: frozenset[int]


def plan(raw: str, found: list[Tag], ends: dict[int, End]) -> Plan:
    """Looks over the whole page once, before anything is turned into lines."""
    walk = _Walk(raw, ends)
    at = 0
    for number, tag in enumerate(found):
        walk.text(at, tag.start)
        walk.leave(number)
        if tag.kind == "open":
            walk.enter(number, tag)
        at = tag.end
    walk.text(at, len(raw))
    walk.leave(len(found) + 1)
    return Plan(walk.grids, frozenset(walk.navigation))


class _Walk:
    def __init__(self, raw: str, ends: dict[int, End]) -> None:
        self.raw = raw
        self.ends = ends
        self.tables: list[_Table] = []
        self.lists: list[_Links] = []
        self.link_end = self.head_end = 0
        self.number = 0
        self.grids: dict[int, int] = {}
        self.navigation: list[int] = []

    def text(self, start: int, end: int) -> None:
        if start >= end:
            return
        characters = len(_WORD.findall(self.raw, start, end))
        if self.lists:
            self.lists[-1].characters += characters
            if self.number < self.link_end:
                self.lists[-1].linked += characters
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            table = self.tables[-1]
            table.rows[-1][-1].characters += characters
            table.prose = table.prose or _ARTICLE.match(self.raw, start, end) is not None

    def enter(self, number: int, tag: Tag) -> None:
        self.number = number
        end = self.ends[number].number if number in self.ends else number + 1
        if tag.name == "a":
            self.link_end = max(self.link_end, end)
            if self.lists:
                self.lists[-1].links += 1
        elif tag.name in _LISTS:
            self.lists.append(_Links(number, end))
        elif tag.name == "table":
            if self.tables:
                self.tables[-1].nested = True
            self.tables.append(_Table(number, end))
        elif self.tables:
            table = self.tables[-1]
            if tag.name == "thead":
                self.head_end = end
            elif tag.name == "tr":
                table.rows.append([])
                table.head += number < self.head_end
            elif tag.name in CELLS:
                if not table.rows:
                    table.rows.append([])
                table.rows[-1].append(_Cell(tag.name, *spans_of(tag.attributes)))

    def leave(self, number: int) -> None:
        self.number = number
        while self.tables and self.tables[-1].end <= number:
            self._table(self.tables.pop())
        while self.lists and self.lists[-1].end <= number:
            done = self.lists.pop()
            if done.links >= 3 and done.characters and done.linked * 10 >= done.characters * 8:
                self.navigation.append(done.number)
            if self.lists:
                outer = self.lists[-1]
                outer.characters += done.characters
                outer.linked += done.linked
                outer.links += done.links

    def _table(self, table: _Table) -> None:
        """A table is data where two rows or more have two cells or more, no cell holds pages of text, and no table stands inside."""
        rows = [row for row in table.rows if row]
        longest = max((cell.characters for row in rows for cell in row), default=0)
        if table.nested or table.prose or longest > LONGEST_CELL or _wide(table.rows) < 2:
            return
        headed = table.head
        if not headed:
            while headed < min(3, len(rows) - 1) and all(cell.name == "th" for cell in rows[headed]):
                headed += 1
        self.grids[table.number] = headed if headed < len(rows) else 0


def _wide(rows: list[list[_Cell]]) -> int:
    """How many rows have two columns or more, counting what reaches down into them."""
    count = 0
    above: list[tuple[int, int]] = []  # (columns, rows still to come)
    for row in rows:
        columns = sum(cell.columns for cell in row) + sum(columns for columns, _ in above)
        count += columns >= 2 and bool(row)
        above = [(columns, left - 1) for columns, left in above if left > 1]
        above += [(cell.columns, cell.rows - 1) for cell in row if cell.rows > 1]
        above = above[:MOST_COLUMNS]
    return count
