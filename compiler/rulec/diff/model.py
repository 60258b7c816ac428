"""What a diff is made of: the one report model that every format renders, in the shapes of the published contract (`rulec.diff/1`).

A change states typed facts; words are made at the edge, from `code` and `before`/`after`. Spans are places in the raw text of their side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rulec.ir.model import Amount, Expression, Measure
from rulec.source import Span

Level = Literal["ERR", "WARN", "INFO", "EDIT"]
GateState = Literal["fails", "acknowledged", "passes"]
Direction = Literal["stricter", "looser", "mixed", "neutral", "unknown"]
Proof = Literal["exact", "tested", "masked", "equivalent", "not_provable"]
MatchedBy = Literal["label", "hash", "outcome", "similarity", "assignment"]
Verdict = Literal["pass", "gate", "incomplete"]
Value = Amount | Expression | Measure | str | None
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two announcements. `effective` is an ISO date."""

    path: str
    sha256: str
    title: str
    effective: str | None
    status: str = "unknown"
    published: str | None = None
    consultation: tuple[str, str] | None = None
    publicity: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a side of a change is written: provision label, span in the raw text, the sentence, line and column (1-based)."""

    provision: str | None
    span: Span | None
    text: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """Facts (by label, values as the door takes them) and what both versions decide of them (`rulec.decision/1`)."""

    facts: Json
    violation: str | None
    old: Json
    new: Json
    region: str = ""  # the stretch of facts that behaves alike, in words of the text: 4.4 ≤ 店铺体验分 < 4.5
    as_test: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One judged difference. `old`/`new` is None where the other side has no counterpart; `subject` is what it is about (violation, tier)."""

    code: str
    slug: str
    fingerprint: str
    level: Level
    old: Place | None
    new: Place | None
    before: Value
    after: Value
    direction: Mapping[str, Direction]
    proof: Proof
    matched_by: MatchedBy | None = None
    violation: str | None = None
    tier: str | None = None
    measure: str | None = None  # action id of the measure it is about
    witnesses: tuple[Witness, ...] = ()
    caused_by: str | None = None
    echoes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # message keys: break_even:166667, not_proved:product …
    gate: GateState = "passes"
    acknowledged: Acknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody accepted a change, with a reason. `expires` is an ISO date or None."""

    fingerprint: str
    reason: str
    approved_by: str | None = None
    ticket: str | None = None
    expires: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A provision of the old text and its counterpart; one of the two is None where there is none. Rows of the 修订对照表, in the order of the new text."""

    old: Place | None
    new: Place | None
    state: Literal["same", "editorial", "changed", "added", "removed", "moved"]
    matched_by: MatchedBy | None = None
    changes: tuple[str, ...] = ()  # fingerprints


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the penalty matrix: a violation's tier (or repeat) and one action, in words, on both sides."""

    violation: str
    tier: str
    action: str
    before: str
    after: str
    direction: Direction
    change: str | None = None


@dataclass(frozen=True, slots=True)
class AnnouncedChange:
    """What the announcement says it changes, held against what changed."""

    text: str
    span: Span
    state: Literal["confirmed", "not_found"]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A stretch of one side that could not be compared, and why."""

    side: Literal["old", "new"]
    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What the change does to real cases: how many of them, and the sums. Money in yuan as a string."""

    cases: int
    changed: int
    undecided: int
    by_tier: tuple[tuple[str, int, int], ...] = ()  # tier, cases, changed
    by_audience: tuple[tuple[str, int, int], ...] = ()
    yuan_old: str = "0"
    yuan_new: str = "0"
    points_old: str = "0"
    points_new: str = "0"
    worst: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one comparison found; what every format renders."""

    verdict: Verdict
    old: Side
    new: Side
    compared_old: int
    compared_new: int
    not_understood: tuple[NotUnderstood, ...]
    changes: tuple[Change, ...]
    pairs: tuple[Pair, ...] = ()
    cells: tuple[Cell, ...] = ()
    announced: tuple[AnnouncedChange, ...] = ()
    unannounced: tuple[str, ...] = ()  # fingerprints
    impact: Impact | None = None
    axioms: tuple[str, ...] = ()
    stale: tuple[Acknowledgement, ...] = ()  # acknowledgements that match nothing in this pair, or are past their date
    profile: str = "default"
    reasons: tuple[str, ...] = field(default=())  # why the verdict is not `pass`, as message keys
