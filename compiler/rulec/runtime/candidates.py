"""What would follow in each case that the unknown facts leave open, and which of those facts decide."""

from __future__ import annotations

from copy import copy
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from .cells import Cell, cells_of, written
from .truth import UNKNOWN
from .weigh import Weighed

if TYPE_CHECKING:
    from .decision import Case

BUDGET = 256
"""Combinations of unknown facts that are tried out; beyond that only what is missing is named."""


class Candidate(NamedTuple):
    """Facts that may yet turn out so, by label, and what follows then."""

    when: dict[str, Any]
    outcome: Weighed


class Tried(NamedTuple):
    """All outcomes that remain possible, and the facts, by name, that choose among them. `outcomes` is empty where there were too many."""

    candidates: tuple[Candidate, ...]
    outcomes: tuple[Weighed, ...]
    deciding: tuple[str, ...]


def with_facts(facts: Any, changes: dict[str, Any]) -> Any:
    """A copy of `facts` in which `changes`, by name, hold."""
    changed = copy(facts)
    for name, value in changes.items():
        object.__setattr__(changed, name, value)
    return changed


def try_out(case: Case, weighed: Weighed, trying: bool = True) -> Tried:
    """Run `case` for every combination of the facts that its outcome hangs on; only name the facts where there are too many, or not `trying`."""
    rule, facts = case.rule, case.facts
    hangs_on = {name for _, reads in weighed.hangs_on for name in reads}
    unknown = [spec.name for spec in rule.facts if getattr(facts, spec.name) is UNKNOWN and not case.presumes(spec.name)]
    names = [name for name in unknown if name in hangs_on]
    cells: dict[str, tuple[Cell, ...]] = {}
    for name in names:
        tier = case.run.tiers.get(name)
        cells[name] = cells_of(rule.fact(name), tier.possible if tier else None)
    tried = [name for name in names if cells[name]]
    if not trying or not tried or prod(len(cells[name]) for name in tried) > BUDGET:
        return Tried((), (), tuple(names))
    rows: dict[tuple[int, ...], Weighed] = {}
    for picked in product(*(range(len(cells[name])) for name in tried)):
        supposed = {name: cells[name][i].value for name, i in zip(tried, picked, strict=True)}
        rows[picked] = case.supposing(supposed)
    keys = {picked: row.key() for picked, row in rows.items()}
    deciding = [i for i in range(len(tried)) if _decides(i, keys)]
    open_still = {name for row in rows.values() for _, reads in row.hangs_on for name in reads}
    left = (*(tried[i] for i in deciding), *(name for name in names if name in open_still and not cells[name]))
    return Tried(_candidates(case, tried, cells, rows, deciding), tuple(rows.values()), left)


def _decides(i: int, keys: dict[tuple[int, ...], tuple[Any, ...]]) -> bool:
    seen: dict[tuple[int, ...], tuple[Any, ...]] = {}
    return any(seen.setdefault((*picked[:i], *picked[i + 1 :]), key) != key for picked, key in keys.items())


Rows = dict[tuple[int, ...], Weighed]


def _candidates(case: Case, tried: list[str], cells: dict[str, tuple[Cell, ...]], rows: Rows, deciding: list[int]) -> tuple[Candidate, ...]:
    """One candidate for each branch of a tree that asks one deciding fact after the other, and stops where the outcome is settled."""
    found: list[Candidate] = []

    def grow(left: Rows, asked: tuple[int, ...], when: dict[str, Any]) -> None:
        if len({row.key() for row in left.values()}) == 1 or not asked:
            found.append(Candidate(when, next(iter(left.values()))))
            return
        splits = {i: _split(left, i) for i in asked}
        best = max(asked, key=lambda i: (sum(len(part) for _, part in splits[i] if _settled(part)), -len(splits[i]), -i))
        spec = case.rule.fact(tried[best])
        for indices, part in splits[best]:
            further = {} if len(splits[best]) == 1 else {spec.label: written(spec, [cells[tried[best]][j] for j in indices])}
            grow(part, tuple(i for i in asked if i != best), when | further)

    grow(rows, tuple(deciding), {})
    return tuple(found)


def _settled(rows: Rows) -> bool:
    return len({row.key() for row in rows.values()}) == 1


def _split(rows: Rows, i: int) -> list[tuple[list[int], Rows]]:
    """The rows by the cell of fact `i`; neighbouring cells after which everything is alike are one part."""
    parts: dict[int, Rows] = {}
    for picked, row in rows.items():
        parts.setdefault(picked[i], {})[picked] = row
    joined: list[tuple[list[int], Rows, dict[tuple[int, ...], Any]]] = []
    for j, part in sorted(parts.items()):
        alike = {(*picked[:i], *picked[i + 1 :]): row.key() for picked, row in part.items()}
        if joined and joined[-1][2] == alike:
            joined[-1][0].append(j)
        else:
            joined.append(([j], part, alike))
    return [(indices, part) for indices, part, _ in joined]
