"""`rulec schema`: the JSON Schemas of what is read and written."""

from typing import Annotated, Literal

import typer

from rulec.cli.input import compiled
from rulec.cli.output import write_json
from rulec.diagnostics import UserError


def schema(
    what: Annotated[Literal["inspect", "decision", "facts", "scenarios", "diff", "analysis"], typer.Argument(help="Which shape.")],
    file: Annotated[str | None, typer.Argument(help="The announcement, for the schema of its facts.")] = None,
) -> None:
    """Print a JSON Schema. The facts of a rule set are named by label or ASCII name; money is in yuan."""
    from rulec.build.schemas import decision_schema, facts_schema, inspect_schema, scenarios_schema

    if what == "facts":
        if file is None:
            raise UserError("B022", what=what)
        write_json(facts_schema(compiled(file).rule_set))
        return
    from rulec.build.comparison_schemas import analysis_schema, diff_schema

    made = {
        "inspect": inspect_schema, "decision": decision_schema, "scenarios": scenarios_schema, "diff": diff_schema, "analysis": analysis_schema,
    }  # fmt: skip
    write_json(made[what]())
