"""A rule and its scenarios → the cases that nobody has tried: facts complete, outcome empty.

For each norm that decides: every stretch of facts it holds in, every bound of it one step below, at and above, every exception, and one
case in which a fact is not known; for each node of an account the points just below, at and above. What the outcome is, a person reads in
the text: `rulec test` counts an empty one as not holding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

import yaml

from rulec.analysis.nearest import bound_of
from rulec.analysis.regions import Box, Interval, boxes, norm_boxes, point, product, space_of, tightened
from rulec.build.emit import Built
from rulec.build.facts import find_fact
from rulec.build.mutants import DECIDING
from rulec.build.scenario_model import Scenario
from rulec.build.scenarios import decide_with, replay_with
from rulec.diagnostics import UserError
from rulec.ir.interpret import Interpreter
from rulec.ir.model import Account, Norm, NormException, RuleSet
from rulec.report.ir_to_json import plain as words_of
from rulec.runtime.money import plain
from rulec.runtime.rule import NAMES_OF_VIOLATION, VIOLATION

MOST_BOXES = 24
"""Stretches of one norm that cases are suggested for; a condition that falls into more is tried in its first ones."""
HEAD = "# To be filled in by a person who has read the text: `expect: {}` does not count as holding.\n"
EVENT_AT = "2024-01-10T10:00:00"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One case to be decided by a person. `facts`, or `events` on the account named."""

    id: str
    about: str
    boundary: str
    facts: Mapping[str, object] = field(default_factory=dict)
    events: tuple[Mapping[str, object], ...] = ()
    account: str | None = None

    def row(self, version: str | None) -> dict[str, Any]:
        """As scenarios.yaml has it."""
        row: dict[str, Any] = {"id": self.id, "about": self.about, "boundary": self.boundary}
        if version is not None:
            row["versions"] = [version]
        if self.events:
            return row | {"account": self.account, "events": [dict(event) for event in self.events], "expect": {}}
        return row | {"facts": dict(self.facts), "expect": {}}


def suggestions(built: Built, scenarios: Iterable[Scenario]) -> tuple[Suggestion, ...]:
    """The cases of one version that none of its scenarios tries, in the order of the text."""
    mine = [one for one in scenarios if one.versions is None or built.version.name in one.versions]
    rule_set = built.compilation.rule_set
    interpreter = Interpreter(rule_set)
    return (*_Facts(rule_set, interpreter, mine).all(), *_of_accounts(rule_set, interpreter, mine))


def as_yaml(found: Sequence[Suggestion], version: str | None) -> str:
    """Rows for scenarios.yaml; nothing where there are none."""
    if not found:
        return ""
    rows = [one.row(version) for one in found]
    return HEAD + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=10_000)


class _Beside(NamedTuple):
    """One side of a bound of one stretch of facts: from the figure one step away to the bound, and the stretch of the very figure;
    `tried_as`: what is to be tried once."""

    number: int
    label: str
    written: str
    word: str
    between: tuple[int, int]
    key: str
    exact: Box
    tried_as: object


