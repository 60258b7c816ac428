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
    """Run `case` for every combination of the facts that its outcome hangs on; only name them where they are too many, or not `trying`."""
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
    numbers: dict[tuple[Any, ...], int] = {}
    keys = {picked: numbers.setdefault(row.key(), len(numbers)) for picked, row in rows.items()}
    deciding = [i for i in range(len(tried)) if _decides(i, keys)]
    open_still = {name for row in rows.values() for _, reads in row.hangs_on for name in reads}
    left = (*(tried[i] for i in deciding), *(name for name in names if name in open_still and not cells[name]))
    branches = _branches(case, tried, cells, keys, deciding)
    candidates = tuple(Candidate(when, rows[picked]) for when, picked in branches)
    return Tried(candidates, tuple(rows.values()), left)


Picked = tuple[int, ...]
Keys = dict[Picked, int]
"""Combinations of cells, and the number of the outcome that each has."""


def _decides(i: int, keys: Keys) -> bool:
    seen: Keys = {}
    return any(seen.setdefault((*picked[:i], *picked[i + 1 :]), key) != key for picked, key in keys.items())


def _branches(
    case: Case, tried: list[str], cells: dict[str, tuple[Cell, ...]], keys: Keys, deciding: list[int]
) -> list[tuple[dict[str, Any], Picked]]:
    """The branches of a tree that asks one deciding fact after the other, and stops where the outcome is settled; one combination each."""
    found: list[tuple[dict[str, Any], Picked]] = []

    def grow(left: Keys, asked: tuple[int, ...], when: dict[str, Any]) -> None:
        if _settled(left) or not asked:
            found.append((when, next(iter(left))))
            return
        splits = {i: _split(left, i) for i in asked}
        best = max(asked, key=lambda i: (sum(len(part) for _, part in splits[i] if _settled(part)), -len(splits[i]), -i))
        spec = case.rule.fact(tried[best])
        for indices, part in splits[best]:
            further = {} if len(splits[best]) == 1 else {spec.label: written(spec, [cells[tried[best]][j] for j in indices])}
            grow(part, tuple(i for i in asked if i != best), when | further)

    grow(keys, tuple(deciding), {})
    return found


def _settled(keys: Keys) -> bool:
    return len(set(keys.values())) == 1


def _split(keys: Keys, i: int) -> list[tuple[list[int], Keys]]:
    """The combinations by the cell of fact `i`; neighbouring cells after which everything is alike are one part."""
    parts: dict[int, Keys] = {}
    for picked, key in keys.items():
        parts.setdefault(picked[i], {})[picked] = key
    joined: list[tuple[list[int], Keys, Keys]] = []
    for j, part in sorted(parts.items()):
        alike = {(*picked[:i], *picked[i + 1 :]): key for picked, key in part.items()}
        if joined and joined[-1][2] == alike:
            joined[-1][0].append(j)
        else:
            joined.append(([j], part, alike))
    return [(indices, part) for indices, part, _ in joined]
