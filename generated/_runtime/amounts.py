"""Sums, durations and deadlines as the text gives them, and what they come to once their bases are known."""

from __future__ import annotations

from typing import Any, NamedTuple

from .money import clamped, places, plain, rounded, scaled
from .supposed import Supposed
from .truth import Unknown


class Fixed(NamedTuple):
    """One figure, for each `per` where that is given."""

    value: str
    unit: str
    per: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return _with_per({"type": "fixed", "value": self.value, "unit": self.unit}, self.per)


class Range(NamedTuple):
    """A discretion between two figures, either of which may be open; never a point in it."""

    low: str | None
    high: str | None
    low_inclusive: bool
    high_inclusive: bool
    unit: str
    per: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return _with_per({"type": "range"} | {name: getattr(self, name) for name in self._fields[:5]}, self.per)


class Rate(NamedTuple):
    """A `share` or a `multiple` of the fact labelled `of`, which is kept in `digits` decimal places."""

    type: str
    low: str | None
    high: str | None
    low_inclusive: bool
    high_inclusive: bool
    of: str
    floor: str | None = None
    cap: str | None = None
    unit: str = "CNY"
    round_to: str | None = None
    round_mode: str = "half_up"
    round_stated: bool = False
    per: str | None = None
    digits: int = 2

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        shape: dict[str, Any] = {name: getattr(self, name) for name in self._fields[:9]}
        if self.round_to is not None:
            shape["round"] = {"to": self.round_to, "mode": self.round_mode, "stated": self.round_stated}
        return _with_per(shape, self.per)


class All(NamedTuple):
    """The whole of what `of` names."""

    of: str

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {"type": "all", "of": self.of}


class ValueSet(NamedTuple):
    """One of several figures."""

    values: tuple[str, ...]
    unit: str
    per: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return _with_per({"type": "set", "values": list(self.values), "unit": self.unit}, self.per)


class Hole(NamedTuple):
    """A figure that the text leaves open, by a name of its own."""

    name: str
    unit: str

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {"type": "hole", "name": self.name, "unit": self.unit}


class Permanent(NamedTuple):
    """For good."""

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {"type": "permanent"}


class Combined(NamedTuple):
    """`max`, `min`, `sum` or `difference` (never below zero) of amounts."""

    type: str
    args: tuple[Amount, ...]

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {"type": self.type, "args": [arg.to_json() for arg in self.args]}


class BracketRow(NamedTuple):
    """What lies over one figure and up to another: a rate of it, or a value."""

    over: str | None
    upto: str | None
    rate: str | None = None
    value: str | None = None


class Brackets(NamedTuple):
    """Rows over stretches of the fact `of`; `cumulative`: each row takes its own stretch, and the results are added."""

    of: str
    rows: tuple[BracketRow, ...]
    cumulative: bool
    unit: str = "CNY"
    digits: int = 2

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        rows = [{k: v for k, v in row._asdict().items() if k in ("over", "upto") or v is not None} for row in self.rows]
        return {"type": "brackets", "of": self.of, "rows": rows, "cumulative": self.cumulative, "unit": self.unit}


class Steps(NamedTuple):
    """`value` for each completed `every` of the fact `of` beyond `first`."""

    first: str
    every: str
    value: str
    unit: str
    of: str = ""
    digits: int = 2

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {"type": "steps"} | {name: getattr(self, name) for name in self._fields[:4]}


Amount = Fixed | Range | Rate | All | ValueSet | Hole | Permanent | Combined | Brackets | Steps
Base = int | Unknown


class Worked(NamedTuple):
    """An amount with its bases filled in; `rounding` names a rounding that the text does not state and that changed the figure."""

    amount: Amount
    rounding: str | None = None


def fixed(figure: int, unit: str, per: str | None = None) -> Fixed:
    """The amount of `figure`, an integer in the decimal places of its unit."""
    return Fixed(plain(figure, places(unit)), unit, per)


def work_out(amount: Amount, bases: list[Base]) -> Worked:
    """What `amount` comes to.

    `bases` holds the figures it asks for, in order, and is used up; an unknown one leaves a range or the formula.
    """
    if isinstance(amount, Rate):
        return _rate(amount, bases.pop(0))
    if isinstance(amount, Combined):
        return _combined(amount, [work_out(arg, bases) for arg in amount.args])
    if isinstance(amount, Brackets):
        return _brackets(amount, bases.pop(0))
    if isinstance(amount, Steps) and amount.of:
        return _steps(amount, bases.pop(0))
    return Worked(amount)


def times(amount: Amount, count: int) -> Amount:
    """What an amount for each of something comes to for `count` of them."""
    if isinstance(amount, Fixed):
        return fixed(scaled(amount.value, places(amount.unit)) * count, amount.unit)
    if isinstance(amount, Range):
        digits = places(amount.unit)
        low, high = (None if end is None else plain(scaled(end, digits) * count, digits) for end in amount[:2])
        return Range(low, high, amount.low_inclusive, amount.high_inclusive, amount.unit)
    if isinstance(amount, ValueSet):
        digits = places(amount.unit)
        return ValueSet(tuple(plain(scaled(value, digits) * count, digits) for value in amount.values), amount.unit)
    return amount


