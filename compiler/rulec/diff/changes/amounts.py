"""How much: points, sums, rates, caps, floors, and what they are reckoned from?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rulec.diff import amounts
from rulec.diff.amounts import Weighing, weigh
from rulec.diff.changes.judged import Judged
from rulec.diff.direction import measure_effect, of_weight
from rulec.diff.edits import AmountEdit, Edit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.diff.words import folded
from rulec.ir import model as ir
from rulec.ir.fact_table import OCCURRENCES


def sums(edit: Edit, found: Match) -> Iterable[Judged]:
    """Points and sums of money; a share or a multiple by what changed of it."""
    if not isinstance(edit, AmountEdit) or edit.part != "amount":
        return
    old, new = edit.old, edit.new
    measure = edit.at.measures[1] or edit.at.measures[0]
    assert measure is not None
    found_weight = weigh(old, new)
    direction = of_weight(found_weight.weight, measure_effect(measure))
    if isinstance(old, ir.Rate) and isinstance(new, ir.Rate):
        yield from _rates(edit, old, new, found_weight, direction)
    elif _per(old) != _per(new) and old is not None and new is not None:
        yield _judged("D316", edit, old, new, "unknown" if found_weight.weight == "unknown" else direction, found_weight)
    elif _based(old) != _based(new) and found_weight.weight == "unknown":
        yield _judged("D407", edit, old, new, direction, found_weight)
    else:
        points = measure.action == "deduct_points" or _unit(new or old) in ("point", "score")
        code = ("D401", "D402") if points else ("D403", "D404")
        down = found_weight.weight == "lighter" or (found_weight.weight in ("mixed", "unknown") and _top(new) < _top(old))
        yield _judged(code[1] if down else code[0], edit, old, new, direction, found_weight)


def _rates(edit: AmountEdit, old: ir.Rate, new: ir.Rate, found: Weighing, direction: Direction) -> Iterable[Judged]:
    """Each figure of a rate on its own; where they pull both ways all of them are mixed."""
    if folded(old.of) != folded(new.of):
        yield _judged("D407", edit, old, new, "unknown", found)
        return
    measure = edit.at.measures[1] or edit.at.measures[0]
    effect = measure_effect(measure) if measure is not None else "burden"
    mixed = found.weight == "mixed"

    def sense(heavier: bool) -> Direction:
        return "mixed" if mixed else of_weight("heavier" if heavier else "lighter", effect)

    if (old.low, old.high, old.low_inclusive, old.high_inclusive) != (new.low, new.high, new.low_inclusive, new.high_inclusive):
        up = _pair(new) > _pair(old) if _nested(old, new) is None else bool(_nested(old, new))
        opposite = _opposed(old, new)
        yield _judged("D405" if up else "D406", edit, old, new, "mixed" if opposite else sense(up), found)
    if old.cap != new.cap:
        raised = new.cap is None or (old.cap is not None and new.cap > old.cap)
        yield _judged("D408" if raised else "D409", edit, _money(old.cap, old), _money(new.cap, new), sense(raised), found)
    if old.floor != new.floor:
        raised = old.floor is None or (new.floor is not None and new.floor > old.floor)
        yield _judged("D410" if raised else "D411", edit, _money(old.floor, old), _money(new.floor, new), sense(raised), found)
    if _per(old) != _per(new):
        yield _judged("D316", edit, old, new, "unknown", found)


def _judged(code: str, edit: AmountEdit, before: ir.Amount | None, after: ir.Amount | None, direction: Direction, found: Weighing) -> Judged:
    measure = edit.at.measures[1] or edit.at.measures[0]
    notes = tuple(f"break_even:{figure}" for figure in found.break_even)
    notes += tuple(f"heavier_from:{figure}" for figure in found.heavier_from) + tuple(f"lighter_from:{figure}" for figure in found.lighter_from)
    base = found.base or next(iter((*_bases(edit.new), *_bases(edit.old))), None)
    if _per(edit.old) != _per(edit.new):
        base, stops = OCCURRENCES, (2, 3)
        return Judged(code, before, after, direction, edit.at, notes=notes, prove="measure", measure=None if measure is None else measure.action, bases=(base, stops))
    bases = None if base is None else (base, tuple(sorted({*found.break_even, *_stops(edit.old), *_stops(edit.new)})))
    return Judged(
        code, before, after, direction, edit.at, notes=notes, prove="measure", measure=None if measure is None else measure.action, bases=bases
    )


def _bases(a: ir.Amount | None) -> tuple[str, ...]:
    return () if a is None else amounts.bases_of(a)


def _stops(a: ir.Amount | None) -> list[int]:
    return [] if a is None else [int(stop) for stop in amounts.kinks(a)]


def _based(a: ir.Amount | None) -> tuple[str, ...]:
    """What an amount is reckoned from, where it is; a fixed sum compares with any."""
    return tuple(folded(base) for base in _bases(a)) if a is not None and _bases(a) else ()


def _pair(rate: ir.Rate) -> tuple[Decimal, Decimal]:
    return (Decimal("Infinity") if rate.high is None else rate.high, rate.low or Decimal(0))


def _nested(old: ir.Rate, new: ir.Rate) -> bool | None:
    """True where both ends rose or stayed, False where both fell or stayed, None where they went apart."""
    ups = [b > a for a, b in zip(_pair(old), _pair(new), strict=True) if a != b]
    return None if len(set(ups)) != 1 else ups[0]


def _opposed(old: ir.Rate, new: ir.Rate) -> bool:
    return len({b > a for a, b in zip(_pair(old), _pair(new), strict=True) if a != b}) == 2


def _per(a: ir.Amount | None) -> str | None:
    per = getattr(a, "per", None)
    return None if per is None else folded(per)


def _unit(a: ir.Amount | None) -> str | None:
    return getattr(a, "unit", None)


def _top(a: ir.Amount | None) -> Decimal:
    return Decimal(0) if a is None else Decimal(int(amounts.value(a, amounts.FAR)[1]))


def _money(figure: Decimal | None, rate: ir.Rate) -> ir.Amount | None:
    return None if figure is None else ir.Fixed(figure, rate.unit)
