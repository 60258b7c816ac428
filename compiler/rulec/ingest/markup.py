"""Raw text with HTML in it → repairs that turn it into plain lines (tables into rows of cells between pipes), and what each tag was.

The raw text stays as read: a tag is a repair that reads as nothing, as a line end or as a cell's border; an entity is a repair too. So
every span still points into the file, and every character of markup is in the ledger.
"""

import html
import re
from dataclasses import dataclass, field
from itertools import islice

from rulec.ingest.grids import plan, spans_of
from rulec.ingest.page_lines import reads_like_rule
from rulec.ingest.plain_markup import merged, plain_repairs
from rulec.ingest.shift import Repair
from rulec.ingest.tags import BLOCKS, CELLS, Tag, element_ends, tags
from rulec.source import Span, Tile

# Signs inside a row of cells: as the cell above, as the cell to the left, a line break inside a cell.
ABOVE, LEFT, BREAK = "〃", "←", "⏎"
MOST_DITTOS = 20_000
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mht")
_CLOSED = re.compile(r"</([A-Za-z][A-Za-z0-9]{0,15})\s*>")
_ALONE = frozenset({"br", "hr", "img", "p", "li", "td", "tr", "th"})
ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CLOSED_BY_NEXT = frozenset({"head", "p", "li", "td", "th", "tr", "option", "dt", "dd"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_IN_PAGE = re.compile(f"{ENTITY.pattern}|{_BLANKS.pattern}")
_IN_CELLS = re.compile(rf"{ENTITY.pattern}|{_BLANKS.pattern}|\|")
_GONE = re.compile(r"[\x00-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_HIDDEN = re.compile(
    r"(?:^|[\s\"'])hidden(?:\s|/|=|$)|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|pt|%)?\s*(?:[;\"']|!|$)", re.I
)
_OWNER = re.compile(r"版权所有|©|copyright|备案号|ICP备|公网安备", re.I)
_BETWEEN = re.compile(r"\s*(?:[_|｜»>]|\s[-–—]+\s|[-–—]{1,2})\s*")
_BRACKET = re.compile(r"\s*(?:<[^<>]{0,200}>\s*){0,5}[(（]")
_NOTE_MARK = re.compile(r"\s*[\[(【（]?\s*(?:\d{1,3}|[①-⑳*†‡]|注\d{0,2})\s*[\])】）]?\s*$")
_LABEL = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．]|[①-⑳•·●]|第[一二三四五六七八九十百\d]+[条项]|[A-Za-z][.、)）])")
_TAGS = re.compile(r"<[^<>]*>")
_HANZI = re.compile(r"[\u3400-\u9fff]")
FEWEST_WORDS = 20
_DROPPED = {
    "head": "markup", "noscript": "script", "template": "script", "svg": "picture", "math": "picture", "object": "picture", "video": "picture",
    "audio": "picture", "canvas": "picture", "map": "picture", "datalist": "navigation", "nav": "navigation", "select": "navigation",
    "button": "navigation", "del": "struck-out", "s": "struck-out", "strike": "struck-out", "rt": "ruby", "rp": "ruby",
}  # fmt: skip


@dataclass(slots=True)
class Markup:
    """`repairs` in text order; `tiles`: markup (layout) and dropped elements (furniture); `lost`: dropped words that read like a rule;
    `titles`: words of the page's first top heading, then of its title element, whole and in pieces; `scripted`: characters inside scripts."""

    repairs: list[Repair] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)
    lost: list[Span] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    scripted: int = 0
    page: bool = False


def is_page(raw: str, path: str) -> bool:
    """Whether the whole text is a saved page, in which line ends mean nothing, and not a text with some tags in it."""
    return _PAGE.match(raw.lstrip("\ufeff")) is not None or (path.lower().endswith(_SUFFIXES) and _CLOSED.search(raw) is not None)


