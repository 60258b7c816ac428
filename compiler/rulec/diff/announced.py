"""What the announcement says it changes, held against what changed: confirmed, not found, not announced."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rulec.diff.match import Match
from rulec.diff.model import AnnouncedChange, Change
from rulec.diff.words import bigrams, folded
from rulec.ir import model as ir

_FILLER = re.compile(
    r"新增|增加了?|增设|删除了?|取消|减免|变更|修改|调整(?:为)?|部分|违规情形|情形|措施|等|包含|包括|以及|如|的|了|其中|将|由|为|为了|进行|内容|规则|金额|数额|标准|缴纳|支付|扣除|条款|以下|下列|对|与|及|和|并"
)
_SPLIT = re.compile(r"[、,，;；。:：/()（）]|以及|和|及|并|由|调整为|改为|修改为|变更为|提高(?:至|到|为)|降低(?:至|到|为)")
_FITS: dict[str, frozenset[str]] = {
    "added": frozenset({"D101", "D106", "D108", "D110", "D201", "D306", "D310", "D416", "D410", "D408", "D701", "D705", "D601", "D603", "D606", "D104", "D425", "D105"}),
    "removed": frozenset({"D102", "D107", "D109", "D111", "D202", "D307", "D311", "D417", "D702", "D706", "D602", "D604", "D607", "D105", "D426", "D104"}),
}  # fmt: skip


def announced(found: Match, changes: Sequence[Change]) -> tuple[tuple[AnnouncedChange, ...], tuple[str, ...]]:
    """(statements with what bears them out, fingerprints of changes that no statement speaks of). Without a summary nothing is asked."""
    said = found.new.rule_set.changes_announced
    if not said:
        return (), ()
    roots = [c for c in changes if c.level not in ("EDIT",) and c.caused_by is None and not c.code.startswith("D8")]
    results: list[AnnouncedChange] = []
    spoken: set[str] = set()
    for one in said:
        fitting = [c for c in roots if _fits(one, c)]
        spoken |= {c.fingerprint for c in fitting}
        results.append(AnnouncedChange(one.text, one.span, "confirmed" if fitting else "not_found", tuple(c.fingerprint for c in fitting)))
    return tuple(results), tuple(c.fingerprint for c in roots if c.fingerprint not in spoken)


def _fits(said: ir.AnnouncedChange, change: Change) -> bool:
    if not _direction_fits(said, change):
        return False
    about = _about(change)
    phrases = [folded(_FILLER.sub("", part)) for part in _SPLIT.split(said.text)]
    return any(len(phrase) >= 2 and _mentions(about, phrase) for phrase in phrases)


def _direction_fits(said: ir.AnnouncedChange, change: Change) -> bool:
    if said.what in _FITS:
        # 增加扣除…的措施 within 变更: a sentence of one kind may name changes of another in its second half.
        return change.code in _FITS[said.what] or (said.what == "removed" and change.code == "D106")
    if said.what == "relaxed":
        return bool(change.direction) and any(d in ("looser", "mixed") for d in change.direction.values())
    return change.code not in ("D101", "D102")


def _mentions(about: str, phrase: str) -> bool:
    if phrase in about:
        return True
    pairs = set(bigrams(phrase))
    held = sum(pair in about for pair in pairs)
    return len(phrase) >= 4 and held >= 0.75 * len(pairs)


def _about(change: Change) -> str:
    """The words a statement may use for a change: its violation, what it is about, its figures."""
    parts = [change.violation or "", change.tier or ""]
    for value in (change.before, change.after):
        if isinstance(value, str):
            parts.append(value)
        elif isinstance(value, ir.Measure):
            parts.append(value.text)
    if change.measure is not None or change.violation is None:
        parts += [place.text for place in (change.old, change.new) if place is not None]
    return folded(" ".join(parts))
