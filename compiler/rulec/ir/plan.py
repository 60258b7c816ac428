"""Rule set → what is needed to run it: its constants in the shapes of the runtime, and which norms run for which violation.

Interpreter and generated module both stand on a plan, so that facts, scales, amounts and the order of norms cannot differ between them;
conditions are read by each on its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from keyword import iskeyword

from rulec.ir import model as ir
from rulec.ir.leaves import facts_named, walk
from rulec.ir.wording import described
from rulec.runtime import amounts
from rulec.runtime.account import Account, Node, Recovery, WindowCap
from rulec.runtime.money import plain
from rulec.runtime.specs import Choice, Detail, Except, FactSpec, Force, Governed, Measure, MeasureClass, Norm, Scale

OCCURRENCES = "违规次数"
SUBJECT = "主体"
CATCH_ALL = ("其他", "其它", "其余")
DIGITS = {"money": 2, "count": 0, "number": 4}
FIGURES = tuple(DIGITS)
OPPOSITE: dict[ir.Rel, ir.Rel] = {"ge": "lt", "gt": "le", "le": "gt", "lt": "ge", "eq": "ne", "ne": "eq"}


@dataclass(frozen=True, slots=True)
class TierScale:
    """A scale whose tier may be derived: the runtime's constant, and the criteria norms in its order."""

    spec: Scale
    norms: tuple[ir.Norm, ...]


