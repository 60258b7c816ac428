"""Segments behind a sum → what they say of it: which of two sums counts, how it is rounded, what it is at least."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from rulec.lexicon.quantities import find_quantities
from rulec.source import cover
from rulec.syntax.clauses import ComparisonPhrase, Mark, MeasurePhrase, Segment

_PICKED = re.compile(
    r"^(?:但|且)?(?:其中|上述|前述)?(?:两者|二者|两项|三者|三项|两种|几者)?(?:之间|之中|中|相比)?,?(?:应)?(?:以|按照?|取|选择?)?(?:其中|两者|二者)?(?:中|之)?(?:的|金额|数额)?"
    r"(?P<which>较高|较低|较大|较小|较多|较少|更高|更低|最高|最低|孰高|孰低|高|低)(?:的|者|值|金额|数额|一项|一方|一个|原则)*(?:为准|计算|执行|确定|支付|收取|处罚|处理|计|适用)?$"
)
_WHOLE = re.compile(
    r"^(?:按|并)?(?:四舍五入)?(?:后)?(?:取整数?|去除小数(?:点)?后?取整|舍去小数|抹去?零头|取整到元|取整至元|精确到元|向下取整|向上取整|进位取整)(?:计算)?$"
)
_REST = re.compile(
    r"^(?:结果|金额)?不足([0-9一二三四五六七八九十百千万]+元)的?(?:部分)?,?(?P<what>不计|不予计算|舍去|忽略|按[0-9一二三四五六七八九十百千万]+元(?:计算?|收取))$"
)
_BY = re.compile(r"^(?:均|一律|则)?(?:按照?|为|以|计为)([0-9一二三四五六七八九十百千万.,]+元)(?:计算?|收取|处罚|支付|计|执行|处以)*$")


@dataclass(frozen=True, slots=True)
class RoundingTerm:
    """Rounded to a multiple of `to` yuan."""

    to: Decimal
    mode: Literal["half_up", "down", "up"]


def picks(segment: Segment) -> Literal["max", "min"] | None:
    """两者以较高的为准: which of the sums before counts."""
    found = _PICKED.match(segment.text.strip(" ,，")) if segment.kind == "statement" else None
    if found is None:
        return None
    return "max" if found["which"][-1] in "高大多" else "min"


def rounding_of(segment: Segment) -> RoundingTerm | None:
    """取整, 四舍五入取整, 不足10元部分不计: how the sum before is rounded."""
    text = segment.text.strip(" ,，")
    if _WHOLE.match(text):
        mode: Literal["half_up", "down", "up"] = "half_up" if "四舍五入" in text else "up" if "向上" in text or "进位" in text else "down"
        return RoundingTerm(Decimal(1), mode)
    rest = _REST.match(text)
    if rest is None:
        return None
    figures = [q.quantity.low for q in find_quantities(text) if q.quantity.kind == "money"]
    if not figures or figures[0] is None or (len(figures) > 1 and figures[1] != figures[0]):
        return None
    return RoundingTerm(figures[0], "up" if rest["what"].startswith("按") else "down")


def is_sum_term(segment: Segment) -> bool:
    """Whether a segment behind a sanction only says more about its sum."""
    return picks(segment) is not None or rounding_of(segment) is not None


def with_floors(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """罚款不足五百元的,按五百元处罚 as one segment that says 最低五百元; everything else as it is."""
    found: list[Segment] = []
    at = 0
    while at < len(segments):
        made = _floor(segments[at], segments[at + 1]) if at and at + 1 < len(segments) else None
        found.append(made or segments[at])
        at += 2 if made else 1
    return tuple(found)


def _floor(first: Segment, second: Segment) -> Segment | None:
    stated = _BY.match(second.text.strip(" ,，"))
    figures = [p for p in first.parts if not isinstance(p, Mark)]
    if stated is None or len(figures) != 1 or not re.match(r"^(?:其)?(?:罚款|违约金|计算结果|结果|金额|总额|上述)", first.text):
        return None
    figure = figures[0]
    amount = figure.amounts[0] if isinstance(figure, MeasurePhrase) and figure.amounts else getattr(figure, "amount", None)
    value = next((q.quantity.low for q in find_quantities(stated[1])), None)
    if amount is None or amount.kind != "money" or value is None or value not in (amount.low, amount.high):
        return None
    relation: Literal["ge", "le"] = "ge" if amount.high == value else "le"
    limit = ComparisonPhrase("", replace(amount, low=value, high=value, bounded=False), ((relation, value),), first.text, first.span)
    word = "最低" if relation == "ge" else "最高"
    return Segment("numeric", (limit,), f"{word}{first.text},{second.text}", cover((first.span, second.span)))
