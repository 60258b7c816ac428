"""Turns written dates, periods and times of day into typed places in the text."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rulec.lexicon.numerals import WIDTH, parse_numeral

Day = tuple[int | None, int | None, int | None]

_YEAR = r"(?:[0-9]{4}|[零〇○OＯo一二三四五六七八九]{4})"
_TWO = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_MINUTE = r"(?:[0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})"
_TO = r" {0,2}起? ?(?:-{1,2}|[—–―−~～]{1,2}|至|到) {0,2}"
_ANNUAL = r"(?:每年度?|每个自然年|次年)的? ?"
_NOT_AFTER_FIGURE = r"(?<![0-9零〇一二三四五六七八九十廿卅])"
# Year, month and day in words; each may be missing: the reader decides whether enough is left.
_WORDED = (
    rf"(?:(?:(?:中华)?民国(?P<roc>[0-9]{{1,3}}|[一二三四五六七八九十百零〇]{{1,5}})|(?P<y>{_YEAR})) ?年 ?)?"
    rf"(?:(?P<m>{_TWO}) ?月份? ?(?:(?P<d>{_TWO})(?: ?[日号](?!期(?!间|满|内)|[志常])|(?={_TO}{_TWO} ?[日号])))?)?"
)
_NUMERIC = (
    r"(?P<ny>[0-9]{4})(?P<sign>[-./])(?P<nm>[0-9]{1,2})(?P=sign)(?P<nd>[0-9]{1,2})"
    r"(?![0-9]|[./][0-9]|-[0-9](?![0-9]{3}[-./]))"
)
_CLOCK_TEXT = (
    rf"(?P<half>上午|中午|下午|晚上?|凌晨)? ?(?:(?P<H>[0-9]{{1,2}}):(?P<M>[0-9]{{2}})(?::(?P<S>[0-9]{{2}}))?(?![0-9:])"
    rf"|(?P<h>{_MINUTE}) ?(?:时(?!候|间|段|期|刻|长|效|常|而)|点(?!要求|内容|说明|意见|建议|问题|理由|关于))"
    rf"(?: ?(?P<m>{_MINUTE}) ?分(?: ?(?P<s>{_MINUTE}) ?秒)?|整|(?P<thirty>半))?)"
)
_FIRST = re.compile(
    rf"(?<![0-9./\-]){_NUMERIC}|{_NOT_AFTER_FIGURE}(?P<annual>{_ANNUAL})?(?=[0-9零〇○OＯo一二三四五六七八九十廿卅中民]){_WORDED}"
)
_SECOND = re.compile(
    rf"{_TO}(?:{_NUMERIC}|(?P<next>次年|翌年|同年|当年)?的? ?{_WORDED}(?<=[年月份日号])|(?P<day>{_TWO}) ?[日号](?!期(?!间|满|内)|[志常]))"
)
# What every date and every time of day has somewhere; most stretches of a text have neither.
_DATED = re.compile(r"[年月]|[0-9]{4}[-./][0-9]")
_TIMED = re.compile(r"[:时点]")
_AFTER_DATE = re.compile(rf"(?: |T|的)?{_CLOCK_TEXT}")
_ALONE = re.compile(
    r"(?<![0-9:.零〇一二三四五六七八九十])(?:(?P<half>上午|中午|下午|晚上?|凌晨) ?)?"
    r"(?:(?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2}))?(?![0-9:])"
    rf"|(?P<h>{_MINUTE}) ?(?:(?:[时点](?= ?(?:[0-9]|[二三四五]?十))|时) ?(?P<m>{_MINUTE}) ?分(?: ?(?P<s>{_MINUTE}) ?秒)?"
    r"|点(?:整|(?P<thirty>半)|(?=[前后起止]|之前|之后|至|到|-|—))|时(?=[前后起止整至到]|之前|之后)))"
)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date or period at `start..end` of the text searched. What is not written is None; impossible dates are kept as written.

    `to` is the last day of a period, with year, month and day taken from the first day where they are left out. `clock` ("HH:MM:SS",
    "24:00:00" kept) and `to_clock` are the times of day; `annual` says the date comes back each year.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    to: Day | None = None
    clock: str | None = None
    annual: bool = False
    to_clock: str | None = None


@dataclass(frozen=True, slots=True)
class ClockMatch:
    """A time of day that belongs to no date."""

    start: int
    end: int
    clock: str


def find_dates(text: str) -> list[DateMatch]:
    """Every date and period of `text`, leftmost first, without overlap; linear in its length. A year alone (2023年) is a date too."""
    text = text.translate(WIDTH)
    found: list[DateMatch] = []
    if not _DATED.search(text):
        return found
    at = 0
    while match := _FIRST.search(text, at):
        first = _read_first(match)
        if first is None:
            at = max(match.end(), match.start() + 1)
            continue
        first = _with_clock(text, first)
        found.append(_with_second(text, first))
        at = found[-1].end
    return found


def _read_first(match: re.Match[str]) -> DateMatch | None:
    annual = match["annual"] is not None
    day = _day(match)
    if day is None or not (day[0] is not None or (day[1] and day[2]) or (annual and day[1])):
        return None
    return DateMatch(match.start(), len(match[0].rstrip(" ")) + match.start(), *day, annual=annual)


def _day(match: re.Match[str]) -> Day | None:
    """What the groups of _WORDED or _NUMERIC say; None when a part is written but is no numeral."""
    if match["ny"]:
        return int(match["ny"]), int(match["nm"]), int(match["nd"])
    year: int | None = None
    if match["y"]:
        year = _small(match["y"].translate(str.maketrans("OＯo○", "零零零零")))
    elif match["roc"]:
        year = _small(match["roc"])
        year = None if year is None else year + 1911
    month, day = _small(match["m"]), _small(match["d"])
    if (match["m"] and month is None) or (match["d"] and day is None):
        return None
    return year, month, day


def _small(text: str | None) -> int | None:
    value = parse_numeral(text) if text else None
    return None if value is None else int(value)


def _with_clock(text: str, first: DateMatch) -> DateMatch:
    match = _AFTER_DATE.match(text, first.end) if first.day is not None else None
    return replace(first, end=match.end(), clock=_clock(match)) if match else first


def _with_second(text: str, first: DateMatch) -> DateMatch:
    match = _SECOND.match(text, first.end)
    if match is None:
        return first
    if match["day"]:
        last = _small(match["day"])
        if last is None or first.month is None:
            return first
        to: Day = (first.year, first.month, last)
    else:
        read = _day(match)
        if read is None or read == (None, None, None) or (read[1] is not None and (read[2] is None) != (first.day is None)):
            return first
        year = read[0] if read[0] is not None else first.year
        if match["next"] in ("次年", "翌年") and read[0] is None and year is not None:
            year += 1
        to = (year, read[1], read[2])
    end = match.start() + len(match[0].rstrip(" "))
    clock = _AFTER_DATE.match(text, end) if to[2] is not None else None
    return replace(first, end=clock.end() if clock else end, to=to, to_clock=_clock(clock) if clock else None)


def _clock(match: re.Match[str]) -> str:
    hour = _small(match["H"] or match["h"]) or 0
    minute = 30 if match["thirty"] else _small(match["M"] or match["m"]) or 0
    second = _small(match["S"] or match["s"]) or 0
    if match["half"] in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}:{second:02}"


def find_clocks(text: str) -> list[ClockMatch]:
    """Every time of day of `text` that stands alone (23时59分59秒, 18:10, 24点前); linear in its length."""
    text = text.translate(WIDTH)
    if not _TIMED.search(text):
        return []
    found = [ClockMatch(match.start(), match.end(), _clock(match)) for match in _ALONE.finditer(text)]
    return [match for match in found if _clock_valid(match.clock)]


def _clock_valid(clock: str) -> bool:
    hour, minute, second = (int(part) for part in clock.split(":"))
    return (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0)


def iso(year: int, month: int, day: int) -> str:
    """YYYY-MM-DD; raises ValueError for a day the calendar does not have."""
    return date(year, month, day).isoformat()


def next_day(day: str) -> str:
    """The ISO day after an ISO day; the last day of the calendar stays."""
    given = date.fromisoformat(day)
    return given.isoformat() if given == date.max else (given + timedelta(days=1)).isoformat()


def valid(match: DateMatch, default_year: int) -> bool:
    """Whether every date and time of `match` exists; a year not written is `default_year`. The order of a period is not judged."""
    days: list[Day] = [(match.year, match.month, match.day), *([match.to] if match.to else [])]
    for year, month, day in days:
        try:
            iso(year if year is not None else default_year, month if month is not None else 1, day if day is not None else 1)
        except ValueError:
            return False
    return all(_clock_valid(clock) for clock in (match.clock, match.to_clock) if clock)
