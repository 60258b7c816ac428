"""Word's automatic numbers: numbering and styles of a document → the label that a paragraph shows but does not hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rulec.ingest.docx_parts import Node

_CN = "〇一二三四五六七八九"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    style: str  # numFmt
    text: str  # lvlText
    start: int
    legal: bool


@dataclass(slots=True)
class Numbering:
    """`label` counts; paragraphs must be asked for in document order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # abstract list → level
    lists: dict[str, str] = field(default_factory=dict)  # numId → abstract list
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # paragraph style → (numId, level)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def of(self, properties: Node | None) -> tuple[str, int] | None:
        """(numId, level) that a paragraph's properties or its style give it; None where it has no automatic number."""
        if properties is None:
            return None
        own = properties.child("numPr")
        style = properties.child("pStyle")
        known = self.styles.get(style.attribute("val")) if style is not None else None
        if own is None:
            return known
        number, level = own.child("numId"), own.child("ilvl")
        name = number.attribute("val") if number is not None else (known[0] if known else "")
        at = _int(level.attribute("val") if level is not None else "", known[1] if known else 0)
        return None if name in ("", "0") else (name, min(max(at, 0), _LEVELS - 1))

    def label(self, place: tuple[str, int]) -> str | None:
        """The next number at `place` as it is shown, blank behind it included; None where the document does not define it."""
        name, at = place
        abstract = self.lists.get(name)
        level = self.levels.get(abstract or "", {}).get(at)
        if abstract is None or level is None:
            return None
        counts = self.counts.setdefault(abstract, [0] * _LEVELS)
        for above in range(at):
            counts[above] = counts[above] or self._start(abstract, above)
        counts[at] = counts[at] + 1 if counts[at] else level.start
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        if level.style == "bullet":
            return "• "
        if level.style == "none":
            return ""
        shown = level.text
        for number in range(at + 1):
            if f"%{number + 1}" not in level.text:
                continue
            style = self.levels[abstract].get(number, level).style
            written = _written(counts[number], "decimal" if level.legal else style)
            if written is None:
                return None
            shown = shown.replace(f"%{number + 1}", written)
        return shown + (" " if shown[-1:].isalnum() and not "①" <= shown[-1] <= "⑳" else "")

    def _start(self, abstract: str, at: int) -> int:
        level = self.levels[abstract].get(at)
        return level.start if level else 1


def numbering(numbers: Node | None, styles: Node | None) -> Numbering:
    """Definitions from word/numbering.xml and word/styles.xml; either may be missing."""
    found = Numbering()
    for node in numbers.children if numbers is not None else ():
        if node.name == "abstractNum":
            found.levels[node.attribute("abstractNumId")] = {
                _int(level.attribute("ilvl"), 0): _level(level) for level in node.children if level.name == "lvl"
            }
        elif node.name == "num":
            abstract = node.child("abstractNumId")
            if abstract is not None:
                found.lists[node.attribute("numId")] = abstract.attribute("val")
    for style in styles.children if styles is not None else ():
        properties = style.child("pPr") if style.name == "style" else None
        place = found.of(properties) if properties is not None else None
        if place is not None:
            found.styles[style.attribute("styleId")] = place
    return found


def _level(node: Node) -> _Level:
    def value(name: str, default: str) -> str:
        child = node.child(name)
        return child.attribute("val") if child is not None else default

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), _int(value("start", "1"), 1), node.child("isLgl") is not None)


def _int(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _written(number: int, style: str) -> str | None:
    """`number` in a numeral style of Word; None for one that announcements have no use for."""
    if style in ("decimal", "decimalHalfWidth", "decimalFullWidth", "decimalZero"):
        return str(number)
    if style in _CHINESE:
        return _chinese(number)
    if style in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((64 if style == "upperLetter" else 96) + number)
    if style in ("upperRoman", "lowerRoman") and number < 50:
        return _roman(number) if style == "upperRoman" else _roman(number).lower()
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x245F + number)
    return None


_CHINESE: Mapping[str, None] = dict.fromkeys(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
     "ideographDigital", "chineseLegalSimplified")
)  # fmt: skip


def _chinese(number: int) -> str:
    """1 to 99 as 一 … 九十九; larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _CN[tens] + "十"
    return head + (_CN[ones] if ones else "")


def _roman(number: int) -> str:
    out = ""
    for value, sign in ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            out, number = out + sign, number - value
    return out
