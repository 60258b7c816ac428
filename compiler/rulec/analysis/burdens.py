"""Tiers, repeats and nodes → burdens that do not grow where they should (A211)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from rulec.analysis.boxes import Box, Interval
from rulec.analysis.examined import Examined, Part, finding
from rulec.analysis.findings import Finding
from rulec.analysis.outcomes import Weight, weighed
from rulec.analysis.reach import reaching
from rulec.analysis.scales import Ladder, ladders
from rulec.ir.model import Account, InTier
from rulec.lexicon.vocabulary import vocabulary

Rung = tuple[Part, Box]


def burden_findings(examined: Examined) -> Iterator[Finding]:
    """Every scale of tiers, every ladder of penalties, every account."""
    for rungs in _tiers(examined):
        yield from _falls(examined, rungs)
    for ladder in ladders(examined):
        if ladder.bands[0].part.norm.kind == "penalty":
            yield from _ladder(examined, ladder)
    for account in examined.rule_set.accounts:
        yield from _account(examined, account)


def _tiers(examined: Examined) -> Iterator[list[Rung]]:
    """For each violation: the parts that hang on one tier and nothing else, from the lightest label up."""
    found: dict[tuple[object, ...], list[tuple[int, Rung]]] = {}
    for part in examined.parts:
        condition = part.norm.condition
        if isinstance(condition, InTier) and part.condition is None and part.norm.kind == "penalty" and len(part.boxes) == 1 and part.measures:
            rank = vocabulary().scales.get(condition.label)
            if rank is not None and not part.norm.unclaimed and (part.norm.violation is not None or condition.violation is not None):
                key = (part.norm.violation or condition.violation, condition.fact, examined.containers[part.norm.id])
                found.setdefault(key, []).append((rank, (part, part.boxes[0])))
    for ranked in found.values():
        if len({rank for rank, _ in ranked}) == len(ranked):
            yield [rung for _, rung in sorted(ranked, key=lambda one: one[0])]


def _falls(examined: Examined, rungs: Sequence[Rung]) -> Iterator[Finding]:
    for (lower, below), (higher, above) in pairwise(rungs):
        lighter = [key for key, weight in weighed(lower.measures, higher.measures).items() if weight == "lighter"]
        for key in lighter[:1]:
            yield _found(examined, (lower, below), (higher, above), key)


def _found(examined: Examined, lower: Rung, higher: Rung, key: tuple[object, ...]) -> Finding:
    first = next(measure for measure in lower[0].measures if (measure.action, measure.object, measure.targets) == key)
    second = next(measure for measure in higher[0].measures if (measure.action, measure.object, measure.targets) == key)
    places = examined.place(first.span, lower[0].norm.provision), examined.place(second.span, higher[0].norm.provision)
    heavy, light = examined.witness(higher[1], holding=(higher[0],)), examined.witness(lower[1], holding=(lower[0],))
    values = {"first": first.text, "second": second.text, **examined.words(higher[1])}
    return finding("A211", places, heavy, values, also=() if light is None else (light,))


def _ladder(examined: Examined, ladder: Ladder) -> Iterator[Finding]:
    """A ladder must go one way. How often something was done goes up; of other figures, the text shows which way is heavier."""
    rungs = [(band.part, Box({**ladder.context.sides, ladder.figure.key: band.side})) for band in ladder.bands]
    weights: list[tuple[int, Weight]] = []
    for i, ((lower, _), (higher, _)) in enumerate(pairwise(rungs)):
        weights += [(i, weight) for weight in weighed(lower.measures, higher.measures).values() if weight in ("heavier", "lighter")]
    upward = ladder.figure.unit == "times" or any(weight == "heavier" for _, weight in weights)
    if not upward:
        return
    for i, ((lower, below), (higher, above)) in enumerate(pairwise(rungs)):
        if not isinstance(below.sides[ladder.figure.key], Interval):
            continue
        falling = [key for key, weight in weighed(lower.measures, higher.measures).items() if weight == "lighter"]
        if falling and lower is not higher and (i, "lighter") in weights:
            yield _found(examined, (lower, below), (higher, above), falling[0])


def _account(examined: Examined, account: Account) -> Iterator[Finding]:
    nodes = sorted((node for node in account.nodes if node.at is not None and node.measures), key=lambda node: node.at or Decimal(0))
    for lower, higher in pairwise(nodes):
        if lower.at == higher.at or lower.at is None or higher.at is None:
            continue
        falling = [key for key, weight in weighed(lower.measures, higher.measures).items() if weight == "lighter"]
        for key in falling[:1]:
            first = next(m for m in lower.measures if (m.action, m.object, m.targets) == key)
            second = next(m for m in higher.measures if (m.action, m.object, m.targets) == key)
            at = format(higher.at, "f")
            values = {"first": first.text, "second": second.text, "region": f"{account.name} ≥ {at}", "region_en": f"{account.name} ≥ {at}"}
            places = examined.place(first.span), examined.place(second.span)
            yield finding("A211", places, reaching(account, higher.at, [lower, higher]), values, also=(reaching(account, lower.at, [lower]),))
