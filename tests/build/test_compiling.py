"""The cache and parallel compiling change how long a build takes, and nothing else."""

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from project_texts import announcement, tree, write_project

from rulec.build import cache as cache_module
from rulec.build import pipeline
from rulec.build.cache import FOLDER, Cache, packed, unpacked
from rulec.build.compiling import Work, compile_all
from rulec.build.emit import generated_files
from rulec.build.manifest import Output
from rulec.build.pipeline import Compilation
from rulec.build.workspace import discover
from rulec.cli import run
from rulec.diagnostics import UserError

RULES = 5
KILLED = """
replace, done = os.replace, []
def dying(source, target):
    done.append(target)
    if len([one for one in done if "generated" in str(one)]) == 3:
        os.kill(os.getpid(), 9)
    replace(source, target)
os.replace = dying
"""
PROGRAM = "import sys; from rulec.cli import run; sys.exit(run(['build', '--root', sys.argv[1], *sys.argv[2:]]))"


def outputs(work: Work) -> tuple[Output, ...]:
    return generated_files(work.built)


def build_elsewhere(root: Path, *arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """`rulec build` in a process of its own, with its own order of hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", PROGRAM, str(root), *arguments], env=environment, capture_output=True, text=True)


def build(root: Path, *arguments: str) -> int:
    """`rulec build` in this process."""
    return run(["build", "--root", str(root), *arguments])


def test_same_bytes_however_it_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = write_project(tmp_path / "1", RULES), write_project(tmp_path / "2", RULES, order=-1)
    assert build(first, "--jobs", "1", "--no-cache") == 0
    assert not (first / FOLDER).exists()
    ran = build_elsewhere(second, "--jobs", "2", seed="2")
    assert ran.returncode == 0, ran.stderr
    cold = tree(first / "generated")
    assert len(cold) > RULES and cold == tree(second / "generated")
    capsys.readouterr()
    assert build(second) == 0
    assert f"沿用 {RULES} 份" in capsys.readouterr().err and cold == tree(second / "generated")


def test_after_one_edit_only_that_file_is_compiled(tmp_path: Path) -> None:
    root = write_project(tmp_path, RULES)
    assert len(compile_all(discover(root), cache=Cache(root), jobs=1).compiled) == RULES
    assert compile_all(discover(root), cache=Cache(root), jobs=1).compiled == ()
    edited = root / "corpus/market/rule-3/2024-02-01.md"
    edited.write_text(announcement(3, RULES).replace("扣除3分", "扣除4分"), encoding="utf-8")
    work = compile_all(discover(root), cache=Cache(root), jobs=1)
    assert work.compiled == ("corpus/market/rule-3/2024-02-01.md",)
    assert outputs(work) == outputs(compile_all(discover(root), jobs=1)), "what is kept is what would be compiled"


def test_what_depends_on_another_announcement_follows_it(tmp_path: Path) -> None:
    """A title that another announcement names: its module stays, the book over both is made anew."""
    root = write_project(tmp_path, RULES)
    before = {one.path: one.text for one in outputs(compile_all(discover(root), cache=Cache(root), jobs=1))}
    edited = root / "corpus/market/rule-2/2024-02-01.md"
    edited.write_text(announcement(2, RULES).replace("甲市集规则2", "甲市集守则"), encoding="utf-8")
    after = {one.path: one.text for one in outputs(compile_all(discover(root), cache=Cache(root), jobs=1))}
    changed = {path for path in after if after[path] != before[path]}
    rule = {"market/rule_2/v2024_02_01.py", "market/rule_2/__init__.py"}
    assert changed == {"MANIFEST.json", "_book.py", *rule}
    assert before["_book.py"].count("delegates") == RULES and after["_book.py"].count("delegates") == RULES - 1


def test_a_damaged_or_foreign_entry_is_compiled_again(tmp_path: Path) -> None:
    root = write_project(tmp_path, 2)
    compile_all(discover(root), cache=Cache(root), jobs=1)
    wanted = outputs(compile_all(discover(root), jobs=1))
    entries = [p for p in sorted((root / FOLDER).rglob("*")) if p.is_file() and p.name != ".gitignore"]
    assert len(entries) == 2
    whole = entries[0].read_bytes()
    for damaged in (b"", b"rulec-cache/1 ", whole[:-1], whole[:200] + b"?" + whole[201:], packed(("no", "compilation")), packed([1])):
        for entry in entries:
            entry.write_bytes(damaged)
        work = compile_all(discover(root), cache=Cache(root), jobs=1)
        assert outputs(work) == wanted and len(work.compiled) == 2
    for entry in entries:
        entry.unlink()
        entry.mkdir()
    assert outputs(compile_all(discover(root), cache=Cache(root), jobs=1)) == wanted


class Harmful:
    """What a forged entry would have the reader call."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch harmed",)


