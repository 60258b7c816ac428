"""`rulec explain`: the long words of a code."""

from typing import Annotated

import typer

from rulec.cli.output import Lang, write_text
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import codes
from rulec.diagnostics.render_text import SEVERITY_WORDS


def explain(
    code: Annotated[str | None, typer.Argument(help="A code, for example S104; without one all codes are listed.")] = None,
    lang: Annotated[Lang | None, typer.Option(help="One language only; both without it.")] = None,
) -> None:
    """Say what a diagnostic code means and what to do about it."""
    table = codes()
    if code is None:
        for row in table.values():
            write_text(f"{row.code}  {row.severity:<7}  {row.en if lang == 'en' else row.zh}")
        return
    found = table.get(code.strip().upper())
    if found is None:
        raise UserError("B013", asked=code)
    if lang in (None, "zh"):
        write_text(f"{found.code}({SEVERITY_WORDS['zh'][found.severity]}) {found.zh}\n办法: {found.zh_help}")
        write_text(found.zh_more)
    if lang in (None, "en"):
        write_text(f"{found.code} ({SEVERITY_WORDS['en'][found.severity]}) {found.en}\nhelp: {found.en_help}")
        write_text(found.en_more)
