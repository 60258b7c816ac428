"""Sanctions: one norm a paragraph, its rungs (拒不改正的, 情节严重的, 没有违法所得的 …) as measures with conditions of their own.

A heavier rung stands in place of the same sanction upon the same party; orders and confiscations of the base stay (semantics: escalation).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rulec.ir.alternatives import apart, says_other_cases, without_other_cases
from rulec.ir.model import Act, Compare, Expression, InTier, Judgement, Measure, Modality, Norm, NormException, Occurrence, Otherwise, Steps
from rulec.ir.provisos import added_measures, proviso, without_exceptions
from rulec.ir.relief import OBJECT_OF_ELIGIBILITY, exception_of, leaves, without_head
from rulec.ir.respective import paired
from rulec.ir.segments_to_conditions import TIER_FACT, ConditionMaker, joined
from rulec.ir.segments_to_measures import addressed_thing
from rulec.ir.steps import counted
from rulec.semantics.idle_clauses import is_idle
from rulec.source import Span, cover
from rulec.syntax.clauses import ComparisonPhrase, ExceptPhrase, GainsPhrase, Mark, OccurrencePhrase, PerPhrase, Segment, TierPhrase
from rulec.syntax.statements import Group, Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_REPLACEABLE = frozenset({"fine", "pay_penalty", "detain", "suspend_business", "suspend_licence", "deduct_points", "deduct_deposit"})
_RUNG = re.compile(
    r"^(?:(?:逾期|拒不|拒绝|仍|未按期|情节|造成|致使|导致|后果|构成|尚不|尚未构成|不构成|未构成|没有违法|无违法|有违法|违法所得|货值|无法|不能计算|经责令|再次|多次|屡次|两次|三次"
    r"|一年内|二年内|两年内|累计|属于|其中|对逾期)|[^,，]{0,16}(?:无法计算|难以计算|不足[一二三四五六七八九十百千万0-9]+元|明显偏低|不改正|未改正|不整改|未整改))"
)
_PERSONS = re.compile(r"主管人员|责任人员|负责人|个人|责任人|从业人员")
_ELSEWHERE = re.compile(r"刑事责任|法律责任|民事责任|依法赔偿|承担.{0,8}责任|依照.{0,30}(?:处罚|处理)|情节|程度|据|视|按照|如下|以下")
_OPEN_TO = re.compile(r"(?:针对|面向|向|对).{2,60}开放|适用于")
_HAS = re.compile(r"([^,，。有]{2,12}?)(?:存在|有|出现)(?:下列|以下|如下)")


@dataclass(slots=True)
class Ladder:
    """The norm of a paragraph while its rungs are gathered. `opened` is the condition that the sentence at hand begins with."""

    block: int
    norm: int
    tiered: bool
    opened: Expression | None = None
    rung: int = 0
    rungs: dict[str, int] = field(default_factory=dict)
    ended: bool = False


def lower_penalty(lowering: "Lowering", statement: Statement) -> None:
    """The sanctions of a statement: a norm of its own, or further rungs of the paragraph's norm."""
    if any(says_other_cases(g) for g in statement.groups) and len(statement.groups) > 1:
        for part in _one_each(statement):
            lower_penalty(lowering, part)
        return
    work = _Work(lowering, statement)
    ladder = lowering.ladder if lowering.ladder is not None and lowering.ladder.block == statement.block and not statement.items else None
    if ladder is not None and not work.continues(ladder):
        ladder = None
    if ladder is None:
        before = lowering.ladder
        lowering.ladder = work.new_norm()
        _doubtful(lowering, before, statement)
        _let_off(lowering, before)
    else:
        work.extend(ladder)
    if lowering.ladder is not None:
        lowering.ladder.ended = statement.sentences[-1].terminator in ("。", "")
    lowering.claim(statement, "rule", "norm")


