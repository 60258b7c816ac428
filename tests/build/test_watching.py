"""Watching: what counts as a change, and when it is told."""

import os
from pathlib import Path

from project_texts import announcement, write_project

from rulec.build.watching import changed, changes, snapshot


def test_what_a_build_reads_is_looked_at(tmp_path: Path) -> None:
    root = write_project(tmp_path, 1)
    (root / "rulec.toml").write_text("", encoding="utf-8")
    (root / "generated").mkdir()
    (root / "generated/x.py").write_text("", encoding="utf-8")
    assert set(snapshot(root)) == {"rulec.toml", "corpus/market/rule-1/2024-02-01.md"}
    assert snapshot(tmp_path / "none") == {}


def test_came_went_changed() -> None:
    assert changed({"a": (1, 1), "b": (1, 1), "c": (1, 1)}, {"a": (1, 1), "b": (2, 1), "d": (1, 1)}) == ("b", "c", "d")


def test_a_change_is_told_once_it_has_settled(tmp_path: Path) -> None:
    root = write_project(tmp_path, 1)
    file = root / "corpus/market/rule-1/2024-02-01.md"
    steps = iter(["write", "write", "", "", "touch", ""])

    def wait() -> bool:
        step = next(steps, None)
        if step == "write":
            file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        elif step == "touch":
            (root / "corpus/market/rule-2").mkdir()
            (root / "corpus/market/rule-2/2024-02-01.md").write_text(announcement(2, 2), encoding="utf-8")
            os.utime(file, ns=(1, 1))
        return step is not None

    told = list(changes(root, wait))
    assert told == [
        ("corpus/market/rule-1/2024-02-01.md",),
        ("corpus/market/rule-1/2024-02-01.md", "corpus/market/rule-2/2024-02-01.md"),
    ]


def test_a_broken_configuration_is_waited_out(tmp_path: Path) -> None:
    root = write_project(tmp_path, 1)
    (root / "rulec.toml").write_text("corpus =", encoding="utf-8")
    assert set(snapshot(root)) == {"rulec.toml"}
