"""Relief (减免): what on a ticket is replaced or waived, under which conditions, and what stays."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.model import And, Choice, Contains, Definition, Expression, Flag, Is, Keeps, Measure, Norm, NormException, Not, Or
from rulec.ir.provisos import adds_measures, excepted
from rulec.ir.segments_to_conditions import PARTY_FACT, ConditionMaker, joined
from rulec.source import Span, cover
from rulec.syntax.clauses import ExceptPhrase, Mark, MeasurePhrase, ReliefPhrase, Segment
from rulec.syntax.statements import Group, Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

KEPT = re.compile(r"(?:均|都|也)?不(?:会|予|得|再)?(?:被)?(?:撤销|减免|免除|豁免)")
_NAMED = re.compile(r"包括(?:但不限于)?(.+?)等")
_FROM = re.compile(r"^(?:把|将|对)|^.*?[中内](?=的)的|[“”]")
_PARTY = re.compile(r"(?:对于|结合|针对)?(商家|达人|商户|主播|卖家|创作者)")
OBJECT_OF_ELIGIBILITY = re.compile(r"(?:机会|资格)$")
_CLASS = re.compile(r"(?:认定为|视为|属于)(?:含有)?(.{2,20}?措施)")
_MEMBER = re.compile(r"[“「](.+?)[”」]")


def lower_relief(lowering: "Lowering", statement: Statement) -> None:
    """One relief statement: operative with its conditions, a detail (what replaces what for whom), a summary, or what is kept."""
    span = cover(s.span for s in statement.sentences)
    text = "".join(s.text for s in statement.sentences)
    lowering.measures.start_norm()
    conditions = lowering.conditions()
    measures: list[Measure] = []
    exceptions = tuple(
        exception_of(p, conditions) for group in statement.groups for s in (*group.leads, *group.effects) for p in s.parts if isinstance(p, ExceptPhrase)
    )
    for group in statement.groups:
        measures.extend(_with_sources(lowering, group, lowering.measures.of_group(_without_replaced(group), None, None)))
    detail = any(isinstance(p, ReliefPhrase) and p.listed for g in statement.groups for s in g.effects for p in s.parts)
    if detail:
        listed = [m for item in statement.items for s in item.sentences for m in lowering.measures_of(s)]
        measures = [replace(m, to=tuple(listed)) if m.action == "replace" else m for m in measures]
        party = _PARTY.search(statement.sentences[0].text)
        condition: Expression | None = None
        if party:
            label = lowering.facts.ask(PARTY_FACT, "choice", statement.sentences[0].span, domain=(party.group(1),))
            condition = Is(label, party.group(1), statement.sentences[0].span)
        own = [s for g in statement.groups for s in without_head(g.leads) if s.kind in ("condition", "numeric")]
        stated_first = conditions.of_leads(own)
        if stated_first is not None:
            condition = joined([*([condition] if condition is not None else []), stated_first])
        lowering.add(
            Norm(lowering.new_id(), "relief", span, text, "detail", subjects=(party.group(1),) if party else (), condition=condition,
                 provision=lowering.provision(statement.block), measures=tuple(measures), exceptions=exceptions,
                 unclaimed=lowering.unclaimed(conditions))
        )  # fmt: skip
        lowering.claim(statement, "rule", "relief-detail")
        return
    stated = [c for g in statement.groups for c in [conditions.of_leads(without_head(g.leads))] if c is not None]
    items = lowering.items(statement, conditions) if statement.items else None
    stated_condition = joined([*stated, *([items] if items is not None else [])])
    lowering.remarks(conditions, statement)
    lowering.add(
        Norm(lowering.new_id(), "relief", span, text, "operative" if stated_condition is not None else "summary", condition=stated_condition,
             provision=lowering.provision(statement.block), measures=_as_choice(measures), exceptions=exceptions,
             unclaimed=lowering.unclaimed(conditions))
    )  # fmt: skip
    lowering.claim(statement, "rule", "relief")


def lower_kept(lowering: "Lowering", statement: Statement) -> bool:
    """…等措施均不会撤销和减免: what stays on the ticket. Returns whether the statement was one."""
    text = "".join(s.text for s in statement.sentences)
    if not KEPT.search(text):
        return False
    found = _NAMED.search(text)
    named = tuple(w for w in re.split(r"[、,和及]", found.group(1)) if w) if found else ()
    lowering.kept = Keeps("其他" in text, named, cover(s.span for s in statement.sentences))
    lowering.claim(statement, "rule", "relief-keeps")
    return True


def lower_measure_class(lowering: "Lowering", statement: Statement) -> bool:
    """违约单中含有“X”处置措施的,将被认定为含有Y处置措施: X is a member of the measure class Y for the party named."""
    text = "".join(s.text for s in statement.sentences)
    class_, members = _CLASS.search(text), _MEMBER.findall(text)
    if not class_ or not members:
        return False
    party = _PARTY.search(text)
    name = short_class(class_.group(1))
    lowering.definitions.append(
        Definition(name, "measure_class", text, cover(s.span for s in statement.sentences), members=tuple(members),
                   subject=party.group(1) if party else None)
    )  # fmt: skip
    return True


def short_class(words: str) -> str:
    """A measure class by its own name: 阻断经营处置措施 without 的/“”."""
    return words.strip("“”的 ")


def finish_relief(norms: Sequence[Norm], kept: Keeps | None, flag: str | None, place: Span | None) -> list[Norm]:
    """Details and summaries belong to the operative relief; what stays, and lost eligibility as an exception, hang on it."""
    operative = next((n for n in norms if n.kind == "relief" and n.role == "operative"), None)
    if operative is None:
        return [replace(n, role="operative") if n.kind == "relief" and n.role == "summary" else n for n in norms]
    done = []
    for norm in norms:
        if norm.kind == "relief" and norm.role == "operative":
            lost = (NormException("except", Flag(flag, place), place, flag),) if flag and place else ()
            norm = replace(norm, keeps=kept, exceptions=(*norm.exceptions, *lost))
        elif norm.kind == "relief":
            norm = replace(norm, of=operative.id)
        done.append(norm)
    return done


def _with_sources(lowering: "Lowering", group: Group, made: list[Measure]) -> list[Measure]:
    """`from`: the words before 替换为 in its segment; a waiver without object waives the same."""
    sources = [s for s in (_source(segment) for segment in group.effects) if s]
    source = sources[0] if sources else None
    done = []
    for measure in made:
        if measure.action == "replace":
            gone = [p.span for s in group.effects for p in s.parts if isinstance(p, MeasurePhrase) and p.span < measure.span]
            measure = replace(measure, from_=source)
            measure = lowering.measures.stretched(measure, *gone) if gone else measure
        elif measure.action == "waive":
            measure = replace(measure, object=_clean(measure.object) if measure.object else source)
        done.append(measure)
    return done


def _without_replaced(group: Group) -> Group:
    """The group without the measures that stand before 替换为 in its segment: they go out, they are not imposed."""
    effects = []
    for segment in group.effects:
        place = next((at for at, p in enumerate(segment.parts) if isinstance(p, ReliefPhrase) and p.kind == "replace"), 0)
        rest = tuple(p for at, p in enumerate(segment.parts) if at >= place or (isinstance(p, Mark) and p.kind not in ("OPAQUE", "QUOTE")))
        effects.append(replace(segment, parts=rest) if any(isinstance(p, MeasurePhrase) for p in segment.parts[:place]) else segment)
    return replace(group, effects=tuple(effects))


def _source(segment: Segment) -> str | None:
    words = ""
    for part in segment.parts:
        if isinstance(part, ReliefPhrase):
            return _clean(words) if part.kind == "replace" and words else None
        if isinstance(part, MeasurePhrase):
            words += part.text
        if isinstance(part, Mark) and part.kind in ("OPAQUE", "QUOTE", "KIND_NOUN"):
            words += part.text
    return None


def _clean(words: str) -> str:
    for _ in range(3):
        words = _FROM.sub("", words).strip("的 ,")
    return words


def _as_choice(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """替换为…或免除: one of the two."""
    kinds = {m.action for m in measures}
    if kinds == {"replace", "waive"}:
        return tuple(replace(m, choice=m.choice or Choice("g1", None, "one", False)) for m in measures)
    return tuple(measures)


def without_head(leads: Sequence[Segment]) -> tuple[Segment, ...]:
    """The leads without the segment that only announces the list (下列情形之一的)."""
    return tuple(s for s in leads if not s.marks("LIST", "SIMULTANEOUSLY"))


def resolve_classes(expression: Expression | None, definitions: Sequence[Definition]) -> Expression | None:
    """阻断处置措施 is the class 阻断经营处置措施 in fewer words: a name whose characters all stand, in order, in one class's name."""
    names = list(dict.fromkeys(d.term for d in definitions if d.kind == "measure_class"))

    def resolved(value: str) -> str:
        fits = [name for name in names if len(value) >= 4 and _within(value, name)]
        return fits[0] if len(fits) == 1 else value

    return walk(expression, lambda e: replace(e, value=resolved(e.value)) if isinstance(e, Contains) else e) if names else expression


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def walk(expression: Expression | None, change: Callable[[Expression], Expression]) -> Expression | None:
    """The expression with `change` applied to every leaf."""
    if expression is None:
        return None
    if isinstance(expression, (And, Or)):
        return replace(expression, args=tuple(e for a in expression.args for e in [walk(a, change)] if e is not None))
    if isinstance(expression, Not):
        return replace(expression, arg=walk(expression.arg, change) or expression.arg)
    return change(expression)


def leaves(expression: Expression | None) -> list[Expression]:
    """All leaves of an expression, in order."""
    found: list[Expression] = []
    walk(expression, lambda e: found.append(e) or e)  # type: ignore[func-returns-value]
    return found


_ADDITION = re.compile(r"上述|前述|以上|处罚|处理|措施|依法|责任")


def exception_of(part: ExceptPhrase, conditions: ConditionMaker) -> NormException:
    """除上述外, 除依法给予处罚外 add; every other 除…外 excepts."""
    if _ADDITION.search(part.inner) or adds_measures(part):
        return NormException("in_addition", None, part.span, part.text)
    return NormException("except", excepted(part, conditions), part.span, part.text)
