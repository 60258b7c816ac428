"""Bytes → compiled announcement: the ordered passes. The only room that knows them all."""

from dataclasses import dataclass

from rulec.diagnostics import Diagnostic
from rulec.ingest.model import Ingested
from rulec.ir.model import RuleSet
from rulec.source import Tile


@dataclass(frozen=True, slots=True)
class Compilation:
    """One announcement, compiled: its text as read and repaired, the complete ledger (tiles the raw text), the rule set, every finding."""

    ingested: Ingested
    ledger: tuple[Tile, ...]
    rule_set: RuleSet
    diagnostics: tuple[Diagnostic, ...]


def compile_announcement(data: bytes, path: str) -> Compilation:
    """Compile the bytes of one announcement; `path` is only for display and file type. Raises UserError for what is no text."""
    raise NotImplementedError
