"""How long the analysis of a rule set takes against its size: rule sets made up of norms over money, scores, counts, choices, yes/no."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from time import perf_counter
from typing import NamedTuple

from rulec.analysis.analyse import analyse
from rulec.ir import model as ir
from rulec.source import Span

RELATIONS: tuple[ir.Rel, ...] = ("ge", "gt", "le", "lt")
UNITS = {"money": "CNY", "number": "score", "count": "times"}


class Row(NamedTuple):
    """One measured size: norms, facts, findings, seconds."""

    norms: int
    facts: int
    findings: int
    seconds: float


def synthetic(norms: int, facts: int = 20, seed: int = 1) -> ir.RuleSet:
    """A rule set of so many norms: each has two to five conditions on different facts and one or two measures. Always the same."""
    random = Random(seed)
    kinds: tuple[ir.FactType, ...] = ("money", "number", "count", "flag", "choice")
    table = [_fact(i, kinds[i % len(kinds)]) for i in range(facts)]
    made = tuple(_norm(i, table, random) for i in range(norms))
    document = ir.Document("测速规则", dates=ir.Dates(effective="2024-01-01"))
    return ir.RuleSet(document, facts=tuple(table), norms=made)


def rows(sizes: tuple[int, ...] = (20, 100, 300, 1000)) -> Iterator[Row]:
    """The analysis of rule sets of each size, the best of three rounds."""
    for size in sizes:
        rule_set = synthetic(size)
        best, found = float("inf"), 0
        for _ in range(3):
            start = perf_counter()
            found = len(analyse(rule_set))
            best = min(best, perf_counter() - start)
        yield Row(size, len(rule_set.facts), found, best)


def _fact(i: int, kind: ir.FactType) -> ir.Fact:
    domain = ("甲", "乙", "丙", "丁") if kind == "choice" else None
    return ir.Fact(f"事实{i}", f"fact_{i}", kind, UNITS.get(kind), domain=domain)


def _norm(i: int, table: list[ir.Fact], random: Random) -> ir.Norm:
    asked = sorted(random.sample(range(len(table)), random.randint(2, 5)))
    condition = ir.And(tuple(_leaf(table[j], random) for j in asked))
    measures = tuple(
        ir.Measure(f"m{i}_{j}", "deduct_points", f"扣{points}分", amount=ir.Fixed(Decimal(points), "point"))
        for j, points in enumerate(random.sample(range(1, 13), random.randint(1, 2)))
    )
    return ir.Norm(f"n{i}", "penalty", Span(i * 10, i * 10 + 9), f"第{i}条", condition=condition, measures=measures)


def _leaf(fact: ir.Fact, random: Random) -> ir.Expression:
    if fact.type == "flag":
        leaf: ir.Expression = ir.Flag(fact.label)
        return leaf if random.random() < 0.5 else ir.Not(leaf)
    if fact.type == "choice":
        return ir.Is(fact.label, random.choice(fact.domain or ()))
    figure = Decimal(random.randint(1, 60))
    return ir.Compare(fact.label, random.choice(RELATIONS), figure, fact.unit or "")


if __name__ == "__main__":
    for row in rows():
        print(f"{row.norms:5} norms {row.facts:3} facts {row.findings:5} findings {row.seconds * 1000:9.1f} ms")
