"""Turns the characters after a figure into the unit they write, unless they are another word."""

import re
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple, cast

from rulec.source.resources import read_table

Kind = Literal["money", "point", "rate", "multiple", "duration", "times", "count", "star", "age"]

_SPACE = re.compile(r" {0,2}")
_POINT_VERB = re.compile(r"[扣记计满达加补减除到足罚得打每过于为、或和至到~～—-] ?$")
_POINT_AFTER = re.compile(r"及?以上|及?以下|时|的")
_EVENT_AFTER = re.compile(r"及?以上|及?以下|案|事|违|严重|较大|重大|一般|交通|投诉|客诉|[的,或、;。]")
_STAR_AFTER = re.compile(r"级|及?以|的|店|商|[,、;。)≤<]|$")
_DAY_OF_YEAR = re.compile(r" ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[XNＸ×*]{1,2}) ?月")
_CLAUSE_CHAIN = re.compile(r"(?:第[^第。;,]{1,8}条[、和至到或及-]|以下|下列|上述|前述|前)$")


class Unit(NamedTuple):
    """A row of `lexicon/units.tsv`: one `written` is `scale` of the `canonical` unit, unless `not_before` follows."""

    written: str
    canonical: str
    kind: Kind
    scale: Decimal
    not_before: re.Pattern[str] | None


@cache
def _unit_table() -> dict[str, tuple[Unit, ...]]:
    """The unit table by first character, longest first."""
    units: dict[str, list[Unit]] = {}
    for written, canonical, kind, scale, not_before in read_table("lexicon/units.tsv"):
        guard = "[A-Za-z]" if written.isascii() and written.isalpha() else not_before if not_before != "-" else None
        unit = Unit(written, canonical, cast(Kind, kind), Decimal(scale), re.compile(guard) if guard else None)
        units.setdefault(written[0], []).append(unit)
    return {first: tuple(sorted(group, key=lambda unit: -len(unit.written))) for first, group in units.items()}


@cache
def unit_named(written: str) -> Unit:
    """The row of the table for `written`; raises StopIteration or KeyError where the table has none (our bug, never the user's)."""
    return next(unit for unit in _unit_table()[written[0]] if unit.written == written)


def unit_at(text: str, at: int, figure: str, figure_at: int) -> Unit | None:
    """The longest unit of the table after a figure, if nothing around says that it is another word."""
    at = cast(re.Match[str], _SPACE.match(text, at)).end()
    for unit in _unit_table().get(text[at : at + 1], ()):
        end = at + len(unit.written)
        if text.startswith(unit.written, at) and not (unit.not_before and unit.not_before.match(text, end)):
            return unit if _fits(unit, text, figure, figure_at, at, end) else None
    return None


def _fits(unit: Unit, text: str, figure: str, figure_at: int, at: int, end: int) -> bool:
    """Whether figure and unit are a quantity here and not part of a word, a date or a heading number."""
    written, before = unit.written, text[max(0, figure_at - 12) : figure_at]
    if unit.kind in ("count", "times") and "." in figure and at > figure_at + len(figure) and (not before or before[-1] == "\n"):
        return False  # 2.1 人员要求
    if written == "分" and figure == "十":
        return bool(_POINT_VERB.search(before) or _POINT_AFTER.match(text, end))
    if written == "年":
        return not (len(figure) == 4 and all(char not in "十百千万亿.," for char in figure)) and not _DAY_OF_YEAR.match(text, end)
    if written == "条":
        return not _CLAUSE_CHAIN.search(before)
    if written == "起" and figure == "一":
        return bool(_EVENT_AFTER.match(text, end))
    if written == "星" and figure in ("三", "零"):
        return figure == "三" and bool(_STAR_AFTER.match(text, end))
    if written == "成":
        return not figure[0].isascii()
    if written == "块":
        return figure[0].isascii()
    return not (written == "角" and figure == "三")