def read_markup(raw: str, path: str) -> Markup:
    """All that is markup in `raw`; entities are read in every kind of text. Time is linear in the length."""
    page = is_page(raw, path)
    found = tags(raw, page)
    if not page:
        closed = {name.lower() for name in _CLOSED.findall(raw)}
        found = [tag for tag in found if tag.kind == "comment" or tag.name in _ALONE or tag.name in closed]
        if all(tag.kind == "comment" for tag in found):
            found = []  # a comment on its own line is the furniture's business
    made = _Page(raw, found, page).run()
    if not page:
        plain = plain_repairs(raw)
        made.lost.extend(Span(r.start, r.end) for r in plain if r.rule == "struck-out" and reads_like_rule(raw[r.start : r.end]))
        made.repairs = merged(made.repairs, plain)
    return made


def has_words(text: str) -> bool:
    """Whether a page's text is more than the shell (加载中, 请启用脚本) that scripts would fill."""
    return sum(1 for _ in islice(_HANZI.finditer(text), FEWEST_WORDS)) == FEWEST_WORDS


@dataclass(slots=True)
class _Grid:
    """A table being written, row by row."""

    end: int
    header: int
    rows: int = 0
    column: int = 0
    row: bool = False
    cell: tuple[int, int] | None = None  # colspan, rowspan
    filled: bool = False  # the cell has words
    above: dict[int, int] = field(default_factory=dict)
    dittos: int = 0

    def fill(self) -> str:
        """Signs for the columns that a cell from above reaches into."""
        out = ""
        while self.above.get(self.column, 0) > 0:
            self.above[self.column] -= 1
            self.column += 1
            out += self._sign(ABOVE)
        return out

    def _sign(self, sign: str) -> str:
        self.dittos += 1
        return sign + "|" if self.dittos <= MOST_DITTOS else "|"

    def open_cell(self, columns: int, rows: int) -> str:
        out = self.close_cell()
        if not self.row:
            out += "\n|"
            self.row, self.column = True, 0
        out += self.fill()
        self.cell, self.filled = (columns, rows), False
        return out

    def close_cell(self) -> str:
        if self.cell is None:
            return ""
        columns, rows = self.cell
        for column in range(self.column, self.column + columns):
            if rows > 1:
                self.above[column] = rows - 1
        self.column += columns
        self.cell = None
        return "|" + "".join(self._sign(LEFT) for _ in range(columns - 1))

    def close_row(self) -> str:
        out = self.close_cell()
        if not self.row:
            return out
        last = max((column for column, rows in self.above.items() if rows > 0), default=-1)
        while self.column <= last:
            out += self.fill()
            if self.column <= last:
                out += "|"
                self.column += 1
        self.row = False
        self.rows += 1
        return out + "\n" + ("|---|\n" if self.rows == self.header else "")


