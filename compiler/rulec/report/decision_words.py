"""A decision → text that can be forwarded as it is: the verdict, every measure with its figures and its sentence, what was assumed."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from rulec.diagnostics.codes import Lang
from rulec.ingest.model import Ingested
from rulec.ir.model import And, Expression, Is, Norm, Rate, RuleSet
from rulec.report.ir_to_json import plain
from rulec.report.wording import say, wording
from rulec.report.words import amount_words, list_words, measure_words, percent, quantity
from rulec.source import LineIndex

Json = Mapping[str, Any]
_QUOTED = 400  # characters of a sentence that are quoted; longer ones are cut

_BAND = re.compile(r"(<=|>=|<|>) (-?[\d.]+)(?: (\S+))?")
_RELATIONS = {"<=": "le", ">=": "ge", "<": "lt", ">": "gt"}
_ROUNDINGS = frozenset(wording("en")["rounding"])
_GRANTS = frozenset({"grant", "waive", "replace"})
_REASONS = {  # sentences of the runtime that name norms or words → key of the phrase
    "criteria": re.compile("derived from the criteria in (.+)"),
    "conflict": re.compile("the criteria of (.+) are both fulfilled"),
    "only_names": re.compile("the rule only names (.+)"),
}
_MOST_CASES = 8
"""Cases that are spelled out; where there are more, the facts to find out are better asked one by one."""


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
        page.candidates(decision.get("candidates") or (), decision.get("measures") or ()),
        page.failed(decision.get("failed") or ()),
        page.not_met(decision),
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
        return list_words([str(v) for v in value], lang) or say(lang, "section", "none")
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
            said.append(self._("version", version=self._version(str(d["version"]))))
        if d.get("violation"):
            said.append(self._("violation", violation=self.violations.get(str(d["violation"]), d["violation"])))
        if d.get("as_of"):
            said.append(self._("as_of", as_of=d["as_of"]))
        force = str(d.get("force"))
        said.append(self._("force", force=say(self.lang, "force", force)))
        if force in ("draft", "undated"):
            decided = any(d.get(key) for key in ("trace", "measures", "options", "candidates"))
            said.append(self._("as_if" if decided else "not_asked"))
        return [*said, "", self._("verdict", verdict=say(self.lang, "verdict", self._verdict(d)))]

    def _version(self, version: str) -> str:
        """2023-11-03; 草案，拟 2023-10-07 生效; 未注明日期."""
        if version.startswith("draft"):
            date = version.removeprefix("draft").removeprefix("-")
            planned = bool(date) and date == self.rules.document.dates.effective
            return self._("version_draft", date=date) if planned else self._("version_draft_only")
        return self._("version_undated") if version == "undated" else self._("version_dated", date=version)

    def _verdict(self, d: Json) -> str:
        """Which words say the verdict: where it applies, they tell what must follow from what may and from what is granted."""
        measures = d.get("measures") or ()
        if d.get("verdict") != "applies":
            return str(d.get("verdict"))
        if measures:
            return "applies_grant" if all(m.get("action") in _GRANTS for m in measures) else "applies"
        return "applies_may" if d.get("options") else "applies_nothing"

    def measures(self, d: Json) -> list[str]:
        """What must follow, numbered; a sentence is quoted once for all that rest on it."""
        entries = self._by_choice(d.get("measures") or ())
        out: list[str] = []
        for number, members in enumerate(entries, 1):
            out += [f"  {number}. {self._alternatives(members)}"]
            following = entries[number][0] if number < len(entries) else {}
            if members[-1].get("because") != following.get("because"):
                out += [f"     {self.basis(norm)}" for norm in self._because(members[-1])]
        heading = {"unknown": "measures_common", "applies_grant": "measures_grant"}.get(self._verdict(d), "measures")
        return [self._(heading), *out] if out else []

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
        told = percent(plain(written.low)) if written.type == "share" else say(self.lang, "amount", "times", value=plain(written.low))
        product = base * written.low
        worked = self._(
            "share_filled",
            base=quantity(plain(base), written.unit, self.lang),
            rate=told,
            product=quantity(plain(product), written.unit, self.lang),
        )
        if written.floor is not None and product < written.floor:
            worked += self._("share_floor", limit=quantity(plain(written.floor), written.unit, self.lang))
        elif written.cap is not None and product > written.cap:
            worked += self._("share_cap", limit=quantity(plain(written.cap), written.unit, self.lang))
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
            heading = self._("options", by=self._by(option))
            out.append(heading + (f" [{list_words(how, self.lang)}]" if how else ""))
            out += [f"  - {self.measure(m)}" for m in option.get("measures") or ()]
            out += [f"    {self.basis(norm)}" for norm in self._because(option)]
        return out

    def _by(self, option: Json) -> str:
        by = option.get("by")
        return str(by) if by and by != say("zh", "section", "platform") else self._("platform")

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
            fact += self._("how", how=self.reason(str(item["why"]))) if item.get("why") else ""
            out.append("  - " + (self._("needed_by", fact=fact, places=list_words(places, self.lang)) if places else fact))
        return [self._("missing"), *out] if out else []

    def conflicts(self, conflicts: Sequence[Json]) -> list[str]:
        out: list[str] = []
        for conflict in conflicts:
            out.append(f"  - {conflict['fact']}: {list_words(conflict['values'], self.lang)}")
            out += [f"    {self.basis(norm)}" for norm in self._because(conflict)]
        return [self._("conflicts"), *out] if out else []

    def candidates(self, candidates: Sequence[Json], common: Sequence[Json]) -> list[str]:
        """What follows in each case that is still open, beside `common`, which follows in all of them."""
        known = {_same(m) for m in common}
        out = []
        for case in candidates[:_MOST_CASES]:
            facts = [self.given(name, value) for name, value in (case.get("when") or {}).items()]
            further = list({_same(m): m for m in case.get("measures") or () if _same(m) not in known}.values())
            what = [self._alternatives(members) for members in self._by_choice(further)]
            for option in case.get("options") or ():
                items = list_words([self.measure(m) for m in option["measures"]], self.lang)
                what.append(self._("may", by=self._by(option), items=items))
            when = self._("when", facts=say(self.lang, "amount", "list").join(facts))
            nothing = self._("nothing_more" if known else "nothing")
            out.append(f"  - {when}{self._('then')}" + (say(self.lang, "amount", "separator").join(what) or nothing))
        if len(candidates) > _MOST_CASES:
            out.append("  - " + self._("more_cases", count=len(candidates) - _MOST_CASES))
        return [self._("candidates"), *out] if out else []

    def failed(self, failed: Sequence[Json]) -> list[str]:
        """Requirements that do not hold, where they stand. Those for another kind of thing than the one asked about are passed over."""
        elsewhere = {norm.id for norm in self.norms.values() for part in _requirements(norm) if isinstance(part, Is) and self._other(part)}
        out = []
        for item in failed:
            if item["norm"] not in elsewhere:
                place = self._("line", line=self.lines.position(item["span"][0])[0])
                words = say(self.lang, "condition", "judgement", text=item["requirement"])
                out.append("  - " + self._("stands", words=words, place=place))
        return [self._("failed"), *out] if out else []

    def not_met(self, d: Json) -> list[str]:
        """Where nothing follows: the sentences whose conditions do not hold."""
        if d.get("verdict") != "does_not_apply" or d.get("failed"):
            return []
        found = [self.norms.get(str(step.get("norm"))) for step in d.get("trace") or () if step.get("outcome") == "false"]
        out = [f"  - {self.basis(norm)}" for norm in found if norm is not None and norm.measures and norm.kind != "revocation"]
        return [self._("not_met"), *out[:_MOST_CASES]] if out else []

    def _other(self, part: Is) -> bool:
        given = self.facts.get(part.fact)
        return given is not None and given != part.value

    def governed(self, governed: Sequence[Json]) -> list[str]:
        out: list[str] = []
        for item in governed:
            title = item["title"]
            out.append(f"  - {title}" if title.startswith("本公告") else f"  - 《{title.strip('《》')}》")
            out += [f"    {self.basis(norm)}" for norm in self._because(item)]
        return [self._("governed_by"), *out] if out else []

    def not_understood(self, d: Json) -> list[str]:
        found = [self.norms.get(str(step.get("norm"))) for step in d.get("trace") or () if step.get("outcome") == "not_expressible"]
        out = [f"  - {self.basis(norm)}" for norm in found if norm is not None]
        return [self._("not_understood"), *out] if out else []

    def assumed(self, assumed: Sequence[Json]) -> list[str]:
        absent = wording("en")["why"]["absent"]
        out = []
        for a in assumed:
            key = "assume_absent" if a["value"] == "no" and a["why"] == absent else "assume"
            out.append("  - " + self._(key, fact=a["fact"], value=self.value(a["value"]), why=self.reason(str(a["why"]))))
        return [self._("assumed"), *out] if out else []

    def reason(self, why: str) -> str:
        """A reason in words; norms are named by the places where they stand."""
        for key, pattern in _REASONS.items():
            if found := pattern.fullmatch(why):
                norms = [self.norms[n] for n in re.split(", | and ", found[1]) if n in self.norms]
                places = list_words(list(dict.fromkeys(self.place(norm) for norm in norms)), self.lang)
                return say(self.lang, "why", key, places=places, words=found[1])
        return reason_words(why, self.lang)

    def holes(self, holes: Sequence[Json]) -> list[str]:
        places: dict[str, int] = {}
        for hole in holes:
            words = quantity(str(hole["name"]).partition("#")[0], hole["unit"], self.lang)
            places[words] = places.get(words, 0) + 1
        out = [f"  - {self._('hole_places', words=words, count=count) if count > 1 else words}" for words, count in places.items()]
        return [self._("holes"), *out] if out else []

    def near(self, near: Sequence[Json]) -> list[str]:
        out = []
        for miss in near:
            verdict, *measures = str(miss["would"]).split("; ")
            would = say(self.lang, "would", verdict) + (self._("then") + list_words(measures, self.lang) if measures else "")
            unit = next((fact.unit for fact in self.rules.facts if fact.label == miss["fact"]), None)
            bound = band_words(f"{miss['boundary']} {unit}" if unit else str(miss["boundary"]), self.lang)
            now = quantity(str(miss["value"]), unit, self.lang)
            out.append("  - " + self._("near_line", fact=miss["fact"], value=now, boundary=bound, would=would))
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


def _same(measure: Json) -> str:
    """What makes two measures the same to a reader."""
    return repr([measure.get(key) for key in ("action", "object", "targets", "by", "choice", "amount", "duration", "within", "from", "to")])


def _requirements(norm: Norm) -> tuple[Expression, ...]:
    return norm.condition.args if isinstance(norm.condition, And) else (norm.condition,) if norm.condition is not None else ()


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
