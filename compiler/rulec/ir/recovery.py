"""What gives points back (补1分, 退回多少), up to how much in how long (任意30天里最多补1分), and what takes a misjudged sanction back."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.model import All, Compare, Expression, Judgement, Measure, Norm, NormException, Recovery, Window
from rulec.ir.provisos import without_exceptions
from rulec.ir.relief import exception_of
from rulec.ir.segments_to_conditions import clean_judgement, joined
from rulec.semantics.account_terms import balance_ceiling, recovery_terms
from rulec.semantics.idle_clauses import is_idle
from rulec.source import Span, cover
from rulec.syntax.clauses import AccountPhrase, ComparisonPhrase, ExceptPhrase, Mark, MeasurePhrase, Phrase, Segment, Sentence
from rulec.syntax.statements import Group, Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_ALL_OF = "该次扣分"
_MEANS = re.compile(r"(?:靠|凭|通过|以)([^,，。;；]{2,12}?)$")


def lower_recovery(lowering: "Lowering", statement: Statement) -> None:
    """One norm a sentence that gives points back; a ceiling hangs on the norms of the same way of earning them, just before it."""
    for sentence in statement.sentences:
        ceiling = next((p for s in sentence.segments for p in s.parts if isinstance(p, AccountPhrase) and p.kind == "ceiling"), None)
        if _into_account(lowering, sentence, ceiling):
            continue
        if ceiling is None or any(isinstance(p, MeasurePhrase) and p.rule == "restoration" for s in sentence.segments for p in s.parts):
            _grant(lowering, statement, sentence)
        if ceiling is not None:
            _limit(lowering, statement, sentence, ceiling)
    lowering.claim(statement, "rule", "recovery")
    lowering.ladder = None


def _into_account(lowering: "Lowering", sentence: Sentence, ceiling: AccountPhrase | None) -> bool:
    """每完成3笔订单,恢复信用分1分: what the account itself wins back. Returns whether the sentence was that and nothing else."""
    first, *rest = sentence.segments
    terms = recovery_terms(first.text) if first.kind == "statement" else None
    grants = [p for s in rest for p in s.parts if isinstance(p, MeasurePhrase)]
    amounts = [a for p in grants for a in p.amounts]
    if terms is None or len(grants) != 1 or grants[0].rule != "restoration" or len(amounts) != 1 or amounts[0].low is None:
        return False
    draft = lowering.account.draft()
    upto = ceiling.value if ceiling is not None else None
    for segment in rest:
        balance = balance_ceiling(segment.text)
        if balance is None and any(not isinstance(p, Mark) for p in segment.parts):
            continue
        if balance is None or balance != draft.initial:  # up to a balance that is not the full one
            lowering.diagnostics.add("S130", segment.span, understood=False, text=segment.text, norm="account")
    draft.recovery.append(Recovery(terms.every, terms.unit, terms.what, amounts[0].low, upto, sentence.span))
    draft.spans.append(sentence.span)
    return True


def _grant(lowering: "Lowering", statement: Statement, sentence: Sentence) -> None:
    lowering.measures.start_norm()
    conditions = lowering.conditions()
    found: list[Expression] = []
    measures: list[Measure] = []
    exceptions: list[NormException] = []
    for group in statement.groups:
        if group.sentence is not sentence:
            continue
        exceptions += [exception_of(p, conditions) for g in (*group.leads, *group.effects) for p in g.parts if isinstance(p, ExceptPhrase)]
        for segment in lowering.forbidden(statement, without_exceptions(group.leads)):
            if any(isinstance(p, AccountPhrase) and p.kind == "ceiling" for p in segment.parts):
                continue  # 任意30天内最多补1分: hung on the norm by `_limit`
            if segment.kind == "statement" and not group.effects:  # behind what is given back: no condition of it
                conditions.dropped.append(segment.span)
                continue
            made = (
                conditions.of_segment(segment, [])
                if segment.kind in ("condition", "numeric")
                else conditions.judgement(segment.text, segment.span)
                if _states(segment)
                else None
            )
            found.extend([made] if made is not None else [])
        found.extend(c for c in [_before_effect(group, conditions.judgement)] if c is not None)
        measures.extend(_whole(m) for m in lowering.measures.of_group(group, None, None))
    lowering.add(
        Norm(
            lowering.new_id(), "penalty", sentence.span, sentence.text, violation=lowering.violation,
            provision=lowering.provision(statement.block), condition=joined(found), measures=tuple(measures), exceptions=tuple(exceptions),
            unclaimed=lowering.unclaimed(conditions),
        )
    )  # fmt: skip


def _states(segment: Segment) -> bool:
    """Whether a segment without 的 says what must have happened: words, not only a label (第二条)."""
    words = "".join(p.text for p in segment.parts if not (isinstance(p, Mark) and p.kind == "REF"))
    return len(clean_judgement(words)) >= 3 and not is_idle(words)


def _before_effect(group: Group, judgement: Callable[[str, Span], Judgement]) -> Expression | None:
    """考到满分补1分: what stands in front of 补 in its own segment."""
    first = group.effects[0] if group.effects else None
    if first is None:
        return None
    parts: list[Phrase] = []
    for part in first.parts:
        if isinstance(part, MeasurePhrase):
            break
        parts.append(part)
    words = [p for p in parts if isinstance(p, Mark) and p.kind == "OPAQUE"]
    text = "".join(p.text for p in words)
    if "多少" in text:  # 原先扣掉多少就退回多少: the amount, not a condition
        return None
    if len(clean_judgement(text)) < 3 or is_idle(text) or any(isinstance(p, MeasurePhrase) for p in parts):
        return None
    return judgement(text, cover(p.span for p in words))


def _whole(measure: Measure) -> Measure:
    """退回多少, 返还全部扣分: all that was deducted this time."""
    if measure.action == "grant" and measure.amount is None:
        return replace(measure, amount=All(_ALL_OF), object=measure.object or "退回扣分")
    return measure


def _limit(lowering: "Lowering", statement: Statement, sentence: Sentence, ceiling: AccountPhrase) -> None:
    """任意30天里靠考试最多补1分: the points earned this way in the window, this time included, are at most so many."""
    window = next((p.window for s in sentence.segments for p in s.parts if isinstance(p, ComparisonPhrase) and p.window is not None), None)
    words = _opaque_before(sentence, ceiling.span)
    means = _MEANS.search(words)
    way = means.group(1) if means else ""
    spoken = window.text.removesuffix("里").removesuffix("内") + "内" if window else ""
    made = Window("rolling", window.length, window.unit) if window else None
    label = lowering.facts.ask(f"{spoken}{way}补分", "number", ceiling.span, unit="point", window=made)
    assert ceiling.value is not None
    place = cover([ceiling.span, window.span]) if window else ceiling.span
    bound = Compare(label, "le", ceiling.value, "point", window=made, span=place)
    block = statement.block
    hung = False
    for number in range(len(lowering.norms) - 1, -1, -1):
        norm = lowering.norms[number]
        if norm.provision != lowering.provision(block) or not any(m.action == "grant" for m in norm.measures):
            break
        if not hung and (not way or way in norm.text or _near(lowering, norm.span, sentence.span)):
            whole = cover([norm.span, sentence.span])
            both = joined([*([norm.condition] if norm.condition else []), bound])
            lowering.norms[number] = replace(norm, condition=both, span=whole, text=lowering.words(whole))
            hung = True
    if not hung:
        lowering.diagnostics.add("S130", ceiling.span, understood=False, text=ceiling.text, norm="recovery")


def _near(lowering: "Lowering", first: Span, second: Span) -> bool:
    return "\n" not in lowering.ingested.source.raw[first.end : second.start]


def _opaque_before(sentence: Sentence, place: Span) -> str:
    words = [p.text for s in sentence.segments for p in s.parts if isinstance(p, Mark) and p.kind == "OPAQUE" and p.span < place]
    return words[-1].strip() if words else ""
