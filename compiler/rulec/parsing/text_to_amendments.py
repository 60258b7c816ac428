"""Repaired text → the operations of an amending announcement (将第三条修改为:“…”, 在第十条后增加一条, 由300元调整为500元), in reading order.

Only what names a place, quotes its text or stands in an announcement that says it amends is an operation: 商家将标题修改为… is conduct.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rulec.parsing.pairs_to_amendments import pairs, table_pairs
from rulec.source import NormalText, Span
from rulec.syntax.amendments import AmendmentClause, AmendmentOp
from rulec.syntax.document import Block
from rulec.syntax.tables import Table

_N = "[0-9零〇一二三四五六七八九十百千两]+"
_ATOM = rf"(?:第{_N}(?:、{_N})*(?:条之{_N}|[章节条款项目])|第?\({_N}\)项?|第?[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}[条款项]?|[A-Z]{{1,3}}-[0-9]+(?:-[0-9]+)*|条目{_N})"
_PLACE = rf"{_ATOM}(?:的?{_ATOM})*"
_PLACES = rf"{_PLACE}(?:(?:、|和|及|以及|至|到){_PLACE})*"
_TITLE = r"(?:《(?P<title>[^《》\n]{1,80})》(?:\([^()\n]{1,20}\))?(?:中)?的?)?"
_TAKE = r"(?:将|把|对)?"
_CHANGE = r"(?:整体|全文|内容|规定|的内容|的规定)?(?:修改|修订|更改|变更|调整|改)(?:为|成)"
_WORDS = r"(?:字样|一词|的表述|的规定|等字样|一句|等内容)?"
_STARTS = r"(?<![^\s,，。;；:：、)）将把对在“\"】])"  # at the head of a clause
_FIGURE = r"[^,，。;；:：由从“”\"\n]{1,24}?"
_PATTERNS: tuple[tuple[str, AmendmentOp, str], ...] = (
    ("words", "substitute_words",
     rf"{_TAKE}原?{_TITLE}原?(?P<place>{_PLACES})?(?P<whole>(?:全文|文)?)(?:中|里)?(?:的|,)?(?:所有|全部)?的?(?P<old>\x02\x04*(?:(?:、|和|及|以及)\x02\x04*)*){_WORDS},?(?:均|统一|一律)?"
     r"(?P<each>分别)?(?:修改|改|修订|替换|调整|变更|更改)(?:为|成)(?P<new>\x02\x04*(?:(?:、|和|及|以及)\x02\x04*)*)"),
    ("drop_words", "delete", rf"(?:删去|删除|去掉){_TITLE}(?P<place>{_PLACES})(?:中|里)?的?(?P<old>\x02\x04*(?:(?:、|和|及|以及)\x02\x04*)*){_WORDS}"),
    ("drop_words", "delete", rf"{_TAKE}原?{_TITLE}原?(?P<place>{_PLACES})(?:中|里)?的?(?P<old>\x02\x04*(?:(?:、|和|及|以及)\x02\x04*)*){_WORDS}(?:予以)?(?:删去|删除|去掉)"),
    ("insert", "insert",
     rf"在?{_TITLE}(?P<place>{_PLACE})?(?:中|之)?(?P<side>后|前)?面?(?:增加|新增|增设|增列|插入)(?P<count>{_N})?(?P<unit>条|款|项|目|章|节)"
     rf"(?:,|，)?(?:(?:作为|列为)(?P<becomes>{_PLACES}))?(?P<given>[:：]? ?\x02\x04*|[:：])"),
    ("add", "insert",
     rf"(?:增加|新增|增设)(?P<becomes>{_PLACE})(?:的)?(?:规定|条款|内容)?(?:,|，)?(?P<given>[:：]? ?\x02\x04*|[:：]|(?=[。;；,，\n]|$))"),
    ("replace", "replace", rf"{_TAKE}原?{_TITLE}原?(?P<place>{_PLACES}){_CHANGE}(?P<given>[:：]? ?\x02\x04*|[:：])"),
    ("renumber", "renumber", rf"{_TAKE}{_TITLE}原?(?P<place>{_PLACES})(?:相应|依次|顺次|分别)?(?:改为|调整为|变更为|修改为)(?P<becomes>{_PLACES})(?=[。;；,，、\n]|$)"),
    ("drop", "delete", rf"(?:删去|删除|废止|取消){_TITLE}(?P<place>{_PLACES})(?=[。;；,，\n]|$)"),
    ("drop", "delete", rf"{_TAKE}原?{_TITLE}原?(?P<place>{_PLACES})(?:予以)?(?:删去|删除|废止)(?=[。;；,，\n]|$)"),
    ("order", "renumber",
     r"(?:并)?对?(?:条文|条款|条|章节|其后各?条|后续条款|各?条文?|项)?的?(?:顺序|序号|编号)(?:和个别文字)?(?:作|做|应当|应|也|进行)?(?:相应|随之|依次)?(?:作|做|进行)?(?:的)?(?:相应)?的?"
     r"(?:修改|调整|变更|顺延)(?:和调整)?|(?:以下|其后|后续)(?:各)?[条项款]?(?:文|款)?(?:的)?(?:序号|编号)?(?:依次|相应)?顺延"),
    ("value", "replace_value",
     rf"{_TAKE}原?{_TITLE}原?(?P<place>{_PLACE})?(?:中|里)?(?:规定)?的?(?P<noun>[^,，。;；:：由从“”\"\n]{{0,30}}?)(?:由|从)(?:原来?的?|现行的?)?(?P<old>\x02\x04*|{_FIGURE})"
     rf"(?:统一)?(?:调整|修改|变更|提高|提升|降低|下调|上调|缩短|延长|更新|改|降|升|增加|减少)(?:为|至|到|成)(?P<new>\x02\x04*|{_FIGURE})(?=[。;；,，、\n(（]|$)"),
)  # fmt: skip
_AMENDING = re.compile(
    r"关于(?:修改|修正|修订|废止|调整|变更)|(?:修改|修订|修正|调整|变更|更新)(?:《[^》\n]{1,60}》)?(?:部分条款|个别条款|有关条款)?(?:的)?(?:决定|公告|公示|通知|说明|内容|要点|事项|如下)|(?:作|作出|做)(?:如下|以下|下列)(?:修改|调整|修订)|(?:修订|变更|调整|修改)[前后]"
    r"|规则(?:变更|修订|调整|更新|修改)|(?:修改|修订|调整|变更)(?:如下|为以下)"
)
_OF_DOCUMENT = re.compile(r"(?:对|将|把)?《([^《》\n]{1,80})》(?:\([^()\n]{1,30}\))?[^。;；\n“]{0,24}?(?:作|做|作出|进行)?(?:如下|以下|下列)?(?:修改|修订|修正|调整|变更)(?:如下|为以下)?[:：]")
_OWN_OBJECT = re.compile(r"(?:关于|发布|公布)(?:修改|修正|修订|调整|变更)《([^《》\n]{1,80})》")
_QUOTES = {"“": "”", "「": "」", "『": "』"}
_NEEDS_CONTEXT = frozenset({"value", "drop", "renumber", "order", "add"})
_UNCLOSED = 100  # quotation marks without partner, after which a text is not searched for more
_HINT = re.compile("修改|修订|更改|变更|调整|改为|改成|替换|删|去掉|废止|取消|增加|新增|增设|增列|插入|顺延|由|从")
_NUMERAL = re.compile(r"[0-9零一二三四五六七八九十百千万两半]")


def amendments(normal: NormalText, blocks: Sequence[Block], tables: Sequence[Table]) -> tuple[AmendmentClause, ...]:
    """The operations of a repaired text, without overlap; an announcement that amends nothing has none."""
    text = normal.text
    content = [b for b in blocks if b.kind not in ("blank", "chrome")]
    amending = any(_AMENDING.search(text[b.start : b.end]) for b in content[:12]) or any(
        _AMENDING.search(text[b.start : b.end]) for b in content if b.kind == "heading"
    )
    found = [*pairs(normal, blocks), *table_pairs(normal, tables)]
    taken = [normal.normal_span(clause.span) for clause in found]
    if amending or any(form in text for form in ("修改为", "增加", "删去", "删除", "改为")):
        taken += [normal.normal_span(row.span) for table in tables for row in table.rows]
        found += list(_sentences(normal, blocks, amending, taken))
    return tuple(sorted(found, key=lambda c: c.span))


def _sentences(normal: NormalText, blocks: Sequence[Block], amending: bool, taken: Sequence[tuple[int, int]]) -> Iterator[AmendmentClause]:
    text = normal.text
    masked, quotes = _masked(text)
    own = _OWN_OBJECT.search(text)
    title: str | None = own.group(1) if own else None
    at = 0
    for block in blocks:
        if block.kind in ("blank", "chrome") or block.end <= at:
            continue
        if not _HINT.search(text, block.start, block.end):
            continue
        at = max(at, block.start)  # its label may be the place: 第七条改为…
        while at < block.end:
            named = _OF_DOCUMENT.search(masked, at, block.end)
            best = _first_form(masked, at, block.end)
            if named and (best is None or named.start() <= best[2].start()):
                title = named.group(1)
                at = named.end()
                continue
            if best is None:
                break
            name, op, match = best
            at = max(match.end(), match.start() + 1)
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            made, end = _clauses(normal, masked, quotes, (name, op, match), block, amending, title)
            at = max(at, end)
            yield from made


@cache
def _forms() -> tuple[tuple[str, AmendmentOp, re.Pattern[str]], ...]:
    """The patterns, compiled when a text first may amend something: that takes longer than compiling a short announcement."""
    return tuple((name, op, re.compile(_STARTS + pattern)) for name, op, pattern in _PATTERNS)


def _first_form(masked: str, at: int, end: int) -> tuple[str, AmendmentOp, re.Match[str]] | None:
    found = [(name, op, m) for name, op, pattern in _forms() if (m := pattern.search(masked, at, end))]
    return min(found, key=lambda f: f[2].start()) if found else None


def _masked(text: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text with every quotation folded to one sign (the rest blanked), and where each quotation begins and ends.

    A quotation of several paragraphs may repeat “ at the head of each and close only the last.
    """
    out = list(text)
    places: dict[int, tuple[int, int]] = {}
    at = unclosed = 0
    while at < len(text) and unclosed < _UNCLOSED:
        close = _QUOTES.get(text[at]) or ('"' if text[at] == '"' else None)
        if close is None:
            at += 1
            continue
        end = _closing(text, at, text[at], close)
        if end is None:
            at, unclosed = at + 1, unclosed + 1
            continue
        places[at] = (at + 1, end)
        out[at] = "\x02"
        for n in range(at + 1, end + 1):
            out[n] = "\x03"
        at = end + 1
    joined = "".join(out)
    # what stood inside a quotation is no text of this announcement; the sign alone stands for it
    return joined.replace("\x03", "\x04"), places