def test_an_entry_cannot_run_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert unpacked(packed((Harmful(), "text"))) is None
    assert unpacked(packed(pickle.dumps)) is None and unpacked(packed(compile_all)) is None
    assert not (tmp_path / "harmed").exists()


def test_another_compiler_trusts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_project(tmp_path, 2)
    compile_all(discover(root), cache=Cache(root), jobs=1)
    monkeypatch.setattr(cache_module, "fingerprint", lambda: "0" * 64)
    other = Cache(root)
    assert len(compile_all(discover(root), cache=other, jobs=1).compiled) == 2
    other.prune()
    assert [p.name for p in sorted((root / FOLDER).iterdir())] == [".gitignore", "0" * 16], "entries of other compilers go"


def test_the_first_bad_file_stops_the_build_whatever_the_order(tmp_path: Path) -> None:
    root = write_project(tmp_path, RULES)
    for number in (2, 4):
        (root / f"corpus/market/rule-{number}/2024-02-01.md").write_bytes(b"\x00\x01")
    for jobs in (1, 2):
        with pytest.raises(UserError) as caught:
            compile_all(discover(root), jobs=jobs)
        assert caught.value.code == "I002" and "rule-2" in str(caught.value.values)


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    root = write_project(tmp_path, 1)
    (root / FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    cache = Cache(root)
    assert len(compile_all(discover(root), cache=cache, jobs=1).compiled) == 1
    cache.prune()


def test_unchanged_texts_are_not_read_by_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_project(tmp_path, 2)
    compile_all(discover(root), cache=Cache(root), jobs=1)

    def refuse(data: bytes, path: str) -> Compilation:
        raise AssertionError(path)

    monkeypatch.setattr(pipeline, "compile_announcement", refuse)
    assert len(compile_all(discover(root), cache=Cache(root), jobs=1).built) == 2


def test_a_build_that_is_killed_leaves_nothing_half_written(tmp_path: Path) -> None:
    root = write_project(tmp_path, RULES)
    assert build(root, "--jobs", "1") == 0
    whole = tree(root / "generated")
    for number in range(1, RULES + 1):
        text = announcement(number, RULES).replace("情节一般的", "情节轻微的")
        (root / f"corpus/market/rule-{number}/2024-02-01.md").write_text(text, encoding="utf-8")
    program = f"from rulec.build import manifest; import os\n{KILLED}\n{PROGRAM}"
    ran = subprocess.run([sys.executable, "-c", program, str(root), "--jobs", "1"], capture_output=True)
    assert ran.returncode == -signal.SIGKILL
    now = tree(root / "generated")
    written = [path for path in now if path in whole and now[path] != whole[path]]
    assert len(written) == 2, "it was killed among its writes"
    for path, data in now.items():
        if path.endswith(".py"):
            compile(data, path, "exec")
    assert [path for path in now if path not in whole and "/.rulec-" not in f"/{path}"] == []
    assert build(root, "--check") == 1
    assert build(root, "--jobs", "1") == 0 and build(root, "--check") == 0


def test_temporary_files_of_a_killed_build_are_swept(tmp_path: Path) -> None:
    root = write_project(tmp_path, 1)
    assert build(root, "--jobs", "1") == 0
    left, fresh = root / "generated/market/.rulec-left", root / "generated/market/.rulec-fresh"
    for file in (left, fresh):
        file.write_text("half", encoding="utf-8")
    os.utime(left, (1, 1))
    assert build(root, "--check") == 0, "they are no drift"
    assert build(root) == 0
    assert fresh.exists() and not left.exists(), "one that another build may be writing just now stays"
