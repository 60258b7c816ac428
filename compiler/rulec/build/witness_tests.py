"""Witnesses → a file of pytest cases: each runs against the module generated from the announcement and holds while the finding stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from pprint import pformat
from types import ModuleType
from typing import Any

from rulec import __version__
from rulec.analysis.findings import Finding, Witness
from rulec.backends.python import emit_module, load_module
from rulec.build.analysis_json import Analysed, message_of
from rulec.build.pipeline import compile_announcement
from rulec.build.witnesses import answer, measure_ids

HEAD = '''"""What `rulec analyse` found: each case shows one finding and holds while the announcement has it.

Written by `rulec analyse --write-tests`; write it anew when the announcement changes.
"""

from pathlib import Path

from rulec.build.witness_tests import decided, module_of, reached

HERE = Path(__file__).parent
'''


def module_of(path: Path) -> ModuleType:
    """The module generated from an announcement, loaded. UserError where it is no text, OSError where it cannot be read."""
    compilation = compile_announcement(path.read_bytes(), path.name)
    source = compilation.ingested.source
    text = emit_module(compilation.rule_set, source_path=path.name, sha256=source.sha256, compiler_version=__version__)
    return load_module(text, f"witness_{source.sha256[:12]}")


def decided(module: ModuleType, facts: Mapping[str, object], as_of: str | None = None) -> dict[str, Any]:
    """What the module decides, as a test compares it: the verdict, each norm's outcome, the measures by id."""
    decision = answer(module, facts, as_of)
    outcomes = {row["norm"]: row["outcome"] for row in decision["trace"]}
    return {"force": decision["force"], "verdict": decision["verdict"], "norms": outcomes, "measures": sorted(measure_ids(decision))}


def reached(module: ModuleType, account: str | None, events: list[dict[str, str]]) -> list[list[str]]:
    """The thresholds of the nodes that each event reaches."""
    timeline = answer(module, {}, events=tuple(events), account=account)
    return [[node["at"] for node in entry["nodes"]] for entry in timeline["entries"]]


def source_of_tests(found: Iterable[Analysed], target: Path) -> str:
    """The source of a test file at `target` with a case for each witness of each finding. Announcements are named relative to it."""
    parts = [HEAD]
    number = 0
    for place, one in enumerate(found):
        cases = [(shown.finding, shown.decisions) for shown in one.shown if shown.finding.witness is not None]
        if not cases:
            continue
        parts.append(f"RULE_{place} = module_of(HERE / {_relative(Path(one.path), target.parent)!r})\n")
        for finding, decisions in cases:
            for case, said in zip(_cases(finding), decisions, strict=True):
                number += 1
                parts.append(_test(number, place, finding, case, said))
    return "\n".join(parts)


def _cases(finding: Finding) -> tuple[Witness, ...]:
    return () if finding.witness is None else (finding.witness, *finding.also)


def _relative(path: Path, folder: Path) -> str:
    path, folder = path.resolve(), folder.resolve()
    up = 0
    while not path.is_relative_to(folder):
        folder, up = folder.parent, up + 1
    return "/".join((*[".."] * up, *path.relative_to(folder).parts))


def _test(number: int, place: int, finding: Finding, case: Witness, said: Mapping[str, Any]) -> str:
    lines = ["", f"def test_{finding.code.lower()}_{number}() -> None:", f"    {_literal(message_of(finding, 'zh'), 4)}"]
    if case.events:
        nodes = [[node["at"] for node in entry["nodes"]] for entry in said["entries"]]
        lines.append(f"    events = {_literal([dict(event) for event in case.events], 13)}")
        lines.append(f"    assert reached(RULE_{place}, {case.account!r}, events) == {nodes!r}")
    else:
        day = "" if case.as_of is None else f", {case.as_of!r}"
        lines.append(f"    facts = {_literal(dict(case.facts), 12)}")
        lines.append(f"    said = decided(RULE_{place}, facts{day})")
        lines.append(f"    assert said['verdict'] == {said['verdict']!r}")
        if case.as_of is not None:
            lines.append(f"    assert said['force'] == {said['force']!r}")
        lines += [f"    assert said['norms'][{norm!r}] == {outcome!r}" for norm, outcome in case.claims]
        lines.append(f"    assert said['measures'] == {sorted(measure_ids(said))!r}")
    return "\n".join(lines) + "\n"


def _literal(value: object, indent: int) -> str:
    """A value as Python writes it: every word of the text stands in a literal, over several lines where it is long."""
    return pformat(value, width=120, sort_dicts=False).replace("\n", "\n" + " " * indent)
