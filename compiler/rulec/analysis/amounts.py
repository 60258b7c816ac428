"""Sums whose ends are the wrong way round (A210) and figures that the text leaves open (A220)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rulec.analysis.boxes import EVERYWHERE, Box, intersect
from rulec.analysis.examined import Examined, Part, finding
from rulec.analysis.findings import Finding, Witness
from rulec.analysis.reach import reaching
from rulec.ir.fact_table import SUBJECT
from rulec.ir.model import Amount, Brackets, Combined, Hole, Measure, Range, Rate


def amount_findings(examined: Examined) -> Iterator[Finding]:
    """Every sum, duration and deadline of the announcement."""
    for part in examined.parts:
        for measure in all_measures(part.measures):
            for amount in parts_of(measure):
                yield from _of_amount(examined, measure, amount, _case(examined, part), part.norm.provision)
    for norm in (norm for norm in examined.rule_set.norms if norm.role == "detail"):
        whole = next((part for part in examined.parts if part.norm.id == norm.of), None)
        case = None if whole is None else _case(examined, whole, norm.subjects)
        for measure in all_measures(norm.measures):
            for amount in parts_of(measure):
                yield from _of_amount(examined, measure, amount, case, norm.provision)
    for account in examined.rule_set.accounts:
        for node in account.nodes:
            witness = reaching(account, node.at, [node]) if node.at is not None else None
            for measure in all_measures(node.measures):
                for amount in parts_of(measure):
                    yield from _of_amount(examined, measure, amount, witness, None)


def all_measures(measures: tuple[Measure, ...]) -> Iterator[Measure]:
    """Measures, and those they put in another's place."""
    for measure in measures:
        yield measure
        if isinstance(measure.to, tuple):
            yield from all_measures(measure.to)


def parts_of(measure: Measure) -> Iterator[Amount]:
    """The sum, duration and deadline of a measure, and what they are combined of."""
    stack = [amount for amount in (measure.within, measure.duration, measure.amount) if amount is not None]
    while stack:
        amount = stack.pop()
        yield amount
        if isinstance(amount, Combined):
            stack.extend(amount.args)


def _case(examined: Examined, part: Part, subjects: tuple[str, ...] = ()) -> Witness | None:
    """A case in which the part applies, to one of `subjects` where there are any."""
    mine = Box({SUBJECT: frozenset(subjects)}) if subjects and SUBJECT in examined.space.dimensions else EVERYWHERE
    for box in (box for box in (intersect(one, mine) for one in part.boxes or (EVERYWHERE,)) if box is not None):
        witness = examined.witness(box, holding=(part,))
        if witness is not None:
            return witness
    return None


def _of_amount(examined: Examined, measure: Measure, amount: Amount, witness: Witness | None, provision: str | None) -> Iterator[Finding]:
    place = examined.place(measure.span, provision)
    if isinstance(amount, Hole):
        yield finding("A220", (place,), witness, {"text": measure.text, "name": amount.name})
        return
    ends: tuple[Decimal, Decimal] | None = None
    if isinstance(amount, Range | Rate) and amount.low is not None and amount.high is not None and amount.low > amount.high:
        ends = amount.low, amount.high
    if isinstance(amount, Rate) and amount.floor is not None and amount.cap is not None and amount.floor > amount.cap:
        ends = amount.floor, amount.cap
    if isinstance(amount, Brackets):
        rows = [(row.over, row.upto) for row in amount.rows if row.over is not None and row.upto is not None and row.over >= row.upto]
        ends = rows[0] if rows else None
    if ends is not None:
        low, high = (format(end, "f") for end in ends)
        yield finding("A210", (place,), witness, {"text": measure.text, "low": low, "high": high})