def _closing(text: str, start: int, opening: str, close: str) -> int | None:
    depth = 0
    for at in range(start, min(len(text), start + 20_000)):
        char = text[at]
        if char == opening and close != opening:
            head = at > start and not text[text.rfind("\n", 0, at) + 1 : at].strip()
            depth += 0 if head and depth else 1
        elif char == close and at > start:
            depth -= 1
            if depth <= 0:
                return at
        elif char == close:
            depth += 1
    return None


def _clauses(
    normal: NormalText,
    masked: str,
    quotes: dict[int, tuple[int, int]],
    form: tuple[str, AmendmentOp, re.Match[str]],
    block: Block,
    amending: bool,
    title: str | None,
) -> tuple[list[AmendmentClause], int]:
    """The operations that a form found, and where they end; none where it is none after all. “A”、“B”修改为“C” is two."""
    name, op, match = form
    parts = {k: v for k, v in match.groupdict().items() if v is not None}
    unsure = name in _NEEDS_CONTEXT and not amending
    loose = name == "words" and not amending and not parts.get("place") and not parts.get("title")
    if unsure or loose or (name == "value" and not _is_value(parts)):
        return [], match.end()
    end = match.end()
    new: list[_Words | None] = [None]
    old: list[_Words | None] = [None]
    if "given" in parts:
        given, end = _given(normal, quotes, match, block)
        if given is None and name != "add":
            return [], end
        new = [given]
    elif name == "value":
        old, new = [_figure(normal, quotes, match, "old")], [_figure(normal, quotes, match, "new")]
    elif "old" in parts:
        old = [*_quoted(normal, quotes, match, "old")]
        new = [*_quoted(normal, quotes, match, "new")] if "new" in parts else [None]
        if len(new) != len(old) and len(new) != 1:
            return [], end
        new = new * len(old) if len(new) == 1 else new
    noun = parts.get("noun", "").strip(" 的")
    if name == "value" and not noun and masked[max(0, match.start() - 1) : match.start()] in (":", "："):
        noun = masked[block.start : match.start()].rpartition("\n")[2].strip(" :：")[-24:]
    side = {"后": "after", "前": "before"}.get(parts.get("side", ""), "in" if op == "insert" and parts.get("place") else None)
    made = [
        AmendmentClause(
            op, parts.get("title") or title, parts.get("place", ""), normal.text[match.start() : end].strip(), normal.raw_span(match.start(), end),
            before.text if before else None, before.spans[0] if before else None, after.text if after else None, after.spans if after else (),
            side, parts.get("becomes"), parts.get("unit"), noun or None,  # type: ignore[arg-type]
        )
        for before, after in zip(old, new, strict=True)
    ]  # fmt: skip
    return made, end


