"""The same rule (危及用户及平台交易和资金安全) in three rule engines, as their documentation would have it written.

Each gives points and penalty in fen; none of them says which sentence a measure comes from, or which fact is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

Decide = Callable[[dict[str, Any]], tuple[int, int | None] | None]
"""Facts by the names of `by_hand.Facts` → points and penalty in fen; None where the severity is not known."""
TIERS = (("轻微", 10, 10), ("一般", 30, 20), ("严重", 100, 30))
NAMES = ("severity", "occurrences", "violating_sales_30d")


def engines() -> dict[str, Decide]:
    """Those that are installed, by name."""
    found: dict[str, Decide] = {}
    for name, make in (("zen-engine", zen), ("json-logic-qubit", json_logic), ("rule-engine", rule_engine)):
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def zen() -> Decide:
    """A decision table, and an expression node behind it."""
    from zen import ZenEngine

    sales = "violating_sales_30d"
    rules = [{"_id": f"r{n}", "i": f'"{tier}"', "p": str(points), "q": str(percent)} for n, (tier, points, percent) in enumerate(TIERS)]
    table = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": "i", "name": "severity", "field": "severity"}],
        "outputs": [{"id": "p", "name": "points", "field": "points"}, {"id": "q", "name": "percent", "field": "percent"}],
        "rules": rules,
    }
    sums = {
        "expressions": [
            {"id": "a", "key": "points", "value": "points == null ? null : points * (occurrences ?? 1)"},
            {"id": "b", "key": "penalty", "value": f"{sales} == null ? null : floor(({sales} * percent + 50) / 100)"},
        ]
    }
    kinds = (("in", "inputNode", {}), ("table", "decisionTableNode", table), ("sums", "expressionNode", sums), ("out", "outputNode", {}))
    nodes = [{"id": name, "name": name, "type": kind, "content": content} for name, kind, content in kinds]
    names = [name for name, _, _ in kinds]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairwise(names)]
    decision = ZenEngine().create_decision(json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}))

    def decide(facts: dict[str, Any]) -> tuple[int, int | None] | None:
        if facts.get("severity") is None:
            return None
        found = decision.evaluate({name: facts.get(name) for name in NAMES})["result"]
        penalty = found.get("penalty")  # a null is left out
        return int(found["points"]), None if penalty is None else int(penalty)

    return decide


def json_logic() -> Decide:
    """One `if` that walks the tiers and gives a list of two figures."""
    from json_logic import jsonLogic

    sales, times = {"var": "violating_sales_30d"}, {"var": "occurrences"}
    branches: list[Any] = []
    for tier, points, percent in TIERS:
        branches.append({"==": [{"var": "severity"}, tier]})
        penalty = {"if": [{"==": [sales, None]}, None, {"+": [{"*": [sales, percent]}, 50]}]}
        branches.append({"merge": [{"*": [points, {"if": [times, times, 1]}]}, penalty]})
    rule = {"if": [*branches, None]}

    def decide(facts: dict[str, Any]) -> tuple[int, int | None] | None:
        found = jsonLogic(rule, {name: facts.get(name) for name in NAMES})
        return None if found is None else (int(found[0]), None if found[1] is None else int(found[1]) // 100)

    return decide


def rule_engine() -> Decide:
    """A rule a tier that is matched, and an expression a sum."""
    from rule_engine import Context, Rule

    context = Context(default_value=None)
    rules = [
        (
            Rule(f'severity == "{tier}"', context=context),
            Rule(f"{points} * (occurrences == null ? 1 : occurrences)", context=context),
            Rule(f"violating_sales_30d == null ? null : (violating_sales_30d * {percent} + 50) // 100", context=context),
        )
        for tier, points, percent in TIERS
    ]

    def decide(facts: dict[str, Any]) -> tuple[int, int | None] | None:
        given = {name: facts.get(name) for name in NAMES}
        for rule, points, penalty in rules:
            if rule.matches(given):
                owed = penalty.evaluate(given)
                return int(points.evaluate(given)), None if owed is None else int(owed)
        return None

    return decide
