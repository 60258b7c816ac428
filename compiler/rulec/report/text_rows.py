"""The published text → stretches to print one below the other: cut where a norm begins, where the class changes, where a line ends."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rulec.ingest.model import Ingested
from rulec.report.page_model import Mark, Piece, Repair
from rulec.source import Edit, LineIndex, Span, Tile, TileClass, cover

_FOLDS = frozenset({"width", "punctuation", "space", "line-end", "markup", "blank", "entity", "cell-border"})  # one sign for another of the same sense: not worth showing
_SCRIPT = frozenset({"t2s", "radical"})  # another script, not damage
_WIDE = 1500  # code points; several norms that overlap over more than this are printed norm by norm
_LONG = 3  # lines of page chrome that are shown; more are folded
_ENDS = "。；;，, "


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the raw text that is one row; `owners` begin in it, `within` began above and go on in it."""

    span: Span
    class_: TileClass
    reasons: tuple[str, ...]
    owners: tuple[str, ...]
    within: tuple[str, ...]
    line: int
    last_line: int
    folded: bool


@dataclass(slots=True)
class _Open:
    key: object
    start: int
    end: int
    classes: dict[tuple[TileClass, str], int] = field(default_factory=dict)
    broken: bool = False  # a line has ended since its last words


def stretches(ingested: Ingested, ledger: Sequence[Tile], owners: Sequence[tuple[str, Span]]) -> tuple[Stretch, ...]:
    """All rows in text order. They tile the raw text; `owners` (id, place) are what the compiler made of it."""
    raw = ingested.source.raw
    placed = [(name, whole_edits(ingested, span)) for name, span in owners if span.end > span.start]
    regions = _regions([span for _, span in placed], ingested)
    rows: list[_Open] = []
    for start, end, tile, region in _fragments(ledger, regions):
        _place(rows, start, end, tile, region, raw)
    lines = LineIndex(raw)
    return tuple(_closed(row, placed, ingested, lines) for row in rows)


def whole_edits(ingested: Ingested, span: Span) -> Span:
    """`span`, beginning and ending outside repairs: a repair is read as a whole."""
    start, end = span
    for edit in _touching(ingested.edits, span):
        start, end = min(start, edit.span.start), max(end, edit.span.end)
    return Span(start, end)


def pieces(ingested: Ingested, ledger: Sequence[Tile], marks: Sequence[Mark], span: Span) -> tuple[Piece, ...]:
    """The published words at `span`, cut where class, mark or repair changes; blank ends are left out."""
    raw = ingested.source.raw
    start, end = _trimmed(raw, span)
    edits = [e for e in _touching(ingested.edits, Span(start, end)) if repair_kind(e)]
    cuts = {start, end}
    tiles = list(_touching_tiles(ledger, Span(start, end)))
    cuts.update(at for tile in tiles for at in tile.span)
    cuts.update(at for edit in edits for at in edit.span)
    cuts.update(at for at in range(start + 1, end) if marks[at] != marks[at - 1])
    bounds = sorted(at for at in cuts if start <= at <= end)
    found: list[Piece] = []
    for first, last in itertools.pairwise(bounds):
        tile = next(t for t in tiles if t.span.start <= first < t.span.end)
        edit = next((e for e in edits if e.span.start <= first < e.span.end), None)
        kind = repair_kind(edit) if edit else ""
        found.append(Piece(raw[first:last], tile.class_, marks[first], kind, edit.text if edit else ""))
    return tuple(found)


def reading(ingested: Ingested, span: Span) -> tuple[Piece, ...]:
    """How the words at `span` are read, guessed stretches marked; empty where they are read as they stand."""
    edits = [e for e in _touching(ingested.edits, span) if repair_kind(e)]
    if not edits:
        return ()
    normal = ingested.normal
    first, last = normal.normal_span(span)
    text, inferred = normal.text[first:last], [_inferred(edits, normal.starts[at]) for at in range(first, last)]
    skip = len(text) - len(text.lstrip(_ENDS + "\n"))
    found: list[Piece] = []
    begin = skip
    for at in range(skip + 1, len(text) + 1):
        if at == len(text) or inferred[at] != inferred[begin]:
            found.append(Piece(text[begin:at], "rule", "", "inferred" if inferred[begin] else ""))
            begin = at
    return tuple(found)


def repair_kind(edit: Edit) -> Repair:
    """How an edit is shown: not at all (width and punctuation), as another script, as a certain or an inferred repair."""
    if edit.rule in _FOLDS:
        return ""
    if not edit.certain:
        return "inferred"
    return "script" if edit.rule in _SCRIPT else "certain"


def _inferred(edits: Iterable[Edit], at: int) -> bool:
    return any(not e.certain and e.span.start <= at < e.span.end for e in edits)


