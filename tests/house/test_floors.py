"""Doors open downward only, and each foreign library lives in its room: the package holds to the plan, and the plan bites."""

from pathlib import Path

import pytest
from floors import FLOORS, FOREIGN, doors, room_of, wrong_doors

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "compiler" / "rulec"


def planted(folder: Path, file: str, text: str) -> list[str]:
    """What is wrong in a house that holds only this file."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return wrong_doors(folder)


def test_the_package_opens_no_wrong_door() -> None:
    assert wrong_doors(PACKAGE) == []


def test_the_reader_sees_the_doors_that_are_known_to_be_there() -> None:
    seen = {(door.file, door.module) for door in doors(PACKAGE)}
    assert ("build/pipeline.py", "rulec.ingest") in seen
    assert ("parsing/grammars.py", "lark") in seen
    assert ("diagnostics/model.py", "rulec.source") in seen


def test_every_room_of_the_package_is_on_a_floor() -> None:
    rooms = {room_of(path.relative_to(PACKAGE).parts[:-1]) for path in PACKAGE.rglob("*.py")} - {"backends"}
    assert rooms <= set(FLOORS), rooms - set(FLOORS)


@pytest.mark.parametrize(
    ("file", "text", "part"),
    [
        ("ingest/a.py", "from rulec.ir.model import Norm\n", "ingest (floor 1) may not open a door to ir (floor 4)"),
        ("ingest/a.py", "import rulec.build.pipeline\n", "may not open a door to build"),
        ("ingest/a.py", "from rulec import parsing\n", "may not open a door to parsing"),
        ("ingest/a.py", "from ..parsing import islands\n", "may not open a door to parsing"),
        ("ingest/a.py", "from .. import parsing\n", "may not open a door to parsing"),
        ("ingest/deep/a.py", "from ...ir import model\n", "may not open a door to ir"),
        ("semantics/a.py", "def late():\n    from rulec.report import words\n", "may not open a door to report"),
        ("semantics/a.py", "def late():\n    return __import__('rulec.report')\n", "may not open a door to report"),
        ("parsing/a.py", "import importlib\nimportlib.import_module('rulec.cli')\n", "may not open a door to cli"),
        ("parsing/a.py", "if TYPE_CHECKING:\n    from rulec.ir.model import Norm\n", "may not open a door to ir"),
        ("lexicon/a.py", "from rulec.ingest import ingest\n", "lexicon (floor 1) may not open a door to ingest (floor 1)"),
        ("backends/python/a.py", "from rulec.backends.sql import emit\n", "may not open a door to backends.sql"),
        ("backends/python/a.py", "from rulec.report import words\n", "may not open a door to report"),
        ("source/a.py", "from rulec.diagnostics import Diagnostic\n", "source (floor 0) may not open a door to diagnostics"),
        ("runtime/a.py", "from rulec.source import Span\n", "runtime imports nothing of the compiler"),
        ("ir/a.py", "from rulec import __version__\n", "may not open a door to rulec"),
        ("cellar/a.py", "import re\n", "the room cellar is on no floor"),
        ("ir/a.py", "import rulec.cellar.wine\n", "the room cellar is on no floor"),
        ("ir/a.py", "import lark\n", "lark lives only in parsing"),
        ("ir/a.py", "from lark.exceptions import LarkError\n", "lark lives only in parsing"),
        ("cli/a.py", "def late():\n    import jieba.posseg\n", "jieba lives only in lexicon"),
        ("ir/a.py", "import yaml\n", "yaml lives only in build, cli"),
        ("diagnostics/a.py", "import rich.console\n", "rich lives only in cli"),
        ("runtime/a.py", "import pydantic\n", "pydantic lives only in build, cli"),
        ("build/a.py", "import requests\n", "the library requests belongs to no room"),
    ],
)
def test_a_planted_wrong_door_is_reported(tmp_path: Path, file: str, text: str, part: str) -> None:
    found = planted(tmp_path, file, text)
    assert len(found) == 1, found
    assert found[0].startswith(f"{file}:")
    assert part in found[0]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("ir/a.py", "from rulec.source import Span\nfrom .model import Norm\nfrom ..syntax import clauses\nimport re, decimal\n"),
        ("parsing/a.py", "import lark\nfrom lark.lexer import Lexer\n"),
        ("diagnostics/a.py", "from rulec.source import Span\n"),
        ("runtime/a.py", "from .money import plain\nfrom rulec.runtime import facts\n"),
        ("build/a.py", "import yaml, pydantic\nfrom rulec.backends.python import emit\nfrom rulec.backends import python\n"),
        ("__main__.py", "from rulec.cli import main\n"),
    ],
)
def test_a_door_downward_is_no_finding(tmp_path: Path, file: str, text: str) -> None:
    assert planted(tmp_path, file, text) == []


def test_every_room_of_the_library_table_exists_on_the_plan() -> None:
    assert {room for rooms in FOREIGN.values() for room in rooms} <= set(FLOORS)
