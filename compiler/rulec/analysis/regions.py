"""Conditions → regions of facts: the one door to spaces, boxes, their algebra, their cases and their words.

`space_of` makes the space of one or several rule sets, `norm_boxes` and `boxes` the regions of a norm or a condition; `intersect`,
`subtract`, `covers` work on them; `point` gives a complete case of a box and `describe` its words.
"""

from collections.abc import Sequence

from rulec.analysis.axioms import Axiom
from rulec.analysis.boxes import (
    BUDGET,
    EVERYWHERE,
    Box,
    Cover,
    Interval,
    Side,
    absorbed,
    contains,
    cover,
    intersect,
    meets,
)
from rulec.analysis.boxes import subtract as _subtract
from rulec.analysis.boxes import subtract_all as _subtract_all
from rulec.analysis.boxes_to_facts import point, possible, tightened, within
from rulec.analysis.boxes_to_words import describe, describe_all
from rulec.analysis.conditions_to_boxes import boxes, norm_boxes, product, spelled_out, union, whole_condition
from rulec.analysis.space import Dimension, Space, space_of


def subtract(one: Box, other: Box, space: Space) -> list[Box]:
    """What of `one` lies outside of `other`, as disjoint boxes within the space."""
    return _subtract(one, other, space.whole)


def subtract_all(first: Sequence[Box], others: Sequence[Box], space: Space) -> list[Box]:
    """What of the boxes `first` lies outside of all `others`. Pieces may multiply: ask `uncovered` where one is enough."""
    return _subtract_all(first, others, space.whole)


def uncovered(others: Sequence[Box], box: Box, space: Space, budget: int = BUDGET) -> Cover:
    """Whether `others` together cover `box` as far as the axioms let it happen; with a hole where not."""
    return cover(others, box, space.whole, lambda part: possible(part, space), budget)


def covers(others: Sequence[Box], box: Box, space: Space, budget: int = BUDGET) -> bool | None:
    """Whether `others` together cover `box`; None where the budget of boxes looked at ran out."""
    return uncovered(others, box, space, budget).covered


def exact(box: Box, space: Space) -> bool:
    """Whether a box speaks of facts alone, and of nothing that only opaque comparisons say."""
    return all(space.dimension(key).kind != "opaque" for key in box.sides)


__all__ = [
    "BUDGET", "EVERYWHERE", "Axiom", "Box", "Cover", "Dimension", "Interval", "Side", "Space",
    "absorbed", "boxes", "contains", "covers", "describe", "describe_all", "exact", "intersect", "meets", "norm_boxes", "point",
    "possible", "product", "space_of", "spelled_out", "subtract", "subtract_all", "tightened", "uncovered", "union", "whole_condition",
    "within",
]  # fmt: skip
