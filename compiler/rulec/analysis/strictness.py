"""最严的处理措施 where the text gives no order: measures of different kinds that run together and cannot be compared (A213)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rulec.analysis.examined import Examined, finding
from rulec.analysis.findings import Finding
from rulec.analysis.reach import reaching
from rulec.ir.model import Account, Measure
from rulec.runtime.account import STRICTNESS

TOP = "expel"
"""Who is out has nothing left that a milder measure could take."""


def strictness_findings(examined: Examined) -> Iterator[Finding]:
    """Each pair of kinds that an account may run together, though its text wants the strictest alone."""
    for account in examined.rule_set.accounts:
        if account.concurrency == "strictest":
            yield from _of_account(examined, account)


def _of_account(examined: Examined, account: Account) -> Iterator[Finding]:
    nodes = sorted((node for node in account.nodes if node.at is not None and node.measures), key=lambda node: (node.at or 0, node.span))
    said: set[frozenset[str]] = set()
    for lower, higher in combinations(nodes, 2):
        for first in lower.measures:
            for second in higher.measures:
                pair = frozenset({first.action, second.action})
                if _unordered(first, second) and pair not in said and not any(m.action == first.action for m in higher.measures):
                    said.add(pair)
                    values = {"first": first.text, "second": second.text}
                    assert higher.at is not None
                    witness = reaching(account, higher.at, [lower, higher])
                    yield finding("A213", (examined.place(first.span), examined.place(second.span)), witness, values)


def _unordered(one: Measure, other: Measure) -> bool:
    if TOP in (one.action, other.action):
        return False
    lasting = all(measure.duration is not None or measure.action in STRICTNESS for measure in (one, other))
    return lasting and one.action != other.action and not (one.action in STRICTNESS and other.action in STRICTNESS)
