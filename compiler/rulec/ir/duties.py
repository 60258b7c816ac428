"""What must or must not be done, who is let in, who decides how: norms without sanctions of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.deadlines import about_nodes, deadlines
from rulec.ir.model import Act, And, Expression, Is, Judgement, Measure, Modality, Norm, NormException, NormKind, Not, Or, Reference
from rulec.ir.provisos import proviso, without_exceptions
from rulec.ir.relief import exception_of, without_head
from rulec.ir.segments_to_conditions import ConditionMaker, any_of, joined
from rulec.lexicon.load_bearing import bears_figure
from rulec.lexicon.quantities import find_quantities
from rulec.source import cover
from rulec.syntax.clauses import ComparisonPhrase, ExceptPhrase, Mark, Phrase, Segment, Sentence
from rulec.syntax.statements import ListItem, Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

OBJECT_FACT = "对象"
_WHAT = re.compile(r"的([^的,，:：]{2,8}?)(?:需|须|应当|应|必须|均|同时)")
_SUBJECT = re.compile(r"^([^,，的]{2,8}?)(?:在|进入|入驻|申请|参加|参与|要)")
_GRANT = re.compile(r"(有机会.{0,12}?展示|准予[^,，]{1,12}|可(?:以)?(?:申请|报名|参与|入驻)[^,，]{0,12}|有机会[^,，的]{2,14})")
_ONE_OF = re.compile(r"之一|任一|任意一")
_LIMITING = ("money", "rate", "multiple", "point", "count", "star")
_NORMATIVE = ("MUST", "MUST_NOT", "MAY")
_BANS = re.compile(r"不得(?!已|超过|少于|低于|高于|多于|大于|小于)|严禁|禁止(?!的)")
_PROVISO = re.compile(r"(?:除外|不在此限)$")
_NORMATIVE_WORDS = re.compile(r"不得(?!已)|应当|必须|只能|严禁|禁止(?!的)")
_LEANS = re.compile(r"尚不|尚未|不够|未构成|不构成|(?:其他)?(?:法律|法规|规章|行政法规)[^,，]{0,14}(?:未作|没有)规定")
_CLOSED_LATER = re.compile(r"(?:应当|必须|须)[^,，]*(?:后|时)$")  # 应当报经…同意后,方可…: a command in time, no condition
_GOES_ON = re.compile(r"(?:并|同时)(?:且|应)?(?:按照|依照|依法|及时|采取|承担|予以|向|对|在|将|提供|履行|保证|接受)")


def lower_admission(lowering: "Lowering", statement: Statement) -> None:
    """有机会…的商品需同时满足如下要求: all requirements hold → what the text grants, and no more."""
    head = statement.sentences[0]
    if not statement.items:
        lowering.summary(statement, "admission")
        lowering.claim(statement, "rule", "admission-summary")
        return
    conditions = lowering.conditions()
    what = _WHAT.search(head.text) or _SUBJECT.match(head.text)
    parts: list[Expression] = []
    if what and sum(s.kind == "admission" and bool(s.items) for s in lowering.statements) > 1:  # which of several lists is meant
        label = lowering.facts.ask(OBJECT_FACT, "choice", head.span, domain=(what.group(1),))
        parts.append(Is(label, what.group(1), head.span))
    requirements = [r for item in statement.items for r in _requirements(lowering, conditions, item)]
    lowering.check_count(statement.announced, len(statement.items), head)
    stated = next((n for n in reversed(lowering.norms) if n.kind == "admission" and n.role == "summary"), None)
    where, said = (stated.span, stated.text) if stated else (head.span, head.text)  # 符合以下准入要求的…将有机会展示: what is granted
    granted = _GRANT.search(said) or _GRANT.search(head.text)
    grant: tuple[Measure, ...] = ()  # nothing granted in words: only what must hold is known
    if granted:
        words = granted.group(1)
        place = lowering.locate(where if granted.string == said else head.span, words)
        grant = (Measure(f"m{lowering.measures.take_id()}", "grant", words, place, words),)
    if statement.quantifier == "any" and _ONE_OF.search(head.text):  # 符合下列情形之一的,方可…
        chosen = any_of(requirements)
        requirements = [chosen] if chosen is not None else []
    condition = joined([*parts, *requirements])
    span = cover(s.span for s in statement.sentences)
    text = lowering.words(span)
    norm = Norm(
        lowering.new_id(), "admission", span, text, provision=lowering.provision(statement.block), condition=condition,
        object=what.group(1) if what else None, measures=grant, unclaimed=conditions.leftover(),
    )  # fmt: skip
    lowering.add(norm)
    lowering.cite(statement, norm.id)
    lowering.claim(statement, "rule", "admission")


def _requirements(lowering: "Lowering", conditions: ConditionMaker, item: ListItem) -> list[Expression]:
    """One requirement an entry; a group's entries in order, its title a heading."""
    if item.items:
        return [r for inner in item.items for r in _requirements(lowering, conditions, inner)]
    made = conditions.of_entry([segment for sentence in item.sentences for segment in sentence.segments])
    return [made] if made is not None else []


