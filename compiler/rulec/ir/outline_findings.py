"""Outline → findings about it: labels that occur twice, entries that are missing, tables announced and not there."""

import re
from typing import TYPE_CHECKING

from rulec.lexicon.numerals import parse_numeral
from rulec.source import Span
from rulec.syntax.document import Block

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_NUMBERED = frozenset(
    {"CHAPTER", "SECTION", "ARTICLE", "DECIMAL", "CODE", "CN_NUMBER", "PAREN_CN", "PAREN_NUMBER", "HALF_PAREN", "NUMBER", "CIRCLED"}
)
_WHOLE = frozenset({"CHAPTER", "ARTICLE"})  # numbered through the whole text, whatever stands above them
_FIGURE = re.compile(r"[0-9]+$|[0-9]+|[零〇一二三四五六七八九十百千两]+")
_ANNOUNCED = re.compile(
    r"(?:如|见|详见|参见|参照|按照?|依照?|根据|具体(?:如|见)?)\s?(?:以?下|下述|下方|上述)?(?:列)?(?:的)?(?:附|图|各)?(?:表|图)(?:格|示|片)?\s?(?:[0-9一二三四五六])?(?:中|内)?"
    r"(?:所示|所列|执行|处理|规定|的?标准|[:。,;)]|$)"
)
_PICTURED = re.compile(r"(?:如|见|详见|参见)(?:以?下|上|附)?图|图片(?:所示|如下)")
_CAPTION = re.compile(r"^(?:附)?表\s?[0-9一二三四五六](?:[-.][0-9])?\s?[:、.]?\s?\S{0,24}$")
NEAR = 8  # blocks behind the announcement in which a table is looked for


def outline_findings(lowering: "Lowering") -> None:
    """P206 for a table or picture that is not there, P207 for a label said twice, P208 for a number left out."""
    _labels(lowering)
    _lost_tables(lowering)


def _labels(lowering: "Lowering") -> None:
    last: dict[tuple[object, ...], tuple[int, Block]] = {}
    for block in lowering.announcement.blocks:
        if block.kind not in ("heading", "provision") or block.style not in _NUMBERED or "之" in block.label:
            continue
        number = _number(block)
        if number is None:
            continue
        parent = () if block.style in _WHOLE else block.path[:-1]
        stem = block.label[: -len(str(number))] if block.style in ("DECIMAL", "CODE") else ""
        key = (block.style, parent, stem)
        before = last.get(key)
        if before is not None and number != 1 and number != before[0] + 1:
            place = lowering.ingested.normal.raw_span(block.start, max(block.body, block.start + 1))
            if number == before[0]:
                related = (lowering.ingested.normal.raw_span(before[1].start, max(before[1].body, before[1].start + 1)),)
                lowering.diagnostics.add("P207", place, related=related, label=block.label)
            elif number > before[0]:
                lowering.diagnostics.add("P208", place, label=block.label, before=before[1].label)
        last[key] = number, block


def _number(block: Block) -> int | None:
    """The number of a label; the last one of 1.2.3 or G-1-2."""
    label = block.label
    if label and "①" <= label[0] <= "⒇":
        return (ord(label[0]) - 0x2460) % 20 + 1
    found = re.search(r"[0-9]+$", label) if block.style in ("DECIMAL", "CODE") else _FIGURE.search(label)
    value = parse_numeral(found.group()) if found else None
    return int(value) if value is not None and value == int(value) else None


def _lost_tables(lowering: "Lowering") -> None:
    announcement = lowering.announcement
    tabled = sorted(number for table in announcement.tables for number in table.blocks)
    seen: set[Span] = set()
    for sentence in announcement.sentences:
        block = announcement.blocks[sentence.block]
        if block.kind == "row" or sentence.span in seen:
            continue
        caption = _CAPTION.match(sentence.text)
        if not (caption or _ANNOUNCED.search(sentence.text) or _PICTURED.search(sentence.text)):
            continue
        pictured = _PICTURED.search(sentence.text) and not _ANNOUNCED.search(sentence.text.replace("图", ""))
        behind = [n for n in tabled if sentence.block <= n <= _reach(announcement.blocks, sentence.block)]
        named = re.search(r"附表|上表|上述表|表\s?[0-9一二三四五六]", sentence.text)
        if pictured or not (behind or (tabled and named and not caption)):
            seen.add(sentence.span)
            lowering.diagnostics.add("P206", sentence.span, understood=False, text=sentence.text[:60])


def _reach(blocks: tuple[Block, ...], start: int) -> int:
    """The last of the next NEAR blocks that are not blank."""
    left = NEAR
    for number in range(start + 1, len(blocks)):
        left -= blocks[number].kind != "blank"
        if left == 0:
            return number
    return len(blocks)
