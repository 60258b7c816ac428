"""`rulec test --mutate`: which slips in a rule its scenarios would notice."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rulec.build.workspace import Announcement, discover
from rulec.cli.output import write_text

if TYPE_CHECKING:
    from rulec.build.book_scenarios import BookScenario
    from rulec.build.mutants import Mutant
    from rulec.runtime.book import Book

QUOTED = 80
"""Characters of a sentence that are shown."""


def run_mutants(root: Path, chosen: Sequence[Announcement]) -> None:
    """Mutate every version of the rules chosen and print the score of each, and every surviving mutant with its sentence.

    The interpreter alone runs; the scenarios of a rule's book count, too. UserError for what cannot be read.
    """
    from rulec.build.emit import compile_version
    from rulec.build.mutation import mutation_score
    from rulec.build.scenario_model import read_scenarios

    books: dict[str, tuple[Sequence[BookScenario], Book | None]] = {}
    noticed = counted = 0
    for announcement in chosen:
        if announcement.issuer not in books:
            books[announcement.issuer] = _book(root, announcement)
        together, book = books[announcement.issuer]
        scenarios = read_scenarios(announcement.scenarios, [v.name for v in announcement.versions], f"corpus/{announcement.name}")
        for version in announcement.versions:
            score = mutation_score(compile_version(announcement, version), scenarios, book, together)
            same = f", {score.same} that no case tells apart not counted" if score.same else ""
            name = f"{announcement.name} {version.name}"
            write_text(f"{name}: {score.noticed} of {score.counted} mutants noticed ({score.per_cent} %){same}")
            for mutant in score.surviving:
                write_text(f"     {_words(mutant)}")
            noticed, counted = noticed + score.noticed, counted + score.counted
    write_text(f"{noticed} of {counted} mutants noticed ({noticed * 100 // counted if counted else 100} %)")


def _book(root: Path, announcement: Announcement) -> "tuple[Sequence[BookScenario], Book | None]":
    """The scenarios of an issuer's book, and the book where there are any."""
    from rulec.build.book_scenarios import FILE, read_book_scenarios
    from rulec.build.cache import Cache
    from rulec.build.compiling import compile_all
    from rulec.build.rule_book import rule_book

    folder = announcement.folder.parent
    together = read_book_scenarios(folder, f"corpus/{folder.name}/{FILE}")
    if not together:
        return (), None
    return together, rule_book(compile_all(discover(root), cache=Cache(root)).built).interpreter()


def _words(mutant: "Mutant") -> str:
    quote = " ".join(mutant.quote.split())
    short = quote if len(quote) <= QUOTED else quote[:QUOTED] + "…"
    return f"survives {mutant.where} {mutant.provision or ''} [{mutant.kind}] {mutant.words}  in 「{short}」"