def lower_duty(lowering: "Lowering", statement: Statement) -> None:
    """应/须 → obligation, 不得 → prohibition, 可/有权 → permission; with the condition that the words before state.

    A sentence that says both what must and what must not be done is a norm of each. The entries of a list (应当提供下列材料:) stand under the
    condition of its head, each with the head's words.
    """
    entries = {s.span for item in statement.items for s in _sentences(item)}
    grounds = statement.head is not None and any(s.kind == "condition" and s.marks("LIST", "ONE_OF") for s in statement.head.segments)
    head: Norm | None = None
    for sentence in statement.sentences:
        if sentence.span in entries and grounds:
            continue
        if sentence.span in entries and head is not None and _NORMATIVE_WORDS.search(sentence.text):
            _sentence_norms(lowering, statement, sentence, head.condition)  # 施工用水不得漫流: an entry that commands by itself
            continue
        if sentence.span in entries and head is not None:
            text = f"{head.act.text if head.act else ''}:{sentence.text}" if head.act else sentence.text
            conditions = lowering.conditions()
            conditions.dropped.extend(p.span for p in _limits(sentence.segments))
            entry = replace(
                head, id=lowering.new_id(), span=sentence.span, text=sentence.text, act=Act(text, sentence.span), unclaimed=conditions.leftover()
            )
            lowering.add(entry)
            continue
        first = len(lowering.norms)
        _sentence_norms(lowering, statement, sentence)
        if statement.items and len(lowering.norms) > first:
            head = lowering.norms[-1]
    if head is not None and grounds:
        _under_grounds(lowering, statement, head)
    elif head is not None and entries:
        lowering.norms.remove(head)  # its entries have its words
    lowering.claim(statement, "rule", statement.kind)


def _under_grounds(lowering: "Lowering", statement: Statement, head: Norm) -> None:
    """有下列情形之一的,应当…: the entries are grounds of what the head says."""
    conditions = lowering.conditions()
    listed = lowering.items(statement, conditions)
    condition = joined([c for c in (head.condition, listed) if c is not None])
    unclaimed = (*head.unclaimed, *conditions.leftover())
    at = lowering.norms.index(head)
    span = cover(s.span for s in statement.sentences)
    text = "".join(s.text for s in statement.sentences)
    lowering.norms[at] = replace(head, condition=condition, span=span, text=text, unclaimed=unclaimed)
    lowering.report_unclaimed(conditions.leftover(), head.id)


def _sentences(item: ListItem) -> list[Sentence]:
    return [*item.sentences, *(s for inner in item.items for s in _sentences(inner))]


