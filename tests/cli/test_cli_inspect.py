"""`rulec inspect`, `check`, `schema`: the contract's JSON holds to the published schema, and bad input never ends in a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sample_compilation import TEXT, at, sample

from rulec.build import pipeline
from rulec.build.contract import coverage, coverage_percent, inspect_json
from rulec.build.pipeline import Compilation
from rulec.build.schemas import decision_schema, facts_schema, inspect_schema, scenarios_schema
from rulec.cli import run
from rulec.diagnostics import UserError

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def rulec(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line over the sample; gives exit status, output, errors."""

    def compile_sample(data: bytes, path: str) -> Compilation:
        return sample(path)

    monkeypatch.setattr(pipeline, "compile_announcement", compile_sample)

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def file(tmp_path: Path) -> str:
    place = tmp_path / "a.txt"
    place.write_text(TEXT, encoding="utf-8")
    return str(place)


def test_inspect_has_the_contracts_shape(rulec: Run, file: str) -> None:
    status, out, _ = rulec("inspect", file, "--format", "json")
    found: dict[str, Any] = json.loads(out)
    assert status == 0
    assert list(found)[:3] == ["schema", "source", "document"]
    assert found["source"]["chars"] == len(TEXT)
    assert found["document"]["bounds"] == {"以上": "included", "stated": False}
    assert found["examples"][0]["given"] == {"情节": "轻微"}
    amount = found["norms"][1]["measures"][0]["amount"]
    assert (amount["type"], amount["low"], amount["cap"]) == ("share", "0.1", "50000")
    assert found["norms"][2]["condition"]["args"][1]["value"] == "3.5"
    assert found["norms"][2]["condition"]["args"][0]["window"]["length"] == "90"
    assert found["norms"][0]["measures"][0]["from"] is None
    assert found["norms"][2]["unclaimed"] == [list(at("另行处理"))]
    assert found["ledger"][0]["class"] == "furniture"
    diagnostic = found["diagnostics"][0]
    assert (diagnostic["code"], diagnostic["understood"], diagnostic["span"]) == ("S002", False, list(at("另行处理")))
    assert "另行处理" in diagnostic["message"] and diagnostic["help"]


def test_inspect_holds_to_its_schema_and_is_deterministic(rulec: Run, file: str) -> None:
    first, second = rulec("inspect", file, "--format", "json")[1], rulec("inspect", file, "--format", "json")[1]
    assert first == second
    schema = inspect_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(first))


def test_the_schema_refuses_what_the_contract_forbids() -> None:
    validator = jsonschema.Draft202012Validator(inspect_schema())
    for path, bad in ((("norms", 1, "measures", 0, "amount", "low"), "0.10"), (("norms", 0, "kind"), "fine"), (("ledger", 0, "span"), [0])):
        body: Any = inspect_json(sample())
        place = body
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = bad
        assert not validator.is_valid(body), path


def test_facts_schema_names_facts_by_label_and_ascii_name(rulec: Run, file: str) -> None:
    status, out, _ = rulec("schema", "facts", file)
    schema = json.loads(out)
    assert status == 0 and schema == facts_schema(sample().rule_set)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"情节": "轻微", "inflated_sales_30d": "200000.55", "近90天虚增成交次数": 3, "店铺体验分": None})
    assert not validator.is_valid({"情节": "一般"})
    assert not validator.is_valid({"近90天虚增成交次数": -1})
    assert not validator.is_valid({"不存在": 1})
    assert schema["$defs"]["inflated_sales_30d"]["x-unit"] == "CNY"


@pytest.mark.parametrize("what", ["inspect", "decision", "scenarios"])
def test_published_schemas_are_schemas(rulec: Run, what: str) -> None:
    status, out, _ = rulec("schema", what)
    assert status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))
    assert json.loads(out) in (inspect_schema(), decision_schema(), scenarios_schema())


def test_the_tree_says_what_was_understood(rulec: Run, file: str) -> None:
    status, out, _ = rulec("inspect", file)
    assert status == 0
    for words in ("《虚增成交处理规则》", "情节轻微", "10%", "最低 1000 元", "不低于 3 次", "未完全理解", "S002"):
        assert words in out, words


def test_check_gates_on_the_weight_asked_for(rulec: Run, file: str) -> None:
    assert rulec("check", file)[0] == 1
    assert rulec("check", file, "--fail-on", "never")[0] == 0
    status, out, _ = rulec("check", file, "--summary")
    assert status == 1 and out.count("\n") == 2 and out.splitlines()[1].startswith(file)
    assert "^^^^^^^^" in rulec("check", file)[1]


def test_coverage_counts_what_is_not_understood() -> None:
    understood, counted = coverage(sample())
    lines = TEXT.splitlines(keepends=True)
    assert counted == sum(len(line) for line in lines[1:6]) - len("\n")
    assert counted - understood == len(lines[5]) - len("三、\n")
    assert coverage_percent(999_999, 1_000_000) == "99.9"
    assert coverage_percent(0, 0) == "100.0"


def test_a_file_that_is_not_there(rulec: Run, tmp_path: Path) -> None:
    status, out, err = rulec("inspect", str(tmp_path / "none.txt"))
    assert (status, out) == (2, "")
    assert "B001" in err and "none.txt" in err and "Traceback" not in err
    assert rulec("inspect", str(tmp_path))[0] == 2
    assert rulec("inspect", "a\0b")[0] == 2


def test_wrong_use_is_status_2(rulec: Run, file: str) -> None:
    assert rulec("inspect", file, "--format", "xml")[0] == 2
    assert rulec("nonsense")[0] == 2
    assert rulec("schema", "facts")[0] == 2
    assert rulec("explain", "Z999")[0] == 2


def test_a_defect_is_named_as_one(rulec: Run, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, path: str) -> Compilation:
        raise KeyError("x")

    monkeypatch.setattr(pipeline, "compile_announcement", broken)
    status, _, err = rulec("inspect", file)
    assert status == 3 and "B900" in err and "Traceback" not in err
    status, _, err = rulec("inspect", file, "--debug")
    assert status == 3 and "Traceback" in err


def test_a_user_error_of_any_pass_is_reported(rulec: Run, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes, path: str) -> Compilation:
        raise UserError("B001", path=path, reason="no text")

    monkeypatch.setattr(pipeline, "compile_announcement", refuse)
    status, _, err = rulec("check", file)
    assert status == 2 and "B001" in err and "no text" in err


def test_explain_lists_and_explains(rulec: Run) -> None:
    assert "B001" in rulec("explain")[1]
    status, out, _ = rulec("explain", "b001")
    assert status == 0 and "cannot read" in out and "无法读取" in out


def test_version_and_help(rulec: Run) -> None:
    assert rulec("--version")[1].startswith("rulec ")
    assert rulec("--help")[0] == 0
