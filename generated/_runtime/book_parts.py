"""A case put to a rule book → the announcements that speak about it, each in the version of the moment, each decided by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .book import Book, Entry, Link, Terms
from .decision import Decision
from .facts import YES_NO
from .force import force_on
from .rule import Rule
from .specs import Force
from .truth import UNKNOWN, Truth

Row = dict[str, Any]
NO_REMEDY = "remedies are presumed not to be used"
HANDED_ON = "a case that is handed on is one of the violation named there"


class Part(NamedTuple):
    """One announcement that was looked at. `role`: asked, defines, delegated, prevails, stricter; `decision` and `answer` are None where no
    version is in force (`force` says why); `link` is the sentence that led here; `scoped` are labels of its own that are other facts here."""

    rule: str
    role: str
    entry: Entry | None
    force: str
    decision: Decision | None = None
    link: Link | None = None
    answer: Row | None = None
    scoped: Mapping[str, str] = MappingProxyType({})

    def outcomes(self) -> dict[str, Truth]:
        """The outcome of each norm that ran, by id."""
        return {} if self.decision is None or self.decision.run is None else self.decision.case.outcomes()


class Question:
    """One case put to a book. `given` are facts by the book's labels, `derived` those that follow from what was decided; `parts` are
    gathered in the order in which they are met; `used` are the facts that some part knows; `presumed` what was taken for granted here."""

    def __init__(self, book: Book, given: Mapping[str, object], terms: Terms) -> None:
        self.book = book
        self.given = dict(given)
        self.terms = terms
        self.derived: dict[str, object] = {}
        self.parts: dict[str, Part] = {}
        self.used: set[str] = set()
        self.presumed: list[Row] = []
        self.asked: str | None = None

    def pick(self, rule: str) -> tuple[Entry | None, str]:
        """The version that decides, and its force: by the moment; without one, the only one there is."""
        entries, as_of = self.book.versions(rule), self.terms.as_of
        dated = [entry for entry in entries if entry.force.start is not None and not entry.force.draft]
        if as_of is not None:
            found = self.book.in_force(rule, as_of)
            if found is not None:
                return found, "in_force"
        if not dated:
            return (entries[-1] if self.terms.assume else None), force_on(entries[-1].force, as_of)
        begun = [entry for entry in dated if as_of is not None and force_on(entry.force, as_of) != "not_yet"]
        near = (begun or dated)[-1 if begun or as_of is None else 0]
        force = force_on(_bounded(near), as_of)
        return (near if self.terms.assume or (as_of is None and len(dated) == 1) else None), force

    def links(self, part: Part, *kinds: str) -> list[Link]:
        """What the version of a part says of others."""
        return [link for link in self.book.links if part.entry is not None and _of(link, part.entry) and link.kind in kinds]

    def speaking(self, kind: str) -> list[Link]:
        """All sentences of a kind, of whichever rule, whose version is in force."""
        return [link for link in self.book.links if link.kind == kind and _of(link, self.pick(link.rule)[0])]

    def take(self, rule: str, role: str, violation: str | None, link: Link | None = None) -> Part:
        """The part of `rule` in this case, looked at once however often it is named (so a circle of references ends)."""
        if rule in self.parts:
            return self.parts[rule]
        entry, force = self.pick(rule)
        self.parts[rule] = part = Part(rule, role, entry, force, None, link)
        if entry is None:
            return part
        own = self.book.load(entry).RULE
        meant = _meant(own.violations, violation, link)
        if role == "asked" and violation is not None and meant is None:
            own.unnamed(violation)
        given = {**self.derived, **self.given}
        if role == "delegated" and link is not None and self.terms.presume == "standard":
            given = {**self._conduct(own, meant, link, given), **given}
        name = violation if violation is not None else dict(own.violations).get(meant or "")
        if role == "asked":
            self.asked = dict(own.violations).get(meant or "")
        scoped = self._scoped(own, rule, role, meant)
        for defined in self.links(part, "defines"):
            label = scoped.get(defined.fact or "") or self.book.label_of(defined.fact or "", rule)
            tier = self._tier(defined, name)
            if label not in given and tier is not None:
                given[label] = tier
        decision = self.book.part(entry, given, meant, self.terms, scoped)
        self.used |= {scoped.get(spec.label) or self.book.label_of(spec.label, rule) for spec in own.facts} & set(self.given)
        self.parts[rule] = part._replace(decision=decision, answer=_renamed(decision.to_json(near=role == "asked"), scoped), scoped=scoped)
        return self.parts[rule]

    def note(self, rule: str, role: str, link: Link) -> None:
        """An announcement that only said how others stand to each other, or what a word means."""
        if rule not in self.parts:
            self.parts[rule] = Part(rule, role, *self.pick(rule), None, link)

    def loaded(self, part: Part) -> Any:
        """The module of a part; None where no version is in force."""
        return None if part.entry is None else self.book.load(part.entry)

    def holds(self, link: Link) -> bool:
        """Whether the norm that a link belongs to certainly holds."""
        return link.rule in self.parts and self.parts[link.rule].outcomes().get(link.norm or "", False) is True

    def waits(self, part: Part, link: Link) -> tuple[str, ...]:
        """The facts, by the book's labels, that the norm of a link still waits for."""
        if part.decision is None:
            return ()
        rule, facts = part.decision.rule, part.decision.facts
        unknown = [name for name in rule.norm(link.norm or "").reads if getattr(facts, name) is UNKNOWN]
        return tuple(self._label(part, rule.fact(name).label) for name in unknown)

    def within(self, part: Part, link: Link) -> frozenset[str] | None:
        """The norms of the article that a link names; None where it names none, or one that is not there."""
        if link.provision is None or part.decision is None:
            return None
        return frozenset(norm.id for norm in part.decision.rule.norms if norm.provision == link.provision) or None

    def presume(self, part: Part, link: Link) -> None:
        """Nobody says that something is done against the decision: it is presumed that it is not."""
        for label in self.waits(part, link):
            self._presume(label, "no", NO_REMEDY, link)

    def criteria(self, part: Part) -> list[tuple[str, str]]:
        """The facts, by the book's labels, that the criteria of a part still wait for, each with its norm."""
        if part.decision is None or part.decision.run is None:
            return []
        rule, facts = part.decision.rule, part.decision.facts
        open_ones = [t for t in part.decision.run.tiers.values() if t.label is UNKNOWN and not t.conflict]
        norms = [norm for tier in open_ones for norm, outcome in tier.outcomes.items() if outcome is UNKNOWN]
        names = [(name, norm) for norm in norms for name in rule.norm(norm).reads if getattr(facts, name) is UNKNOWN]
        return [(self._label(part, rule.fact(name).label), norm) for name, norm in names]

    def _label(self, part: Part, label: str) -> str:
        return part.scoped.get(label) or self.book.label_of(label, part.rule)

    def _scoped(self, own: Rule, rule: str, role: str, violation: str | None) -> dict[str, str]:
        """情节 of one violation is never 情节 of another: what a rule asks of a violation other than the one asked about."""
        name = dict(own.violations).get(violation or "")
        if role in ("asked", "defines") or name is None or name == self.asked:
            return {}
        tiers = [spec.label for spec in own.facts if self.book.label_of(spec.label, rule) in self.book.tiers]
        return {label: scoped_label(label, name) for label in tiers}

    def _conduct(self, own: Rule, violation: str | None, link: Link, given: Mapping[str, object]) -> dict[str, object]:
        """A case that is handed on as one of a violation is presumed to be one: the yes or no of that name is not asked."""
        name = dict(own.violations).get(violation or "")
        labels = [self.book.label_of(spec.label, link.target) for spec in own.facts if spec.label == name and spec.type in YES_NO]
        found: dict[str, object] = {label: True for label in labels if label not in given}
        for label in found:
            self._presume(label, "yes", HANDED_ON, link)
        return found

    def _presume(self, label: str, value: str, why: str, link: Link) -> None:
        row = {"fact": label, "value": value, "why": why, "span": list(link.span), "announcement": link.rule}
        if row not in self.presumed:
            self.presumed.append(row)

    def _tier(self, link: Link, violation: str | None) -> str | None:
        """The tier that the criteria of another announcement come to; None where they come to none."""
        part = self.take(link.target, "defines", violation, link)
        tiers = () if part.decision is None or part.decision.run is None else tuple(part.decision.run.tiers.values())
        return next((tier.label for tier in tiers if isinstance(tier.label, str) and tier.label), None)


