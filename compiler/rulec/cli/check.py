"""`rulec check`: what the compiler found in announcements."""

from typing import Annotated

import typer

from rulec.build.contract import coverage, coverage_percent
from rulec.cli.input import compiled
from rulec.cli.output import Gate, Lang, colourful, counts, gated, write_json, write_text
from rulec.diagnostics.render_json import diagnostics_json
from rulec.diagnostics.render_text import SEVERITY_WORDS, render_text


def check(
    files: Annotated[list[str], typer.Argument(help="Announcements (txt, md, html); - for standard input.")],
    summary: Annotated[bool, typer.Option("--summary", help="One line a file: findings by weight, and coverage.")] = False,
    fail_on: Annotated[Gate, typer.Option(help="Lightest finding that makes the exit status 1.")] = "error",
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of messages.")] = "zh",
) -> None:
    """Report the findings in announcements, each at its place with what to do."""
    failed = False
    rows: list[dict[str, object]] = []
    for file in files:
        compilation = compiled(file)
        found = compilation.diagnostics
        failed = failed or gated(found, fail_on)
        if format == "json":
            rows.append({"path": file, "diagnostics": diagnostics_json(found, lang)})
            continue
        if not summary:
            write_text(render_text(found, compilation.ingested.source, lang=lang, colour=colourful()))
        weights = ", ".join(f"{SEVERITY_WORDS[lang][weight]} {number}" for weight, number in counts(found).items())
        share = coverage_percent(*coverage(compilation))
        write_text(f"{file}: {weights}, {'理解' if lang == 'zh' else 'understood'} {share}%")
    if format == "json":
        write_json(rows)
    raise typer.Exit(1 if failed else 0)
