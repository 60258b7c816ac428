"""How fast the compiler and what it writes are: `make bench`. Prints times and ratios; takes well under two minutes.

Times are the best of several rounds, since everything that disturbs a round only makes it longer.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path
from statistics import geometric_mean
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from by_hand import CASES, Case, Facts, trading_fund_safety  # noqa: E402
from engines import engines  # noqa: E402

ROUNDS = 5
DECISIONS = 20_000
FILES = {
    "001 (clean)": "corpus/kuaishou/trading-fund-safety/2023-11-03.txt",
    "001 (damaged)": "corpus/kuaishou/trading-fund-safety-damaged/2023-11-03.txt",
    "004": "corpus/kuaishou/violation-management/2023-10-07.txt",
}
IN_A_PROCESS = """
import resource, sys
sys.argv = ["rulec", *sys.argv[1:]]
from rulec.cli import main
try:
    main()
except SystemExit:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
sys.stderr.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
"""


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor seconds of the fastest round, without garbage collection in between."""
    found = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
        gc.enable()
    return min(found)


def each(*works: Callable[[], object], number: int = DECISIONS) -> list[float]:
    """Microseconds of one call of each; they take turns, so that a slow moment of the machine hits all."""

    def many(work: Callable[[], object]) -> None:
        for _ in range(number):
            work()

    rounds = [[best(lambda w=work: many(w), 1) for work in works] for _ in range(ROUNDS)]
    return [min(times) / number * 1_000_000 for times in zip(*rounds, strict=True)]


def decisions() -> None:
    """The generated modules against functions written by hand, case by case; both must say the same."""
    say("decide: the generated module against a function written by hand (µs; ids, sums, grounds, missing facts)")
    ratios = []
    for case in CASES:
        module = import_module(case.module)
        agree(case, module)
        facts, by_hand = module.Facts(**case.facts), Facts(**case.facts)
        generated, hand = each(
            lambda m=module, f=facts, v=case.violation: m.decide(f, violation=v, assume_in_force=True).measures,
            lambda c=case, f=by_hand: c.by_hand(f),
        )
        ratios.append(generated / hand)
        row(f"{case.by_hand.__name__} {words(case.facts)}", f"{generated:8.2f}", f"{hand:8.2f}", f"{generated / hand:5.2f} ×")
    row("geometric mean", "", "", f"{geometric_mean(ratios):5.2f} ×")


def agree(case: Case, module: ModuleType) -> None:
    """Stops the run where the two do not give the same ids and sums."""
    decision = module.decide(module.Facts(**case.facts), violation=case.violation, assume_in_force=True)
    got = [(one.id, one.to_json()["action"], figure(one.to_json())) for one in decision.measures]
    wanted = [(one.id, one.action, one.figure) for one in case.by_hand(Facts(**case.facts))[0]]
    if [(g[0], g[1]) for g in got] != [(w[0], w[1]) for w in wanted] or any(g[2] != w[2] for g, w in zip(got, wanted, strict=True) if g[2]):
        sys.exit(f"{case.module}: {got}, by hand {wanted}")


def figure(measure: Mapping[str, Any]) -> int | None:
    """A fixed sum in fen, or points; None for anything else."""
    amount = measure["amount"]
    if not amount or amount["type"] != "fixed":
        return None
    whole, _, part = amount["value"].partition(".")
    return int(whole + part.ljust(2, "0")) if amount["unit"] == "CNY" else int(whole)


def side_by_side() -> None:
    """One rule in every engine that is installed."""
    say("the same decision in other engines (µs; points and penalty only, no grounds, nothing on missing facts)")
    module = import_module(CASES[0].module)
    cases = [case for case in CASES if case.by_hand is trading_fund_safety]
    ready = [module.Facts(**case.facts) for case in cases]
    found = engines()
    for name, decide in found.items():
        for case in cases:
            outcomes = {one.action: one.figure for one in case.by_hand(Facts(**case.facts))[0]}
            wanted = outcomes["deduct_points"], outcomes["pay_penalty"]
            if decide(case.facts) != wanted:
                sys.exit(f"{name}: {decide(case.facts)}, wanted {wanted}")
    own, *others = each(
        lambda: [module.decide(facts, assume_in_force=True).measures for facts in ready],
        *(lambda d=decide: [d(case.facts) for case in cases] for decide in found.values()),
        number=DECISIONS // 50,
    )
    for name, took in (("rulec, generated module", own), *zip(found, others, strict=True)):
        row(name, f"{took / len(cases):8.2f}", "", f"{took / own:5.2f} ×")
    if len(found) < 3:
        say("(not all are installed: pip install -e '.[bench]')")


def cold_starts() -> None:
    """Whole processes."""
    say("cold start, whole process: from the command line to the JSON written out (elapsed; processor; memory at its peak)")
    for name, file in FILES.items():
        took, busy, peak = process("-c", IN_A_PROCESS, "inspect", file, "--format", "json")
        row(f"rulec inspect {name}", f"{took:8.0f} ms", f"{busy:8.0f} ms", f"{peak:5.0f} MB")


def process(*arguments: str) -> tuple[float, float, float]:
    """Milliseconds of the fastest of three runs, those of its processor, and its peak memory in MB."""
    found = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True, text=True)
        took = (time.perf_counter() - start) * 1000
        busy, peak = done.stderr.splitlines()[-1].split()
        found.append((took, float(busy) * 1000, int(peak) / 1024))
    return min(found)


