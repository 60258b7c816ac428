"""Leading segments of a sentence → the condition they state."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rulec.ir.model import And, Compare, Event, Expression, Flag, InTier, Judgement, Not, Occurrence, Or, Violates
from rulec.ir.phrases_to_amounts import window_of
from rulec.lexicon.load_bearing import load_bearing
from rulec.semantics.facts import FactTable
from rulec.source import Span, cover
from rulec.syntax.clauses import (
    ComparisonPhrase,
    GainsPhrase,
    Mark,
    OccurrencePhrase,
    Phrase,
    Segment,
    TierPhrase,
)

TIER_FACT = "情节"
_CONNECTORS = re.compile(r"^(?:但是|但|且|并且|并|或者|或|同时|以及|而且|如果|如|若|当|凡是|凡|对于|对)+(?=.)")
_WHO_JUDGES = re.compile(r"^(?:经)?平台(?:认定|判定|判断|核实|发现)?(?:商家|达人|用户)?(?:的)?(?:相关)?行为(?=.)|^(?:经)?平台(?:认定|判定|核实)(?:为|属于)?(?=.)")
_TAIL = re.compile(r"(?:的|时|后)$")
_REFUSAL = re.compile(r"^(?:拒不|逾期)(?:不)?(?:改正|整改|履行|执行|缴纳|恢复|拆除|清除|补办|停止|消除).{0,12}$|^(?:仍不改正|仍未改正|逾期未改正)$")
_STATE_WORDS = re.compile(r"^(?:当次)?(?:违约单)?原本")
_BREACH = re.compile(r"违反")
_CONDITION_START = ("IF",)


@dataclass(slots=True)
class ConditionMaker:
    """Makes expressions; `facts` collects what they ask for, `dropped` the load-bearing stretches that no condition claimed."""

    facts: FactTable
    violation: str | None = None
    scale: str = TIER_FACT
    dropped: list[Span] = field(default_factory=list)

    # -- several segments ----------------------------------------------------------------------------------------------------------

    def of_leads(self, leads: Sequence[Segment]) -> Expression | None:
        """The condition that the leading segments of a group state, joined by `and`; None where they state none."""
        found: list[Expression] = []
        pending: list[Segment] = []
        for segment in leads:
            if segment.kind in ("condition", "numeric"):
                expression = self.of_segment(segment, pending)
                pending = []
                if expression is not None:
                    found.append(expression)
            elif self.starts_condition(segment) or pending:
                pending.append(segment)
            else:
                pending = [segment] if _carries(segment) else []
        for segment in pending:
            expression = self.of_statement(segment)
            if expression is not None:
                found.append(expression)
        return joined(found)

    def starts_condition(self, segment: Segment) -> bool:
        """Whether a segment without 的 is a condition by its own words (如…, 违反…规定)."""
        return bool(segment.marks("IF")) or bool(segment.marks("REF")) or bool(_BREACH.match(segment.text)) or segment.text.startswith("当")

    def of_statement(self, segment: Segment) -> Expression | None:
        """A segment that no 的 closes: a breach or 如…; other words state no condition, and must not carry one."""
        if self.starts_condition(segment):
            return self.of_segment(segment, [])
        self._drop(segment)
        return None

    def _drop(self, segment: Segment) -> None:
        for part in segment.parts:
            if isinstance(part, Mark) and part.kind in ("OPAQUE", "BRACKET", "MUST_NOT", "EXCLUDED") and load_bearing(part.text):
                self.dropped.append(part.span)
            elif isinstance(part, (ComparisonPhrase, OccurrencePhrase)):
                self.dropped.append(part.span)

    # -- one segment ---------------------------------------------------------------------------------------------------------------

    def of_segment(self, segment: Segment, before: Sequence[Segment]) -> Expression | None:
        """One condition segment; `before` are statement segments that belong to it (对A,B的)."""
        parts = [p for p in segment.parts if not (isinstance(p, Mark) and p.kind in ("CLOSE", "IF"))]
        alternatives = [run for run in _split(parts, "OR") if run]
        args = [joined([e for run in _split(alternative, "AND") if run for e in [self.of_run(run)] if e is not None]) for alternative in alternatives]
        own = _any([a for a in args if a is not None])
        lead = [e for e in (self.of_words(s.text, s.span, s.parts) for s in before) if e is not None]
        return joined([*lead, *([own] if own is not None else [])])

    def of_run(self, parts: Sequence[Phrase]) -> Expression | None:
        """Phrases between connectives: figures become comparisons, the other words a judgement word for word."""
        span = cover(p.span for p in parts)
        text = "".join(p.text for p in parts)
        figures = [p for p in parts if isinstance(p, (ComparisonPhrase, OccurrencePhrase, TierPhrase, GainsPhrase))]
        words = [p for p in parts if isinstance(p, Mark) and p.kind not in ("DULY", "ALSO", "COLON")]
        if not figures:
            return self.of_words(text, span, parts)
        subject = "".join(p.text for p in words if p.span < figures[0].span)
        found = [self.of_figure(p, subject) for p in figures]
        rest = [p for p in words if not (p.span < figures[0].span and _only_subject(p.text))]
        if any(_says_more(p.text) for p in rest):
            found.append(self.judgement(text, span))
        return joined([e for e in found if e is not None])

    def of_figure(self, phrase: Phrase, subject: str) -> Expression | None:
        """A tier, a numeric condition, an occurrence or 没有违法所得."""
        match phrase:
            case TierPhrase():
                label = self.facts.ask(self.scale, "choice", phrase.span, asked_of="person", domain=(phrase.label,))
                return InTier(self.violation, self.scale, phrase.label, label, phrase.span)
            case ComparisonPhrase():
                return self.comparison(phrase, subject)
            case OccurrencePhrase():
                return self.occurrence(phrase, subject)
            case GainsPhrase():
                label = self.facts.ask(f"没有{phrase.fact}", "flag", phrase.span)
                flag = Flag(label, phrase.span)
                return Not(flag) if phrase.present else flag
        return None

    def comparison(self, phrase: ComparisonPhrase, subject: str) -> Expression:
        """Figures of one fact; a slash list of two facts of two subjects is zipped elsewhere (`resolve`)."""
        label, kind, unit = clean_fact(phrase.fact or subject), phrase.amount.kind, phrase.amount.unit
        if kind == "point" and re.search(r"(?:体验|口碑|信用|服务|评|得|店铺)分", label):
            unit = "score"
        window = window_of(phrase.window, phrase.text)
        fact_type = {"money": "money", "times": "count", "count": "count", "point": "number"}.get(kind, "number")
        label = self.facts.ask(label or phrase.text, fact_type, phrase.span, unit=unit, window=window)
        scale = 100 if kind == "rate" else 1
        unit = "percent" if kind == "rate" else "times" if kind == "multiple" else unit
        leaves: list[Expression] = [
            Compare(label, rel, value * scale, unit, window=window, span=phrase.span, implied=phrase.implied) for rel, value in phrase.relations
        ]
        return joined(leaves) or self.judgement(phrase.text, phrase.span)

    def occurrence(self, phrase: OccurrencePhrase, subject: str) -> Expression:
        """首次 counts the case being decided."""
        event = clean_fact(phrase.event) or clean_fact(subject) or "违规"
        window = window_of(phrase.window, phrase.text)
        label = self.facts.ask(f"{event}次数", "count", phrase.span, unit="times", window=window)
        leaves: list[Expression] = [Occurrence(event, rel, value, label, window, phrase.span) for rel, value in phrase.relations]
        return joined(leaves) or self.judgement(phrase.text, phrase.span)

    def of_words(self, text: str, span: Span, parts: Sequence[Phrase]) -> Expression | None:
        """Words without figures: a breach of a provision, a refusal, or a judgement."""
        refs = [p for p in parts if isinstance(p, Mark) and p.kind == "REF"]
        clean = clean_judgement(text)
        if not clean:
            return None
        if _BREACH.search(text) and (refs or re.search(r"违反(?:本|有关|相关|国家|平台|快手)?.{0,12}规定", text)):
            reference = "、".join(r.text for r in refs) or clean
            label = self.facts.ask(clean, "flag", span, asked_of="person")
            return Violates(reference, label, span)
        if _REFUSAL.match(clean):
            return Event(clean, self.facts.ask(clean, "event", span), None, span)
        return self.judgement(text, span)

    def judgement(self, text: str, span: Span) -> Judgement:
        """Open texture, quoted word for word (without connectives and closing 的)."""
        clean = clean_judgement(text) or text
        return Judgement(self.facts.ask(clean, "judgement", span, asked_of="person"), clean, span)


def clean_judgement(text: str) -> str:
    """The clause without connectives in front, who judges, and a closing 的/时."""
    text = text.strip(" ,，;；。:：、\n")
    for pattern in (_CONNECTORS, _WHO_JUDGES):
        text = pattern.sub("", text, count=1)
    return _TAIL.sub("", text).strip(" ,，")


def clean_fact(text: str) -> str:
    """A noun phrase as the label of a fact: without connectives and particles at its ends."""
    text = text.strip(" ,，;；:：、的")
    text = re.sub(r"^(?:当次违约单|违约单下发时的?|展示在C端的|其|该|若|如|当|或者|或|且|并且|商家|达人)+", "", text)
    return re.sub(r"(?:在|为|的|是|有|达|分值|金额在)$", "", text).strip(" ,，的")


def _only_subject(text: str) -> bool:
    return len(text) <= 12 and not re.search(r"未|不|没有|擅自|造成|发生|使用|进行", text)


def _says_more(text: str) -> bool:
    return len(text.strip(" 的,")) >= 2


def _carries(segment: Segment) -> bool:
    return bool(segment.marks("REF")) or "违反" in segment.text


def _split(parts: Sequence[Phrase], kind: str) -> list[list[Phrase]]:
    runs: list[list[Phrase]] = [[]]
    for part in parts:
        if isinstance(part, Mark) and part.kind == kind:
            runs.append([])
        else:
            runs[-1].append(part)
    return runs


def joined(found: Sequence[Expression]) -> Expression | None:
    """All of them; flat, one alone as it is."""
    flat: list[Expression] = []
    for expression in found:
        flat.extend(expression.args if isinstance(expression, And) else [expression])
    unique = list(dict.fromkeys(flat))
    return None if not unique else unique[0] if len(unique) == 1 else And(tuple(unique))


def _any(found: Sequence[Expression]) -> Expression | None:
    return None if not found else found[0] if len(found) == 1 else Or(tuple(found))


def any_of(found: Sequence[Expression]) -> Expression | None:
    """Any of them; one alone as it is."""
    return _any(found)
