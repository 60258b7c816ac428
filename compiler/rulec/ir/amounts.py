"""What a measure amounts to: a figure, a range, a share of something, steps. Part of `ir.model`; money in yuan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


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
