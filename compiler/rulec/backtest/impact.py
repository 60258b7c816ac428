"""Cases + two ways to decide them → how many outcomes change, per tier and audience, in yuan and points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from rulec.diff.model import Impact, Json, Witness

Decide = Callable[[Mapping[str, object], str | None], Json]
_WORST = 5  # cases shown
_OPEN = frozenset({"unknown", "not_expressible"})


def impact(cases: Iterable[tuple[Mapping[str, object], str | None]], old: Decide, new: Decide, same: Callable[[Json, Json], bool]) -> Impact:
    """What the change does to the cases (facts by label, violation asked about).

    `same` compares two decisions. A case that one side cannot decide is `undecided` and counts as no change. Sums are those of measures that
    must follow and have one figure; ranges and discretion are in no sum. Money in yuan.
    """
    total = changed = undecided = 0
    tiers: dict[str, list[int]] = {}
    people: dict[str, list[int]] = {}
    sums = {key: [Decimal(0), Decimal(0)] for key in ("CNY", "point")}
    worst: list[tuple[Decimal, int, Witness]] = []
    for facts, violation in cases:
        total += 1
        before, after = old(facts, violation), new(facts, violation)
        open_ = before.get("verdict") in _OPEN or after.get("verdict") in _OPEN
        undecided += open_
        differs = not open_ and not same(before, after)
        changed += differs
        for table, label in ((tiers, "情节"), (people, "主体")):
            if label in facts:
                row = table.setdefault(str(facts[label]), [0, 0])
                row[0] += 1
                row[1] += differs
        if open_:
            continue
        for unit, pair in sums.items():
            pair[0] += total_of(before, unit)
            pair[1] += total_of(after, unit)
        if differs:
            gap = abs(total_of(after, "CNY") - total_of(before, "CNY"))
            worst.append((-gap, total, Witness(dict(facts), violation, before, after)))
            worst = sorted(worst, key=lambda one: one[:2])[:_WORST]
    (yuan_old, yuan_new), (points_old, points_new) = ([_plain(n) for n in sums[unit]] for unit in ("CNY", "point"))
    return Impact(
        total, changed, undecided, _rows(tiers), _rows(people), yuan_old, yuan_new, points_old, points_new, tuple(one for _, _, one in worst)
    )


def total_of(decision: Mapping[str, Any], unit: str) -> Decimal:
    """The sum of what must follow in one unit, where it is one figure."""
    found = Decimal(0)
    for measure in decision.get("measures", ()):
        amount = measure.get("amount") or {}
        if amount.get("type") == "fixed" and amount.get("unit") == unit and measure.get("modality", "must") == "must":
            found += Decimal(str(amount["value"]))
    return found


def _rows(table: Mapping[str, list[int]]) -> tuple[tuple[str, int, int], ...]:
    return tuple((name, row[0], row[1]) for name, row in sorted(table.items()))


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
