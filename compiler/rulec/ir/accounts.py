"""Points kept over time (记分账户): initial balance, nodes, reset, concurrency, out of the sentences that speak of one account."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from rulec.ir.model import Account, Measure, Node, Reset
from rulec.source import Span, cover
from rulec.syntax.clauses import AccountPhrase, ComparisonPhrase, Mark, Phrase, Sentence
from rulec.syntax.statements import Statement

_NAME = re.compile(r"([^,，。的在每位家]{0,6}(?:积分|信用分|记分|扣分|账|分值))")
_CUMULATIVE = re.compile(r"累计")
_STRICTEST = re.compile(r"最严|从重|最重|最高的那个节点|较重")
_EACH = re.compile(r"分别执行|分别处理|逐个")
_ADDED = re.compile(r"除.{0,24}外")


@dataclass(slots=True)
class AccountDraft:
    """One account being gathered from several sentences."""

    name: str = ""
    initial: Decimal | None = None
    reset: Reset | None = None
    nodes: list[Node] = field(default_factory=list)
    concurrency: str | None = None
    concurrency_span: Span | None = None
    spans: list[Span] = field(default_factory=list)

    def finished(self) -> Account | None:
        """The account, or None where the text has neither nodes nor a reset."""
        if not self.nodes and self.reset is None and self.initial is None:
            return None
        return Account(
            self.name or "积分",
            "point",
            cover(self.spans),
            self.initial,
            None,
            "deducted",
            self.reset,
            nodes=tuple(self.nodes),
            concurrency=self.concurrency,  # type: ignore[arg-type]
            concurrency_span=self.concurrency_span,
        )


def take_terms(draft: AccountDraft, statement: Statement) -> None:
    """初始分值为12分, …清零."""
    for sentence in statement.sentences:
        for phrase, before in phrases(sentence):
            if not isinstance(phrase, AccountPhrase):
                continue
            if phrase.kind == "initial":
                draft.initial = phrase.value
                draft.name = _account_name(before) or draft.name
            elif phrase.kind == "reset":
                draft.reset = Reset("calendar", phrase.at, span=phrase.span)
                draft.name = draft.name or _account_name(before)
        draft.spans.append(sentence.span)


def reached(sentence: Sentence) -> AccountPhrase | ComparisonPhrase | None:
    """The threshold of a node: 累计被扣除4分, 违规账累计满25分."""
    for segment in sentence.segments:
        if segment.kind == "effect":
            return None
        for part in segment.parts:
            if isinstance(part, AccountPhrase) and part.kind == "reach":
                return part
            if isinstance(part, ComparisonPhrase) and part.amount.kind == "point" and _CUMULATIVE.search(part.text) and part.window is None:
                return part
    return None


def node_of(sentence: Sentence, threshold: AccountPhrase | ComparisonPhrase, measures: list[Measure]) -> Node:
    """A node: a total reached (`ge`), or a band 1-3分 in which nothing more follows."""
    added = bool(_ADDED.search(sentence.text))
    if isinstance(threshold, AccountPhrase):
        if threshold.high is not None and threshold.value is not None and threshold.high != threshold.value:
            return Node(threshold.span, low=threshold.value, high=threshold.high, in_addition=added, measures=tuple(measures))
        return Node(threshold.span, at=threshold.value, rel="ge", in_addition=added, measures=tuple(measures))
    relation, value = threshold.relations[0]
    return Node(threshold.span, at=value, rel="ge" if relation == "eq" else relation, in_addition=added, measures=tuple(measures))


def take_concurrency(draft: AccountDraft, statement: Statement) -> bool:
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
    return found.group(1) if found else ""
