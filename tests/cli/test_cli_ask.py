"""`rulec eval FILE` at a terminal: scripted answers, a real pseudo terminal, and what happens without one."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rulec.cli import run
from rulec.cli.app import application

TEXT = """清凉小店违规处理规则
本规则自2024年3月8日起生效。
虚增成交是指商家用不真实的订单抬高销量的行为。
情节轻微，每次扣2分；
情节严重，每次扣20分，并支付近30天累计违规销售额10%的违约金(最低1000元，最高50000元)。
"""
SCRIPT = "2\n12,345.50\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def asked(file: Path, typed: str, *options: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(application(["eval"]), ["eval", str(file), "--ask", *options], input=typed)
    return result.exit_code, result.stdout, result.stderr


def test_answers_lead_to_the_decision_and_questions_quote_their_sentence(file: Path) -> None:
    status, out, err = asked(file, SCRIPT)
    assert status == 0
    assert "违约金" in out and "1234.55 元" in out
    assert "情节" in err and "第 4 行" in err and "每次扣2分" in err
    assert "编号" not in out, "the decision alone is on standard output"


def test_a_settled_outcome_ends_the_questions(file: Path) -> None:
    status, out, err = asked(file, "1\n")
    assert status == 0 and "多少" not in err and "2 分" in out


def test_what_cannot_be_an_answer_is_asked_again(file: Path) -> None:
    status, out, err = asked(file, "7\n\n随便\n2\nmany\n12345.50元\n")
    assert status == 0 and "1234.55 元" in out
    assert err.count("请填所列的编号") == 2 and "S002" not in out


def test_unknown_is_an_answer(file: Path) -> None:
    status, out, _ = asked(file, "2\n不知道\n", "--format", "json")
    decision = json.loads(out)
    assert status == 0 and [m["action"] for m in decision["measures"]] == ["deduct_points", "pay_penalty"]
    assert decision["measures"][1]["amount"]["type"] == "range"


def test_an_ended_input_decides_on_what_is_known(file: Path) -> None:
    status, out, err = asked(file, "", "--lang", "en")
    assert status == 0 and "Still to be found out" in out and "input has ended" in err


def test_facts_given_are_not_asked_for(file: Path) -> None:
    status, _, err = asked(file, "5\n", "--fact", "情节=严重")
    assert status == 0 and "情节是哪一种" not in err and "近30天累计违规销售额是多少" in err


def test_answers_are_saved_and_read_back(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "facts.json"
    _, first, _ = asked(file, SCRIPT, "--save-facts", str(saved))
    assert json.loads(saved.read_text(encoding="utf-8"))["近30天累计违规销售额"] == "12345.5"
    assert run(["eval", str(file), "--facts", str(saved)]) == 0
    assert capsys.readouterr().out == first


def test_facts_that_cannot_be_saved_are_an_error(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", str(file), "--fact", "情节=轻微", "--save-facts", str(tmp_path)]) == 2
    assert "B016" in capsys.readouterr().err


def test_without_facts_or_terminal_the_way_out_is_said(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(os.devnull) as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert run(["eval", str(file)]) == 2
        assert "B023" in capsys.readouterr().err
        assert run(["eval", str(file), "--no-ask"]) == 0


@pytest.mark.parametrize(("arguments", "code"), [(("explain", "S999"), "B013"), (("schema", "facts"), "B022")])
def test_a_command_without_what_it_needs_says_so(arguments: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert code in capsys.readouterr().err


def _heeds_interrupts() -> None:
    """A shell may start its background jobs with interrupts ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """`rulec eval` at a pseudo terminal."""

    def __init__(self, *arguments: str) -> None:
        self.end, terminal = pty.openpty()
        command = [sys.executable, "-c", "from rulec.cli import main; main()", "eval", *arguments]
        self.process = subprocess.Popen(
            command, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True, preexec_fn=_heeds_interrupts
        )
        os.close(terminal)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        limit = time.monotonic() + 30
        while words not in self.seen:
            ready, _, _ = select.select([self.end], [], [], max(0, limit - time.monotonic()))
            assert ready, self.seen
            self.read()

    def read(self) -> bytes:
        try:
            data = os.read(self.end, 65536)
        except OSError:  # the other side is closed
            data = b""
        self.seen += data.decode("utf-8", "replace")
        return data

    def type(self, words: str) -> None:
        os.write(self.end, words.encode())

    def status(self) -> int:
        while select.select([self.end], [], [], 30)[0] and self.read():
            pass
        os.close(self.end)
        return self.process.wait(30)


def test_on_a_terminal_eval_asks_by_itself_and_offers_to_save(file: Path, tmp_path: Path) -> None:
    terminal, saved = Terminal(str(file)), tmp_path / "saved.json"
    terminal.wait_for("编号")
    terminal.type("2\n")
    terminal.wait_for("回答 (元)")
    terminal.type("300000\n")
    terminal.wait_for("文件名")
    terminal.type(f"{saved}\n")
    assert terminal.status() == 0
    assert "30000 元" in terminal.seen
    assert json.loads(saved.read_text(encoding="utf-8")) == {"情节": "严重", "近30天累计违规销售额": 300000}


def test_an_interrupt_ends_without_a_traceback(file: Path) -> None:
    terminal = Terminal(str(file))
    terminal.wait_for("编号")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.status() == 2
    assert "Traceback" not in terminal.seen and "已中断" in terminal.seen
