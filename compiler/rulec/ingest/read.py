"""Bytes → source text: decoding, and nothing else. BOM, CR and damage stay in the text. Of a Word document the text is what docx.py draws out."""

import hashlib
from itertools import islice

from rulec.diagnostics import Diagnostic, UserError
from rulec.ingest.docx import docx_text
from rulec.ingest.docx_parts import is_archive
from rulec.ingest.fold import is_common
from rulec.ingest.page_lines import reads_like_rule
from rulec.source import SourceText, Span

MAX_BYTES = 8 * 1024 * 1024
_CONTROL = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}
_SAMPLE = 20_000


def read(data: bytes, path: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Decode `data` (UTF-8, else GB18030) and note an unusual encoding; `path` is only for display.

    Raises UserError: I001 nothing in it, I002 not a text, I003 undecodable, I004 more than `MAX_BYTES`, I005 doubly encoded, I007 and I008
    for a Word document that cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise UserError("I004", path=path, size=str(len(data)), limit=str(MAX_BYTES))
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UserError("I001", path=path)
    if is_archive(data):
        return _word(data, path)
    if b"\x00" in data or sum(byte in _CONTROL for byte in data[:4096]) * 20 > len(data[:4096]):
        raise UserError("I002", path=path)
    raw, encoding = _decode(data, path)
    if not raw.strip("\ufeff \t\r\n\u3000\xa0\u200b\u2028\u2029\x0b\x0c\x85"):
        raise UserError("I001", path=path)
    if _doubly_encoded(raw):
        raise UserError("I005", path=path)
    source = SourceText(path, raw, hashlib.sha256(data).hexdigest(), encoding)
    if encoding == "utf-8":
        return source, ()
    return source, (Diagnostic("I101", Span(0, min(1, len(raw))), (("encoding", encoding),)),)


def _word(data: bytes, path: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    found = docx_text(data, path)
    if not found.text.strip():
        raise UserError("I001", path=path)
    if len(found.text) > MAX_BYTES:
        raise UserError("I008", path=path, part="word/document.xml", limit=str(MAX_BYTES))
    notes = [Diagnostic("I111", Span(start, end), (("text", _quote(found.text[start:end])),)) for start, end in found.unnumbered]
    lost = [(at, words) for at, words in found.dropped if reads_like_rule(words)]
    if lost:
        at = min(lost[0][0], len(found.text) - 1)
        notes.append(Diagnostic("I110", Span(at, at + 1), (("count", str(len(lost))), ("text", _quote(lost[0][1]))), understood=False))
    return SourceText(path, found.text, hashlib.sha256(data).hexdigest(), "docx"), tuple(notes)


def _quote(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def _decode(data: bytes, path: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        offset = error.start
    try:
        raw = data.decode("gb18030")
    except UnicodeDecodeError:
        raw = ""
    if not _mostly_common(raw):
        raise UserError("I003", path=path, offset=str(offset), byte=f"{data[offset]:02X}")
    return raw, "gb18030"


def _mostly_common(text: str) -> bool:
    # The first wide characters may stand far behind: a saved page begins with scripts.
    wide = list(islice((char for char in text if ord(char) >= 0x3400 and not 0xFF00 <= ord(char) < 0xFFF0), _SAMPLE))
    return bool(wide) and sum(map(is_common, wide)) * 4 >= len(wide) * 3


def _doubly_encoded(text: str) -> bool:
    """Whether the text is UTF-8 once read as GBK or Latin-1 and saved again: turning that back gives a plainly better text."""
    wide = "".join(islice((char for char in text if ord(char) >= 0x80 and char != "\ufffd"), _SAMPLE))
    if len(wide) < 12 or sum(map(is_common, wide)) * 2 > len(wide):
        return False
    for wrong in ("gb18030", "cp1252", "latin-1"):
        undone = wide.encode(wrong, "ignore").decode("utf-8", "ignore")
        hanzi = [char for char in undone if "\u4e00" <= char <= "\u9fff"]
        common = sum(map(is_common, hanzi))
        if len(hanzi) >= 4 and common * 10 >= len(hanzi) * 9 and common * 5 >= len(wide):
            return True
    return False
