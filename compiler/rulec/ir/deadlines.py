"""7个自然日之内可提交异议: how long something may still be asked for, as a condition of the permission."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from rulec.ir.model import Compare
from rulec.source import cover
from rulec.syntax.clauses import ComparisonPhrase, Mark, Sentence
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_ALLOWS = re.compile(r"允许|准许")
_EVENT = re.compile(r"(?:自|从|允许|准许|应|须|可以|可|在(?=收到|接到|下发)|的|起算|之日起|起|[ ,，:：])+")


def deadlines(lowering: "Lowering", statement: Statement, sentence: Sentence) -> list[Compare]:
    """Each `N日内` of a procedure that somebody may follow: days since (or before) what its words name, at most N."""
    if statement.kind != "procedure" or not (_ALLOWS.search(sentence.text) or any(s.marks("MAY") for s in sentence.segments)):
        return []
    found: list[Compare] = []
    earlier = ""
    for segment in sentence.segments:
        words = ""
        for part in segment.parts:
            if isinstance(part, ComparisonPhrase) and part.amount.kind == "duration" and not part.implied:
                length = part.window.length if part.window is not None else part.amount.high
                event = part.fact or words or earlier
                if length is not None and event:
                    found.append(_limit(lowering, event, length, part))
            elif isinstance(part, Mark) and part.kind == "COLON":
                words = ""  # 新旧流程衔接: only names what follows
            elif isinstance(part, Mark):
                words += part.text
        earlier = segment.text if segment.kind == "statement" else ""
    return found


def _limit(lowering: "Lowering", event: str, length: Decimal, part: ComparisonPhrase) -> Compare:
    unit = part.window.unit if part.window is not None else part.amount.unit
    before = part.window is not None and part.window.kind == "prior"
    name = _EVENT.sub("", event)
    label = f"距{name}天数" if before else f"{name}之日起天数"
    label = lowering.facts.ask(label, "number", part.span, unit=unit)
    return Compare(label, "le", length, unit, span=cover([part.span]))


def about_nodes(statement: Statement, sentence: Sentence) -> bool:
    """一次扣分跨过几个节点的,只按最高的那个节点处理: how nodes stand to one another, whatever the facts of a case."""
    return statement.kind == "precedence" and "节点" in sentence.text
