"""Turns written references (违反第五条第一款第(二)项, 依照前款规定处罚, 按G-1-1处理) into the blocks they mean, or says that they mean none."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rulec.lexicon.numerals import parse_numeral
from rulec.semantics.provisions import Numbers, Provisions, article_key, provisions
from rulec.source import NormalText, Span, SpanIndex
from rulec.syntax.announcement import Announcement
from rulec.syntax.document import Block

Use = Literal["breach", "delegation", "mention"]
State = Literal["resolved", "external", "dangling", "ambiguous"]

_N = r"(?:[0-9]{1,4}|[零〇一二三四五六七八九十百千两]{1,7})"
_CODE = r"[A-Z]{1,3}-[0-9]{1,2}(?:-[0-9]{1,2}){0,3}(?![0-9A-Za-z])"
_DECIMAL = r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?![0-9.%])"
_NEAR = r"前[两二三四五]?|本|(?<!以)上一?"
_NOT = r"(?![例件款幅约理文目式物待项])"  # 本条例, 以上条件, 本条款, 本项目 are words
# One unit of a reference, outermost part first; every part may be missing, not all of them.
_UNIT = re.compile(
    rf"(?:第(?P<chapter>{_N})章|(?P<own_chapter>本章))?(?:第(?P<section>{_N})节|(?P<own_section>本节))?(?:的)?"
    rf"(?:第(?P<article>{_N})条(?:之(?P<insert>[一二三四五六七八九十]{{1,2}}))?|第(?P<articles>{_N}(?:、{_N})+)条|(?P<near_article>{_NEAR})条{_NOT}"
    rf"|第?(?P<decimal>{_DECIMAL})(?P<decimal_end>[条款项]?)|(?P<code>{_CODE}))?(?:规定)?(?:的)?"
    rf"(?:第(?P<paragraph>{_N})款|第(?P<paragraphs>{_N}(?:、{_N})+)款|(?P<near_paragraph>{_NEAR})款{_NOT})?(?:规定)?(?:的)?"
    rf"(?:第?\((?P<bracket>{_N})\)项?|第(?P<item>{_N})项|第(?P<items>{_N}(?:、{_N})+)项|(?P<near_item>{_NEAR})项{_NOT})?(?:第(?P<sub>{_N})目)?"
)
_STARTS = re.compile(
    rf"第{_N}(?:、{_N})*[章节条款项]|第?\({_N}\)项|第?{_DECIMAL}|(?:{_NEAR})[条款项]{_NOT}|本[章节](?![点目能])|第\({_N}\)|{_CODE}"
)
_JOINT = re.compile(r"、|和|及|以及|与|或者|或|至|到|[-—~–]{1,2}")
_OWN_NAME = re.compile(r"本[法条例办细规章则定准]{1,3}(?=第)")
_TO = re.compile(r"[至到\-—~–]")
_ENTRY = re.compile(rf"(?:条目|第(?=[0-9一二三四五六七八九十]{{1,3}}条目))(?P<entry>{_N})(?:条目)?")
_ABOVE = re.compile(r"(?:上述|前述|上列|前列)(?=(?:规定|情形|行为|措施|条件|违规|限制|条款|标准|处理|处罚|要求|要件|内容|期限)|[一二三四五六七八九两]{1,2}[种项类])")
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
_CONTEXT = re.compile(r"(?:第|依照|按照|依据|根据|参照|比照|适用|违反|触犯|符合|执行|参见|详见|见|按|依|照|如|同)$")
_OF_RULE = re.compile(r"^(?:规定|条款|所述|所列|所称|标准|处理|执行|要求|处罚|中|的规定|\()")
_SAYS = re.compile(r"[。;；\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """One place as written: numbers where they are written, `near` words (本, 前, 前两) where the place is relative."""

    chapter: int | None = None
    section: int | None = None
    article: Numbers | None = None
    code: str | None = None
    entry: int | None = None
    near_article: str | None = None
    paragraph: int | None = None
    near_paragraph: str | None = None
    item: int | None = None
    near_item: str | None = None
    sub: int | None = None
    to: "Place | None" = None  # the far end of a range


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
        start = _next_start(text, at, block.end)
        if start is None:
            return
        place = start - block.body
        inside = next((e for s, e in titles if s < place < e), None)
        if inside is not None:
            at = block.body + inside
            continue
        places, end = _parse(text, start, block.end)
        if not places:
            at = start + 1
            continue
        if said is not None and _SAYS.search(text[at:start].replace(";", "")):
            said = None
        at = max(end, start + 1)
        mention = _mention(index, normal, number, block, own_title, (start, end), places)
        if mention is not None and mention.state == "dangling" and said is not None and places[0].article is None and places[0].code is None:
            again = _mention(index, normal, number, block, own_title, (start, end), [_inherit(place, said) for place in places])
            mention = again if again is not None and again.state == "resolved" else mention
        if mention is not None and mention.state == "resolved" and (places[-1].article or places[-1].near_article):
            said = places[-1]
        if mention is not None and not (mention.state == "dangling" and start == block.body and text[end : end + 1] in ",，、:："):
            yield mention  # 第一条,… at the head of a line counts; it refers to nothing


def _next_start(text: str, at: int, end: int) -> int | None:
    found = [m.start() for m in (p.search(text, at, end) for p in (_STARTS, _ENTRY, _ABOVE)) if m]
    return min(found) if found else None


# ---- reading -------------------------------------------------------------------------------------------------------------------


def _parse(text: str, start: int, limit: int) -> tuple[list[Place], int]:
    """The places written from `start` on, lists and ranges included, and where they end."""
    above = _ABOVE.match(text, start, limit)
    if above:
        return [Place(near_paragraph="上述")], above.end()
    entry = _ENTRY.match(text, start, limit)
    if entry:
        value = parse_numeral(entry["entry"])
        return ([Place(entry=int(value))], entry.end()) if value is not None else ([], start)
    places, end = _unit(text, start, limit, None)
    if not places:
        return [], start
    while True:
        joint = _JOINT.match(text, end, limit)
        if joint is None:
            return places, end
        behind = _OWN_NAME.match(text, joint.end(), limit)
        following, after = _unit(text, behind.end() if behind else joint.end(), limit, places[-1])
        if not following:
            return places, end
        if _TO.fullmatch(joint.group()[0]) and places[-1].to is None:
            places[-1] = replace(places[-1], to=following[0])
        else:
            places.extend(following)
        end = after


def _unit(text: str, start: int, limit: int, before: Place | None) -> tuple[list[Place], int]:
    """One unit (several places for 第一、二、三项); a part that is not written is taken from the unit before it (第一款第一项、第二项)."""
    found = _UNIT.match(text, start, limit)
    if found is None or not found.group():
        return [], start
    parts = {k: v for k, v in found.groupdict().items() if v}
    parts.pop("decimal_end", None)
    if not parts or (before is None and set(parts) == {"bracket"} and not re.match(r"第|.*项$", found.group())):
        return [], start
    if "decimal" in parts and not _is_code(text, found):
        return [], start
    place = Place(
        chapter=_value(parts.get("chapter")), section=_value(parts.get("section")),
        article=article_key(parts["article"], parts.get("insert")) if "article" in parts else None,
        code=parts.get("decimal") or parts.get("code"), near_article=parts.get("near_article"),
        paragraph=_value(parts.get("paragraph")), near_paragraph=parts.get("near_paragraph"),
        item=_value(parts.get("item") or parts.get("bracket")), near_item=parts.get("near_item"), sub=_value(parts.get("sub")),
    )  # fmt: skip
    if "own_chapter" in parts or "own_section" in parts:
        place = replace(place, chapter=0)
    if before is not None:
        place = _inherit(place, before)
    end = found.end()
    while end > start and text[start:end].endswith(("的", "规定")):  # these belong to what follows
        end -= 1 if text[end - 1] == "的" else 2
    several = [(part, words) for part, words in parts.items() if part in _SEVERAL]
    if several:
        part, words = several[0]
        numbers = [_value(one) for one in words.split("、")]
        if part == "articles":
            return [replace(place, article=(n,)) for n in numbers if n is not None], end
        return [replace(place, paragraph=n) if part == "paragraphs" else replace(place, item=n) for n in numbers if n is not None], end
    return ([place], end) if place != Place() else ([], start)


_SEVERAL = frozenset({"articles", "paragraphs", "items"})


def _inherit(place: Place, before: Place) -> Place:
    last = before.to or before
    if place.chapter is not None or place.article or place.code or place.near_article:
        return place
    place = replace(place, article=last.article, code=last.code, near_article=last.near_article, chapter=last.chapter, section=last.section)
    if place.paragraph is None and place.near_paragraph is None:
        place = replace(place, paragraph=last.paragraph, near_paragraph=last.near_paragraph)
        if place.item is None and place.near_item is None:
            place = replace(place, item=last.item)
    return place


def _is_code(text: str, found: re.Match[str]) -> bool:
    """2.1.1 is a place only where the words around it say so; 2.5分 is a figure."""
    end = found.end("decimal")
    if found["decimal_end"]:
        return True
    if re.match(r"[0-9]*(?:元|分|天|日|倍|%|万|个|年|月|件|单|次|折|kg|小时|星)", text[end:]):
        return False
    return bool(_CONTEXT.search(text[max(0, found.start() - 4) : found.start("decimal")])) or bool(_OF_RULE.match(text[end : end + 3]))


def _value(words: str | None) -> int | None:
    value = parse_numeral(words) if words else None
    return int(value) if value is not None and value == int(value) else None


# ---- what it is about ----------------------------------------------------------------------------------------------------------


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
        one = _resolve(index, number, place, text, start)
        if one is None:
            missing, near = True, near if near is not None else _nearest(index, number, place)
        else:
            ambiguous = ambiguous or (place.article is not None and place.paragraph is None and place.to is None and len(one) > 1)
            targets.extend(t for t in one if t not in targets)
    if missing and not targets and _unsure(places[0], index):
        return None
    state: State = "dangling" if missing else "ambiguous" if ambiguous else "resolved"
    return Mention(span, number, words, use, state, None, tuple(targets), near, not above)


def places_of(index: Provisions, words: str) -> list[list[int]]:
    """The blocks that each place of `words` means, named from outside (第三条第一款, 第五条、第六条); an empty list where one is not there."""
    code = re.fullmatch(rf"第?({_DECIMAL}|{_CODE})[条款项]?(?:规定)?", words)
    if code:
        return [list(index.codes.get(code.group(1), ()))]
    places, end = _parse(words, 0, len(words))
    found: list[list[int]] = []
    for place in places if end == len(words) else []:
        absolute = place.near_article is None and place.near_paragraph is None and place.near_item is None
        known = place.article or place.code or place.entry is not None or place.chapter is not None or place.section is not None
        found.append((_resolve(index, 0, place, words, 0) or []) if absolute and known else [])
    return found


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


# ---- finding -------------------------------------------------------------------------------------------------------------------


def _resolve(index: Provisions, block: int, place: Place, text: str, start: int) -> list[int] | None:
    """The blocks a place means; None where there is none."""
    if place.near_paragraph == "上述":
        return _above(index, block, text, start)
    if place.to is not None:
        return _range(index, block, place, text, start)
    if place.entry is not None:
        return _own(index, block, index.entries.get(place.entry))
    if place.code is not None:
        return _inside(index, _own(index, block, index.codes.get(place.code)), place, block)
    if place.article is not None:
        return _inside(index, _own(index, block, index.articles.get(place.article)), place, block)
    if place.near_article is not None:
        return _inside(index, _near_articles(index, block, place.near_article), place, block)
    if place.chapter is not None or place.section is not None:
        return _chapter(index, block, place)
    return _relative(index, block, place, text, start)


def _own(index: Provisions, block: int, found: list[int] | None) -> list[int] | None:
    """Of several places with one number, those in the same chapter as the reference."""
    if not found or len(found) == 1:
        return found or None
    head = index.blocks[block].path[:1]
    same = [n for n in found if index.blocks[n].path[:1] == head and len(index.blocks[n].path) > 1]
    return same or found


def _near_articles(index: Provisions, block: int, words: str) -> list[int] | None:
    container = index.addresses[block].container
    if container is None:
        return None
    if words == "本":
        return [container]
    row = index.neighbours(container)
    count = _count(words)
    at = bisect_left(row, container)
    return row[at - count : at] if at >= count else None


def _count(words: str) -> int:
    """前 1, 前两 2."""
    value = parse_numeral(words.removeprefix("前")) if len(words) > 1 and words.startswith("前") else None
    return int(value) if value is not None else 1


def _chapter(index: Provisions, block: int, place: Place) -> list[int] | None:
    if place.chapter == 0:  # 本章
        head = next((n for n in range(block, -1, -1) if index.blocks[n].kind == "heading"), None)
        return [head] if head is not None else None
    if place.section is not None and place.chapter is None:
        return _own(index, block, index.chapters.get(("节", place.section)))
    found = index.chapters.get(("章", place.chapter or 0))
    return found[-1:] if found else None  # a table of contents names every chapter once before


def _inside(index: Provisions, containers: list[int] | None, place: Place, block: int) -> list[int] | None:
    """The paragraph or item of an article; the article's own block where neither is written."""
    if containers is None:
        return None
    if place.paragraph is None and place.item is None and place.near_paragraph is None:
        return containers
    found: list[int] = []
    for container in containers:
        found.extend(_in_container(index, container, place, block))
    return found or None


