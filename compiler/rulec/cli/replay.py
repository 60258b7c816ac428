"""`rulec replay`: events over time through the account of an announcement."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

import typer
from rich.table import Table

from rulec.build.events import event_rows, events_of
from rulec.build.facts import SHANGHAI
from rulec.cli.input import STDIN, compiled, read_moment, read_text
from rulec.cli.output import Lang, write_json, write_table, write_text
from rulec.diagnostics import UserError
from rulec.report.timeline_words import entry_words, timeline_words


def replay(
    file: Annotated[str, typer.Argument(help="The announcement (txt, md, html, docx); - for standard input.")],
    events: Annotated[str, typer.Option(help="JSONL or CSV: at, violation, points (measures, what, done); - for stdin.")],
    account: Annotated[str | None, typer.Option(help="Which account, where there are several.")] = None,
    until: Annotated[str | None, typer.Option(help="Go on to this moment: resets after the last event.")] = None,
    format: Annotated[Literal["table", "json"], typer.Option("--format", help="A table, or JSON.")] = "table",
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Replay deductions through an account: points, nodes reached, measures with start and end, resets."""
    from rulec.ir.interpret import Interpreter  # here, so that other commands start without it

    if file == STDIN and events == STDIN:
        raise UserError("B012")
    rule_set = compiled(file).rule_set
    names = [one.name for one in rule_set.accounts]
    if not names:
        raise UserError("B014", path=file)
    if account is not None and account not in names:
        raise UserError("B020", account=account, known=", ".join(names))
    rows = event_rows(read_text(events), events)
    timeline = Interpreter(rule_set).replay(events_of(rows, events, "all"), account, _moment(until)).to_json()
    if format == "json":
        write_json(timeline)
        return
    write_table(_table(timeline, lang))
    write_text(timeline_words(timeline, lang))


def _moment(text: str | None) -> datetime | None:
    moment = read_moment(text)
    return datetime(moment.year, moment.month, moment.day, tzinfo=SHANGHAI) if type(moment) is date else moment  # type: ignore[return-value]


def _table(timeline: dict[str, Any], lang: Lang) -> Table:
    zh = ("时间", "违规", "扣分", "累计", "余额", "节点", "措施")
    en = ("at", "violation", "points", "total", "balance", "nodes", "measures")
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(zh if lang == "zh" else en):
        table.add_column(heading, justify="right" if 2 <= number <= 4 else "left", overflow="fold")
    for entry in timeline["entries"]:
        table.add_row(*entry_words(entry, lang))
    return table
