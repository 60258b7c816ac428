"""Rule set → mutants: the same rules with one small slip each, of the kind that is made when a text is read or a program written.

A bound one step off, ≥ for >, 且 for 或, a conjunct or an exception lost, a sum one step off, *must* for *may*, a measure or a node lost.
Norms that decide nothing (a duty without a sanction, what is not wholly understood) have none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from rulec.ir import model as ir
from rulec.ir.wording import described
from rulec.report.ir_to_json import plain
from rulec.source import Span

Kind = Literal["bound", "strictness", "connective", "conjunct", "exception", "amount", "modality", "measure", "node"]
DECIDING = frozenset({"penalty", "permission", "admission", "relief", "revocation", "tier_criteria", "transition"})
"""Kinds of norms whose conditions decide something even where they have no measures."""
_STRICTER: dict[ir.Rel, ir.Rel] = {"ge": "gt", "gt": "ge", "le": "lt", "lt": "le", "eq": "ge", "ne": "lt"}
_FIGURES = ("value", "values", "low", "high", "floor", "cap", "first", "every", "over", "upto", "rate")
_PERCENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One slip. `where` is the norm (or the account) it sits in, `span` and `quote` its sentence, `words` what was changed."""

    kind: Kind
    where: str
    provision: str | None
    span: Span
    quote: str
    words: str
    rule_set: ir.RuleSet


def mutants_of(rule_set: ir.RuleSet, raw: str) -> tuple[Mutant, ...]:
    """All mutants of a rule set, in the order of the text. `raw`: the text as read, for the sentences of accounts."""
    found = [*_of_norms(rule_set), *_of_definitions(rule_set, raw), *_of_accounts(rule_set, raw)]
    kept: list[Mutant] = []
    for one in found:
        if one.rule_set != rule_set and not any(one.where == other.where and one.rule_set == other.rule_set for other in kept):
            kept.append(one)
    return tuple(kept)


# ---- norms ---------------------------------------------------------------------------------------------------------------------


def _of_norms(rule_set: ir.RuleSet) -> Iterator[Mutant]:
    governing = {reference.norm for reference in rule_set.references}
    for at, norm in enumerate(rule_set.norms):
        decides = norm.measures or norm.kind in DECIDING or (norm.kind == "precedence" and norm.id in governing)
        if norm.role == "summary" or norm.unclaimed or not decides:
            continue
        for kind, words, changed in _of_norm(norm):
            norms = (*rule_set.norms[:at], changed, *rule_set.norms[at + 1 :])
            yield Mutant(kind, norm.id, norm.provision, norm.span, norm.text, words, replace(rule_set, norms=norms))


def _of_norm(norm: ir.Norm) -> Iterator[tuple[Kind, str, ir.Norm]]:
    if norm.role == "operative":
        for kind, words, condition in _of_condition(norm.condition):
            yield kind, words, replace(norm, condition=condition)
        for at, exception in enumerate(norm.exceptions):
            if exception.sense != "except":
                continue
            others = norm.exceptions[:at], norm.exceptions[at + 1 :]
            yield "exception", f"- {exception.text or _said(exception.condition)}", replace(norm, exceptions=others[0] + others[1])
            for kind, words, condition in _of_condition(exception.condition):
                changed = replace(exception, condition=condition)
                if condition is not None:
                    yield kind, words, replace(norm, exceptions=(*others[0], changed, *others[1]))
    for kind, words, measures in _of_measures(norm.measures, norm.modality):
        yield kind, words, replace(norm, measures=measures)


def _of_measures(measures: tuple[ir.Measure, ...], modality: ir.Modality | None) -> Iterator[tuple[Kind, str, tuple[ir.Measure, ...]]]:
    for at, measure in enumerate(measures):
        before, after = measures[:at], measures[at + 1 :]
        yield "measure", f"- {measure.text}", before + after
        for kind, words, changed in _of_measure(measure, modality):
            yield kind, words, (*before, changed, *after)


