"""Norms of both sides → the penalty matrix: violation × tier × what is done, before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rulec.diff import canonical
from rulec.diff.amounts import weigh
from rulec.diff.direction import joined, measure_effect, of_weight
from rulec.diff.match import Match, Side
from rulec.diff.model import Cell, Change, Direction
from rulec.ir import model as ir
from rulec.ir.wording import described

Key = tuple[str, str, str]
_LEADING = re.compile(r"^(?:则|但要|但|并且|并|同时)(?=..)")


def cells(found: Match, changes: Sequence[Change]) -> tuple[Cell, ...]:
    """Every cell that either side has, in the order of the new text, then what only the old one has."""
    renamed = {id(pair.old): pair.new for pair in found.norms}
    theirs = _table(found.new, {})
    ours = _table(found.old, {key: _name(found.new, new) for key, new in renamed.items()})
    result = []
    for key in [*theirs, *(key for key in ours if key not in theirs)]:
        old, new = ours.get(key, []), theirs.get(key, [])
        names = (found.old.names, found.new.names)
        same = sorted(repr(canonical.measure(m, n, names[0])) for n, m in old) == sorted(repr(canonical.measure(m, n, names[1])) for n, m in new)
        direction: Direction = "neutral" if same else _direction(old, new)
        result.append(Cell(*key, words(old), words(new), direction, None if same else _change(key, old, new, changes)))
    return tuple(result)


def tier_of(n: ir.Norm | None, m: ir.Measure | None = None) -> str:
    """The tier (or repeat) at which a norm stands, in words; empty where it has none."""
    found = []
    for e in (None if n is None else n.condition, None if m is None else m.condition):
        for part in canonical.flat(e) if e is not None else []:
            if isinstance(part, ir.InTier):
                found.append(f"{part.scale}{part.label}" if part.scale == "情节" else part.label)
            elif isinstance(part, ir.Occurrence):
                found.append(described(part))
    return "，".join(dict.fromkeys(found))


def words(measures: Sequence[tuple[ir.Norm, ir.Measure]]) -> str:
    """Measures of one cell as the text has them."""
    return "；".join(dict.fromkeys(("可以" if canonical.modality_of(m, n) == "may" else "") + _LEADING.sub("", m.text) for n, m in measures))


def _name(side: Side, n: ir.Norm) -> str:
    return side.names.violations.get(n.violation or "", "") or side.passages.label(n.span) or ""


def _table(side: Side, renamed: Mapping[int, str]) -> dict[Key, list[tuple[ir.Norm, ir.Measure]]]:
    """`renamed`: norm → the name that its counterpart stands under, so that a new heading alone changes no cell."""
    found: dict[Key, list[tuple[ir.Norm, ir.Measure]]] = {}
    for n in side.rule_set.norms:
        if n.kind != "penalty":
            continue
        name = renamed.get(id(n)) or _name(side, n)
        for m in n.measures:
            found.setdefault((name, tier_of(n, m), m.action), []).append((n, m))
    return found


def _direction(old: Sequence[tuple[ir.Norm, ir.Measure]], new: Sequence[tuple[ir.Norm, ir.Measure]]) -> Direction:
    if not old or not new:
        return joined(of_weight("heavier" if new else "lighter", measure_effect(m)) for _, m in (*old, *new))
    pairs = zip((m for _, m in old), (m for _, m in new), strict=False)
    found = [of_weight(weigh(a, b).weight, measure_effect(two)) for one, two in pairs for a, b in ((one.amount, two.amount), (one.duration, two.duration)) if a != b]
    if len(old) != len(new):
        found.append("stricter" if len(new) > len(old) else "looser")
    return joined(found) if found else "mixed"


def _change(key: Key, old: Sequence[tuple[ir.Norm, ir.Measure]], new: Sequence[tuple[ir.Norm, ir.Measure]], changes: Sequence[Change]) -> str | None:
    spans = {m.span for _, m in old}, {m.span for _, m in new}
    for change in changes:
        if change.measure == key[2] and any(place is not None and place.span in some for place, some in zip((change.old, change.new), spans, strict=True)):
            return change.fingerprint
    return next((c.fingerprint for c in changes if c.violation and c.violation == key[0] and c.measure in (None, key[2]) and c.level != "EDIT"), None)
