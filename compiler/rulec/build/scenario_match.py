"""A decision against what a person expects: every difference in one sentence."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rulec.build.scenario_model import CandidateExpected, Expected, TicketExpected, TimelineExpected

Json = Mapping[str, Any]


def differences(expected: Expected, decision: Json) -> tuple[str, ...]:
    """What in `decision` (`rulec.decision/1`) is not as expected; empty when all is. Only what `expected` names is judged."""
    out: list[str] = []
    for name, want in (("verdict", expected.verdict), ("force", expected.force)):
        if want is not None and decision.get(name) != want:
            out.append(f"{name}: {decision.get(name)}, expected {want}")
    if expected.measures is not None:
        out += _exactly("measures", expected.measures, decision.get("measures") or ())
    options = decision.get("options") or ()
    if expected.options is not None:
        out += _exactly("options", expected.options, [m for option in options for m in option.get("measures") or ()])
    if expected.options_open is not None and any(option.get("open") for option in options) != expected.options_open:
        out.append(f"options: the list is {'closed' if expected.options_open else 'open'}, expected otherwise")
    out += _listed("missing", expected.missing, decision)
    out += _listed("assumed", expected.assumed, decision)
    if expected.governed_by is not None:
        titles = sorted(str(item.get("title")) for item in decision.get("governed_by") or ())
        out += [] if titles == sorted(expected.governed_by) else [f"governed_by: {brief(titles)}, expected {brief(sorted(expected.governed_by))}"]
    for candidate in expected.candidates:
        out += _candidate(candidate, decision.get("candidates") or ())
    if expected.ticket is not None:
        out += _ticket(expected.ticket, decision.get("ticket") or {})
    forbidden = [m.get("action") for m in decision.get("measures") or () if m.get("action") in expected.never]
    out += [f"measures: {action} must not appear" for action in forbidden]
    return tuple(out)


def timeline_differences(expected: TimelineExpected, timeline: Json) -> tuple[str, ...]:
    """What in `timeline` (`rulec.timeline/1`, with `totals` and `at` at the moments asked for) is not as expected."""
    out: list[str] = []
    if expected.entries is not None:
        got = timeline["entries"]
        if len(got) != len(expected.entries):
            out.append(f"entries: {len(got)}, expected {len(expected.entries)}")
        for number, (want, entry) in enumerate(zip(expected.entries, got, strict=False), 1):
            out += [] if _lasting_agrees(want, entry) else [f"entry {number}: {brief(entry)}, expected {brief(want)}"]
    for name, wanted in (("running", expected.running), ("resets", expected.resets)):
        if wanted is not None:
            out += _exactly(name, wanted, timeline[name], _lasting_agrees)
    found = timeline["findings"]
    out += [f"findings: missing {brief(want)}" for want in expected.findings if not any(agrees(want, item) for item in found)]
    out += _listed("assumed", expected.assumed, timeline)
    for moment, points in expected.totals.items():
        if timeline["totals"][moment] != points:
            out.append(f"points at {moment}: {timeline['totals'][moment]}, expected {points}")
    for moment, measures in expected.at.items():
        out += _exactly(f"running at {moment}", measures, timeline["at"][moment])
    return tuple(out)


def _lasting_agrees(want: Json, got: Json) -> bool:
    """As `agrees`, where measures inside are held to as measures: their list exactly, their words loosely."""
    for key, value in want.items():
        there = got.get(key)
        if key == "measures":
            held = isinstance(there, list) and len(value) == len(there) == len(pair_up(value, there, measure_agrees))
        elif key == "measure":
            held = measure_agrees(value, there or {})
        elif key == "nodes":
            held = isinstance(there, list) and len(value) == len(there) == len(pair_up(value, there, _lasting_agrees))
        else:
            held = agrees(value, there)
        if not held:
            return False
    return True


def agrees(want: object, got: object) -> bool:
    """Whether all that `want` gives is found in `got`: objects by the keys given, lists item by item in any order, the rest equal."""
    if isinstance(want, Mapping):
        return isinstance(got, Mapping) and all(agrees(value, got.get(key)) for key, value in want.items())
    if isinstance(want, (list, tuple)):
        return isinstance(got, (list, tuple)) and len(want) == len(got) and len(pair_up(want, got, agrees)) == len(want)
    return want == got


def measure_agrees(want: Json, got: Json) -> bool:
    """As `agrees`, but the words of `object` (and `text`) need only be contained in one another."""
    for key, value in want.items():
        if key in ("object", "text") and isinstance(value, str):
            words = [w for w in (got.get(key), got.get("text")) if isinstance(w, str)]
            if not any(value in w or (len(w) > 1 and w in value) for w in words):
                return False
        elif key == "to" and isinstance(value, list):
            nested = got.get("to")
            if (
                not isinstance(nested, (list, tuple))
                or len(value) != len(nested)
                or len(pair_up(value, nested, measure_agrees)) != len(value)
            ):
                return False
        elif not agrees(value, got.get(key)):
            return False
    return True


def pair_up(wanted: Sequence[Any], got: Sequence[Any], fits: Callable[[Any, Any], bool]) -> dict[int, int]:
    """A largest pairing (wanted index → got index) of those that fit."""
    options = [[j for j, item in enumerate(got) if fits(want, item)] for want in wanted]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(wanted)):
        place(i, set())
    return {i: j for j, i in owner.items()}


def _exactly(name: str, wanted: Sequence[Json], got: Sequence[Json], fits: Callable[[Json, Json], bool] = measure_agrees) -> list[str]:
    pairs = pair_up(wanted, got, fits)
    absent = [f"{name}: missing {brief(want)}" for i, want in enumerate(wanted) if i not in pairs]
    return absent + [f"{name}: not expected {brief(item)}" for j, item in enumerate(got) if j not in pairs.values()]


def _listed(name: str, wanted: Iterable[str | Json], decision: Json) -> list[str]:
    items = decision.get(name) or ()
    there = ", ".join(str(item.get("fact")) for item in items) or "nothing"
    shapes = [(want, {"fact": want} if isinstance(want, str) else want) for want in wanted]
    missed = [want for want, shape in shapes if not any(agrees(shape, item) for item in items)]
    return [f"{name}: {want if isinstance(want, str) else brief(want)} is not listed (listed: {there})" for want in missed]


def _candidate(want: CandidateExpected, candidates: Sequence[Json]) -> list[str]:
    cases = [c for c in candidates if agrees(want.when, c.get("when") or {})]
    if not cases:
        return [f"candidates: none for {brief(want.when)}"]
    faults = [_exactly(f"candidates {brief(want.when)}", want.measures, c.get("measures") or ()) for c in cases]
    return min(faults, key=len)


def _ticket(want: TicketExpected, ticket: Json) -> list[str]:
    out: list[str] = []
    for name, wanted in (("removed", want.removed), ("kept", want.kept), ("added", want.added)):
        if wanted is None:
            continue
        got = [m for entry in ticket.get(name) or () for m in _of_entry(entry)]
        pairs = pair_up(wanted, got, _ticket_agrees)
        out += [f"ticket.{name}: missing {brief(item)}" for i, item in enumerate(wanted) if i not in pairs]
        out += [f"ticket.{name}: not expected {brief(item)}" for j, item in enumerate(got) if j not in pairs.values()]
    return out


def _of_entry(entry: object) -> Sequence[object]:
    """What stands in one entry of a ticket: the measures of one that comes in for another, else the entry."""
    return entry["measures"] if isinstance(entry, Mapping) and "measures" in entry else (entry,)


def _ticket_agrees(want: object, got: object) -> bool:
    if isinstance(want, str):
        words = [got] if isinstance(got, str) else [got.get(k) for k in ("text", "object")] if isinstance(got, Mapping) else []
        return any(isinstance(w, str) and (want in w or w in want) for w in words)
    if isinstance(want, Mapping) and isinstance(got, Mapping):
        return measure_agrees(want, got)
    return False


def brief(value: object) -> str:
    """`value` in one line, without empty fields and without what only points at the source."""
    if isinstance(value, Mapping):
        value = {k: v for k, v in value.items() if v not in (None, [], {}) and k not in ("span", "because", "id")}
    return json.dumps(value, ensure_ascii=False, default=str)
