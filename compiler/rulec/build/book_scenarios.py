"""`corpus/<issuer>/scenarios.yaml`: cases that several announcements of one issuer decide together, run both ways."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rulec.build.exact_data import load_yaml
from rulec.build.scenario_match import agrees, brief, differences, measure_agrees, pair_up
from rulec.build.scenario_model import Expected, Scenario, Shape
from rulec.build.scenarios import TO_FILL_IN, disagreements, moment
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import help_text, message
from rulec.runtime.book import Book

FILE = "scenarios.yaml"


class BookExpected(Expected):
    """An outcome over several announcements. `announcements`: exactly those that took part, `issuer/rule` or `issuer/rule@version`;
    `displaced`: exactly the measures that gave way; `account`: contained."""

    announcements: list[str] | None = None
    displaced: list[Shape] | None = None
    account: Shape | None = None


class BookScenario(Scenario):
    """Facts about one violation under `rule` and everything it refers to."""

    rule: str
    as_if_in_force: bool = False
    expect: BookExpected


SCENARIOS: TypeAdapter[list[BookScenario]] = TypeAdapter(list[BookScenario])


@dataclass(frozen=True, slots=True)
class BookOutcome:
    """How one scenario came out; `problems` is empty when it holds."""

    scenario: BookScenario
    problems: tuple[str, ...]
    decision: Mapping[str, Any] | None


def read_book_scenarios(folder: Path, path: str) -> tuple[BookScenario, ...]:
    """The scenarios of one issuer, in file order; none when there is no file. UserError B001, B005, B006, B010."""
    file = folder / FILE
    if not file.exists():
        return ()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("B001", path=path, reason=str(getattr(error, "strerror", None) or error)) from error
    try:
        found = SCENARIOS.validate_python(load_yaml(text, path) or [])
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UserError("B010", path=path, where=".".join(map(str, first["loc"])) or "top", reason=first["msg"]) from error
    twice = sorted({one.id for one in found if sum(other.id == one.id for other in found) > 1})
    if twice:
        raise UserError("B010", path=path, where=twice[0], reason="id is used twice")
    return tuple(found)


def run_book_scenarios(scenarios: Iterable[BookScenario], interpreted: Book, generated: Any) -> tuple[BookOutcome, ...]:
    """Every scenario through the book of the interpreter and through the generated book (its module)."""
    return tuple(_run(one, interpreted, generated) for one in scenarios)


def decide_scenario(scenario: BookScenario, decide: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """The answer of one book. UserError for facts that it cannot read."""
    try:
        return decide(
            scenario.rule,
            scenario.facts,
            violation=scenario.violation,
            as_of=moment(scenario.as_of),
            assume_in_force=scenario.as_if_in_force,
            presume=scenario.presume,
            unresolved=scenario.unresolved,
        )
    except ValueError as error:
        code, values = getattr(error, "code", None), getattr(error, "values", None)
        if isinstance(code, str) and isinstance(values, dict):
            raise UserError(code, **values) from error
        raise


def book_differences(expected: BookExpected, decision: Mapping[str, Any]) -> tuple[str, ...]:
    """What in the decision of a book is not as expected; empty when all is."""
    return (*differences(expected, decision), *_together(expected, decision))


def _run(scenario: BookScenario, interpreted: Book, generated: Any) -> BookOutcome:
    if not scenario.expect.says_something():
        return BookOutcome(scenario, (TO_FILL_IN,), None)
    answers: list[dict[str, Any]] = []
    problems: list[str] = []
    for name, decide in (("", interpreted.decide), ("generated book: ", generated.decide)):
        try:
            answers.append(decide_scenario(scenario, decide))
        except UserError as error:
            problems.append(f"{name}{error.code}: {message(error, 'en')}. {help_text(error, 'en')}")
    if len(answers) < 2:
        return BookOutcome(scenario, tuple(problems), answers[0] if answers else None)
    decision = answers[0]
    found = book_differences(scenario.expect, decision)
    return BookOutcome(scenario, (*found, *disagreements(decision, answers[1])), decision)


def _together(expected: BookExpected, decision: Mapping[str, Any]) -> list[str]:
    """What only a book has: who took part, what gave way, what the account came to."""
    out: list[str] = []
    if expected.announcements is not None:
        rows = [{one["announcement"], f"{one['announcement']}@{one['version']}"} for one in decision["announcements"]]
        pairs = pair_up(expected.announcements, rows, lambda want, got: want in got)
        out += [f"announcements: {want} took no part" for i, want in enumerate(expected.announcements) if i not in pairs]
        out += [f"announcements: {sorted(got)[-1]} took part" for j, got in enumerate(rows) if j not in pairs.values()]
    if expected.displaced is not None:
        gone = [row["measure"] for row in decision["displaced"]]
        pairs = pair_up(expected.displaced, gone, measure_agrees)
        out += [f"displaced: missing {brief(want)}" for i, want in enumerate(expected.displaced) if i not in pairs]
        out += [f"displaced: not expected {brief(got)}" for j, got in enumerate(gone) if j not in pairs.values()]
    if expected.account is not None and not agrees(expected.account, decision["account"]):
        out.append(f"account: {brief(decision['account'])}, expected {brief(expected.account)}")
    return out
