"""变更前/变更后, side by side or one under the other → replacements, insertions and deletions found by their old text."""

import re
from collections.abc import Iterator, Sequence

from rulec.source import NormalText, Span
from rulec.syntax.amendments import AmendmentClause, AmendmentOp
from rulec.syntax.document import Block
from rulec.syntax.tables import Cell, Table

_KIND = r"(?:变更|修订|修改|调整|更新|修正|变动)"
_MARK = re.compile(rf"(?:^|(?<=[\n。;；:：|】 ]))[ ]*(?:【|\*\*)?{_KIND}(?P<when>前|后)(?:的)?(?:内容|规则|条款|条文|文本)?(?:】|\*\*)?[ ]*[:：]?[ ]*", re.MULTILINE)
_BEFORE = re.compile(rf"^{_KIND}前|^原(?:规则|条款|条文|内容|规定)|^现行|^旧")
_AFTER = re.compile(rf"^{_KIND}后|^新(?:规则|条款|条文|内容|规定)|^修订(?:稿|内容)")
_WHERE = re.compile(r"条款|条目|章节|条文|条号|位置|^条$")
_NOTHING = re.compile(r"^[-—–/\\]*$|^(?:无|新增|无此(?:规定|条款|项)|未规定|原无)[。]?$")
_GONE = re.compile(r"^[-—–/\\]*$|^(?:无|删除|删去|取消|已删除|该?条?(?:款)?(?:予以)?删除)[。]?$")
_CLOSING = re.compile(r"^(?:以上|上述|本次|特此|敬请|如有|请(?:各位|广大)|自[^,，。]{2,24}起|该?(?:规则|变更|调整|修订)(?:内容)?(?:将)?(?:于|自))")
_NUMBER = r"[0-9零〇一二三四五六七八九十百千两]+"
_PLACE = re.compile(rf"(?:第{_NUMBER}条(?:之{_NUMBER})?(?:第{_NUMBER}款)?(?:第?\(?{_NUMBER}\)?项)?|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}|[A-Z]{{1,3}}-[0-9]+(?:-[0-9]+)*)")
_HEADS = frozenset({"CHAPTER", "SECTION", "MARKDOWN", "HEADING", "CN_NUMBER"})


def pairs(normal: NormalText, blocks: Sequence[Block]) -> Iterator[AmendmentClause]:
    """变更前:… 变更后:… one under the other; the place is what the line above them names."""
    text = normal.text
    marks = [m for b in blocks if b.kind not in ("blank", "chrome", "row") for m in _MARK.finditer(text, b.start, b.end) if _stands(m, text)]
    for number, mark in enumerate(marks[:-1]):
        following = marks[number + 1]
        if mark["when"] != "前" or following["when"] != "后":
            continue
        limit = marks[number + 2].start() if number + 2 < len(marks) else len(text)
        before, spread = _until(text, blocks, mark.end(), following.start(), True)
        after, _ = _until(text, blocks, following.end(), limit, spread)
        place = _place_above(text, blocks, mark.start())
        made = _pair(normal, (mark.start(), after[1]), before, after, place)
        if made is not None:
            yield made


def _stands(mark: re.Match[str], text: str) -> bool:
    """A marker closes with a colon, a bracket or the end of its line."""
    return mark.group().rstrip().endswith((":", "：", "】", "**")) or text[mark.end() : mark.end() + 1] in ("", "\n")


def _until(text: str, blocks: Sequence[Block], start: int, limit: int, spread: bool) -> tuple[tuple[int, int], bool]:
    """Where the text behind a marker ends: at the limit, a heading, a closing sentence; at a blank line unless paragraphs are set apart.

    Returns the interval and whether blank lines stand inside it.
    """
    end, blanks, begun = start, False, False
    for block in blocks:
        if block.end <= start or block.start >= limit:
            continue
        words = text[max(block.start, start) : min(block.end, limit)].strip(" \n;；")
        if block.kind == "chrome" or (begun and (block.style in _HEADS or _CLOSING.match(words))):
            break
        if not words:
            if begun and not spread:
                break
            blanks = blanks or begun
            continue
        begun = True
        stop = min(block.end, limit)
        end = max(block.start, start) + len(text[max(block.start, start) : stop].rstrip())
    inner = blanks and "\n" in text[start:end].strip()
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    return (min(first, end), end), inner


def _place_above(text: str, blocks: Sequence[Block], start: int) -> str:
    own = next((b for b in blocks if b.start <= start < b.end), None)
    head = text[own.start : start] if own is not None else ""
    found = _PLACE.search(head)
    if found:
        return found.group()
    above = next((b for b in reversed(blocks) if b.end <= start and b.kind not in ("blank", "chrome")), None)
    if above is None:
        return ""
    found = _PLACE.search(text[above.start : above.end])
    return found.group() if found and above.end - above.start <= 60 and not _MARK.search(text, above.start, above.end) else ""


def table_pairs(normal: NormalText, tables: Sequence[Table]) -> Iterator[AmendmentClause]:
    """Columns 修订前 and 修订后 side by side: one operation a row."""
    for table in tables:
        names = [cell.text.strip(" *") for cell in table.header.cells] if table.header else []
        before = next((n for n, name in enumerate(names) if _BEFORE.match(name)), None)
        after = next((n for n, name in enumerate(names) if _AFTER.match(name)), None)
        if before is None or after is None:
            continue
        where = next((n for n, name in enumerate(names) if _WHERE.search(name) and n not in (before, after)), None)
        for row in table.rows:
            if max(before, after) >= len(row.cells):
                continue
            place = row.cells[where].text.strip() if where is not None and where < len(row.cells) else ""
            found = _PLACE.search(place)
            made = _pair(normal, normal.normal_span(row.span), _cell(normal, row.cells[before]), _cell(normal, row.cells[after]), found.group() if found else "")
            if made is not None:
                yield made


def _cell(normal: NormalText, cell: Cell) -> tuple[int, int]:
    start, end = normal.normal_span(cell.span)
    words = normal.text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, first + len(words.strip())


def _pair(normal: NormalText, whole: tuple[int, int], before: tuple[int, int], after: tuple[int, int], place: str) -> AmendmentClause | None:
    text = normal.text
    old, new = text[before[0] : before[1]], text[after[0] : after[1]]
    added, gone = bool(_NOTHING.match(old)), bool(_GONE.match(new))
    if (added and gone) or old == new:
        return None
    op: AmendmentOp = "insert" if added else "delete" if gone else "replace"
    new_spans = () if gone else tuple(_line_spans(normal, *after))
    return AmendmentClause(
        op, None, place, text[whole[0] : whole[1]].strip(), normal.raw_span(*whole), None if added else old,
        None if added else normal.raw_span(*before), None if gone else new, new_spans, None, place if added and place else None,
    )  # fmt: skip


def _line_spans(normal: NormalText, start: int, end: int) -> Iterator[Span]:
    for piece in re.finditer(r"[^\n]+", normal.text[start:end]):
        words = piece.group()
        if words.strip():
            first = start + piece.start() + len(words) - len(words.lstrip())
            yield normal.raw_span(first, first + len(words.strip()))
