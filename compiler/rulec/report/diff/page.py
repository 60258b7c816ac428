"""A comparison → the page in the order a busy reader wants it: verdict, summary, who is concerned, dates, penalties, texts, cases, the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rulec.diagnostics.codes import Lang
from rulec.diff.model import Change, Pair, Place, Report, Side, Witness
from rulec.report.diff.phrases import (
    LEVELS,
    about,
    compared_words,
    decision_line,
    direction_words,
    facts_words,
    headline,
    kind_title,
    notes_words,
    overall,
    roots,
    shortened,
    tally,
    title_of,
    tr,
    values,
    verdict_words,
    version_words,
    weighty,
)
from rulec.report.diff.redline import Piece, redline
from rulec.report.wording import say

SENTENCES = 7  # of the summary; what is beyond is counted
_CASES = 3  # witnesses shown of one change


@dataclass(frozen=True, slots=True)
class Line:
    """A change in one line: its anchor, shape, words; `before`/`after` where they are short enough to stand apart."""

    anchor: str
    direction: str
    level: str
    gate: str
    code: str
    title: str
    subject: str
    before: str
    after: str
    who: str
    notes: tuple[str, ...] = ()
    proof: str = ""
    matched: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the text side by side. `skipped`: how many unchanged ones stand for it."""

    state: str = ""
    old_label: str = ""
    new_label: str = ""
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    notes: tuple[Line, ...] = ()
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A witness in words."""

    number: str
    anchor: str
    title: str
    facts: tuple[tuple[str, str], ...]
    was: str
    now: str
    region: str
    because: str
    direction: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of the penalty matrix."""

    violation: str
    tier: str
    action: str
    before: str
    after: str
    direction: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A date of both versions."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DiffPage:
    """What every rich form shows, words included."""

    lang: Lang
    title: str
    versions: str
    old: Side
    new: Side
    verdict: str
    verdict_word: str
    why: str
    counts: tuple[tuple[str, str, int], ...]
    compared: str
    complete: bool
    summary: tuple[Line, ...]
    beyond: int
    audiences: tuple[tuple[str, tuple[Line, ...]], ...]
    since: str
    steps: tuple[Step, ...]
    matrix: tuple[CellRow, ...]
    rows: tuple[Row, ...]
    cases: tuple[Case, ...]
    acknowledged: tuple[tuple[Line, str], ...]
    stale: tuple[str, ...]
    announced: tuple[tuple[str, str, tuple[str, ...]], ...]
    unannounced: tuple[Line, ...]
    impact: tuple[str, ...]
    impact_rows: tuple[tuple[str, int, int], ...]
    unread: tuple[tuple[str, str, str], ...]
    everything: tuple[Line, ...]
    axioms: tuple[str, ...]
    reasons: tuple[str, ...]

    def t(self, key: str, **values: object) -> str:
        """A phrase of the frame."""
        return tr(self.lang, key, **values)


def diff_page(report: Report, lang: Lang = "zh") -> DiffPage:
    """The page's model; same report, same page."""
    word, why = verdict_words(report, lang)
    lines = {change.fingerprint: line(change, lang, report) for change in report.changes}
    gravest = weighty(report)
    shown = gravest[:SENTENCES]
    return DiffPage(
        lang, title_of(report), tr(lang, "into", old=version_words(report.old, lang), new=version_words(report.new, lang)),
        report.old, report.new, report.verdict, word, why,
        tuple((key, tr(lang, key), number) for key, number in tally(report).items() if number),
        compared_words(report, lang), not report.not_understood,
        tuple(lines[change.fingerprint] for change in shown), len(gravest) - len(shown),
        _audiences(report, lines), report.new.effective or "", _steps(report, lang), _matrix(report, lang), tuple(_rows(report, lines)),
        tuple(_cases(report, lang)),
        tuple((lines[c.fingerprint], _reason(c)) for c in report.changes if c.acknowledged is not None),
        tuple(f"{ack.fingerprint} {ack.reason}" for ack in report.stale),
        tuple((shortened(one.text), tr(lang, one.state), one.changes) for one in report.announced),
        tuple(lines[key] for key in report.unannounced if key in lines),
        *_impact(report, lang),
        tuple((tr(lang, f"side_{one.side}"), one.place.provision or "", shortened(one.place.text, 160)) for one in report.not_understood),
        tuple(sorted((lines[c.fingerprint] for c in report.changes), key=lambda one: LEVELS.index(one.level))), report.axioms, report.reasons,
    )  # fmt: skip


def line(change: Change, lang: Lang, report: Report) -> Line:
    """One change in words."""
    before, after = values(change, lang, report)
    direction = "only_text" if change.level == "EDIT" else overall(change)
    return Line(
        change.fingerprint, direction, change.level, change.gate, change.code, kind_title(change.code, lang), about(change, lang),
        before, after, direction_words(change, lang), notes_words(change, lang),
        tr(lang, f"proof_{change.proof}"), tr(lang, f"match_{change.matched_by}") if change.matched_by else "",
    )  # fmt: skip


def _reason(change: Change) -> str:
    ack = change.acknowledged
    return " ".join(word for word in (ack.reason, ack.approved_by, ack.ticket, ack.expires) if word) if ack is not None else ""


