"""What compiling the announcement found about the rule itself (S210 …) → findings of the same shape, with a case where one shows it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rulec.analysis.boxes import Box, intersect
from rulec.analysis.boxes_to_facts import possible
from rulec.analysis.examined import Examined, finding
from rulec.analysis.findings import Finding, Witness
from rulec.analysis.reach import reaching
from rulec.diagnostics import Diagnostic
from rulec.ir.model import Norm
from rulec.runtime.rule import VIOLATION

ABOUT_THE_RULE = frozenset({"P201", "S110", "S210", "S220", "S230", "S231", "S240"})


def compiler_findings(examined: Examined) -> Iterator[Finding]:
    """The compiler's own findings about the rule, each once."""
    for one in examined.diagnostics:
        if one.code in ABOUT_THE_RULE:
            places = [examined.place(span) for span in (one.span, *one.related)]
            yield finding(one.code, places, _case(examined, one), dict(one.values))


def _case(examined: Examined, one: Diagnostic) -> Witness | None:
    if one.code == "S210":
        return _both(examined, one)
    if one.code == "S230":
        sides = {VIOLATION: frozenset({one.value("violation")})} if VIOLATION in examined.space.dimensions else {}
        tier = next((key for key, d in examined.space.dimensions.items() if d.kind == "choice" and one.value("label") in d.values), None)
        tiers = {tier: frozenset({one.value("label")})} if tier is not None else {}
        return examined.witness(Box({**sides, **tiers}))
    if one.code in ("S231", "S240") and examined.rule_set.accounts:
        return _events(examined, one)
    return examined.witness(Box())


def _both(examined: Examined, one: Diagnostic) -> Witness | None:
    """A case in which both sentences apply."""
    spans = (one.span, *one.related)
    norms: list[Norm] = [norm for norm in examined.norms if norm.span in spans]
    for first in examined.regions[norms[0].id] if len(norms) == 2 else ():
        for second in examined.regions[norms[1].id]:
            shared = intersect(first, second)
            if shared is not None and possible(shared, examined.space):
                witness = examined.witness(shared, holding=norms)
                if witness is not None:
                    return witness
    return None


def _events(examined: Examined, one: Diagnostic) -> Witness | None:
    """S240: the points of the example. S231: two nodes, the second reached while the measure of the first still runs."""
    account = examined.rule_set.accounts[0]
    if one.code == "S240":
        example = next((example for example in examined.rule_set.examples if example.span == one.span), None)
        points = [value for name, value in example.given if name == "扣分"] if example is not None else []
        events = tuple({"at": f"2024-01-{day:02d}T00:00:00", "points": figure} for day, figure in enumerate(points[:28], 1))
        return Witness(events=events, account=account.name) if events else None
    nodes = sorted((node for node in account.nodes if node.at is not None and node.measures), key=lambda node: node.at or Decimal(0))
    if len(nodes) < 2 or nodes[0].at is None or nodes[1].at is None:
        return None
    first, second = (reaching(account, points, [node]) for points, node in ((nodes[0].at, nodes[0]), (nodes[1].at - nodes[0].at, nodes[1])))
    later = {**second.events[0], "at": "2024-01-03T00:00:00"}
    return Witness(events=(first.events[0], later), account=account.name, nodes=(*first.nodes, *second.nodes))
