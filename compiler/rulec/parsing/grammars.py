"""`grammars/*.lark` → Lark parsers. Files are joined in the order of their names (no %import: it renames terminals under a custom lexer)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lark import Lark, Token
from lark.lexer import Lexer

from rulec.lexicon.vocabulary import vocabulary
from rulec.source.resources import grammars_dir

ISLAND_FILES = ("10_quantity", "20_condition", "30_measure", "50_account", "60_relief", "70_lifecycle", "90_island")
# Terminals the lexer makes itself; the others come from the vocabulary.
LEXER_TERMINALS = (
    "AGE", "BLANK", "BRACKET", "COLON", "COMMA", "COUNT", "DATE", "DUN", "DURATION", "EACH", "EXCEPT", "JOIN", "JOIN_OR", "LIMITS", "MONEY",
    "MULTIPLE", "NEWLINE", "OR_SUM", "PER_POST", "POINT", "QUOTE", "RATE", "REF", "REMARK", "SEMI", "SLASH", "STAR", "STOP", "TAKEN_BACK", "TIMES", "TITLE",
    "WORDS",
)  # fmt: skip


class TypedLexer(Lexer):
    """Hands Lark the tokens that were made elsewhere."""

    def __init__(self, lexer_conf: object) -> None:
        """Lark passes its configuration; nothing in it is needed."""

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        """The tokens as given."""
        return iter(data)


def declared_terminals() -> list[str]:
    """All terminals of the sentence grammars, sorted: the content of `00_terminals.lark`."""
    return sorted({*LEXER_TERMINALS, *(word.terminal for word in vocabulary().words.values())})


def terminals_text() -> str:
    """`00_terminals.lark` as it must be: generated from the vocabulary, so that lexer and grammar cannot drift."""
    return "// Generated from the vocabulary by `make lexicon`; do not edit.\n" + "".join(
        f"%declare {name}\n" for name in declared_terminals()
    )


def grammar_text(*names: str) -> str:
    """The named files of `grammars/`, joined in order."""
    return "\n".join((grammars_dir() / f"{name}.lark").read_text("utf-8") for name in names)


def build(text: str, start: str, *, strict: bool = False) -> Lark:
    """An LALR parser over ready-made tokens; `strict` (in tests) makes every conflict an error."""
    return Lark(
        text, start=start, parser="lalr", lexer=TypedLexer, strict=strict, maybe_placeholders=False, propagate_positions=False,
    )  # fmt: skip


@lru_cache(maxsize=1)
def island_parser() -> Lark:
    """The parser of one island."""
    return build(grammar_text("00_terminals", *ISLAND_FILES), "island")


@lru_cache(maxsize=1)
def clause_parser() -> Lark:
    """The parser of one sentence over islands and what lies between."""
    return build(grammar_text("00_terminals", "clause"), "sentence")


@lru_cache(maxsize=1)
def outline_parser() -> Lark:
    """The parser of a document over its lines."""
    return build(grammar_text("outline"), "document")
