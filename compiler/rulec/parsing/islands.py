"""Typed tokens → islands and what lies between: leftmost longest match with an LALR parser driven token by token.

Free text never is an alternative of an island, so there is nothing to disambiguate and nothing to lose: the result tiles the input.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast

from lark import Lark, Tree
from lark import Token as LarkToken
from lark.exceptions import UnexpectedInput

from rulec.parsing.grammars import island_parser
from rulec.parsing.tokens import Token


@dataclass(frozen=True, slots=True)
class Island:
    """A recognised construction: `kind` is its grammar rule, `tree` the parse over `tokens` (each leaf's value is a Token)."""

    kind: str
    tree: "Tree[LarkToken]"
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


MAX_ISLAND = 40  # tokens; the longest real island has about a dozen, and a bound keeps the scan linear


class _State(Protocol):
    """What the scan needs of Lark's interactive parser (its own signatures are untyped)."""

    def choices(self) -> Mapping[str, object]: ...
    def feed_token(self, token: LarkToken) -> object: ...
    def feed_eof(self) -> "Tree[LarkToken]": ...


def _begin(parser: Lark) -> _State:
    return cast(_State, parser.parse_interactive([]))


class Leaf(LarkToken):
    """A Lark token that carries the typed token it stands for (copies are never made: a deep copy would lose it)."""

    origin: Token
    island: "Island"


def leaf(token: Token) -> Leaf:
    """The Lark form of a typed token."""
    made = Leaf(token.type, token.text, start_pos=token.start, end_pos=token.end)
    made.origin = token
    return made


@lru_cache(maxsize=4)
def _first(parser: Lark) -> frozenset[str]:
    return frozenset(_begin(parser).choices())


def scan(tokens: Sequence[Token], parser: Lark | None = None) -> list[Island | Token]:
    """Islands and left-over tokens, in order; together they are exactly `tokens`."""
    parser = parser or island_parser()
    first = _first(parser)
    found: list[Island | Token] = []
    at = 0
    while at < len(tokens):
        island = _longest(parser, tokens, at) if tokens[at].type in first else None
        if island is None:
            found.append(tokens[at])
            at += 1
        else:
            found.append(island)
            at += len(island.tokens)
    return found


def _longest(parser: Lark, tokens: Sequence[Token], at: int) -> Island | None:
    """The longest island from `at`. Ends are found first, then one fresh parse makes the tree: a copied parser state shares the child
    lists of inlined rules with its original, so a tree made from a copy would gather children that belong to a longer reading."""
    state = _begin(parser)
    ends: list[int] = []
    for to in range(at, min(at + MAX_ISLAND, len(tokens))):
        if tokens[to].type not in state.choices():
            break
        try:
            state.feed_token(leaf(tokens[to]))
        except UnexpectedInput:  # `choices` over-approximates: merged lookaheads
            break
        if "$END" in state.choices():
            ends.append(to + 1)
    for end in reversed(ends):
        tree = _parsed(parser, tokens[at:end])
        if tree is not None:
            kind = str(tree.data)
            if kind == "deduction" and any(t.type == "REACH" for t in tokens[at:end]):
                kind = "comparison"  # 记满12分 is a total reached, not points deducted
            return Island(kind, tree, tuple(tokens[at:end]))
    return None


def _parsed(parser: Lark, tokens: Sequence[Token]) -> "Tree[LarkToken] | None":
    state = _begin(parser)
    try:
        for token in tokens:
            state.feed_token(leaf(token))
        return cast("Tree[LarkToken]", state.feed_eof().children[0])
    except UnexpectedInput:
        return None
