"""Turns a written numeral (Arabic, Chinese or mixed) into an exact Decimal, and back."""

import re
from decimal import Context, Decimal, Inexact
from functools import lru_cache
from typing import Literal

# Full-width figures and marks that stand in numerals, one character for one.
WIDTH = str.maketrans("０１２３４５６７８９，．：％～－／　\u00a0", "0123456789,.:%~-/  ")

_DIGITS = {char: value for value, chars in enumerate(("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
           for char in chars}  # fmt: skip
_FORMAL = str.maketrans("拾佰仟萬億兩", "十百千万亿两")
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_LONGEST = 200  # characters: what a person writes is far shorter, and the parser recurses at each 万 and 亿

CHINESE_DIGITS = "".join(_DIGITS)
CHINESE_SCALES = "十拾百佰千仟万亿廿卅"
_ARABIC = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}(?![0-9０-９]))+|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
_CHINESE = f"[{CHINESE_DIGITS}{CHINESE_SCALES}]+(?:点[{CHINESE_DIGITS}]+[百佰千仟万亿]*)?"
ARABIC_PATTERN = _ARABIC
# A maximal run of numeral characters; whether it is a numeral is for parse_numeral to say.
NUMERAL_PATTERN = f"(?:{_ARABIC}|{_CHINESE})+"

_ARABIC_WHOLE = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_MIXED_PART = re.compile(r"零?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)([十百千万亿]*)")
_SECTION = re.compile(
    r"(?:([一二两三四五六七八九])千)?零?(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九]?)(十)|(廿)|(卅))?零?([一二三四五六七八九])?"
)
_COLLOQUIAL = re.compile(r"(?:([一二两三四五六七八九])千([一二三四五六七八九])|([一二两三四五六七八九])百([一二三四五六七八九])"
                         r"|([一二两三四五六七八九])千([一二两三四五六七八九])百([一二三四五六七八九]))")  # fmt: skip
