"""Whom does it fall on, who decides?"""

from __future__ import annotations

from collections.abc import Iterable

from rulec.diff.changes.judged import Judged
from rulec.diff.direction import effect_of, of_region
from rulec.diff.edits import At, DocumentEdit, Edit, WordEdit
from rulec.diff.match import Match


def subjects(edit: Edit, found: Match) -> Iterable[Judged]:
    """Groups that a norm or measure now falls on, or no longer does: a change for that group."""
    if not isinstance(edit, WordEdit) or edit.what not in ("subject", "target"):
        return
    come = tuple(word for word in edit.new if word not in edit.old)
    gone = tuple(word for word in edit.old if word not in edit.new)
    effect = effect_of(edit.at.new, edit.at)
    before, after = "/".join(edit.old) or None, "/".join(edit.new) or None
    everybody = {subject for side in (found.old, found.new) for subject in side.rule_set.document.subjects}
    if (not edit.old or not edit.new) and everybody <= {*edit.old, *edit.new}:
        return  # nobody named is everybody the document is about
    if not edit.old or not edit.new:
        # Nobody named: everybody the document is about.
        code, region, who = ("D602", "shrinks", edit.new) if not edit.old else ("D601", "grows", edit.old)
        yield Judged(code, before, after, of_region("shrinks" if region == "shrinks" else "grows", effect), edit.at, who, prove="measure")
        return
    if come:
        yield Judged("D601", before, after, of_region("grows", effect), edit.at, come, prove="measure")
    if gone:
        yield Judged("D602", before, after, of_region("shrinks", effect), edit.at, gone, prove="measure")


def deciders(edit: Edit, found: Match) -> Iterable[Judged]:
    """Another authority decides."""
    if isinstance(edit, WordEdit) and edit.what == "by":
        yield Judged("D113", "、".join(edit.old), "、".join(edit.new), "neutral", edit.at)


def circles(edit: Edit, found: Match) -> Iterable[Judged]:
    """Whom the document as a whole is about."""
    if isinstance(edit, DocumentEdit) and edit.what == "subjects":
        ours, theirs = set((edit.old or "").split("/")) - {""}, set((edit.new or "").split("/")) - {""}
        if theirs - ours:
            yield Judged("D603", edit.old, edit.new, "stricter", At(None, None), tuple(sorted(theirs - ours)))
        if ours - theirs:
            yield Judged("D604", edit.old, edit.new, "looser", At(None, None), tuple(sorted(ours - theirs)))
