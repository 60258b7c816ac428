"""What was decided, measure by measure, and its published shape."""

from __future__ import annotations

from typing import Any, NamedTuple

from .amounts import Amount, Base, known_figure, times, work_out
from .specs import Measure


class Decided(NamedTuple):
    """One measure with its figures filled in. `rate` and `number` (the count) stand where an amount for each of something was multiplied;
    `open` are the facts its amount still asks for; `rounding` is a rounding that the text does not state."""

    measure: Measure
    amount: Amount | None
    rate: Amount | None
    number: int | None
    because: tuple[str, ...]
    open: tuple[str, ...] = ()
    rounding: str | None = None

    @property
    def id(self) -> str:
        """The measure's id in the rule."""
        return self.measure.id

    def to_json(self) -> dict[str, Any]:
        """The published shape."""
        shape = measure_json(self.measure, self.amount)
        shape["rate"] = None if self.rate is None else self.rate.to_json()
        shape["count"] = None if self.number is None else str(self.number)
        shape["because"] = list(self.because)
        return shape


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


def decide_measure(measure: Measure, bases: list[Base]) -> Decided:
    """The measure with its amount worked out from the figures it asks for; an unknown one leaves a range or a formula."""
    because = (measure.norm,)
    if measure.amount is None or not measure.asks:
        return Decided(measure, measure.amount, None, None, because)
    still_open = tuple(name for name, base in zip(measure.asks, bases, strict=True) if not known_figure(base))
    bases = list(bases)
    count = bases.pop(0) if measure.counted else None
    amount, rounding = work_out(measure.amount, bases)
    if isinstance(count, int) and known_figure(count):
        return Decided(measure, times(amount, count), amount, count, because, still_open, rounding)
    return Decided(measure, amount, None, None, because, still_open, rounding)


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
