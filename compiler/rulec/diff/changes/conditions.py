"""Which parts does a condition have, how are they joined, and are they meant as they stand or the other way round?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rulec.diff import canonical
from rulec.diff.changes.judged import Judged
from rulec.diff.changes.thresholds import judged, turned_region
from rulec.diff.direction import effect_of, of_region
from rulec.diff.edits import Edit, LeafEdit, NegationEdit, OperatorEdit, PartEdit, Region
from rulec.diff.match import Match
from rulec.diff.words import folded, only_references
from rulec.ir import model as ir

_ATTRIBUTED = re.compile(r"关联(?:店铺|账号|主体|企业|方|商家)|同一(?:主体|经营者|控制人)|实际控制")
_LISTED = re.compile(r"、|或者|以及|或|和|及")


def parts(edit: Edit, found: Match) -> Iterable[Judged]:
    """A requirement or an alternative that came or went; a value of a list of values."""
    if not isinstance(edit, PartEdit):
        return
    added = edit.what == "added"
    region: Region = "grows" if added == (edit.op != "and") else "shrinks"
    region = region if edit.positive else turned_region(region)
    direction = of_region(region, effect_of(edit.at.new, edit.at))
    listed = edit.op == "or" and isinstance(edit.part, ir.Is | ir.Contains) and any(_same_question(edit.part, other) for other in edit.rest)
    if edit.op == "and":
        code = "D306" if added else "D307"
    elif listed:
        code = "D310" if added else "D311"
    else:
        code = "D108" if added else "D109"
    before, after = (None, edit.part) if added else (edit.part, None)
    yield Judged(code, before, after, direction, edit.at, prove="condition")


def connectives(edit: Edit, found: Match) -> Iterable[Judged]:
    """且 for 或, 之一 for 同时, two of them for all of them."""
    if not isinstance(edit, OperatorEdit):
        return
    wanted, now = _wanted(edit.old), _wanted(edit.new)
    region: Region = "shrinks" if now > wanted else "grows"
    region = region if edit.positive else turned_region(region)
    direction = of_region(region, effect_of(edit.at.new, edit.at))
    counted = isinstance(edit.old, ir.AtLeast) or isinstance(edit.new, ir.AtLeast)
    yield Judged("D316" if counted else "D308", edit.old, edit.new, direction, edit.at, prove="condition")


def negations(edit: Edit, found: Match) -> Iterable[Judged]:
    """未 or 不 that came or went: the cases change places."""
    if isinstance(edit, NegationEdit):
        direction = of_region("both", effect_of(edit.at.new, edit.at))
        yield Judged("D309", edit.old, edit.new, direction, edit.at, prove="condition")


def values(edit: Edit, found: Match) -> Iterable[Judged]:
    """Another value of a choice, another tier, another member of a set."""
    if not isinstance(edit, LeafEdit):
        return
    old, new = edit.old, edit.new
    if isinstance(old, ir.InTier) and isinstance(new, ir.InTier):
        yield judged("D203", edit, "both")
    elif isinstance(old, ir.Is | ir.Contains) and isinstance(new, ir.Is | ir.Contains):
        yield judged("D310" if folded(old.fact) == folded(new.fact) else "D315", edit, "both")
    elif isinstance(old, ir.Violates) and isinstance(new, ir.Violates):
        if canonical.leaf(old, found.old.names)[1] != canonical.leaf(new, found.new.names)[1]:
            yield judged("D903", edit, "unknown")
        else:
            yield from judgements_of(edit, old.fact, new.fact)


def judgements(edit: Edit, found: Match) -> Iterable[Judged]:
    """Open words that read differently: a list in them that grew or shrank, or another question altogether."""
    if isinstance(edit, LeafEdit) and not isinstance(edit.old, ir.Compare | ir.Occurrence | ir.InTier | ir.Is | ir.Contains | ir.Violates):
        yield from judgements_of(edit, said(edit.old), said(edit.new))
    elif isinstance(edit, LeafEdit) and type(edit.old) is not type(edit.new):
        yield judged("D317", edit, "unknown")


def judgements_of(edit: LeafEdit, old: str, new: str) -> Iterable[Judged]:
    """What became of open words."""
    gone, come = listed_difference(old, new)
    if only_references(old, new):
        yield judged("D903", edit, "unknown")
    elif gone is None or come is None:
        yield judged("D317", edit, "unknown")
    elif any(_ATTRIBUTED.search(entry) for entry in (*come, *gone)):
        yield judged("D608", edit, "grows" if come else "shrinks")
    elif come and not gone:
        yield judged("D310", edit, "grows")
    elif gone and not come:
        yield judged("D311", edit, "shrinks")
    else:
        yield judged("D317", edit, "unknown")


def listed_difference(old: str, new: str) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """(entries gone, entries come) where two phrases differ only in the entries of a list; (None, None) where they differ otherwise."""
    ours, theirs = (_LISTED.split(text) for text in (old, new))
    if len(ours) == len(theirs):
        return None, None
    short, long = (ours, theirs) if len(ours) < len(theirs) else (theirs, ours)
    start = 0
    while start < len(short) and folded(short[start]) == folded(long[start]):
        start += 1
    end = 0
    while end < len(short) - start and folded(short[-1 - end]) == folded(long[-1 - end]):
        end += 1
    rest, more = short[start : len(short) - end], long[start : len(long) - end]
    if rest:
        # The first entry stays with the words before the list, the last with those after it.
        whole, parts_ = folded("".join(rest)), [folded(part) for part in more]
        head = parts_[0] != whole and any(parts_[0].startswith(whole[:i]) and parts_[-1].endswith(whole[i:]) for i in range(1, len(whole)))
        if not head:
            return None, None
    entries = tuple(more)
    return ((), entries) if long is theirs else (entries, ())


def said(e: ir.Expression) -> str:
    """The words of an open question."""
    return e.text if isinstance(e, ir.Judgement) else e.name if isinstance(e, ir.Event) else getattr(e, "fact", e.op)


def _same_question(one: ir.Expression, other: ir.Expression) -> bool:
    return isinstance(one, ir.Is | ir.Contains) and isinstance(other, ir.Is | ir.Contains) and folded(one.fact) == folded(other.fact)


def _wanted(e: ir.Expression) -> int:
    """How many parts must hold; all of them counts more than any number."""
    return e.n if isinstance(e, ir.AtLeast) else 1 if isinstance(e, ir.Or) else 1_000
