"""Which files make which grammar, and the ready parser of each: tables baked from the `.lark` files, checked against their text.

`make lexicon` has Lark make the tables and writes them to `grammars/tables/`; reading them takes some milliseconds where making them takes
half a second. They carry a hash of the grammar they were made of. Where it is not that of the files as they are now (someone edits a
grammar), they are not used, and Lark makes the tables anew; so they can be stale or missing, but never wrong.
"""

import json
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from rulec.parsing.lalr import Rule, Tables, shortened
from rulec.source.resources import grammars_dir

FORMAT = "1"  # of the baked tables; part of the hash, so that tables of another format are never read


class Grammar(NamedTuple):
    """The files of `grammars/` that make a grammar, in the order they are joined, and its start rule."""

    files: tuple[str, ...]
    start: str


ISLAND_FILES = ("10_quantity", "20_condition", "30_measure", "50_account", "60_relief", "70_lifecycle", "90_island")
GRAMMARS = {
    "islands": Grammar(("00_terminals", *ISLAND_FILES), "island"),
    "clause": Grammar(("00_terminals", "clause"), "sentence"),
    "outline": Grammar(("outline",), "document"),
}


def grammar_text(*names: str) -> str:
    """The named files of `grammars/`, joined in order."""
    return "\n".join((grammars_dir() / f"{name}.lark").read_text("utf-8") for name in names)


def digest(name: str) -> str:
    """What baked tables of the grammar `name` must carry to be used: a hash of all that they are made of."""
    grammar = GRAMMARS[name]
    return sha256("\n".join((FORMAT, grammar.start, grammar_text(*grammar.files))).encode("utf-8")).hexdigest()


def baked(name: str) -> Tables | None:
    """The tables in `grammars/tables/`, or None where there are none or they were made of another text."""
    try:
        found = json.loads((grammars_dir() / "tables" / f"{name}.json").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("made_of") != digest(name):
        return None
    rules = tuple(Rule(*row) for row in found["rules"])
    return Tables(found["final"], tuple(found["rows"][n] for n in found["actions"]), tuple(found["gotos"]), rules)


def _tables(name: str) -> Tables:
    ready = baked(name)
    if ready is None:
        from rulec.parsing.grammars import tables_of  # Lark is loaded only where it has work to do

        grammar = GRAMMARS[name]
        ready = tables_of(grammar_text(*grammar.files), grammar.start)
    return shortened(ready)


@lru_cache(maxsize=1)
def island_parser() -> Tables:
    """The parser of one island."""
    return _tables("islands")


@lru_cache(maxsize=1)
def clause_parser() -> Tables:
    """The parser of one sentence over islands and what lies between."""
    return _tables("clause")


@lru_cache(maxsize=1)
def outline_parser() -> Tables:
    """The parser of a document over its lines."""
    return _tables("outline")
