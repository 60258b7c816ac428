"""Everything lowered → the rule set: relations between norms that show only at the end, and the document they stand in."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.amendments import amendments_of
from rulec.ir.claims import report_unclaimed_phrases
from rulec.ir.damaged_norms import mark_damage
from rulec.ir.definitions import apply_definitions
from rulec.ir.duties import not_admitted
from rulec.ir.examples import examples_of
from rulec.ir.headed_conduct import take_headed_conduct
from rulec.ir.model import Dates, Document, Fact, Measure, Provision, RuleSet
from rulec.ir.outline_findings import outline_findings
from rulec.ir.references import take_references
from rulec.ir.relief import finish_relief, resolve_classes
from rulec.ir.whole_findings import rests_without_siblings, scale_gaps, titles_cited, two_readings
from rulec.lexicon.stated_bounds import stated_bounds
from rulec.lexicon.vocabulary import vocabulary
from rulec.semantics.lifecycle import Lifecycle, parties_of

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

LOST_ELIGIBILITY = "已取消减免机会"
_OF_RELIEF = re.compile(r"减免|免除|替换|机会|阻断")
_ANSWERS = ("答", "问")


def drop_idle_violations(lowering: "Lowering") -> None:
    """A defined conduct that no norm speaks of is a term, not a violation; ids close up."""
    used = {n.violation for n in lowering.norms}
    kept = [v for v in lowering.violations if v.id in used or v.id in lowering.listed]
    lowering.violations[:] = kept


def finish(lowering: "Lowering") -> None:
    """Relations between norms that show only at the end."""
    take_headed_conduct(lowering)
    mark_damage(lowering)
    lowering.norms[:] = [replace(n, measures=tuple(_worded(lowering, m) for m in n.measures)) for n in lowering.norms]
    for measure in lowering.measures.shared:
        lowering.diagnostics.add("S250", measure.span, text=measure.text)
    lowering.accounts.extend(lowering.account.finished())
    if lowering.accounts:
        two_readings(lowering, lowering.accounts[0])
    lowering.examples = examples_of(lowering.statements, lowering.accounts)
    for example in lowering.examples:
        if example.agrees is False:
            lowering.diagnostics.add("S240", example.span, text=example.span.slice(lowering.ingested.source.raw)[:60])
    if any(n.kind == "penalty" and n.role == "operative" and n.provision not in _ANSWERS for n in lowering.norms):
        # an answer at the end of a rule repeats the rule; where questions and answers are the whole text, they are the rule
        lowering.norms[:] = [replace(n, role="summary") if n.kind == "penalty" and n.provision in _ANSWERS else n for n in lowering.norms]
    scale_gaps(lowering)
    admissions = [n for n in lowering.norms if n.kind == "admission" and n.role == "operative"]
    lowering.norms[:] = [n if n.kind == "admission" else replace(n, condition=not_admitted(n.condition, admissions)) for n in lowering.norms]
    titles_cited(lowering)
    apply_definitions(lowering)
    outline_findings(lowering)
    take_references(lowering, [lowering.ingested.normal.normal_span(c.span) for c in lowering.announcement.amendments])
    revocations = [n for n in lowering.norms if n.kind == "revocation" and _OF_RELIEF.search(n.object or n.text)]
    flag = None
    if revocations and any(n.kind == "relief" for n in lowering.norms):
        flag = lowering.facts.ask(LOST_ELIGIBILITY, "flag", revocations[-1].span)
    lowering.norms[:] = finish_relief(lowering.norms, lowering.kept, flag, revocations[-1].span if revocations else None)
    lowering.norms[:] = [replace(n, condition=resolve_classes(n.condition, lowering.definitions)) for n in lowering.norms]
    report_unclaimed_phrases(lowering)
    rests_without_siblings(lowering)
    for first in revocations:
        for second in revocations:
            if first.span < second.span and first.modality != second.modality:
                lowering.diagnostics.add("S210", first.span, related=(second.span,), first=first.text, second=second.text)


def _worded(lowering: "Lowering", measure: Measure) -> Measure:
    """A measure that took in a place behind it (最高不超过200元) with its words."""
    return replace(measure, text=lowering.words(measure.span)) if measure.id in lowering.measures.longer else measure


def rule_set_of(lowering: "Lowering", life: Lifecycle) -> RuleSet:
    """What was gathered, as the rule set of the announcement."""
    bounds = stated_bounds(lowering.ingested.normal.text).included
    document = Document(
        lowering.title, None, None, life.status, parties_of(lowering.announcement),  # type: ignore[arg-type]
        Dates(lowering.ingested.page_date, life.published, life.effective, life.tentative, life.revised, life.repealed, life.consultation, life.publicity),
        tuple((word, "included" if included else "excluded") for word, included in sorted(bounds.items())), bool(bounds),
    )  # fmt: skip
    facts = []
    for entry, name in lowering.facts.entries():
        domain = entry.domain
        if domain and entry.type == "choice":
            domain = tuple(sorted(domain, key=lambda label: (rank(label), domain.index(label) if domain else 0)))
        facts.append(
            Fact(entry.label, name, entry.type, entry.unit, entry.window, domain, entry.asked_of, tuple(entry.places))  # type: ignore[arg-type]
        )
    return RuleSet(
        document, provisions_of(lowering), tuple(lowering.violations), tuple(facts), tuple(lowering.norms), tuple(lowering.accounts), tuple(lowering.definitions),
        tuple(lowering.examples), tuple(lowering.references), tuple(lowering.changes), amendments_of(lowering),
    )  # fmt: skip


def provisions_of(lowering: "Lowering") -> tuple[Provision, ...]:
    """Every block with words as a provision; blocks of one name are told apart by number."""
    normal = lowering.ingested.normal
    found = []
    used: dict[str, int] = {}
    content = [b for b in lowering.announcement.blocks if b.kind not in ("blank", "chrome")]
    for number, block in enumerate(content, 1):
        name = ".".join(block.path) or f"p{number}"
        used[name] = used.get(name, 0) + 1
        end = block.end - (len(normal.text[block.start : block.end]) - len(normal.text[block.start : block.end].rstrip()))
        found.append(
            Provision(name if used[name] == 1 else f"{name}#{used[name]}", block.label, block.path, normal.raw_span(block.start, end))
        )
    return tuple(found)


def rank(label: str) -> int:
    """Order of a tier's label within one scale."""
    return vocabulary().scales.get(label, 9)
