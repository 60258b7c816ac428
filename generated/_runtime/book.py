"""A rule book: many announcements, version by version, that define words for each other, hand cases on and go before one another.

A question about one rule is put to the version in force at the moment of the violation, and to what that version refers to. Each part is
decided by its own module; here is only how the parts come together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from .decision import Decision
from .facts import FactError, FactsBase, nearest
from .force import day_of
from .rule import NAMES_OF_VIOLATION, Rule
from .specs import Force, Span
from .truth import UNKNOWN

MOMENT = "违规时间"
POINTS_BEFORE = "此前累计扣分"
"""The points on the account before the case: what a rule about an account needs, where another rule takes points away."""
LAST_DAY = "9999-12-31"


class Entry(NamedTuple):
    """One version of one rule of the book. `module` is where it lies, `end` the day before which it is in force (the next version's)."""

    rule: str
    version: str
    title: str
    module: str
    force: Force
    end: str | None = None


class Link(NamedTuple):
    """What one version says of another rule. `kind`: `delegates`, `defines`, `yields`, `prevails`, `stricter`, `cites`; `explains`: it uses a
    word that is defined there.

    `norm` is the norm that says so where its condition counts; `fact` the fact or word that is defined there; `whole`: one goes first altogether;
    `provision`: only this article of it; `after`: the action whose being taken is the condition; `remedy`: what can be done against a
    decision, which is presumed not to be done.
    """

    rule: str
    version: str
    kind: str
    target: str
    span: Span
    quote: str
    norm: str | None = None
    fact: str | None = None
    whole: bool = False
    provision: str | None = None
    after: str | None = None
    remedy: bool = False


class Term(NamedTuple):
    """One fact of the book: its label, its ASCII name, and the labels under which rules know it. `rule`: the only rule that it is of (what
    an article of its own says); `tier`: it is a scale of the violation asked about, and another one of any other violation."""

    label: str
    name: str
    labels: tuple[str, ...] = ()
    rule: str | None = None
    tier: bool = False


class Loaded(Protocol):
    """A module of a rule, or what stands for one."""

    RULE: Rule


class Loose(FactsBase):
    """Facts by ASCII name, for whichever rule."""

    def __init__(self, rule: Rule, read: Mapping[str, object]) -> None:
        for spec in rule.facts:
            setattr(self, spec.name, read.get(spec.name, UNKNOWN))


class Book:
    """The rules of a workspace. `load` turns an entry into its module."""

    def __init__(self, entries: Iterable[Entry], links: Iterable[Link], terms: Iterable[Term], load: Callable[[Entry], Loaded]) -> None:
        self.entries = tuple(entries)
        self.links = tuple(links)
        self.terms = tuple(terms)
        self.load = load
        self.rules = tuple(dict.fromkeys(entry.rule for entry in self.entries))
        self.tiers = frozenset(term.label for term in self.terms if term.tier)
        self._own = {(term.rule, word): term for term in self.terms if term.rule is not None for word in (term.label, *term.labels)}
        shared = [(word, term) for term in self.terms if term.rule is None for word in (term.label, *term.labels)]
        own = [(word, term) for (_, word), term in self._own.items()]
        alone = [(word, term) for word, term in own if sum(other == word for other, _ in own) == 1]
        self._by_word: dict[str, Term] = {}
        for word, term in (*shared, *alone, *((term.name, term) for term in self.terms)):
            self._by_word.setdefault(word, term)

    def versions(self, rule: str) -> tuple[Entry, ...]:
        """The versions of a rule, by the day they take effect, drafts and texts without a date last. FactError S001 for an unknown rule."""
        found = tuple(entry for entry in self.entries if entry.rule == rule)
        if not found:
            raise FactError("S001", name=rule, near="、".join(nearest(rule, list(self.rules))))
        return found

    def in_force(self, rule: str, moment: date | datetime) -> Entry | None:
        """The version of a rule in force at a moment, Shanghai time; None where there is none. Never a draft."""
        day = day_of(moment).isoformat()
        dated = [entry for entry in self.versions(rule) if entry.force.start is not None and not entry.force.draft]
        found = [entry for entry in dated if (entry.force.start or "") <= day < (entry.end or LAST_DAY)]
        return found[-1] if found else None

    def spread(self, given: Mapping[str, object]) -> tuple[dict[str, object], str | None]:
        """Facts by the labels of the book, and the violation if it is among them. FactError S001 for a fact that no rule asks for."""
        found: dict[str, object] = {}
        violation: str | None = None
        for word, value in given.items():
            if word in NAMES_OF_VIOLATION and word not in self._by_word:
                violation = None if value is None else str(value)
            elif word in self._by_word:
                found[self._by_word[word].label] = value
            elif word == POINTS_BEFORE:
                found[word] = value
            else:
                raise FactError("S001", name=word, near="、".join(nearest(word, [term.label for term in self.terms])))
        return found, violation

    def label_of(self, label: str, rule: str) -> str:
        """The label of the book for a label of one rule."""
        term = self._own.get((rule, label)) or self._by_word.get(label)
        return label if term is None else term.label

    def decide(
        self,
        rule: str,
        facts: Mapping[str, object],
        *,
        violation: str | None = None,
        as_of: date | datetime | None = None,
        assume_in_force: bool = False,
        presume: str = "standard",
        unresolved: str = "error",
    ) -> dict[str, Any]:
        """What follows under `rule` and everything it refers to: the published shape of a decision, with `announcements` that took part.

        Ids of norms are written `issuer/rule#n1`. The terms are those of `Decision`. FactError S001, S002 for what cannot be read.
        """
        from .book_answer import answer_book
        from .book_parts import Question

        given, named = self.spread(facts)
        terms = Terms(as_of, assume_in_force, presume, unresolved)
        return answer_book(Question(self, given, terms), rule, violation or named)

    def part(
        self, entry: Entry, given: Mapping[str, object], violation: str | None, terms: Terms, scoped: Mapping[str, str]
    ) -> Decision:
        """One version asked about the facts that it knows; `scoped`: labels of its own that are other facts here than elsewhere."""
        rule = self.load(entry).RULE
        labels = {spec.label: scoped.get(spec.label) or self.label_of(spec.label, entry.rule) for spec in rule.facts}
        known = {own: given[label] for own, label in labels.items() if label in given}
        read, _ = rule.read(known)
        return Decision(rule, Loose(rule, read), violation, terms.as_of, terms.assume, terms.presume, terms.unresolved)


class Terms(NamedTuple):
    """How a question is decided: at which moment, whether drafts count, what is presumed, what becomes of norms not understood."""

    as_of: date | datetime | None = None
    assume: bool = False
    presume: str = "standard"
    unresolved: str = "error"
