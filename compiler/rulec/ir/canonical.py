"""Rule set → canonical rule set: what is decided, without where and how it is written."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from rulec.ir.model import (
    NO_SPAN,
    Account,
    Act,
    Choice,
    Conclusion,
    Definition,
    Event,
    Fact,
    Hole,
    InTier,
    InViolation,
    Measure,
    Norm,
    RuleSet,
    Violation,
)
from rulec.source import Span

# Where and in which words something is said. What an obligation asks (Act) and what a term means (Definition) are words that count.
_WRITTEN: dict[str, object] = {"span": NO_SPAN, "spans": (), "provision": None, "item": None, "concurrency_span": None}
_COUNTS = (Act, Definition)
_ENDS = "。;,、: \n"


def canonical(rule_set: RuleSet) -> RuleSet:
    """The same rules without provisions, labels, places, wording, title and page date; ids count from 1 in order of appearance.

    Equal results mean that two announcements decide alike, whatever the numbering, layout and wording of their texts. Order of norms is
    kept; facts are sorted by label. `unclaimed` takes no part in equality: compare `partial_norms` beside it.
    """
    names = _Names()
    # Violations are numbered by what refers to them first, so that naming order does not matter.
    norms = cast(tuple[Norm, ...], names.cleaned(rule_set.norms))
    accounts = cast(tuple[Account, ...], names.cleaned(rule_set.accounts))
    definitions = cast(tuple[Definition, ...], names.cleaned(rule_set.definitions))
    violations = cast(tuple[Violation, ...], names.cleaned(rule_set.violations))
    facts = cast(tuple[Fact, ...], names.cleaned(rule_set.facts))
    document = replace(rule_set.document, title="", dates=replace(rule_set.document.dates, page=None))
    ordered = tuple(sorted(violations, key=lambda violation: int(violation.id[1:])))
    return RuleSet(document, (), ordered, tuple(sorted(facts, key=lambda fact: fact.label)), norms, accounts, definitions)


def partial_norms(rule_set: RuleSet) -> tuple[str, ...]:
    """Ids of the norms that hold something unclaimed; of a canonical rule set they compare between texts."""
    return tuple(norm.id for norm in rule_set.norms if norm.unclaimed)


class _Names:
    """New ids for old ones, in order of first appearance, each kind (its letter) by itself."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._count: dict[str, int] = {}

    def new(self, kind: str, old: str) -> str:
        if (kind, old) not in self._known:
            self._count[kind] = self._count.get(kind, 0) + 1
            self._known[kind, old] = f"{kind}{self._count[kind]}"
        return self._known[kind, old]

    def maybe(self, kind: str, old: str | None) -> str | None:
        return None if old is None else self.new(kind, old)

    def _forget(self, kind: str) -> None:
        self._known = {key: new for key, new in self._known.items() if key[0] != kind}
        self._count.pop(kind, None)

    def cleaned(self, node: object) -> object:
        """`node` and everything below it, ids renewed, places and wording gone."""
        if isinstance(node, tuple) and not isinstance(node, Span):
            return tuple(self.cleaned(entry) for entry in node)
        if not is_dataclass(node) or isinstance(node, type):
            return node
        renamed: Any = self._renamed(node)
        kept = {f.name: self.cleaned(getattr(renamed, f.name)) for f in fields(renamed)}
        for name in kept.keys() & _WRITTEN.keys():
            kept[name] = _WRITTEN[name]
        if "text" in kept:
            kept["text"] = str(kept["text"]).strip(_ENDS) if isinstance(renamed, _COUNTS) else ""
        if "unclaimed" in kept:
            kept["unclaimed"] = (NO_SPAN,) if kept["unclaimed"] else ()
        return replace(renamed, **kept)

    def _renamed(self, node: object) -> object:
        match node:
            case Norm():
                self._forget("g")  # groups are unique within a norm only
                return replace(node, id=self.new("n", node.id), of=self.maybe("n", node.of), violation=self.maybe("v", node.violation))
            case Measure():
                instead = tuple(self.new("m", old) for old in node.instead_of)
                return replace(node, id=self.new("m", node.id), instead_of=instead, optional_with=self.maybe("m", node.optional_with))
            case Choice():
                return replace(node, group=self.new("g", node.group))
            case Violation():
                return replace(node, id=self.new("v", node.id))
            case InViolation():
                return replace(node, violation=self.new("v", node.violation))
            case InTier() | Conclusion():
                return replace(node, violation=self.maybe("v", node.violation))
            case Event():
                return replace(node, after=self.maybe("m", node.after))
            case Hole():
                return replace(node, name=self.new("x", node.name))
            case _:
                return node
