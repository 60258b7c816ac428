"""Facts so far → the next question worth asking, or that the outcome is settled.

A fact is asked for only where two of its answers lead to different outcomes, whatever else is still open; what costs least to find out
comes first (what systems know before what people must judge), then what leaves least open.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from random import Random
from typing import NamedTuple

from rulec.build.open_facts import open_facts
from rulec.ir.interpret import Interpreter
from rulec.ir.model import Fact
from rulec.runtime.candidates import with_facts
from rulec.runtime.cells import cells_of
from rulec.runtime.decided import Decided, measure_key
from rulec.runtime.decision import Case, Decision
from rulec.runtime.facts import FIGURES, YES_NO
from rulec.runtime.rule import VIOLATION
from rulec.runtime.specs import FactSpec
from rulec.runtime.truth import UNKNOWN
from rulec.runtime.weigh import Weighed

BUDGET = 1200
"""Supposed cases that are run, at the most, to show that a fact matters; beyond that it counts as one that may."""
MIXTURES = 12
"""Mixtures of values of the other facts that are tried before all are gone through."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to find out next. `fact` is None for the question which violation it is; `choices` are the answers offered, none for a figure.

    `many`: several choices may be picked. `norms`: ids of those that need the answer, in the order of the text.
    """

    label: str
    type: str
    unit: str | None
    choices: tuple[str, ...]
    many: bool
    norms: tuple[str, ...]
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Terms:
    """How a case is decided: the options of `Interpreter.decide`."""

    as_of: date | datetime | None = None
    assume_in_force: bool = False
    presume: str = "standard"
    unresolved: str = "error"


def next_question(
    interpreter: Interpreter,
    facts: Mapping[str, object],
    declined: Collection[str] = (),
    *,
    violation: str | None = None,
    terms: Terms | None = None,
) -> Question | None:
    """The next question, or None where no answer would change the outcome any more.

    `facts` by label or ASCII name, as the interpreter takes them; `declined` are labels whose answer nobody knows. UserError as there.
    """
    decision = _decide(interpreter, facts, violation, terms or Terms())
    if not decision.asked:
        return None
    if decision.run is None:
        names = tuple(one.name for one in interpreter.plan.rule_set.violations)
        return Question(VIOLATION, "choice", None, names, False, (), None) if VIOLATION not in declined else None
    search = _Search(interpreter, decision.case, declined)
    doubtful: str | None = None
    for group in search.groups():
        for step in (search.alone, search.mixed, search.thorough):
            for name in list(group):
                matters = step(name)
                if matters:
                    return search.question(name)
                if matters is False:
                    group.remove(name)
        doubtful = doubtful or next(iter(group), None)
    return None if doubtful is None else search.question(doubtful)


def _decide(interpreter: Interpreter, facts: Mapping[str, object], violation: str | None, terms: Terms) -> Decision:
    return interpreter.decide(
        facts,
        violation=violation,
        as_of=terms.as_of,
        assume_in_force=terms.assume_in_force,
        presume=terms.presume,
        unresolved=terms.unresolved,
    )


class _Seen(NamedTuple):
    """What can be said of a case: its measures, and what is still unknown or true of the norms that let in or permit without any."""

    weighed: Weighed
    granted: tuple[tuple[str, bool], ...]

    @property
    def certain(self) -> bool:
        """Whether nothing is left open."""
        return self.weighed.certain and all(certain for _, certain in self.granted)

    @property
    def hanging(self) -> set[str]:
        """The norms that are left open."""
        return {norm for norm, _ in self.weighed.hangs_on} | {norm for norm, certain in self.granted if not certain}

    @property
    def stands(self) -> frozenset[object]:
        """What is certain."""
        return frozenset((*_keys(_certain(self.weighed)), *(norm for norm, certain in self.granted if certain)))

    @property
    def may(self) -> frozenset[object]:
        """What is not certain, but possible."""
        return frozenset((*_keys(self.weighed.possible), *(norm for norm, certain in self.granted if not certain)))


class _Search:
    """Looks for the fact to ask about in one case."""

    def __init__(self, interpreter: Interpreter, case: Case, declined: Collection[str]) -> None:
        self.rule_set = interpreter.plan.rule_set
        self.plan = interpreter.plan
        self.case = case
        self.rule = case.rule
        self.declined = {spec.name for spec in self.rule.facts if spec.label in declined or spec.name in declined}
        granting = ("permission", "admission")
        self.granting = frozenset(one.id for one in self.rule.norms if one.kind in granting and one.conditional)
        self.seen = self._see(case)
        self.weighed = self.seen.weighed
        self.place = {spec.name: i for i, spec in enumerate(self.rule.facts)}
        self.runs = 0
        self.open_facts = open_facts(interpreter, case)
        self.bases = {asked for measure in self.plan.measures.values() for asked in measure.asks}
        self.needed = self._needed()

    def groups(self) -> tuple[list[str], ...]:
        """ASCII names of the unknown facts that the outcome may hang on, cheapest first: what systems know, what people must judge, and
        last what only fills in a sum."""
        hanging = {name for _, reads in self.weighed.hangs_on for name in reads}
        hanging |= {name for norm, certain in self.seen.granted if not certain for name in self.open_facts[norm]}
        scales = {name for tier in self.case.run.tiers.values() for norm in tier.outcomes for name in self.rule.norm(norm).reads}
        found: tuple[list[str], ...] = ([], [], [])
        for name in sorted(self.needed, key=self.rank):
            sums = name not in hanging | scales
            found[2 if sums else int(self.rule.fact(name).asked_of == "person")].append(name)
        return found

    def _needed(self) -> dict[str, tuple[str, ...]]:
        """Unknown facts by name, each with the norms that need it; facts of tier criteria only once nobody knows the tier itself."""
        found: dict[str, dict[str, None]] = {}
        for norm, reads in self.weighed.hangs_on:
            for name in reads:
                if name in self.open_facts[norm]:
                    found.setdefault(name, {})[norm] = None
        for norm, certain in self.seen.granted:
            for name in () if certain else sorted(self.open_facts[norm], key=self.place.__getitem__):
                found.setdefault(name, {})[norm] = None
        for decided in (*_certain(self.weighed), *self.weighed.possible):
            for name in decided.figures.open:
                if self._open(name):
                    found.setdefault(name, {}).update(dict.fromkeys(decided.because))
        hanging = {name for _, reads in self.weighed.hangs_on for name in reads}
        for name, tier in self.case.run.tiers.items():
            if name in hanging and (name in self.declined or any(outcome is not UNKNOWN for outcome in tier.outcomes.values())):
                for norm in (norm for norm, outcome in tier.outcomes.items() if outcome is UNKNOWN):
                    for asked in self.open_facts[norm]:
                        if self._open(asked):
                            found.setdefault(asked, {})[norm] = None
        order = self.rule.order
        return {name: tuple(sorted(norms, key=order.__getitem__)) for name, norms in found.items() if name not in self.declined}

    def _open(self, name: str) -> bool:
        return getattr(self.case.facts, name) is UNKNOWN and not self.case.presumes(name)

    def rank(self, name: str) -> tuple[int, int, int]:
        """What settles most first: after how many of its answers nothing hangs on any other fact, how many facts it then hangs on."""
        values = self.values(name)
        after = [self._suppose({name: value}) for value in values]
        hanging = [len({fact for norm in one.hanging for fact in self.open_facts[norm] if fact != name}) for one in after]
        settled = sum(1 for number in hanging if not number)
        return -(settled * 100 // max(1, len(after))), sum(hanging) * 100 // max(1, len(after)), self.place[name]

    def values(self, name: str) -> tuple[object, ...]:
        """Values that stand for all that a fact may come to."""
        spec, tier = self.rule.fact(name), self.case.run.tiers.get(name)
        cells = tuple(cell.value for cell in cells_of(spec, tier.possible if tier else None))
        if spec.type in FIGURES:
            low = 0 if spec.low is None else spec.low
            sums = (low, low + 10 ** (spec.digits + 3), low + 10 ** (spec.digits + 8)) if name in self.bases or not cells else ()
            return tuple(sorted({*(int(cell) for cell in cells), *sums}))
        if spec.type == "set" and not cells:
            words = self.words(spec)
            return (frozenset(), frozenset(words), *(frozenset((word,)) for word in words))
        return cells

    def words(self, spec: FactSpec) -> tuple[str, ...]:
        """The words offered for a set: members of the classes that conditions name, or the words themselves."""
        members = (sorted({word for words in self.plan.members(term).values() for word in words}) or [term] for term in spec.words)
        return tuple(dict.fromkeys(chain.from_iterable(members)))

    def alone(self, name: str) -> bool | None:
        """Whether two answers lead to different outcomes whatever else may come; None where that is not seen so quickly."""
        values = self.values(name)
        return True if len(values) > 1 and _apart([self._suppose({name: value}) for value in values]) else None

    def mixed(self, name: str) -> bool | None:
        """Whether they do for one of a few mixtures of the other facts' values, which are always the same."""
        values, others = self.values(name), self._others(name)
        if len(values) < 2 or self.runs > BUDGET:
            return None
        mixing = Random(0)
        for _ in range(MIXTURES if others else 1):
            rest = {other: mixing.choice(self.values(other)) for other in others if self.values(other)}
            if len({self._outcome({**rest, name: value}) for value in values}) > 1:
                return True
        return None

    def thorough(self, name: str) -> bool | None:
        """Whether they do for any values of the other facts; None where the budget ended before all were gone through."""
        values = self.values(name)
        return self._parts({}, name, values, self._others(name)) if len(values) > 1 else None

    def _others(self, name: str) -> tuple[str, ...]:
        """The open facts that stand in one norm with `name`; for a criterion those of all tiers of its scale."""
        norms = {*self.needed[name], *(norm for tier in self._scales(name) for norm in tier)}
        names = {other for norm in norms for other in self.open_facts[norm]}
        return tuple(sorted((one for one in names - self.declined - {name} if self._open(one)), key=self.place.__getitem__))

    def _scales(self, name: str) -> Iterator[tuple[str, ...]]:
        """For each tier that nobody knows and that `name` helps to find: the norms with its criteria, and those that hang on it."""
        for tier, found in self.case.run.tiers.items():
            if tier in self.declined and any(name in self.rule.norm(norm).reads for norm in found.outcomes):
                yield (*found.outcomes, *(norm for norm, reads in self.weighed.hangs_on if tier in reads))

    def _parts(self, rest: dict[str, object], name: str, values: tuple[object, ...], others: tuple[str, ...]) -> bool | None:
        """Whether the values of `name` come apart for some values of `others`, `rest` being supposed; None where the budget ended first."""
        if self.runs > BUDGET:
            return None
        cases = [self._suppose({**rest, name: value}) for value in values]
        if len({(case.stands, case.may) for case in cases}) > 1 and (not others or _apart(cases)):
            return True
        if not others or all(case.certain for case in cases):
            return False
        whole = True
        norms = {*self.needed[name], *(norm for scale in self._scales(name) for norm in scale)}
        if not any(norms & case.hanging for case in cases):
            return False
        rest_key = self._outcome(rest)
        dead = 0
        while dead < len(others) and not self._changes(rest, others[dead], rest_key):
            dead += 1
        one, *left = (*others[dead:], *others[:dead])
        for value in sorted(self.values(one), key=lambda value: self._alike({**rest, one: value}, name, values)):
            found = self._parts({**rest, one: value}, name, values, tuple(left))
            if found:
                return True
            whole = whole and found is not None
        return False if whole else None

    def _changes(self, rest: dict[str, object], other: str, now: object) -> bool:
        """Whether some value of `other` alone changes what can be said."""
        return any(self._outcome({**rest, other: value}) != now for value in self.values(other))

    def _alike(self, rest: dict[str, object], name: str, values: tuple[object, ...]) -> int:
        """Orders what may be supposed: first that after which the values of `name` look most different."""
        return -len({self._outcome({**rest, name: value}) for value in values})

    def _outcome(self, changes: dict[str, object]) -> object:
        seen = self._suppose(changes)
        return seen.stands, seen.may

    def _suppose(self, changes: dict[str, object]) -> _Seen:
        self.runs += 1
        case = self.case
        return self._see(self.rule.case(with_facts(case.facts, changes), case.violation, case.standard, case.strict))

    def _see(self, case: Case) -> _Seen:
        outcomes = case.outcomes() if self.granting else {}
        granted = ((norm, outcome is True) for norm, outcome in outcomes.items() if norm in self.granting and outcome is not False)
        return _Seen(case.weighed(), tuple(granted))

    def question(self, name: str) -> Question:
        """The question about a fact."""
        spec, tier = self.rule.fact(name), self.case.run.tiers.get(name)
        fact = next((one for one in self.rule_set.facts if one.label == spec.label), None)
        choices: tuple[str, ...] = ()
        if spec.type == "choice":
            choices = tier.possible if tier else tuple(dict.fromkeys((*(spec.domain or ()), *spec.words)))
        elif spec.type == "set":
            choices = self.words(spec)
        return Question(spec.label, spec.type, spec.unit, choices, spec.type == "set", self.needed[name], fact)


def _certain(weighed: Weighed) -> tuple[Decided, ...]:
    return (*weighed.measures, *(one for group in weighed.options for one in group.measures))


def _keys(measures: tuple[Decided, ...]) -> set[object]:
    return {measure_key(one.measure, one.amount) for one in measures}


def _apart(cases: list[_Seen]) -> bool:
    """Whether something certain in one case is impossible in another: then no further fact brings them together."""
    return any(one.stands - other.stands - other.may for one in cases for other in cases)


def answers(question: Question) -> Iterator[str]:
    """The words that answer a question of yes or no, or name one of its choices."""
    yield from ("是", "否") if question.type in YES_NO else question.choices
