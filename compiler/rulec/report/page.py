"""A compilation → the literate page's model: the announcement beside what it became, open places first."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from rulec.diagnostics import Diagnostic, Severity
from rulec.diagnostics.codes import Lang, help_text, message, severity
from rulec.diagnostics.render_text import SEVERITY_WORDS
from rulec.ingest.model import Ingested
from rulec.ir.fact_table import OCCURRENCES
from rulec.ir.leaves import facts_named, walk
from rulec.ir.model import Fact, Norm, Rate, RuleSet
from rulec.report.norm_cards import Cards
from rulec.report.page_dates import dates_of, force_of
from rulec.report.page_model import (
    Card,
    Extras,
    FactView,
    FindingView,
    LegendEntry,
    Link,
    Mark,
    Open,
    Page,
    Row,
)
from rulec.report.page_repairs import repair_groups
from rulec.report.page_scenarios import reaching, scenario_views
from rulec.report.text_rows import Stretch, pieces, reading, stretches
from rulec.report.wording import say, wording
from rulec.report.words import list_words
from rulec.source import TILE_CLASSES, LineIndex, Span, Tile

_SHEET, _MANY = 320, 6  # characters, measures; a longer row may break across sheets
_QUOTED = 72  # characters of a stretch that a list quotes


class Compiled(Protocol):
    """What is needed of a compilation."""

    @property
    def ingested(self) -> Ingested: ...

    @property
    def ledger(self) -> tuple[Tile, ...]: ...

    @property
    def rule_set(self) -> RuleSet: ...

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...


def page(compilation: Compiled, extras: Extras | None = None, *, lang: Lang = "zh", compiler: str = "") -> Page:
    """The page of one announcement. `extras` are code, scenarios and coverage where the caller has them; `compiler` names the version."""
    return _Maker(compilation, extras or Extras(), lang).page(compiler)


class _Maker:
    """Makes one page."""

    def __init__(self, compilation: Compiled, extras: Extras, lang: Lang) -> None:
        self.c, self.extras, self.lang = compilation, extras, lang
        self.raw = compilation.ingested.source.raw
        self.rules = compilation.rule_set
        self.lines = LineIndex(self.raw)
        self.cards = Cards(lang, {v.id: v.name for v in self.rules.violations}, self.rules.norms)
        self.things = dict(self._things())
        self.stretches = stretches(compilation.ingested, compilation.ledger, [(name, span) for name, (span, _) in self.things.items()])
        self.starts = [stretch.span.start for stretch in self.stretches]

    def _(self, key: str, **values: object) -> str:
        return say(self.lang, "page", key, **values)

    # ---- what the text became --------------------------------------------------------------------------------------------------

    def _things(self) -> Iterable[tuple[str, tuple[Span, Card]]]:
        reach = reaching(self.extras.scenarios)
        for norm in self.rules.norms:
            card = self.cards.norm(norm, [self._quote(span) for span in norm.unclaimed])
            links = tuple(Link(anchor, words) for anchor, words in reach.get(norm.id, ()))
            yield norm.id, (norm.span, replace(card, code=self.extras.code.get(norm.id, ""), scenarios=links))
        for number, account in enumerate(self.rules.accounts, 1):
            yield f"account-{number}", (account.span, self.cards.account(account, f"account-{number}"))
        for number, definition in enumerate(self.rules.definitions, 1):
            yield f"definition-{number}", (definition.span, self.cards.definition(definition, f"definition-{number}"))
        for number, example in enumerate(self.rules.examples, 1):
            yield f"example-{number}", (example.span, self.cards.example(example, f"example-{number}"))

    def _marks(self) -> list[Mark]:
        """What each code point of the text was read as: part of a condition, of a measure, of nothing."""
        marks: list[Mark] = [""] * len(self.raw)

        def put(span: Span, mark: Mark) -> None:
            marks[span.start : span.end] = [mark] * (min(span.end, len(marks)) - min(span.start, len(marks)))

        for norm in self.rules.norms:
            whens = [norm.condition, *(e.condition for e in norm.exceptions), *(m.condition for m in norm.measures)]
            for leaf in (leaf for when in whens for leaf in walk(when, {})):
                put(getattr(leaf, "span", Span(0, 0)), "condition")
            for measure in norm.measures:
                if measure.span != norm.span:
                    put(measure.span, "measure")
        for norm in self.rules.norms:
            for span in norm.unclaimed:
                put(span, "unclaimed")
        return marks

    # ---- rows ------------------------------------------------------------------------------------------------------------------

    def _rows(self, findings: Sequence[tuple[Diagnostic, FindingView]]) -> Iterable[Row]:
        marks = self._marks()
        here: dict[str, list[FindingView]] = {}
        for _, view in findings:
            here.setdefault(view.place.anchor, []).append(view)
        for number, stretch in enumerate(self.stretches, 1):
            words = pieces(self.c.ingested, self.c.ledger, marks, stretch.span)
            if not words:
                continue
            cards = tuple(self.things[name][1] for name in stretch.owners)
            yield Row(
                f"r{number}",
                stretch.line,
                stretch.last_line,
                stretch.class_,
                say(self.lang, "class", stretch.class_),
                words,
                () if stretch.class_ in ("furniture", "layout") else reading(self.c.ingested, stretch.span),
                "" if cards else self._note(stretch),
                cards,
                tuple(Link(name, self._("belongs", id=self._thing_words(name))) for name in stretch.within),
                tuple(here.get(f"r{number}", ())),
                stretch.folded,
                stretch.span.end - stretch.span.start <= _SHEET and sum(len(g.measures) for c in cards for g in c.groups) <= _MANY,
                self._("folded", lines=stretch.last_line - stretch.line + 1) if stretch.folded else "",
            )

    def _thing_words(self, name: str) -> str:
        card = self.things[name][1]
        return f"{card.heading} {name}" if name.startswith("n") else list_words([card.heading, *card.tags[:1]], self.lang)

    def _note(self, stretch: Stretch) -> str:
        if stretch.class_ in ("heading", "layout") and "intro" not in stretch.reasons:
            return ""
        table = wording(self.lang)["reason"]
        known = list(dict.fromkeys(table[reason] for reason in stretch.reasons if reason in table))
        words = list_words(known, self.lang) or table.get(stretch.class_, "")
        if stretch.class_ == "furniture":
            return self._("chrome", what=words) if known else words
        if "page-timestamp" in stretch.reasons and self.rules.document.dates.page:
            return self._("page_date", day=dict(dates_of(self.rules.document, self.lang)).get("page", ""))
        if "lifecycle" in stretch.reasons:
            said = [f"{say(self.lang, 'outline', key)} {value}" for key, value in dates_of(self.rules.document, self.lang) if key != "page"]
            return say(self.lang, "amount", "separator").join(said) or words
        changes = [change.text for change in self.rules.changes_announced if change.span.overlaps(stretch.span)]
        if changes:
            return self._("announced", changes=say(self.lang, "amount", "separator").join(changes))
        titles = [
            r.title if r.kind == "provision" else f"《{r.title.strip('《》')}》" for r in self.rules.references if r.span.overlaps(stretch.span)
        ]
        return self._("refers", titles=list_words(titles, self.lang)) if titles else words

    # ---- findings --------------------------------------------------------------------------------------------------------------

    def _place(self, at: int) -> Link:
        number = max(1, bisect_right(self.starts, at))
        return Link(f"r{number}", say(self.lang, "section", "line", line=self.lines.position(at)[0]))

    def _finding(self, found: Diagnostic) -> FindingView:
        weight = severity(found.code)
        return FindingView(
            weight.value,
            SEVERITY_WORDS[self.lang][weight],
            found.code,
            message(found, self.lang),
            help_text(found, self.lang),
            self._place(found.span.start),
            self._quote(found.span),
        )

    def _quote(self, span: Span) -> str:
        words = " ".join(span.slice(self.raw).split())
        return words if len(words) <= _QUOTED else words[:_QUOTED] + "…"

    def _opens(self, findings: Sequence[tuple[Diagnostic, FindingView]]) -> Iterable[Open]:
        """Unresolved stretches, norms not wholly understood, and findings that weigh as errors or say that something was not understood."""
        said: set[int] = set()
        for tile in self.c.ledger:
            if tile.class_ == "unresolved" and tile.span.slice(self.raw).strip():
                start = tile.span.start + len(tile.span.slice(self.raw)) - len(tile.span.slice(self.raw).lstrip())
                about = [view for found, view in findings if found.span.overlaps(tile.span)]
                said.update(id(view) for view in about)
                why = " ".join([self._("why_unresolved"), *(view.message for view in about)])
                advice = " ".join(dict.fromkeys(view.help for view in about if view.help))
                yield Open(self._("open_unresolved"), self._place(start), self._quote(tile.span), why, advice)
        covered = {span for norm in self.rules.norms for span in norm.unclaimed}
        for norm in self.rules.norms:
            if norm.unclaimed:
                words = list_words([f"「{self._quote(span)}」" for span in norm.unclaimed], self.lang)
                place = Link(norm.id, self._place(norm.span.start).words)
                yield Open(self._("open_partial", norm=norm.id), place, self._quote(norm.span), self._("why_partial", words=words))
        for example in self.rules.examples:
            if example.agrees is False:
                yield Open(self._("example"), self._place(example.span.start), self._quote(example.span), self._("example_differs"))
        for found, view in findings:
            grave = severity(found.code) is Severity.ERROR or not found.understood
            if grave and found.span not in covered and id(view) not in said:
                yield Open(f"{view.severity_words} {view.code}", view.place, view.quote, view.message, view.help)

    # ---- tables ----------------------------------------------------------------------------------------------------------------

    def _legend(self) -> Iterable[LegendEntry]:
        size = dict.fromkeys(TILE_CLASSES, 0)
        for tile in self.c.ledger:
            size[tile.class_] += tile.span.end - tile.span.start
        for class_ in TILE_CLASSES:
            if size[class_] and class_ != "layout":
                meaning = wording(self.lang)["class_meaning"][class_]
                yield LegendEntry(class_, say(self.lang, "class", class_), meaning, self._("characters", count=size[class_]))

    def _facts(self) -> Iterable[FactView]:
        derived = {d.fact: d.condition for d in self.rules.definitions if d.fact and d.condition is not None}
        used: dict[str, list[Norm]] = {}
        for norm in self.rules.norms:
            whens = [norm.condition, *(e.condition for e in norm.exceptions), *(m.condition for m in norm.measures)]
            labels = [label for when in whens for leaf in walk(when, derived) for label in facts_named(leaf)]
            for amount in (a for m in norm.measures for a in (m.amount, m.duration, m.within)):
                labels += [amount.of] if isinstance(amount, Rate) else []
                if getattr(amount, "per", None) == "次":
                    labels.append(OCCURRENCES)
            for label in dict.fromkeys(labels):
                used.setdefault(label, []).append(norm)
        for number, fact in enumerate(self.rules.facts, 1):
            person = fact.asked_of == "person" or fact.type == "judgement"
            links = tuple(Link(norm.id, norm.id) for norm in used.get(fact.label, ()))
            kind = say(self.lang, "fact_type", fact.type)
            who = self._("who_person" if person else "who_system")
            yield FactView(f"f{number}", fact.label, fact.name, kind, self._values(fact), person, who, links)

    def _values(self, fact: Fact) -> str:
        if fact.type == "choice" and fact.domain:
            return say(self.lang, "amount", "or").join(fact.domain)
        if fact.type in ("flag", "judgement", "event"):
            return self._("yes_no")
        unit = say(self.lang, "unit", fact.unit).strip() if fact.unit else ""
        if fact.domain and len(fact.domain) == 2:
            return self._("between", low=fact.domain[0], high=fact.domain[1], unit=unit)
        return unit and self._("unit", unit=unit)

    def _figures(self, rows: int) -> Iterable[tuple[str, str, bool]]:
        operative = [norm for norm in self.rules.norms if norm.role == "operative"]
        partial = sum(1 for norm in operative if norm.unclaimed)
        if self.extras.coverage is not None:
            yield self._("coverage"), f"{self.extras.coverage}%", self.extras.coverage != "100.0"
        yield self._("compiled"), str(len(operative) - partial), False
        yield self._("partial"), str(partial), partial > 0
        weights = [severity(d.code) for d in self.c.diagnostics]
        for weight in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
            number = weights.count(weight)
            yield SEVERITY_WORDS[self.lang][weight], str(number), number > 0 and weight is not Severity.NOTE
        facts = self.rules.facts
        persons = sum(1 for fact in facts if fact.asked_of == "person" or fact.type == "judgement")
        yield self._("facts_count"), str(len(facts)), False
        yield self._("judgements_count"), str(persons), False

    def page(self, compiler: str) -> Page:
        """The whole."""
        document, source = self.rules.document, self.c.ingested.source
        findings = [(found, self._finding(found)) for found in self.c.diagnostics]
        rows, opens = tuple(self._rows(findings)), tuple(self._opens(findings))
        meta = [(say(self.lang, "outline", "issuer"), document.issuer)] if document.issuer else []
        meta += [(say(self.lang, "outline", key), words) for key, words in dates_of(document, self.lang)]
        meta += [(say(self.lang, "outline", "subjects"), list_words(document.subjects, self.lang))] if document.subjects else []
        meta += [(self._("bounds"), self._bounds())]
        views = scenario_views(self.extras.scenarios, self.c, self.lang)
        held = sum(1 for view in views if view.holds)
        return Page(
            self.lang,
            document.title or source.path.replace("\\", "/").rsplit("/", 1)[-1],
            say(self.lang, "status", document.status),
            force_of(document, self.extras.force, self.extras.as_of, self.lang),
            tuple(meta),
            tuple(self._figures(len(rows))),
            source.sha256,
            compiler,
            opens,
            self._open_summary(len(opens)),
            tuple(view for _, view in findings),
            tuple(self._legend()),
            rows,
            tuple(self._facts()),
            views,
            self._("scenarios_held", held=held, count=len(views)) if views else "",
            repair_groups(self.c.ingested, self._place, self.lang),
            wording(self.lang)["page"],
        )

    def _open_summary(self, number: int) -> str:
        said = self._("open_some", count=number) if number else self._("open_none")
        warnings = sum(1 for found in self.c.diagnostics if severity(found.code) is Severity.WARNING)
        return said + (self._("open_warnings", count=warnings) if warnings else "")

    def _bounds(self) -> str:
        document = self.rules.document
        words = list_words([self._(f"bound_{state}", word=word) for word, state in document.bounds], self.lang)
        return words if document.bounds_stated and words else self._("bounds_assumed")


