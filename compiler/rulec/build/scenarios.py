"""Scenarios → verdicts: each runs through the interpreter and through the generated module; both must give what a person wrote."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

from rulec.build.emit import Built
from rulec.build.facts import SHANGHAI, moment_from_words
from rulec.build.scenario_match import brief, differences, timeline_differences
from rulec.build.scenario_model import Scenario
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import help_text, message
from rulec.ir.interpret import Interpreter
from rulec.ir.model import RuleSet
from rulec.runtime import facts as runtime_facts
from rulec.runtime import timeline as runtime_timeline

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


TO_FILL_IN = "expect is empty: a person reads the text and fills it in"


def _run(built: Built, scenario: Scenario, module: ModuleType) -> Outcome:
    if not scenario.expect.says_something():
        return Outcome(scenario, built, (TO_FILL_IN,), None)
    if scenario.events is not None:
        return _replayed(built, scenario, module)
    interpreted, problems = _asked(lambda: interpreter_decision(built.compilation.rule_set, scenario))
    generated, also = _asked(lambda: module_decision(module, scenario))
    if interpreted is None or generated is None:
        return Outcome(scenario, built, (*problems, *(f"generated module: {p}" for p in also)), interpreted)
    found = differences(scenario.expect, interpreted)
    return Outcome(scenario, built, (*found, *disagreements(interpreted, generated)), interpreted)


def interpreter_decision(rule_set: RuleSet, scenario: Scenario) -> Json:
    """The reference answer, as contract JSON."""
    return decide_with(Interpreter(rule_set), scenario)


def decide_with(interpreter: Interpreter, scenario: Scenario, *, near: bool = True) -> Json:
    """The answer of one interpreter, as contract JSON; without the search for near misses where nobody wants them."""
    decision = interpreter.decide(
        scenario.facts,
        violation=scenario.violation,
        as_of=moment(scenario.as_of),
        assume_in_force=scenario.as_if_in_force,
        presume=scenario.presume,
        unresolved=scenario.unresolved,
    )
    return dict(decision.to_json(near=near))


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
    except ValueError as error:
        raise _as_user_error(error) from error


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
    interpreted, problems = _asked(lambda: interpreter_timeline(built.compilation.rule_set, scenario))
    generated, also = _asked(lambda: module_timeline(module, scenario))
    if interpreted is None or generated is None:
        return Outcome(scenario, built, (*problems, *(f"generated module: {p}" for p in also)), None)
    expected = scenario.expect.timeline
    found = timeline_differences(expected, interpreted) if expected is not None else ()
    return Outcome(scenario, built, (*found, *disagreements(interpreted, generated)), None)


def interpreter_timeline(rule_set: RuleSet, scenario: Scenario) -> Json:
    """The reference answer to the events of a scenario, as JSON."""
    return replay_with(Interpreter(rule_set), scenario)


def replay_with(interpreter: Interpreter, scenario: Scenario) -> Json:
    """The answer of one interpreter to the events of a scenario, as JSON."""
    replay = partial(interpreter.replay, until=_until(scenario), account=scenario.account)
    return _timeline(runtime_timeline, runtime_facts, replay, scenario)


def module_timeline(module: ModuleType, scenario: Scenario) -> Json:
    """The generated module's answer, by its own runtime. UserError B014 where the module has no account."""
    if not hasattr(module, "replay"):
        raise UserError("B014", path=module.__name__.rpartition(".")[2])
    beside = f"{module.__name__.rsplit('.', 3)[0]}._runtime"
    named = {} if scenario.account is None else {"account": scenario.account}
    replay = partial(module.replay, until=_until(scenario), **named)
    return _timeline(import_module(f"{beside}.timeline"), import_module(f"{beside}.facts"), replay, scenario)


def _timeline(timeline: ModuleType, facts: ModuleType, replay: Callable[..., Any], scenario: Scenario) -> Json:
    """A timeline with the points and the measures at the moments that the scenario asks about."""
    asked = scenario.expect.timeline
    try:
        found = replay(timeline.read_events([event.model_dump() for event in scenario.events or ()]))
        out: Json = found.to_json()
        out["totals"] = {text: found.total(facts.read_moment("totals", text)) for text in (asked.totals if asked else ())}
        running = {text: facts.read_moment("at", text) for text in (asked.at if asked else ())}
    except (ValueError, KeyError) as error:
        raise _as_user_error(error) from error
    shape = partial(sorted, key=lambda one: json.dumps(one, ensure_ascii=False, sort_keys=True))
    runs = {text: [one for one in found.running if one.runs(when)] for text, when in running.items()}
    out["at"] = {text: shape([one.to_json()["measure"] for one in lasting]) for text, lasting in runs.items()}
    return out


def _until(scenario: Scenario) -> datetime | None:
    until = moment(scenario.until)
    return until if until is None or isinstance(until, datetime) else datetime(until.year, until.month, until.day, tzinfo=SHANGHAI)


def _as_user_error(error: Exception) -> Exception:
    """The runtime's FactError (each copy of the runtime has its own) as a UserError; anything else as it is."""
    code, values = getattr(error, "code", None), getattr(error, "values", None)
    return UserError(code, **values) if isinstance(code, str) and isinstance(values, dict) else error
