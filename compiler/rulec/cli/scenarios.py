"""`rulec test`: every scenario through the interpreter and the generated module."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rulec.build.generated_modules import imported
from rulec.build.workspace import Announcement, discover
from rulec.cli.book_scenarios import run_books
from rulec.cli.mutation import run_mutants
from rulec.cli.output import write_text
from rulec.cli.suggestions import write_suggestions
from rulec.diagnostics import UserError

if TYPE_CHECKING:
    from rulec.build.emit import Built
    from rulec.build.scenarios import Outcome


def test(
    paths: Annotated[list[Path] | None, typer.Argument(help="Rules or scenario files below corpus/; all without any.")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="Also list norms and thresholds that no scenario reaches.")] = False,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Write the boundary scenarios that are missing, facts complete, outcome empty.")
    ] = False,
    mutate: Annotated[bool, typer.Option("--mutate", help="Say which slips in the rules the scenarios would not notice.")] = False,
    output: Annotated[Path | None, typer.Option("-o", help="Where --suggest writes; without it, to the terminal.")] = None,
    root: Annotated[Path, typer.Option(help="The project.")] = Path("."),
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List scenarios that hold, too.")] = False,
) -> None:
    """Run scenarios.yaml of each rule. Expected outcomes are written by people; no command changes them."""
    announcements = [a for a in discover(root) if _wanted(a, paths)]
    if not announcements:
        raise UserError("B019", place=", ".join(map(str, paths or [root / "corpus"])))
    if mutate:
        run_mutants(root, announcements)
        return
    if suggest:
        write_suggestions(announcements, output)
        return
    ran: list[Outcome] = []
    for announcement in announcements:
        ran += _run(announcement, coverage, verbose)
    together, wrong = run_books(root, announcements, verbose)
    total, failed = len(ran) + together, sum(1 for outcome in ran if outcome.problems) + wrong
    write_text(f"{total - failed} of {total} scenarios hold" + (f", {failed} do not" if failed else ""))
    raise typer.Exit(1 if failed else 0)


def _wanted(announcement: Announcement, paths: list[Path] | None) -> bool:
    if not paths:
        return True
    folder = announcement.folder.resolve()
    return any(p.resolve() in (folder, *folder.parents) or folder in p.resolve().parents for p in paths)


def _run(announcement: Announcement, coverage: bool, verbose: bool) -> "list[Outcome]":
    from rulec.build.emit import compile_version, generated_files  # here, so that other commands start without the backends
    from rulec.build.scenario_model import read_scenarios
    from rulec.build.scenarios import run_scenarios

    scenarios = read_scenarios(announcement.scenarios, [v.name for v in announcement.versions], f"corpus/{announcement.name}")
    built = [compile_version(announcement, version) for version in announcement.versions]
    ran: list[Outcome] = []
    with imported(generated_files(built)) as module:
        for one in built:
            outcomes = run_scenarios(one, scenarios, module(one.module))
            for outcome in outcomes:
                _report(outcome, verbose)
            if coverage:
                _coverage(one, outcomes)
            ran += outcomes
    return ran


def _report(outcome: "Outcome", verbose: bool) -> None:
    scenario, built = outcome.scenario, outcome.built
    if not outcome.problems and not verbose:
        return
    about = f": {scenario.about}" if scenario.about else ""
    mark = "FAIL" if outcome.problems else "ok"
    write_text(f"{mark} {built.announcement.name} {built.version.name} {scenario.id}{about}")
    for problem in outcome.problems:
        write_text(f"     {problem}")


def _coverage(built: "Built", outcomes: "tuple[Outcome, ...]") -> None:
    from rulec.build.scenario_coverage import reached, threshold_words

    found = reached(built.compilation.rule_set, outcomes)
    number = len(found.norms) + len(found.unreached)
    whole = sum(1 for threshold in found.thresholds if threshold.whole)
    name = f"{built.announcement.name} {built.version.name}"
    write_text(f"{name}: {len(found.norms)} of {number} norms reached, {whole} of {len(found.thresholds)} thresholds tried on all sides")
    norms = {norm.id: norm for norm in built.compilation.rule_set.norms}
    for norm in found.unreached:
        write_text(f"     {norm} {norms[norm].provision or ''} is never true: {' '.join(norms[norm].text.split())[:60]}")
    for threshold in found.thresholds:
        if not threshold.whole:
            write_text(f"     {threshold_words(threshold)}")
