"""The target-neutral meaning of an announcement: facts, norms, accounts. Names and shapes follow the published contract.

Numbers are exact decimals (money in yuan here; backends turn it into integer fen). Spans are places in the raw text; they take no
part in equality, so a clean and a damaged copy of one announcement compile to equal rule sets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rulec.ir.amounts import All as All
from rulec.ir.amounts import Amount as Amount
from rulec.ir.amounts import BracketRow as BracketRow
from rulec.ir.amounts import Brackets as Brackets
from rulec.ir.amounts import Combined as Combined
from rulec.ir.amounts import Fixed as Fixed
from rulec.ir.amounts import Hole as Hole
from rulec.ir.amounts import Permanent as Permanent
from rulec.ir.amounts import Range as Range
from rulec.ir.amounts import Rate as Rate
from rulec.ir.amounts import Rounding as Rounding
from rulec.ir.amounts import Steps as Steps
from rulec.ir.amounts import ValueSet as ValueSet
from rulec.ir.cited import Amendment as Amendment
from rulec.ir.cited import AnnouncedChange as AnnouncedChange
from rulec.ir.cited import Reference as Reference
from rulec.ir.expressions import NO_SPAN as NO_SPAN
from rulec.ir.expressions import And as And
from rulec.ir.expressions import AtLeast as AtLeast
from rulec.ir.expressions import Compare as Compare
from rulec.ir.expressions import Contains as Contains
from rulec.ir.expressions import Event as Event
from rulec.ir.expressions import Expression as Expression
from rulec.ir.expressions import FactRef as FactRef
from rulec.ir.expressions import Flag as Flag
from rulec.ir.expressions import InTier as InTier
from rulec.ir.expressions import InViolation as InViolation
from rulec.ir.expressions import Is as Is
from rulec.ir.expressions import Judgement as Judgement
from rulec.ir.expressions import Not as Not
from rulec.ir.expressions import Occurrence as Occurrence
from rulec.ir.expressions import Or as Or
from rulec.ir.expressions import Otherwise as Otherwise
from rulec.ir.expressions import Rel as Rel
from rulec.ir.expressions import Violates as Violates
from rulec.ir.expressions import Window as Window
from rulec.ir.expressions import place as place
from rulec.source import Span

Modality = Literal["must", "may", "must_not"]


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
