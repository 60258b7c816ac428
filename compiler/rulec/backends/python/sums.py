"""The sum of a measure → the arithmetic that gives it, where that is plain: a figure for each of something, a share of a fact."""

from __future__ import annotations

from rulec.backends.python.conditions import figure
from rulec.runtime.amounts import Fixed, Rate, digits_of
from rulec.runtime.money import scaled
from rulec.runtime.specs import Measure

FEN = "0.01"


def sum_of(measure: Measure, asks: list[str]) -> str | None:
    """An expression for the sum of `measure`, whose figures stand in the places `asks`; None where its shape has to be worked out."""
    amount = measure.amount
    if isinstance(amount, Fixed) and measure.counted:
        digits = digits_of(amount)
        return f"{asks[0]} * {figure(scaled(amount.value, digits), digits)}"
    if isinstance(amount, Rate) and not measure.counted and _plain(amount):
        numerator, denominator = _fraction(amount.low or "")
        ends = [f"{name}={figure(scaled(end, 2), 2)}" for name, end in (("floor", amount.floor), ("cap", amount.cap)) if end is not None]
        return f"share({', '.join([asks[0], str(numerator), str(denominator), *ends])})"
    return None


def _plain(rate: Rate) -> bool:
    """Whether a rate is one share of a sum in fen, half up to the fen, with a sum that is open where the base is unknown."""
    one = rate.low is not None and rate.low == rate.high and rate.per is None
    in_fen = rate.unit == "CNY" and rate.digits == 2 and rate.round_to in (None, FEN) and rate.round_mode == "half_up"
    return one and in_fen and (rate.floor is None or rate.floor != rate.cap)


def _fraction(text: str) -> tuple[int, int]:
    """A rate in hundredths where they will do: 0.1 is 10 of 100."""
    digits = max(2, len(text.partition(".")[2]))
    return scaled(text, digits), 10**digits
