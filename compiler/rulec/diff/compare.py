"""Two compiled announcements → the report model: what changed, for whom, proved by cases, announced or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rulec.diff import canonical
from rulec.diff.announced import announced
from rulec.diff.cells import cells, tier_of
from rulec.diff.changes import QUESTIONS, Judged
from rulec.diff.conditions_to_edits import ConditionEdit
from rulec.diff.direction import FOR_CONSUMERS, audience, turned
from rulec.diff.edits import At, DocumentEdit, Edit, LeafEdit, LineEdit, NegationEdit, OperatorEdit, PartEdit
from rulec.diff.fingerprint import fingerprint
from rulec.diff.fold import fold
from rulec.diff.input import DiffInput, DiffOptions
from rulec.diff.kinds import kinds
from rulec.diff.lines_to_edits import Spoken, line_edits
from rulec.diff.match import Match, match
from rulec.diff.match_lines import renumbered
from rulec.diff.match_to_edits import edits
from rulec.diff.model import Change, Direction, NotUnderstood, Pair, Place, Report, Side, Verdict
from rulec.diff.prove import Proved, Prover
from rulec.diff.soundness_to_edits import soundness_edits
from rulec.diff.words import folded
from rulec.ir import model as ir
from rulec.lexicon.calendar import find_dates
from rulec.source import Span

_CONDITIONS = (LeafEdit, PartEdit, OperatorEdit, NegationEdit)
_RETOLD = frozenset({"informative", "example", "reference", "metadata"})
_ORDER = {"ERR": 0, "WARN": 1, "INFO": 2, "EDIT": 3}


def compare(old: DiffInput, new: DiffInput, *, options: DiffOptions | None = None) -> Report:
    """Everything that `new` changes against `old`. Pure: same inputs, same report; raises nothing for any pair of compiled texts."""
    options = options or DiffOptions()
    found = match(old, new)
    prover = Prover(found, options)
    meaning = list(edits(found, options.notice_days))
    if options.prove and any(not isinstance(edit, DocumentEdit) for edit in meaning):
        meaning += soundness_edits(found)
    meant = list(_judged(meaning, found, prover))
    spoken = _spoken(meant, found)
    read = list(_judged(line_edits(found, spoken), found, prover))
    ambiguous = [_ambiguous(olds, news, found) for olds, news in found.ambiguous]
    judged_changes, informative = _changes([*meant, *((None, judged) for judged in ambiguous), *read], found, prover)
    changes = fold(_with_header(judged_changes, found), informative)
    said, unsaid = announced(found, changes)
    gaps = _not_understood(found, changes)
    if old.source.sha256 == new.source.sha256 and canonical.rule_set(old.rule_set) != canonical.rule_set(new.rule_set):
        changes = _drifted(changes, found)
    reasons = tuple(dict.fromkeys(f"not_understood:{gap.reason}" for gap in gaps))
    unproved = any(change.code == "D010" for change in changes)
    reasons += ("not_proved",) if unproved else ()
    verdict: Verdict = "incomplete" if gaps or unproved else "pass"
    return Report(
        verdict, _side(old), _side(new), len(old.rule_set.norms), len(new.rule_set.norms), gaps, changes, _pairs(found, changes),
        cells(found, changes), said, unsaid, axioms=prover.axioms, reasons=reasons,
    )  # fmt: skip


# ---- edits → judged ---------------------------------------------------------------------------------------------------------------


def _judged(found_edits: Iterable[Edit], found: Match, prover: Prover) -> Iterable[tuple[Edit | None, Judged]]:
    """Every question put to every edit. Edits of a condition that together change no case are one rewriting."""
    waiting = list(found_edits)
    same = _rewritten(waiting, prover)
    for edit in waiting:
        if isinstance(edit, _CONDITIONS) and (id(edit.at.old), id(edit.at.new)) in same:
            if same[id(edit.at.old), id(edit.at.new)] is edit:
                assert edit.at.old is not None and edit.at.new is not None
                yield edit, Judged("D005", edit.at.old.condition, edit.at.new.condition, "neutral", edit.at)
            continue
        for question in QUESTIONS:
            for judged in question(edit, found):
                yield edit, judged


def _rewritten(waiting: Sequence[Edit], prover: Prover) -> dict[tuple[int, int], Edit]:
    """Pairs of norms whose conditions differ in form alone, by their first edit."""
    by_pair: dict[tuple[int, int], list[ConditionEdit]] = {}
    for edit in waiting:
        if isinstance(edit, _CONDITIONS) and edit.at.scope == "norm" and edit.at.old is not None and edit.at.new is not None:
            by_pair.setdefault((id(edit.at.old), id(edit.at.new)), []).append(edit)
    found: dict[tuple[int, int], Edit] = {}
    for key, some in by_pair.items():
        if any(_measured_otherwise(edit) for edit in some):
            continue
        old, new = some[0].at.old, some[0].at.new
        if old is not None and new is not None and prover.options.prove and prover.condition_region(old, new) == "same":
            found[key] = some[0]
    return found


def _measured_otherwise(edit: Edit) -> bool:
    """Whether one figure is read in another unit or over another stretch of time: the space does not tell such facts apart."""
    if not isinstance(edit, LeafEdit) or not isinstance(edit.old, ir.Compare | ir.Occurrence) or not isinstance(edit.new, ir.Compare | ir.Occurrence):
        return False
    units = getattr(edit.old, "unit", ""), getattr(edit.new, "unit", "")
    return units[0] != units[1] or edit.old.window != edit.new.window


def _spoken(meant: Sequence[tuple[Edit | None, Judged]], found: Match) -> Spoken:
    """The sentences that changes of meaning speak of, on both sides."""
    old: list[Span] = []
    new: list[Span] = []
    for _, judged in meant:
        for n in (judged.at.old, *judged.folds):
            if n is not None and any(n is one for one in found.old.rule_set.norms):
                old.append(n.span)
        for n in (judged.at.new, *judged.folds):
            if n is not None and any(n is one for one in found.new.rule_set.norms):
                new.append(n.span)
        if judged.at.old_span is not None:
            old.append(judged.at.old_span)
        if judged.at.new_span is not None:
            new.append(judged.at.new_span)
    return Spoken(tuple(old), tuple(new))


def _ambiguous(olds: Sequence[ir.Norm], news: Sequence[ir.Norm], found: Match) -> Judged:
    """Norms that fit alike: what each side has of them."""
    at = At(olds[0], None) if len(olds) == 1 else At(None, news[0])
    return Judged("D009", "；".join(n.text for n in olds), "；".join(n.text for n in news), "unknown", at)


# ---- judged → changes -------------------------------------------------------------------------------------------------------------


def _changes(
    judged: Sequence[tuple[Edit | None, Judged]], found: Match, prover: Prover
) -> tuple[list[Change], frozenset[str]]:
    changes: list[Change] = []
    informative: set[str] = set()
    seen: dict[str, int] = {}
    for edit, one in judged:
        key = fingerprint(one, found)
        again = seen.get(key, 0)
        seen[key] = again + 1
        proved = prover.prove(edit, one) if edit is not None else Proved("not_provable")
        change = _change(one, fingerprint(one, found, again) if again else key, proved, found)
        if proved.proof == "masked":
            hidden = replace(one, code="D006", direction="neutral", notes=(*one.notes, f"masked:{one.code}:{one.direction}"))
            change = _change(hidden, fingerprint(hidden, found, again), proved, found)
        changes.append(change)
        if "not_proved:budget" in change.notes:
            unproved = Judged("D010", one.before, one.after, "unknown", one.at)
            changes.append(replace(_change(unproved, fingerprint(unproved, found), Proved("not_provable"), found), caused_by=change.fingerprint))
        if isinstance(edit, LineEdit) and edit.kind in _RETOLD and edit.what in ("added", "removed", "changed") and not edit.retargeted:
            informative.add(change.fingerprint)
    return sorted(changes, key=_position), frozenset(informative)


def _change(one: Judged, digits: str, proved: Proved, found: Match) -> Change:
    kind = kinds()[one.code]
    measure = one.at.measures[1] or one.at.measures[0]
    norm = one.at.new or one.at.old
    return Change(
        one.code, kind.slug, digits, kind.level, _place(one, found, 0), _place(one, found, 1), one.before, one.after,
        _directions(one, found), proved.proof if kind.level != "EDIT" and one.code != "D005" else "equivalent", one.at.by,
        one.violation or _violation(one, found), tier_of(norm, measure) or None, one.measure or (None if measure is None else measure.action),
        proved.witnesses, notes=(*one.notes, *proved.notes),
    )  # fmt: skip


def _position(change: Change) -> tuple[int, int, int, str, str]:
    at = change.new or change.old
    return (_ORDER[change.level], *(at.span if at is not None and at.span is not None else (0, 0)), change.code, change.fingerprint)


def _directions(one: Judged, found: Match) -> Mapping[str, Direction]:
    who = one.audience
    if not who:
        measures = [m for m in reversed(one.at.measures) if m is not None]
        if not measures:
            measures = [m for n in (one.at.new, one.at.old) if n is not None for m in n.measures][:8] if one.folds or one.code in ("D101", "D102") else []
        norms = [n for n in (one.at.new, one.at.old) if n is not None]
        who = audience(norms, measures, [found.new.rule_set, found.old.rule_set])
    directions: dict[str, Direction] = dict.fromkeys(who, one.direction)
    if one.measure in FOR_CONSUMERS and "消费者" not in directions:
        directions["消费者"] = turned(one.direction)
    return directions


def _violation(one: Judged, found: Match) -> str | None:
    for n, side in ((one.at.new, found.new), (one.at.old, found.old)):
        if n is not None and n.violation is not None:
            return side.names.violations.get(n.violation)
    return None


def _place(one: Judged, found: Match, side: int) -> Place | None:
    passages = (found.old if side == 0 else found.new).passages
    n = one.at.old if side == 0 else one.at.new
    span = one.at.old_span if side == 0 else one.at.new_span
    if one.text is not None:
        span = one.old_span if side == 0 else one.new_span
        return None if span is None else passages.place(span, one.text[side])
    if n is None:
        return None if span is None else passages.place(span, _sentence(span, found, side))
    return passages.place(span or n.span, n.text)


def _sentence(span: Span, found: Match, side: int) -> str:
    given = (found.old if side == 0 else found.new).given
    start, end = given.normal.normal_span(span)
    return given.normal.text[start:end]


# ---- the rest of the report --------------------------------------------------------------------------------------------------------


def _side(given: DiffInput) -> Side:
    document = given.rule_set.document
    dates = document.dates
    return Side(given.source.path, given.source.sha256, document.title, dates.effective, document.status, dates.published, dates.consultation, dates.publicity)


def _with_header(changes: Sequence[Change], found: Match) -> list[Change]:
    """A change of meaning under the same dates is worth a word."""
    meant = [c for c in changes if c.level == "ERR" and not c.code.startswith("D8")]
    old, new = found.old.rule_set.document.dates, found.new.rule_set.document.dates
    if meant and old.effective is not None and old == new and not _dated(changes):
        judged = Judged("D810", old.effective, new.effective, "neutral", At(None, None))
        return [*changes, _change(judged, fingerprint(judged, found), Proved("not_provable"), found)]
    return list(changes)


def _drifted(changes: Sequence[Change], found: Match) -> tuple[Change, ...]:
    """One text that means two things was read by two compilers: that is one change, and all others follow from it."""
    if not changes:
        return ()
    judged = Judged("D011", None, None, "unknown", At(None, None))
    drift = replace(_change(judged, fingerprint(judged, found), Proved("not_provable"), found), echoes=tuple(sorted(c.fingerprint for c in changes)))
    return (drift, *(replace(c, caused_by=drift.fingerprint) for c in changes))


def _dated(changes: Sequence[Change]) -> bool:
    """Whether a line with a date came, went or changed: 2023年7月20日 第二次修订."""
    return any(place is not None and c.code in ("D004", "D001") and find_dates(place.text) for c in changes for place in (c.old, c.new))


def _not_understood(found: Match, changes: Sequence[Change]) -> tuple[NotUnderstood, ...]:
    """Stretches that could not be compared: partial norms and unresolved words that are not word for word the same on both sides."""
    gaps: list[NotUnderstood] = []
    same = {id(p.old) for p in found.norms if p.old.text == p.new.text} | {id(p.new) for p in found.norms if p.old.text == p.new.text}
    kept = {id(p) for line in found.lines if line.old and line.new and line.old.words == line.new.words for p in (line.old, line.new)}
    open_words = {"old": _open_words(found, 1), "new": _open_words(found, 0)}
    for name, side in (("old", found.old), ("new", found.new)):
        for n in side.rule_set.norms:
            if n.unclaimed and id(n) not in same:
                gaps.append(NotUnderstood("old" if name == "old" else "new", side.passages.place(n.span, n.text), "partial"))
        for tile in side.given.ledger:
            if tile.class_ != "unresolved":
                continue
            passage = side.passages.at(tile.span)
            text = _sentence(tile.span, found, 0 if name == "old" else 1)
            if passage is not None and id(passage) not in kept and folded(renumbered(text, found.labels)) not in open_words[name]:
                gaps.append(NotUnderstood("old" if name == "old" else "new", side.passages.place(tile.span), "unresolved"))
    for change in changes:
        if any(note.startswith("unexplained:") for note in change.notes) and change.new is not None:
            gaps.append(NotUnderstood("new", change.new, "unexplained"))
    return tuple(gaps)


def _open_words(found: Match, side: int) -> set[str]:
    """What one side has that was not understood, in words."""
    given = (found.old if side == 0 else found.new).given
    texts = (_sentence(tile.span, found, side) for tile in given.ledger if tile.class_ == "unresolved")
    return {folded(renumbered(text, found.labels) if side == 0 else text) for text in texts}


def _pairs(found: Match, changes: Sequence[Change]) -> tuple[Pair, ...]:
    """Rows of the table of old and new text."""
    rows = []
    for line in found.lines:
        places = (None if p is None else side.passages.place(p.span, p.text) for p, side in ((line.old, found.old), (line.new, found.new)))
        old, new = places
        about = tuple(
            c.fingerprint
            for c in changes
            if any(
                place is not None and place.span is not None and p is not None and p.span.overlaps(place.span)
                for place, p in ((c.old, line.old), (c.new, line.new))
            )
        )
        meant = [c for c in changes if c.fingerprint in about and c.level != "EDIT"]
        state = "removed" if line.new is None else "added" if line.old is None else "changed" if meant else "same" if line.old and line.old.text == line.new.text else "editorial"
        if state == "editorial" and any(c.code == "D901" and c.fingerprint in about for c in changes):
            state = "moved"
        rows.append(Pair(old, new, state, line.by, about))  # type: ignore[arg-type]
    return tuple(rows)


