"""Characters torn apart by a byte lost in GBK → the characters that were there, where only one reading is possible.

Two forms occur. A pronunciation was inserted between the two bytes of a character: the byte before it turned into `?`, what follows is
read one byte late until a single byte closes the run. Or a first byte is lost (`?`) without any pronunciation to be seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rulec.ingest.fold import is_common, traditional_characters
from rulec.ingest.pinyin import SYLLABLE, confirmed, readings, spoken

MAX_RUN = 48
_AFTER_GLOSS = re.compile(rf"[?？\ufffd][(\uff08]?({SYLLABLE})[)\uff09]")
_GLOSS = re.compile(rf"[(\uff08]({SYLLABLE})[)\uff09]")
_LOST = re.compile(r"[?？\ufffd]{1,2}(?=[^\x00-\x7f])")
_LOST_OR_GLOSS = re.compile(f"{_AFTER_GLOSS.pattern}|{_LOST.pattern}")
# What a lost first byte may have begun, when nothing but its second byte is known.
_MARKS = frozenset("、。,:;!?()“”《》【】%…—")
_WIDE_MARKS = frozenset("，：；！？（）％")


@dataclass(frozen=True, slots=True)
class Repair:
    """Raw characters `start` to `end` are read as `text` (not yet simplified); `certain` is False for an inferred one."""

    start: int
    end: int
    text: str
    rule: str
    certain: bool = True
    evidence: str = ""


def shift_repairs(raw: str) -> Iterator[Repair]:
    """All runs read one byte late that have exactly one plausible reading, in text order."""
    if "?" not in raw and "？" not in raw and "\ufffd" not in raw:
        return
    done = 0
    for match in _LOST_OR_GLOSS.finditer(raw):
        if match.start() < done:
            continue
        found = _torn_by_gloss(raw, match.start()) or _lost_byte(raw, match.start())
        if found:
            done = found.end
            yield found


def _torn_by_gloss(raw: str, at: int) -> Repair | None:
    match = _AFTER_GLOSS.match(raw, at)
    before = _bytes(raw[at - 1]) if at else None
    if not match or before is None or len(before) != 2:
        return None
    readable = {
        (end, text) for pending in _second_bytes(before[1], spoken(match[1])) for end, text in _resynchronise(raw, match.end(), pending)
    }
    if len(readable) != 1:
        return None
    end, text = readable.pop()
    gloss = _GLOSS.match(raw, end)
    if gloss and confirmed(text[-1], gloss[1]):
        end = gloss.end()
    evidence = (before[1:] + text.encode("gb18030")).hex(" ").upper()
    return Repair(at, end, text, "gbk-shift", False, evidence)


def _resynchronise(raw: str, at: int, pending: int) -> Iterator[tuple[int, str]]:
    """(end, text) of the run at `at` whose first byte is `pending`: until a single byte closes a character."""
    text = ""
    for _ in range(MAX_RUN):
        if at >= len(raw):
            return
        match = _AFTER_GLOSS.match(raw, at)
        if match:
            for second in _second_bytes(pending, spoken(match[1])):
                yield match.end(), text + bytes((pending, second)).decode("gb18030")
            return
        code = _bytes(raw[at])
        char = _decoded(bytes((pending, code[0]))) if code and len(code) <= 2 else None
        if code is None or char is None or not _plausible(char):
            return
        text += char
        at += 1
        if len(code) == 1:
            yield at, text
            return
        pending = code[1]


def _lost_byte(raw: str, at: int) -> Repair | None:
    """A run behind `?` (a lost first byte) that is strange as it stands and plain when read one byte earlier."""
    start = at + 1
    head = b""
    if raw[start : start + 1] in ("?", "？"):
        head = "？".encode("gb18030")
        start += 1
    code = bytearray(head)
    for end in range(start, min(start + MAX_RUN, len(raw))):
        piece = _bytes(raw[end])
        if piece is None or len(piece) > 2 or (len(piece) == 1 and not 0x40 <= piece[0] <= 0x7E):
            return None
        code += piece
        if len(piece) == 1:
            return _closed(raw, at, end + 1, bytes(code)) if end - start >= 2 else None
    return None


def _closed(raw: str, at: int, end: int, code: bytes) -> Repair | None:
    run = raw[at:end]
    rest = _decoded(code[1:])
    if rest is None or not all(map(_plausible, rest)) or not any(is_strange(char) for char in run):
        return None
    first = [mark for lead in range(0xA1, 0xA4) if (mark := _decoded(bytes((lead, code[0])))) in _MARKS | _WIDE_MARKS]
    if len(first) != 1 or first[0] is None:
        return None
    return Repair(at, end, first[0] + rest, "gbk-lost-byte", False, code.hex(" ").upper())


def is_strange(char: str) -> bool:
    """Whether `char` hardly occurs in an announcement: private use, or a hanzi beyond GB 2312's first level in either script."""
    return "\ue000" <= char <= "\uf8ff" or ("\u3400" <= char <= "\u9fff" and not is_common(char))


def _plausible(char: str) -> bool:
    return is_common(char) or char in _MARKS or char in _WIDE_MARKS


def _bytes(char: str) -> bytes | None:
    try:
        return char.encode("gb18030")
    except UnicodeEncodeError:
        return None


def _decoded(code: bytes) -> str | None:
    try:
        return code.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _second_bytes(first: int, reading: str) -> tuple[int, ...]:
    return _annotated().get((first, reading), ())


@cache
def _annotated() -> dict[tuple[int, str], tuple[int, ...]]:
    """(first byte, reading) → second bytes of the traditional characters so written and so read: only those were ever annotated."""
    found: dict[tuple[int, str], set[int]] = {}
    for char in traditional_characters():
        code = _bytes(char)
        if code and len(code) == 2:
            for reading in readings(char):
                found.setdefault((code[0], reading), set()).add(code[1])
    return {key: tuple(sorted(seconds)) for key, seconds in found.items()}
