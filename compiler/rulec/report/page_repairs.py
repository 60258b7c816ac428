"""Repairs of the text → groups: what stood there, what it is read as, how often and where."""

from collections.abc import Callable

from rulec.diagnostics.codes import Lang
from rulec.ingest.model import Ingested
from rulec.report.page_model import Link, RepairGroup, RepairView
from rulec.report.text_rows import repair_kind
from rulec.report.wording import say, wording
from rulec.source import Edit

_PLACES = 6  # links shown of one repair


def repair_groups(ingested: Ingested, place: Callable[[int], Link], lang: Lang = "zh") -> tuple[RepairGroup, ...]:
    """Repairs by rule, inferred ones first; width and punctuation are left out, they change no word."""
    rules: dict[str, dict[tuple[str, str], list[Edit]]] = {}
    for edit in ingested.edits:
        if repair_kind(edit):
            rules.setdefault(edit.rule, {}).setdefault((edit.raw, edit.text), []).append(edit)
    groups = [_group(rule, found, place, lang) for rule, found in rules.items()]
    return tuple(sorted(groups, key=lambda group: (group.certain, group.count, group.heading)))


def _group(rule: str, found: dict[tuple[str, str], list[Edit]], place: Callable[[int], Link], lang: Lang) -> RepairGroup:
    repairs = []
    for (raw, read), edits in found.items():
        places = tuple(dict.fromkeys(place(edit.span.start) for edit in edits))[:_PLACES]
        evidence = next((edit.evidence for edit in edits if edit.evidence), "")
        repairs.append(RepairView(raw, read, len(edits), places, evidence))
    certain = all(edit.certain for edits in found.values() for edit in edits)
    meaning = wording(lang)["repair_meaning"].get(rule, "")
    return RepairGroup(say(lang, "repair", rule), meaning, certain, sum(r.count for r in repairs), tuple(repairs))
