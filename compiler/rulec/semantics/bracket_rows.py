"""不超过1000元的部分,按10%交纳;超过1000元至10000元的部分,按5%交纳 → rows over stretches of one sum, each at its own rate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rulec.lexicon.quantities import Quantity, find_quantities
from rulec.syntax.clauses import Sentence

_PART = re.compile(r"部分")
_OF = re.compile(
    r"(?:按照?|根据|依据|以)([^,，:：;；。的]{2,12}?)(?:的)?(?:大小|多少|数额)?(?:分段|累计|累进|,|，|:|：|计算|交纳|缴纳|收取)"
)
_UP_TO = re.compile(r"不超过|以下|以内|不足|不满|低于")


@dataclass(frozen=True, slots=True)
class BracketTerms:
    """`of`: what the stretches are of; rows: (over, up to, rate or None, value or None), in rising order without a gap."""

    of: str
    rows: tuple[tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None], ...]


def is_bracket_row(sentence: Sentence) -> bool:
    """Whether a sentence gives the rate of one stretch."""
    return any(_row(piece) is not None for piece in _pieces(sentence.text))


def bracket_terms(sentences: Sequence[Sentence]) -> BracketTerms | None:
    """The rows of the sentences; None where they leave a gap, overlap, or do not say what they are of."""
    text = "".join(sentence.text for sentence in sentences)
    rows = [row for piece in _pieces(text) for row in [_row(piece)] if row is not None]
    of = _OF.search(text)
    if of is None or len(rows) < 2 or rows[0][0] is not None:
        return None
    if any(before[1] is None or before[1] != after[0] for before, after in pairwise(rows)):
        return None
    return BracketTerms(of[1], tuple(rows))


def _pieces(text: str) -> list[str]:
    return [piece for piece in re.split(r"[;；。:：\n]", text) if piece]


def _row(piece: str) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None] | None:
    """One stretch, where the piece is exactly that: its bounds before 部分, its rate behind."""
    part = _PART.search(piece)
    if part is None:
        return None
    left, right = piece[: part.start()], piece[part.end() :]
    bounds = [match.quantity for match in find_quantities(left) if match.quantity.kind == "money"]
    rates = [match.quantity for match in find_quantities(right)]
    if not bounds or len(rates) != 1 or rates[0].low is None or rates[0].low != rates[0].high:
        return None
    figure = rates[0]
    rate = figure.low if figure.kind in ("rate", "multiple") else None
    value = figure.low if figure.kind == "money" else None
    ends = _ends(left, bounds)
    return None if ends is None or (rate is None and value is None) else (*ends, rate, value)


def _ends(left: str, bounds: Sequence[Quantity]) -> tuple[Decimal | None, Decimal | None] | None:
    first = bounds[0]
    if len(bounds) == 2:
        return first.low, bounds[1].low
    if len(bounds) > 2:
        return None
    if first.low != first.high:
        return first.low, first.high
    return (None, first.low) if _UP_TO.search(left) else (first.low, None)
