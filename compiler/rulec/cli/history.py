"""`rulec history`: how a rule changed over all its versions, pair after pair."""

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import typer

from rulec.cli.output import Lang, write_json, write_text
from rulec.diagnostics import UserError


def history(
    rule: Annotated[str, typer.Argument(help="ISSUER/RULE as in the corpus.")],
    root: Annotated[Path, typer.Option(help="The project.")] = Path("."),
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="Words, or JSON (one rulec.diff/1 a pair).")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Print what each version of a rule changed against the one before it, dated versions first, oldest first."""
    from dataclasses import replace

    from rulec.build.diffing import diff_compilations, diff_json
    from rulec.build.pipeline import compile_announcement
    from rulec.build.workspace import discover
    from rulec.report.diff.terminal import diff_text

    known = {one.name: one for one in discover(root)}
    if rule not in known:
        raise UserError("B054", option="RULE", value=rule, choices=", ".join(sorted(known)))
    made = [(version, compile_announcement(version.file.read_bytes(), version.path)) for version in known[rule].versions]
    rows: list[object] = []
    for (_, before), (version, after) in pairwise(made):
        report = replace(diff_compilations(before, after), profile="report")
        if format == "json":
            rows.append(diff_json(report))
            continue
        write_text(f"## {version.path}\n{diff_text(report, lang)}")
    if format == "json":
        write_json({"schema": "rulec.history/1", "rule": rule, "changes": rows})
    elif len(made) < 2:
        write_text(f"{rule}: {'只有一个版本' if lang == 'zh' else 'one version only'}")
