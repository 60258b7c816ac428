"""Typed syntax → s-expressions: short, stable, without places, for people to read and for tests to compare."""

from collections.abc import Iterable
from decimal import Decimal

from rulec.syntax.amendments import AmendmentClause
from rulec.syntax.announcement import Announcement
from rulec.syntax.clauses import (
    AccountPhrase,
    AmountPhrase,
    ComparisonPhrase,
    ExceptPhrase,
    GainsPhrase,
    LifecyclePhrase,
    Mark,
    MeasurePhrase,
    OccurrencePhrase,
    PerPhrase,
    Phrase,
    ReliefPhrase,
    Segment,
    Sentence,
    TierPhrase,
    WindowPhrase,
)
from rulec.syntax.tables import Cell, Row, Table

Node = str | tuple["Node", ...]
WIDTH = 110


def sexpr(announcement: Announcement) -> str:
    """The whole announcement, one block after another; ends in a line end. Blank lines and page chrome are left out."""
    rows = {block for table in announcement.tables for block in table.blocks}
    first = {table.blocks[0]: table for table in announcement.tables if table.blocks}
    shown: list[Node] = []
    for number, block in enumerate(announcement.blocks):
        if number in first:
            shown.append(_table(first[number]))
        if number in rows or block.kind in ("blank", "chrome"):
            continue
        label = (_quoted(block.label),) if block.label else ()
        shown.append((block.kind, *label, *(_sentence(s) for s in announcement.in_block(number))))
    shown += [_amendment(clause) for clause in announcement.amendments]
    return "".join(f"{_laid_out(node, 0)}\n" for node in shown)


def _amendment(clause: AmendmentClause) -> Node:
    """One operation upon another text: what, where, from which words to which."""
    said = (("of", clause.title), ("at", clause.place), (clause.side or "", clause.unit), ("as", clause.becomes), ("noun", clause.noun),
            ("old", clause.old), ("new", clause.new))  # fmt: skip
    parts = tuple((name or "unit", _quoted(words.replace("\n", " / "))) for name, words in said if words)
    return ("amendment", clause.op, *parts)


def phrase(part: Phrase) -> Node:
    """One phrase of a sentence."""
    match part:
        case Mark():
            said = (part.kind.lower(), _quoted(part.text.strip()))
            return (*said, *(_sentence(s) for s in part.inner)) if part.inner else said
        case MeasurePhrase():
            return _measure(part)
        case ComparisonPhrase():
            return ("compare", _quoted(part.fact), *_relations(part.relations, part.amount.unit), *_window(part.window))
        case OccurrencePhrase():
            values: tuple[Node, ...] = (("respective", *map(_number, part.values)),) if part.values else ()
            return ("occurrence", _quoted(part.event), *_relations(part.relations, ""), *values, *_window(part.window))
        case TierPhrase():
            return ("tier", part.label)
        case GainsPhrase():
            return ("gains", part.fact, "some" if part.present else "none")
        case PerPhrase():
            return ("each-time", _quoted(part.event))
        case ExceptPhrase():
            return ("except", _quoted(part.inner), *(_sentence(s) for s in part.within))
        case LifecyclePhrase():
            days = tuple(day for day in (part.start, part.end) if day is not None)
            return ("date", part.event, *days, *_flags(tentative=part.tentative, missing_year=part.missing_year))
        case ReliefPhrase():
            return (part.kind, _quoted(part.object), *_optional("pick", part.pick), *_flags(listed=part.listed))
        case AccountPhrase():
            figures = tuple(_number(value) for value in (part.value, part.high) if value is not None)
            return ("account", part.kind, *figures, *_optional("at", part.at))


def _sentence(sentence: Sentence) -> Node:
    return ("sentence", *(_segment(segment) for segment in sentence.segments))


def _segment(segment: Segment) -> Node:
    return (segment.kind, *(phrase(part) for part in segment.parts))


def _measure(part: MeasurePhrase) -> Node:
    return (
        "measure", part.action, _quoted(part.verb), *_optional("front", part.front), *_optional("object", part.object),
        *(("amount", *_amount(amount)) for amount in part.amounts), *_part("for", part.duration), *_part("within", part.within),
        *_optional("per", part.per), *_flags(permanent=part.permanent, passive=part.passive),
    )  # fmt: skip


def _part(name: str, amount: AmountPhrase | None) -> tuple[Node, ...]:
    return ((name, *_amount(amount)),) if amount is not None else ()


def _amount(amount: AmountPhrase) -> tuple[Node, ...]:
    """Figure or bounds, unit, and what else the figure carries."""
    shown: list[Node] = []
    if amount.hole is not None:
        shown.append(("hole", amount.hole))
    elif amount.values:
        shown.append(("respective" if amount.respective else "set", *(_number(value) for value in amount.values)))
    elif not amount.bounded and amount.low is not None:
        shown.append(_number(amount.low))
    else:
        if amount.low is not None:
            shown.append(("ge" if amount.low_inclusive else "gt", _number(amount.low)))
        if amount.high is not None:
            shown.append(("le" if amount.high_inclusive else "lt", _number(amount.high)))
    shown.append("share" if amount.kind == "rate" else amount.unit)
    shown += [*_optional("of", amount.of), *_window(amount.window), *_optional("per", amount.per)]
    shown += [(name, _number(value)) for name, value in (("floor", amount.floor), ("cap", amount.cap)) if value is not None]
    return tuple(shown)


def _relations(relations: Iterable[tuple[str, Decimal]], unit: str) -> tuple[Node, ...]:
    return tuple((name, _number(value), unit) if unit else (name, _number(value)) for name, value in relations)


def _window(window: WindowPhrase | None) -> tuple[Node, ...]:
    return (("window", window.kind, _number(window.length), window.unit),) if window is not None else ()


def _optional(name: str, words: str | None) -> tuple[Node, ...]:
    return ((name, _quoted(words)),) if words is not None else ()


def _flags(**flags: bool) -> tuple[Node, ...]:
    return tuple(name.replace("_", "-") for name, there in flags.items() if there)


def _table(table: Table) -> Node:
    header = (("header", *map(_cell, table.header.cells)),) if table.header is not None else ()
    return ("table", *header, *(_row(row) for row in table.rows))


def _row(row: Row) -> Node:
    return ("row", *map(_cell, row.cells))


def _cell(cell: Cell) -> Node:
    return ("figure", *_amount(cell.figure)) if cell.figure is not None else _quoted(cell.text)


def _number(value: Decimal) -> str:
    return format(value, "f")


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _laid_out(node: Node, depth: int) -> str:
    """On one line where it fits, else every branch on a line of its own below its parent."""
    flat = _flat(node)
    if isinstance(node, str) or _columns(flat) + 2 * depth <= WIDTH:
        return flat
    lines, head = [], [child for child in node if isinstance(child, str)]
    branches = [child for child in node if not isinstance(child, str)]
    lines.append("(" + " ".join(head))
    lines += ["  " * (depth + 1) + _laid_out(child, depth + 1) for child in branches]
    return "\n".join(lines) + ")"


def _flat(node: Node) -> str:
    return node if isinstance(node, str) else "(" + " ".join(map(_flat, node)) + ")"


def _columns(text: str) -> int:
    return sum(1 if ord(char) < 0x2E80 else 2 for char in text)
