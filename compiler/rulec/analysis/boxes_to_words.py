"""A box → the words of the stretch of facts that it is: 4.4 ≤ 店铺体验分 < 4.5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulec.analysis.boxes import Box, Interval, Side
from rulec.analysis.space import Dimension, Space
from rulec.diagnostics.codes import Lang
from rulec.runtime.money import plain

WORDS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {"and": "，", "any": "任何事实", "or": "、", "yes": "{label}：是", "no": "{label}：否", "has": "{label}含{word}", "not": "{label}不含{word}",
           "is": "{label}为{values}", "so": "{label}", "opposite": "并非{label}"},
    "en": {"and": ", ", "any": "any facts", "or": " or ", "yes": "{label}: yes", "no": "{label}: no", "has": "{label} holds {word}",
           "not": "{label} without {word}", "is": "{label} is {values}", "so": "{label}", "opposite": "not {label}"},
}  # fmt: skip


def describe(box: Box, space: Space, lang: Lang = "zh") -> str:
    """The sides of a box in words, in the order of the space; bounds as the text states them (< 4.5, not ≤ 4.4)."""
    keys = [key for key in space.dimensions if key in box.sides] + sorted(key for key in box.sides if key not in space.dimensions)
    parts = [_side(box.sides[key], space.dimension(key), lang) for key in keys]
    return WORDS[lang]["and"].join(part for part in parts if part) or WORDS[lang]["any"]


def describe_all(boxes: Sequence[Box], space: Space, lang: Lang = "zh", most: int = 3) -> str:
    """The first few boxes in words."""
    shown = [describe(box, space, lang) for box in boxes[:most]]
    more = len(boxes) - most
    tail = [] if more <= 0 else [f"另有 {more} 处" if lang == "zh" else f"{more} more"]
    return ("；" if lang == "zh" else "; ").join((*shown, *tail))


def _side(side: Side, dimension: Dimension, lang: Lang) -> str:
    words = WORDS[lang]
    if isinstance(side, Interval):
        return stretch(side, dimension)
    if dimension.kind in ("yes_no", "opaque", "word"):
        if len(side) != 1:
            return ""
        pair = {"yes_no": ("yes", "no"), "opaque": ("so", "opposite"), "word": ("has", "not")}[dimension.kind]
        return words[pair[0] if True in side else pair[1]].format(label=dimension.label.strip("‹›"), word=dimension.word)
    values = [str(value) for value in dimension.values if value in side]
    return words["is"].format(label=dimension.label, values=words["or"].join(values))


def stretch(side: Interval, dimension: Dimension) -> str:
    """A stretch of figures: 3 ≤ n < 5, n = 4, n ≥ 3."""
    low, high = side
    low = None if low == dimension.low and high not in (None, low) else low
    high = None if high == dimension.high and low is not None else high
    stated = (high, 1) in dimension.cuts or (None if high is None else high + 1, 0) not in dimension.cuts
    if low is not None and low == high and (stated or not dimension.places):
        return f"{dimension.label} = {plain(low, dimension.places)}"
    below = above = ""
    if low is not None:
        strictly = (low, 0) not in dimension.cuts and (low - 1, 1) in dimension.cuts
        below = plain(low - 1 if strictly else low, dimension.places)
        below = f"{below} {'<' if strictly else '≤'} "
    if high is not None:
        strictly = (high, 1) not in dimension.cuts and (high + 1, 0) in dimension.cuts
        above = plain(high + 1 if strictly else high, dimension.places)
        above = f" {'<' if strictly else '≤'} {above}"
    if below and not above:
        figure, sign = below.split(" ")[:2]
        return f"{dimension.label} {'>' if sign == '<' else '≥'} {figure}"
    return f"{below}{dimension.label}{above}"
