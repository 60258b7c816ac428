"""Norms that divide one figure among them → gaps and overlaps between neighbouring bands (A201–A204), scales that end (A224).

Bands are parts of norms of one kind, violation and article whose boxes differ in one figure alone. What another norm of the same kind
covers is no gap. Where something between the bands was not understood, a gap may be its place: nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rulec.analysis.boxes import Box, Cover, Interval, contains, cover, intersect, meets
from rulec.analysis.boxes_to_facts import possible
from rulec.analysis.examined import POINTING, Examined, Part, finding
from rulec.analysis.findings import Finding
from rulec.analysis.outcomes import aim, sums
from rulec.analysis.space import Dimension
from rulec.diagnostics import Severity
from rulec.ir.plan import has_otherwise

GRANTING = frozenset({"relief", "admission", "permission"})
DIVIDING = frozenset({"penalty", *GRANTING})


@dataclass(frozen=True, slots=True)
class Band:
    """One part's stretch of a figure."""

    part: Part
    box: Box
    side: Interval

    @property
    def order(self) -> tuple[bool, int, bool, int, int]:
        """By lower end, then by upper, then by place."""
        low, high = self.side
        return (low is not None, low or 0, high is None, high or 0, self.part.span.start)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The bands of one figure in one context, from the lowest up."""

    figure: Dimension
    context: Box
    bands: tuple[Band, ...]


def ladders(examined: Examined) -> tuple[Ladder, ...]:
    """All groups of two parts or more that divide one figure among them."""
    found: dict[tuple[object, ...], list[Band]] = {}
    for part in examined.parts:
        norm = part.norm
        if norm.kind not in DIVIDING or not part.measures or norm.unclaimed or has_otherwise(norm):
            continue
        for box in part.boxes:
            for key, side in box.sides.items():
                if isinstance(side, Interval):
                    group = (norm.kind, norm.violation, examined.containers[norm.id], key, box.without(key))
                    found.setdefault(group, []).append(Band(part, box, side))
    return tuple(
        Ladder(examined.space.dimension(str(group[3])), bands[0].box.without(str(group[3])), tuple(sorted(bands, key=lambda b: b.order)))
        for group, bands in found.items()
        if len({band.part.span for band in bands}) > 1
    )


def scale_findings(examined: Examined) -> Iterator[Finding]:
    """Gaps, overlaps and ends of all ladders, each pair of bands once."""
    seen: set[tuple[object, ...]] = set()
    for ladder in ladders(examined):
        for found in (*_gaps(examined, ladder), *_overlaps(examined, ladder), *_top(examined, ladder)):
            key = (found.code, tuple(place.span for place in found.places), dict(found.values).get("figure"))
            if key not in seen:
                seen.add(key)
                yield found


# ---- gaps


def _gaps(examined: Examined, ladder: Ladder) -> Iterator[Finding]:
    reached: Band | None = None
    for band in ladder.bands:
        if reached is not None and reached.side.high is not None and band.side.low is not None and band.side.low > reached.side.high + 1:
            found = _gap(examined, ladder, reached, band)
            if found is not None:
                yield found
        if reached is None or (reached.side.high is not None and (band.side.high is None or band.side.high > reached.side.high)):
            reached = band


def _gap(examined: Examined, ladder: Ladder, below: Band, above: Band) -> Finding | None:
    """What lies between two neighbouring bands and belongs to no norm; None where there is nothing."""
    if below.side.high is None or above.side.low is None or examined.between([below.part.span, above.part.span]):
        return None
    key = ladder.figure.key
    hole = Box({**ladder.context.sides, key: Interval(below.side.high + 1, above.side.low - 1)})
    covered = _covered(examined, ladder, below.part, hole)
    if covered.covered is True:
        return None
    hole = covered.hole or hole
    side = hole.sides[key]
    if not isinstance(side, Interval) or side.low is None or side.high is None:
        return None
    whole: int = 10**ladder.figure.places
    between_whole = -(-side.low // whole) > side.high // whole
    witness = examined.witness(hole, failing=(below.part, above.part))
    weight = Severity.NOTE if below.part.norm.kind in GRANTING else Severity.WARNING if covered.covered is None else None
    return finding(
        "A202" if between_whole else "A201", (examined.of_part(below.part), examined.of_part(above.part)), witness,
        {"figure": ladder.figure.label, **examined.words(Box({key: side}))},
        weight=None if between_whole else weight, proof="exact" if covered.covered is False and witness is not None else "not_proved",
    )  # fmt: skip


def _covered(examined: Examined, ladder: Ladder, part: Part, hole: Box) -> Cover:
    """Whether other parts of the same kind and violation cover the hole; half-understood ones count too. What applies to all bands alike,
    whatever the figure, fills no gap between them; nor does another article, where the ground points to what stands before it."""
    found: list[Box] = []
    context = ladder.context.sides.keys()
    elsewhere = not any(POINTING.search(key) for key in context)
    for other in examined.parts:
        norm = other.norm
        if not elsewhere and examined.containers[norm.id] != examined.containers[part.norm.id]:
            continue
        if norm.kind == part.norm.kind and norm.violation in (part.norm.violation, None) and norm.condition is not None and other.measures:
            rest = has_otherwise(norm)
            found += [box for box in other.boxes if meets(box, hole) and (rest or not box.sides.keys() <= context)]
    return cover(found, hole, examined.space.whole, lambda box: possible(box, examined.space))


# ---- overlaps


def _overlaps(examined: Examined, ladder: Ladder) -> Iterator[Finding]:
    for one, other in combinations(ladder.bands, 2):
        if one.part is other.part or one.part.outcome == other.part.outcome:
            continue
        shared = intersect(one.box, other.box)
        if shared is None or not possible(shared, examined.space):
            continue
        whole = examined.space.whole
        nested = contains(one.box, other.box, whole) or contains(other.box, one.box, whole)
        replaced = _replaced(one.part, other.part)
        if nested and (one.side == other.side or replaced or not _rivals(one.part, other.part)):
            continue
        witness = examined.witness(shared, holding=[part for part in (one.part, other.part) if part not in replaced])
        yield finding(
            "A204" if nested else "A203", (examined.of_part(one.part), examined.of_part(other.part)), witness,
            {"figure": ladder.figure.label, **examined.words(Box({ladder.figure.key: shared.sides[ladder.figure.key]}))},
            weight=Severity.WARNING if not nested and one.part.norm.kind in GRANTING else None,
            proof="exact" if witness is not None else "not_proved",
        )  # fmt: skip


def _replaced(one: Part, other: Part) -> list[Part]:
    """Which of the two has a measure that one of the other takes the place of."""
    return [
        mine
        for mine, yours in ((one, other), (other, one))
        if {measure.id for measure in mine.measures} & {taken for measure in yours.measures for taken in measure.instead_of}
    ]


def _rivals(one: Part, other: Part) -> bool:
    """Whether two parts impose the same kind of measure upon the same, in different sums."""
    return any(aim(first) == aim(second) and sums(first) != sums(second) for first in one.measures for second in other.measures)


# ---- ends


def _top(examined: Examined, ladder: Ladder) -> Iterator[Finding]:
    """A ladder of penalties that goes up and ends: above its highest band there is nothing."""
    highest = max(ladder.bands, key=lambda band: (band.side.high is None, band.side.high or 0))
    top, norm = highest.side.high, highest.part.norm
    steps = {band.side for band in ladder.bands if band.side.low is not None and band.side.low > (ladder.figure.low or 0)}
    if top is None or norm.kind != "penalty" or top == ladder.figure.high or not steps:
        return
    last = max(band.part.span.end for band in ladder.bands)
    if any(span.start >= last and examined.article_at(span.start) == examined.containers[norm.id] for span in examined.doubtful):
        return
    above = Box({**ladder.context.sides, ladder.figure.key: Interval(top + 1, ladder.figure.high)})
    covered = _covered(examined, ladder, highest.part, above)
    if covered.covered is False and covered.hole is not None:
        witness = examined.witness(covered.hole, failing=(highest.part,))
        words = examined.words(Box({ladder.figure.key: covered.hole.sides[ladder.figure.key]}))
        yield finding("A224", (examined.of_part(highest.part),), witness, {"figure": ladder.figure.label, **words})
