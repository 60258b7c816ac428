"""`rulec consolidate`: the text in force with its amendments applied."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from rulec.build.manifest import replace_file
from rulec.cli.input import read_bytes
from rulec.cli.output import Lang, write_json, write_text
from rulec.diagnostics import UserError

FINDINGS = 1


def consolidate(
    base: Annotated[str, typer.Argument(help="The text in force (txt, md, html, docx); - for standard input.")],
    amendments: Annotated[list[str], typer.Argument(help="Amending announcements, in the order in which they take effect.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write the consolidated text; standard output without it.")] = None,
    published: Annotated[str | None, typer.Option(help="A consolidated text that was published too: both are compared.")] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="The text alone, or with the origin of every sentence.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Apply amending announcements to the text they amend. Exits 1 where an operation could not be applied or a published text differs."""
    from rulec.build.consolidate import consolidate as apply  # here, so that other commands start without the compiler
    from rulec.build.consolidation import consolidation_json
    from rulec.cli.consolidation_words import spoken

    other = (read_bytes(published), published) if published is not None else None
    made = apply((read_bytes(base), base), [(read_bytes(path), path) for path in amendments], other)
    if output is not None:
        try:
            replace_file(output, made.text.encode())
        except OSError as error:
            raise UserError("B016", path=str(output), reason=error.strerror or str(error)) from error
    if format == "json":
        write_json(consolidation_json(made))
    elif output is None:
        write_text(made.text)
    said = spoken(made, lang)
    if said:
        typer.echo(said, err=format == "json" or output is None)
    if made.left or made.differences:
        raise typer.Exit(FINDINGS)
