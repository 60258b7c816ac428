"""Turns written references (违反第五条第一款第(二)项, 依照前款规定处罚, 按G-1-1处理) into the blocks they mean, or says that they mean none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rulec.semantics.places_to_blocks import SAYS, nearest, resolve
from rulec.semantics.provisions import Provisions, provisions
from rulec.semantics.written_places import Place, inherit, next_start, parse_places
from rulec.source import NormalText, Span, SpanIndex
from rulec.syntax.announcement import Announcement
from rulec.syntax.document import Block

Use = Literal["breach", "delegation", "mention"]
State = Literal["resolved", "external", "dangling", "ambiguous"]

_INTERNAL = re.compile(r"本(?:[^,。;:、\s《》“”()的第]{1,8})(?:的)?$")
_TITLE = re.compile(r"《([^《》\n]{1,80})》(?:\([^()\n]{1,30}\))?(?:的)?$")
_NAMED = re.compile(r"([\u4e00-\u9fff]{1,24}?(?:法|条例|办法|细则|规则|规定|解释))(?:的)?$")
_SAME_LAW = re.compile(r"(?:该|同|上述|前述)(法|条例|办法|规定|细则|规则)(?:的)?$")
_VERB = r"依照|按照|依据|根据|参照|比照|适用|援引|违反|触犯|符合|执行|按|依|照|有|与|和|及|或者|或|以及|除|经|向|对|在|由|为|是|将|被|属于|具有|的|了"
_LEADING_VERB = re.compile(rf"^.*(?:{_VERB})")
_BARE_KIND = frozenset({"法", "条例", "办法", "细则", "规则", "规定", "解释", "有关规定", "相关规定", "下列规定", "上述规定"})
_BREACH = re.compile(r"(?:违反|触犯|不符合|未按照?|未依照?|不按照?|违背|存在|出现)(?:了)?$")
_BY = re.compile(r"(?:依照|按照|依据|根据|参照|比照|适用|援引|执行|参见|详见|见|按|依|照)$")
_ACTS = re.compile(
    r"^(?:(?:规定|标准|办法|程序|方式|情形|要求)?(?:的)?(?:规定|标准|程序|处罚标准|处理标准)?)(?:[^,。;:]{0,14}?)"
    r"(?:处罚|处理|处分|处置|执行|办理|追究|给予|予以|扣分|记分|计算|治理|从重|论处|定罪|认定|支付|赔偿|适用)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in the text. `targets` are blocks; `title` the other document it is of; `near` the place closest to what is missing."""

    span: Span = field(compare=False)
    block: int
    text: str
    use: Use
    state: State
    title: str | None = None
    targets: tuple[int, ...] = ()
    near: int | None = None
    listed: bool = True  # False: said only by 上述


def references(announcement: Announcement, normal: NormalText, own_title: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Mention, ...]:
    """Every reference of an announcement in reading order; `skip` are normal intervals that quote another text."""
    index = provisions(announcement.blocks)
    skipped = SpanIndex(Span(*one) for one in skip)
    found: list[Mention] = []
    for number, block in enumerate(announcement.blocks):
        if block.kind in ("blank", "chrome") or block.body >= block.end or block.style in ("CHAPTER", "SECTION", "MARKDOWN", "HEADING"):
            continue
        for mention in _in_block(index, normal, number, block, own_title):
            start, _ = normal.normal_span(mention.span)
            if not skipped.around(Span(start, start + 1)):
                found.append(mention)
    return tuple(found)


def _in_block(index: Provisions, normal: NormalText, number: int, block: Block, own_title: str) -> Iterable[Mention]:
    text, at = normal.text, block.body
    titles = [(m.start(), m.end()) for m in re.finditer(r"《[^《》\n]{1,80}》", text[block.body : block.end])]
    said: Place | None = None  # the article that the sentence spoke of last
    while at < block.end:
        start = next_start(text, at, block.end)
        if start is None:
            return
        place = start - block.body
        inside = next((e for s, e in titles if s < place < e), None)
        if inside is not None:
            at = block.body + inside
            continue
        places, end = parse_places(text, start, block.end)
        if not places:
            at = start + 1
            continue
        if said is not None and SAYS.search(text[at:start].replace(";", "")):
            said = None
        at = max(end, start + 1)
        mention = _mention(index, normal, number, block, own_title, (start, end), places)
        if mention is not None and mention.state == "dangling" and said is not None and places[0].article is None and places[0].code is None:
            again = _mention(index, normal, number, block, own_title, (start, end), [inherit(place, said) for place in places])
            mention = again if again is not None and again.state == "resolved" else mention
        if mention is not None and mention.state == "resolved" and (places[-1].article or places[-1].near_article):
            said = places[-1]
        if mention is not None and not (mention.state == "dangling" and start == block.body and text[end : end + 1] in ",，、:："):
            yield mention  # 第一条,… at the head of a line counts; it refers to nothing


def _mention(
    index: Provisions, normal: NormalText, number: int, block: Block, own_title: str, where: tuple[int, int], places: Sequence[Place]
) -> Mention | None:
    text, (start, end) = normal.text, where
    before = text[max(block.body, start - 120) : start]
    title, owner = _owner(before, own_title)
    begin = start - len(owner)
    words, span = text[begin:end], normal.raw_span(begin, end)
    use = _use(text[max(block.body, begin - 12) : begin], text[end : min(block.end, end + 30)])
    if title is not None:
        return Mention(span, number, words, use, "external", title)
    above = len(places) == 1 and places[0].near_paragraph == "上述"
    targets: list[int] = []
    missing = ambiguous = False
    near: int | None = None
    for place in places:
        one = resolve(index, number, place, text, start)
        if one is None:
            missing, near = True, near if near is not None else nearest(index, number, place)
        else:
            ambiguous = ambiguous or (place.article is not None and place.paragraph is None and place.to is None and len(one) > 1)
            targets.extend(t for t in one if t not in targets)
    if missing and not targets and _unsure(places[0], index):
        return None
    state: State = "dangling" if missing else "ambiguous" if ambiguous else "resolved"
    return Mention(span, number, words, use, state, None, tuple(targets), near, not above)


def _unsure(place: Place, index: Provisions) -> bool:
    """A code that no label of the document looks like is a model number or the like; so is an ordinal where nothing is numbered."""
    if place.code is not None:
        return not any((place.code[0].isdigit()) == code[0].isdigit() for code in index.codes)
    return place.near_paragraph == "上述" or (place.chapter is not None and place.article is None and not index.chapters)


def _owner(before: str, own_title: str) -> tuple[str | None, str]:
    """(title of the other document, words in front that belong to the reference); None for this document."""
    internal = _INTERNAL.search(before)
    if internal:
        return None, internal.group()
    named = _TITLE.search(before)
    if named:
        return (None, named.group()) if named.group(1) == own_title else (named.group(1), named.group())
    same = _SAME_LAW.search(before)
    if same:
        titles = re.findall(r"《([^《》\n]{1,80})》", before)
        return (titles[-1], same.group()) if titles else (same.group(1), same.group())
    law = _NAMED.search(before)
    if law:
        name = _LEADING_VERB.sub("", law.group(1))
        if name and name not in _BARE_KIND and not name.startswith("本") and len(name) >= 2:
            return name, before[law.start(1) + len(law.group(1)) - len(name) :]
    return None, ""


def _use(before: str, after: str) -> Use:
    if _BREACH.search(before):
        return "breach"
    if _BY.search(before) and _ACTS.match(after):
        return "delegation"
    return "mention"
