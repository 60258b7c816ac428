"""Pairs of norms on the same ground → sums that differ (A205), must here and may there (A206), allowed here and forbidden there (A212).

Two norms have the same ground where their regions are the same boxes and, outside of a named violation, the words before their measures
are the same. A ground made of a tier or a subject alone is none, nor is one that points elsewhere (有前款所列行为): what it points at differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rulec.analysis.boxes import Box, Interval, intersect
from rulec.analysis.boxes_to_facts import possible
from rulec.analysis.examined import POINTING, Examined, Part, finding
from rulec.analysis.findings import Finding
from rulec.analysis.outcomes import aim, sums
from rulec.diagnostics import Severity
from rulec.ir.fact_table import SUBJECT
from rulec.ir.leaves import walk
from rulec.ir.model import InTier, Measure, Norm

_MODAL = re.compile(r"^.*?(?:不得再?|禁止|严禁|不准|不允许|可以|有权|应当?|必须|可|得)")
_MARKS = re.compile(r"[\s，,。;；:：、（）()的]|^[(（]?[一二三四五六七八九十\d]+[)）.、]")
_SAYING = re.compile(r"平台|应当|应|有权|可以|必须|须|将|会|予以|给予|同时|并")
_WORDS = re.compile(r"[^\u4e00-\u9fff]+|[、的]|周岁|以上|以下|超过|不满|年龄|应当|可以|不得|人员|规定|下列|条件|情形|机动车")
LONG_ENOUGH = 3
"""Characters that a name has at the least."""
ALLOWING = frozenset({"permission", "obligation", "admission"})


def ground_findings(examined: Examined) -> Iterator[Finding]:
    """What two norms say differently of one ground."""
    yield from _measures(examined)
    yield from _acts(examined)


def _measures(examined: Examined) -> Iterator[Finding]:
    grounds: dict[tuple[object, ...], list[Part]] = {}
    for part in examined.parts:
        if part.norm.kind == "penalty" and part.measures and not part.norm.unclaimed and _is_ground(examined, part):
            said = lead(part) if part.norm.violation is None else ""
            grounds.setdefault((part.norm.violation, said, frozenset(part.boxes)), []).append(part)
    for parts in grounds.values():
        for one, other in combinations(parts, 2):
            if one.norm is not other.norm:
                yield from _pair(examined, one, other)


def lead(part: Part) -> str:
    """The words before the first measure: two norms speak of one case where these are the same."""
    ends = [measure.span.start for measure in part.norm.measures]
    return _SAYING.sub("", _MARKS.sub("", part.norm.text[: max(0, min(ends) - part.norm.span.start)]))


def _is_ground(examined: Examined, part: Part) -> bool:
    if POINTING.search(lead(part)):
        return False
    tiers = {leaf.fact for leaf in walk(part.norm.condition, examined.plan.derived) if isinstance(leaf, InTier)}
    keys = {key for box in part.boxes for key in box.sides} - {SUBJECT}
    return bool(keys - tiers) if part.norm.violation is None else bool(keys)


def _pair(examined: Examined, one: Part, other: Part) -> Iterator[Finding]:
    for first in one.measures:
        rivals = [second for second in other.measures if aim(second) == aim(first)]
        if len(rivals) != 1 or _chosen(first) or _chosen(rivals[0]) or set(first.instead_of) | set(rivals[0].instead_of):
            continue
        second = rivals[0]
        modalities = [measure.modality or part.norm.modality for measure, part in ((first, one), (second, other))]
        places = examined.place(first.span, one.norm.provision), examined.place(second.span, other.norm.provision)
        ground = one.boxes[0]
        if sums(first) != sums(second) and modalities == ["must", "must"]:
            code = "A205"
        elif sums(first) == sums(second) and set(modalities) == {"must", "may"}:
            code = "A206"
        else:
            continue
        witness = examined.witness(ground, holding=(one, other))
        values = {"first": first.text, "second": second.text, **examined.words(ground)}
        yield finding(code, places, witness, values, proof="exact" if witness is not None else "not_proved")
        return


def _chosen(measure: Measure) -> bool:
    return measure.choice is not None or measure.optional_with is not None


def _acts(examined: Examined) -> Iterator[Finding]:
    allowed = [norm for norm in examined.norms if norm.kind in ALLOWING and norm.modality != "must_not"]
    forbidden = [norm for norm in examined.norms if norm.kind == "prohibition" and norm.act is not None]
    said: set[tuple[str, str]] = set()
    by_act: dict[str, list[Norm]] = {}
    for norm in (norm for norm in allowed if norm.act is not None):
        by_act.setdefault(_act(norm), []).append(norm)
    for norm in forbidden:
        for other in by_act.get(_act(norm), []):
            shared = _shared(examined, norm, other)
            if shared is not None and shared.sides and _conditional(norm, other):
                witness = examined.witness(shared, holding=(other, norm))
                values = {"act": _act(norm), **examined.words(shared)}
                said.add((other.id, norm.id))
                yield finding("A212", (examined.of_norm(other), examined.of_norm(norm)), witness, values)
    for norm in forbidden:
        for other in (other for other in allowed if (other.id, norm.id) not in said):
            yield from _touching(examined, other, norm)


def _touching(examined: Examined, allowed: Norm, forbidden: Norm) -> Iterator[Finding]:
    """Up to a figure something is open to somebody, from that figure on something of the same name is closed: at the figure itself both.

    The acts need not be the same (申请…准驾车型, 驾驶…), so it is a warning; what they are about must be named in both.
    """
    word = common(allowed.text, forbidden.text)
    if len(word) < LONG_ENOUGH:
        return
    for first in examined.regions[allowed.id]:
        for second in examined.regions[forbidden.id]:
            shared = intersect(first, second)
            for key in [key for key in first.sides if key in second.sides] if shared is not None else []:
                one, other, both = first.sides[key], second.sides[key], shared.sides[key] if shared is not None else None
                if isinstance(both, Interval) and both.low == both.high and one != both != other and shared is not None:
                    witness = examined.witness(shared, holding=(allowed, forbidden))
                    if witness is not None:
                        values = {"act": word, **examined.words(Box({key: both}))}
                        places = examined.of_norm(allowed), examined.of_norm(forbidden)
                        yield finding("A212", places, witness, values, weight=Severity.WARNING)
                        return


def common(one: str, other: str) -> str:
    """The longest run of Chinese characters that two texts share, without figures and words of bounds."""
    first, second = (_WORDS.split(text) for text in (one, other))
    runs = [piece[i : i + size] for piece in first for size in range(LONG_ENOUGH, len(piece) + 1) for i in range(len(piece) - size + 1)]
    rest = "\n".join(second)
    return max((run for run in runs if run in rest), key=len, default="")


def _conditional(one: Norm, other: Norm) -> bool:
    return one.condition is not None and other.condition is not None


def _shared(examined: Examined, one: Norm, other: Norm) -> Box | None:
    for first in examined.regions[one.id]:
        for second in examined.regions[other.id]:
            shared = intersect(first, second)
            if shared is not None and possible(shared, examined.space) and examined.witness(shared) is not None:
                return shared
    return None


def _act(norm: Norm) -> str:
    """What an act is about, without the word that allows or forbids it."""
    text = norm.act.text if norm.act is not None else ""
    return _MODAL.sub("", text).rstrip("。;；,，的 ")



