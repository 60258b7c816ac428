"""rulec.toml: what may stand in it, what it changes, and what is refused."""

from pathlib import Path

import pytest

from rulec.build.config import Config, load_config
from rulec.build.workspace import discover
from rulec.diagnostics import UserError


def code(root: Path) -> str:
    with pytest.raises(UserError) as caught:
        load_config(root)
    return caught.value.code


def test_a_project_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert load_config(tmp_path) == Config() == load_config(tmp_path / "nowhere")
    assert (Config().corpus, Config().output, Config().gates.build) == ("corpus", "generated", "error")


@pytest.mark.parametrize(("name", "head"), [("rulec.toml", ""), ("pyproject.toml", "[tool.rulec]\n")])
def test_either_file_says_where_what_lies(tmp_path: Path, name: str, head: str) -> None:
    gates = "[gates]" if not head else "[tool.rulec.gates]"
    text = f'{head}corpus = "texts/all"\noutput = "rules"\naudiences = ["商家"]\n{gates}\nbuild = "warning"\ndiff = "WARN"\n'
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = load_config(tmp_path)
    assert (found.corpus, found.output, found.audiences) == ("texts/all", "rules", ("商家",))
    assert (found.gates.build, found.gates.diff, found.gates.analyse) == ("warning", "WARN", "error")
    (tmp_path / "texts/all/shop/fines").mkdir(parents=True)
    (tmp_path / "texts/all/shop/fines/2024-01-01.txt").write_text("x", encoding="utf-8")
    assert [one.versions[0].path for one in discover(tmp_path)] == ["texts/all/shop/fines/2024-01-01.txt"]


@pytest.mark.parametrize(
    "text",
    [
        'corpora = "x"', 'corpus = ""', 'corpus = "/etc"', 'corpus = "../x"', 'corpus = "."', 'corpus = "a"\noutput = "a/b"',
        'corpus = "generated"', "corpus = 3", '[gates]\nbuild = "all"', '[gates]\ntest = "error"', 'audiences = "商家"',
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "rulec.toml").write_text(text + "\n", encoding="utf-8")
    assert code(tmp_path) == "B024"


def test_broken_and_doubled_settings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rulec.toml").write_text("corpus =\n", encoding="utf-8")
    assert code(tmp_path) == "B005"
    (tmp_path / "rulec.toml").write_text("", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.rulec]\n", encoding="utf-8")
    assert code(tmp_path) == "B025"
    (tmp_path / "pyproject.toml").write_bytes(b"\xff\xfe")
    assert code(tmp_path) == "B001"
