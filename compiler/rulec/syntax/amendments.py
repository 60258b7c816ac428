"""Operations of an amending announcement as written: what is to happen to which place of which document. Spans are raw."""

from dataclasses import dataclass, field
from typing import Literal

from rulec.source import Span

AmendmentOp = Literal["replace", "insert", "delete", "renumber", "substitute_words", "replace_value"]


@dataclass(frozen=True, slots=True)
class AmendmentClause:
    """One operation. `place` is the place as written (empty: the whole, or found by `old`); `new_spans` are the lines of the quoted text.

    `side` tells where an insertion goes (`after`/`before` the place, `in` it); `becomes` the number it gets or a place is renumbered to;
    `unit` what is added (条, 款, 项 …); `noun` the words in front of a value that changes. A text that is announced but not given is None.
    """

    op: AmendmentOp
    title: str | None
    place: str
    text: str
    span: Span = field(compare=False)
    old: str | None = None
    old_span: Span | None = field(default=None, compare=False)
    new: str | None = None
    new_spans: tuple[Span, ...] = field(default=(), compare=False)
    side: Literal["after", "before", "in"] | None = None
    becomes: str | None = None
    unit: str | None = None
    noun: str | None = None
