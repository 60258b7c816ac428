"""A decision → text that can be forwarded as it is: the verdict, every measure with its figures and its sentence, what was assumed."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from rulec.diagnostics.codes import Lang
from rulec.ingest.model import Ingested
from rulec.ir.model import Norm, Rate, RuleSet
from rulec.report.ir_to_json import plain
from rulec.report.wording import say, wording
from rulec.report.words import amount_words, list_words, measure_words, percent, quantity
from rulec.source import LineIndex

Json = Mapping[str, Any]
_QUOTED = 160  # characters of a sentence that are quoted; longer ones are cut

_YES_NO = frozenset({"true", "false", "yes", "no"})
_BAND = re.compile(r"(<=|>=|<|>) (-?[\d.]+)(?: (\S+))?")
_RELATIONS = {"<=": "le", ">=": "ge", "<": "lt", ">": "gt"}
_ROUNDINGS = frozenset(wording("en")["rounding"])


class Compiled(Protocol):
    """What is needed of a compilation: the text as read and the rule set."""

    @property
    def ingested(self) -> Ingested: ...

    @property
    def rule_set(self) -> RuleSet: ...


def decision_words(decision: Json, compilation: Compiled, lang: Lang = "zh", facts: Mapping[str, object] | None = None) -> str:
    """The whole decision (`rulec.decision/1`) in words, one statement a line. `facts` (yuan) fill the base of a share in."""
    page = _Page(compilation, lang, facts or {})
    lines = [*page.head(decision), ""]
    for block in (
        page.measures(decision),
        page.ticket(decision.get("ticket") or {}),
        page.options(decision.get("options") or ()),
        page.missing(decision.get("missing") or ()),
        page.conflicts(decision.get("conflicts") or ()),
        page.candidates(decision.get("candidates") or ()),
        page.failed(decision.get("failed") or ()),
        page.governed(decision.get("governed_by") or ()),
        page.not_understood(decision),
        page.assumed(decision.get("assumed") or ()),
        page.holes(decision.get("holes") or ()),
        page.near(decision.get("near") or ()),
    ):
        if block:
            lines += [*block, ""]
    return "\n".join(lines).rstrip() + "\n"


def measure_line(measure: Json, compilation: Compiled, lang: Lang = "zh", facts: Mapping[str, object] | None = None) -> str:
    """One measure of a decision: whom it falls on, its words, how its figure came about."""
    return _Page(compilation, lang, facts or {}).measure(measure)


def norm_sources(norms: Sequence[str], compilation: Compiled, lang: Lang = "zh") -> list[str]:
    """The sentences of norms, by id, each quoted with the place where it stands; a sentence that several share is given once."""
    page = _Page(compilation, lang, {})
    return list(dict.fromkeys(page.basis(page.norms[norm]) for norm in norms if norm in page.norms))


def value_words(value: object, lang: Lang = "zh") -> str:
    """The value of a fact in words."""
    if isinstance(value, str) and value in _ROUNDINGS:
        return say(lang, "rounding", str(value))
    if isinstance(value, bool) or value in ("true", "false", "yes", "no"):
        return say(lang, "section", "yes" if value in (True, "true", "yes") else "no")
    if isinstance(value, (list, tuple)):
        return list_words([str(v) for v in value], lang)
    return band_words(str(value), lang)


def band_words(value: str, lang: Lang = "zh") -> str:
    """`< 20 point` as the runtime writes a stretch of figures → 低于 20 分; anything else as it stands."""
    found = _BAND.fullmatch(value)
    return f"{say(lang, 'rel', _RELATIONS[found[1]])} {quantity(found[2], found[3], lang)}" if found else value


class _Page:
    """Makes the lines of one decision."""

    def __init__(self, compilation: Compiled, lang: Lang, facts: Mapping[str, object]) -> None:
        self.lang, self.facts = lang, facts
        self.raw = compilation.ingested.source.raw
        self.lines = LineIndex(self.raw)
        self.rules = compilation.rule_set
        self.norms = {norm.id: norm for norm in self.rules.norms}
        self.written = {measure.id: measure.amount for norm in self.rules.norms for measure in norm.measures}
        self.violations = {violation.id: violation.name for violation in self.rules.violations}

    def _(self, key: str, **values: object) -> str:
        return say(self.lang, "section", key, **values)

    def head(self, d: Json) -> list[str]:
        said = [self._("title", title=self.rules.document.title)]
        if d.get("version"):
            said.append(self._("version", version=d["version"]))
        if d.get("violation"):
            said.append(self._("violation", violation=self.violations.get(str(d["violation"]), d["violation"])))
        if d.get("as_of"):
            said.append(self._("as_of", as_of=d["as_of"]))
        force = str(d.get("force"))
        said.append(self._("force", force=say(self.lang, "force", force)))
        if force in ("draft", "undated"):
            decided = any(d.get(key) for key in ("trace", "measures", "options", "candidates"))
            said.append(self._("as_if" if decided else "not_asked"))
        return [*said, "", self._("verdict", verdict=say(self.lang, "verdict", str(d.get("verdict"))))]

    def measures(self, d: Json) -> list[str]:
        """What must follow, numbered; a sentence is quoted once for all that rest on it."""
        entries = self._by_choice(d.get("measures") or ())
        out: list[str] = []
        for number, members in enumerate(entries, 1):
            out += [f"  {number}. {self._alternatives(members)}"]
            following = entries[number][0] if number < len(entries) else {}
            if members[-1].get("because") != following.get("because"):
                out += [f"     {self.basis(norm)}" for norm in self._because(members[-1])]
        return [self._("measures"), *out] if out else []

    def _by_choice(self, measures: Sequence[Json]) -> list[list[Json]]:
        """Measures one by one, alternatives of one choice together."""
        groups: dict[object, list[Json]] = {}
        for place, measure in enumerate(measures):
            choice = measure.get("choice")
            groups.setdefault(choice["group"] if choice else place, []).append(measure)
        return list(groups.values())

    def _alternatives(self, members: Sequence[Json]) -> str:
        """One measure, or the branches of a choice with how many of them are picked."""
        if len(members) == 1:
            return self.measure(members[0])
        branches: dict[object, list[str]] = {}
        for place, member in enumerate(members):
            branches.setdefault(member["choice"].get("branch") or place, []).append(self.measure(member))
        together = say(self.lang, "amount", "together")
        items = say(self.lang, "amount", "separator").join(together.join(words) for words in branches.values())
        pick = members[0]["choice"]["pick"]
        return say(self.lang, "measure", pick if pick in ("one", "one_or_more", "any") else "number", items=items, n=pick)

    def measure(self, m: Json) -> str:
        """One measure with whom it falls on and how its figure came about."""
        words = measure_words({**m, "modality": None}, self.lang)
        targets = m.get("targets") or ()
        head = say(self.lang, "measure", "for", targets=list_words(targets, self.lang)) if targets else ""
        how = self._derivation(m)
        return head + words + (self._("how", how=how) if how else "")

    def _derivation(self, m: Json) -> str:
        """How a figure came about: rate × count, or the share of the base with its floor and cap."""
        rate, count = m.get("rate"), m.get("count")
        if isinstance(rate, Mapping) and count is not None:
            unit_rate = amount_words({**rate, "per": None}, self.lang)
            return self._("counted", rate=unit_rate, count=quantity(str(count), rate.get("per"), self.lang))
        written = self.written.get(str(m.get("id")))
        if not isinstance(written, Rate) or not isinstance(m.get("amount"), Mapping) or m["amount"].get("type") in ("share", "multiple"):
            return ""
        words, base = amount_words(written, self.lang), _decimal(self.facts.get(written.of))
        if base is None or written.low is None or written.low != written.high:
            return words
        share = written.type == "share"
        told = percent(plain(written.low)) if share else say(self.lang, "amount", "times", value=plain(written.low))
        worked = self._("share_filled", base=quantity(plain(base), written.unit, self.lang), rate=told)
        return words + say(self.lang, "amount", "separator") + worked

    def _because(self, m: Json) -> list[Norm]:
        return [self.norms[norm] for norm in m.get("because") or () if norm in self.norms]

    def basis(self, norm: Norm) -> str:
        """The sentence a norm comes from, and where it stands."""
        quote = " ".join((norm.text or norm.span.slice(self.raw)).split())
        return self._("basis", place=self.place(norm), quote=quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "…")

    def place(self, norm: Norm) -> str:
        """Provision and line of a norm."""
        line = self.lines.position(norm.span.start)[0]
        return self._("place", provision=norm.provision, line=line) if norm.provision else self._("line", line=line)

    def options(self, options: Sequence[Json]) -> list[str]:
        out: list[str] = []
        for option in options:
            how = [self.pick(option.get("pick"))] if option.get("pick") and len(option.get("measures") or ()) > 1 else []
            how += [self._("options_open")] if option.get("open") else []
            heading = self._("options", by=option.get("by") or self._("platform"))
            out.append(heading + (f" [{list_words(how, self.lang)}]" if how else ""))
            out += [f"  - {self.measure(m)}" for m in option.get("measures") or ()]
            out += [f"    {self.basis(norm)}" for norm in self._because(option)]
        return out

    def pick(self, pick: object) -> str:
        """How many of a list are chosen."""
        return self._(f"pick_{pick}") if pick in ("one", "one_or_more", "any") else self._("pick_number", n=pick)

    def ticket(self, ticket: Json) -> list[str]:
        out: list[str] = []
        if ticket.get("removed"):
            out += [self._("ticket_removed"), *(f"  - {words}" for words in ticket["removed"])]
        for entry in ticket.get("added") or ():
            how = f" [{self.pick(entry['pick'])}]" if entry.get("pick") else ""
            out += [self._("ticket_added") + how, *(f"  - {self.measure(m)}" for m in entry["measures"])]
        if out and ticket.get("kept"):
            out += [self._("ticket_kept"), *(f"  - {words}" for words in ticket["kept"])]
        return out

    def missing(self, missing: Sequence[Json]) -> list[str]:
        out = []
        for item in missing:
            norms = [self.norms[n] for n in item.get("needed_by") or () if n in self.norms]
            places = list(dict.fromkeys(self.place(norm) for norm in norms))
            fact = str(item.get("fact"))
            out.append("  - " + (self._("needed_by", fact=fact, places=list_words(places, self.lang)) if places else fact))
        return [self._("missing"), *out] if out else []

    def conflicts(self, conflicts: Sequence[Json]) -> list[str]:
        out: list[str] = []
        for conflict in conflicts:
            out.append(f"  - {conflict['fact']}: {list_words(conflict['values'], self.lang)}")
            out += [f"    {self.basis(norm)}" for norm in self._because(conflict)]
        return [self._("conflicts"), *out] if out else []

    def candidates(self, candidates: Sequence[Json]) -> list[str]:
        out = []
        for case in candidates:
            facts = [self.given(name, value) for name, value in (case.get("when") or {}).items()]
            what = [self._alternatives(members) for members in self._by_choice(case.get("measures") or ())]
            for option in case.get("options") or ():
                items = list_words([self.measure(m) for m in option["measures"]], self.lang)
                what.append(self._("may", by=option.get("by") or self._("platform"), items=items))
            when = self._("when", facts=list_words(facts, self.lang))
            out.append(f"  - {when}: " + (say(self.lang, "amount", "separator").join(what) or self._("nothing")))
        return [self._("candidates"), *out] if out else []

    def failed(self, failed: Sequence[Json]) -> list[str]:
        out = [f"  - {say(self.lang, 'condition', 'judgement', text=item['requirement'])}" for item in failed]
        return [self._("failed"), *out] if out else []

    def governed(self, governed: Sequence[Json]) -> list[str]:
        out = [f"  - 《{item['title'].strip('《》')}》" for item in governed]
        return [self._("governed_by"), *out] if out else []

    def not_understood(self, d: Json) -> list[str]:
        found = [self.norms.get(str(step.get("norm"))) for step in d.get("trace") or () if step.get("outcome") == "not_expressible"]
        out = [f"  - {self.basis(norm)}" for norm in found if norm is not None]
        return [self._("not_understood"), *out] if out else []

    def assumed(self, assumed: Sequence[Json]) -> list[str]:
        out = [
            f"  - {self._('assume', fact=a['fact'], value=self.value(a['value']), why=reason_words(str(a['why']), self.lang))}"
            for a in assumed
        ]
        return [self._("assumed"), *out] if out else []

    def holes(self, holes: Sequence[Json]) -> list[str]:
        out = [f"  - {quantity(hole['name'], hole['unit'], self.lang)}" for hole in holes]
        return [self._("holes"), *out] if out else []

    def near(self, near: Sequence[Json]) -> list[str]:
        out = []
        for miss in near:
            verdict, *measures = str(miss["would"]).split("; ")
            would = list_words([say(self.lang, "would", verdict), *measures], self.lang)
            out.append("  - " + self._("near_line", fact=miss["fact"], value=miss["value"], boundary=miss["boundary"], would=would))
        return [self._("near"), *out] if out else []

    def given(self, name: str, value: object) -> str:
        """A fact with its value: 情节 = 严重; 扣分分数低于 20 分."""
        words = self.value(value)
        return self._("given_band" if isinstance(value, str) and _BAND.fullmatch(value) else "given", fact=name, value=words)

    def value(self, value: object) -> str:
        """A fact's value in words."""
        return value_words(value, self.lang)


def reason_words(why: str, lang: Lang) -> str:
    """The reason of an assumption; those of the runtime are English sentences, which the table knows."""
    return next((say(lang, "why", key) for key, sentence in wording("en")["why"].items() if sentence == why), why)


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