class _Page:
    def __init__(self, raw: str, found: list[Tag], page: bool) -> None:
        self.raw = raw
        self.found = found
        self.page = page
        self.ends = element_ends(found, len(raw))
        self.plan = plan(raw, found, self.ends)
        self.made = Markup(page=page)
        self.grid: _Grid | None = None
        self.lists: list[tuple[int, str, int]] = []  # end, kind of numbers, next number
        self.last = "\n"  # the last character written
        self.verbatim = 0  # number of the first tag behind a pre element
        self.page_title: str | None = None

    def run(self) -> Markup:
        number = at = 0
        while number < len(self.found):
            tag = self.found[number]
            self._text(at, tag.start, number < self.verbatim)
            out = self._end_of_table(number)
            while self.lists and self.lists[-1][0] <= number:
                self.lists.pop()
            reason = self._dropped(number, tag)
            if reason:
                end = self.ends[number].offset if number in self.ends else tag.end
                following = self.ends[number].number if number in self.ends else number + 1
                self._drop(tag, max(end, tag.end), reason, out)
                number, at = max(following, number + 1), max(end, tag.end)
                continue
            out = re.sub("\n{2,}", "\n", out + self._said(number, tag))
            self._write(tag.start, tag.end, out.lstrip("\n") if self.last == "\n" else out, "markup")
            self.made.tiles.append(Tile(Span(tag.start, tag.end), "layout", "markup"))
            number, at = number + 1, tag.end
        self._text(at, len(self.raw), False)
        if self.page_title:
            self.made.titles += [self.page_title, *(piece.strip() for piece in _BETWEEN.split(self.page_title) if piece.strip())]
        return self.made

    # -- tags ---------------------------------------------------------------------------------------------------------------------

    def _said(self, number: int, tag: Tag) -> str:
        """What a tag reads as: nothing, a line end, the border of a cell, the number of an entry."""
        if tag.kind in ("comment", "raw"):
            if tag.kind == "raw" and tag.name in ("script", "style", "textarea"):
                self.made.scripted += tag.end - tag.start if tag.name == "script" else 0
            elif tag.name == "title":
                self.page_title = self.page_title or _words(tag.attributes)
            return ""
        if tag.kind == "open" and number in self.plan.grids and self.grid is None:
            self.grid = _Grid(self.ends[number].number, self.plan.grids[number])
            return self._line_end()
        if self.grid is not None:
            return self._in_grid(self.grid, number, tag)
        if tag.kind == "open" and tag.name in ("h1", "h2") and len(self.made.titles) < 2 and self.page:
            words = _words(self.raw[tag.end : min(self.ends[number].offset, tag.end + 2000)])
            self.made.titles.extend([words] if words and (tag.name == "h1" or not self.made.titles) else [])
        if tag.kind == "open" and tag.name in ("ol", "ul") and number in self.ends:
            start = re.search(r"start\s*=\s*[\"']?(\d{1,4})", tag.attributes)
            self.lists.append((self.ends[number].number, tag.name, int(start[1]) if start else 1))
        if tag.kind == "open" and tag.name == "pre" and number in self.ends:
            self.verbatim = self.ends[number].number
        if tag.name == "br":
            return self._broken(tag)
        if tag.name not in BLOCKS and tag.name != "hr":
            return ""
        return self._line_end() + (self._entry(tag) if tag.kind == "open" and tag.name == "li" else "")

    def _in_grid(self, grid: _Grid, number: int, tag: Tag) -> str:
        if tag.name in CELLS:
            return grid.open_cell(*spans_of(tag.attributes)) if tag.kind == "open" else grid.close_cell()
        if tag.name in ("tr", "thead", "tbody", "tfoot"):
            return grid.close_row()
        if tag.name == "table":
            self.grid = None
            return grid.close_row() + "\n"
        if grid.cell is None:
            return "\n" if tag.name in BLOCKS and self.last != "\n" and not grid.row else ""
        breaks = tag.name in ("br", "hr") or (tag.name in BLOCKS and (tag.kind == "open" or self._words_follow(number)))
        out = BREAK if breaks and grid.filled and not self._bracket_follows(tag.end) else ""
        if tag.kind == "open" and tag.name in ("ol", "ul"):
            self.lists.append((grid.end, tag.name, 1))
        if out:
            grid.filled = False
        return out + (self._entry(tag) if tag.kind == "open" and tag.name == "li" else "")

    def _bracket_follows(self, at: int) -> bool:
        """Whether a bracket opens next: it belongs to the words before it, whatever the line."""
        return _BRACKET.match(self.raw, at) is not None

    def _words_follow(self, number: int) -> bool:
        """Whether words stand directly behind a tag."""
        end = self.found[number + 1].start if number + 1 < len(self.found) else len(self.raw)
        return bool(self.raw[self.found[number].end : end].strip())

    def _end_of_table(self, number: int) -> str:
        """What closes a table that was never closed by a tag of its own."""
        if self.grid is None or number < self.grid.end:
            return ""
        out = self.grid.close_row() + "\n"
        self.grid = None
        return out

    def _entry(self, tag: Tag) -> str:
        """1. for the first entry of a numbered list whose words do not bring their number along."""
        if not self.lists or self.lists[-1][1] != "ol":
            return ""
        end, kind, number = self.lists[-1]
        self.lists[-1] = (end, kind, number + 1)
        words = _words(self.raw[tag.end : tag.end + 400])
        return "" if not words or _LABEL.match(words) else f"{number}. "

    def _line_end(self) -> str:
        return "" if self.last == "\n" else "\n"

    def _broken(self, tag: Tag) -> str:
        if self.page:
            return "\n"
        start = self.raw.rfind("\n", 0, tag.start) + 1
        if self.raw.startswith("|", start + len(self.raw[start : tag.start]) - len(self.raw[start : tag.start].lstrip())):
            return "" if self._bracket_follows(tag.end) else BREAK  # a line break inside a cell of a row between pipes
        return "\n"

    # -- dropped elements ---------------------------------------------------------------------------------------------------------

    def _dropped(self, number: int, tag: Tag) -> str:
        """Why an element is no part of the announcement; empty where it is."""
        if tag.kind != "open" or number not in self.ends or not self._closed(number, tag):
            return ""
        if tag.name in _DROPPED:
            return _DROPPED[tag.name]
        if tag.attributes and tag.name not in ("html", "body") and _HIDDEN.search(tag.attributes):
            return "hidden"
        if number in self.plan.links:
            return "navigation"
        end = self.ends[number].offset
        if tag.name == "footer" and _OWNER.search(self.raw, tag.end, end):
            return "footer"
        if tag.name == "sup" and end - tag.end < 80 and self.last not in "mM米" and _NOTE_MARK.match(_words(self.raw[tag.end : end])):
            return "footnote-mark"
        return ""

    def _closed(self, number: int, tag: Tag) -> bool:
        """Whether an element ends where its author said; one that was never closed would take the rest of the page with it."""
        end = self.ends[number]
        last = self.found[end.number - 1]
        return tag.name in _CLOSED_BY_NEXT or (last.kind == "close" and last.name == tag.name and last.end == end.offset)

    def _drop(self, tag: Tag, end: int, reason: str, out: str) -> None:
        if reason == "markup" or reason == "script":
            self._title_inside(tag.end, end)
            self.made.tiles.append(Tile(Span(tag.start, end), "layout", "markup"))
        else:
            self.made.tiles.append(Tile(Span(tag.start, end), "furniture", reason))
        if reason in ("hidden", "struck-out", "script") and reads_like_rule(_words(self.raw[tag.end : end])):
            self.made.lost.append(Span(tag.start, end))
        block = tag.name in BLOCKS and self.grid is None
        self._write(tag.start, end, out + (self._line_end() if block and not out else ""), reason if reason != "script" else "markup")

    def _title_inside(self, start: int, end: int) -> None:
        found = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE).search(self.raw, start, end)
        if found and self.page_title is None:
            self.page_title = _words(found[1]) or None

    # -- words --------------------------------------------------------------------------------------------------------------------

    def _text(self, start: int, end: int, verbatim: bool) -> None:
        """Words between tags: entities are read, blanks of the source folded where they mean nothing."""
        folded = (self.page and not verbatim) or self.grid is not None
        at = start
        pattern = _IN_CELLS if self.grid is not None else _IN_PAGE if folded else ENTITY
        for found in pattern.finditer(self.raw, start, end):
            self._kept(at, found.start())
            words = found.group()
            if words[0] == "&":
                said = _GONE.sub("", html.unescape("&" + found[1] + ";").replace("\n", " ").replace("\t", " "))
                said = said.replace("|", "/") if self.grid is not None else said
                known = said != "&" + found[1] + ";"
                self._write(found.start(), found.end(), said if known else words, "entity" if known else "")
                if known and not said.strip():
                    self.made.tiles.append(Tile(Span(found.start(), found.end()), "layout", "markup"))
            elif words == "|":
                self._write(found.start(), found.end(), "/", "cell-border")
            else:
                self._blank(found, end)
            at = found.end()
        self._kept(at, end)

    def _kept(self, start: int, end: int) -> None:
        if start < end:
            self.last = self.raw[end - 1]
            if self.grid is not None and self.grid.cell is not None:
                self.grid.filled = self.grid.filled or bool(self.raw[start:end].strip())

    def _blank(self, found: "re.Match[str]", end: int) -> None:
        if found.group() == " " and self.last not in "\n|":
            self.last = " "
            return
        after = self.raw[found.end()] if found.end() < end else ""
        wide = "\n" in found.group() and (self.last > "\u2e7f" or not self.last.isalnum()) and (after > "\u2e7f" or not after.isalnum())
        self._write(found.start(), found.end(), "" if self.last in "\n|" or wide else " ", "blank")

    def _write(self, start: int, end: int, text: str, rule: str) -> None:
        if rule and text != self.raw[start:end]:
            self.made.repairs.append(Repair(start, end, text, rule))
        if text:
            self.last = text[-1]


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAGS.sub("", markup)).split())