GRAMMAR_LOAD = """
import time
start = time.process_time()
from rulec.parsing import parsers
loaded = (parsers.island_parser(), parsers.clause_parser(), parsers.outline_parser())
print((time.process_time() - start) * 1000)
"""
NO_LARK = "import sys; assert 'lark' not in sys.modules, 'stale tables: make lexicon'"


def grammar_load() -> None:
    """The grammars in a new process, their modules imported with them."""
    runs = [
        float(subprocess.run([sys.executable, "-c", GRAMMAR_LOAD + NO_LARK], cwd=ROOT, capture_output=True, check=True, text=True).stdout)
        for _ in range(ROUNDS)
    ]
    row("grammars loaded, cold, imports included", f"{min(runs):8.1f} ms", "", "")


def compiling() -> None:
    """Text through the parser and the whole compiler, against jieba itself cutting the same text into words; in turns."""
    from provisions import announcement

    from rulec.build.pipeline import compile_announcement
    from rulec.ingest import ingest
    from rulec.lexicon.segmenter import jieba_itself
    from rulec.parsing.text_to_ast import parse

    say("compiling, against jieba cutting the same text (text to syntax; the whole compiler; each as a multiple of jieba's time)")
    grammar_load()
    jieba = jieba_itself()
    texts = {name: ((ROOT / file).read_bytes(), ROUNDS) for name, file in FILES.items()}
    texts |= {f"{count} provisions": (announcement(count).encode(), rounds) for count, rounds in ((1_000, 3), (10_000, 1))}
    compile_announcement(announcement(10).encode(), "a.txt")
    for name, (data, rounds) in texts.items():
        ingested = ingest(data, "a.txt")
        normal = ingested.normal.text
        works = (
            lambda text=normal: list(jieba.cut(text, HMM=False)),
            lambda given=ingested: parse(given),
            lambda given=data: compile_announcement(given, "a.txt"),
        )
        found = zip(*[[best(work, 1) for work in works] for _ in range(rounds)], strict=True)
        cutting, parsing, whole = (min(times) for times in found)
        each_character = f"{whole / len(normal) * 1_000_000:6.1f} µs each"
        label = f"{name}: {len(normal)} characters in {whole * 1000:.0f} ms, {each_character}"
        row(label, f"{parsing / cutting:8.1f} ×", f"{whole / cutting:8.1f} ×", "")


def growth() -> None:
    """Analysis, comparison, replay and rule books against their size."""
    from provisions import announcement

    import analysis
    import book
    from rulec.build.diffing import diff_compilations
    from rulec.build.pipeline import compile_announcement
    from rulec.diff import DiffOptions

    say("analysis of a rule set (20 facts), without replaying its cases")
    for one in analysis.rows():
        row(f"{one.norms} norms, {one.findings} findings", f"{one.seconds * 1000:8.0f} ms", "", f"{one.seconds / one.norms * 1e6:6.0f} µs")
    say("comparison of two versions of which every fiftieth article has another figure, without compiling them (a norm in the last column)")
    for count in (100, 300, 1_000, 3_000):
        old = announcement(count)
        new = "\n".join(line.replace("元", "0元", 1) if number % 50 == 0 else line for number, line in enumerate(old.split("\n")))
        sides = compile_announcement(old.encode(), "old.txt"), compile_announcement(new.encode(), "new.txt")
        took = best(lambda sides=sides: diff_compilations(*sides, options=DiffOptions(replay=False)), 1 if count > 500 else 3)
        norms = len(sides[0].rule_set.norms)
        row(f"{norms} norms", f"{took * 1000:8.0f} ms", "", f"{took / norms * 1e6:6.0f} µs")
    say("replay of events through an account (generated module)")
    module = import_module("generated.douyin.violation_points.undated")
    runtime = import_module("generated._runtime")
    start = datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=8)))
    for count in (1_000, 10_000):
        events = [runtime.Event(start + timedelta(minutes=30 * n), "1") for n in range(count)]
        took = best(lambda events=events: module.replay(events), 1)
        row(f"{count} events", f"{took * 1000:8.0f} ms", f"{count / took:8.0f} /s", f"{took / count * 1e6:6.1f} µs")
    say("a rule book (compiling, linking, printing, writing; then one decision)")
    for what, took in book.rows():
        row(what, f"{took:8.3f} s", "", "")


def words(facts: Mapping[str, Any]) -> str:
    """Facts in one short line."""
    return json.dumps(facts, ensure_ascii=False).strip("{}").replace('"', "")


def say(text: str) -> None:
    """A heading."""
    print(f"\n{text}")


def row(name: str, first: str, second: str, ratio: str) -> None:
    """One line of figures."""
    wide = sum(2 if ord(char) > 0x2E7F else 1 for char in name)
    print(f"  {name}{' ' * max(1, 78 - wide)}{first:>12}{second:>12}{ratio:>10}", flush=True)


def main() -> None:
    """Everything, in order."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors; best of {ROUNDS} rounds")
    start = time.perf_counter()
    decisions()
    side_by_side()
    cold_starts()
    compiling()
    growth()
    print(f"\n{time.perf_counter() - start:.0f} s in all")


if __name__ == "__main__":
    main()
