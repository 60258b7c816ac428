"""Norms, accounts, definitions, examples → cards: what a stretch of text became, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rulec.diagnostics.codes import Lang
from rulec.ir.model import (
    Account,
    And,
    AtLeast,
    Definition,
    Example,
    Expression,
    Hole,
    Judgement,
    Measure,
    Modality,
    Node,
    Norm,
    Not,
    Or,
    Reset,
)
from rulec.report.ir_to_json import plain
from rulec.report.page_model import Card, Clause, MeasureGroup, MeasureView
from rulec.report.wording import say
from rulec.report.words import condition_words, list_words, measure_words, quantity

_SHORT = 44  # characters; a junction of leaves that fits is one line


class Cards:
    """Makes cards of one rule set. `violations` maps ids to names, `measures` ids to their words."""

    def __init__(self, lang: Lang, violations: Mapping[str, str], norms: Iterable[Norm]) -> None:
        self.lang, self.violations = lang, violations
        self.measures = {measure.id: measure for norm in norms for measure in norm.measures}

    def _(self, key: str, **values: object) -> str:
        return say(self.lang, "page", key, **values)

    # ---- norms -----------------------------------------------------------------------------------------------------------------

    def norm(self, norm: Norm, unclaimed: Sequence[str]) -> Card:
        """A norm: what it is, when it holds, what follows. `unclaimed` are the words that nothing claimed."""
        tags = [self.violations[norm.violation]] if norm.violation is not None and norm.violation in self.violations else []
        tags += [say(self.lang, "role", norm.role)] if norm.role != "operative" else []
        tags += [self._("about_item", item=norm.item)] if norm.item else []
        heading = say(self.lang, "outline", "if") if norm.condition is not None else ""
        return Card(
            id=norm.id,
            heading=say(self.lang, "kind", norm.kind),
            label=norm.id,
            tags=tuple(tags),
            kind=norm.kind,
            partial=bool(norm.unclaimed),
            lead=tuple(self._lead(norm)),
            condition_heading=heading,
            condition=self.clause(norm.condition),
            exceptions=tuple(self._exceptions(norm)),
            groups=tuple(self._groups(norm)),
            unclaimed=tuple(unclaimed),
        )

    def _lead(self, norm: Norm) -> Iterable[str]:
        if norm.of:
            yield self._("completes", norm=norm.of)
        if norm.subjects:
            yield self._("applies_to", subjects=list_words(norm.subjects, self.lang))
        if norm.concludes is not None:
            where = norm.concludes
            yield self._("concludes_open" if where.open else "concludes", scale=where.scale, label=where.label)
        if norm.act is not None:
            yield say(self.lang, "page", "act", modality=say(self.lang, "modality", norm.modality), act=norm.act.text)
        if norm.object:
            yield self._("withdrawn" if norm.kind == "revocation" else "about_object", object=norm.object)
        if norm.keeps is not None:
            yield self._keeps(norm.keeps.others, norm.keeps.named)

    def _keeps(self, others: bool, named: Sequence[str]) -> str:
        words = list_words(named, self.lang)
        return self._("keeps_all" if others and not named else "keeps_others" if others else "keeps", named=words)

    def _exceptions(self, norm: Norm) -> Iterable[tuple[str, Clause]]:
        for exception in norm.exceptions:
            clause = self.clause(exception.condition) or Clause(exception.text)
            yield say(self.lang, "page", exception.sense), clause

    # ---- conditions ------------------------------------------------------------------------------------------------------------

    def clause(self, expression: Expression | None) -> Clause | None:
        """A condition as a tree of words; a short junction stays on one line."""
        if expression is None:
            return None
        words = condition_words(expression, self.lang, self.violations)
        person = isinstance(expression, Judgement)
        if isinstance(expression, Not):
            inner = self.clause(expression.arg)
            return Clause(words) if inner is None or not inner.parts else Clause(self._("none_of"), (inner,))
        if not isinstance(expression, And | Or | AtLeast):
            return Clause(words, person=person)
        if len(expression.args) == 1:
            return self.clause(expression.args[0])
        flat = not any(isinstance(arg, And | Or | AtLeast | Not | Judgement) for arg in expression.args)
        if flat and len(words) <= _SHORT and not isinstance(expression, AtLeast):
            return Clause(words)
        heading = {"and": "all_of", "or": "any_of", "at_least": "some_of"}[expression.op]
        parts = tuple(part for arg in expression.args if (part := self.clause(arg)) is not None)
        return Clause(self._(heading, n=getattr(expression, "n", ""), count=len(parts)), parts)

    # ---- measures --------------------------------------------------------------------------------------------------------------

    def _groups(self, norm: Norm) -> Iterable[MeasureGroup]:
        """Measures in the order written, those of one choice or modality under one heading."""
        groups: dict[tuple[Modality, str | None], list[Measure]] = {}
        for measure in norm.measures:
            modality = measure.modality or norm.modality
            groups.setdefault((modality, measure.choice.group if measure.choice else None), []).append(measure)
        for (modality, _), measures in groups.items():
            heading = say(self.lang, "modality", modality)
            choice = measures[0].choice
            notes = []
            if choice is not None and len(measures) > 1:
                notes.append(self._pick(choice.pick))
            if choice is not None and choice.open:
                notes.append(say(self.lang, "section", "options_open"))
            by = norm.by or next((m.by for m in measures if m.by), None)
            if by and modality == "may":
                heading = self._("by_may", by=by)
            views = tuple(self.measure(m) for m in measures)
            yield MeasureGroup(heading, modality != "may", views, tuple(notes))

    def measure(self, measure: Measure) -> MeasureView:
        """One measure: words, whom it falls on, when, instead of what."""
        nested = measure.to if isinstance(measure.to, tuple) and len(measure.to) > 1 else ()
        parts = tuple(measure_words(one, self.lang) for one in nested)
        words = measure_words(replace(measure, modality=None, to=None if parts else measure.to), self.lang)
        if measure.targets:
            words = say(self.lang, "measure", "for", targets=list_words(measure.targets, self.lang)) + words
        notes = []
        if measure.choice is not None and measure.choice.branch:
            notes.append(self._("branch", branch=measure.choice.branch))
        replaced = [self.measures[m].text for m in measure.instead_of if m in self.measures]
        if replaced:
            notes.append(self._("instead", measures=list_words(replaced, self.lang)))
        if measure.optional_with:
            beside = self.measures.get(measure.optional_with)
            notes.append(self._("beside", measure=beside.text if beside else measure.optional_with))
        terms = [term for m in (measure, *nested) for term in (m.amount, m.duration, m.within)]
        notes += self._holes([term for term in terms if isinstance(term, Hole)], words, parts)
        heading = self._pick(measure.to_pick) if parts else ""
        return MeasureView(words, measure.text, self.clause(measure.condition), tuple(notes), heading, parts)

    def _holes(self, holes: Sequence[Hole], *said: str | tuple[str, ...]) -> list[str]:
        """Figures left open, where the words do not already say so."""
        names = dict.fromkeys(quantity(hole.name.partition("#")[0], hole.unit, self.lang) for hole in holes)
        known = say(self.lang, "amount", "hole", name="", unit="").strip()
        if not names or any(known in words for one in said for words in ((one,) if isinstance(one, str) else one)):
            return []
        return [self._("hole", names=list_words(list(names), self.lang))]

    def _pick(self, pick: str | None) -> str:
        if pick is None:
            return ""
        key = pick if pick in ("one", "one_or_more", "any") else "number"
        return say(self.lang, "section", f"pick_{key}", n=pick)

    # ---- the rest --------------------------------------------------------------------------------------------------------------

    def account(self, account: Account, id_: str) -> Card:
        """An account of points: where it starts, when it is reset, what each node does."""
        rows: list[tuple[str, str]] = []
        if account.initial is not None:
            rows.append((say(self.lang, "outline", "initial"), quantity(plain(account.initial), account.unit, self.lang)))
        if account.full is not None:
            rows.append((self._("full"), quantity(plain(account.full), account.unit, self.lang)))
        if account.reset is not None:
            rows.append((say(self.lang, "outline", "reset"), self._reset(account.reset)))
        for recovery in account.recovery:
            every = quantity(plain(recovery.every), recovery.unit, self.lang)
            points = quantity(plain(recovery.points), account.unit, self.lang)
            rows.append((self._("recovery"), self._("recovery_words", every=every, what=recovery.what, points=points)))
        for cap in account.caps:
            length = quantity(plain(cap.length), cap.unit, self.lang)
            rows.append((self._("cap"), self._("cap_words", length=length, limit=quantity(plain(cap.limit), account.unit, self.lang))))
        for node in account.nodes:
            does = say(self.lang, "amount", "separator").join(measure_words(m, self.lang) for m in node.measures)
            rows.append((self._node(node, account.unit), does or self._("delegated", to=node.delegates or "…")))
        if account.concurrency:
            rows.append((self._("concurrency"), self._(f"concurrency_{account.concurrency}")))
        shown = self._("shown_deducted" if account.shown_as == "deducted" else "shown_balance")
        return Card(id_, self._("account"), tags=(account.name,), kind="account", lead=(shown,), rows=tuple(rows))

    def _reset(self, reset: Reset) -> str:
        if reset.at:
            month, _, rest = reset.at.partition("-")
            day, _, time = rest.partition("T")
            return self._("reset_yearly", month=month.lstrip("0"), day=day.lstrip("0"), time=time)
        if reset.length is not None:
            return self._("reset_every", length=quantity(plain(reset.length), reset.unit, self.lang))
        return self._(f"period_{reset.period}") if reset.period in ("year", "quarter", "month", "day") else str(reset.period or "…")

    def _node(self, node: Node, unit: str) -> str:
        if node.at is not None:
            key = {"ge": "node_ge", "gt": "node_gt", "eq": "node_eq"}.get(node.rel or "ge", "node_ge")
            return self._(key, at=quantity(plain(node.at), unit, self.lang))
        if node.every is not None:
            start = quantity(plain(node.from_), unit, self.lang) if node.from_ is not None else ""
            return self._("node_every_from" if start else "node_every", start=start, every=quantity(plain(node.every), unit, self.lang))
        ends = [plain(end) for end in (node.low, node.high) if end is not None]
        return quantity("–".join(ends), unit, self.lang) if ends else "…"

    def definition(self, definition: Definition, id_: str) -> Card:
        """A definition: the term, and where it is computed how."""
        rows = []
        if definition.members:
            short = all(len(member) <= _SHORT for member in definition.members)
            members = [list_words(definition.members, self.lang)] if short else list(definition.members)
            rows += [(self._("members") if number == 0 else "", words) for number, words in enumerate(members)]
        if definition.subject:
            rows.append((self._("subject"), definition.subject))
        if definition.fact:
            rows.append((self._("fact"), definition.fact))
        heading = self._("defined_as") if definition.condition is not None else ""
        return Card(
            id_,
            self._(f"definition_{definition.kind}"),
            tags=(definition.term,),
            kind="definition",
            lead=(self._("a_violation"),) if definition.kind == "term" and definition.term in self.violations.values() else (),
            condition_heading=heading,
            condition=self.clause(definition.condition),
            rows=tuple(rows),
        )

    def example(self, example: Example, id_: str) -> Card:
        """A worked example of the text, and whether the rules agree with it."""
        state = {None: "example_untried", True: "example_agrees", False: "example_differs"}[example.agrees]
        rows = [(self._("given"), f"{name} = {value}") for name, value in example.given]
        rows += [(self._("expected"), f"{name} = {value}") for name, value in example.expect]
        return Card(id_, self._("example"), kind="example", partial=example.agrees is False, lead=(self._(state),), rows=tuple(rows))
