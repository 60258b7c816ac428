"""The page's model → lines for a terminal: East Asian width counted, colour only where asked, the short version first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from rulec.diagnostics.codes import Lang
from rulec.diff.model import Report
from rulec.report.diff.page import DiffPage, Line, diff_page

_COLOURS = {"stricter": "33", "looser": "34", "mixed": "35", "gate": "31;1", "incomplete": "31;1", "pass": "32;1", "soft": "2", "bold": "1"}


def diff_text(report: Report, lang: Lang = "zh", *, width: int = 100, colour: bool = False, summary: bool = False) -> str:
    """The report as text, ending in a line feed. `width` in columns; `summary`: the verdict's lines alone."""
    page = diff_page(report, lang)
    paint = _Paint(colour)
    lines = list(_head(page, paint, width))
    if not summary:
        lines += _body(page, paint, width)
    return "\n".join(lines) + "\n"


class _Paint:
    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, style: str) -> str:
        code = _COLOURS.get(style)
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and code and text else text


def _head(page: DiffPage, paint: _Paint, width: int) -> Iterator[str]:
    yield from wrapped(paint(_clean(page.title), "bold"), width)
    yield _clean(page.versions)
    counts = "  ".join(f"{word} {number}" for _, word, number in page.counts)
    yield paint(page.verdict_word, page.verdict) + f"  {page.why}"
    if counts:
        yield counts
    yield from wrapped(page.compared, width)


def _body(page: DiffPage, paint: _Paint, width: int) -> Iterator[str]:
    if page.unread:
        yield from _section(page.t("unread"), (f"{side} {label} {text}" for side, label, text in page.unread), paint, width)
    if page.summary:
        yield ""
        yield paint(page.t("summary"), "bold")
        for number, one in enumerate(page.summary, 1):
            yield from wrapped(f"{number}. {_line(one, page, paint)}", width, "   ")
        if page.beyond:
            yield page.t("more", count=page.beyond)
    if page.impact:
        yield from _section(page.t("impact"), page.impact, paint, width)
    if page.cases:
        yield ""
        yield paint(page.t("witnesses"), "bold")
        for case in page.cases:
            facts = page.t("separator").join(f"{name} = {value}" for name, value in case.facts)
            yield from wrapped(f"{case.number} {_clean(facts)}", width, "   ")
            yield from wrapped(f"   {page.t('was')}{page.t('colon')}{_clean(case.was)}", width, "     ")
            yield from wrapped(f"   {page.t('is')}{page.t('colon')}{paint(_clean(case.now), case.direction)}", width, "     ")
    if page.announced:
        said = [f"{state}  {text}" for text, state, _ in page.announced]
        said += [f"{page.t('unannounced')}  {_line(one, page, paint)}" for one in page.unannounced]
        yield from _section(page.t("announced"), said, paint, width)
    rest = [one for one in page.everything if one not in page.summary and one.level != "EDIT"]
    if rest:
        yield from _section(page.t("all_changes"), (f"{one.code} {_line(one, page, paint)}" for one in rest), paint, width)
    if page.stale:
        yield from _section(page.t("stale"), page.stale, paint, width)
    if any(one.gate == "fails" for one in page.everything):
        yield ""
        yield from wrapped(paint(page.t("ack_hint"), "soft"), width)


def _section(title: str, lines: Iterable[str], paint: _Paint, width: int) -> Iterator[str]:
    yield ""
    yield paint(title, "bold")
    for text in lines:
        yield from wrapped(f"- {_clean(text) if not paint.on else text}", width, "  ")


def _line(one: Line, page: DiffPage, paint: _Paint) -> str:
    values = " → ".join(_clean(value) for value in (one.before, one.after) if value)
    subject = f"{_clean(one.subject)} · " if one.subject else ""
    gate = f" [{page.t('level_ERR')}]" if one.gate == "fails" else f" [{page.t('acknowledged')}]" if one.gate == "acknowledged" else ""
    return f"{paint(one.who, one.direction)} {subject}{one.title}{page.t('colon') if values else ''}{values}{paint(gate, 'gate')}"


def _clean(text: str) -> str:
    """Without signs that steer a terminal."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else f"[U+{ord(c):04X}]" for c in " ".join(text.split()))


def columns(text: str) -> int:
    """How many columns a text takes: wide characters two, colour codes and combining signs none."""
    count, inside = 0, False
    for char in text:
        if char == "\x1b":
            inside = True
        elif inside:
            inside = char != "m"
        elif not unicodedata.combining(char):
            count += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return count


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width` columns, broken between characters, further ones indented; Latin words and figures stay whole."""
    lines, line = [], ""
    for word in _words(text):
        if columns(line) + columns(word) > width and line.strip():
            lines.append(line.rstrip())
            line = indent + word.lstrip(" ")
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> Iterator[str]:
    word, inside = "", False
    for char in text:
        if char == "\x1b":
            inside = True
        narrow = inside or (char.isascii() and char != " ")
        if narrow:
            word += char
            inside = inside and char != "m"
            continue
        if word:
            yield word
            word = ""
        yield char
    if word:
        yield word
