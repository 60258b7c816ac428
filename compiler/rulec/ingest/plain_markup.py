"""Raw text of a plain or Markdown file → repairs for signs that only set it: emphasis, escapes, links, columns of tabs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from rulec.ingest.shift import Repair

_PAIRED = re.compile(
    r"(?<![*\\])\*\*(?![\s*])([^*\n]{1,200}?)(?<![\s*])\*\*(?!\*)|(?<![_\w])__(?![\s_])([^_\n]{1,200}?)(?<![\s_])__(?![_\w])"
)
_STRUCK = re.compile(r"(?<!~)~~(?![\s~])[^~\n]{1,400}?(?<![\s~])~~(?!~)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,200})\]\((?:https?:|mailto:|/|#|\.|www\.|data:)[^()\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\)")
_QUOTED = re.compile(r"^(?:[ ]{0,3}>[ ]?)+(?=[^\s\d])", re.MULTILINE)
_HEADER = re.compile(r"违规|情形|行为|处理|处罚|处置|扣分|违约金|节点|措施|标准|情节|等级")
_TABBED = re.compile(r"(?:^[^\t\n|]*(?:\t[^\t\n|]*)+(?:\n|\Z)){2,}", re.MULTILINE)


def plain_repairs(raw: str) -> list[Repair]:
    """Repairs in text order, disjoint. Words struck out (~~…~~) go; of a link its words stay, of a picture nothing does."""
    found = [*_struck(raw), *_emphasis(raw), *_links(raw), *_tabs(raw)]
    if "\\" in raw:
        found.extend(Repair(m.start(), m.end(), m[1], "markup") for m in _ESCAPE.finditer(raw))
    if ">" in raw:
        found.extend(Repair(m.start(), m.end(), "", "markup") for m in _QUOTED.finditer(raw))
    made: list[Repair] = []
    for repair in sorted(found, key=lambda r: (r.start, -r.end)):
        if not made or repair.start >= made[-1].end:
            made.append(repair)
    return made


def _struck(raw: str) -> Iterator[Repair]:
    if "~~" in raw:
        for found in _STRUCK.finditer(raw):
            yield Repair(found.start(), found.end(), "", "struck-out")


def _emphasis(raw: str) -> Iterator[Repair]:
    if "**" in raw or "__" in raw:
        for found in _PAIRED.finditer(raw):
            yield Repair(found.start(), found.start() + 2, "", "markup")
            yield Repair(found.end() - 2, found.end(), "", "markup")


def _links(raw: str) -> Iterator[Repair]:
    if "](" not in raw:
        return
    for found in _LINK.finditer(raw):
        line_start = raw.rfind("\n", 0, found.start()) + 1
        line_end = raw.find("\n", found.end())
        alone = not raw[line_start : found.start()].strip() and not raw[found.end() : line_end if line_end >= 0 else len(raw)].strip()
        if found[1]:
            if not alone:  # a picture on a line of its own is the furniture's business
                yield Repair(found.start(), found.end(), "", "markup")
        else:
            yield Repair(found.start(), found.start(2), "", "markup")
            yield Repair(found.end(2), found.end(), "", "markup")


def _tabs(raw: str) -> Iterator[Repair]:
    """Neighbouring lines with as many tabs each below a header of a table, copied from a sheet: their cells stand between pipes."""
    if "\t" not in raw:
        return
    for block in _TABBED.finditer(raw):
        lines = [m.span() for m in re.compile(r"[^\n]+").finditer(raw, block.start(), block.end())]
        same = len({raw.count("\t", start, end) for start, end in lines}) == 1
        if not same or block.start() == 0 or not _HEADER.search(raw, *lines[0]) or raw[lines[0][0]] == "\t":
            continue
        for start, end in lines:
            before = start - (2 if raw[start - 2 : start] == "\r\n" else 1)
            yield Repair(before, start, "\n|", "cell-border")
            for found in re.compile(r"\t").finditer(raw, start, end):
                yield Repair(found.start(), found.end(), "|", "cell-border")


def merged(first: list[Repair], second: list[Repair]) -> list[Repair]:
    """Both in text order; of two that touch the same place the one of `first` stays."""
    return list(merge(first, outside(second, first), key=lambda repair: repair.start))


def outside(repairs: Iterable[Repair], others: Sequence[Repair]) -> Iterator[Repair]:
    """Those of the ordered `repairs` that touch none of the ordered `others`."""
    at = 0
    for repair in repairs:
        while at < len(others) and others[at].end <= repair.start:
            at += 1
        if at == len(others) or repair.end <= others[at].start:
            yield repair
