"""The closed domain vocabulary: words with their grammar terminal and canonical meaning, read from `grammars/lexicon/*.tsv`."""

from dataclasses import dataclass
from functools import lru_cache

from rulec.source.resources import read_table


@dataclass(frozen=True, slots=True)
class Word:
    """A vocabulary word: the terminal it has in the grammars and what it means (`canonical`, e.g. an action or a relation)."""

    text: str
    terminal: str
    canonical: str


@dataclass(frozen=True, slots=True)
class ActionRule:
    """`verb` with an object that contains `object_part` (any when empty) is the measure `action`; more specific rows come first."""

    verb: str
    object_part: str
    action: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words by text; action rules by verb; English names of known facts; load-bearing words."""

    words: dict[str, Word]
    actions: dict[str, tuple[ActionRule, ...]]
    fact_names: dict[str, str]
    load_bearing: tuple[str, ...]
    scales: dict[str, int]

    def action(self, verb: str, object_: str, default: str = "other") -> str:
        """The contract's action for a verb and what it is done to."""
        for rule in self.actions.get(verb, ()):
            if rule.object_part in object_:
                return rule.action
        return default


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary as shipped; read once (the tables never change while a process runs)."""
    words: dict[str, Word] = {}
    for row in read_table("lexicon/words.tsv"):
        terminal, canonical, texts = row[0], row[1], row[2]
        for text in texts.split(" "):
            words[text] = Word(text, terminal, canonical)
    actions: dict[str, list[ActionRule]] = {}
    for row in read_table("lexicon/actions.tsv"):
        action, part = row[0], "" if row[2] == "-" else row[2]
        for verb in row[1].split(" "):
            actions.setdefault(verb, []).append(ActionRule(verb, part, action))
            words.setdefault(verb, Word(verb, row[3], action))
    ordered = {verb: tuple(sorted(rules, key=lambda r: -len(r.object_part))) for verb, rules in actions.items()}
    names = {row[0]: row[1] for row in read_table("lexicon/facts.tsv")}
    bearing = tuple(row[0] for row in read_table("lexicon/load_bearing.tsv"))
    scales = {row[0]: int(row[1]) for row in read_table("lexicon/tiers.tsv")}
    for label in scales:
        words.setdefault("情节" + label, Word("情节" + label, "TIER", label))
    return Vocabulary(words, ordered, names, bearing, scales)
