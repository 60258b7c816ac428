"""Turns the places of a reference into blocks of the outline: by number, or counted from where the reference stands."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from rulec.lexicon.numerals import parse_numeral
from rulec.semantics.provisions import Provisions
from rulec.semantics.written_places import CODE, DECIMAL, Place, parse_places

SAYS = re.compile(r"[。;；\n]")


def places_of(index: Provisions, words: str) -> list[list[int]]:
    """The blocks that each place of `words` means, named from outside (第三条第一款, 第五条、第六条); an empty list where one is not there."""
    code = re.fullmatch(rf"第?({DECIMAL}|{CODE})[条款项]?(?:规定)?", words)
    if code:
        return [list(index.codes.get(code.group(1), ()))]
    places, end = parse_places(words, 0, len(words))
    found: list[list[int]] = []
    for place in places if end == len(words) else []:
        absolute = place.near_article is None and place.near_paragraph is None and place.near_item is None
        known = place.article or place.code or place.entry is not None or place.chapter is not None or place.section is not None
        found.append((resolve(index, 0, place, words, 0) or []) if absolute and known else [])
    return found


def resolve(index: Provisions, block: int, place: Place, text: str, start: int) -> list[int] | None:
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
            glued = here.paragraph <= 1 and here.item is None and SAYS.search(text[index.blocks[block].body : start])
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
    if SAYS.search(text[index.blocks[block].body : start]):
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
    first = resolve(index, block, replace(place, to=None), text, start)
    last = resolve(index, block, place.to, text, start)
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


def nearest(index: Provisions, block: int, place: Place) -> int | None:
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