def _one_each(statement: Statement) -> list[Statement]:
    """A statement of several groups as one for each: 虚构物流的扣4分,其他情形扣2分 are rules side by side."""
    return [replace(statement, groups=(group,), sentences=statement.sentences if not at else ()) for at, group in enumerate(statement.groups)]


def lower_proviso(lowering: "Lowering", statement: Statement) -> bool:
    """…的,不在此限 behind a sanction: taken out of that norm. Returns whether the statement was one."""
    ladder = lowering.ladder
    if ladder is None or ladder.block != statement.block or any(g.effects for g in statement.groups):
        return False
    conditions = lowering.conditions()
    found = proviso([s for g in statement.groups for s in g.leads], conditions)
    if found is None:
        return False
    norm = lowering.norms[ladder.norm]
    places = cover([norm.span, *(s.span for s in statement.sentences)])
    text = norm.text + "".join(s.text for s in statement.sentences)
    lowering.norms[ladder.norm] = replace(
        norm, span=places, text=text, exceptions=(*norm.exceptions, found), unclaimed=(*norm.unclaimed, *conditions.leftover())
    )
    lowering.report_unclaimed(conditions.leftover(), norm.id)
    lowering.claim(statement, "rule", "norm")
    return True


def _let_off(lowering: "Lowering", before: Ladder | None) -> None:
    """主动改正的,不予处罚 in the paragraph of a sanction: its ground takes the case out of that sanction."""
    made = lowering.norms[-1]
    if before is None or lowering.ladder is None or before.block != lowering.ladder.block or made.condition is None or made.modality != "must":
        return
    if made.unclaimed or not made.measures or not all(m.action == "waive" and (m.object or "") in ("处罚", "行政处罚") for m in made.measures):
        return
    norm = lowering.norms[before.norm]
    exception = NormException("except", made.condition, made.span, made.text)
    lowering.norms[before.norm] = replace(norm, exceptions=(*norm.exceptions, exception))


def _doubtful(lowering: "Lowering", before: Ladder | None, statement: Statement) -> None:
    """A sanction without any condition in the line right below a tier may belong to that tier: it is said, never run for everyone."""
    norm = lowering.norms[-1]
    if before is None or not before.tiered or norm.condition is not None or norm.exceptions or norm.unclaimed or statement.head is not None:
        return
    between = lowering.announcement.blocks[before.block + 1 : statement.block]
    if before.block != statement.block and all(b.kind in ("blank", "chrome") for b in between):
        lowering.norms[-1] = replace(norm, unclaimed=(statement.sentences[0].span,))
        lowering.report_unclaimed((statement.sentences[0].span,), norm.id)


