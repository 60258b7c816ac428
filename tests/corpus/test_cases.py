"""corpus/cases: one idea a case; its syntax and findings are as stored, and it decides what a person wrote, both ways."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from case_files import Case, blessed, cases, compiled, diagnostics, read_case, scenarios, tree

from rulec.backends.python import emit_module, runtime_files
from rulec.build.generated_modules import imported
from rulec.build.manifest import Output
from rulec.build.scenario_match import differences, timeline_differences
from rulec.build.scenario_model import Scenario
from rulec.build.scenarios import disagreements, interpreter_decision, interpreter_timeline, module_decision, module_timeline

ALL = cases()
ROWS = [(case, scenario) for case in ALL for scenario in scenarios(case)]


def module_path(case: Case) -> str:
    return f"{case.file.parent.name.replace('-', '_')}/{case.file.stem.replace('-', '_')}/undated.py"


@pytest.fixture(scope="module")
def modules() -> Iterator[Callable[[Case], ModuleType]]:
    """A case → its generated module."""
    outputs = [Output(f"_runtime/{name}", text) for name, text in runtime_files().items()]
    for case in dict.fromkeys(case.file for case, _ in ROWS):
        text = emit_module(compiled(case).rule_set, source_path="case.txt", sha256="0" * 64, compiler_version="0")
        outputs.append(Output(module_path(read_case(case)), text))
    with imported(outputs) as load:
        yield lambda case: load(module_path(case))


def _id(value: object) -> str:
    return value.name if isinstance(value, Case) else value.id if isinstance(value, Scenario) else str(value)


@pytest.mark.parametrize("case", ALL, ids=_id)
def test_the_tree_and_the_findings_are_as_stored(case: Case) -> None:
    assert tree(case) == case.fences.get("ast"), "if it is right: python tests/corpus/bless_cases.py"
    assert diagnostics(case) == case.fences.get("diagnostics")


@pytest.mark.parametrize(("case", "scenario"), ROWS, ids=_id)
def test_a_case_decides_what_a_person_wrote(case: Case, scenario: Scenario, modules: Callable[[Case], ModuleType]) -> None:
    rule_set = compiled(case.file).rule_set
    if scenario.events is not None:
        assert scenario.expect.timeline is not None
        interpreted, generated = interpreter_timeline(rule_set, scenario), module_timeline(modules(case), scenario)
        found = timeline_differences(scenario.expect.timeline, interpreted)
    else:
        interpreted, generated = interpreter_decision(rule_set, scenario), module_decision(modules(case), scenario)
        found = differences(scenario.expect, interpreted)
    assert not found, "\n".join(found)
    assert disagreements(interpreted, generated) == []


@pytest.mark.parametrize("case", ALL, ids=_id)
def test_a_case_says_why_in_prose_and_its_scenarios_have_names_of_their_own(case: Case) -> None:
    assert case.prose.startswith("# ") and len(case.prose.split("\n", 1)[1].strip()) >= 20
    names = [scenario.id for scenario in scenarios(case)]
    assert len(set(names)) == len(names)


def test_blessing_changes_trees_and_findings_alone(tmp_path: Path) -> None:
    for case in ALL[::20]:
        file = tmp_path / case.file.name
        words = case.file.read_text(encoding="utf-8")
        file.write_text(words.replace(case.fences["ast"], "(old)\n"), encoding="utf-8")
        assert blessed(replace(case, file=file)).replace("\n", "") == words.replace("\n", "")
