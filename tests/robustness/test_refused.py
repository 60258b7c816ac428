"""What is no text is refused with a code and exit status 2; what is one is compiled or reported. Never a traceback, never a defect."""

from pathlib import Path

import pytest

from rulec.build.pipeline import compile_announcement
from rulec.cli import run
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import codes, help_text, message

RULE = "商家刷单的,扣10分。"
REFUSED = [
    (b"", "I001"),
    (b"\xef\xbb\xbf", "I001"),
    (" \u3000\r\n\t\u200b\n".encode(), "I001"),
    (b"\x00", "I002"),
    ((RULE + "\x00" + RULE).encode(), "I002"),
    (RULE.encode("utf-16"), "I002"),
    (RULE.encode("utf-32"), "I002"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "I002"),
    (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n\x00\x01", "I002"),
    (bytes(range(256)) * 8, "I002"),
    (RULE.encode() + "\ud800".encode("utf-8", "surrogatepass"), "I003"),
    ("\udfff\ud800".encode("utf-8", "surrogatepass") + RULE.encode(), "I003"),
    (RULE.encode() + b"\xff\xfe", "I003"),
    (RULE.encode()[:-1], "I003"),
    (b"\xc0\xaf" + RULE.encode(), "I003"),
    (b" " * (8 * 1024 * 1024 + 1), "I004"),
    (RULE.encode().decode("latin-1").encode(), "I005"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED, ids=[f"{number}-{code}" for number, (_, code) in enumerate(REFUSED)])
def test_it_is_refused_with_its_code_and_words(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        compile_announcement(data, "a.txt")
    assert refused.value.code == code
    assert code in codes()
    for said in (message(refused.value) + help_text(refused.value), message(refused.value, "en") + help_text(refused.value, "en")):
        assert "{" not in said and len(said) > 10


@pytest.mark.parametrize(("data", "code"), REFUSED, ids=[f"{number}-{code}" for number, (_, code) in enumerate(REFUSED)])
@pytest.mark.parametrize("command", ["inspect", "check"])
def test_the_command_line_says_so_and_ends_with_2(
    command: str, data: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.txt"
    place.write_bytes(data)
    assert run([command, str(place)]) == 2
    said = capsys.readouterr()
    assert code in said.err
    assert "Traceback" not in said.out + said.err


def test_a_folder_and_a_missing_file_are_no_announcement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (tmp_path, tmp_path / "nowhere.txt"):
        assert run(["inspect", str(place)]) == 2
        said = capsys.readouterr()
        assert "B001" in said.err
        assert "Traceback" not in said.out + said.err