def _in_container(index: Provisions, container: int, place: Place, block: int) -> list[int]:
    members = index.members(container)
    paragraph = place.paragraph
    own = [a for a in members if a.item is None and a.paragraph == paragraph]
    if paragraph is not None and place.item is None:
        if own:
            return [own[0].block]
        # A page that lost its line ends has one block an article: which paragraph is meant cannot be told, the article can.
        lines = max((a.paragraph for a in members), default=0)
        return [container] if lines <= 1 and not index.paragraphs and paragraph > 1 else []
    listed = [a for a in members if a.item == place.item and a.sub is None and (paragraph is None or a.paragraph == paragraph)]
    if not listed and paragraph is not None:
        listed = [a for a in members if a.item == place.item and a.sub is None]
        if len(listed) > 1:
            return []
    if place.sub is not None:
        return [a.block for a in members for one in listed[:1] if a.item == one.item and a.sub == place.sub and a.paragraph == one.paragraph]
    return [listed[0].block] if listed else []


def _relative(index: Provisions, block: int, place: Place, text: str, start: int) -> list[int] | None:
    """前款, 本款, 第(二)项: counted from where the reference stands."""
    here = index.addresses[block]
    if here.container is None:
        return _loose(index, block, place)
    if place.near_item is not None:
        return _near_items(index, block, place, text, start)
    if place.near_paragraph is None:
        if place.paragraph is not None:
            return _inside(index, [here.container], place, block)
        own = _in_container(index, here.container, replace(place, paragraph=here.paragraph), block)
        return own or _inside(index, [here.container], place, block)
    if place.near_paragraph == "本":
        paragraphs = [here.paragraph]
    else:
        count = _count(place.near_paragraph)
        paragraphs = [here.paragraph - n for n in range(count, 0, -1)]
    found = []
    for paragraph in paragraphs:
        at = Place(article=(0,), paragraph=paragraph, item=place.item, sub=place.sub)
        one = _in_container(index, here.container, at, block) if paragraph >= 1 else []
        if not one:
            glued = here.paragraph <= 1 and here.item is None and _SAYS.search(text[index.blocks[block].body : start])
            return [block] if glued else None  # the paragraphs stand in one line: an earlier sentence of it
        found.extend(one)
    return found


