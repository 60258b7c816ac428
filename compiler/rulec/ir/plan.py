"""Rule set → what is needed to run it: its constants in the shapes of the runtime, and which norms run for which violation.

Interpreter and generated module both stand on a plan, so that facts, scales, amounts and the order of norms cannot differ between them;
conditions are read by each on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rulec.ir import model as ir
from rulec.ir.amounts_to_specs import measure_spec
from rulec.ir.fact_table import FactTable, expressions_of
from rulec.ir.leaves import walk
from rulec.ir.wording import described
from rulec.runtime.specs import Detail, Except, Force, Governed, Norm, Scale


@dataclass(frozen=True, slots=True)
class TierScale:
    """A scale whose tier may be derived: the runtime's constant, and the criteria norms in its order."""

    spec: Scale
    norms: tuple[ir.Norm, ...]


class Plan(FactTable):
    """A rule set ready to be run or printed. `groups` holds the norms of each violation in running order, those of every one under None."""

    def __init__(self, rule_set: ir.RuleSet) -> None:
        super().__init__(rule_set)
        self.measures = {(norm.id, i): measure_spec(self, norm, m) for norm in rule_set.norms for i, m in enumerate(norm.measures)}
        self.ticket = self._ticket()
        self.groups = self._groups()
        self.scales = {key: self._scales(key, self._own(key)) for key in self.groups}

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
        """What 其他情形 of `norm` is measured against: see `beside`."""
        return beside(norm, self.norms, self.rule_set.provisions)

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

    def _ticket(self) -> str | None:
        relief = [norm for norm in self.norms if norm.kind == "relief"]
        for norm in relief:
            for leaf in walk(norm.condition, self.derived):
                if isinstance(leaf, ir.Contains):
                    return self._specs[leaf.fact].name
        return next((spec.name for spec in self._specs.values() if spec.type == "set"), None) if relief else None

    @property
    def force(self) -> Force:
        """When the rule is in force."""
        return force_of(self.rule_set.document)

    @property
    def version(self) -> str:
        """`2023-11-03`; `draft-2023-10-07` for what is only announced; `undated`."""
        return version_name(self.rule_set.document)

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
            Governed(reference.norm, _governing(reference))
            for reference in self.rule_set.references
            if reference.norm in kinds
            and (
                reference.kind in ("precedence", "delegation")
                or (reference.kind == "document" and kinds[reference.norm] == "precedence")
                or (reference.kind == "provision" and reference.use == "delegation" and reference.target is not None)
            )
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
        inside = [{id(norm) for norm in run} for run in runs]
        return not joined and apart and all(run == [norm for norm in ordered if id(norm) in ids] for run, ids in zip(runs, inside, strict=True))


def _governing(reference: ir.Reference) -> str:
    """What governs: another announcement's title, or the provision of this one."""
    if reference.kind != "provision" or reference.target is None:
        return reference.title
    names = [target.rpartition(".")[2].partition("#")[0] for target in reference.targets]
    return "本公告" + "、".join(dict.fromkeys(names))


def force_of(document: ir.Document) -> Force:
    """When an announcement is in force."""
    return Force(document.dates.effective, document.dates.repealed, document.status in ("consultation", "publicity"))


def version_name(document: ir.Document) -> str:
    """`2023-11-03`; `draft-2023-10-07` for what is only announced; `undated`."""
    dates = document.dates
    if document.status in ("consultation", "publicity"):
        announced = dates.effective or dates.published or (dates.publicity or dates.consultation or (None,))[0]
        return f"draft-{announced}" if announced else "draft"
    return dates.effective or "undated"


def has_otherwise(norm: ir.Norm) -> bool:
    """Whether a norm holds only where those beside it do not."""
    return any(isinstance(leaf, ir.Otherwise) for expression in expressions_of(norm) for leaf in walk(expression, {}))


def beside(norm: ir.Norm, norms: Sequence[ir.Norm], provisions: Sequence[ir.Provision]) -> tuple[ir.Norm, ...]:
    """What 其他情形 of `norm` is measured against: the norms of its kind and violation with a condition that stand in its provision; where
    it is an entry of a list and alone in it, those of the list."""
    if not has_otherwise(norm):
        return ()
    same = [one for one in norms if one is not norm and (one.kind, one.violation) == (norm.kind, norm.violation)]
    same = [one for one in same if one.condition is not None and not has_otherwise(one)]
    own = path_of(norm, provisions)
    there = [one for one in same if one.provision == norm.provision and path_of(one, provisions) == own]
    if not there and own and not own[-1].startswith("第"):
        there = [one for one in same if len(own) > 1 and path_of(one, provisions)[: len(own) - 1] == own[:-1]]
    return tuple(there)


def path_of(norm: ir.Norm, provisions: Sequence[ir.Provision]) -> tuple[str, ...]:
    """The names of the places a norm stands in, outermost first; its provision's name alone where that has no place."""
    named = (one.path for one in provisions if one.path and one.path[-1] == norm.provision and one.span.start <= norm.span.start < one.span.end)
    return next(named, (norm.provision or "",))


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
