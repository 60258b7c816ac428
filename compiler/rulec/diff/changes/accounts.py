"""How are points kept: where do they begin, when are they cleared, at which totals does something follow?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rulec.diff.changes.judged import Judged
from rulec.diff.changes.thresholds import moved_region
from rulec.diff.direction import of_region
from rulec.diff.edits import AccountEdit, At, Edit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.ir import model as ir
from rulec.ir.wording import SIGNS


def accounts(edit: Edit, found: Match) -> Iterable[Judged]:
    """An account itself: its beginning, its reset, how points are taken back, which measure runs where several would."""
    if not isinstance(edit, AccountEdit) or edit.what.startswith("node"):
        return
    old, new = edit.old, edit.new
    at = _at(edit)
    match edit.what:
        case "added":
            yield Judged("D110", None, new.name if new else None, "stricter", at)
        case "removed":
            yield Judged("D111", old.name if old else None, None, "looser", at)
        case "initial":
            ours, theirs = (None if a is None else a.initial for a in (old, new))
            direction: Direction = "mixed" if ours is None or theirs is None else "looser" if theirs > ours else "stricter"
            yield Judged("D505", _figure(ours), _figure(theirs), direction, at)
        case "reset" | "recovery" | "cap":
            yield Judged("D504", said(old, edit.what), said(new, edit.what), _reset(old, new, edit.what), at)
        case "concurrency":
            words = {"strictest": "按最严的执行", "each": "分别执行", None: ""}
            sides = words[old.concurrency if old else None], words[new.concurrency if new else None]
            direction = "stricter" if new is not None and new.concurrency == "each" else "looser" if old is not None and old.concurrency == "each" else "mixed"
            yield Judged("D423", sides[0] or None, sides[1] or None, direction, at)
        case "in_addition":
            yield Judged("D423", None, None, "stricter" if edit.new_node is not None and edit.new_node.in_addition else "looser", at)


def nodes(edit: Edit, found: Match) -> Iterable[Judged]:
    """A total at which measures follow."""
    if not isinstance(edit, AccountEdit) or not edit.what.startswith("node"):
        return
    ours, theirs = edit.old_node, edit.new_node
    before, after = (None if n is None else node_words(n) for n in (ours, theirs))
    at = _at(edit)
    if edit.what == "node_added":
        yield Judged("D201", None, after, "stricter", at)
    elif edit.what == "node_removed":
        yield Judged("D202", before, None, "looser", at)
    else:
        assert ours is not None and theirs is not None
        first, last = ours.at if ours.at is not None else ours.low, theirs.at if theirs.at is not None else theirs.low
        if first is not None and last is not None and first != last:
            region = moved_region((ours.rel or "ge", first), (theirs.rel or "ge", last))
            yield Judged("D301" if last > first else "D302", before, after, of_region(region, "burden"), at)
        elif ours.rel != theirs.rel and first is not None:
            region = moved_region((ours.rel or "ge", first), (theirs.rel or "ge", first))
            yield Judged("D303" if region == "grows" else "D304", before, after, of_region(region, "burden"), at)
        else:
            yield Judged("D203", before, after, "mixed", at)


def node_words(n: ir.Node) -> str:
    """The totals of a node in a few words."""
    if n.at is not None:
        return f"{SIGNS[n.rel or 'ge']}{_figure(n.at)}分"
    if n.low is not None or n.high is not None:
        return f"{_figure(n.low) or ''}-{_figure(n.high) or ''}分"
    return f"每{_figure(n.every)}分" if n.every is not None else n.delegates or ""


def said(a: ir.Account | None, what: str) -> str | None:
    """What an account says of clearing, restoring and capping points, in a few words."""
    if a is None:
        return None
    if what == "reset":
        r = a.reset
        if r is None:
            return None
        return f"{r.at}清零" if r.at else f"每{_figure(r.length) or ''}{r.unit or r.period or ''}清零"
    if what == "recovery":
        return "；".join(f"每{_figure(r.every)}{r.unit}{r.what}恢复{_figure(r.points)}分" for r in a.recovery) or None
    return "；".join(f"{_figure(c.length)}{c.unit}内不超过{_figure(c.limit)}分" for c in a.caps) or None


def _reset(old: ir.Account | None, new: ir.Account | None, what: str) -> Direction:
    ours, theirs = said(old, what), said(new, what)
    if (ours is None) != (theirs is None):
        return "looser" if ours is None else "stricter"
    if what == "recovery" and old is not None and new is not None and len(old.recovery) == len(new.recovery) == 1:
        one, other = old.recovery[0], new.recovery[0]
        if (one.every, one.unit, one.what) == (other.every, other.unit, other.what) and one.points != other.points:
            return "looser" if other.points > one.points else "stricter"
    return "mixed"


def _figure(figure: Decimal | None) -> str | None:
    return None if figure is None else format(figure.normalize(), "f")


def _at(edit: AccountEdit) -> At:
    old = edit.old_node or edit.old
    new = edit.new_node or edit.new
    name = (edit.new or edit.old).name if edit.new or edit.old else ""  # type: ignore[union-attr]
    return At(None, None, None, "node", (None, None), name, None if old is None else old.span, None if new is None else new.span)
