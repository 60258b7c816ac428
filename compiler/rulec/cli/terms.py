"""`rulec suggest-terms`: words that the lexicon lacks, as rows to paste into grammars/lexicon."""

from typing import Annotated, Literal

import typer

from rulec.build.term_suggestions import Suggestion, suggest_terms
from rulec.cli.input import compiled
from rulec.cli.output import Lang, write_json, write_text
from rulec.diagnostics.render_text import visible
from rulec.source import LineIndex


def terms(
    files: Annotated[list[str], typer.Argument(help="Announcements (txt, md, html, docx); - for standard input.")],
    least: Annotated[int, typer.Option("--least", min=1, help="How often a phrase must occur.")] = 2,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="Rows to paste, or json.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of remarks.")] = "zh",
) -> None:
    """Propose words for the lexicon: what recurs where nothing was understood. Nothing is written; a person decides."""
    compilations = [(file, compiled(file)) for file in files]
    found = suggest_terms(compilations, least)
    if format == "json":
        write_json([_json(one) for one in found])
        return
    lines = {path: LineIndex(compilation.ingested.source.raw) for path, compilation in compilations}
    for file in sorted({one.file for one in found}):
        write_text(f"# grammars/lexicon/{file}")
        for one in found:
            if one.file == file:
                line, column = lines[one.path].position(one.span.start)
                write_text(f"# {one.count}× {one.path}:{line}:{column} {visible(one.quote)}")
                write_text(one.row)
    if not found:
        write_text("# 没有反复出现的生词。" if lang == "zh" else "# no unknown phrase recurs.")
    else:
        write_text("# 逐行核对后再粘贴，然后运行 make lexicon。" if lang == "zh" else "# Check each row before pasting it, then run make lexicon.")


def _json(one: Suggestion) -> dict[str, object]:
    return {
        "phrase": one.phrase, "count": one.count, "category": one.category, "file": one.file, "row": one.row,
        "path": one.path, "span": list(one.span), "quote": one.quote,
    }  # fmt: skip
