"""Dates, status, title and parties of an announcement, from its sentences and its page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rulec.diagnostics import Collector
from rulec.ingest.model import Ingested
from rulec.source import Span
from rulec.syntax.announcement import Announcement
from rulec.syntax.clauses import LifecyclePhrase, Sentence
from rulec.syntax.statements import Statement

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


def lifecycle(found: Sequence[Statement], diagnostics: Collector) -> Lifecycle:
    """Dates of the rule itself: consultation, public notice, publication, effect. A page's own timestamp is none of them."""
    life = Lifecycle()
    for statement in found:
        if statement.kind == "example":
            continue
        for sentence in statement.sentences:
            for phrase, before in _phrases(sentence):
                _take(life, phrase, sentence, before, diagnostics)
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
        diagnostics.add("S110", phrase.span, text=phrase.text)
        return
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
