"""Sentences about an account → when it starts afresh, what it counts at most, what wins points back."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rulec.lexicon.numerals import NUMERAL_PATTERN, parse_numeral
from rulec.lexicon.quantities import find_quantities

_CLEARED = r"(?:清零|归零|清除|清空|重新(?:开始)?(?:计算|累计|计分|记分))"
_PERIODIC = re.compile(rf"(?:每(?:个)?|按|以)(?P<period>自然季度|季度|自然年度?|年度?)(?:为(?:一个)?周期)?[^。;；]{{0,14}}?{_CLEARED}")
_CYCLE = re.compile(r"(?:记分|积分|扣分|计分|违规分?)(?:的)?周期(?:为|是|按)(?P<length>[^,，。;；]{1,8}?)(?:计算?)?(?:,|，|$|。|;)")
_EXPIRED = re.compile(rf"周期(?:届满|期满|结束|满)(?:后|时|的)?,?[^。;；]{{0,30}}{_CLEARED}")
_KEPT = re.compile(
    rf"(?P<bound>未满|不满|不足|未达到?|低于|已?满|达到?|超过)(?P<points>{NUMERAL_PATTERN})分的?[^。;；,，]{{0,6}},?(?P<verdict>不予?清零|不再?清零|不予?清除|(?:予以|则|即|可)?{_CLEARED})"
)
_CAP = re.compile(
    rf"(?P<window>(?:{NUMERAL_PATTERN})[^,，。;；0-9]{{1,5}}?)(?:之?内|里)(?P<middle>[^。;；]{{0,16}}?)(?:不超过|不得超过|最多(?:扣除?|计|记)?|上限为?|封顶)(?P<limit>(?:{NUMERAL_PATTERN})分)"
)
_BACK = re.compile(r"恢复|补|返还|退回|加分|奖励|增加|减免|抵扣")
_PER = re.compile(rf"^每(?P<verb>[^0-9一二三四五六七八九十百千]{{0,6}})(?P<figure>(?:{NUMERAL_PATTERN})[^,，。;；]{{1,8}})$")
_UP_TO_BALANCE = re.compile(
    rf"^(?:最高|最多)?(?:恢复|补|加|增加)?(?:至|到|直至|直到)(?P<points>{NUMERAL_PATTERN})分(?:为止|封顶)?$|^直至满分$"
)


@dataclass(frozen=True, slots=True)
class ResetTerms:
    """When an account starts afresh: each calendar `period`, or `length` `unit` of its own; `kept`: the total at which it does not."""

    period: Literal["year", "quarter"] | None = None
    length: Decimal | None = None
    unit: str | None = None
    expires: bool = False
    kept: tuple[Literal["ge", "gt"], Decimal] | None = None

    def says_something(self) -> bool:
        """Whether there is any term."""
        return self != ResetTerms()


@dataclass(frozen=True, slots=True)
class CapTerms:
    """At most `limit` points within `length` `unit`."""

    limit: Decimal
    length: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class RecoveryTerms:
    """For each `every` of `what`."""

    every: Decimal
    what: str
    unit: str


def reset_terms(text: str) -> ResetTerms:
    """每季度末清零; 记分周期为12个月; 周期届满,未满12分的,予以清零; 满100分的,不予清零."""
    periodic, cycle = _PERIODIC.search(text), _CYCLE.search(text)
    lengths = [m.quantity for m in find_quantities(cycle["length"])] if cycle else []
    length = lengths[0] if len(lengths) == 1 and lengths[0].kind == "duration" and lengths[0].low == lengths[0].high else None
    return ResetTerms(
        None if periodic is None else "quarter" if "季" in periodic["period"] else "year",
        length.low if length is not None else None, length.unit if length is not None else None,
        bool(_EXPIRED.search(text)), _kept(text),
    )  # fmt: skip


def _kept(text: str) -> tuple[Literal["ge", "gt"], Decimal] | None:
    """The total at which points stay, where a sentence says so."""
    found = _KEPT.search(text)
    points = parse_numeral(found["points"]) if found else None
    if found is None or points is None:
        return None
    below = found["bound"].startswith(("未", "不", "低"))
    if below == found["verdict"].startswith("不"):  # 满100分的,予以清零; 未满12分的,不清零: cleared when full, the other way round
        return None
    return ("gt" if found["bound"] == "超过" else "ge"), points


def cap_terms(text: str) -> CapTerms | None:
    """3天内扣分累计不超过12分: what is counted at most; giving back is another thing."""
    found = _CAP.search(text)
    if found is None or _BACK.search(text) or not re.search(r"扣|记|计|积分|罚", found["middle"] + text[: found.start()]):
        return None
    windows = [m.quantity for m in find_quantities(found["window"])]
    limits = [m.quantity for m in find_quantities(f"扣{found['limit']}")]
    if len(windows) != 1 or len(limits) != 1 or windows[0].kind != "duration" or windows[0].low is None or limits[0].low is None:
        return None
    return CapTerms(limits[0].low, windows[0].low, windows[0].unit)


def recovery_terms(text: str) -> RecoveryTerms | None:
    """每完成3笔订单: for each so many of what points come back."""
    found = _PER.match(text.strip(" ,，"))
    figures = find_quantities(found["figure"]) if found else []
    if found is None or len(figures) != 1 or figures[0].start != 0:
        return None
    quantity = figures[0].quantity
    if quantity.kind not in ("count", "times") or quantity.low is None or quantity.low != quantity.high:
        return None
    noun = re.sub(r"^[笔个件次](?=.)", "", quantity.written_unit) + found["figure"][figures[0].end :]
    return RecoveryTerms(quantity.low, f"{found['verb']}{noun}", quantity.unit)


def balance_ceiling(text: str) -> Decimal | None:
    """最高恢复至12分: the balance that recovery ends at."""
    found = _UP_TO_BALANCE.match(text.strip(" ,，。"))
    return parse_numeral(found["points"]) if found and found["points"] else None
