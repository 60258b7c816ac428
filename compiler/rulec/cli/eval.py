"""`rulec eval`: what follows from facts."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from rulec.cli.ask import Answers, ask_facts, offer_to_save, save_facts
from rulec.cli.input import STDIN, compiled, read_facts, read_moment
from rulec.cli.output import Lang, write_json, write_text
from rulec.diagnostics import UserError
from rulec.report.decision_words import decision_words, norm_sources
from rulec.runtime import Decision


def evaluate(
    file: Annotated[str | None, typer.Argument(help="The announcement (txt, md, html, docx); - for standard input.")] = None,
    book: Annotated[
        str | None, typer.Option("--book", help="Instead of a file: ISSUER/RULE (or its title) of a project, with all it refers to.")
    ] = None,
    root: Annotated[Path, typer.Option(help="The project of --book.")] = Path("."),
    facts: Annotated[str | None, typer.Option(help="JSON or YAML, by label or ASCII name, money in yuan; - for stdin.")] = None,
    fact: Annotated[list[str] | None, typer.Option(help="One fact, NAME=VALUE; may be repeated and wins over --facts.")] = None,
    violation: Annotated[str | None, typer.Option(help="Which violation is decided, by name or id.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Moment of the violation: 2023-11-05 or 2023-11-05T08:30:00.")] = None,
    as_if_in_force: Annotated[bool, typer.Option("--as-if-in-force", help="Decide drafts and undated texts, too.")] = False,
    presume: Annotated[Literal["standard", "none"], typer.Option(help="Whether what nobody states is presumed absent.")] = "standard",
    unresolved: Annotated[
        Literal["error", "taint", "warn"],
        typer.Option(
            help="Norms not wholly understood: measures left out, given with the verdict not_expressible, or taken as understood."
        ),
    ] = "error",
    ask: Annotated[
        bool | None, typer.Option("--ask/--no-ask", help="Ask for facts that decide; by itself on a terminal where no facts are given.")
    ] = None,
    saved: Annotated[Path | None, typer.Option("--save-facts", help="Write what was given and answered here, for --facts.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also why other provisions do not apply, and the nearest changes that would alter the outcome.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="Words, or the contract's JSON.")] = "text",
    lang: Annotated[Lang, typer.Option(help="Language of words.")] = "zh",
) -> None:
    """Decide one violation under one announcement, or under a rule book, with the reference interpreter."""
    if (file is None) == (book is None):
        raise UserError("B028")
    if book is not None:
        from rulec.cli.ask_book import evaluate_book

        asked = (violation, read_moment(as_of), as_if_in_force, presume, unresolved)
        evaluate_book(book, root, (facts, fact or ()), asked, format, lang, explain)
        return
    assert file is not None
    if file == STDIN and (facts == STDIN or ask):
        raise UserError("B012")
    asking = ask if ask is not None else not facts and not fact and format == "text" and file != STDIN
    from rulec.build.asking import Terms  # here, so that other commands start without it
    from rulec.ir.interpret import Interpreter

    compilation = compiled(file)
    interpreter = Interpreter(compilation.rule_set)
    terms = Terms(read_moment(as_of), as_if_in_force, presume, unresolved)
    answers = Answers(read_facts(facts, fact or (), compilation.rule_set), violation)
    if violation is not None:
        interpreter.decide({}, violation=violation)  # a name that is not there is said before anything is asked
    if asking:
        if ask is None and not sys.stdin.isatty():
            raise UserError("B023", path=file)
        ask_facts(compilation, interpreter, answers, terms, lang)
    if saved is not None:
        save_facts(saved, answers)
    elif answers.asked and sys.stdin.isatty():
        offer_to_save(answers, lang)
    given = answers.facts

    def decide(facts: Mapping[str, object]) -> Decision:
        return interpreter.decide(
            facts,
            violation=answers.violation,
            as_of=terms.as_of,
            assume_in_force=as_if_in_force,
            presume=presume,
            unresolved=unresolved,
        )

    decision = decide(given).to_json()
    text = decision_words(decision, compilation, lang, given)
    if explain:
        from rulec.build.explaining import explain as explained
        from rulec.report.explanation_words import explanation_words

        more = explained(interpreter, given, decision, lambda facts: decide(facts).to_json(near=False))
        text += "\n" + explanation_words(more, lambda norm: next(iter(norm_sources([norm], compilation, lang)), None), lang)
    if format == "json":
        write_json({**decision, **({"words": text} if explain else {})})
    else:
        write_text(text.rstrip("\n") + "\n")
