"""`rulec consolidate`: text or JSON out, exit status, nothing half-written."""

import json
from pathlib import Path

import pytest

from rulec.cli.app import run

BASE = "白鹭商城处罚办法\n\n第一条 商家迟发的,扣3分。\n\n第二条 商家漏发的,扣3分。\n"
FIRST = "关于修改《白鹭商城处罚办法》的决定\n\n第一条修改为:“商家迟发的,扣5分。”\n\n本决定自2024年5月1日起施行。\n"
SECOND = "关于修改《白鹭商城处罚办法》的决定\n\n删去第九条。\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    made = []
    for name, text in (("base.txt", BASE), ("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.append(str(tmp_path / name))
    return made[0], made[1], made[2]


def test_the_text_goes_out_and_what_was_done_is_said(files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", files[0], files[1]]) == 0
    out, err = capsys.readouterr()
    assert out == BASE.replace("迟发的,扣3分", "迟发的,扣5分")
    assert "1 项修改已执行" in err and "2024-05-01" in err


def test_an_operation_without_target_is_exit_1_in_both_languages(files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", files[0], files[1], files[2], "--lang", "en"]) == 1
    assert "第九条 was not found" in capsys.readouterr().err


def test_json_has_the_origin_of_every_sentence(files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", files[0], files[1], "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["schema"] == "rulec.consolidation/1"
    assert shown["effective"] == "2024-05-01"
    [sentence] = [s for s in shown["sentences"] if "扣5分" in s["text"]]
    assert [o["source"] for o in sentence["origins"]] == [1]
    start, end = sentence["origins"][0]["span"]
    assert FIRST[start:end] == "商家迟发的,扣5分。"


def test_a_file_is_written_whole(files: tuple[str, str, str], tmp_path: Path) -> None:
    target = tmp_path / "next.txt"
    assert run(["consolidate", files[0], files[1], "-o", str(target)]) == 0
    assert "扣5分" in target.read_text(encoding="utf-8")
    assert run(["consolidate", files[0], files[1], "-o", str(tmp_path / "a.txt" / "x.txt")]) == 2


def test_a_published_text_is_compared(files: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.txt").write_text(BASE.replace("迟发的,扣3分", "迟发的,扣4分"), encoding="utf-8")
    assert run(["consolidate", files[0], files[1], "--published", str(tmp_path / "p.txt")]) == 1
    assert "1 处不同" in capsys.readouterr().err


def test_an_announcement_without_operations_is_b030(files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["consolidate", files[0], files[0]]) == 2
    assert "B030" in capsys.readouterr().err
