"""Measures in a row → which of them are one side of a choice, how many of an announced list may be taken, and whose length of time is in doubt."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rulec.ir.model import Measure
from rulec.syntax.clauses import MeasurePhrase, Phrase, Segment

_LASTS = frozenset(
    {"restrict", "ban_activity", "block_display", "suspend_business", "freeze_funds", "limit_withdrawal", "exclude", "ban_account"}
)


def announced_pick(leads: Sequence[Segment]) -> str:
    """How many of the measures that follow may be taken, where the words before them announce a list of them; "" where they do not."""
    for segment in leads:
        if segment.marks("LIST", "KIND_NOUN") and segment.kind == "statement":
            if segment.marks("PICK_MORE"):
                return "one_or_more"
            if segment.marks("ONE_OF"):
                return "one"
    return ""


def bundled(part: Phrase, before: Measure) -> bool:
    """没收工具并处罚款 behind 或者: the second goes with the first, as one side of the choice."""
    joined = isinstance(part, MeasurePhrase) and part.text.startswith("并")
    return joined and before.choice is not None and before.choice.pick == "one" and not before.choice.open


def in_bundle(found: list[Measure], made: Sequence[Measure]) -> list[Measure]:
    """`made` on the branch of the measure before it; the other members of the choice (changed in `found`) become branches of their own."""
    choice = found[-1].choice
    assert choice is not None
    if choice.branch is None:
        letters = iter("abcdefghijklmnopqrstuvwxyz")
        for at, measure in enumerate(found):
            if measure.choice == choice:
                found[at] = replace(measure, choice=replace(choice, branch=next(letters, "z")))
    return [replace(m, choice=found[-1].choice) for m in made]


def shared_length(made: Sequence[Measure]) -> list[Measure]:
    """店铺屏蔽、限制上新7天: the last of a list, where one before it could last as well and has no length of its own."""
    if len(made) < 2 or made[-1].duration is None or any(m.choice is not None for m in made):
        return []
    before = [m for m in made[:-1] if m.action in _LASTS]
    near = all(0 <= b.span.start - a.span.end <= 2 for a, b in pairwise(made))
    return [made[-1]] if near and before and all(m.duration is None for m in before) else []