def _sentence_norms(lowering: "Lowering", statement: Statement, sentence: Sentence, under: Expression | None = None) -> None:
    """The norms of one sentence; `under`: the condition of the list's head that it stands in."""
    conditions = lowering.conditions()
    segments = list(sentence.segments)
    commands = [n for n, s in enumerate(segments) if s.marks(*_NORMATIVE) or _NORMATIVE_WORDS.search(s.text)]
    plain = [n for n in commands if segments[n].kind != "condition" or _CLOSED_LATER.search(segments[n].text)]
    first = plain[0] if plain else commands[0] if commands else len(segments)
    leads = segments[:first]
    last = max((n for n, s in enumerate(leads) if s.kind in ("condition", "numeric") or s.marks("IF")), default=-1)
    stated = without_exceptions(without_head(leads[: last + 1]))
    on_time = deadlines(lowering, statement, sentence)
    if on_time:
        stated = tuple(s for s in stated if not any(limit.span.overlaps(s.span) for limit in on_time))
    condition = None if about_nodes(statement, sentence) else joined([*(c for c in [under, conditions.of_leads(stated)] if c is not None), *on_time])
    exceptions = tuple(_sense(exception_of(p, conditions), sentence) for g in segments for p in g.parts if isinstance(p, ExceptPhrase))
    for segment in [s for s in segments[last + 1 :] if s.marks("EXCLUDED") or _PROVISO.search(s.text)]:  # 但…另有规定的除外
        found = proviso([segment], conditions)
        if found is None:
            conditions.dropped.append(segment.span)
        else:
            exceptions = (*exceptions, found)
            segments.remove(segment)
    if leads and _LEANS.match(leads[0].text):  # …执行;法律未作规定的,…: the ground stands in the sentence before
        conditions.dropped.append(leads[0].span)
    body = segments[last + 1 :] or segments
    runs = _runs(statement, body)
    for number, (mode, run, own) in enumerate(runs):
        at_last = condition if not own else joined([c for c in (condition, conditions.of_leads(own)) if c is not None])
        conditions.dropped.extend(p.span for p in _limits(run))  # 报酬不得超过30%: a limit of which nothing is computed yet
        kind, modality = _duty_kind(statement, mode)
        whole = len(runs) == 1
        span = sentence.span if whole else cover(s.span for s in run)
        norm = Norm(
            lowering.new_id(), kind, span, sentence.text if whole else ",".join(s.text for s in run), provision=lowering.provision(sentence.block),
            modality=modality, subjects=_subjects(sentence), condition=at_last, act=Act(",".join(s.text for s in run).strip(), cover(s.span for s in run)),
            exceptions=exceptions, unclaimed=conditions.leftover(),
        )  # fmt: skip
        conditions.dropped.clear()
        lowering.add(norm)
        if number == 0:
            for title in titles(sentence):
                lowering.references.append(Reference(title.span, "document", title.text.strip("《》"), None, norm.id))


def _sense(exception: NormException, sentence: Sentence) -> NormException:
    """除按照…明码标价外,还应当…: something in addition, nothing excepted."""
    at = sentence.text.find(exception.text)
    behind = sentence.text[at + len(exception.text) :] if at >= 0 else ""
    return replace(exception, sense="in_addition", condition=None) if re.match(r"[,，]?[^,，]{0,12}(?:还|也)(?:应|须|需|要|可|必)", behind) else exception


def _limits(segments: Sequence[Segment]) -> list[Phrase]:
    """Sums, rates and numbers that bound something in what is to be done."""
    figures: list[Phrase] = [
        p for g in segments for p in g.parts if isinstance(p, ComparisonPhrase) and p.amount.bounded and p.amount.kind in _LIMITING
    ]
    return figures + [p for g in segments for p in g.parts if isinstance(p, Mark) and p.kind == "OPAQUE" and _holds_limit(p.text)]


