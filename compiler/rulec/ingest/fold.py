"""Text → simplified text with plain punctuation, one character for one: lengths never change."""

import re
from functools import cache, lru_cache

from rulec.source.resources import read_table


def fold(text: str) -> str:
    """Traditional to simplified, full width to half width, blanks to spaces; `len` stays the same."""
    return to_simplified(text).translate(_fold_map())


def to_simplified(text: str) -> str:
    """Traditional to simplified characters, phrases first; `len` stays the same."""
    (pattern, meaning), first = _phrases()
    if first.isdisjoint(text):
        return text.translate(_t2s_map())
    parts, at = [], 0
    for match in pattern.finditer(text):
        parts += [text[at : match.start()].translate(_t2s_map()), meaning[match[0]]]
        at = match.end()
    return "".join([*parts, text[at:].translate(_t2s_map())])


def fold_rule(char: str) -> str:
    """The name of the rule that changes `char`: width, punctuation, space, line-end, radical or t2s."""
    return _fold_rules().get(char, "t2s")


def is_traditional(char: str) -> bool:
    """Whether a simplified character stands for `char`."""
    return ord(char) in _t2s_map()


@lru_cache(maxsize=20_000)
def is_common(char: str) -> bool:
    """Whether `char`, made simplified, is one of the 3755 hanzi of GB 2312's first level."""
    try:
        code = to_simplified(char).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7


@cache
def traditional_characters() -> frozenset[str]:
    """All characters that have another, simplified form."""
    return frozenset(map(chr, _t2s_map()))


@cache
def _t2s_map() -> dict[int, str]:
    return {ord(old): new for old, new in read_table("repair/t2s.tsv")}


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], dict[str, str]], frozenset[str]]:
    meaning = {row[0]: row[1] for row in read_table("repair/t2s_phrases.tsv")}
    longest_first = sorted(meaning, key=lambda phrase: (-len(phrase), phrase))
    return (re.compile("|".join(map(re.escape, longest_first))), meaning), frozenset(phrase[0] for phrase in meaning)


def code_point(cell: str) -> str:
    """The character that a table cell names: itself, or `U+` and its number."""
    return chr(int(cell[2:], 16)) if cell.startswith("U+") else cell


@cache
def _fold_map() -> dict[int, str]:
    return {ord(code_point(old)): code_point(new) for old, new, _ in read_table("repair/fold.tsv")}


@cache
def _fold_rules() -> dict[str, str]:
    return {code_point(old): rule for old, _, rule in read_table("repair/fold.tsv")}
