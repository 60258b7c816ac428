"""Pairs → all edits between two announcements: violations, norms, definitions, accounts, dates, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from rulec.diff import canonical
from rulec.diff.canonical import Names
from rulec.diff.edits import (
    AccountEdit,
    At,
    CoverageEdit,
    DefinitionEdit,
    DocumentEdit,
    Edit,
    NormEdit,
    ReferenceEdit,
    Region,
    ViolationEdit,
)
from rulec.diff.match import Match, NormPair, part_of
from rulec.diff.norms_to_edits import measures_edits, norm_edits
from rulec.diff.words import alike, folded
from rulec.ir import model as ir
from rulec.ir.leaves import walk


def edits(found: Match, notice_days: int = 0) -> Iterator[Edit]:
    """Every edit of meaning; what only reads differently is told by `line_edits`."""
    whole: set[int] = set()
    for edit in _violations(found):
        whole |= {id(n) for n in edit.norms}
        yield edit
    for pair in found.norms:
        if bool(pair.old.unclaimed) != bool(pair.new.unclaimed):
            yield CoverageEdit(At.of(pair), bool(pair.new.unclaimed))
        yield from norm_edits(pair, found)
    for n in found.removed:
        if id(n) not in whole and not _kept_by_account(n, found.old.rule_set):
            yield NormEdit("removed", n, _kin(n, found, new=True))
    for n in found.added:
        if id(n) not in whole and not _kept_by_account(n, found.new.rule_set):
            yield NormEdit("added", n, _kin(n, found, new=False))
    yield from _definitions(found)
    yield from _accounts(found)
    yield from _document(found, notice_days)
    yield from _references(found)


def _kept_by_account(n: ir.Norm, rules: ir.RuleSet) -> bool:
    """Whether an account already says what a norm of precedence says."""
    return n.kind == "precedence" and any(a.concurrency_span is not None and a.concurrency_span.overlaps(n.span) for a in rules.accounts)


def _kin(n: ir.Norm, found: Match, new: bool) -> tuple[ir.Norm, ...]:
    """Norms of the other side about the same violation; where there is none named, those of the same provision."""
    mine, other = (found.old, found.new) if new else (found.new, found.old)
    if n.violation is not None:
        name = mine.names.violations.get(n.violation, n.violation)
        return tuple(m for m in other.rule_set.norms if m.violation is not None and other.names.violations.get(m.violation) == name)
    label = mine.passages.label(n.span)
    label = found.labels.get(label or "", label) if new else label
    paired = [(p.old, p.new) if new else (p.new, p.old) for p in found.norms]
    return tuple(two for one, two in paired if one.kind == n.kind and one.violation is None and mine.passages.label(one.span) == mine.passages.label(n.span))


def _violations(found: Match) -> Iterator[ViolationEdit]:
    pairs = dict(found.violations)
    ours, theirs = found.old.rule_set, found.new.rule_set
    gone = [v for v in ours.violations if v.id not in pairs]
    come = [v for v in theirs.violations if v.id not in set(pairs.values())]
    taken: set[int] = set()
    for what, wholes, parts, of_whole, of_parts in (("split", gone, come, ours, theirs), ("merged", come, gone, theirs, ours)):
        for v in wholes:
            some = [p for p in parts if id(p) not in taken and id(v) not in taken and part_of(p, v)]
            if len(some) >= 2:
                taken |= {id(v), *(id(p) for p in some)}
                norms = tuple(n for n in of_whole.norms if n.violation == v.id) + tuple(n for n in of_parts.norms if n.violation in {p.id for p in some})
                old, new = (v, some[0]) if what == "split" else (some[0], v)
                yield ViolationEdit("split" if what == "split" else "merged", old, new, norms, tuple(some))
    names = {v.id: v for v in theirs.violations}
    for v in ours.violations:
        if v.id in pairs and folded(v.name) != folded(names[pairs[v.id]].name):
            yield ViolationEdit("renamed", v, names[pairs[v.id]])
        elif v.id not in pairs and id(v) not in taken:
            yield ViolationEdit("removed", v, None, tuple(n for n in ours.norms if n.violation == v.id))
    for v in come:
        if id(v) not in taken:
            yield ViolationEdit("added", None, v, tuple(n for n in theirs.norms if n.violation == v.id))


# ---- definitions -----------------------------------------------------------------------------------------------------------------


def _definitions(found: Match) -> Iterator[Edit]:
    def key(d: ir.Definition, names: Names) -> object:
        return folded(d.term), d.subject or ""

    ours = {key(d, found.old.names): d for d in found.old.rule_set.definitions}
    theirs = {key(d, found.new.names): d for d in found.new.rule_set.definitions}
    violations = _violation_terms(found)
    for name, old in ours.items():
        new = theirs.get(name)
        used = _users(old, found)
        if new is None:
            if folded(old.term) not in violations:
                yield DefinitionEdit("removed", old, None, "unknown", used)
        elif _meaning(old, found.old.names) != _meaning(new, found.new.names):
            yield DefinitionEdit("changed", old, new, _effect(old, new, found), used)
    for name, new in theirs.items():
        if name not in ours and folded(new.term) not in violations:
            yield DefinitionEdit("added", None, new, "unknown", _users(new, found))


def _violation_terms(found: Match) -> set[str]:
    """Names of violations that came or went: their definitions come and go with them."""
    both = {id_ for pair in found.violations for id_ in pair}
    sides = (found.old.rule_set.violations, found.new.rule_set.violations)
    pairs = dict(found.violations)
    gone = {folded(v.name) for v in sides[0] if v.id not in pairs or folded(v.name) not in {folded(w.name) for w in sides[1]}}
    come = {folded(v.name) for v in sides[1] if v.id not in both or folded(v.name) not in {folded(w.name) for w in sides[0]}}
    return gone | come


def _meaning(d: ir.Definition, names: Names) -> object:
    if d.kind == "measure_class":
        return d.kind, tuple(sorted(folded(m) for m in d.members)), tuple(sorted(folded(m) for m in d.without))
    if d.condition is not None:
        return d.kind, canonical.expression(d.condition, names)
    text = names.words(d.text) or ""
    at = text.find(folded(d.term))
    return d.kind, text[at:] if at > 0 else text


def _effect(old: ir.Definition, new: ir.Definition, found: Match) -> Region:
    if old.kind == new.kind == "measure_class":
        ours, theirs = {folded(m) for m in old.members}, {folded(m) for m in new.members}
        return "grows" if ours < theirs else "shrinks" if theirs < ours else "both"
    return "unknown"


def _users(d: ir.Definition, found: Match) -> tuple[tuple[ir.Norm | None, ir.Norm | None], ...]:
    """Pairs of norms whose conditions ask for the term."""
    term = d.fact or d.term

    def asks(n: ir.Norm) -> bool:
        leaves = [leaf for e in (n.condition, *(m.condition for m in n.measures)) for leaf in walk(e, {})]
        named = any(term in (getattr(leaf, "fact", ""), getattr(leaf, "value", "")) for leaf in leaves)
        return named or any(m.from_ == term or m.to == term for m in n.measures)

    return tuple((p.old, p.new) for p in found.norms if asks(p.old) or asks(p.new))


# ---- accounts --------------------------------------------------------------------------------------------------------------------


def _accounts(found: Match) -> Iterator[Edit]:
    ours, theirs = list(found.old.rule_set.accounts), list(found.new.rule_set.accounts)
    pairs: list[tuple[ir.Account, ir.Account]] = []
    for one in list(ours):
        other = next((a for a in theirs if folded(a.name) == folded(one.name)), None)
        if other is not None:
            pairs.append((one, other))
            ours.remove(one)
            theirs.remove(other)
    if len(ours) == len(theirs) == 1:
        pairs.append((ours.pop(), theirs.pop()))
    for one in ours:
        yield AccountEdit("removed", one, None)
    for other in theirs:
        yield AccountEdit("added", None, other)
    for one, other in pairs:
        yield from _account(one, other, found)


def _account(old: ir.Account, new: ir.Account, found: Match) -> Iterator[Edit]:
    names = (found.old.names, found.new.names)
    if canonical.account(old, names[0])[1:] == canonical.account(new, names[1])[1:]:
        return
    if old.initial != new.initial:
        yield AccountEdit("initial", old, new)
    if canonical.reset(old.reset, names[0]) != canonical.reset(new.reset, names[1]):
        yield AccountEdit("reset", old, new)
    if [(r.every, r.unit, folded(r.what), r.points, r.upto) for r in old.recovery] != [(r.every, r.unit, folded(r.what), r.points, r.upto) for r in new.recovery]:
        yield AccountEdit("recovery", old, new)
    if [(c.limit, c.length, c.unit) for c in old.caps] != [(c.limit, c.length, c.unit) for c in new.caps]:
        yield AccountEdit("cap", old, new)
    if old.concurrency != new.concurrency:
        yield AccountEdit("concurrency", old, new)
    pairs, gone, come = _nodes(old, new, names)
    for one, other in pairs:
        if canonical.node_key(one) != canonical.node_key(other):
            yield AccountEdit("node_moved", old, new, one, other)
        if one.in_addition != other.in_addition:
            yield AccountEdit("in_addition", old, new, one, other)
        at = At(None, None, None, "node", (None, None), new.name, one.span, other.span)
        yield from measures_edits(at, one.measures, other.measures, names, (None, None))
    for node in gone:
        yield AccountEdit("node_removed", old, new, node, None)
    for node in come:
        yield AccountEdit("node_added", old, new, None, node)


def _nodes(old: ir.Account, new: ir.Account, names: tuple[Names, Names]) -> tuple[list[tuple[ir.Node, ir.Node]], list[ir.Node], list[ir.Node]]:
    """Nodes by their totals, then by what follows from them, then in their order where as many are left."""
    ours, theirs = list(old.nodes), list(new.nodes)
    pairs: list[tuple[ir.Node, ir.Node]] = []

    def measures(n: ir.Node, side: Names) -> object:
        return sorted((canonical.measure(m, None, side) for m in n.measures), key=repr)

    keys: tuple[Callable[[ir.Node, Names], object], ...] = (
        lambda n, s: canonical.node_key(n), lambda n, s: (n.at, n.low, n.every), lambda n, s: measures(n, s) or None,
    )  # fmt: skip
    for key in keys:
        for one in list(ours):
            mine = key(one, names[0])
            other = next((n for n in theirs if mine is not None and key(n, names[1]) == mine), None)
            if other is not None:
                pairs.append((one, other))
                ours = [n for n in ours if n is not one]
                theirs = [n for n in theirs if n is not other]
    if len(ours) == len(theirs):
        pairs += zip(ours, theirs, strict=True)
        ours = theirs = []
    return pairs, ours, theirs


# ---- the document ----------------------------------------------------------------------------------------------------------------


def _document(found: Match, notice_days: int) -> Iterator[Edit]:
    old, new = found.old.rule_set.document, found.new.rule_set.document
    if old.dates.effective != new.dates.effective:
        yield DocumentEdit("effective", old.dates.effective, new.dates.effective)
    if old.status != new.status:
        yield DocumentEdit("status", old.status, new.status)
    if old.dates.repealed != new.dates.repealed:
        yield DocumentEdit("repealed", old.dates.repealed, new.dates.repealed)
    ours, theirs = _retroactive(old.dates), _retroactive(new.dates)
    if (ours is None) != (theirs is None):
        yield DocumentEdit("retroactive", ours, theirs)
    if notice_days:
        before, after = _notice(old.dates), _notice(new.dates)
        short = tuple(days is not None and 0 <= days < notice_days for days in (before, after))
        if short[0] != short[1]:
            yield DocumentEdit("notice", str(before) if short[0] else None, str(after) if short[1] else None, after if short[1] else before)
    if set(old.subjects) != set(new.subjects) and old.subjects and new.subjects and _scoped(found, set(old.subjects) ^ set(new.subjects)):
        yield DocumentEdit("subjects", "/".join(old.subjects), "/".join(new.subjects))


def _scoped(found: Match, groups: set[str]) -> bool:
    """Whether a line of scope is what names or no longer names one of `groups`."""
    lines = [(line.old, line.new) for line in found.lines if "scope" in {p.class_ for p in (line.old, line.new) if p is not None}]
    return any((one.text if one else "").count(group) != (other.text if other else "").count(group) for one, other in lines for group in groups)


def _announced(dates: ir.Dates) -> str | None:
    return dates.published or (dates.publicity[0] if dates.publicity else None)


def _retroactive(dates: ir.Dates) -> str | None:
    published = _announced(dates)
    return dates.effective if published is not None and dates.effective is not None and dates.effective < published else None


def _notice(dates: ir.Dates) -> int | None:
    published = _announced(dates)
    if published is None or dates.effective is None:
        return None
    return (date.fromisoformat(dates.effective) - date.fromisoformat(published)).days


# ---- references ------------------------------------------------------------------------------------------------------------------


def _references(found: Match) -> Iterator[Edit]:
    """References of paired norms whose title is another one now; targets that went; targets that changed themselves."""
    ours, theirs = found.old.rule_set.references, found.new.rule_set.references
    for pair in found.norms:
        yield from _retargeted(pair, [r for r in ours if r.norm == pair.old.id], [r for r in theirs if r.norm == pair.new.id])
    before, after = found.old.given.related, found.new.given.related
    kept = {r.title for r in ours} & {r.title for r in theirs}
    for title in sorted(kept):
        old = next(r for r in ours if r.title == title)
        new = next(r for r in theirs if r.title == title)
        at = At(None, None, None, "norm", (None, None), None, old.span, new.span)
        if title in before and title in after and before[title] != after[title]:
            yield ReferenceEdit("target_changed", at, before[title][:12], after[title][:12])
        elif (title in before) != (title in after):
            yield ReferenceEdit("broken", at, title if title in before else None, title if title in after else None)


def _retargeted(pair: NormPair, ours: list[ir.Reference], theirs: list[ir.Reference]) -> Iterator[Edit]:
    titles = {folded(r.title) for r in ours}, {folded(r.title) for r in theirs}
    gone = [r for r in ours if folded(r.title) not in titles[1]]
    come = [r for r in theirs if folded(r.title) not in titles[0]]
    for old, new in zip(gone, come, strict=False):
        if old.kind == new.kind and alike(folded(old.title), folded(new.title)) > 0:
            at = At(pair.old, pair.new, pair.by, "norm", (None, None), None, old.span, new.span)
            yield ReferenceEdit("retargeted", at, old.title, new.title)
