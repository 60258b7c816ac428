"""What `rulec diff` compares, as somebody wrote it (a file, a version of the project, a git revision) → bytes and a name."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rulec.cli.input import STDIN, read_bytes
from rulec.diagnostics import UserError

_VERSION = re.compile(r"([\w-]+/[\w-]+)@([\w-]+)")
_REVISION = re.compile(r"([^:\s]+):(.+)")


@dataclass(frozen=True, slots=True)
class Text:
    """One side: its bytes, and the path it is shown and typed by."""

    data: bytes
    path: str


def text_of(given: str, root: Path) -> Text:
    """`FILE`, `-`, `ISSUER/RULE@VERSION` of the project at `root`, or `REVISION:PATH` of the git repository here.

    UserError B001 for a file that cannot be read, B003/B027 for a version that is not there, B051 for a revision that git does not know.
    """
    if given == STDIN or Path(given).is_file():
        return Text(read_bytes(given), given)
    version = _VERSION.fullmatch(given)
    if version:
        return _of_project(root, version[1], version[2])
    revision = _REVISION.fullmatch(given)
    if revision and not given.startswith("-"):
        return Text(git_blob(revision[1], revision[2]), revision[2])
    return Text(read_bytes(given), given)


def _of_project(root: Path, rule: str, name: str) -> Text:
    from rulec.build.workspace import discover

    known = {one.name: one for one in discover(root)}
    if rule not in known:
        raise UserError("B054", option="RULE", value=rule, choices=", ".join(sorted(known)))
    for version in known[rule].versions:
        if version.name == name:
            return Text(version.file.read_bytes(), version.path)
    raise UserError("B054", option="VERSION", value=name, choices=", ".join(version.name for version in known[rule].versions))


def git_blob(revision: str, path: str) -> bytes:
    """A file as it stood at a revision. `path` is from the folder one stands in; UserError B051 when git does not know it."""
    if revision.startswith("-"):
        raise UserError("B051", revision=f"{revision}:{path}", reason="not a revision")
    found = None
    for spec in (f"{revision}:./{path}", f"{revision}:{path}"):
        try:
            found = subprocess.run(["git", "cat-file", "blob", spec], capture_output=True, check=False)
        except OSError as error:
            raise UserError("B051", revision=spec, reason=error.strerror or str(error)) from error
        if found.returncode == 0:
            return found.stdout
    reason = found.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ") if found is not None else ""
    raise UserError("B051", revision=f"{revision}:{path}", reason=reason)
