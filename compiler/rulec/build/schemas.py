"""The types that produce JSON → JSON Schema: inspect, decision, the facts of a rule set, scenarios."""

import types
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from rulec.build.contract import INSPECT_SCHEMA
from rulec.build.decision_shape import DecisionShape
from rulec.build.scenario_model import SCENARIOS
from rulec.diagnostics import Severity
from rulec.ir.model import Choice, Document, Example, Fact, RuleSet
from rulec.report.ir_to_json import json_name
from rulec.source import Edit, Span, Tile

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DECIMAL: Schema = {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$"}
_SPAN: Schema = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
_WORDS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}


def inspect_schema() -> Schema:
    """JSON Schema of `rulec inspect --format json`."""
    make = _Maker(whole=True)
    rules = make.closed_object(RuleSet)["properties"]
    diagnostic: Schema = _closed(
        {
            "code": {"type": "string", "pattern": "^[IPSAB][0-9]{3}$"},
            "severity": {"enum": [str(s) for s in Severity]},
            "span": _ref("Span"),
            "understood": {"type": "boolean"},
            "message": {"type": "string"},
            "help": {"type": "string"},
            "related": {"type": "array", "items": _ref("Span")},
        },
        optional=("related",),
    )
    properties: Schema = {
        "schema": {"const": INSPECT_SCHEMA},
        "source": _closed({"path": {"type": "string"}, "sha256": {"type": "string"}, "chars": {"type": "integer", "minimum": 0}}),
        **{name: rules[name] for name in ("document",)},
        "ledger": {"type": "array", "items": make.shape(Tile)},
        "edits": {"type": "array", "items": make.shape(Edit)},
        **{name: schema for name, schema in rules.items() if name != "document"},
        "diagnostics": {"type": "array", "items": diagnostic},
    }
    return make.published("rulec inspect", _closed(properties))


def decision_schema() -> Schema:
    """JSON Schema of `rulec eval --format json`; its measures hold the shapes of inspect."""
    make = _Maker(whole=False)
    return make.published("rulec decision", make.closed_object(DecisionShape))


def scenarios_schema() -> Schema:
    """JSON Schema of `scenarios.yaml`."""
    return {"$schema": DIALECT, **SCENARIOS.json_schema(by_alias=True)}


def facts_schema(rule_set: RuleSet) -> Schema:
    """JSON Schema of the facts of one rule set: by label, or by ASCII name; null or absent means not known. Money is in yuan."""
    defs = {fact.name: fact_shape(fact) for fact in rule_set.facts}
    properties: Schema = {}
    for fact in rule_set.facts:
        properties[fact.label] = {"$ref": f"#/$defs/{fact.name}"}
    for fact in rule_set.facts:
        properties.setdefault(fact.name, {"$ref": f"#/$defs/{fact.name}"})
    if rule_set.violations:
        names = {
            "title": "违规类型",
            "enum": [name for violation in rule_set.violations for name in (violation.name, violation.id)] + [None],
        }
        properties.setdefault("违规类型", names)
        properties.setdefault("violation", names)
    body: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return _published(rule_set.document.title, body, defs)


def fact_shape(fact: Fact) -> Schema:
    """The schema of the values of one fact."""
    number: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}, {"type": "null"}]}
    count: Schema = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}, {"type": "null"}]}
    yes_no: Schema = {"type": ["boolean", "null"]}
    shapes: dict[str, Schema] = {
        "number": number,
        "money": number,
        "count": count,
        "flag": yes_no,
        "judgement": yes_no,
        "event": yes_no,
        "set": {"type": ["array", "null"], "items": {"type": "string"}},
        "choice": {"enum": [*fact.domain, None]} if fact.domain else {"type": ["string", "null"]},
        "moment": {"type": ["string", "null"], "format": "date-time"},
    }
    about = {"title": fact.label, "x-name": fact.name, "x-type": fact.type, "x-unit": fact.unit, "x-asked-of": fact.asked_of}
    return {**about, "description": _description(fact), **shapes[fact.type]}


