"""The dictionary of facts: one entry a label, an ASCII name for each, every place that asks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rulec.lexicon.vocabulary import vocabulary
from rulec.source import Span
from rulec.source.resources import read_table
from rulec.syntax.announcement import Announcement

MAX_NAME = 44
_VARIABLE = re.compile(r"^(|.*[\u3400-\u9fff])([A-Za-z])$")


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    return {char: row[0] for row in read_table("lexicon/pinyin.tsv") for char in row[1]}


def ascii_name(label: str) -> str:
    """An identifier for a label: the lexicon's English name, else pinyin, cut at a syllable; never empty, never a keyword."""
    known = vocabulary().fact_names.get(label)
    if known:
        return known
    syllables: list[str] = []
    for piece in re.findall(r"[A-Za-z0-9]+|.", label):
        if piece.isascii():
            if piece.isalnum():
                syllables.append(piece.lower())
        elif piece in _readings():
            syllables.append(_readings()[piece])
    name = ""
    for syllable in syllables:
        if len(name) + len(syllable) + 1 > MAX_NAME:
            break
        name = f"{name}_{syllable}" if name else syllable
    return f"f_{name}" if not name or name[0].isdigit() or name in _RESERVED else name


_RESERVED = frozenset(
    {"is", "in", "or", "and", "not", "if", "as", "for", "def", "del", "from", "pass", "with", "None", "True", "False", "violation"}
)


@dataclass(slots=True)
class FactEntry:
    """A fact being gathered; `places` are all spans that ask for it."""

    label: str
    type: str
    unit: str | None
    window: object | None
    asked_of: str
    domain: tuple[str, ...] | None = None
    places: list[Span] = field(default_factory=list)


class FactTable:
    """Gathers facts by label, in the order in which the text first asks for them."""

    def __init__(self) -> None:
        self._entries: dict[str, FactEntry] = {}
        self._asked: set[tuple[str, Span]] = set()  # what `places` of the entries holds
        self.variables: dict[str, str] = {}
        self.aliases: dict[str, str] = {}  # short name → full name, as the announcement says (以下简称)
        self.points_name = ""  # what the announcement calls the points it speaks of, where a figure is given without a noun
        self.first_event = ""  # what 头一次 was said of; 不是头一次 without a noun means the same

    def named(self, label: str) -> str:
        """刷单总量x≤30单 names its quantity x; from then on x alone is that quantity."""
        found = _VARIABLE.match(label)
        if found is None:
            return label
        noun, letter = found.groups()
        if noun:
            self.variables[letter] = noun
        return self.variables.get(letter, label)

    def ask(self, label: str, type_: str, span: Span, *, unit: str | None = None, window: object | None = None,
            asked_of: str = "system", domain: Iterable[str] = ()) -> str:  # fmt: skip
        """Register that `span` asks for `label`; returns the label under which it is known."""
        label = self.aliases.get(label, label)
        entry = self._entries.get(label)
        if entry is None:
            entry = self._entries[label] = FactEntry(label, type_, unit, window, asked_of)
        elif entry.type != type_ and {entry.type, type_} != {"flag", "judgement"}:
            label = f"{label}({unit or type_})"  # one noun asked for in two kinds: two facts, told apart by the unit
            entry = self._entries.setdefault(label, FactEntry(label, type_, unit, window, asked_of))
        added = tuple(domain)
        if added:
            entry.domain = tuple(dict.fromkeys((*(entry.domain or ()), *added)))
        if (label, span) not in self._asked:
            self._asked.add((label, span))
            entry.places.append(span)
        return label

    def labels(self) -> tuple[str, ...]:
        """The labels of all facts asked for so far."""
        return tuple(self._entries)

    def forget(self, label: str) -> None:
        """Take back a fact that nothing asks for any more."""
        entry = self._entries.pop(label, None)
        self._asked.difference_update((label, span) for span in (entry.places if entry is not None else ()))

    def entries(self) -> list[tuple[FactEntry, str]]:
        """(entry, unique ASCII name) of every fact."""
        used: dict[str, int] = {}
        named: list[tuple[FactEntry, str]] = []
        for entry in self._entries.values():
            name = ascii_name(entry.label)
            used[name] = used.get(name, 0) + 1
            named.append((entry, name if used[name] == 1 else f"{name}_{used[name]}"))
        return named


def points_name(announcement: Announcement) -> str:
    """What an announcement calls its points (信用分), where it has one name for them that ends in 分; empty where it has none."""
    names = [word.text for word in vocabulary().words.values() if word.terminal == "POINTS" and re.search(r"[^扣记违规累积]分$", word.text)]
    text = "".join(sentence.text for sentence in announcement.sentences)
    counted = sorted(((text.count(name), name) for name in names if name in text), reverse=True)
    return counted[0][1] if counted else ""
