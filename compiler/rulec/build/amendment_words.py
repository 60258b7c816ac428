"""Words of an amendment → what they mean in the text it amends: labels, codes, figures and passages looked for."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rulec.lexicon.numerals import print_numeral
from rulec.lexicon.quantities import find_quantities

ARTICLE_LABEL = re.compile(r"第[0-9零〇一二三四五六七八九十百千两]+条(?:之[一二三四五六七八九十]+)?")
ITEM_LABEL = re.compile(r"[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[、.)．）]|[①-⑳㈠-㈩⑴-⒇]")
CODE_LABEL = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}|[A-Z]{1,3}-[0-9]+(?:-[0-9]+)*")


def labels_of(words: str) -> list[str]:
    return ARTICLE_LABEL.findall(words)


def label_numbers(label: str) -> tuple[str, str | None]:
    found = re.match(r"第([0-9零〇一二三四五六七八九十百千两]+)条(?:之([一二三四五六七八九十]+))?", label)
    assert found is not None
    return found.group(1), found.group(2)


def unit_of(becomes: str) -> str:
    if CODE_LABEL.search(becomes):
        return "code"
    return next((unit for unit in ("项", "款", "条") if unit in becomes), "")


def code_key(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", code))


def speaks_of(sentence: str, parts: Sequence[str]) -> bool:
    """Whether a sentence has every word of a noun; 扣分 stands there as 扣10分 too."""
    bare = re.sub(r"[0-9.]+|(?<=[扣记罚处])[一二三四五六七八九十百千两]+", "", sentence)
    return all(part in sentence or part in bare for part in parts)


def found_words(text: str, old: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every place of `old` in `text[start:end]`, blanks and line ends apart."""
    words = [re.escape(char) for char in old if not char.isspace()]
    if not words:
        return []
    closed = words[-1] == "。" and len(words) > 1
    pattern = re.compile(r"\s*".join(words[:-1] if closed else words) + (r"(?:\s*。)?" if closed else ""))
    return [m.span() for m in pattern.finditer(text, start, end)]


def found_figures(text: str, old: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every place of a figure: as written, else one of the same size (五百元 for 500元)."""
    literal = [m.span() for m in re.finditer(rf"(?<![0-9.]){re.escape(old)}(?![0-9])", text[start:end])]
    if literal:
        return [(start + a, start + b) for a, b in literal]
    wanted = find_quantities(old)
    if len(wanted) != 1 or wanted[0].end - wanted[0].start != len(old):
        return []
    size = (wanted[0].quantity.kind, wanted[0].quantity.low, wanted[0].quantity.high, wanted[0].quantity.unit)
    found = find_quantities(text[start:end])
    return [(start + m.start, start + m.end) for m in found if (m.quantity.kind, m.quantity.low, m.quantity.high, m.quantity.unit) == size]


def item_label(written: str, number: int) -> str:
    """The number in the form of the label beside it: (二) → (三), 2. → 3."""
    if re.search(r"[①-⑳]", written):
        return written.replace(re.findall(r"[①-⑳]", written)[0], chr(ord("①") + number - 1))
    if re.search(r"[0-9]", written):
        return re.sub(r"[0-9]+", str(number), written)
    return re.sub(r"[一二三四五六七八九十]+", chinese(number), written)


def chinese(number: int) -> str:
    """A number as articles are counted: 12 → 十二."""
    return print_numeral(Decimal(number), "chinese")


def shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:40] + "…"
