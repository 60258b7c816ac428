"""The map between the normal text (repaired, simplified, folded) and the raw text."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rulec.source.span import Span


@dataclass(frozen=True, slots=True)
class NormalText:
    """Repaired text; `starts[i]`/`ends[i]` bound, in the raw text, what became character `i`.

    Characters of one n:m repair share the raw block: all start at its start and end at its end.
    Deleted raw characters belong to no normal character.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def raw_span(self, start: int, end: int) -> Span:
        """Raw place of `text[start:end]`; for an empty interval the empty place before `start`."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def normal_span(self, span: Span) -> tuple[int, int]:
        """Interval of `text` whose characters touch the raw `span`."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
