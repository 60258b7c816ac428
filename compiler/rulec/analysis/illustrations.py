"""Worked examples that reckon in sums → products that do not come out, or start from a figure that the example does not give (A223).

Examples in points are replayed when the announcement is compiled (S240).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rulec.analysis.examined import Examined, finding
from rulec.analysis.findings import Finding, Witness
from rulec.ir.model import Example, Norm, Rate
from rulec.source import Span

_NUMBER = r"(\d+(?:\.\d+)?)"
_PRODUCT = re.compile(rf"{_NUMBER}\s*元?\s*[×xX*＊]\s*{_NUMBER}\s*([%％])?\s*[=＝]\s*{_NUMBER}")
_MONEY = re.compile(rf"{_NUMBER}\s*元")


def illustration_findings(examined: Examined) -> Iterator[Finding]:
    """Every worked example with a product in it."""
    for example in examined.rule_set.examples:
        text = example.span.slice(examined.raw)
        for product in _PRODUCT.finditer(text):
            base, rate, result = (Decimal(product[i]) for i in (1, 2, 4))
            share = rate / 100 if product[3] else rate
            given = {Decimal(found[1]) for found in _MONEY.finditer(text[: product.start()])}
            rule = _rule(examined, share)
            right = next((sum_ for sum_ in sorted(given) if sum_ != base), base)
            if base * share == result and (not given or base in given):
                continue
            place = examined.place(Span(example.span.start + product.start(), example.span.start + product.end()))
            places = [examined.place(example.span), *([examined.of_norm(rule[0])] if rule else [place])]
            due = _due(rule[1], right, share) if rule else right * share
            values = {"text": product[0], "base": _plain(right), "right": _plain(due), "stated": _plain(result)}
            yield finding("A223", places, _case(examined, example, rule, right), values)


def _rule(examined: Examined, share: Decimal) -> tuple[Norm, Rate] | None:
    """The norm of the announcement that reckons with this rate."""
    for norm in examined.norms:
        for measure in norm.measures:
            if isinstance(measure.amount, Rate) and measure.amount.low == measure.amount.high == share:
                return norm, measure.amount
    return None


def _due(rate: Rate, base: Decimal, share: Decimal) -> Decimal:
    due = base * share
    if rate.floor is not None and due < rate.floor:
        return rate.floor
    return rate.cap if rate.cap is not None and due > rate.cap else due


def _case(examined: Examined, example: Example, rule: tuple[Norm, Rate] | None, base: Decimal) -> Witness | None:
    """The case that the example tells, as far as the rule asks for it."""
    if rule is None:
        return None
    for box in examined.regions[rule[0].id]:
        witness = examined.witness(box, holding=(rule[0],))
        if witness is not None:
            facts = {**witness.facts, rule[1].of: _plain(base)} if rule[1].of in witness.facts else witness.facts
            return Witness(facts, witness.claims)
    return None


def _plain(figure: Decimal) -> str:
    return format(figure.normalize(), "f")
