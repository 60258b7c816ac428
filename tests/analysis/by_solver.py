"""Conditions → z3 formulas, read straight from the rule set: a second opinion that knows nothing of boxes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import z3

from rulec.analysis.regions import Space
from rulec.ir import model as ir
from rulec.ir.plan import Plan

RELATIONS: dict[str, Any] = {
    "ge": lambda a, b: a >= b, "gt": lambda a, b: a > b, "le": lambda a, b: a <= b,
    "lt": lambda a, b: a < b, "eq": lambda a, b: a == b, "ne": lambda a, b: a != b,
}  # fmt: skip


class Solver:
    """The facts of a rule set as z3 variables, and its conditions as formulas over them."""

    def __init__(self, space: Space) -> None:
        self.plan: Plan = space.plans[0]
        self.solver = z3.Solver()
        self.solver.set("random_seed", 1)
        self.figures: dict[str, Any] = {}
        self.bools: dict[str, Any] = {}
        self.choices: dict[str, Any] = {}
        self.words: dict[str, dict[str, int]] = {}
        for key, dimension in space.dimensions.items():
            if dimension.kind == "figure":
                self.figures[key] = self._figure(key, dimension.low, dimension.high, dimension.places)
            elif dimension.kind in ("choice", "violation"):
                values = [str(value) for value in dimension.values]
                self.words[key] = {value: i for i, value in enumerate(values)}
                self.choices[key] = z3.Int(key)
                self.solver.add(self.choices[key] >= 0, self.choices[key] < len(values))
        self.names = {violation.id: violation.name for violation in self.plan.rule_set.violations}

    def _figure(self, key: str, low: int | None, high: int | None, places: int) -> Any:
        steps = z3.Int(key)
        if low is not None:
            self.solver.add(steps >= low)
        if high is not None:
            self.solver.add(steps <= high)
        return z3.ToReal(steps) / 10**places

    def possible(self, *formulas: Any) -> bool:
        """Whether all formulas can hold at once."""
        self.solver.push()
        self.solver.add(*formulas)
        found = self.solver.check()
        self.solver.pop()
        assert found in (z3.sat, z3.unsat)
        return bool(found == z3.sat)

    @staticmethod
    def not_(formula: Any) -> Any:
        """The opposite of a formula."""
        return z3.Not(formula)

    def norm(self, norm: ir.Norm) -> Any:
        """Where a norm holds."""
        parts = [z3.BoolVal(True) if norm.condition is None else self.formula(norm.condition, norm)]
        if norm.violation is not None:
            parts.append(self._chosen("违规类型", self.names[norm.violation]))
        parts += [z3.Not(self.formula(one.condition, norm)) for one in norm.exceptions if one.condition is not None]
        return z3.And(*parts)

    def formula(self, expression: ir.Expression, norm: ir.Norm) -> Any:
        match expression:
            case ir.And(args):
                return z3.And(*(self.formula(arg, norm) for arg in args))
            case ir.Or(args):
                return z3.Or(*(self.formula(arg, norm) for arg in args))
            case ir.Not(arg):
                return z3.Not(self.formula(arg, norm))
            case ir.AtLeast(n, args):
                return z3.AtLeast(*(self.formula(arg, norm) for arg in args), n)
            case ir.Otherwise():
                beside = [self.norm(other) for other in self.plan.siblings(norm)]
                return z3.Not(z3.Or(*beside)) if beside else self._bool(f"其他情形 {norm.id}")  # the others of nothing: nobody knows
            case ir.Compare(fact, rel, value) | ir.Occurrence(_, rel, value, fact):
                assert isinstance(value, Decimal)
                return RELATIONS[rel](self.figures[fact], z3.RealVal(str(value)))
            case ir.Is(fact, value):
                return self._chosen(fact, value)
            case ir.InTier():
                tier = self._chosen(expression.fact, expression.label)
                if expression.violation is None:
                    return tier
                return z3.And(tier, self._chosen("违规类型", self.names[expression.violation]))
            case ir.Contains(fact, value):
                return self._bool(f"{fact}∋{value}")
            case ir.Flag() | ir.Judgement() | ir.Event():
                return self._bool(expression.fact)
            case _:
                raise AssertionError(expression)

    def _chosen(self, label: str, value: str) -> Any:
        return self.choices[label] == self.words[label][value]

    def _bool(self, key: str) -> Any:
        return self.bools.setdefault(key, z3.Bool(key))
