"""A compiled announcement → what every check looks at: its space, the region of each norm, which norms stand together, what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rulec.analysis.boxes import Box
from rulec.analysis.boxes_to_facts import point
from rulec.analysis.boxes_to_words import describe
from rulec.analysis.conditions_to_boxes import boxes, norm_boxes, product, spelled_out
from rulec.analysis.findings import Finding, Outcome, Place, Proof, Witness
from rulec.analysis.outcomes import outcome
from rulec.analysis.space import Space, space_of
from rulec.diagnostics import Diagnostic, Severity
from rulec.diagnostics.codes import severity as usual_severity
from rulec.ir.model import Expression, Measure, Norm, RuleSet
from rulec.ir.plan import Plan
from rulec.source import Span
from rulec.source import cover as cover_of

_ARTICLE = re.compile(r"第.{1,8}条")
POINTING = re.compile(r"前款|前项|前条|前述|上述|上列|所列|本条|本款|该|第.{1,3}[款项]|违反规定|违反本|尚不")
"""Words of a ground that points elsewhere: what it points at differs from place to place."""
NOT_UNDERSTOOD = frozenset({"P203", "P204", "S130", "I107"})


@dataclass(frozen=True, slots=True)
class Part:
    """What a norm brings under one condition: all of it, or the measures that have a condition of their own."""

    norm: Norm
    measures: tuple[Measure, ...]
    boxes: tuple[Box, ...]
    condition: Expression | None = None

    @property
    def span(self) -> Span:
        """Where it is written: the norm, or its measures alone."""
        return self.norm.span if self.condition is None else cover_of([measure.span for measure in self.measures])

    @property
    def outcome(self) -> frozenset[tuple[object, ...]]:
        """What it comes to, without places and ids."""
        return outcome(self.measures, self.norm.modality)


@dataclass(frozen=True, slots=True)
class Examined:
    """One announcement under analysis. `raw` is its text as read, `text` as repaired; `regions` hold the boxes of each operative norm."""

    rule_set: RuleSet
    raw: str
    text: str
    space: Space
    regions: Mapping[str, tuple[Box, ...]]
    parts: tuple[Part, ...]
    containers: Mapping[str, tuple[str, ...]]
    doubtful: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def plan(self) -> Plan:
        """The plan that the rule runs by."""
        return self.space.plans[0]

    @property
    def norms(self) -> tuple[Norm, ...]:
        """The norms that run and are understood in full; no finding rests on the others."""
        return tuple(norm for norm in self.plan.norms if not norm.unclaimed)

    def place(self, span: Span, provision: str | None = None) -> Place:
        """A place in the announcement with its words."""
        return Place(provision, span, span.slice(self.raw).strip())

    def of_norm(self, norm: Norm) -> Place:
        """Where a norm is written."""
        return self.place(norm.span, norm.provision)

    def between(self, spans: Iterable[Span]) -> bool:
        """Whether something between the first and the last of these places was not understood."""
        found = list(spans)
        first, last = min(span.start for span in found), max(span.end for span in found)
        return any(first <= span.start and span.end <= last for span in self.doubtful)

    def of_part(self, part: Part) -> Place:
        """Where a part of a norm is written."""
        return self.place(part.span, part.norm.provision)

    def witness(self, box: Box, holding: Sequence[Part | Norm] = (), failing: Sequence[Part | Norm] = ()) -> Witness | None:
        """A complete case of the box, in which the norms (or parts) named hold or do not; None where there is no such case."""
        facts = point(box, self.space)
        if facts is None:
            return None
        claims: dict[str, Outcome] = {}
        given: list[tuple[str, Outcome]] = []
        for one, said in (*((one, True) for one in holding), *((one, False) for one in failing)):
            norm, condition = (one.norm, one.condition) if isinstance(one, Part) else (one, None)
            word: Outcome = "true" if said else "false"
            if norm.kind == "tier_criteria":
                continue  # what derives a tier is not in the trace of a decision
            if condition is None:
                claims[norm.id] = word
            elif isinstance(one, Part):
                given += [(measure.id, word) for measure in one.measures]
        return Witness(facts, tuple(claims.items()), tuple(given))

    def words(self, box: Box) -> dict[str, str]:
        """The box in both languages, as values of a message."""
        return {"region": describe(box, self.space), "region_en": describe(box, self.space, "en")}

    def article_at(self, at: int) -> tuple[str, ...]:
        """The container of the norm that begins last before a place."""
        before = [(norm.span.start, norm.id) for norm in self.rule_set.norms if norm.span.start <= at]
        return self.containers[max(before)[1]] if before else ()


def examine(rule_set: RuleSet, raw: str, text: str, diagnostics: Sequence[Diagnostic] = ()) -> Examined:
    """Prepare an announcement for the checks. `raw`: text as read; `text`: as repaired; `diagnostics`: what compiling it found."""
    space = space_of(rule_set)
    plan = space.plans[0]
    regions = {norm.id: norm_boxes(norm, space) for norm in plan.norms}
    parts = tuple(part for norm in plan.norms for part in _parts(norm, regions[norm.id], space))
    doubtful = tuple(one.span for one in diagnostics if one.code in NOT_UNDERSTOOD)
    return Examined(rule_set, raw, text, space, regions, parts, _containers(rule_set), doubtful, tuple(diagnostics))


def finding(
    code: str,
    places: Sequence[Place],
    witness: Witness | None = None,
    values: Mapping[str, str] | None = None,
    *,
    weight: Severity | None = None,
    also: Sequence[Witness] = (),
    proof: Proof = "exact",
) -> Finding:
    """A finding; `values` fill its message, its severity is the code's unless `weight` is given."""
    return Finding(code, weight or usual_severity(code), tuple(places), tuple(sorted((values or {}).items())), witness, tuple(also), proof)


def _parts(norm: Norm, region: tuple[Box, ...], space: Space) -> list[Part]:
    own = tuple(measure for measure in norm.measures if measure.condition is None)
    found = [Part(norm, own, region)] if own or not norm.measures else []
    groups: dict[Expression, list[Measure]] = {}
    for measure in norm.measures:
        if measure.condition is not None:
            groups.setdefault(measure.condition, []).append(measure)
    for condition, measures in groups.items():
        found.append(Part(norm, tuple(measures), product(region, boxes(spelled_out(condition, norm, space.plans[0]), space)), condition))
    return found


def _containers(rule_set: RuleSet) -> Mapping[str, tuple[str, ...]]:
    """Norm → the path of the provision whose items it may be one of: the article, else what stands above the item."""
    found: dict[str, tuple[str, ...]] = {}
    ordered = sorted(rule_set.provisions, key=lambda provision: (provision.span.start, -provision.span.end))
    for norm in rule_set.norms:
        own: tuple[str, ...] = ()
        for provision in ordered:
            if provision.span.start > norm.span.start:
                break
            own = provision.path
        articles = [i for i, label in enumerate(own) if _ARTICLE.fullmatch(label)]
        found[norm.id] = own[: articles[-1] + 1] if articles else own[:-1] if len(own) > 1 else own
    return found
