"""`rulec facts`: what the rules of a project ask, and where each fact is read."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table

from rulec.cli.build import compiled_project
from rulec.cli.output import Lang, write_json, write_table, write_text

if TYPE_CHECKING:
    from rulec.build.book_axioms import BookAxioms
    from rulec.build.fact_book import FactEntry

_ASKED = {"zh": {"system": "系统", "person": "人工"}, "en": {"system": "system", "person": "a person"}}


def facts(
    rule: Annotated[str | None, typer.Argument(help="ISSUER/RULE, its folder or its title; all rules without it.")] = None,
    fact: Annotated[str | None, typer.Option("--fact", help="Only this fact, with every place that reads it.")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a file of facts instead.")] = False,
    root: Annotated[Path, typer.Option(help="The project.")] = Path("."),
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="A table, or JSON.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """List the facts of all rules as one dictionary: type, unit, domain, who answers, which rules read it."""
    from rulec.build.book_axioms import book_axioms
    from rulec.build.fact_book import FactBook, fact_book, fact_findings
    from rulec.build.fact_schema import book_schema, facts_json
    from rulec.build.findings import finding_words
    from rulec.build.rule_book import find_rule
    from rulec.diagnostics import UserError
    from rulec.runtime.facts import nearest

    built = compiled_project(root, None, True, lang).built
    book = fact_book(built)
    name = None if rule is None else find_rule(built, rule)
    entries = book.entries if name is None else book.of(name)
    if fact is not None:
        chosen = tuple(one for one in entries if fact in (one.name, *one.labels))
        if not chosen:
            raise UserError("S001", name=fact, near="、".join(nearest(fact, [one.label for one in entries])))
        entries = chosen
    if schema:
        write_json(book_schema(FactBook(entries), name or root.resolve().name))
        return
    found = [one for one in fact_findings(book) if name is None or any(place.announcement == name for place in one.places)]
    axioms = _about(book_axioms(book, built), entries)
    if format == "json":
        write_json(facts_json(entries, axioms, found, lang))
        return
    write_table(_table(entries, lang))
    for line in _axioms(axioms, lang):
        write_text(line)
    if fact is not None:
        for line in _places(entries):
            write_text(line)
    for one in found:
        write_text(finding_words(one, lang))


def _about(axioms: "BookAxioms", entries: "tuple[FactEntry, ...]") -> "BookAxioms":
    """The axioms about the facts shown."""
    shown = {one.label for one in entries}
    ordered = tuple(pair for pair in axioms.ordered if shown & set(pair))
    return replace(axioms, ordered=ordered, counted=tuple(one for one in axioms.counted if one in shown))


def _axioms(axioms: "BookAxioms", lang: Lang) -> list[str]:
    counted = "{} ≥ 1（含本次，首次即 1）" if lang == "zh" else "{} ≥ 1 (the case being decided is counted; the first is 1)"
    return [*(f"{small} ≤ {large}" for small, large in axioms.ordered), *map(counted.format, axioms.counted)]


def _table(entries: "tuple[FactEntry, ...]", lang: Lang) -> Table:
    zh, en = ("事实", "名称", "类型", "单位", "取值", "由谁回答", "规则"), ("fact", "name", "type", "unit", "domain", "answered by", "rules")
    table = Table(box=None, pad_edge=False)
    for heading in zh if lang == "zh" else en:
        table.add_column(heading, overflow="fold")
    for one in entries:
        rules = ", ".join(dict.fromkeys(reading.built.announcement.name for reading in one.readings))
        domain = " / ".join(one.domain or ()) or "—"
        table.add_row(" = ".join(one.labels), one.name, one.type, one.unit or "—", domain, _ASKED[lang][one.asked_of], rules)
    return table


def _places(entries: "tuple[FactEntry, ...]") -> list[str]:
    return [
        f"{place.path} {place.span.start}-{place.span.end} ({', '.join(reading.norms) or '—'}): {place.quote}"
        for one in entries
        for reading in one.readings
        for place in reading.places
    ]
