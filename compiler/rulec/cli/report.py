"""`rulec report`: the announcement beside what it became, one page for a browser or a printer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rulec import __version__
from rulec.cli.input import STDIN, compiled, read_moment
from rulec.cli.output import Lang, write_text
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import help_text, message

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation
    from rulec.build.scenario_model import Scenario
    from rulec.report.page_model import Extras, ScenarioRun


def report(
    file: Annotated[str, typer.Argument(help="The announcement (txt, md, html, docx); - for standard input.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write the page; standard output without it.")] = None,
    scenarios: Annotated[Path | None, typer.Option(help="Scenarios to show; without it scenarios.yaml beside the announcement.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Day for which the page says whether the rule is in force.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the frame; what the announcement says stays as it is.")] = "zh",
) -> None:
    """Write the literate page of one announcement: a single HTML file, readable offline and on paper. Exits 0 whatever was found."""
    from rulec.report.html import page_html  # here, so that other commands start without the templates
    from rulec.report.page import page

    compilation = compiled(file)
    runs = _runs(compilation, _scenarios(file, scenarios), lang)
    text = page_html(page(compilation, _extras(compilation, file, runs, as_of), lang=lang, compiler=f"rulec {__version__}"))
    if output is None:
        write_text(text)
        return
    try:
        output.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise UserError("B016", path=str(output), reason=error.strerror or str(error)) from error


def _extras(compilation: "Compilation", file: str, runs: "tuple[ScenarioRun, ...]", as_of: str | None) -> "Extras":
    """Coverage, the generated code of each norm, the force on the day asked for."""
    from rulec.backends.python import emit_module
    from rulec.build.contract import coverage, coverage_percent
    from rulec.ir.interpret import interpret
    from rulec.report.generated_code import code_by_norm
    from rulec.report.page_model import Extras

    rules, sha256 = compilation.rule_set, compilation.ingested.source.sha256
    module = emit_module(rules, source_path=Path(file).name, sha256=sha256, compiler_version=__version__)
    moment = read_moment(as_of)
    force = None if moment is None else interpret(rules, {}, as_of=moment).to_json()["force"]
    return Extras(coverage_percent(*coverage(compilation)), code_by_norm(module, (norm.id for norm in rules.norms)), runs, force, as_of)


def _scenarios(file: str, given: Path | None) -> "tuple[Scenario, ...]":
    """Those of the file given, or beside the announcement, that are for this version. UserError where a file given is not there."""
    from rulec.build.scenario_model import read_scenarios
    from rulec.build.workspace import SCENARIOS, SUFFIXES

    if file == STDIN and given is None:
        return ()
    source = Path(file)
    path = given or source.parent / SCENARIOS
    if given is not None and not given.is_file():
        raise UserError("B001", path=str(given), reason="no such file")
    if not path.is_file():
        return ()
    known = sorted({one.stem for one in (*path.parent.iterdir(), source) if one.suffix in SUFFIXES})
    found = read_scenarios(path, known, path.parent.as_posix())
    return tuple(s for s in found if s.versions is None or source.stem in s.versions)


def _runs(compilation: "Compilation", scenarios: "tuple[Scenario, ...]", lang: Lang) -> "tuple[ScenarioRun, ...]":
    """Each scenario through the interpreter, against what a person expects."""
    return tuple(_run(compilation, scenario, lang) for scenario in scenarios)


def _run(compilation: "Compilation", scenario: "Scenario", lang: Lang) -> "ScenarioRun":
    from rulec.build.scenario_match import differences, timeline_differences
    from rulec.build.scenarios import interpreter_decision, interpreter_timeline
    from rulec.report.page_model import ScenarioRun

    expected = scenario.expect.timeline
    try:
        if scenario.events is not None:
            timeline = interpreter_timeline(compilation.rule_set, scenario)
            found = timeline_differences(expected, timeline) if expected is not None else ()
            return ScenarioRun(scenario.id, scenario.about, problems=found, timeline=timeline)
        decision = interpreter_decision(compilation.rule_set, scenario)
    except UserError as error:
        problem = f"{error.code}: {message(error, lang)} {help_text(error, lang)}"
        return ScenarioRun(scenario.id, scenario.about, scenario.facts, None, (problem,), scenario.violation, scenario.as_of)
    found = differences(scenario.expect, decision)
    return ScenarioRun(scenario.id, scenario.about, scenario.facts, decision, found, scenario.violation, scenario.as_of)
