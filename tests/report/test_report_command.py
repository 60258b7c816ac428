"""`rulec report`: writes one file, shows the scenarios beside the announcement, says what is wrong with a path."""

from pathlib import Path

import pytest

from rulec.cli import run

TEXT = "关于虚增成交的处理规则\n2024年3月8日起生效。\n虚增成交，指商家制造虚假订单的行为。\n情节轻微，扣2分；情节严重，扣10分。\n"


@pytest.fixture
def announcement(tmp_path: Path) -> Path:
    file = tmp_path / "2024-03-08.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_writes_the_page_with_code_and_scenarios(announcement: Path, tmp_path: Path) -> None:
    scenarios = "- {id: minor, about: 轻微一次, as_of: 2024-03-09, facts: {情节: 轻微}, expect: {verdict: applies}}\n"
    (tmp_path / "scenarios.yaml").write_text(scenarios.replace("2024-03-09", '"2024-03-09"'), encoding="utf-8")
    page = tmp_path / "page.html"
    assert run(["report", str(announcement), "-o", str(page), "--as-of", "2024-03-01"]) == 0
    html = page.read_bytes()
    assert b"\r" not in html and str(tmp_path).encode() not in html
    for words in ("轻微一次", "1 个场景，1 个符合预期", "生成的代码", "2024年3月1日：尚未生效"):
        assert words in html.decode(), words
    assert run(["report", str(announcement), "-o", str(page), "--as-of", "2024-03-01"]) == 0 and page.read_bytes() == html


def test_standard_output_in_english(announcement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(announcement), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!DOCTYPE html>") and "Look here first" in out and "In force from 8 March 2024" in out


def test_wrong_use_is_said(announcement: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(tmp_path / "none.txt")]) == 2
    assert run(["report", str(announcement), "-o", str(tmp_path / "no" / "page.html")]) == 2
    assert run(["report", str(announcement), "--scenarios", str(tmp_path / "none.yaml")]) == 2
    said = capsys.readouterr().err
    assert "B001" in said and "B016" in said and "Traceback" not in said
