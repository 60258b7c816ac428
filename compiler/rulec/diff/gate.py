"""A report + acknowledgements + a policy → the same report with its verdict. Direction is a fact; whether CI must stop is this policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from rulec.diff.model import Acknowledgement, Change, GateState, Level, Report, Verdict

Profile = Literal["report", "default", "merchant-protect", "strict"]
PROFILES: tuple[Profile, ...] = ("report", "default", "merchant-protect", "strict")
LEVELS: tuple[Level, ...] = ("ERR", "WARN", "INFO", "EDIT")
NEVER_ASKED = frozenset({"D901", "D902"})  # moves and numbers never need an acknowledgement
_PROTECTED = frozenset({"商家", "达人", "个人", "单位"})
_HARD = frozenset({"stricter", "mixed", "unknown"})


@dataclass(frozen=True, slots=True)
class Policy:
    """What stops CI. `profile`: report (nothing) ⊂ default (ERR) ⊂ merchant-protect (ERR, and WARN against the sanctioned) ⊂ strict (WARN too).

    `fail_on` replaces the profile's level; `fail_on_direction` adds every change in one of these directions; `max_impact` is a share of cases.
    """

    profile: Profile = "default"
    fail_on: Level | Literal["never"] | None = None
    fail_on_direction: tuple[str, ...] = ()
    max_impact: Fraction | None = None


def gate(report: Report, policy: Policy, acks: Sequence[Acknowledgement], today: date) -> Report:
    """The report with each change's gate, the stale acknowledgements and the verdict.

    An acknowledgement past `expires` no longer holds (it fails open: the change fails again). One that matches nothing is stale; under
    `strict` it fails. `incomplete` stands whatever the gate says; both lists are kept.
    """
    live = {ack.fingerprint: ack for ack in acks if not _expired(ack, today)}
    changes = tuple(_judged(change, policy, live.get(change.fingerprint)) for change in report.changes)
    known = {change.fingerprint for change in changes}
    stale = tuple(ack for ack in acks if ack.fingerprint not in known or _expired(ack, today))
    failing = any(change.gate == "fails" for change in changes)
    reasons = list(report.reasons)
    if policy.max_impact is not None and report.impact is not None and _over(report, policy.max_impact):
        failing = True
        reasons.append(f"impact:{report.impact.changed}/{report.impact.cases}")
    if stale and policy.profile == "strict":
        failing = True
        reasons.append(f"stale_acknowledgements:{len(stale)}")
    if failing:
        reasons.append(f"unacknowledged:{sum(change.gate == 'fails' for change in changes)}")
    verdict: Verdict = "incomplete" if report.verdict == "incomplete" else "gate" if failing else "pass"
    return replace(report, changes=changes, stale=stale, verdict=verdict, profile=policy.profile, reasons=tuple(dict.fromkeys(reasons)))


def fails(change: Change, policy: Policy) -> bool:
    """Whether a change stops CI unless somebody acknowledges it. Echoes never do: their root does."""
    if change.caused_by is not None or change.code in NEVER_ASKED:
        return False
    if set(policy.fail_on_direction) & set(change.direction.values()) and change.level != "EDIT":
        return True
    if policy.fail_on is not None:
        return policy.fail_on != "never" and LEVELS.index(change.level) <= LEVELS.index(policy.fail_on)
    match policy.profile:
        case "report":
            return False
        case "default":
            return change.level == "ERR"
        case "merchant-protect":
            return change.level == "ERR" or (change.level == "WARN" and _against(change))
        case "strict":
            return change.level in ("ERR", "WARN")


def _against(change: Change) -> bool:
    return any(direction in _HARD for who, direction in change.direction.items() if who in _PROTECTED or who != "消费者")


def _judged(change: Change, policy: Policy, ack: Acknowledgement | None) -> Change:
    state: GateState = "passes"
    if fails(change, policy):
        state = "acknowledged" if ack is not None else "fails"
    return replace(change, gate=state, acknowledged=ack)


def _expired(ack: Acknowledgement, today: date) -> bool:
    return ack.expires is not None and date.fromisoformat(ack.expires) < today


def _over(report: Report, limit: Fraction) -> bool:
    impact = report.impact
    return impact is not None and impact.cases > 0 and Fraction(impact.changed, impact.cases) > limit


def unanswered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes that still have to be acknowledged, in the report's order."""
    return tuple(change for change in changes if change.gate == "fails")
