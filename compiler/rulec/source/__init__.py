"""Turns bytes already decoded into addressable text: spans, tiles, lines, and the map between raw and normal text."""

from rulec.source.lines import LineIndex
from rulec.source.offsets import NormalText
from rulec.source.span import Span, cover
from rulec.source.span_index import SpanIndex
from rulec.source.text import SourceText
from rulec.source.tiles import TILE_CLASSES, Edit, Tile, TileClass, tiles_whole, tiling

__all__ = ["TILE_CLASSES", "Edit", "LineIndex", "NormalText", "SourceText", "Span", "SpanIndex", "Tile", "TileClass", "cover", "tiles_whole", "tiling"]
