"""A case → the decision in full: verdict, measures, what is missing and what would follow, what was assumed, which norm said what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .amounts import holes_of
from .assumed import assumed_in
from .candidates import Candidate, try_out
from .decided import Decided, OptionGroup
from .relief import ticket_json
from .truth import UNKNOWN, Truth
from .weigh import Weighed, keyed, keyed_options

if TYPE_CHECKING:
    from .decision import Case
    from .rule import Rule
    from .specs import Measure

GRANTING = ("permission", "admission")
EMPTY_TICKET: dict[str, Any] = {"removed": [], "added": [], "kept": []}


class Answer(NamedTuple):
    """The decision; all that is not a measure is in its published shape already."""

    verdict: str
    measures: tuple[Decided, ...] = ()
    options: tuple[OptionGroup, ...] = ()
    ticket: dict[str, Any] = EMPTY_TICKET
    candidates: tuple[dict[str, Any], ...] = ()
    missing: tuple[dict[str, Any], ...] = ()
    conflicts: tuple[dict[str, Any], ...] = ()
    assumed: tuple[dict[str, Any], ...] = ()
    holes: tuple[dict[str, Any], ...] = ()
    failed: tuple[dict[str, Any], ...] = ()
    governed: tuple[dict[str, Any], ...] = ()
    trace: tuple[dict[str, Any], ...] = ()


def refused(force: str) -> Answer:
    """The answer of a rule that is not in force, or of which nobody knows since when it is."""
    if force in ("not_yet", "ended"):
        return Answer("not_in_force")
    return Answer("unknown", missing=({"fact": "生效日期", "needed_by": []},))


def answer_case(case: Case, unresolved: str, *, trying: bool = True) -> Answer:
    """The answer to one violation. `trying`: whether the cases that unknown facts leave open are tried out."""
    outcomes = case.outcomes()
    weighed = case.weighed()
    measures, options = weighed.measures, weighed.options
    candidates: tuple[dict[str, Any], ...] = ()
    deciding: tuple[str, ...] = ()
    settled = weighed.certain
    if not settled:
        tried = try_out(case, weighed, trying)
        deciding = tried.deciding
        if tried.outcomes:
            settled = not deciding and tried.outcomes[0].certain
            measures, options = common(case.rule, tried.outcomes)
            candidates = tuple(_candidate(one, measures, options) for one in tried.candidates) if deciding else ()
    conflicts = () if settled else _conflicts(case)
    shown = (*measures, *(one for group in options for one in group.measures))
    return Answer(
        _verdict(case, outcomes, not settled, bool(shown), unresolved),
        measures,
        options,
        ticket_json(case.rule, measures, case.subject, case.held),
        candidates,
        (*_missing(case, weighed, deciding, bool(conflicts)), *(() if settled or deciding else _unasked(case, weighed))),
        conflicts,
        assumed_in(case, outcomes, shown),
        _holes([one.measure for one in shown]),
        _failed(case, outcomes),
        _governed(case.rule, outcomes),
        _trace(case.rule, outcomes, unresolved),
    )


def answer_violations(rule: Rule, cases: dict[str | None, Case], unresolved: str) -> Answer:
    """The answer where it is not known which violation is asked about: what is common to all, and what would follow for each."""
    answers = {key: answer_case(case, unresolved, trying=False) for key, case in cases.items()}
    outcomes = tuple(Weighed(answer.measures, answer.options, (), ()) for answer in answers.values())
    measures, options = common(rule, outcomes)
    names = dict(rule.violations)
    candidates = [Candidate({"违规类型": names.get(str(key), key)}, outcome) for key, outcome in zip(answers, outcomes, strict=True)]
    general = {norm.id for norm in rule.norms if norm.violation is None}
    trace = next(iter(answers.values())).trace
    shown = (*measures, *(one for group in options for one in group.measures))
    return Answer(
        "not_expressible" if all(answer.verdict == "not_expressible" for answer in answers.values()) else "unknown",
        measures,
        options,
        candidates=tuple(_candidate(one, measures, options) for one in candidates),
        missing=({"fact": "违规类型", "needed_by": []},),
        holes=_holes([one.measure for one in shown]),
        trace=tuple(entry for entry in trace if entry["norm"] in general),
    )


def common(rule: Rule, outcomes: tuple[Weighed, ...]) -> tuple[tuple[Decided, ...], tuple[OptionGroup, ...]]:
    """The measures and options that all outcomes share, each with the norms it rests on in any of them."""
    measures = [keyed(outcome.measures) for outcome in outcomes]
    shared = [key for key in measures[0] if all(key in other for other in measures)]
    options = [keyed_options(outcome.options) for outcome in outcomes]
    shared_options = [key for key in options[0] if all(key in other for other in options)]
    return (
        tuple(measures[0][key].resting_on(_grounds(rule, [other[key].because for other in measures])) for key in shared),
        tuple(options[0][key]._replace(because=_grounds(rule, [other[key].because for other in options])) for key in shared_options),
    )


def _grounds(rule: Rule, because: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({norm for norms in because for norm in norms}, key=rule.order.__getitem__))


def _candidate(candidate: Candidate, measures: tuple[Decided, ...], options: tuple[OptionGroup, ...]) -> dict[str, Any]:
    shape: dict[str, Any] = {"when": candidate.when, "measures": [measure.to_json() for measure in candidate.outcome.measures]}
    if set(keyed_options(candidate.outcome.options)) != set(keyed_options(options)):
        shape["options"] = [group.to_json() for group in candidate.outcome.options]
    return shape


def _verdict(case: Case, outcomes: dict[str, Truth], open_still: bool, follows: bool, unresolved: str) -> str:
    if unresolved != "warn" and any(outcome is not False and case.rule.norm(norm).partial for norm, outcome in outcomes.items()):
        return "not_expressible"
    if open_still:
        return "unknown"
    held = [case.rule.norm(norm) for norm, outcome in outcomes.items() if outcome is True]
    granted = any(norm.kind in GRANTING and norm.conditional for norm in held)
    return "applies" if follows or granted else "does_not_apply"


def _missing(case: Case, weighed: Weighed, deciding: tuple[str, ...], conflict: bool) -> tuple[dict[str, Any], ...]:
    """Facts to find out next, cheapest first: what systems know before what people must judge, then what settles most."""
    rule = case.rule
    needed: dict[str, dict[str, None]] = {name: {} for name in deciding}
    for norm, reads in weighed.hangs_on:
        for name in reads:
            if name in needed:
                needed[name][norm] = None
    for decided in (*weighed.measures, *weighed.possible, *(one for group in weighed.options for one in group.measures)):
        for name in decided.figures.open:
            if getattr(case.facts, name) is UNKNOWN:
                needed.setdefault(name, {}).update(dict.fromkeys(decided.because))
    for name, tier in case.run.tiers.items():
        begun = any(outcome is not UNKNOWN for outcome in tier.outcomes.values())
        if name in deciding and begun and not tier.conflict:
            for norm in (norm for norm, outcome in tier.outcomes.items() if outcome is UNKNOWN):
                for asked in rule.norm(norm).reads:
                    if getattr(case.facts, asked) is UNKNOWN and not case.presumes(asked):
                        needed.setdefault(asked, {})[norm] = None
    place = {spec.name: i for i, spec in enumerate(rule.facts)}
    names = sorted(needed, key=lambda name: (rule.fact(name).asked_of == "person", -len(needed[name]), place[name]))
    found: list[dict[str, Any]] = []
    for name in names:
        entry: dict[str, Any] = {"fact": rule.fact(name).label, "needed_by": sorted(needed[name], key=rule.order.__getitem__)}
        tier_found = case.run.tiers.get(name)
        if conflict and tier_found and tier_found.conflict:
            entry["why"] = f"the criteria of {' and '.join(tier_found.conflict)} are both fulfilled"
        found.append(entry)
    return tuple(found)


def _unasked(case: Case, weighed: Weighed) -> tuple[dict[str, Any], ...]:
    """What is open although no fact asks for it: an exception that the text gives no condition for, words that no fact could be made of."""
    found: list[dict[str, Any]] = []
    for norm, _ in weighed.hangs_on:
        labels = [ground.label for ground in case.rule.norm(norm).excepts if not ground.name]
        found += [{"fact": label, "needed_by": [norm]} for label in labels or [case.rule.norm(norm).quote]]
    return tuple(found)


def _conflicts(case: Case) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"fact": case.rule.fact(name).label, "values": list(tier.conflict), "because": list(tier.because)}
        for name, tier in case.run.tiers.items()
        if tier.conflict
    )


def _holes(measures: list[Measure]) -> tuple[dict[str, Any], ...]:
    found: dict[str, dict[str, Any]] = {}
    for measure in measures:
        for amount in (measure.amount, measure.duration, measure.within):
            for hole in holes_of(amount):
                found[hole.name] = {"name": hole.name, "unit": hole.unit}
        if isinstance(measure.to, tuple):
            found |= {hole["name"]: hole for hole in _holes(list(measure.to))}
    return tuple(found.values())


def _failed(case: Case, outcomes: dict[str, Truth]) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    for norm, requirements in case.run.required.items():
        if outcomes.get(norm) is False:
            names = zip(case.rule.norm(norm).requirements, requirements, strict=True)
            found += [{"norm": norm, "requirement": text, "span": list(span)} for (text, span), outcome in names if outcome is False]
    return tuple(found)


def _governed(rule: Rule, outcomes: dict[str, Truth]) -> tuple[dict[str, Any], ...]:
    found: dict[str, list[str]] = {}
    for governed in rule.governed:
        if outcomes.get(governed.norm) is True and governed.norm not in found.setdefault(governed.title, []):
            found[governed.title].append(governed.norm)
    return tuple({"title": title, "because": norms} for title, norms in found.items() if norms)


def _trace(rule: Rule, outcomes: dict[str, Truth], unresolved: str) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    for identifier, outcome in outcomes.items():
        norm = rule.norm(identifier)
        word = "unknown" if outcome is UNKNOWN else "true" if outcome is True else "false"
        if norm.partial and outcome is not False and unresolved != "warn":
            word = "not_expressible"
        found.append({"norm": identifier, "outcome": word, "quote": norm.quote, "span": list(norm.span)})
    return tuple(found)
