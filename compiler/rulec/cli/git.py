"""What git runs: an external diff of two blobs, and a text conversion with one line a norm, so that blame and word diff read meaning."""

import os
from pathlib import Path
from typing import Annotated

import typer

from rulec.cli.output import Lang, colourful, write_text
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import message

_NONE = frozenset({"/dev/null", "nul", "NUL", ""})


def git_diff_driver(
    arguments: Annotated[list[str], typer.Argument(help="path old-file old-hex old-mode new-file new-hex new-mode [new-path [info]], as git gives them.")],
    lang: Annotated[Lang, typer.Option(help="Language of the report.")] = "zh",
) -> None:
    """Print what changed in one file, for `git diff --ext-diff`. Never fails git: what cannot be compared is said, and the exit status is 0."""
    from rulec.build.diffing import diff_compilations
    from rulec.build.pipeline import compile_announcement
    from rulec.report.diff.terminal import diff_text

    if len(arguments) not in (1, 7, 8, 9):
        raise UserError("B054", option="arguments", value=str(len(arguments)), choices="7, 9")
    path = arguments[-2] if len(arguments) == 9 else arguments[0]
    if len(arguments) == 1:  # unmerged
        write_text(f"rulec diff: {path}: unmerged")
        return
    old, new = arguments[1], arguments[4]
    if _nothing(old) or _nothing(new):
        words = {True: ("新增", "added"), False: ("删除", "removed")}[_nothing(old)]
        write_text(f"rulec diff: {path}: {words[0] if lang == 'zh' else words[1]}")
        return
    try:
        before, after = (compile_announcement(Path(one).read_bytes(), path) for one in (old, new))
    except UserError as error:
        write_text(f"rulec diff: {path}: {message(error, lang)}")
        return
    write_text(f"rulec diff: {path}\n" + diff_text(diff_compilations(before, after), lang, colour=colourful() or "GIT_PAGER_IN_USE" in os.environ))


def _nothing(path: str) -> bool:
    return path in _NONE or not Path(path).is_file()


def textconv(file: Annotated[str, typer.Argument(help="The announcement, as git hands it over.")]) -> None:
    """Print an announcement as one line a statement, in one form, for git's `textconv`. A file that is no announcement is printed as it is."""
    from rulec.build.pipeline import compile_announcement
    from rulec.report.diff.canonical_text import canonical_text

    data = Path(file).read_bytes() if Path(file).is_file() else b""
    try:
        write_text(canonical_text(compile_announcement(data, file).rule_set))
    except UserError:
        write_text(data.decode("utf-8", "replace"))
