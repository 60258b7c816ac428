"""Output files → what lies on disk: MANIFEST.json, atomic writing, and the comparison behind `rulec build --check`."""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rulec.diagnostics import UserError

MANIFEST = "MANIFEST.json"
MANIFEST_SCHEMA = "rulec.manifest/1"
_NOT_OURS = frozenset({"__pycache__"})
_TEMPORARY = ".rulec-"
_ABANDONED = 60
"""Seconds after which a temporary file is one that a killed build left behind."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be written below the generated folder. `path` is relative, with `/`; `source…` name what it was compiled from."""

    path: str
    text: str
    source: str | None = None
    source_sha256: str | None = None

    @property
    def sha256(self) -> str:
        """Of the bytes written (UTF-8, LF)."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Drift:
    """How the folder differs from what the compiler would write now; paths are relative and sorted."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.unlisted)


def with_manifest(outputs: Iterable[Output], compiler_version: str) -> tuple[Output, ...]:
    """`outputs` sorted by path, with the manifest that lists them."""
    listed = sorted(outputs, key=lambda o: o.path)
    rows = [
        {"path": o.path, "sha256": o.sha256, "source": {"path": o.source, "sha256": o.source_sha256} if o.source else None} for o in listed
    ]
    body = {"schema": MANIFEST_SCHEMA, "compiler": compiler_version, "files": rows}
    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    return (*listed, Output(MANIFEST, text))


def compare(folder: Path, outputs: Iterable[Output]) -> Drift:
    """What differs between `folder` and `outputs` (which include the manifest); bytecode caches do not count."""
    wanted = {output.path: output.text.encode("utf-8") for output in outputs}
    present = set(_present(folder))
    return Drift(
        missing=tuple(sorted(set(wanted) - present)),
        stale=tuple(sorted(path for path in present & set(wanted) if (folder / path).read_bytes() != wanted[path])),
        unlisted=tuple(sorted(present - set(wanted))),
    )


def write(folder: Path, outputs: Iterable[Output]) -> Drift:
    """Bring `folder` up to date: each file replaced whole, the manifest last; files that the old manifest lists and nothing produces any
    more are removed. Returns the drift that was there before; `unlisted` are the files left alone. UserError when the disk refuses.
    """
    outputs = tuple(outputs)
    drift = compare(folder, outputs)
    formerly = _listed(folder)
    changed = {*drift.missing, *drift.stale}
    _sweep(folder)
    try:
        for output in sorted(outputs, key=lambda o: (o.path == MANIFEST, o.path)):
            if output.path in changed:
                replace_file(folder / output.path, output.text.encode("utf-8"))
        for path in drift.unlisted:
            if path in formerly:
                (folder / path).unlink()
                _remove_empty((folder / path).parent, folder)
    except OSError as error:
        raise UserError("B016", path=str(error.filename or folder), reason=error.strerror or str(error)) from error
    return Drift(drift.missing, drift.stale, tuple(path for path in drift.unlisted if path not in formerly))


def _present(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not _NOT_OURS & set(p.relative_to(folder).parts))
    return [p.relative_to(folder).as_posix() for p in files if not p.name.startswith(_TEMPORARY)]


def _sweep(folder: Path) -> None:
    """Remove the temporary files of a build that was killed; one that runs beside us keeps its own."""
    for file in folder.rglob(f"{_TEMPORARY}*") if folder.is_dir() else ():
        try:
            if time.time() - file.stat().st_mtime > _ABANDONED:
                file.unlink()
        except OSError:  # the other build was faster, or the file is not ours to remove: neither stops this one
            continue


def _listed(folder: Path) -> frozenset[str]:
    """The files that the manifest on disk names; none when it is absent or unreadable, so that nothing of unknown origin is removed."""
    try:
        body = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return frozenset(row["path"] for row in body["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def replace_file(file: Path, data: bytes) -> None:
    """Write `data` to `file` whole or not at all, through a temporary file beside it. OSError when the disk refuses."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=_TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_empty(folder: Path, stop: Path) -> None:
    """Remove `folder` and its parents below `stop` while they hold nothing but a bytecode cache."""
    while folder != stop and not [p for p in folder.iterdir() if p.name not in _NOT_OURS]:
        for cache in folder.iterdir():
            for file in cache.iterdir():
                file.unlink()
            cache.rmdir()
        folder.rmdir()
        folder = folder.parent
