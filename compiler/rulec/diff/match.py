"""Two sides → pairs of what is the same thing in both: violations, norms, lines; how each pair was found; what could not be told.

Order: equal meaning, equal condition, same place and kind of outcome, likeness with a margin, assignment of the rest. What burdens is
never paired with what benefits, whatever the words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rulec.diff import canonical
from rulec.diff.assign import assign
from rulec.diff.canonical import Names
from rulec.diff.input import DiffInput
from rulec.diff.match_lines import Anchor, LinePair, numbering, paired_lines, renumbered
from rulec.diff.model import MatchedBy
from rulec.diff.passages import Passages
from rulec.diff.words import ARTICLE, bigrams, dice, folded, masked
from rulec.ir import model as ir
from rulec.ir.leaves import facts_named, walk

LEAST = 0.55
MARGIN = 0.10
MOST_CANDIDATES = 24
_FAMILIES: Mapping[str, str] = {
    "penalty": "penalty", "obligation": "duty", "permission": "duty", "prohibition": "ban", "admission": "admission", "relief": "relief",
    "revocation": "revocation", "precedence": "precedence", "procedure": "procedure", "tier_criteria": "criteria", "transition": "transition",
}  # fmt: skip
_BENEFITS = frozenset({"waive", "grant", "replace"})


@dataclass(frozen=True, slots=True)
class NormPair:
    """A norm and its counterpart."""

    old: ir.Norm
    new: ir.Norm
    by: MatchedBy


@dataclass(frozen=True, slots=True)
class Side:
    """One side with what is looked up again and again."""

    given: DiffInput
    passages: Passages
    names: Names

    @property
    def rule_set(self) -> ir.RuleSet:
        """What the announcement means."""
        return self.given.rule_set


Ambiguous = tuple[tuple[ir.Norm, ...], tuple[ir.Norm, ...]]
"""Norms of the old and of the new side that could be each other's counterparts."""


