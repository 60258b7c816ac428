"""What was decided, measure by measure, and its published shape."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from .amounts import Amount, Base, Fixed, digits_of, known_figure, times, work_out
from .money import scaled
from .specs import Measure
from .truth import UNKNOWN, Unknown


class Decided(tuple[Any, ...]):
    """One measure that stands: the measure, its figure, and the figures that its amount asks for. It is a plain tuple because decisions
    are made of these, and nothing is made faster; what is worked out from it is kept once it has been read."""

    measure: Measure = property(itemgetter(0))  # type: ignore[assignment]
    """The measure as the rule has it."""

    figure: int | Unknown | None = property(itemgetter(1))  # type: ignore[assignment]
    """Its sum as an integer: fen for money, else in the decimal places of `digits_of`. UNKNOWN where a base is, None where there is no one
    figure."""

    @classmethod
    def of(cls, measure: Measure, *bases: Base) -> Decided:
        """A measure whose sum is worked out from the shape of its amount."""
        figures = fill_in(measure, bases)
        amount = figures.amount
        figure: int | Unknown | None = UNKNOWN if figures.open else None
        if isinstance(amount, Fixed) and amount.per is None:
            figure = scaled(amount.value, digits_of(measure.amount))
        return cls((measure, figure, *bases))

    @cached_property
    def because(self) -> tuple[str, ...]:
        """The norms that it rests on."""
        return (self.measure.norm,)

    @property
    def id(self) -> str:
        """The measure's id in the rule."""
        return self.measure.id

    @cached_property
    def figures(self) -> Figures:
        """Its sum, and how that came about."""
        return fill_in(self.measure, self[2:])

    @property
    def amount(self) -> Amount | None:
        """Its sum; a range or a formula where a figure is unknown."""
        return self.figures.amount

    def resting_on(self, because: tuple[str, ...]) -> Decided:
        """The same measure, resting on other norms."""
        found = Decided(self)
        found.__dict__["because"] = because
        return found

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        figures = self.figures
        shape = measure_json(self.measure, figures.amount)
        shape["rate"] = None if figures.rate is None else figures.rate.to_json()
        shape["count"] = None if figures.number is None else str(figures.number)
        shape["because"] = list(self.because)
        return shape


def always(*measures: Measure) -> tuple[Decided, ...]:
    """Measures that ask for no figure: the same in every decision."""
    return tuple(map(Decided.of, measures))


class Figures(NamedTuple):
    """A sum. `rate` and `number` stand where an amount for each of something was multiplied; `open` are the facts it still asks for;
    `rounding` is a rounding that the text does not state."""

    amount: Amount | None
    rate: Amount | None = None
    number: int | None = None
    open: tuple[str, ...] = ()
    rounding: str | None = None


class OptionGroup(NamedTuple):
    """What somebody may do: `by` whom, how many of the measures, and whether the list is open."""

    by: str | None
    pick: str
    open: bool
    measures: tuple[Decided, ...]
    because: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        return {
            "by": self.by,
            "pick": self.pick,
            "open": self.open,
            "measures": [measure.to_json() for measure in self.measures],
            "because": list(self.because),
        }


def fill_in(measure: Measure, figures: tuple[Base, ...]) -> Figures:
    """What a measure comes to with the figures it asks for; an unknown one leaves a range, a formula, or an amount for each."""
    if measure.amount is None or not measure.asks:
        return Figures(measure.amount)
    still_open = tuple(name for name, base in zip(measure.asks, figures, strict=True) if not known_figure(base))
    bases = list(figures)
    count = bases.pop(0) if measure.counted else None
    amount, rounding = work_out(measure.amount, bases)
    if isinstance(count, int) and known_figure(count):
        return Figures(times(amount, count), amount, count, still_open, rounding)
    return Figures(amount, None, None, still_open, rounding)


def measure_json(measure: Measure, amount: Amount | None) -> dict[str, Any]:
    """The published shape of a measure as the text has it, with `amount` for its sum."""
    choice = measure.choice
    shape: dict[str, Any] = {
        "id": measure.id,
        "action": measure.action,
        "object": measure.object,
        "targets": list(measure.targets),
        "by": measure.by,
        "modality": measure.modality,
        "choice": None
        if choice is None
        else {"group": f"{measure.norm}.{choice.group}", "branch": choice.branch, "pick": _pick(choice.pick), "open": choice.open},
        "amount": None if amount is None else amount.to_json(),
        "duration": None if measure.duration is None else measure.duration.to_json(),
        "within": None if measure.within is None else measure.within.to_json(),
    }
    if measure.from_ is not None or measure.to is not None:
        shape["from"] = measure.from_
        shape["to"] = [measure_json(other, other.amount) for other in measure.to] if isinstance(measure.to, tuple) else measure.to
        shape["to_pick"] = measure.to_pick
    shape["text"] = measure.text
    shape["span"] = list(measure.span)
    return shape


def measure_key(measure: Measure, amount: Amount | None) -> tuple[Any, ...]:
    """What makes two decided measures the same, wherever they are written."""
    to = tuple(measure_key(other, other.amount) for other in measure.to) if isinstance(measure.to, tuple) else measure.to
    figures = [(type(figure).__name__, figure) for figure in (amount, measure.duration, measure.within)]
    words = (measure.action, measure.object, measure.targets, measure.by, measure.modality)
    return (*words, *figures, measure.from_, to, measure.to_pick)


def _pick(pick: str) -> str | int:
    return int(pick) if pick.isdecimal() else pick
