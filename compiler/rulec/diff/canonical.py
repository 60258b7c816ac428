"""Meaning → a nested tuple that is equal where the meaning is: no places, ids or order, figures and words in one form."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal

from rulec.diff.words import folded
from rulec.ir import model as ir
from rulec.lexicon.numerals import plain

Canon = tuple[object, ...]
WHOLE_UNITS = frozenset({"point", "times", "order", "item", "person", "match"})
_RESCALED: Mapping[str, tuple[str, int]] = {"year": ("month", 12), "week": ("day", 7), "hour": ("minute", 60)}


@dataclass(frozen=True, slots=True)
class Names:
    """How a side's own names read on the other side: violation id → name, article label → label (`references` rewrites words)."""

    violations: Mapping[str, str] = field(default_factory=dict)
    references: Callable[[str], str] = str

    def words(self, text: str | None) -> str | None:
        """`text` folded, its references in the numbers of the new version."""
        return None if text is None else folded(self.references(text))


def digest(canon: object) -> str:
    """64 hex digits that are the same on every run and machine."""
    return hashlib.sha256(repr(canon).encode()).hexdigest()


def expression(e: ir.Expression | None, names: Names) -> Canon:
    """The canonical form of a condition; `("true",)` for none."""
    match e:
        case None:
            return ("true",)
        case ir.And() | ir.Or():
            parts = {canon: None for arg in essential(e) for canon in [expression(arg, names)]}
            ordered = sorted(parts, key=repr)
            return (e.op, *ordered) if len(ordered) > 1 else ordered[0]
        case ir.AtLeast(n, args):
            return ("at_least", n, *sorted((expression(arg, names) for arg in args), key=repr))
        case ir.Not(arg):
            inner = expression(arg, names)
            return inner[1] if inner[0] == "not" and isinstance(inner[1], tuple) else ("not", inner)
        case _:
            return leaf(e, names)


def flat(e: ir.Expression) -> list[ir.Expression]:
    """The parts of an and (or an or) within each other, as one list."""
    if isinstance(e, ir.And):
        return [part for arg in e.args for part in (flat(arg) if isinstance(arg, ir.And) else [arg])]
    if isinstance(e, ir.Or):
        return [part for arg in e.args for part in (flat(arg) if isinstance(arg, ir.Or) else [arg])]
    return [e]


def essential(e: ir.Expression) -> list[ir.Expression]:
    """`flat` without 违反本规定 and the like beside a conduct that is spelled out: it says no more."""
    parts = flat(e)
    kept = [part for part in parts if not _formula(part)] if isinstance(e, ir.And) else parts
    return kept or parts


_FORMULA = re.compile(r"^[^《》第]{0,40}违反(?:了)?(?:本|上述|有关|相关|前述)?[^《》第,，]{0,6}(?:规定|规则)$")


def _formula(e: ir.Expression) -> bool:
    return isinstance(e, ir.Violates | ir.Judgement | ir.Flag) and bool(_FORMULA.match(e.text if isinstance(e, ir.Judgement) else e.fact))


def leaf(e: ir.Expression, names: Names) -> Canon:
    """The canonical form of one question."""
    match e:
        case ir.Compare():
            rel, value, unit = _bound(e.rel, e.value, e.unit, names)
            return ("compare", names.words(e.fact), rel, value, unit, names.words(e.of), window(e.window, names))
        case ir.Occurrence():
            rel, value, _ = _bound(e.rel, e.value, "times", names)
            return ("occurrence", names.words(e.event), rel, value, window(e.window, names))
        case ir.Is() | ir.Contains():
            return (e.op, names.words(e.fact), names.words(e.value))
        case ir.InViolation(violation):
            return ("violation", names.violations.get(violation, violation))
        case ir.InTier():
            own = None if e.violation is None else names.violations.get(e.violation, e.violation)
            return ("tier", own, e.scale, e.label)
        case ir.Violates():
            return ("violates", names.words(e.reference), names.words(e.fact))
        case ir.Event():
            return ("event", names.words(e.name))
        case ir.Judgement():
            return ("judgement", names.words(e.text))
        case ir.Flag():
            return ("flag", names.words(e.fact))
        case _:
            return (e.op,)


def window(w: ir.Window | None, names: Names) -> Canon | None:
    """The canonical form of a stretch of time."""
    if w is None:
        return None
    return (w.type, *_length(w.length, w.unit), names.words(w.until), w.until_included, names.words(w.event), names.words(w.start), w.period)


def amount(a: ir.Amount | None, names: Names) -> Canon | None:
    """The canonical form of a sum or stretch of time; equal where the figures are, whatever the unit they are written in."""
    if a is None:
        return None
    if isinstance(a, ir.Hole):
        return ("hole", a.unit)
    if isinstance(a, ir.Fixed):
        return ("fixed", *_length(a.value, a.unit), names.words(a.per))
    if isinstance(a, ir.Range):
        (low, unit), (high, _) = _length(a.low, a.unit), _length(a.high, a.unit)
        return ("range", low, high, a.low_inclusive, a.high_inclusive, unit, names.words(a.per))
    parts: list[object] = [a.type]
    for one in fields(a):
        value = getattr(a, one.name)
        if one.name in ("type", "round"):
            continue
        if one.name == "args":
            value = tuple(amount(part, names) for part in value)
        elif isinstance(value, Decimal):
            value = plain(value)
        elif isinstance(value, str) and one.name in ("of", "per"):
            value = names.words(value)
        parts.append(value)
    return tuple(parts)


