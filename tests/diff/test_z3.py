"""Random conditions: what becomes of their cases, by boxes and by an independent solver."""

from __future__ import annotations

from array import array
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from rulec.diff import DiffInput, DiffOptions
from rulec.diff.match import match
from rulec.diff.prove import Prover
from rulec.ir import model as ir
from rulec.source import NormalText, SourceText

z3 = pytest.importorskip("z3", reason="the solver is a dependency of the tests alone")

FIGURES = ("投诉", "延误", "退货")
FLAGS = ("已整改", "造成损失")
RELS: tuple[ir.Rel, ...] = ("ge", "gt", "le", "lt", "eq", "ne")


def condition(by: Random, depth: int) -> ir.Expression:
    if depth == 0 or by.random() < 0.25:
        if by.random() < 0.3:
            return ir.Flag(by.choice(FLAGS))
        return ir.Compare(by.choice(FIGURES), by.choice(RELS), Decimal(by.randint(0, 6)), "times")
    match by.randrange(4):
        case 0:
            return ir.Not(condition(by, depth - 1))
        case 1:
            return ir.AtLeast(2, tuple(condition(by, depth - 1) for _ in range(3)))
        case 2:
            return ir.And(tuple(condition(by, depth - 1) for _ in range(by.randint(2, 3))))
        case _:
            return ir.Or(tuple(condition(by, depth - 1) for _ in range(by.randint(2, 3))))


def edited(expression: ir.Expression, by: Random) -> ir.Expression:
    """The condition with one figure, relation or connective changed."""
    match expression:
        case ir.Compare(fact, rel, value):
            if by.random() < 0.5:
                return ir.Compare(fact, by.choice(RELS), value, "times")
            assert isinstance(value, Decimal)
            return ir.Compare(fact, rel, value + by.choice((-1, 1)), "times")
        case ir.And(args) | ir.Or(args):
            if by.random() < 0.3:
                return ir.Or(args) if isinstance(expression, ir.And) else ir.And(args)
            at = by.randrange(len(args))
            return type(expression)((*args[:at], edited(args[at], by), *args[at + 1 :]))
        case ir.AtLeast(_, args):
            return ir.AtLeast(by.choice((1, 2, 3)), args)
        case ir.Not(arg):
            return ir.Not(edited(arg, by))
        case _:
            return ir.Not(expression)


def solver_says(e: ir.Expression, names: dict[str, Any]) -> Any:
    match e:
        case ir.Compare(fact, rel, value):
            figure, bound = names[fact], int(str(value))
            return {"ge": figure >= bound, "gt": figure > bound, "le": figure <= bound, "lt": figure < bound, "eq": figure == bound, "ne": figure != bound}[rel]
        case ir.Flag(fact):
            return names[fact]
        case ir.Not(arg):
            return z3.Not(solver_says(arg, names))
        case ir.And(args):
            return z3.And(*(solver_says(arg, names) for arg in args))
        case ir.Or(args):
            return z3.Or(*(solver_says(arg, names) for arg in args))
        case ir.AtLeast(n, args):
            return z3.AtLeast(*(solver_says(arg, names) for arg in args), n)
    raise AssertionError(e)


def side(e: ir.Expression) -> DiffInput:
    facts = tuple(ir.Fact(label, f"n{at}", "count", "times") for at, label in enumerate(FIGURES)) + tuple(
        ir.Fact(label, f"f{at}", "flag") for at, label in enumerate(FLAGS)
    )
    norm = ir.Norm("n1", "penalty", text="违规的，清退。", condition=e, measures=(ir.Measure("m1", "expel", "清退"),))
    rules = ir.RuleSet(ir.Document("规则"), facts=facts, norms=(norm,))
    return DiffInput(rules, SourceText("r.txt", "", "0"), NormalText("", array("I"), array("I")), ())


@pytest.mark.parametrize("seed", range(6))
def test_boxes_and_solver_agree(seed: int) -> None:
    by = Random(seed)
    names: dict[str, Any] = {label: z3.Int(label) for label in FIGURES} | {label: z3.Bool(label) for label in FLAGS}
    domain = z3.And(*(names[label] >= 0 for label in FIGURES))
    seen: set[str] = set()
    for _ in range(40):
        old = condition(by, 2)
        new = edited(old, by) if by.random() < 0.8 else condition(by, 2)
        sides = side(old), side(new)
        found = Prover(match(*sides), DiffOptions()).condition_region(sides[0].rule_set.norms[0], sides[1].rule_set.norms[0])
        solver = z3.Solver()
        solver.add(domain)
        one, other = solver_says(old, names), solver_says(new, names)
        shrinks = solver.check(one, z3.Not(other)) == z3.sat
        grows = solver.check(other, z3.Not(one)) == z3.sat
        says = "both" if shrinks and grows else "shrinks" if shrinks else "grows" if grows else "same"
        assert found == says, (old, new)
        seen.add(found)
    assert seen == {"both", "shrinks", "grows", "same"}
