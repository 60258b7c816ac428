"""Figures of the syntax → amounts and windows of the IR."""

import re
from decimal import Decimal
from typing import Literal

from rulec.ir.model import Amount, Fixed, Hole, Permanent, Range, Rate, Rounding, ValueSet, Window
from rulec.syntax.clauses import AmountPhrase, WindowPhrase

_UNTIL = re.compile(r"([^,，]{0,12}?(?:下发|发生|之日|作出|上线|通知))$")


def amount_of(phrase: AmountPhrase, holes: dict[str, int], per: str | None = None) -> Amount:
    """The contract's amount for a figure. Each hole gets a name of its own; a rate keeps what it is of."""
    per = per or phrase.per
    if phrase.hole is not None:
        holes[phrase.hole] = holes.get(phrase.hole, 0) + 1
        return Hole(f"{phrase.hole}#{holes[phrase.hole]}", phrase.unit)
    if phrase.kind in ("rate", "multiple"):
        kind: Literal["share", "multiple"] = "share" if phrase.kind == "rate" else "multiple"
        rounding = Rounding(Decimal("0.01")) if kind == "share" else None
        return Rate(
            kind, phrase.low, phrase.high, phrase.low_inclusive, phrase.high_inclusive, phrase.of or "", phrase.floor, phrase.cap,
            round=rounding, per=per,
        )  # fmt: skip
    if phrase.values and len(phrase.values) > 1:
        return ValueSet(phrase.values, phrase.unit, per)
    if not phrase.bounded and phrase.low is not None and phrase.low == phrase.high:
        return Fixed(phrase.low, phrase.unit, per)
    return Range(phrase.low, phrase.high, phrase.low_inclusive, phrase.high_inclusive, phrase.unit, per)


def duration_of(phrase: AmountPhrase | None, permanent: bool, holes: dict[str, int]) -> Amount | None:
    """A measure's duration."""
    if permanent:
        return Permanent()
    return amount_of(phrase, holes) if phrase is not None else None


def window_of(phrase: WindowPhrase | None, before: str = "") -> Window | None:
    """近30天 rolls up to the day of the violation; 下发前30日 up to, not including, the day of issue; 一年内 rolls too."""
    if phrase is None:
        return None
    if phrase.kind == "prior":
        found = _UNTIL.search(before)
        return Window("rolling", phrase.length, phrase.unit, until=found.group(1) if found else None, until_included=False)
    return Window("rolling", phrase.length, phrase.unit)
