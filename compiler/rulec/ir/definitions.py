"""Definitions → the rule set's: terms with what they hold, short names as synonyms of facts, and figures that conditions on the term take over."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.model import Definition, Expression, Judgement, Norm
from rulec.ir.relief import leaves, walk
from rulec.semantics.definitions import defined, gathered, same_thing, short_names
from rulec.source import Span, cover
from rulec.syntax.clauses import Mark, Phrase, Segment
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_FRAME = r"(?:被)?(?:造成|有|存在|属于|发生|构成|产生|达到|符合|出现)?(?:了)?"
_TAIL = r"(?:的|情形|情况|条件)?"


def take_short_names(lowering: "Lowering") -> dict[str, str]:
    """Enter every 以下简称 as a definition, and as another name of the fact it abbreviates. Returns short titles → full titles."""
    normal = lowering.ingested.normal
    titles: dict[str, str] = {}
    for block in lowering.announcement.blocks:
        if block.kind in ("blank", "chrome"):
            continue
        text = normal.text[block.body : block.end]
        for one in short_names(text):
            span = normal.raw_span(block.body + one.start, block.body + one.end)
            lowering.definitions.append(Definition(one.alias, "term", one.full, span))
            if one.title:
                titles[one.alias] = one.full
            else:
                lowering.facts.aliases.setdefault(one.alias, one.full)
    for sentence in lowering.announcement.sentences:
        same = same_thing(sentence.text)
        if same is not None:
            lowering.facts.aliases.setdefault(*same)
    return titles


def lower_term(lowering: "Lowering", statement: Statement) -> bool:
    """A definition with its parts. Returns whether its figures are understood: 重大损失是指损失十万元以上 is then what conditions on it ask."""
    span = cover(s.span for s in statement.sentences)
    text = "".join(s.text for s in statement.sentences)
    parts = gathered(text) or defined(statement.term, text)
    condition = _figures(lowering, statement) if len(parts.terms) == 1 and not parts.without else None
    for term in parts.terms:
        kind = "derived_fact" if condition is not None else "term"
        lowering.definitions.append(
            Definition(term, kind, text, span, term if condition is not None else None, condition, parts.members, None, parts.without)  # type: ignore[arg-type]
        )
    return condition is not None


def _figures(lowering: "Lowering", statement: Statement) -> Expression | None:
    """What a definition says behind 是指, where that is nothing but figures; None where any word of it is left to a person."""
    if len(statement.sentences) != 1 or statement.items:
        return None
    rest = _behind(statement.sentences[0].segments)
    if rest is None or "自然" in rest.text:  # 一个自然年内: a calendar window that no figure here carries
        return None
    conditions = lowering.conditions()
    known = set(lowering.facts.labels())
    found = conditions.of_segment(rest, [])
    if found is None or conditions.leftover() or any(isinstance(leaf, Judgement) for leaf in leaves(found)):
        for label in set(lowering.facts.labels()) - known:
            lowering.facts.forget(label)
        return None
    return found


def _behind(segments: Sequence[Segment]) -> Segment | None:
    """The one segment behind the defining word; None where there are several."""
    for number, segment in enumerate(segments):
        at = next((n for n, p in enumerate(segment.parts) if isinstance(p, Mark) and p.kind == "DEFINE"), None)
        if at is None:
            continue
        rest: tuple[Phrase, ...] = segment.parts[at + 1 :]
        if number != len(segments) - 1 or not rest:
            return None
        return Segment("numeric", rest, "".join(p.text for p in rest), Span(rest[0].span.start, rest[-1].span.end))
    return None


def apply_definitions(lowering: "Lowering") -> None:
    """Where a condition only names a defined term (造成重大损失的), it asks what the definition asks; the term itself is no fact then."""
    by_term = {d.term: d.condition for d in lowering.definitions if d.kind == "derived_fact" and d.condition is not None and d.fact == d.term}
    if not by_term:
        return
    patterns = [(re.compile(f"^{_FRAME}{re.escape(term)}{_TAIL}$"), condition) for term, condition in by_term.items()]
    replaced: set[str] = set()

    def change(leaf: Expression) -> Expression:
        if isinstance(leaf, Judgement):
            for pattern, condition in patterns:
                if pattern.match(leaf.text):
                    replaced.add(leaf.fact)
                    return condition
        return leaf

    lowering.norms[:] = [_changed(norm, change) for norm in lowering.norms]
    still = {leaf.fact for norm in lowering.norms for one in _expressions(norm) for leaf in leaves(one) if isinstance(leaf, Judgement)}
    for label in replaced - still:
        lowering.facts.forget(label)


def _changed(norm: Norm, change: Callable[[Expression], Expression]) -> Norm:
    measures = tuple(replace(m, condition=walk(m.condition, change)) for m in norm.measures)
    exceptions = tuple(replace(e, condition=walk(e.condition, change)) for e in norm.exceptions)
    return replace(norm, condition=walk(norm.condition, change), measures=measures, exceptions=exceptions)


def _expressions(norm: Norm) -> list[Expression | None]:
    return [norm.condition, *(m.condition for m in norm.measures), *(e.condition for e in norm.exceptions)]
