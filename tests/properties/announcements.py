"""The announcements that properties are tried on: real ones beside the checkout (where they are), and the project's own corpus."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rulec.build.contract import inspect_json
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.model import Measure, RuleSet
from rulec.report.ir_to_json import ir_to_json
from rulec.source import NormalText, Span

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
SEEDS = ("000", "001", "002", "003", "004")
PLATFORM = ("P04", "P17", "P26", "P28-old", "P28-new", "P37")
OWN = tuple(sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*/*.txt")))
ALL = (*(f"seed/{number}" for number in SEEDS), *(f"platform/{name}" for name in PLATFORM), *(f"corpus/{name}" for name in OWN))
Json = dict[str, Any]


def place_of(name: str) -> Path:
    """The file of `seed/001`, `platform/P04` or `corpus/…`; skips the test where the folder beside the checkout is absent."""
    kind, rest = name.split("/", 1)
    if kind == "corpus":
        return CORPUS / rest
    folder = SHARED / "seeds" if kind == "seed" else SHARED / "corpus" / "platform"
    found = sorted(folder.glob(f"{rest}_*.txt" if kind == "seed" else f"{rest}.txt")) if folder.is_dir() else []
    if not found:
        pytest.skip(f"not beside the checkout: {folder.parent.name}/{folder.name}/{rest}")
    return found[0]


@cache
def compiled(path: Path) -> Compilation:
    return compile_announcement(path.read_bytes(), path.name)


def announcement(name: str) -> Compilation:
    """The compiled announcement called `name`."""
    return compiled(place_of(name))


def recompiled(raw: str) -> Compilation:
    """A changed text, compiled under a fixed name."""
    return compile_announcement(raw.encode("utf-8"), "changed.txt")


def inspected(found: Compilation) -> Json:
    return inspect_json(found)


def reads_as(normal: NormalText, span: Span, words: str) -> bool:
    """Whether the raw `span`, repaired, is `words`; a repair that shares one raw block may stick out at either end."""
    start, end = normal.normal_span(span)
    if start >= end:
        return False
    low, high = start, end
    while low < end and normal.starts[low] == normal.starts[start]:
        low += 1
    while high > start and normal.ends[high - 1] == normal.ends[end - 1]:
        high -= 1
    starts, ends = range(start, max(low, start + 1)), range(end, min(high, end - 1), -1)
    want = "".join(words.split())
    return any("".join(normal.text[a:b].split()) == want for a in starts for b in ends)


def words_at(found: Compilation, span: Span) -> str:
    """The repaired words at a raw span."""
    return found.ingested.normal.text[slice(*found.ingested.normal.normal_span(span))]


def measures_within(measures: tuple[Measure, ...]) -> list[Measure]:
    """The measures and those nested in them (`to`)."""
    found: list[Measure] = []
    for measure in measures:
        found.append(measure)
        if isinstance(measure.to, tuple):
            found.extend(measures_within(measure.to))
    return found


_PLACES = frozenset({"span", "spans", "related", "concurrency_span"})


def bare(value: Any, *dropped: str) -> Any:
    """JSON without its places (`span`, `spans`) and the keys `dropped`; a list of unclaimed spans becomes its length."""
    if isinstance(value, dict):
        return {
            key: (len(item) if key == "unclaimed" else bare(item, *dropped))
            for key, item in value.items()
            if key not in _PLACES and key not in dropped
        }
    if isinstance(value, list):
        return [bare(item, *dropped) for item in value]
    return value


def meaning(rule_set: RuleSet) -> Json:
    """What the rule set says, without places and without the words it was said in: for texts that say the same differently."""
    out = ir_to_json(rule_set)
    assert isinstance(out, dict)
    told = bare(out, "text")
    assert isinstance(told, dict)
    return {key: told[key] for key in ("document", "violations", "facts", "norms", "accounts", "definitions")}
