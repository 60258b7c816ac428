"""Where does a condition change over: figures, whether they are included, which way they point, what they are counted in?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rulec.diff import canonical
from rulec.diff.changes.judged import Judged
from rulec.diff.direction import effect_of, of_region
from rulec.diff.edits import Edit, LeafEdit, Region
from rulec.diff.match import Match
from rulec.diff.words import folded
from rulec.ir import model as ir

End = tuple[Decimal | None, bool]
_LOWER = ("ge", "gt")
_UPPER = ("le", "lt")
_OPEN = ("gt", "lt")


def thresholds(edit: Edit, found: Match) -> Iterable[Judged]:
    """Figures a fact is held against."""
    if not isinstance(edit, LeafEdit) or not isinstance(edit.old, ir.Compare) or not isinstance(edit.new, ir.Compare):
        return
    old, new = edit.old, edit.new
    if not isinstance(old.value, Decimal) or not isinstance(new.value, Decimal):
        yield judged("D315", edit, "unknown")
        return
    ours, theirs = canonical.leaf(old, found.old.names), canonical.leaf(new, found.new.names)
    unit, other = ours[4], theirs[4]
    if unit != other:
        yield judged("D314", edit, "unknown")
        return
    if ours[2:4] == theirs[2:4]:
        return
    region = moved_region((old.rel, Decimal(str(ours[3]))), (new.rel, Decimal(str(theirs[3]))))
    if edit.at.new is not None and edit.at.new.kind == "tier_criteria":
        yield judged("D203", edit, region)
    elif _points(old.rel) != _points(new.rel):
        yield judged("D305", edit, region)
    elif old.value == new.value:
        yield judged("D303" if old.rel in _OPEN else "D304", edit, region)
    else:
        yield judged("D301" if Decimal(str(theirs[3])) > Decimal(str(ours[3])) else "D302", edit, region)


def ladders(edit: Edit, found: Match) -> Iterable[Judged]:
    """Which time it must be: 第二次 → 第三次."""
    if not isinstance(edit, LeafEdit) or not isinstance(edit.old, ir.Occurrence) or not isinstance(edit.new, ir.Occurrence):
        return
    old, new = edit.old, edit.new
    if canonical.leaf(old, found.old.names)[2:4] == canonical.leaf(new, found.new.names)[2:4]:
        return
    region = moved_region((old.rel, old.value), (new.rel, new.value), whole=True)
    if _first(old) != _first(new) and old.window is not None:
        yield judged("D506", edit, region)
    elif _ladder(old) or _ladder(new) or _points(old.rel) != _points(new.rel) or old.value == new.value:
        yield judged("D207", edit, region)
    else:
        yield judged("D301" if new.value > old.value else "D302", edit, region)


def moved_region(old: tuple[str, Decimal], new: tuple[str, Decimal], whole: bool = False) -> Region:
    """What becomes of the figures that fit, when a bound moves. `whole`: they are integers from 1 on."""
    if "ne" in (old[0], new[0]):
        return "both"
    ours, theirs = _ends(*old, whole), _ends(*new, whole)
    if ours == theirs:
        return "same"
    grows, shrinks = _holds(theirs, ours), _holds(ours, theirs)
    return "grows" if grows else "shrinks" if shrinks else "both"


def judged(code: str, edit: LeafEdit, region: Region) -> Judged:
    """A change of one question, in the direction that follows from what it decides."""
    signed = turned_region(region) if not edit.positive else region
    direction = of_region(signed, effect_of(edit.at.new, edit.at))
    return Judged(code, edit.old, edit.new, direction, edit.at, prove="condition")


def turned_region(region: Region) -> Region:
    """The region of the opposite."""
    return "shrinks" if region == "grows" else "grows" if region == "shrinks" else region


def _points(rel: str) -> str:
    return "up" if rel in _LOWER else "down" if rel in _UPPER else rel


def _ladder(o: ir.Occurrence) -> bool:
    """Whether a count is that of the violation itself (第三次违规) and not of something it is measured by (被投诉10次以上)."""
    return o.rel == "eq" or any(word in o.event for word in ("违规", "违法", "查", "处罚", "再犯", "同类"))


def _first(o: ir.Occurrence) -> bool:
    return (o.rel, o.value) == ("eq", Decimal(1))


def _ends(rel: str, value: Decimal, whole: bool) -> tuple[End, End]:
    if whole and rel in _OPEN:
        rel, value = ("ge", value + 1) if rel == "gt" else ("le", value - 1)
    least: End = (Decimal(1), True) if whole else (None, True)
    if rel == "eq":
        return (value, True), (value, True)
    if rel in _LOWER:
        return (value, rel == "ge"), (None, True)
    return least, (value, rel == "le")


def _holds(outer: tuple[End, End], inner: tuple[End, End]) -> bool:
    (low, low_in), (mine, mine_in) = outer[0], inner[0]
    below = low is None or (mine is not None and (low < mine or (low == mine and (low_in or not mine_in))))
    (high, high_in), (upper, upper_in) = outer[1], inner[1]
    above = high is None or (upper is not None and (high > upper or (high == upper and (high_in or not upper_in))))
    return below and above


def same_fact(old: ir.Compare, new: ir.Compare) -> bool:
    """Whether two comparisons ask about one fact by name."""
    return folded(old.fact) == folded(new.fact) and folded(old.of or "") == folded(new.of or "")
