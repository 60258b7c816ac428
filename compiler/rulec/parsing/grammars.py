"""`grammars/*.lark` → LALR tables, made by Lark. Files are joined in the order of their names (no %import: it renames terminals under a custom
lexer)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lark import Lark, Token
from lark.lexer import Lexer

from rulec.lexicon.vocabulary import vocabulary
from rulec.parsing.lalr import END, Rule, Tables
from rulec.parsing.parsers import GRAMMARS, digest, grammar_text

# Terminals the lexer makes itself; the others come from the vocabulary.
LEXER_TERMINALS = (
    "AGE", "BAND", "BLANK", "BRACKET", "COLON", "COMMA", "COUNT", "DATE", "DUN", "DURATION", "EACH", "EXCEPT", "JOIN", "JOIN_OR", "LIMITS", "MONEY",
    "MULTIPLE", "NEWLINE", "OR_SUM", "PAY", "PER_POST", "POINT", "QUOTE", "RATE", "REF", "REMARK", "SEMI", "SLASH", "STAR", "STOP", "TAKEN_BACK", "TIMES", "TITLE",
    "UPTO", "WORDS",
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


def build(text: str, start: str, *, strict: bool = False) -> Lark:
    """An LALR parser over ready-made tokens; `strict` (in tests) makes every conflict an error."""
    return Lark(
        text, start=start, parser="lalr", lexer=TypedLexer, strict=strict, maybe_placeholders=False, propagate_positions=False,
    )  # fmt: skip


def tables_of(text: str, start: str) -> Tables:
    """The tables of a grammar: Lark's, with states and rules numbered in an order that depends on the grammar alone."""
    made: Any = build(text, start).parser
    table = made.parser._parse_table
    numbers = _numbered(table.states, table.start_states[start])
    rules = sorted({arg for row in table.states.values() for _, arg in row.values() if not isinstance(arg, int)}, key=_rule_key)
    numbers_of_rules = {rule: number for number, rule in enumerate(rules)}
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    terminals = {str(terminal.name) for rule in rules for terminal in rule.expansion if terminal.is_term} | {END}
    for state in numbers:
        row = {str(name): numbers[arg] if isinstance(arg, int) else -1 - numbers_of_rules[arg] for name, (_, arg) in table.states[state].items()}
        actions.append({name: row[name] for name in sorted(row) if name in terminals})
        gotos.append({name: row[name] for name in sorted(row) if name not in terminals})
    return Tables(numbers[table.end_states[start]], tuple(actions), tuple(gotos), tuple(_rule(rule) for rule in rules))


def _numbered(states: Mapping[Any, Mapping[str, Any]], start: Any) -> dict[Any, int]:
    """States in the order they are reached from the start by symbols in the order of their names."""
    numbers = {start: 0}
    for state in (queue := [start]):
        for _, (_, arg) in sorted(states.get(state, {}).items()):
            if isinstance(arg, int) and arg not in numbers:
                numbers[arg] = len(numbers)
                queue.append(arg)
    return numbers


def _rule_key(rule: Any) -> tuple[str, list[str]]:
    return str(rule.origin.name), [str(symbol.name) for symbol in rule.expansion]


def _rule(rule: Any) -> Rule:
    """Raises ValueError for what the driver does not do (terminals left out of the tree, templates): no grammar of ours has it."""
    options = rule.options
    if options.template_source or any(symbol.is_term and symbol.filter_out for symbol in rule.expansion):
        raise ValueError(f"no such rule is foreseen: {rule}")
    origin = str(rule.origin.name)
    name = None if origin.startswith("_") else str(rule.alias or origin)
    return Rule(origin, len(rule.expansion), name, bool(options.expand1 and not rule.alias))


def tables_text(name: str) -> str:
    """The file `grammars/tables/<name>.json` as it must be. Equal rows of actions stand once."""
    grammar = GRAMMARS[name]
    tables = tables_of(grammar_text(*grammar.files), grammar.start)
    rows = {json.dumps(row): row for row in tables.actions}
    number = {key: at for at, key in enumerate(rows)}
    parts = {
        "made_of": json.dumps(digest(name)),
        "final": json.dumps(tables.final),
        "rules": _lines([json.dumps([rule.origin, rule.size, rule.name, rule.single]) for rule in tables.rules]),
        "rows": _lines(list(rows)),
        "actions": json.dumps([number[json.dumps(row)] for row in tables.actions]),
        "gotos": _lines([json.dumps(row) for row in tables.gotos]),
    }
    return "{\n" + ",\n".join(f'"{key}": {text}' for key, text in parts.items()) + "\n}\n"


def _lines(items: list[str]) -> str:
    return "[\n" + ",\n".join(items) + "\n]"
