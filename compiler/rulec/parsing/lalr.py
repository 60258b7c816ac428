"""Leaves with their terminals → concrete syntax trees, along the tables that Lark makes of a grammar.

Lark's own driver makes a token object, a lexer and a parser state for every island that is tried; along the bare tables a token costs a few
dictionary look-ups. Trees are shaped as Lark shapes them: rules whose name begins with `_` give their children to the rule above.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

END = "$END"
Leaf = TypeVar("Leaf")


class Rule(NamedTuple):
    """A production of `origin`, of `size` symbols. `name` is that of its node, None where its children go to the rule above; `single` says
    that an only child stands for the node (`?rule`)."""

    origin: str
    size: int
    name: str | None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """An LALR(1) automaton: `actions[state][terminal]` is the state to go to, or `-1 - n` to reduce by `rules[n]`; `gotos[state][origin]`
    is where a reduction leads. It begins in state 0; a sentence has ended where a reduction before `END` leads to the state `final`.

    `quick`, where there is one, is the same automaton for finding ends alone."""

    final: int
    actions: tuple[Mapping[str, int], ...]
    gotos: tuple[Mapping[str, int], ...]
    rules: tuple[Rule, ...]
    quick: "Tables | None" = None


def shortened(tables: Tables) -> Tables:
    """The same automaton in fewer steps, with `quick`: where a state does nothing but reduce by one rule of a single part, whatever follows,
    the way to it leads on to where that reduction goes. For trees only past rules that make no node; for ends past all."""
    silent = _short(tables, {n: rule for n, rule in _forced(tables) if rule.name is None})
    return replace(silent, quick=_short(tables, dict(_forced(tables))))


def _forced(tables: Tables) -> Iterator[tuple[int, Rule]]:
    for number, row in enumerate(tables.actions):
        ways = set(row.values())
        if len(ways) == 1 and (way := ways.pop()) < 0 and tables.rules[-1 - way].size == 1:
            yield number, tables.rules[-1 - way]


def _short(tables: Tables, forced: Mapping[int, Rule]) -> Tables:
    def on(state: int, way: int) -> int:
        while way in forced and (following := tables.gotos[state][forced[way].origin]) != tables.final:
            way = following
        return way

    def rows(given: Sequence[Mapping[str, int]]) -> tuple[Mapping[str, int], ...]:
        return tuple({name: on(state, way) for name, way in row.items()} for state, row in enumerate(given))

    return Tables(tables.final, rows(tables.actions), rows(tables.gotos), tables.rules)


@dataclass(slots=True)
class Node(Generic[Leaf]):
    """A node of a concrete syntax tree: `data` names its rule."""

    data: str
    children: "list[Node[Leaf] | Leaf]"

    def leaves(self) -> list[Leaf]:
        """All leaves below, in order."""
        found: list[Leaf] = []
        for child in self.children:
            if isinstance(child, Node):
                found.extend(child.leaves())
            else:
                found.append(child)
        return found


class NoTree(ValueError):
    """The leaves are no sentence of the grammar."""


def longest(tables: Tables, terminals: Sequence[str], at: int, limit: int) -> int | None:
    """The end of the longest sentence of the grammar that begins at `at` and ends at `limit` or before; None where there is none.

    Nothing is built, so a prefix that leads nowhere costs its states alone.
    """
    tables = tables.quick or tables
    actions, gotos, rules = tables.actions, tables.gotos, tables.rules
    stack: list[int] = [0]
    ends: list[tuple[int, list[int]]] = []
    for place in range(at, limit):
        terminal = terminals[place]
        while (action := actions[stack[-1]].get(terminal)) is not None and action < 0:
            origin, size, _, _ = rules[-1 - action]
            if size:
                del stack[-size:]
            stack.append(gotos[stack[-1]][origin])
        if action is None:
            break
        stack.append(action)
        if END in actions[action]:
            ends.append((place + 1, stack.copy()))
    return next((end for end, states in reversed(ends) if _accepts(tables, states)), None)


def _accepts(tables: Tables, states: list[int]) -> bool:
    """Whether a sentence may end here. A look-ahead alone does not say so: LALR merges look-aheads of different contexts."""
    while (action := tables.actions[states[-1]].get(END)) is not None:
        origin, size, _, _ = tables.rules[-1 - action]
        if size:
            del states[-size:]
        states.append(tables.gotos[states[-1]][origin])
        if states[-1] == tables.final:
            return True
    return False


def parse(tables: Tables, terminals: Sequence[str], leaves: Sequence[Leaf]) -> "Node[Leaf]":
    """The tree of the whole of `leaves`, which stand for `terminals` one by one; raises NoTree where they are no sentence.

    What lies on the stack of values is a list of children each: of one leaf, of one node, or of what a rule hands to the one above. Each list
    is used once, so the first of a rule's lists takes up the others, and a repetition grows in place.
    """
    actions, gotos, rules, final = tables.actions, tables.gotos, tables.rules, tables.final
    stack: list[int] = [0]
    values: list[list[Node[Leaf] | Leaf]] = []
    for place, terminal in enumerate((*terminals, END)):
        while (action := actions[stack[-1]].get(terminal)) is not None and action < 0:
            origin, size, name, single = rules[-1 - action]
            if size == 0:
                values.append([])
            elif size > 1:
                children = values[-size]
                for more in values[1 - size :]:
                    children += more
                del values[1 - size :]
            if size:
                del stack[-size:]
            if name is not None and not (single and len(values[-1]) == 1):
                values[-1] = [Node(name, values[-1])]
            stack.append(gotos[stack[-1]][origin])
            if stack[-1] == final and place == len(leaves):
                tree = values[0][0]
                assert isinstance(tree, Node)
                return tree
        if action is None or place == len(leaves):
            break
        stack.append(action)
        values.append([leaves[place]])
    raise NoTree(f"{terminal} at {place} of {len(leaves)}")
