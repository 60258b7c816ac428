"""`rulec analyse`: words, JSON, gates, and the test file that it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rulec.build.analysis_json import analysed
from rulec.build.pipeline import compile_announcement
from rulec.build.witness_tests import source_of_tests
from rulec.cli import run

TEXT = """白杨集市虚假揽收处理规则
第一条 商家虚假揽收的,按违规笔数处理:
(一)违规笔数12笔以上48笔以下的,扣2分;
(二)违规笔数48笔以上的,扣4分。
第二条 商家被责令整改的,X天内不得报名营销活动。
"""
ACCOUNT = """白杨集市违规积分规则
第一条 每个商家初始积分12分,违规按规则扣分。
第二条 累计被扣除4分的,停业整顿3天;
累计被扣除15分的,清退。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "规则.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_words_name_place_case_and_outcome(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", str(file)]) == 1
    said = capsys.readouterr().out
    assert "错误[A203]" in said and f"{file}:3:4 违规笔数12笔以上48笔以下的" in said
    assert "例: 违规笔数=48" in said and "扣2分；扣4分" in said and "错误 1, 警告 1, 提示 0" in said


def test_the_gate_is_chosen(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mild = tmp_path / "mild.txt"
    mild.write_text(TEXT.replace("48笔以下", "不满48笔"), encoding="utf-8")
    assert [run(["analyse", str(mild), "--fail-on", gate]) for gate in ("error", "warning", "note", "never")] == [0, 1, 1, 0]
    assert run(["analyse", str(file), "--fail-on", "never"]) == 0


def test_json_has_the_published_shape(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["analyse", str(file), "--format", "json", "--lang", "en"])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert said["schema"] == "rulec.analysis/1"
    first = said["findings"][0]
    assert (first["code"], first["severity"], first["proof"]) == ("A203", "error", "exact")
    assert "overlap" in first["message"] and first["help"]
    for place in first["places"]:
        assert TEXT[slice(*place["span"])].strip() == place["quote"] and place["announcement"] == "白杨集市虚假揽收处理规则"
    assert first["witness"]["facts"]["违规笔数"] == "48"
    assert first["witness"]["decision"]["verdict"] == "applies" and len(first["witness"]["decision"]["measures"]) == 2


def test_the_same_input_gives_the_same_bytes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        run(["analyse", str(file), "--format", "json"])
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def executed(source: str, target: Path) -> int:
    """Runs all tests of a source as if it stood at `target`; how many there are."""
    names: dict[str, Any] = {"__file__": str(target)}
    exec(compile(source, str(target), "exec"), names)
    tests = [one for name, one in names.items() if name.startswith("test_")]
    for one in tests:
        one()
    return len(tests)


def test_the_tests_written_run_green_and_fail_once_the_rule_is_mended(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "tests" / "test_rules.py"
    assert run(["analyse", str(file), "--write-tests", str(target), "--fail-on", "never"]) == 0
    source = target.read_text(encoding="utf-8")
    assert executed(source, target) == 2 and "../规则.txt" in source and str(tmp_path) not in source
    file.write_text(TEXT.replace("48笔以下", "不满48笔"), encoding="utf-8")
    with pytest.raises(AssertionError):
        executed(source, target)


def test_cases_of_accounts_are_written_as_events(tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(ACCOUNT, encoding="utf-8")
    found = analysed(compile_announcement(path.read_bytes(), str(path)), str(path))
    assert [one.finding.code for one in found.shown] == ["A209"]
    source = source_of_tests([found], tmp_path / "test_a.py")
    assert "reached(RULE_0, " in source and executed(source, tmp_path / "test_a.py") == 1


def test_words_of_the_text_stand_in_literals_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("违规笔数", "'''违规\\笔数"), encoding="utf-8")
    found = analysed(compile_announcement(path.read_bytes(), str(path)), str(path))
    compile(source_of_tests([found], tmp_path / "test_a.py"), "a", "exec")


def test_no_tests_for_what_came_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import io
    import sys

    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert run(["analyse", "-", "--write-tests", str(tmp_path / "test_a.py")]) == 2
    assert "B016" in capsys.readouterr().err and not (tmp_path / "test_a.py").exists()


def test_copies_of_one_rule_are_held_against_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text(ACCOUNT.replace("15分", "12分"), encoding="utf-8")
    other.write_text(ACCOUNT.replace("15分", "12分").replace("3天", "5天"), encoding="utf-8")
    assert run(["analyse", str(one), str(other), "--format", "json", "--fail-on", "warning"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [row["code"] for row in findings] == ["A301", "A301"]
    assert [place["path"] for place in findings[0]["places"]] == [str(one), str(other)]
    assert [row["witness"]["timeline"]["entries"][0]["measures"][0]["text"] for row in findings] == ["停业整顿3天", "停业整顿5天"]


def test_versions_with_days_of_effect_of_their_own_are_no_copies(tmp_path: Path) -> None:
    paths = []
    for day, stop in (("1", "3天"), ("2", "5天")):
        path = tmp_path / f"{day}.txt"
        text = ACCOUNT.replace("15分", "12分").replace("3天", stop)
        path.write_text(f"{text}第三条 本规则自2024年3月{day}日起生效。\n", encoding="utf-8")
        paths.append(str(path))
    assert run(["analyse", *paths, "--fail-on", "note"]) == 0
