"""Two amounts → which weighs more, and from which base on: exact, as functions of the sum they are reckoned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from rulec.diff.words import folded
from rulec.ir import model as ir

Weight = Literal["heavier", "lighter", "mixed", "same", "unknown"]
INFINITE = Fraction(10**18)
"""Stands for no end; above any sum a rule names."""
FAR = Fraction(10**13)
"""Beyond any base: where two straight lines still cross they cross before it."""
_DAYS: Mapping[str, tuple[Fraction, Fraction]] = {
    "minute": (Fraction(1, 1440),) * 2, "hour": (Fraction(1, 24),) * 2, "day": (Fraction(1),) * 2, "week": (Fraction(7),) * 2,
    "working_day": (Fraction(1), Fraction(3)), "month": (Fraction(28), Fraction(31)), "quarter": (Fraction(90), Fraction(92)),
    "year": (Fraction(365), Fraction(366)),
}  # fmt: skip
Span2 = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The outcome, and for sums reckoned from a base the smallest whole bases from which the new one is heavier or lighter."""

    weight: Weight
    heavier_from: tuple[int, ...] = ()
    lighter_from: tuple[int, ...] = ()
    base: str | None = None

    @property
    def break_even(self) -> tuple[int, ...]:
        """All bases at which it turns."""
        return tuple(sorted({*self.heavier_from, *self.lighter_from}))


def weigh(old: ir.Amount | None, new: ir.Amount | None) -> Weighing:
    """Whether `new` is more than `old`; unknown where they are reckoned from different things or in units that do not compare."""
    if old is None or new is None:
        return Weighing("unknown")
    if _holes(old) or _holes(new) or isinstance(old, ir.Steps) or isinstance(new, ir.Steps):
        return Weighing("unknown")
    per = getattr(old, "per", None), getattr(new, "per", None)
    bases = {folded(base): base for base in (*bases_of(old), *bases_of(new))}
    units = _units(old), _units(new)
    if len(bases) > 1 or per[0] != per[1]:
        return Weighing("unknown")
    if units[0] != units[1] and units[0] and units[1]:
        if not (units[0] <= set(_DAYS) and units[1] <= set(_DAYS)):
            return Weighing("unknown")
        if units[0] | units[1] <= set(_MONTHS):
            return Weighing(_ordered(_in_months(old), _in_months(new)))
        return Weighing(_ordered(_in_days(old), _in_days(new)))
    if not bases:
        return Weighing(_ordered(value(old, Fraction(0)), value(new, Fraction(0))))
    return _along(old, new, next(iter(bases.values())))


def value(a: ir.Amount, base: Fraction) -> Span2:
    """What an amount comes to for a base: least and most; the same for one figure."""
    match a:
        case ir.Fixed(figure):
            return (Fraction(figure),) * 2
        case ir.Range():
            return Fraction(a.low or 0), INFINITE if a.high is None else Fraction(a.high)
        case ir.Rate():
            low = Fraction(a.low or 0) * base
            high = INFINITE if a.high is None else Fraction(a.high) * base
            return _clamped(low, a.floor, a.cap), _clamped(high, a.floor, a.cap)
        case ir.All():
            return base, base
        case ir.ValueSet(values):
            return Fraction(min(values)), Fraction(max(values))
        case ir.Permanent():
            return INFINITE, INFINITE
        case ir.Combined():
            return _combined(a, base)
        case ir.Brackets():
            found = _brackets(a, base)
            return found, found
        case _:
            return Fraction(0), INFINITE


def bases_of(a: ir.Amount) -> tuple[str, ...]:
    """The facts an amount is reckoned from."""
    if isinstance(a, ir.Combined):
        return tuple(dict.fromkeys(base for part in a.args for base in bases_of(part)))
    return (a.of,) if isinstance(a, ir.Rate | ir.All | ir.Brackets) else ()


def _holes(a: ir.Amount) -> bool:
    return isinstance(a, ir.Hole) or (isinstance(a, ir.Combined) and any(_holes(part) for part in a.args))


def _units(a: ir.Amount) -> set[str]:
    if isinstance(a, ir.Combined):
        return {unit for part in a.args for unit in _units(part)}
    if isinstance(a, ir.Permanent):
        return set()
    return {"CNY"} if isinstance(a, ir.All) else {a.unit}


_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}


