"""Dates and force of a document → words."""

from datetime import date

from rulec.diagnostics.codes import Lang
from rulec.ir.model import Document
from rulec.report.wording import say

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def date_words(iso: str, lang: Lang = "zh") -> str:
    """`2023-11-03` → 2023年11月3日; what is no date stays as it is."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    words = f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return words + (f" {iso[11:16]}" if len(iso) > 10 else "")


def dates_of(document: Document, lang: Lang = "zh") -> tuple[tuple[str, str], ...]:
    """(name of the date in the table `outline`, words), only those there are, in the order of a rule's life."""
    dates = document.dates
    found = []
    for key, period in (("consultation", dates.consultation), ("publicity", dates.publicity)):
        if period:
            first, last = (date_words(day, lang) for day in period)
            found.append((key, say(lang, "page", "period", first=first, last=last)))
    days = (("published", dates.published), ("revised", dates.revised), ("effective", dates.effective), ("repealed", dates.repealed))
    for key, day in days:
        if day:
            tentative = key == "effective" and dates.effective_tentative
            found.append((key, say(lang, "page", "tentative" if tentative else f"{key}_words", day=date_words(day, lang))))
    if dates.page:
        found.append(("page", say(lang, "page", "page_words", day=date_words(dates.page, lang))))
    return tuple(found)


def force_of(document: Document, force: str | None, as_of: str | None, lang: Lang = "zh") -> str:
    """Whether the rule binds: on the day asked for where there is one (`force` as in a decision), else from which day on."""
    if force is not None and as_of is not None and force not in ("draft", "undated"):
        return say(lang, "page", f"force_{force}", day=date_words(as_of, lang))
    dates = document.dates
    if document.status == "consultation" or dates.effective_tentative:
        return say(lang, "page", "force_draft")
    if not dates.effective:
        return say(lang, "page", "force_undated")
    if dates.repealed:
        first, last = date_words(dates.effective, lang), date_words(dates.repealed, lang)
        return say(lang, "page", "force_between", first=first, last=last)
    return say(lang, "page", "force_from", day=date_words(dates.effective, lang))
