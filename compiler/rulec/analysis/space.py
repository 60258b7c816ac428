"""Rule sets → the space their conditions divide: one dimension a fact, each with its lattice and its ends.

Figures stand on a lattice of decimal places (money fen, points and counts whole, scores 0.1 or as fine as the text's figures), so a
stretch of them is a pair of integers and all arithmetic is exact. A set of words has a yes/no dimension for each word that is asked for.
A comparison of one fact with another is a dimension of its own, `opaque`: it is either so or not, and what that depends on is not proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from rulec.analysis.axioms import Axiom, axioms_of
from rulec.analysis.boxes import Interval, Side
from rulec.analysis.known import domain
from rulec.ir import model as ir
from rulec.ir.fact_table import FIGURES, SUBJECT, expressions_of
from rulec.ir.leaves import walk
from rulec.ir.plan import Plan
from rulec.ir.wording import described
from rulec.runtime.rule import VIOLATION
from rulec.runtime.specs import FactSpec

Kind = Literal["figure", "yes_no", "choice", "word", "violation", "opaque"]
PLACES: Mapping[str, int] = {"CNY": 2, "score": 1, "percent": 2}
"""Decimal places of a lattice by unit, where it is finer or coarser than what follows from the fact's type."""
PLACES_BY_TYPE: Mapping[str, int] = {"money": 2, "count": 0, "number": 1}
USUAL: Mapping[str, int] = {"money": 100_000, "count": 1, "number": 1}
"""Of facts that sums are reckoned from: with nothing in hand no sum would differ."""
WHOLE_UNITS = frozenset({"point", "times", "order", "item", "star", "person", "match", "second", "day", "working_day", "month", "year"})
OTHER = "其他"
YES = frozenset({True})
NO = frozenset({False})
BOTH = frozenset({True, False})


@dataclass(frozen=True, slots=True)
class Dimension:
    """One direction of the space. `key` names it; `label` is the fact's label as the facts door takes it.

    Figures are integers of `places` decimal places between `low` and `high` (None: no end); `cuts` as in `FactSpec` say where conditions
    change over; `usual` is a value that shows something where no condition asks (sums are reckoned from it). The others have `values`.
    `word`: the word of a set that a yes/no asks for. `leaf`: what an opaque one stands for.
    """

    key: str
    label: str
    kind: Kind
    type: str
    unit: str | None = None
    places: int = 0
    low: int | None = None
    high: int | None = None
    values: tuple[str | bool, ...] = ()
    cuts: tuple[tuple[int, int], ...] = ()
    word: str | None = None
    leaf: ir.Compare | None = None
    usual: int | None = None

    @property
    def whole(self) -> Side:
        """All of it."""
        return Interval(self.low, self.high) if self.kind == "figure" else frozenset(self.values)


@dataclass(frozen=True, slots=True)
class Space:
    """The dimensions of one rule set, or of several versions that are compared. `plans` are the rule sets' plans, in the order given."""

    dimensions: Mapping[str, Dimension]
    plans: tuple[Plan, ...]
    axioms: tuple[Axiom, ...] = ()
    sides: Mapping[str, Side] = field(default_factory=dict)

    def dimension(self, key: str) -> Dimension:
        """The dimension of this key; a key the space does not know is taken as an open yes/no question of that name."""
        found = self.dimensions.get(key)
        return Dimension(key, key, "opaque", "opaque", values=(True, False)) if found is None else found

    def whole(self, key: str) -> Side:
        """All values of a dimension."""
        found = self.sides.get(key)
        return BOTH if found is None else found


def space_of(*rule_sets: ir.RuleSet) -> Space:
    """The space of one rule set, or the common space of several versions: lattices as fine as any of them needs, all words of all."""
    plans = tuple(Plan(rule_set) for rule_set in rule_sets)
    found: dict[str, Dimension] = {}
    for plan in plans:
        figures = _figures(plan)
        asked = {name for measure in plan.measures.values() for name in measure.asks}
        for spec in plan.facts:
            for dimension in _dimensions(spec, plan, figures.get(spec.label, []), spec.name in asked):
                before = found.get(dimension.key)
                found[dimension.key] = dimension if before is None else _joined(before, dimension)
        for leaf in _leaves(plan):
            if isinstance(leaf, ir.Compare) and is_opaque(leaf, plan):
                key = opaque_key(leaf)
                found[key] = Dimension(key, key, "opaque", "opaque", values=(True, False), leaf=canonical(leaf)[0])
    names = dict.fromkeys(violation.name for rule_set in rule_sets for violation in rule_set.violations)
    if names:
        found[VIOLATION] = Dimension(VIOLATION, VIOLATION, "violation", "choice", values=tuple(names))
    axioms = axioms_of([(one.key, one.label, one.places) for one in found.values() if one.kind == "figure"], plans)
    found = _same_lattice(found, axioms)
    return Space(found, plans, axioms, {key: dimension.whole for key, dimension in found.items()})


def word_key(label: str, word: str) -> str:
    """The dimension that says whether the set `label` holds `word`."""
    return f"{label}∋{word}"


def canonical(leaf: ir.Compare) -> tuple[ir.Compare, bool]:
    """A comparison as one of ≥, > or =, and whether it is meant as written (else its opposite is)."""
    opposite: Mapping[str, ir.Rel] = {"lt": "ge", "le": "gt", "ne": "eq"}
    if leaf.rel in opposite:
        return replace(leaf, rel=opposite[leaf.rel]), False
    return leaf, True