def _description(fact: Fact) -> str:
    words = {
        "money": "元 (yuan)",
        "judgement": "由人判断, 是/否 (a person answers yes or no)",
        "flag": "是/否 (yes or no)",
        "event": "是否发生 (whether it happened)",
        "set": "一项或多项 (any number of words)",
        "choice": " / ".join(fact.domain or ()),
        "moment": "ISO 时刻, Asia/Shanghai",
    }
    said = words.get(fact.type, fact.unit or "")
    between = f" {' – '.join(fact.domain)}" if fact.domain and fact.type in ("number", "money", "count") else ""
    return f"{fact.label}: {said}{between}".rstrip(": ")


# ---- types → schema ------------------------------------------------------------------------------------------------------------


class _Maker:
    """Makes schemas of types. `whole`: every field is written, as `inspect` does; otherwise those with a default may be left out."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole
        self.defs: dict[str, Schema] = {"Span": _SPAN, "Decimal": _DECIMAL}

    def shape(self, hint: Any) -> Schema:
        """The schema of a type; dataclasses go into `defs`. TypeError for what has no JSON form."""
        if hint is Span:
            return _ref("Span")
        if hint is Decimal:
            return _ref("Decimal")
        if hint is Any:
            return {}
        if hint in _SIMPLE:
            return {"type": _SIMPLE[hint]}
        if is_dataclass(hint) and isinstance(hint, type):
            if hint.__name__ not in self.defs:
                self.defs[hint.__name__] = {}  # holds the place, so that recursive shapes end
                self.defs[hint.__name__] = self.closed_object(hint)
            return _ref(hint.__name__)
        return self._generic(get_origin(hint), get_args(hint), hint)

    def _generic(self, origin: Any, args: tuple[Any, ...], hint: Any) -> Schema:
        if origin is Literal:
            return {"enum": list(args)}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.shape(arg) for arg in args]}
        if origin is tuple and args[-1] is not Ellipsis:
            items = [self.shape(arg) for arg in args]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
        if origin in (tuple, list):
            return {"type": "array", "items": self.shape(args[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.shape(args[1])}
        raise TypeError(f"no schema for {hint!r}")

    def closed_object(self, kind: type) -> Schema:
        """The schema of a dataclass: its fields, and no others."""
        hints, properties, optional = get_type_hints(kind), Schema(), []
        for f in fields(kind):
            if (kind, f.name) in _MOVED:
                continue
            name = json_name(f.name, f.metadata)
            properties[name] = _WRITTEN_OTHERWISE.get((kind, f.name)) or self.shape(hints[f.name])
            if not self.whole and (f.default is not MISSING or f.default_factory is not MISSING):
                optional.append(name)
        body = _closed(properties, tuple(optional))
        if kind.__doc__ and not kind.__doc__.startswith(f"{kind.__name__}("):
            body["description"] = " ".join(kind.__doc__.split())
        return body

    def published(self, title: str, body: Schema) -> Schema:
        """A complete schema document."""
        return _published(title, body, self.defs)


_SIMPLE = {str: "string", int: "integer", bool: "boolean", type(None): "null"}
_BOUNDS: Schema = {
    "type": "object",
    "properties": {"stated": {"type": "boolean"}},
    "required": ["stated"],
    "additionalProperties": {"enum": ["included", "excluded"]},
}
# The few fields whose JSON is not their type: pairs written as objects, numbers among words, `stated` moved into `bounds`.
_WRITTEN_OTHERWISE: dict[tuple[type, str], Schema] = {
    (Document, "bounds"): _BOUNDS,
    (Example, "given"): _WORDS,
    (Example, "expect"): _WORDS,
    (Choice, "pick"): {"type": ["string", "integer"]},
}
_MOVED = frozenset({(Document, "bounds_stated")})


def _closed(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _published(title: str, body: Schema, defs: dict[str, Schema]) -> Schema:
    return {"$schema": DIALECT, "title": title, **body, "$defs": {name: defs[name] for name in sorted(defs)}}
