"""The text in force as amendments see it: its provisions, their extents, and what stands between them."""

from dataclasses import dataclass
from itertools import pairwise

from rulec.ingest.model import Ingested
from rulec.semantics.provisions import Provisions
from rulec.source import Span


@dataclass(slots=True)
class Current:
    """The text in force: its repaired form and the addresses of its provisions."""

    ingested: Ingested
    index: Provisions

    @property
    def text(self) -> str:
        """The normal text."""
        return self.ingested.normal.text

    def raw(self, start: int, end: int) -> Span:
        """Raw place of an interval of the normal text."""
        return self.ingested.normal.raw_span(start, end)

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Normal interval of the blocks `first..last` without the line end behind."""
        start, end = self.index.blocks[first].start, self.index.blocks[last].end
        return start, start + len(self.text[start:end].rstrip())

    def members(self, block: int, words: str) -> list[int]:
        """The blocks of the place `block` was found for: an article with all its paragraphs, a paragraph with its list, an item."""
        own = self.index.addresses[block]
        if own.container == block and "款" not in words and "项" not in words:
            found = [a.block for a in self.index.members(block)]
            return found if self.index.blocks[block].kind != "heading" else sorted({*found, *self.index.below(block)})
        same = [a for a in self.index.members(own.container or block) if a.paragraph == own.paragraph]
        return [a.block for a in same if own.item is None or a.item == own.item] or [block]

    def content(self) -> list[tuple[int, int]]:
        """Normal intervals of everything that is no page chrome."""
        return [(b.body, b.end) for b in self.index.blocks if b.kind not in ("blank", "chrome")]

    def gap(self, last: int) -> str:
        """What stands between a provision and the next one: one line end, or two."""
        own = self.index.addresses[last]
        style = self.index.blocks[own.container if own.container is not None else last].style
        content = [n for n, b in enumerate(self.index.blocks) if b.kind not in ("blank", "chrome")]
        beside = [(a, b) for a, b in pairwise(content) if self.index.blocks[b].style == style]
        return self._between(*next((pair for pair in beside if pair[0] >= last), beside[-1] if beside else (last, last)))

    def inner_gap(self) -> str:
        """What stands between the paragraphs of one article."""
        content = list(self.index.addresses.values())
        beside = ((a.block, b.block) for a, b in pairwise(content) if a.container == b.container is not None)
        return self._between(*next(beside, (0, 0)))

    def _between(self, one: int, other: int) -> str:
        return "\n\n" if "\n" in self.text[self.index.blocks[one].end : self.index.blocks[other].start] else "\n"
