"""Scenarios that ran → how each came out in words, and which norms each reaches."""

from collections.abc import Mapping, Sequence
from typing import Any

from rulec.diagnostics.codes import Lang
from rulec.report.decision_words import Compiled, measure_line, value_words
from rulec.report.page_dates import date_words
from rulec.report.page_model import Link, ScenarioRun, ScenarioView
from rulec.report.timeline_words import entry_words
from rulec.report.wording import say
from rulec.report.words import list_words, quantity


def reaching(runs: Sequence[ScenarioRun]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Norm id → (anchor, words) of the scenarios whose trace finds the norm true."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, run in enumerate(runs, 1):
        for norm in _true(run.decision):
            found.setdefault(norm, []).append((f"s{number}", run.about or run.id))
    return {norm: tuple(links) for norm, links in found.items()}


def scenario_views(runs: Sequence[ScenarioRun], compilation: Compiled, lang: Lang = "zh") -> tuple[ScenarioView, ...]:
    """Every scenario in words, in the order given."""
    return tuple(_view(number, run, compilation, lang) for number, run in enumerate(runs, 1))


def _view(number: int, run: ScenarioRun, compilation: Compiled, lang: Lang) -> ScenarioView:
    decision = run.decision or {}
    if run.timeline is not None:
        return _replayed(number, run, run.timeline, lang)
    given = [(name, value_words(value, lang)) for name, value in run.facts.items()]
    if run.as_of:
        given.append((say(lang, "page", "as_of"), date_words(run.as_of, lang)))
    if run.violation:
        names = {violation.id: violation.name for violation in compilation.rule_set.violations}
        given.append((say(lang, "page", "violation"), names.get(run.violation, run.violation)))
    outcome = [measure_line(m, compilation, lang, run.facts) for m in decision.get("measures") or ()]
    options = sum(len(option.get("measures") or ()) for option in decision.get("options") or ())
    if options:
        outcome.append(say(lang, "page", "options_count", count=options))
    missing = [str(item.get("fact")) for item in decision.get("missing") or ()]
    if missing:
        outcome.append(f"{say(lang, 'section', 'missing')}: {say(lang, 'amount', 'list').join(missing)}")
    verdict = say(lang, "verdict_short", str(decision["verdict"])) if "verdict" in decision else say(lang, "page", "no_decision")
    links = tuple(Link(norm, norm) for norm in _true(run.decision))
    holds = not run.problems
    state = say(lang, "page", "holds" if holds else "fails")
    return ScenarioView(f"s{number}", run.id, run.about, tuple(given), verdict, tuple(outcome), run.problems, holds, state, links)


def _replayed(number: int, run: ScenarioRun, timeline: Mapping[str, Any], lang: Lang) -> ScenarioView:
    """Events through an account: one line an event."""
    given, outcome = [], []
    for entry in timeline["entries"]:
        at, violation, points, total, _, _, measures = entry_words(entry, lang)
        about = list_words([words for words in (violation, quantity(points, "point", lang)) if words], lang)
        given.append((at.replace("T", " ")[:16], about))
        reached = f"{say(lang, 'amount', 'separator')}{measures}" if measures else ""
        outcome.append(say(lang, "page", "total", total=quantity(total, "point", lang)) + reached)
    verdict, holds = say(lang, "page", "replayed"), not run.problems
    state = say(lang, "page", "holds" if holds else "fails")
    return ScenarioView(f"s{number}", run.id, run.about, tuple(given), verdict, tuple(outcome), run.problems, holds, state, ())


def _true(decision: Mapping[str, Any] | None) -> tuple[str, ...]:
    steps = (decision or {}).get("trace") or ()
    return tuple(dict.fromkeys(str(step.get("norm")) for step in steps if step.get("outcome") == "true"))
