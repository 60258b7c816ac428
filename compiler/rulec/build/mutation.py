"""Mutants × scenarios → which slips the scenarios of a rule would notice, and which they would let pass.

A mutant is noticed where a scenario that holds does not hold any more. One that says the same in every case (by the boxes of its norm) is
not counted: no scenario could tell. The interpreter alone runs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace

from rulec.analysis.regions import Box, Space, boxes, norm_boxes, point, possible, product, space_of, subtract_all
from rulec.build.book_scenarios import BookScenario, book_differences, decide_scenario
from rulec.build.emit import Built
from rulec.build.mutants import Mutant, mutants_of
from rulec.build.scenario_match import differences, timeline_differences
from rulec.build.scenario_model import Scenario
from rulec.build.scenarios import decide_with, replay_with
from rulec.diagnostics import UserError
from rulec.ir.amounts_to_specs import account_spec
from rulec.ir.interpret import Interpreter
from rulec.ir.model import Measure, Norm
from rulec.ir.plan import version_name
from rulec.runtime.book import Book, Entry, Loaded
from rulec.runtime.rule import NAMES_OF_VIOLATION


@dataclass(frozen=True, slots=True)
class Score:
    """What the scenarios of one version notice. `same`: mutants that cannot be told apart from the rule; `surviving`: the others that
    nothing noticed."""

    built: Built
    noticed: int
    same: int
    surviving: tuple[Mutant, ...]

    @property
    def counted(self) -> int:
        """How many mutants count."""
        return self.noticed + len(self.surviving)

    @property
    def per_cent(self) -> int:
        """Noticed of those that count, rounded down; 100 where there are none."""
        return 100 if not self.counted else self.noticed * 100 // self.counted


def mutation_score(built: Built, scenarios: Iterable[Scenario], book: Book | None = None, together: Sequence[BookScenario] = ()) -> Score:
    """Every mutant of one version against its scenarios, and against those of the rule book (`book`, `together`) it takes part in.

    Scenarios that do not hold, or have no outcome yet, are left out.
    """
    rule_set = built.compilation.rule_set
    checks = [_alone(one) for one in scenarios if one.versions is None or built.version.name in one.versions]
    if book is not None:
        checks += [_together(one, book, built) for one in together if _takes_part(one, book, built)]
    interpreter = Interpreter(rule_set)
    good = [check for check in checks if check(interpreter) is False]
    noticed, same, surviving = 0, 0, []
    for mutant in mutants_of(rule_set, built.compilation.ingested.source.raw):
        mutated = Interpreter(mutant.rule_set)
        killer = next((at for at, check in enumerate(good) if check(mutated)), None)
        if killer is not None:
            noticed += 1
            good.insert(0, good.pop(killer))  # what noticed one slip is likely to notice the next, in the same sentence
        elif _same(mutant.kind, interpreter, mutated):
            same += 1
        else:
            surviving.append(mutant)
    return Score(built, noticed, same, tuple(surviving))


Check = Callable[[Interpreter], bool | None]
"""Whether a scenario does not hold under a rule; None where it has no outcome that could."""


def _alone(scenario: Scenario) -> Check:
    def check(interpreter: Interpreter) -> bool | None:
        if not scenario.expect.says_something():
            return None
        try:
            if scenario.events is not None:
                wanted = scenario.expect.timeline
                return wanted is not None and bool(timeline_differences(wanted, replay_with(interpreter, scenario)))
            facts = _asked(scenario.facts, interpreter)
            return bool(differences(scenario.expect, decide_with(interpreter, scenario.model_copy(update={"facts": facts}), near=False)))
        except UserError:
            return True

    return check


def _asked(facts: Mapping[str, object], interpreter: Interpreter) -> dict[str, object]:
    """Facts without those that the rule does not ask for any more: that a name is unknown is not how a slip should be noticed."""
    known = {word for spec in interpreter.rule.facts for word in (spec.label, spec.name)}
    return {name: value for name, value in facts.items() if name in known or name in NAMES_OF_VIOLATION}


def _takes_part(scenario: BookScenario, book: Book, built: Built) -> bool:
    """Whether a version has a say in a scenario of the book."""
    mine = (built.announcement.name, version_name(built.compilation.rule_set.document))
    try:
        rows = decide_scenario(scenario, book.decide)["announcements"]
    except UserError:
        return False
    return any((row["announcement"], row["version"]) == mine for row in rows)


def _together(scenario: BookScenario, book: Book, built: Built) -> Check:
    def check(interpreter: Interpreter) -> bool | None:
        if not scenario.expect.says_something():
            return None
        accounts = {one.name: account_spec(interpreter.plan, one) for one in interpreter.plan.rule_set.accounts}
        loaded = SimpleNamespace(RULE=interpreter.rule, **({"ACCOUNTS": accounts} if accounts else {}))

        def load(entry: Entry) -> Loaded:
            return loaded if entry.module == built.module else book.load(entry)

        try:
            return bool(book_differences(scenario.expect, decide_scenario(scenario, Book(book.entries, book.links, book.terms, load).decide)))
        except UserError:
            return True

    return check


TRIED = 60
"""Boxes in which a mutant and the rule are held against each other, at the most, before it counts as one that could be noticed."""


def _same(kind: str, interpreter: Interpreter, mutated: Interpreter) -> bool:
    """Whether no case tells a mutant from the rule: its norms hold in the very same cases, or where they differ (or, for a slip in what a
    norm does, where it holds) both decide alike, another norm having the same say there. Of accounts nothing is known."""
    rule_set, mutant = interpreter.plan.rule_set, mutated.plan.rule_set
    if kind == "amount" or rule_set.accounts != mutant.accounts:
        return False  # a floor or a cap shows only with some sums: one case of a box is no proof
    space = space_of(rule_set, mutant)
    redefined = rule_set.definitions != mutant.definitions
    pairs = [pair for pair in zip(rule_set.norms, mutant.norms, strict=True) if redefined or pair[0] != pair[1]]
    tried: list[Box] = []
    for before, after in pairs:
        if _does(before) != _does(after):
            tried += _regions(before, space, 0)[0]
            continue
        for here, there in zip(_regions(before, space, 0), _regions(after, space, 1), strict=True):
            tried += [*_outside(here, there, space), *_outside(there, here, space)]
    if tried and any(before.kind in SAID_ELSEWHERE for before, _ in pairs):
        return False
    return len(tried) <= TRIED and all(_alike(interpreter, mutated, box, space) for box in tried)


SAID_ELSEWHERE = frozenset({"tier_criteria", "precedence"})
"""Kinds of norms that other announcements rest on: what they do not change here they change there."""


def _does(norm: Norm) -> list[Measure]:
    return [replace(one, condition=None) for one in norm.measures]


def _regions(norm: Norm, space: Space, which: int) -> list[tuple[Box, ...]]:
    """Where a norm holds, then where each of its measures does."""
    plan = space.plans[which]
    own = norm_boxes(norm, space, plan)
    return [own, *(own if one.condition is None else product(own, boxes(one.condition, space, plan)) for one in norm.measures)]


def _outside(one: tuple[Box, ...], other: tuple[Box, ...], space: Space) -> list[Box]:
    return [box for box in subtract_all(one, other, space) if possible(box, space)]


def _alike(interpreter: Interpreter, mutated: Interpreter, box: Box, space: Space) -> bool:
    """Whether both decide alike in a case of the box; False where there is no case to try."""
    facts = point(box, space)
    if facts is None:
        return False
    try:
        said, other = (
            one.decide(_asked(facts, interpreter), assume_in_force=True).to_json(near=False) for one in (interpreter, mutated)
        )
    except UserError:
        return False
    return all(_kept(said[key]) == _kept(other[key]) for key in ("verdict", "measures", "options", "ticket", "missing"))


def _kept(value: object) -> object:
    """What a scenario may expect of a part of a decision: not by which norm it came, nor where it stands."""
    if isinstance(value, Mapping):
        return {key: _kept(item) for key, item in value.items() if key not in ("because", "id", "span", "needed_by")}
    return [_kept(item) for item in value] if isinstance(value, list | tuple) else value
