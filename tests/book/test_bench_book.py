"""The bench of rule books measures what it says: different texts, everything compiled cold, nothing warm, one after one edit."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from rulec.build.workspace import discover

ROOT = Path(__file__).parents[2]
BENCH = str(ROOT / "bench")


@pytest.fixture
def bench() -> Iterator[ModuleType]:
    before = list(sys.path)
    sys.path.insert(0, BENCH)
    try:
        yield importlib.import_module("book")
    finally:
        sys.path[:] = before
        sys.modules.pop("book", None)


def test_no_two_announcements_are_the_same(bench: ModuleType, tmp_path: Path) -> None:
    found = discover(bench.synthesise(tmp_path, 60))
    texts = [version.file.read_text(encoding="utf-8") for one in found for version in one.versions]
    assert len(texts) == 60 and len(set(texts)) >= 55


def test_rows_are_measured(bench: ModuleType) -> None:
    rows = bench.rows(len([version for one in discover(ROOT) for version in one.versions]), jobs=1)
    assert len(rows) == 4 and all(seconds > 0 for _, seconds in rows)
