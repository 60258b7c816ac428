"""Samples → the grammar rules their parse really uses, and the rules a grammar has. For the index in `grammars/README.md`."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from rulec.ingest import ingest
from rulec.parsing import lines_to_outline, tokens_to_clause
from rulec.parsing.grammars import tables_of
from rulec.parsing.islands import Island, scan
from rulec.parsing.lalr import Rule, Tables, parse
from rulec.parsing.lines_to_outline import outline
from rulec.parsing.parsers import GRAMMARS, grammar_text
from rulec.parsing.sentence_to_tokens import tokenise
from rulec.parsing.tokens_to_clause import clause, sentences

_DEFINED = re.compile(r"^[?!]*(_?[a-z][a-z0-9_]*)(?:\.-?\d+)?[ ]*:", re.MULTILINE)
_ALIAS = re.compile(r"->[ ]*([a-z_][a-z0-9_]*)")
_HEADING = re.compile(r"^### `([^`]+)`$")
_ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| `([^`]+)` \| `([^`]+)` \|$")
_TEXT = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Entry(NamedTuple):
    """A row of the index: the rule `rule` of the file `file`, what it is, a sample that contains it, the case that shows what it means."""

    file: str
    rule: str
    meaning: str
    sample: str
    case: str = ""


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
            rule, meaning, sample, case = row.groups()
            entries.append(Entry(file, rule, meaning.strip(), sample.replace("⏎", "\n").replace("\\|", "|"), case))
    return entries


def case_text(file: Path) -> str:
    """The announcement of a case, as it is read: repaired, in normal form."""
    found = _TEXT.search(file.read_text(encoding="utf-8"))
    assert found is not None, f"{file} has no text"
    return ingest(found[1].encode(), "case.txt").normal.text


def defined_rules(grammar: str) -> set[str]:
    """Names of the rules and aliases that a grammar text defines, reachable or not."""
    bare = re.sub(r"//[^\n]*", "", grammar)
    return {*_DEFINED.findall(bare), *_ALIAS.findall(bare)}


class _Recorded(tuple[Rule, ...]):
    """Rules that note which of them a parse reduces by: the driver looks a rule up only then."""

    names: set[str]

    def __getitem__(self, number: Any) -> Any:
        rule: Rule = super().__getitem__(number)
        self.names.update({rule.origin, rule.name or rule.origin})
        return rule


def recorded(tables: Tables) -> tuple[Tables, set[str]]:
    """The same tables, and the set in which the names of the rules and aliases gather that are reduced by."""
    rules = _Recorded(tables.rules)
    rules.names = set()
    return replace(tables, rules=rules), rules.names


@contextmanager
def recording(room: ModuleType, parser: str, grammar: str) -> Iterator[set[str]]:
    """While open, what the parser of `grammar`, which `room` calls `parser`, reduces by is collected in the set given."""
    before: Callable[[], Tables] = getattr(room, parser)
    tables, names = recorded(tables_of(grammar_text(*GRAMMARS[grammar].files), GRAMMARS[grammar].start))
    setattr(room, parser, lambda: tables)
    try:
        yield names
    finally:
        setattr(room, parser, before)


def island_rules(tables: Tables, sample: str) -> set[str]:
    """Rules in the derivations of the islands that the scanner finds in `sample` (normal text); what it tried and dropped counts not."""
    noted, names = recorded(tables)
    for item in scan(tokenise(sample, 0, len(sample)), tables):
        if isinstance(item, Island):
            parse(noted, [token.type for token in item.tokens], item.tokens)
    return names


def clause_rules(sample: str) -> set[str]:
    """Rules in the clause trees of the sentences of `sample`."""
    with recording(tokens_to_clause, "clause_parser", "clause") as names:
        for words, _, _ in sentences(tokenise(sample, 0, len(sample))):
            if words:
                clause(words, sample)
    return names


def outline_rules(sample: str) -> set[str]:
    """Rules in the outline of `sample`; a line that begins with `©` is page chrome."""
    chrome = [(found.start(), found.end()) for found in re.finditer(r"^©[^\n]*", sample, re.MULTILINE)]
    with recording(lines_to_outline, "outline_parser", "outline") as names:
        outline(sample, chrome)
    return names


def used_rules(file: str, sample: str, islands: Tables) -> set[str]:
    """Rules that `sample` uses in the grammar that `file` belongs to."""
    match Path(file).stem:
        case "outline":
            return outline_rules(sample)
        case "clause":
            return clause_rules(sample)
        case _:
            return island_rules(islands, sample)
