"""Boxes and their algebra: fact → stretch of integers or set of values; meet, take away, cover. Exact, no solver.

A side that is not named is unconstrained. All operations take the `Whole` of a dimension from the space, so that a piece outside of a
fact's domain never appears. Order of pieces follows the order of sides, so results are the same on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Interval(NamedTuple):
    """All integers from `low` to `high`, both included; None: no end on that side. In units of the dimension's lattice."""

    low: int | None
    high: int | None


Side = Interval | frozenset[str | bool]
Whole = Callable[[str], Side]


@dataclass(frozen=True, slots=True)
class Box:
    """The facts for which every side holds. `sides` is never changed after the box is made."""

    sides: Mapping[str, Side] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(frozenset(self.sides.items()))

    def without(self, key: str) -> Box:
        """The box with one side unconstrained."""
        return Box({name: side for name, side in self.sides.items() if name != key})


EVERYWHERE = Box()


def meet(one: Side, other: Side) -> Side | None:
    """What two sides share; None where nothing."""
    if isinstance(one, Interval):
        assert isinstance(other, Interval)
        low = one.low if other.low is None or (one.low is not None and one.low > other.low) else other.low
        high = one.high if other.high is None or (one.high is not None and one.high < other.high) else other.high
        return None if low is not None and high is not None and low > high else Interval(low, high)
    assert not isinstance(other, Interval)
    return one & other or None


def intersect(one: Box, other: Box) -> Box | None:
    """The box that both share; None where they do not meet."""
    if len(one.sides) < len(other.sides):
        one, other = other, one
    sides = dict(one.sides)
    for key, side in other.sides.items():
        mine = sides.get(key)
        if mine is None:
            sides[key] = side
        elif mine is not side and mine != side:
            both = meet(mine, side)
            if both is None:
                return None
            sides[key] = both
    return Box(sides)


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes share anything."""
    if len(one.sides) > len(other.sides):
        one, other = other, one
    theirs = other.sides
    for key, side in one.sides.items():
        hers = theirs.get(key)
        if hers is not None and hers is not side and meet(side, hers) is None:
            return False
    return True


def contains(outer: Box, inner: Box, whole: Whole) -> bool:
    """Whether `inner` lies in `outer`."""
    for key, side in outer.sides.items():
        mine = inner.sides.get(key)
        mine = whole(key) if mine is None else mine
        if mine != side and meet(mine, side) != mine:
            return False
    return True


def subtract(one: Box, other: Box, whole: Whole) -> list[Box]:
    """What of `one` lies outside of `other`, as disjoint boxes."""
    pieces: list[Box] = []
    rest = dict(one.sides)
    for key, side in other.sides.items():
        mine = rest.get(key)
        mine = whole(key) if mine is None else mine
        shared = meet(mine, side)
        if shared is None:
            return [one]
        for outside in _outside(mine, shared):
            pieces.append(Box({**rest, key: outside}))
        rest[key] = shared
    return pieces


def subtract_all(boxes: Sequence[Box], others: Sequence[Box], whole: Whole) -> list[Box]:
    """What of `boxes` lies outside of all `others`. May grow fast: ask `uncovered` where one piece is enough."""
    left = list(boxes)
    for other in others:
        left = [piece for box in left for piece in (subtract(box, other, whole) if meets(box, other) else [box])]
    return left


def _outside(mine: Side, shared: Side) -> list[Side]:
    if isinstance(mine, Interval):
        assert isinstance(shared, Interval)
        found: list[Side] = []
        if shared.low is not None and shared.low != mine.low:
            found.append(Interval(mine.low, shared.low - 1))
        if shared.high is not None and shared.high != mine.high:
            found.append(Interval(shared.high + 1, mine.high))
        return found
    assert not isinstance(shared, Interval)
    rest = mine - shared
    return [rest] if rest else []


class Cover(NamedTuple):
    """Whether boxes cover a box: True; False with a `hole`, a part that none covers; None where the budget ran out first."""

    covered: bool | None
    hole: Box | None
    nodes: int


BUDGET = 100_000


def cover(boxes: Sequence[Box], box: Box, whole: Whole, possible: Callable[[Box], bool] | None = None, budget: int = BUDGET) -> Cover:
    """Whether `boxes` together cover `box`. `possible`: which parts can occur at all (axioms); the others need no cover.

    Depth first: take away the first box that meets what is left, and look into the pieces. At most `budget` boxes are looked at.
    """
    nodes = 0
    stack: list[tuple[Box, Sequence[Box]]] = [(box, boxes)]
    while stack:
        nodes += 1
        if nodes > budget:
            return Cover(None, None, nodes)
        left, others = stack.pop()
        meeting = [other for other in others if meets(left, other)]
        if not meeting:
            if possible is None or possible(left):
                return Cover(False, left, nodes)
            continue
        first = min(meeting, key=lambda other: sum(key not in left.sides or left.sides[key] != side for key, side in other.sides.items()))
        rest = [other for other in meeting if other is not first]
        stack.extend((piece, rest) for piece in reversed(subtract(left, first, whole)))
    return Cover(True, None, nodes)


def absorbed(boxes: Sequence[Box], whole: Whole) -> tuple[Box, ...]:
    """The boxes without those that lie in another."""
    kept: list[Box] = []
    for box in boxes:
        if any(contains(other, box, whole) for other in kept):
            continue
        kept = [other for other in kept if not contains(box, other, whole)]
        kept.append(box)
    return tuple(kept)
