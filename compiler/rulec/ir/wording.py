"""Expression → a short Chinese phrase that names it."""

from __future__ import annotations

from decimal import Decimal

from rulec.ir import model as ir
from rulec.runtime.money import plain

SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "=", "ne": "≠"}


def described(expression: ir.Expression) -> str:
    """What an expression asks for, in the words of the text where it has them."""
    match expression:
        case ir.And(args):
            return "且".join(described(arg) for arg in args)
        case ir.Or(args):
            return "或".join(described(arg) for arg in args)
        case ir.AtLeast(n, args):
            return f"至少{n}项:" + "、".join(described(arg) for arg in args)
        case ir.Not(arg):
            return f"非({described(arg)})"
        case ir.Compare(fact, rel, value):
            return f"{fact}{SIGNS[rel]}{_figure(value) if isinstance(value, Decimal) else value.fact}"
        case ir.Occurrence(_, rel, value, fact):
            return f"{fact}{SIGNS[rel]}{_figure(value)}"
        case ir.Is(fact, value):
            return f"{fact}为{value}"
        case ir.Contains(fact, value):
            return f"{fact}含{value}"
        case ir.InTier():
            return f"{expression.fact}{expression.label}"
        case ir.Judgement():
            return expression.text
        case ir.InViolation(violation):
            return violation
        case ir.Otherwise():
            return "其他情形"
        case _:
            return expression.fact


def _figure(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return plain(int(value.scaleb(digits)), digits)
