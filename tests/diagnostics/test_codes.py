"""The table of codes is complete, and every place in the compiler that reports a code gives what its words name."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import rulec
from rulec.diagnostics import Diagnostic, Severity, UserError
from rulec.diagnostics.codes import PLACEHOLDER, at_least, codes, help_text, message, severity
from rulec.source import Span

SOURCE = Path(rulec.__file__).parent
REPORTING = ("UserError", "FactError", "Diagnostic", "add")


@cache
def reported() -> tuple[tuple[str, int, str, frozenset[str] | None], ...]:
    """Every finding that the compiler reports with a literal code."""
    return tuple(_reported())


def _reported() -> Iterator[tuple[str, int, str, frozenset[str] | None]]:
    """(file, line, code, names of values given) of every finding reported with a literal code."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            code = node.args[0].value
            if called in REPORTING and isinstance(code, str) and len(code) == 4 and code[1:].isdigit():
                yield file.relative_to(SOURCE).as_posix(), node.lineno, code, given(node, called)


def given(node: ast.Call, called: str) -> frozenset[str] | None:
    """The names of values given in one call; None where they are not literally there."""
    if called == "Diagnostic":
        if len(node.args) < 3 or not isinstance(node.args[2], ast.Tuple):
            return None if len(node.args) > 2 else frozenset()
        if any(isinstance(pair, ast.Starred) for pair in node.args[2].elts):
            return None
        pairs = [pair.elts[0] for pair in node.args[2].elts if isinstance(pair, ast.Tuple)]
        return frozenset(str(name.value) for name in pairs if isinstance(name, ast.Constant))
    return None if any(k.arg is None for k in node.keywords) else frozenset(str(k.arg) for k in node.keywords)


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_has_all_four_texts(code: str) -> None:
    row = codes()[code]
    assert code[0] in "IPSAB" and code[1:].isdigit()
    assert all((row.zh, row.en, row.zh_help, row.en_help))
    assert set(PLACEHOLDER.findall(row.zh)) == set(PLACEHOLDER.findall(row.en)), "both languages name the same values"
    assert not re.search("[\u4e00-\u9fff][,;:]|[,;:][\u4e00-\u9fff]", row.zh + row.zh_help), "Chinese has full-width punctuation"


def test_every_reported_code_is_in_the_table() -> None:
    unknown = [f"{file}:{line} {code}" for file, line, code, _ in reported() if code not in codes()]
    assert not unknown


def test_every_code_in_the_table_is_reported_somewhere() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))
    assert [code for code in codes() if f'"{code}"' not in sources] == []


def test_every_value_named_in_words_is_given_where_the_code_is_reported() -> None:
    lacking = [
        f"{file}:{line} {code} lacks {sorted(codes()[code].names - names)}"
        for file, line, code, names in reported()
        if names is not None and code in codes() and not codes()[code].names <= names
    ]
    assert not lacking


def test_values_fill_the_message_and_are_never_templates() -> None:
    said = UserError("B001", path="{reason}", reason="{0.__class__}")
    assert message(said, "en") == "cannot read {reason}: {0.__class__}"


def test_an_unlisted_code_is_shown_and_weighs_as_an_error() -> None:
    stranger = Diagnostic("X999", Span(0, 1), (("what", "1"),))
    assert severity("X999") is Severity.ERROR
    assert message(stranger) == "X999: what=1" and help_text(stranger) == ""


def test_a_missing_value_shows_its_name() -> None:
    assert "{path}" in message(UserError("B001", reason="x"))


def test_gates_are_ordered() -> None:
    assert at_least(Severity.ERROR, Severity.WARNING) and at_least(Severity.NOTE, Severity.NOTE)
    assert not at_least(Severity.NOTE, Severity.WARNING) and not at_least(Severity.WARNING, Severity.ERROR)
