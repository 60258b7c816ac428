"""A project folder → its announcements, version by version: `corpus/<issuer>/<rule>/<version>.{txt,md,html,docx}`.

Which folder is the corpus, rulec.toml may say (see `config.py`).
"""

import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rulec.build.config import Config, load_config
from rulec.diagnostics import UserError

SUFFIXES = (".docx", ".htm", ".html", ".md", ".txt")
SCENARIOS = "scenarios.yaml"
_OTHER_FOLDERS = frozenset({"cases", "pairs"})  # corpus/cases and corpus/pairs hold language cases, not issuers
_VERSION = re.compile(r"(?:draft-)?(\d{4}-\d{2}-\d{2})|draft|undated")


@dataclass(frozen=True, slots=True)
class Version:
    """One publication of a rule. `name` is the file's stem (`2023-11-03`, `draft-2023-08-12`, `undated`); `path` is relative, with `/`."""

    name: str
    path: str
    file: Path


@dataclass(frozen=True, slots=True)
class Announcement:
    """One rule and its versions, oldest first (drafts and undated ones after the dated)."""

    issuer: str
    rule: str
    folder: Path
    versions: tuple[Version, ...]

    @property
    def name(self) -> str:
        """`issuer/rule`, as it stands in the corpus."""
        return f"{self.issuer}/{self.rule}"

    @property
    def package(self) -> str:
        """`issuer/rule` as importable folder names."""
        return f"{package_name(self.issuer)}/{package_name(self.rule)}"

    @property
    def scenarios(self) -> Path:
        """Where its scenarios are, whether they exist or not."""
        return self.folder / SCENARIOS


def discover(root: Path, config: Config | None = None) -> tuple[Announcement, ...]:
    """All announcements below `root`/corpus, sorted. UserError when there is no corpus, or a file or folder is misnamed."""
    corpus = root / (config or load_config(root)).corpus
    if not corpus.is_dir():
        raise UserError("B002", root=str(root))
    found = [_announcement(root, folder) for issuer in _folders(corpus) if issuer.name not in _OTHER_FOLDERS for folder in _folders(issuer)]
    announcements = tuple(a for a in found if a.versions)
    _distinct((a.package, a.name) for a in announcements)
    return announcements


def package_name(folder: str) -> str:
    """The Python package for a folder of the corpus: hyphens become underscores. UserError when that is no importable name."""
    name = folder.replace("-", "_")
    if not name.isidentifier() or name.startswith("_") or keyword.iskeyword(name):
        raise UserError("B004", name=folder)
    return name


def _folders(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))


def _announcement(root: Path, folder: Path) -> Announcement:
    versions: dict[str, Version] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix not in SUFFIXES or file.name.startswith(".") or file.stem.upper() == "README":
            continue
        path = file.relative_to(root).as_posix()
        if not _is_version(file.stem):
            raise UserError("B003", path=path)
        if file.stem in versions:
            raise UserError("B017", first=versions[file.stem].path, second=path)
        versions[file.stem] = Version(file.stem, path, file)
    return Announcement(folder.parent.name, folder.name, folder, tuple(versions[name] for name in sorted(versions)))


def _is_version(stem: str) -> bool:
    match = _VERSION.fullmatch(stem)
    if match is None:
        return False
    if match[1]:
        try:
            date.fromisoformat(match[1])
        except ValueError:
            return False
    return True


def _distinct(outputs: Iterable[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for output, source in outputs:
        if output in seen:
            raise UserError("B018", first=seen[output], second=source, output=output)
        seen[output] = source
