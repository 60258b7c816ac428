"""Tables of an announcement: rows of cells, each with its own sentences and place."""

from dataclasses import dataclass, field

from rulec.source import Span
from rulec.syntax.clauses import AmountPhrase, Sentence


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `sentences` are what its words say, `figure` the amount where it holds nothing else. An empty cell has an empty span.

    A cell that reaches over several rows or columns stands in each of them, the same object. `parts` are the cells of a column's header
    that has several lines, from the top.
    """

    text: str
    span: Span = field(compare=False)
    sentences: tuple[Sentence, ...] = ()
    figure: AmountPhrase | None = None
    parts: "tuple[Cell, ...]" = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `block` is its place in the outline."""

    cells: tuple[Cell, ...]
    block: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A header, if there is one, and the rows under it; `rulers` are the lines that only separate (| --- |).

    `heads` are the lines of a header that has several (`header` holds them put together), `titles` lines with one cell over the whole
    width. `flattened`: no table any more; what its lines hold cannot be told apart.
    """

    header: Row | None
    rows: tuple[Row, ...]
    rulers: tuple[Row, ...] = ()
    heads: tuple[Row, ...] = ()
    titles: tuple[Row, ...] = ()
    flattened: bool = False
    blocks: tuple[int, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """`blocks`: the outline blocks of all its lines, in order."""
        rows = (*([self.header] if self.header else []), *self.rows, *self.rulers, *self.heads, *self.titles)
        object.__setattr__(self, "blocks", tuple(sorted({row.block for row in rows})))