class _Work:
    """One statement being lowered."""

    def __init__(self, lowering: "Lowering", statement: Statement) -> None:
        self.lowering = lowering
        self.statement = statement
        self.conditions: ConditionMaker = lowering.conditions()
        self.exceptions: list[NormException] = []

    # -- does it belong to the norm before? ----------------------------------------------------------------------------------------------

    def continues(self, ladder: Ladder) -> bool:
        """A sentence without head, or one that begins with a rung, goes on with the paragraph's norm; 除…外 and a new act do not."""
        first = self.statement.groups[0] if self.statement.groups else None
        if first is None or first.exception is not None or says_other_cases(first) or self._beside_other_cases():
            return False
        leads = [s for s in first.leads if s.kind in ("condition", "numeric") or self.conditions.starts_condition(s)]
        if not leads:
            return True
        opening = next((s for s in first.leads if not is_idle(s.text)), leads[0])
        if leads[0].kind == "condition" and opening.kind == "statement" and _sets_out(opening):
            return False  # 在十年有效期内,…的: the sentence opens with a ground of its own
        return not ladder.tiered and all(_is_rung(s) for s in leads)

    def _beside_other_cases(self) -> bool:
        """Whether the paragraph ends with 其他情形…: then its sentences stand side by side, none is a rung of another."""
        block, known = self.statement.block, self.lowering.other_cases
        if block not in known:  # asked once for a block: it may be a page without line ends
            known[block] = any(says_other_cases(g) for s in self.lowering.penalties.get(block, ()) for g in s.groups)
        return known[block]

    # -- a norm of its own ---------------------------------------------------------------------------------------------------------------

    def new_norm(self) -> Ladder:
        """The statement as a norm; later sentences of the paragraph may add rungs."""
        lowering, statement = self.lowering, self.statement
        lowering.measures.start_norm()
        condition, measures = self._base()
        first = next((s for g in statement.groups[:1] for s in g.leads), None)
        if first is not None and re.match(r"尚不|尚未|不够|未构成|不构成|对其|(?:其他)?(?:法律|法规|规章)[^,，]{0,14}(?:未作|没有)规定", first.text):
            self.conditions.dropped.append(first.span)  # …构成犯罪的,追究刑事责任;尚不构成犯罪的: what was done is said in the sentence before
        ladder = Ladder(statement.block, len(lowering.norms), isinstance(condition, InTier) or _only_tier(condition))
        for measure in measures:
            ladder.rungs[measure.id] = 0
        rest = self._rungs(ladder, measures, skip=1)
        if statement.head is not None and not statement.items and statement.head.terminator in (":", "："):
            lowering.diagnostics.add("P202", statement.head.span, text=statement.head.text)
        if statement.items:
            condition = joined([c for c in (condition, lowering.items(statement, self.conditions)) if c is not None])
        norm = lowering.new_id()
        lowering.remarks(self.conditions, statement)
        party = _HAS.match(statement.sentences[0].text) if statement.items else None
        condition, measures = _apart(condition, measures, rest)
        measures = self._counted(condition, measures)
        if party and not re.search(r"行为|情形", party.group(1)):  # 商家/达人存在以下情形的: on whom it falls
            measures = [m if m.targets else replace(m, targets=tuple(party.group(1).split("/"))) for m in measures]
        chances, measures = _chances(measures)
        modality, measures = _shared_modality(measures)
        objects = [m.object or "" for m in measures]
        revokes = bool(objects) and all(OBJECT_OF_ELIGIBILITY.search(o) for o in objects)
        ladder.norm = len(lowering.norms)
        lowering.add(
            Norm(
                norm, "revocation" if revokes else "penalty", cover(s.span for s in statement.sentences),
                "".join(s.text for s in statement.sentences), violation=lowering.violation, provision=lowering.provision(statement.block),
                modality=modality, by=next((m.by for m in measures if m.by), None), condition=condition, measures=tuple(measures),
                exceptions=tuple(self.exceptions), object=objects[0] if revokes else None, unclaimed=lowering.unclaimed(self.conditions),
            )
        )  # fmt: skip
        self._permit(chances, condition)
        return ladder

    def _base(self) -> tuple[Expression | None, list[Measure]]:
        if not self.statement.groups:
            return None, []
        group = self.statement.groups[0]
        leads = self._leads(group)
        if len(leads) > 1 and _OPEN_TO.search(leads[0].text):
            self.lowering.scope_norm(self.statement, leads[0])
            leads = leads[1:]
        pairs = paired(replace(group, leads=leads))
        if pairs:  # 2次和4次的,分别扣6分和12分: each sanction under its own condition
            made = [m for pair in pairs for m in self.lowering.measures.of_group(pair, self._condition(pair, pair.leads), _per(pair))]
            return None, made
        condition = self._condition(group, leads)
        if condition is None and says_other_cases(group):
            condition = Otherwise(group.sentence.span)
        added = added_measures(group, self.lowering.measures)
        return condition, [*added, *self.lowering.measures.of_group(group, None, _per(group))]

    # -- rungs ---------------------------------------------------------------------------------------------------------------------------

    def extend(self, ladder: Ladder) -> None:
        """Further sentences of the paragraph: their measures join its norm."""
        lowering, statement = self.lowering, self.statement
        lowering.measures.dropped = []
        norm = lowering.norms[ladder.norm]
        made = self._rungs(ladder, list(norm.measures), skip=0)
        if norm.modality == "may":
            made = [m if m.modality else replace(m, modality="must") for m in made]
        unclaimed = tuple(sorted({*norm.unclaimed, *lowering.unclaimed(self.conditions)}))
        lowering.remarks(self.conditions, statement)
        condition, measures = _apart(norm.condition, list(norm.measures), made)
        chances, measures = _chances(measures)
        lowering.norms[ladder.norm] = replace(
            norm,
            condition=condition,
            span=cover([norm.span, *(s.span for s in statement.sentences)]),
            text=norm.text + "".join(s.text for s in statement.sentences),
            measures=tuple(measures),
            exceptions=(*norm.exceptions, *self.exceptions),
            unclaimed=unclaimed,
        )
        lowering.report_unclaimed(lowering.unclaimed(self.conditions), norm.id)
        self._permit(chances, condition)

    def _permit(self, chances: list[Measure], condition: Expression | None) -> None:
        """给一次自查的机会: something the party may do, no sanction: a norm of its own under the same condition."""
        lowering = self.lowering
        for chance in chances:
            asked = joined([c for c in (condition, chance.condition) if c is not None])
            lowering.add(
                Norm(lowering.new_id(), "permission", chance.span, chance.text, violation=lowering.violation, provision=lowering.provision(self.statement.block),
                     modality="may", condition=asked, act=Act(chance.text, chance.span))
            )  # fmt: skip

    def _rungs(self, ladder: Ladder, before: list[Measure], skip: int) -> list[Measure]:
        made: list[Measure] = []
        sentence = self.statement.groups[0].sentence if self.statement.groups else None
        for number, group in enumerate(self.statement.groups):
            if number < skip:
                continue
            new_sentence = group.sentence is not sentence or (number == 0 and skip == 0)
            sentence = group.sentence
            if group.effects or not any(s.marks("EXCLUDED") for s in group.leads):
                self._unread(group, new_sentence)
            condition = self._condition(group, self._leads(group)) if group.effects else None
            taken_out = proviso(group.leads, self.conditions) if not group.effects else None
            if taken_out is not None:
                self.exceptions.append(taken_out)
                continue
            if not group.effects:  # a condition or a figure behind the last sanction, of which nothing is made
                self._leads(group)  # but 不得…: a prohibition of its own
                self.conditions.dropped.extend(s.span for s in group.leads if s.kind in ("condition", "numeric"))
                continue
            if new_sentence:
                if condition is not None:
                    ladder.opened, ladder.rung = condition, ladder.rung + 1
                elif ladder.ended:  # behind 。 a sentence without head goes on with the base, behind ; with the rung before it
                    ladder.opened = None
                stated = ladder.opened
            else:
                nested = ladder.opened is not None and not (_only_tier(condition) and _only_tier(ladder.opened))
                stated = joined([c for c in (ladder.opened if nested else None, condition) if c is not None])
                ladder.rung += 1 if condition is not None else 0
            fallback = condition is not None and not new_sentence and len(group.effects) > 1 and _is_fallback(group)
            first = replace(group, effects=group.effects[:1]) if fallback else group
            found = self.lowering.measures.of_group(first, stated, _per(group))
            if _is_fallback(group):
                found = [_stands_in(m, [*before, *made]) for m in found]
            if fallback:  # …无法计算的,处…罚款,可以吊销执照: the fallback is of the sum alone
                rest = self.lowering.measures.of_group(replace(group, leads=(), effects=group.effects[1:]), ladder.opened, None)
                found = [*found, *rest]
            found = [_in_place_of(m, [*before, *made], ladder, whole=not _is_fallback(group)) for m in found]
            found = [_inherits(m, [*before, *made], group) for m in found]
            for measure in found:
                ladder.rungs[measure.id] = ladder.rung
            made.extend(found)
        return made

    def _counted(self, condition: Expression | None, measures: Sequence[Measure]) -> list[Measure]:
        """Steps of the figure that the norm or the measure is conditioned on; a step of something else is said."""
        steps = self.lowering.measures.steps
        found = [counted(counted(m, m.condition, steps), condition, steps) for m in measures]
        self.conditions.dropped.extend(m.span for m in found if isinstance(m.amount, Steps) and not m.amount.of)
        return found

    def _unread(self, group: Group, new_sentence: bool) -> None:
        """Words between or behind sanctions that are neither condition nor party may be a sanction nobody knows: they are said."""
        conditioned = False
        for segment in group.leads:
            conditioned = conditioned or segment.kind in ("condition", "numeric")
            if segment.kind != "statement" or len(segment.text) < 4 or _ELSEWHERE.search(segment.text):
                continue
            known = segment.marks("MAY", "BY", "TO", "MUST_NOT", "REF", "BRACKET") or self.conditions.starts_condition(segment)
            acted = conditioned and segment.marks("BY", "DULY") and not segment.marks("MAY")  # 拒不改正的,由…代作处理
            if acted or (not new_sentence and not known):
                self.conditions.dropped.append(segment.span)

    # -- leads ---------------------------------------------------------------------------------------------------------------------------

    def _leads(self, group: Group) -> tuple[Segment, ...]:
        stated = (s for s in group.leads if not any(isinstance(p, PerPhrase) for p in s.parts) and not (s.kind == "statement" and is_idle(s.text)))
        leads = self.lowering.forbidden(self.statement, tuple(stated))
        leads = without_other_cases(without_exceptions(leads)) if says_other_cases(group) else without_exceptions(leads)
        return without_head(leads) if self.statement.items else leads

    def _condition(self, group: Group, leads: Sequence[Segment]) -> Expression | None:
        condition = self.conditions.of_leads(leads)
        taken = [leaf.span for leaf in leaves(condition) if isinstance(leaf, (Judgement, Compare, Occurrence))]
        things = [s for s in leads if addressed_thing(s) and not any(s.span.contains(span) for span in taken)]
        if things:  # 对未备案的店铺页面,予以下架: where there is no such thing, there is nothing to take down
            asked = [self.conditions.judgement(addressed_thing(s), s.span) for s in things]
            condition = joined([*([condition] if condition is not None else []), *asked])
        if condition is None and group.effects:
            condition = self.conditions.of_subject(group.effects[0])
        for segment in (*group.leads, *group.effects):
            for part in segment.parts:
                if isinstance(part, ExceptPhrase):
                    self.exceptions.append(exception_of(part, self.conditions))
        return condition