def _in_months(a: ir.Amount) -> Span2:
    low, high = value(a, Fraction(0))
    months = _MONTHS[next(iter(_units(a)))]
    return low * months, high * months


def _in_days(a: ir.Amount) -> Span2:
    low, high = value(a, Fraction(0))
    unit = next(iter(_units(a)), "day")
    return low * _DAYS[unit][0], high * _DAYS[unit][1]


def _ordered(old: Span2, new: Span2) -> Weight:
    signs = {_sign(new[0] - old[0]), _sign(new[1] - old[1])} - {0}
    if not signs:
        return "same"
    return "mixed" if len(signs) == 2 else "heavier" if signs == {1} else "lighter"


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _clamped(figure: Fraction, floor: Decimal | None, cap: Decimal | None) -> Fraction:
    if cap is not None and figure > Fraction(cap):
        figure = Fraction(cap)
    if floor is not None and figure < Fraction(floor):
        figure = Fraction(floor)
    return figure


def _combined(a: ir.Combined, base: Fraction) -> Span2:
    parts = [value(part, base) for part in a.args]
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    match a.type:
        case "max":
            return max(lows), max(highs)
        case "min":
            return min(lows), min(highs)
        case "sum":
            return sum(lows, Fraction(0)), min(sum(highs, Fraction(0)), INFINITE)
        case _:
            return max(Fraction(0), lows[0] - sum(highs[1:])), max(Fraction(0), highs[0] - sum(lows[1:]))


def _brackets(a: ir.Brackets, base: Fraction) -> Fraction:
    total = Fraction(0)
    for row in a.rows:
        over, upto = Fraction(row.over or 0), INFINITE if row.upto is None else Fraction(row.upto)
        if base <= over and not (base == over == 0):
            continue
        if not a.cumulative:
            if base <= upto:
                return Fraction(row.rate) * base if row.rate is not None else Fraction(row.value or 0)
        elif row.rate is not None:
            total += Fraction(row.rate) * (min(base, upto) - over)
        else:
            total += Fraction(row.value or 0)
    return total


def kinks(a: ir.Amount) -> set[Fraction]:
    """Bases at which an amount changes its slope or ends a stretch."""
    found: set[Fraction] = set()
    if isinstance(a, ir.Combined):
        return {kink for part in a.args for kink in kinks(part)}
    if isinstance(a, ir.Rate):
        for rate in (a.low, a.high):
            found |= {Fraction(end) / Fraction(rate) for end in (a.floor, a.cap) if rate and end is not None}
    if isinstance(a, ir.Brackets):
        found |= {Fraction(end) for row in a.rows for end in (row.over, row.upto) if end is not None}
    return found


def _along(old: ir.Amount, new: ir.Amount, base: str) -> Weighing:
    """Both followed along their base: between two kinks each is a straight line, so that signs turn at most once in between."""
    stops = sorted({Fraction(0), Fraction(1), *kinks(old), *kinks(new)})
    stops.append(stops[-1] * 2 + FAR)
    stops += _crossings(old, new, stops)
    stops = sorted(set(stops))
    heavier: list[int] = []
    lighter: list[int] = []
    seen: set[int] = set()
    before = 0
    for one, other in pairwise(stops):
        middle = (one + other) / 2
        signs = {_sign(b - a) for a, b in zip(value(old, middle), value(new, middle), strict=True)} - {0}
        seen |= signs
        now = 0 if not signs else 2 if len(signs) == 2 else signs.pop()
        if now != before:
            first = int(one) + 1 if one else 0
            if now == 1:
                heavier.append(first)
            elif now == -1:
                lighter.append(first)
        before = now
    weight: Weight = "same" if not seen else "mixed" if len(seen) == 2 else "heavier" if seen == {1} else "lighter"
    trim = [figure for figure in heavier if figure], [figure for figure in lighter if figure]
    return Weighing(weight, tuple(trim[0]), tuple(trim[1]), base)


def _crossings(old: ir.Amount, new: ir.Amount, stops: list[Fraction]) -> list[Fraction]:
    found: list[Fraction] = []
    for one, other in pairwise(stops):
        for end in (0, 1):
            first = value(new, one)[end] - value(old, one)[end]
            last = value(new, other)[end] - value(old, other)[end]
            if _sign(first) * _sign(last) < 0:
                found.append(one + (other - one) * first / (first - last))
    # Brackets step between stops; halves keep every sign change in a stretch of its own.
    return found
