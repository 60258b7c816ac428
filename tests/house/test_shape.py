"""The shape of the house: names, sizes, docstrings, nothing left open."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "compiler" / "rulec"
LONGEST = 600
_FORBIDDEN = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})
_OPEN = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")


def python_files(*folders: str) -> Iterator[Path]:
    """The Python files of the repository's own folders."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def shape_faults(path: Path) -> list[str]:
    """What is wrong with the shape of one file, by name."""
    text = path.read_text("utf-8")
    faults = [f"name {part}" for part in (*path.parts[-3:-1], path.stem) if part in _FORBIDDEN]
    if text.count("\n") > LONGEST:
        faults.append(f"{text.count(chr(10))} lines, more than {LONGEST}")
    faults.extend(f"line {number}: left open" for number, line in enumerate(text.split("\n"), 1) if _OPEN.search(line))
    return faults


def room_docstring(room: Path) -> str:
    """The docstring of a room's `__init__.py`; empty where there is none."""
    init = room / "__init__.py"
    return (ast.get_docstring(ast.parse(init.read_text("utf-8"))) or "") if init.is_file() else ""


def rooms() -> list[str]:
    """The folders below the package that hold Python files, relative to it."""
    found = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")} - {"."}
    return sorted(found)


def test_no_file_is_out_of_shape() -> None:
    files = list(python_files("compiler", "tests"))
    assert len(files) > 50
    assert {path.relative_to(ROOT).as_posix(): faults for path in files if (faults := shape_faults(path))} == {}


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_it_turns_into_what(room: str) -> None:
    assert "Turns" in room_docstring(PACKAGE / room)


@pytest.mark.parametrize("stem", ["utils", "helpers", "common"])
def test_a_forbidden_name_is_a_fault(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.py"
    path.write_text("", "utf-8")
    assert shape_faults(path) == [f"name {stem}"]


def test_length_and_open_ends_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n" * (LONGEST + 1) + "# TO" + "DO: later\n", "utf-8")
    assert shape_faults(path) == [f"{LONGEST + 2} lines, more than {LONGEST}", f"line {LONGEST + 2}: left open"]


def test_a_room_without_words_has_none(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("x = 1\n", "utf-8")
    assert room_docstring(tmp_path) == ""
    assert room_docstring(tmp_path / "nowhere") == ""