_FALLBACK = re.compile(r"无法计算|难以计算|不能计算|明显偏低|^(?:没有|无)(?:违法|违规)所得")


def _is_fallback(group: Group) -> bool:
    """Whether a rung only says what the sum is where its base is missing (没有违法所得的, 广告费用无法计算的)."""
    return any(_FALLBACK.search(s.text) for s in group.leads)


_PARTY_WORDS = re.compile(r"(?:者|人|人员|单位|机构|企业|公司|商家|达人|组织|平台|部门)$")


def _sets_out(segment: Segment) -> bool:
    """Whether words before a condition are a ground of their own: neither an actor, a party, nor a connective."""
    marked = segment.marks("BY", "TO", "REF", "MAY", "MUST", "DULY", "ALSO", "EXCEPT")
    return not marked and len(segment.text) >= 5 and not _PARTY_WORDS.search(segment.text) and not segment.text.startswith(("其中", "但", "并"))


def _is_rung(segment: Segment) -> bool:
    figures = [p for p in segment.parts if isinstance(p, (TierPhrase, GainsPhrase, ComparisonPhrase, OccurrencePhrase))]
    words = "".join(p.text for p in segment.parts if isinstance(p, Mark) and p.kind == "OPAQUE")
    return bool(_RUNG.match(segment.text)) or (bool(figures) and len(words) <= 4)


