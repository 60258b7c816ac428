"""A compilation built by hand: what commands and words are tested on, without the parser."""

import hashlib
from array import array
from dataclasses import replace
from decimal import Decimal

from rulec.build.pipeline import Compilation
from rulec.diagnostics import Diagnostic
from rulec.ingest.model import Ingested
from rulec.ir.model import (
    Account,
    And,
    Compare,
    Dates,
    Document,
    Example,
    Fact,
    Fixed,
    InTier,
    Measure,
    Node,
    Norm,
    Occurrence,
    Provision,
    Rate,
    Reset,
    RuleSet,
    Violation,
    Window,
)
from rulec.source import Edit, NormalText, SourceText, Span, Tile

TEXT = """首页 > 规则
虚增成交处理规则
2024年3月1日发布, 2024年3月8日起生效
一、情节轻微, 每次扣2分。
二、情节严重, 支付近30天虚增成交额10%的违约金(最低1000元, 最高50000元)。
三、近90天第三次及以上且店铺体验分低于3.5的, 另行处理。
更多推荐
"""


def at(words: str) -> Span:
    """Where `words` stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def tier(label: str) -> InTier:
    return InTier("v1", "情节", label, "情节", at(f"情节{label}"))


def sample(path: str = "sample.txt") -> Compilation:
    """One violation: two tiers, a share with floor and cap, a norm that is not wholly understood; one finding."""
    source = SourceText(path, TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
    ends = array("l", range(1, len(TEXT) + 1))
    normal = NormalText(TEXT, array("l", range(len(TEXT))), ends)
    edits = (Edit(at("违约金"), "違約金", "违约金", "traditional"),)
    furniture = (Tile(at("首页 > 规则\n"), "furniture", "breadcrumb"), Tile(at("更多推荐\n"), "furniture", "related"))
    low, high, third = at("情节轻微, 每次扣2分。"), at(TEXT.splitlines()[4][2:]), at(TEXT.splitlines()[5][2:])
    points = Measure("m1", "deduct_points", "扣2分", at("扣2分"), targets=("商家",), amount=Fixed(Decimal(2), "point", per="次"))
    share = Rate(
        "share", Decimal("0.10"), Decimal("0.10"), True, True, "近30天虚增成交额", floor=Decimal(1000), cap=Decimal("5E+4"), unit="CNY"
    )
    penalty = Measure("m2", "pay_penalty", "支付违约金", high, targets=("商家",), amount=share)
    third_time = Occurrence("虚增成交", "ge", Decimal(3), "近90天虚增成交次数", Window("rolling", Decimal(90), "day"), at("第三次及以上"))
    score = Compare("店铺体验分", "lt", Decimal("3.50"), "score", span=at("店铺体验分低于3.5"))
    rule_set = RuleSet(
        document=Document(
            "虚增成交处理规则",
            kind="规则",
            status="published",
            subjects=("商家",),
            dates=Dates(published="2024-03-01", effective="2024-03-08"),
            bounds=(("以上", "included"),),
        ),
        provisions=(Provision("1", "一", ("一",), low), Provision("2", "二", ("二",), high)),
        violations=(Violation("v1", "虚增成交", at("虚增成交")),),
        facts=(
            Fact("情节", "severity", "choice", domain=("轻微", "严重"), asked_of="person", spans=(at("情节轻微"),)),
            Fact("近30天虚增成交额", "inflated_sales_30d", "money", "CNY", Window("rolling", Decimal(30), "day")),
            Fact("近90天虚增成交次数", "occurrences_90d", "count", "times"),
            Fact("店铺体验分", "shop_experience_score", "number", "score", domain=("0", "5")),
        ),
        norms=(
            Norm("n1", "penalty", low, "情节轻微, 每次扣2分。", violation="v1", provision="一", condition=tier("轻微"), measures=(points,)),
            Norm("n2", "penalty", high, high.slice(TEXT), violation="v1", provision="二", condition=tier("严重"), measures=(penalty,)),
            Norm(
                "n3",
                "penalty",
                third,
                third.slice(TEXT),
                violation="v1",
                provision="三",
                condition=And((third_time, score)),
                unclaimed=(at("另行处理"),),
            ),
        ),
        examples=(Example(low, (("情节", "轻微"),), (("扣分", "2"),), True),),
    )
    title = at("虚增成交处理规则").start
    ledger = (
        Tile(Span(0, title), "furniture", "breadcrumb"),
        Tile(Span(title, at("一、").start), "metadata", "title and dates"),
        Tile(Span(at("一、").start, third.start), "rule"),
        Tile(third, "unresolved", "no measure"),
        Tile(Span(third.end, len(TEXT)), "furniture", "related"),
    )
    finding = Diagnostic("S002", at("另行处理"), (("expected", "a measure"), ("fact", "另行处理"), ("got", "…")), False, (at("第三次"),))
    return Compilation(Ingested(source, normal, edits, furniture, ()), ledger, rule_set, (finding,))


def sample_with_account(path: str = "sample.txt") -> Compilation:
    """The same with an account: 6 points close the shop for 3 days, 12 end it; the strictest stands, the year starts afresh."""
    compilation = sample(path)
    days = Fixed(Decimal(3), "day")
    close = Measure("a1", "suspend_business", "停业整顿3天", object="店铺", duration=days)
    nodes = (
        Node(at=Decimal(6), rel="ge", measures=(close,)),
        Node(at=Decimal(12), rel="ge", measures=(Measure("a2", "expel", "清退"),)),
    )
    account = Account(
        "违规积分",
        "point",
        initial=Decimal(12),
        reset=Reset("calendar", at="12-31T23:59:59"),
        nodes=nodes,
        concurrency="strictest",
    )
    return replace(compilation, rule_set=replace(compilation.rule_set, accounts=(account,)))
