"""Small Word documents, made by hand: just the parts that are read."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A document whose body is `body` (WordprocessingML with the prefix w); `parts`: further parts by their name below word/."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, inner in (parts or {}).items():
            archive.writestr(f"word/{name}", inner)
    return out.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}<w:r>{f'<w:rPr>{run}</w:rPr>' if run else ''}<w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph with an automatic number."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(*levels: tuple[str, str]) -> str:
    """word/numbering.xml with one list, numId 1: (numFmt, lvlText) of each level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph; a line end begins another one."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split(chr(10)))}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
