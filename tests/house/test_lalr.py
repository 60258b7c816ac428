"""The driver of the parsers: the trees that Lark itself would make, and work that grows with the text."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from derivations import index
from lark import Token as LarkToken
from lark import Tree
from lark.exceptions import UnexpectedInput
from test_grammars import README

from rulec.parsing.grammars import build, tables_of
from rulec.parsing.islands import MAX_ISLAND, scan
from rulec.parsing.lalr import Node, NoTree, Rule, Tables, longest, parse, shortened
from rulec.parsing.parsers import GRAMMARS, baked, grammar_text, island_parser
from rulec.parsing.sentence_to_tokens import tokenise
from rulec.parsing.tokens import Token

Shape = tuple[str, tuple[Any, ...]]
RULES = (
    "商家近30天累计违规销售额≥10万元的,支付近30天累计违规销售额10%的违约金(最低2000元,最高5万元)。",
    "情节严重的,责令停业整顿三日以上六日以下,并处违法所得一倍以上五倍以下的罚款;没有违法所得的,处二万元以下罚款。",
    "除不可抗力外,两年内有三次以上违规的,永久下架商品、限制上新3天,每次扣6分;累计扣满12分的,清退。",
)


@cache
def lark(name: str) -> Any:
    return build(grammar_text(*GRAMMARS[name].files), GRAMMARS[name].start)


@cache
def plain(name: str) -> Tables:
    return tables_of(grammar_text(*GRAMMARS[name].files), GRAMMARS[name].start)


def by_lark(name: str, terminals: Sequence[str]) -> Shape | None:
    """What Lark's own driver makes of terminals; None where they are no sentence."""
    state = lark(name).parse_interactive([])
    try:
        for number, terminal in enumerate(terminals):
            state.feed_token(LarkToken(terminal, str(number)))
        return of_lark(state.feed_eof())
    except UnexpectedInput:
        return None


def of_lark(tree: "Tree[LarkToken]") -> Shape:
    return str(tree.data), tuple(of_lark(child) if isinstance(child, Tree) else int(child) for child in tree.children)


def of_node(node: Node[int]) -> Shape:
    return node.data, tuple(of_node(child) if isinstance(child, Node) else child for child in node.children)


def by_us(tables: Tables, terminals: Sequence[str]) -> Shape | None:
    try:
        return of_node(parse(tables, terminals, range(len(terminals))))
    except NoTree:
        return None


def grown(tables: Tables, source: random.Random, size: int) -> list[str]:
    """Terminals that are mostly a sentence: at each place one of those that the automaton can go on with."""
    stack, made = [0], list[str]()
    while len(made) < size:
        terminal = source.choice(sorted(name for name in tables.actions[stack[-1]] if name != "$END") or ["WORDS"])
        while (way := tables.actions[stack[-1]].get(terminal)) is not None and way < 0:
            rule = tables.rules[-1 - way]
            if rule.size:
                del stack[-rule.size :]
            stack.append(tables.gotos[stack[-1]][rule.origin])
        made.append(terminal)
        if way is None:
            break
        stack.append(way)
    return made


def samples() -> list[list[Token]]:
    """The tokens of the samples in the index of the grammars, and of some rules."""
    texts = [*(entry.sample for entry in index(README.read_text("utf-8"))), *RULES]
    return [tokenise(text, 0, len(text)) for text in texts]


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_trees_are_those_that_lark_makes(name: str) -> None:
    source = random.Random(4)
    quick, trees = shortened(plain(name)), 0
    for number in range(600):
        terminals = grown(plain(name), source, 1 + number % 12)
        for cut in {len(terminals), source.randrange(len(terminals)) + 1}:
            wanted = by_lark(name, terminals[:cut])
            assert by_us(plain(name), terminals[:cut]) == wanted
            assert by_us(quick, terminals[:cut]) == wanted
            trees += wanted is not None
    assert trees > 50


def test_the_longest_island_is_the_longest_that_lark_takes() -> None:
    tables = island_parser()
    for tokens in samples():
        terminals = [token.type for token in tokens]
        for at in range(len(terminals)):
            ends = [end for end in range(at + 1, min(at + MAX_ISLAND, len(terminals)) + 1) if by_us(plain("islands"), terminals[at:end])]
            assert longest(tables, terminals, at, min(at + MAX_ISLAND, len(terminals))) == max(ends, default=None)


def test_tables_of_another_grammar_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert baked("outline") == plain("outline")
    monkeypatch.setattr("rulec.parsing.parsers.grammar_text", lambda *names: "document: CHAPTER\n%declare CHAPTER\n")
    assert baked("outline") is None


# -- work, counted ---------------------------------------------------------------------------------------------------------------------


class _Counted(tuple[Rule, ...]):
    """Rules that count how often one is looked up: once a reduction."""

    looked_up = 0

    def __getitem__(self, number: Any) -> Any:
        type(self).looked_up += 1
        return super().__getitem__(number)


def reductions(text: str) -> int:
    """How many reductions the scan for islands makes on `text`."""
    tables = island_parser()
    assert tables.quick is not None
    counted = replace(tables, rules=_Counted(tables.rules), quick=replace(tables.quick, rules=_Counted(tables.quick.rules)))
    _Counted.looked_up = 0
    scan(tokenise(text, 0, len(text)), counted)
    return _Counted.looked_up


@pytest.mark.parametrize("text", RULES)
def test_the_scan_grows_with_the_text(text: str) -> None:
    once, often = reductions(text * 4), reductions(text * 64)
    assert 0 < often <= 16 * once


@pytest.mark.parametrize("text", [*RULES, "扣" * 40 + "10分", "累计" * 300, "下架" + "全部违法所得" * 200, "处" + "1元或" * 200 + "罚款。"])
def test_a_token_is_read_a_bounded_number_of_times(text: str) -> None:
    assert reductions(text) <= 4 * MAX_ISLAND * len(tokenise(text, 0, len(text)))
