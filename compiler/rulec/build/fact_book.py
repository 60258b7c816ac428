"""The facts of all rules → one dictionary: one entry a fact, under whatever label and in however many versions it is asked for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from rulec.build.emit import Built
from rulec.build.findings import BookFinding, Place, finding, place
from rulec.ir.fact_table import expressions_of
from rulec.ir.leaves import walk
from rulec.ir.model import Fact, InTier
from rulec.lexicon.vocabulary import vocabulary
from rulec.runtime.book import Term
from rulec.runtime.book_parts import scoped_label
from rulec.runtime.facts import FIGURES, YES_NO
from rulec.semantics.facts import ascii_name

NEAR = (85, 100)
"""Two labels are near-identical from this share of common characters on."""
_SAME_DAY = re.compile(r"(?<=[0-9])日")
_OWN = re.compile(r"第[0-9一二三四五六七八九十百零〇]+[条款项章节]|本(?:法|条例|规则|细则|办法|规定|规范|标准|总则|条|款|项|专项)|前[0-9一二三四五六七八九十]*[条款项]|上述|前述")
_ANSWERED_YES_OR_NO = frozenset(YES_NO)
_BLANK = re.compile(r"[\s的“”\"「」]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One version that reads a fact: as it declares it, the norms that ask, and where."""

    built: Built
    fact: Fact
    norms: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One fact of the book. `label` is the one that most versions use; `labels` are all. `rule`: it speaks of an article of this rule and
    is a fact of this rule alone; `tier`: each violation has one of its own."""

    label: str
    name: str
    type: str
    unit: str | None
    domain: tuple[str, ...] | None
    asked_of: Literal["system", "person"]
    labels: tuple[str, ...]
    readings: tuple[Reading, ...]
    rule: str | None = None
    tier: bool = False


@dataclass(frozen=True, slots=True)
class FactBook:
    """All facts of a project, in the order in which its rules first ask for them."""

    entries: tuple[FactEntry, ...]

    def terms(self) -> tuple[Term, ...]:
        """The dictionary as a book of the runtime has it: scales of several violations once for each of them, too."""
        found = [Term(one.label, one.name, tuple(w for w in one.labels if w != one.label), one.rule, one.tier) for one in self.entries]
        for one in self.entries:
            of = dict.fromkeys(v.name for reading in one.readings for v in reading.built.compilation.rule_set.violations)
            if one.tier and len(of) > 1:
                found += [Term(scoped_label(one.label, name), f"{one.name}_{number}") for number, name in enumerate(of, 1)]
        return tuple(found)

    def of(self, rule: str) -> tuple[FactEntry, ...]:
        """The facts that one rule asks for, in any version."""
        return tuple(one for one in self.entries if any(reading.built.announcement.name == rule for reading in one.readings))


def settled(label: str) -> str:
    """A label as facts are compared: blanks, quotes and 的 left out, 日 after a figure as 天. Words of degree stay as they are."""
    return _SAME_DAY.sub("天", _BLANK.sub("", label))


def fact_book(built: Iterable[Built]) -> FactBook:
    """The dictionary of everything that versions declare.

    Facts are one where their settled labels or their names in the lexicon agree, and type and unit do, too.
    """
    groups: dict[tuple[str, str, str | None, str | None], list[tuple[Built, Fact]]] = {}
    tiers: set[str] = set()
    for one in built:
        tiers |= _tiers(one)
        for fact in one.compilation.rule_set.facts:
            rule = one.announcement.name if _OWN.search(fact.label) else None
            groups.setdefault((_known(fact.label), fact.type, fact.unit, rule), []).append((one, fact))
    entries: list[FactEntry] = []
    taken: dict[str, int] = {}
    for (_, kind, unit, rule), found in groups.items():
        labels = [fact.label for _, fact in found]
        label = max(dict.fromkeys(labels), key=labels.count)
        name = ascii_name(label)
        taken[name] = taken.get(name, 0) + 1
        name = name if taken[name] == 1 else f"{name}_{taken[name]}"
        domain = tuple(dict.fromkeys(word for _, fact in found for word in fact.domain or ())) or None
        asked: Literal["system", "person"] = "person" if any(fact.asked_of == "person" for _, fact in found) else "system"
        readings = tuple(_reading(one, fact) for one, fact in found)
        words = tuple(dict.fromkeys(labels))
        entries.append(FactEntry(label, name, kind, unit, domain, asked, words, readings, rule, not tiers.isdisjoint(words)))
    return FactBook(_told_apart(entries))


def _tiers(built: Built) -> set[str]:
    """The labels of the scales of a version."""
    norms = built.compilation.rule_set.norms
    asked = {leaf.fact for norm in norms for one in expressions_of(norm) for leaf in walk(one, {}) if isinstance(leaf, InTier)}
    return asked | {norm.concludes.scale for norm in norms if norm.concludes is not None}


def fact_findings(book: FactBook) -> list[BookFinding]:
    """One thing under two names, and two things under one."""
    found: list[BookFinding] = []
    for alike in _grouped(book, _kind):
        for number, one in enumerate(alike):
            for other in alike[number + 1 :]:
                if _looks_renamed(one, other):
                    found.append(finding("B121", (*_first(one), *_first(other)), first=one.label, second=other.label))
    for alike in _grouped(book, lambda one: (_issuer(one), one.rule, _base(one.label))):
        for other in alike[1:]:
            if {alike[0].type, other.type} <= _ANSWERED_YES_OR_NO:
                continue
            words = {"first": f"{alike[0].type} {alike[0].unit or ''}".strip(), "second": f"{other.type} {other.unit or ''}".strip()}
            found.append(finding("B122", (*_first(alike[0]), *_first(other)), fact=_base(other.label), **words))
    return found


def _grouped(book: FactBook, key: Callable[[FactEntry], object]) -> list[list[FactEntry]]:
    """The entries of one key together, where there are several."""
    groups: dict[object, list[FactEntry]] = {}
    for one in book.entries:
        groups.setdefault(key(one), []).append(one)
    return [alike for alike in groups.values() if len(alike) > 1]


def _issuer(one: FactEntry) -> str:
    return one.readings[0].built.announcement.issuer


def _kind(one: FactEntry) -> object:
    """What two names of one fact have in common: the issuer, type, unit, window and the figures in their labels."""
    return (_issuer(one), one.type, one.unit, one.readings[0].fact.window, *re.findall(r"[0-9]+", settled(one.label)))


def _known(label: str) -> str:
    """What a label is known as: the lexicon's name where it has one, so that synonyms meet; else the settled label."""
    return vocabulary().fact_names.get(label) or settled(label)


