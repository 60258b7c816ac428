"""Announcements of a project → all of them compiled: what has not changed from the cache, the rest in parallel processes.

Which process compiles what, and in which order they end, leaves no trace: results stand in the order of the announcements.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from rulec.build.cache import Cache, packed, unpacked
from rulec.build.emit import Built, compiled_as, module_text, read_version
from rulec.build.pipeline import Compilation
from rulec.build.workspace import Announcement, Version
from rulec.diagnostics import UserError

WORTH_A_POOL = 4
"""Below this number of announcements, starting processes costs more than it gains."""

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and the path of the last one."""


@dataclass(frozen=True, slots=True)
class Work:
    """All versions of a project, compiled, in order; how many of them had to be compiled now."""

    built: tuple[Built, ...]
    compiled: tuple[str, ...]


def cores() -> int:
    """How many processes this machine runs at once for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def compile_all(
    announcements: Sequence[Announcement], *, cache: Cache | None = None, jobs: int | None = None, progress: Progress | None = None
) -> Work:
    """Every version of every announcement with its module. `jobs`: processes, one a core where None. UserError of the first bad file."""
    todo = [(announcement, version) for announcement in announcements for version in announcement.versions]
    done: dict[int, Built] = {}
    missing: list[int] = []
    inputs = {number: read_version(version) for number, (_, version) in enumerate(todo)}
    keys = {number: cache.key(todo[number][1].path, data) for number, data in inputs.items()} if cache is not None else {}
    for number, (announcement, version) in enumerate(todo):
        entry = cache.get(keys[number]) if cache is not None else None
        found = _kept(announcement, version, entry)
        if found is None:
            missing.append(number)
        else:
            done[number] = found
    for count, (number, entry) in enumerate(_compile([(inputs[n], todo[n][1].path, n) for n in missing], jobs or cores()), 1):
        if isinstance(entry, UserError):
            raise entry
        announcement, version = todo[number]
        found = _kept(announcement, version, unpacked(entry))
        assert found is not None, "what was just packed can be read"
        done[number] = found
        if cache is not None:
            cache.put(keys[number], entry)
        if progress is not None:
            progress(count, len(missing), version.path)
    return Work(tuple(done[number] for number in range(len(todo))), tuple(todo[number][1].path for number in missing))


def _kept(announcement: Announcement, version: Version, entry: object) -> Built | None:
    """A compilation and its module out of an entry; None where it holds something else."""
    if isinstance(entry, tuple) and len(entry) == 2 and isinstance(entry[0], Compilation) and isinstance(entry[1], str):
        return compiled_as(announcement, version, entry[0], entry[1])
    return None


Task = tuple[bytes, str, int]


def _compile(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[int, bytes | UserError]]:
    """The packed entry of each task, in order."""
    if min(jobs, len(tasks)) < 2 or len(tasks) < WORTH_A_POOL:
        for task in tasks:
            yield _unwrapped(task[2], _entry(task))
        return
    with ProcessPoolExecutor(min(jobs, len(tasks))) as pool:
        for task, found in zip(tasks, pool.map(_entry, tasks), strict=True):
            yield _unwrapped(task[2], found)


def _unwrapped(number: int, found: bytes | tuple[str, dict[str, str]]) -> tuple[int, bytes | UserError]:
    return number, found if isinstance(found, bytes) else UserError(found[0], **found[1])


def _entry(task: Task) -> bytes | tuple[str, dict[str, str]]:
    """Compile one announcement and print its module; a UserError as its code and values, which travel between processes."""
    from rulec.build import pipeline  # here, so that a build with nothing to do starts without the parser

    data, path, _ = task
    try:
        compilation = pipeline.compile_announcement(data, path)
        return packed((compilation, module_text(compilation, path)))
    except UserError as error:
        return error.code, error.values
