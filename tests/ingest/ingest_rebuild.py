"""What every ingested text must satisfy."""

from itertools import pairwise

from rulec.ingest import Ingested


def rebuilt(found: Ingested) -> str:
    """The normal text as the edits make it from the raw text; fails where an edit does not quote the raw text."""
    raw = found.source.raw
    parts, at = [], 0
    for edit in found.edits:
        assert edit.span.slice(raw) == edit.raw
        assert edit.raw != edit.text
        assert edit.span.start >= at
        parts += [raw[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*parts, raw[at:]])


def check_whole(found: Ingested) -> None:
    """Edits rebuild the normal text, offsets never run backwards, tiles are ordered, disjoint and inside."""
    normal, raw = found.normal, found.source.raw
    assert rebuilt(found) == normal.text
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert all(a <= b for a, b in pairwise(normal.starts))
    assert all(a <= b for a, b in pairwise(normal.ends))
    assert all(start < end <= len(raw) for start, end in zip(normal.starts, normal.ends, strict=True))
    at = 0
    for tile in found.furniture:
        assert at <= tile.span.start < tile.span.end <= len(raw)
        at = tile.span.end
    assert all(0 <= finding.span.start <= finding.span.end <= len(raw) for finding in found.diagnostics)