class Plan:
    """A rule set ready to be run or printed. `groups` holds the norms of each violation in running order, those of every one under None."""

    def __init__(self, rule_set: ir.RuleSet) -> None:
        self.rule_set = rule_set
        self.derived = {
            (d.fact or d.term): d.condition for d in rule_set.definitions if d.kind == "derived_fact" and d.condition is not None
        }
        self.classes = tuple(MeasureClass(d.term, d.subject, d.members) for d in rule_set.definitions if d.kind == "measure_class")
        self.norms = tuple(norm for norm in rule_set.norms if norm.role == "operative")
        self._specs: dict[str, FactSpec] = {}
        self._declare_all()
        self.absent = tuple(sorted(spec.name for label, spec in self._specs.items() if self._is_catch_all(label)))
        self.subject = self._specs[SUBJECT].name if SUBJECT in self._specs else None
        self.measures = {(norm.id, i): self._measure(norm, m) for norm in rule_set.norms for i, m in enumerate(norm.measures)}
        self.ticket = self._ticket()
        self.groups = self._groups()
        self.scales = {key: self._scales(key, self._own(key)) for key in self.groups}

    # ---- facts

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
        taken = {spec.name for spec in self._specs.values()}
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

    # ---- norms

    def spec(self, norm: ir.Norm) -> Norm:
        """The runtime's constant for a norm."""
        excepts: list[Except] = []
        for exception in norm.exceptions:
            if exception.sense == "except":
                names = [(self.by_name(name).label, name) for name in self.reads(exception.condition)]
                excepts += [Except(name, label, (exception.span[0], exception.span[1])) for label, name in names] or [
                    Except("", exception.text, (exception.span[0], exception.span[1]))
                ]
        requirements = tuple((described(one), span_of(one, norm.span)) for one in requirements_of(norm)) if norm.kind == "admission" else ()
        reads = self.reads(norm.condition, *(c for sibling in self.siblings(norm) for c in (sibling.condition,)))
        return Norm(
            id=norm.id,
            kind=norm.kind,
            provision=norm.provision,
            item=norm.item,
            violation=norm.violation,
            span=(norm.span[0], norm.span[1]),
            quote=norm.text,
            reads=reads,
            partial=bool(norm.unclaimed),
            conditional=norm.condition is not None,
            excepts=tuple(excepts),
            requirements=requirements,
        )

    def siblings(self, norm: ir.Norm) -> tuple[ir.Norm, ...]:
        """What 其他情形 of `norm` is measured against: the norms of its kind, violation and provision with a condition."""
        if not has_otherwise(norm):
            return ()
        place = (norm.kind, norm.violation, norm.provision)
        others = [other for other in self.norms if other is not norm and (other.kind, other.violation, other.provision) == place]
        return tuple(other for other in others if other.condition is not None and not has_otherwise(other))

    def by_name(self, name: str) -> FactSpec:
        """The fact of this ASCII name."""
        return next(spec for spec in self._specs.values() if spec.name == name)

    def _own(self, key: str | None) -> list[ir.Norm]:
        named = {violation.id for violation in self.rule_set.violations}
        return [norm for norm in self.norms if norm.violation == key or (key is None and norm.violation not in named)]

    def _groups(self) -> dict[str | None, tuple[ir.Norm, ...]]:
        keys: list[str | None] = [None, *(violation.id for violation in self.rule_set.violations)]
        found: dict[str | None, tuple[ir.Norm, ...]] = {}
        for key in keys:
            own = self._own(key)
            found[key] = tuple(sorted((norm for norm in own if norm.kind != "tier_criteria"), key=has_otherwise))
        return found

    def _scales(self, key: str | None, norms: list[ir.Norm]) -> tuple[TierScale, ...]:
        by_fact: dict[str, list[ir.Norm]] = {}
        for norm in norms:
            if norm.kind == "tier_criteria" and norm.concludes is not None:
                by_fact.setdefault(self._tier_fact(key, norm.concludes), []).append(norm)
        found: list[TierScale] = []
        for label, criteria in by_fact.items():
            if label in self._specs:
                spec = self._specs[label]
                labels = tuple(dict.fromkeys((*(spec.domain or ()), *spec.words)))
                rows = tuple((norm.concludes.label, norm.id, norm.concludes.open) for norm in criteria if norm.concludes)
                found.append(TierScale(Scale(spec.name, labels, rows), tuple(criteria)))
        return tuple(found)

    def _tier_fact(self, key: str | None, concludes: ir.Conclusion) -> str:
        for norm in self.norms:
            for leaf in (leaf for expression in expressions_of(norm) for leaf in walk(expression, self.derived)):
                if isinstance(leaf, ir.InTier) and leaf.scale == concludes.scale and leaf.violation in (key, None):
                    return leaf.fact
        return concludes.scale

    # ---- measures

    def _measure(self, norm: ir.Norm, measure: ir.Measure) -> Measure:
        asks, counted = [self._specs[label].name for label in bases_of(measure.amount) if label in self._specs], False
        per = getattr(measure.amount, "per", None)
        for label in (OCCURRENCES,) if per == "次" else (f"{per}数", per) if per else ():
            if label in self._specs and self._specs[label].type == "count" and not counted:
                asks, counted = [self._specs[label].name, *asks], True
        choice, to = measure.choice, measure.to
        modality = measure.modality or ("may" if measure.optional_with else norm.modality)
        return Measure(
            id=measure.id,
            norm=norm.id,
            action=measure.action,
            text=measure.text,
            span=(measure.span[0], measure.span[1]),
            modality=modality,
            object=measure.object,
            targets=measure.targets or norm.subjects,
            by=measure.by or norm.by,
            choice=None if choice is None else Choice(choice.group, choice.branch, choice.pick, choice.open),
            instead_of=measure.instead_of,
            amount=self.amount(measure.amount),
            duration=self.amount(measure.duration),
            within=self.amount(measure.within),
            from_=measure.from_,
            to=tuple(self._measure(norm, other) for other in to) if isinstance(to, tuple) else to,
            to_pick=measure.to_pick,
            asks=tuple(asks),
            counted=counted,
            reads=self.reads(measure.condition),
        )

    def amount(self, amount: ir.Amount | None) -> amounts.Amount | None:
        """An amount in the shapes of the runtime."""
        match amount:
            case None:
                return None
            case ir.Fixed(value, unit, per):
                return amounts.Fixed(text(value), unit, per)
            case ir.Range():
                low, high = _texts(amount.low, amount.high)
                return amounts.Range(low, high, amount.low_inclusive, amount.high_inclusive, amount.unit, amount.per)
            case ir.Rate():
                low, high, floor, cap = _texts(amount.low, amount.high, amount.floor, amount.cap)
                return amounts.Rate(
                    type=amount.type,
                    low=low,
                    high=high,
                    low_inclusive=amount.low_inclusive,
                    high_inclusive=amount.high_inclusive,
                    of=amount.of,
                    floor=floor,
                    cap=cap,
                    unit=amount.unit,
                    round_to=text(amount.round.to) if amount.round else None,
                    round_mode=amount.round.mode if amount.round else "half_up",
                    round_stated=bool(amount.round and amount.round.stated),
                    per=amount.per,
                    digits=self._digits(amount.of),
                )
            case ir.All(of):
                return amounts.All(of)
            case ir.ValueSet(values, unit, per):
                return amounts.ValueSet(tuple(text(value) for value in values), unit, per)
            case ir.Hole(name, unit):
                return amounts.Hole(name, unit)
            case ir.Permanent():
                return amounts.Permanent()
            case ir.Combined(kind, args):
                return amounts.Combined(kind, tuple(one for one in (self.amount(arg) for arg in args) if one is not None))
            case ir.Brackets():
                rows = tuple(amounts.BracketRow(*_texts(row.over, row.upto, row.rate, row.value)) for row in amount.rows)
                return amounts.Brackets(amount.of, rows, amount.cumulative, amount.unit, self._digits(amount.of))
            case ir.Steps():
                digits = self._digits(amount.of)
                return amounts.Steps(text(amount.first), text(amount.every), text(amount.value), amount.unit, amount.of, digits)

    def account(self, account: ir.Account) -> Account:
        """An account in the shapes of the runtime; what a node delegates to is not run."""
        place = ir.Norm(account.name, "penalty", account.span)
        nodes = []
        for node in account.nodes:
            at, low, high, every, from_ = _texts(node.at, node.low, node.high, node.every, node.from_)
            measures = tuple(self._measure(place, measure) for measure in node.measures)
            nodes.append(Node((node.span[0], node.span[1]), at, node.rel or "ge", low, high, every, from_, measures))
        reset, concurrency = account.reset, account.concurrency_span
        months = {"month": 1, "year": 12}.get(reset.unit or "", 0) * int(reset.length or 0) if reset and reset.type == "period" else 0
        kept = reset.condition if reset else None
        kept = kept.arg if isinstance(kept, ir.Not) else kept
        bound = (kept.rel, text(kept.value)) if isinstance(kept, ir.Compare) and isinstance(kept.value, Decimal) else None
        if bound is not None and reset is not None and not isinstance(reset.condition, ir.Not):
            bound = (OPPOSITE[bound[0]], bound[1])
        days = {"day": 1, "week": 7}
        return Account(
            name=account.name,
            unit=account.unit,
            span=(account.span[0], account.span[1]),
            nodes=tuple(nodes),
            initial=None if account.initial is None else text(account.initial),
            shown_as=account.shown_as,
            reset_at=reset.at if reset and reset.type == "calendar" else None,
            reset_months=months or None,
            reset_span=(reset.span[0], reset.span[1]) if reset else (0, 0),
            kept=bound,
            concurrency=account.concurrency,
            concurrency_span=None if concurrency is None else (concurrency[0], concurrency[1]),
            caps=tuple(WindowCap(text(cap.limit), int(cap.length) * days[cap.unit]) for cap in account.caps if cap.unit in days),
            recovery=tuple(
                Recovery(text(r.every), r.what, text(r.points), None if r.upto is None else text(r.upto)) for r in account.recovery
            ),
        )

    def _digits(self, label: str) -> int:
        return self._specs[label].digits if label in self._specs else 2

    def _ticket(self) -> str | None:
        relief = [norm for norm in self.norms if norm.kind == "relief"]
        for norm in relief:
            for leaf in walk(norm.condition, self.derived):
                if isinstance(leaf, ir.Contains):
                    return self._specs[leaf.fact].name
        return next((spec.name for spec in self._specs.values() if spec.type == "set"), None) if relief else None

    # ---- the rest of the rule

    @property
    def force(self) -> Force:
        """When the rule is in force."""
        dates = self.rule_set.document.dates
        return Force(dates.effective, dates.repealed, self.rule_set.document.status in ("consultation", "publicity"))

    @property
    def version(self) -> str:
        """`2023-11-03`; `draft-2023-10-07` for what is only announced; `undated`."""
        document, dates = self.rule_set.document, self.rule_set.document.dates
        if document.status in ("consultation", "publicity"):
            announced = dates.effective or dates.published or (dates.publicity or dates.consultation or (None,))[0]
            return f"draft-{announced}" if announced else "draft"
        return dates.effective or "undated"

    @property
    def details(self) -> tuple[Detail, ...]:
        """What completes the reliefs of the rule."""
        return tuple(
            Detail(norm.of or "", norm.id, norm.subjects, self.measures[norm.id, i])
            for norm in self.rule_set.norms
            if norm.role == "detail"
            for i, measure in enumerate(norm.measures)
            if measure.action == "replace"
        )

    @property
    def governed(self) -> tuple[Governed, ...]:
        """Which other announcements govern where which norm holds."""
        kinds = {norm.id: norm.kind for norm in self.norms}
        return tuple(
            Governed(reference.norm, reference.title)
            for reference in self.rule_set.references
            if reference.norm in kinds and (reference.kind in ("precedence", "delegation") or kinds[reference.norm] == "precedence")
        )

    @property
    def plain(self) -> bool:
        """Whether no measure takes the place of another or could be the same as another, and norms run in the order of the text."""
        joined = [
            norm for norm in self.norms if norm.measures and (norm.kind in ("relief", "revocation", "admission") or norm.item is not None)
        ]
        apart = all(not measure.instead_of for norm in self.norms for measure in norm.measures)
        ordered = [norm for norm in self.norms if norm.kind != "tier_criteria"]
        runs = [[*self.groups[None], *(self.groups[key] if key is not None else ())] for key in self.groups]
        return not joined and apart and all(run == [norm for norm in ordered if norm in run] for run in runs)

    @property
    def occurrences(self) -> str | None:
        """The ASCII name of the count of violations, where an amount asks for it."""
        return self._specs[OCCURRENCES].name if OCCURRENCES in self._specs else None