def opaque_key(leaf: ir.Expression) -> str:
    """The dimension of something that is no box over facts."""
    if isinstance(leaf, ir.Compare):
        one = canonical(leaf)[0]
        share = f"的{one.of}" if one.of is not None else ""
        return f"‹{described(one)}{share}›"
    return f"‹{described(leaf)}›"


def is_opaque(leaf: ir.Compare, plan: Plan) -> bool:
    """Whether a comparison has a second fact in it."""
    return isinstance(leaf.value, ir.FactRef) or (leaf.of is not None and plan.has(leaf.of))


def places_of(decimals: Iterable[Decimal]) -> int:
    """Decimal places that the finest of these figures needs."""
    exponents = [decimal.normalize().as_tuple().exponent for decimal in decimals]
    return max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)


def _leaves(plan: Plan) -> Iterator[ir.Expression]:
    for norm in plan.norms:
        for expression in expressions_of(norm):
            yield from walk(expression, plan.derived)


def _figures(plan: Plan) -> dict[str, list[Decimal]]:
    """The figures that each fact is held against, by label."""
    found: dict[str, list[Decimal]] = {}
    for leaf in _leaves(plan):
        second = isinstance(leaf, ir.Compare) and is_opaque(leaf, plan)
        if isinstance(leaf, ir.Compare | ir.Occurrence) and isinstance(leaf.value, Decimal) and not second:
            found.setdefault(leaf.fact, []).append(leaf.value)
    return found


def _dimensions(spec: FactSpec, plan: Plan, figures: list[Decimal], asked: bool) -> Iterator[Dimension]:
    if spec.type in FIGURES:
        yield _figure(spec, figures, asked)
    elif spec.type in ("flag", "judgement", "event"):
        yield Dimension(spec.label, spec.label, "yes_no", spec.type, values=(True, False))
    elif spec.type == "choice":
        values = dict.fromkeys((*(spec.domain or ()), *spec.words))
        if spec.label == SUBJECT:
            values |= dict.fromkeys(subject for norm in plan.norms for subject in norm.subjects)
        # What a text names is rarely all there is: where it names one tier, a case may be of none.
        more = (OTHER,) if len(values) < (2 if spec.label == SUBJECT else 3) or not spec.domain else ()
        yield Dimension(spec.label, spec.label, "choice", "choice", values=tuple(dict.fromkeys((*values, *more))))
    elif spec.type == "set":
        words = [word for term in spec.words for word in (sorted({w for ws in plan.members(term).values() for w in ws}) or [term])]
        named = [term for term in spec.words if plan.members(term)]
        for word in dict.fromkeys((*words, *named)):
            yield Dimension(word_key(spec.label, word), spec.label, "word", "set", values=(True, False), word=word)


def _figure(spec: FactSpec, figures: list[Decimal], asked: bool) -> Dimension:
    """A figure on the coarsest lattice that holds its unit and all of the text's figures; never finer than the facts door reads.
    `asked`: whether sums are reckoned from it."""
    unit = spec.unit or ""
    least = 0 if unit in WHOLE_UNITS else PLACES.get(unit, PLACES_BY_TYPE[spec.type])
    places = spec.digits if spec.type in ("money", "count") else min(spec.digits, max(least, places_of(figures)))
    coarser = 10 ** (spec.digits - places)
    low = None if spec.low is None else -(-spec.low // coarser)
    high = None if spec.high is None else spec.high // coarser
    known = domain(spec.label, spec.unit)
    if known is not None and spec.type == "number":
        low = int(known[0].scaleb(places)) if low is None else low
        high = int(known[1].scaleb(places)) if high is None else high
    usual: int | None = USUAL[spec.type] * 10**places if asked else None
    cuts = {(value // coarser, above) for value, above in spec.cuts if value % coarser == 0}
    if low is None and spec.type == "number" and all(figure >= 0 for figure in figures):
        low = 0  # scores, rates, times: none of them is below nothing
    return Dimension(spec.label, spec.label, "figure", spec.type, spec.unit, places, low, high, cuts=tuple(sorted(cuts)), usual=usual)


def _joined(one: Dimension, other: Dimension) -> Dimension:
    """A dimension of two versions: the finer lattice, the wider ends, the words of both. What differs in kind stays with the first."""
    if one.kind != other.kind or one.type != other.type:
        return one
    if one.kind != "figure":
        return replace(one, values=tuple(dict.fromkeys((*one.values, *other.values))))
    places = max(one.places, other.places)
    one, other = finer(one, places), finer(other, places)
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return replace(one, low=low, high=high, cuts=tuple(sorted({*one.cuts, *other.cuts})), usual=one.usual or other.usual)


def finer(dimension: Dimension, places: int) -> Dimension:
    """The same figure on a lattice of `places` decimal places."""
    by = 10 ** (places - dimension.places)
    low = None if dimension.low is None else dimension.low * by
    high = None if dimension.high is None else dimension.high * by
    usual = None if dimension.usual is None else dimension.usual * by
    cuts = tuple((value * by, above) for value, above in dimension.cuts)
    return replace(dimension, places=places, low=low, high=high, cuts=cuts, usual=usual)


def _same_lattice(dimensions: dict[str, Dimension], axioms: tuple[Axiom, ...]) -> dict[str, Dimension]:
    """Figures that an axiom ties to each other on one lattice."""
    for axiom in axioms:
        places = max(dimensions[axiom.small].places, dimensions[axiom.large].places)
        for key in (axiom.small, axiom.large):
            dimensions[key] = finer(dimensions[key], places)
    return dimensions
