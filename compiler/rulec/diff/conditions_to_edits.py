"""Two conditions → the edits that lead from one to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from rulec.diff.assign import assign
from rulec.diff.canonical import Canon, Names, essential, expression, flat
from rulec.diff.edits import At, LeafEdit, NegationEdit, OperatorEdit, PartEdit
from rulec.diff.words import alike, folded
from rulec.ir import model as ir
from rulec.ir.leaves import facts_named, walk

ConditionEdit = LeafEdit | PartEdit | OperatorEdit | NegationEdit


def condition_edits(
    at: At, old: ir.Expression | None, new: ir.Expression | None, names: tuple[Names, Names], positive: bool = True
) -> list[ConditionEdit]:
    """Edits from `old` to `new` (None: always). `positive`: False where what is conditioned stands against the norm (an exception)."""
    return list(_Aligner(at, names).align(old, new, positive))


class _Aligner:
    def __init__(self, at: At, names: tuple[Names, Names]) -> None:
        self.at = at
        self.ours, self.theirs = names

    def same(self, old: ir.Expression | None, new: ir.Expression | None) -> bool:
        return expression(old, self.ours) == expression(new, self.theirs)

    def align(self, old: ir.Expression | None, new: ir.Expression | None, positive: bool) -> Iterator[ConditionEdit]:
        if self.same(old, new):
            return
        if old is not None and new is not None and spelled_alike(old, new):
            return
        if old is None or new is None:
            part = new if old is None else old
            assert part is not None
            parts = flat(part) if isinstance(part, ir.And) else [part]
            for one in parts:
                yield PartEdit(self.at, "added" if old is None else "removed", one, "and", positive)
            return
        if isinstance(old, ir.Not) and isinstance(new, ir.Not):
            yield from self.align(old.arg, new.arg, not positive)
            return
        if isinstance(old, ir.Not) != isinstance(new, ir.Not):
            inner, other = (old.arg, new) if isinstance(old, ir.Not) else (old, new.arg if isinstance(new, ir.Not) else new)
            if self.same(inner, other) or _likeness(inner, other) >= 0.5:
                yield NegationEdit(self.at, old, new, positive)
                return
        if _op(old) == _op(new) == "leaf":
            yield from self.leaves(old, new, positive)
            return
        if isinstance(old, ir.AtLeast) or isinstance(new, ir.AtLeast):
            yield from self.at_least(old, new, positive)
            return
        yield from self.joined(old, new, positive)

    def leaves(self, old: ir.Expression, new: ir.Expression, positive: bool) -> Iterator[ConditionEdit]:
        if opposite(old, new):
            yield NegationEdit(self.at, old, new, positive)
        elif _likeness(old, new) >= 0.4 or (_open(old) and _open(new)):
            yield LeafEdit(self.at, old, new, positive)
        else:
            yield PartEdit(self.at, "removed", old, "and", positive)
            yield PartEdit(self.at, "added", new, "and", positive)

    def at_least(self, old: ir.Expression, new: ir.Expression, positive: bool) -> Iterator[ConditionEdit]:
        ours, theirs = _parts(old), _parts(new)
        wanted = (old.n if isinstance(old, ir.AtLeast) else 1 if isinstance(old, ir.Or) else len(ours),
                  new.n if isinstance(new, ir.AtLeast) else 1 if isinstance(new, ir.Or) else len(theirs))  # fmt: skip
        if wanted[0] != wanted[1]:
            yield OperatorEdit(self.at, old, new, positive)
        yield from self.parts(ours, theirs, "at_least", positive)

    def joined(self, old: ir.Expression, new: ir.Expression, positive: bool) -> Iterator[ConditionEdit]:
        op = _op(old) if _op(old) != "leaf" else _op(new)
        other = _op(new) if _op(new) != "leaf" else op
        ours, theirs = _parts_of(old, op), _parts_of(new, other)
        if op != other:
            shared = sum(any(_likeness(a, b) >= 0.8 for b in theirs) for a in ours)
            if 2 * shared < len(ours) or shared < 2:
                # Another operator around other parts: one of the two holds the other as a part, or they are two different conditions.
                yield from self.nested(old, new, positive)
                return
            yield OperatorEdit(self.at, old, new, positive)
        yield from self.parts(ours, theirs, "or" if op == "or" else "and", positive)

    def nested(self, old: ir.Expression, new: ir.Expression, positive: bool) -> Iterator[ConditionEdit]:
        for outer, inner, grown in ((new, old, True), (old, new, False)):
            op = _op(outer)
            parts = _parts_of(outer, op)
            likely = max(range(len(parts)), key=lambda at: (_likeness(parts[at], inner), -at))
            if _likeness(parts[likely], inner) < 0.4:
                continue
            ours, theirs = ([inner], parts) if grown else (parts, [inner])
            yield from self.parts(ours, theirs, "or" if op == "or" else "and", positive)
            return
        yield PartEdit(self.at, "removed", old, "and", positive)
        yield PartEdit(self.at, "added", new, "and", positive)

    def parts(
        self, ours: Sequence[ir.Expression], theirs: Sequence[ir.Expression], op: str, positive: bool
    ) -> Iterator[ConditionEdit]:
        pairs = self.paired(ours, theirs)
        joined: Literal["and", "or", "at_least"] = "or" if op == "or" else "at_least" if op == "at_least" else "and"
        for i, j in pairs:
            yield from self.align(ours[i], theirs[j], positive)
        gone, come = {i for i, _ in pairs}, {j for _, j in pairs}
        left, right = [i for i in range(len(ours)) if i not in gone], [j for j in range(len(theirs)) if j not in come]
        if op == "and" and len(left) == len(right) == 1 and _open(ours[left[0]]) and _open(theirs[right[0]]):
            # One open question in the place of another: what it comes to only a person can say.
            yield LeafEdit(self.at, ours[left[0]], theirs[right[0]], positive)
            return
        kept = tuple(ours[i] for i, _ in pairs)
        for i, part in enumerate(ours):
            if i not in gone:
                yield PartEdit(self.at, "removed", part, joined, positive, kept)
        for j, part in enumerate(theirs):
            if j not in come:
                yield PartEdit(self.at, "added", part, joined, positive, kept)

    def paired(self, ours: Sequence[ir.Expression], theirs: Sequence[ir.Expression]) -> list[tuple[int, int]]:
        """Which part became which: equal ones first, then the likeliest."""
        mine: list[Canon] = [expression(part, self.ours) for part in ours]
        other: dict[Canon, list[int]] = {}
        for j, part in enumerate(theirs):
            other.setdefault(expression(part, self.theirs), []).append(j)
        pairs = [(i, other[canon].pop(0)) for i, canon in enumerate(mine) if other.get(canon)]
        left = [i for i in range(len(ours)) if i not in {i for i, _ in pairs}]
        right = [j for j in range(len(theirs)) if j not in {j for _, j in pairs}]
        scores = {(a, b): _likeness(ours[i], theirs[j]) for a, i in enumerate(left) for b, j in enumerate(right)}
        return sorted([*pairs, *((left[a], right[b]) for a, b in assign(len(left), len(right), scores, 0.4))])


def spelled_alike(old: ir.Expression, new: ir.Expression) -> bool:
    """Whether one side says in one open phrase with 或 or 且 what the other lists: the same words in the same order."""
    for one, other in ((old, new), (new, old)):
        parts = flat(other) if isinstance(other, ir.And | ir.Or) else []
        if isinstance(one, ir.Judgement) and parts and all(isinstance(part, ir.Judgement) for part in parts):
            joint = re.compile("或者|或|、" if isinstance(other, ir.Or) else "并且|同时|且|并|以及|和|、")
            words = [_BARE.sub("", folded(word)) for word in joint.split(one.text)]
            if words == [_BARE.sub("", _said(part)) for part in parts]:
                return True
    return False


_BARE = re.compile(r"^(?:商家|达人|主播|店铺|网店|商户)")


def opposite(old: ir.Expression, new: ir.Expression) -> bool:
    """Whether two judgements differ only in a denial: 未整改 and 整改."""
    if not (isinstance(old, ir.Judgement | ir.Flag | ir.Event) and isinstance(new, ir.Judgement | ir.Flag | ir.Event)):
        return False
    one, other = _said(old), _said(new)
    if one == other:
        return False
    return any(_plain(a) == b.replace(word, "", 1) for a, b in ((one, other), (other, one)) for word in _DENIALS if word in b)


_DENIALS = ("并未", "没有", "未能", "未", "不", "无")


def _plain(words: str) -> str:
    """Words without the 已 that stands where a denial could."""
    return words.replace("已经", "", 1).replace("已", "", 1)


def _open(e: ir.Expression) -> bool:
    return isinstance(e, ir.Judgement | ir.Flag | ir.Event)


def _said(e: ir.Expression) -> str:
    return folded(e.text if isinstance(e, ir.Judgement) else e.fact if isinstance(e, ir.Flag | ir.Violates) else e.name if isinstance(e, ir.Event) else "")


def _op(e: ir.Expression) -> str:
    return e.op if isinstance(e, ir.And | ir.Or | ir.AtLeast) else "leaf"


def _parts(e: ir.Expression) -> list[ir.Expression]:
    return list(e.args) if isinstance(e, ir.AtLeast) else flat(e)


def _parts_of(e: ir.Expression, op: str) -> list[ir.Expression]:
    return essential(e) if _op(e) == op else [e]


def _likeness(one: ir.Expression, other: ir.Expression) -> float:
    """How sure it is that one part became the other, from 0 to 1."""
    if isinstance(one, ir.Not) and isinstance(other, ir.Not):
        return _likeness(one.arg, other.arg)
    if isinstance(one, ir.Not) != isinstance(other, ir.Not):
        inner, outer = (one.arg, other) if isinstance(one, ir.Not) else (one, other.arg if isinstance(other, ir.Not) else other)
        return 0.9 * _likeness(inner, outer)
    if _op(one) != "leaf" or _op(other) != "leaf":
        ours, theirs = ({_asked(leaf) for leaf in walk(e, {})} for e in (one, other))
        return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
    return _leaf_likeness(one, other)


def _leaf_likeness(one: ir.Expression, other: ir.Expression) -> float:
    if opposite(one, other):
        return 0.9
    if isinstance(one, ir.Compare) and isinstance(other, ir.Compare):
        if folded(one.fact) == folded(other.fact):
            return 0.9 + (0.1 if one.rel == other.rel else 0.0)
        return 0.4 * alike(stem(one), stem(other)) + (0.5 if (one.rel, one.value, one.unit) == (other.rel, other.value, other.unit) else 0.0)
    if isinstance(one, ir.Occurrence) and isinstance(other, ir.Occurrence):
        return 0.6 + 0.3 * alike(folded(one.event), folded(other.event))
    if isinstance(one, ir.InTier) and isinstance(other, ir.InTier):
        return 0.9 if one.scale == other.scale else 0.2
    if isinstance(one, ir.Is | ir.Contains) and type(one) is type(other) and isinstance(other, ir.Is | ir.Contains):
        return 0.5 * (folded(one.fact) == folded(other.fact)) + 0.4 * alike(folded(one.value), folded(other.value))
    if isinstance(one, ir.Violates) and isinstance(other, ir.Violates):
        return 0.8
    if _said(one) and _said(other):
        return alike(_said(one), _said(other))
    return 0.0


def stem(leaf: ir.Compare | ir.Occurrence) -> str:
    """What a figure counts, without the stretch of time it is counted over."""
    name = folded(leaf.event if isinstance(leaf, ir.Occurrence) else leaf.fact)
    return re.sub(r"^[近最内之]+", "", name.split("|")[-1]) if "|" in name else name


def _asked(leaf: ir.Expression) -> str:
    return f"{leaf.op}:{_said(leaf) or ','.join(facts_named(leaf))}"
