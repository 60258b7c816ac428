"""Bytes → compiled announcement: the ordered passes. The only room that knows them all."""

import re
from dataclasses import dataclass

from rulec.diagnostics import Collector, Diagnostic
from rulec.ingest import ingest
from rulec.ingest.model import Ingested
from rulec.ir.ast_to_ir import lower
from rulec.ir.model import RuleSet
from rulec.parsing.text_to_ast import parse
from rulec.semantics.sentences_to_statements import statements
from rulec.source import Span, Tile, tiles_whole, tiling
from rulec.syntax.announcement import Announcement


@dataclass(frozen=True, slots=True)
class Compilation:
    """One announcement, compiled: its text as read and repaired, the complete ledger (tiles the raw text), the rule set, every finding."""

    ingested: Ingested
    ledger: tuple[Tile, ...]
    rule_set: RuleSet
    diagnostics: tuple[Diagnostic, ...]


def compile_announcement(data: bytes, path: str) -> Compilation:
    """Compile the bytes of one announcement; `path` is only for display and file type. Raises UserError for what is no text."""
    ingested = ingest(data, path)
    found = Collector()
    found.extend(ingested.diagnostics)
    announcement = parse(ingested)
    lowered = lower(ingested, announcement, statements(announcement), found)
    ledger = tiling(len(ingested.source.raw), [*ingested.markup, *ingested.furniture, *lowered.claims, *_layout(ingested, announcement)])
    assert tiles_whole(len(ingested.source.raw), ledger)
    return Compilation(ingested, ledger, lowered.rule_set, found.sorted())


_BLANK = re.compile(r"\s+")


def _layout(ingested: Ingested, announcement: Announcement) -> list[Tile]:
    """Labels are headings; blanks, line ends and what repairs deleted are layout."""
    normal, raw = ingested.normal, ingested.source.raw
    tiles = []
    for block in announcement.blocks:
        if block.kind not in ("blank", "chrome") and block.body > block.start:
            tiles.append(Tile(normal.raw_span(block.start, block.body), "heading", "label"))
    at = 0
    for start, end in zip(normal.starts, normal.ends, strict=True):
        if start > at:
            tiles.append(Tile(Span(at, start), "layout", "deleted"))
        at = max(at, end)
    if at < len(raw):
        tiles.append(Tile(Span(at, len(raw)), "layout", "deleted"))
    tiles.extend(Tile(Span(*found.span()), "layout", "blank") for found in _BLANK.finditer(raw))
    return tiles
