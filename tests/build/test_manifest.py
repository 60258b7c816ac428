"""generated/ is brought up to date whole file by whole file, and every difference is named."""

import json
from pathlib import Path

import pytest

from rulec.build.manifest import MANIFEST, Drift, Output, compare, with_manifest, write
from rulec.diagnostics import UserError

FIRST = (Output("a/r/v1.py", "one\n", "corpus/a/r/1.txt", "00"), Output("_runtime/money.py", "m\n"))


def test_what_was_written_is_up_to_date(tmp_path: Path) -> None:
    outputs = with_manifest(FIRST, "0.1.0")
    assert sorted(write(tmp_path, outputs).missing) == [MANIFEST, "_runtime/money.py", "a/r/v1.py"]
    assert not compare(tmp_path, outputs)
    assert write(tmp_path, outputs) == Drift()
    assert not [p for p in tmp_path.rglob("*") if p.name.startswith(".rulec-")], "no temporary files are left"


def test_the_manifest_lists_sources_and_hashes(tmp_path: Path) -> None:
    body = json.loads(with_manifest(FIRST, "0.1.0")[-1].text)
    assert body["compiler"] == "0.1.0"
    assert [row["path"] for row in body["files"]] == ["_runtime/money.py", "a/r/v1.py"]
    assert body["files"][1]["source"] == {"path": "corpus/a/r/1.txt", "sha256": "00"}
    assert body["files"][0]["source"] is None and len(body["files"][0]["sha256"]) == 64


def test_the_order_of_outputs_does_not_matter() -> None:
    assert with_manifest(FIRST, "1") == with_manifest(reversed(FIRST), "1")


def test_stale_missing_and_unlisted_files_are_told_apart(tmp_path: Path) -> None:
    outputs = with_manifest(FIRST, "0.1.0")
    write(tmp_path, outputs)
    (tmp_path / "a/r/v1.py").write_text("changed\n")
    (tmp_path / "_runtime/money.py").unlink()
    (tmp_path / "a/mine.py").write_text("")
    (tmp_path / "a/__pycache__").mkdir()
    (tmp_path / "a/__pycache__/x.pyc").write_text("")
    assert compare(tmp_path, outputs) == Drift(("_runtime/money.py",), ("a/r/v1.py",), ("a/mine.py",))


def test_files_no_longer_produced_go_and_strangers_stay(tmp_path: Path) -> None:
    write(tmp_path, with_manifest(FIRST, "0.1.0"))
    (tmp_path / "a/mine.py").write_text("mine")
    (tmp_path / "a/r/__pycache__").mkdir()
    (tmp_path / "a/r/__pycache__/v1.pyc").write_text("")
    left = write(tmp_path, with_manifest(FIRST[1:], "0.1.0"))
    assert left.unlisted == ("a/mine.py",)
    assert not (tmp_path / "a/r").exists() and (tmp_path / "a/mine.py").read_text() == "mine"


def test_an_unreadable_manifest_removes_nothing(tmp_path: Path) -> None:
    write(tmp_path, with_manifest(FIRST, "0.1.0"))
    (tmp_path / MANIFEST).write_text("{")
    assert write(tmp_path, with_manifest(FIRST[1:], "0.1.0")).unlisted == ("a/r/v1.py",)


def test_a_refusing_disk_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file where a folder must be")
    with pytest.raises(UserError) as caught:
        write(tmp_path, with_manifest(FIRST, "0.1.0"))
    assert caught.value.code == "B016"