@dataclass(frozen=True, slots=True)
class Match:
    """All pairs. `violations`: (old id, new id); `ambiguous`: norms of either side of which several fit alike, and are not paired for it."""

    old: Side
    new: Side
    violations: tuple[tuple[str, str], ...]
    norms: tuple[NormPair, ...]
    removed: tuple[ir.Norm, ...]
    added: tuple[ir.Norm, ...]
    lines: tuple[LinePair, ...]
    ambiguous: tuple[Ambiguous, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


def match(old: DiffInput, new: DiffInput) -> Match:
    """Pairs of everything that the two announcements have in common."""
    before, after = Passages(old), Passages(new)
    violations = _violations(old.rule_set, new.rule_set)
    new_names = {v.id: v.name for v in new.rule_set.violations}
    old_names = {v.id: new_names[dict(violations)[v.id]] if v.id in dict(violations) else v.name for v in old.rule_set.violations}
    mask: Callable[[str], str] = lambda text: ARTICLE.sub("第条", text)  # noqa: E731
    masks = (Side(old, before, Names(old_names, mask)), Side(new, after, Names(new_names, mask)))
    norms, ambiguous = _norms(*masks)
    lines = paired_lines(before, after, [Anchor(pair.old.span, pair.new.span, pair.by) for pair in norms])
    labels = numbering(lines)
    ours = Side(old, before, Names(old_names, lambda text: renumbered(text, labels)))
    theirs = Side(new, after, Names(new_names))
    gone, come = {id(p.old) for p in norms}, {id(p.new) for p in norms}
    return Match(
        ours, theirs, violations, tuple(norms),
        tuple(n for n in old.rule_set.norms if id(n) not in gone),
        tuple(n for n in new.rule_set.norms if id(n) not in come),
        tuple(lines), tuple(ambiguous), labels,
    )  # fmt: skip


def opposed(one: ir.Norm, other: ir.Norm) -> bool:
    """Whether one only burdens and the other only benefits: such two are never the same norm."""
    ours, theirs = ({m.action in _BENEFITS for m in n.measures} for n in (one, other))
    return len(ours) == len(theirs) == 1 and ours != theirs


# ---- violations ------------------------------------------------------------------------------------------------------------------


def _violations(old: ir.RuleSet, new: ir.RuleSet) -> tuple[tuple[str, str], ...]:
    """By name; the rest by how alike their definitions and norms are."""
    theirs: dict[str, str] = {}
    for v in new.violations:
        theirs.setdefault(folded(v.name), v.id)
    pairs: dict[str, str] = {}
    for v in old.violations:
        found = theirs.get(folded(v.name))
        if found is not None and found not in pairs.values():
            pairs[v.id] = found
    left = [v for v in old.violations if v.id not in pairs]
    right = [v for v in new.violations if v.id not in pairs.values()]
    left, right = _whole(left, right), _whole(right, left)
    words = {id(v): _about(v, r) for r, vs in ((old, left), (new, right)) for v in vs}
    scores = {
        (i, j): max(dice(words[id(one)][0], words[id(other)][0]), 0.5 * dice(words[id(one)][0], words[id(other)][0]) + 0.5 * _same(words[id(one)][1], words[id(other)][1]))
        for i, one in enumerate(left)
        for j, other in enumerate(right)
    }
    for i, j in assign(len(left), len(right), scores, LEAST):
        pairs[left[i].id] = right[j].id
    return tuple(sorted(pairs.items()))


def part_of(part: ir.Violation, whole: ir.Violation) -> bool:
    """Whether a violation's name is one of the names that another one joins: 刷单、刷评价 and 刷单."""
    name = folded(part.name)
    return len(name) >= 2 and name in folded(whole.name) and name != folded(whole.name)


def _whole(some: Sequence[ir.Violation], others: Sequence[ir.Violation]) -> list[ir.Violation]:
    """Those that are neither split into several of `others` nor part of one that joins several."""
    found = []
    for v in some:
        split = sum(part_of(other, v) for other in others) >= 2
        joined = any(part_of(v, other) and sum(part_of(one, other) for one in some) >= 2 for other in others)
        if not split and not joined:
            found.append(v)
    return found


def _same(one: Counter[str], other: Counter[str]) -> float:
    return dice(one, other) if one or other else 0.0


def _about(v: ir.Violation, r: ir.RuleSet) -> tuple[Counter[str], Counter[str]]:
    definition = folded((v.definition or v.name).replace(v.name, ""))
    texts = Counter(folded(n.text) for n in r.norms if n.violation == v.id)
    return bigrams(definition), texts


# ---- norms -----------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Traits:
    norm: ir.Norm
    canon: str
    condition: str
    family: str
    violation: str | None
    outcome: Hashable
    label: str
    place: float
    names: Names

    @property
    def words(self) -> str:
        """The norm's words, folded, without numbers of articles."""
        return masked(self.norm.text)

    @property
    def pairs(self) -> Counter[str]:
        """The pairs of characters of its words."""
        return bigrams(self.words)

    @property
    def signature(self) -> frozenset[str]:
        """What it asks for and does."""
        return _signature(self.norm, self.names)


def _traits(side: Side, norms: Sequence[ir.Norm]) -> list[_Traits]:
    found = []
    names = side.names
    for at, n in enumerate(norms):
        violation = None if n.violation is None else names.violations.get(n.violation, n.violation)
        outcome = tuple(sorted((m.action, names.words(m.object) or "") for m in n.measures)) or names.words(n.act.text if n.act else n.text)
        found.append(
            _Traits(
                n, canonical.digest((canonical.norm(n, names), violation)), canonical.digest(canonical.expression(n.condition, names)),
                f"{_FAMILIES[n.kind]}|{n.role}", violation, outcome, side.passages.label(n.span) or "", at / max(1, len(norms)), names,
            )
        )  # fmt: skip
    return found


def _signature(n: ir.Norm, names: Names) -> frozenset[str]:
    found = {f"m:{m.action}" for m in n.measures} | {f"o:{m.action}:{names.words(m.object)}" for m in n.measures} | {f"s:{s}" for s in n.subjects}
    for expression in [n.condition, *(m.condition for m in n.measures)]:
        for leaf in walk(expression, {}):
            found |= {f"f:{folded(label)}" for label in facts_named(leaf)}
            if isinstance(leaf, ir.InTier):
                found.add(f"t:{leaf.label}")
            if isinstance(leaf, ir.Compare | ir.Occurrence):
                found.add(f"r:{leaf.rel}")
    if n.concludes is not None:
        found.add(f"c:{n.concludes.scale}:{n.concludes.label}")
    return frozenset(found)


def _norms(old: Side, new: Side) -> tuple[list[NormPair], list[Ambiguous]]:
    pairs, rest_old, rest_new = _verbatim(old, new)
    left, right = _traits(old, rest_old), _traits(new, rest_new)
    done: set[int] = set()
    for by, key, fit, always in _STEPS:
        left, right = [t for t in left if id(t) not in done], [t for t in right if id(t) not in done]
        for one, other in _by_key(left, right, key, fit, always):
            pairs.append(NormPair(one.norm, other.norm, by))
            done |= {id(one), id(other)}
    left, right = [t for t in left if id(t) not in done], [t for t in right if id(t) not in done]
    scores = _scores(left, right)
    clear = _clear(scores)
    pairs += [NormPair(left[i].norm, right[j].norm, "similarity") for i, j in clear]
    rows, columns = {i for i, _ in clear}, {j for _, j in clear}
    rest = {pair: score for pair, score in scores.items() if pair[0] not in rows and pair[1] not in columns}
    chosen, ambiguous = _assigned(rest, left, right)
    pairs += [NormPair(left[i].norm, right[j].norm, "assignment") for i, j in chosen]
    order = {id(n): at for at, n in enumerate(new.rule_set.norms)}
    return sorted(pairs, key=lambda p: order[id(p.new)]), ambiguous


def _verbatim(old: Side, new: Side) -> tuple[list[NormPair], list[ir.Norm], list[ir.Norm]]:
    """Norms of one provision and violation that read the same, character by character."""

    def key(n: ir.Norm, side: Side) -> Hashable:
        violation = None if n.violation is None else side.names.violations.get(n.violation, n.violation)
        return n.text, n.kind, n.role, n.item, violation, side.passages.label(n.span)

    theirs: dict[Hashable, list[ir.Norm]] = defaultdict(list)
    for n in new.rule_set.norms:
        theirs[key(n, new)].append(n)
    pairs = []
    rest = []
    for n in old.rule_set.norms:
        same = theirs.get(key(n, old))
        if same and n.text:
            pairs.append(NormPair(n, same.pop(0), "label"))
        else:
            rest.append(n)
    return pairs, rest, [n for some in theirs.values() for n in some]


def _near(one: _Traits, other: _Traits) -> bool:
    return not opposed(one.norm, other.norm) and dice(one.pairs, other.pairs) >= 0.4


def _fit(one: _Traits, other: _Traits) -> bool:
    return not opposed(one.norm, other.norm)


def _akin(one: _Traits, other: _Traits) -> bool:
    return not opposed(one.norm, other.norm) and dice(one.pairs, other.pairs) >= 0.3


_Key = Callable[[_Traits], Hashable | None]
_STEPS: tuple[tuple[MatchedBy, _Key, Callable[[_Traits, _Traits], bool], bool], ...] = (
    ("label", lambda t: (t.canon, t.label), _fit, True),
    ("hash", lambda t: (t.canon, t.words), _fit, True),
    ("hash", lambda t: t.canon, _fit, True),
    ("outcome", lambda t: (t.family, t.violation, t.condition, t.outcome), _fit, False),
    ("label", lambda t: (t.family, t.violation, t.label, t.outcome) if t.label else None, _near, False),
    ("hash", lambda t: (t.family, t.violation, t.condition) if t.norm.condition is not None else None, _fit, False),
    ("label", lambda t: (t.family, t.violation, t.label) if t.label else None, _akin, False),
)


def _by_key(
    left: Sequence[_Traits], right: Sequence[_Traits], key: _Key, fit: Callable[[_Traits, _Traits], bool], always: bool
) -> Iterable[tuple[_Traits, _Traits]]:
    """Pairs those of one key: in their order where all are alike (`always`), else only where there is one on each side."""
    theirs = _grouped(right, key)
    for found, mine in _grouped(left, key).items():
        other = theirs.get(found, [])
        if (always and other) or (len(mine) == len(other) == 1 and fit(mine[0], other[0])):
            yield from zip(mine, other, strict=False)


def _grouped(traits: Iterable[_Traits], key: _Key) -> dict[Hashable, list[_Traits]]:
    found: dict[Hashable, list[_Traits]] = defaultdict(list)
    for t in traits:
        value = key(t)
        if value is not None:
            found[value].append(t)
    return found


def _scores(left: Sequence[_Traits], right: Sequence[_Traits]) -> dict[tuple[int, int], float]:
    """How alike two norms are; only those are looked at that share rare words."""
    index: dict[str, list[int]] = defaultdict(list)
    traits = [(t, t.pairs, t.signature) for t in right]
    for j, (_, pairs, _) in enumerate(traits):
        for pair in pairs:
            index[pair].append(j)
    scores: dict[tuple[int, int], float] = {}
    for i, t in enumerate(left):
        mine = t.pairs, t.signature
        shared: Counter[int] = Counter()
        for pair in sorted(mine[0], key=lambda p: (len(index.get(p, ())), p))[:40]:
            if len(index.get(pair, ())) <= 200:
                shared.update(index.get(pair, ()))
        for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MOST_CANDIDATES]:
            if _may_pair(t, right[j]):
                scores[i, j] = _score(t, right[j], mine, traits[j][1:])
    return scores


