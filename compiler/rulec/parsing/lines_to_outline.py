"""Lines of the normal text → the outline: labelled blocks with their path."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rulec.parsing.lalr import Node, parse
from rulec.parsing.parsers import outline_parser
from rulec.parsing.text_to_lines import text_lines
from rulec.syntax.document import ITEM_STYLES, Block

_N = "[0-9零〇一二三四五六七八九十百千两]+"
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("MARKDOWN", re.compile(r"#{1,6} +")),
    ("CHAPTER", re.compile(rf"第{_N}[章编](?![^ \n]{{30}})")),
    ("SECTION", re.compile(rf"第{_N}节(?![^ \n]{{30}})")),
    ("ARTICLE", re.compile(rf"第{_N}条(?:之{_N})?(?=[ :：]|$|[^的第规、和或至,，;；])[ :：]*")),
    (
        "DECIMAL",
        re.compile(
            r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?![\d.%元天年月倍件万亿]|分(?![类级销布期])|日(?!常)|小时|个(?:月|小时|工作日))[ 、.]*"
        ),
    ),
    ("CODE", re.compile(r"[A-Z]{1,3}-[0-9]{1,2}(?:-[0-9]{1,2}){0,3}(?![0-9A-Za-z-])(?=[ 、.:：])[ 、.:：]*")),
    ("CN_NUMBER", re.compile(r"[一二三四五六七八九十]{1,3}[、:：.]")),
    ("PAREN_CN", re.compile(r"(?:\([一二三四五六七八九十]{1,3}\)|[㈠-㈩])[、. ]*")),
    ("PAREN_NUMBER", re.compile(r"(?:\([0-9]{1,2}\)|[⑴-⒇]|[\[〔][0-9]{1,2}[\]〕])[、. ]*")),
    ("HALF_PAREN", re.compile(r"[0-9]{1,2}\)[、. ]*")),
    ("NUMBER", re.compile(r"(?:[0-9]{1,2}[、.](?![0-9])|[⒈-⒛])[ ]*")),
    ("CIRCLED", re.compile(r"[①-⑳❶-❿➀-➉][、. ]*")),
    ("LETTER", re.compile(r"(?:[A-Z][.、)](?![A-Za-z])|[a-h][.、)](?![A-Za-z])|\([A-Za-z]\))[ ]*")),
    ("QUESTION", re.compile(r"(?:问|Q[0-9]{0,2}|问题? ?[0-9一二三四五六七八九十]{1,3})[:：]|Q[0-9]{1,2}[.、 ] *")),
    ("ANSWER", re.compile(r"(?:答复?|回答|A[0-9]{0,2}|答案? ?[0-9一二三四五六七八九十]{1,3})[:：]")),
    ("BULLET", re.compile(r"[•·●○◦■□▪▫◆◇★☆►▶➢➤✦✓※](?![•·●○■□]) *|[-*+–—] +(?=[^- ])")),
    ("ROW", re.compile(r"\|")),
)
_DECIMAL_HEAD = re.compile(r"^ *([0-9]{1,2})\.[0-9]{1,2}(?![\d%分元天日年月倍件])", re.MULTILINE)
_WHOLE = re.compile(r"([0-9]{1,2})[、.]? +(?=[\u4e00-\u9fff])")
_SENTENCE_MARKS = re.compile(r"[,，。;；:：!！?？、]")
_ANNOUNCES = re.compile(r"(?:以下|下列|如下).{0,12}[:：]$|包括[:：]$")
_NORMATIVE = re.compile(r"不得|应当|必须|严禁|禁止(?=下列|以下|如下|任何|使用|发布|销售|从事)|可以|有权|下列(?!用语)")
_SPOKEN = {"QUESTION": "问", "ANSWER": "答"}
_LEVELS = {"MARKDOWN": 0, "CHAPTER": 1, "SECTION": 2, "ARTICLE": 3, "QUESTION": 3}


def outline(text: str, chrome: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """Blocks that tile the lines of `text`; lines inside the `chrome` intervals are chrome. The labels nest by a level stack."""
    lines = _line_items(list(_classified(text, chrome)), text)
    tree = parse(outline_parser(), [style for style, *_ in lines], lines)
    blocks: list[Block] = []
    stack: list[tuple[str, str]] = []
    for node, (style, start, body, end) in zip(tree.children, lines, strict=True):
        assert isinstance(node, Node)
        kind = node.data
        label = text[start:body].strip(" 、:：.#") if style not in ("HEADING", "MARKDOWN", "ROW", "PARAGRAPH", "LINE_ITEM") else ""
        if kind in ("heading", "provision"):
            spoken = _SPOKEN.get(style, label)  # A1: and 答复: are an answer like any other
            name = spoken if label and style not in ("CHAPTER", "SECTION") else text[start:end].strip().lstrip("# ")
            _descend(stack, style, name)
            heading = kind == "heading" or (style != "LINE_ITEM" and _is_heading(text[body:end], style))
            blocks.append(Block("heading" if heading else "provision", style, label or name, tuple(n for _, n in stack), start, body, end))
        else:
            if kind == "paragraph":
                while stack and stack[-1][0] in ITEM_STYLES and _closes_items(blocks):
                    stack.pop()
            blocks.append(Block(kind, style, label, tuple(n for _, n in stack), start, body, end))  # type: ignore[arg-type]
    return tuple(blocks)


def _line_items(lines: list[tuple[str, int, int, int]], text: str) -> list[tuple[str, int, int, int]]:
    """Bare lines behind `…以下行为:` are the entries of that list, where two or more stand together and no numbered entries follow."""
    made = list(lines)
    announced = False
    run: list[int] = []
    for number, (style, _start, at, end) in enumerate([*lines, ("ARTICLE", 0, 0, 0)]):
        words = text[at:end].strip()
        if style in ("BLANK_LINE", "CHROME"):
            continue
        if announced and style in ("HEADING", "PARAGRAPH") and words and words[-1] not in "。:：;；?？":
            run.append(number)
            continue
        if len(run) >= 2 and style not in ITEM_STYLES - {"NUMBER"}:
            for entry in run:
                made[entry] = ("LINE_ITEM", *lines[entry][1:])
        run = []
        announced = bool(_ANNOUNCES.search(words)) if style != "ARTICLE" or words else False
    return made


def _closes_items(blocks: list[Block]) -> bool:
    """A paragraph without label ends a numbered list, unless the item above it is only a heading."""
    before = next((b for b in reversed(blocks) if b.kind != "blank"), None)
    return before is None or before.kind != "heading"


def _descend(stack: list[tuple[str, str]], style: str, name: str) -> None:
    """Open the level of `style`: back to the same style where it is open, else below what outranks it, else one deeper."""
    open_styles = [s for s, _ in stack]
    if style in ("DECIMAL", "CODE"):
        sign = "." if style == "DECIMAL" else "-"
        depth = name.count(sign)
        while stack and (stack[-1][0] in (*ITEM_STYLES, "HEADING") or (stack[-1][0] == style and stack[-1][1].count(sign) >= depth)):
            stack.pop()
    elif style in open_styles:
        del stack[open_styles.index(style) :]
    elif style in _LEVELS:
        while stack and _LEVELS.get(stack[-1][0], 9) >= _LEVELS[style]:
            stack.pop()
    elif style == "HEADING":
        while stack and stack[-1][0] in ITEM_STYLES:
            stack.pop()
    stack.append((style, name))


def _is_heading(words: str, style: str) -> bool:
    """A labelled line that only names what follows: short, without a sentence's marks, and no duty or ban of its own (不得有下列行为:)."""
    words = words.strip()
    if _NORMATIVE.search(words):
        return False
    return bool(words) and len(words) <= 24 and not _SENTENCE_MARKS.search(words.rstrip(":：?？")) and style not in ("QUESTION", "ANSWER")


