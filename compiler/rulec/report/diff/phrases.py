"""Changes, values and decisions → the words that every form of the report shares."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from rulec.diagnostics.codes import PLACEHOLDER, Lang
from rulec.diff.model import Change, Direction, Report, Side, Value
from rulec.ir import model as ir
from rulec.report.words import amount_words, condition_words, measure_words

LEVELS = ("ERR", "WARN", "INFO", "EDIT")
DIRECTIONS: tuple[Direction, ...] = ("stricter", "looser", "mixed", "neutral", "unknown")
_WHOLE = frozenset({"D101", "D102"})  # kinds about a violation with all its tiers
_LONG = 90  # characters of a quoted value in a headline


@cache
def _table(lang: Lang) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("rulec.report").joinpath(f"messages/diff.{lang}.toml").read_text(encoding="utf-8"))


def tr(lang: Lang, key: str, **values: object) -> str:
    """A phrase of the report's frame, filled in."""
    return PLACEHOLDER.sub(lambda m: str(values.get(m[1], m[0])), _table(lang)["frame"][key])


def kind_title(code: str, lang: Lang) -> str:
    """What a kind of change is called."""
    return _table(lang)["kind"][code]


def value_words(value: Value, lang: Lang) -> str:
    """A typed before or after in words; the empty string for none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return shortened(value)
    if isinstance(value, ir.Measure):
        return measure_words(value, lang)
    if isinstance(value, ir.Amount):
        return amount_words(value, lang)
    return condition_words(value, lang)


def shortened(text: str, length: int = _LONG) -> str:
    """Words in one line, cut with … where they are long."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def about(change: Change, lang: Lang) -> str:
    """What a change is about: violation and tier, else the provision; "" where it is about the whole text."""
    if change.code in _WHOLE and change.violation:
        return change.violation
    place = change.new or change.old
    where = change.violation or (place.provision if place is not None else None)
    return " · ".join(word for word in (where, change.tier) if word)


def values(change: Change, lang: Lang, report: Report) -> tuple[str, str]:
    """Before and after of a change in words. Of a violation that came or went: what follows from it, tier by tier."""
    if change.code in _WHOLE and change.violation:
        rows: dict[str, list[str]] = {}
        for cell in report.cells:
            words = cell.after if change.code == "D101" else cell.before
            if cell.violation == change.violation and words:
                rows.setdefault(cell.tier, []).append(words)
        said = tr(lang, "separator").join(f"{tier} {tr(lang, 'comma').join(words)}".strip() for tier, words in rows.items())
        if said:
            return ("", shortened(said, 2 * _LONG)) if change.code == "D101" else (shortened(said, 2 * _LONG), "")
    if change.code == "D806":
        return _status(change.before, lang), _status(change.after, lang)
    return value_words(change.before, lang), value_words(change.after, lang)


def _status(word: Value, lang: Lang) -> str:
    return tr(lang, f"status_{word}") if isinstance(word, str) and f"status_{word}" in _table(lang)["frame"] else value_words(word, lang)


def headline(change: Change, lang: Lang, report: Report) -> str:
    """One sentence on a change: what kind, about what, from what to what. The same in every form."""
    subject, (before, after) = about(change, lang), values(change, lang, report)
    said = f"{before} → {after}" if before and after else after or before
    head = kind_title(change.code, lang)
    head = f"{subject}{tr(lang, 'colon')}{head}" if subject else head
    return f"{head}{tr(lang, 'comma')}{said}" if said else head


def overall(change: Change) -> Direction:
    """One direction for a change: that of all audiences where they agree, else mixed."""
    found = {direction for who, direction in change.direction.items() if who != "消费者"} or set(change.direction.values())
    return next(iter(found)) if len(found) == 1 else "mixed" if found else "unknown"


def direction_words(change: Change, lang: Lang) -> str:
    """▲ 加严（商家） …: each audience with its direction, the same ones together."""
    if change.level == "EDIT":
        return tr(lang, "only_text")
    by: dict[str, list[str]] = {}
    for who, direction in change.direction.items():
        by.setdefault(direction, []).append(who)
    open_, close = ("（", "）") if lang == "zh" else (" (", ")")
    parts = [tr(lang, d) + f"{open_}{_list(by[d], lang)}{close}" for d in DIRECTIONS if d in by]
    return " ".join(parts) or tr(lang, "unknown")


