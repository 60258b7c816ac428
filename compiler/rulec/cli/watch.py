"""`rulec watch`: build again whenever an announcement or the configuration changes."""

import time
from pathlib import Path
from typing import Annotated

import typer

from rulec.cli.build import build_once
from rulec.cli.output import Lang, say_error, write_text
from rulec.diagnostics import UserError


def watch(
    root: Annotated[Path, typer.Option(help="The project.")] = Path("."),
    interval: Annotated[float, typer.Option(min=0.05, help="Seconds between two looks.")] = 0.5,
    rounds: Annotated[int | None, typer.Option(min=0, help="End after so many looks; without it, with Ctrl-C.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Build, then look for changes and build again, until Ctrl-C. A build that fails is told, and watching goes on."""
    from rulec.build.watching import changes

    left = rounds

    def wait() -> bool:
        nonlocal left
        if left is not None:
            left -= 1
            if left < 0:
                return False
        time.sleep(interval)
        return True

    try:
        _build(root, lang)
        for paths in changes(root, wait):
            write_text(f"{'有变化' if lang == 'zh' else 'changed'}: {', '.join(paths)}")
            _build(root, lang)
    except KeyboardInterrupt:
        return


def _build(root: Path, lang: Lang) -> None:
    try:
        build_once(root, lang=lang)
    except UserError as error:
        say_error(error)