def _of_measure(measure: ir.Measure, modality: ir.Modality | None) -> Iterator[tuple[Kind, str, ir.Measure]]:
    own = measure.modality or modality
    if own in ("must", "may"):
        other: ir.Modality = "may" if own == "must" else "must"
        yield "modality", f"{measure.text}: {own} → {other}", replace(measure, modality=other)
    for name in ("amount", "duration", "within"):
        figure = getattr(measure, name)
        for words, changed in _of_figure(figure) if figure is not None else ():
            yield "amount", f"{measure.text}: {words}", _with(measure, name, changed)
    for kind, words, condition in _of_condition(measure.condition):
        yield kind, words, replace(measure, condition=condition)
    if isinstance(measure.to, tuple):
        for kind, words, to in _of_measures(measure.to, modality):
            yield kind, words, replace(measure, to=to)


def _of_figure(amount: Any) -> Iterator[tuple[str, Any]]:
    """A sum, share, span of time … with one of its figures a step off. A single rate (low = high) moves as one."""
    single = getattr(amount, "low", None) is not None and getattr(amount, "low", None) == getattr(amount, "high", None)
    least = _PERCENT if isinstance(amount, ir.Rate) and amount.type == "share" else None
    for field in fields(amount):
        value = getattr(amount, field.name)
        if isinstance(value, Decimal) and field.name in _FIGURES:
            if single and field.name == "high":
                continue
            for moved in _moved(value, least if field.name in ("low", "high") else None):
                changed = _with(_with(amount, "low", moved), "high", moved) if single and field.name == "low" else _with(amount, field.name, moved)
                yield f"{plain(value)} → {plain(moved)}", changed
        elif isinstance(value, tuple):
            for at, item in enumerate(value):
                inner = _of_figure(item) if is_dataclass(item) else _stepped(item) if isinstance(item, Decimal) else ()
                for words, moved in inner:
                    yield words, _with(amount, field.name, (*value[:at], moved, *value[at + 1 :]))


# ---- conditions ----------------------------------------------------------------------------------------------------------------


def _of_condition(condition: ir.Expression | None) -> Iterator[tuple[Kind, str, ir.Expression | None]]:
    """A condition with one slip; None where all of it is lost."""
    if condition is None:
        return
    if not isinstance(condition, ir.And | ir.Otherwise):
        yield "conjunct", f"- {_said(condition)}", None
    yield from _slips(condition)


def _slips(one: ir.Expression) -> Iterator[tuple[Kind, str, ir.Expression]]:
    match one:
        case ir.Compare() | ir.Occurrence():
            yield from _of_bound(one)
        case ir.Not(arg):
            for kind, words, changed in _slips(arg):
                yield kind, words, ir.Not(changed)
        case ir.And(args) | ir.Or(args) | ir.AtLeast(args=args):
            yield from _of_parts(one, args)


def _of_parts(one: ir.And | ir.Or | ir.AtLeast, args: tuple[ir.Expression, ...]) -> Iterator[tuple[Kind, str, ir.Expression]]:
    if isinstance(one, ir.AtLeast):
        for n in (one.n - 1, one.n + 1):
            yield "bound", f"{one.n} → {n}: {_said(one)}", replace(one, n=n)
    elif len(args) > 1:
        other: ir.Expression = ir.Or(args) if isinstance(one, ir.And) else ir.And(args)
        yield "connective", f"{_said(one)} → {_said(other)}", other
    for at, arg in enumerate(args):
        before, after = args[:at], args[at + 1 :]
        if len(args) > 1:
            rest = before + after
            yield "conjunct", f"- {_said(arg)}", rest[0] if len(rest) == 1 and not isinstance(one, ir.AtLeast) else replace(one, args=rest)
        for kind, words, changed in _slips(arg):
            yield kind, words, replace(one, args=(*before, changed, *after))


def _of_bound(leaf: ir.Compare | ir.Occurrence) -> Iterator[tuple[Kind, str, ir.Expression]]:
    other = replace(leaf, rel=_STRICTER[leaf.rel])
    yield "strictness", f"{_said(leaf)} → {_said(other)}", other
    if isinstance(leaf.value, Decimal):
        for moved in _moved(leaf.value):
            changed = replace(leaf, value=moved)
            yield "bound", f"{_said(leaf)} → {_said(changed)}", changed


