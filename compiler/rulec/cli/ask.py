"""Questions at a terminal → facts, until the outcome is settled. They go to standard error; standard output holds the decision."""

import json
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rulec.build.facts import fact_from_words
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import Lang, help_text, message
from rulec.report.decision_words import norm_sources
from rulec.report.ir_to_json import plain
from rulec.report.wording import say
from rulec.report.words import quantity
from rulec.runtime.facts import FIGURES, YES_NO
from rulec.runtime.rule import VIOLATION

if TYPE_CHECKING:
    from rulec.build.asking import Question, Terms
    from rulec.build.pipeline import Compilation
    from rulec.ir.interpret import Interpreter

INTERRUPTED = 2
MOST_SOURCES = 3
"""Sentences that are quoted with one question, at the most."""
_THOUSANDS = re.compile("[0-9\uff10-\uff19]{1,3}([,\uff0c][0-9\uff10-\uff19]{3})+(\\.[0-9]+)?")
_NOT_KNOWN = frozenset({"?", "？", "不知道", "不清楚", "未知", "unknown", "don't know"})


@dataclass(slots=True)
class Answers:
    """What was said: facts by label, the violation by name, and the labels that nobody knows."""

    facts: dict[str, object]
    violation: str | None = None
    declined: set[str] = field(default_factory=set)
    asked: int = 0
    ended: bool = False


def ask_facts(compilation: "Compilation", interpreter: "Interpreter", given: Answers, terms: "Terms", lang: Lang) -> Answers:
    """Ask until the outcome is settled or the input ends; returns `given` with what was answered. typer.Exit(2) on Ctrl-C."""
    from rulec.build.asking import next_question

    try:
        while question := next_question(interpreter, given.facts, given.declined, violation=given.violation, terms=terms):
            if given.asked == 0:
                _tell(say(lang, "ask", "intro", unknown=say(lang, "ask", "unknown")))
            given.asked += 1
            _put(question, given.asked, compilation, lang)
            while not _answered(question, given, interpreter, terms, lang):
                if given.ended:
                    _tell(say(lang, "ask", "ended"))
                    return given
        if given.asked:
            _tell(say(lang, "ask", "settled") + "\n")
    except KeyboardInterrupt:
        _tell("\n" + say(lang, "ask", "interrupted"))
        raise typer.Exit(INTERRUPTED) from None
    return given


def save_facts(path: Path, answers: Answers) -> None:
    """Write the answers as a facts file that `--facts` reads. UserError B016 where that is not possible."""
    named = {VIOLATION: answers.violation} if answers.violation is not None else {}
    text = json.dumps({**named, **answers.facts}, ensure_ascii=False, indent=2, default=_exact) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise UserError("B016", path=str(path), reason=getattr(error, "strerror", None) or str(error)) from error


def offer_to_save(answers: Answers, lang: Lang) -> None:
    """Ask for a file name for the answers; an empty one saves nothing, one that is taken is asked for again."""
    try:
        while True:
            name = _line(say(lang, "ask", "offer"))
            if not name:
                return
            if Path(name).exists():
                _tell(say(lang, "ask", "taken", path=name))
                continue
            try:
                save_facts(Path(name), answers)
            except UserError as error:
                _tell(message(error, lang))
                continue
            _tell(say(lang, "ask", "saved", path=name))
            return
    except KeyboardInterrupt:
        _tell("")
        raise typer.Exit(INTERRUPTED) from None


def _put(question: "Question", number: int, compilation: "Compilation", lang: Lang) -> None:
    """One question: what is asked, the sentences that ask for it and where they stand, the answers to pick from."""
    _tell("\n" + say(lang, "ask", _wording(question), number=number, fact=question.label))
    for source in norm_sources(question.norms, compilation, lang)[:MOST_SOURCES]:
        _tell(f"   {source}")
    left = len(question.norms) - MOST_SOURCES
    if left > 0:
        _tell("   " + say(lang, "ask", "more_sources", count=left))
    for place, choice in enumerate(_choices(question, lang), 1):
        _tell(f"   {place} {choice}")


def _wording(question: "Question") -> str:
    if question.label == VIOLATION:
        return "violation"
    return "yes_no" if question.type in YES_NO else "choice" if question.choices else "figure"


def _choices(question: "Question", lang: Lang) -> tuple[str, ...]:
    if question.type in YES_NO:
        return say(lang, "section", "yes"), say(lang, "section", "no")
    return question.choices


def _answered(question: "Question", given: Answers, interpreter: "Interpreter", terms: "Terms", lang: Lang) -> bool:
    """Read one answer; False where it cannot be understood (which is said) or the input has ended."""
    kind = "many" if question.many else "pick" if _choices(question, lang) else "type"
    unit = quantity("", question.unit, lang).strip() if question.unit else ""
    line = _line(say(lang, "ask", kind, unit=f" ({unit})" if unit else ""))
    if line is None:
        given.ended = True
        return False
    if line in _NOT_KNOWN or line.lower() in _NOT_KNOWN:
        given.declined.add(question.label)
        return True
    if not line:
        _tell(say(lang, "ask", "empty"))
        return False
    value = _value(question, line, interpreter, lang)
    if question.label == VIOLATION:
        if value not in question.choices:
            _tell(say(lang, "ask", "not_listed"))
            return False
        given.violation = str(value)
        return True
    try:
        if value is None or (question.type == "choice" and value not in question.choices):
            _tell(say(lang, "ask", "not_listed"))
            return False
        interpreter.rule.read({question.label: value})
    except ValueError as error:
        said = UserError(getattr(error, "code", "S002"), **getattr(error, "values", {}))
        _tell(f"{message(said, lang)}\n{help_text(said, lang)}")
        return False
    given.facts[question.label] = value
    return True


def _value(question: "Question", line: str, interpreter: "Interpreter", lang: Lang) -> object:
    """The value that a line means; None for a number that is not on the list."""
    choices = _choices(question, lang)
    if question.many:
        words = [part for part in re.split("[、，,;；\\s]+", line) if part]
        picked = [_picked(word, choices) for word in words if word != "0"]
        return None if None in picked else picked
    if choices:
        word = _picked(line, choices)
        return fact_from_words(interpreter.plan.rule_set, question.label, _yes_no(word)) if word and question.type in YES_NO else word
    figure = line.removesuffix(quantity("", question.unit, lang).strip() if question.unit else "").strip()
    if question.type in FIGURES and _THOUSANDS.fullmatch(figure):
        figure = figure.replace(",", "").replace("，", "")
    return fact_from_words(interpreter.plan.rule_set, question.label, figure)


def _picked(word: str, choices: tuple[str, ...]) -> str | None:
    """The choice of this number, or the word itself."""
    if word.isdecimal():
        return choices[int(word) - 1] if 1 <= int(word) <= len(choices) else None
    return word


def _yes_no(word: str) -> str:
    return {"y": "yes", "n": "no"}.get(word.lower(), word)


def _line(prompt: str) -> str | None:
    """One line of the input, trimmed; None where it has ended. What is no text comes back as an empty answer."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        return None
    return "" if any("\ud800" <= char <= "\udfff" for char in line) else line.strip()


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _exact(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value).__name__)
