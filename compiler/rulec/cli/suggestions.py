"""`rulec test --suggest`: the boundary scenarios that a rule lacks, for a person to fill in."""

from collections.abc import Sequence
from pathlib import Path

from rulec.build.workspace import Announcement
from rulec.cli.output import write_text
from rulec.diagnostics import UserError


def write_suggestions(chosen: Sequence[Announcement], output: Path | None) -> None:
    """Rows for scenarios.yaml of every version chosen, to `output` or the terminal. UserError for what cannot be read or written."""
    from rulec.build.emit import compile_version
    from rulec.build.manifest import replace_file
    from rulec.build.scenario_model import read_scenarios
    from rulec.build.suggestions import as_yaml, suggestions

    parts: list[str] = []
    for announcement in chosen:
        names = [version.name for version in announcement.versions]
        scenarios = read_scenarios(announcement.scenarios, names, f"corpus/{announcement.name}")
        for version in announcement.versions:
            found = suggestions(compile_version(announcement, version), scenarios)
            text = as_yaml(found, version.name if len(names) > 1 else None)
            parts += [f"# {announcement.name} {version.name}: {len(found)}\n{text}"] if found else []
    text = "\n".join(parts)
    if output is None:
        write_text(text or "# nothing to suggest: every bound, exception and node is tried\n")
        return
    try:
        replace_file(output, text.encode("utf-8"))
    except OSError as error:
        raise UserError("B016", path=str(output), reason=error.strerror or str(error)) from error