def _list(items: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(items)


def notes_words(change: Change, lang: Lang) -> tuple[str, ...]:
    """What else is known of a change, where there is a phrase for it (break-even points)."""
    found = []
    for note in change.notes:
        key, _, value = note.partition(":")
        if key == "break_even":
            found.append(tr(lang, "break_even", value=value))
    if change.echoes:
        found.append(tr(lang, "echo", count=len(change.echoes)))
    return tuple(found)


def roots(report: Report) -> tuple[Change, ...]:
    """Changes that are no echo of another, as they stand in the report."""
    return tuple(change for change in report.changes if change.caused_by is None)


def weighty(report: Report) -> tuple[Change, ...]:
    """Root changes that must be acknowledged or seen, gravest first: by level, then stricter before looser."""
    order = {direction: place for place, direction in enumerate(("stricter", "mixed", "looser", "unknown", "neutral"))}
    found = [change for change in roots(report) if change.level in ("ERR", "WARN")]
    return tuple(sorted(found, key=lambda change: (LEVELS.index(change.level), order[overall(change)])))


def tally(report: Report) -> dict[str, int]:
    """How many root changes there are of each direction; `only_text` for those of wording alone."""
    count = dict.fromkeys((*DIRECTIONS, "only_text"), 0)
    for change in roots(report):
        count["only_text" if change.level == "EDIT" else overall(change)] += 1
    return count


def tally_words(report: Report, lang: Lang) -> str:
    """▲ 加严 3　▼ 放宽 2 …: only what there is."""
    count = tally(report)
    words = [f"{tr(lang, key)} {number}" for key, number in count.items() if number]
    return "　".join(words) if lang == "zh" else "  ".join(words)


def verdict_words(report: Report, lang: Lang) -> tuple[str, str]:
    """The verdict, and why."""
    failing = sum(change.gate == "fails" for change in report.changes)
    if not any(change.level != "EDIT" for change in report.changes) and report.verdict == "pass" and not report.changes:
        return tr(lang, "pass"), tr(lang, "nothing")
    if report.verdict == "pass" and report.profile == "report":
        return tr(lang, "told"), tr(lang, "told_why")
    return tr(lang, report.verdict), tr(lang, f"{report.verdict}_why", count=failing)


def compared_words(report: Report, lang: Lang) -> str:
    """How much was compared, and what was not."""
    rest = tr(lang, "not_compared", count=len(report.not_understood)) if report.not_understood else tr(lang, "all_compared")
    return f"{tr(lang, 'compared', old=report.compared_old, new=report.compared_new)}{tr(lang, 'separator')}{rest}"


def version_words(side: Side, lang: Lang) -> str:
    """A version by its date, with its status where that is not `published`."""
    day = side.effective or tr(lang, "undated")
    if side.status in ("published", "unknown"):
        return day
    return f"{day} {tr(lang, 'status_' + side.status)}"


def title_of(report: Report) -> str:
    """The announcement's title; of the new text, else the old."""
    return report.new.title or report.old.title or report.new.path


# ---- decisions -------------------------------------------------------------------------------------------------------------------


def decision_line(decision: Mapping[str, Any], lang: Lang) -> str:
    """What a decision (`rulec.decision/1`) comes to, in one line."""
    if decision.get("verdict") == "applies":
        must = [_with_sum(m, lang) for m in decision.get("measures", ())]
        may = [_with_sum(m, lang) for option in decision.get("options", ()) for m in option.get("measures", ())]
        ticket = decision.get("ticket") or {}
        added = [_with_sum(m, lang) if isinstance(m, Mapping) else str(m) for m in ticket.get("added", ())]
        removed = [_with_sum(m, lang) if isinstance(m, Mapping) else str(m) for m in ticket.get("removed", ())]
        parts = [tr(lang, "separator").join(must)] if must else []
        if removed:
            parts.append(("免去：" if lang == "zh" else "lifted: ") + tr(lang, "separator").join(removed))
        if added:
            parts.append(("改为：" if lang == "zh" else "instead: ") + tr(lang, "separator").join(added))
        if may:
            parts.append(("可以：" if lang == "zh" else "may: ") + tr(lang, "separator").join(dict.fromkeys(may)))
        return tr(lang, "separator").join(parts) or ("适用" if lang == "zh" else "applies")
    verdict = _VERDICTS.get(str(decision.get("verdict")), {}).get(lang, str(decision.get("verdict")))
    understood = [_with_sum(m, lang) for m in decision.get("measures", ())]
    return f"{verdict}{tr(lang, 'so_far')}{tr(lang, 'separator').join(understood)}" if understood else verdict


_VERDICTS: Mapping[str, Mapping[str, str]] = {
    "does_not_apply": {"zh": "不适用", "en": "does not apply"},
    "unknown": {"zh": "事实不足，无法判定", "en": "undecided for lack of facts"},
    "not_expressible": {"zh": "条款未能理解，无法判定", "en": "not decided: a provision was not understood"},
    "not_in_force": {"zh": "未生效", "en": "not in force"},
}


def _with_sum(measure: Mapping[str, Any], lang: Lang) -> str:
    plain = {key: value for key, value in measure.items() if key != "modality"}
    return measure_words(plain, lang)


def facts_words(facts: Mapping[str, object], lang: Lang) -> tuple[tuple[str, str], ...]:
    """Facts as label and value, in the order of the case."""
    words = {True: "是" if lang == "zh" else "yes", False: "否" if lang == "zh" else "no"}
    return tuple((label, words[value] if isinstance(value, bool) else _plain(value, lang)) for label, value in facts.items())


def _plain(value: object, lang: Lang) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _list((str(one) for one in value), lang)
    return str(value)