def _near_items(index: Provisions, block: int, place: Place, text: str, start: int) -> list[int] | None:
    here = index.addresses[block]
    if place.near_item == "本":
        return [block]
    assert here.container is not None
    row = [a.block for a in index.members(here.container) if a.paragraph == here.paragraph and a.item is not None and a.sub is None]
    count = _count(place.near_item or "前")
    if here.item is not None and block in row:
        at = row.index(block)
        return row[at - count : at] if at >= count else None
    if row and block > row[-1]:
        return row[-count:] if count <= len(row) else None
    before = [a.block for a in index.members(here.container) if a.block < block]
    listed = [b for b in before if index.addresses[b].item is not None]
    if listed and count <= len(listed):
        return listed[-count:]
    return before[-count:] if len(before) >= count else None  # 前项 of a statute that calls its paragraphs 项


def _loose(index: Provisions, block: int, place: Place) -> list[int] | None:
    """Before the first label: only what stands right above can be meant."""
    before = next(index.above(block), None)
    if place.near_paragraph == "前" and before is not None and place.item is None:
        return [before]
    return [block] if "本" in (place.near_paragraph, place.near_item) else None


def _above(index: Provisions, block: int, text: str, start: int) -> list[int] | None:
    """上述: an earlier sentence of the same block, else what stands right above; of a list the whole."""
    if _SAYS.search(text[index.blocks[block].body : start]):
        return [block]
    before = next((n for n in index.above(block) if index.blocks[n].kind != "heading"), None)
    if before is None:
        return None
    last = index.addresses[before]
    if last.item is None or index.addresses[block].item is not None:
        return [before]
    listed = index.members(last.container)
    head = [a.block for a in listed if a.block < block and a.item is None and index.blocks[a.block].kind != "heading"]
    return head[-1:] or [before]


