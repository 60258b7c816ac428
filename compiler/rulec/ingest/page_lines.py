"""Normal text → its lines that are not blank, without the blanks around them; and the table of page patterns they are tried on."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rulec.source.resources import read_table

LONGEST_LINE = 120
LONGEST_ANCHOR = 240
_NUMBERED = re.compile(r"(#+\s*)?(第[一二三四五六七八九十百千零〇\d]{1,8}[条章节款项]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,3}\.\d)")

_MEASURE = r"(扣除?|违约金|罚款|赔付|冻结|清退|封禁|停业|保证金|处置|处罚)"
_RULE_LIKE = re.compile(rf"{_MEASURE}.{{0,40}}\d|\d.{{0,40}}{_MEASURE}")
_INLINE_ANCHOR = re.compile(r"(?<=[。!?;])\s?(推荐阅读|相关阅读|延伸阅读|更多推荐|相关推荐|热门推荐|猜你喜欢|相关文章|热门文章)\s?:")


def reads_like_rule(text: str) -> bool:
    """Whether a figure stands near a word of punishment."""
    return _RULE_LIKE.search(text) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` of the normal text, which are `text`."""

    start: int
    end: int
    text: str

    @property
    def numbered(self) -> bool:
        """Whether it begins as an article, chapter, item or numbered heading of a rule."""
        return _NUMBERED.match(self.text) is not None


def page_lines(text: str) -> list[Line]:
    """All lines with something in them, in order; a heading such as 推荐阅读: in the middle of a line begins one of its own."""
    lines = []
    at = 0
    for whole in text.split("\n"):
        headings = [match.start() for match in _INLINE_ANCHOR.finditer(whole)] if len(whole) > LONGEST_LINE else []
        for first, last in pairwise([0, *headings, len(whole)]):
            words = whole[first:last].strip()
            if words:
                start = at + last - len(whole[first:last].lstrip())
                lines.append(Line(start, start + len(words), words))
        at += len(whole) + 1
    return lines


def reason_for(line: Line, scope: str) -> str | None:
    """The reason why `line` is page chrome by the patterns of `scope` (header, line or tail); None when it is not."""
    if len(line.text) > (LONGEST_ANCHOR if scope == "tail" else LONGEST_LINE):
        return None
    pattern, reasons = _patterns(scope)
    match = pattern.match(line.text)
    return reasons[match.lastgroup or ""] if match else None


@cache
def _patterns(scope: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row for row in read_table("repair/furniture.tsv") if row[2] == scope]
    named = (f"(?P<p{number}>{row[0]})" for number, row in enumerate(rows))
    return re.compile("|".join(named)), {f"p{number}": row[1] for number, row in enumerate(rows)}


@cache
def spam_words() -> re.Pattern[str]:
    """Finds any word of link spam."""
    return re.compile("|".join(re.escape(row[0]) for row in read_table("repair/furniture.tsv") if row[2] == "spam"))
