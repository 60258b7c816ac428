"""A norm and its counterpart → the edits between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rulec.diff import canonical
from rulec.diff.assign import assign
from rulec.diff.canonical import Names
from rulec.diff.conditions_to_edits import condition_edits
from rulec.diff.edits import AmountEdit, At, ChoiceEdit, Edit, ExceptionEdit, MeasureEdit, ModalityEdit, WordEdit
from rulec.diff.match import Match, NormPair
from rulec.diff.words import alike, folded
from rulec.ir import model as ir

Names2 = tuple[Names, Names]
MeasurePair = tuple[ir.Measure, ir.Measure]


def norm_edits(pair: NormPair, found: Match) -> Iterator[Edit]:
    """All edits between the two norms; none where they mean the same."""
    names = (found.old.names, found.new.names)
    old, new = pair.old, pair.new
    if old == new and (old.violation is None or names[0].violations.get(old.violation) == names[1].violations.get(new.violation or "")):
        return
    if canonical.norm(old, names[0]) == canonical.norm(new, names[1]):
        return
    at = At.of(pair)
    if not _absorbed(old, new, names):
        yield from condition_edits(at, old.condition, new.condition, names)
    if old.modality != new.modality:
        yield ModalityEdit(at, old.modality, new.modality)
    yield from _words(at, "subject", old.subjects, new.subjects)
    yield from _exceptions(at, old, new, names)
    if old.concludes is not None and new.concludes is not None and old.concludes.label != new.concludes.label:
        yield WordEdit(at, "conclusion", (old.concludes.label,), (new.concludes.label,))
    yield from _acts(at, old, new, names)
    if old.by and new.by and names[0].words(old.by) != names[1].words(new.by):
        yield WordEdit(at, "by", (old.by,), (new.by,))
    if old.keeps is not None and new.keeps is not None and {folded(w) for w in old.keeps.named} != {folded(w) for w in new.keeps.named}:
        yield WordEdit(at, "keeps", old.keeps.named, new.keeps.named)
    if names[0].words(old.object) != names[1].words(new.object):
        yield WordEdit(at, "object", (old.object or "",), (new.object or "",))
    yield from measures_edits(at, old.measures, new.measures, names, (old, new))


def _absorbed(old: ir.Norm, new: ir.Norm, names: Names2) -> bool:
    """Whether a duty says as part of what must be done what the other side has as its condition: one rewording, not two edits."""
    if old.measures or new.measures or old.act is None or new.act is None or (old.condition is None) == (new.condition is None):
        return False
    return names[0].words(old.act.text) != names[1].words(new.act.text)


def measures_edits(
    at: At, old: Sequence[ir.Measure], new: Sequence[ir.Measure], names: Names2, norms: tuple[ir.Norm | None, ir.Norm | None]
) -> Iterator[Edit]:
    """The edits between two lists of measures; `norms` give the modality that measures inherit."""
    pairs = paired_measures(old, new, names)
    for one, other in pairs:
        yield from _measure(at, one, other, names, norms, (tuple(old), tuple(new)))
    gone = [m for m in old if not any(m is one for one, _ in pairs)]
    come = [m for m in new if not any(m is other for _, other in pairs)]
    scores = {(i, j): _scope(one, other, names) for i, one in enumerate(gone) for j, other in enumerate(come)}
    swapped = assign(len(gone), len(come), scores, 0.5)
    for i, j in swapped:
        one, other = gone[i], come[j]
        same = one.action == other.action
        yield MeasureEdit(_of(at, one, other), "scope" if same else "replaced", one, other)
        if same:
            yield from _measure(at, one, other, names, norms, (tuple(old), tuple(new)))
    for i, m in enumerate(gone):
        if i not in {i for i, _ in swapped}:
            yield MeasureEdit(_of(at, m, None), "removed", m, None, len(old) == 1)
    for j, m in enumerate(come):
        if j not in {j for _, j in swapped}:
            yield MeasureEdit(_of(at, None, m), "added", None, m, len(new) == 1)
    yield from _choices(at, pairs)


def paired_measures(old: Sequence[ir.Measure], new: Sequence[ir.Measure], names: Names2) -> list[MeasurePair]:
    """Which measure became which: what is done to what and whom, then what is done to what, then what is done."""
    ours, theirs = list(old), list(new)
    pairs: list[MeasurePair] = []
    keys: tuple[Callable[[ir.Measure, Names], object], ...] = (
        lambda m, n: canonical.measure(m, None, n),
        lambda m, n: (m.action, n.words(m.object), tuple(sorted(m.targets)), canonical.expression(m.condition, n)),
        lambda m, n: (m.action, n.words(m.object), tuple(sorted(m.targets))),
        lambda m, n: (m.action, n.words(m.object), canonical.expression(m.condition, n)),
        lambda m, n: (m.action, n.words(m.object)),
        lambda m, n: (m.action, tuple(sorted(m.targets)), canonical.expression(m.condition, n)) if _measured(m) else None,
        lambda m, n: m.action if _measured(m) else None,
    )
    for key in keys:
        for one in list(ours):
            mine = key(one, names[0])
            other = next((m for m in theirs if mine is not None and key(m, names[1]) == mine), None)
            if other is not None:
                pairs.append((one, other))
                ours = [m for m in ours if m is not one]
                theirs = [m for m in theirs if m is not other]
    order = {id(m): at for at, m in enumerate(new)}
    return sorted(pairs, key=lambda pair: order[id(pair[1])])


def _measured(m: ir.Measure) -> bool:
    """Whether a measure is told by its figure rather than by its object."""
    return m.amount is not None or m.action in ("waive", "replace", "warn", "fine", "pay_penalty", "deduct_points")


def _scope(one: ir.Measure, other: ir.Measure, names: Names2) -> float:
    """How likely one measure made room for the other: the same thing done to something else, or something else done in its place."""
    if one.action == other.action:
        return 0.6 + 0.4 * alike(names[0].words(one.object) or "", names[1].words(other.object) or "")
    if _benefits(one) != _benefits(other) or canonical.expression(one.condition, names[0]) != canonical.expression(other.condition, names[1]):
        return 0.0
    return 0.5 + 0.4 * alike(folded(one.object or one.text), folded(other.object or other.text))


def _benefits(m: ir.Measure) -> bool:
    return m.action in ("waive", "grant", "replace")


def _of(at: At, old: ir.Measure | None, new: ir.Measure | None) -> At:
    return At(at.old, at.new, at.by, "measure", (old, new), at.account, None if old is None else old.span, None if new is None else new.span)


def _measure(
    at: At, old: ir.Measure, new: ir.Measure, names: Names2, norms: tuple[ir.Norm | None, ir.Norm | None],
    all_of: tuple[tuple[ir.Measure, ...], tuple[ir.Measure, ...]],
) -> Iterator[Edit]:  # fmt: skip
    here = _of(at, old, new)
    for part in ("amount", "duration", "within"):
        one, other = getattr(old, part), getattr(new, part)
        lost = (one is None and norms[0] is not None and norms[0].unclaimed) or (other is None and norms[1] is not None and norms[1].unclaimed)
        if not lost and canonical.amount(one, names[0]) != canonical.amount(other, names[1]):
            yield AmountEdit(here, part, one, other)
    modality = canonical.modality_of(old, norms[0]), canonical.modality_of(new, norms[1])
    if modality[0] != modality[1] and (norms[0] is None or norms[1] is None or norms[0].modality == norms[1].modality):
        yield ModalityEdit(here, *modality)
    yield from condition_edits(here, old.condition, new.condition, names)
    yield from _words(here, "target", old.targets, new.targets)
    by = old.by if norms[0] is None or old.by != norms[0].by else None, new.by if norms[1] is None or new.by != norms[1].by else None
    if by[0] and by[1] and names[0].words(by[0]) != names[1].words(by[1]):
        yield WordEdit(here, "by", (by[0],), (by[1],))
    superseded = _superseded(old, all_of[0]), _superseded(new, all_of[1])
    if superseded[0] != superseded[1]:
        yield WordEdit(here, "supersedes", superseded[0], superseded[1])
    if names[0].words(old.from_) != names[1].words(new.from_):
        yield WordEdit(here, "relief_from", (old.from_ or "",), (new.from_ or "",))
    ours, theirs = _to(old), _to(new)
    if {folded(w) for w in ours} != {folded(w) for w in theirs} or old.to_pick != new.to_pick:
        yield WordEdit(here, "relief_to", ours, theirs)


def _superseded(m: ir.Measure, among: Sequence[ir.Measure]) -> tuple[str, ...]:
    names = {other.id: other.action for other in among}
    return tuple(sorted(names[one] for one in m.instead_of if one in names))


def _to(m: ir.Measure) -> tuple[str, ...]:
    return (m.to,) if isinstance(m.to, str) else tuple(one.text for one in m.to or ())


def _words(at: At, what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    if {folded(word) for word in old} != {folded(word) for word in new}:
        yield WordEdit(at, "subject" if what == "subject" else "target", tuple(old), tuple(new))


def _acts(at: At, old: ir.Norm, new: ir.Norm, names: Names2) -> Iterator[Edit]:
    if old.measures or new.measures:
        return
    one, other = (n.act.text if n.act is not None else "" for n in (old, new))
    if names[0].words(one) != names[1].words(other):
        spans = (old.act.span if old.act else old.span, new.act.span if new.act else new.span)
        yield WordEdit(At(old, new, at.by, "norm", (None, None), None, *spans), "act", (one,), (other,))


def _exceptions(at: At, old: ir.Norm, new: ir.Norm, names: Names2) -> Iterator[Edit]:
    ours = [e for e in old.exceptions if e.sense == "except"]
    theirs = [e for e in new.exceptions if e.sense == "except"]

    def key(e: ir.NormException, n: Names) -> object:
        return canonical.expression(e.condition, n) if e.condition is not None else n.words(e.text)

    for one in list(ours):
        other = next((e for e in theirs if key(e, names[1]) == key(one, names[0])), None)
        if other is not None:
            ours.remove(one)
            theirs.remove(other)
    for one, other in zip(list(ours), list(theirs), strict=False):
        if one.condition is not None and other.condition is not None and alike(folded(one.text), folded(other.text)) >= 0.4:
            scoped = At(old, new, at.by, "exception", (None, None), None, one.span, other.span)
            yield from condition_edits(scoped, one.condition, other.condition, names, positive=False)
            ours.remove(one)
            theirs.remove(other)
    for one in ours:
        yield ExceptionEdit(At(old, new, at.by, "exception", (None, None), None, one.span, None), "removed", one)
    for other in theirs:
        yield ExceptionEdit(At(old, new, at.by, "exception", (None, None), None, None, other.span), "added", other)


def _choices(at: At, pairs: Sequence[MeasurePair]) -> Iterator[Edit]:
    """How measures that both sides have stand to each other; each group of them is said once."""
    said: set[object] = set()
    for one, other in pairs:
        ours, theirs = one.choice, other.choice
        group = (None if ours is None else ours.group, None if theirs is None else theirs.group)
        if (ours is None and theirs is None) or group in said:
            continue
        said.add(group)
        opened = (ours is not None and ours.open, theirs is not None and theirs.open)
        if opened[0] != opened[1]:
            yield ChoiceEdit(_of(at, one, other), "open", ours, theirs)
        elif (None if ours is None else ours.pick) != (None if theirs is None else theirs.pick):
            yield ChoiceEdit(_of(at, one, other), "pick", ours, theirs)
