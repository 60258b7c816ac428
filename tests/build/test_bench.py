"""What `make bench` compares gives the same outcome: by hand, generated, and in the other engines where they are installed."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = [str(ROOT), str(ROOT / "bench")]


@pytest.fixture
def bench() -> Iterator[ModuleType]:
    """`bench/run.py`, imported as it runs: with the project and its own folder on the path."""
    before, known = list(sys.path), set(sys.modules)
    sys.path[:0] = FOLDERS
    try:
        yield importlib.import_module("run")
    finally:
        sys.path[:] = before
        for name in set(sys.modules) - known:
            if name in ("run", "by_hand", "engines", "analysis", "book", "provisions") or name.partition(".")[0] == "generated":
                del sys.modules[name]


def test_the_functions_written_by_hand_say_what_the_generated_modules_say(bench: ModuleType) -> None:
    for case in bench.CASES:
        bench.agree(case, importlib.import_module(case.module))


def test_the_other_engines_reckon_alike(bench: ModuleType) -> None:
    engines = bench.engines()
    if not engines:
        pytest.skip("no other engine is installed (pip install -e '.[bench]')")
    for decide in engines.values():
        for case in (case for case in bench.CASES if case.by_hand is bench.trading_fund_safety):
            outcomes = {one.action: one.figure for one in case.by_hand(bench.Facts(**case.facts))[0]}
            assert decide(case.facts) == (outcomes["deduct_points"], outcomes["pay_penalty"])
        assert decide({}) is None
