"""Findings → text for a terminal or a log: the place, the line with the stretch underlined, what is wrong, what to do."""

import unicodedata
from collections.abc import Iterable

from rulec.diagnostics.codes import Lang, help_text, message, severity
from rulec.diagnostics.model import Diagnostic, Severity, UserError
from rulec.source import LineIndex, SourceText, Span

SEVERITY_WORDS: dict[Lang, dict[Severity, str]] = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
}
_HELP: dict[Lang, str] = {"zh": "办法", "en": "help"}
_ALSO: dict[Lang, str] = {"zh": "另见", "en": "see also"}
_UPTO: dict[Lang, str] = {"zh": "至第 {line} 行", "en": "to line {line}"}
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}
_PLAIN = "\x1b[0m"
_WIDEST = 96  # columns of source shown; announcements have paragraphs of thousands of characters
_BEFORE = 24  # columns shown before the stretch when the line is cut


def width(text: str) -> int:
    """Columns that `text` takes in a terminal: wide East Asian characters two, combining marks none."""
    return sum(_char_width(char) for char in text)


def visible(text: str) -> str:
    """`text` with control characters replaced, so that an announcement cannot drive the terminal; tabs become blanks."""
    return "".join(" " if char == "\t" else "�" if unicodedata.category(char) in ("Cc", "Cf") else char for char in text)


def render_text(diagnostics: Iterable[Diagnostic], source: SourceText, *, lang: Lang = "zh", colour: bool = False) -> str:
    """All findings about `source`, one block each with a blank line between; the empty string for none. Lines end with LF."""
    lines = LineIndex(source.raw)
    return "\n".join(_block(diagnostic, source, lines, lang, colour) for diagnostic in diagnostics)


def render_error(error: UserError, *, lang: Lang = "zh", colour: bool = False) -> str:
    """What stopped the command: severity, code, what is wrong, the way out."""
    text = f"{_heading(error.code, lang, colour)}{visible(message(error, lang))}\n"
    advice = help_text(error, lang)
    return text + (f"  = {_HELP[lang]}: {visible(advice)}\n" if advice else "")


def _heading(code: str, lang: Lang, colour: bool) -> str:
    weight = severity(code)
    words = f"{SEVERITY_WORDS[lang][weight]}[{code}]"
    return f"{_COLOURS[weight]}{words}{_PLAIN}: " if colour else f"{words}: "


def _block(diagnostic: Diagnostic, source: SourceText, lines: LineIndex, lang: Lang, colour: bool) -> str:
    out = [f"{_heading(diagnostic.code, lang, colour)}{visible(message(diagnostic, lang))}"]
    out += _excerpt(diagnostic.span, source, lines, lang)
    for span in diagnostic.related:
        out.append(f"  {_ALSO[lang]}:")
        out += _excerpt(span, source, lines, lang)
    advice = help_text(diagnostic, lang)
    if advice:
        out.append(f"  = {_HELP[lang]}: {visible(advice)}")
    return "\n".join(out) + "\n"


def _excerpt(span: Span, source: SourceText, lines: LineIndex, lang: Lang) -> list[str]:
    line, column = lines.position(span.start)
    last, _ = lines.position(max(span.start, span.end - 1))
    whole = lines.line_text(line)
    start = column - 1
    end = len(whole) if last > line else min(len(whole), start + max(0, span.end - span.start))
    shown, start, end = _cut(visible(whole), start, end)
    gutter = " " * len(str(line))
    tail = f" {_UPTO[lang].format(line=last)}" if last > line else ""
    mark = " " * width(shown[:start]) + "^" * max(1, width(shown[start:end]))
    return [
        f"{gutter}--> {visible(source.path)}:{line}:{column}{tail}",
        f"{gutter} |",
        f"{line} | {shown}".rstrip(),
        f"{gutter} | {mark}",
    ]


def _cut(line: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line worth showing, with the stretch's new place in it."""
    if width(line) <= _WIDEST:
        return line, start, end
    first, used = start, 0
    while first > 0 and used + _char_width(line[first - 1]) <= _BEFORE:
        first -= 1
        used += _char_width(line[first])
    last, used = first, 0
    while last < len(line) and used + _char_width(line[last]) <= _WIDEST:
        used += _char_width(line[last])
        last += 1
    head, tail = ("…" if first else ""), ("…" if last < len(line) else "")
    return head + line[first:last] + tail, start - first + len(head), min(end, last) - first + len(head)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