def _only_tier(condition: Expression | None) -> bool:
    found = leaves(condition)
    return bool(found) and all(isinstance(leaf, InTier) for leaf in found)


def _per(group: Group) -> str | None:
    return "次" if any(isinstance(p, PerPhrase) for s in (*group.leads, *group.effects[:1]) for p in s.parts) else None


def _apart(condition: Expression | None, base: list[Measure], rungs: Sequence[Measure]) -> tuple[Expression | None, list[Measure]]:
    """Base and rungs with what excludes one another moved from the norm's condition to the measures."""
    norm = Norm("", "penalty", condition=condition, measures=tuple(base))
    for measure in rungs:
        norm = apart(norm, measure.condition)
        norm = replace(norm, measures=(*norm.measures, measure))
    return norm.condition, list(norm.measures)


def _party(measure: Measure) -> str:
    words = "".join(measure.targets)
    return "persons" if _PERSONS.search(words) else (words and "named") or ""


def _stands_in(measure: Measure, before: Sequence[Measure]) -> Measure:
    """The sum for the case that its base is missing stands in the choice, and is as discretionary, as the sum before it."""
    earlier = next((m for m in reversed(before) if m.action == measure.action and _party(m) == _party(measure)), None)
    if earlier is None or measure.action not in _REPLACEABLE:
        return measure
    return replace(measure, choice=measure.choice or earlier.choice, modality=measure.modality or earlier.modality)


