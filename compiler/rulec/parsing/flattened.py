"""Outline of a text → runs of lines that were a table once: cells that stand on a line each, or run together.

Which cell belongs to which row can no longer be told. Such a run is named, never read: a bare 扣10分 on a line of its own would
otherwise be a sanction without condition.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rulec.source import NormalText
from rulec.syntax.document import Block
from rulec.syntax.tables import Cell, Row, Table

_WHEN = (
    r"(?:违规|违约|违法)(?:行为|类型|情形|情节|次数|场景|分类|项目|事项|程度|等级)?|(?:具体)?(?:情形|行为|情节|类型)|等级|档位|级别|次数|累计(?:扣分|积分|分值)"
    r"|扣分节点|节点|分值|金额|条件|判定标准|适用(?:范围|对象|情形)|商品类型|类目|违规内容|严重程度"
)
_THEN = r"(?:处理|处罚|处置|管控|惩罚|限制)(?:措施|方式|标准|结果|办法|规则|内容)?|扣分(?:标准|值|分值|情况)?|扣(?:除)?(?:信用|违规)?分|记分|违约金(?:标准|金额)?|罚款(?:金额)?|措施|后果"
_NEUTRAL = r"序号|编号|备注|说明|申诉|整改(?:要求|期限)?|期限|时长|有效期|依据|条款"
_HEADER = re.compile(rf"(?:{_WHEN}|{_THEN}|{_NEUTRAL})(?:\([^()]{{1,6}}\))?$")
_WHEN_ONLY, _THEN_ONLY = re.compile(rf"(?:{_WHEN})"), re.compile(rf"(?:{_THEN})")
_RUN_TOGETHER = re.compile(rf"(?:(?:{_NEUTRAL})[ ]*)?(?:(?:{_WHEN})[ ]*)+(?:(?:{_THEN}|{_NEUTRAL})[ ]*)+")
_GOES_ON = re.compile(r"如下|包括|包含|为|是|的|分为|按|依|由|主要|有|及|和|与|或|并|将|应|以|不|[:,。、;(《]|$")
_SANCTION = re.compile(
    r"(?:扣除?|记)[^,。;]{0,4}\d{1,3}分|违约金\d|罚款\d|\d+元|(?:屏蔽|封禁|冻结|限流|下架|停业|限制|暂停|关闭|禁播)[^,。;]{0,8}\d+(?:天|小时|个月)|清退|永久"
)
_BARE = re.compile(
    r"(?:每次|每单|一次性|累计)?(?:扣除?|记)(?:信用|违规|店铺)?(?:积)?\d{1,3}分$|(?:支付|缴纳)?(?:违约金|罚款)\d+(?:\.\d+)?万?元$|\d+(?:分|元|天)$"
    r"|(?:店铺)?(?:屏蔽|封禁|冻结|限流|下架|停业整顿|限制[^,。;]{0,6}|暂停[^,。;]{0,6}|关闭[^,。;]{0,6}|禁播)\d+(?:天|小时|个月)$|(?:警告|清退|清退店铺|永久封禁|关店)$"
)
_ENDS = re.compile(r"[。:]$")
LONGEST_CELL = 40
FEWEST_PAIRS = 2
_BODY = frozenset({"paragraph", "heading", "provision", "row"})


def flattened(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """(first, last block) of each run, in order; `last` belongs to it."""
    found: list[tuple[int, int]] = []
    number = 0
    lines = [n for n, b in enumerate(blocks) if b.kind in _BODY]
    at = 0
    while at < len(lines):
        number = lines[at]
        reach = _one_cell_a_line(text, blocks, lines, at) or _run_together(text, blocks, lines, at) or _pairs(text, blocks, lines, at)
        if reach:
            found.append((number, lines[reach - 1]))
        at = max(reach, at + 1)
    return found


def _words(text: str, block: Block) -> str:
    return text[block.body : block.end].strip()


def _is_cell(text: str, block: Block) -> bool:
    words = _words(text, block)
    plain = block.kind != "row" and block.style not in (
        "ARTICLE",
        "CHAPTER",
        "SECTION",
        "MARKDOWN",
        "CN_NUMBER",
        "DECIMAL",
        "QUESTION",
        "ANSWER",
    )
    return plain and 0 < len(words) <= LONGEST_CELL and not _ENDS.search(words)


def _one_cell_a_line(text: str, blocks: Sequence[Block], lines: Sequence[int], at: int) -> int:
    """Two header words or more on a line each, then cells; where it ends, or 0."""
    end = at
    while end < len(lines) and _header_word(text, blocks[lines[end]]):
        end += 1
    heads = [_words(text, blocks[n]) for n in lines[at:end]]
    if len(heads) < 2 or not any(_WHEN_ONLY.match(h) for h in heads) or not any(_THEN_ONLY.match(h) for h in heads):
        return 0
    first = end
    while end < len(lines) and _is_cell(text, blocks[lines[end]]):
        end += 1
    cells = [_words(text, blocks[n]) for n in lines[first:end]]
    return end if len(cells) >= len(heads) and any(_SANCTION.search(c) or _BARE.match(c) for c in cells) else 0


def _header_word(text: str, block: Block) -> bool:
    return (
        block.kind in ("heading", "paragraph")
        and block.style in ("HEADING", "PARAGRAPH", "LINE_ITEM")
        and bool(_HEADER.match(_words(text, block)))
    )


def _run_together(text: str, blocks: Sequence[Block], lines: Sequence[int], at: int) -> int:
    """Header words in a row, without a sign between them; the rows behind them on the same line, or on the lines below."""
    block = blocks[lines[at]]
    if block.kind == "row" or block.style not in ("HEADING", "PARAGRAPH", "LINE_ITEM"):
        return 0
    words = _words(text, block)
    head = _RUN_TOGETHER.match(words)
    if head is None or not _THEN_ONLY.search(head.group()):
        return 0
    rest = words[head.end() :]
    if rest and not _GOES_ON.match(rest) and len(_SANCTION.findall(rest)) >= 2:
        return at + 1
    blanks = len(re.findall(r" +", head.group().strip()))
    if rest or not blanks:
        return 0
    end = at + 1
    while end < len(lines) and _is_cell(text, blocks[lines[end]]) and _columns(_words(text, blocks[lines[end]])) >= blanks + 1:
        end += 1
    return end if end > at + 1 else 0


def _columns(words: str) -> int:
    return len(re.split(r" +", words))


def _pairs(text: str, blocks: Sequence[Block], lines: Sequence[int], at: int) -> int:
    """A name on one line and a bare sanction on the next, twice or more; a line with a number of its own is no cell."""
    end = at
    count = 0
    while end + 1 < len(lines):
        name, sanction = blocks[lines[end]], blocks[lines[end + 1]]
        words = _words(text, name)
        plain = name.style in ("HEADING", "PARAGRAPH", "LINE_ITEM") and len(words) <= 20 and not re.search(r"[,。;:!?]", words)
        if (
            not plain
            or _BARE.match(words)
            or sanction.style not in ("HEADING", "PARAGRAPH", "LINE_ITEM")
            or not _BARE.match(_words(text, sanction))
        ):
            break
        end += 2
        count += 1
        while (
            end < len(lines)
            and blocks[lines[end]].style in ("HEADING", "PARAGRAPH", "LINE_ITEM")
            and _BARE.match(_words(text, blocks[lines[end]]))
        ):
            end += 1
    return end if count >= FEWEST_PAIRS else 0


def as_rows(blocks: Sequence[Block], runs: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The outline with the lines of the runs as rows."""
    made = list(blocks)
    for first, last in runs:
        for number in range(first, last + 1):
            if made[number].kind in _BODY:
                made[number] = replace(made[number], kind="row", style="ROW", body=made[number].start)
    return tuple(made)


def flattened_tables(
    normal: NormalText, blocks: Sequence[Block], cells: dict[int, tuple[Cell, ...]], runs: Sequence[tuple[int, int]]
) -> tuple[Table, ...]:
    """The runs as tables of which nothing is known but their lines."""
    found = []
    for first, last in runs:
        rows = []
        for number in range(first, last + 1):
            block = blocks[number]
            if block.kind == "row":
                words = normal.text[block.start : block.end]
                rows.append(Row(cells.get(number, ()), number, normal.raw_span(block.body, block.start + len(words.rstrip()))))
        found.append(Table(None, tuple(rows), flattened=True))
    return tuple(found)