class _Words(NamedTuple):
    """Words of the text and where they stand, line by line."""

    text: str
    spans: tuple[Span, ...]


def _is_value(parts: dict[str, str]) -> bool:
    """Both sides are figures or quotations, and the words say what is to hold, not what somebody did."""
    old, new = parts.get("old", ""), parts.get("new", "")
    plain = all(side.startswith("\x02") or _NUMERAL.search(side) for side in (old, new))
    return plain and not new.endswith(("的", "后", "时")) and not re.search(r"商家|卖家|达人|主播|用户|买家", parts.get("noun", ""))


def _quoted(normal: NormalText, quotes: dict[int, tuple[int, int]], match: re.Match[str], group: str) -> list[_Words]:
    start, end = match.span(group)
    return [_Words(normal.text[a:b], (normal.raw_span(a, b),)) for at, (a, b) in quotes.items() if start <= at < end]


def _figure(normal: NormalText, quotes: dict[int, tuple[int, int]], match: re.Match[str], group: str) -> _Words:
    start, end = match.span(group)
    if start in quotes:
        start, end = quotes[start]
    return _Words(normal.text[start:end].strip(), (normal.raw_span(start, end),))


def _given(normal: NormalText, quotes: dict[int, tuple[int, int]], match: re.Match[str], block: Block) -> tuple[_Words | None, int]:
    """The new text: quoted (over several lines), else the rest of the line behind the colon; and where it ends."""
    text = normal.text
    start, end = match.span("given")
    at = next((q for q in range(start, end) if q in quotes), None)
    if at is None and end > start:
        behind = end + len(text[end:]) - len(text[end:].lstrip())
        at = behind if behind in quotes else None
    if at is not None:
        first, last = quotes[at]
        lines = _lines(text, first, last)
        return _Words("\n".join(text[a:b] for a, b in lines), tuple(normal.raw_span(a, b) for a, b in lines)), last + 1
    words = text[end : block.end]
    if end == start or not words.strip():
        return None, end
    first = end + len(words) - len(words.lstrip())
    last = first + len(words.strip())
    return _Words(text[first:last], (normal.raw_span(first, last),)), last


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a quotation, without blanks at their ends and without a “ that only opens the next paragraph."""
    found = []
    for piece in re.finditer(r"[^\n]+", text[start:end]):
        a, b = start + piece.start(), start + piece.end()
        while a < b and (text[a] == " " or (text[a] in _QUOTES and text.count(text[a], a, b) > text.count(_QUOTES[text[a]], a, b) and a > start)):
            a += 1
        while b > a and text[b - 1] == " ":
            b -= 1
        if a < b:
            found.append((a, b))
    return found
