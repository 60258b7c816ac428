"""The versions of one rule → its timeline: from which day until before which each is in force, and what is odd about that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rulec.build.emit import Built
from rulec.build.findings import BookFinding, finding, place, title_place
from rulec.ir.plan import force_of
from rulec.source import Span

State = Literal["dated", "draft", "undated"]
_ORDER = ("dated", "draft", "undated")


@dataclass(frozen=True, slots=True)
class Dated:
    """One version. `start`, `end`: ISO days, in force from the first until before the second; None where there is no such day.

    `stated_end` is the end that the text itself gives; `end` may come earlier, with the next version.
    """

    built: Built
    state: State
    published: str | None
    start: str | None
    end: str | None
    stated_end: str | None


def timeline(versions: Iterable[Built]) -> tuple[Dated, ...]:
    """The versions of one rule: those with a date in its order, then drafts, then texts without a date."""
    raw = sorted((_dated(one) for one in versions), key=lambda v: (_ORDER.index(v.state), v.start or "", v.built.module))
    found: list[Dated] = []
    for number, one in enumerate(raw):
        following = next((later.start for later in raw[number + 1 :] if later.state == "dated" and later.start != one.start), None)
        ends = [day for day in (one.stated_end, following) if day is not None]
        end = min(ends) if one.state == "dated" and ends else None
        found.append(Dated(one.built, one.state, one.published, one.start, end, one.stated_end))
    return tuple(found)


def in_force(versions: Sequence[Dated], day: str) -> Dated | None:
    """The version in force on an ISO day; None where there is none. Never a draft, never a text without a date."""
    found = [v for v in versions if v.state == "dated" and v.start is not None and v.start <= day and (v.end is None or day < v.end)]
    return found[-1] if found else None


def version_findings(versions: Sequence[Dated]) -> list[BookFinding]:
    """Gaps, overlaps, back-dating, drafts that were overtaken, texts that are never picked, file names that say another day."""
    dated = [v for v in versions if v.state == "dated"]
    found: list[BookFinding] = []
    for one, following in pairwise(dated):
        if one.stated_end is not None and following.start is not None and one.stated_end != following.start:
            code = "B101" if one.stated_end < following.start else "B102"
            days = {"end": one.stated_end, "start": following.start}
            found.append(finding(code, (title_place(one.built), title_place(following.built)), rule=one.built.announcement.name, **days))
    for one in dated:
        if one.published is not None and one.start is not None and one.published > one.start:
            found.append(finding("B103", (title_place(one.built),), published=one.published, start=one.start))
        if one.built.compilation.rule_set.document.dates.effective_tentative:
            found.append(finding("B107", (title_place(one.built),), start=one.start or ""))
    for one in versions:
        named = one.built.version.name
        if one.state == "dated" and named[:1].isdigit() and named != one.start:
            found.append(finding("B105", (title_place(one.built),), file=one.built.version.path, start=one.start or ""))
        if one.state == "draft":
            announced = one.built.compilation.rule_set.document.dates.effective
            final = next((v for v in dated if announced is not None and v.start is not None and v.start >= announced), None)
            if final is not None:
                found.append(finding("B104", (title_place(one.built), title_place(final.built)), start=final.start or ""))
        if one.state == "undated" and dated:
            found.append(finding("B106", (title_place(one.built),), rule=one.built.announcement.name))
    return found


def date_sources(one: Dated) -> tuple[str, ...]:
    """The sentences in which a version says when it was published and takes effect, each on one line, in the order of the text."""
    days = [day for day in (one.published, one.start, one.stated_end) if day is not None]
    tiles = [tile for tile in one.built.compilation.ledger if tile.class_ == "metadata"]
    lines = dict.fromkeys(place(one.built, Span(*tile.span)).quote for tile in tiles)
    return tuple(line for line in lines if days and any(char.isdigit() for char in line))


def _dated(built: Built) -> Dated:
    rule_set = built.compilation.rule_set
    force = force_of(rule_set.document)
    state: State = "draft" if force.draft else "undated" if force.start is None else "dated"
    start = None if force.draft else force.start
    return Dated(built, state, rule_set.document.dates.published, start, None, force.end)
