"""Normal text → what is page, not announcement: furniture, markup and page metadata, as tiles with raw spans."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rulec.ingest.headline import Claim, Headline, read_headline
from rulec.ingest.page_lines import Line, page_lines, reads_like_rule, reason_for, spam_words
from rulec.source import NormalText, Span, Tile, TileClass

SHORTEST_DUPLICATE = 12
MOST_TITLE_LINES = 30
SHORTEST_TITLE = 4
LONGEST_CAPTION = 60
LONGEST_SPAM = 2000
LONGEST_CHROME = 1500
NEAR_TOP = 200
SHORTEST_FOREIGN = 40
_COMMENT = re.compile(r"<!--.{0,200}-->$")
_ARTICLE = re.compile(r"(#+\s*)?第[一二三四五六七八九十百千零〇\d]{1,8}[条章]")
_SOURCE_LINE = re.compile(r"(图注|图源|图片来源|来源|资料来源|图)\s*[:/]")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[A-Za-z ]")
_RULE_NAME = re.compile(r"(规则|细则|办法|规定|公告|条例|标准|通知|须知|协议|规范|制度|公示)$")
_SITE = re.compile(
    r".{2,24}(规则中心|帮助中心|学习中心|服务中心|官网|官方网站|商学院|商家学堂|规则频道|出品|网站|论坛|贴吧|\.com|\.cn|\.net)$"
)
_OPENING = re.compile(r"为(了|维护|规范|保障|进一步|加强|促进|提升|营造|更好)|根据|依据|近日|尊敬的|亲爱的|第[一二三]|一、")


@dataclass(frozen=True, slots=True)
class Page:
    """`tiles` in order, disjoint, raw; `rule_like`: furniture that reads like a rule; `spam`: link spam; title and ISO day of the page."""

    tiles: tuple[Tile, ...]
    rule_like: tuple[Span, ...]
    spam: tuple[Span, ...]
    title: str | None
    date: str | None


def find_furniture(normal: NormalText, titles: Sequence[str] = ()) -> Page:
    """Claims line by line; blank lines and line ends between are left to whoever tiles the rest. `titles`: what the page itself may call so."""
    lines = page_lines(normal.text)
    head = _titled(read_headline(lines), lines, titles)
    claims: dict[int, Claim] = {}
    for found in (_tail(lines), _single(lines), _captions(lines), dict(head.claims), _repeated(lines, head.title), _spam_lines(lines)):
        claims.update(found)
    tiles = [_tile(normal, lines[number], lines[number].end, *claims[number]) for number in sorted(claims)]
    prefix = _spam_prefix(lines[0]) if lines and 0 not in claims else None
    if prefix:
        tiles.insert(0, _tile(normal, lines[0], prefix, "furniture", "spam"))
    rule_like = [lines[number] for number in sorted(claims) if _reads_like_rule(lines[number], claims[number])]
    spam = tuple(tile.span for tile in tiles if tile.reason == "spam")
    return Page(tuple(tiles), tuple(normal.raw_span(line.start, line.end) for line in rule_like), spam, head.title, head.date)


def _titled(head: Headline, lines: list[Line], titles: Sequence[str]) -> Headline:
    """The page's own title: the first of `titles` that is a line near the top; without one, what the lines around chrome suggest."""
    for title in titles:
        place = next((number for number, line in enumerate(lines[:MOST_TITLE_LINES]) if line.text == title), None)
        if place is not None and len(title) >= SHORTEST_TITLE:
            claims: dict[int, Claim] = {**dict(head.claims), place: ("metadata", "page-title")}
            return replace(head, title=title, claims=tuple(sorted(claims.items())))
    named = next((title for title in titles if _RULE_NAME.search(title)), None)
    return head if head.title is not None else replace(head, title=named)


def _tile(normal: NormalText, line: Line, end: int, class_: TileClass, reason: str) -> Tile:
    return Tile(normal.raw_span(line.start, end), class_, reason)


def _reads_like_rule(line: Line, claim: Claim) -> bool:
    return claim[0] == "furniture" and reads_like_rule(line.text[:LONGEST_SPAM])


