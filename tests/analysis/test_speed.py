"""Analysis keeps up: three hundred norms over twenty facts in under a second."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from time import process_time

from rulec.analysis.analyse import analyse

BENCH = Path(__file__).parents[2] / "bench" / "analysis.py"


def test_three_hundred_norms_take_less_than_a_second() -> None:
    spec = importlib.util.spec_from_file_location("bench_analysis", BENCH)
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    rules = bench.synthetic(300, 20)
    start = process_time()
    found = analyse(rules)
    assert process_time() - start < 1
    assert found == analyse(rules)
