"""One question, asked of the interpreter and of the generated module: they must answer alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import hand_built

from rulec.backends.python import emit_module, load_module
from rulec.build.pipeline import compile_announcement
from rulec.ir.interpret import Interpreter
from rulec.ir.model import RuleSet
from rulec.runtime import UNKNOWN, Fixed
from rulec.runtime.amounts import digits_of
from rulec.runtime.money import plain

ROOT = Path(__file__).parents[2]
OWN = sorted(ROOT.glob("corpus/*/*/*.txt"))
REAL = sorted([*(ROOT / "../shared/seeds").glob("*.txt"), *(ROOT / "../shared/corpus/platform").glob("*.txt")])
"""Announcements: those of the project, and the real ones beside the checkout."""


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
    settings: dict[str, Any] = {"as_of": as_of, "assume_in_force": assume, "presume": presume, "unresolved": unresolved}
    return alike(*pair(name), facts, violation, settings)


def alike(
    interpreter: Interpreter, module: ModuleType, facts: Mapping[str, object], violation: str | None, settings: Mapping[str, Any]
) -> dict[str, Any]:
    """The decision on which both agree: in what is worked out at once (verdict, measures, figures) as in the whole."""
    walked = interpreter.decide(facts, violation=violation, **settings)
    typed, named = module.read(facts)
    ran = module.decide(typed, violation=violation or named, **settings)
    at_once = ran.verdict, [one.to_json() for one in ran.measures]
    said: dict[str, Any] = ran.to_json()
    assert at_once == (said["verdict"], said["measures"])
    assert said == walked.to_json()
    assert [one.figure for one in ran.measures] == [one.figure for one in walked.measures]
    for one in ran.measures:
        if isinstance(one.amount, Fixed) and one.amount.per is None:
            assert one.amount.value == plain(one.figure, digits_of(one.measure.amount))
        else:
            assert one.figure is None or one.figure is UNKNOWN
    return said


@cache
def compiled(path: Path) -> RuleSet:
    return compile_announcement(path.read_bytes(), path.name).rule_set


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
