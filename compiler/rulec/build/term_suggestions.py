"""Compilations → words that the lexicon lacks: phrases that recur where nothing was made of them, each with the row that would add it.

Looked at are the gaps, and the objects of measures that fit no action (`other`). What stands in a telling place is taken for a word of that
kind: behind a modal what is done, before a bound the name of a figure, behind a numeral its unit, behind 情节 a grade. A suggestion is for a
person to judge; nothing is written.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rulec.build.gaps import gaps_of
from rulec.lexicon.quantities import find_quantities
from rulec.lexicon.segmenter import cut
from rulec.lexicon.vocabulary import vocabulary
from rulec.semantics.facts import ascii_name
from rulec.source import Span

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation

Category = Literal["action", "fact", "unit", "tier"]
_FILES: dict[Category, str] = {"action": "actions.tsv", "fact": "facts.tsv", "unit": "units.tsv", "tier": "tiers.tsv"}
_MODALS = frozenset(
    {"予以", "给予", "应当", "应", "须", "必须", "可以", "可", "有权", "将", "将会", "会", "并", "不得", "一律", "立即", "处以", "采取"}
)
# Before these no name of a figure ends, and no verb begins with them.
_GLUE = frozenset(
    {"的", "了", "在", "是", "为", "有", "和", "及", "与", "或", "或者", "以及", "并", "但", "其", "该", "之", "于", "以", "从", "到", "由", "对",
     "对于", "向", "把", "被", "等", "所", "不", "未", "没有", "无", "也", "还", "再", "如", "若", "因", "由于", "根据", "按照", "依照", "依据",
     "通过", "依法", "他人", "他", "自己", "各", "本", "每", "就", "经", "按", "才", "方", "都", "均", "即", "则"}
)  # fmt: skip
_BOUNDS = frozenset(
    {"GE_PRE", "LE_PRE", "GT_PRE", "LT_PRE", "REACH", "EQUAL", "FLOOR", "CAP"}
)  # terminals that stand between the name of a figure and the figure
_WORD = re.compile(r"[一-鿿]+\Z")
_NUMERAL = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千两]+)\Z")
_GRADE = re.compile(r"(?:情节|程度)((?:特别|极其|比较|较为|较|十分)?[一-鿿]{1,2}(?:恶劣|轻微|严重|重|轻|大|小)?)(?=的|[,，。;；])")
_LONGEST_VERB, _LONGEST_NAME, _UNIT = 6, 14, 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase, how often it occurs, what it may be, and the row (tab-separated) that would say so in `file` of grammars/lexicon.

    `span` is the first place, in the announcement at `path`; `quote` its normal words.
    """

    phrase: str
    count: int
    category: Category
    file: str
    row: str
    path: str
    span: Span
    quote: str


def suggest_terms(compilations: Iterable[tuple[str, "Compilation"]], least: int = 2) -> tuple[Suggestion, ...]:
    """Phrases that occur at least `least` times in telling places of what was not understood; the most frequent first, then by the words.

    The same input gives the same rows.
    """
    places: dict[tuple[Category, str], list[tuple[str, Span, str]]] = defaultdict(list)
    for path, compilation in compilations:
        for text, offset, is_object in _stretches(compilation):
            for category, phrase, at in sorted(set(_phrases(text, is_object)), key=lambda p: (p[2], p[0], p[1])):
                span = compilation.ingested.normal.raw_span(offset + at, offset + at + len(phrase))
                places[category, phrase].append((path, span, _quote(text, at, len(phrase))))
    found = [
        Suggestion(phrase, len(rows), category, _FILES[category], _row(category, phrase), *rows[0])
        for (category, phrase), rows in places.items()
        if len(rows) >= least
    ]
    return tuple(sorted(found, key=lambda s: (-s.count, s.file, s.phrase)))


def _stretches(compilation: "Compilation") -> Iterator[tuple[str, int, bool]]:
    """Normal text of gaps and of measures that fit no action, with its offset; whether it is such a measure."""
    normal = compilation.ingested.normal
    taken: list[Span] = []
    for gap in gaps_of(compilation):
        start, end = normal.normal_span(gap.span)
        taken.append(gap.span)
        yield normal.text[start:end], start, False
    measures = [m for norm in compilation.rule_set.norms for m in norm.measures]
    measures += [m for account in compilation.rule_set.accounts for node in account.nodes for m in node.measures]
    for measure in sorted(measures, key=lambda m: (m.span, m.id)):
        if measure.action == "other" and not any(gap.overlaps(measure.span) for gap in taken):
            start, end = normal.normal_span(measure.span)
            yield normal.text[start:end], start, True


def _phrases(text: str, is_object: bool) -> Iterator[tuple[Category, str, int]]:
    """(category, words, place in `text`) of what stands in a telling place."""
    words = [(word, start) for word, start, _ in cut(text)]
    known, scales = vocabulary().words, vocabulary().scales
    figures = {match.start for match in find_quantities(text)}
    inside = {at for match in find_quantities(text) for at in range(match.start, match.end)}
    for number, (word, start) in enumerate(words):
        if word in _MODALS or (is_object and number == 0):
            first = number + 1 if word in _MODALS else number
            verb = _run(words[first:], _LONGEST_VERB)
            if len(verb) >= 2 and verb not in known:
                yield "action", verb, words[first][1]
        end = start + len(word)
        if start in figures or (word in known and known[word].terminal in _BOUNDS and end in figures):
            name, at = _name_before(words[:number])
            if name and name not in vocabulary().fact_names and name not in known:
                yield "fact", name, at
        if _NUMERAL.match(word) and start not in inside and number + 1 < len(words):
            unit, at = words[number + 1]
            if _WORD.match(unit) and len(unit) <= _UNIT and unit not in _GLUE and unit not in known:
                yield "unit", unit, at
    for found in _GRADE.finditer(text):
        if found.group(1) not in scales:
            yield "tier", found.group(1), found.start(1)


def _run(words: list[tuple[str, int]], longest: int) -> str:
    """The first word of content, and the next where both together name one act (代作处理)."""
    phrase = ""
    for word, _ in words[:2]:
        if not _WORD.match(word) or word in _GLUE or word in _MODALS or len(phrase) + len(word) > longest:
            break
        if phrase and len(phrase) >= 4:
            break
        phrase += word
    return phrase


def _name_before(words: list[tuple[str, int]]) -> tuple[str, int]:
    """The words of content right before a figure, and where they begin."""
    phrase, at = "", 0
    for word, start in reversed(words):
        if not _WORD.match(word) or word in _GLUE or word in _MODALS or word in vocabulary().words:
            break
        if len(phrase) + len(word) > _LONGEST_NAME:
            break
        phrase, at = word + phrase, start
    return (phrase, at) if len(phrase) >= 2 else ("", 0)


def _row(category: Category, phrase: str) -> str:
    """The line to paste: rank, action, kind are proposals."""
    match category:
        case "tier":
            return f"{phrase}\t1"
        case "fact":
            return f"{phrase}\t{ascii_name(phrase)}"
        case "unit":
            return f"{phrase}\t{phrase}\tcount\t1\t-"
        case _:
            actions = vocabulary().actions
            verb = next((v for v in sorted(actions, key=lambda v: (-len(v), v)) if v in phrase), None)
            return f"{vocabulary().action(verb, phrase) if verb else 'other'}\t{phrase}\t-\tVERB"


def _quote(text: str, start: int, length: int) -> str:
    low, high = max(0, start - 12), min(len(text), start + length + 12)
    return ("…" if low else "") + text[low:high].replace("\n", " ") + ("…" if high < len(text) else "")
