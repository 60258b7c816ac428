"""A judged change → the regions of facts that it is about, and cases of them on which both versions are decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rulec.analysis import regions
from rulec.analysis.regions import Box, Space
from rulec.diff import canonical
from rulec.diff.changes.judged import Judged
from rulec.diff.edits import Edit, LeafEdit, PartEdit, Region
from rulec.diff.input import DiffOptions
from rulec.diff.match import Match
from rulec.diff.model import Json, Proof, Witness
from rulec.diff.prove_accounts import account_witness
from rulec.diff.slices import large, sliced
from rulec.ir import model as ir
from rulec.runtime.rule import VIOLATION

MOST_BOXES = 60
_LISTS = ("D310", "D311")
TRIES = 8
Side = Literal[0, 1]


@dataclass(frozen=True, slots=True)
class Proved:
    """How sure a change is, and the cases that show it."""

    proof: Proof
    witnesses: tuple[Witness, ...] = ()
    notes: tuple[str, ...] = ()


class Prover:
    """Answers for one comparison; the space of both versions is made once, when it is first needed."""

    def __init__(self, found: Match, options: DiffOptions, part: bool = False) -> None:
        self.found = found
        self.options = options
        self.sides = (found.old.given, found.new.given)
        self.exhausted = False
        """Whether a search was given up for its size since this was last set to False."""
        self._large = large(found) and not part  # a part is not cut again
        self._parts: dict[frozenset[int], Prover] = {}
        self._space: Space | None = None
        self._counterparts = {id(p.old): p.new for p in found.norms} | {id(p.new): p.old for p in found.norms}
        self._boxes: dict[tuple[int, int], tuple[Box, ...]] = {}

    @property
    def space(self) -> Space:
        """The space that both versions divide."""
        if self._space is None:
            self._space = regions.space_of(self.found.old.rule_set, self.found.new.rule_set)
        return self._space

    @property
    def axioms(self) -> tuple[str, ...]:
        """What was taken as known of the facts, in words; nothing where no case was asked for."""
        own = () if self._space is None else tuple(f"{one.small} ≤ {one.large}" for one in self._space.axioms)
        return tuple(dict.fromkeys((*own, *(axiom for part in self._parts.values() for axiom in part.axioms))))

    def about(self, *norms: ir.Norm | None) -> Prover:
        """The prover to ask about some norms: of a large comparison the one of the part that they stand in."""
        named = [n for n in norms if n is not None]
        if not self._large or not named:
            return self
        key = frozenset(id(n) for n in named)
        if key not in self._parts:
            self._parts[key] = Prover(sliced(self.found, named), self.options, part=True)
        return self._parts[key]

    def condition_region(self, old: ir.Norm, new: ir.Norm) -> Region:
        """What becomes of the cases that a norm is about."""
        if self._large:
            return self.about(old, new).condition_region(old, new)
        ours, theirs = self.boxes(old, 0), self.boxes(new, 1)
        if not all(regions.exact(box, self.space) for box in (*ours, *theirs)):
            return "unknown"
        shrinks, grows = self._outside(ours, theirs), self._outside(theirs, ours)
        if shrinks is None or grows is None:
            return "unknown"
        return "both" if shrinks and grows else "shrinks" if shrinks else "grows" if grows else "same"

    def prove(self, edit: Edit, judged: Judged) -> Proved:
        """Cases for a change, decided by both versions; masked where the regions are there and no case of them differs."""
        if judged.at.account is not None and self.options.prove:
            seen = account_witness(judged, self.found)
            return Proved("exact", (seen,)) if seen is not None else Proved("not_provable", notes=("not_proved:no_case",))
        if judged.prove is None or not self.options.prove or any(side.decide is None for side in self.sides):
            return Proved("not_provable", notes=() if judged.prove is None else ("not_proved:no_decisions",))
        if not self._decides(judged):
            return Proved("not_provable", notes=("not_proved:no_measure",))
        if self._large:
            return self.about(judged.at.old, judged.at.new, *judged.folds).prove(edit, judged)
        witnesses: list[Witness] = []
        exact, tried = True, 0
        kinds: set[str] = set()
        keys = frozenset(key for boxes in (self._focus(edit) or {}).values() for box in boxes for key in box.sides)
        for kind, box, near in self._candidates(edit, judged):
            if tried >= TRIES or len(witnesses) >= self.options.most_witnesses:
                break
            if kind in kinds and kind != "both":
                continue
            facts = regions.point(box, self.space, near)
            if facts is None:
                continue
            tried += 1
            exact = exact and regions.exact(box, self.space)
            witness = self._decided(facts, judged, box, keys)
            if witness is not None and not any(w.old == witness.old and w.new == witness.new for w in witnesses):
                witnesses.append(witness)
                kinds.add(kind)
        if witnesses:
            open_ = judged.code in ("D317", "D315", "D605", "D903") or judged.direction == "unknown" or (judged.code in _LISTS and isinstance(edit, LeafEdit))
            return Proved("not_provable" if open_ else "exact" if exact else "tested", tuple(witnesses))
        if self.exhausted:
            self.exhausted = False
            return Proved("not_provable", notes=("not_proved:budget",))
        masked = tried and exact and self._masked(judged)
        return Proved("masked" if masked else "not_provable", notes=() if masked else ("not_proved:no_case",))

    def boxes(self, n: ir.Norm, side: Side) -> tuple[Box, ...]:
        """Where a norm of one side holds."""
        key = (id(n), side)
        if key not in self._boxes:
            self._boxes[key] = regions.norm_boxes(n, self.space, self.space.plans[side])
        return self._boxes[key]

    def _decides(self, judged: Judged) -> bool:
        """Whether anything that a decision shows can hang on the change."""
        return any(n is not None and (n.measures or n.kind in ("revocation", "tier_criteria", "admission")) for n in (judged.at.old, judged.at.new))

    def _masked(self, judged: Judged) -> bool:
        """Whether other norms give the same in every case that the change is about, so that nobody can tell."""
        at = judged.at
        if at.old is None or at.new is None:
            return False
        ours, theirs = self._own(at.old, 0, at.measures[0]), self._own(at.new, 1, at.measures[1])
        if judged.prove == "condition":
            return self._given(at.old, 1, self._pieces(ours, theirs)) and self._given(at.new, 0, self._pieces(theirs, ours))
        both = regions.product(ours[:MOST_BOXES], theirs[:MOST_BOXES])
        one, other = at.measures
        gone = one is None or self._measured([one], at.old, 1, both)
        come = other is None or self._measured([other], at.new, 0, both)
        return (one is None) != (other is None) and gone and come

    def _pieces(self, ours: Sequence[Box], theirs: Sequence[Box]) -> list[Box]:
        return [piece for box in ours[:MOST_BOXES] for piece in regions.subtract_all([box], theirs[:MOST_BOXES], self.space)]

    def _given(self, n: ir.Norm, side: Side, pieces: Sequence[Box]) -> bool:
        """Whether all measures of a norm follow from others on the side `side` wherever it is not there."""
        return not pieces or self._measured(n.measures, n, side, pieces)

    def _measured(self, measures: Sequence[ir.Measure], n: ir.Norm, side: Side, pieces: Sequence[Box]) -> bool:
        names = (self.found.old.names, self.found.new.names)
        rules = (self.found.old.rule_set, self.found.new.rule_set)[side]
        for m in measures:
            wanted = canonical.measure(m, n, names[1 - side])
            givers = [
                other for other in rules.norms
                if other is not self._counterparts.get(id(n)) and any(
                    one.action == m.action and canonical.measure(one, other, names[side]) == wanted for one in other.measures
                )
            ]  # fmt: skip
            cover = [box for other in givers for box in self.boxes(other, side)]
            if not all(regions.covers(cover, piece, self.space) for piece in pieces):
                return False
        return bool(measures)

    def _outside(self, ours: Sequence[Box], theirs: Sequence[Box]) -> bool | None:
        for box in ours:
            covered = regions.covers(theirs, box, self.space)
            if covered is not True:
                return None if covered is None else True
        return False

    def _candidates(self, edit: Edit, judged: Judged) -> Iterator[tuple[str, Box, Mapping[str, object] | None]]:
        at = judged.at
        if judged.prove == "norm" or at.old is None or at.new is None:
            side: Side = 0 if at.old is not None else 1
            norms = [n for n in (judged.folds or (at.old, at.new)) if n is not None and n.measures]
            for n in norms[:TRIES]:
                givers = self._givers(n.measures, n, 1 if side == 0 else 0)
                boxes = self._own(n, side, at.measures[side])[:3]
                yield from (("both", self._apart([], givers, box).hole or box, None) for box in boxes)
            return
        ours, theirs = self._own(at.old, 0, at.measures[0]), self._own(at.new, 1, at.measures[1])
        if judged.prove == "condition":
            focus = self._focus(edit)
            sides: tuple[tuple[str, Sequence[Box], Sequence[Box], ir.Norm, Side], ...] = (
                ("old", ours, theirs, at.old, 1), ("new", theirs, ours, at.new, 0),
            )  # fmt: skip
            for kind, mine, other, n, side in sides:
                if judged.code in _LISTS and isinstance(edit, LeafEdit) and (kind == "old") != (judged.code == "D311") and isinstance(edit.new, ir.Judgement | ir.Flag):
                    continue  # a shorter list of open words lies within the longer one
                if focus is not None and not focus[kind]:
                    continue
                for box in self._within(mine, () if focus is None else focus[kind]):
                    cover = self._apart([*other], self._givers(n.measures, n, side), box)
                    self.exhausted = self.exhausted or cover.covered is None
                    if cover.hole is not None:
                        yield kind, cover.hole, None
            return
        both = regions.product(ours[:MOST_BOXES], theirs[:MOST_BOXES])
        changed = [(m, n, side) for m, n, side in ((at.measures[0], at.old, 1), (at.measures[1], at.new, 0)) if m is not None]
        givers = [box for m, n, side in changed for box in self._givers([m], n, 1 if side else 0)]
        apart = [self._apart([], givers, box).hole or box for box in both[:3]]
        for near in _nears(judged):
            yield from (("both", box, near) for box in apart)

    def _apart(self, others: list[Box], givers: Sequence[Box], box: Box) -> regions.Cover:
        """A part of `box` outside of `others`, and where there is one outside of `givers` too: there nothing else gives the same."""
        if givers:
            found = regions.uncovered([*others, *givers], box, self.space)
            if found.hole is not None:
                return found
        return regions.uncovered(others, box, self.space)

    def _givers(self, measures: Sequence[ir.Measure], n: ir.Norm, side: Side) -> list[Box]:
        """Where another norm of the side `side` gives one of these measures as well."""
        names = (self.found.old.names, self.found.new.names)
        wanted = {canonical.measure(m, n, names[1 - side]) for m in measures}
        rules = (self.found.old.rule_set, self.found.new.rule_set)[side]
        mine = self._counterparts.get(id(n))
        actions = {m.action for m in measures}
        others = (
            other for other in rules.norms
            if other is not mine and any(m.action in actions and canonical.measure(m, other, names[side]) in wanted for m in other.measures)
        )  # fmt: skip
        return [box for other in others for box in self.boxes(other, side)]

    def _own(self, n: ir.Norm, side: Side, measure: ir.Measure | None) -> tuple[Box, ...]:
        """Where a norm holds, and the condition of the measure in question with it."""
        found = self.boxes(n, side)
        if measure is not None and measure.condition is not None:
            plan = self.space.plans[side]
            found = regions.product(found[:MOST_BOXES], regions.boxes(measure.condition, self.space, plan))
        return found

    def _focus(self, edit: Edit) -> dict[str, tuple[Box, ...]] | None:
        """The facts on which one edit by itself takes a case away (`old`) or brings one in (`new`); None where it is not told apart."""
        one, other = self.space.plans
        if isinstance(edit, LeafEdit):
            ours, theirs = regions.boxes(edit.old, self.space, one), regions.boxes(edit.new, self.space, other)
            lost = regions.product(ours, regions.boxes(ir.Not(edit.new), self.space, other))
            won = regions.product(theirs, regions.boxes(ir.Not(edit.old), self.space, one))
        elif isinstance(edit, PartEdit):
            plan = other if edit.what == "added" else one
            part = regions.boxes(ir.Not(edit.part) if edit.op == "and" else edit.part, self.space, plan)
            takes = (edit.what == "added") == (edit.op == "and")
            lost, won = (part, ()) if takes else ((), part)
        else:
            return None
        return {"old": lost, "new": won} if edit.positive else {"old": won, "new": lost}

    def _within(self, boxes: Sequence[Box], focus: Sequence[Box]) -> Iterator[Box]:
        if not focus:
            yield from boxes[:MOST_BOXES]
            return
        yield from regions.product(boxes[:MOST_BOXES], focus[:MOST_BOXES])

    def _decided(self, facts: dict[str, object], judged: Judged, box: Box, keys: frozenset[str]) -> Witness | None:
        """The case decided on both sides; None where both decide alike."""
        named = facts.pop(VIOLATION, None)
        violation = named if isinstance(named, str) else judged.violation
        old, new = (self._decide(side, facts, violation) for side in (0, 1))
        if old is None or new is None or outcome(old) == outcome(new):
            return None
        kept = {key: side for key, side in box.sides.items() if key in keys} or {key: side for key, side in box.sides.items() if key != VIOLATION}
        return Witness(dict(facts), violation, old, new, regions.describe(Box(kept), self.space))

    def _decide(self, side: int, facts: Mapping[str, object], violation: str | None) -> Json | None:
        given = self.sides[side]
        assert given.decide is not None
        name = violation
        if side == 0 and violation is not None:
            # A renamed violation goes by its old name on the old side.
            for old, new in self.found.violations:
                ours = next(v for v in self.found.old.rule_set.violations if v.id == old)
                theirs = next(v for v in self.found.new.rule_set.violations if v.id == new)
                if theirs.name == violation:
                    name = ours.name
        return given.decide(facts, name)


def _nears(judged: Judged) -> list[Mapping[str, object] | None]:
    if judged.bases is None:
        return [None]
    base, stops = judged.bases
    figures = sorted({0 if not stops else max(0, stop + near) for stop in stops or (1_000_000,) for near in (-1, 0, 1)} | {max(stops, default=1) * 2, 1_000_000})
    return [{base: str(figure)} for figure in reversed(figures)]


def outcome(decision: Json) -> object:
    """What a decision comes to, in a form that two versions share: what must and may follow, and what happens to the ticket."""
    ticket = decision.get("ticket")
    return (
        decision.get("verdict"), _once(_list(decision, "measures")),
        sorted(repr((o.get("pick"), o.get("open"), sorted(repr(_said(m)) for m in _list(o, "measures")))) for o in _list(decision, "options")),
        repr(_ticket(ticket)) if isinstance(ticket, Mapping) else "", sorted(str(f.get("requirement")) for f in _list(decision, "failed")),
        sorted(repr(c.get("when")) for c in _list(decision, "candidates")),
    )  # fmt: skip


def _once(measures: list[Mapping[str, object]]) -> list[str]:
    """Measures in words; one that two norms give is the same closure or delisting, while points and sums add up."""
    found = sorted(repr(_said(m)) for m in measures if m.get("amount") is not None)
    return [*found, *sorted({repr(_said(m)) for m in measures if m.get("amount") is None})]


def _list(part: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = part.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list | tuple) else []


def _said(m: Mapping[str, object]) -> tuple[object, ...]:
    choice = m.get("choice")
    picked = (choice.get("pick"), choice.get("open")) if isinstance(choice, Mapping) else None
    return (m.get("action"), m.get("object"), m.get("targets"), m.get("modality"), m.get("amount"), m.get("duration"), m.get("within"), picked, m.get("from"))


def _ticket(ticket: Mapping[str, object]) -> object:
    added = [(entry.get("instead_of"), entry.get("pick"), [_said(m) for m in _list(entry, "measures")]) for entry in _list(ticket, "added")]
    return ticket.get("removed"), added, ticket.get("kept")


