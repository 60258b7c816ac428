"""The table of kinds of change (`changes.toml`): code, mirror, what it means where nothing better is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from rulec.diff.model import Direction, Level


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change. `mirror`: what the same pair gives the other way round; `flips`: the sign turns where the clause grants something."""

    code: str
    slug: str
    mirror: str
    direction: Direction
    level: Level
    flips: bool = False


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by code, sorted. Raises ValueError when the table itself is broken."""
    raw = tomllib.loads(files("rulec.diff").joinpath("changes.toml").read_text(encoding="utf-8"))
    found = {code: Kind(code, **row) for code, row in sorted(raw.items())}
    for kind in found.values():
        if kind.direction not in get_args(Direction) or kind.level not in get_args(Level) or found[kind.mirror].mirror != kind.code:
            raise ValueError(f"changes.toml: {kind.code}")
    return found
