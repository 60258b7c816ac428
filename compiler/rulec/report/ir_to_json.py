"""IR → the JSON of the contract: spans as `[start, end]`, decimals as plain strings, `None` kept."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from rulec.ir.model import Choice, RuleSet
from rulec.source import Span

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FIRST = ("op", "type")  # what tells an expression or amount apart is written first


def plain(number: Decimal) -> str:
    """`number` in canonical form: no exponent, no trailing zeros, no sign on zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def json_name(name: str, metadata: object = None) -> str:
    """The contract's name of a field: `from_` → `from`, `class_` → `class`."""
    given = metadata.get("json") if hasattr(metadata, "get") else None
    return given if isinstance(given, str) else name.rstrip("_")


def ir_to_json(value: object) -> object:
    """Any part of the IR (or a tile, edit, span, decimal) as JSON values. Raises TypeError for what has no JSON form."""
    if value is None or isinstance(value, (bool, int, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Span):
        return list(value)
    if isinstance(value, (tuple, list)):
        return [ir_to_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Choice) and value.pick.isdecimal():
            return {**ir_to_json_fields(value), "pick": int(value.pick)}
        return ir_to_json_fields(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def ir_to_json_fields(value: "DataclassInstance") -> dict[str, object]:
    """The fields of a dataclass by their contract names."""
    out = {json_name(f.name, f.metadata): ir_to_json(getattr(value, f.name)) for f in fields(value)}
    return {name: out[name] for name in sorted(out, key=lambda n: n not in _FIRST)}


def rule_set_to_json(rule_set: RuleSet) -> dict[str, object]:
    """The rule set's sections as the contract's `inspect` has them, keyed by their contract names."""
    out = ir_to_json(rule_set)
    assert isinstance(out, dict)
    document = dict(out["document"])
    stated = document.pop("bounds_stated")
    document["bounds"] = {**dict(rule_set.document.bounds), "stated": stated}
    out["document"] = document
    for example, written in zip(rule_set.examples, out["examples"], strict=True):
        written["given"], written["expect"] = dict(example.given), dict(example.expect)
    return out
