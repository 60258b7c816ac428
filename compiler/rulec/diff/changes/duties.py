"""What must be done, by when, and can one object to it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from rulec.diff.changes.conditions import listed_difference
from rulec.diff.changes.judged import Judged
from rulec.diff.direction import by_authority, effect_of, of_region
from rulec.diff.edits import Edit, WordEdit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.diff.words import folded
from rulec.lexicon.quantities import QuantityMatch, find_quantities

_WITHIN = re.compile(r"^ ?(?:之?内|以内|前|之前)")
_DAYS = {"minute": Decimal(1) / 1440, "hour": Decimal(1) / 24, "day": Decimal(1), "working_day": Decimal("1.4"), "month": Decimal(30), "year": Decimal(365)}


def duties(edit: Edit, found: Match) -> Iterable[Judged]:
    """A duty that reads differently: its deadline alone, entries of a list in it, or what it asks for."""
    if not isinstance(edit, WordEdit) or edit.what != "act":
        return
    old, new = edit.old[0], edit.new[0]
    norm = edit.at.new
    assert norm is not None
    authority = by_authority(norm)
    deadline = _deadline(old, new)
    if deadline is not None:
        shorter = deadline < 0
        direction: Direction = "neutral" if authority else "stricter" if shorter else "looser"
        yield Judged("D703" if shorter else "D704", old, new, direction, edit.at)
        return
    gone, come = listed_difference(old, new)
    effect = effect_of(norm)
    if gone is not None and come is not None and norm.kind in ("obligation", "prohibition", "permission"):
        region = "grows" if come else "shrinks"
        direction = of_region("grows" if region == "grows" else "shrinks", effect)
        yield Judged("D310" if come else "D311", old, new, direction, edit.at)
        return
    yield Judged("D112", old, new, "neutral" if authority else "unknown", edit.at)


def _deadline(old: str, new: str) -> Decimal | None:
    """The difference in days where one stretch of time before 内 or 前 is all that differs; None where something else does."""
    ours, theirs = ([m for m in find_quantities(text) if m.quantity.unit in _DAYS and _WITHIN.match(text[m.end :])] for text in (old, new))
    if len(ours) != len(theirs) or not ours or _bare(old, ours) != _bare(new, theirs):
        return None
    differing = [(a.quantity, b.quantity) for a, b in zip(ours, theirs, strict=True) if (a.quantity.low, a.quantity.unit) != (b.quantity.low, b.quantity.unit)]
    if len(differing) != 1:
        return None
    one, other = differing[0]
    if one.low is None or other.low is None:
        return None
    return other.low * _DAYS[other.unit] - one.low * _DAYS[one.unit]


def _bare(text: str, times: list[QuantityMatch]) -> str:
    """The words without the figures of `times`."""
    for match in reversed(times):
        text = text[: match.start] + "某时" + text[match.end :]
    return folded(text)
