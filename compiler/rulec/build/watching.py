"""A project folder, looked at again and again → the files that changed. Modification times and sizes are compared, contents are not read."""

from collections.abc import Callable, Iterator
from pathlib import Path

from rulec.build.config import CONFIG, PYPROJECT, load_config
from rulec.diagnostics import UserError

Snapshot = dict[str, tuple[int, int]]
"""Path below the project → (modification time in ns, size)."""


def snapshot(root: Path) -> Snapshot:
    """What lies in the project now that a build reads: the corpus and the configuration. A file that goes meanwhile is not there."""
    found: Snapshot = {}
    try:
        corpus = root / load_config(root).corpus
    except UserError:  # a configuration half-typed: only it itself is worth a look until it can be read
        corpus = root / CONFIG
    files = sorted(corpus.rglob("*")) if corpus.is_dir() else []
    for file in (root / CONFIG, root / PYPROJECT, *files):
        try:
            state = file.stat()
        except OSError:
            continue
        if file.is_file() and not file.name.startswith("."):
            found[file.relative_to(root).as_posix()] = (state.st_mtime_ns, state.st_size)
    return found


def changed(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """The paths that came, went or changed, sorted."""
    return tuple(sorted(path for path in {*before, *after} if before.get(path) != after.get(path)))


def changes(root: Path, wait: Callable[[], bool]) -> Iterator[tuple[str, ...]]:
    """What changed, each time something did. `wait` sleeps between two looks and returns False to end.

    A change is told when a second look finds nothing new, so that a file still being written is not read.
    """
    before = last = snapshot(root)
    while wait():
        now = snapshot(root)
        found = changed(before, now)
        if found and now == last:
            before = now
            yield found
        last = now
