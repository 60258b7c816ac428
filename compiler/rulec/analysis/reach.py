"""Norms that never hold (A207), thresholds outside of what a fact can be (A208), account nodes that no event reaches (A209, A221)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rulec.analysis.boxes import Box, cover
from rulec.analysis.boxes_to_facts import possible
from rulec.analysis.conditions_to_boxes import boxes
from rulec.analysis.examined import Examined, Part, finding
from rulec.analysis.findings import Finding, Witness
from rulec.analysis.outcomes import outcome
from rulec.ir.fact_table import expressions_of, threshold
from rulec.ir.leaves import walk
from rulec.ir.model import Account, Compare, Node, Norm, Occurrence, Otherwise
from rulec.runtime.money import plain


def reach_findings(examined: Examined) -> Iterator[Finding]:
    """What the announcement says to no effect."""
    outside: set[str] = set()
    for norm in examined.norms:
        for found in _outside(examined, norm):
            outside.add(norm.id)
            yield found
    for norm in examined.norms:
        if norm.id not in outside and norm.condition is not None and _never(examined, norm):
            others = list(examined.plan.siblings(norm)) if _is_rest(norm, examined) else []
            places = (examined.of_norm(norm), *(examined.of_norm(other) for other in others[:1]))
            yield finding("A207", places, examined.witness(Box(), failing=(norm,)), {"text": norm.text[:60]})
    yield from _replaced(examined)
    for account in examined.rule_set.accounts:
        yield from _nodes(examined, account)


def _replaced(examined: Examined) -> Iterator[Finding]:
    """Parts of which nothing is ever left: wherever one applies, other measures stand in the place of all of its own."""
    takers: dict[str, list[Part]] = {}
    for part in examined.parts:
        for measure in part.measures:
            for taken in measure.instead_of:
                takers.setdefault(taken, []).append(part)
    for part in examined.parts:
        instead = [takers.get(measure.id, []) for measure in part.measures]
        if not instead or not all(instead) or part.norm.unclaimed:
            continue
        if all(_covered(examined, part, [box for other in others for box in other.boxes]) for others in instead):
            places = (examined.of_part(part), examined.of_part(instead[0][0]))
            case = examined.witness(part.boxes[0], holding=(part.norm, instead[0][0].norm)) if part.boxes else None
            yield finding("A207", places, case, {"text": part.norm.text[:60]})


def _covered(examined: Examined, part: Part, boxes: list[Box]) -> bool:
    space = examined.space
    return all(cover(boxes, box, space.whole, lambda hole: possible(hole, space)).covered is True for box in part.boxes)


def _never(examined: Examined, norm: Norm) -> bool:
    return not any(possible(box, examined.space) for box in examined.regions[norm.id])


def _is_rest(norm: Norm, examined: Examined) -> bool:
    return any(isinstance(leaf, Otherwise) for leaf in walk(norm.condition, examined.plan.derived))


def _outside(examined: Examined, norm: Norm) -> Iterator[Finding]:
    """Comparisons that no value of their fact can fulfil, or that every value does, because the threshold lies outside its domain."""
    for leaf in (leaf for expression in expressions_of(norm) for leaf in walk(expression, {})):
        if not isinstance(leaf, Compare | Occurrence) or not isinstance(leaf.value, Decimal) or getattr(leaf, "implied", False):
            continue
        dimension = examined.space.dimension(leaf.fact)
        if dimension.kind != "figure" or (isinstance(leaf, Compare) and leaf.of is not None):
            continue
        bound = threshold(leaf.rel, leaf.value.scaleb(dimension.places))
        if isinstance(bound, bool):
            continue
        figure = bound[1]
        above = dimension.high is not None and figure > dimension.high
        if not above and not (dimension.low is not None and figure < dimension.low and not boxes(leaf, examined.space)):
            continue
        ends = [plain(end, dimension.places) for end in (dimension.low, dimension.high) if end is not None]
        never = not boxes(leaf, examined.space)
        witness = examined.witness(Box(), failing=(norm,)) if never and _never(examined, norm) else examined.witness(Box())
        values = {"fact": leaf.fact, "figure": format(leaf.value, "f"), "domain": " – ".join(ends)}
        yield finding("A208", (examined.place(leaf.span, norm.provision), examined.of_norm(norm)), witness, values)


# ---- accounts


def _nodes(examined: Examined, account: Account) -> Iterator[Finding]:
    ceiling = account.initial if account.initial is not None and account.shown_as == "deducted" else None
    if account.full is not None and account.initial is None:
        ceiling = account.full
    for node in account.nodes:
        at = node.at if node.at is not None else node.from_ if node.from_ is not None else node.low
        if at is not None and ceiling is not None and at > ceiling and node.measures:
            lower = [other for other in account.nodes if other.at is not None and other.at <= ceiling]
            witness = reaching(account, ceiling, lower)
            yield finding("A209", (examined.place(node.span), examined.place(account.span)), witness, {"at": format(at, "f"), "most": format(ceiling, "f")})
    by_threshold: dict[Decimal, list[Node]] = {}
    for node in account.nodes:
        if node.at is not None and node.rel == "ge" and node.measures:
            by_threshold.setdefault(node.at, []).append(node)
    for at, nodes in by_threshold.items():
        for other in nodes[1:]:
            if outcome(other.measures, "must") != outcome(nodes[0].measures, "must"):
                places = examined.place(nodes[0].span), examined.place(other.span)
                yield finding("A221", places, reaching(account, at, [*nodes]), {"at": format(at, "f")})


def reaching(account: Account, points: Decimal, nodes: list[Node]) -> Witness:
    """One event of so many points, and the nodes that it must reach."""
    event = {"at": "2024-01-01T00:00:00", "points": format(points, "f")}
    reached = tuple(node.span for node in nodes if node.at is not None and node.at > 0)  # a node at nothing is crossed by no event
    return Witness(events=(event,), account=account.name, nodes=reached)
