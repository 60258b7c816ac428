"""`rulec eval`: facts from files and words, exact figures, decisions in JSON and in words."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from sample_compilation import TEXT, sample

from rulec.build import pipeline
from rulec.build.pipeline import Compilation
from rulec.build.schemas import decision_schema
from rulec.cli import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def evaluate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `rulec eval` over the sample; gives exit status, output, errors."""

    def compile_sample(data: bytes, path: str) -> Compilation:
        return sample(path)

    monkeypatch.setattr(pipeline, "compile_announcement", compile_sample)
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(["eval", str(file), *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


SERIOUS = ("--fact", "情节=严重", "--fact", "近30天虚增成交额=333333.45", "--fact", "店铺体验分=4", "--as-of", "2024-03-09")


def test_the_decision_holds_to_the_published_schema(evaluate: Run) -> None:
    for facts in (SERIOUS, (), ("--fact", "情节=轻微"), ("--fact", "店铺体验分=3.5", "--presume", "none")):
        status, out, _ = evaluate(*facts, "--format", "json")
        assert status == 0
        jsonschema.Draft202012Validator(decision_schema()).validate(json.loads(out))


def test_figures_are_exact_to_the_fen(evaluate: Run) -> None:
    decision = json.loads(evaluate(*SERIOUS, "--format", "json")[1])
    assert decision["verdict"] == "applies"
    assert decision["measures"][0]["amount"] == {"type": "fixed", "value": "33333.35", "unit": "CNY"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("f.json", '{"情节": "严重", "inflated_sales_30d": 333333.45, "店铺体验分": 4}'),
        ("f.yaml", "情节: 严重\n近30天虚增成交额: 333333.45\n店铺体验分: 4\n"),
        ("f", '{"情节": "严重", "近30天虚增成交额": "333333.45", "shop_experience_score": "4"}'),
    ],
)
def test_facts_from_a_file_are_as_exact_as_typed_ones(evaluate: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    typed = evaluate(*SERIOUS, "--format", "json")[1]
    assert evaluate("--facts", str(tmp_path / name), "--as-of", "2024-03-09", "--format", "json")[1] == typed


def test_facts_from_standard_input(evaluate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO('{"情节": "轻微"}'.encode())))
    status, out, _ = evaluate("--facts", "-", "--unresolved", "warn")
    assert status == 0 and "扣 2 分" in out


def test_the_words_can_be_forwarded(evaluate: Run) -> None:
    status, out, _ = evaluate(*SERIOUS, "--explain")
    assert status == 0
    for words in (
        "《虚增成交处理规则》",
        "2024-03-08",
        "适用",
        "对商家",
        "33333.35 元",
        "333333.45 元 × 10%",
        "第 5 行",
        "最低1000元",
        "舍入",
    ):
        assert words in out, words
    english = evaluate(*SERIOUS, "--lang", "en")[1]
    assert "Must follow" in english and "pay a contractual penalty of 33333.35 yuan" in english


def test_what_is_missing_and_what_would_follow_is_said(evaluate: Run) -> None:
    out = evaluate("--fact", "店铺体验分=4", "--as-of", "2024-03-09")[1]
    for words in ("尚不能判定", "还需要知道", "情节", "若 情节 = 轻微", "若 情节 = 严重"):
        assert words in out, words


def test_a_norm_not_understood_is_quoted(evaluate: Run) -> None:
    out = evaluate("--fact", "情节=轻微", "--as-of", "2024-03-09")[1]
    assert "未能完全理解" in out and "另行处理" in out


def test_before_it_is_in_force(evaluate: Run) -> None:
    decision = json.loads(evaluate("--as-of", "2024-03-07", "--format", "json")[1])
    assert (decision["verdict"], decision["force"]) == ("not_in_force", "not_yet")
    assert json.loads(evaluate("--as-of", "2024-03-08T00:00:00", "--format", "json")[1])["force"] == "in_force"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fact", "情节"), "B008"),
        (("--fact", "=1"), "B008"),
        (("--fact", "没有这个=1"), "S001"),
        (("--fact", "店铺体验分=高"), "S002"),
        (("--as-of", "2024-02-30"), "B009"),
        (("--as-of", "昨天"), "B009"),
        (("--violation", "没有这个"), "S002"),
        (("--facts", "/nowhere/f.json"), "B001"),
    ],
)
def test_wrong_input_is_status_2_with_a_code(evaluate: Run, arguments: tuple[str, ...], code: str) -> None:
    status, out, err = evaluate(*arguments)
    assert (status, out) == (2, "") and code in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1]", "B007"),
        ('{"情节": "轻微", "severity": "严重"}', "B006"),
        ('{"情节": "轻微", "情节": "严重"}', "B006"),
        ('{"店铺体验分": true}', "S002"),
        ('{"近90天虚增成交次数": 1.5}', "S002"),
        ('{"店铺体验分": {"a": 1}}', "S002"),
        ("{", "B005"),
    ],
)
def test_wrong_facts_are_refused(evaluate: Run, tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "f.json").write_text(text, encoding="utf-8")
    status, _, err = evaluate("--facts", str(tmp_path / "f.json"))
    assert status == 2 and code in err


def test_two_inputs_cannot_share_standard_input() -> None:
    assert run(["eval", "-", "--facts", "-"]) == 2
