"""Typed tokens → islands and what lies between: leftmost longest match with an LALR automaton driven token by token.

Free text never is an alternative of an island, so there is nothing to disambiguate and nothing to lose: the result tiles the input.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rulec.parsing.lalr import Node, Tables, longest, parse
from rulec.parsing.parsers import island_parser
from rulec.parsing.tokens import Token

IslandNode: TypeAlias = Node[Token]


@dataclass(frozen=True, slots=True)
class Island:
    """A recognised construction: `kind` is its grammar rule, `tree` the parse over `tokens`, which are its leaves."""

    kind: str
    tree: IslandNode
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


MAX_ISLAND = 40  # tokens; the longest real island has about a dozen, and a bound keeps the scan linear


def scan(tokens: Sequence[Token], tables: Tables | None = None) -> list[Island | Token]:
    """Islands and left-over tokens, in order; together they are exactly `tokens`."""
    tables = tables or island_parser()
    first = tables.actions[0]  # by the terminals an island may begin with
    terminals = [token.type for token in tokens]
    found: list[Island | Token] = []
    at = 0
    while at < len(tokens):
        end = longest(tables, terminals, at, min(at + MAX_ISLAND, len(tokens))) if terminals[at] in first else None
        if end is None:
            found.append(tokens[at])
            at += 1
        else:
            found.append(_island(tables, terminals[at:end], tuple(tokens[at:end])))
            at = end
    return found


def _island(tables: Tables, terminals: Sequence[str], tokens: tuple[Token, ...]) -> Island:
    top = parse(tables, terminals, tokens).children[0]
    assert isinstance(top, Node)
    kind = top.data
    if kind == "deduction" and "REACH" in terminals:
        kind = "comparison"  # 记满12分 is a total reached, not points deducted
    return Island(kind, top, tokens)
