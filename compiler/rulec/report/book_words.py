"""A decision over a rule book → text that can be forwarded: what follows, by which announcement, and how each came to speak."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rulec.diagnostics.codes import Lang
from rulec.report.decision_words import reason_words, value_words
from rulec.report.wording import say
from rulec.report.words import list_words, measure_words
from rulec.runtime.book_parts import HANDED_ON, NO_REMEDY

Json = Mapping[str, Any]
QUOTED = 200
"""Characters of a sentence that are quoted, at the most."""
_CRITERIA = re.compile("derived from the criteria in (.+)")
PRESUMED = {NO_REMEDY: "presumed", HANDED_ON: "presumed_conduct"}


def book_words(decision: Json, provisions: Mapping[str, str], lang: Lang = "zh") -> str:
    """The whole decision in words. `provisions`: id of a norm as the book writes it → its article."""
    page = _Page(decision, provisions, lang)
    lines = [*page.head(), ""]
    for block in (page.measures(), page.options(), page.account(), page.displaced(), page.missing(), page.candidates(), page.assumed()):
        if block:
            lines += [*block, ""]
    return "\n".join([*lines, *page.announcements(), *page.unused()]).rstrip() + "\n"


def basis_words(decision: Json, provisions: Mapping[str, str], lang: Lang = "zh") -> Callable[[str], str | None]:
    """Where a norm of the book stands, with its sentence; None for what no announcement of the decision says."""
    page = _Page(decision, provisions, lang)
    return lambda norm: page.basis(norm).strip() if norm in page.quotes else None


class _Page:
    def __init__(self, decision: Json, provisions: Mapping[str, str], lang: Lang) -> None:
        self.d = decision
        self.lang = lang
        self.provisions = provisions
        self.titles = {row["announcement"]: row["title"] or row["announcement"] for row in decision["announcements"]}
        self.quotes = {row["norm"]: " ".join(str(row["quote"]).split())[:QUOTED] for row in decision["trace"]}

    def _(self, key: str, **values: object) -> str:
        return say(self.lang, "book", key, **values)

    def section(self, key: str, **values: object) -> str:
        return say(self.lang, "section", key, **values)

    def head(self) -> list[str]:
        force = say(self.lang, "force", str(self.d["force"]))
        title, version = self.d["rule"], self.d["version"]
        lines = [self._("asked", title=title, version=version) if version else self._("asked_none", title=title, force=force)]
        if self.d["as_of"]:
            lines.append(self.section("as_of", as_of=self.d["as_of"]))
        verdict = str(self.d["verdict"])
        if verdict == "applies" and not self.d["measures"]:
            verdict = "applies_may" if self.d["options"] else "applies_nothing"
        return [*lines, self.section("verdict", verdict=say(self.lang, "verdict", verdict))]

    def measures(self) -> list[str]:
        key = "measures_common" if self.d["verdict"] == "unknown" else "measures"
        lines = []
        for number, row in enumerate(self.d["measures"], 1):
            lines += [self._("measure", number=number, words=self.measure(row)), *map(self.basis, row["because"])]
        return [self.section(key), *lines] if lines else []

    def measure(self, row: Json) -> str:
        """One measure, with whom it falls on."""
        head = say(self.lang, "measure", "for", targets=list_words(row["targets"], self.lang)) if row["targets"] else ""
        return head + measure_words({**row, "modality": None}, self.lang)

    def basis(self, norm: str) -> str:
        """The sentence that a measure rests on, or the node of an account."""
        rule, _, own = norm.partition("#")
        title = self.titles.get(rule, rule)
        if norm not in self.quotes:
            return self._("node", title=title, node=own)
        return self._("basis", title=title, provision=self.provisions.get(norm, ""), quote=self.quotes[norm])

    def options(self) -> list[str]:
        lines = []
        for group in self.d["options"]:
            lines.append(self.section("options", by=group["by"] or self.section("platform")))
            lines += [f"  {self.measure(row)}" for row in group["measures"]]
            lines += [self.basis(norm) for norm in group["because"]]
        return lines

    def account(self) -> list[str]:
        found = self.d["account"]
        if not found or not found["account"]:
            return []
        return [self._("account_open", **found, fact=found["missing"][0]) if found["missing"] else self._("account", **found)]

    def displaced(self) -> list[str]:
        lines = []
        for row in self.d["displaced"]:
            words = self.measure(row["measure"])
            by = row["by"]
            lines.append(self._("displaced_stricter", words=words) if by == "stricter" else self._("displaced_by", words=words, title=self.titles[by]))
        return [self._("displaced"), *lines] if lines else []

    def missing(self) -> list[str]:
        lines = []
        for row in self.d["missing"]:
            places = list_words([self.where(norm) for norm in row["needed_by"]], self.lang)
            lines.append("  " + (self.section("needed_by", fact=row["fact"], places=places) if places else row["fact"]))
        return [self.section("missing"), *lines] if lines else []

    def where(self, norm: str) -> str:
        """The announcement and the article of a norm."""
        title = self.titles.get(norm.partition("#")[0], norm)
        return self.section("title", title=title) + self.provisions.get(norm, "")

    def candidates(self) -> list[str]:
        lines = []
        for row in self.d["candidates"]:
            facts = [self.section("given", fact=fact, value=value_words(value, self.lang)) for fact, value in row["when"].items()]
            measures = [self.measure(one) for one in row["measures"]]
            words = list_words(measures, self.lang) or self.section("nothing")
            lines.append("  " + self.section("when", facts=list_words(facts, self.lang)) + self.section("then") + words)
        return [self.section("candidates"), *lines] if lines else []

    def assumed(self) -> list[str]:
        lines = []
        for row in self.d["assumed"]:
            if row["why"] in PRESUMED:
                lines.append("  " + self._(PRESUMED[row["why"]], fact=row["fact"]))
                continue
            key = "assume_absent" if row["value"] == "no" else "assume"
            why = self.why(str(row["why"]), row["announcement"])
            lines.append("  " + self.section(key, fact=row["fact"], value=value_words(row["value"], self.lang), why=why))
        return [self.section("assumed"), *dict.fromkeys(lines)] if lines else []

    def why(self, why: str, rule: str) -> str:
        """The reason of an assumption; norms in it by their announcement and article."""
        criteria = _CRITERIA.fullmatch(why)
        if criteria is None:
            return reason_words(why, self.lang)
        places = [self.where(f"{rule}#{norm}") for norm in criteria[1].split(", ")]
        return say(self.lang, "why", "criteria", places=list_words(list(dict.fromkeys(places)), self.lang))

    def announcements(self) -> list[str]:
        lines = [self._("announcements")]
        for row in self.d["announcements"]:
            role = self._(f"role_{row['role']}")
            title = self.titles[row["announcement"]]
            lines.append(self._("announcement", title=title, version=row["version"] or "—", role=role))
            if row["because"] is not None:
                by = self.titles.get(row["because"]["announcement"], row["because"]["announcement"])
                lines.append(self._("because", title=by, quote=" ".join(row["because"]["quote"].split())[:QUOTED]))
        return lines

    def unused(self) -> list[str]:
        facts: Sequence[str] = self.d["unused"]
        return ["", self._("unused", facts=list_words(list(facts), self.lang))] if facts else []
