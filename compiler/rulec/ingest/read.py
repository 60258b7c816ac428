"""Bytes → source text: decoding, and nothing else. BOM, CR and damage stay in the text."""

import hashlib

from rulec.diagnostics import Diagnostic, UserError
from rulec.ingest.fold import is_common
from rulec.source import SourceText, Span

MAX_BYTES = 8 * 1024 * 1024
_CONTROL = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}
_SAMPLE = 20_000


def read(data: bytes, path: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Decode `data` (UTF-8, else GB18030) and note an unusual encoding; `path` is only for display.

    Raises UserError: I001 nothing in it, I002 not a text, I003 undecodable, I004 more than `MAX_BYTES`, I005 doubly encoded.
    """
    if len(data) > MAX_BYTES:
        raise UserError("I004", path=path, size=str(len(data)), limit=str(MAX_BYTES))
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UserError("I001", path=path)
    if b"\x00" in data or sum(byte in _CONTROL for byte in data[:4096]) * 20 > len(data[:4096]):
        raise UserError("I002", path=path)
    raw, encoding = _decode(data, path)
    if not raw.strip("\ufeff \t\r\n\u3000\xa0\u200b\u2028\u2029\x0b\x0c\x85"):
        raise UserError("I001", path=path)
    if _doubly_encoded(raw[:_SAMPLE]):
        raise UserError("I005", path=path)
    source = SourceText(path, raw, hashlib.sha256(data).hexdigest(), encoding)
    if encoding == "utf-8":
        return source, ()
    return source, (Diagnostic("I101", Span(0, min(1, len(raw))), (("encoding", encoding),)),)


def _decode(data: bytes, path: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        offset = error.start
    try:
        raw = data.decode("gb18030")
    except UnicodeDecodeError:
        raw = ""
    if not _mostly_common(raw[:_SAMPLE]):
        raise UserError("I003", path=path, offset=str(offset), byte=f"{data[offset]:02X}")
    return raw, "gb18030"


def _mostly_common(text: str) -> bool:
    wide = [char for char in text if ord(char) >= 0x3400 and not 0xFF00 <= ord(char) < 0xFFF0]
    return bool(wide) and sum(map(is_common, wide)) * 4 >= len(wide) * 3


def _doubly_encoded(text: str) -> bool:
    """Whether the text is UTF-8 once read as GBK or Latin-1 and saved again: turning that back gives a plainly better text."""
    wide = "".join(char for char in text if ord(char) >= 0x80 and char != "\ufffd")
    if len(wide) < 12 or sum(map(is_common, wide)) * 2 > len(wide):
        return False
    for wrong in ("gb18030", "cp1252", "latin-1"):
        undone = wide.encode(wrong, "ignore").decode("utf-8", "ignore")
        hanzi = [char for char in undone if "\u4e00" <= char <= "\u9fff"]
        common = sum(map(is_common, hanzi))
        if len(hanzi) >= 4 and common * 10 >= len(hanzi) * 9 and common * 5 >= len(wide):
            return True
    return False
