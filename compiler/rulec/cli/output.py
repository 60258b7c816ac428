"""What commands write: JSON, text, errors, tables."""

import json
import os
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from rulec.diagnostics import Diagnostic, Severity, UserError
from rulec.diagnostics.codes import Lang, at_least, severity
from rulec.diagnostics.render_text import render_error

if TYPE_CHECKING:
    from rich.table import Table

Gate = Literal["error", "warning", "note", "never"]


def write_json(value: object) -> None:
    """Print `value` as UTF-8 JSON, keys in the order made, LF at the end."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_text(text: str) -> None:
    """Print `text`, ending in one line feed."""
    if text:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_table(table: "Table") -> None:
    """Print a table; as wide as needed when nobody is watching, so that a log loses nothing."""
    from rich.console import Console  # here, so that commands without a table start without it

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width, highlight=False, markup=False, no_color=not colourful()).print(table)


def say_error(error: UserError) -> None:
    """Print what stopped the command to standard error, in Chinese and English."""
    zh, en = render_error(error, lang="zh"), render_error(error, lang="en")
    sys.stderr.write(zh + en)


def colourful() -> bool:
    """Whether standard output shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def gated(found: Iterable[Diagnostic | UserError], gate: Gate) -> bool:
    """Whether a finding weighs as much as the gate."""
    return gate != "never" and any(at_least(severity(d.code), Severity(gate)) for d in found)


def counts(found: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each weight, heaviest first."""
    number = dict.fromkeys((Severity.ERROR, Severity.WARNING, Severity.NOTE), 0)
    for diagnostic in found:
        number[severity(diagnostic.code)] += 1
    return number


__all__ = ["Gate", "Lang", "colourful", "counts", "gated", "say_error", "write_json", "write_table", "write_text"]
