"""The table of diagnostic codes (`codes.toml`) and the words made from it: code and values → message, help, severity."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from rulec.diagnostics.model import Diagnostic, Severity, UserError

Lang = Literal["zh", "en"]
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the table: what a code means, in both languages. `…_more` are the long words of `rulec explain` (may be empty)."""

    code: str
    severity: Severity
    zh: str
    en: str
    zh_help: str
    en_help: str
    zh_more: str = ""
    en_more: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The values its message and help are filled with."""
        return frozenset(PLACEHOLDER.findall(" ".join((self.zh, self.en, self.zh_help, self.en_help))))


@cache
def codes() -> Mapping[str, Code]:
    """All codes, sorted. Raises ValueError when the table itself is broken."""
    raw = tomllib.loads(files("rulec.diagnostics").joinpath("codes.toml").read_text(encoding="utf-8"))
    return {name: Code(name, Severity(row.pop("severity")), **row) for name, row in sorted(raw.items())}


def severity(code: str) -> Severity:
    """How much findings of `code` weigh; an unlisted code weighs as an error, so it cannot slip through a gate."""
    row = codes().get(code)
    return row.severity if row else Severity.ERROR


def at_least(found: Severity, gate: Severity) -> bool:
    """Whether `found` weighs as much as `gate` or more."""
    return _ORDER.index(found) >= _ORDER.index(gate)


def message(said: Diagnostic | UserError, lang: Lang = "zh") -> str:
    """What is wrong, one sentence, values filled in."""
    values = _values(said)
    row = codes().get(said.code)
    if row is None:
        return f"{said.code}: " + ", ".join(f"{name}={value}" for name, value in sorted(values.items()))
    return _filled(row.zh if lang == "zh" else row.en, values)


def help_text(said: Diagnostic | UserError, lang: Lang = "zh") -> str:
    """What to do about it, values filled in."""
    row = codes().get(said.code)
    return _filled(row.zh_help if lang == "zh" else row.en_help, _values(said)) if row else ""


def _values(said: Diagnostic | UserError) -> Mapping[str, str]:
    return dict(said.values)


def _filled(template: str, values: Mapping[str, str]) -> str:
    # A value is only ever inserted, never read as a template: it may hold braces of its own.
    return PLACEHOLDER.sub(lambda m: str(values.get(m[1], m[0])), template)
