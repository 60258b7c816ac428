"""The shape of `rulec.decision/1` as types; the schema is made from them, and a test holds real decisions against it.

A field with a default may be left out.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from rulec.ir.model import Amount, Choice, Modality
from rulec.source import Span

Verdict = Literal["applies", "does_not_apply", "unknown", "not_expressible", "not_in_force"]
Force = Literal["in_force", "not_yet", "ended", "draft", "undated", "unasked"]


@dataclass(frozen=True, slots=True)
class MeasureNamed:
    """A measure as the text has it, with `amount` for its sum."""

    id: str
    action: str
    object: str | None
    targets: tuple[str, ...]
    by: str | None
    modality: Modality
    choice: Choice | None
    amount: Amount | None
    duration: Amount | None
    within: Amount | None
    text: str
    span: Span
    from_: str | None = field(default=None, metadata={"json": "from"})
    to: "tuple[MeasureNamed, ...] | str | None" = None
    to_pick: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureDecided:
    """One measure that follows. `amount` is the total; `rate` and `count` say how it came about; `because`: the norms it rests on."""

    id: str
    action: str
    object: str | None
    targets: tuple[str, ...]
    by: str | None
    modality: Modality
    choice: Choice | None
    amount: Amount | None
    duration: Amount | None
    within: Amount | None
    text: str
    span: Span
    rate: Amount | None
    count: str | None
    because: tuple[str, ...]
    from_: str | None = field(default=None, metadata={"json": "from"})
    to: tuple[MeasureNamed, ...] | str | None = None
    to_pick: str | None = None


@dataclass(frozen=True, slots=True)
class OptionDecided:
    """What somebody may do, never applied by itself."""

    by: str | None
    pick: str | int
    open: bool
    measures: tuple[MeasureDecided, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketEntry:
    """What comes onto the ticket in the place of what left it."""

    instead_of: tuple[str, ...]
    pick: str | None
    measures: tuple[MeasureNamed, ...]


@dataclass(frozen=True, slots=True)
class TicketDecided:
    """What relief does to the measures of a ticket, in words."""

    removed: tuple[str, ...]
    added: tuple[TicketEntry, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateDecided:
    """What follows in one case of the undecided facts. `options` only where they differ from those of the decision."""

    when: dict[str, Any]
    measures: tuple[MeasureDecided, ...]
    options: tuple[OptionDecided, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact to be found out, and the norms that ask for it."""

    fact: str
    needed_by: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Several values whose criteria are all fulfilled."""

    fact: str
    values: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """What was presumed, and why."""

    fact: str
    value: str
    why: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class HoleLeft:
    """A figure the announcement leaves open."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class FailedRequirement:
    """A requirement of an admission that does not hold."""

    norm: str
    requirement: str
    span: Span


@dataclass(frozen=True, slots=True)
class GovernedBy:
    """Another announcement that governs."""

    title: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A figure close to a boundary, and what would follow beyond it."""

    fact: str
    value: str
    boundary: str
    would: str


@dataclass(frozen=True, slots=True)
class TraceStep:
    """How one norm came out."""

    norm: str
    outcome: Literal["true", "false", "unknown", "not_expressible"]
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class DecisionShape:
    """What follows for one violation."""

    schema: Literal["rulec.decision/1"]
    rule: str
    version: str
    violation: str | None
    as_of: str | None
    force: Force
    verdict: Verdict
    measures: tuple[MeasureDecided, ...]
    options: tuple[OptionDecided, ...]
    ticket: TicketDecided
    candidates: tuple[CandidateDecided, ...]
    missing: tuple[MissingFact, ...]
    conflicts: tuple[Conflict, ...]
    assumed: tuple[Assumption, ...]
    holes: tuple[HoleLeft, ...]
    failed: tuple[FailedRequirement, ...]
    governed_by: tuple[GovernedBy, ...]
    near: tuple[NearMiss, ...]
    trace: tuple[TraceStep, ...]
    words: str = ""
