"""Points kept over time (记分账户): initial balance, nodes, reset, concurrency, out of the sentences that speak of one account."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from rulec.ir.model import Account, Compare, Measure, Node, Not, Recovery, Reset, WindowCap
from rulec.lexicon.numerals import parse_numeral
from rulec.semantics.account_terms import cap_terms, reset_terms
from rulec.source import Span, cover
from rulec.syntax.clauses import AccountPhrase, ComparisonPhrase, Mark, MeasurePhrase, Phrase, Sentence
from rulec.syntax.statements import Statement

_NAME = re.compile(r"([^,，。的在每位家]{0,6}(?:积分|信用分|记分|扣分|账|分值))")
_CUMULATIVE = re.compile(r"累计")
_STRICTEST = re.compile(r"最严|从重|最重|最高的?那?个?节点|较重")
_EACH = re.compile(r"分别执行|分别处理|逐个")
# 除单项违规的处理外: what the violation itself leads to stays; 除情节轻微外 is an exception.
ADDS_TO_SINGLE = re.compile(r"除.{0,20}(?:处罚|处理|处置|措施|后果|责任).{0,8}外")
_OF_ITS_OWN = re.compile(r"[账户]$|^[A-D甲乙丙丁]类|^(?:严重|一般|轻微|轻度|重度)")
_ABOUT_NODES = re.compile(r"节点")
_HOW_MANY = re.compile(r"^([一二三四五六七八九十两0-9]+)(?:项|种|类|个)")
_COMMON_YEAR = 2023  # no leap year: 2月29日 is no day of every year
_LASTING = frozenset({"restrict", "ban_activity", "exclude", "block_display", "suspend_business"})


@dataclass(slots=True)
class AccountDraft:
    """One account being gathered from several sentences. `by_provision`: the measures of its nodes, by the label of their article."""

    name: str = ""
    initial: Decimal | None = None
    reset: Reset | None = None
    nodes: list[Node] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    by_provision: dict[str, tuple[Measure, ...]] = field(default_factory=dict)
    caps: list[WindowCap] = field(default_factory=list)
    recovery: list[Recovery] = field(default_factory=list)


@dataclass(slots=True)
class AccountsDraft:
    """The accounts of an announcement while they are gathered. What is said of nodes in general holds for all of them."""

    drafts: dict[str, AccountDraft] = field(default_factory=dict)
    concurrency: str | None = None
    concurrency_span: Span | None = None
    added: bool = False
    current: str = ""

    def draft(self, name: str | None = None) -> AccountDraft:
        """The account called `name` (None: the one spoken of last). Names that tell no accounts apart are one and the same account."""
        if name is not None:
            self.current = name if _OF_ITS_OWN.search(name) else ""
        found = self.drafts.setdefault(self.current, AccountDraft(self.current))
        found.name = found.name or name or ""
        return found

    def finished(self) -> list[Account]:
        """Every account that has nodes, a reset or an initial balance, in the order of the text."""
        return [
            Account(
                draft.name or "积分",
                "point",
                cover(draft.spans),
                draft.initial,
                None,
                "deducted",
                draft.reset,
                tuple(draft.recovery),
                tuple(draft.caps),
                nodes=tuple(replace(n, in_addition=n.in_addition or self.added) for n in draft.nodes),
                concurrency=self.concurrency,  # type: ignore[arg-type]
                concurrency_span=self.concurrency_span,
            )
            for draft in self.drafts.values()
            if draft.nodes or draft.reset is not None or draft.initial is not None or draft.caps or draft.recovery
        ]


def account_name(threshold: AccountPhrase | ComparisonPhrase) -> str | None:
    """轻度违规账累计满25分: the account that a threshold is of, None where its words name none."""
    if isinstance(threshold, AccountPhrase):
        return None
    return _account_name(_CUMULATIVE.sub("", threshold.fact)) or None


def account_name_before(sentence: Sentence, phrase: AccountPhrase) -> str | None:
    """一般违规账每满12分: the account named right before a series, None where none is."""
    words = next((before for part, before in phrases(sentence) if part is phrase), "")
    return _account_name(words) or None


def speaks_of_account(sentence: Sentence) -> bool:
    """Whether a sentence says when an account starts afresh or what it counts at most, and sanctions nothing."""
    if any(isinstance(part, MeasurePhrase) for segment in sentence.segments for part in segment.parts):
        return False
    return reset_terms(sentence.text).says_something() or cap_terms(sentence.text) is not None


def series_of(sentence: Sentence) -> AccountPhrase | None:
    """此后每再满25分: an open series of nodes."""
    return next((p for p, _ in phrases(sentence) if isinstance(p, AccountPhrase) and p.kind == "series"), None)


def take_general(drafts: AccountsDraft, sentence: Sentence) -> None:
    """商家除承担该次违规本身的后果外,还要…: the measures of nodes come on top."""
    drafts.added = drafts.added or bool(ADDS_TO_SINGLE.search(sentence.text))


def add_series(draft: AccountDraft, phrase: AccountPhrase, own: Sequence[Measure], take_id: Callable[[], int]) -> bool:
    """A series with measures of its own, or that goes on from the last node with its measures. Returns whether there are any."""
    last = draft.nodes[-1] if draft.nodes else None
    if phrase.value is None or (last is not None and last.at is None) or (last is None and not own):
        return False
    if last is None:
        draft.nodes.append(Node(phrase.span, every=phrase.value, from_=phrase.value, measures=tuple(own)))
        return True
    assert last.at is not None
    measures = tuple(own) or tuple(replace(m, id=f"m{take_id()}") for m in last.measures)
    draft.nodes.append(
        Node(phrase.span, every=phrase.value, from_=last.at + phrase.value, in_addition=last.in_addition, measures=measures)
    )  # fmt: skip
    return True


def extended(draft: AccountDraft, phrase: MeasurePhrase, made: Measure, take_id: Callable[[], int]) -> tuple[list[Measure], int | None]:
    """前条三项限制延长为14天: those restrictions again, with the new duration; and the stated number, where they are not that many."""
    labels = list(draft.by_provision)
    label = next((one for one in labels if phrase.front and phrase.front.startswith(one)), labels[-1] if labels else "")
    before = [m for m in draft.by_provision.get(label, ()) if m.duration is not None and m.action in _LASTING]
    stated = _HOW_MANY.match(phrase.object or (phrase.front or "").removeprefix(label))
    number = parse_numeral(stated.group(1)) if stated else None
    again = [replace(m, id=f"m{take_id()}", duration=made.duration, span=made.span, text=made.text) for m in before]
    return again, int(number) if number is not None and int(number) != len(again) else None


def take_terms(drafts: AccountsDraft, sentences: Sequence[Sentence]) -> list[AccountPhrase]:
    """初始分值为12分, …清零. Returns what names a day that no year has: it is not used."""
    impossible: list[AccountPhrase] = []
    for sentence in sentences:
        draft = drafts.draft()
        for phrase, before in phrases(sentence):
            if not isinstance(phrase, AccountPhrase):
                continue
            if phrase.kind == "initial":
                draft.initial = phrase.value
                draft.name = _account_name(before) or draft.name
            elif phrase.kind == "reset" and not _each_year(phrase.at or ""):
                impossible.append(phrase)
                draft.name = draft.name or _account_name(before)
            elif phrase.kind == "reset":
                draft.reset = Reset("calendar", phrase.at, span=phrase.span)
                draft.name = draft.name or _account_name(before)
        if not impossible:
            _take_reset(draft, sentence)
        cap = cap_terms(sentence.text)
        if cap is not None:
            draft.caps.append(WindowCap(cap.limit, cap.length, cap.unit, sentence.span))
        draft.spans.append(sentence.span)
    return impossible


def _each_year(at: str) -> bool:
    """Whether `MM-DDTHH:MM:SS` is a moment of every year; 24:00:00 is the end of a day."""
    try:
        datetime.fromisoformat(f"{_COMMON_YEAR}-{at.replace('T24:00:00', 'T23:59:59')}")
    except ValueError:
        return False
    return True


def _take_reset(draft: AccountDraft, sentence: Sentence) -> None:
    """每季度末清零, 记分周期为12个月, 满100分的不予清零: together they say when the account starts afresh."""
    terms = reset_terms(sentence.text)
    if draft.reset is None and terms.period is not None:
        draft.reset = Reset("calendar", period=terms.period, span=sentence.span)
    elif draft.reset is None and terms.length is not None:
        draft.reset = Reset("period", length=terms.length, unit=terms.unit, span=sentence.span)
    if terms.kept is not None and draft.reset is not None:
        relation, points = terms.kept
        full = Compare(draft.name or "积分", relation, points, "point", span=sentence.span)
        draft.reset = replace(draft.reset, condition=Not(full), span=cover((draft.reset.span, sentence.span)))


def reached(sentence: Sentence) -> AccountPhrase | ComparisonPhrase | None:
    """The threshold of a node: 累计被扣除4分, 违规账累计满25分."""
    for segment in sentence.segments:
        if segment.kind == "effect":
            return None
        for part in segment.parts:
            if isinstance(part, AccountPhrase) and part.kind == "reach":
                return part
            if (
                isinstance(part, ComparisonPhrase)
                and part.amount.kind == "point"
                and part.window is None
                and (_CUMULATIVE.search(part.text) or not part.fact)
            ):
                return part
    return None


def node_of(sentence: Sentence, threshold: AccountPhrase | ComparisonPhrase, measures: list[Measure]) -> Node:
    """A node: a total reached (`ge`), or a band 1-3分 in which nothing more follows."""
    added = bool(ADDS_TO_SINGLE.search(sentence.text))
    if isinstance(threshold, AccountPhrase):
        if threshold.high is not None and threshold.value is not None and threshold.high != threshold.value:
            return Node(threshold.span, low=threshold.value, high=threshold.high, in_addition=added, measures=tuple(measures))
        return Node(threshold.span, at=threshold.value, rel="ge", in_addition=added, measures=tuple(measures))
    relation, value = threshold.relations[0]
    return Node(threshold.span, at=value, rel="ge" if relation == "eq" else relation, in_addition=added, measures=tuple(measures))


def take_concurrency(draft: AccountsDraft, statement: Statement) -> bool:
    """按照最严的处理措施进行处理: which of several measures runs. Returns whether the statement says so."""
    for sentence in statement.sentences:
        kind = "strictest" if _STRICTEST.search(sentence.text) else "each" if _EACH.search(sentence.text) else None
        if kind:
            draft.concurrency, draft.concurrency_span = kind, sentence.span
            return True
    return False


def phrases(sentence: Sentence) -> list[tuple[Phrase, str]]:
    """Phrases of a sentence, each with the words before it in its segment."""
    found = []
    for segment in sentence.segments:
        before = ""
        for part in segment.parts:
            found.append((part, before))
            if isinstance(part, Mark):
                before += part.text
    return found


def _account_name(words: str) -> str:
    found = _NAME.search(words)
    return re.sub(r"^(?:一个|同一|任一|每个)+(?=.)", "", found.group(1)) if found else ""


def account_of_table(drafts: AccountsDraft, header: str) -> AccountDraft:
    """The account whose nodes a column lists (累计扣分 | 处理)."""
    return drafts.draft(_account_name(_CUMULATIVE.sub("", header)) or None)
