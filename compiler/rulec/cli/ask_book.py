"""`rulec eval --book`: what follows from facts under a rule and everything it refers to."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rulec.cli.build import compiled_project
from rulec.cli.input import read_given
from rulec.cli.output import Lang, write_json, write_text
from rulec.diagnostics import UserError

if TYPE_CHECKING:
    from rulec.build.rule_book import RuleBook

Terms = tuple[str | None, date | datetime | None, bool, str, str]
"""Violation, moment, whether drafts count, what is presumed, what becomes of norms not understood."""


def evaluate_book(rule: str, root: Path, given: tuple[str | None, Sequence[str]], terms: Terms, form: str, lang: Lang) -> None:
    """Decide and print. `given`: the file of facts, and NAME=VALUE words. UserError for what cannot be read."""
    from rulec.build.fact_schema import declared
    from rulec.build.rule_book import find_rule, rule_book
    from rulec.ir.model import Fact
    from rulec.report.book_words import book_words
    from rulec.runtime.book import POINTS_BEFORE
    from rulec.runtime.facts import FactError

    built = compiled_project(root, None, True, lang).built
    name = find_rule(built, rule)
    together = rule_book(built)
    known: dict[str, Fact] = {POINTS_BEFORE: Fact(POINTS_BEFORE, "points_before", "number", "point")}
    for entry in together.facts.entries:
        for word in (*entry.labels, entry.name):
            known.setdefault(word, declared(entry))
    facts = read_given(given[0], given[1], known.get)
    violation, as_of, assume, presume, unresolved = terms
    try:
        decision = together.interpreter().decide(
            name, facts, violation=violation, as_of=as_of, assume_in_force=assume, presume=presume, unresolved=unresolved
        )
    except FactError as error:
        raise UserError(error.code, **error.values) from None
    if form == "json":
        write_json(decision)
    else:
        write_text(book_words(decision, provisions(together), lang))


def provisions(book: "RuleBook") -> dict[str, str]:
    """Id of a norm as a book writes it → its article, in the newest version that has the norm."""
    found: dict[str, str] = {}
    for one in book.versions:
        rule_set = one.built.compilation.rule_set
        found |= {f"{one.built.announcement.name}#{norm.id}": norm.provision or "" for norm in rule_set.norms}
    return found
