"""Rule set → the facts it asks for: their types, where conditions on them change over, the words they are asked about."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from keyword import iskeyword

from rulec.ir import model as ir
from rulec.ir.amounts_to_specs import bases_of
from rulec.ir.leaves import facts_named, walk
from rulec.runtime.specs import FactSpec, MeasureClass

OCCURRENCES = "违规次数"
SUBJECT = "主体"
CATCH_ALL = ("其他", "其它", "其余")
DIGITS = {"money": 2, "count": 0, "number": 4}
FIGURES = tuple(DIGITS)


class FactTable:
    """The facts of a rule set, and the norms that run. What conditions ask for without a declaration is declared here."""

    def __init__(self, rule_set: ir.RuleSet) -> None:
        self.rule_set = rule_set
        self.derived = {
            (d.fact or d.term): d.condition for d in rule_set.definitions if d.kind == "derived_fact" and d.condition is not None
        }
        self.classes = tuple(MeasureClass(d.term, d.subject, d.members) for d in rule_set.definitions if d.kind == "measure_class")
        self.norms = tuple(norm for norm in rule_set.norms if norm.role == "operative")
        self._specs: dict[str, FactSpec] = {}
        self._taken: set[str] = set()
        self._declare_all()
        self.absent = tuple(sorted(spec.name for label, spec in self._specs.items() if self._is_catch_all(label)))
        self.subject = self._specs[SUBJECT].name if SUBJECT in self._specs else None
        self.occurrences = self._specs[OCCURRENCES].name if OCCURRENCES in self._specs else None

    @property
    def facts(self) -> tuple[FactSpec, ...]:
        """All facts that the rule asks for, in the order of their declaration."""
        return tuple(self._specs.values())

    def fact(self, label: str) -> FactSpec:
        """The fact of this label."""
        return self._specs[label]

    def has(self, label: str) -> bool:
        """Whether a fact of this label is asked for."""
        return label in self._specs

    def suits(self, leaf: ir.Expression) -> bool:
        """Whether the facts that a leaf asks for have a type it can ask about; where not, its answer is unknown."""
        wanted: tuple[str, ...] = ("flag", "judgement", "event")
        if isinstance(leaf, ir.Compare | ir.Occurrence):
            wanted = FIGURES
        elif isinstance(leaf, ir.Is | ir.InTier):
            wanted = ("choice",)
        elif isinstance(leaf, ir.Contains):
            wanted = ("set",)
        return all(label in self.derived if label not in self._specs else self._specs[label].type in wanted for label in facts_named(leaf))

    def reads(self, *expressions: ir.Expression | None) -> tuple[str, ...]:
        """The ASCII names of all facts that conditions ask for, in order."""
        names: dict[str, None] = {}
        for expression in expressions:
            for leaf in walk(expression, self.derived):
                for label in facts_named(leaf):
                    if label in self._specs:
                        names[self._specs[label].name] = None
                if isinstance(leaf, ir.Contains) and self.subject and any(one.term == leaf.value and one.subject for one in self.classes):
                    names[self.subject] = None
        return tuple(names)

    def members(self, term: str) -> dict[str | None, frozenset[str]]:
        """The members of the measure class `term` by subject; empty where it is no class."""
        found: dict[str | None, frozenset[str]] = {}
        for one in self.classes:
            if one.term == term:
                found[one.subject] = found.get(one.subject, frozenset()) | frozenset(one.members)
        return found

    def by_name(self, name: str) -> FactSpec:
        """The fact of this ASCII name."""
        return next(spec for spec in self._specs.values() if spec.name == name)

    def _declare_all(self) -> None:
        for fact in self.rule_set.facts:
            if fact.label not in self._specs:
                self._specs[fact.label] = self._declared(fact)
        for norm in self.norms:
            for leaf in (leaf for expression in expressions_of(norm) for leaf in walk(expression, self.derived)):
                for label in facts_named(leaf):
                    if label not in self._specs and label not in self.derived:
                        self._declare(label, _type_asked(leaf))
            for measure in norm.measures:
                for label in bases_of(measure.amount):
                    self._declare(label, "money", "CNY")
                if measure.amount is not None and getattr(measure.amount, "per", None) == "次":
                    self._declare(OCCURRENCES, "count", "times", name="occurrences")
        self._cut()

    def _declare(self, label: str, kind: str, unit: str | None = None, name: str | None = None) -> None:
        if label not in self._specs:
            person = "person" if kind in ("judgement", "flag", "event") else "system"
            self._specs[label] = FactSpec(
                self._name(name), label, kind, unit, DIGITS.get(kind, 0), person, None, None if kind == "number" else 0
            )

    def _declared(self, fact: ir.Fact) -> FactSpec:
        digits, low, high = DIGITS.get(fact.type, 0), 0 if fact.type in ("money", "count") else None, None
        domain = fact.domain
        if fact.type in FIGURES:
            ends = [_number(text) for text in domain or ()]
            if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
                low, high = int(ends[0].scaleb(digits)), int(ends[1].scaleb(digits))
            domain = None
        return FactSpec(self._name(fact.name), fact.label, fact.type, fact.unit, digits, fact.asked_of, domain, low, high)

    def _name(self, wanted: str | None) -> str:
        found = self._unused(wanted)
        self._taken.add(found)
        return found

    def _unused(self, wanted: str | None) -> str:
        taken = self._taken
        if (
            wanted
            and wanted.isascii()
            and wanted.isidentifier()
            and not iskeyword(wanted)
            and not wanted.startswith("_")
            and wanted not in taken
        ):
            return wanted
        stem = wanted if wanted and wanted.isascii() and wanted.isidentifier() and not wanted.startswith("_") else "fact"
        return next(name for name in (f"{stem}_{i}" for i in range(len(taken) + 2)) if name not in taken)

    def _cut(self) -> None:
        """Where the conditions on each fact change over, and the words they name."""
        cuts: dict[str, set[tuple[int, int]]] = {}
        words: dict[str, dict[str, None]] = {}
        tangled: set[str] = set()
        from_one: set[str] = set()
        for leaf in (leaf for norm in self.norms for expression in expressions_of(norm) for leaf in walk(expression, self.derived)):
            if isinstance(leaf, ir.Compare) and (isinstance(leaf.value, ir.FactRef) or (leaf.of is not None and leaf.of in self._specs)):
                tangled |= set(facts_named(leaf))
            elif isinstance(leaf, ir.Compare | ir.Occurrence) and isinstance(leaf.value, Decimal):
                spec = self._specs[leaf.fact]
                if spec.type in FIGURES:
                    cuts.setdefault(leaf.fact, set()).update(_cuts(leaf.rel, leaf.value.scaleb(spec.digits)))
                if isinstance(leaf, ir.Occurrence) and (leaf.window is None or leaf.window.type != "since"):
                    from_one.add(leaf.fact)
            elif isinstance(leaf, ir.Is | ir.Contains):
                words.setdefault(leaf.fact, {})[leaf.value] = None
            elif isinstance(leaf, ir.InTier):
                words.setdefault(leaf.fact, {})[leaf.label] = None
        for norm in self.norms:
            if norm.concludes is not None and norm.concludes.scale in self._specs:
                words.setdefault(norm.concludes.scale, {})[norm.concludes.label] = None
        for label, spec in self._specs.items():
            low = 1 if label in from_one and spec.low == 0 else spec.low
            own = () if label in tangled else tuple(sorted(cuts.get(label, ())))
            self._specs[label] = spec._replace(cuts=own, words=tuple(words.get(label, ())), low=low)

    def _is_catch_all(self, label: str) -> bool:
        return self._specs[label].type in ("judgement", "flag", "event") and label.startswith(CATCH_ALL)


def expressions_of(norm: ir.Norm) -> list[ir.Expression]:
    """All conditions in a norm: its own, its measures', its exceptions'."""
    found = [norm.condition, *(m.condition for m in norm.measures), *(e.condition for e in norm.exceptions if e.sense == "except")]
    return [expression for expression in found if expression is not None]


def threshold(rel: ir.Rel, figure: Decimal) -> tuple[ir.Rel, int] | bool:
    """A bound on an integer: a relation and an integer, or the answer where there is but one (equal to 2.5)."""
    whole = int(figure)
    if whole == figure:
        return rel, whole
    if rel in ("eq", "ne"):
        return rel == "ne"
    if rel in ("ge", "gt"):
        return "ge", int(figure.to_integral_value(ROUND_CEILING))
    return "le", int(figure.to_integral_value(ROUND_FLOOR))


def _number(written: str) -> Decimal | None:
    return Decimal(written) if written.lstrip("-").replace(".", "", 1).isdigit() else None


def _cuts(rel: ir.Rel, figure: Decimal) -> set[tuple[int, int]]:
    bound = threshold(rel, figure)
    if isinstance(bound, bool):
        return set()
    rel, value = bound
    if rel in ("eq", "ne"):
        return {(value, 0), (value, 1)}
    return {(value, 0 if rel in ("ge", "lt") else 1)}


def _type_asked(leaf: ir.Expression) -> str:
    if isinstance(leaf, ir.Compare):
        return "money" if leaf.unit == "CNY" else "number"
    kinds = {ir.Occurrence: "count", ir.Is: "choice", ir.InTier: "choice", ir.Contains: "set", ir.Flag: "flag", ir.Event: "event"}
    return kinds.get(type(leaf), "judgement")
