"""Raw text → normal text and the edits between them: glosses and invisible characters go, torn characters come back, the rest folds 1:1."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from heapq import merge

from rulec.ingest.fold import code_point, fold, fold_rule, to_simplified
from rulec.ingest.pinyin import SYLLABLE, confirmed, confirmed_without_tone, has_tone
from rulec.ingest.plain_markup import outside
from rulec.ingest.shift import Repair, shift_repairs
from rulec.source import Edit, NormalText, Span
from rulec.source.resources import read_table

_GLOSS = re.compile(rf"([\u3400-\u9fff])[(\uff08]\s?({SYLLABLE}|[\u3400-\u9fff])\s?[)\uff09]")


def normalise(raw: str, markup: Sequence[Repair] = ()) -> tuple[NormalText, tuple[Edit, ...]]:
    """The repaired, simplified, folded text with its map to `raw`, and every edit, in text order and disjoint.

    Replacing each edit's `raw` by its `text` turns the raw text into the normal text, exactly. `markup` are repairs already found, in
    text order and disjoint; no other repair touches them.
    """
    others = outside(sorted([*_gloss_repairs(raw), *shift_repairs(raw), *_plain_repairs(raw)], key=lambda repair: repair.start), markup)
    repairs = list(_disjoint(merge(markup, others, key=lambda repair: repair.start)))
    parts: list[str] = []
    starts, ends = array("l"), array("l")
    at = 0
    for repair in repairs:
        _keep(raw, at, repair.start, parts, starts, ends)
        parts.append(repair.text)
        starts.extend([repair.start] * len(repair.text))
        ends.extend([repair.end] * len(repair.text))
        at = repair.end
    _keep(raw, at, len(raw), parts, starts, ends)
    unfolded = "".join(parts)
    text = fold(unfolded)
    if len(text) != len(unfolded):
        raise AssertionError("folding changed the length of the text")
    return NormalText(text, starts, ends), tuple(_edits(raw, repairs, unfolded, text))


def _keep(raw: str, start: int, end: int, parts: list[str], starts: "array[int]", ends: "array[int]") -> None:
    parts.append(raw[start:end])
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))


def _disjoint(repairs: Iterable[Repair]) -> Iterator[Repair]:
    at = 0
    for repair in repairs:
        if repair.start >= at:
            yield repair
            at = repair.end


def _edits(raw: str, repairs: list[Repair], unfolded: str, text: str) -> Iterator[Edit]:
    at = normal_at = 0
    for repair in repairs:
        kept = repair.start - at
        yield from _folds(raw, at, unfolded, text, normal_at, normal_at + kept)
        normal_at += kept
        words = text[normal_at : normal_at + len(repair.text)]
        yield Edit(Span(repair.start, repair.end), raw[repair.start : repair.end], words, repair.rule, repair.certain, repair.evidence)
        normal_at += len(repair.text)
        at = repair.end
    yield from _folds(raw, at, unfolded, text, normal_at, len(text))


def _folds(raw: str, raw_at: int, unfolded: str, text: str, start: int, end: int) -> Iterator[Edit]:
    """Runs of characters changed by one rule between `start` and `end` of the unfolded text, which stands at `raw_at` in the raw text."""
    shift = raw_at - start
    run, rule = start, ""
    if unfolded[start:end] == text[start:end]:
        return
    for at in range(start, end + 1):
        here = fold_rule(unfolded[at]) if at < end and unfolded[at] != text[at] else ""
        if here != rule:
            if rule:
                yield Edit(Span(run + shift, at + shift), raw[run + shift : at + shift], text[run:at], rule)
            run, rule = at, here


def _gloss_repairs(raw: str) -> Iterator[Repair]:
    for match in _GLOSS.finditer(raw):
        char, gloss = match[1], match[2]
        if confirmed(char, gloss):
            yield Repair(match.start(), match.end(), char, "pinyin-gloss")
        elif gloss != char and to_simplified(char) == gloss:
            yield Repair(match.start(), match.end(), char, "simplified-gloss")
        elif confirmed_without_tone(char, gloss):
            yield Repair(match.start(), match.end(), char, "pinyin-gloss", False, gloss)


def unconfirmed_glosses(raw: str) -> Iterator[tuple[Span, str, str]]:
    """(place, character, syllable) of everything that looks like a pronunciation with tone and is no known reading."""
    for match in _GLOSS.finditer(raw):
        if has_tone(match[2]) and not confirmed(match[1], match[2]):
            yield Span(match.start(), match.end()), match[1], match[2]


def _plain_repairs(raw: str) -> Iterator[Repair]:
    pattern, rules = _invisible()
    for match in pattern.finditer(raw):
        if raw[match.start()] == "\r":
            yield Repair(match.start(), match.end(), "\n", "line-end")
        else:
            yield Repair(match.start(), match.end(), "", rules[match.lastgroup or ""])


@cache
def _invisible() -> tuple[re.Pattern[str], dict[str, str]]:
    ranges: dict[str, list[str]] = {}
    for first, last, rule in read_table("repair/invisible.tsv"):
        ranges.setdefault(rule, []).append(f"{re.escape(code_point(first))}-{re.escape(code_point(last))}")
    names = {f"rule{number}": rule for number, rule in enumerate(ranges)}
    groups = [f"(?P<{name}>[{''.join(ranges[rule])}]+)" for name, rule in names.items()]
    return re.compile("|".join([*groups, r"\r\n?"])), names
