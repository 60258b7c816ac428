"""`rulec changed`: each announcement given, against what it was at a git revision, and each new version against the one before it."""

import subprocess
from pathlib import Path
from typing import Annotated, Literal

import typer

from rulec.cli.diff import GATE, INCOMPLETE, PASS, day_of_today, rendered
from rulec.cli.output import Lang, write_text
from rulec.cli.sides import Text, git_blob
from rulec.diagnostics import UserError


def changed(
    files: Annotated[list[str], typer.Argument(help="Announcements, as a hook or `git diff --name-only` gives them.")],
    base: Annotated[str, typer.Option(help="The revision to compare with.")] = "HEAD",
    profile: Annotated[Literal["report", "default", "merchant-protect", "strict"], typer.Option(help="What stops.")] = "default",
    acks: Annotated[Path | None, typer.Option(help="File or folder of acknowledgements; without it acks/ where there is one.")] = None,
    format: Annotated[Literal["text", "summary", "md", "github"], typer.Option("--format", help="What is printed.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of the report.")] = "zh",
) -> None:
    """Compare changed announcements with what they were. A new file is compared with the version before it in its folder.

    Exits as `rulec diff`: the worst of all files; a file that is nowhere yet and has no version before it passes.
    """
    from rulec.build.acknowledgements import FOLDER, read_acknowledgements
    from rulec.build.diffing import diff_compilations
    from rulec.build.pipeline import compile_announcement
    from rulec.diff.gate import Policy, gate

    exits = {"pass": PASS, "gate": GATE, "incomplete": INCOMPLETE}
    worst = PASS
    for file in sorted(set(files)):
        before = _before(file, base)
        if before is None or not Path(file).is_file():
            write_text(f"{file}: {'没有可比的旧版' if lang == 'zh' else 'nothing to compare with'}")
            continue
        data = Path(file).read_bytes()
        if data == before.data:
            continue
        report = diff_compilations(compile_announcement(before.data, before.path), compile_announcement(data, file))
        place = acks if acks is not None else Path(FOLDER) if Path(FOLDER).is_dir() else None
        known = read_acknowledgements(place, report.old.sha256, report.new.sha256) if place is not None else ()
        report = gate(report, Policy(profile), known, day_of_today(None))
        write_text(rendered(report, format, lang, terminal=True))
        worst = max(worst, exits[report.verdict])
    raise typer.Exit(worst)


def _before(file: str, base: str) -> Text | None:
    """The file at the revision; where it is new, the version before it in its folder, as it stands there."""
    try:
        return Text(git_blob(base, file), file)
    except UserError:
        known = subprocess.run(["git", "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}"], capture_output=True, check=False)
        if known.returncode != 0:
            raise
    older = [one for one in sorted(Path(file).parent.glob("*")) if one.suffix == Path(file).suffix and one.stem[:1].isdigit() and one.stem < Path(file).stem]
    return Text(older[-1].read_bytes(), older[-1].as_posix()) if older and Path(file).stem[:1].isdigit() else None
