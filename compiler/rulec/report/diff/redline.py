"""Two sentences → what was struck out and what was put in. Figures with their unit, operators, 《titles》 and modal words stay whole.

Character-wise difference splits 5000元 → 10000元 into "5" → "10", which nobody can read; so those come first as tokens, the rest as characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from rulec.lexicon.quantities import find_quantities

_WHOLE = re.compile(
    r"《[^》]*》|[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*%?|第[0-9一二三四五六七八九十百]+[条款项章节次]"
    r"|不(?:得不|得|予|应|再|低于|超过|高于|少于|足|满)|应当|必须|可以|有权|或者|并且|且|或|未|无|没有|以上|以下|以内|除外|≥|≤|[<>=]"
)
_SHORT = 2  # characters: a shorter stretch that stayed between two edits is shown as part of them
_MANY = 3000  # tokens: longer texts are compared by sentence


class Piece(NamedTuple):
    """A stretch of one side; `changed` where the other side has something else."""

    text: str
    changed: bool
    sign: bool = False  # an operator or connective turned (< to ≤, 且 to 或): the smallest glyphs with the largest effect


Op = Literal["equal", "replace", "delete", "insert"]
_TURNED = frozenset({"≥", "≤", "<", ">", "=", "且", "或", "或者", "并且", "未", "无", "不足", "不满", "超过", "以上", "以下"})


def redline(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sides in pieces; joined, the pieces are the texts."""
    ours, theirs = tokens(old), tokens(new)
    if len(ours) > _MANY or len(theirs) > _MANY:
        ours, theirs = re.findall(r"[^。;；\n]*[。;；\n]?", old), re.findall(r"[^。;；\n]*[。;；\n]?", new)
    left: list[Piece] = []
    right: list[Piece] = []
    for op, a, b, c, d in _merged(SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes(), ours, theirs):
        _add(left, ours[a:b], op != "equal")
        _add(right, theirs[c:d], op != "equal")
    return tuple(left), tuple(right)


def tokens(text: str) -> list[str]:
    """Tokens that, joined, are the text: what is atomic whole, the rest character by character."""
    places = [(m.start, m.end) for m in find_quantities(text)] + [m.span() for m in _WHOLE.finditer(text)]
    found: list[str] = []
    at = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start < at:
            continue
        found += [*text[at:start], text[start:end]]
        at = end
    return [*found, *text[at:]]


def _merged(
    codes: Sequence[tuple[str, int, int, int, int]], ours: Sequence[str], theirs: Sequence[str]
) -> list[tuple[str, int, int, int, int]]:
    """Opcodes where a stretch of less than two characters between two edits belongs to them."""
    made: list[tuple[str, int, int, int, int]] = []
    for number, (op, a, b, c, d) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        short = op == "equal" and inside and len(word := "".join(ours[a:b])) < _SHORT and word.isalnum()
        op = "replace" if short or op != "equal" else op
        if made and made[-1][0] == op == "replace":
            _, e, _, f, _ = made.pop()
            made.append((op, e, b, f, d))
        else:
            made.append((op, a, b, c, d))
    return made


def _add(pieces: list[Piece], words: Sequence[str], changed: bool) -> None:
    if words:
        pieces.append(Piece("".join(words), changed, changed and any(word in _TURNED for word in words)))
