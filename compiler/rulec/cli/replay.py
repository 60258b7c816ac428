"""`rulec replay`: events over time through the account of an announcement."""

from typing import Annotated, Literal

import typer

from rulec.cli.input import compiled
from rulec.diagnostics import UserError


def replay(
    file: Annotated[str, typer.Argument(help="The announcement.")],
    events: Annotated[str, typer.Option(help="Events as JSONL or CSV: at, violation, points.")],
    format: Annotated[Literal["table", "json"], typer.Option("--format", help="A table, or JSON.")] = "table",
) -> None:
    """Replay deductions through the account: balance, nodes reached, measures with start and end."""
    if not compiled(file).rule_set.accounts:
        raise UserError("B014", path=file)
    raise UserError("B014", path=file)
