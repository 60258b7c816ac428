"""An announcement's own definitions of its bound words: 以上 含本数, 以下 不含本数, 多次 是指三次以上."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from rulec.lexicon.numerals import NUMERAL_PATTERN, parse_numeral

_SENTENCE = re.compile(r"[^。\n]+")
_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_ABOUT_WORDS = re.compile(r"所称|所指|所说|所述|所用|表述|规定的|中的?|[“「]")
_WORD_OR_VERDICT = re.compile(
    r"(?P<word>以上|以下|以内|之内|以外|之外|超过|不满|未满|不足|低于|高于|少于|大于|小于|届满)|(?P<verdict>不?(?:包括|包含|含)本数)"
)
_MANY = re.compile(rf"(多次|屡次)[”」]?[,，]?(?:是指|系指|指|为)({NUMERAL_PATTERN})次(?:及|或)?以上")


@dataclass(frozen=True, slots=True)
class StatedBounds:
    """`included`: bound word → whether its figure belongs to it, for the words that are defined; `many`: 多次 → at least how often."""

    included: dict[str, bool] = field(default_factory=dict)
    many: dict[str, Decimal] = field(default_factory=dict)


def stated_bounds(text: str) -> StatedBounds:
    """What a text says about its own bound words. A remark in brackets is about one figure and defines nothing."""
    included: dict[str, bool] = {}
    many: dict[str, Decimal] = {}
    for found in _SENTENCE.finditer(text):
        if defines_bounds(found[0]):
            included.update(_verdicts(_BRACKETS.sub("", found[0])))
        for term in _MANY.finditer(found[0]):
            count = parse_numeral(term[2])
            if count is not None:
                many[term[1]] = count
    return StatedBounds(included, many)


def defines_bounds(sentence: str) -> bool:
    """Whether a sentence says if bound words include their figure."""
    bare = _BRACKETS.sub("", sentence)
    return "本数" in bare and bool(_ABOUT_WORDS.search(bare)) and bool(_verdicts(bare))


def _verdicts(sentence: str) -> dict[str, bool]:
    """The words before each 含本数 or 不含本数."""
    found: dict[str, bool] = {}
    waiting: list[str] = []
    for match in _WORD_OR_VERDICT.finditer(sentence):
        if match["word"]:
            waiting.append(match["word"])
        else:
            found.update(dict.fromkeys(waiting, not match["verdict"].startswith("不")))
            waiting = []
    return found
