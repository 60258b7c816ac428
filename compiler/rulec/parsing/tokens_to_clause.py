"""Typed tokens of a block → sentences → islands → one clause tree a sentence."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from rulec.parsing.islands import Island, scan
from rulec.parsing.lalr import Node, parse
from rulec.parsing.parsers import clause_parser
from rulec.parsing.tokens import Token

ClauseNode: TypeAlias = Node[Island | Token]

_KINDS = {
    "deduction": "K_MEASURE", "payment": "K_MEASURE", "custody": "K_MEASURE", "act": "K_MEASURE", "order": "K_MEASURE", "exclusion": "K_MEASURE",
    "comparison": "K_CONDITION", "occurrence": "K_CONDITION", "zero": "K_CONDITION", "gains": "K_CONDITION", "reach": "K_CONDITION", "series": "K_CONDITION", "streak": "K_CONDITION", "ceiling": "K_CONDITION",
    "restoration": "K_MEASURE", "withdrawal": "K_MEASURE", "extension": "K_MEASURE",
    "per_occurrence": "K_PER", "initial": "K_ACCOUNT", "reset": "K_ACCOUNT", "replacement": "K_RELIEF", "waiver": "K_RELIEF",
    "lifecycle": "K_LIFECYCLE",
}  # fmt: skip
# Left over between islands and of meaning to a clause; every other left-over token is opaque text, kept with its words.
_STRUCTURAL = frozenset({
    "REF", "TITLE", "QUOTE", "IF", "BY", "TO", "ALSO", "MUST", "DULY", "MAY", "MUST_NOT", "OPEN_LIST", "LIST", "ONE_OF", "SIMULTANEOUSLY",
    "PICK_MORE", "PICK_EITHER", "ETC", "KIND_NOUN", "DEFINE", "JOIN", "JOIN_OR", "OR", "AND", "BRACKET", "EXCEPT", "EXCLUDED", "COMMA", "COLON",
})  # fmt: skip
_HEADS = frozenset({"LIST", "OPEN_LIST", "ONE_OF", "SIMULTANEOUSLY", "PICK_MORE"})


def sentences(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], str, Token | None]]:
    """(tokens, terminator, its token) of each sentence; `:` ends one only behind words that announce a list, or at a line end."""
    current: list[Token] = []
    for at, token in enumerate(tokens):
        ends = token.type in ("STOP", "SEMI", "NEWLINE")
        if token.type == "COLON":
            following = tokens[at + 1].type if at + 1 < len(tokens) else "NEWLINE"
            short = sum(len(t.text) for t in current) <= 8 and current[0].type == "TIER" if current else False
            ends = following == "NEWLINE" or any(t.type in _HEADS for t in current) or short
        if ends:
            if current or token.type != "NEWLINE":
                yield current, token.text.strip() or "\n", token
            current = []
        else:
            current.append(token)
    if current:
        yield current, "", None


def clause(tokens: Sequence[Token], text: str) -> ClauseNode:
    """The clause tree of one sentence; its leaves are islands and tokens, which tile the sentence."""
    items = list(_closing(list(_opaque(list(_attributes(scan(tokens))), text))))
    return parse(clause_parser(), [_KINDS[item.kind] if isinstance(item, Island) else item.type for item in items], items)


def _attributes(items: Sequence["Island | Token"]) -> Iterator["Island | Token"]:
    """被吊销营业执照的企业: a sanction suffered that only describes a party is words, not a measure."""
    for item in items:
        if isinstance(item, Island) and item.kind == "act" and any(t.type == "PASSIVE" for t in item.tokens):
            tail = item.tokens[-1]
            if tail.type == "WORDS" and "的" in tail.text[:-1]:
                yield from item.tokens
                continue
        yield item


def _opaque(items: Sequence["Island | Token"], text: str) -> Iterator["Island | Token"]:
    """Left-over tokens without structural meaning, joined to OPAQUE; TIER stays a condition of its own."""
    run: list[Token] = []
    for item in items:
        if isinstance(item, Token) and item.type not in _STRUCTURAL and item.type not in ("TIER", "DE", "WHEN"):
            run.append(item)
            continue
        if run:
            yield _run(run, text)
            run = []
        yield item.retyped("K_CONDITION") if isinstance(item, Token) and item.type == "TIER" else item
    if run:
        yield _run(run, text)


def _run(run: list[Token], text: str) -> Token:
    start, end = run[0].start, run[-1].end
    return Token("OPAQUE", text[start:end], start, end, None, tuple(run))


def _closing(items: Sequence["Island | Token"]) -> Iterator["Island | Token"]:
    """的 / 时 at the end of a segment close a condition; elsewhere they are words."""
    kinds = [item.type if isinstance(item, Token) else "" for item in items]
    for at, item in enumerate(items):
        if isinstance(item, Token) and item.type in ("DE", "WHEN"):
            follow = at + 2 if kinds[at + 1 : at + 2] == ["BRACKET"] else at + 1
            closes = at > 0 and kinds[at - 1] != "COMMA" and kinds[follow : follow + 1] in ([], ["COMMA"])
            yield item.retyped("CLOSE" if closes else "OPAQUE")
        else:
            yield item
