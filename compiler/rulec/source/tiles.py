"""Edits (reversible repairs of the text) and tiles (its classified stretches)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from rulec.source.span import Span

TileClass = Literal[
    "rule", "definition", "metadata", "scope", "reference", "example", "informative", "heading", "furniture", "layout", "unresolved",
]  # fmt: skip
TILE_CLASSES: tuple[TileClass, ...] = get_args(TileClass)


@dataclass(frozen=True, slots=True)
class Edit:
    """Raw words `raw` at `span` are read as `text`, because of the repair `rule`; `certain` is False for an inferred one."""

    span: Span
    raw: str
    text: str
    rule: str
    certain: bool = True
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One classified stretch of the raw text. `reason` says which part of the compiler decided, and why."""

    span: Span
    class_: TileClass
    reason: str = ""


def tiling(length: int, claims: Iterable[Tile], rest: TileClass = "unresolved") -> tuple[Tile, ...]:
    """Tiles covering `0..length` exactly: claims in order of priority (earlier wins), `rest` where none speaks; equal neighbours join."""
    owner: list[Tile | None] = [None] * length
    for tile in claims:
        for at in range(max(0, tile.span.start), min(length, tile.span.end)):
            if owner[at] is None:
                owner[at] = tile
    tiles: list[Tile] = []
    start = 0
    for at in range(1, length + 1):
        here, before = owner[at] if at < length else None, owner[at - 1]
        if at == length or (here is not before and _label(here, rest) != _label(before, rest)):
            class_, reason = _label(before, rest)
            tiles.append(Tile(Span(start, at), class_, reason))
            start = at
    return tuple(tiles)


def _label(tile: Tile | None, rest: TileClass) -> tuple[TileClass, str]:
    return (tile.class_, tile.reason) if tile else (rest, "unclaimed")


def tiles_whole(length: int, tiles: Sequence[Tile]) -> bool:
    """Whether the tiles cover `0..length` without gap or overlap."""
    at = 0
    for tile in tiles:
        if tile.span.start != at or tile.span.end <= at:
            return False
        at = tile.span.end
    return at == length
