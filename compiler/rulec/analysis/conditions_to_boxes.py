"""Conditions → boxes: every expression as a union of boxes over the space of its rule set.

What is no box (a fact compared with another fact, a leaf whose fact has no fitting type) becomes a side of an opaque dimension: what
follows from it is not proved unless a witness is found and replayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from rulec.analysis.boxes import EVERYWHERE, Box, Interval, absorbed, intersect, meet
from rulec.analysis.space import NO, OTHER, YES, Space, canonical, is_opaque, opaque_key, word_key
from rulec.ir import model as ir
from rulec.ir.fact_table import SUBJECT, threshold
from rulec.ir.plan import Plan
from rulec.runtime.rule import VIOLATION

MOST_BOXES = 2_000
"""A condition that falls into more boxes is taken as one open question."""
NOWHERE: tuple[Box, ...] = ()


def boxes(expression: ir.Expression, space: Space, plan: Plan | None = None) -> tuple[Box, ...]:
    """The union of boxes in which `expression` is true, given that every fact is known. `plan`: whose facts and definitions it is read
    with (default: the space's first rule set). 其他情形 has no boxes of its own: see `whole_condition`."""
    return _Reader(space, plan or space.plans[0]).read(expression, True, frozenset())


def norm_boxes(norm: ir.Norm, space: Space, plan: Plan | None = None) -> tuple[Box, ...]:
    """Where a norm holds: its condition, subjects and violation, without its exceptions."""
    plan = plan or space.plans[0]
    return boxes(whole_condition(norm, plan), space, plan)


def whole_condition(norm: ir.Norm, plan: Plan) -> ir.Expression:
    """Everything a norm depends on as one expression: violation, subjects, condition (其他情形 spelled out), no exception."""
    parts: list[ir.Expression] = []
    if norm.violation is not None and any(one.id == norm.violation for one in plan.rule_set.violations):
        parts.append(ir.InViolation(norm.violation))
    if norm.subjects and plan.subject is not None:
        parts.append(ir.Or(tuple(ir.Is(SUBJECT, subject) for subject in norm.subjects)))
    if norm.condition is not None:
        parts.append(spelled_out(norm.condition, norm, plan))
    for exception in norm.exceptions:
        if exception.sense == "except" and exception.condition is not None:
            parts.append(ir.Not(spelled_out(exception.condition, norm, plan)))
    return ir.And(tuple(parts))


def spelled_out(expression: ir.Expression, norm: ir.Norm, plan: Plan) -> ir.Expression:
    """An expression in which 其他情形 says what it means: none of the norms beside it holds."""
    match expression:
        case ir.Otherwise():
            beside = tuple(whole_condition(sibling, plan) for sibling in plan.siblings(norm))
            return ir.Not(ir.Or(beside)) if beside else _nobody_knows(norm)
        case ir.And(args):
            return ir.And(tuple(spelled_out(arg, norm, plan) for arg in args))
        case ir.Or(args):
            return ir.Or(tuple(spelled_out(arg, norm, plan) for arg in args))
        case ir.AtLeast(n, args):
            return ir.AtLeast(n, tuple(spelled_out(arg, norm, plan) for arg in args))
        case ir.Not(arg):
            return ir.Not(spelled_out(arg, norm, plan))
        case _:
            return expression


def _nobody_knows(norm: ir.Norm) -> ir.Expression:
    """What 其他情形 of a norm with no other beside it is: a question of its own that no fact answers, as for the deciders."""
    return ir.Judgement(f"其他情形 {norm.id} {norm.text}", f"其他情形 {norm.id} {norm.text}")


def union(*parts: Sequence[Box]) -> tuple[Box, ...]:
    """All boxes, each once."""
    return tuple(dict.fromkeys(box for part in parts for box in part))


def product(one: Sequence[Box], other: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes in which a box of both meet."""
    found = (intersect(first, second) for first in one for second in other)
    return tuple(dict.fromkeys(box for box in found if box is not None))


class _Reader:
    def __init__(self, space: Space, plan: Plan) -> None:
        self.space = space
        self.plan = plan

    def read(self, expression: ir.Expression, wanted: bool, inside: frozenset[str]) -> tuple[Box, ...]:
        """The boxes in which the expression is `wanted`. `inside`: the defined terms it is read within."""
        match expression:
            case ir.And(args) | ir.Or(args):
                parts = (self.read(arg, wanted, inside) for arg in args)
                if isinstance(expression, ir.And) is wanted:
                    found: tuple[Box, ...] = (EVERYWHERE,)
                    for part in parts:
                        found = product(found, part)
                        if len(found) > MOST_BOXES:
                            return self._opaque(expression, wanted)
                        if not found:
                            break
                else:
                    found = union(*parts)
                return found if len(found) < 2 or len(found) > 64 else absorbed(found, self.space.whole)
            case ir.Not(arg):
                return self.read(arg, not wanted, inside)
            case ir.AtLeast(n, args):
                return self._at_least(n, args, wanted, inside)
            case _:
                return self._leaf(expression, wanted, inside)

    def _at_least(self, n: int, args: tuple[ir.Expression, ...], wanted: bool, inside: frozenset[str]) -> tuple[Box, ...]:
        # Fewer than n of m hold where m-n+1 of them do not.
        size = n if wanted else len(args) - n + 1
        if size <= 0:
            return (EVERYWHERE,)
        picks = [ir.And(some) if wanted else ir.Or(some) for some in combinations(args, size)]
        if len(picks) > MOST_BOXES:
            return self._opaque(ir.AtLeast(n, args), wanted)
        return union(*(self.read(pick, wanted, inside) for pick in picks))

    def _leaf(self, leaf: ir.Expression, wanted: bool, inside: frozenset[str]) -> tuple[Box, ...]:
        plan = self.plan
        if not plan.suits(leaf):
            return self._opaque(leaf, wanted)
        match leaf:
            case ir.Compare():
                return self._compare(leaf, wanted)
            case ir.Occurrence(_, rel, value, fact):
                return self._bounded(fact, rel, value, wanted)
            case ir.Is(fact, value):
                return self._one_of(fact, value, wanted)
            case ir.InTier():
                tier = self._one_of(leaf.fact, leaf.label, wanted)
                violation = self._in_violation(leaf.violation, wanted) if leaf.violation is not None else None
                return tier if violation is None else product(violation, tier) if wanted else union(violation, tier)
            case ir.InViolation(identifier):
                return self._in_violation(identifier, wanted)
            case ir.Contains(fact, value):
                return self._contains(fact, value, wanted)
            case ir.Flag() | ir.Violates() | ir.Event() | ir.Judgement():
                if leaf.fact in plan.derived and leaf.fact not in inside:
                    return self.read(plan.derived[leaf.fact], wanted, inside | {leaf.fact})
                key = leaf.fact if self.space.dimension(leaf.fact).kind == "yes_no" else f"‹{leaf.fact}›"
                return (Box({key: YES if wanted else NO}),)
            case _:
                return self._opaque(leaf, wanted)

    def _opaque(self, expression: ir.Expression, wanted: bool) -> tuple[Box, ...]:
        return (Box({opaque_key(expression): YES if wanted else NO}),)

    def _compare(self, leaf: ir.Compare, wanted: bool) -> tuple[Box, ...]:
        if is_opaque(leaf, self.plan):
            one, as_written = canonical(leaf)
            return self._opaque(one, wanted is as_written)
        assert isinstance(leaf.value, Decimal)
        return self._bounded(leaf.fact, leaf.rel, leaf.value, wanted)

    def _bounded(self, label: str, rel: ir.Rel, value: Decimal, wanted: bool) -> tuple[Box, ...]:
        dimension = self.space.dimension(label)
        if dimension.kind != "figure":
            return (Box({f"‹{label}›": YES if wanted else NO}),)
        bound = threshold(rel, value.scaleb(dimension.places))
        if isinstance(bound, bool):
            return (EVERYWHERE,) if bound is wanted else NOWHERE
        found: list[Box] = []
        for stretch in _stretches(*bound, wanted):
            side = meet(stretch, dimension.whole)
            if side == dimension.whole:
                return (EVERYWHERE,)
            if side is not None:
                found.append(Box({label: side}))
        return tuple(found)

    def _one_of(self, label: str, value: str, wanted: bool) -> tuple[Box, ...]:
        whole = self.space.whole(label)
        if not isinstance(whole, frozenset) or self.space.dimension(label).kind not in ("choice", "violation"):  # another version's kind
            return (Box({f"‹{label}={value}›": YES if wanted else NO}),)
        values = frozenset({value}) if wanted else whole - {value}
        return (Box({label: values}),) if values else NOWHERE

    def _in_violation(self, identifier: str, wanted: bool) -> tuple[Box, ...]:
        name = next((one.name for one in self.plan.rule_set.violations if one.id == identifier), None)
        if name is None:
            return NOWHERE if wanted else (EVERYWHERE,)
        whole = self.space.whole(VIOLATION)
        if whole == frozenset({name}):
            return (EVERYWHERE,) if wanted else NOWHERE
        return self._one_of(VIOLATION, name, wanted)

    def _contains(self, label: str, term: str, wanted: bool) -> tuple[Box, ...]:
        members = self.plan.members(term)
        if not members:
            return (Box({word_key(label, term): YES if wanted else NO}),)
        held: list[tuple[Box, ...]] = [self.read_word(label, term, wanted)]
        for subject, words in members.items():
            any_word = [self.read_word(label, word, wanted) for word in sorted(words)]
            if subject is None or self.plan.subject is None:
                held += any_word
            else:
                mine = self._one_of(SUBJECT, subject, wanted) if self._speaks_of(subject) else (NOWHERE if wanted else (EVERYWHERE,))
                held += [product(mine, word) if wanted else union(mine, word) for word in any_word]
        if wanted:
            return union(*held)
        found: tuple[Box, ...] = (EVERYWHERE,)
        for part in held:
            found = product(found, part)
        return absorbed(found, self.space.whole)

    def read_word(self, label: str, word: str, wanted: bool) -> tuple[Box, ...]:
        """Whether the set holds one word."""
        return (Box({word_key(label, word): YES if wanted else NO}),)

    def _speaks_of(self, subject: str) -> bool:
        whole = self.space.whole(SUBJECT)
        return isinstance(whole, frozenset) and subject in whole and subject != OTHER


def _stretches(rel: ir.Rel, value: int, wanted: bool) -> list[Interval]:
    below, above = Interval(None, value - 1), Interval(value + 1, None)
    match rel if wanted else {"ge": "lt", "gt": "le", "le": "gt", "lt": "ge", "eq": "ne", "ne": "eq"}[rel]:
        case "ge":
            return [Interval(value, None)]
        case "gt":
            return [above]
        case "le":
            return [Interval(None, value)]
        case "lt":
            return [below]
        case "eq":
            return [Interval(value, value)]
        case _:
            return [below, above]