class _Facts:
    """Gathers cases over facts; what was suggested counts as tried."""

    def __init__(self, rule_set: RuleSet, interpreter: Interpreter, scenarios: Sequence[Scenario]) -> None:
        self.rule_set, self.interpreter = rule_set, interpreter
        self.plan = interpreter.plan
        self.space = space_of(rule_set)
        self.tried = [self._read(one) for one in scenarios if one.events is None]
        traces = [row for one in scenarios if one.events is None for row in _trace(one, interpreter)]
        self.open = {norm for norm, outcome in traces if outcome == "unknown"}
        self.true = {norm for norm, outcome in traces if outcome == "true"}

    def all(self) -> Iterator[Suggestion]:
        for norm in self.plan.norms:
            if norm.unclaimed or norm.condition is None or not (norm.measures or norm.kind in DECIDING):
                continue
            held = norm_boxes(norm, self.space, self.plan)[:MOST_BOXES]
            yield from self._of_bounds(norm, held)
            for number, box in enumerate(held, 1):
                if not self._has(box) and not (len(held) == 1 and norm.id in self.true):
                    yield from self._case(norm, f"{norm.id}-{number}", box, "条件成立")
            for number, exception in enumerate(norm.exceptions, 1):
                yield from self._of_exception(norm, number, exception)
            yield from self._with_unknown(norm, held)

    def _of_bounds(self, norm: Norm, held: Sequence[Box]) -> Iterator[Suggestion]:
        """Each side of each bound that no case tries; stretches that differ only in words of a set share theirs."""
        bounds = [bound for number, box in enumerate(held, 1) for bound in self._bounds(number, box)]
        tried = {bound.tried_as for bound in bounds if self._tries(bound)}
        for bound in bounds:
            if bound.tried_as not in tried:
                tried.add(bound.tried_as)
                name = self.plan.fact(bound.label).name if self.plan.has(bound.label) else "fact"
                about = f"{bound.label}：界限 {bound.written} {_SIDES[bound.word]}"
                yield from self._case(norm, f"{norm.id}-{bound.number}-{name}-{bound.written}-{bound.word}", bound.exact, about)

    def _bounds(self, number: int, box: Box) -> Iterator[_Beside]:
        alike = frozenset((key, side if isinstance(side, frozenset) else None) for key, side in box.sides.items() if self._kind(key) != "word")
        for key, side in box.sides.items():
            dimension = self.space.dimension(key)
            for end in ("low", "high") if isinstance(side, Interval) else ():
                figure = getattr(side, end)
                if figure is None or figure == getattr(dimension, end):
                    continue
                bound = bound_of(end, figure, dimension.cuts)
                written = plain(bound, dimension.places)
                step = 10 ** (dimension.places - len(written.partition(".")[2]))
                for word, exact in (("below", bound - step), ("at", bound), ("above", bound + step)):
                    if (dimension.low is None or exact >= dimension.low) and (dimension.high is None or exact <= dimension.high):
                        place = Box({**box.sides, key: Interval(exact, exact)})
                        yield _Beside(number, dimension.label, written, word, (exact, bound), key, place, (alike, key, written, word))

    def _tries(self, bound: _Beside) -> bool:
        """Whether a case lies on that side of the bound, at most a step away, and in the stretch in all else."""
        low, high = (Decimal(figure).scaleb(-self.space.dimension(bound.key).places) for figure in sorted(bound.between))
        rest = bound.exact.without(bound.key)
        figures = [case.get(bound.label) for case in self.tried if all(self._in(case, key, side) for key, side in rest.sides.items())]
        near = [one for one in figures if isinstance(one, Decimal) and low <= one <= high]
        return any(one == low if low == high else one != (high if bound.word == "below" else low) for one in near)

    def _kind(self, key: str) -> str:
        return self.space.dimension(key).kind

    def _of_exception(self, norm: Norm, number: int, exception: NormException) -> Iterator[Suggestion]:
        if exception.sense != "except" or exception.condition is None:
            return
        base = boxes(norm.condition, self.space, self.plan) if norm.condition is not None else (Box({}),)
        both = product(base, boxes(exception.condition, self.space, self.plan))
        if both and not any(self._has(box) for box in both):
            yield from self._case(norm, f"{norm.id}-except-{number}", both[0], f"属于例外：{exception.text}")

    def _with_unknown(self, norm: Norm, held: Sequence[Box]) -> Iterator[Suggestion]:
        """A case of the norm with the fact left out that its first stretch turns on last."""
        if norm.id in self.open or not held:
            return
        facts = point(held[0], self.space)
        for key in reversed(list(held[0].sides) if facts is not None else []):
            label = self.space.dimension(key).label
            rest = {name: value for name, value in (facts or {}).items() if name != label}
            decision = self.interpreter.decide(rest, assume_in_force=True).to_json(near=False)
            if any(step["norm"] == norm.id and step["outcome"] == "unknown" for step in decision["trace"]):
                yield Suggestion(f"{norm.id}-unknown", f"{_place(norm)}：不知道{label}", "missing is neither zero nor no", rest)
                return

    def _case(self, norm: Norm, name: str, box: Box, about: str) -> Iterator[Suggestion]:
        facts = point(box, self.space)
        if facts is not None:
            self.tried.append({key: _comparable(value) for key, value in facts.items()})
            yield Suggestion(name, f"{_place(norm)}：{about}", " ".join(norm.text.split())[:60], facts)

    def _read(self, scenario: Scenario) -> dict[str, object]:
        found: dict[str, object] = {} if scenario.violation is None else {VIOLATION: self._violation(scenario.violation)}
        for name, value in scenario.facts.items():
            fact = find_fact(self.rule_set, name)
            label = VIOLATION if name in NAMES_OF_VIOLATION and fact is None else fact.label if fact is not None else name
            found[label] = self._violation(str(value)) if label == VIOLATION else _comparable(value)
        return found

    def _violation(self, words: str) -> str:
        return next((one.name for one in self.rule_set.violations if words in (one.id, one.name)), words)

    def _has(self, box: Box) -> bool:
        """Whether a case that was tried lies in the box; what nobody states is no unless it must be said."""
        tight = tightened(box, self.space)
        return tight is None or any(all(self._in(case, key, side) for key, side in box.sides.items()) for case in self.tried)

    def _in(self, case: Mapping[str, object], key: str, side: Any) -> bool:
        dimension = self.space.dimension(key)
        if dimension.kind == "opaque":
            return True
        value = case.get(dimension.label)
        if value is None:
            return bool(side == frozenset({False}))
        if dimension.kind == "figure":
            figure = value if isinstance(value, Decimal) else None
            scaled = None if figure is None else figure.scaleb(dimension.places)
            return scaled is not None and not ((side.low is not None and scaled < side.low) or (side.high is not None and scaled > side.high))
        if dimension.kind == "word":
            return isinstance(value, list | tuple) and bool((dimension.word in value) in side)
        return bool(value in side)