def _tail(lines: list[Line]) -> dict[int, Claim]:
    """From the first line that begins a tail to the end; a new heading inside changes the reason.

    Articles of a rule are never behind it: a heading above them stands alone. So does one near the top of the page.
    """
    last_article = max((number for number, line in enumerate(lines) if _ARTICLE.match(line.text)), default=-1)
    anchors = {number: found for number, line in enumerate(lines) if not line.numbered and (found := reason_for(line, "tail"))}
    claims: dict[int, Claim] = {}
    reason: str | None = None
    length = lines[-1].end if lines else 0
    for number, anchor in anchors.items():
        line = lines[number]
        if number < last_article or (line.start < NEAR_TOP and line.start * 8 < length):
            claims[number] = ("furniture", anchor)
        elif anchor == "related-reading" or _only_chrome(lines, number, anchors):
            break
    else:
        return claims
    for later in range(number, len(lines)):
        reason = anchors.get(later, reason)
        claims[later] = ("furniture", reason or anchor)
    return claims


def _only_chrome(lines: list[Line], start: int, anchors: dict[int, str]) -> bool:
    """Whether what follows a weak heading, up to related reading, is short and has no figures of a rule: 发表评论 may be an item of one."""
    end = next((number for number in range(start + 1, len(lines)) if anchors.get(number) == "related-reading"), len(lines))
    return lines[end - 1].end - lines[start].start <= LONGEST_CHROME and not any(reads_like_rule(line.text) for line in lines[start:end])


def _single(lines: list[Line]) -> dict[int, Claim]:
    claims: dict[int, Claim] = {}
    for number, line in enumerate(lines):
        if _COMMENT.match(line.text):
            claims[number] = ("layout", "markup")
        elif not line.numbered and (reason := reason_for(line, "line")) and not reads_like_rule(line.text):
            claims[number] = ("furniture", reason)
        elif _foreign(line.text):
            claims[number] = ("furniture", "foreign-language")
    return claims


def _foreign(text: str) -> bool:
    return len(text) >= SHORTEST_FOREIGN and not _HANZI.search(text) and len(_LETTERS.findall(text)) * 10 >= len(text) * 7


def _captions(lines: list[Line]) -> dict[int, Claim]:
    """Lines under an image that name its source, and a title between the two."""
    claims: dict[int, Claim] = {}
    for number, line in enumerate(lines):
        if reason_for(line, "line") != "image-placeholder":
            continue
        below = lines[number + 1 : number + 4]
        sources = [place for place, other in enumerate(below) if len(other.text) <= LONGEST_CAPTION and _SOURCE_LINE.match(other.text)]
        if sources and all(_could_be_caption(other) for other in below[: sources[0]]) and sources[0] <= 1:
            claims.update({number + 1 + place: ("furniture", "caption") for place in range(sources[0] + 1)})
    return claims


def _could_be_caption(line: Line) -> bool:
    return len(line.text) <= LONGEST_CAPTION and line.text[-1] not in "。;:," and not line.numbered


def _repeated(lines: list[Line], title: str | None) -> dict[int, Claim]:
    """The page title said again, the site's name on every page, and a paragraph said twice in a row."""
    claims: dict[int, Claim] = {}
    seen_title = False
    counts = Counter(line.text for line in lines if len(line.text) <= 30)
    for number, line in enumerate(lines):
        if counts[line.text] >= 2 and _SITE.match(line.text) and not line.numbered:
            claims[number] = ("furniture", "repeated-line")  # the name of the site at the head or foot of every page
            continue
        if title is not None and line.text.lstrip("# ") == title:
            if seen_title:
                claims[number] = ("furniture", "repeated-title")
            seen_title = True
        elif number and line.text == lines[number - 1].text and len(line.text) >= SHORTEST_DUPLICATE:
            claims[number] = ("furniture", "duplicate-paragraph")
    return claims


def _spam_lines(lines: list[Line]) -> dict[int, Claim]:
    claims: dict[int, Claim] = {}
    for number, line in enumerate(lines):
        if len(line.text) > LONGEST_SPAM or "。" in line.text or line.numbered:
            continue
        parts = line.text.split(",")
        if sum(spam_words().search(part) is not None for part in parts) >= 3 and max(map(len, parts)) <= 30:
            claims[number] = ("furniture", "spam")
    return claims


def _spam_prefix(line: Line) -> int | None:
    """Where the announcement begins behind a list of spam words on the first line; None where there is no such list."""
    hits = 0
    at = end = 0
    while True:
        comma = line.text.find(",", at, at + 120)
        part = line.text[at : comma if comma >= 0 else at + 120]
        word = spam_words().search(part, 0, 60)
        if word:
            hits += 1
            opening = _OPENING.search(part, word.end())
            end = at + (opening.start() if opening else len(part))
        if comma < 0 or len(part) > 60:
            break
        at = comma + 1
    return line.start + end if hits >= 2 and end < len(line.text) else None
