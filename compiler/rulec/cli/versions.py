"""`rulec versions`: when which version of a rule is in force."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table

from rulec.cli.build import compiled_project
from rulec.cli.input import read_moment
from rulec.cli.output import Lang, write_json, write_table, write_text
from rulec.runtime.force import day_of

if TYPE_CHECKING:
    from rulec.build.versions import Dated

_WORDS = {
    "zh": {"dated": "", "draft": "未生效(征求意见或公示)", "undated": "没有日期", "on": "当日适用", "none": "当日没有适用的版本"},
    "en": {"dated": "", "draft": "draft, never in force", "undated": "no date", "on": "in force that day", "none": "no version in force that day"},
}


def versions(
    rule: Annotated[str, typer.Argument(help="ISSUER/RULE as in the corpus, its folder, or the title.")],
    on: Annotated[str | None, typer.Option("--on", help="Mark the version in force on this day.")] = None,
    root: Annotated[Path, typer.Option(help="The project.")] = Path("."),
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="Words, or JSON.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Print the versions of a rule: published, in force from and until before, and the sentences that say so."""
    from rulec.build.findings import finding_json, finding_words
    from rulec.build.rule_book import find_rule
    from rulec.build.versions import date_sources, in_force, timeline, version_findings

    moment = read_moment(on)
    day = None if moment is None else day_of(moment).isoformat()
    built = compiled_project(root, None, True, lang).built
    name = find_rule(built, rule)
    rows = timeline(one for one in built if one.announcement.name == name)
    current = in_force(rows, day) if day is not None else None
    found = version_findings(rows)
    if format == "json":
        write_json(
            {
                "schema": "rulec.versions/1",
                "rule": name,
                "on": day,
                "in_force": None if current is None else current.built.version.name,
                "versions": [
                    {
                        "version": one.built.version.name,
                        "title": one.built.compilation.rule_set.document.title,
                        "path": one.built.version.path,
                        "sha256": one.built.compilation.ingested.source.sha256,
                        "state": one.state,
                        "published": one.published,
                        "start": one.start,
                        "end": one.end,
                        "stated_end": one.stated_end,
                        "sources": list(date_sources(one)),
                    }
                    for one in rows
                ],
                "findings": [finding_json(one, lang) for one in found],
            }
        )
        return
    write_table(_table(rows, current, lang))
    for one in rows:
        for line in date_sources(one):
            write_text(f"{one.built.version.path}: {line}")
    if day is not None and current is None:
        write_text(f"{day}: {_WORDS[lang]['none']}")
    for item in found:
        write_text(finding_words(item, lang))


def _table(rows: "tuple[Dated, ...]", current: "Dated | None", lang: Lang) -> Table:
    zh, en = ("版本", "标题", "发布", "生效", "失效", "说明"), ("version", "title", "published", "from", "until", "remarks")
    table = Table(box=None, pad_edge=False)
    for heading in zh if lang == "zh" else en:
        table.add_column(heading, overflow="fold")
    for one in rows:
        remark = _WORDS[lang]["on"] if one is current else _WORDS[lang][one.state]
        title = one.built.compilation.rule_set.document.title
        table.add_row(one.built.version.name, title, one.published or "—", one.start or "—", one.end or "—", remark)
    return table
