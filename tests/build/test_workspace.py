"""corpus/ is read version by version, and a name that cannot work is refused by name."""

from pathlib import Path

import pytest

from rulec.build.workspace import discover, package_name
from rulec.diagnostics import UserError


def corpus(root: Path, *files: str) -> Path:
    for file in files:
        place = root / "corpus" / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x", encoding="utf-8")
    return root


def code(root: Path) -> str:
    with pytest.raises(UserError) as caught:
        discover(root)
    return caught.value.code


def test_announcements_and_versions_are_sorted(tmp_path: Path) -> None:
    root = corpus(
        tmp_path,
        "shop/fake-sales/2024-03-08.txt",
        "shop/fake-sales/2023-01-01.md",
        "shop/fake-sales/undated.html",
        "shop/fake-sales/draft-2024-05-01.txt",
        "shop/fake-sales/scenarios.yaml",
        "shop/fake-sales/README.md",
        "cases/fines/one.md",
        "pairs/cap/old.txt",
        "known-gaps.yaml",
        "shop/empty/notes.yaml",
    )
    (found,) = discover(root)
    assert (found.name, found.package) == ("shop/fake-sales", "shop/fake_sales")
    assert [version.name for version in found.versions] == ["2023-01-01", "2024-03-08", "draft-2024-05-01", "undated"]
    assert found.versions[1].path == "corpus/shop/fake-sales/2024-03-08.txt"


def test_what_cannot_work_is_refused(tmp_path: Path) -> None:
    assert code(tmp_path / "none") == "B002"
    assert code(corpus(tmp_path / "1", "a/b/v1.txt")) == "B003"
    assert code(corpus(tmp_path / "2", "a/b/2023-13-01.txt")) == "B003"
    assert code(corpus(tmp_path / "3", "a/b/2023-01-01.txt", "a/b/2023-01-01.md")) == "B017"
    assert code(corpus(tmp_path / "4", "a/b-c/2023-01-01.txt", "a/b_c/2023-01-01.txt")) == "B018"
    assert code(corpus(tmp_path / "5", "a/class/2023-01-01.txt")) == "B004"


@pytest.mark.parametrize("bad", ["1st", "a b", "_private", "import", "a.b", ""])
def test_package_names_can_be_imported(bad: str) -> None:
    with pytest.raises(UserError):
        package_name(bad)
