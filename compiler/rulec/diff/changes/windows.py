"""Over which stretch of time, of what, is something counted?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rulec.diff import canonical
from rulec.diff.changes.judged import Judged
from rulec.diff.changes.thresholds import judged
from rulec.diff.conditions_to_edits import stem
from rulec.diff.edits import Edit, LeafEdit, Region
from rulec.diff.match import Match
from rulec.diff.words import folded
from rulec.ir import model as ir


def windows(edit: Edit, found: Match) -> Iterable[Judged]:
    """近30日 → 近60日, 自然月, 下发前30日; the fact itself where its stem is another."""
    if not isinstance(edit, LeafEdit):
        return
    old, new = edit.old, edit.new
    if not (isinstance(old, ir.Compare | ir.Occurrence) and isinstance(new, ir.Compare | ir.Occurrence)) or type(old) is not type(new):
        return
    ours, theirs = canonical.window(old.window, found.old.names), canonical.window(new.window, found.new.names)
    if ours != theirs:
        yield from _window(edit, old, new)
    if _about(old) != _about(new):
        yield judged("D315", edit, "unknown")


def _window(edit: LeafEdit, old: ir.Compare | ir.Occurrence, new: ir.Compare | ir.Occurrence) -> Iterable[Judged]:
    one, other = old.window, new.window
    first = isinstance(old, ir.Occurrence) and (old.rel, old.value) == ("eq", Decimal(1))
    if one is None or other is None or (one.type, one.period, _words(one)) != (other.type, other.period, _words(other)):
        yield judged("D506" if first else "D503", edit, "unknown")
        return
    longer = _days(other) > _days(one)
    if first:
        yield judged("D506", edit, "shrinks" if longer else "grows")
    else:
        region: Region = "grows" if longer == (old.rel in ("ge", "gt")) else "shrinks"
        region = "unknown" if old.rel in ("eq", "ne") else region
        yield judged("D501" if longer else "D502", edit, region)


def _words(w: ir.Window) -> tuple[object, ...]:
    return folded(w.until or ""), w.until_included, folded(w.event or ""), folded(w.start or ""), w.start_included


def _days(w: ir.Window) -> float:
    per = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "hour": 1 / 24, "working_day": 1.4}
    return float(w.length or 0) * per.get(w.unit or "day", 1)


def _about(e: ir.Compare | ir.Occurrence) -> object:
    return (stem(e), folded(e.of or "")) if isinstance(e, ir.Compare) else stem(e)