_SIDES = {"below": "之下一步", "at": "处", "above": "之上一步"}


def _comparable(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return number if number.is_finite() else value


def _trace(scenario: Scenario, interpreter: Interpreter) -> list[tuple[str, str]]:
    """What each norm comes to in a scenario; nothing where its facts cannot be read."""
    try:
        decision = decide_with(interpreter, scenario, near=False)
    except UserError:
        return []
    return [(str(step["norm"]), str(step["outcome"])) for step in decision["trace"]]


def _place(norm: Norm) -> str:
    return norm.provision or norm.id


# ---- accounts ------------------------------------------------------------------------------------------------------------------


def _of_accounts(rule_set: RuleSet, interpreter: Interpreter, scenarios: Sequence[Scenario]) -> Iterator[Suggestion]:
    for number, account in enumerate(rule_set.accounts, 1):
        totals = {total for one in scenarios if one.events is not None for total in _totals(one, account, interpreter)}
        marks = sorted({at for node in account.nodes if node.measures for at in (node.at, node.low, node.from_) if at is not None})
        for at in marks:
            further = [other for other in marks if other > at]
            within = {
                "below": any(at - 1 <= total < at for total in totals),
                "at": at in totals,
                "above": any(at < total and not any(other <= total for other in further) for total in totals),
            }
            for (word, done), points in zip(within.items(), (at - 1, at, at + 1), strict=True):
                if not done and points > 0:
                    totals.add(points)
                    about = f"{account.name}：累计 {words_of(points)} 分，节点 {words_of(at)} {_SIDES[word]}"
                    event = {"at": EVENT_AT, "points": words_of(points)}
                    yield Suggestion(f"account-{number}-{words_of(at)}-{word}", about, f"node {words_of(at)}", {}, (event,), account.name)


def _totals(scenario: Scenario, account: Account, interpreter: Interpreter) -> list[Decimal]:
    first = interpreter.plan.rule_set.accounts[0].name
    if (scenario.account or first) != account.name:
        return []
    try:
        return [Decimal(entry["total"]) for entry in replay_with(interpreter, scenario)["entries"]]
    except UserError:
        return []
