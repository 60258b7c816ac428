"""The first lines of a page → its title, its timestamp, and the chrome between them."""

import re
from dataclasses import dataclass
from datetime import date

from rulec.ingest.page_lines import Line, reason_for
from rulec.source import TileClass

MOST_HEADER_LINES = 10
LONGEST_TITLE = 60
_MOMENT = re.compile(r"(?<!\d)(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?!\d)([\s|T·,]{0,6}\d{1,2}:\d\d(:\d\d)?)?")
_PAGE_LABEL = re.compile(r"(发布|发表|更新|编辑|创建)?(时间|日期|于)?\s*:?\s*$")
_AUDIENCE = re.compile(r"(阅读|浏览|点击|评论|查看)(量|数|次数)?\s*:?\s*\d|\d\s*(次)?(阅读|浏览|点击|评论)")
_OF_THE_RULE = re.compile(r"生效|公示|征集|征求|实施|施行|有效|通过|修订|修正|截止|废止|公布|消息|[起至。;]|^自")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9_·. -]{2,10}$")

Claim = tuple[TileClass, str]


@dataclass(frozen=True, slots=True)
class Headline:
    """`claims`: line number → class and reason; `title` the page's title line, `date` the page's own day (ISO)."""

    claims: tuple[tuple[int, Claim], ...]
    title: str | None
    date: str | None


def read_headline(lines: list[Line]) -> Headline:
    """Claims from the top until the text begins. A title is believed only where page chrome stands around it."""
    claims: dict[int, Claim] = {}
    titles: list[int] = []
    day: str | None = None
    for number, line in enumerate(lines[:MOST_HEADER_LINES]):
        if line.text.startswith("<!--"):
            continue
        moment = None if line.numbered else page_moment(line)
        reason = None if line.numbered else reason_for(line, "header")
        if moment:
            claims[number] = ("metadata", "page-timestamp")
            day = day or moment
        elif reason:
            claims[number] = ("furniture", reason)
        elif titles and _is_byline(lines, number):
            claims[number] = ("furniture", "byline")
        elif _is_title(line) and len(titles) < 2:
            titles.append(number)
        else:
            break
    title = _believed(titles, claims)
    if title is not None:
        claims[title] = ("metadata", "page-title")
    return Headline(tuple(sorted(claims.items())), None if title is None else lines[title].text.lstrip("# "), day)


def page_moment(line: Line) -> str | None:
    """The ISO day of a line that is a page's own timestamp: a date with a time of day, alone, or beside figures of readers."""
    match = _MOMENT.search(line.text) if len(line.text) <= 100 else None
    if not match:
        return None
    before, after = line.text[: match.start()], line.text[match.end() :]
    if len(before) > 30 or _OF_THE_RULE.search(before) or _OF_THE_RULE.search(after):
        return None
    alone = not after.strip() and _PAGE_LABEL.match(before) is not None
    if not (match[4] or alone or _AUDIENCE.search(line.text)):
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _is_title(line: Line) -> bool:
    return len(line.text) <= LONGEST_TITLE and not line.numbered and line.text[-1] not in "。;:,、" and "," not in line.text[-2:]


def _is_byline(lines: list[Line], number: int) -> bool:
    """A short name directly above the timestamp."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    return after is not None and _NAME.match(lines[number].text) is not None and page_moment(after) is not None


def _believed(titles: list[int], claims: dict[int, Claim]) -> int | None:
    if not titles or not claims:
        return None
    before_chrome = [number for number in titles if number < max(claims)]
    return before_chrome[-1] if before_chrome else titles[0]
