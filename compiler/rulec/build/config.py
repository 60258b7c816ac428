"""rulec.toml (or `[tool.rulec]` of pyproject.toml) → where a project keeps what, for whom, and what stops it."""

import tomllib
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from rulec.diagnostics import UserError

CONFIG = "rulec.toml"
PYPROJECT = "pyproject.toml"
Weight = Literal["error", "warning", "note", "never"]


class Gates(BaseModel):
    """The lightest finding that makes a command's exit status 1, by command."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    build: Weight = "error"
    analyse: Weight = "error"
    diff: Literal["ERR", "WARN", "INFO", "never"] = "ERR"


class Config(BaseModel):
    """What a project says about itself. Without a file: `corpus/` is read, `generated/` written.

    `corpus`, `output`: folders below the project. `audiences`: for whom a diff says what got stricter. `gates`: see there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    corpus: str = "corpus"
    output: str = "generated"
    audiences: tuple[str, ...] = ()
    gates: Gates = Field(default_factory=Gates)

    @field_validator("corpus", "output")
    @classmethod
    def _below(cls, folder: str) -> str:
        path = PurePosixPath(folder)
        if not folder or path.is_absolute() or ".." in path.parts or "\\" in folder or path == PurePosixPath("."):
            raise ValueError("must be a folder below the project, written with /")
        return path.as_posix()

    @model_validator(mode="after")
    def _apart(self) -> "Config":
        one, other = PurePosixPath(self.corpus), PurePosixPath(self.output)
        if one == other or one in other.parents or other in one.parents:
            raise ValueError("corpus and output must not lie in each other")
        return self


def load_config(root: Path) -> Config:
    """The configuration of the project at `root`; the defaults where it has none.

    UserError B024 for a key that is not known or a value that does not fit, B025 where both files have one, B001 and B005 for a file that
    cannot be read.
    """
    own = _table(root / CONFIG, CONFIG)
    shared = (_table(root / PYPROJECT, PYPROJECT) or {}).get("tool", {}).get("rulec")
    if own is not None and shared is not None:
        raise UserError("B025", first=CONFIG, second=f"[tool.rulec] {PYPROJECT}")
    path = CONFIG if own is not None else PYPROJECT
    try:
        return Config.model_validate(own if own is not None else shared if shared is not None else {})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "top"
        raise UserError("B024", path=path, where=where, reason=first["msg"]) from error


def _table(file: Path, name: str) -> dict[str, Any] | None:
    """The table in a TOML file; None where there is no such file."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("B001", path=name, reason=getattr(error, "strerror", None) or str(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise UserError("B005", path=name, reason=str(error)) from error
