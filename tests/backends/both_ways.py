"""One question, asked of the interpreter and of the generated module: they must answer alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import ModuleType
from typing import Any

import hand_built

from rulec.backends.python import emit_module, load_module
from rulec.ir.interpret import Interpreter
from rulec.ir.model import RuleSet


def source_of(rule_set: RuleSet) -> str:
    return emit_module(rule_set, source_path="corpus/announcement.txt", sha256="0" * 64, compiler_version="0")


@cache
def pair(name: str) -> tuple[Interpreter, ModuleType]:
    rule_set = hand_built.ALL[name]()
    return Interpreter(rule_set), load_module(source_of(rule_set), f"hand_built_{name}")


def ask(
    name: str,
    facts: Mapping[str, object],
    *,
    violation: str | None = None,
    as_of: date | datetime | None = None,
    assume: bool = False,
    presume: str = "standard",
    unresolved: str = "error",
) -> dict[str, Any]:
    interpreter, module = pair(name)
    settings: dict[str, Any] = {"as_of": as_of, "assume_in_force": assume, "presume": presume, "unresolved": unresolved}
    said: dict[str, Any] = interpreter.decide(facts, violation=violation, **settings).to_json()
    typed, named = module.read(facts)
    assert said == module.decide(typed, violation=violation or named, **settings).to_json()
    return said


def sums(decision: Mapping[str, Any]) -> dict[str, object]:
    """Action → its figure: a value, a range as (low, high), or the kind of amount."""
    found: dict[str, object] = {}
    for measure in decision["measures"]:
        amount = measure["amount"]
        figure = amount and (
            amount.get("value") or (amount["low"], amount["high"]) if amount["type"] in ("fixed", "range") else amount["type"]
        )
        found[measure["action"]] = figure
    return found


def missing(decision: Mapping[str, Any]) -> list[str]:
    return [entry["fact"] for entry in decision["missing"]]
