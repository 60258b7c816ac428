"""`rulec build`: corpus/ → generated/, or what would change."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from rulec.build.config import load_config
from rulec.build.contract import coverage, coverage_percent
from rulec.build.manifest import Drift, compare, write
from rulec.build.workspace import discover
from rulec.cli.output import Gate, Lang, counts, gated, write_table, write_text
from rulec.diagnostics import Severity, UserError

if TYPE_CHECKING:
    from rulec.build.compiling import Work
    from rulec.build.emit import Built
    from rulec.build.findings import BookFinding


def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when generated/ is not what would be written.")] = False,
    root: Annotated[Path, typer.Option(help="The project: corpus/ is read, generated/ written (rulec.toml may name others).")] = Path("."),
    fail_on: Annotated[
        Gate | None, typer.Option(help="Lightest finding that makes the exit status 1; else what rulec.toml says, else error.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes that compile; one a core without it.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Compile everything, and keep nothing in .rulec-cache/.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the summary.")] = "zh",
) -> None:
    """Compile every announcement of corpus/ into generated/: what changed, in parallel; the rest comes from .rulec-cache/."""
    raise typer.Exit(1 if build_once(root, check=check, fail_on=fail_on, jobs=jobs, cached=not no_cache, lang=lang) else 0)


def build_once(
    root: Path, *, check: bool = False, fail_on: Gate | None = None, jobs: int | None = None, cached: bool = True, lang: Lang = "zh"
) -> bool:
    """One build of the project at `root`, told at the terminal; whether it failed. UserError for what cannot be built."""
    from rulec.build.book_findings import book_findings
    from rulec.build.emit import generated_files  # here, so that other commands start without the backends
    from rulec.build.rule_book import rule_book

    config = load_config(root)
    work = compiled_project(root, jobs, cached, lang)
    book = rule_book(work.built)
    outputs = generated_files(work.built, book)
    folder = root / config.output
    drift = compare(folder, outputs) if check else write(folder, outputs)
    write_table(_summary(work.built, config.output, lang))
    found = book_findings(book)
    write_text(_findings(found, lang))
    gate = fail_on or config.gates.build
    failed = gated([d for one in work.built for d in one.compilation.diagnostics], gate) or gated([one.diagnostic for one in found], gate)
    write_text(_drift(drift, root, config.output, lang) if check else _written(drift, len(outputs), config.output, lang))
    return failed or (check and bool(drift))


def compiled_project(root: Path, jobs: int | None, cached: bool, lang: Lang) -> "Work":
    """Every version of the project at `root`, compiled or from the cache, with progress on standard error. UserError B019 for none."""
    from rulec.build.cache import Cache
    from rulec.build.compiling import compile_all

    announcements = discover(root)
    if not announcements:
        raise UserError("B019", place=str(root / load_config(root).corpus))
    cache = Cache(root) if cached else None
    work = compile_all(announcements, cache=cache, jobs=jobs, progress=_progress)
    if cache is not None:
        cache.prune()
    total, now = len(work.built), len(work.compiled)
    words = f"编译 {now} 份,沿用 {total - now} 份" if lang == "zh" else f"{now} compiled, {total - now} unchanged"
    _tell(f"{words}\n" if not sys.stderr.isatty() or now < 2 else f"\r{words}\x1b[K\n")
    return work


def _progress(done: int, total: int, path: str) -> None:
    if sys.stderr.isatty() and total > 1:
        _tell(f"\r[{done}/{total}] {path}\x1b[K")


def _tell(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _summary(built: "Sequence[Built]", folder: str, lang: Lang) -> Table:
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
        look = f"rulec check {one.version.path}" if any(weights.values()) else f"{folder}/{one.module}"
        table.add_row(one.announcement.name, one.version.name, *map(str, figures), look)
    return table


def _findings(found: "Sequence[BookFinding]", lang: Lang) -> str:
    from rulec.build.findings import finding_words

    return "\n".join(finding_words(one, lang) for one in found)


def _drift(drift: Drift, root: Path, folder: str, lang: Lang) -> str:
    if not drift:
        return f"{folder}/ 与公告一致。" if lang == "zh" else f"{folder}/ is up to date with the announcements."
    words = {"missing": "缺少", "stale": "过期", "unlisted": "多余"} if lang == "zh" else {n: n for n in ("missing", "stale", "unlisted")}
    lines = [f"{words[name]}: {folder}/{path}" for name in words for path in getattr(drift, name)]
    place = "" if root == Path(".") else f" --root {root}"
    lines.append(f"{'办法' if lang == 'zh' else 'help'}: rulec build{place}")
    return "\n".join([*lines, *_left_alone(drift, folder, lang)])


def _written(drift: Drift, number: int, folder: str, lang: Lang) -> str:
    changed = len(drift.missing) + len(drift.stale)
    said = f"写入 {changed} 个文件,共 {number} 个。" if lang == "zh" else f"{changed} of {number} files written."
    return "\n".join([said, *(f"  {folder}/{path}" for path in (*drift.missing, *drift.stale)), *_left_alone(drift, folder, lang)])


def _left_alone(drift: Drift, folder: str, lang: Lang) -> list[str]:
    says = "不是 rulec 生成的文件,请自行移走" if lang == "zh" else "not written by rulec; remove it by hand"
    return [f"  {folder}/{path}: {says}" for path in drift.unlisted]
