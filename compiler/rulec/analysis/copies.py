"""Two copies of one rule → figures on which they disagree (A301): nodes of one threshold, norms of one ground.

Copies have one title and no two different days of effect; what differs between versions is for the diff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rulec.analysis.examined import Examined, Part, finding
from rulec.analysis.findings import Finding, Place
from rulec.analysis.grounds import lead
from rulec.analysis.outcomes import aim, outcome, sums
from rulec.analysis.reach import reaching
from rulec.ir.model import Account, Measure, Node

_MARKS = re.compile(r"[\s《》「」“”\"]")


def are_copies(one: Examined, other: Examined) -> bool:
    """Whether two announcements are one rule, published twice."""
    first, second = one.rule_set.document, other.rule_set.document
    titles = {_MARKS.sub("", first.title), _MARKS.sub("", second.title)}
    days = {day for day in (first.dates.effective, second.dates.effective) if day is not None}
    return len(titles) == 1 and "" not in titles and len(days) < 2


def copy_findings(mine: Examined, path: str, yours: Examined, your_path: str) -> Iterator[Finding]:
    """Where `mine` says another figure than its copy `yours`; the case is one of `mine`. Paths are as they were given."""
    for account, node, other in _nodes(mine, yours):
        if node.at is not None and _differ(node.measures, other.measures):
            places = _place(mine, node, path), _place(yours, other, your_path)
            values = {"first": _words(node.measures), "second": _words(other.measures)}
            yield finding("A301", places, reaching(account, node.at, [node]), values)
    theirs = {_key(part): part for part in reversed(yours.parts) if part.norm.kind == "penalty" and part.measures}
    for part in mine.parts:
        twin = theirs.get(_key(part))
        if twin is None or part.norm.kind != "penalty" or part.norm.unclaimed or twin.norm.unclaimed or not part.boxes:
            continue
        for first in part.measures:
            rivals = [second for second in twin.measures if aim(second) == aim(first)]
            if len(rivals) == 1 and sums(first) != sums(rivals[0]):
                places = (
                    replace(mine.place(first.span, part.norm.provision), path=path),
                    replace(yours.place(rivals[0].span, twin.norm.provision), path=your_path),
                )
                case = mine.witness(part.boxes[0], holding=(part,))
                yield finding("A301", places, case, {"first": first.text, "second": rivals[0].text})


def _nodes(mine: Examined, yours: Examined) -> Iterator[tuple[Account, Node, Node]]:
    theirs = {(account.name, node.at): node for account in yours.rule_set.accounts for node in reversed(account.nodes)}
    for account in mine.rule_set.accounts:
        for node in account.nodes:
            other = theirs.get((account.name, node.at))
            if node.at is not None and node.at > Decimal(0) and other is not None:
                yield account, node, other


def _differ(one: tuple[Measure, ...], other: tuple[Measure, ...]) -> bool:
    return bool(one and other) and outcome(one, "must") != outcome(other, "must")


def _key(part: Part) -> tuple[str, str]:
    """What a part is about: the words before its measures, and its own condition."""
    return lead(part), "" if part.condition is None else repr(part.condition.op)


def _place(examined: Examined, node: Node, path: str) -> Place:
    return replace(examined.place(node.span), path=path)


def _words(measures: tuple[Measure, ...]) -> str:
    return "、".join(measure.text for measure in measures)