def scoped_label(label: str, violation: str) -> str:
    """The scale of a violation other than the one asked about."""
    return f"{label}({violation})"


def _renamed(answer: Row, scoped: Mapping[str, str]) -> Row:
    """An answer with other labels for some of its facts."""
    if not scoped:
        return answer
    rows = {name: [{**row, "fact": scoped.get(row["fact"], row["fact"])} for row in answer[name]] for name in ("missing", "conflicts", "assumed")}
    cases = [{**row, "when": {scoped.get(label, label): value for label, value in row["when"].items()}} for row in answer["candidates"]]
    return {**answer, **rows, "candidates": cases}


def violation_named(part: Part) -> str | None:
    """The name of the violation that a part was asked about."""
    decision = part.decision
    return None if decision is None else dict(decision.rule.violations).get(decision.violation or "")


def _of(link: Link, entry: Entry | None) -> bool:
    return entry is not None and (link.rule, link.version) == (entry.rule, entry.version)


def _bounded(entry: Entry) -> Force:
    return entry.force if entry.end is None else entry.force._replace(end=entry.end)


def _meant(violations: Iterable[tuple[str, str]], name: str | None, link: Link | None) -> str | None:
    """The violation of a rule that is meant: by id or name, by a name in the sentence that leads there, or the only one."""
    rows = tuple(violations)
    for identifier, own in rows:
        if name is not None and name in (identifier, own):
            return identifier
    if link is not None:
        within = [identifier for identifier, own in rows if own in link.quote or (name is not None and (own in name or name in own))]
        if len(within) == 1:
            return within[0]
    return rows[0][0] if len(rows) == 1 and (name is None or link is not None) else None
