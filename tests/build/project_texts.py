"""A small project on disk, for tests of building: announcements that refer to each other, in a fixed shape."""

from pathlib import Path

TEXT = """\
# 甲市集规则{number}

发布日期:2024年1月10日  生效日期:2024年2月1日

第一条 违规{number}号,是指商家做了第{number}件事的行为。

第二条 违规{number}号情节一般的,扣除{number}分。

第三条 违规{number}号情节严重的,扣除{twice}分,按照《甲市集规则{next}》处理。
"""


def announcement(number: int, of: int) -> str:
    """The text of rule `number` of a circle of `of` rules."""
    return TEXT.format(number=number, twice=2 * number, next=number % of + 1)


def write_project(root: Path, rules: int, order: int = 1) -> Path:
    """A project of `rules` announcements; `order=-1` writes them last to first."""
    for number in list(range(1, rules + 1))[::order]:
        folder = root / f"corpus/market/rule-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "2024-02-01.md").write_text(announcement(number, rules), encoding="utf-8")
    return root


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and "__pycache__" not in p.parts}
