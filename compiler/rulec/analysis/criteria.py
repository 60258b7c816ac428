"""The criteria of tiers → tiers fulfilled together (A219), and cases that fulfil none (A225)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from rulec.analysis.boxes import EVERYWHERE, Box, cover, intersect
from rulec.analysis.boxes_to_facts import point, possible
from rulec.analysis.examined import Examined, finding
from rulec.analysis.findings import Finding, Witness
from rulec.diagnostics import Severity
from rulec.ir.model import Norm


def criteria_findings(examined: Examined) -> Iterator[Finding]:
    """Every scale whose tiers follow from criteria."""
    scales: dict[tuple[str | None, str], list[Norm]] = {}
    for norm in examined.norms:
        if norm.kind == "tier_criteria" and norm.concludes is not None:
            scales.setdefault((norm.concludes.violation, norm.concludes.scale), []).append(norm)
    for (_, scale), norms in scales.items():
        if len(norms) > 1:
            yield from _together(examined, scale, norms)
            yield from _none(examined, scale, norms)


def _together(examined: Examined, scale: str, norms: Sequence[Norm]) -> Iterator[Finding]:
    """One finding a scale: the first two tiers that figures fulfil together, else the first two that judgements do."""
    found: list[tuple[bool, Finding]] = []
    for one, other in combinations(norms, 2):
        if one.concludes is None or other.concludes is None or one.concludes.label == other.concludes.label:
            continue
        pairs = [(a, b) for a in examined.regions[one.id] for b in examined.regions[other.id]]
        for shared in (intersect(a, b) for a, b in sorted(pairs, key=lambda pair: _alike(*pair))):
            witness = None if shared is None else _case(examined, shared, scale, (one, other))
            if shared is not None and witness is not None:
                figures = any(examined.space.dimension(key).kind == "figure" for key in shared.sides)
                values = {"first": one.concludes.label, "second": other.concludes.label, **examined.words(shared)}
                places = examined.of_norm(one), examined.of_norm(other)
                found.append((figures, finding("A219", places, witness, values, weight=None if figures else Severity.NOTE)))
                break
    yield from (one for _, one in sorted(found, key=lambda pair: not pair[0])[:1])


def _alike(one: Box, other: Box) -> int:
    """How many characters the questions of two criteria share at most: those about different things are the better case of both."""
    return max((_shared(first, second) for first in one.sides for second in other.sides), default=0)


def _shared(one: str, other: str) -> int:
    return max((size for size in range(min(len(one), len(other)), 0, -1) if any(one[i : i + size] in other for i in range(len(one) - size + 1))), default=0)


def _none(examined: Examined, scale: str, norms: Sequence[Norm]) -> Iterator[Finding]:
    """A figure at which no tier's criterion is fulfilled, where the criteria are about figures and none is open."""
    regions = [box for norm in norms for box in examined.regions[norm.id]]
    keys = [key for key in examined.space.dimensions if any(key in box.sides for box in regions)]
    figures = all(any(examined.space.dimension(key).kind == "figure" for key in box.sides) for box in regions)
    if not figures or any(norm.concludes is None or norm.concludes.open for norm in norms) or examined.between([norm.span for norm in norms]):
        return
    covered = cover(regions, EVERYWHERE, examined.space.whole, lambda box: possible(box, examined.space))
    if covered.covered is False and covered.hole is not None:
        hole = Box({key: covered.hole.sides[key] for key in keys if key in covered.hole.sides})
        witness = _case(examined, covered.hole, scale, (), norms)
        yield finding("A225", [examined.of_norm(norm) for norm in norms], witness, {"scale": scale, **examined.words(hole)})


def _case(examined: Examined, box: Box, scale: str, holding: Sequence[Norm], failing: Sequence[Norm] = ()) -> Witness | None:
    """A case of the box in which the tier is not given, so that it is derived."""
    facts = point(box, examined.space)
    if facts is None:
        return None
    facts.pop(scale, None)
    return Witness(facts, tiers=tuple((norm.concludes.label, norm in holding) for norm in (*holding, *failing) if norm.concludes is not None))