def _told_apart(entries: list[FactEntry]) -> tuple[FactEntry, ...]:
    """Entries whose labels differ from one another: a label of two kinds gets its unit or type behind it."""
    seen: set[str] = set()
    found: list[FactEntry] = []
    for one in entries:
        label = f"{one.label}({one.rule})" if one.rule is not None else one.label
        label = label if label not in seen else f"{one.label}({one.unit or one.type})"
        seen.add(label)
        labels = tuple(dict.fromkeys((label, *(word for word in one.labels if word not in seen or word == one.label))))
        found.append(replace(one, label=label, labels=labels))
        seen.update((label, *(one.labels if one.rule is None else ())))
    return tuple(found)


def _base(label: str) -> str:
    return settled(re.sub(r"\([^()]*\)$", "", label))


def _looks_renamed(one: FactEntry, other: FactEntry) -> bool:
    """Whether two facts of one kind have nearly the same label, and no version asks for both."""
    if one.type not in FIGURES:
        return False
    if {r.built.version.path for r in one.readings} & {r.built.version.path for r in other.readings}:
        return False
    first, second = settled(one.label), settled(other.label)
    part, whole = NEAR
    common = sum(block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks())
    return 2 * common * whole >= part * (len(first) + len(second))


def _first(entry: FactEntry) -> tuple[Place, ...]:
    return entry.readings[0].places[:1] or (place(entry.readings[0].built, entry.readings[0].built.compilation.rule_set.norms[0].span),)


def _reading(built: Built, fact: Fact) -> Reading:
    norms = [n.id for n in built.compilation.rule_set.norms if any(n.span.start <= s.start and s.end <= n.span.end for s in fact.spans)]
    return Reading(built, fact, tuple(norms), tuple(place(built, span) for span in fact.spans))
