"""What ingest hands on: the raw text, its repaired form, what was repaired, and what is page chrome."""

from dataclasses import dataclass

from rulec.diagnostics import Diagnostic
from rulec.source import Edit, NormalText, SourceText, Tile


@dataclass(frozen=True, slots=True)
class Ingested:
    """`furniture` are raw stretches that are no part of the announcement (class furniture or layout) or its page metadata (class metadata).

    `markup` are the tags and scripts of a page (layout) and elements of it that are no part of the announcement (furniture); they may lie
    inside `furniture` and go first. `page_date` is the page's own timestamp (ISO), never the publication of the rule; `page_title` the page's title line, repaired.
    """

    source: SourceText
    normal: NormalText
    edits: tuple[Edit, ...]
    furniture: tuple[Tile, ...]
    diagnostics: tuple[Diagnostic, ...]
    page_date: str | None = None
    page_title: str | None = None
    markup: tuple[Tile, ...] = ()
