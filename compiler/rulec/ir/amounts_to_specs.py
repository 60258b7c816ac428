"""Amounts, measures and accounts of a rule set → the shapes of the runtime."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from rulec.ir import model as ir
from rulec.runtime import amounts
from rulec.runtime.account import Account, Node, Recovery, WindowCap
from rulec.runtime.money import plain
from rulec.runtime.specs import Choice, Measure

if TYPE_CHECKING:
    from rulec.ir.fact_table import FactTable

OPPOSITE: dict[ir.Rel, ir.Rel] = {"ge": "lt", "gt": "le", "le": "gt", "lt": "ge", "eq": "ne", "ne": "eq"}
MONTHS = {"month": 1, "year": 12}
DAYS = {"day": 1, "week": 7}


def measure_spec(table: FactTable, norm: ir.Norm, measure: ir.Measure) -> Measure:
    """A measure of `norm` in the shapes of the runtime, with the facts its amount asks for."""

    def shaped(amount: ir.Amount | None) -> amounts.Amount | None:
        return amount_spec(amount, lambda label: table.fact(label).digits if table.has(label) else 2)

    bases = bases_of(measure.amount)
    known = all(table.has(label) and table.fact(label).type in ("money", "number", "count") for label in bases)
    asks, counted = [table.fact(label).name for label in bases] if known else [], False
    for label in counts_of(measure.amount) if known else ():
        if table.has(label) and table.fact(label).type == "count" and not counted:
            asks, counted = [table.fact(label).name, *asks], True
    choice, to = measure.choice, measure.to
    return Measure(
        id=measure.id,
        norm=norm.id,
        action=measure.action,
        text=measure.text,
        span=(measure.span[0], measure.span[1]),
        modality=measure.modality or ("may" if measure.optional_with else norm.modality),
        object=measure.object,
        targets=measure.targets or norm.subjects,
        by=measure.by or norm.by,
        choice=None if choice is None else Choice(choice.group, choice.branch, choice.pick, choice.open),
        instead_of=measure.instead_of,
        amount=shaped(measure.amount),
        duration=shaped(measure.duration),
        within=shaped(measure.within),
        from_=measure.from_,
        to=tuple(measure_spec(table, norm, other) for other in to) if isinstance(to, tuple) else to,
        to_pick=measure.to_pick,
        asks=tuple(asks),
        counted=counted,
        reads=table.reads(measure.condition),
    )


def amount_spec(amount: ir.Amount | None, digits: Callable[[str], int]) -> amounts.Amount | None:
    """An amount in the shapes of the runtime; `digits` gives the decimal places of a fact."""
    match amount:
        case None:
            return None
        case ir.Fixed(value, unit, per):
            return amounts.Fixed(text(value), unit, per)
        case ir.Range():
            low, high = _texts(amount.low, amount.high)
            return amounts.Range(low, high, amount.low_inclusive, amount.high_inclusive, amount.unit, amount.per)
        case ir.Rate():
            low, high, floor, cap = _texts(amount.low, amount.high, amount.floor, amount.cap)
            return amounts.Rate(
                type=amount.type,
                low=low,
                high=high,
                low_inclusive=amount.low_inclusive,
                high_inclusive=amount.high_inclusive,
                of=amount.of,
                floor=floor,
                cap=cap,
                unit=amount.unit,
                round_to=text(amount.round.to) if amount.round else None,
                round_mode=amount.round.mode if amount.round else "half_up",
                round_stated=bool(amount.round and amount.round.stated),
                per=amount.per,
                digits=digits(amount.of),
            )
        case ir.All(of):
            return amounts.All(of)
        case ir.ValueSet(values, unit, per):
            return amounts.ValueSet(tuple(text(value) for value in values), unit, per)
        case ir.Hole(name, unit):
            return amounts.Hole(name, unit)
        case ir.Permanent():
            return amounts.Permanent()
        case ir.Combined(kind, args):
            return amounts.Combined(kind, tuple(one for one in (amount_spec(arg, digits) for arg in args) if one is not None))
        case ir.Brackets():
            rows = tuple(amounts.BracketRow(*_texts(row.over, row.upto, row.rate, row.value)) for row in amount.rows)
            return amounts.Brackets(amount.of, rows, amount.cumulative, amount.unit, digits(amount.of))
        case ir.Steps():
            first, every, value_ = text(amount.first), text(amount.every), text(amount.value)
            return amounts.Steps(first, every, value_, amount.unit, amount.of, digits(amount.of))


def account_spec(table: FactTable, account: ir.Account) -> Account:
    """An account in the shapes of the runtime; what a node delegates to is not run."""
    place = ir.Norm(account.name, "penalty", account.span)
    nodes: list[Node] = []
    for node in account.nodes:
        at, low, high, every, from_ = _texts(node.at, node.low, node.high, node.every, node.from_)
        measures = tuple(measure_spec(table, place, measure) for measure in node.measures)
        nodes.append(Node((node.span[0], node.span[1]), at, node.rel or "ge", low, high, every, from_, measures))
    reset, concurrency = account.reset, account.concurrency_span
    months = MONTHS.get(reset.unit or "", 0) * int(reset.length or 0) if reset and reset.type == "period" else 0
    return Account(
        name=account.name,
        unit=account.unit,
        span=(account.span[0], account.span[1]),
        nodes=tuple(nodes),
        initial=None if account.initial is None else text(account.initial),
        shown_as=account.shown_as,
        reset_at=_reset_days(reset),
        reset_months=months or None,
        reset_span=(reset.span[0], reset.span[1]) if reset else (0, 0),
        kept=None if reset is None else _kept(reset.condition),
        concurrency=account.concurrency,
        concurrency_span=None if concurrency is None else (concurrency[0], concurrency[1]),
        caps=tuple(WindowCap(text(cap.limit), int(cap.length) * DAYS[cap.unit]) for cap in account.caps if cap.unit in DAYS),
        recovery=tuple(Recovery(text(one.every), one.what, text(one.points), *_texts(one.upto)) for one in account.recovery),
    )


def _reset_days(reset: ir.Reset | None) -> str | None:
    """The last seconds of the periods of a calendar, in one year."""
    if reset is None or reset.type != "calendar":
        return None
    if reset.at is not None:
        return reset.at.replace("T24:00:00", "T23:59:59")
    days = {"year": ("12-31",), "quarter": ("03-31", "06-30", "09-30", "12-31")}.get(reset.period or "", ())
    return ",".join(f"{day}T23:59:59" for day in days) or None


def _kept(condition: ir.Expression | None) -> tuple[str, str] | None:
    """At which total a reset does not take place, where its condition is a bound on the total."""
    inner = condition.arg if isinstance(condition, ir.Not) else condition
    if not isinstance(inner, ir.Compare) or not isinstance(inner.value, Decimal):
        return None
    return (inner.rel if isinstance(condition, ir.Not) else OPPOSITE[inner.rel]), text(inner.value)


def counts_of(amount: ir.Amount | None) -> tuple[str, ...]:
    """The labels under which the count of an amount for each of something may be declared."""
    per = getattr(amount, "per", None)
    return () if per is None else ("违规次数",) if per == "次" else (f"{per}数", per)


def bases_of(amount: ir.Amount | None) -> tuple[str, ...]:
    """The labels of the facts that an amount is reckoned from, in order."""
    if isinstance(amount, ir.Rate | ir.Brackets) or (isinstance(amount, ir.Steps) and amount.of):
        return (amount.of,)
    return tuple(label for arg in amount.args for label in bases_of(arg)) if isinstance(amount, ir.Combined) else ()


def text(figure: Decimal) -> str:
    """The canonical form of a decimal."""
    exponent = figure.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return plain(int(figure.scaleb(digits)), digits)


def _texts(*figures: Decimal | None) -> tuple[str | None, ...]:
    return tuple(None if figure is None else text(figure) for figure in figures)
