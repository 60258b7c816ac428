"""`rulec check`: what the compiler found in announcements, and what it did not understand, by construction."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table

from rulec.build.accepted_gaps import GAPS_FILE, Accepted, accept, read_gaps, write_skeletons
from rulec.build.contract import coverage_percent
from rulec.build.gaps import Gap, GapGroup, Row, gaps_of, grouped, percent_up, summary, total
from rulec.cli.input import compiled
from rulec.cli.output import Gate, Lang, colourful, counts, gated, write_json, write_table, write_text
from rulec.diagnostics.codes import message, severity
from rulec.diagnostics.render_json import diagnostics_json
from rulec.diagnostics.render_text import SEVERITY_WORDS, render_error, render_text, visible
from rulec.source import LineIndex

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation

_SHOWN = 60  # characters of a gap that are quoted


@dataclass(frozen=True, slots=True)
class Checked:
    """One announcement: compiled, its gaps, and which of them are accepted by which file."""

    path: str
    compilation: "Compilation"
    gaps: tuple[Gap, ...]
    accepted: Accepted
    file: Path

    def open_gaps(self) -> tuple[Gap, ...]:
        """Gaps that nobody accepted."""
        return tuple(gap for gap in self.gaps if self.accepted.reason(gap.span) is None)


def check(
    files: Annotated[list[str], typer.Argument(help="Announcements (txt, md, html, docx); - for standard input.")],
    summary_only: Annotated[bool, typer.Option("--summary", help="A table, one row a file: coverage, norms, findings, ledger.")] = False,
    gaps: Annotated[Path | None, typer.Option(help="Accepted gaps (default: gaps.yaml beside the announcement).")] = None,
    write_gaps: Annotated[bool, typer.Option("--write-gaps", help="Append an entry without reason for each gap nobody accepted.")] = False,
    unresolved: Annotated[Literal["error", "warn"], typer.Option(help="Whether a gap that nobody accepted fails.")] = "error",
    fail_on: Annotated[Gate, typer.Option(help="Lightest finding that makes the exit status 1.")] = "error",
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="text or json.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of messages.")] = "zh",
) -> None:
    """Report the findings in announcements, each at its place with what to do, and what was not understood, by construction."""
    found = [_checked(file, gaps, write_gaps) for file in files]
    if write_gaps:
        _write(found, lang)
        raise typer.Exit(0)
    if format == "json":
        write_json([_json(one, lang) for one in found])
    elif summary_only:
        write_table(_table([summary(one.compilation, one.path) for one in found], lang))
        _say_stale(found, lang)
    else:
        for one in found:
            _say(one, lang)
        _say_gaps(found, lang)
        _say_stale(found, lang)
    raise typer.Exit(1 if any(_failed(one, unresolved, fail_on) for one in found) else 0)


def _checked(path: str, gaps: Path | None, to_write: bool) -> Checked:
    """Compile one file and read what is accepted for it. The default file may be absent; one named with --gaps only if it is to be written."""
    file = gaps if gaps is not None else Path(path).parent / GAPS_FILE
    compilation = compiled(path)
    found = gaps_of(compilation)
    read = () if not file.exists() and (gaps is None or to_write) else read_gaps(file)
    return Checked(path, compilation, found, accept(read, compilation.ingested.source, found, file), file)


def _failed(one: Checked, unresolved: str, fail_on: Gate) -> bool:
    """Whether the gate closes: a finding heavy enough that is no accepted gap, a gap that nobody accepted, a stale entry."""
    counted = [d for d in one.compilation.diagnostics if d.understood or one.accepted.reason(d.span) is None]
    stale = any(gated([entry.said("")], fail_on) for entry in one.accepted.stale)
    open_gap = unresolved == "error" and fail_on != "never" and bool(one.open_gaps())
    return gated(counted, fail_on) or stale or open_gap


def _write(found: list[Checked], lang: Lang) -> None:
    for file in dict.fromkeys(one.file for one in found):
        mine = [one for one in found if one.file == file]
        numbers = write_skeletons(file, [(one.compilation.ingested.source, one.gaps) for one in mine])
        for one, number in zip(mine, numbers, strict=True):
            zh = f"{one.path}：写入 {number} 项到 {file}" + ("，请填写理由（reason）。" if number else "。")
            en = f"{one.path}: {number} entries written to {file}" + ("; fill in each reason." if number else ".")
            write_text(zh if lang == "zh" else en)


# -- text ------------------------------------------------------------------------------------------------------------------------------


def _say(one: Checked, lang: Lang) -> None:
    found = one.compilation.diagnostics
    write_text(render_text(found, one.compilation.ingested.source, lang=lang, colour=colourful()))
    weights = ", ".join(f"{SEVERITY_WORDS[lang][weight]} {number}" for weight, number in counts(found).items())
    row = summary(one.compilation, one.path)
    share = coverage_percent(row.understood, row.counted)
    write_text(f"{one.path}: {weights}, {'理解' if lang == 'zh' else 'understood'} {share}%")


def _say_gaps(found: list[Checked], lang: Lang) -> None:
    """Gaps by construction, the most frequent first, each with one or two places; then those accepted, with their reasons."""
    lines = {one.path: LineIndex(one.compilation.ingested.source.raw) for one in found}
    groups = grouped((one.path, gap) for one in found for gap in one.open_gaps())
    number = sum(len(group.gaps) for group in groups)
    if number:
        write_text(f"未理解 {number} 处，按构式：" if lang == "zh" else f"{number} stretches not understood, by construction:")
    for group in groups:
        write_text(f"  {len(group.gaps):>4}  {group.construction.name(lang)}")
        for path, gap in group.gaps[:2]:
            write_text(f"        {_place(path, gap, lines)}")
    accepted = [(one.path, gap, reason) for one in found for gap, reason in one.accepted.reasons]
    if accepted:
        write_text(f"已接受 {len(accepted)} 处：" if lang == "zh" else f"{len(accepted)} accepted:")
    for path, gap, reason in accepted:
        write_text(f"        {_place(path, gap, lines)} — {visible(reason)}")


def _place(path: str, gap: Gap, lines: dict[str, LineIndex]) -> str:
    line, column = lines[path].position(gap.span.start)
    words = visible(gap.text.replace("\n", " "))
    return f"{path}:{line}:{column} 「{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}」"


def _say_stale(found: list[Checked], lang: Lang) -> None:
    for one in found:
        for entry in one.accepted.stale:
            write_text(render_error(entry.said(str(one.file)), lang=lang, colour=colourful()))


def _table(rows: list[Row], lang: Lang) -> Table:
    zh = ("公告", "字符", "理解%", "未理解%", "规范", "部分", "部分%", "错误", "警告", "提示", "账本完整")
    en = ("announcement", "characters", "understood %", "unresolved %", "norms", "partial", "partial %", "errors", "warnings", "notes", "ledger")
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(zh if lang == "zh" else en):
        table.add_column(heading, justify="right" if 1 <= number <= 9 else "left", overflow="fold")
    shown = [(row.path, row) for row in rows]
    if len(rows) > 1:
        shown.append((f"{'合计' if lang == 'zh' else 'total'} {len(rows)}", total(rows)))
    for name, row in shown:
        weights = [str(number) for _, number in row.findings]
        whole = ("是" if row.whole else "否") if lang == "zh" else ("whole" if row.whole else "broken")
        table.add_row(
            name, str(row.characters), coverage_percent(row.understood, row.counted), percent_up(row.unresolved, row.counted),
            str(row.norms), str(row.partial), percent_up(row.partial, row.norms), *weights, whole,
        )  # fmt: skip
    return table


# -- JSON ------------------------------------------------------------------------------------------------------------------------------


def _json(one: Checked, lang: Lang) -> dict[str, object]:
    row = summary(one.compilation, one.path)
    return {
        "path": one.path,
        "diagnostics": diagnostics_json(one.compilation.diagnostics, lang),
        "summary": _summary_json(row),
        "gaps": [_group_json(group, one, lang) for group in grouped((one.path, gap) for gap in one.gaps)],
        "stale": [_stale_json(one, number, lang) for number in range(len(one.accepted.stale))],
    }


def _summary_json(row: Row) -> dict[str, object]:
    return {
        "characters": row.characters,
        "understood_percent": coverage_percent(row.understood, row.counted),
        "unresolved_percent": percent_up(row.unresolved, row.counted),
        "norms": row.norms,
        "partial": row.partial,
        "partial_percent": percent_up(row.partial, row.norms),
        "findings": {str(weight): number for weight, number in row.findings},
        "ledger_whole": row.whole,
    }


def _group_json(group: GapGroup, one: Checked, lang: Lang) -> dict[str, object]:
    return {
        "construction": group.construction.id,
        "name": group.construction.name(lang),
        "count": len(group.gaps),
        "places": [
            {"span": list(gap.span), "text": gap.text, "codes": list(gap.codes), "accepted": one.accepted.reason(gap.span)}
            for _, gap in group.gaps
        ],
    }


def _stale_json(one: Checked, number: int, lang: Lang) -> dict[str, object]:
    entry = one.accepted.stale[number]
    said = entry.said(str(one.file))
    return {
        "code": entry.code,
        "severity": str(severity(entry.code)),
        "place": entry.entry.place(),
        "message": message(said, lang),
    }

