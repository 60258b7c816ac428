"""Turns what a sentence says about a rule's life without naming the day (自公布之日起, 试行期, 有效期五年) into what it makes of the days known.

How days are counted: the day something happens on is not one of them (Civil Code art. 201); 30日后 begins after the thirtieth.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rulec.lexicon.calendar import DateMatch, find_dates
from rulec.lexicon.numerals import parse_numeral

_N = "[0-9一二三四五六七八九十百两]+"
_PUBLISHED = r"(?:公布|发布|颁布|印发|公告|通过|批准|公示结束|公示期满)"
_IN_FORCE = r"(?:开始|正式|起)?(?:施行|实施|生效|执行|试行|起效|适用)"
_AFTER = re.compile(
    rf"(?:自|从|于)?(?:本[^,，。;；自从于]{{1,10}})?{_PUBLISHED}之?(?:日|后)(?:起|后)?(?:算)?[,，]?(?:满|第)?(?:(?P<n>{_N})(?P<unit>个工作日|工作日|个自然日|自然日|日|天|个月|月|年)(?P<behind>后|之后|起|内)?)?(?:起)?{_IN_FORCE}"
)
_VALID = re.compile(r"(?:试运行|试行|试用|试点|有效|执行|适用|实行|实施|施行)(?:期限?|时间|周期)?(?:为|是|:|：)?(?:自|从)?[ ]*$")
_UNTIL = re.compile(r"(?:有效期限?|有效|施行|执行|实施|生效|试行|适用)(?:截止)?(?:至|到|截至|截止到?|止于)[ ]*$")
_ENDS = re.compile(r"^(?:起|时|止|之?日)?(?:起)?(?:自动|自行|正式)?(?P<what>终止|停止(?:执行|施行|实施)|失效|届满|到期|期满|止|废止)")
_LASTS = re.compile(rf"(?:有效期限?|试行期限?|试运行期限?|试点期限?)(?:为|是)?(?:自[^,，。;；]{{2,16}}(?:起|之日起))?(?P<n>{_N})(?P<unit>个?工作日|日|天|个月|月|年)")
_HINT = re.compile("之日|之后|有效|试行|试运行|试用|试点|废止|失效|终止|届满|到期|施行|实施|执行|适用")
_PERIOD = re.compile(r"(?P<what>公示(?:期|时间)?|意见征集期?|征求意见(?:期|时间)?)[^,，。;；]{0,12}[(（](?:自|从|即)?$")
_RULE = r"(?:规则|规范|办法|细则|规定|条例|标准|公告|通知|政策|制度|方案|措施|决定|法)"
# Whose period it is: this rule's, or nobody else's; a licence has one too (许可证有效期为5年).
_SELF = re.compile(rf"^[^,，。;；]{{0,2}}(?:(?:本|该|此)[^,，。;；的]{{0,12}}{_RULE}的?|试运行|试行|有效)?[^,，。;；《》]{{0,2}}$")
_AFTER_FORCE = re.compile(r"(?:施行|实施|生效|执行|发布|公布)[^,，。;；]{0,4}[,，][^,，。;；]{0,2}$")
_TITLE = re.compile(r"《([^《》\n]{2,80})》")
_OTHER = re.compile(r"(?:《[^《》\n]{2,80}》(?:\([^()]{1,30}\))?[^,，。;；《]{0,24}?)+(?:同时|即行)?(?:予以)?(?:废止|失效|停止(?:执行|施行|实施))")
_TRANSITION = re.compile(
    r"(?:发生|实施|作出|下发|签订|受理|提交|已经?[^,，。;；]{1,12}|处理|形成)[^,，。;；]{0,24}?(?:之前|以前|前|(?:生效|施行|实施|公布|发布|上线)(?:之日)?(?:之后|以后|后))的?[^,，。;；]{0,12}[,，](?:仍|均|继续|应当)*(?:按照?|依照|适用|参照|不适用|执行|以)"
    r"|(?:生效|施行|实施|发布|公布|上线)(?:之)?日?(?:之前|以前|前)(?:已)?[^,，。;；]{0,20}(?:发生|作出|下发|签订|受理|产生)[^,，。;；]{0,12}[,，](?:仍|均|继续|应当)*(?:按照?|依照|适用|参照|不适用|执行|以)"
)

Unit = Literal["day", "working_day", "month", "year"]


@dataclass(frozen=True, slots=True)
class AfterPublication:
    """In force from the publication (`count` None) or so long after it; `behind`: when that time has passed."""

    count: int | None
    unit: Unit
    behind: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Validity:
    """In force from one day to another, both included; either may be None where only the other is said."""

    first: DateMatch | None
    last: tuple[int | None, int | None, int | None] | None
    inclusive: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lasting:
    """In force so long from the day of effect."""

    count: int
    unit: Unit
    start: int
    end: int


def after_publication(text: str) -> AfterPublication | None:
    """自公布之日起施行, 自发布之日起30日后施行; None for other sentences."""
    found = _AFTER.search(text)
    if found is None:
        return None
    count = parse_numeral(found["n"]) if found["n"] else None
    return AfterPublication(None if count is None else int(count), _unit(found["unit"] or "日"), (found["behind"] or "").endswith("后"), *found.span())


def validity(text: str) -> Validity | None:
    """试运行期:4月1日—5月4日, 有效期至2025年12月31日, 于2023年11月3日24时终止; None for other sentences."""
    for match in find_dates(text):
        before, after = text[: match.start], text[match.end :]
        ends = _ENDS.match(after)
        named, due = _VALID.search(before), _UNTIL.search(before)
        if match.to is not None and named is not None and _of_the_rule(before[: named.start()]):
            return Validity(match, match.to, True, match.start, match.end)
        if match.to is None and match.day is not None and due is not None and _of_the_rule(before[: due.start()]):
            return Validity(None, (match.year, match.month, match.day), True, match.start, match.end)
        if match.to is None and ends is not None and match.day is not None and _of_the_rule(re.sub(r"[于在自至到将 ]+$", "", before)):
            late = match.clock in ("23:59:59", "24:00:00") or ends["what"] in ("届满", "到期", "期满", "止")
            return Validity(None, (match.year, match.month, match.day), late, match.start, match.end)
    return None


def _of_the_rule(before: str) -> bool:
    return bool(_SELF.search(before)) or bool(_AFTER_FORCE.search(before))


def announced_periods(text: str) -> Iterator[tuple[Literal["publicity", "consultation"], DateMatch]]:
    """公示期为7天(9月27日-10月6日): what a period in brackets is of."""
    for match in find_dates(text):
        named = _PERIOD.search(text[: match.start]) if match.to is not None else None
        if named:
            yield ("publicity" if named["what"].startswith("公示") else "consultation"), match


def lasting(text: str) -> Lasting | None:
    """有效期五年; None for other sentences."""
    found = _LASTS.search(text)
    count = parse_numeral(found["n"]) if found and _of_the_rule(text[: found.start()]) else None
    return Lasting(int(count), _unit(found["unit"]), *found.span()) if found and count is not None else None


def repealed_titles(text: str) -> list[tuple[str, int, int]]:
    """(title, start, end) of every other document that a sentence says is repealed."""
    found: list[tuple[str, int, int]] = []
    for ends in _OTHER.finditer(text):
        found += [(m.group(1), m.start(), m.end()) for m in _TITLE.finditer(text, ends.start(), ends.end())]
    return found


def says_lifecycle(text: str) -> bool:
    """Whether a sentence without a dated event still says from when, until when or how long the rule holds."""
    if not _HINT.search(text):
        return False
    return any(form(text) is not None for form in (after_publication, validity, lasting)) or (
        bool(repealed_titles(text)) and bool(re.search(r"废止[。;；]?$", text))
    )


def is_transition(text: str) -> bool:
    """发生在生效之日以前的,按原规则处理: which version decides."""
    return ("前" in text or "后" in text) and bool(_TRANSITION.search(text))


def later(day: str, count: int, unit: Unit) -> str | None:
    """The ISO day `count` units after `day`; None for working days, which need a calendar, and beyond the calendar."""
    start = date.fromisoformat(day)
    try:
        if unit == "day":
            return (start + timedelta(days=count)).isoformat()
        if unit == "working_day":
            return None
        months = start.month - 1 + count * (12 if unit == "year" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        return date(year, month, min(start.day, calendar.monthrange(year, month)[1])).isoformat()
    except (OverflowError, ValueError):
        return None


def _unit(words: str) -> Unit:
    if "工作日" in words:
        return "working_day"
    return "year" if "年" in words else "month" if "月" in words else "day"
