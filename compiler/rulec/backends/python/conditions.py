"""Condition → Python expression over three values: comparisons joined by `&` and `|`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rulec.backends.python.printing import INDENT, WIDTH, literal, width
from rulec.ir import model as ir
from rulec.ir.amounts_to_specs import OPPOSITE
from rulec.ir.fact_table import threshold
from rulec.ir.plan import Plan

SIGNS: dict[ir.Rel, str] = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "eq": "==", "ne": "!="}


@dataclass(frozen=True, slots=True)
class Code:
    """An expression: an atom, a comparison, or parts joined by an operator (`&`, `|`) or listed in a call of `text`."""

    kind: Literal["atom", "compare", "&", "|", "call"]
    text: str = ""
    parts: tuple[Code, ...] = ()

    def flat(self) -> str:
        """The expression on one line."""
        if self.kind in ("atom", "compare"):
            return self.text
        if self.kind == "call":
            return f"{self.text}({', '.join(part.flat() for part in self.parts)})"
        return f" {self.kind} ".join(self._inside(part) for part in self.parts)

    def lines(self, column: int, depth: int) -> str:
        """The expression from `column` on, broken over lines where it is too wide."""
        flat = self.flat()
        if column + width(flat) < WIDTH or self.kind in ("atom", "compare"):
            return flat
        inner = INDENT * (depth + 1)
        if self.kind == "call":
            if len(self.parts) == 1 and self.parts[0].kind in ("&", "|"):
                return self.text + self.parts[0].lines(column + width(self.text), depth)
            if len(self.parts) == 1 and self.parts[0].kind == "call" and not self.parts[0].text:
                return f"{self.text}({self.parts[0].lines(column + width(self.text) + 2, depth)})"
            rows = [f"{inner}{part.lines(width(inner), depth + 1)}," for part in self.parts]
            return "\n".join([f"{self.text}(", *rows, f"{INDENT * depth})"])
        rows = [self._row(part, "" if i == 0 else f"{self.kind} ", depth + 1) for i, part in enumerate(self.parts)]
        return "\n".join(["(", *rows, f"{INDENT * depth})"])

    def _row(self, part: Code, sign: str, depth: int) -> str:
        start = INDENT * depth + sign
        whole = self._inside(part)
        if width(start + whole) < WIDTH or part.kind in ("atom", "compare"):
            return start + whole
        return start + part.lines(width(start), depth)

    def _inside(self, part: Code) -> str:
        return f"({part.flat()})" if part.kind in ("compare", "&", "|") else part.flat()


TRUE, FALSE, UNKNOWN = Code("atom", "True"), Code("atom", "False"), Code("atom", "UNKNOWN")


def joined(sign: Literal["&", "|"], parts: list[Code]) -> Code:
    """Parts joined by an operator; a single one stands for itself, none for the operator's neutral value."""
    flat = [one for part in parts for one in (part.parts if part.kind == sign else (part,))]
    if not flat:
        return TRUE if sign == "&" else FALSE
    return flat[0] if len(flat) == 1 else Code(sign, parts=tuple(flat))


def call(name: str, *parts: Code | str) -> Code:
    """A call of a function of the runtime."""
    return Code("call", name, tuple(Code("atom", part) if isinstance(part, str) else part for part in parts))