def expressions_of(norm: ir.Norm) -> list[ir.Expression]:
    """All conditions in a norm: its own, its measures', its exceptions'."""
    found = [norm.condition, *(m.condition for m in norm.measures), *(e.condition for e in norm.exceptions if e.sense == "except")]
    return [expression for expression in found if expression is not None]


def has_otherwise(norm: ir.Norm) -> bool:
    """Whether a norm holds only where those beside it do not."""
    return any(isinstance(leaf, ir.Otherwise) for expression in expressions_of(norm) for leaf in walk(expression, {}))


def requirements_of(norm: ir.Norm) -> tuple[ir.Expression, ...]:
    """The parts of a condition that must all hold."""
    parts: list[ir.Expression] = [norm.condition] if norm.condition is not None else []
    while any(isinstance(part, ir.And) for part in parts):
        parts = [one for part in parts for one in (part.args if isinstance(part, ir.And) else (part,))]
    return tuple(parts)


def span_of(expression: ir.Expression, otherwise: tuple[int, int]) -> tuple[int, int]:
    """Where an expression is written; `otherwise` where it has no place of its own."""
    spans = [tuple(leaf.span) for leaf in walk(expression, {}) if getattr(leaf, "span", (0, 0)) != (0, 0)]  # type: ignore[union-attr]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else (otherwise[0], otherwise[1])


def bases_of(amount: ir.Amount | None) -> tuple[str, ...]:
    """The labels of the facts that an amount is reckoned from, in order."""
    if isinstance(amount, ir.Rate | ir.Brackets) or (isinstance(amount, ir.Steps) and amount.of):
        return (amount.of,)
    return tuple(label for arg in amount.args for label in bases_of(arg)) if isinstance(amount, ir.Combined) else ()


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


def text(figure: Decimal) -> str:
    """The canonical form of a decimal."""
    exponent = figure.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return plain(int(figure.scaleb(digits)), digits)


def _texts(*figures: Decimal | None) -> tuple[str | None, ...]:
    return tuple(None if figure is None else text(figure) for figure in figures)


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
