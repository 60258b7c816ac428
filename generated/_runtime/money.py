"""Exact figures as integers: money in fen, other figures in fixed decimal places. No floats anywhere."""

from __future__ import annotations

from typing import Any

from .truth import UNKNOWN, Unknown

PLACES = 6
"""Decimal places of every figure that is not money."""


def places(unit: str | None) -> int:
    """Decimal places that a figure of this unit is kept in: fen for money, `PLACES` for all else."""
    return 2 if unit == "CNY" else PLACES


def scaled(text: str, digits: int) -> int:
    """The decimal `text` as an integer of `digits` decimal places; ValueError where it is no plain decimal or is finer than that."""
    sign = -1 if text[:1] == "-" else 1
    whole, _, fraction = text.removeprefix("-").partition(".")
    fraction = fraction.rstrip("0")
    figures = whole + fraction.ljust(digits, "0")
    if not whole or len(fraction) > digits or not (figures.isascii() and figures.isdigit()):
        raise ValueError(text)
    return sign * int(figures)


def plain(figure: int, digits: int) -> str:
    """The figure as a canonical decimal: no exponent, no trailing zeros."""
    sign = "-" if figure < 0 else ""
    whole, fraction = divmod(abs(figure), 10**digits)
    tail = str(fraction).rjust(digits, "0").rstrip("0") if digits else ""
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"


def rounded(numerator: int, denominator: int, step: int = 1, mode: str = "half_up") -> int:
    """The fraction, which is not negative, as a multiple of `step`: `half_up`, `down` or `up`."""
    parts = denominator * step
    if mode == "half_up":
        return (2 * numerator + parts) // (2 * parts) * step
    return (-(-numerator // parts) if mode == "up" else numerator // parts) * step


def clamped(figure: int, floor: int | None, cap: int | None) -> int:
    """The figure, but not below `floor` and not above `cap`."""
    if floor is not None and figure < floor:
        figure = floor
    return cap if cap is not None and figure > cap else figure


def share(base: int | Unknown, numerator: int, denominator: int, floor: int | None = None, cap: int | None = None) -> int | Unknown:
    """The share `numerator`/`denominator` of `base` fen, half up to the fen, within `floor` and `cap`; UNKNOWN where the base is."""
    figure: Any = base * numerator
    if figure is not UNKNOWN:
        figure = (figure + denominator // 2) // denominator
        if floor is not None and figure < floor:
            figure = floor
        if cap is not None and figure > cap:
            figure = cap
    found: int | Unknown = figure
    return found