class Conditions:
    """Prints the conditions of the norms of one violation.

    `tiers` maps facts to the variables that hold a tier, `norms` ids of norms to the variables that hold their outcomes.
    """

    def __init__(self, plan: Plan, violation: str | None, classes: dict[str, str]) -> None:
        self.plan = plan
        self.violation = violation
        self.classes = classes
        self.tiers: dict[str, str] = {}
        self.norms: dict[str, str] = {}
        self._inside: tuple[str, ...] = ()

    def code(self, expression: ir.Expression, norm: ir.Norm) -> Code:
        """The expression as Python."""
        if not self.plan.suits(expression):
            return UNKNOWN
        match expression:
            case ir.And(args):
                return joined("&", [self.code(arg, norm) for arg in args])
            case ir.Or(args):
                return joined("|", [self.code(arg, norm) for arg in args])
            case ir.Not(arg):
                return self._negated(arg, norm)
            case ir.AtLeast(n, args):
                return call("at_least", str(n), *(self.code(arg, norm) for arg in args))
            case ir.Otherwise():
                return call("otherwise", *(self.norms[sibling.id] for sibling in self.plan.siblings(norm)))
            case ir.InViolation(violation):
                return self._same_violation(violation)
            case ir.Compare():
                return self._compare(expression, expression.rel)
            case ir.Occurrence():
                return self._bounded(expression.fact, expression.rel, expression.value)
            case ir.Is(fact, value):
                return Code("compare", f"{self.fact(fact)} == {literal(value)}")
            case ir.InTier():
                same = Code("compare", f"{self.fact(expression.fact)} == {literal(expression.label)}")
                return same if expression.violation is None else self._within(expression.violation, same)
            case ir.Contains(fact, value):
                if value not in self.classes:
                    return call("contains", self.fact(fact), literal(value))
                subject = f"facts.{self.plan.subject}" if self.plan.subject else "UNKNOWN"
                return call("contains_any", self.fact(fact), literal(value), self.classes[value], subject)
            case ir.Flag() | ir.Violates() | ir.Event() | ir.Judgement():
                return self._yes_no(expression.fact, norm)

    def fact(self, label: str) -> str:
        """Where the value of a fact stands."""
        name = self.plan.fact(label).name
        return self.tiers.get(name, f"facts.{name}")

    def _negated(self, arg: ir.Expression, norm: ir.Norm) -> Code:
        if self.plan.suits(arg):
            match arg:
                case ir.Not(inner):
                    return self.code(inner, norm)
                case ir.Compare():
                    return self._compare(arg, OPPOSITE[arg.rel])
                case ir.Occurrence():
                    return self._bounded(arg.fact, OPPOSITE[arg.rel], arg.value)
                case ir.Is(fact, value):
                    return Code("compare", f"{self.fact(fact)} != {literal(value)}")
        return call("negate", self.code(arg, norm))

    def _same_violation(self, violation: str) -> Code:
        if self.violation is None and self.plan.rule_set.violations:
            return Code("compare", f"violation == {literal(violation)}")
        return TRUE if violation == self.violation else FALSE

    def _within(self, violation: str, tier: Code) -> Code:
        """A tier of one violation: it is none of another's."""
        if self.violation is None and self.plan.rule_set.violations:
            return joined("&", [self._same_violation(violation), tier])
        return tier if self.violation in (None, violation) else FALSE

    def _yes_no(self, label: str, norm: ir.Norm) -> Code:
        if label in self.plan.derived and label not in self._inside:
            self._inside = (*self._inside, label)
            found = self.code(self.plan.derived[label], norm)
            self._inside = self._inside[:-1]
            if not self.plan.has(label):
                return found
            return Code("atom", f"({self.fact(label)} if {self.fact(label)} is not UNKNOWN else ({found.flat()}))")
        if not self.plan.has(label):
            return UNKNOWN
        place = Code("atom", self.fact(label))
        return call("run.absent", place) if self.plan.fact(label).name in self.plan.absent else place

    def _compare(self, leaf: ir.Compare, rel: ir.Rel) -> Code:
        left = self.plan.fact(leaf.fact)
        if isinstance(leaf.value, ir.FactRef):
            digits = max(left.digits, self.plan.fact(leaf.value.fact).digits)
            return Code("compare", f"{self._scaled(leaf.fact, digits)} {SIGNS[rel]} {self._scaled(leaf.value.fact, digits)}")
        if leaf.of is not None and self.plan.has(leaf.of):
            digits = max(left.digits, self.plan.fact(leaf.of).digits)
            exponent = leaf.value.as_tuple().exponent
            places = max(0, -exponent) if isinstance(exponent, int) else 0
            share = int(leaf.value.scaleb(places)) * (1 if leaf.unit == "percent" else 100)
            left_code, right_code = self._scaled(leaf.fact, digits, 100 * 10**places), self._scaled(leaf.of, digits, share)
            return Code("compare", f"{left_code} {SIGNS[rel]} {right_code}")
        return self._bounded(leaf.fact, rel, leaf.value)

    def _scaled(self, label: str, digits: int, factor: int = 1) -> str:
        factor *= 10 ** (digits - self.plan.fact(label).digits)
        return self.fact(label) if factor == 1 else f"{self.fact(label)} * {factor}"

    def _bounded(self, label: str, rel: ir.Rel, value: Decimal) -> Code:
        spec = self.plan.fact(label)
        bound = threshold(rel, value.scaleb(spec.digits))
        if isinstance(bound, bool):
            return Code("atom", f"({bound} if {self.fact(label)} is not UNKNOWN else UNKNOWN)")
        return Code("compare", f"{self.fact(label)} {SIGNS[bound[0]]} {figure(bound[1], spec.digits)}")


def figure(number: int, digits: int) -> str:
    """An integer in decimal places, written so that the point can be seen: 20_000_00 fen, 4_4000 ten-thousandths."""
    if not digits:
        return str(number)
    sign = "-" if number < 0 else ""
    whole, fraction = divmod(abs(number), 10**digits)
    return f"{sign}{whole:_}_{fraction:0{digits}d}" if whole else f"{sign}{fraction}"
