"""Bytes of a Word document → its words as plain lines: paragraphs, tables as rows of cells between pipes, automatic numbers written out.

What this returns is the text "as read": every span of a .docx points into it, never into the XML.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rulec.ingest.docx_numbers import Numbering, numbering
from rulec.ingest.docx_parts import Node, parts
from rulec.ingest.markup import ABOVE, BREAK, LEFT

_DOCUMENT = "word/document.xml"
_PARTS = (_DOCUMENT, "word/numbering.xml", "word/styles.xml", "word/footnotes.xml")
_HOLDERS = frozenset(
    {"sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "ins", "moveTo", "fldSimple", "dir", "bdo", "AlternateContent", "Choice"}
)
MOST_COLUMNS = 64


@dataclass(slots=True)
class DocxText:
    """`text` with LF line ends; `unnumbered` and `dropped`: places in it of paragraphs whose automatic number is unknown, and of words
    that were hidden or struck out (the place where they stood)."""

    text: str
    unnumbered: tuple[tuple[int, int], ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()


def docx_text(data: bytes, path: str) -> DocxText:
    """The words of a .docx. Raises UserError I007 (no Word document, damaged, encrypted) or I008 (too much inside)."""
    trees = parts(data, path, _PARTS)
    writer = _Writer(numbering(trees.get("word/numbering.xml"), trees.get("word/styles.xml")))
    body = trees[_DOCUMENT].child("body") or trees[_DOCUMENT]
    writer.blocks(body)
    notes = trees.get("word/footnotes.xml")
    for note in notes.each("footnote") if notes is not None else ():
        if note.attribute("type") in ("", "normal"):
            writer.blocks(note)
    return DocxText("".join(writer.out), tuple(writer.unnumbered), tuple(writer.dropped))


@dataclass(slots=True)
class _Writer:
    numbers: Numbering
    out: list[str] = field(default_factory=list)
    length: int = 0
    unnumbered: list[tuple[int, int]] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)

    def line(self, words: str) -> None:
        self.out.append(words + "\n")
        self.length += len(words) + 1

    def blocks(self, holder: Node) -> None:
        """Paragraphs and tables in order."""
        for node in _flat(holder):
            if node.name == "p":
                self._paragraph(node)
            elif node.name == "tbl":
                self._table(node)

    def _paragraph(self, node: Node) -> None:
        label, known = self._label(node)
        words = label + "".join(self._words(node))
        if not known and words.strip():
            self.unnumbered.append((self.length, self.length + len(words)))
        self.line(words)
        for box in _boxes(node):
            self.blocks(box)

    def _label(self, node: Node) -> tuple[str, bool]:
        """The automatic number of a paragraph that has words, and whether it could be worked out."""
        place = self.numbers.of(node.child("pPr"))
        if place is None or not "".join(self._words(node, record=False)).strip():
            return "", True
        label = self.numbers.label(place)
        return label or "", label is not None

    def _words(self, holder: Node, record: bool = True) -> Iterator[str]:
        for node in holder.children:
            if node.name in _HOLDERS:
                yield from self._words(node, record)
            elif node.name == "r":
                properties = node.child("rPr")
                words = "".join(_run(node))
                if _on(properties, "vanish") or _on(properties, "strike") or _on(properties, "dstrike"):
                    if record and words.strip():
                        self.dropped.append((self.length, words))
                else:
                    yield words

    def _table(self, table: Node) -> None:
        rows = [list(_cells(row)) for row in _flat(table) if row.name == "tr"]
        if max((sum(span for _, span, _ in row) for row in rows), default=0) < 2:  # one column: a frame around paragraphs
            for row in rows:
                for cell, _, _ in row:
                    self.blocks(cell)
            return
        headers = 0
        for line in (node for node in _flat(table) if node.name == "tr"):
            properties = line.child("trPr")
            if not _on(properties, "tblHeader"):
                break
            headers += 1
        self.line("")
        for number, cells in enumerate(rows, 1):
            self.line("|" + "".join(f"{words}|" + f"{LEFT}|" * (span - 1) for words, span in self._row(cells)))
            if number == headers < len(rows):
                self.line("|---|")
        self.line("")

    def _row(self, cells: "list[tuple[Node, int, bool]]") -> Iterator[tuple[str, int]]:
        for cell, span, goes_on in cells:
            yield ABOVE if goes_on else self._cell(cell), span

    def _cell(self, cell: Node) -> str:
        lines: list[str] = []
        for node in _flat(cell):
            if node.name == "p":
                label, _ = self._label(node)
                lines.append(label + "".join(self._words(node)))
            elif node.name == "tbl":  # a table in a cell: its rows are lines of the cell
                for row in (inner for inner in _flat(node) if inner.name == "tr"):
                    lines.append(" ".join(self._cell(inner) for inner, _, _ in _cells(row)))
        words = BREAK.join(line.strip().replace("\n", BREAK) for line in lines if line.strip())
        return words.replace("|", "/").replace(BREAK + "(", "(").replace(BREAK + "（", "（")


def _flat(holder: Node) -> Iterator[Node]:
    """The children, those inside transparent holders included."""
    for node in holder.children:
        if node.name in _HOLDERS:
            yield from _flat(node)
        else:
            yield node


def _cells(row: Node) -> Iterator[tuple[Node, int, bool]]:
    """(cell, columns it is wide, whether it goes on a cell from above)."""
    for cell in _flat(row):
        if cell.name != "tc":
            continue
        properties = cell.child("tcPr")
        wide = properties.child("gridSpan") if properties is not None else None
        merged = properties.child("vMerge") if properties is not None else None
        value = wide.attribute("val") if wide is not None else ""
        span = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
        yield cell, min(max(span, 1), MOST_COLUMNS), merged is not None and merged.attribute("val") != "restart"


def _run(run: Node) -> Iterator[str]:
    """The words of a run: deleted words and field codes are none of them."""
    for node in run.children:
        if node.name == "t":
            yield "".join(inner.text for inner in node.children)
        elif node.name in ("tab", "ptab"):
            yield " "
        elif node.name in ("br", "cr"):
            yield "\n"
        elif node.name in ("noBreakHyphen", "softHyphen"):
            yield "-" if node.name == "noBreakHyphen" else ""


def _boxes(paragraph: Node) -> Iterator[Node]:
    """Text boxes anchored in a paragraph; of two copies for old and new programs only the new one."""
    waiting = list(reversed(paragraph.children))
    while waiting:
        node = waiting.pop()
        if node.name == "txbxContent":
            yield node
        elif node.name not in ("Fallback", "pPr", "rPr", "t", "#text"):
            waiting.extend(reversed(node.children))


def _on(properties: Node | None, name: str) -> bool:
    node = properties.child(name) if properties is not None else None
    return node is not None and node.attribute("val") not in ("0", "false", "off")
