"""`rulec diff`, `changed`, `history` and what git runs: every exit, every form, a scratch repository."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rulec.cli.app import run

ROOT = Path(__file__).parents[2]
OLD = "商家违规管理规则\n本规则于2024年1月1日生效。\n第一条 商家虚假发货的，每次扣4分，并支付违约金2000元。\n"
NEW = OLD.replace("2024年1月1日", "2024年6月1日").replace("2000元", "3000元")
SAME = OLD.replace("2000元", "二千元")
UNREAD = OLD + "第二条 商家累计满三次的，除另行公布者外，按前述标准加处若干。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("old", OLD), ("new", NEW), ("same", SAME), ("unread", UNREAD)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_stricter_sum_stops_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old.txt", "new.txt"]) == 1
    said = capsys.readouterr().out
    assert "金额增加：2000 元 → 3000 元" in said and "▲ 加严" in said and "未通过" in said


def test_nothing_but_style_passes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old.txt", "same.txt"]) == 0
    assert "▲" not in capsys.readouterr().out


def test_what_was_not_understood_is_never_no_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old.txt", "unread.txt"]) == 3
    assert "比对不完整" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.txt", "new.txt"], "B001"), (["old.txt", "new.txt", "--today", "2024-13-01"], "B009"),
        (["old.txt", "new.txt", "--max-impact", "lots"], "B054"), (["old.txt", "new.txt", "--max-impact", "101%"], "B054"),
        (["old.txt", "new.txt", "--out", "pdf=a.pdf"], "B054"), (["old.txt", "new.txt", "--fail-on-direction", "sideways"], "B054"),
        (["nobody/nothing@2024-01-01", "new.txt"], "B002"), (["HEAD~1:old.txt", "new.txt"], "B051"),
    ],
)  # fmt: skip
def test_wrong_use_is_2_and_writes_nothing(folder: Path, arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.iterdir())
    assert run(["diff", *arguments]) == 2
    assert f"error[{code}]" in capsys.readouterr().err
    assert sorted(folder.iterdir()) == before


def test_acknowledgements_are_written_refused_without_reason_then_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old.txt", "new.txt", "--write-acks", "acks/a.yaml"]) == 1
    assert run(["diff", "old.txt", "new.txt"]) == 2, "an empty reason is no reason"
    assert "B050" in capsys.readouterr().err
    file = folder / "acks/a.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("reason: ''", "reason: 已与法务确认"), encoding="utf-8")
    assert run(["diff", "old.txt", "new.txt"]) == 0
    assert "已确认" in capsys.readouterr().out
    assert run(["diff", "old.txt", "same.txt"]) == 0, "bound to another pair: passed over"
    file.write_text(file.read_text(encoding="utf-8") + "more: 1\n", encoding="utf-8")
    assert run(["diff", "old.txt", "new.txt"]) == 2


def test_every_form_in_one_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = {"md": "## ", "html": "<!doctype html>", "json": "{", "sarif": "{", "github": "::error ", "codequality": "[", "junit": "<?xml", "text": "商家"}
    outs = [word for kind in kinds for word in ("--out", f"{kind}=out/report.{kind}")]
    assert run(["diff", "old.txt", "new.txt", "--format", "summary", *outs]) == 1
    for kind, begins in kinds.items():
        text = (folder / f"out/report.{kind}").read_text(encoding="utf-8")
        assert begins in text[:60], kind
    assert json.loads((folder / "out/report.json").read_text(encoding="utf-8"))["verdict"] == "gate"


def test_real_cases_are_counted_row_by_row(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["id,商家虚假发货,违规次数", *(f"{n},是,{n % 3 + 1}" for n in range(6)), "6,否,1", "7,,1"]
    (folder / "cases.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert run(["diff", "old.txt", "new.txt", "--cases", "cases.csv", "--format", "json", "--profile", "report"]) == 0
    impact = json.loads(capsys.readouterr().out)["impact"]
    assert (impact["cases"], impact["changed"], impact["undecided"]) == (8, 6, 1)
    # 2000 yuan a case before, 3000 after; 4 points an occurrence: 2 × (1 + 2 + 3) occurrences
    assert impact["yuan"] == {"old": "12000", "new": "18000"}
    assert impact["points"] == {"old": "48", "new": "48"}
    assert run(["diff", "old.txt", "new.txt", "--cases", "cases.csv", "--profile", "report", "--max-impact", "74%"]) == 1
    assert run(["diff", "old.txt", "new.txt", "--cases", "cases.csv", "--profile", "report", "--max-impact", "75%"]) == 0


def test_a_column_that_nobody_asks_for_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "cases.csv").write_text("身高\n170\n", encoding="utf-8")
    assert run(["diff", "old.txt", "new.txt", "--cases", "cases.csv"]) == 2
    assert "B052" in capsys.readouterr().err


def test_history_of_a_rule_with_two_versions(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["history", "kuaishou/violation-management"]) == 0
    assert "2023-10-07.txt" in capsys.readouterr().out


# ---- git -------------------------------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    return subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    rule = tmp_path / "corpus/acme/rules"
    rule.mkdir(parents=True)
    (rule / "2024-01-01.txt").write_text(OLD, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    assert git(tmp_path, "commit", "-qm", "one").returncode == 0
    (rule / "2024-01-01.txt").write_text(NEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_revision_is_a_side(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "HEAD:corpus/acme/rules/2024-01-01.txt", "corpus/acme/rules/2024-01-01.txt"]) == 1
    assert "3000 元" in capsys.readouterr().out


def test_the_hook_blocks_what_nobody_acknowledged(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["changed", "corpus/acme/rules/2024-01-01.txt"]) == 1
    assert "须确认" in capsys.readouterr().out
    (repository / "corpus/acme/rules/2024-01-01.txt").write_text(OLD, encoding="utf-8")
    (repository / "corpus/acme/rules/2024-06-01.txt").write_text(NEW, encoding="utf-8")
    assert run(["changed", "corpus/acme/rules/2024-01-01.txt"]) == 0
    assert run(["changed", "corpus/acme/rules/2024-06-01.txt"]) == 1, "a new version against the one before it"
    assert run(["changed", "corpus/acme/rules/2024-06-01.txt", "--base", "nowhere"]) == 2


def test_the_diff_driver_and_textconv_print_meaning(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.txt diff=rulec\n", encoding="utf-8")
    git(repository, "config", "diff.rulec.command", f'"{sys.executable}" -m rulec git-diff-driver --')
    found = git(repository, "diff", "--ext-diff")
    assert found.returncode == 0 and "2000 元 → 3000 元" in found.stdout, found.stderr
    git(repository, "config", "--unset", "diff.rulec.command")
    git(repository, "config", "diff.rulec.textconv", f'"{sys.executable}" -m rulec textconv')
    lines = git(repository, "diff").stdout.splitlines()
    assert any(line.startswith("-") and "违约金 2000 元" in line for line in lines)
    assert any(line.startswith("+") and "违约金 3000 元" in line for line in lines)
    assert not any("扣 4 分" in line and line[:1] in "+-" for line in lines), "what stayed is no difference"


def test_the_action_script_writes_the_report_and_keeps_the_status(repository: Path) -> None:
    script = ROOT / ".github/actions/rulec-diff/run.sh"
    environment = {**os.environ, "BASE": "HEAD", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    found = subprocess.run(["bash", str(script)], cwd=repository, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert found.returncode == 1, found.stderr
    assert "::error file=corpus/acme/rules/2024-01-01.txt" in found.stdout
    assert "3000 元" in (repository / "rulec-diff.md").read_text(encoding="utf-8")
    git(repository, "checkout", "-q", "--", ".")
    found = subprocess.run(["bash", str(script)], cwd=repository, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert found.returncode == 0 and "no announcement changed" in found.stdout
