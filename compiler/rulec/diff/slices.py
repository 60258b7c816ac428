"""A large comparison → the part of it that one change is about, so that a case costs no more than in a small one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rulec.diff.input import DiffInput
from rulec.diff.match import Match, Side
from rulec.ir import model as ir
from rulec.ir.amounts_to_specs import bases_of
from rulec.ir.fact_table import OCCURRENCES, SUBJECT, expressions_of
from rulec.ir.leaves import facts_named, walk

LARGE = 400
"""Norms of a version from which on cases are decided by the norms of the same violation or provision alone."""


def large(found: Match) -> bool:
    """Whether a comparison is one to be sliced."""
    return max(len(side.rule_set.norms) for side in (found.old, found.new)) > LARGE


def sliced(found: Match, about: Iterable[ir.Norm]) -> Match:
    """The comparison of the norms in `about`, of their counterparts, and of all norms of the same violations and provisions."""
    wanted = {id(n) for n in about}
    for pair in found.norms:
        if id(pair.old) in wanted or id(pair.new) in wanted:
            wanted |= {id(pair.old), id(pair.new)}
    sides = tuple(_side(side, wanted) for side in (found.old, found.new))
    kept = {id(n) for side in sides for n in side.rule_set.norms}
    pairs = tuple(pair for pair in found.norms if id(pair.old) in kept and id(pair.new) in kept)
    return replace(found, old=sides[0], new=sides[1], norms=pairs, removed=(), added=())


def _side(side: Side, wanted: set[int]) -> Side:
    rules = side.rule_set
    chosen = [n for n in rules.norms if id(n) in wanted]
    violations = {n.violation for n in chosen if n.violation is not None}
    places = {side.passages.label(n.span) for n in chosen} - {None}
    norms = tuple(n for n in rules.norms if id(n) in wanted or n.violation in violations or side.passages.label(n.span) in places)
    if len(norms) > LARGE:  # one violation for the whole announcement: the provision alone
        norms = tuple(n for n in rules.norms if id(n) in wanted or side.passages.label(n.span) in places)
    labels = _labels(norms, rules)
    cut = replace(rules, norms=norms, facts=tuple(f for f in rules.facts if f.label in labels), accounts=(), examples=())
    return replace(side, given=_given(side.given, cut))


def _given(given: DiffInput, rules: ir.RuleSet) -> DiffInput:
    return replace(given, rule_set=rules, decide=None if given.runner is None else given.runner(rules))


def _labels(norms: Iterable[ir.Norm], rules: ir.RuleSet) -> set[str]:
    """The facts that some norms ask for."""
    derived = {(d.fact or d.term): d.condition for d in rules.definitions if d.kind == "derived_fact" and d.condition is not None}
    found = {OCCURRENCES, SUBJECT}
    for n in norms:
        for expression in expressions_of(n):
            for leaf in walk(expression, derived):
                found |= set(facts_named(leaf))
        for m in n.measures:
            found |= set(bases_of(m.amount))
        if n.concludes is not None:
            found.add(n.concludes.scale)
    return found
