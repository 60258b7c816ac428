"""Scenarios → verdicts: each runs through the interpreter and through the generated module; both must give what a person wrote."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType
from typing import Any

from rulec.build.emit import Built
from rulec.build.facts import moment_from_words
from rulec.build.scenario_match import brief, differences
from rulec.build.scenario_model import Scenario
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import help_text, message
from rulec.ir.interpret import interpret

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one scenario came out for one version; `problems` is empty when it holds. `decision`: the interpreter's, if it gave one."""

    scenario: Scenario
    built: Built
    problems: tuple[str, ...]
    decision: Json | None


def run_scenarios(built: Built, scenarios: Iterable[Scenario], module: ModuleType) -> tuple[Outcome, ...]:
    """Every scenario of `scenarios` that is for this version, run both ways."""
    chosen = (s for s in scenarios if s.versions is None or built.version.name in s.versions)
    return tuple(_run(built, scenario, module) for scenario in chosen)


def _run(built: Built, scenario: Scenario, module: ModuleType) -> Outcome:
    if scenario.events is not None:
        return _replayed(built, scenario, module)
    interpreted, problems = _asked(lambda: interpreter_decision(built, scenario))
    generated, also = _asked(lambda: module_decision(module, scenario))
    if interpreted is None or generated is None:
        return Outcome(scenario, built, (*problems, *(f"generated module: {p}" for p in also)), interpreted)
    found = differences(scenario.expect, interpreted)
    return Outcome(scenario, built, (*found, *disagreements(interpreted, generated)), interpreted)


def interpreter_decision(built: Built, scenario: Scenario) -> Json:
    """The reference answer, as contract JSON."""
    decision = interpret(
        built.compilation.rule_set,
        scenario.facts,
        violation=scenario.violation,
        as_of=moment(scenario.as_of),
        assume_in_force=scenario.as_if_in_force,
        presume=scenario.presume,
        unresolved=scenario.unresolved,
    )
    return dict(decision.to_json())


def module_decision(module: ModuleType, scenario: Scenario) -> Json:
    """The generated module's answer, as contract JSON. UserError for facts that it cannot read."""
    try:
        facts, named = module.read(scenario.facts)
        decision = module.decide(
            facts,
            violation=scenario.violation or named,
            as_of=moment(scenario.as_of),
            assume_in_force=scenario.as_if_in_force,
            presume=scenario.presume,
            unresolved=scenario.unresolved,
        )
        return dict(decision.to_json())
    except ValueError as error:  # its FactError is a class of its own runtime
        code, values = getattr(error, "code", None), getattr(error, "values", None)
        if not isinstance(code, str) or not isinstance(values, dict):
            raise
        raise UserError(code, **values) from error


def disagreements(interpreted: Mapping[str, Any], generated: Mapping[str, Any]) -> list[str]:
    """Where the generated module does not answer as the interpreter does."""
    keys = sorted({*interpreted, *generated})
    return [
        f"generated module disagrees on {key}: {brief(generated.get(key))}, interpreter {brief(interpreted.get(key))}"
        for key in keys
        if interpreted.get(key) != generated.get(key)
    ]


def moment(text: str | None) -> date | datetime | None:
    """A date or moment of a scenario. UserError B009."""
    if text is None:
        return None
    try:
        return moment_from_words(text)
    except ValueError as error:
        raise UserError("B009", text=text) from error


def _asked(ask: Callable[[], Json]) -> tuple[Json | None, tuple[str, ...]]:
    try:
        return ask(), ()
    except UserError as error:
        return None, (f"{error.code}: {message(error, 'en')}. {help_text(error, 'en')}",)


def _replayed(built: Built, scenario: Scenario, module: ModuleType) -> Outcome:
    return Outcome(scenario, built, ("account scenarios cannot be replayed yet",), None)
