"""Dates, status, title and parties of an announcement, from its sentences and its page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rulec.diagnostics import Collector
from rulec.ingest.model import Ingested
from rulec.lexicon.calendar import DateMatch, find_dates, iso, next_day
from rulec.semantics.lifecycle_forms import after_publication, announced_periods, lasting, later, repealed_titles, validity
from rulec.source import Span
from rulec.syntax.announcement import Announcement
from rulec.syntax.clauses import LifecyclePhrase, Sentence
from rulec.syntax.statements import Statement

_IMPOSSIBLE = re.compile(r"(?<![0-9])(?:1[3-9]|[2-9][0-9])月|(?:3[2-9]|[4-9][0-9])[日号]|(?<![0-9])(?:2月3[01]|[469]月31|11月31)日")
_TITLE = re.compile(r"《([^《》]{2,60})》")
_TENTATIVE = re.compile(r"预计|拟于|暂定")
_PARTIES = ("商家", "达人", "商户", "带货达人", "消费者", "用户", "卖家", "主播", "创作者")
_SLASHED = re.compile(
    f"(?:{'|'.join(sorted(_PARTIES, key=len, reverse=True))})(?:/(?:{'|'.join(sorted(_PARTIES, key=len, reverse=True))}))+"
)
_OWN = re.compile(r"(?:制定|新增|发布|修订|公布|出台)了?(?:的)?《([^《》]{2,60})》|《([^《》]{2,60})》(?:的)?(?:规则)?(?:修订|发布|正式)")


@dataclass(slots=True)
class Lifecycle:
    """What the text says about its own life; ISO dates."""

    status: str = "unknown"
    published: str | None = None
    effective: str | None = None
    tentative: bool = False
    revised: str | None = None
    repealed: str | None = None
    consultation: tuple[str, str] | None = None
    publicity: tuple[str, str] | None = None
    places: dict[str, Span] = field(default_factory=dict)


def lifecycle(found: Sequence[Statement], diagnostics: Collector, title: str = "", year: int | None = None) -> Lifecycle:
    """Dates of the rule itself: consultation, public notice, publication, effect, end. A page's own timestamp is none of them.

    `title` is the rule's own (dates said of another one are not its); `year` is taken where none is written.
    """
    life = Lifecycle()
    waiting: list[Sentence] = []
    for statement in found:
        if statement.kind in ("example", "amendment", "penalty"):
            continue
        for sentence in statement.sentences:
            for phrase, before in _phrases(sentence):
                if not _of_another(phrase, sentence, title):
                    _take(life, phrase, sentence, before, diagnostics)
            if statement.kind == "lifecycle":
                waiting.append(sentence)
    for sentence in waiting:  # what is counted from a day that another sentence names
        _take_form(life, sentence, diagnostics, year)
    _in_order(life, diagnostics)
    if life.publicity:
        life.status = "publicity"
    elif life.consultation and not life.published and not (life.effective and not life.tentative):
        life.status = "consultation"
    elif life.published or life.effective:
        life.status = "published"
    return life


def _phrases(sentence: Sentence) -> list[tuple[LifecyclePhrase, str]]:
    found = []
    for segment in sentence.segments:
        before = ""
        for part in segment.parts:
            if isinstance(part, LifecyclePhrase):
                found.append((part, before))
            before = part.text
    return found


def _take(life: Lifecycle, phrase: LifecyclePhrase, sentence: Sentence, before: str, diagnostics: Collector) -> None:
    if phrase.start is None:
        diagnostics.add("S112" if phrase.missing_year and not _IMPOSSIBLE.search(phrase.text) else "S110", phrase.span, text=phrase.text)
        return
    if phrase.clock is not None and phrase.event in ("effect", "repeal"):
        diagnostics.add("S116", phrase.span, text=phrase.text, clock=phrase.clock[:5])
    if phrase.missing_year:
        diagnostics.add("S111", phrase.span, text=phrase.text, year=phrase.start[:4])
    match phrase.event:
        case "publish" if life.published is None and not re.search(r"以前|之前|曾", before):
            life.published = phrase.start
        case "effect" if life.effective is None:
            life.effective, life.tentative = phrase.start, bool(_TENTATIVE.search(sentence.text))
        case "consult":
            life.consultation = life.consultation or (phrase.start, phrase.end or phrase.start)
        case "publicity":
            life.publicity = life.publicity or (phrase.start, phrase.end or phrase.start)
        case "revise":
            life.revised = life.revised or phrase.start
        case "repeal":
            life.repealed = life.repealed or phrase.start
    life.places.setdefault(phrase.event, phrase.span)


def _of_another(phrase: LifecyclePhrase, sentence: Sentence, title: str) -> bool:
    """2011年1月1日起施行的《旧办法》, 《旧办法》自…起废止: a date of another document."""
    at = sentence.text.find(phrase.text)
    behind = re.match(r"的?(?:原)?《([^《》]{2,80})》", sentence.text[at + len(phrase.text) :].lstrip()) if at >= 0 else None
    if behind:
        return behind.group(1) != title and phrase.text.endswith(("施行", "实施", "生效", "发布", "公布", "印发", "修订", "的"))
    named = repealed_titles(sentence.text) if phrase.event == "repeal" else []
    return bool(named) and all(one != title for one, _, _ in named)


def _take_form(life: Lifecycle, sentence: Sentence, diagnostics: Collector, year: int | None) -> None:
    """自公布之日起施行, 试行期, 有效期: the days they give, counted from what is known."""
    text = sentence.text
    after, valid, long = after_publication(text), validity(text), lasting(text)
    for what, match in announced_periods(text):
        days = _day(match, year), _iso(match.to, year)
        if days[0] is not None and days[1] is not None and getattr(life, what) is None:
            setattr(life, what, days)
    if after is not None and life.effective is None:
        if life.published is None:
            diagnostics.add("S115", sentence.span, text=text[after.start : after.end])
        else:
            day = life.published if after.count is None else later(life.published, after.count + (1 if after.behind else 0), after.unit)
            _worked_out(life, "effective", day, text[after.start : after.end], sentence, diagnostics, after.count is not None)
    if valid is not None:
        first = _day(valid.first, year) if valid.first is not None else None
        last = _iso(valid.last, year)
        if (valid.first is not None and first is None) or last is None:
            missing = year is None and (valid.last is None or valid.last[0] is None)
            diagnostics.add("S112" if missing else "S110", sentence.span, text=text[valid.start : valid.end])
        else:
            life.effective = life.effective or first
            life.repealed = life.repealed or (next_day(last) if valid.inclusive else last)
            life.places.setdefault("repeal", sentence.span)
            if valid.first is not None and valid.first.year is None:
                diagnostics.add("S111", sentence.span, text=text[valid.start : valid.end], year=(first or last)[:4])
    elif long is not None and life.repealed is None:
        if life.effective is None:
            diagnostics.add("S115", sentence.span, text=text[long.start : long.end])
        else:
            _worked_out(life, "repealed", later(life.effective, long.count, long.unit), text[long.start : long.end], sentence, diagnostics, True)


def _worked_out(
    life: Lifecycle, what: str, day: str | None, words: str, sentence: Sentence, diagnostics: Collector, counted: bool
) -> None:
    if day is None:
        diagnostics.add("S117", sentence.span, text=words)
        return
    setattr(life, what, day)
    life.places.setdefault("effect" if what == "effective" else "repeal", sentence.span)
    if counted:
        diagnostics.add("S114", sentence.span, text=words, day=day)


def _day(match: DateMatch, year: int | None) -> str | None:
    return _iso((match.year, match.month, match.day), year)


def _iso(day: tuple[int | None, int | None, int | None] | None, year: int | None) -> str | None:
    if day is None or day[1] is None or day[2] is None or (day[0] or year) is None:
        return None
    try:
        return iso(day[0] or year or 0, day[1], day[2])
    except ValueError:
        return None


def _in_order(life: Lifecycle, diagnostics: Collector) -> None:
    """Dates that cannot both be: in force before it is published, ended before it begins."""
    pairs = ((life.published, "publish", life.effective, "effect"), (life.effective, "effect", life.repealed, "repeal"))
    for first, earlier, second, following in pairs:
        if first is not None and second is not None and first > second:
            place, related = life.places.get(earlier), life.places.get(following)
            if place is not None or related is not None:
                diagnostics.add("S113", place or related or Span(0, 1), related=(related,) if related and place else (), first=first, second=second)


def year_of(ingested: Ingested) -> int | None:
    """The year of a date that names none: the page's, else the first that the text names."""
    if ingested.page_date:
        return int(ingested.page_date[:4])
    return next((d.year for d in find_dates(ingested.normal.text[:4000]) if d.year), None)


