"""除…外, 但…除外, …的,不在此限 → what is taken out of a norm (`except`), or what comes on top of it (`in_addition`) with its measures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rulec.ir.model import Expression, Measure, NormException
from rulec.ir.segments_to_conditions import ConditionMaker, joined
from rulec.ir.segments_to_measures import MeasureMaker
from rulec.semantics.sentence_kinds import imposes
from rulec.source import cover
from rulec.syntax.clauses import ComparisonPhrase, ExceptPhrase, GainsPhrase, Mark, MeasurePhrase, OccurrencePhrase, Segment, TierPhrase
from rulec.syntax.statements import Group

_LEADING = re.compile(r"^(?:但是|但|其中|且|然而)+")
_CLOSING = re.compile(r"的?(?:情况|情形)?(?:除外|不在此限|不受此限)?$")


def without_exceptions(leads: Sequence[Segment]) -> tuple[Segment, ...]:
    """The leading segments without what 除…外 says: that is no condition of the norm."""
    kept: list[Segment] = []
    for segment in leads:
        rest = tuple(p for p in segment.parts if not isinstance(p, ExceptPhrase))
        if len(rest) == len(segment.parts):
            kept.append(segment)
        elif any(not isinstance(p, Mark) or len(p.text.strip()) > 2 for p in rest):
            kept.append(replace(segment, parts=rest, text="".join(p.text for p in rest).strip(), span=cover(p.span for p in rest)))
    return tuple(kept)


def excepted(part: ExceptPhrase, conditions: ConditionMaker) -> Expression:
    """What 除…外 takes out: a tier or a figure where its words state one, else a judgement word for word."""
    figures = [
        p for s in part.within for g in s.segments for p in g.parts
        if isinstance(p, (TierPhrase, ComparisonPhrase, OccurrencePhrase, GainsPhrase))
    ]  # fmt: skip
    if figures:
        made = joined([e for s in part.within for g in s.segments for e in [conditions.of_segment(g, [])] if e is not None])
        if made is not None:
            return made
    return conditions.judgement(part.inner, part.span)


def adds_measures(part: ExceptPhrase) -> bool:
    """除扣12分外: measures stand inside, so that it adds."""
    return any(_effects(part))


def added_measures(group: Group, measures: MeasureMaker) -> list[Measure]:
    """The measures that stand inside 除…外 of a group."""
    found: list[Measure] = []
    for segment in (*group.leads, *group.effects):
        for part in segment.parts:
            if isinstance(part, ExceptPhrase):
                found += measures.of_group(replace(group, leads=(), effects=_effects(part), exception=None), None, None)
    return found


def _effects(part: ExceptPhrase) -> tuple[Segment, ...]:
    segments = (g for s in part.within for g in s.segments if g.kind == "effect")
    return tuple(g for g in segments if any(isinstance(p, MeasurePhrase) and imposes(g, p) for p in g.parts))


def proviso(leads: Sequence[Segment], conditions: ConditionMaker) -> NormException | None:
    """但因不可抗力迟发的除外, 提前报备的,不在此限: what no longer falls under the norm; None where the segments say no such thing."""
    if not leads or not any(segment.marks("EXCLUDED") for segment in leads):
        return None
    place = cover(segment.span for segment in leads)
    text = "".join(segment.text for segment in leads)
    stated = [_open(segment) for segment in leads]
    figures = [s for s in stated if s is not None and any(not isinstance(p, Mark) for p in s.parts)]
    if figures:
        condition = joined([e for s in stated if s is not None for e in [conditions.of_segment(s, [])] if e is not None])
    else:
        words = _CLOSING.sub("", _LEADING.sub("", text)).strip(" ,，;；。的")
        condition = conditions.judgement(words, place) if words else None
    return NormException("except", condition, place, text) if condition is not None else None


def _open(segment: Segment) -> Segment | None:
    """A segment without the words that only say that it is excepted."""
    rest = tuple(
        p for p in segment.parts if not (isinstance(p, Mark) and (p.kind == "EXCLUDED" or p.text.strip() in ("但", "但是", "其中")))
    )
    if not rest:
        return None
    return replace(segment, parts=rest, text="".join(p.text for p in rest).strip(" ,，"), span=cover(p.span for p in rest))
