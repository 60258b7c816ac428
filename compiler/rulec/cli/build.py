"""`rulec build`: corpus/ → generated/, or what would change."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from rulec.build.contract import coverage, coverage_percent
from rulec.build.manifest import Drift, compare, write
from rulec.build.workspace import discover
from rulec.cli.output import Gate, Lang, counts, gated, write_table, write_text
from rulec.diagnostics import Severity, UserError

if TYPE_CHECKING:
    from rulec.build.emit import Built

GENERATED = "generated"


def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when generated/ is not what would be written.")] = False,
    root: Annotated[Path, typer.Option(help="The project: corpus/ is read, generated/ written.")] = Path("."),
    fail_on: Annotated[Gate, typer.Option(help="Lightest finding that makes the exit status 1.")] = "error",
    lang: Annotated[Lang, typer.Option(help="Language of the summary.")] = "zh",
) -> None:
    """Compile every announcement of corpus/ into generated/."""
    from rulec.build.emit import compile_version, generated_files  # here, so that other commands start without the backends

    announcements = discover(root)
    if not announcements:
        raise UserError("B019", place=str(root / "corpus"))
    built = [compile_version(announcement, version) for announcement in announcements for version in announcement.versions]
    outputs = generated_files(built)
    folder = root / GENERATED
    drift = compare(folder, outputs) if check else write(folder, outputs)
    write_table(_summary(built, lang))
    failed = gated([d for one in built for d in one.compilation.diagnostics], fail_on)
    if check:
        failed = failed or bool(drift)
        write_text(_drift(drift, root, lang))
    else:
        write_text(_written(drift, len(outputs), lang))
    raise typer.Exit(1 if failed else 0)


def _summary(built: "list[Built]", lang: Lang) -> Table:
    zh = ("公告", "版本", "规范", "完整", "部分", "理解%", "错误", "警告", "提示", "详情")
    en = ("announcement", "version", "norms", "compiled", "partial", "understood %", "errors", "warnings", "notes", "look at")
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(zh if lang == "zh" else en):
        table.add_column(heading, justify="right" if 2 <= number <= 8 else "left", overflow="fold")
    for one in built:
        norms = [norm for norm in one.compilation.rule_set.norms if norm.role == "operative"]
        partial = sum(1 for norm in norms if norm.unclaimed)
        weights = counts(one.compilation.diagnostics)
        figures = [len(norms), len(norms) - partial, partial, coverage_percent(*coverage(one.compilation))]
        figures += [weights[w] for w in (Severity.ERROR, Severity.WARNING, Severity.NOTE)]
        look = f"rulec check {one.version.path}" if any(weights.values()) else f"{GENERATED}/{one.module}"
        table.add_row(one.announcement.name, one.version.name, *map(str, figures), look)
    return table


def _drift(drift: Drift, root: Path, lang: Lang) -> str:
    if not drift:
        return "generated/ 与 corpus/ 一致。" if lang == "zh" else "generated/ is up to date with corpus/."
    words = {"missing": "缺少", "stale": "过期", "unlisted": "多余"} if lang == "zh" else {n: n for n in ("missing", "stale", "unlisted")}
    lines = [f"{words[name]}: {GENERATED}/{path}" for name in words for path in getattr(drift, name)]
    place = "" if root == Path(".") else f" --root {root}"
    lines.append(f"{'办法' if lang == 'zh' else 'help'}: rulec build{place}")
    return "\n".join([*lines, *_left_alone(drift, lang)])


def _written(drift: Drift, number: int, lang: Lang) -> str:
    changed = len(drift.missing) + len(drift.stale)
    said = f"写入 {changed} 个文件,共 {number} 个。" if lang == "zh" else f"{changed} of {number} files written."
    return "\n".join([said, *(f"  {GENERATED}/{path}" for path in (*drift.missing, *drift.stale)), *_left_alone(drift, lang)])


def _left_alone(drift: Drift, lang: Lang) -> list[str]:
    says = "不是 rulec 生成的文件,请自行移走" if lang == "zh" else "not written by rulec; remove it by hand"
    return [f"  {GENERATED}/{path}: {says}" for path in drift.unlisted]
