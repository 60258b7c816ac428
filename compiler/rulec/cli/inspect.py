"""`rulec inspect`: everything the compiler understood of one announcement."""

from typing import Annotated, Literal

import typer

from rulec.build.contract import inspect_json
from rulec.cli.input import compiled
from rulec.cli.output import Lang, write_json, write_text
from rulec.report.outline import outline


def inspect(
    file: Annotated[str, typer.Argument(help="The announcement (txt, md, html, docx); - for standard input.")],
    format: Annotated[Literal["tree", "json"], typer.Option("--format", help="A tree to read, or the contract's JSON.")] = "tree",
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Print the rule set of an announcement, with its ledger and findings. Exits 0 whatever was found."""
    compilation = compiled(file)
    if format == "json":
        write_json(inspect_json(compilation, lang))
    else:
        write_text(outline(compilation.rule_set, compilation.ingested.source, compilation.diagnostics, lang))