def _of_definitions(rule_set: ir.RuleSet, raw: str) -> Iterator[Mutant]:
    for at, one in enumerate(rule_set.definitions):
        if one.kind == "derived_fact" and one.condition is not None:
            for kind, words, condition in _slips(one.condition):
                changed = (*rule_set.definitions[:at], replace(one, condition=condition), *rule_set.definitions[at + 1 :])
                yield Mutant(kind, one.term, None, one.span, one.span.slice(raw), words, replace(rule_set, definitions=changed))


# ---- accounts ------------------------------------------------------------------------------------------------------------------


def _of_accounts(rule_set: ir.RuleSet, raw: str) -> Iterator[Mutant]:
    for at, account in enumerate(rule_set.accounts):
        for kind, words, span, changed in _of_account(account):
            accounts = (*rule_set.accounts[:at], changed, *rule_set.accounts[at + 1 :])
            place = next((p for p in rule_set.provisions if p.span.start <= span.start < p.span.end), None)
            quote = (place.span if place else span).slice(raw)
            yield Mutant(kind, account.name, place.label if place else None, span, quote, words, replace(rule_set, accounts=accounts))


def _of_account(account: ir.Account) -> Iterator[tuple[Kind, str, Span, ir.Account]]:
    for at, node in enumerate(account.nodes):
        if not node.measures and node.delegates is None:
            continue  # 1-3分时,只接受该项处理: it does nothing
        before, after = account.nodes[:at], account.nodes[at + 1 :]
        yield "node", f"- {_of_node(node)}", node.span, replace(account, nodes=before + after)
        if node.at is not None and node.rel is not None:
            yield "strictness", f"{_of_node(node)}: {node.rel} → {_STRICTER[node.rel]}", node.span, replace(
                account, nodes=(*before, replace(node, rel=_STRICTER[node.rel]), *after)
            )  # fmt: skip
        for name in ("at", "low", "high", "every", "from_"):
            for words, moved in _stepped(getattr(node, name)):
                yield "bound", f"{_of_node(node)}: {words}", node.span, replace(account, nodes=(*before, _with(node, name, moved), *after))
        for kind, words, measures in _of_measures(node.measures, "must"):
            yield kind, words, node.span, replace(account, nodes=(*before, replace(node, measures=measures), *after))
    for words, moved in _stepped(account.initial):
        yield "bound", f"{account.name}: {words}", account.span, replace(account, initial=moved)
    if account.reset is not None:
        yield "node", "- reset", account.reset.span, replace(account, reset=None)
    kept: tuple[tuple[str, tuple[ir.Recovery | ir.WindowCap, ...]], ...] = (("recovery", account.recovery), ("caps", account.caps))
    for name, parts in kept:
        for at, part in enumerate(parts):
            for figure in ("points", "every", "upto", "limit", "length"):
                for words, moved in _stepped(getattr(part, figure, None)):
                    others = parts[:at], parts[at + 1 :]
                    yield "bound", f"{account.name}: {words}", part.span, _with(account, name, (*others[0], _with(part, figure, moved), *others[1]))


def _of_node(node: ir.Node) -> str:
    figures = [plain(figure) for figure in (node.at, node.low, node.high, node.every) if figure is not None]
    return "、".join(figures) or node.delegates or "node"


# ---- figures -------------------------------------------------------------------------------------------------------------------


def _moved(value: Decimal, least: Decimal | None = None) -> tuple[Decimal, ...]:
    """One step down and up: one unit of the last written place, at most `least`; nothing below zero."""
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
    step = step if least is None else min(step, least)
    return tuple(moved for moved in (value - step, value + step) if moved >= 0)


def _stepped(value: Decimal | None) -> Iterator[tuple[str, Decimal]]:
    for moved in () if value is None else _moved(value):
        yield f"{plain(value or Decimal(0))} → {plain(moved)}", moved


def _said(condition: ir.Expression | None) -> str:
    return "" if condition is None else described(condition)


def _with(one: Any, name: str, value: Any) -> Any:
    """A copy of a frozen dataclass with one field changed."""
    change: Callable[..., Any] = replace
    return change(one, **{name: value})
