"""Which violations, norms and exceptions came, went or have another name?"""

from __future__ import annotations

from collections.abc import Iterable

from rulec.diff.changes.judged import Judged
from rulec.diff.direction import BENEFITS, appeals, by_authority, effect_of, of_region, turned
from rulec.diff.edits import At, Edit, ExceptionEdit, NormEdit, ViolationEdit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.ir import model as ir
from rulec.ir.leaves import walk


def violations(edit: Edit, found: Match) -> Iterable[Judged]:
    """A whole kind of violation, with everything that follows from it."""
    if not isinstance(edit, ViolationEdit):
        return
    old, new = edit.old, edit.new
    spans = None if old is None else old.span, None if new is None else new.span
    norm = next((n for n in edit.norms if n.measures), edit.norms[0] if edit.norms else None)
    at = At(norm if old is not None else None, norm if new is not None else None, None, "norm", (None, None), None, *spans)
    name = new.name if new is not None else old.name if old is not None else ""
    names = "、".join(other.name for other in edit.others)
    match edit.what:
        case "added" | "removed":
            direction: Direction = "stricter" if edit.what == "added" else "looser"
            code = "D101" if edit.what == "added" else "D102"
            before, after = (None, name) if edit.what == "added" else (name, None)
            yield Judged(code, before, after, direction, at, prove="norm", violation=name, folds=edit.norms)
        case "renamed":
            assert old is not None
            yield Judged("D103", old.name, name, "neutral", At(None, None, None, "norm", (None, None), None, *spans), violation=name)
        case "split":
            yield Judged("D104", name, names, "mixed", at, violation=name, folds=edit.norms)
        case "merged":
            yield Judged("D105", names, name, "mixed", at, violation=name, folds=edit.norms)


def clauses(edit: Edit, found: Match) -> Iterable[Judged]:
    """A whole norm: what kind of thing it is decides what its coming or going is called."""
    if not isinstance(edit, NormEdit):
        return
    n, added = edit.norm, edit.what == "added"
    at = At(None, n, None, new_span=n.span) if added else At(n, None, None, old_span=n.span)
    before, after = (None, n.text) if added else (n.text, None)

    def judged(added_code: str, removed_code: str, direction: Direction) -> Judged:
        sense = direction if added else turned(direction)
        return Judged(added_code if added else removed_code, before, after, sense, at, prove="norm", violation=_named(n, found, added))

    effect = effect_of(n)
    here = of_region("grows", effect)
    match n.kind:
        case "penalty" if effect == "benefit":
            yield judged("D106", "D107", "looser")
        case "penalty" if n.modality == "may" and n.condition is None and edit.kin:
            yield judged("D416", "D417", here)
        case "penalty" if edit.kin and any(isinstance(leaf, ir.InTier) for leaf in walk(n.condition, {})):
            yield judged("D201", "D202", here)
        case "penalty" if edit.kin and any(isinstance(leaf, ir.Occurrence) for leaf in walk(n.condition, {})):
            yield judged("D207", "D207", here)
        case "penalty":
            yield judged("D101", "D102", here)
        case "relief" if all(m.action not in BENEFITS for m in n.measures) and n.measures:
            yield judged("D705", "D706", "stricter")
        case "relief":
            yield judged("D106", "D107", "looser")
        case "revocation":
            yield judged("D705", "D706", "stricter")
        case "tier_criteria":
            yield judged("D203", "D203", here)
        case "transition":
            yield judged("D809", "D809", "mixed")
        case "precedence":
            yield judged("D909", "D909", "mixed")
        case "procedure" if appeals(n.text):
            yield judged("D701", "D702", "looser")
        case "admission":
            yield judged("D110", "D111", "stricter")
        case "obligation" | "prohibition" | "permission":
            direction: Direction = "neutral" if by_authority(n) else "looser" if n.kind == "permission" else "stricter"
            yield judged("D110", "D111", direction)
        case _:
            yield judged("D110", "D111", "neutral")


def exceptions(edit: Edit, found: Match) -> Iterable[Judged]:
    """A ground on which a norm does not hold."""
    if isinstance(edit, ExceptionEdit):
        added = edit.what == "added"
        whole = found.added if added else found.removed
        if any(n.kind == "revocation" and n.span.overlaps(edit.exception.span) for n in whole):
            return  # the withdrawal of a relief is told as such
        direction = of_region("shrinks" if added else "grows", effect_of(edit.at.new if added else edit.at.old))
        value = edit.exception.condition or edit.exception.text
        code = "D106" if added else "D107"
        yield Judged(code, None if added else value, value if added else None, direction, edit.at, prove="condition")


def _named(n: ir.Norm, found: Match, new: bool) -> str | None:
    side = found.new if new else found.old
    return next((v.name for v in side.rule_set.violations if v.id == n.violation), None)
