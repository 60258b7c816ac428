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


def try_out(case: Case, weighed: Weighed) -> Tried:
    """Run `case` for every combination of the facts that its outcome hangs on."""
    rule, facts = case.rule, case.facts
    hangs_on = {name for _, reads in weighed.hangs_on for name in reads}
    unknown = [spec.name for spec in rule.facts if getattr(facts, spec.name) is UNKNOWN and not case.presumes(spec.name)]
    names = [name for name in unknown if name in hangs_on]
    cells: dict[str, tuple[Cell, ...]] = {}
    for name in names:
        tier = case.run.tiers.get(name)
        cells[name] = cells_of(rule.fact(name), tier.possible if tier else None)
    tried = [name for name in names if cells[name]]
    if not tried or prod(len(cells[name]) for name in tried) > BUDGET:
        return Tried((), (), tuple(names))
    rows: dict[tuple[int, ...], Weighed] = {}
    for picked in product(*(range(len(cells[name])) for name in tried)):
        supposed = {name: cells[name][i].value for name, i in zip(tried, picked, strict=True)}
        rows[picked] = case.supposing(supposed)
    keys = {picked: row.key() for picked, row in rows.items()}
    deciding = [i for i in range(len(tried)) if _decides(i, keys)]
    open_still = {name for row in rows.values() for _, reads in row.hangs_on for name in reads}
    left = (*(tried[i] for i in deciding), *(name for name in names if name in open_still and not cells[name]))
    return Tried(_candidates(case, tried, cells, rows, keys, deciding), tuple(rows.values()), left)


def _decides(i: int, keys: dict[tuple[int, ...], tuple[Any, ...]]) -> bool:
    seen: dict[tuple[int, ...], tuple[Any, ...]] = {}
    return any(seen.setdefault((*picked[:i], *picked[i + 1 :]), key) != key for picked, key in keys.items())


def _candidates(
    case: Case,
    tried: list[str],
    cells: dict[str, tuple[Cell, ...]],
    rows: dict[tuple[int, ...], Weighed],
    keys: dict[tuple[int, ...], tuple[Any, ...]],
    deciding: list[int],
) -> tuple[Candidate, ...]:
    """One candidate for each outcome and block of cells: blocks of one outcome that differ in one fact only are joined."""
    blocks: list[tuple[tuple[frozenset[int], ...], tuple[Any, ...], Weighed]] = []
    for picked, row in rows.items():
        place = tuple(frozenset([picked[i]]) for i in deciding)
        if not any(block[0] == place for block in blocks):
            blocks.append((place, keys[picked], row))
    joined = True
    while joined:
        joined = False
        for a in range(len(blocks)):
            for b in range(a + 1, len(blocks)):
                place, other = blocks[a][0], blocks[b][0]
                apart = [i for i in range(len(place)) if place[i] != other[i]]
                alike = blocks[a][1] == blocks[b][1] and len(apart) == 1
                if alike and _may_join(case, tried[deciding[apart[0]]], place, other, apart[0]):
                    union = tuple(one | two for one, two in zip(place, other, strict=True))
                    blocks[a] = (union, blocks[a][1], blocks[a][2])
                    del blocks[b]
                    joined = True
                    break
            if joined:
                break
    found: list[Candidate] = []
    for place, _, row in blocks:
        when: dict[str, Any] = {}
        for position, i in enumerate(deciding):
            spec = case.rule.fact(tried[i])
            if len(place[position]) < len(cells[tried[i]]):
                when[spec.label] = written(spec, [cells[tried[i]][j] for j in sorted(place[position])])
        found.append(Candidate(when, row))
    return tuple(found)


def _may_join(case: Case, name: str, place: tuple[frozenset[int], ...], other: tuple[frozenset[int], ...], i: int) -> bool:
    """Words are joined freely; figures only where the stretches touch."""
    if case.rule.fact(name).type not in ("number", "money", "count"):
        return True
    both = sorted(place[i] | other[i])
    return both == list(range(both[0], both[-1] + 1))