def _in_place_of(measure: Measure, before: Sequence[Measure], ladder: Ladder, whole: bool) -> Measure:
    """The same sanction of a lower rung upon the same party no longer applies; with `whole`, of a choice (警告或者罚款) every member."""
    if measure.action not in _REPLACEABLE or measure.condition is None:
        return measure
    replaced: list[str] = []
    for earlier in before:
        if earlier.action == measure.action and _party(earlier) == _party(measure) and ladder.rungs.get(earlier.id, 0) < ladder.rung:
            replaced.append(earlier.id)
            if whole and earlier.choice is not None and earlier.choice.pick == "one":
                replaced += [
                    m.id
                    for m in before
                    if m.choice == earlier.choice and m.id != earlier.id and ladder.rungs.get(m.id) == ladder.rungs.get(earlier.id)
                ]
    return replace(measure, instead_of=tuple(dict.fromkeys(replaced))) if replaced else measure


_BELONGS = re.compile(r"属于([^,，的]{2,12})的")


def _inherits(measure: Measure, before: Sequence[Measure], group: Group) -> Measure:
    """给予降级处分 in a heavier rung falls on the persons of the rung before it; 属于国家公务员的 names them."""
    if measure.action != "discipline" or measure.targets:
        return measure
    named = next((m.group(1) for s in group.leads for m in [_BELONGS.search(s.text)] if m), None)
    if named:
        return replace(measure, targets=(named,))
    earlier = next((m.targets for m in reversed(before) if m.targets), ())
    return replace(measure, targets=earlier)


def _chances(measures: list[Measure]) -> tuple[list[Measure], list[Measure]]:
    """Chances granted beside a sanction, and the measures proper."""
    chances = [m for m in measures if m.action == "grant" and (m.object or "").endswith("机会")]
    return chances, [m for m in measures if m not in chances]


def _shared_modality(measures: list[Measure]) -> tuple[Modality, list[Measure]]:
    """A norm is `may` where all its measures are; then they inherit it."""
    if {m.modality or "must" for m in measures} == {"may"}:
        return "may", [replace(m, modality=None) for m in measures]
    return "must", measures


def tier_of(lowering: "Lowering", label: str, span: Span) -> InTier:
    """情节严重 of the violation at hand."""
    fact = lowering.facts.ask(TIER_FACT, "choice", span, asked_of="person", domain=(label,))
    return InTier(lowering.violation, fact, label, fact, span)
