"""Where the language tables lie: the one module that knows."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def grammars_dir() -> Path:
    """The folder of grammars and tables: inside the package in a wheel, at the repository's root in an editable install.

    Raises FileNotFoundError when neither is there (a broken installation, never a user's mistake).
    """
    for folder in (_PACKAGE / "grammars", _PACKAGE.parents[1] / "grammars"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no grammars folder beside {_PACKAGE}")


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    text = (grammars_dir() / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.split("\n") if line and not line.startswith("#"))


def read_table(name: str) -> list[tuple[str, ...]]:
    """Rows of the table `name` (a path below the grammars folder, such as "repair/t2s.tsv"), in file order.

    Tab-separated, UTF-8, LF; blank lines and lines beginning with `#` are left out. Cells are not trimmed.
    """
    return list(_table(name))
