"""Turns a written reference (第五条第一款第(二)项, 前两款, 第一、二项, G-1-1) into its places: numbers and relative words, lists and ranges spread out."""

import re
from dataclasses import dataclass, replace

from rulec.lexicon.numerals import parse_numeral
from rulec.semantics.provisions import Numbers, article_key

_N = r"(?:[0-9]{1,4}|[零〇一二三四五六七八九十百千两]{1,7})"
CODE = r"[A-Z]{1,3}-[0-9]{1,2}(?:-[0-9]{1,2}){0,3}(?![0-9A-Za-z])"
DECIMAL = r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?![0-9.%])"
_NEAR = r"前[两二三四五]?|本|(?<!以)上一?"
_NOT = r"(?![例件款幅约理文目式物待项])"  # 本条例, 以上条件, 本条款, 本项目 are words
# One unit of a reference, outermost part first; every part may be missing, not all of them.
# One unit of a reference, outermost part first; every part may be missing, not all of them.
_UNIT = re.compile(
    rf"(?:第(?P<chapter>{_N})章|(?P<own_chapter>本章))?(?:第(?P<section>{_N})节|(?P<own_section>本节))?(?:的)?"
    rf"(?:第(?P<article>{_N})条(?:之(?P<insert>[一二三四五六七八九十]{{1,2}}))?|第(?P<articles>{_N}(?:、{_N})+)条|(?P<near_article>{_NEAR})条{_NOT}"
    rf"|第?(?P<decimal>{DECIMAL})(?P<decimal_end>[条款项]?)|(?P<code>{CODE}))?(?:规定)?(?:的)?"
    rf"(?:第(?P<paragraph>{_N})款|第(?P<paragraphs>{_N}(?:、{_N})+)款|(?P<near_paragraph>{_NEAR})款{_NOT})?(?:规定)?(?:的)?"
    rf"(?:第?\((?P<bracket>{_N})\)项?|第(?P<item>{_N})项|第(?P<items>{_N}(?:、{_N})+)项|(?P<near_item>{_NEAR})项{_NOT})?(?:第(?P<sub>{_N})目)?"
)
_STARTS = re.compile(
    rf"第{_N}(?:、{_N})*[章节条款项]|第?\({_N}\)项|第?{DECIMAL}|(?:{_NEAR})[条款项]{_NOT}|本[章节](?![点目能])|第\({_N}\)|{CODE}"
)
_JOINT = re.compile(r"、|和|及|以及|与|或者|或|至|到|[-—~–]{1,2}")
_OWN_NAME = re.compile(r"本[法条例办细规章则定准]{1,3}(?=第)")
_TO = re.compile(r"[至到\-—~–]")
_ENTRY = re.compile(rf"(?:条目|第(?=[0-9一二三四五六七八九十]{{1,3}}条目))(?P<entry>{_N})(?:条目)?")
_ABOVE = re.compile(r"(?:上述|前述|上列|前列)(?=(?:规定|情形|行为|措施|条件|违规|限制|条款|标准|处理|处罚|要求|要件|内容|期限)|[一二三四五六七八九两]{1,2}[种项类])")
_CONTEXT = re.compile(r"(?:第|依照|按照|依据|根据|参照|比照|适用|违反|触犯|符合|执行|参见|详见|见|按|依|照|如|同)$")
_OF_RULE = re.compile(r"^(?:规定|条款|所述|所列|所称|标准|处理|执行|要求|处罚|中|的规定|\()")


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


def next_start(text: str, at: int, end: int) -> int | None:
    found = [m.start() for m in (p.search(text, at, end) for p in (_STARTS, _ENTRY, _ABOVE)) if m]
    return min(found) if found else None


def parse_places(text: str, start: int, limit: int) -> tuple[list[Place], int]:
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
        place = inherit(place, before)
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


def inherit(place: Place, before: Place) -> Place:
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