def _runs(statement: Statement, body: Sequence[Segment]) -> list[tuple[str, list[Segment], list[Segment]]]:
    """Where 应当 turns into 不得 and back, or a condition opens anew (…,有条件的,可以…): each run, with its mode and its own condition, is a norm.

    Procedures and the like are not taken apart.
    """
    if statement.kind in ("procedure", "precedence", "transition"):
        return [(next((mode for s in body for mode in [_mode(s)] if mode), ""), list(body), [])]
    runs: list[tuple[str, list[Segment], list[Segment]]] = []
    now = ""
    own: list[Segment] = []
    for segment in body:
        if segment.kind == "condition" and runs and not _mode(segment):  # 必须经…同意后 is itself what must be done
            own.append(segment)
            continue
        mark = _mode(segment)
        turned = bool(mark and now and mark != now)
        on = now == "MUST_NOT" and not mark and bool(_GOES_ON.match(segment.text))  # 不得阻止,并承担责任: a duty again
        now = "MUST" if on else mark or now
        if not runs or turned or on or own:
            runs.append((now, [], own))
            own = []
        runs[-1] = (now, [*runs[-1][1], segment], runs[-1][2])
    if own and runs:  # a condition behind everything: kept with the words before it
        runs[-1] = (runs[-1][0], [*runs[-1][1], *own], runs[-1][2])
    return runs


def _mode(segment: Segment) -> str:
    marks = segment.marks(*_NORMATIVE)
    if marks:
        return marks[0].kind
    return "MUST_NOT" if _BANS.search(segment.text) else "MUST" if _NORMATIVE_WORDS.search(segment.text) else ""


def _holds_limit(words: str) -> bool:
    """Whether words hold a sum, rate or number that bounds something (不得超过其销售收入的30%)."""
    return any(match.quantity.kind in _LIMITING for match in find_quantities(words)) and bears_figure(words)


def _duty_kind(statement: Statement, mode: str) -> tuple[NormKind, Modality]:
    if statement.kind in ("procedure", "precedence", "transition"):
        return statement.kind, "may" if mode == "MAY" else "must"
    if mode == "MUST_NOT" or (not mode and statement.kind == "prohibition"):
        return "prohibition", "must_not"
    return ("permission", "may") if mode == "MAY" or (not mode and statement.kind == "permission") else ("obligation", "must")


def _subjects(sentence: Sentence) -> tuple[str, ...]:
    found = re.match(r"(商户/带货达人|商家/达人|带货达人|达人|商户|商家|卖家|主播)", sentence.text)
    return tuple(found.group(1).split("/")) if found else ()


def titles(sentence: Sentence) -> list[Mark]:
    """The 《…》 of a sentence."""
    return [p for s in sentence.segments for p in s.parts if isinstance(p, Mark) and p.kind == "TITLE"]


def lower_reference(lowering: "Lowering", statement: Statement) -> None:
    """平台有权依照《…》对其进行处理: no sanction of its own; says what governs."""
    lower_duty(lowering, replace(statement, kind="procedure"))
    lowering.claims[-len(statement.sentences) :] = []
    norm = lowering.norms[-1]
    for number, reference in enumerate(lowering.references):
        if reference.norm == norm.id:
            lowering.references[number] = Reference(reference.span, "delegation", reference.title, None, norm.id)
    lowering.claim(statement, "reference", "reference")


def not_admitted(expression: Expression | None, admissions: list[Norm]) -> Expression | None:
    """不满足准入要求 where the text says what the requirements are: for each kind of object, not all of them."""
    if not isinstance(expression, Judgement) or not re.search(
        r"(?:不|未)(?:满足|符合|达到|具备)[^或]{0,10}(?:准入|入驻)[^或]{0,4}(?:要求|条件|标准)$", expression.text
    ):
        return expression
    cases: list[Expression] = []
    for norm in admissions:
        parts = norm.condition.args if isinstance(norm.condition, And) else ()
        objects = [p for p in parts if isinstance(p, Is) and p.fact == OBJECT_FACT]
        rest = joined([p for p in parts if p not in objects])
        if rest is not None:
            cases.append(joined([*objects, Not(rest)]) or Not(rest))
    return Or(tuple(cases)) if len(cases) > 1 else cases[0] if cases else expression