def _audiences(report: Report, lines: dict[str, Line]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Each audience with the root changes that are anything but neutral for it."""
    found: dict[str, list[Line]] = {}
    for change in weighty(report):
        for who, direction in change.direction.items():
            if direction != "neutral":
                found.setdefault(who, []).append(lines[change.fingerprint])
    return tuple((who, tuple(some)) for who, some in found.items())


def _steps(report: Report, lang: Lang) -> tuple[Step, ...]:
    none = tr(lang, "no_day")

    def stretch(days: tuple[str, str] | None) -> str:
        return none if days is None else f"{days[0]} – {days[1]}" if days[0] != days[1] else days[0]

    def notice(side: Side) -> str:
        start = side.publicity[0] if side.publicity else side.published
        if start is None or side.effective is None:
            return none
        return str((date.fromisoformat(side.effective) - date.fromisoformat(start)).days)

    old, new = report.old, report.new
    steps = [
        Step(tr(lang, "step_consultation"), stretch(old.consultation), stretch(new.consultation)),
        Step(tr(lang, "step_publicity"), stretch(old.publicity), stretch(new.publicity)),
        Step(tr(lang, "step_published"), old.published or none, new.published or none),
        Step(tr(lang, "step_effective"), old.effective or none, new.effective or none),
    ]
    days = notice(old), notice(new)
    kept = [step for step in steps if (step.old, step.new) != (none, none)]
    if days != (none, none):
        kept.append(Step(tr(lang, "notice"), *days))
    return tuple(kept)


def _matrix(report: Report, lang: Lang) -> tuple[CellRow, ...]:
    known = {change.fingerprint for change in report.changes}
    return tuple(
        CellRow(
            cell.violation, cell.tier, say(lang, "action", cell.action), shortened(cell.before, 120), shortened(cell.after, 120), cell.direction,
            cell.change if cell.change in known else None,
        )
        for cell in report.cells
        if cell.before != cell.after
    )  # fmt: skip


def _rows(report: Report, lines: dict[str, Line]) -> list[Row]:
    """Changed provisions with their marks; runs of unchanged ones as one row that counts them."""
    found: list[Row] = []
    skipped = 0
    for pair in report.pairs:
        if pair.state == "same":
            skipped += 1
            continue
        if skipped:
            found.append(Row(skipped=skipped))
            skipped = 0
        found.append(_row(pair, lines))
    if skipped and found:
        found.append(Row(skipped=skipped))
    return found


def _row(pair: Pair, lines: dict[str, Line]) -> Row:
    old, new = _text(pair.old), _text(pair.new)
    if pair.old is not None and pair.new is not None:
        left, right = redline(old, new)
    else:
        left = (Piece(old, True),) if old else ()
        right = (Piece(new, True),) if new else ()
    notes = tuple(lines[key] for key in pair.changes if key in lines and lines[key].level != "EDIT")
    return Row(pair.state, _label(pair.old), _label(pair.new), left, right, notes)


def _text(place: Place | None) -> str:
    return "" if place is None else place.text.strip()


def _label(place: Place | None) -> str:
    """The provision's label, where the words do not begin with it anyway."""
    return "" if place is None or place.provision is None or place.text.strip().startswith(place.provision) else place.provision


def _cases(report: Report, lang: Lang) -> list[Case]:
    found: list[Case] = []
    for change in (*weighty(report), *(c for c in roots(report) if c.level == "INFO")):
        for witness in change.witnesses[:_CASES]:
            found.append(_case(f"W{len(found) + 1}", change, witness, lang, report))
    return found


def _case(number: str, change: Change, witness: Witness, lang: Lang, report: Report) -> Case:
    labels = [place.provision for place in (change.old, change.new) if place is not None and place.provision]
    arrow = " → ".join(dict.fromkeys(labels))
    facts = facts_words(witness.facts, lang)
    if witness.violation:
        facts = ((tr(lang, "violation"), witness.violation), *facts)
    return Case(
        number, change.fingerprint, headline(change, lang, report), facts, decision_line(witness.old, lang), decision_line(witness.new, lang),
        witness.region, arrow, "only_text" if change.level == "EDIT" else overall(change),
    )  # fmt: skip


def _impact(report: Report, lang: Lang) -> tuple[tuple[str, ...], tuple[tuple[str, int, int], ...]]:
    impact = report.impact
    if impact is None:
        return (), ()
    share = share_words(impact.changed, impact.cases)
    said = [tr(lang, "impact_line", cases=impact.cases, changed=impact.changed, share=share, undecided=impact.undecided)]
    if (impact.yuan_old, impact.yuan_new) != ("0", "0"):
        said.append(tr(lang, "impact_money", old=impact.yuan_old, new=impact.yuan_new))
    if (impact.points_old, impact.points_new) != ("0", "0"):
        said.append(tr(lang, "impact_points", old=impact.points_old, new=impact.points_new))
    return tuple(said), (*impact.by_tier, *impact.by_audience)


def share_words(part: int, whole: int) -> str:
    """A share in percent with two decimals, half up; integers only."""
    if not whole:
        return "0%"
    hundredths = (part * 20000 + whole) // (2 * whole)
    text = f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
    return f"{text}%"


__all__ = ["Case", "CellRow", "DiffPage", "Line", "Row", "Step", "diff_page", "line", "share_words"]