def _range(index: Provisions, block: int, place: Place, text: str, start: int) -> list[int] | None:
    """第五条至第八条, 第(一)项至第(三)项: everything from one end to the other; both ends must exist."""
    assert place.to is not None
    first = _resolve(index, block, replace(place, to=None), text, start)
    last = _resolve(index, block, place.to, text, start)
    if not first or not last or last[-1] < first[0]:
        return None
    ends = index.addresses[first[0]], index.addresses[last[-1]]
    between = [n for n in range(first[0], last[-1] + 1) if n in index.addresses]
    if ends[0].item is not None and ends[1].item is not None:
        return [n for n in between if index.addresses[n].item is not None and index.addresses[n].sub == ends[0].sub]
    if place.paragraph is not None:
        return [n for n in between if index.addresses[n].item is None]
    row = index.neighbours(first[0])
    return row[bisect_left(row, first[0]) : bisect_right(row, last[-1])]


def _nearest(index: Provisions, block: int, place: Place) -> int | None:
    """The place closest to what is missing: the article whose paragraph is not there, else the last article."""
    if place.article is not None and place.article in index.articles:
        return index.articles[place.article][0]
    if place.code is not None and place.code in index.codes:
        return index.codes[place.code][0]
    if place.article is not None and index.articles:
        return max(index.articles.items(), key=lambda entry: entry[0])[1][-1]
    if place.code is not None and index.codes:
        return list(index.codes.values())[-1][-1]
    here = index.addresses[block]
    return here.container
