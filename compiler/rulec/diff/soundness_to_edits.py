"""What analysis finds in both versions → what came and what went: gaps, overlaps, conflicts, norms that are never reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from rulec.analysis.analyse import analyse
from rulec.analysis.findings import Finding
from rulec.diff.edits import At, SoundnessEdit
from rulec.diff.match import Match, Side
from rulec.diff.words import folded
from rulec.ir import model as ir

What = Literal["gap", "overlap", "unreachable", "conflict", "example"]
MOST_NORMS = 150
"""Norms of a version up to which it is searched: the search looks at pairs of norms."""
_KINDS: Mapping[str, What] = {
    "A201": "gap", "A202": "gap", "A203": "overlap", "A204": "overlap", "A207": "unreachable", "A205": "conflict", "A206": "conflict",
    "A212": "conflict", "A223": "example",
}  # fmt: skip


def soundness_edits(found: Match) -> Iterator[SoundnessEdit]:
    """Findings of one version that the other has not, about norms of both or of one."""
    if max(len(found.old.rule_set.norms), len(found.new.rule_set.norms)) > MOST_NORMS:
        return
    yield from _examples(found)
    ours, theirs = _findings(found.old), _findings(found.new)
    if not ours and not theirs:
        return
    same = {id(p.old): id(p.new) for p in found.norms}
    keys = {(what, frozenset(same.get(id(n), id(n)) for n in norms)) for what, norms, _ in ours}
    others = {(what, frozenset(id(n) for n in norms)) for what, norms, _ in theirs}
    for what, norms, one in ours:
        if (what, frozenset(same.get(id(n), id(n)) for n in norms)) not in others:
            yield SoundnessEdit(what, False, At(norms[0] if norms else None, None, old_span=one.places[0].span), _quotes(one))
    for what, norms, one in theirs:
        if (what, frozenset(id(n) for n in norms)) not in keys:
            yield SoundnessEdit(what, True, At(None, norms[0] if norms else None, new_span=one.places[0].span), _quotes(one))


def _examples(found: Match) -> Iterator[SoundnessEdit]:
    """The document's own examples that the rule no longer bears out, or does again."""
    wrong = [{folded(repr((e.given, e.expect))): e for e in side.rule_set.examples if e.agrees is False} for side in (found.old, found.new)]
    said = [{folded(repr((e.given, e.expect))) for e in side.rule_set.examples} for side in (found.old, found.new)]
    for key, one in wrong[0].items():
        if key not in wrong[1] and key in said[1]:
            yield SoundnessEdit("example", False, At(None, None, old_span=one.span), (one.span.slice(found.old.given.source.raw),))
    for key, one in wrong[1].items():
        if key not in wrong[0]:
            yield SoundnessEdit("example", True, At(None, None, new_span=one.span), (one.span.slice(found.new.given.source.raw),))


def _findings(side: Side) -> list[tuple[What, list[ir.Norm], Finding]]:
    given = side.given
    found = analyse(given.rule_set, given.source.raw, given.normal.text, given.diagnostics)
    kept = []
    for one in found:
        if one.code in _KINDS and one.places:
            norms = [n for place in one.places for n in given.rule_set.norms if n.span.overlaps(place.span)]
            kept.append((_KINDS[one.code], norms, one))
    return kept


def _quotes(one: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.quote for place in one.places))
