"""JSON or YAML text → exact values: decimals instead of floats, dates left as words, no name given twice."""

import json
import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any, NoReturn

import yaml

from rulec.diagnostics import UserError


def load_data(text: str, path: str) -> object:
    """The value in `text`; the suffix of `path` says JSON or YAML, without one JSON is tried first. UserError for anything malformed."""
    if path.endswith((".yaml", ".yml")):
        return load_yaml(text, path)
    if path.endswith(".json") or text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        try:
            return load_json(text, path)
        except UserError as error:
            if path.endswith(".json") or error.code == "B006":
                raise
            try:
                return load_yaml(text, path)  # {情节: 轻微} is YAML and no JSON
            except UserError:
                raise error from None
    return load_yaml(text, path)


def load_json(text: str, path: str) -> object:
    """One JSON value; numbers with a point become Decimal. UserError B005, or B006 for a name given twice."""

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in items:
            if key in found:
                raise UserError("B006", path=path, key=key)
            found[key] = value
        return found

    def refuse(word: str) -> NoReturn:
        raise UserError("B005", path=path, reason=f"{word} is no number")

    try:
        return json.loads(text.lstrip("\ufeff"), parse_float=Decimal, parse_constant=refuse, object_pairs_hook=pairs)
    except (ValueError, RecursionError) as error:
        raise UserError("B005", path=path, reason=_one_line(error)) from error


def load_yaml(text: str, path: str) -> object:
    """One YAML value. Only 12, -3 and 0.5 are numbers (010 and 1:30 stay words), only true/false flags; UserError as for JSON."""
    loader = _ExactLoader(text.lstrip("\ufeff"))
    try:
        return loader.get_single_data()
    except _TwiceError as error:
        raise UserError("B006", path=path, key=str(error)) from error
    except (yaml.YAMLError, ValueError, ArithmeticError, RecursionError) as error:
        raise UserError("B005", path=path, reason=_one_line(error)) from error
    finally:
        loader.dispose()


class _TwiceError(Exception):
    """A key that occurs twice in one mapping."""


class _ExactLoader(yaml.SafeLoader):
    """SafeLoader without floats, dates, octals, sexagesimals, yes/no and repeated keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable) or key in seen:
                raise _TwiceError(str(key))
            seen.add(key)
        return super().construct_mapping(node, deep=True)


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


_ExactLoader.yaml_implicit_resolvers = {}
_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
_ExactLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
_ExactLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""])
_ExactLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z"), list("-+0123456789"))
_ExactLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+\Z"), list("-+0123456789"))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
