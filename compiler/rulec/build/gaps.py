"""A compilation → its gaps: the stretches that were not understood, each with the construction it is about; and the ledger's summary."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from rulec.build.contract import coverage
from rulec.diagnostics import Severity
from rulec.diagnostics.codes import Lang, severity
from rulec.source import Span, tiles_whole
from rulec.source.resources import read_table

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation

_STOPS = "。;；\n\r"
_WORDS = re.compile(r"[0-9A-Za-z一-鿿]")


@dataclass(frozen=True, slots=True)
class Construction:
    """One row of `lexicon/constructions.tsv`: what a stretch is about, by finding code or by its words."""

    id: str
    zh: str
    en: str
    codes: frozenset[str]
    words: "re.Pattern[str] | None"

    def name(self, lang: Lang) -> str:
        """Its name for a reader."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Gap:
    """One stretch that was not understood. `text` is the raw words at `span`; `codes` the findings that say so (none: only the ledger)."""

    span: Span
    text: str
    construction: Construction
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The ledger of one announcement in figures. Characters that count are those outside furniture, layout and headings."""

    path: str
    characters: int
    counted: int
    understood: int
    norms: int
    partial: int
    findings: tuple[tuple[Severity, int], ...]
    whole: bool

    @property
    def unresolved(self) -> int:
        """Characters that count and were not understood."""
        return self.counted - self.understood


@dataclass(slots=True)
class GapGroup:
    """Gaps of one construction, in order of file and place."""

    construction: Construction
    gaps: list[tuple[str, Gap]] = field(default_factory=list)


@lru_cache(maxsize=1)
def constructions() -> tuple[Construction, ...]:
    """The table, in order of priority; the last row takes what nothing else does."""
    found = []
    for row in read_table("lexicon/constructions.tsv"):
        codes = frozenset() if row[3] == "-" else frozenset(row[3].split(" "))
        found.append(Construction(row[0], row[1], row[2], codes, None if row[4] == "-" else re.compile(row[4])))
    return tuple(found)


def construction_of(text: str, codes: Iterable[str] = ()) -> Construction:
    """What normal words are about, by the first row of the table that fits."""
    given = frozenset(codes)
    table = constructions()
    for row in table:
        if row.codes & given or (row.words is not None and row.words.search(text)):
            return row
    return table[-1]


def gaps_of(compilation: "Compilation") -> tuple[Gap, ...]:
    """Everything that owns up to not being understood, in order of place: unresolved tiles, what norms left unclaimed, findings that say so.

    Places that touch the same words are one gap; an unresolved tile is cut at sentence ends, so that each gap is one thing to mend.
    """
    raw = compilation.ingested.source.raw
    places: list[tuple[Span, str]] = [(d.span, d.code) for d in compilation.diagnostics if not d.understood and d.span.end > d.span.start]
    places += [(span, "") for norm in compilation.rule_set.norms for span in norm.unclaimed]
    places += [(span, "") for tile in compilation.ledger if tile.class_ == "unresolved" for span in _sentences(raw, tile.span)]
    merged: list[tuple[Span, set[str]]] = []
    for span, code in sorted(places, key=lambda p: (p[0].start, -p[0].end, p[1])):
        if merged and span.start < merged[-1][0].end:
            before, codes = merged[-1]
            merged[-1] = (Span(before.start, max(before.end, span.end)), codes | {code})
        else:
            merged.append((span, {code}))
    found = []
    for span, codes in merged:
        start, end = compilation.ingested.normal.normal_span(span)
        words = compilation.ingested.normal.text[start:end].strip()
        if _WORDS.search(words):
            named = tuple(sorted(codes - {""}))
            found.append(Gap(span, span.slice(raw), construction_of(words, named), named))
    return tuple(found)


def _sentences(raw: str, span: Span) -> list[Span]:
    """The sentences of a stretch, without blanks around them."""
    found, start = [], span.start
    for at in range(span.start, span.end):
        if raw[at] in _STOPS or at == span.end - 1:
            low, high = start, at + 1
            while low < high and raw[low].isspace():
                low += 1
            while high > low and raw[high - 1].isspace():
                high -= 1
            if high > low:
                found.append(Span(low, high))
            start = at + 1
    return found


def grouped(gaps: Iterable[tuple[str, Gap]]) -> tuple[GapGroup, ...]:
    """(path, gap) pairs by construction: the most frequent first, equal ones in order of the table."""
    groups = {row.id: GapGroup(row) for row in constructions()}
    for path, gap in gaps:
        groups[gap.construction.id].gaps.append((path, gap))
    return tuple(sorted((g for g in groups.values() if g.gaps), key=lambda g: -len(g.gaps)))


def summary(compilation: "Compilation", path: str) -> Row:
    """The figures of one announcement's ledger."""
    understood, counted = coverage(compilation)
    weights = dict.fromkeys((Severity.ERROR, Severity.WARNING, Severity.NOTE), 0)
    for finding in compilation.diagnostics:
        weights[severity(finding.code)] += 1
    norms = compilation.rule_set.norms
    length = len(compilation.ingested.source.raw)
    partial = sum(1 for norm in norms if norm.unclaimed)
    return Row(path, length, counted, understood, len(norms), partial, tuple(weights.items()), tiles_whole(length, compilation.ledger))


def total(rows: Sequence[Row]) -> Row:
    """All announcements together; whole where every ledger is."""
    weights = dict.fromkeys((Severity.ERROR, Severity.WARNING, Severity.NOTE), 0)
    for row in rows:
        for weight, number in row.findings:
            weights[weight] += number
    return Row(
        "", sum(r.characters for r in rows), sum(r.counted for r in rows), sum(r.understood for r in rows), sum(r.norms for r in rows),
        sum(r.partial for r in rows), tuple(weights.items()), all(r.whole for r in rows),
    )  # fmt: skip


def percent_up(part: int, of: int) -> str:
    """A share of what is missing in percent with one decimal, rounded up, so that 0.0 means none."""
    per_mille = -(-part * 1000 // of) if of else 0
    return f"{per_mille // 10}.{per_mille % 10}"
