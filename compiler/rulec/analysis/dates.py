"""The dates of an announcement → what cannot be: in force before it was published, a notice of another year (A214)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rulec.analysis.boxes import EVERYWHERE
from rulec.analysis.examined import Examined, finding
from rulec.analysis.findings import Finding, Witness
from rulec.source import Span

LONGEST_NOTICE = timedelta(days=300)
"""Between a notice or consultation and the day of effect; above it one of the two has the wrong year."""


def date_findings(examined: Examined) -> Iterator[Finding]:
    """Pairs of dates that contradict each other, each with the day on which it shows."""
    dates = examined.rule_set.document.dates
    effective, published, repealed = (_day(one) for one in (dates.effective, dates.published, dates.repealed))
    status = examined.rule_set.document.status
    for stretch, word in ((dates.publicity, "公示期"), (dates.consultation, "意见征集期")):
        if stretch is None:
            continue
        start, end = _day(stretch[0]), _day(stretch[1])
        if start and end and end < start:
            yield _found(examined, word, stretch[0], word, stretch[1], end)
        elif end and effective and effective <= end:
            yield _found(examined, "生效", str(dates.effective), word, stretch[1], effective)
        elif end and effective and effective - end > LONGEST_NOTICE:
            yield _found(examined, word, stretch[1], "生效", str(dates.effective), end + timedelta(days=1))
    if published and effective and effective < published and status != "report" and dates.revised is None:
        yield _found(examined, "生效", str(dates.effective), "发布", str(dates.published), effective)
    if repealed and effective and repealed <= effective:
        yield _found(examined, "失效", str(dates.repealed), "生效", str(dates.effective), effective)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _found(examined: Examined, first: str, one: str, second: str, other: str, shown: date) -> Finding:
    places = [examined.place(span) for span in (_span(examined, one), _span(examined, other)) if span is not None]
    case = examined.witness(EVERYWHERE)
    witness = None if case is None else Witness(case.facts, as_of=shown.isoformat())
    return finding("A214", places or [examined.place(Span(0, 0))], witness, {"first": f"{first} {one}", "second": f"{second} {other}"})


def _span(examined: Examined, iso: str) -> Span | None:
    """Where a date is written in the text, in one of the usual forms."""
    year, month, day = iso.split("-")
    short = int(month), int(day)
    forms = [f"{year}年{month}月{day}日", f"{year}年{short[0]}月{short[1]}日", iso, f"{year}.{short[0]}.{short[1]}", f"{year}.{month}.{day}",
             f"{year}/{month}/{day}", f"{month}月{day}日", f"{short[0]}月{short[1]}日"]  # fmt: skip
    for form in forms:
        at = examined.raw.find(form)
        if at >= 0:
            return Span(at, at + len(form))
    return None
