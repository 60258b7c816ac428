"""Expression → its leaves, and the facts they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rulec.ir import model as ir

YES_NO = (ir.Flag, ir.Violates, ir.Event, ir.Judgement)


def walk(
    expression: ir.Expression | None, derived: Mapping[str, ir.Expression], inside: frozenset[str] = frozenset()
) -> Iterator[ir.Expression]:
    """The leaves of an expression, in order; a fact that the document defines by a condition also gives the leaves of that condition."""
    match expression:
        case None:
            return
        case ir.And(args) | ir.Or(args) | ir.AtLeast(_, args):
            for arg in args:
                yield from walk(arg, derived, inside)
        case ir.Not(arg):
            yield from walk(arg, derived, inside)
        case _:
            yield expression
            if isinstance(expression, YES_NO) and expression.fact in derived and expression.fact not in inside:
                yield from walk(derived[expression.fact], derived, inside | {expression.fact})


def facts_named(leaf: ir.Expression) -> tuple[str, ...]:
    """The labels of the facts that a leaf asks for."""
    if isinstance(leaf, ir.Compare):
        other = (leaf.value.fact,) if isinstance(leaf.value, ir.FactRef) else ()
        return (leaf.fact, *other)
    if isinstance(leaf, ir.InViolation | ir.Otherwise | ir.And | ir.Or | ir.Not | ir.AtLeast):
        return ()
    return (leaf.fact,)
