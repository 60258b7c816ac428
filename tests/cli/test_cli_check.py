"""`rulec check` and `rulec suggest-terms`: gaps by construction, the gate, the table, accepted gaps."""

import hashlib
import json
from pathlib import Path

import pytest

from rulec.cli import run

HEAD = "青禾平台管理规则\n2024年5月1日发布，2024年5月8日起生效。\n"
ODD = "卖家收到处罚通知后三日内递交情况说明的，平台酌情倒挂处理。"
PLAIN = "卖家虚构发货记录的，每次扣2分。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good").mkdir()
    (tmp_path / "odd").mkdir()
    (tmp_path / "good/a.txt").write_text(HEAD + PLAIN, encoding="utf-8")
    (tmp_path / "odd/a.txt").write_text(HEAD + ODD + "\n" + PLAIN, encoding="utf-8")
    return tmp_path


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_what_is_not_understood_is_listed_by_construction_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, odd = str(folder / "good/a.txt"), str(folder / "odd/a.txt")
    status, out, _ = called(capsys, "check", odd)
    assert status == 1
    group = out[out.index("未理解 1 处") :]
    assert "1  期限、时段" in group and f"{odd}:3:1 「{ODD}」" in group
    assert called(capsys, "check", good)[0] == 0
    assert called(capsys, "check", odd, "--unresolved", "warn")[0] == 0
    assert called(capsys, "check", odd, "--fail-on", "never")[0] == 0
    assert "1 stretches not understood" in called(capsys, "check", odd, "--lang", "en")[1]


def test_the_summary_is_a_table_with_a_total(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = called(capsys, "check", "--summary", str(folder / "good/a.txt"), str(folder / "odd/a.txt"))
    assert status == 1
    head, good, odd, total = out.splitlines()
    assert "理解%" in head and "账本完整" in head
    assert good.split()[2:4] == ["100.0", "0.0"] and good.split()[-1] == "是"
    assert odd.split()[2] != "100.0" and total.startswith("合计 2")


def test_json_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "check", "--format", "json", str(folder / "odd/a.txt"))
    (row,) = json.loads(out)
    assert row["summary"]["ledger_whole"] is True and row["summary"]["norms"] == 1
    (group,) = row["gaps"]
    assert (group["construction"], group["count"]) == ("deadline", 1)
    assert group["places"][0]["text"] == ODD and group["places"][0]["accepted"] is None
    start, end = group["places"][0]["span"]
    assert (HEAD + ODD)[start:end] == ODD


def test_an_accepted_gap_passes_and_stays_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd, file = str(folder / "odd/a.txt"), folder / "odd/gaps.yaml"
    status, out, _ = called(capsys, "check", odd, "--write-gaps")
    assert status == 0 and "1" in out and file.exists()
    status, out, err = called(capsys, "check", odd)
    assert status == 2 and "B041" in err and out == ""
    file.write_text(file.read_text(encoding="utf-8").replace('reason: ""', "reason: 平台未公布含义"), encoding="utf-8")
    status, out, _ = called(capsys, "check", odd)
    assert status == 0 and "已接受 1 处" in out and "平台未公布含义" in out
    assert called(capsys, "check", odd, "--fail-on", "warning")[0] == 0
    (folder / "odd/a.txt").write_text(HEAD + ODD + "\n" + PLAIN + "\n", encoding="utf-8")
    status, out, _ = called(capsys, "check", odd)
    assert status == 1 and "B042" in out  # the text changed: what was accepted is open again


def test_a_gap_that_is_understood_now_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, odd, file = folder / "good/a.txt", str(folder / "odd/a.txt"), folder / "gaps.yaml"
    called(capsys, "check", odd, "--write-gaps", "--gaps", str(file))
    text = file.read_text(encoding="utf-8").replace('reason: ""', "reason: 见说明").replace("odd/a.txt", "good/a.txt")
    old, new = (folder / "odd/a.txt").read_bytes(), good.read_bytes()
    text = text.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest()).replace(ODD, PLAIN)
    file.write_text(text, encoding="utf-8")
    status, out, _ = called(capsys, "check", str(good), "--gaps", str(file))
    assert status == 0 and "B043" in out
    assert called(capsys, "check", str(good), "--gaps", str(file), "--fail-on", "warning")[0] == 1
    stale = json.loads(called(capsys, "check", str(good), "--gaps", str(file), "--format", "json")[1])[0]["stale"]
    assert [one["code"] for one in stale] == ["B043"]


def test_a_gaps_file_that_is_named_must_be_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "check", str(folder / "good/a.txt"), "--gaps", str(folder / "none.yaml"))[0] == 2


def test_terms_are_rows_to_paste(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(HEAD + "卖家虚构记录的，平台将回炉；\n卖家逾期不改的，平台将回炉。\n", encoding="utf-8")
    status, out, _ = called(capsys, "suggest-terms", str(file))
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "# grammars/lexicon/actions.tsv" and "other\t回炉\t-\tVERB" in lines
    assert all(line.startswith("#") or "\t" in line for line in lines)
    assert lines[lines.index("other\t回炉\t-\tVERB") - 1].startswith(f"# 2× {file}:3:")
    assert json.loads(called(capsys, "suggest-terms", str(file), "--format", "json")[1])[0]["count"] == 2
    assert out == called(capsys, "suggest-terms", str(file))[1]
