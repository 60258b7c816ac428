"""Source files of a package → the doors they open (imports), and which of those are wrong. The table is the house's plan.

Works on any tree, so that the test can plant a wrong door and see it reported.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = "rulec"

# A room may open a door only to a lower floor, or to itself. `backends` are flats: each sub-room is one of its own.
FLOORS: dict[str, int] = {
    "source": 0, "diagnostics": 0, "runtime": 0,
    "ingest": 1, "lexicon": 1, "syntax": 1,
    "parsing": 2,
    "semantics": 3,
    "ir": 4,
    "analysis": 5,
    "diff": 6,
    "backends.python": 7, "backends.sql": 7, "report": 7, "backtest": 7,
    "build": 8,
    "cli": 9, "editor": 9,
    "": 10,
}  # fmt: skip
# Doors between rooms of one floor: (from, to). Findings have spans; that is the only one.
LEVEL_DOORS = frozenset({("diagnostics", "source")})
# The version, `rulec.__version__`, is a word and no room; these write it down.
VERSION_READERS = frozenset({"build", "cli"})
# What leaves the house with a generated module: it may know nothing of the compiler.
ALONE = frozenset({"runtime"})
# Foreign library → the rooms that may name it. A library that is in no row belongs nowhere in the package.
FOREIGN: dict[str, frozenset[str]] = {
    "lark": frozenset({"parsing"}),
    "jieba": frozenset({"lexicon"}),
    "jinja2": frozenset({"backends.python", "backends.sql", "report"}),
    "markupsafe": frozenset({"backends.python", "backends.sql", "report"}),  # what jinja2 escapes with
    "typer": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
    "pydantic": frozenset({"build", "cli"}),
    "yaml": frozenset({"build", "cli"}),
    "duckdb": frozenset({"backtest"}),
    "pyspark": frozenset({"backtest"}),
    "pygls": frozenset({"editor"}),
    "lsprotocol": frozenset({"editor"}),
}


class Door(NamedTuple):
    """`module` (dotted, as named from the package root) is imported in `file` (relative, with `/`) at `line`."""

    file: str
    line: int
    module: str


def doors(root: Path) -> list[Door]:
    """Every import in the `*.py` files below `root` (the package folder), wherever it stands in its file; relative ones resolved."""
    return [door for path in sorted(root.rglob("*.py")) for door in _of_file(path, root)]


def wrong_doors(root: Path) -> list[str]:
    """One line a door that the table does not allow, with file, line and reason."""
    found = []
    for door in doors(root):
        reason = _wrong(door)
        if reason:
            found.append(f"{door.file}:{door.line} imports {door.module}: {reason}")
    return found


def room_of(parts: tuple[str, ...]) -> str:
    """The room of a module by its name parts below the package: `("ir", "model")` → `ir`. `""` is the front door."""
    if not parts or parts[0].startswith("__"):
        return ""
    return ".".join(parts[:2]) if parts[0] == "backends" else parts[0]


def _wrong(door: Door) -> str:
    file_parts = tuple(Path(door.file).with_suffix("").parts)
    here = room_of(file_parts[:-1])
    if here and here not in FLOORS and here != "backends":
        return f"the room {here} is on no floor"
    top, *rest = door.module.split(".")
    if top != PACKAGE:
        return _wrong_foreign(here, top)
    there = room_of(tuple(rest))
    if there == here:
        return ""
    if here == "backends":
        return "the stairs of the backends lead nowhere"
    if here in ALONE:
        return f"{here} imports nothing of the compiler"
    if there not in FLOORS:
        return f"the room {there} is on no floor"
    if rest == ["__version__"] and here in VERSION_READERS:
        return ""
    if (here, there) in LEVEL_DOORS or (FLOORS[there] < FLOORS[here]):
        return ""
    return f"{here or PACKAGE} (floor {FLOORS[here]}) may not open a door to {there or PACKAGE} (floor {FLOORS[there]})"


def _wrong_foreign(here: str, library: str) -> str:
    if library in sys.stdlib_module_names or library == "_typeshed":
        return ""
    if library not in FOREIGN:
        return f"the library {library} belongs to no room"
    return "" if here in FOREIGN[library] else f"the library {library} lives only in {', '.join(sorted(FOREIGN[library]))}"


def _of_file(path: Path, root: Path) -> Iterator[Door]:
    file = path.relative_to(root)
    package = (PACKAGE, *file.parts[:-1])
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = _from_names(node, package)
        elif isinstance(node, ast.Call):
            names = _called(node)
        else:
            continue
        yield from (Door(file.as_posix(), node.lineno, name) for name in names)


def _from_names(node: ast.ImportFrom, package: tuple[str, ...]) -> list[str]:
    """The modules a `from … import` may open. `from rulec import ir` names a room, so package-level names count as modules."""
    if node.level:
        base = package[: len(package) - node.level + 1]
        module = ".".join((*base, *([node.module] if node.module else [])))
    else:
        module = node.module or ""
    if module in (PACKAGE, f"{PACKAGE}.backends"):
        return [f"{module}.{alias.name}" for alias in node.names]
    return [module]


def _called(node: ast.Call) -> list[str]:
    """`import_module("…")` and `__import__("…")` with the name written out."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in ("import_module", "__import__") or not node.args:
        return []
    first = node.args[0]
    return [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
