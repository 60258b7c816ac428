"""A box → one complete case in it, as the facts door takes it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import product

from rulec.analysis.boxes import Box, Interval, Side, meet
from rulec.analysis.space import OTHER, Dimension, Space
from rulec.ir import model as ir
from rulec.ir.interpret import RELATIONS
from rulec.runtime.money import plain


def tightened(box: Box, space: Space) -> Box | None:
    """The box within what the axioms allow; None where they allow nothing of it."""
    sides = dict(box.sides)
    for _ in range(len(space.axioms) or 1):
        for axiom in space.axioms:
            small, large = (sides.get(key, space.whole(key)) for key in (axiom.small, axiom.large))
            assert isinstance(small, Interval) and isinstance(large, Interval)
            both = meet(small, Interval(None, large.high)), meet(large, Interval(small.low, None))
            for key, before, after in zip((axiom.small, axiom.large), (small, large), both, strict=True):
                if after is None:
                    return None
                if after != before:
                    sides[key] = after
    return Box(sides)


def possible(box: Box, space: Space) -> bool:
    """Whether any case of the box agrees with the axioms."""
    return tightened(box, space) is not None


def point(box: Box, space: Space, near: Mapping[str, object] | None = None) -> dict[str, object] | None:
    """A complete case in the box, by label: figures as decimal strings, as round and as near to the box's ends as can be; what the box
    leaves open at a typical value. `near` (by label): values to keep where the box allows. The violation is under 违规类型.

    None where the axioms forbid the box or no case was found for what it says of two facts at once. Moments are left out.
    """
    tight = tightened(box, space)
    if tight is None:
        return None
    chosen: dict[str, int | str | bool] = {}
    for key, dimension in space.dimensions.items():
        if dimension.kind != "opaque":
            chosen[key] = _value(tight.sides.get(key, dimension.whole), dimension, None if near is None else _near(near, dimension))
    _keep_axioms(chosen, tight, space)
    if not _settle(chosen, tight, space):
        return None
    facts: dict[str, object] = {}
    for key, value in chosen.items():
        dimension = space.dimensions[key]
        if dimension.kind == "figure":
            assert isinstance(value, int)
            facts[dimension.label] = plain(value, dimension.places)
        elif dimension.kind == "word":
            held = facts.setdefault(dimension.label, [])
            assert isinstance(held, list)
            held += [dimension.word] if value else []
        else:
            facts[dimension.label] = value
    return facts


def within(facts: Mapping[str, object], box: Box, space: Space) -> bool:
    """Whether a complete case (as `point` gives it) lies in a box; of what is opaque, what its comparison says counts."""
    for key, side in box.sides.items():
        dimension = space.dimension(key)
        if dimension.kind == "opaque":
            figures = {label: Decimal(str(facts[label])) for label in _asked(dimension.leaf) if label in facts}
            if _says(dimension.leaf, figures) is not (True in side):
                return False
        elif dimension.kind == "figure":
            figure = int(Decimal(str(facts[dimension.label])).scaleb(dimension.places))
            assert isinstance(side, Interval)
            if meet(side, Interval(figure, figure)) is None:
                return False
        elif dimension.kind == "word":
            held = facts[dimension.label]
            assert isinstance(held, list)
            if (dimension.word in held) not in side:
                return False
        elif facts[dimension.label] not in side:
            return False
    return True


def _near(near: Mapping[str, object], dimension: Dimension) -> int | str | bool | None:
    value = near.get(dimension.label)
    if value is None:
        return None
    if dimension.kind == "figure":
        scaled = Decimal(str(value)).scaleb(dimension.places)
        return int(scaled) if scaled == int(scaled) else None
    if dimension.kind == "word":
        return isinstance(value, list | tuple | set | frozenset) and dimension.word in value
    return value if isinstance(value, str | bool) else None


def _value(side: Side, dimension: Dimension, near: int | str | bool | None) -> int | str | bool:
    if isinstance(side, Interval):
        return _figure(side, dimension, near if isinstance(near, int) else None)
    if near is not None and near in side:
        return near
    if dimension.kind in ("yes_no", "word"):
        return False not in side
    ordered = [value for value in dimension.values if value in side and value != OTHER]
    return ordered[0] if ordered else next(iter(sorted(side, key=str)))


def _figure(side: Interval, dimension: Dimension, near: int | None) -> int:
    """The figure of the stretch that is nearest to `near`; else the roundest one nearest to its lower end (or to its upper, where it has
    no lower): a whole figure where there is one, the middle of the finest that there is where there is none."""
    low, high = side
    near = dimension.usual if near is None and side == dimension.whole else near
    if near is not None:
        near = near if high is None else min(near, high)
        return near if low is None else max(near, low)
    if low is None:
        return high if high is not None else 0
    if (low, 0) in dimension.cuts and low != dimension.low:
        return low
    # A stretch from nothing up to a bound: the bound is what it is about.
    upto = low == dimension.low and high is not None and high not in (low, dimension.high)
    for places in range(dimension.places + 1):
        step: int = 10 ** (dimension.places - places)
        first = -(-low // step) * step
        last = None if high is None else high // step * step
        if last is None or first <= last:
            if upto and last is not None:
                return last
            if places == 0 or last is None:
                return first
            return (first // step + (last // step - first // step) // 2) * step
    return low


def _keep_axioms(chosen: dict[str, int | str | bool], box: Box, space: Space) -> None:
    for _ in range(len(space.axioms)):
        for axiom in space.axioms:
            small, large = chosen[axiom.small], chosen[axiom.large]
            assert isinstance(small, int) and isinstance(large, int)
            if small > large:
                side = box.sides.get(axiom.large, space.whole(axiom.large))
                assert isinstance(side, Interval)
                if side.high is None or small <= side.high:
                    chosen[axiom.large] = small
                else:
                    chosen[axiom.small] = large


def _settle(chosen: dict[str, int | str | bool], box: Box, space: Space) -> bool:
    """Change open figures until the comparisons of two facts that the box asks for come out; whether they do."""
    for key, side in box.sides.items():
        dimension = space.dimension(key)
        if dimension.kind != "opaque" or len(side) != 1:
            continue
        wanted = True in side
        if not _holds(dimension.leaf, chosen, space, wanted) and not _changed(dimension.leaf, chosen, box, space, wanted):
            return False
    asked = [(space.dimension(key).leaf, True in side) for key, side in box.sides.items() if space.dimension(key).kind == "opaque"]
    return all(_holds(leaf, chosen, space, wanted) for leaf, wanted in asked)


def _changed(leaf: ir.Compare | None, chosen: dict[str, int | str | bool], box: Box, space: Space, wanted: bool) -> bool:
    if leaf is None or any(label not in space.dimensions for label in _asked(leaf)):
        return False
    one, other = _asked(leaf)
    before = chosen[one], chosen[other]
    for first, second in product(_trials(one, box, space), _trials(other, box, space)):
        chosen[one], chosen[other] = first, second
        if _holds(leaf, chosen, space, wanted):
            return True
    chosen[one], chosen[other] = before
    return False


def _trials(key: str, box: Box, space: Space) -> list[int]:
    dimension = space.dimension(key)
    side = box.sides.get(key, dimension.whole)
    assert isinstance(side, Interval)
    unit = 10**dimension.places
    figures = [0, unit, 2 * unit, 10 * unit, 100 * unit, 1000 * unit, 100000 * unit, side.low or 0, side.high or 0]
    return [figure for figure in dict.fromkeys(figures) if meet(side, Interval(figure, figure)) is not None]


def _holds(leaf: ir.Compare | None, chosen: Mapping[str, int | str | bool], space: Space, wanted: bool) -> bool:
    figures: dict[str, Decimal] = {}
    for label in _asked(leaf):
        value = chosen.get(label)
        if isinstance(value, int):
            figures[label] = Decimal(value).scaleb(-space.dimensions[label].places)
    return _says(leaf, figures) is wanted


def _asked(leaf: ir.Compare | None) -> tuple[str, ...]:
    if leaf is None:
        return ()
    return (leaf.fact, leaf.value.fact if isinstance(leaf.value, ir.FactRef) else leaf.of or leaf.fact)


def _says(leaf: ir.Compare | None, figures: Mapping[str, Decimal]) -> bool | None:
    """What a comparison of two facts comes to; None where it cannot be worked out."""
    asked = _asked(leaf)
    if leaf is None or any(label not in figures for label in asked):
        return None
    left, right = figures[asked[0]], figures[asked[1]]
    if not isinstance(leaf.value, ir.FactRef):
        left, right = (left * 100 if leaf.unit == "percent" else left), right * leaf.value
    found: bool = RELATIONS[leaf.rel](left, right)
    return found