def _is_sentence(words: str) -> bool:
    """Whether a line is more than a name: it has a sentence's marks inside or 。 at its end, or an article's number and words behind."""
    article = _LABELS[3][1].match(words)
    return bool(re.search(r"[,;].|[。;]$", words)) or (article is not None and len(words) - article.end() > 16)


def _classified(text: str, chrome: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int, int]]:
    """(style, start, where the words begin, end) of every line; the line end belongs to its line."""
    found = text_lines(text)
    places = [(line.start, line.end) for line in found]
    wholes = {m[1] for m in _DECIMAL_HEAD.finditer(text)}
    inside = sorted(chrome)
    for number, (start, end) in enumerate(places):
        at = start + len(text[start:end]) - len(text[start:end].lstrip(" "))
        words = text[at:end].rstrip()
        if not words:
            yield "BLANK_LINE", start, end, end
        elif _holds(inside, at):
            yield "CHROME", start, at, end
        elif found[number].row:
            yield "ROW", start, at, end
        else:
            following = next((text[a:b].strip() for a, b in places[number + 1 :][:3] if text[a:b].strip()), "")
            whole = _WHOLE.match(words)
            if whole and whole[1] in wholes:  # 1 总则, above 1.1
                yield "DECIMAL", start, at + whole.end(), end
            else:
                yield _style(words, following, start, at, end)


def _holds(inside: Sequence[tuple[int, int]], at: int) -> bool:
    number = bisect_right(inside, (at, sys.maxsize)) - 1
    return number >= 0 and inside[number][0] <= at < inside[number][1]


def _style(words: str, following: str, start: int, at: int, end: int) -> tuple[str, int, int, int]:
    for style, pattern in _LABELS:
        found = pattern.match(words)
        if found and style == "MARKDOWN":
            rest = words[found.end() :]
            if _is_sentence(rest):  # a whole sentence set as a heading is a sentence
                return _style(rest, following, start, at + found.end(), end)
        if found:
            return style, start, at if style == "ROW" else at + found.end(), end
    bare = words.strip()
    if len(bare) <= 16 and not _SENTENCE_MARKS.search(bare) and following and not re.search(r"[0-9]", bare):
        return "HEADING", start, at, end
    return "PARAGRAPH", start, at, end
