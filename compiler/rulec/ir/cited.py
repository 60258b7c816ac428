"""What an announcement says of other texts and other places: references, changes it announces, operations upon another text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rulec.source import Span

NO_SPAN = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Reference:
    """What another place is referred to for. `title` is the other document's, or the words of a place in this one; `target` and `targets` are
    ids of provisions here, `norms` those that stand there; `place` is the place in the other document. `use`: what the words do with it."""

    span: Span
    kind: Literal["document", "provision", "precedence", "delegation"]
    title: str
    target: str | None = None
    norm: str | None = None
    targets: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    place: str | None = None
    use: Literal["breach", "delegation", "mention", "repeals"] | None = None
    state: Literal["resolved", "ambiguous", "dangling", "external"] | None = None


@dataclass(frozen=True, slots=True)
class AnnouncedChange:
    span: Span
    what: Literal["added", "removed", "changed", "relaxed"]
    text: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One operation of an amending announcement upon another text: `document` (its title, where named) and `place` as written.

    `old`/`new` are words; `new_spans` are the lines of the new text. `side`, `becomes`, `unit`: where an insertion goes, which number it gets,
    what is added. `noun` is what a changed value is of. Nothing of it runs as a norm of this announcement.
    """

    op: Literal["replace", "insert", "delete", "renumber", "substitute_words", "replace_value"]
    document: str | None
    place: str
    text: str
    span: Span = field(default=NO_SPAN, compare=False)
    old: str | None = None
    old_span: Span | None = field(default=None, compare=False)
    new: str | None = None
    new_spans: tuple[Span, ...] = field(default=(), compare=False)
    side: Literal["after", "before", "in"] | None = None
    becomes: str | None = None
    unit: str | None = None
    noun: str | None = None
