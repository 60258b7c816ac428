"""What commands read: announcements, facts, dates."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rulec.build.facts import find_fact, moment_from_words, value_from_words
from rulec.diagnostics import UserError
from rulec.ir.model import Fact, RuleSet

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation

STDIN = "-"


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. UserError B001 when it cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise UserError("B001", path=path, reason=getattr(error, "strerror", None) or str(error)) from error


def compiled(path: str) -> "Compilation":
    """The announcement at `path` (`-`: standard input), compiled. UserError for what is no text."""
    from rulec.build import pipeline  # here, so that commands that compile nothing start without it

    return pipeline.compile_announcement(read_bytes(path), path)


def read_facts(path: str | None, given: Sequence[str], rule_set: RuleSet) -> dict[str, object]:
    """Facts by label: from a JSON or YAML file (`-`: standard input), then `NAME=VALUE` words, which win. Values stay exact."""
    return read_given(path, given, lambda name: find_fact(rule_set, name))


def read_given(path: str | None, given: Sequence[str], find: Callable[[str], Fact | None]) -> dict[str, object]:
    """As `read_facts`, where `find` knows the fact of a label or ASCII name."""
    facts: dict[str, object] = {}
    if path is not None:
        from rulec.build.exact_data import load_data  # here, so that commands without facts start without YAML

        data = load_data(read_text(path), path)
        if not isinstance(data, dict):
            raise UserError("B007", path=path)
        for name, value in data.items():
            fact = find(str(name))
            label = fact.label if fact else str(name)
            if label in facts:
                raise UserError("B006", path=path, key=label)
            facts[label] = value
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UserError("B008", text=text)
        fact = find(name.strip())
        facts[fact.label if fact else name.strip()] = value_from_words(fact, value.strip())
    return facts


def read_moment(text: str | None) -> date | datetime | None:
    """A date (`2023-11-05`) or moment (`2023-11-05T08:30:00`, Asia/Shanghai unless it says otherwise). UserError B009."""
    if text is None:
        return None
    try:
        return moment_from_words(text)
    except ValueError as error:
        raise UserError("B009", text=text) from error


def read_text(path: str) -> str:
    """The words of a UTF-8 file, or of standard input for `-`. UserError B001 when it cannot be read."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("B001", path=path, reason=str(error)) from error
