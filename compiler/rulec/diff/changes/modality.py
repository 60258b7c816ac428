"""Must it, may it, may one choose?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulec.diff.changes.judged import Judged
from rulec.diff.direction import effect_of, of_weight
from rulec.diff.edits import ChoiceEdit, Edit, ModalityEdit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.ir import model as ir

_WORDS: Mapping[str, str] = {"must": "应当", "may": "可以", "must_not": "不得"}
_FREE: Mapping[str, int] = {"any": 0, "one": 1, "one_or_more": 2, "all": 9}
"""How much at the least follows from a choice, in order."""


def modalities(edit: Edit, found: Match) -> Iterable[Judged]:
    """Must where it was may is heavier even where the measures are the same."""
    if not isinstance(edit, ModalityEdit):
        return
    effect = effect_of(edit.at.new, edit.at)
    heavier = _weight(edit.new) > _weight(edit.old)
    direction: Direction = of_weight("heavier" if heavier else "lighter", effect) if effect not in ("none", "both", "unknown") else "neutral"
    if effect == "both":
        direction = "mixed"
    measure = edit.at.measures[1]
    yield Judged(
        "D419" if heavier else "D420", _WORDS[edit.old], _WORDS[edit.new], direction, edit.at, prove="measure",
        measure=None if measure is None else measure.action,
    )  # fmt: skip


def choices(edit: Edit, found: Match) -> Iterable[Judged]:
    """All of the measures or a choice among them; a closed list or 包括但不限于."""
    if not isinstance(edit, ChoiceEdit):
        return
    effect = effect_of(edit.at.new, edit.at)
    measure = edit.at.measures[1]
    action = None if measure is None else measure.action
    if edit.what == "open":
        opened = edit.new is not None and edit.new.open
        direction = of_weight("heavier" if opened else "lighter", effect)
        sides = ("包括但不限于", "限于") if not opened else ("限于", "包括但不限于")
        yield Judged("D313" if opened else "D312", *sides, direction, edit.at, prove="measure", measure=action)
        return
    more = _picked(edit.new) > _picked(edit.old)
    direction = of_weight("heavier" if more else "lighter", effect)
    yield Judged("D421" if more else "D422", _said(edit.old), _said(edit.new), direction, edit.at, prove="measure", measure=action)


def _weight(modality: str) -> int:
    return {"may": 0, "must": 1, "must_not": 2}[modality]


def _picked(choice: ir.Choice | None) -> int:
    return _FREE["all"] if choice is None else _FREE.get(choice.pick, int(choice.pick) if choice.pick.isdecimal() else 1)


def _said(choice: ir.Choice | None) -> str:
    words = {"one": "选择其一", "one_or_more": "一项或者多项", "any": "任选", "all": "全部"}
    pick = "all" if choice is None else choice.pick
    return words.get(pick, f"选择{pick}项")
