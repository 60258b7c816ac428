"""corpus/cases/analysis: exactly the findings listed, each with the facts that a person worked out, each shown by both engines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from rulec.build.pipeline import compile_announcement
from rulec.build.witnesses import Shown, shown

FOLDER = Path(__file__).parents[2] / "corpus/cases/analysis"
FENCE = re.compile(r"^```([a-z]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CASES = sorted(path for path in FOLDER.glob("*.md") if path.stem != "README")


def found_in(text: str) -> tuple[Shown, ...]:
    return shown(compile_announcement(text.encode(), "a.txt"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_case_has_exactly_its_findings(case: Path) -> None:
    fences = dict(FENCE.findall(case.read_text(encoding="utf-8")))
    expected: list[dict[str, Any]] = json.loads(fences["findings"])
    found = found_in(fences["text"])
    assert [one.finding.code for one in found] == [row["code"] for row in expected]
    for one, row in zip(found, expected, strict=True):
        witness = one.finding.witness
        assert witness is not None and one.finding.proof == "exact" and one.decisions
        assert {label: witness.facts.get(label) for label in row.get("facts", {})} == row.get("facts", {})
        assert witness.as_of == row.get("as_of")


def test_there_are_cases_of_findings_and_of_none() -> None:
    empty = [case for case in CASES if "```findings\n[]" in case.read_text(encoding="utf-8")]
    assert len(CASES) >= 16 and len(empty) >= 5
