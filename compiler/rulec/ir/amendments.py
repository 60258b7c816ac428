"""Operations upon another text → the rule set's amendments; what a sentence says beside its operation is not passed over."""

import re
from typing import TYPE_CHECKING

from rulec.ir.model import Amendment
from rulec.lexicon.load_bearing import load_bearing
from rulec.source import Span, Tile
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_JOINTS = re.compile(r"^[\s,，、;；:：。.\"”“|()（）*【】0-9一二三四五六七八九十]*(?:其中|同时|并|以及|将|对|作为|具体如下|修改如下|内容如下)?[\s,，、;；:：。.\"”“|()（）*【】]*$")


def amendments_of(lowering: "Lowering") -> tuple[Amendment, ...]:
    """The operations of the announcement, in reading order."""
    return tuple(
        Amendment(c.op, c.title, c.place, c.text, c.span, c.old, c.old_span, c.new, c.new_spans, c.side, c.becomes, c.unit, c.noun)
        for c in lowering.announcement.amendments
    )


def lower_amendment(lowering: "Lowering", statement: Statement) -> None:
    """Claims the sentences of an operation; words outside every operation that carry meaning are named as not understood."""
    spans = sorted(c.span for c in lowering.announcement.amendments)
    tables = {block for table in lowering.announcement.tables for block in table.blocks}
    for sentence in statement.sentences:
        if sentence.block not in tables:
            for rest in _outside(sentence.span, spans):
                words = lowering.words(rest)
                if not _JOINTS.match(words) and load_bearing(words):
                    lowering.claims.append(Tile(rest, "unresolved", "not-understood"))
                    lowering.diagnostics.add("P203", rest, understood=False, text=words.strip()[:60])
    lowering.claim(statement, "rule", "amendment")
    for table in lowering.announcement.tables:
        if any(s.block in table.blocks for s in statement.sentences):
            rows = (*([table.header] if table.header else []), *table.rows, *table.rulers)
            lowering.claims.extend(Tile(row.span, "layout", "table") for row in rows)


def _outside(span: Span, taken: list[Span]) -> list[Span]:
    """The parts of a place that no operation covers."""
    found: list[Span] = []
    at = span.start
    for one in taken:
        if one.end <= at or one.start >= span.end:
            continue
        if one.start > at:
            found.append(Span(at, one.start))
        at = max(at, one.end)
    if at < span.end:
        found.append(Span(at, span.end))
    return found
