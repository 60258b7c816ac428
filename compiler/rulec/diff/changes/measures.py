"""Which measures follow, upon what, in whose place?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rulec.diff.changes.judged import Judged
from rulec.diff.direction import Effect, measure_effect, of_weight
from rulec.diff.edits import Edit, MeasureEdit, WordEdit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.ir import model as ir

STEPS: Mapping[str, int] = {
    "warn": 1, "order_correction": 1, "train": 1, "restrict": 3, "block_display": 3, "ban_activity": 4, "limit_withdrawal": 3,
    "suspend_business": 6, "suspend_licence": 6, "revoke_licence": 8, "expel": 8, "ban_account": 7,
}  # fmt: skip
"""How heavy measures are in comparison, where no doubt is possible; others do not compare. 警告 < 限制 < 停业 < 清退."""
_WIDE = ("全部", "所有", "全店", "一切", "整个")


def measures(edit: Edit, found: Match) -> Iterable[Judged]:
    """Measures that came, went, made room for others, or fall upon something else."""
    if not isinstance(edit, MeasureEdit):
        return
    old, new = edit.old, edit.new
    measure = new or old
    assert measure is not None
    effect = measure_effect(measure)
    direction: Direction
    match edit.what:
        case "added" | "removed":
            added = edit.what == "added"
            direction = of_weight("heavier" if added else "lighter", effect)
            yield _judged("D416" if added else "D417", edit, direction, effect)
        case "replaced":
            assert old is not None and new is not None
            warned = [_only_warns(n, m) for n, m in ((edit.at.old, old), (edit.at.new, new))]
            code = "D425" if warned[1] else "D426" if warned[0] else "D418"
            yield _judged(code, edit, _replaced(old, new), effect)
        case "scope":
            assert old is not None and new is not None
            yield _judged("D424", edit, _scoped(old, new, effect), effect)


def reliefs(edit: Edit, found: Match) -> Iterable[Judged]:
    """What a relief takes away, puts in its place, and leaves as it is."""
    if not isinstance(edit, WordEdit) or edit.what not in ("relief_from", "relief_to", "keeps", "supersedes", "object", "conclusion"):
        return
    gone, come = set(edit.old) - set(edit.new), set(edit.new) - set(edit.old)
    before, after = "、".join(edit.old) or None, "、".join(edit.new) or None
    direction: Direction = "mixed"
    if edit.what == "keeps":
        direction = "stricter" if come and not gone else "looser" if gone and not come else "mixed"
    code = {"relief_from": "D424", "relief_to": "D418", "keeps": "D424", "supersedes": "D423", "object": "D424", "conclusion": "D203"}[edit.what]
    yield Judged(code, before, after, direction, edit.at, prove="measure")


def _judged(code: str, edit: MeasureEdit, direction: Direction, effect: Effect) -> Judged:
    measure = edit.new or edit.old
    return Judged(code, edit.old, edit.new, direction, edit.at, prove="measure", measure=None if measure is None else measure.action)


def _only_warns(n: ir.Norm | None, m: ir.Measure) -> bool:
    """Whether a warning is all that follows in the cases of a measure."""
    beside = (m,) if n is None else (other for other in n.measures if other.condition == m.condition)
    return all(other.action == "warn" for other in beside)


def _replaced(old: ir.Measure, new: ir.Measure) -> Direction:
    ours, theirs = STEPS.get(old.action), STEPS.get(new.action)
    if ours is None or theirs is None or ours == theirs:
        return "mixed"
    return "stricter" if theirs > ours else "looser"


def _scoped(old: ir.Measure, new: ir.Measure, effect: Effect) -> Direction:
    one, other = old.object or "", new.object or ""
    wide = any(word in one for word in _WIDE), any(word in other for word in _WIDE)
    if wide[0] != wide[1]:
        return of_weight("heavier" if wide[1] else "lighter", effect)
    if one and other and one != other and (one in other or other in one):
        return "unknown"
    return "mixed"
