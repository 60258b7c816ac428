"""Ids and dates of the text → names in Python."""

from __future__ import annotations

from keyword import iskeyword

import rulec.runtime

RESERVED = frozenset(
    {"ACCOUNTS", "FACTS", "NORMS", "RULE", "SOURCE_MAP", "date", "datetime", "decide", "facts", "read", "replay", "run", "violation"}
    | set(rulec.runtime.__all__)
)
"""What a module names in any case."""


class Names:
    """Hands out identifiers, each only once."""

    def __init__(self, taken: frozenset[str] = RESERVED) -> None:
        self._taken = set(taken)

    def local(self, identifier: str, stem: str) -> str:
        """A variable for `identifier`; `stem` and a number where that is no ASCII identifier."""
        return self._fresh(identifier.lower(), stem)

    def constant(self, *parts: str, stem: str) -> str:
        """A constant for the joined `parts`."""
        return self._fresh("_".join(parts).upper(), stem.upper())

    def _fresh(self, wanted: str, stem: str) -> str:
        if not (wanted.isascii() and wanted.isidentifier()) or iskeyword(wanted) or wanted.startswith("_"):
            wanted = stem
        name, i = wanted, 1
        while name in self._taken:
            i += 1
            name = f"{wanted}_{i}"
        self._taken.add(name)
        return name


def module_stem(version: str) -> str:
    """The module of a version: `v2023_11_03`, `draft_2023_10_07`, `undated`."""
    stem = version.replace("-", "_")
    return f"v{stem}" if stem[:1].isdigit() else stem
