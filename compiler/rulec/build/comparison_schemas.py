"""The published shapes of `rulec diff` and `rulec analyse` as JSON Schema (draft 2020-12)."""

from typing import Any, get_args

from rulec.build.diffing import DIFF_SCHEMA
from rulec.build.schemas import DIALECT
from rulec.diff.gate import PROFILES
from rulec.diff.model import Direction, GateState, Level, MatchedBy, Proof, Verdict

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SPAN: Schema = {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}
_SPAN_OR_NONE: Schema = {"anyOf": [_SPAN, {"type": "null"}]}
_DAYS: Schema = {"anyOf": [{"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 2, "maxItems": 2}, {"type": "null"}]}
_FINGERPRINT: Schema = {"type": "string", "pattern": "^[0-9a-f]{12}$"}
_HASH: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DECISION: Schema = {"type": "object", "required": ["schema", "verdict", "measures"], "properties": {"schema": {"const": "rulec.decision/1"}}}


def diff_schema() -> Schema:
    """JSON Schema of `rulec diff --format json`. `before` and `after` are contract shapes (amount, expression, measure) or words."""
    value: Schema = {
        "anyOf": [
            {"type": "null"}, _TEXT, {"type": "object", "required": ["type"]}, {"type": "object", "required": ["op"]},
            {"type": "object", "required": ["action", "text"]},
        ]
    }  # fmt: skip
    both = _closed({"old": _TEXT_OR_NONE, "new": _TEXT_OR_NONE})
    witness = _closed({"facts": {"type": "object"}, "violation": _TEXT_OR_NONE, "old": _DECISION, "new": _DECISION, "region": _TEXT})
    ack = _closed(
        {"fingerprint": _FINGERPRINT, "reason": _TEXT, **dict.fromkeys(("approved_by", "ticket", "expires", "file"), _TEXT_OR_NONE)}
    )
    change = _closed(
        {
            "code": {"type": "string", "pattern": "^D[0-9]{3}$"}, "slug": {"type": "string", "pattern": "^[a-z-]+$"}, "fingerprint": _FINGERPRINT,
            "level": _enum(Level), "gate": _enum(GateState), "provision": both, "span": _closed({"old": _SPAN_OR_NONE, "new": _SPAN_OR_NONE}),
            "matched_by": {"anyOf": [_enum(MatchedBy), {"type": "null"}]}, "before": value, "after": value, "text": both,
            "direction": {"type": "object", "additionalProperties": _enum(Direction)}, "proof": _enum(Proof),
            "witnesses": {"type": "array", "items": witness}, "caused_by": {"anyOf": [_FINGERPRINT, {"type": "null"}]},
            "echoes": {"type": "array", "items": _FINGERPRINT}, "violation": _TEXT_OR_NONE, "tier": _TEXT_OR_NONE, "measure": _TEXT_OR_NONE,
            "notes": {"type": "array", "items": _TEXT}, "acknowledged": {"anyOf": [ack, {"type": "null"}]},
        }
    )  # fmt: skip
    side = _closed(
        {
            "path": _TEXT, "sha256": _HASH, "title": _TEXT, "effective": _TEXT_OR_NONE, "status": _TEXT, "published": _TEXT_OR_NONE,
            "consultation": _DAYS, "publicity": _DAYS,
        }
    )  # fmt: skip
    announced = _closed({"text": _TEXT, "span": _SPAN, "state": {"enum": ["confirmed", "not_found"]}, "changes": {"type": "array", "items": _FINGERPRINT}})
    unread = _closed(
        {
            "side": {"enum": ["old", "new"]}, "reason": _TEXT, "provision": _TEXT_OR_NONE, "span": _SPAN_OR_NONE, "text": _TEXT,
            "line": {"type": ["integer", "null"]}, "column": {"type": ["integer", "null"]},
        }
    )  # fmt: skip
    rows: Schema = {"type": "array", "items": {"type": "array", "prefixItems": [_TEXT, _COUNT, _COUNT], "minItems": 3, "maxItems": 3}}
    sums = _closed({"old": _TEXT, "new": _TEXT})
    impact = _closed(
        {
            "cases": _COUNT, "changed": _COUNT, "undecided": _COUNT, "by_tier": rows, "by_audience": rows, "yuan": sums, "points": sums,
            "worst": {"type": "array", "items": witness},
        }
    )  # fmt: skip
    return _published(
        "rulec diff",
        {
            "schema": {"const": DIFF_SCHEMA}, "verdict": _enum(Verdict), "old": side, "new": side,
            "compared": _closed({"old": _COUNT, "new": _COUNT, "not_understood": _COUNT}), "changes": {"type": "array", "items": change},
            "announced": {"type": "array", "items": announced}, "unannounced": {"type": "array", "items": _FINGERPRINT},
            "not_understood": {"type": "array", "items": unread}, "reasons": {"type": "array", "items": _TEXT},
            "axioms": {"type": "array", "items": _TEXT}, "profile": {"enum": list(PROFILES)}, "impact": {"anyOf": [impact, {"type": "null"}]},
        },
    )  # fmt: skip


def analysis_schema() -> Schema:
    """JSON Schema of `rulec analyse --format json`."""
    place: Schema = {
        "type": "object", "required": ["announcement", "version", "provision", "span", "quote"],
        "properties": {"announcement": _TEXT, "version": _TEXT_OR_NONE, "provision": _TEXT_OR_NONE, "span": _SPAN, "quote": _TEXT},
    }  # fmt: skip
    finding: Schema = {
        "type": "object", "required": ["code", "severity", "message", "help", "places", "witness", "proof"],
        "properties": {
            "code": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"}, "severity": {"enum": ["error", "warning", "note"]}, "message": _TEXT, "help": _TEXT,
            "places": {"type": "array", "items": place}, "witness": {"type": ["object", "null"]}, "proof": {"enum": ["exact", "tested", "not_proved"]},
        },
    }  # fmt: skip
    return {
        "$schema": DIALECT, "title": "rulec analyse", "type": "object", "required": ["schema", "findings"],
        "properties": {"schema": {"const": "rulec.analysis/1"}, "findings": {"type": "array", "items": finding}},
    }  # fmt: skip


def _enum(literal: Any) -> Schema:
    return {"enum": list(get_args(literal))}


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _published(title: str, properties: Schema) -> Schema:
    return {"$schema": DIALECT, "title": title, **_closed(properties)}
