"""A decided case → what a norm that did not hold asked for, and the smallest changes of facts that could alter the outcome.

Both are read off the boxes of the norms: how far the case lies outside of a stretch of facts is how many facts stand in the way, and by
how much. Nothing is claimed of what would follow: whoever asks decides the changed case anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rulec.analysis.boxes import Box, Interval, Side
from rulec.analysis.conditions_to_boxes import boxes, whole_condition
from rulec.analysis.space import Dimension, Space
from rulec.ir import model as ir
from rulec.ir.plan import Plan
from rulec.runtime.money import plain

Case = Mapping[str, object]
"""The known facts of a case by label: figures as Decimal, sets as frozenset, words, yes or no. The violation is under 违规类型."""
MOST_STEPS = 2
"""Facts that a change may touch: more is no near change."""
MOST_BOXES = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One fact that stands in the way: the stretch (`side`) asked for, the value it has, the nearest one that would do (`new`, as the
    facts door takes it)."""

    dimension: Dimension
    side: Side
    old: object
    new: object

    @property
    def distance(self) -> Decimal:
        """How far it is: for a figure in relation to the figure, else one."""
        if not isinstance(self.old, Decimal):
            return Decimal(1)
        return abs(Decimal(str(self.new)) - self.old) / max(abs(self.old), Decimal(1))


@dataclass(frozen=True, slots=True)
class Miss:
    """A norm that did not hold, and the facts that stand in its way where it came nearest."""

    norm: ir.Norm
    steps: tuple[Step, ...]


def misses(norms: Iterable[ir.Norm], plan: Plan, space: Space, case: Case) -> tuple[Miss, ...]:
    """What each norm asked for that is not so, in their order; norms of another violation, and those that facts alone do not decide, are
    passed over."""
    found: list[Miss] = []
    for norm in norms:
        held = boxes(whole_condition(norm, plan), space, plan)[:MOST_BOXES]
        ways = [way for way in (_way(box, space, case) for box in held) if way]
        if ways:
            found.append(Miss(norm, min(ways, key=len)))
    return tuple(found)


def changes(outcomes: Mapping[str, str], plan: Plan, space: Space, case: Case, fixed: Collection[str]) -> list[tuple[Step, ...]]:
    """The changes of one or two facts that make a norm hold which did not, or the other way about, nearest first.

    `outcomes`: what each norm came to (`true`, `false`); `fixed`: labels of facts that follow from others and cannot be changed by hand.
    """
    found: dict[tuple[tuple[str, str], ...], tuple[Step, ...]] = {}
    for norm in plan.norms:
        outcome = outcomes.get(norm.id)
        if outcome not in ("true", "false") or norm.unclaimed:
            continue
        condition = whole_condition(norm, plan)
        for box in boxes(condition if outcome == "false" else ir.Not(condition), space, plan)[:MOST_BOXES]:
            way = _way(box, space, case, complete=True)
            if way and len(way) <= MOST_STEPS and not any(step.dimension.label in fixed for step in way):
                found.setdefault(tuple(sorted((step.dimension.key, str(step.new)) for step in way)), way)
    return sorted(found.values(), key=lambda way: (len(way), sum(step.distance for step in way), [step.dimension.key for step in way]))


def ends(side: Interval, dimension: Dimension) -> tuple[tuple[ir.Rel, str], ...]:
    """The bounds of a stretch as the text states them: below 50, where the stretch ends at 49. Ends of the domain are no bounds."""
    low, high = (None if side.low == dimension.low else side.low), (None if side.high == dimension.high else side.high)
    if low is not None and low == high:
        return (("eq", plain(low, dimension.places)),)
    found: list[tuple[ir.Rel, str]] = []
    if low is not None:
        bound = bound_of("low", low, dimension.cuts)
        found.append(("ge" if bound == low else "gt", plain(bound, dimension.places)))
    if high is not None:
        bound = bound_of("high", high, dimension.cuts)
        found.append(("le" if bound == high else "lt", plain(bound, dimension.places)))
    return tuple(found)


def bound_of(end: str, figure: int, cuts: Sequence[tuple[int, int]]) -> int:
    """The figure of the text at the `low` or `high` end of a stretch: 50 for < 50, where the stretch ends at 49."""
    if end == "low":
        return figure if (figure, 0) in cuts or (figure - 1, 1) not in cuts else figure - 1
    return figure if (figure, 1) in cuts or (figure + 1, 0) not in cuts else figure + 1


def _way(box: Box, space: Space, case: Case, complete: bool = False) -> tuple[Step, ...]:
    """The facts that keep a case out of a box; empty where it lies in it, or where that cannot be told. `complete`: no fact that the box
    asks for may be unknown."""
    steps: list[Step] = []
    for key, side in box.sides.items():
        dimension = space.dimension(key)
        old = case.get(dimension.label)
        if dimension.kind in ("opaque", "violation"):
            if dimension.kind == "opaque" or old not in side:
                return ()
            continue
        if old is None:
            if complete:
                return ()
            continue
        if not _lies(old, side, dimension):
            steps.append(Step(dimension, side, old, _nearest(old, side, dimension)))
    return tuple(steps)


def _lies(value: object, side: Side, dimension: Dimension) -> bool:
    if isinstance(side, Interval):
        if not isinstance(value, Decimal):
            return False
        scaled = value.scaleb(dimension.places)
        return not ((side.low is not None and scaled < side.low) or (side.high is not None and scaled > side.high))
    if dimension.kind == "word":
        return (isinstance(value, frozenset) and dimension.word in value) in side
    return value in side


def _nearest(old: object, side: Side, dimension: Dimension) -> object:
    """The value of the side that is nearest to what there is, as the facts door takes it."""
    if isinstance(side, Interval):
        assert isinstance(old, Decimal)
        end = side.low if side.low is not None and old.scaleb(dimension.places) < side.low else side.high
        return plain(end if end is not None else 0, dimension.places)
    if dimension.kind == "word":
        held = set(old) if isinstance(old, frozenset) else set()
        return sorted(held | {dimension.word} if True in side else held - {dimension.word}, key=str)
    return next((value for value in dimension.values if value in side), next(iter(sorted(side, key=str))))


def case_of(read: Mapping[str, object], plan: Plan, assumed: Mapping[str, object]) -> dict[str, object]:
    """Facts as a rule has read them (by ASCII name, `Rule.read`) and what was assumed (by label, in words) → the case by label."""
    found: dict[str, object] = {}
    for spec in plan.facts:
        value = read.get(spec.name)
        if isinstance(value, bool) or spec.type in ("choice", "flag", "judgement", "event"):
            value = _assumed(assumed.get(spec.label)) if not isinstance(value, bool | str) else value
        elif isinstance(value, int):
            value = Decimal(value).scaleb(-spec.digits)
        elif spec.type in ("money", "count", "number"):
            value = _figure(assumed.get(spec.label))
        elif not isinstance(value, frozenset):
            value = None
        if value is not None:
            found[spec.label] = value
    return found


def _assumed(value: object) -> object:
    return {"yes": True, "no": False, "true": True, "false": False}.get(str(value), value) if value is not None else None


def _figure(value: object) -> Decimal | None:
    text = str(value) if value is not None else ""
    return Decimal(text) if text.lstrip("-").replace(".", "", 1).isdigit() else None
