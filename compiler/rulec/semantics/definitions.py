"""Turns definitions into their parts: the terms, what they gather (统称, 含…), what they leave out (指除…以外的), and short names (以下简称)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = re.compile(
    r"[(（](?:(?:以下|下文|下)?(?:统一)?(?:简称|称为|统称为?|合称)|又称|下称|简称为)[:：]?(?:为)?[“「《]?(?P<alias>[^()（）“”「」《》,，。;；:：]{1,20})[”」》]?[)）]"
)
_FULL = re.compile(r"《(?P<title>[^《》\n]{2,80})》$|(?P<words>[\u4e00-\u9fffA-Za-z0-9]{2,24})$")
_LEADING = re.compile(r"^.*(?:由|对|向|按照|依照|根据|依据|违反|适用|以及|或者|和|与|及|在|将|是指|是|为|的)(?=..)")
_COLLECTIVE = re.compile(r"^(?P<members>[^,，。;；:：]{3,60}?)(?:,|，)?(?:以下)?统称为?[“「]?(?P<term>[^,，。;；“”「」()（）]{1,16})[”」]?[。;；]?$")
_WITHOUT = re.compile(r"(?:是指|系指|指|为)?除(?P<out>[^,，。;；]{2,30}?)(?:以外|之外|外)的?")
_NOT_INCLUDED = re.compile(r"(?:不包括|不包含|不含)(?P<out>[^,，。;；()（）]{2,40})")
_INCLUDED = re.compile(r"^(?P<term>[^()（）]{1,24})[(（](?:含|包括|包含)(?P<in>[^()（）]{2,40})[)）]$")
_QUOTED = re.compile(r"[“「]([^“”「」]{1,24})[”」]")
_SAME = re.compile(r"^(?P<alias>[\u4e00-\u9fff]{2,10})即(?:为|是)?(?P<full>[\u4e00-\u9fff]{2,14})[。;；]?$")
_SO_CALLED = re.compile(r"(?:^|[,，])(?:本[^,，。称]{1,8}|前[款条项]|本[款条项])?所称的?(?P<term>[^,，。;；:：]{2,20}?)[,，]?(?:包括|包含)(?P<in>[^:：。;；]{2,80})[。;；]?$")
_VERBS = re.compile(r"[不未将应须被可]|行为$|情形$|扣|处罚|清退")


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition's parts. `members`: what the term gathers or includes; `without`: what it leaves out."""

    terms: tuple[str, ...]
    members: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShortName:
    """`alias` stands for `full` (a title without 《》, or a noun phrase) from here on; `start..end` is where that is said."""

    alias: str
    full: str
    title: bool
    start: int
    end: int


def defined(term: str, text: str) -> Defined:
    """The parts of a definition of `term` in the sentence `text`: “A”或“B” are two terms, X、Y统称Z defines Z."""
    collective = _COLLECTIVE.match(text)
    if collective:
        return Defined((collective["term"].strip(),), _listed(collective["members"]))
    quoted = _QUOTED.findall(text[: text.find("指")] if "指" in text else term)
    names = tuple(quoted) if quoted and any(q in term or term in q for q in quoted) else (term.strip("“”「」"),)
    included = _INCLUDED.match(names[0])
    members: tuple[str, ...] = ()
    if included:
        names, members = (included["term"].strip(), *names[1:]), _listed(included["in"])
    behind = re.split(r"是指|系指|指", text, maxsplit=1)[-1]
    without = _WITHOUT.match(behind.strip(" ,")) or _NOT_INCLUDED.search(text)
    return Defined(names, members, _listed(without["out"]) if without else ())


def gathered(text: str) -> Defined | None:
    """本条所称主管部门,包括市场监管部门和公安机关: a term by what it includes; None for other sentences."""
    found = _SO_CALLED.search(text)
    if found is None:
        return None
    inside, _, outside = re.sub(r"[,，]?(?:但)?不包括", "\x00", found["in"]).partition("\x00")
    return Defined((found["term"].strip("“”「」"),), _listed(inside), _listed(outside) if outside else ())


def short_names(text: str) -> Iterator[ShortName]:
    """Every (以下简称“X”) of a text, with the words right in front of it."""
    for found in _SHORT.finditer(text):
        before = text[max(0, found.start() - 84) : found.start()]
        full = _FULL.search(before)
        if full is None:
            continue
        words = full["title"] or _LEADING.sub("", full["words"])
        if len(words) > len(found["alias"]) or full["title"]:
            yield ShortName(found["alias"].strip(), words, bool(full["title"]), found.start(), found.end())


def only_names(bracket: str) -> bool:
    """Whether a bracket only gives a short name: (以下简称“小店”)."""
    return bool(_SHORT.fullmatch(bracket.strip()) or _SHORT.fullmatch(f"({bracket.strip()})"))


def same_thing(text: str) -> tuple[str, str] | None:
    """体验分即店铺体验分: (short name, full name) of a sentence that says no more than that."""
    found = _SAME.match(text.strip())
    if found is None or _VERBS.search(found["alias"] + found["full"]):
        return None
    return found["alias"], found["full"]


def _listed(words: str) -> tuple[str, ...]:
    return tuple(w for w in (one.strip(" 等“”") for one in re.split(r"、|,|，|和|以及|及|或者|或|与", words)) if w)
