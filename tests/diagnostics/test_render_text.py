"""Findings in a terminal: the underline stands under the words, whatever their width, and no announcement drives the terminal."""

from rulec.diagnostics import Diagnostic, UserError
from rulec.diagnostics.render_json import diagnostic_json
from rulec.diagnostics.render_text import render_error, render_text, visible, width
from rulec.source import SourceText, Span


def shown(text: str, span: Span, related: tuple[Span, ...] = ()) -> list[str]:
    finding = Diagnostic("S002", span, (("expected", "e"), ("fact", "f"), ("got", "g")), related=related)
    return render_text((finding,), SourceText("规则.txt", text, ""), lang="en").splitlines()


def underlined(lines: list[str], at: int = 3) -> tuple[int, int]:
    """Columns (start, length) of the underline within the source line."""
    mark = lines[at].split("| ", 1)[1]
    return len(mark) - len(mark.lstrip()), mark.count("^")


def test_wide_characters_take_two_columns() -> None:
    lines = shown("第一行\nab违约金x\n", Span(6, 9))
    assert lines[0].startswith("error[S002]: ")
    assert lines[1] == " --> 规则.txt:2:3"
    assert lines[3] == "2 | ab违约金x"
    assert underlined(lines, 4) == (2, 6)


def test_an_empty_place_still_has_a_mark() -> None:
    assert underlined(shown("abc", Span(3, 3)), 4) == (3, 1)
    assert underlined(shown("", Span(0, 0)), 4) == (0, 1)


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    lines = shown("ab\ncd\nef", Span(1, 7))
    assert lines[1].endswith(":1:2 to line 3") and underlined(lines, 4) == (1, 1)


def test_long_lines_are_cut_around_the_place() -> None:
    text = "前" * 500 + "违约金" + "后" * 500
    lines = shown(text, Span(500, 503))
    source = lines[3].split("| ", 1)[1]
    start, length = underlined(lines, 4)
    assert source.startswith("…") and source.endswith("…") and width(source) < 110
    assert length == 6 and width(source[: source.index("违")]) == start


def test_a_place_longer_than_the_window_stays_inside() -> None:
    lines = shown("长" * 1000, Span(100, 900))
    assert len(lines[4]) < 120


def test_control_characters_do_not_reach_the_terminal() -> None:
    lines = shown("a\x1b[31mb\tc", Span(0, 1))
    assert "\x1b" not in "".join(lines) and "\t" not in "".join(lines)
    assert visible("a\u202eb\x07") == "a\ufffdb\ufffd"


def test_related_places_are_shown_too() -> None:
    lines = shown("ab\ncd", Span(0, 1), (Span(3, 5),))
    assert any(":2:1" in line for line in lines)


def test_errors_name_the_way_out() -> None:
    text = render_error(UserError("B001", path="x", reason="y"), lang="en")
    assert text.startswith("error[B001]: cannot read x: y\n") and "help:" in text


def test_json_has_the_contracts_keys() -> None:
    found = diagnostic_json(Diagnostic("S002", Span(1, 2)), "en")
    assert list(found) == ["code", "severity", "span", "understood", "message", "help"]
