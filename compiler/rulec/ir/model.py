"""The target-neutral meaning of an announcement: facts, norms, accounts. Names and shapes follow the published contract.

Numbers are exact decimals (money in yuan here; backends turn it into integer fen). Spans are places in the raw text; they take no
part in equality, so a clean and a damaged copy of one announcement compile to equal rule sets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rulec.ir.cited import Amendment as Amendment
from rulec.ir.cited import AnnouncedChange as AnnouncedChange
from rulec.ir.cited import Reference as Reference
from rulec.source import Span

Rel = Literal["ge", "gt", "le", "lt", "eq", "ne"]
Modality = Literal["must", "may", "must_not"]
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


# ---- amounts -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rounding:
    to: Decimal
    mode: Literal["half_up", "down", "up"] = "half_up"
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    value: Decimal
    unit: str
    per: str | None = None
    type: Literal["fixed"] = "fixed"


@dataclass(frozen=True, slots=True)
class Range:
    low: Decimal | None
    high: Decimal | None
    low_inclusive: bool
    high_inclusive: bool
    unit: str
    per: str | None = None
    type: Literal["range"] = "range"


@dataclass(frozen=True, slots=True)
class Rate:
    """`share` (0.1 of X) or `multiple` (three times X); `low == high` for one figure. `of` is a fact label."""

    type: Literal["share", "multiple"]
    low: Decimal | None
    high: Decimal | None
    low_inclusive: bool
    high_inclusive: bool
    of: str
    floor: Decimal | None = None
    cap: Decimal | None = None
    unit: str = "CNY"
    round: Rounding | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class All:
    of: str
    type: Literal["all"] = "all"


@dataclass(frozen=True, slots=True)
class ValueSet:
    values: tuple[Decimal, ...]
    unit: str
    per: str | None = None
    type: Literal["set"] = "set"


@dataclass(frozen=True, slots=True)
class Hole:
    """A figure the text leaves open (X天); each has a name of its own."""

    name: str
    unit: str
    type: Literal["hole"] = "hole"


@dataclass(frozen=True, slots=True)
class Permanent:
    type: Literal["permanent"] = "permanent"


@dataclass(frozen=True, slots=True)
class Combined:
    """`max`, `min`, `sum` or `difference` (never below zero) of amounts."""

    type: Literal["max", "min", "sum", "difference"]
    args: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class BracketRow:
    over: Decimal | None
    upto: Decimal | None
    rate: Decimal | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Brackets:
    of: str
    rows: tuple[BracketRow, ...]
    cumulative: bool
    unit: str = "CNY"
    type: Literal["brackets"] = "brackets"


@dataclass(frozen=True, slots=True)
class Steps:
    first: Decimal
    every: Decimal
    value: Decimal
    unit: str
    of: str = ""
    type: Literal["steps"] = "steps"


Amount = Fixed | Range | Rate | All | ValueSet | Hole | Permanent | Combined | Brackets | Steps


# ---- norms ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    group: str
    branch: str | None = None
    pick: str = "one"  # one, one_or_more, any, or a number
    open: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    action: str
    text: str
    span: Span = place()
    object: str | None = None
    targets: tuple[str, ...] = ()
    by: str | None = None
    modality: Modality | None = None
    choice: Choice | None = None
    instead_of: tuple[str, ...] = ()
    optional_with: str | None = None
    amount: Amount | None = None
    duration: Amount | None = None
    within: Amount | None = None
    condition: Expression | None = None
    from_: str | None = field(default=None, metadata={"json": "from"})
    to: tuple[Measure, ...] | str | None = None
    to_pick: str | None = None


@dataclass(frozen=True, slots=True)
class NormException:
    sense: Literal["except", "in_addition"]
    condition: Expression | None
    span: Span = place()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a tier criterion concludes; `open`: the list of criteria is not closed."""

    violation: str | None
    scale: str
    label: str
    open: bool


@dataclass(frozen=True, slots=True)
class Act:
    text: str
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Keeps:
    others: bool
    named: tuple[str, ...]
    span: Span = place()


NormKind = Literal[
    "penalty", "obligation", "prohibition", "permission", "admission", "relief", "revocation", "precedence", "procedure", "tier_criteria",
    "transition",
]  # fmt: skip
Role = Literal["operative", "detail", "summary"]


