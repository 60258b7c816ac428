"""The shape of `rulec.decision/1` as types; the schema is made from them, and a test holds real decisions against it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from rulec.ir.model import Amount, Modality
from rulec.source import Span

Verdict = Literal["applies", "does_not_apply", "unknown", "not_expressible", "not_in_force"]
Force = Literal["in_force", "not_yet", "ended", "draft", "undated", "unasked"]


@dataclass(frozen=True, slots=True)
class MeasureDecided:
    """One measure that follows. `amount` is the total; `rate` and `count` say how it came about."""

    action: str
    targets: tuple[str, ...]
    modality: Modality
    amount: Amount | None
    rate: Amount | None
    count: Decimal | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionDecided:
    """What somebody may do, never applied by itself."""

    by: str | None
    pick: str | None
    open: bool
    measures: tuple[MeasureDecided, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketDecided:
    """What relief does to the measures of a ticket."""

    removed: tuple[Any, ...]
    added: tuple[Any, ...]
    kept: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CandidateDecided:
    """What follows in one case of an undecided fact."""

    when: dict[str, Any]
    measures: tuple[MeasureDecided, ...]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact to be found out, and the norms that ask for it."""

    fact: str
    needed_by: tuple[str, ...]


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
    version: str | None
    violation: str | None
    as_of: str | None
    force: Force
    verdict: Verdict
    measures: tuple[MeasureDecided, ...] = field(default=())
    options: tuple[OptionDecided, ...] = field(default=())
    ticket: TicketDecided | None = None
    candidates: tuple[CandidateDecided, ...] = field(default=())
    missing: tuple[MissingFact, ...] = field(default=())
    assumed: tuple[Assumption, ...] = field(default=())
    holes: tuple[HoleLeft, ...] = field(default=())
    near: tuple[NearMiss, ...] = field(default=())
    trace: tuple[TraceStep, ...] = field(default=())
