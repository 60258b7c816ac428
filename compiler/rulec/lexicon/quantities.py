"""Turns figures with units (二千元, 30日, 1-3分, 百分之十, X天) into typed quantities with their place in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, cast

from rulec.lexicon.calendar import DateMatch, find_clocks, find_dates
from rulec.lexicon.numerals import ARABIC_PATTERN, NUMERAL_PATTERN, WIDTH, parse_numeral, product, quotient, total
from rulec.lexicon.units import Kind, Unit, unit_at, unit_named

__all__ = ["Kind", "Quantity", "QuantityMatch", "find_quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and its unit. `low == high` for one figure; a range has both ends as written (a reversed one stays reversed).

    Figures are in the canonical `unit`, exact; a rate is a share (10% is 0.1; `percent` and `percent_high` give 10). A multiple (三倍)
    has unit "times" and kind "multiple". Low and high are None for a `hole` (X天; in X至10天 the known end is kept), for a share that
    is no finite decimal (三分之一: `fraction` is (1, 3)), and for a list under one unit (扣25、50、75分: `values`); `respective` values belong to another list, one to one (分别).
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    kind: Kind
    hole: str | None = None
    written_unit: str = ""
    values: tuple[Decimal, ...] = ()
    fraction: tuple[int, int] | None = None
    respective: bool = False

    @property
    def percent(self) -> Decimal | None:
        """`low` of a rate as percent: 0.3 → 30."""
        return None if self.low is None else product(self.low, Decimal(100))

    @property
    def percent_high(self) -> Decimal | None:
        """`high` of a rate as percent."""
        return None if self.high is None else product(self.high, Decimal(100))


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """A quantity at `start..end` of the text searched (a currency before the figure and the unit after it belong to it)."""

    start: int
    end: int
    quantity: Quantity


class _Amount(NamedTuple):
    """A figure with its unit, or a bare figure (unit None). `value` is in the canonical unit where there is one."""

    start: int
    end: int
    figure: str
    value: Decimal | None
    unit: Unit | None
    high: Decimal | None = None
    hole: str | None = None
    fraction: tuple[int, int] | None = None
    composed: bool = False


_SPACE = re.compile(r" {0,2}")
_TO = re.compile(r" {0,2}(?:-{1,2}|[—–―−~～]{1,2}|至|到) {0,2}")
_RUN = re.compile(NUMERAL_PATTERN)
_ATOM = re.compile(rf"{ARABIC_PATTERN}|[^0-9.,]+")
_CURRENCY = r"(?:人民币|新台币|RMB|CNY|￥|¥)(?: ?为| ?:)? ?"
_HOLE = r"(?<![A-Za-z0-9%Ｘ×Ｎ*_])(?:X{1,4}|x{1,4}|Ｘ{1,4}|×{1,4}|[YZNMn]|Ｎ|\*{2,4}|_{2,8})(?![A-Za-z0-9×])"
_HALF = r"半个?(?:工作日|小时|钟头|钟|月|年|天|日|倍)(?![度报])"
_START = re.compile(
    rf"(?P<dotted>[0-9]+(?:\.[0-9]+){{2,}})|(?P<currency>{_CURRENCY})(?=[0-9一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾])"
    rf"|(?P<half>{_HALF})|(?P<hole>{_HOLE})|(?P<equal>等值(?!货币|外币|人民币|美元))|(?P<run>{NUMERAL_PATTERN})"
)
_HOLE_HERE = re.compile(_HOLE)
_UP_TO_BOUND = re.compile(r" ?以上 ?")
_CURRENCY_HERE = re.compile(_CURRENCY)
_ROUGH = re.compile(r"([一二两三四五六七八])([二三四五六七八九])([十百千]?[万亿]?)")
_SCALED = re.compile(r"(.+?)([百千万亿]|万亿|[百千]万)")
_LIST = re.compile(rf"(?:{ARABIC_PATTERN}(?:、|或者?|和|及)){{1,12}}{ARABIC_PATTERN}")
_ORDINAL_CHAIN = re.compile(rf"(?:(?: ?(?:[-—–~～至到、和或及]|以及) ?)(?:{NUMERAL_PATTERN})){{0,12}}")
_CHOICE_JOINT = re.compile(r"(?P<last> ?、?或者? ?)|(?P<more> ?、 ?)")
_BOUNDED_AFTER = re.compile(r" ?(?:及|或)?(?:以[上下内外]|之内|至|到|-|~|—)")
_FOR_GOOD = re.compile(r" ?(?:至|到|直至|-|~) ?永久")
_LIST_VERB = re.compile(r"[扣计记罚加减满达到为处] ?$")
_DURING = re.compile(r" ?(?:之?内|以|后|前|的|起)")
_SECONDS = re.compile(rf" ?(?:{ARABIC_PATTERN}) ?秒")
_HALF_AFTER = re.compile(r"半(?![径价数年个天额成程决封托月])")
_CARRY = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60)}
_HALVES = {"year": ("month", 6), "hour": ("minute", 30), "minute": ("second", 30)}
_HALF_UNITS = {
    "工作日": ("working_day", "0.5"), "小时": ("minute", "30"), "钟头": ("minute", "30"), "钟": ("minute", "30"), "月": ("day", "15"),
    "年": ("month", "6"), "天": ("day", "0.5"), "日": ("day", "0.5"), "倍": ("times", "0.5"),
}  # fmt: skip
_DENOMINATORS = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000}
# Words that end in 一 or say "that one": the 一 after them is no figure.
_NOT_ONE = "统唯专逐划归之同某任另再又下上这那该此头"
_LONGEST_FIGURE = 40


def find_quantities(text: str, dates: Iterable[DateMatch] | None = None) -> list[QuantityMatch]:
    """Every quantity of `text`, leftmost first, without overlap; linear in its length. Dates and times of day are not quantities: `dates`
    are those of the text where they are known already."""
    text = text.translate(WIDTH)
    dates = find_dates(text) if dates is None else dates
    places = [(day.start, day.end) for day in dates] + [(clock.start, clock.end) for clock in find_clocks(text)]
    return list(_scan(text, sorted(places)))


def _scan(text: str, places: list[tuple[int, int]]) -> Iterable[QuantityMatch]:
    at = next_place = calendar_end = 0
    while match := _START.search(text, at):
        start = match.start()
        while next_place < len(places) and places[next_place][1] <= start:
            calendar_end = max(calendar_end, places[next_place][1])
            next_place += 1
        if next_place < len(places) and places[next_place][0] <= start:
            at = calendar_end = places[next_place][1]
            continue
        if match["dotted"]:
            at = match.end()
            continue
        if text[max(0, start - 2) : start].rstrip(" ").endswith("第"):
            chain = _ORDINAL_CHAIN.match(text, match.end())
            at = chain.end() if chain else match.end()
            continue
        if (end := _day_of_month(text, match, calendar_end)) is not None:
            at = calendar_end = end
            continue
        found = _quantity(text, match)
        at = found.end if found else match.end()
        if found:
            yield found


def _day_of_month(text: str, match: re.Match[str], calendar_end: int) -> int | None:
    """The end of 15日 in 每月15日, 每月5日、15日, 10月7日、9日: a day of the calendar and no duration."""
    end = match.end()
    if text[end : end + 1] != "日":
        return None
    start = match.start()
    if start and text[start - 1] == "月" and text[start - 2 : start - 1] not in ("个", "然"):
        return end + 1
    between = text[calendar_end:start]
    listed = calendar_end > 0 and len(between) <= 2 and between.strip(" ") in ("、", "和", "或", "及", "至", "到", "-", "—", "~")
    return end + 1 if listed and not _DURING.match(text, end + 1) else None


def _quantity(text: str, match: re.Match[str]) -> QuantityMatch | None:
    start = match.start()
    if match["equal"]:
        return QuantityMatch(start, match.end(), Quantity(Decimal(1), Decimal(1), "times", "multiple", written_unit="等值"))
    if match["half"]:
        return _half(text, match)
    low = _amount(text, start)
    if low is None:
        return None
    if found := _range(text, low):
        return found
    if low.unit is not None and (for_good := _FOR_GOOD.match(text, low.end)) and low.unit.kind == "duration":  # 1天至永久: no upper end
        return _match(low, for_good.end(), low.value, None, low.hole)
    if found := _choices(text, low):
        return found
    if low.unit is not None:
        high = low.high if low.high is not None else low.value
        return _match(low, low.end, low.value, high, low.hole, low.fraction)
    return _list(text, low) or _borrowed(text, low)


def _match(
    amount: _Amount,
    end: int,
    low: Decimal | None,
    high: Decimal | None,
    hole: str | None,
    fraction: tuple[int, int] | None = None,
    start: int = -1,
) -> QuantityMatch:
    unit = amount.unit
    if unit is None:
        raise ValueError("a quantity needs a unit")
    quantity = Quantity(low, high, unit.canonical, unit.kind, hole, unit.written, (), fraction)
    return QuantityMatch(amount.start if start < 0 else start, end, quantity)


def _half(text: str, match: re.Match[str]) -> QuantityMatch | None:
    before, written = text[max(0, match.start() - 1) : match.start()], match["half"]
    name = written.removeprefix("半").removeprefix("个")
    if before and (before in "一夜" or (before in "上下前后大" and "个" not in written)):
        return None
    canonical, figure = _HALF_UNITS[name]
    kind: Kind = "multiple" if canonical == "times" else "duration"
    value = Decimal(figure)
    return QuantityMatch(match.start(), match.end(), Quantity(value, value, canonical, kind, written_unit=written.removeprefix("半")))


def _amount(text: str, start: int) -> _Amount | None:
    """The figure that begins at `start`, with its unit and what is added to it (一年六个月); None where no figure begins."""
    currency = _CURRENCY_HERE.match(text, start)
    at = currency.end() if currency else start
    if hole := _HOLE_HERE.match(text, at):
        return _with_unit(text, _Amount(start, hole.end(), hole[0], None, None, hole=hole[0]), at)
    run = _RUN.match(text, at)
    if run is None or len(run[0]) > _LONGEST_FIGURE:
        return None
    if text.startswith("分之", run.end()):
        return _share(text, start, run)
    figure = run[0]
    if figure[-1] in "千毫" and text[run.end() : run.end() + 1] in ("克", "米") and len(figure) > 1:
        figure = figure[:-1]
    value, high, skipped = _value(figure)
    if value is None:
        return None
    at, end = at + skipped, at + len(figure)
    figure = figure[skipped:]
    if figure == "一" and at and text[at - 1] in _NOT_ONE and text[max(0, at - 2) : at] not in ("以上", "以下"):
        return None
    begin = start if currency else at
    if not currency and at > 1 and text[at - 1] == "-" and text[at - 2] in "<>≤≥=≦≧＜＞":
        value, begin = (-value if value else value), at - 1
    amount = _with_unit(text, _Amount(begin, end, figure, value, None, high), at)
    if amount.unit is None and currency:
        name = "新台币" if currency[0].startswith("新") else "元"
        return amount._replace(unit=unit_named(name))
    if currency and currency[0].startswith("新") and amount.unit is not None:
        return amount._replace(unit=amount.unit._replace(canonical="TWD"))
    return amount


def _value(figure: str) -> tuple[Decimal | None, Decimal | None, int]:
    """Value, upper value of a rough figure (两三次), and how many leading characters belong to something else (情形2三次: the 2)."""
    value = parse_numeral(figure)
    if value is not None:
        return value, None, 0
    if rough := _ROUGH.fullmatch(figure):
        low, high = parse_numeral(rough[1] + rough[3]), parse_numeral(rough[2] + rough[3])
        ones = parse_numeral(rough[1]), parse_numeral(rough[2])
        if low is not None and high is not None and None not in ones and cast(Decimal, ones[1]) - cast(Decimal, ones[0]) == 1:
            return low, high, 0
    atoms = list(_ATOM.finditer(figure))
    if len(atoms) > 1:
        last, before = atoms[-1][0], atoms[-2][0]
        if (last[0].isdigit() and last[0].isascii() and before[-1] not in "十百千万亿廿卅拾佰仟点") or last[0] in "一二两三四五六七八九":
            return parse_numeral(last), None, atoms[-1].start()
    return None, None, 0


def _share(text: str, start: int, run: re.Match[str]) -> _Amount | None:
    """百分之三十, 万分之五, 三分之一, 百分之X."""
    denominator = Decimal(_DENOMINATORS[run[0]]) if run[0] in _DENOMINATORS else parse_numeral(run[0])
    if denominator is None or denominator < 2 or denominator != int(denominator):
        return None
    of = int(denominator)
    unit = unit_named("%")._replace(written=run[0] + "分之", scale=Decimal(f"1E-{len(str(of)) - 1}"))
    at = run.end() + 2
    if hole := _HOLE_HERE.match(text, at):
        return _Amount(start, hole.end(), hole[0], None, unit, hole=hole[0])
    part = _RUN.match(text, at)
    if part is None or len(part[0]) > _LONGEST_FIGURE:
        return None
    value = Decimal(100) if part[0] == "百" else parse_numeral(part[0])
    if value is None:
        return None
    if str(of).strip("0") == "1":
        return _Amount(start, part.end(), part[0], product(value, unit.scale), unit)
    if value != int(value):
        return None
    share = quotient(int(value), of)
    fraction = (int(value), of) if share is None else None
    return _Amount(start, part.end(), part[0], share, unit, fraction=fraction, composed=True)


def _with_unit(text: str, amount: _Amount, at: int) -> _Amount:
    """`amount` in the unit that follows it, if one does, and with what is added to it in a smaller unit."""
    if amount.value is not None and amount.unit is None and (more := _and_a_half(text, amount)):
        return more
    unit = unit_at(text, amount.end, amount.figure, at)
    if unit is None:
        return amount
    end = cast(re.Match[str], _SPACE.match(text, amount.end)).end() + len(unit.written)
    if amount.value is None:
        return amount._replace(end=end, unit=unit)
    if unit.written == "分" and _SECONDS.match(text, end):
        unit = unit_named("分钟")._replace(written="分")
    high = None if amount.high is None else product(amount.high, unit.scale)
    amount = amount._replace(end=end, unit=unit, value=product(amount.value, unit.scale), high=high)
    return amount if high is not None else _sum(text, amount)


def _and_a_half(text: str, amount: _Amount) -> _Amount | None:
    """一个半小时 (90 minutes), 一个半月 (45 days)."""
    if not text.startswith("个半", amount.end) or amount.value is None:
        return None
    for name, canonical, whole in (("小时", "minute", 60), ("钟头", "minute", 60), ("钟", "minute", 60), ("月", "day", 30)):
        if text.startswith(name, amount.end + 2):
            unit = unit_named("天")._replace(canonical=canonical, written="个半" + name, scale=Decimal(1))
            value = total(product(amount.value, Decimal(whole)), Decimal(whole // 2))
            return amount._replace(end=amount.end + 2 + len(name), unit=unit, value=value, composed=True)
    return None


def _sum(text: str, amount: _Amount) -> _Amount:
    """Adds the smaller units that follow directly: 一年六个月, 2小时30分钟, 一年半, 三元五角."""
    unit = amount.unit
    while unit is not None and amount.value is not None:
        if _HALF_AFTER.match(text, amount.end) and (unit.canonical in ("year", "hour", "minute", "day") or unit.kind == "multiple"):
            name, half = _HALVES.get(unit.canonical, (unit.canonical, 0))
            value = total(product(amount.value, Decimal(2 * half)), Decimal(half)) if half else total(amount.value, Decimal("0.5"))
            return amount._replace(
                end=amount.end + 1, value=value, unit=unit._replace(canonical=name, written=unit.written + "半"), composed=True
            )
        part = _part(text, amount.end, unit)
        if part is None:
            return amount
        name, carry, value, unit, end = part
        amount = amount._replace(end=end, value=total(product(amount.value, Decimal(carry)), value), unit=unit, composed=True)
    return amount


def _part(text: str, at: int, unit: Unit) -> tuple[str, int, Decimal, Unit, int] | None:
    """What is added after a `unit`: canonical name, how many of it the bigger unit is, value, its unit, end."""
    if text[at : at + 1] in ("零", "又"):
        at += 1
    at = cast(re.Match[str], _SPACE.match(text, at)).end()
    run = _RUN.match(text, at)
    value = parse_numeral(run[0]) if run and len(run[0]) <= _LONGEST_FIGURE else None
    if run is None or value is None:
        return None
    end = cast(re.Match[str], _SPACE.match(text, run.end())).end()
    if unit.canonical == "CNY":
        piece = text[end : end + 1]
        if not ((piece == "角" and unit.written[-1] in "元块") or (piece == "分" and unit.written == "角")) or value >= 10:
            return None
        small = unit_named("角")._replace(written=piece)
        return "CNY", 1, product(value, Decimal("0.1" if piece == "角" else "0.01")), small, end + 1
    if unit.canonical not in _CARRY or unit.kind != "duration":
        return None
    name, carry = _CARRY[unit.canonical]
    smaller = unit_at(text, run.end(), run[0], at)
    if smaller is not None and smaller.written == "分" and name == "minute":
        smaller = unit_named("分钟")._replace(written="分")
    if smaller is None or smaller.canonical != name or smaller.scale != 1 or value >= carry:
        return None
    return name, carry, value, smaller, end + len(smaller.written)


def _range(text: str, low: _Amount) -> QuantityMatch | None:
    """10-20分, 1至6个月, 一天到三天, 百分之十至三十, X-Y天."""
    at = low.end
    bare = low.unit is None or text[low.end - 1] == low.figure[-1]
    if low.unit is None and text[at : at + 1] == "个":
        at += 1
    separator = _TO.match(text, at)
    if separator is None or low.fraction or low.high is not None:
        return None
    high = _amount(text, separator.end())
    if high is None or high.start != separator.end() or high.fraction or high.high is not None:
        return None
    hole = "、".join(dict.fromkeys(name for name in (low.hole, high.hole) if name)) or None
    if high.unit is None:
        if low.unit is None or not low.unit.written.endswith("分之") or high.value is None:
            return None
        return _match(low, high.end, low.value, product(high.value, low.unit.scale), hole)
    if low.unit is None or (bare and low.unit.kind == "money"):
        if high.composed or high.unit.written.endswith("分之"):
            return None
        value = None if low.value is None else product(_inherited(low, high), high.unit.scale)
        return _match(high, high.end, value, high.value, hole, start=low.start)
    ends = _same_unit(low, high)
    return None if ends is None else _match(ends[1], high.end, ends[0].value, ends[1].value, hole, start=low.start)


def _borrowed(text: str, low: _Amount) -> QuantityMatch | None:
    """五千以上一万元以下: the bare lower end is in the unit of the upper."""
    after = _UP_TO_BOUND.match(text, low.end)
    high = _amount(text, after.end()) if after is not None and low.value is not None else None
    if high is None or high.unit is None or high.composed or not text.startswith(("以下", "以内"), high.end):
        return None
    value = product(_inherited(low, high), high.unit.scale)
    return _match(high._replace(start=low.start), low.end, value, value, None)


def _inherited(low: _Amount, high: _Amount) -> Decimal:
    """The lower figure under the scale written once: 1-3万元 begins at 10000, 5000-3万元 at 5000."""
    value = cast(Decimal, low.value)
    scaled = _SCALED.fullmatch(high.figure)
    if scaled is None or "万" in low.figure or (low.figure[-1] in "百千亿" and low.figure[0].isascii()):
        return value
    coefficient = parse_numeral(scaled[1])
    scale = parse_numeral("1" + scaled[2])
    return product(value, scale) if coefficient is not None and scale is not None and value < coefficient else value


def _same_unit(low: _Amount, high: _Amount) -> tuple[_Amount, _Amount] | None:
    """Both amounts in one canonical unit (the smaller), or None where that cannot be exact (days and months)."""
    if low.unit is None or high.unit is None or low.unit.kind != high.unit.kind:
        return None
    if low.unit.canonical == high.unit.canonical:
        return low, high
    if low.value is None or high.value is None:
        return None
    for big, small in ((low, high), (high, low)):
        name, factor = cast(Unit, big.unit).canonical, 1
        while name in _CARRY:
            name, carry = _CARRY[name]
            factor *= carry
            if name == cast(Unit, small.unit).canonical:
                same = big._replace(value=product(cast(Decimal, big.value), Decimal(factor)), unit=small.unit)
                return (same, high) if big is low else (low, same)
    return None


def _list(text: str, first: _Amount) -> QuantityMatch | None:
    """扣25、50、75或100分: rising figures under one unit, after the verb they belong to."""
    match = _LIST.match(text, first.start) if _LIST_VERB.search(text[max(0, first.start - 2) : first.start]) else None
    if match is None:
        return None
    figures = [parse_numeral(part[0]) for part in re.finditer(ARABIC_PATTERN, match[0])]
    values = [value for value in figures if value is not None]
    last = match[0][-1:]
    unit = unit_at(text, match.end(), last, match.end() - 1)
    if unit is None or len(values) != len(figures) or any(left >= right for left, right in pairwise(values)):
        return None
    end = cast(re.Match[str], _SPACE.match(text, match.end())).end() + len(unit.written)
    scaled = tuple(product(value, unit.scale) for value in values)
    return QuantityMatch(first.start, end, Quantity(None, None, unit.canonical, unit.kind, None, unit.written, scaled))


def _choices(text: str, first: _Amount) -> QuantityMatch | None:
    """扣10分、20分或者100分: rising amounts in one unit, the last behind 或, after the verb they belong to."""
    if first.unit is None or first.value is None or first.high is not None:
        return None
    if not _LIST_VERB.search(text[max(0, first.start - 2) : first.start]):
        return None
    values, at = [first.value], first.end
    for _ in range(12):
        joint = _CHOICE_JOINT.match(text, at)
        following = _amount(text, joint.end()) if joint else None
        if joint is None or following is None or following.unit is None or following.value is None or following.start != joint.end():
            return None
        if following.unit.canonical != first.unit.canonical or following.value <= values[-1] or following.high is not None:
            return None
        values.append(following.value)
        at = following.end
        if joint["last"]:
            unit = first.unit
            quantity = Quantity(None, None, unit.canonical, unit.kind, None, unit.written, tuple(values))
            return None if _BOUNDED_AFTER.match(text, at) else QuantityMatch(first.start, at, quantity)
    return None