def digits_of(amount: Amount | None) -> int:
    """The decimal places in which the figure of a measure is kept: fen for money, as many as the text writes for what it says outright."""
    if isinstance(amount, Fixed) and amount.unit != "CNY":
        return len(amount.value.partition(".")[2])
    if isinstance(amount, Combined):
        return max((digits_of(arg) for arg in amount.args), default=0)
    return places(getattr(amount, "unit", None))


def known_figure(base: Base) -> bool:
    """Whether a figure may enter a sum: it is known, and not only supposed."""
    return not isinstance(base, Unknown | Supposed)


def holes_of(amount: Amount | None) -> list[Hole]:
    """The figures in `amount` that the text leaves open."""
    if isinstance(amount, Hole):
        return [amount]
    return [hole for arg in amount.args for hole in holes_of(arg)] if isinstance(amount, Combined) else []


def _with_per(shape: dict[str, Any], per: str | None) -> dict[str, Any]:
    if per is not None:
        shape["per"] = per
    return shape


def _fraction(text: str) -> tuple[int, int]:
    digits = len(text.partition(".")[2])
    return scaled(text, digits), 10**digits


def _rate(rate: Rate, base: Base) -> Worked:
    digits = places(rate.unit)
    floor, cap = (None if end is None else scaled(end, digits) for end in (rate.floor, rate.cap))
    if not known_figure(base):
        if rate.floor is not None and rate.cap is not None:
            if floor == cap:
                return Worked(Fixed(rate.floor, rate.unit, rate.per))
            return Worked(Range(rate.floor, rate.cap, True, True, rate.unit, rate.per))
        return Worked(rate)
    assert isinstance(base, int)
    step, note = scaled(rate.round_to, digits) if rate.round_to is not None else 1, None
    ends: list[int | None] = []
    for end in (rate.low, rate.high):
        if end is None:
            ends.append(None)
            continue
        numerator, denominator = _fraction(end)
        numerator, denominator = base * numerator * 10**digits, denominator * 10**rate.digits
        figure = rounded(max(numerator, 0), denominator, step, rate.round_mode)
        within = clamped(figure, floor, cap)
        if within == figure and figure * denominator != numerator and not rate.round_stated:
            note = f"{rate.round_mode} {plain(step, digits)}"
        ends.append(within)
    low, high = ends
    if low is not None and low == high:
        return Worked(fixed(low, rate.unit, rate.per), note)
    if low is None:
        low = floor
    texts = [None if end is None else plain(end, digits) for end in (low, high if high is not None else cap)]
    return Worked(Range(texts[0], texts[1], rate.low_inclusive, rate.high_inclusive, rate.unit, rate.per), note)


def _combined(amount: Combined, parts: list[Worked]) -> Worked:
    worked = tuple(part.amount for part in parts)
    note = next((part.rounding for part in parts if part.rounding), None)
    ends = [_ends(part) for part in worked]
    units = {part.unit for part in worked if isinstance(part, Fixed | Range)}
    if len(units) != 1 or any(end is None for end in ends):
        return Worked(Combined(amount.type, worked), note)
    (unit,) = units
    lows, highs = [end[0] for end in ends if end], [end[1] for end in ends if end]
    if amount.type == "difference":
        low, high = max(0, lows[0] - sum(highs[1:])), max(0, highs[0] - sum(lows[1:]))
    else:
        low, high = _picked(amount.type, lows), _picked(amount.type, highs)
    digits = places(unit)
    return Worked(fixed(low, unit) if low == high else Range(plain(low, digits), plain(high, digits), True, True, unit), note)


def _picked(kind: str, figures: list[int]) -> int:
    return max(figures) if kind == "max" else min(figures) if kind == "min" else sum(figures)


def _ends(amount: Amount) -> tuple[int, int] | None:
    if isinstance(amount, Fixed) and amount.per is None:
        figure = scaled(amount.value, places(amount.unit))
        return figure, figure
    if isinstance(amount, Range) and amount.low is not None and amount.high is not None and amount.per is None:
        return scaled(amount.low, places(amount.unit)), scaled(amount.high, places(amount.unit))
    return None


def _brackets(amount: Brackets, base: Base) -> Worked:
    if not known_figure(base):
        return Worked(amount)
    assert isinstance(base, int)
    digits, total, inexact = places(amount.unit), 0, False
    for row in amount.rows:
        over = scaled(row.over, amount.digits) if row.over is not None else 0
        upto = scaled(row.upto, amount.digits) if row.upto is not None else None
        if base <= over and not (row.over is None and base == 0):
            continue
        if not amount.cumulative and upto is not None and base > upto:
            continue
        part = (base if upto is None else min(base, upto)) - over if amount.cumulative else base
        if row.value is not None:
            total += scaled(row.value, digits)
        elif row.rate is not None:
            numerator, denominator = _fraction(row.rate)
            numerator, denominator = part * numerator * 10**digits, denominator * 10**amount.digits
            figure = rounded(numerator, denominator)
            inexact = inexact or figure * denominator != numerator
            total += figure
    return Worked(fixed(total, amount.unit), f"half_up {plain(1, digits)}" if inexact else None)


def _steps(amount: Steps, base: Base) -> Worked:
    if not known_figure(base):
        return Worked(amount)
    assert isinstance(base, int)
    beyond = max(0, base - scaled(amount.first, amount.digits))
    return Worked(fixed(beyond // scaled(amount.every, amount.digits) * scaled(amount.value, places(amount.unit)), amount.unit))
