"""Headings and questions → the conduct that the sentences below them are about.

一、虚假发货 / 情节轻微的,扣2分: the sentence asks for a tier only, the heading says of what. Without it the norm would bear on every conduct.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.model import And, Expression, InTier, Judgement, Or
from rulec.ir.segments_to_conditions import joined
from rulec.source import Span
from rulec.syntax.document import Block

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

# A heading is a conduct only by a word that says so; what names a part of the document never is one.
_CONDUCT = re.compile(
    r"虚假|虚构|伪|假|延迟|迟延|未|不(?!予|得)|违规|违反|违背|售|刷|侵|泄|骗|欺|恶意|骚扰|滥用|缺货|断货|拒|逃|漏|错发|私下|诱导|引流|导流|盗|冒|炒|作弊|扰乱|诋毁|辱骂|抄袭|搬运|低俗|色情|赌|传销"
    r"|套现|套取|囤|哄抬|垄断|贿|挪用|串通|夸大|误导|超时|逾期|重复|倒卖|转租|出借|买卖"
)
_PART = re.compile(
    r"处理|处罚|处置|惩|标准|措施|规则|规定|细则|办法|说明|定义|总则|附则|适用|范围|原则|流程|申诉|积分|扣分|节点|责任|罚则|管理|要求|其他|认定|情节|公告|通知|制度|机制|须知|如下|下列|以下|情形"
    r"|^(?:一般|严重|轻微|特别严重)?(?:违规|违约)(?:行为|类型|场景)?$|[?？,，。;；]"
)
_ASKED = re.compile(
    r"^(?:商家|店铺|达人|主播|卖家|用户)?(?:如果|若)?(.{2,16}?)(?:的|了|时)?(?:,|会|将|应|要|该)?(?:被)?(?:怎么|怎样|如何|有什么|有哪些|受到什么|面临什么|是什么)(?:被)?(?:样)?的?"
    r"(?:处理|处罚|处置|后果|扣分|惩罚|措施)"
)
LONGEST = 16


def take_headed_conduct(lowering: "Lowering") -> None:
    """Penalties that ask for a tier alone, or for nothing, get the conduct of the heading, question or entry they stand under."""
    waiting, stated = _by_block(lowering)
    heads: dict[tuple[str, ...], Block] = {}
    entries: dict[tuple[str, ...], Expression] = {}
    question: Block | None = None
    for at, block in enumerate(lowering.announcement.blocks) if waiting else ():
        if block.kind == "heading":
            heads[block.path] = block
        elif block.kind == "provision" and block.style != "ANSWER":
            entries.pop(block.path, None)
        if block.style == "QUESTION":
            question = block
        if at in waiting:
            asked = _entry_above(entries, block)
            if asked is None:
                found = _asked_in(lowering, question) if "答" in block.path else _named_above(lowering, heads, block)
                asked = lowering.conditions().judgement(*found) if found is not None else None
            for number in waiting[at] if asked is not None else ():
                norm = lowering.norms[number]
                lowering.norms[number] = replace(norm, condition=joined([e for e in (asked, norm.condition) if e is not None]))
        if at in stated and block.kind == "provision":
            entries[block.path] = stated[at]


def _by_block(lowering: "Lowering") -> tuple[dict[int, list[int]], dict[int, Expression]]:
    """Block → numbers of the norms in it that say nothing of what was done; block → what its first norm asks for."""
    starts = [block.start for block in lowering.announcement.blocks]
    waiting: dict[int, list[int]] = {}
    stated: dict[int, Expression] = {}
    for number, norm in enumerate(lowering.norms):
        if norm.kind != "penalty" or norm.role != "operative" or norm.violation is not None:
            continue
        start, _ = lowering.ingested.normal.normal_span(norm.span)
        at = bisect_right(starts, start) - 1
        if at < 0 or lowering.announcement.blocks[at].kind == "row":
            continue
        if _only_tiers(norm.condition):
            waiting.setdefault(at, []).append(number)
        elif isinstance(norm.condition, Judgement) and at not in waiting:
            stated.setdefault(at, norm.condition)
    return waiting, stated


def _entry_above(entries: dict[tuple[str, ...], Expression], block: Block) -> Expression | None:
    """(一)虚假发货的,扣2分: / 1.情节严重的,扣12分: the conduct of the entry that a numbered line stands below."""
    if block.kind != "provision":
        return None
    return next((entries[block.path[:depth]] for depth in range(len(block.path) - 1, 0, -1) if block.path[:depth] in entries), None)


def _only_tiers(condition: Expression | None) -> bool:
    if isinstance(condition, (And, Or)):
        return all(_only_tiers(arg) for arg in condition.args)
    return condition is None or isinstance(condition, InTier)


def _named_above(lowering: "Lowering", heads: dict[tuple[str, ...], Block], block: Block) -> tuple[str, Span] | None:
    """Name and place of the nearest heading above that names a conduct; headings that name a part of the document are passed over."""
    for depth in range(len(block.path), 0, -1):
        above = heads.get(block.path[:depth])
        if above is None or above is block:
            continue
        name = _words(lowering, above)
        if above.style in ("CHAPTER", "SECTION") or len(name) > LONGEST:
            return None
        if _PART.search(name):
            continue
        return (name, _place(lowering, above)) if _CONDUCT.search(name) else None
    return None


def _asked_in(lowering: "Lowering", question: Block | None) -> tuple[str, Span] | None:
    """虚假发货怎么处理?: what the question asks about."""
    asked = _ASKED.match(_words(lowering, question)) if question is not None else None
    if question is None or asked is None or not _CONDUCT.search(asked[1]) or _PART.search(asked[1]):
        return None
    return asked[1], _place(lowering, question)


def _words(lowering: "Lowering", block: Block) -> str:
    return lowering.ingested.normal.text[block.body : block.end].strip(" \n:：")


def _place(lowering: "Lowering", block: Block) -> Span:
    words = lowering.ingested.normal.text[block.body : block.end]
    return lowering.ingested.normal.raw_span(block.body, block.body + len(words.rstrip()))
