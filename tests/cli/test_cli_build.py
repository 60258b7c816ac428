"""`rulec build` and `rulec test` over a small project: what is written deploys by itself, drift is named, scenarios judge both ways."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_compilation import TEXT, sample

from rulec.backends.python import emit_module
from rulec.build import pipeline
from rulec.build.pipeline import Compilation
from rulec.cli import run
from rulec.ir.model import RuleSet

Run = Callable[..., tuple[int, str, str]]

SCENARIOS = """
- id: minor
  facts: {情节: 轻微, 店铺体验分: 3.5}
  expect:
    verdict: applies
    measures: [{action: deduct_points, targets: [商家], amount: {type: fixed, value: 2, unit: point}}]
    assumed: [违规次数]
    not: [fine]
- id: at the cap
  facts: {情节: 严重, 店铺体验分: 3.49, 近90天虚增成交次数: 2, 近30天虚增成交额: 600000}
  expect: {verdict: applies, measures: [{action: pay_penalty, amount: {value: 50000}}]}
- id: not understood
  facts: {情节: 轻微, 店铺体验分: 3.49, 近90天虚增成交次数: 3}
  expect: {verdict: not_expressible}
- id: not yet
  as_of: 2024-03-07
  as_if_in_force: false
  expect: {verdict: not_in_force, force: not_yet}
"""


@pytest.fixture
def rulec(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command line in a project with one rule; gives exit status, output, errors."""

    def compile_sample(data: bytes, path: str) -> Compilation:
        return sample(path)

    monkeypatch.setattr(pipeline, "compile_announcement", compile_sample)
    rule = tmp_path / "corpus" / "shop" / "fake-sales"
    rule.mkdir(parents=True)
    (rule / "2024-03-08.txt").write_text(TEXT, encoding="utf-8")
    (rule / "scenarios.yaml").write_text(SCENARIOS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_build_then_check(rulec: Run, tmp_path: Path) -> None:
    assert rulec("build", "--check", "--fail-on", "never")[0] == 1
    status, out, _ = rulec("build", "--fail-on", "never")
    assert status == 0 and "shop/fake-sales" in out and "2024-03-08" in out
    first = {p: p.read_bytes() for p in sorted((tmp_path / "generated").rglob("*")) if p.is_file()}
    assert rulec("build", "--check", "--fail-on", "never")[0] == 0
    assert rulec("build", "--fail-on", "never")[0] == 0
    assert first == {p: p.read_bytes() for p in sorted((tmp_path / "generated").rglob("*")) if p.is_file()}
    manifest = json.loads((tmp_path / "generated" / "MANIFEST.json").read_text(encoding="utf-8"))
    module = next(row for row in manifest["files"] if row["path"] == "shop/fake_sales/v2024_03_08.py")
    assert module["source"]["path"] == "corpus/shop/fake-sales/2024-03-08.txt"
    assert str(tmp_path) not in json.dumps(manifest)


def test_findings_gate_the_build(rulec: Run) -> None:
    assert rulec("build")[0] == 1, "the sample has one finding that weighs as an error"
    assert rulec("build", "--fail-on", "never")[0] == 0


def test_drift_is_named_with_the_command_that_mends_it(rulec: Run, tmp_path: Path) -> None:
    rulec("build", "--fail-on", "never")
    module = tmp_path / "generated" / "shop" / "fake_sales" / "v2024_03_08.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n# by hand\n", encoding="utf-8")
    (tmp_path / "generated" / "shop" / "stray.py").write_text("", encoding="utf-8")
    (tmp_path / "generated" / "_runtime" / "money.py").unlink()
    status, out, _ = rulec("build", "--check", "--fail-on", "never", "--lang", "en")
    assert status == 1
    for words in (
        "stale: generated/shop/fake_sales/v2024_03_08.py",
        "unlisted: generated/shop/stray.py",
        "missing: generated/_runtime/money.py",
    ):
        assert words in out
    assert "rulec build" in out
    assert rulec("build", "--fail-on", "never")[0] == 0
    assert rulec("build", "--check", "--fail-on", "never")[1].count("stray.py") == 2, "what rulec did not write it does not remove"


