"""Rule set → what its statements say and nothing in it claims: every figure, exception, grade and sanction of a sentence that gave a norm must lie
where a condition, an exception or a measure was made of it, and words left over must carry no rule. The rest makes the norm partial, by name.

This is the gate behind all lowering (semantics: the ledger): a construction that a pass overlooks is found here, whatever the pass.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from rulec.ir.accounts import ADDS_TO_SINGLE
from rulec.ir.leaves import walk
from rulec.ir.model import Expression, Is, Measure, Norm
from rulec.ir.segments_to_conditions import GIVES_CHANCE
from rulec.lexicon.calendar import find_dates
from rulec.lexicon.load_bearing import load_bearing
from rulec.semantics.definitions import only_names
from rulec.semantics.sentence_kinds import forbids, imposes, limits
from rulec.semantics.sum_terms import is_sum_term
from rulec.source import Span, SpanIndex
from rulec.syntax.clauses import (
    AccountPhrase,
    ComparisonPhrase,
    ExceptPhrase,
    GainsPhrase,
    Mark,
    MeasurePhrase,
    OccurrencePhrase,
    Phrase,
    ReliefPhrase,
    Segment,
    Sentence,
    TierPhrase,
)
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

# Statements that sanction or relieve: all of their words count. Of a duty what must be done is quoted whole, so only figures, grades and
# exceptions around it count; an account's general sentences retell its nodes.
_SANCTIONING = frozenset({"penalty", "relief", "recovery", "admission"})
_AUDITED = _SANCTIONING | {"intro", "account", "precedence", "duty", "prohibition", "permission", "procedure"}
# Words of the table that also stand in the names of parties and things (县级以上, 商品或者服务); the grammar claims them elsewhere.
_COMMON = frozenset({"或", "且", "可以", "有权", "不得", "不予", "以上", "以下", "以内", "超过"})
_AHEAD = frozenset({"下列", "以下", "如下"})
_LIMITS = re.compile(r"上限|封顶|为限|最[高低多少长短]|至[多少]|不得?(?:超过|低于|少于|高于)|部分")


def report_unclaimed_phrases(lowering: "Lowering") -> None:
    """Add to each norm the places of its sentences that nothing claims, and report them; in a sentence of an account, report alone."""
    claimed = _claimed(lowering)
    owned = SpanIndex(d.span for d in lowering.diagnostics.sorted() if not d.understood)
    norms = SpanIndex(norm.span for norm in lowering.norms)
    for statement in lowering.statements:
        if statement.kind not in _AUDITED:
            continue
        heads = tuple(_heads_without_list(statement))
        for sentence in statement.sentences:
            if _told(lowering, norms, sentence):
                continue
            for place in (*_unclaimed(statement, sentence, claimed), *(h for h in heads if sentence.span.contains(h))):
                if not owned.touching(place):
                    _report(lowering, norms, place)
    for norm in tuple(lowering.norms):
        for place in _doubtful_exceptions(norm):
            if not owned.touching(place):
                _report(lowering, norms, place)


def _doubtful_exceptions(norm: Norm) -> Iterator[Span]:
    """没收…,除情节轻微外,处…: an exception behind a sanction, when others follow or came under other conditions, is not surely of the whole norm."""
    for exception in norm.exceptions:
        before = [m for m in norm.measures if m.span.start < exception.span.start]
        after = [m for m in norm.measures if m.span.start > exception.span.start]
        rungs = {m.condition for m in before}
        inside = exception.sense == "except" and norm.span.contains(exception.span)
        if inside and before and (after or len(rungs) > 1):
            yield exception.span


def _told(lowering: "Lowering", norms: SpanIndex, sentence: Sentence) -> bool:
    """Whether a sentence is only a retelling (a summary without measures), which is never run."""
    around = [lowering.norms[n] for n in norms.around(sentence.span)]
    return bool(around) and all(n.role == "summary" and not n.measures for n in around)


def _report(lowering: "Lowering", norms: SpanIndex, place: Span) -> None:
    around = norms.around(place)
    if not around:
        lowering.diagnostics.add("S130", place, understood=False, text=place.slice(lowering.ingested.source.raw), norm="account")
        return
    number = min(around, key=lambda n: lowering.norms[n].span.end - lowering.norms[n].span.start)
    norm = lowering.norms[number]
    lowering.norms[number] = replace(norm, unclaimed=tuple(sorted({*norm.unclaimed, place})))
    lowering.report_unclaimed((place,), norm.id)


# -- what is claimed ---------------------------------------------------------------------------------------------------------------------


def _claimed(lowering: "Lowering") -> bytearray:
    """Which characters of the raw text a condition, exception, measure, act or part of an account was made of."""
    marks = bytearray(len(lowering.ingested.source.raw))
    for span in _spans(lowering):
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
    return marks


def _spans(lowering: "Lowering") -> Iterator[Span]:
    for norm in lowering.norms:
        yield from _of_norm(norm)
    for account in lowering.accounts:
        for part in (account.reset, *account.recovery, *account.caps, *account.nodes):
            if part is not None:
                yield part.span
        if account.reset is not None:
            yield from _of_expression(account.reset.condition)
        for node in account.nodes:
            for measure in node.measures:
                yield from _of_measure(measure)
        if account.concurrency_span is not None:
            yield account.concurrency_span
    yield from (definition.span for definition in lowering.definitions)
    yield from (reference.span for reference in lowering.references)


def _of_norm(norm: Norm) -> Iterator[Span]:
    yield from _of_expression(norm.condition)
    for exception in norm.exceptions:
        yield exception.span
        yield from _of_expression(exception.condition)
    for measure in norm.measures:
        yield from _of_measure(measure)
    yield from norm.unclaimed
    yield from (part.span for part in (norm.act, norm.keeps) if part is not None)


def _of_measure(measure: Measure) -> Iterator[Span]:
    yield measure.span
    yield from _of_expression(measure.condition)
    if isinstance(measure.to, tuple):
        for inner in measure.to:
            yield from _of_measure(inner)


def _of_expression(expression: Expression | None) -> Iterator[Span]:
    for leaf in walk(expression, {}):
        span = getattr(leaf, "span", None)
        if isinstance(span, Span) and not isinstance(leaf, Is):  # whom a sentence is about is read from the whole of it
            yield span


# -- what is not -------------------------------------------------------------------------------------------------------------------------


def _unclaimed(statement: Statement, sentence: Sentence, claimed: bytearray) -> Iterator[Span]:
    kind = statement.kind
    series = any(isinstance(p, AccountPhrase) and p.kind == "series" for g in sentence.segments for p in g.parts)
    after_effect = False
    for segment in sentence.segments:
        if series and kind == "account":
            continue
        if GIVES_CHANCE.search(segment.text):  # what the chance consists of is said next; that it may be refused is said nowhere
            yield from (mark.span for mark in segment.marks("MAY"))
            after_effect = True
            continue
        if segment.marks("EXCLUDED") and after_effect and any(s.kind == "effect" and segment.span < s.span for s in sentence.segments):
            yield segment.span  # between two sanctions: whether both are meant is not said
            continue
        if kind == "intro" and segment.kind == "condition" and _holds_more(segment, sentence) and not _touched(segment.span, claimed):
            yield segment.span  # of a head that only announces nothing is made: its alternatives, or another list's head, are lost
            continue
        if segment.kind == "numeric" and after_effect and kind in _SANCTIONING and _LIMITS.search(segment.text) and not _of_sum(segment):
            yield segment.span  # a cap behind a sanction, no condition of the next one
            continue
        if segment.marks("EXCLUDED") and not _touched(segment.span, claimed):
            yield segment.span
            continue
        for part in segment.parts:
            if _carries(part, segment, kind) and not _touched(part.span, claimed):
                yield part.span
        after_effect = after_effect or segment.kind == "effect"


def _holds_more(segment: Segment, sentence: Sentence) -> bool:
    """Whether a condition in the head of rules that follow says more than whom they are about."""
    return bool(segment.marks("OR", "AND")) or (bool(segment.marks("SIMULTANEOUSLY")) and segment is not sentence.segments[-1])


def _of_sum(segment: Segment) -> bool:
    """Whether a segment only says more about the sum before it (a cap, how it is rounded, up to how many points come back)."""
    ceiling = any(isinstance(p, AccountPhrase) and p.kind == "ceiling" for p in segment.parts)
    return ceiling or limits(segment) is not None or is_sum_term(segment)


def _heads_without_list(statement: Statement) -> Iterator[Span]:
    """满足下列条件的, and no list follows, or another head claims it: 替换为下列措施: is a list of its own, 按照下列规定处罚: of rules."""
    if statement.kind not in _SANCTIONING:
        return
    entries = {id(s) for item in statement.items for s in item.sentences}
    own = [s for s in statement.sentences if id(s) not in entries]
    announcing = [
        (s, g) for s in own for g in s.segments if any(m.text in _AHEAD for m in g.marks("LIST")) and not _opens_nested(g, s, statement)
    ]
    heads = [(s, g) for s, g in announcing if g.kind == "condition"]
    relieved = any(isinstance(p, ReliefPhrase) and p.listed for s in own for g in s.segments for p in g.parts)
    followed = any(s.terminator in (":", "：") for s in own) or any(item.label for item in statement.items)
    beside = relieved or (len(announcing) > len(heads) and any(g.marks("SIMULTANEOUSLY") for _, g in heads))
    if len(heads) > (1 if followed and not beside else 0):  # of several heads none says whose the entries are
        yield from (g.span for _, g in heads)


def _opens_nested(segment: Segment, sentence: Sentence, statement: Statement) -> bool:
    """(二)同时满足以下条件的: the head of a list inside an entry."""
    return sentence is not statement.sentences[0] and segment is sentence.segments[-1] and sentence.terminator in (":", "：")


def _touched(span: Span, claimed: bytearray) -> bool:
    return any(claimed[span.start : span.end])


def _carries(part: Phrase, segment: Segment, kind: str) -> bool:
    """Whether a phrase says something that must have become part of a norm."""
    match part:
        case ComparisonPhrase(window=window, amount=amount):
            alone = window is not None and amount.span == part.span  # goes into what is counted in it, or is reported there
            return not alone and limits(segment) is None
        case OccurrencePhrase(text=text, relations=relations):
            return not (text.startswith("一次") and relations == (("eq", Decimal(1)),))  # 一次伤害两人以上: in one go
        case ExceptPhrase(text=text):
            return kind != "account" or not ADDS_TO_SINGLE.search(text)  # nodes come in addition to what the violation itself leads to
        case TierPhrase() | GainsPhrase():
            return True
        case MeasurePhrase(amounts=amounts, duration=duration, permanent=permanent):
            if kind == "account" and not (amounts or duration or permanent):
                return False
            train = part.action == "train" and kind == "admission"  # 培训机构 is a name
            return kind in (*_SANCTIONING, "account") and not train and imposes(segment, part) and not forbids(segment)
        case Mark(kind="BRACKET", text=text) if only_names(text):  # (以下简称“小店”)
            return False
        case Mark(kind="OPAQUE" | "BRACKET"):
            return kind in _SANCTIONING and (bool(find_dates(part.text)) or any(word not in _COMMON for word in load_bearing(part.text)))
    return False