def title_of(ingested: Ingested, announcement: Announcement) -> str:
    """The rule's own title: the 《…》 that the announcement publishes, else the page's title, else the first line."""
    text = ingested.normal.text
    for sentence in announcement.sentences[:6]:
        found = _OWN.search(sentence.text)
        if found:
            return next(g for g in found.groups() if g)
    if ingested.page_title:
        found = _TITLE.search(ingested.page_title)
        return found.group(1) if found else ingested.page_title
    return next((text[b.start : b.end].strip(" #\n") for b in announcement.blocks if b.kind != "blank"), "")


def parties_of(announcement: Announcement) -> tuple[str, ...]:
    """商家, 达人 …: the parties that the text names, most frequent first among the known ones."""
    words = "".join(s.text for s in announcement.sentences)
    counts = {party: words.count(party) for party in _PARTIES}
    if counts["带货达人"]:
        counts["达人"] -= counts["带货达人"]
    return tuple(p for p in sorted(counts, key=lambda p: (-counts[p], _PARTIES.index(p))) if counts[p] > 0 and p not in ("消费者", "用户"))


def slashed_parties(announcement: Announcement) -> tuple[str, ...]:
    """商家/达人: the parties of the first slash list, in its order; empty where there is none."""
    for sentence in announcement.sentences:
        found = _SLASHED.search(sentence.text)
        if found:
            return tuple(found.group().split("/"))
    return ()
