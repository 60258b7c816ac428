"""The whole announcement as syntax: outline blocks and the sentences inside them."""

from dataclasses import dataclass

from rulec.syntax.amendments import AmendmentClause
from rulec.syntax.clauses import Sentence
from rulec.syntax.document import Block
from rulec.syntax.tables import Table


@dataclass(frozen=True, slots=True)
class Announcement:
    """Blocks in document order; sentences in document order, each with the index of its block."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()
    amendments: tuple[AmendmentClause, ...] = ()

    def in_block(self, index: int) -> tuple[Sentence, ...]:
        """The sentences of one block."""
        return tuple(s for s in self.sentences if s.block == index)
