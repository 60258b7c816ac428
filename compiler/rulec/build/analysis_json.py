"""Findings of one or several announcements → the contract's `rulec.analysis/1`, and their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rulec.analysis.findings import Finding, Place, Witness
from rulec.build.witnesses import Shown, shown_together
from rulec.diagnostics import Diagnostic, Severity
from rulec.diagnostics.codes import Lang, help_text, message
from rulec.diagnostics.render_text import SEVERITY_WORDS, visible
from rulec.source import LineIndex, Span

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation

ANALYSIS_SCHEMA = "rulec.analysis/1"
QUOTED = 80
"""Characters of a place that are quoted in text output, at the most."""
PROOF_WORDS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {"exact": "已证明", "tested": "已试算", "not_proved": "未证明"},
    "en": {"exact": "exact", "tested": "tested", "not_proved": "not proved"},
}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Analysed:
    """One announcement and what was found in it. `path` is as it was given."""

    path: str
    version: str
    compilation: Compilation
    shown: tuple[Shown, ...]


def analysed(compilation: Compilation, path: str) -> Analysed:
    """Analyse a compiled announcement and replay every witness."""
    return analysed_together([(path, compilation)])[0]


def analysed_together(compilations: Sequence[tuple[str, Compilation]]) -> tuple[Analysed, ...]:
    """Analyse several announcements (path, compilation), and hold copies of one rule against each other."""
    found = shown_together(compilations)
    return tuple(
        Analysed(path, compilation.rule_set.document.dates.effective or "undated", compilation, shown)
        for (path, compilation), shown in zip(compilations, found, strict=True)
    )


def message_of(one: Finding, lang: Lang) -> str:
    """What is wrong, one sentence; a region in the words of that language."""
    said = _said(one)
    values = dict(said.values)
    if lang == "en" and "region_en" in values:
        said = replace(said, values=tuple((values | {"region": values["region_en"]}).items()))
    return message(said, lang)


def help_of(one: Finding, lang: Lang) -> str:
    """What to do about it."""
    return help_text(_said(one), lang)


def analysis_json(found: Iterable[Analysed], lang: Lang = "zh") -> dict[str, object]:
    """All findings in the published shape, by file, then by place."""
    return {"schema": ANALYSIS_SCHEMA, "findings": [_finding(one, shown, lang) for one in found for shown in one.shown]}


def _said(one: Finding) -> Diagnostic:
    return Diagnostic(one.code, one.places[0].span if one.places else Span(0, 0), one.values)


def _finding(one: Analysed, shown: Shown, lang: Lang) -> dict[str, object]:
    found = shown.finding
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": message_of(found, lang),
        "help": help_of(found, lang),
        "places": [_place(one, place) for place in found.places],
        "witness": None if found.witness is None else witness_json(found.witness, shown.decisions[0]),
        "also": [witness_json(case, said) for case, said in zip(found.also, shown.decisions[1:], strict=True)],
        "proof": found.proof,
    }


def witness_json(witness: Witness, said: Mapping[str, Any]) -> dict[str, object]:
    """A case and what it comes to: facts and decision, or events and timeline."""
    if witness.events:
        return {"account": witness.account, "events": [dict(event) for event in witness.events], "timeline": said}
    day = {} if witness.as_of is None else {"as_of": witness.as_of}
    return {"facts": dict(witness.facts), **day, "decision": said}


def _place(one: Analysed, place: Place) -> dict[str, object]:
    return {
        "announcement": one.compilation.rule_set.document.title,
        "version": one.version,
        "path": place.path or one.path,
        "provision": place.provision,
        "span": list(place.span),
        "quote": place.quote,
    }


# ---- words


def analysis_text(one: Analysed, lang: Lang = "zh") -> str:
    """The findings of one announcement for a terminal: what is wrong, each place quoted, the case that shows it, what to do."""
    lines = LineIndex(one.compilation.ingested.source.raw)
    return "\n".join(_block(one, shown, lines, lang) for shown in one.shown)


def summary(one: Analysed, lang: Lang = "zh") -> str:
    """One line: how many findings of each weight."""
    counts = [(weight, sum(shown.finding.severity is weight for shown in one.shown)) for weight in _ORDER]
    return f"{one.path}: " + ", ".join(f"{SEVERITY_WORDS[lang][weight]} {number}" for weight, number in counts)


def _block(one: Analysed, shown: Shown, lines: LineIndex, lang: Lang) -> str:
    found = shown.finding
    out = [f"{SEVERITY_WORDS[lang][found.severity]}[{found.code}]: {visible(message_of(found, lang))} ({PROOF_WORDS[lang][found.proof]})"]
    for place in found.places:
        quote = " ".join(place.quote.split())
        quote = quote if len(quote) <= QUOTED else quote[: QUOTED - 1] + "…"
        there = ":".join(map(str, lines.position(place.span.start))) if place.path in (None, one.path) else f"@{place.span.start}"
        out.append(f"  --> {visible(place.path or one.path)}:{there} {visible(quote)}")
    cases = () if found.witness is None else (found.witness, *found.also)
    for case, said in zip(cases, shown.decisions, strict=True):
        out += [f"  {'例' if lang == 'zh' else 'case'}: {visible(case_words(case))}", f"    {visible(outcome_words(case, said, lang))}"]
    advice = help_of(found, lang)
    return "\n".join((*out, *([f"  = {'办法' if lang == 'zh' else 'help'}: {visible(advice)}"] if advice else []))) + "\n"


def case_words(case: Witness) -> str:
    """The facts that the finding is about, then how many others there are at their usual values."""
    if case.events:
        return "；".join(f"{event['at'][:10]} {event['points']} 分" for event in case.events)
    said = [f"{label}={_value(value)}" for label, value in case.facts.items() if value not in (False, [], "0")]
    day = [] if case.as_of is None else [case.as_of]
    return "，".join((*day, *said)) or "-"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(str(one) for one in value) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def outcome_words(case: Witness, said: Mapping[str, Any], lang: Lang) -> str:
    """What the case comes to, in short."""
    given = [measure for entry in said["entries"] for measure in entry["measures"]] if case.events else said["measures"]
    texts = [_with_sum(measure) for measure in given]
    nothing = "没有措施" if lang == "zh" else "no measure"
    verdict = "" if case.events else f"{said['verdict']}: "
    return f"→ {verdict}{'；'.join(dict.fromkeys(texts)) or nothing}"


def _with_sum(measure: Mapping[str, Any]) -> str:
    """A measure's words, and the sum where it was reckoned."""
    amount, text = measure.get("amount"), str(measure["text"])
    reckoned = amount is not None and amount["type"] == "fixed" and str(amount["value"]) not in text
    return f"{text} = {amount['value']}" if reckoned and amount is not None else text
