"""Bytes of an announcement → what was compiled from them before, kept in `.rulec-cache/`; safe to delete at any time.

An entry is found by the hash of everything that could change it: the compiler's own files, the grammars, the versions of Python and of
the libraries that read text, the path and the bytes. It is read by an unpickler that makes nothing but the compiler's own dataclasses
and exact numbers, so a folder of unknown origin can be wrong, but it can not run anything. What cannot be read is compiled again.
"""

import hashlib
import io
import pickle
import sys
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from rulec.build.manifest import replace_file
from rulec.source.resources import grammars_dir

FOLDER = ".rulec-cache"
_MAGIC = b"rulec-cache/1 "
_PROTOCOL = 5
_READERS = ("lark", "jieba", "jinja2")
_COMPILER = Path(__file__).resolve().parents[1]
_PLAIN = frozenset({("decimal", "Decimal"), ("builtins", "frozenset"), ("array", "array"), ("array", "_array_reconstructor")})


@cache
def fingerprint() -> str:
    """The hash of what compiles: every file of the compiler and the grammars, and the versions of Python and of its libraries."""
    digest = hashlib.sha256()
    digest.update(f"{sys.implementation.cache_tag} {sys.version_info[:3]} {[(one, installed(one)) for one in _READERS]}".encode())
    for folder in (_COMPILER, grammars_dir()):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix in (".py", ".toml", ".jinja", ".css", ".lark", ".tsv"):
                data = file.read_bytes()
                digest.update(f"{file.relative_to(folder).as_posix()} {len(data)}\n".encode())
                digest.update(data)
    return digest.hexdigest()


class Cache:
    """Compiled announcements of one project. `used` are the entries asked for or written since it was made."""

    def __init__(self, root: Path) -> None:
        self.top = root / FOLDER
        self.folder = self.top / fingerprint()[:16]
        self.used: set[str] = set()

    def key(self, path: str, data: bytes) -> str:
        """The name of the entry for these bytes at this path."""
        digest = hashlib.sha256(f"{fingerprint()}\n{path}\n{len(data)}\n".encode())
        digest.update(data)
        return digest.hexdigest()

    def get(self, key: str) -> Any:
        """What is kept under `key`; None where nothing is, or where it is damaged."""
        self.used.add(key)
        try:
            return unpacked((self.folder / key).read_bytes())
        except OSError:
            return None

    def put(self, key: str, packed_entry: bytes) -> None:
        """Keep an entry (see `packed`), whole or not at all. A disk that refuses costs only time."""
        self.used.add(key)
        try:
            if not (self.top / ".gitignore").exists():
                replace_file(self.top / ".gitignore", b"*\n")
            replace_file(self.folder / key, packed_entry)
        except OSError:
            return

    def prune(self) -> None:
        """Remove entries of other compilers, and those of this one that were not used."""
        try:
            for folder in sorted(p for p in self.top.iterdir() if p.is_dir()):
                for file in sorted(folder.iterdir()):
                    if folder != self.folder or file.name not in self.used:
                        file.unlink()
                if folder != self.folder:
                    folder.rmdir()
        except OSError:
            return


def packed(value: object) -> bytes:
    """An entry: its own hash, then the value."""
    body = pickle.dumps(value, _PROTOCOL)
    return _MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def unpacked(entry: bytes) -> Any:
    """The value in an entry; None where it is not what was written, or holds what no compilation holds."""
    head, _, body = entry.partition(b"\n")
    if head != _MAGIC + hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        return _OwnOnly(io.BytesIO(body)).load()
    except Exception:  # whatever a foreign entry raises, it is compiled again
        return None


class _OwnOnly(pickle.Unpickler):
    """Makes dataclasses, named tuples and enumerations of the compiler, and exact numbers. Nothing else has a name here."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("rulec.") and name.isidentifier():
            found = getattr(import_module(module), name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, (tuple, str))):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
