"""The facts of all rules → one dictionary: one entry a fact, under whatever label and in however many versions it is asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rulec.build.emit import Built
from rulec.build.findings import BookFinding, Place, finding, place
from rulec.ir.model import Fact
from rulec.lexicon.vocabulary import vocabulary
from rulec.runtime.book import Term
from rulec.semantics.facts import ascii_name

NEAR = (85, 100)
"""Two labels are near-identical from this share of common characters on."""
_SAME_DAY = re.compile(r"(?<=[0-9])日")
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
    """One fact of the book. `label` is the one that most versions use; `labels` are all."""

    label: str
    name: str
    type: str
    unit: str | None
    domain: tuple[str, ...] | None
    asked_of: Literal["system", "person"]
    labels: tuple[str, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class FactBook:
    """All facts of a project, in the order in which its rules first ask for them."""

    entries: tuple[FactEntry, ...]

    def terms(self) -> tuple[Term, ...]:
        """The dictionary as a book of the runtime has it."""
        return tuple(Term(one.label, one.name, tuple(label for label in one.labels if label != one.label)) for one in self.entries)

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
    groups: dict[tuple[str, str, str | None], list[tuple[Built, Fact]]] = {}
    for one in built:
        for fact in one.compilation.rule_set.facts:
            groups.setdefault((_known(fact.label), fact.type, fact.unit), []).append((one, fact))
    entries: list[FactEntry] = []
    taken: dict[str, int] = {}
    for (_, kind, unit), found in groups.items():
        labels = [fact.label for _, fact in found]
        label = max(dict.fromkeys(labels), key=labels.count)
        name = ascii_name(label)
        taken[name] = taken.get(name, 0) + 1
        name = name if taken[name] == 1 else f"{name}_{taken[name]}"
        domain = tuple(dict.fromkeys(word for _, fact in found for word in fact.domain or ())) or None
        asked: Literal["system", "person"] = "person" if any(fact.asked_of == "person" for _, fact in found) else "system"
        readings = tuple(_reading(one, fact) for one, fact in found)
        entries.append(FactEntry(label, name, kind, unit, domain, asked, tuple(dict.fromkeys(labels)), readings))
    return FactBook(_told_apart(entries))


def fact_findings(book: FactBook) -> list[BookFinding]:
    """One thing under two names, and two things under one."""
    found: list[BookFinding] = []
    for number, one in enumerate(book.entries):
        for other in book.entries[number + 1 :]:
            if _looks_renamed(one, other):
                found.append(finding("B121", (*_first(one), *_first(other)), first=one.label, second=other.label))
            elif settled(one.label) == settled(other.label) or _base(one.label) == _base(other.label):
                words = {"first": f"{one.type} {one.unit or ''}".strip(), "second": f"{other.type} {other.unit or ''}".strip()}
                found.append(finding("B122", (*_first(one), *_first(other)), fact=_base(one.label), **words))
    return found


def _known(label: str) -> str:
    """What a label is known as: the lexicon's name where it has one, so that synonyms meet; else the settled label."""
    return vocabulary().fact_names.get(label) or settled(label)


def _told_apart(entries: list[FactEntry]) -> tuple[FactEntry, ...]:
    """Entries whose labels differ from one another: a label of two kinds gets its unit or type behind it."""
    seen: set[str] = set()
    found: list[FactEntry] = []
    for one in entries:
        label = one.label if one.label not in seen else f"{one.label}({one.unit or one.type})"
        seen.add(label)
        labels = tuple(dict.fromkeys((label, *(word for word in one.labels if word not in seen or word == one.label))))
        found.append(FactEntry(label, one.name, one.type, one.unit, one.domain, one.asked_of, labels, one.readings))
        seen.update(one.labels)
    return tuple(found)


def _base(label: str) -> str:
    return settled(re.sub(r"\([^()]*\)$", "", label))


def _looks_renamed(one: FactEntry, other: FactEntry) -> bool:
    """Whether two facts of one kind, unit and window have nearly the same label, and no version asks for both."""
    if (one.type, one.unit) != (other.type, other.unit) or one.type in ("judgement", "choice", "set"):
        return False
    if {r.built.version.path for r in one.readings} & {r.built.version.path for r in other.readings}:
        return False
    if one.readings[0].built.announcement.issuer != other.readings[0].built.announcement.issuer:
        return False
    first, second = settled(one.label), settled(other.label)
    if re.findall(r"[0-9]+", first) != re.findall(r"[0-9]+", second):
        return False
    if one.readings[0].fact.window != other.readings[0].fact.window:
        return False
    part, whole = NEAR
    common = sum(block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks())
    return 2 * common * whole >= part * (len(first) + len(second))


def _first(entry: FactEntry) -> tuple[Place, ...]:
    return entry.readings[0].places[:1] or (place(entry.readings[0].built, entry.readings[0].built.compilation.rule_set.norms[0].span),)


def _reading(built: Built, fact: Fact) -> Reading:
    norms = [n.id for n in built.compilation.rule_set.norms if any(n.span.start <= s.start and s.end <= n.span.end for s in fact.spans)]
    return Reading(built, fact, tuple(norms), tuple(place(built, span) for span in fact.spans))
