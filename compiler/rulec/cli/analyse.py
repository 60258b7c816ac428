"""`rulec analyse`: what is wrong with the rules themselves, each finding with a case that shows it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rulec.cli.input import compiled
from rulec.cli.output import Gate, Lang, write_json, write_text
from rulec.diagnostics import Severity, UserError
from rulec.diagnostics.codes import at_least

if TYPE_CHECKING:
    from rulec.build.analysis_json import Analysed


def analyse(
    files: Annotated[list[str], typer.Argument(help="Announcements (txt, md, html, docx); - for standard input.")],
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="Words, or JSON (rulec.analysis/1).")] = "text",
    fail_on: Annotated[Gate, typer.Option(help="Lightest finding that makes the exit status 1.")] = "error",
    lang: Annotated[Lang, typer.Option(help="Language of messages.")] = "zh",
    write_tests: Annotated[Path | None, typer.Option(help="Save every case as a pytest file that runs against the generated module.")] = None,
) -> None:
    """Look for gaps, overlaps, contradictions and norms without effect; every finding is shown by a case that was run."""
    from rulec.build.analysis_json import (  # here, so that other commands start without it
        analysed_together,
        analysis_json,
        analysis_text,
        summary,
    )

    found = analysed_together([(file, compiled(file)) for file in files])
    if write_tests is not None:
        _write(write_tests, files, found)
    if format == "json":
        write_json(analysis_json(found, lang))
    else:
        for one in found:
            write_text(analysis_text(one, lang))
            write_text(summary(one, lang))
    heavy = fail_on != "never" and any(at_least(shown.finding.severity, Severity(fail_on)) for one in found for shown in one.shown)
    raise typer.Exit(1 if heavy else 0)


def _write(target: Path, files: list[str], found: "tuple[Analysed, ...]") -> None:
    from rulec.build.manifest import replace_file
    from rulec.build.witness_tests import source_of_tests

    if "-" in files:
        raise UserError("B016", path=str(target), reason="standard input has no path that a test could read")
    try:
        replace_file(target, source_of_tests(found, target).encode("utf-8"))
    except OSError as error:
        raise UserError("B016", path=str(target), reason=error.strerror or str(error)) from error