@dataclass(frozen=True, slots=True)
class Norm:
    id: str
    kind: NormKind
    span: Span = place()
    text: str = field(default="", compare=False)
    role: Role = "operative"
    of: str | None = None
    violation: str | None = None
    provision: str | None = None
    item: str | None = None
    subjects: tuple[str, ...] = ()
    modality: Modality = "must"
    by: str | None = None
    condition: Expression | None = None
    concludes: Conclusion | None = None
    act: Act | None = None
    object: str | None = None
    measures: tuple[Measure, ...] = ()
    exceptions: tuple[NormException, ...] = ()
    keeps: Keeps | None = None
    unclaimed: tuple[Span, ...] = field(default=(), compare=False)


# ---- accounts ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reset:
    """Balance starts afresh after `at` (`MM-DDTHH:MM:SS` each year; that second still belongs to the old period)."""

    type: Literal["calendar", "period"]
    at: str | None = None
    period: str | None = None
    length: Decimal | None = None
    unit: str | None = None
    condition: Expression | None = None
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Node:
    """A threshold of an account. `at`+`rel`, or `low`/`high`, or `every`/`from_`, or `delegates`."""

    span: Span = place()
    at: Decimal | None = None
    rel: Rel | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    every: Decimal | None = None
    from_: Decimal | None = field(default=None, metadata={"json": "from"})
    delegates: str | None = None
    in_addition: bool = False
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    every: Decimal
    unit: str
    what: str
    points: Decimal
    upto: Decimal | None = None
    span: Span = place()


@dataclass(frozen=True, slots=True)
class WindowCap:
    limit: Decimal
    length: Decimal
    unit: str
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    unit: str
    span: Span = place()
    initial: Decimal | None = None
    full: Decimal | None = None
    shown_as: Literal["deducted", "balance"] = "deducted"
    reset: Reset | None = None
    recovery: tuple[Recovery, ...] = ()
    caps: tuple[WindowCap, ...] = ()
    nodes: tuple[Node, ...] = ()
    concurrency: Literal["strictest", "each"] | None = None
    concurrency_span: Span | None = field(default=None, compare=False)


# ---- the document --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dates:
    page: str | None = None
    published: str | None = None
    effective: str | None = None
    effective_tentative: bool = False
    revised: str | None = None
    repealed: str | None = None
    consultation: tuple[str, str] | None = None
    publicity: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    issuer: str | None = None
    kind: str | None = None
    status: Literal["consultation", "publicity", "published", "report", "unknown"] = "unknown"
    subjects: tuple[str, ...] = ()
    dates: Dates = field(default_factory=Dates)
    bounds: tuple[tuple[str, str], ...] = ()  # word → included | excluded, where the document decides
    bounds_stated: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    id: str
    label: str
    path: tuple[str, ...]
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Violation:
    id: str
    name: str
    span: Span = place()
    definition: str | None = None


FactType = Literal["number", "money", "count", "flag", "set", "choice", "moment", "event", "judgement"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed input. `label` is the noun phrase as written (simplified), `name` an ASCII identifier."""

    label: str
    name: str
    type: FactType
    unit: str | None = None
    window: Window | None = None
    domain: tuple[str, ...] | None = None
    asked_of: Literal["system", "person"] = "system"
    spans: tuple[Span, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    kind: Literal["term", "derived_fact", "measure_class", "quantity"]
    text: str
    span: Span = place()
    fact: str | None = None
    condition: Expression | None = None
    members: tuple[str, ...] = ()
    subject: str | None = None
    without: tuple[str, ...] = ()  # what a negative definition leaves out (指除…以外的)


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example. `given`/`expect` are words; `events` (violation, points) replay through the account where there is one."""

    span: Span = place()
    given: tuple[tuple[str, str], ...] = ()
    expect: tuple[tuple[str, str], ...] = ()
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything one announcement says, ready for the interpreter, backends, analysis and diff."""

    document: Document
    provisions: tuple[Provision, ...] = ()
    violations: tuple[Violation, ...] = ()
    facts: tuple[Fact, ...] = ()
    norms: tuple[Norm, ...] = ()
    accounts: tuple[Account, ...] = ()
    definitions: tuple[Definition, ...] = ()
    examples: tuple[Example, ...] = field(default=(), compare=False)
    references: tuple[Reference, ...] = field(default=(), compare=False)
    changes_announced: tuple[AnnouncedChange, ...] = field(default=(), compare=False)
    amendments: tuple[Amendment, ...] = ()
