"""An explanation of a decision → sentences that can be read aloud: what other norms asked for, and what small change would alter the outcome."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rulec.analysis.boxes import Interval
from rulec.analysis.nearest import Step, ends
from rulec.diagnostics.codes import Lang
from rulec.report.ir_to_json import plain
from rulec.report.wording import say
from rulec.report.words import list_words, measure_words, quantity

Json = Mapping[str, Any]
MOST = 8
"""Norms that did not hold which are told."""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A norm, by the id that the decision has for it, and the facts that stand in its way."""

    norm: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one or two facts, and the decision of the changed case."""

    steps: tuple[Step, ...]
    after: Json


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision, what the norms that did not hold asked for, and the nearest changes that would alter the outcome."""

    decision: Json
    why_not: tuple[WhyNot, ...]
    changes: tuple[Change, ...]


def explanation_words(explanation: Explanation, basis: Callable[[str], str | None], lang: Lang = "zh") -> str:
    """The explanation, a sentence a line; empty where there is nothing to add. `basis`: where a norm stands, with its words."""
    lines: list[str] = []
    told = [(one, basis(one.norm)) for one in explanation.why_not]
    found = [(one, words) for one, words in told if words is not None]
    nearest = sorted(found, key=lambda row: _far(row[0]))[:MOST]
    rows = [row for row in found if row in nearest]
    if rows:
        lines.append(_say(lang, "why_not"))
        for one, words in rows:
            lines += [f"  - {_say(lang, 'missed', needs=_needs(one.steps, lang))}", f"    {words}"]
    if explanation.changes:
        lines += ["", _say(lang, "changes")] if lines else [_say(lang, "changes")]
        lines += [f"  - {_change(one, explanation.decision, lang)}" for one in explanation.changes]
    return "\n".join(lines) + "\n" if lines else ""


def _far(one: WhyNot) -> tuple[int, bool]:
    """How far a norm was from holding: by how many facts; a conduct that did not happen at all is farther than a figure."""
    return len(one.steps), all(step.dimension.kind == "yes_no" for step in one.steps)


def _say(lang: Lang, key: str, **values: object) -> str:
    return say(lang, "explain", key, **values)


def _needs(steps: Sequence[Step], lang: Lang) -> str:
    needs = _say(lang, "also").join(_need(step, lang) for step in steps)
    return needs[:1].upper() + needs[1:]


def _need(step: Step, lang: Lang) -> str:
    """What was asked for, and what there is."""
    dimension = step.dimension
    if isinstance(step.side, Interval):
        return _say(lang, "needs_figure", fact=dimension.label, bounds=_bounds(step, lang), value=_figure(step.old, step, lang))
    if dimension.kind == "word":
        return _say(lang, "needs_word" if True in step.side else "needs_no_word", fact=dimension.label, word=dimension.word)
    if dimension.kind == "yes_no":
        return _say(lang, "needs_yes" if True in step.side else "needs_no", fact=dimension.label)
    wanted = _say(lang, "or").join(str(value) for value in dimension.values if value in step.side)
    return _say(lang, "needs_choice", fact=dimension.label, values=wanted, value=step.old)


def _change(change: Change, decision: Json, lang: Lang) -> str:
    when = _say(lang, "and").join(_if(step, lang) for step in change.steps)
    return _say(lang, "change", when=when, then=_then(decision, change.after, lang))


def _if(step: Step, lang: Lang) -> str:
    dimension = step.dimension
    if isinstance(step.side, Interval):
        assert isinstance(step.old, Decimal)
        key = "falls" if Decimal(str(step.new)) < step.old else "rises"
        old, new = _figure(step.old, step, lang), _figure(Decimal(str(step.new)), step, lang)
        return _say(lang, key, fact=dimension.label, old=old, new=new, bounds=_bounds(step, lang))
    if dimension.kind == "word":
        return _say(lang, "holds" if True in step.side else "holds_no", fact=dimension.label, word=dimension.word)
    if dimension.kind == "yes_no":
        return _say(lang, "so" if step.new is True else "not_so", fact=dimension.label)
    return _say(lang, "were", fact=dimension.label, value=step.new)


def _figure(value: object, step: Step, lang: Lang) -> str:
    return quantity(plain(value) if isinstance(value, Decimal) else str(value), step.dimension.unit, lang)


def _bounds(step: Step, lang: Lang) -> str:
    assert isinstance(step.side, Interval)
    parts = [say(lang, "rel", rel) + " " + quantity(figure, step.dimension.unit, lang) for rel, figure in ends(step.side, step.dimension)]
    return _say(lang, "both").join(parts)


def _then(before: Json, after: Json, lang: Lang) -> str:
    """What would be gone, and what would come."""
    parts: list[str] = []
    for key, rows in (("must", "measures"), ("may", "options")):
        old, new = _measures(before, rows, lang), _measures(after, rows, lang)
        gone, come = [words for words in old if words not in new], [words for words in new if words not in old]
        values = {"gone": _quoted(gone, lang), "come": _quoted(come, lang)}
        if gone and come:
            parts.append(_say(lang, f"{key}_swap", **values))
        elif gone and not new and key == "must" and not after["options"]:
            parts.append(_say(lang, "must_nothing", **values))
        elif come and not old and key == "must":
            parts.append(_say(lang, "must_only", **values))
        elif gone or come:
            parts.append(_say(lang, f"{key}_gone" if gone else f"{key}_come", **values))
    return _say(lang, "besides").join(parts) or say(lang, "would", str(after["verdict"]))


def _measures(decision: Json, rows: str, lang: Lang) -> list[str]:
    found = decision[rows] if rows == "measures" else [one for group in decision[rows] for one in group["measures"]]
    return list(dict.fromkeys(_measure(one, lang) for one in found))


def _measure(row: Json, lang: Lang) -> str:
    targets = row.get("targets") or ()
    head = say(lang, "measure", "for", targets=list_words(targets, lang)) if targets else ""
    return head + measure_words({**row, "modality": None}, lang)


def _quoted(words: Sequence[str], lang: Lang) -> str:
    return _say(lang, "join").join(_say(lang, "quoted", words=one) for one in words)
