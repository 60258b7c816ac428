"""A timeline (`rulec.timeline/1`) → words: what each event brought, what runs from when to when, what was reset, what is open."""

from collections.abc import Mapping
from typing import Any

from rulec.diagnostics.codes import Lang
from rulec.report.decision_words import reason_words
from rulec.report.wording import say
from rulec.report.words import list_words, measure_words

Json = Mapping[str, Any]


def entry_words(entry: Json, lang: Lang = "zh") -> tuple[str, str, str, str, str, str, str]:
    """One event in seven cells: moment, violation, points, total, balance, nodes reached (those that stand back in brackets), measures."""
    nodes = [node["at"] if node["applied"] else f"({node['at']})" for node in entry["nodes"]]
    measures = [measure_words(m, lang) for m in entry["measures"]]
    at, violation = str(entry["at"]), str(entry["violation"] or "")
    return at, violation, entry["points"], entry["total"], entry["balance"] or "", ", ".join(nodes), list_words(measures, lang)


def timeline_words(timeline: Json, lang: Lang = "zh") -> str:
    """What runs, what was reset, what can be read in two ways, what was assumed; one statement a line, the empty string for none."""
    out: list[str] = []
    running = [
        say(lang, "timeline", "runs", measure=measure_words(one["measure"], lang), start=one["start"], end=one["end"] or "…")
        + (say(lang, "timeline", "replaced", at=one["replaced_at"]) if one["replaced_at"] else "")
        for one in timeline["running"]
    ]
    resets = [say(lang, "timeline", "reset", at=one["at"], before=one["before"], after=one["after"]) for one in timeline["resets"]]
    findings = [_finding(one, lang) for one in timeline["findings"]]
    assumed = [
        say(lang, "section", "assume", fact=a["fact"], value=a["value"], why=reason_words(a["why"], lang)) for a in timeline["assumed"]
    ]
    for heading, items in (("running", running), ("resets", resets), ("findings", findings), ("assumed", assumed)):
        if items:
            out += ["", say(lang, "timeline", heading), *(f"  - {item}" for item in items)]
    return "\n".join(out)


def _finding(finding: Json, lang: Lang) -> str:
    if finding.get("readings"):
        known = ("longest_days", "ends_last")
        readings = [
            f"{say(lang, 'timeline', r['reading']) if r['reading'] in known else r['reading']} {r['end']}" for r in finding["readings"]
        ]
        default = say(lang, "timeline", finding["default"]) if finding.get("default") in known else str(finding.get("default"))
        return say(
            lang, "timeline", "two_readings", measure=finding.get("measure", ""), readings=list_words(readings, lang), default=default
        )
    return say(lang, "timeline", "no_order", nodes=list_words(finding.get("nodes") or (), lang), default=finding.get("default"))