def measure(m: ir.Measure, norm: ir.Norm | None, names: Names, keys: Mapping[str, object] | None = None) -> Canon:
    """The canonical form of a measure; `norm` gives the modality it inherits, `keys` what `instead_of` names."""
    keys = keys or {}
    to = tuple(sorted((measure(one, norm, names) for one in m.to), key=repr)) if isinstance(m.to, tuple) else names.words(m.to)
    choice = None if m.choice is None else (m.choice.pick, m.choice.open)
    return (
        m.action, names.words(m.object), tuple(sorted(folded(t) for t in m.targets)), modality_of(m, norm), choice,
        tuple(sorted(str(keys.get(one, "")) for one in m.instead_of)), bool(m.optional_with),
        amount(m.amount, names), amount(m.duration, names), amount(m.within, names), expression(m.condition, names),
        names.words(m.from_), to, m.to_pick,
    )  # fmt: skip


def modality_of(m: ir.Measure, norm: ir.Norm | None) -> ir.Modality:
    """Whether a measure must or may follow: its own word, else that of what it is second to, else the norm's."""
    return m.modality or ("may" if m.optional_with else norm.modality if norm is not None else "must")


def norm(n: ir.Norm, names: Names) -> Canon:
    """The canonical form of a norm, without its place."""
    keys = {m.id: (m.action, names.words(m.object), m.targets) for m in n.measures}
    concludes = None if n.concludes is None else (n.concludes.scale, n.concludes.label, n.concludes.open)
    return (
        n.kind, n.role, _violation(n, names), tuple(sorted(n.subjects)), n.modality,
        expression(n.condition, names), concludes, None if n.act is None else names.words(n.act.text), names.words(n.object),
        tuple(sorted((measure(m, n, names, keys) for m in n.measures), key=repr)),
        tuple(sorted(((e.sense, expression(e.condition, names)) for e in n.exceptions), key=repr)),
        None if n.keeps is None else (n.keeps.others, tuple(sorted(folded(w) for w in n.keeps.named))), names.words(n.by),
    )  # fmt: skip


def _violation(n: ir.Norm, names: Names) -> str | None:
    return None if n.violation is None else names.violations.get(n.violation, n.violation)


def rule_set(r: ir.RuleSet) -> Canon:
    """All that a rule set decides, without dates and places."""
    names = Names({v.id: v.name for v in r.violations})
    return (
        tuple(sorted((norm(n, names) for n in r.norms), key=repr)),
        tuple(sorted(repr(account(a, names)) for a in r.accounts)),
        tuple(sorted((d.term, d.kind, folded(d.text), d.members, d.subject or "") for d in r.definitions)),
    )


def account(a: ir.Account, names: Names) -> Canon:
    """The canonical form of an account."""
    return (
        a.name, a.unit, a.initial, a.full, a.shown_as, a.concurrency, reset(a.reset, names),
        tuple((r.every, r.unit, names.words(r.what), r.points, r.upto) for r in a.recovery),
        tuple((c.limit, c.length, c.unit) for c in a.caps),
        tuple((*node_key(n), n.delegates, n.in_addition, tuple(sorted((measure(m, None, names) for m in n.measures), key=repr))) for n in a.nodes),
    )  # fmt: skip


def reset(r: ir.Reset | None, names: Names) -> Canon | None:
    """The canonical form of when an account starts afresh."""
    return None if r is None else (r.type, r.at, r.period, r.length, r.unit, expression(r.condition, names))


def node_key(n: ir.Node) -> Canon:
    """Which totals a node stands at."""
    return (n.at, n.rel, n.low, n.high, n.every, n.from_)


def _bound(rel: ir.Rel, value: Decimal | ir.FactRef, unit: str, names: Names) -> tuple[ir.Rel, object, str]:
    if isinstance(value, ir.FactRef):
        return rel, ("fact", names.words(value.fact)), unit
    figure, unit = _length(value, unit)
    if unit in WHOLE_UNITS and isinstance(figure, Decimal) and figure == int(figure):
        if rel == "gt":
            return "ge", plain(figure + 1), unit
        if rel == "lt":
            return "le", plain(figure - 1), unit
    return rel, figure, unit


def _length(value: Decimal | None, unit: str | None) -> tuple[Decimal | None, str]:
    """A figure in the smaller unit where units convert without doubt."""
    if unit is not None and unit in _RESCALED:
        smaller, times = _RESCALED[unit]
        return None if value is None else plain(value * times), smaller
    return None if value is None else plain(value), unit or ""
