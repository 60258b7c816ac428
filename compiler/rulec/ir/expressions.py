"""What a condition is made of: windows of time, leaves that ask one fact each, and how they are joined. Part of `ir.model`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rulec.source import Span

Rel = Literal["ge", "gt", "le", "lt", "eq", "ne"]
NO_SPAN = Span(0, 0)


def place() -> Span:
    """A span field: mandatory in practice, outside equality."""
    return field(default=NO_SPAN, compare=False)


# ---- windows -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time a figure is taken over. `rolling`: the last `length` units up to `until`; `calendar`: a period;
    `since`: the `length` units after `event`; `period`: `length` units from `start`."""

    type: Literal["rolling", "calendar", "since", "period"]
    length: Decimal | None = None
    unit: str | None = None
    until: str | None = None
    until_included: bool | None = None
    event: str | None = None
    start: str | None = None
    start_included: bool | None = None
    period: str | None = None


# ---- expressions ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class And:
    args: tuple[Expression, ...]
    op: Literal["and"] = "and"


@dataclass(frozen=True, slots=True)
class Or:
    args: tuple[Expression, ...]
    op: Literal["or"] = "or"


@dataclass(frozen=True, slots=True)
class Not:
    arg: Expression
    op: Literal["not"] = "not"


@dataclass(frozen=True, slots=True)
class AtLeast:
    n: int
    args: tuple[Expression, ...]
    op: Literal["at_least"] = "at_least"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """True where no sibling norm of the same violation and provision holds."""

    span: Span = place()
    op: Literal["otherwise"] = "otherwise"


@dataclass(frozen=True, slots=True)
class FactRef:
    """Another fact as the right side of a comparison."""

    fact: str


@dataclass(frozen=True, slots=True)
class Compare:
    fact: str
    rel: Rel
    value: Decimal | FactRef
    unit: str
    of: str | None = None
    window: Window | None = None
    span: Span = place()
    implied: bool = False  # the figure is not written (不扣分: eq 0)
    op: Literal["compare"] = "compare"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How often `event` happened; the case being decided is counted, but in a `since` window only what came after its start. `fact` is the label of the count."""

    event: str
    rel: Rel
    value: Decimal
    fact: str
    window: Window | None = None
    span: Span = place()
    op: Literal["occurrence"] = "occurrence"


@dataclass(frozen=True, slots=True)
class Is:
    fact: str
    value: str
    span: Span = place()
    op: Literal["is"] = "is"


@dataclass(frozen=True, slots=True)
class Flag:
    fact: str
    span: Span = place()
    op: Literal["flag"] = "flag"


@dataclass(frozen=True, slots=True)
class Contains:
    """The set `fact` holds `value`: a measure's words, or a measure class (then its members per subject count)."""

    fact: str
    value: str
    span: Span = place()
    op: Literal["contains"] = "contains"


@dataclass(frozen=True, slots=True)
class InViolation:
    violation: str
    op: Literal["violation"] = "violation"


@dataclass(frozen=True, slots=True)
class InTier:
    violation: str | None
    scale: str
    label: str
    fact: str
    span: Span = place()
    op: Literal["tier"] = "tier"


@dataclass(frozen=True, slots=True)
class Violates:
    """The conduct breaks the provision named; `fact` is the yes/no that asks for it."""

    reference: str
    fact: str
    span: Span = place()
    op: Literal["violates"] = "violates"


@dataclass(frozen=True, slots=True)
class Event:
    """拒不改正, 逾期不改正 …: whether it happened, after the measure named."""

    name: str
    fact: str
    after: str | None = None
    span: Span = place()
    op: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Open texture, quoted word for word; a person answers yes or no."""

    fact: str
    text: str
    span: Span = place()
    op: Literal["judgement"] = "judgement"


Expression = (
    And | Or | Not | AtLeast | Otherwise | Compare | Occurrence | Is | Flag | Contains | InViolation | InTier | Violates | Event | Judgement
)
