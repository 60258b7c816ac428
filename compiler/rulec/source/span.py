"""Half-open code-point intervals into the raw text."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Code points `start` up to, not including, `end` of the raw text as read."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span around all of `spans`; raises ValueError for none."""
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))