def _touching(edits: Sequence[Edit], span: Span) -> list[Edit]:
    first = bisect_right(edits, span.start, key=lambda e: e.span.end)
    found = []
    for edit in edits[first:]:
        if edit.span.start >= span.end:
            break
        found.append(edit)
    return found


def _touching_tiles(tiles: Sequence[Tile], span: Span) -> list[Tile]:
    first = bisect_right(tiles, span.start, key=lambda t: t.span.end)
    found = []
    for tile in tiles[first:]:
        if tile.span.start >= span.end:
            break
        found.append(tile)
    return found


def _trimmed(raw: str, span: Span) -> tuple[int, int]:
    words = span.slice(raw)
    left, right = len(words) - len(words.lstrip()), len(words.rstrip())
    return (span.start + left, span.start + right) if right else (span.start, span.start)


def _regions(places: Iterable[Span], ingested: Ingested) -> list[Span]:
    """Disjoint places of what overlaps. A repair that two neighbours share goes to the later one."""
    found: list[list[Span]] = []
    for span in sorted(set(places), key=lambda s: (s.start, -s.end)):
        before = cover(found[-1]) if found else None
        if before is None or span.start >= before.end:
            found.append([span])
        elif _one_edit(ingested, Span(span.start, before.end)) and span.start > before.start:
            found[-1] = [Span(s.start, min(s.end, span.start)) for s in found[-1]]
            found.append([span])
        else:
            found[-1].append(span)
    regions: list[Span] = []
    for group in found:
        whole = cover(group)
        starts = sorted({s.start for s in group})
        if len(starts) > 1 and whole.end - whole.start > _WIDE:
            regions += [Span(first, last) for first, last in zip(starts, [*starts[1:], whole.end], strict=True)]
        else:
            regions.append(whole)
    return regions


def _one_edit(ingested: Ingested, span: Span) -> bool:
    return any(edit.span.contains(span) for edit in _touching(ingested.edits, span))


def _fragments(ledger: Sequence[Tile], regions: list[Span]) -> Iterable[tuple[int, int, Tile, Span | None]]:
    borders = sorted({at for region in regions for at in region})
    begins = [region.start for region in regions]
    for tile in ledger:
        inner = borders[bisect_right(borders, tile.span.start) : bisect_right(borders, tile.span.end - 1)]
        bounds = [tile.span.start, *inner, tile.span.end]
        for start, end in itertools.pairwise(bounds):
            number = bisect_right(begins, start) - 1
            region = regions[number] if number >= 0 and regions[number].end > start else None
            yield start, end, tile, region


def _place(rows: list[_Open], start: int, end: int, tile: Tile, region: Span | None, raw: str) -> None:
    blank = not raw[start:end].strip()
    key: object = region if region is not None else "furniture" if tile.class_ == "furniture" else (tile.class_, tile.reason)
    row = rows[-1] if rows else None
    if blank:
        if row is None:
            rows.append(row := _Open(None, start, end))
        row.end = end
        row.broken = row.broken or "\n" in raw[start:end] or "\r" in raw[start:end]
        return
    same = row is not None and row.key == key and (not row.broken or region is not None or key == "furniture")
    label = row is not None and not row.broken and all(class_ == "heading" for class_, _ in row.classes)
    if row is None or not (same or label or row.key is None):
        rows.append(row := _Open(key, start, end))
    row.key, row.end, row.broken = key, end, raw[start:end].endswith("\n")
    weight = 0 if tile.class_ in ("heading", "layout") and region is not None else end - start
    row.classes[tile.class_, tile.reason] = row.classes.get((tile.class_, tile.reason), 0) + weight


def _closed(row: _Open, owners: Sequence[tuple[str, Span]], ingested: Ingested, lines: LineIndex) -> Stretch:
    raw = ingested.source.raw
    span = Span(row.start, row.end)
    class_, reason = max(row.classes, key=lambda k: row.classes[k]) if row.classes else ("layout", "blank")
    reasons = tuple(dict.fromkeys([*(why for cls, why in row.classes if cls == class_), reason]))
    first, last = _trimmed(raw, span)
    begun = tuple(name for name, place in owners if span.start <= place.start < span.end)
    goes_on = tuple(name for name, place in owners if name not in begun and _shared(span, place, ingested) > 0)
    line, last_line = lines.position(first)[0], lines.position(max(first, last - 1))[0]
    folded = class_ == "furniture" and sum(1 for words in raw[first:last].splitlines() if words.strip()) > _LONG
    return Stretch(span, class_, reasons, begun, goes_on, line, last_line, folded)


def _shared(span: Span, place: Span, ingested: Ingested) -> int:
    """Code points of `place` in `span`, not counting a repair at its border."""
    inner = Span(max(span.start, place.start), min(span.end, place.end))
    if inner.end <= inner.start or _one_edit(ingested, inner):
        return 0
    return inner.end - inner.start
