"""Statements → rule set: definitions, violations, norms, accounts; and the claim each statement makes on the ledger."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rulec.diagnostics import Collector
from rulec.ingest.model import Ingested
from rulec.ir.account_statements import lower_account
from rulec.ir.accounts import (
    AccountsDraft,
    take_concurrency,
)
from rulec.ir.amendments import lower_amendment
from rulec.ir.bands import is_banded, lower_band, lower_criteria
from rulec.ir.brackets import lower_brackets
from rulec.ir.defined_words import lower_definition, lower_tier_criteria, report_figures
from rulec.ir.definitions import take_short_names
from rulec.ir.duties import lower_admission, lower_duty, lower_reference, titles
from rulec.ir.model import (
    Account,
    Act,
    AnnouncedChange,
    AtLeast,
    Choice,
    Definition,
    Example,
    Expression,
    Keeps,
    Measure,
    Norm,
    NormKind,
    Provision,
    Reference,
    RuleSet,
    Violation,
)
from rulec.ir.penalties import Ladder, lower_penalty, lower_proviso
from rulec.ir.recovery import lower_recovery
from rulec.ir.relief import (
    lower_kept,
    lower_relief,
)
from rulec.ir.segments_to_conditions import OCCURRENCES, ConditionMaker, any_of, clean_judgement, joined
from rulec.ir.segments_to_measures import MeasureMaker
from rulec.ir.tables import lower_table
from rulec.ir.whole_rule_set import drop_idle_violations, finish, provisions_of, rule_set_of
from rulec.lexicon.load_bearing import load_bearing
from rulec.semantics.definitions import only_names
from rulec.semantics.facts import FactTable, points_name
from rulec.semantics.lifecycle import lifecycle, slashed_parties, title_of, year_of
from rulec.semantics.sentence_kinds import forbids, groups, least_of
from rulec.source import Span, Tile, TileClass, cover
from rulec.syntax.announcement import Announcement
from rulec.syntax.clauses import ComparisonPhrase, Mark, Segment, Sentence
from rulec.syntax.statements import ListItem, Statement

_GRANT_HEAD = re.compile(r"有机会|方可|准入|准予")
_CONDUCTS = re.compile(r"(?:违规|违法|违约)行为$")
_UNIT_REMARK = re.compile(r"^每([0-9一二三四五六七八九十百千万]+[^0-9]{1,4})为([0-9一二三四五六七八九十百千万]+[^0-9]{1,4})$")


@dataclass(frozen=True, slots=True)
class Lowered:
    """The rule set, what each statement claims of the raw text, and the findings."""

    rule_set: RuleSet
    claims: tuple[Tile, ...]


@dataclass(slots=True)
class Lowering:
    """State of one pass over the statements of one announcement."""

    ingested: Ingested
    announcement: Announcement
    statements: Sequence[Statement]
    diagnostics: Collector
    facts: FactTable = field(default_factory=FactTable)
    norms: list[Norm] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    changes: list[AnnouncedChange] = field(default_factory=list)
    claims: list[Tile] = field(default_factory=list)
    violation: str | None = None
    ladder: Ladder | None = None  # the paragraph's norm, which further sentences add rungs to
    next_norm: int = 1
    parties: tuple[str, ...] = ()
    title: str = ""
    kept: Keeps | None = None
    account: AccountsDraft = field(default_factory=AccountsDraft)
    measures: MeasureMaker = field(init=False)
    preambles: frozenset[int] = frozenset()
    examples: list[Example] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    short_titles: dict[str, str] = field(default_factory=dict)
    penalties: dict[int, list[Statement]] = field(default_factory=dict)  # by block
    other_cases: dict[int, bool] = field(default_factory=dict)  # by block, where it has been asked

    def __post_init__(self) -> None:
        self.measures = MeasureMaker(self.facts)
        self.parties = slashed_parties(self.announcement)
        self.facts.points_name = points_name(self.announcement)
        self.title = title_of(self.ingested, self.announcement)
        for statement in self.statements:
            if statement.kind == "penalty":
                self.penalties.setdefault(statement.block, []).append(statement)
        self.preambles = frozenset(s.block for s in self.statements if s.kind == "lifecycle")

    # -- the walk -------------------------------------------------------------------------------------------------------------------

    def run(self) -> Lowered:
        """Every statement once, in document order."""
        life = lifecycle(self.statements, self.diagnostics, self.title, year_of(self.ingested))
        self.short_titles = take_short_names(self)
        for statement in self.statements:
            getattr(self, f"_{statement.kind}", self._other)(statement)
        drop_idle_violations(self)
        finish(self)
        return Lowered(rule_set_of(self, life), tuple(self.claims))

    def claim(self, statement: Statement, class_: TileClass, reason: str) -> None:
        for sentence in statement.sentences:
            self.claims.append(Tile(sentence.span, class_, reason))

    def _other(self, statement: Statement) -> None:
        """Background and the like: claimed by name; a load-bearing word in it is a finding, so that nothing hides there."""
        class_: TileClass = {
            "changes": "informative",
            "example": "example",
            "scope": "scope",
            "purpose": "informative",
            "informative": "informative",
            "reference": "reference",
            "intro": "heading",
            "heading": "heading",
            "lifecycle": "metadata",
            "definition": "definition",
        }.get(statement.kind, "unresolved")  # type: ignore[assignment]
        if class_ == "informative" and statement.kind != "changes" and statement.block in self.preambles:
            class_ = "metadata"  # the paragraph that says when the rule is published and takes effect
        self.claim(statement, class_, statement.kind)
        if class_ in ("informative", "scope") and statement.kind != "changes":
            self._hidden(statement)

    def _unresolved(self, statement: Statement) -> None:
        """Reads as a rule and was not understood: said, so that it is not taken for background."""
        if lower_proviso(self, statement):
            return
        self.claim(statement, "unresolved", "not-understood")
        for sentence in statement.sentences:
            self.diagnostics.add("P203", sentence.span, understood=False, text=sentence.text[:60])

    def _hidden(self, statement: Statement) -> None:
        for sentence in statement.sentences:
            words = load_bearing(sentence.text)
            if words:
                self.diagnostics.add("S120", sentence.span, words="、".join(words))

    def _account(self, statement: Statement) -> None:
        lower_account(self, statement)

    def _brackets(self, statement: Statement) -> None:
        if not lower_brackets(self, statement):
            self._unresolved(statement)

    def _table(self, statement: Statement) -> None:
        lower_table(self, statement)

    def _recovery(self, statement: Statement) -> None:
        lower_recovery(self, statement)

    def _precedence(self, statement: Statement) -> None:
        take_concurrency(self.account, statement)
        lower_duty(self, statement)

    def _admission(self, statement: Statement) -> None:
        lower_admission(self, statement)

    def _duty(self, statement: Statement) -> None:
        lower_duty(self, statement)

    _prohibition = _duty
    _procedure = _duty
    _permission = _duty
    _transition = _duty

    def _reference(self, statement: Statement) -> None:
        lower_reference(self, statement)

    def _list(self, statement: Statement) -> None:
        """A list without consequence: its entries are named (definition), or it announces what stands elsewhere."""
        head = statement.head or statement.sentences[0]
        if not statement.items:
            granted = _GRANT_HEAD.search(head.text)
            self.claim(statement, "rule" if granted else "unresolved", "list-head")
            if granted:
                self.summary(statement, "admission")
            else:
                self.diagnostics.add("P202", head.span, understood=False, text=head.text)
            return
        term = re.sub(r"(?:现|具体)?(?:包括|包含|有以下|有下列|为以下|如下).*$", "", head.text).strip(" :：")
        members = tuple(clean_judgement("".join(s.text for s in item.sentences)) for item in statement.items)
        if _CONDUCTS.search(term):  # 严重违规行为包括以下行为: each entry is a violation of its own
            for item, name in zip(statement.items, members, strict=True):
                violation = f"v{len(self.violations) + 1}"
                self.violations.append(Violation(violation, name, cover(s.span for s in item.sentences)))
                self.listed.add(violation)
        report_figures(self, statement)
        self.definitions.append(Definition(term, "term", head.text, cover(s.span for s in statement.sentences), members=members))
        self.check_count(statement.announced, len(statement.items), head)
        self.claim(statement, "definition", "list")

    def summary(self, statement: Statement, kind: NormKind) -> None:
        """A general statement whose operative norm stands elsewhere."""
        sentence = statement.sentences[0]
        self.add(Norm(self.new_id(), kind, sentence.span, sentence.text, "summary", provision=self.provision(statement.block)))

    def cite(self, statement: Statement, norm: str) -> None:
        """Every 《…》 of a statement is a reference of its norm."""
        for sentence in statement.sentences:
            for title in titles(sentence):
                self.references.append(Reference(title.span, "document", title.text.strip("《》"), None, norm))

    def _amendment(self, statement: Statement) -> None:
        lower_amendment(self, statement)

    def _lifecycle(self, statement: Statement) -> None:
        self.claim(statement, "metadata", "lifecycle")

    def _changes(self, statement: Statement) -> None:
        self.claim(statement, "informative", "change-summary")
        for item in statement.items:
            for sentence in item.sentences:
                what = _change_of(sentence.text)
                if what:
                    self.changes.append(AnnouncedChange(sentence.span, what, sentence.text.rstrip(";。；")))  # type: ignore[arg-type]

    def _relief(self, statement: Statement) -> None:
        if not lower_kept(self, statement):
            lower_relief(self, statement)

    def measures_of(self, sentence: Sentence) -> list[Measure]:
        """The measures of a list entry."""
        found: list[Measure] = []
        for group in groups(sentence):
            found += self.measures.of_group(group, None, None)
            self.measures.dropped.extend(s.span for s in group.leads if s.kind in ("condition", "numeric"))  # an entry's own condition
        return found

    def unclaimed(self, conditions: ConditionMaker) -> tuple[Span, ...]:
        """Load-bearing stretches of the norm just made that nothing claimed."""
        return tuple(sorted({*conditions.leftover(), *self.measures.dropped}))

    def _definition(self, statement: Statement) -> None:
        lower_definition(self, statement)

    # -- penalties ------------------------------------------------------------------------------------------------------------------

    def _penalty(self, statement: Statement) -> None:
        if is_banded(statement):
            lower_band(self, statement)
        elif not lower_kept(self, statement):
            lower_penalty(self, statement)

    def report_unclaimed(self, places: Sequence[Span], norm: str) -> None:
        """What a norm did not claim is said, by name."""
        for place in places:
            self.diagnostics.add("S130", place, understood=False, text=place.slice(self.ingested.source.raw), norm=norm)

    def forbidden(self, statement: Statement, leads: tuple[Segment, ...]) -> tuple[Segment, ...]:
        """不得…, before a sanction: a prohibition of its own; the other leads remain."""
        for segment in leads:
            if forbids(segment):
                self.add(
                    Norm(self.new_id(), "prohibition", segment.span, segment.text, provision=self.provision(statement.block), modality="must_not",
                         act=Act(segment.text, segment.span))
                )  # fmt: skip
        return tuple(s for s in leads if not forbids(s))

    def scope_norm(self, statement: Statement, segment: Segment) -> None:
        """该政策目前针对…进行开放: to whom a relief is open, said in general; the operative norm has the conditions."""
        conditions = self.conditions()
        found = [e for p in segment.parts if isinstance(p, ComparisonPhrase) for e in [conditions.of_figure(p, "", True)] if e is not None]
        self.add(
            Norm(self.new_id(), "relief", segment.span, segment.text, "summary", condition=joined(found), provision=self.provision(statement.block))
        )  # fmt: skip

    def remarks(self, conditions: ConditionMaker, statement: Statement) -> None:
        """A bracket that says what governs elsewhere: (…<10分的,平台将依照《…》进行治理)."""
        for mark in conditions.remarks:
            for sentence in mark.inner:
                if only_names(sentence.text):
                    continue  # (以下简称“口碑分”) was entered with the definitions
                unit = _UNIT_REMARK.match(sentence.text)
                if unit:  # (每1万支为1件): how a figure is counted
                    self.definitions.append(Definition(unit.group(2), "quantity", sentence.text, mark.span))
                    continue
                titles = [p for g in sentence.segments for p in g.parts if isinstance(p, Mark) and p.kind == "TITLE"]
                inner = self.conditions()
                found = [inner.of_segment(g, []) for g in sentence.segments if g.kind in ("condition", "numeric")]
                condition = joined([f for f in found if f is not None])
                if condition is None and not titles:
                    if load_bearing(sentence.text):
                        conditions.dropped.append(mark.span)
                    continue
                norm = self.new_id()
                self.add(
                    Norm(norm, "precedence", sentence.span, sentence.text, condition=condition, provision=self.provision(statement.block),
                         act=Act(sentence.segments[-1].text, sentence.segments[-1].span), unclaimed=inner.leftover())
                )  # fmt: skip
                for title in titles:
                    self.references.append(Reference(title.span, "delegation", title.text.strip("《》"), None, norm))
        conditions.remarks.clear()
        lower_criteria(self, statement.block, conditions)

    def conditions(self) -> ConditionMaker:
        return ConditionMaker(self.facts, self.violation, parties=self.parties, locate=self.locate)

    def words(self, span: Span) -> str:
        """The repaired words at a place of the raw text, labels included."""
        start, end = self.ingested.normal.normal_span(span)
        return self.ingested.normal.text[start:end]

    def locate(self, span: Span, words: str) -> Span:
        """The place of `words` inside `span`; the span itself where they do not stand there in one piece."""
        normal = self.ingested.normal
        start, end = normal.normal_span(span)
        at = normal.text.find(words, start, end)
        return normal.raw_span(at, at + len(words)) if at >= 0 else span

    def items(self, statement: Statement, conditions: ConditionMaker) -> Expression | None:
        found = [self._item(item, conditions) for item in statement.items]
        self.check_count(statement.announced, len(statement.items), statement.head or statement.sentences[0])
        return _combined(statement.quantifier, [f for f in found if f is not None], statement.head)

    def _item(self, item: ListItem, conditions: ConditionMaker) -> Expression | None:
        if item.items:
            found = [self._item(inner, conditions) for inner in item.items]
            self.check_count(item.announced, len(item.items), item.head or item.sentences[0])
            return _combined(item.quantifier, [f for f in found if f is not None], item.head)
        return conditions.of_entry([g for s in item.sentences for g in s.segments])

    def check_count(self, announced: int | None, found: int, head: Sentence) -> None:
        if announced is not None and announced != found:
            self.diagnostics.add("P201", head.span, announced=announced, found=found)

    def _tier_criteria(self, statement: Statement) -> None:
        lower_tier_criteria(self, statement)

    # -- the whole ------------------------------------------------------------------------------------------------------------------

    def add(self, norm: Norm) -> None:
        self.norms.append(norm)
        self.report_unclaimed(norm.unclaimed, norm.id)

    def new_id(self) -> str:
        self.next_norm += 1
        return f"n{self.next_norm - 1}"

    def provision(self, block: int) -> str | None:
        path = self.announcement.blocks[block].path
        return path[-1] if path else None

    def provisions(self) -> tuple[Provision, ...]:
        """Every block with words as a provision."""
        return provisions_of(self)


def lower(ingested: Ingested, announcement: Announcement, statements: Sequence[Statement], diagnostics: Collector) -> Lowered:
    """The rule set of an announcement and the ledger claims of its statements."""
    return Lowering(ingested, announcement, statements, diagnostics).run()


def _combined(quantifier: str | None, found: Sequence[Expression], head: Sentence | None = None) -> Expression | None:
    least = 0 if head is None else least_of(head) or 0
    return AtLeast(least, tuple(found)) if 1 < least < len(found) else joined(found) if quantifier == "all" or least else any_of(found)


def _change_of(text: str) -> str | None:
    for word, what in (("新增", "added"), ("增加", "added"), ("删除", "removed"), ("取消", "removed"), ("减免", "relaxed"), ("放宽", "relaxed"),
                       ("变更", "changed"), ("调整", "changed"), ("修改", "changed")):  # fmt: skip
        if text.startswith(word):
            return what
    return None


__all__ = ["OCCURRENCES", "Choice", "Lowered", "Mark", "clean_judgement", "lower"]
