"""Normal text → its lines, and what would be lines where a page lost its line ends: labels behind sentence marks, rows glued together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rulec.lexicon.numerals import parse_numeral

_N = "[0-9零〇一二三四五六七八九十百千两]+"
_CN = "[一二三四五六七八九十]{1,3}"
_INLINE = re.compile(rf"(?<=[。;；:：])[ ]*(?=第{_N}条[ ]|\({_CN}\)|\([0-9]{{1,2}}\))")
# Labels inside a line, each with its number; they count only where they go on from one to the next.
_BEHIND = r"(?<=[。;:!?”)])[ ]*"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ARTICLE", re.compile(rf"(?:(?<=[。;:!?”)])[ ]*|(?<=[^ ]) +)(?=第({_N})条(?:之{_N})?[ ])")),
    ("CHAPTER", re.compile(rf"(?:(?<=[。;:!?”)])[ ]*|(?<=[^ ]) +)(?=第({_N})章 )")),
    ("CN_NUMBER", re.compile(rf"(?:{_BEHIND}|(?<=[^ ]) +)(?=({_CN})、)")),
    ("PAREN_CN", re.compile(rf"{_BEHIND}(?=\(({_CN})\))")),
    ("PAREN_NUMBER", re.compile(rf"{_BEHIND}(?=\(([0-9]{{1,2}})\))")),
    ("HALF_PAREN", re.compile(rf"{_BEHIND}(?=([0-9]{{1,2}})\))")),
    ("NUMBER", re.compile(rf"{_BEHIND}(?=([0-9]{{1,2}})[、.](?![0-9]))")),
    ("CIRCLED", re.compile(rf"{_BEHIND}(?=([①-⑳]))")),
    ("DECIMAL", re.compile(rf"{_BEHIND}(?=[0-9]{{1,2}}\.([0-9]{{1,2}})(?![\d.%分元天日年月倍件万千个小次单]))")),
)
_AT_START = {
    "CN_NUMBER": re.compile(rf"({_CN})、"),
    "PAREN_CN": re.compile(rf"\(({_CN})\)"),
    "PAREN_NUMBER": re.compile(r"\(([0-9]{1,2})\)"),
    "HALF_PAREN": re.compile(r"([0-9]{1,2})\)"),
    "NUMBER": re.compile(r"([0-9]{1,2})[、.](?![0-9])"),
    "CIRCLED": re.compile(r"([①-⑳])"),
    "DECIMAL": re.compile(r"[0-9]{1,2}\.([0-9]{1,2})(?![\d.%分元天日年月倍件万千个小次单])"),
}
# What every label inside a line has around its beginning; most lines have it nowhere.
_PERHAPS = re.compile(r"[。;；:：!?”) ](?=[第(0-9一二三四五六七八九十①-⑳])")
_QUESTION = re.compile(r"(?<=[。;?!”)])[ ]*(?=(?:[问答]|[QA][0-9]{0,2}):)")
_ASKED = re.compile(r"\s*(?:问|Q[0-9]{0,2}):")
# 第三条 (一)…: the first entry on the line of what it belongs to.
_DOUBLE = re.compile(
    rf"[ ]*(?:第{_N}条(?:之{_N})?[ :]+|{_CN}、[ ]*|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}[ 、.]+|\({_CN}\)[ ]*|[0-9]{{1,2}}[、.][ ]*)"
    rf"(?=\({_CN}\)|\([0-9]{{1,2}}\)[^年]|[①⑴㈠]|1[、)](?![0-9]))"
)
_RULER = re.compile(r"\|(?:[ ]*:?-{2,}:?[ ]*\|){1,}")
_RULER_LINE = re.compile(r"[ ]*\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*$")
_GLUE = re.compile(r"\|[ ]*\|")


@dataclass(frozen=True, slots=True)
class TextLine:
    """Characters `start` to `end`, the line end included; `row`: known to be a row of a table, whether it begins with a pipe or not."""

    start: int
    end: int
    row: bool = False


def text_lines(text: str) -> list[TextLine]:
    """Lines that tile the text."""
    lines: list[TextLine] = []
    start = 0
    for found in re.finditer(r"\n", text):
        lines.extend(_pieces(text, start, found.end()))
        start = found.end()
    if start < len(text):
        lines.extend(_pieces(text, start, len(text)))
    return _bare_rows(text, lines) if "|" in text else lines


def _pieces(text: str, start: int, end: int) -> Iterator[TextLine]:
    if "|" in text[start:end]:
        rows = _glued(text[start:end])
        if rows:
            bounds = [*rows, (len(text[start:end]), False)]
            if bounds[0][0] > 0:
                yield from _cut(start, start + bounds[0][0], _labels(text, start, start + bounds[0][0]))
            for (first, row), (last, _) in pairwise(bounds):
                yield TextLine(start + first, start + last, row)
            return
    yield from _cut(start, end, _labels(text, start, end))


def _cut(start: int, end: int, places: Sequence[int]) -> Iterator[TextLine]:
    for place in places:
        yield TextLine(start, place)
        start = place
    yield TextLine(start, end)


# -- labels inside a line -------------------------------------------------------------------------------------------------------------


def _labels(text: str, start: int, end: int) -> list[int]:
    """Places inside the line where another one begins."""
    labelled = _PERHAPS.search(text, max(0, start - 1), end) is not None
    places = {m.end() for m in _INLINE.finditer(text, start, end) if m.end() > start} if labelled else set()
    if len(places) < 2:
        places = set()
    double = _DOUBLE.match(text, start, end)
    if double:
        places.add(double.end())
    for style, pattern in _STYLES if labelled else ():
        places.update(_in_order(text, start, end, style, pattern))
        if style == "CHAPTER" and any(text.startswith("第", place) for place in places):
            places.update(m.end() for m in pattern.finditer(text, start, end))
    if _ASKED.match(text, start, end):
        places.update(m.end() for m in _QUESTION.finditer(text, start, end))
    return sorted(place for place in places if start < place < end)


def _in_order(text: str, start: int, end: int, style: str, pattern: re.Pattern[str]) -> list[int]:
    """Labels of one style that count up from one (articles and chapters: from anywhere); fewer than two are none."""
    found = [(m.end(), _value(m[1])) for m in pattern.finditer(text, start, end)]
    opening = _AT_START.get(style)
    at = start + len(text[start:end]) - len(text[start:end].lstrip(" "))
    first = opening.match(text, at, end) if opening else None
    last = _value(first[1]) if first else 0
    if style in ("ARTICLE", "CHAPTER"):
        return [place for place, _ in found] if found and (len(found) > 1 or re.match(rf"[ ]*第{_N}[条章]", text[start:end])) else []
    kept: list[int] = []
    for place, number in found:
        if number == 1 or number == last + 1:
            last = number
            kept.append(place)
    return kept if len(kept) + (first is not None) >= 2 else []


def _value(label: str) -> int:
    if "①" <= label <= "⑳":
        return ord(label) - 0x245F
    number = parse_numeral(label)
    return int(number) if number is not None else -1


# -- rows without lines of their own --------------------------------------------------------------------------------------------------


def _glued(line: str) -> list[tuple[int, bool]]:
    """(place, whether a row begins there) of the rows of a table glued together on one line; none where the line is no such table."""
    ruler = _RULER.search(line)
    if ruler and (line[: ruler.start()].strip(" |") or line[ruler.end() :].strip(" |\n")):
        return _by_ruler(line, ruler)
    if len(_GLUE.findall(line)) < 2:
        return []
    pieces, at = [], 0
    for glue in _GLUE.finditer(line):
        pieces.append((at, glue.start()))
        at = glue.end() - 1
    pieces.append((at, len(line.rstrip())))
    widths = {line[first:last].strip(" |").count("|") for first, last in pieces[1:]}
    start = _table_start(line, pieces[0][1])
    head = line[start : pieces[0][1]].strip(" |").count("|")
    if len(widths) != 1 or 0 in widths or (head not in widths):
        return []
    return [(start, True), *((first, True) for first, _ in pieces[1:])]


def _by_ruler(line: str, ruler: re.Match[str]) -> list[tuple[int, bool]]:
    pipes = [m.start() for m in re.finditer(r"\|", line)]
    width = line[ruler.start() : ruler.end()].count("|") - 1
    at = pipes.index(ruler.start())
    apart = at > 0 and not line[pipes[at - 1] + 1 : pipes[at]].strip()
    header = (at - 1 if apart else at) - width
    if header < 0:
        return []
    found = [(pipes[header], True), (ruler.start(), True)]
    at = pipes.index(ruler.end() - 1)
    while True:
        if at + 1 < len(pipes) and not line[pipes[at] + 1 : pipes[at + 1]].strip():
            at += 1
        if at + width >= len(pipes):
            break
        found.append((pipes[at], True))
        at += width
    if line[pipes[at] + 1 :].strip():
        found.append((pipes[at] + 1, False))
    return found


def _table_start(line: str, end: int) -> int:
    """Where the first row begins: at its first pipe when words stand before a row that begins with one, else where the line does."""
    first = line.find("|", 0, end)
    prose = re.search(r"[:。;]\s*(?=\|)", line[: first + 1])
    return first if prose else 0


def _bare_rows(text: str, lines: list[TextLine]) -> list[TextLine]:
    """Rows without a pipe at their head: the line above a separator, and the lines below it with as many pipes."""
    made = list(lines)
    for number, line in enumerate(lines):
        words = text[line.start : line.end].rstrip()
        if line.row or "|" not in words or words.lstrip().startswith("|") or not _RULER_LINE.match(words):
            continue
        pipes = words.count("|")
        for step in (-1, 1):
            at = number + step
            while 0 <= at < len(lines) and text[lines[at].start : lines[at].end].strip().strip("|").count("|") == pipes:
                made[at] = TextLine(lines[at].start, lines[at].end, True)
                if step < 0:
                    break
                at += step
        made[number] = TextLine(line.start, line.end, True)
    return made