def _may_pair(one: _Traits, other: _Traits) -> bool:
    if one.family != other.family or one.violation != other.violation or opposed(one.norm, other.norm):
        return False
    ours, theirs = _tier(one.norm), _tier(other.norm)
    return ours is None or theirs is None or ours == theirs


def _tier(n: ir.Norm) -> str | None:
    parts = canonical.flat(n.condition) if n.condition is not None else []
    return next((part.label for part in parts if isinstance(part, ir.InTier)), None)


def _score(one: _Traits, other: _Traits, ours: tuple[Counter[str], frozenset[str]], theirs: tuple[Counter[str], frozenset[str]]) -> float:
    union = ours[1] | theirs[1]
    jaccard = len(ours[1] & theirs[1]) / len(union) if union else None
    text = dice(ours[0], theirs[0])
    place = 1.0 if one.label and one.label == other.label else max(0.0, 1.0 - 4 * abs(one.place - other.place))
    if jaccard is None:
        return 0.8 * text + 0.2 * place
    return 0.45 * jaccard + 0.35 * text + 0.2 * place


def _clear(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs that are best for both sides, by a margin."""
    rows: dict[int, list[float]] = defaultdict(list)
    columns: dict[int, list[float]] = defaultdict(list)
    for (i, j), score in scores.items():
        rows[i].append(score)
        columns[j].append(score)
    tops = {("r", i): sorted(found, reverse=True)[:2] for i, found in rows.items()}
    tops |= {("c", j): sorted(found, reverse=True)[:2] for j, found in columns.items()}

    def alone(key: tuple[str, int], score: float) -> bool:
        top = tops[key]
        return score == top[0] and (len(top) == 1 or top[0] - top[1] >= MARGIN)

    return sorted((i, j) for (i, j), score in scores.items() if score >= LEAST and alone(("r", i), score) and alone(("c", j), score))


def _assigned(
    scores: Mapping[tuple[int, int], float], left: Sequence[_Traits], right: Sequence[_Traits]
) -> tuple[list[tuple[int, int]], list[Ambiguous]]:
    rows = sorted({i for i, _ in scores})
    columns = sorted({j for _, j in scores})
    small = {(rows.index(i), columns.index(j)): score for (i, j), score in scores.items()}
    chosen = [(rows[i], columns[j]) for i, j in assign(len(rows), len(columns), small, LEAST)]
    kept: list[tuple[int, int]] = []
    doubtful: list[Ambiguous] = []
    for i, j in chosen:
        near = [pair for pair, score in scores.items() if scores[i, j] - score < 0.01]
        news = sorted({column for row, column in near if row == i} | {j})
        olds = sorted({row for row, column in near if column == j} | {i})
        if len({right[k].canon for k in news}) > 1 or len({left[k].canon for k in olds}) > 1:
            doubtful.append((tuple(left[k].norm for k in olds), tuple(right[k].norm for k in news)))
        else:
            kept.append((i, j))
    return kept, doubtful
