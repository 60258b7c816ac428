"""Tables of an announcement: rows of cells, each with its own sentences and place."""

from dataclasses import dataclass, field

from rulec.source import Span
from rulec.syntax.clauses import AmountPhrase, Sentence


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `sentences` are what its words say, `figure` the amount where it holds nothing else. An empty cell has an empty span."""

    text: str
    span: Span = field(compare=False)
    sentences: tuple[Sentence, ...] = ()
    figure: AmountPhrase | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `block` is its place in the outline."""

    cells: tuple[Cell, ...]
    block: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A header, if there is one, and the rows under it; `rulers` are the lines that only separate (| --- |)."""

    header: Row | None
    rows: tuple[Row, ...]
    rulers: tuple[Row, ...] = ()

    @property
    def blocks(self) -> tuple[int, ...]:
        """The outline blocks of all its lines, in order."""
        return tuple(sorted(row.block for row in (*([self.header] if self.header else []), *self.rows, *self.rulers)))
