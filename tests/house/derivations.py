"""Samples → the grammar rules their parse really uses, and the rules a grammar has. For the index in `grammars/README.md`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from lark import Lark

from rulec.parsing.grammars import clause_parser, outline_parser
from rulec.parsing.islands import Island, leaf, scan
from rulec.parsing.lines_to_outline import outline
from rulec.parsing.sentence_to_tokens import tokenise
from rulec.parsing.tokens_to_clause import clause, sentences

_DEFINED = re.compile(r"^[?!]*(_?[a-z][a-z0-9_]*)(?:\.-?\d+)?[ ]*:", re.MULTILINE)
_ALIAS = re.compile(r"->[ ]*([a-z_][a-z0-9_]*)")
_HEADING = re.compile(r"^### `([^`]+)`$")
_ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| `([^`]+)` \|$")


class Entry(NamedTuple):
    """A row of the index: the rule `rule` of the file `file`, what it is, a sample that contains it."""

    file: str
    rule: str
    meaning: str
    sample: str


def index(readme: str) -> list[Entry]:
    """The rows of the index tables, each with the grammar file whose heading it stands under; `⏎` in a sample is a line end."""
    entries, file = [], ""
    for line in readme.split("\n"):
        heading, row = _HEADING.match(line), _ROW.match(line)
        if heading:
            file = heading.group(1)
        elif line.startswith("#"):
            file = ""
        elif row and file:
            entries.append(Entry(file, row.group(1), row.group(2).strip(), row.group(3).replace("⏎", "\n").replace("\\|", "|")))
    return entries


def defined_rules(grammar: str) -> set[str]:
    """Names of the rules and aliases that a grammar text defines, reachable or not."""
    bare = re.sub(r"//[^\n]*", "", grammar)
    return {*_DEFINED.findall(bare), *_ALIAS.findall(bare)}


@contextmanager
def recording(parser: Lark) -> Iterator[set[str]]:
    """While open, the names of rules and aliases that `parser` reduces by are collected in the set given."""
    inner: Any = parser.parser.parser
    callbacks: dict[Any, Any] = inner.parser.callbacks
    before, names = dict(callbacks), set[str]()

    def recorded(rule: Any, made: Any) -> Any:
        def reduce(children: Any) -> Any:
            names.add(str(rule.origin.name))
            if rule.alias:
                names.add(str(rule.alias))
            return made(children)

        return reduce

    callbacks.update({rule: recorded(rule, made) for rule, made in before.items() if hasattr(rule, "origin")})
    try:
        yield names
    finally:
        callbacks.update(before)


def island_rules(parser: Lark, sample: str) -> set[str]:
    """Rules in the derivations of the islands that the scanner finds in `sample` (normal text); what it tried and dropped counts not."""
    used: set[str] = set()
    for item in scan(tokenise(sample, 0, len(sample)), parser):
        if isinstance(item, Island):
            with recording(parser) as names:
                state: Any = parser.parse_interactive([])
                for token in item.tokens:
                    state.feed_token(leaf(token))
                state.feed_eof()
            used |= names
    return used


def clause_rules(sample: str) -> set[str]:
    """Rules in the clause trees of the sentences of `sample`."""
    with recording(clause_parser()) as names:
        for words, _, _ in sentences(tokenise(sample, 0, len(sample))):
            if words:
                clause(words, sample)
    return names


def outline_rules(sample: str) -> set[str]:
    """Rules in the outline of `sample`; a line that begins with `©` is page chrome."""
    chrome = [(found.start(), found.end()) for found in re.finditer(r"^©[^\n]*", sample, re.MULTILINE)]
    with recording(outline_parser()) as names:
        outline(sample, chrome)
    return names


def used_rules(file: str, sample: str, islands: Lark) -> set[str]:
    """Rules that `sample` uses in the grammar that `file` belongs to."""
    match Path(file).stem:
        case "outline":
            return outline_rules(sample)
        case "clause":
            return clause_rules(sample)
        case _:
            return island_rules(islands, sample)
