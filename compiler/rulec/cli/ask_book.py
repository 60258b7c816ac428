"""`rulec eval --book`: what follows from facts under a rule and everything it refers to."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulec.cli.build import compiled_project
from rulec.cli.input import read_given
from rulec.cli.output import Lang, write_json, write_text
from rulec.diagnostics import UserError

if TYPE_CHECKING:
    from rulec.build.explaining import Decide
    from rulec.build.rule_book import RuleBook
    from rulec.runtime.book import Book

Terms = tuple[str | None, date | datetime | None, bool, str, str]
"""Violation, moment, whether drafts count, what is presumed, what becomes of norms not understood."""


def evaluate_book(rule: str, root: Path, given: tuple[str | None, Sequence[str]], terms: Terms, form: str, lang: Lang, explain: bool = False) -> None:
    """Decide and print; `explain`: with why not and what would alter it. `given`: the file of facts, and NAME=VALUE words. UserError for what cannot be read."""
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
    book = together.interpreter()

    def decide(changed: Mapping[str, object]) -> dict[str, Any]:
        return book.decide(name, changed, violation=violation, as_of=as_of, assume_in_force=assume, presume=presume, unresolved=unresolved)

    try:
        decision = decide(facts)
        more = _explained(together, book, facts, decision, decide, lang) if explain else ""
    except FactError as error:
        raise UserError(error.code, **error.values) from None
    if form == "json":
        write_json({**decision, **({"words": book_words(decision, provisions(together), lang) + more} if explain else {})})
    else:
        write_text(book_words(decision, provisions(together), lang) + more)


def _explained(
    together: "RuleBook", book: "Book", facts: Mapping[str, object], decision: Mapping[str, Any], decide: "Decide", lang: Lang
) -> str:
    """Why other provisions of the announcements that took part do not apply, and what would alter the outcome."""
    from rulec.build.explaining import explain_book
    from rulec.ir.interpret import Interpreter
    from rulec.ir.plan import version_name
    from rulec.report.book_words import basis_words
    from rulec.report.explanation_words import explanation_words

    part = {(row["announcement"], row["version"]) for row in decision["announcements"]}
    rules = {(one.built.announcement.name, version_name(one.built.compilation.rule_set.document)): one.built for one in together.versions}
    interpreters = {key: Interpreter(built.compilation.rule_set) for key, built in rules.items() if key in part}
    words = explanation_words(
        explain_book(book, interpreters, facts, decision, decide), basis_words(decision, provisions(together), lang), lang
    )
    return f"\n{words}" if words else ""


def provisions(book: "RuleBook") -> dict[str, str]:
    """Id of a norm as a book writes it → its article, in the newest version that has the norm."""
    found: dict[str, str] = {}
    for one in book.versions:
        rule_set = one.built.compilation.rule_set
        found |= {f"{one.built.announcement.name}#{norm.id}": norm.provision or "" for norm in rule_set.norms}
    return found
