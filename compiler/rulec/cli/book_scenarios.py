"""Part of `rulec test`: the scenarios of rule books, through the interpreter and the generated book."""

from collections.abc import Sequence
from pathlib import Path

from rulec.build.workspace import Announcement, discover
from rulec.cli.output import write_text


def run_books(root: Path, chosen: Sequence[Announcement], verbose: bool) -> tuple[int, int]:
    """(scenarios run, those that do not hold) of every issuer all of whose rules are chosen; what does not hold is told."""
    everything = discover(root)
    issuers = sorted({one.issuer for one in chosen})
    whole = [name for name in issuers if all(one in chosen for one in everything if one.issuer == name)]
    folders = {one.issuer: one.folder.parent for one in everything}
    ran = failed = 0
    for issuer in whole:
        found = _run(root, everything, folders[issuer], verbose)
        ran, failed = ran + found[0], failed + found[1]
    return ran, failed


def _run(root: Path, everything: Sequence[Announcement], folder: Path, verbose: bool) -> tuple[int, int]:
    from rulec.build.book_scenarios import FILE, read_book_scenarios, run_book_scenarios

    scenarios = read_book_scenarios(folder, f"corpus/{folder.name}/{FILE}")
    if not scenarios:
        return 0, 0
    from rulec.build.cache import Cache
    from rulec.build.compiling import compile_all
    from rulec.build.emit import generated_files
    from rulec.build.generated_modules import imported
    from rulec.build.rule_book import rule_book

    built = compile_all(everything, cache=Cache(root)).built
    with imported(generated_files(built)) as module:
        outcomes = run_book_scenarios(scenarios, rule_book(built).interpreter(), module("_book.py"))
    for one in outcomes:
        if one.problems or verbose:
            about = f": {one.scenario.about}" if one.scenario.about else ""
            write_text(f"{'FAIL' if one.problems else 'ok'} {folder.name} {one.scenario.rule} {one.scenario.id}{about}")
        for problem in one.problems:
            write_text(f"     {problem}")
    return len(outcomes), sum(1 for one in outcomes if one.problems)
