"""One figure of a text changed → what changed in the inspect JSON, and whether that figure explains it."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from announcements import Json, bare

from rulec.build.pipeline import Compilation
from rulec.source import Span

_FIGURE = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?![0-9.])")
_RANGE_BEGINS = re.compile(r"[0-9年月日]*[-—~至]")
# A figure as written and as meant: points, yuan, days 1; percent 0.01; 万 10000.
_SCALES = (Decimal(1), Decimal("0.01"), Decimal(10000))
# What is only made from a label or is not the rule's meaning.
_DERIVED = frozenset({"name"})


class Figure(NamedTuple):
    """A run of digits in the raw text, with the number written in its place."""

    span: Span
    old: str
    new: str
    quote: str


class Change(NamedTuple):
    """The value at `path` before and after; None where there is none."""

    path: str
    old: object
    new: object


def figures(found: Compilation) -> list[Figure]:
    """Every figure outside furniture, with one more in its place; what begins a range goes one down, so that it still begins it."""
    raw = found.ingested.source.raw
    made = []
    for match in _FIGURE.finditer(raw):
        span = Span(*match.span())
        if any(t.class_ in ("furniture", "layout") for t in found.ledger if t.span.overlaps(span)):
            continue
        down = _RANGE_BEGINS.match(raw, match.end()) is not None and match.group() != "1"
        number = int(match.group()) + (-1 if down else 1) if match.group().isdigit() else Decimal(match.group()) + Decimal("0.1")
        new = f"{number:0{len(match.group())}d}" if isinstance(number, int) else f"{number}"
        made.append(Figure(span, match.group(), new, raw[max(0, span.start - 8) : span.end + 6]))
    return made


def flat(value: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """(path, value) of every leaf; facts go by their label, so that one more of them moves no other."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{path}.{key}")
    elif isinstance(value, list):
        by_label = path == ".facts"
        for number, item in enumerate(value):
            yield from flat(item, f"{path}[{item['label'] if by_label else number}]")
        if not by_label:
            yield f"{path}.length", len(value)
    else:
        yield path, value


def changes(before: Json, after: Json) -> list[Change]:
    """What differs, places and the identity of the file aside."""
    old, new = (dict(flat(bare({k: v for k, v in told.items() if k != "source"}))) for told in (before, after))
    return [Change(path, old.get(path), new.get(path)) for path in sorted({*old, *new}) if old.get(path, ...) != new.get(path, ...)]


def explained(change: Change, figure: Figure) -> bool:
    """Whether the change is the figure's own: its value replaced, its words replaced, or a fact that is named by it come or gone."""
    if change.path.rsplit(".", 1)[-1] in _DERIVED:
        return True
    label = re.match(r"\.facts\[(.*?)\]", change.path)
    if label and (change.old is None or change.new is None) and (figure.new in label.group(1) or figure.old in label.group(1)):
        return True
    old, new = str(change.old), str(change.new)
    if change.old is None or change.new is None:
        return False
    once = {old[:at] + figure.new + old[at + len(figure.old) :] for at in _places(old, figure.old)}
    padded = old.replace(figure.old.zfill(2), figure.new.zfill(2))
    if new in {*once, padded, old.replace(figure.old, figure.new)}:
        return True
    values = _number(old), _number(new)
    return None not in values and any(values == (Decimal(figure.old) * s, Decimal(figure.new) * s) for s in _SCALES)


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
