"""The values of an unknown fact, cut where a rule's conditions change over: one cell stands for all values in it."""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

from .facts import FIGURES, YES_NO
from .money import plain
from .specs import FactSpec
from .supposed import Supposed

MOST_WORDS = 3
"""Sets are tried out word by word up to this many words; beyond that they stay unknown."""


class Cell(NamedTuple):
    """A value that stands for all of its cell, and how the cell is written: a value, or the ends of a stretch of figures."""

    value: Any
    label: Any
    low: int | None = None
    high: int | None = None


def cells_of(spec: FactSpec, possible: tuple[str, ...] | None = None) -> tuple[Cell, ...]:
    """The cells of a fact, in order; `possible` narrows the words of a choice. None where the fact cannot be tried out."""
    if spec.type in YES_NO:
        return Cell(True, True), Cell(False, False)
    if spec.type in FIGURES:
        return _figures(spec)
    if spec.type == "choice":
        words = possible if possible is not None else tuple(dict.fromkeys((*(spec.domain or ()), *spec.words)))
        if spec.domain is None and possible is None:
            words = tuple(dict.fromkeys((*words, "其他")))
        return tuple(Cell(word, word) for word in words)
    if spec.type == "set" and 0 < len(spec.words) <= MOST_WORDS:
        subsets = [words for size in range(len(spec.words) + 1) for words in combinations(spec.words, size)]
        return tuple(Cell(frozenset(words), list(words)) for words in subsets)
    return ()


def written(spec: FactSpec, cells: list[Cell]) -> Any:
    """How several cells of one fact are written together: a stretch of figures, a value, or a list of values."""
    if spec.type in FIGURES:
        low, high = cells[0].low, cells[-1].high
        if low is not None and low == high:
            return plain(low, spec.digits)
        unit = f" {spec.unit}" if spec.unit else ""
        parts = [] if low is None or low == spec.low else [_low_end(spec, low) + unit]
        parts += [] if high is None or high == spec.high else [_high_end(spec, high) + unit]
        return ", ".join(parts)
    return cells[0].label if len(cells) == 1 else [cell.label for cell in cells]


def _figures(spec: FactSpec) -> tuple[Cell, ...]:
    if not spec.cuts:
        return ()
    starts = [spec.low, *(figure + above for figure, above in spec.cuts)]
    ends = [*(figure - 1 + above for figure, above in spec.cuts), spec.high]
    found: list[Cell] = []
    for low, high in zip(starts, ends, strict=True):
        low = spec.low if low is not None and spec.low is not None and low < spec.low else low
        high = spec.high if high is not None and spec.high is not None and high > spec.high else high
        if low is not None and high is not None and low > high:
            continue
        figure = high if low is None else low
        assert figure is not None
        found.append(Cell(figure if low == high else Supposed(figure), None, low, high))
    return tuple(found)


def _low_end(spec: FactSpec, low: int) -> str:
    if (low - 1, 1) in spec.cuts:
        return f"> {plain(low - 1, spec.digits)}"
    return f">= {plain(low, spec.digits)}"


def _high_end(spec: FactSpec, high: int) -> str:
    if (high, 1) in spec.cuts:
        return f"<= {plain(high, spec.digits)}"
    return f"< {plain(high + 1, spec.digits)}"
