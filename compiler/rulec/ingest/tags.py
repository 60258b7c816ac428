"""Raw text of a page → its tags, comments and scripts in order, each with the place where its element ends.

Written by hand over bounded patterns, and not on html.parser: places must be exact code points, and time linear on broken pages
(html.parser searches the rest of the page anew for every tag that never closes).
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "ul", "table", "caption", "thead", "tbody", "tfoot",
    "tr", "td", "th",
})  # fmt: skip
CELLS = frozenset({"td", "th"})
TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", *CELLS})
# Tags that are believed inside a plain text; in a page all of KNOWN are.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "meter", "nobr", "output", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "select", "small",
    "span", "strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "video", "audio", "canvas", "object", "noscript",
    "template", "head", "math", "path", "g", "use", "rect", "circle", "optgroup", "datalist", "map", "area", "marquee",
})  # fmt: skip
KNOWN = VOID | RAW | BLOCKS | INLINE
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})((?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_PLAIN_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})((?=[\s/>])[^<>]*)>")
_DECLARATION = re.compile(r"<[!?/][^<>\n]{0,2000}>")
_HANZI = re.compile(r"[\u3400-\u9fff]")

Kind = Literal["open", "close", "raw", "comment"]


@dataclass(frozen=True, slots=True)
class Tag:
    """Raw characters `start` to `end`: a tag (`open`, `close`), an element read whole (`raw`: script, style, title …) or a `comment`."""

    kind: Kind
    name: str
    start: int
    end: int
    attributes: str = ""


def tags(raw: str, page: bool) -> list[Tag]:
    """Everything between angle brackets that is markup, in text order; a `<` that begins no known tag is text (x<20元)."""
    found: list[Tag] = []
    never_closed: set[str] = set()
    at = raw.find("<")
    while at >= 0:
        tag = _comment(raw, at, never_closed) or _tag(raw, at, page)
        if tag is not None and tag.kind == "open" and tag.name in RAW:
            tag = _whole(raw, tag, never_closed)
        if tag is not None:
            found.append(tag)
        at = raw.find("<", tag.end if tag is not None else at + 1)
    return found


def _comment(raw: str, at: int, never_closed: set[str]) -> Tag | None:
    if raw.startswith("<!--", at) and "-->" not in never_closed:
        end = raw.find("-->", at + 4)
        if end >= 0:
            return Tag("comment", "", at, end + 3)
        never_closed.add("-->")  # it would swallow the rest of the page: only its sign is taken
    if raw.startswith("<!--", at):
        return Tag("comment", "", at, at + 4)
    found = _DECLARATION.match(raw, at) if raw[at + 1 : at + 2] in ("!", "?") else None
    return Tag("comment", "", at, found.end()) if found else None


def _tag(raw: str, at: int, page: bool) -> Tag | None:
    found = _TAG.match(raw, at)
    if found is None or ("<" in found[3] and _HANZI.search(found[3])):  # a quotation mark too few would swallow words
        found = _PLAIN_TAG.match(raw, at) or found
    if found is None:
        return None
    name = found[2].lower()
    if name not in KNOWN and not (page and (":" in name or "-" in name)):
        return None
    return Tag("close" if found[1] else "open", name, at, found.end(), found[3])


def _whole(raw: str, tag: Tag, never_closed: set[str]) -> Tag:
    """A script and the like to its end tag; where there is none, to the end of the text (a title: only the tag)."""
    if tag.attributes.endswith("/") and tag.name == "iframe":
        return Tag("comment", "", tag.start, tag.end)
    close = None if tag.name in never_closed else re.compile(rf"</{tag.name}[^<>]*>", re.IGNORECASE).search(raw, tag.end)
    if close is not None:
        return Tag("raw", tag.name, tag.start, close.end(), raw[tag.end : close.start()])
    never_closed.add(tag.name)
    if tag.name in ("script", "style"):
        return Tag("raw", tag.name, tag.start, len(raw), raw[tag.end :])
    return Tag("comment", "", tag.start, tag.end)


@dataclass(frozen=True, slots=True)
class End:
    """Where an element ends: `number` of the first tag behind it, and the `offset` behind its last character."""

    number: int
    offset: int


def element_ends(found: list[Tag], length: int) -> dict[int, End]:
    """Number of an opening tag → the end of its element, its closing tag included.

    Tags that were never closed end with what holds them; cells, rows, list entries and paragraphs end where the next one begins.
    """
    return _Ends(found, length).run()


class _Ends:
    """A stack of open elements; a closing tag never reaches out of its table cell, except to close the table."""

    def __init__(self, found: list[Tag], length: int) -> None:
        self.found = found
        self.length = length
        self.ends: dict[int, End] = {}
        self.stack: list[int] = []
        self.open: list[Counter[str]] = [Counter()]  # names open inside the innermost cell, and so outward
        self.family: list[int] = []  # open tags of tables

    def run(self) -> dict[int, End]:
        for number, tag in enumerate(self.found):
            if tag.kind == "open" and tag.name not in VOID:
                self._implied(tag.name, End(number, tag.start))
                self._push(number)
            elif tag.kind == "close":
                self._close(tag.name, number)
        while self.stack:
            self._pop(End(len(self.found), self.length))
        return self.ends

    def _push(self, number: int) -> None:
        name = self.found[number].name
        self.stack.append(number)
        self.open[-1][name] += 1
        if name in TABLE:
            self.family.append(number)
        if name in CELLS:
            self.open.append(Counter())

    def _pop(self, end: End) -> str:
        number = self.stack.pop()
        name = self.found[number].name
        if name in CELLS:
            self.open.pop()
        if name in TABLE:
            self.family.pop()
        self.open[-1][name] -= 1
        self.ends[number] = end
        return name

    def _implied(self, name: str, end: End) -> None:
        """Elements that end because `name` begins."""
        inner = self.found[self.family[-1]].name if self.family else ""
        if name in CELLS and inner in CELLS:
            self._until(CELLS, end)
        elif name == "tr" and inner in CELLS | {"tr"}:
            self._until(frozenset({"tr"}) if self._row_open() else CELLS, end)
        elif name in ("thead", "tbody", "tfoot") and inner not in ("table", ""):
            while self.family and self.found[self.family[-1]].name != "table":
                self._pop(end)
        elif name == "body" and self.open[-1]["head"] > 0:
            self._until(frozenset({"head"}), end)
        top = self.found[self.stack[-1]].name if self.stack else ""
        if (top == "p" and name in BLOCKS) or (top == name and name in ("li", "option")) or (top in ("dt", "dd") and name in ("dt", "dd")):
            self._pop(end)

    def _row_open(self) -> bool:
        for number in reversed(self.family):
            if self.found[number].name == "table":
                return False
            if self.found[number].name == "tr":
                return True
        return False

    def _until(self, names: frozenset[str], end: End) -> None:
        """Pop up to an element of `names`; what lay inside it unclosed ends where its closing tag begins."""
        inner = (
            End(end.number - 1, self.found[end.number - 1].start) if end.number and self.found[end.number - 1].end == end.offset else end
        )
        while self.stack:
            last = self.found[self.stack[-1]].name in names
            self._pop(end if last else inner)
            if last:
                return

    def _close(self, name: str, number: int) -> None:
        end = End(number + 1, self.found[number].end)
        if name in TABLE:
            if any(self.found[n].name == name for n in reversed(self.family[-8:])):
                self._until(frozenset({name}), end)
        elif self.open[-1][name] > 0:
            self._until(frozenset({name}), end)
