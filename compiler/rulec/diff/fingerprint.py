"""A change → twelve hex digits that stay the same while the change does: nothing of lines, wording, language or tool goes in."""

from __future__ import annotations

import hashlib
import re

from rulec.diff import canonical
from rulec.diff.canonical import Names
from rulec.diff.changes.judged import Judged
from rulec.diff.match import Match
from rulec.diff.model import Value
from rulec.diff.words import folded, masked
from rulec.ir import model as ir

_VERSION = re.compile(r"[((\[【][^))\]】]*(?:版|修订|试行|征求意见|公示|现行|\d{4})[^))\]】]*[))\]】]|(?:修订|新|旧)版|公告$|通知$")
_AMOUNTS = (ir.Fixed, ir.Range, ir.Rate, ir.All, ir.ValueSet, ir.Hole, ir.Permanent, ir.Combined, ir.Brackets, ir.Steps)


def rule_id(title: str) -> str:
    """A rule's title without what names its version."""
    return folded(_VERSION.sub("", title))


def fingerprint(judged: Judged, found: Match, again: int = 0) -> str:
    """The digits of a change. `again`: how many before it had the same."""
    norm = judged.at.new or judged.at.old
    clause = _clause(norm, judged, found)
    names = (found.old.names, found.new.names)
    parts = (
        judged.code, rule_id(found.new.rule_set.document.title), clause, _value(judged.before, names[0]), _value(judged.after, names[1]),
        tuple(sorted(judged.audience)), again,
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _clause(norm: ir.Norm | None, judged: Judged, found: Match) -> object:
    """What a change is about, by meaning: violation, tier, kind and measure rather than a number that the next version may shift."""
    if norm is None:
        return (judged.at.account, judged.violation)
    side = found.new if judged.at.new is not None else found.old
    names = side.names
    violation = None if norm.violation is None else names.violations.get(norm.violation, norm.violation)
    measure = next((m for m in reversed(judged.at.measures) if m is not None), None)
    about = None if measure is None else (measure.action, names.words(measure.object))
    place = violation or masked(judged.at.new.text if judged.at.new is not None else norm.text)[:24]
    return (place, norm.kind, repr(canonical.expression(norm.condition, names)) if violation else "", about, judged.at.scope)


def _value(value: Value, names: Names) -> object:
    if value is None:
        return None
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, ir.Measure):
        return canonical.measure(value, None, names)
    if isinstance(value, _AMOUNTS):
        return canonical.amount(value, names)
    return canonical.expression(value, names)