_EXACT = Context(prec=4000, traps=[Inexact])


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without exponent: 30.0 and 3E+1 both become 30."""
    value = _EXACT.normalize(value)
    if value.is_zero():
        return Decimal(0)
    exponent = value.as_tuple().exponent
    return _EXACT.quantize(value, Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def product(left: Decimal, right: Decimal) -> Decimal:
    """left × right without rounding."""
    return plain(left if right == 1 else _EXACT.multiply(left, right))


def total(left: Decimal, right: Decimal) -> Decimal:
    """left + right without rounding."""
    return plain(_EXACT.add(left, right))


def quotient(dividend: int, divisor: int) -> Decimal | None:
    """dividend / divisor when it is a finite decimal, else None; divisor > 0."""
    rest, places = divisor // _gcd(dividend, divisor), 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    return plain(Decimal(f"{dividend * 10**places // divisor}E-{places}")) if rest == 1 else None


def _gcd(left: int, right: int) -> int:
    while right:
        left, right = right, left % right
    return abs(left) or 1


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal | None:
    """The exact value of the whole of `text`, or None when it is no numeral.

    Reads 1,000 · 4.5 · 二千 · 三万六千 · 十二 · 廿 · 壹万 · 两 · 零点二 · 十万零五百 · 二〇二三 · 3万 · 4.5千 · 1亿2000万, and
    the colloquial 一千二 (1200). A leading - or 负 makes it negative. Never raises.
    """
    if not text or len(text) > _LONGEST:
        return None
    text = text.translate(WIDTH).translate(_FORMAL)
    if text[0] in "-−负":
        value = parse_numeral(text[1:]) if text[1:2] not in ("-", "−", "负") else None
        return None if value is None else plain(-value if value else value)
    if _ARABIC_WHOLE.fullmatch(text):
        return plain(Decimal(text.replace(",", "")))
    if text[0].isascii():
        return _mixed(text)
    return _chinese(text)


def _mixed(text: str) -> Decimal | None:
    """Arabic figures with Chinese scales, in falling order: 3万, 4.5千, 1亿2000万, 3万5, 3万五千."""
    sum_, at = Decimal(0), 0
    limit: int | None = None
    while at < len(text):
        part = _MIXED_PART.match(text, at)
        if part is None:
            tail = _below(_plain_zero(text[at:]), limit) if limit == 4 or limit == 8 else None
            return None if tail is None else total(sum_, Decimal(tail))
        figure, scale = Decimal(part[1].replace(",", "")), sum(_SCALES[char] for char in part[2])
        if not _falling_scale(part[2]):
            return None
        if limit is not None and not part[2] and len(part[1]) == 1 and not part[0].startswith("零"):
            scale = limit - 1
        value = product(figure, Decimal(10) ** scale)
        if limit is not None and value >= Decimal(10) ** limit:
            return None
        sum_, limit, at = total(sum_, value), scale, part.end()
        if at < len(text) and not part[2]:
            return None
    return sum_


def _falling_scale(scales: str) -> bool:
    """Whether scales after a figure are ones people write: 千, 万, 千万, 万亿, 百万 …, at most one small and then 万 or 亿."""
    return bool(re.fullmatch(r"[十百千]?(?:万亿|[万亿])?", scales))


def _chinese(text: str) -> Decimal | None:
    whole, point, tail = text.partition("点")
    if not point:
        value = _integer(whole)
        return None if value is None else Decimal(value)
    figures = tail.rstrip("百千万亿")
    scales = tail[len(figures) :]
    if not figures or any(char not in _DIGITS or char == "两" for char in figures) or not re.fullmatch(r"[百千]?(?:万亿|[万亿])?", scales):
        return None
    value = _integer(whole)
    if value is None:
        return None
    digits = "".join(str(_DIGITS[char]) for char in figures)
    return product(Decimal(f"{value}.{digits}"), Decimal(10) ** sum(_SCALES[char] for char in scales))


def _integer(text: str) -> int | None:
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return _positional(text)
    if text[0] in "零〇○":
        return None
    return _scaled(_plain_zero(text))


def _plain_zero(text: str) -> str:
    """One way to write each digit: 零 for 〇, 一 for 壹 …, but 两 stays."""
    return "".join(char if char == "两" or char not in _DIGITS else "零一二三四五六七八九"[_DIGITS[char]] for char in text)


def _positional(text: str) -> int | None:
    """Digit by digit: 二〇二三. Two or three digits without a zero (二三) say 'two or three' and are no numeral."""
    if len(text) > 1 and ("两" in text or (len(text) != 4 and not any(char in "零〇○" for char in text))):
        return None
    return int("".join(str(_DIGITS[char]) for char in text))


def _scaled(text: str) -> int | None:
    for scale in ("亿", "万"):
        if scale in text:
            high, _, low = text.rpartition(scale)
            power = _SCALES[scale]
            upper = _scaled(high) if high else None
            if scale == "万" and upper is not None and upper >= 10_000:
                upper = None
            lower = _below(low, power)
            return None if upper is None or lower is None else upper * 10**power + lower
    return _section(text)


def _below(text: str, power: int) -> int | None:
    """What follows a 万 (power 4) or 亿 (power 8): nothing, a smaller numeral, or one colloquial digit (三万六 = 36000)."""
    if not text:
        return 0
    if len(text) == 1 and text in "一二三四五六七八九":
        return _DIGITS[text] * int(10 ** (power - 1))
    bare = text.removeprefix("零")
    value = _scaled(bare) if bare else None
    return value if value is not None and value < 10**power else None


def _section(text: str) -> int | None:
    """A numeral below ten thousand."""
    if short := _COLLOQUIAL.fullmatch(text):
        thousand, hundred_tail, hundred, ten_tail, thousand2, hundred2, ten2 = (_DIGITS.get(part or "零", 0) for part in short.groups())
        return (thousand + thousand2) * 1000 + (hundred_tail + hundred + hundred2) * 100 + (ten_tail + ten2) * 10
    match = _SECTION.fullmatch(text)
    if match is None or text.endswith("零"):
        return 2 if text == "两" else None
    thousand, hundred = _DIGITS[match[1] or "零"], _DIGITS[match[2] or "零"]
    ten = 2 if match[5] else 3 if match[6] else _DIGITS[match[3] or "一"] if match[4] else 0
    return thousand * 1000 + hundred * 100 + ten * 10 + _DIGITS[match[7] or "零"]


def print_numeral(value: Decimal, style: Literal["chinese", "arabic"] = "arabic") -> str:
    """`value` in words (三万六千, 零点二) or figures (36000, 0.2); parse_numeral reads it back. Raises ValueError for NaN and infinity."""
    if not value.is_finite():
        raise ValueError(f"no numeral for {value}")
    figures = format(plain(value), "f")
    if style == "arabic":
        return figures
    sign, figures = ("负", figures[1:]) if figures.startswith("-") else ("", figures)
    whole, _, tail = figures.partition(".")
    words = sign + _words(int(whole))
    return words + "点" + "".join("零一二三四五六七八九"[int(digit)] for digit in tail) if tail else words


def _words(number: int) -> str:
    if number == 0:
        return "零"
    for scale, power in (("亿", 8), ("万", 4)):
        if number >= 10**power:
            high, low = divmod(number, 10**power)
            gap = "零" if low and low < 10 ** (power - 1) else ""
            return _words(high) + scale + (gap + _words(low) if low else "")
    words, gapped = "", False
    for scale, power in (("千", 3), ("百", 2), ("十", 1), ("", 0)):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if gapped and words else "") + "零一二三四五六七八九"[digit] + scale
        gapped = digit == 0
    return words.removeprefix("一") if words.startswith("一十") else words
