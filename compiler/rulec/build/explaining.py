"""A decided case → why other norms did not hold, and which small changes of facts would alter the outcome; each change is decided anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rulec.analysis.nearest import Case, Miss, Step, case_of, changes, misses
from rulec.analysis.regions import Dimension, Interval, Space, space_of
from rulec.build.mutants import DECIDING
from rulec.diagnostics import UserError
from rulec.ir.fact_table import SUBJECT
from rulec.ir.interpret import Interpreter
from rulec.ir.plan import Plan
from rulec.report.explanation_words import Change, Explanation, WhyNot
from rulec.runtime.book import POINTS_BEFORE, Book
from rulec.runtime.facts import FactError
from rulec.runtime.rule import VIOLATION

Json = Mapping[str, Any]
Decide = Callable[[Mapping[str, object]], Json]
"""Decides the case with these facts in the place of those given."""
TRIED = 60
"""Changes that are decided anew, at the most."""
SINGLES, DOUBLES = 4, 2
"""Changes that are told: of one fact, and of two where no single one leads there."""
UNDECIDED = ("unknown", "not_expressible", "not_in_force")


@dataclass(frozen=True, slots=True)
class Part:
    """One announcement that took part in a decision: its case by label, what each of its norms came to, its name where there are several,
    the facts that follow from others."""

    plan: Plan
    space: Space
    case: Case
    outcomes: Mapping[str, str]
    fixed: frozenset[str]
    name: str = ""
    names: Mapping[str, str] | None = None


def explain(interpreter: Interpreter, facts: Mapping[str, object], decision: Json, decide: Decide) -> Explanation:
    """The explanation of a decision of one rule. `facts` as given; `decide` answers for changed ones."""
    read, _ = interpreter.rule.read(facts)
    assumed = {str(row["fact"]): row["value"] for row in decision["assumed"]}
    name = next((words for key, words in interpreter.rule.violations if key == decision["violation"]), None)
    part = _part(interpreter, read, assumed, name, {row["norm"]: row["outcome"] for row in decision["trace"]})
    return _explanation([part], (), facts, decision, decide)


def explain_book(
    book: Book, interpreters: Mapping[tuple[str, str], Interpreter], facts: Mapping[str, object], decision: Json, decide: Decide
) -> Explanation:
    """The same of a decision of a rule book; `interpreters` by rule and version. Facts are changed by the labels of the book."""
    given, _ = book.spread(facts)
    assumed = {book.label_of(str(row["fact"]), str(row["announcement"])): row["value"] for row in decision["assumed"]}
    parts: list[Part] = []
    for row in decision["announcements"]:
        rule, interpreter = row["announcement"], interpreters.get((row["announcement"], row["version"]))
        if interpreter is None:
            continue
        names = {spec.label: book.label_of(spec.label, rule) for spec in interpreter.rule.facts}
        known = {own: given[label] for own, label in names.items() if label in given}
        read, _ = interpreter.rule.read(known)
        outcomes = {one["norm"].partition("#")[2]: one["outcome"] for one in decision["trace"] if one["announcement"] == rule}
        own = {label: assumed[names[label]] for label in names if names[label] in assumed}
        violation = next((name for key, name in interpreter.rule.violations if outcomes and _speaks(interpreter, key, outcomes)), None)
        part = _part(interpreter, read, own, violation, outcomes)
        parts.append(Part(part.plan, part.space, part.case, part.outcomes, part.fixed, rule, names))
    return _explanation(parts, _of_points(interpreters, decision), facts, decision, decide)


def _speaks(interpreter: Interpreter, key: str, outcomes: Mapping[str, str]) -> bool:
    return any(norm.violation == key and norm.id in outcomes for norm in interpreter.plan.norms)


def _part(
    interpreter: Interpreter, read: Mapping[str, object], assumed: Mapping[str, object], violation: str | None, outcomes: Mapping[str, str]
) -> Part:
    case = case_of(read, interpreter.plan, assumed)
    if violation is not None:
        case[VIOLATION] = violation
    given = {spec.label for spec in interpreter.rule.facts if spec.name in read}
    derived = {spec.label for spec in interpreter.rule.facts if spec.type == "choice" and spec.label not in given}
    # Who one is, nobody changes for another outcome.
    return Part(interpreter.plan, space_of(interpreter.plan.rule_set), case, outcomes, frozenset({SUBJECT, *derived}))


def _explanation(parts: Sequence[Part], points: Sequence[tuple[Step, ...]], facts: Mapping[str, object], decision: Json, decide: Decide) -> Explanation:
    told = tuple(
        WhyNot(f"{part.name}#{miss.norm.id}" if part.name else miss.norm.id, miss.steps) for part in parts for miss in _misses(part)
    )
    if decision["verdict"] in UNDECIDED:
        return Explanation(decision, told, ())
    ways = [(part.names or {}, way) for part in parts for way in changes(part.outcomes, part.plan, part.space, part.case, part.fixed)]
    ways += [({}, way) for way in points]
    ways.sort(key=lambda one: (len(one[1]), sum(step.distance for step in one[1])))
    return Explanation(decision, told, _altering(ways, facts, decision, decide))


def _of_points(interpreters: Mapping[tuple[str, str], Interpreter], decision: Json) -> list[tuple[Step, ...]]:
    """How many points before the case would bring it to another node of the account, or keep it below one that it reached."""
    found = decision["account"]
    if not found or found["missing"] or not found["account"]:
        return []
    before, deducted = Decimal(found["before"]), Decimal(found["deducted"])
    accounts = [
        account
        for (rule, _), interpreter in interpreters.items()
        if rule == found["announcement"]
        for account in interpreter.plan.rule_set.accounts
        if account.name == found["account"]
    ]
    ways: list[tuple[Step, ...]] = []
    for at in sorted({node.at for account in accounts for node in account.nodes if node.at is not None}):
        # Points are whole: one less keeps below a node.
        low, high = (None, at - deducted - 1) if before + deducted >= at else (at - deducted, None)
        end = int(low if low is not None else high or 0)
        if end >= 0 and before < at:
            dimension = Dimension(POINTS_BEFORE, POINTS_BEFORE, "figure", "number", "point", low=0)
            side = Interval(end, None) if low is not None else Interval(None, end)
            ways.append((Step(dimension, side, before, str(end)),))
    return ways


def _misses(part: Part) -> Iterable[Miss]:
    false = [norm for norm in part.plan.norms if part.outcomes.get(norm.id) == "false" and (norm.measures or norm.kind in DECIDING)]
    return misses([norm for norm in false if norm.kind != "revocation"], part.plan, part.space, part.case)


def _altering(ways: Sequence[tuple[Mapping[str, str], tuple[Step, ...]]], facts: Mapping[str, object], decision: Json, decide: Decide) -> tuple[Change, ...]:
    before = outcome(decision)
    single: list[Change] = []
    double: list[Change] = []
    seen: set[str] = set()
    for names, way in ways[:TRIED]:
        kept = single if len(way) == 1 else double
        if len(kept) >= (SINGLES if kept is single else DOUBLES):
            continue
        changed = {**facts, **{names.get(step.dimension.label, step.dimension.label): step.new for step in way}}
        try:
            after = decide(changed)
        except (UserError, FactError):
            continue
        said = repr(outcome(after))
        if after["verdict"] in UNDECIDED or said == repr(before) or (kept is double and said in seen):
            continue
        if any(repr(outcome(one.after)) == said and [s.dimension.key for s in one.steps] == [s.dimension.key for s in way] for one in kept):
            continue
        seen.add(said)
        kept.append(Change(way, after))
    return (*single, *double)


def outcome(decision: Json) -> list[object]:
    """What a decision comes to, without where it came from."""
    rows = [*decision["measures"], *({**row, "modality": "may"} for group in decision["options"] for row in group["measures"])]
    said = [{key: value for key, value in row.items() if key not in ("id", "span", "because", "rate", "count", "choice")} for row in rows]
    return [decision["verdict"], sorted(map(repr, said))]