def test_two_versions_of_one_day_are_refused(rulec: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus/shop/fake-sales/undated.txt").write_text(TEXT, encoding="utf-8")
    status, _, err = rulec("build")
    assert status == 2 and "B018" in err


def test_an_empty_project(rulec: Run, tmp_path: Path) -> None:
    assert rulec("build", "--root", str(tmp_path / "none"))[0] == 2
    (tmp_path / "empty/corpus").mkdir(parents=True)
    status, _, err = rulec("build", "--root", str(tmp_path / "empty"))
    assert status == 2 and "B019" in err


def test_the_generated_folder_deploys_by_itself(rulec: Run, tmp_path: Path) -> None:
    rulec("build", "--fail-on", "never")
    program = (
        "import sys, datetime; import generated.shop.fake_sales as rule\n"
        "module = rule.in_force(datetime.date(2024, 4, 1)); facts, _ = module.read({'情节': '轻微', '店铺体验分': '3.5'})\n"
        "assert rule.in_force(datetime.date(2024, 3, 7)) is None\n"
        "print(module.decide(facts).verdict, 'rulec' in sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, '.')\n{program}"], cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.stdout.split() == ["applies", "False"], ran.stderr


def test_scenarios_hold_in_the_interpreter_and_the_module(rulec: Run) -> None:
    status, out, _ = rulec("test", "-v")
    assert status == 0, out
    assert "4 of 4 scenarios hold" in out and "ok shop/fake-sales 2024-03-08 minor" in out


def test_a_scenario_that_does_not_hold_says_how(rulec: Run, tmp_path: Path) -> None:
    file = tmp_path / "corpus/shop/fake-sales/scenarios.yaml"
    wrong = SCENARIOS.replace("value: 2, unit", "value: 3, unit").replace("{情节: 严重", "{情况: 严重")
    file.write_text(wrong, encoding="utf-8")
    status, out, _ = rulec("test")
    assert status == 1
    assert "FAIL shop/fake-sales 2024-03-08 minor" in out and "measures: missing" in out and "S001" in out and "2 do not" in out
    assert file.read_text(encoding="utf-8") == wrong, "no command rewrites what a person expects"


def test_a_module_that_disagrees_with_the_interpreter_is_found(rulec: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def forged(rule_set: RuleSet, *, source_path: str, sha256: str, compiler_version: str) -> str:
        honest = emit_module(rule_set, source_path=source_path, sha256=sha256, compiler_version=compiler_version)
        return honest.replace('Fixed("2", "point"', 'Fixed("7", "point"')

    monkeypatch.setattr("rulec.build.emit.emit_module", forged)
    status, out, _ = rulec("test")
    assert status == 1 and "generated module disagrees on measures" in out


def test_coverage_names_what_no_scenario_reaches(rulec: Run) -> None:
    status, out, _ = rulec("test", "--coverage")
    assert status == 0
    assert "2 of 3 norms reached, 0 of 2 thresholds tried on all sides" in out
    assert "n3 三 is never true" in out
    assert "店铺体验分 3.5 (n3): no scenario one step above" in out
    assert "近90天虚增成交次数 3 (n3): no scenario one step above" in out


def test_one_rule_can_be_chosen(rulec: Run) -> None:
    assert rulec("test", "corpus/shop")[0] == 0
    assert rulec("test", "corpus/shop/fake-sales/scenarios.yaml")[0] == 0
    assert rulec("test", "corpus/other")[0] == 2


def test_a_malformed_scenario_file_is_status_2(rulec: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus/shop/fake-sales/scenarios.yaml").write_text("- {id: a}", encoding="utf-8")
    status, _, err = rulec("test")
    assert status == 2 and "B010" in err and "corpus/shop/fake-sales/scenarios.yaml" in err
