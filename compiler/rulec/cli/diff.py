"""`rulec diff`: what changed between two versions, for whom, proved by cases; the gate for CI."""

import sys
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rulec import __version__
from rulec.cli.output import Lang, colourful, write_text
from rulec.cli.sides import text_of
from rulec.diagnostics import UserError

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation
    from rulec.diff.gate import Policy
    from rulec.diff.model import Impact, Report

PASS, GATE, INCOMPLETE = 0, 1, 3
_EXIT = {"pass": PASS, "gate": GATE, "incomplete": INCOMPLETE}
FORMATS = ("text", "summary", "md", "html", "json", "sarif", "github", "codequality", "junit")
Format = Literal["text", "summary", "md", "html", "json", "sarif", "github", "codequality", "junit"]


def diff(
    old: Annotated[str, typer.Argument(help="FILE, ISSUER/RULE@VERSION, or REVISION:PATH.")],
    new: Annotated[str, typer.Argument(help="The same for the newer one.")],
    format: Annotated[Format, typer.Option("--format", help="What standard output gets.")] = "text",
    out: Annotated[list[str] | None, typer.Option("--out", help="KIND=FILE, as often as wanted: md=pr.md, html=page.html, sarif=…")] = None,
    profile: Annotated[Literal["report", "default", "merchant-protect", "strict"], typer.Option(help="What stops CI.")] = "default",
    fail_on: Annotated[Literal["ERR", "WARN", "INFO", "EDIT", "never"] | None, typer.Option(help="Instead of the profile's level.")] = None,
    fail_on_direction: Annotated[list[str] | None, typer.Option(help="stricter, looser, mixed, unknown: stop on these too.")] = None,
    acks: Annotated[Path | None, typer.Option(help="File or folder of acknowledgements; without it acks/ where there is one.")] = None,
    write_acks: Annotated[Path | None, typer.Option(help="Write a skeleton for what still has to be acknowledged.")] = None,
    cases: Annotated[Path | None, typer.Option(help="Real cases (CSV, JSONL, Parquet): how many outcomes change.")] = None,
    max_impact: Annotated[str | None, typer.Option(help="Share of cases that may change: 2% or 0.02.")] = None,
    root: Annotated[Path, typer.Option(help="The project, for ISSUER/RULE@VERSION.")] = Path("."),
    today: Annotated[str | None, typer.Option(help="Day on which acknowledgements are looked at; today without it.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the report.")] = "zh",
) -> None:
    """Compare two announcements. Exits 0 pass, 1 the gate failed, 2 wrong use, 3 something was not understood or not proved."""
    from rulec.build.acknowledgements import FOLDER, read_acknowledgements
    from rulec.build.pipeline import compile_announcement
    from rulec.diff.gate import gate

    policy = _policy(profile, fail_on, fail_on_direction or [], max_impact)
    targets = [_target(one) for one in out or []]
    day = day_of_today(today)
    before, after = text_of(old, root), text_of(new, root)
    first, second = compile_announcement(before.data, before.path), compile_announcement(after.data, after.path)
    report = _compared(first, second, cases)
    place = acks if acks is not None else Path(FOLDER) if Path(FOLDER).is_dir() else None
    known = read_acknowledgements(place, report.old.sha256, report.new.sha256) if place is not None else ()
    report = gate(report, policy, known, day)
    for kind, path in targets:
        _write(path, rendered(report, kind, lang))
    if write_acks is not None:
        _write(write_acks, _skeleton(report, lang))
    write_text(rendered(report, format, lang, terminal=True))
    raise typer.Exit(_EXIT[report.verdict])


def rendered(report: "Report", kind: str, lang: Lang, terminal: bool = False) -> str:
    """The report in one of `FORMATS`."""
    import json
    import shutil

    match kind:
        case "md":
            from rulec.report.diff.markdown import diff_markdown

            return diff_markdown(report, lang)
        case "html":
            from rulec.report.diff.html import diff_html

            return diff_html(report, lang)
        case "json" | "sarif" | "codequality":
            from rulec.build.diffing import diff_json
            from rulec.report.diff.machine import diff_code_quality, diff_sarif

            made: object = diff_json(report) if kind == "json" else diff_sarif(report, __version__, lang) if kind == "sarif" else diff_code_quality(report, lang)
            return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        case "github" | "junit":
            from rulec.report.diff.machine import diff_annotations, diff_junit

            return diff_annotations(report, lang) if kind == "github" else diff_junit(report, lang)
        case _:
            from rulec.report.diff.terminal import diff_text

            width = max(40, shutil.get_terminal_size().columns) if terminal and sys.stdout.isatty() else 100
            return diff_text(report, lang, width=width, colour=terminal and colourful(), summary=kind == "summary")


def _compared(first: "Compilation", second: "Compilation", cases: Path | None) -> "Report":
    from dataclasses import replace

    from rulec.build.diffing import diff_compilations

    report = diff_compilations(first, second)
    return report if cases is None else replace(report, impact=_impact(first, second, cases))


def _impact(first: "Compilation", second: "Compilation", cases: Path) -> "Impact":
    from rulec.backtest.cases import read_cases
    from rulec.backtest.impact import impact
    from rulec.build.diffing import case_facts, diff_inputs
    from rulec.diff.prove import outcome

    old, new = diff_inputs(first), diff_inputs(second)
    rows = (case_facts(first.rule_set, second.rule_set, row, cases.name, number) for number, row in read_cases(cases))
    assert old.decide is not None and new.decide is not None
    return impact(rows, old.decide, new.decide, lambda a, b: outcome(a) == outcome(b))


def _policy(profile: str, fail_on: str | None, directions: list[str], max_impact: str | None) -> "Policy":
    from typing import cast, get_args

    from rulec.diff.gate import Policy, Profile
    from rulec.diff.model import Direction, Level

    wanted = [word for given in directions for word in given.split(",") if word]
    for word in wanted:
        if word not in get_args(Direction):
            raise UserError("B054", option="--fail-on-direction", value=word, choices=", ".join(get_args(Direction)))
    return Policy(cast(Profile, profile), cast(Level | None, fail_on), tuple(wanted), None if max_impact is None else share(max_impact))


def share(text: str) -> Fraction:
    """2% or 0.02 as an exact share of 0 to 1. UserError B054."""
    try:
        value = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError) as error:
        raise UserError("B054", option="--max-impact", value=text, choices="0% – 100%, 0 – 1") from error
    if not 0 <= value <= 1:
        raise UserError("B054", option="--max-impact", value=text, choices="0% – 100%, 0 – 1")
    return value


def _target(given: str) -> tuple[str, Path]:
    kind, _, path = given.partition("=")
    if kind not in FORMATS or not path:
        raise UserError("B054", option="--out", value=given, choices=", ".join(f"{kind}=FILE" for kind in FORMATS))
    return kind, Path(path)


def day_of_today(today: str | None) -> date:
    from rulec.build.facts import SHANGHAI

    if today is None:
        return datetime.now(SHANGHAI).date()
    try:
        return date.fromisoformat(today)
    except ValueError as error:
        raise UserError("B009", text=today) from error


def _skeleton(report: "Report", lang: Lang) -> str:
    from rulec.build.acknowledgements import skeleton
    from rulec.diff.gate import unanswered
    from rulec.report.diff.phrases import headline

    return skeleton(report, tuple((change, headline(change, lang, report)) for change in unanswered(report.changes)))


def _write(path: Path, text: str) -> None:
    from rulec.build.manifest import replace_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError("B016", path=str(path), reason=error.strerror or str(error)) from error
