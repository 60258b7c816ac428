"""What consolidating gives: the next text, piece by piece with where each came from, and what became of every operation."""

from dataclasses import dataclass, field
from typing import Literal

from rulec.ir.model import Amendment
from rulec.source import Span

CONSOLIDATION_SCHEMA = "rulec.consolidation/1"

State = Literal["applied", "no_target", "ambiguous", "conflict", "other_document", "no_text", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the consolidated text. `source` 0 is the base, n the nth amendment; `span` its place there.

    `made`: words that no source has in this form (a number given to an inserted article); `span` is then the operation that calls for them.
    """

    text: str
    source: int
    span: Span
    made: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One of the texts that went in."""

    path: str
    sha256: str
    title: str
    effective: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation and what became of it. `why` names the words that were not found or stand there several times."""

    source: int
    amendment: Amendment
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of a sentence comes from."""

    source: int
    span: Span
    made: bool = False


@dataclass(frozen=True, slots=True)
class SentenceOrigin:
    """A sentence of the consolidated text: its place there, the provision it is in, and where its words come from."""

    span: Span
    provision: str | None
    text: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A provision in which the consolidated and a published text differ; the side that lacks it is None."""

    provision: str
    consolidated: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The base with every amendment applied in the order given. `differences` is None where nothing published was compared."""

    sources: tuple[Source, ...]
    text: str
    pieces: tuple[Piece, ...]
    operations: tuple[Operation, ...]
    sentences: tuple[SentenceOrigin, ...]
    published: Source | None = None
    differences: tuple[Difference, ...] | None = None

    @property
    def effective(self) -> str | None:
        """The day from which the consolidated text holds: the last effective date of what was applied."""
        return max((s.effective for s in self.sources if s.effective), default=None)

    @property
    def left(self) -> tuple[Operation, ...]:
        """The operations that could not be applied."""
        return tuple(o for o in self.operations if o.state != "applied")


@dataclass(slots=True)
class Pieces:
    """A text made of pieces, which can be cut and mended; positions are code points of the joined text."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The pieces joined."""
        return "".join(piece.text for piece in self.pieces)

    def between(self, start: int, end: int) -> list[Piece]:
        """The pieces of `start..end`, those at the ends cut."""
        found: list[Piece] = []
        at = 0
        for piece in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                found.append(_cut(piece, first, last))
            at += len(piece.text)
            if at >= end:
                break
        return found

    def spliced(self, edits: list[tuple[int, int, tuple[Piece, ...]]]) -> "Pieces":
        """The text with `start..end` of each edit put in place; edits are sorted and do not overlap."""
        made: list[Piece] = []
        at, length = 0, sum(len(piece.text) for piece in self.pieces)
        for start, end, new in edits:
            made += [*self.between(at, start), *new]
            at = end
        return Pieces([*made, *self.between(at, length)])


def _cut(piece: Piece, first: int, last: int) -> Piece:
    if piece.made or (first == 0 and last == len(piece.text)):
        return Piece(piece.text[first:last], piece.source, piece.span, piece.made)
    return Piece(piece.text[first:last], piece.source, Span(piece.span.start + first, piece.span.start + last))


def consolidation_json(made: Consolidation) -> dict[str, object]:
    """The consolidation as JSON values; spans are raw code points of the source they name."""
    return {
        "schema": CONSOLIDATION_SCHEMA,
        "effective": made.effective,
        "sources": [_source(one) for one in made.sources],
        "operations": [_operation(one) for one in made.operations],
        "text": made.text,
        "sentences": [
            {
                "span": list(one.span),
                "provision": one.provision,
                "text": one.text,
                "origins": [{"source": o.source, "span": list(o.span), "made": o.made} for o in one.origins],
            }
            for one in made.sentences
        ],
        "published": None if made.published is None else _source(made.published),
        "differences": None
        if made.differences is None
        else [{"provision": d.provision, "consolidated": d.consolidated, "published": d.published} for d in made.differences],
    }


def _source(one: Source) -> dict[str, object]:
    return {"path": one.path, "sha256": one.sha256, "title": one.title, "effective": one.effective}


def _operation(one: Operation) -> dict[str, object]:
    a = one.amendment
    return {
        "source": one.source, "op": a.op, "document": a.document, "place": a.place, "state": one.state, "why": one.why, "span": list(a.span),
        "text": a.text, "old": a.old, "new": a.new, "becomes": a.becomes,
    }  # fmt: skip
