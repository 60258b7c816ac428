"""What is wrong between announcements → findings with places in several texts, and their words."""

from collections.abc import Iterable
from dataclasses import dataclass

from rulec.build.emit import Built
from rulec.diagnostics import Diagnostic
from rulec.diagnostics.codes import Lang, help_text, message, severity
from rulec.diagnostics.render_text import SEVERITY_WORDS
from rulec.report.ir_to_json import ir_to_json
from rulec.source import Span

QUOTED = 60
"""Characters of a place that are quoted, at the most."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one version of an announcement."""

    announcement: str
    version: str
    path: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class BookFinding:
    """One finding about several announcements, or about the versions of one. The span of `diagnostic` is that of the first place."""

    diagnostic: Diagnostic
    places: tuple[Place, ...]


def place(built: Built, span: Span) -> Place:
    """A stretch of the raw text of a version, quoted on one line."""
    words = " ".join(span.slice(built.compilation.ingested.source.raw).split())
    return Place(built.announcement.name, built.version.name, built.version.path, span, words[:QUOTED])


def title_place(built: Built) -> Place:
    """Where an announcement begins: for findings about all of it."""
    raw = built.compilation.ingested.source.raw
    start = len(raw) - len(raw.lstrip())
    return place(built, Span(start, raw.find("\n", start) if "\n" in raw[start:] else len(raw)))


def finding(code: str, places: Iterable[Place], **values: str) -> BookFinding:
    """A finding of `code`; `places` has at least one."""
    found = tuple(places)
    return BookFinding(Diagnostic(code, found[0].span, tuple(sorted(values.items()))), found)


def finding_words(found: BookFinding, lang: Lang) -> str:
    """Two lines a finding, and one a place: what is wrong, what to do, where."""
    said = found.diagnostic
    lines = [f"{SEVERITY_WORDS[lang][severity(said.code)]} {said.code}: {message(said, lang)}"]
    lines += [f"  {one.path}: {one.quote}" for one in found.places]
    lines.append(f"  {'办法' if lang == 'zh' else 'help'}: {help_text(said, lang)}")
    return "\n".join(lines)


def finding_json(found: BookFinding, lang: Lang) -> dict[str, object]:
    """The shape of a finding in the contract's `rulec.analysis/1`."""
    said = found.diagnostic
    return {
        "code": said.code,
        "severity": str(severity(said.code)),
        "message": message(said, lang),
        "help": help_text(said, lang),
        "places": [
            {"announcement": one.announcement, "version": one.version, "span": ir_to_json(one.span), "quote": one.quote}
            for one in found.places
        ],
    }
