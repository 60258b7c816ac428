"""`rulec init`: a project to start from, small, and green from the first build on."""

from pathlib import Path
from typing import Annotated

import typer

from rulec.build.starter import start_project
from rulec.cli.output import Lang, write_text


def init(
    folder: Annotated[Path, typer.Argument(help="Where to start; made if it is not there.")] = Path("."),
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Start a project: rulec.toml, one announcement with scenarios. Nothing that is there is overwritten."""
    for path in start_project(folder):
        write_text(f"{'新建' if lang == 'zh' else 'made'} {path}")
    place = "" if folder == Path(".") else f" --root {folder}"
    write_text(f"{'接下来' if lang == 'zh' else 'next'}: rulec build{place}; rulec test{place}")
