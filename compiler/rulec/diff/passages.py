"""Text → its lines as the reader sees them: each with its place, provision, ledger class and comparable words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from rulec.diff.input import DiffInput
from rulec.diff.model import Place
from rulec.diff.words import folded, masked
from rulec.source import LineIndex, Span, Tile, TileClass

_SENTENCE = re.compile(r"[^。;；!！?？\n]+[。;；!！?？]*")
_SKIPPED = frozenset({"furniture", "layout"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the announcement. `label`: its provision; `path`: the provisions around it; `body`: the line without its own label."""

    index: int
    span: Span
    text: str
    body: str
    label: str
    path: tuple[str, ...]
    class_: TileClass

    @property
    def words(self) -> str:
        """The line folded, without its own label."""
        return folded(self.body)

    @property
    def mask(self) -> str:
        """`words` without the numbers of articles."""
        return masked(self.body)


class Passages:
    """The lines of one side, and what stands where."""

    def __init__(self, given: DiffInput) -> None:
        self.given = given
        self.lines = LineIndex(given.source.raw)
        self._title = given.rule_set.document.title
        self._tiles = [tile.span.start for tile in given.ledger]
        self._provisions = sorted(given.rule_set.provisions, key=lambda one: one.span.start)
        self._provision_starts = [one.span.start for one in self._provisions]
        self.all = tuple(self._read())
        self._starts = [one.span.start for one in self.all]

    def at(self, span: Span) -> Passage | None:
        """The line in which `span` starts."""
        found = bisect_right(self._starts, span.start) - 1
        return self.all[found] if found >= 0 else None

    def within(self, span: Span) -> list[Passage]:
        """All lines that `span` touches."""
        return [one for one in self.all[max(0, bisect_right(self._starts, span.start) - 1) :] if one.span.overlaps(span)] if self.all else []

    def path(self, span: Span) -> tuple[str, ...]:
        """The provisions around a place, without chapters' words where they are numbered."""
        found = bisect_right(self._provision_starts, span.start) - 1
        return self._provisions[found].path if found >= 0 else ()

    def label(self, span: Span) -> str | None:
        """The provision of a place as a reader cites it: 第三十一条(二)."""
        path = tuple(part for part in self.path(span) if part != self._title)
        articles = [at for at, part in enumerate(path) if part.startswith("第") and part.endswith("条")]
        return "".join(path[articles[0] :] if articles else path[-2:]) or None

    def class_at(self, at: int) -> TileClass:
        """What the ledger says of a character of the raw text."""
        return self.given.ledger[bisect_right(self._tiles, at) - 1].class_

    def place(self, span: Span, text: str | None = None) -> Place:
        """A place for the report."""
        line, column = self.lines.position(span.start)
        return Place(self.label(span), span, span.slice(self.given.source.raw) if text is None else text, line, column)

    def tiles(self, span: Span) -> list[Tile]:
        """The tiles that a stretch touches."""
        found = []
        for tile in self.given.ledger[max(0, bisect_right(self._tiles, span.start) - 1) :]:
            if tile.span.start >= span.end:
                break
            if tile.span.overlaps(span):
                found.append(tile)
        return found

    def sentences(self, passage: Passage) -> list[tuple[Span, str]]:
        """The sentences of a line: raw place and normal words."""
        normal = self.given.normal
        start, end = normal.normal_span(passage.span)
        text = normal.text[start:end]
        return [(normal.raw_span(start + m.start(), start + m.end()), m[0]) for m in _SENTENCE.finditer(text) if m[0].strip()]

    def _read(self) -> list[Passage]:
        normal = self.given.normal
        found: list[Passage] = []
        at = 0
        for text in normal.text.split("\n"):
            start, at = at, at + len(text) + 1
            words = text.strip()
            if not words:
                continue
            left = start + len(text) - len(text.lstrip())
            span = normal.raw_span(left, left + len(words))
            counted = self._classes(span)
            if not counted:
                continue
            body = self._body(left, words)
            class_ = max(sorted(counted), key=lambda one: counted[one])
            path = self.path(span)
            label = self.label(span) or ""
            found.append(Passage(len(found), span, words, body, label, path, class_))
        return found

    def _classes(self, span: Span) -> Counter[TileClass]:
        counted: Counter[TileClass] = Counter()
        at = bisect_right(self._tiles, span.start) - 1
        for tile in self.given.ledger[at:]:
            if tile.span.start >= span.end:
                break
            if tile.class_ not in _SKIPPED:
                size = min(tile.span.end, span.end) - max(tile.span.start, span.start)
                counted[tile.class_] += size if tile.class_ != "heading" else 1 if tile.reason == "label" else size
        return counted

    def _body(self, left: int, words: str) -> str:
        """The line without its label (一、, 第三条, ## …)."""
        raw = self.given.normal.raw_span(left, left + len(words))
        tile = self.given.ledger[bisect_right(self._tiles, raw.start) - 1]
        if tile.class_ == "heading" and tile.reason == "label" and tile.span.end < raw.end:
            _, end = self.given.normal.normal_span(Span(raw.start, tile.span.end))
            return words[max(0, end - left) :].strip()
        return words
