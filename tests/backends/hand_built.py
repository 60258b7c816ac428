"""Rule sets written by hand: small rules with the facts and figures that real announcements have."""

from __future__ import annotations

from decimal import Decimal as D

from rulec.ir.model import (
    Account,
    All,
    And,
    AtLeast,
    BracketRow,
    Brackets,
    Choice,
    Combined,
    Compare,
    Conclusion,
    Contains,
    Dates,
    Definition,
    Document,
    Event,
    Expression,
    Fact,
    FactRef,
    Fixed,
    Flag,
    Hole,
    InTier,
    InViolation,
    Is,
    Judgement,
    Keeps,
    Measure,
    Node,
    Norm,
    NormException,
    Not,
    Occurrence,
    Or,
    Otherwise,
    Range,
    Rate,
    Reference,
    Reset,
    Rounding,
    RuleSet,
    Violation,
    Window,
)
from rulec.source import Span

TIERS = ("轻微", "一般", "严重")
HALF_UP = Rounding(D("0.01"))


def tier(violation: str, label: str) -> InTier:
    return InTier(violation, "情节", label, "情节")


def asked(label: str) -> Judgement:
    return Judgement(label, label)


def points(identifier: str, figure: str) -> Measure:
    return Measure(identifier, "deduct_points", f"扣{figure}分", amount=Fixed(D(figure), "point", "次"))


def options(identifier: str, names: tuple[tuple[str, str], ...]) -> tuple[Measure, ...]:
    choice = Choice("g1", pick="any", open=True)
    return tuple(Measure(f"{identifier}{i}", action, text, object=text, choice=choice) for i, (action, text) in enumerate(names))


NINE = (
    ("delist", "永久下架违规商品"),
    ("ban_account", "封禁账号"),
    ("ban_activity", "禁止直播"),
    ("ban_activity", "禁止发短视频"),
    ("ban_activity", "禁止投流"),
    ("restrict", "限制参与营销活动"),
    ("compensate", "退款不退货"),
    ("freeze_funds", "冻结货款/保证金"),
    ("expel", "清退店铺"),
)


def endangering() -> RuleSet:
    """Three tiers with points for each violation, all gains and a share of sales; options; criteria of open lists."""
    sales = "近30天累计违规销售额"

    def band(number: int, label: str, figure: str, rate: str) -> Norm:
        share = Rate("share", D(rate), D(rate), True, True, sales, round=HALF_UP)
        measures = (
            points(f"m{number}1", figure),
            Measure(f"m{number}2", "confiscate", "扣除全部违规所得", amount=All("违规所得")),
            Measure(f"m{number}3", "pay_penalty", f"支付{sales}{rate}的违约金", amount=share, targets=("商家",)),
        )
        text = f"情节{label}的,每出现一次违规扣{figure}分,扣除全部违规所得,并支付{sales}{rate}的违约金。"
        return Norm(
            f"n{number}",
            "penalty",
            Span(number * 100, number * 100 + 90),
            text,
            violation="v1",
            condition=tier("v1", label),
            measures=measures,
        )

    poor, impact = asked("对用户产生了不良体验"), asked("影响业务或秩序的正常运行")
    losses = {word: asked(f"造成{word}的用户资金损失") for word in ("明显", "大量", "严重")}
    effects = {word: asked(f"对平台造成{word}的不良影响") for word in ("轻微", "明显", "严重")}
    worse = Or((asked("对用户产生了大量不良体验"), asked("引发维权、投诉等恶劣影响")))
    criteria: dict[str, Expression] = {
        "轻微": Or((And((poor, Not(Or(tuple(losses.values()))))), effects["轻微"])),
        "一般": Or((And((poor, losses["大量"])), effects["明显"])),
        "严重": Or((And((worse, losses["严重"])), And((effects["严重"], impact)))),
    }
    judgements = (poor, impact, *losses.values(), *effects.values(), *worse.args)
    return RuleSet(
        Document(
            "危及用户、交易与资金安全实施细则",
            "某平台",
            status="published",
            subjects=("商家",),
            dates=Dates(published="2023-10-26", effective="2023-11-03"),
        ),
        violations=(Violation("v1", "危及用户、交易与资金安全"),),
        facts=(
            Fact("情节", "severity", "choice", domain=TIERS, asked_of="person"),
            Fact("违规次数", "occurrences", "count", "times"),
            Fact(sales, "violating_sales_30d", "money", "CNY"),
            *(
                Fact(one.fact, f"judgement_{i}", "judgement", asked_of="person")
                for i, one in enumerate(judgements)
                if isinstance(one, Judgement)
            ),
        ),
        norms=(
            band(1, "轻微", "10", "0.1"),
            band(2, "一般", "30", "0.2"),
            band(3, "严重", "100", "0.3"),
            Norm(
                "n4",
                "penalty",
                Span(500, 590),
                "除上述外,平台有权采取包括但不限于下列措施。",
                violation="v1",
                modality="may",
                by="平台",
                measures=options("m4", NINE),
            ),
            *(
                Norm(
                    f"n{5 + i}",
                    "tier_criteria",
                    Span(600 + 100 * i, 690 + 100 * i),
                    f"情节{label},包括但不限于……",
                    violation="v1",
                    condition=criteria[label],
                    concludes=Conclusion("v1", "情节", label, True),
                )
                for i, label in enumerate(TIERS)
            ),
        ),
    )


def amended() -> RuleSet:
    """Two violations, each with a scale of its own; alternatives; a share with floor and cap."""
    sales = "近30天累计违规销售额"
    one = Choice("g1", pick="one")

    def veil(number: int, money: str) -> tuple[Measure, ...]:
        return (
            Measure(f"m{number}1", "block_display", "直播间遮罩", object="直播间遮罩", choice=one),
            Measure(f"m{number}2", "block_display", "关播", object="关播", choice=one),
            Measure(f"m{number}3", "pay_penalty", f"支付违约金{money}元", amount=Fixed(D(money), "CNY")),
        )

    share = Rate("share", D("0.1"), D("0.1"), True, True, sales, D(20000), D(100000), round=HALF_UP)
    return RuleSet(
        Document(
            "商家违规管理规则修订",
            status="publicity",
            dates=Dates(effective="2023-10-07", effective_tentative=True, publicity=("2023-09-27", "2023-10-06")),
        ),
        violations=(Violation("v1", "虚构经营数据"), Violation("v2", "扰乱平台系统")),
        facts=(
            Fact("情节", "severity", "choice", domain=TIERS, asked_of="person"),
            Fact("违规次数", "occurrences", "count", "times"),
            Fact(sales, "violating_sales_30d", "money", "CNY"),
        ),
        norms=(
            Norm(
                "n1",
                "penalty",
                Span(0, 10),
                "情节轻微,予以警告;",
                violation="v1",
                condition=tier("v1", "轻微"),
                measures=(Measure("m1", "warn", "警告"),),
            ),
            Norm(
                "n2",
                "penalty",
                Span(10, 30),
                "情节一般,直播间遮罩或关播,支付违约金5000元;",
                violation="v1",
                condition=tier("v1", "一般"),
                measures=veil(2, "5000"),
            ),
            Norm(
                "n3",
                "penalty",
                Span(30, 50),
                "情节严重,直播间遮罩或关播,支付违约金10000元。",
                violation="v1",
                condition=tier("v1", "严重"),
                measures=veil(3, "10000"),
            ),
            Norm(
                "n4",
                "penalty",
                Span(50, 70),
                "除上述处罚外,平台有权……",
                violation="v1",
                modality="may",
                by="平台",
                measures=options("m4", (("delist", "下架违规商品"), ("exclude", "排行榜禁入"), ("exclude", "激励活动禁入"))),
            ),
            Norm(
                "n5",
                "penalty",
                Span(100, 110),
                "情节一般,每次扣6分。",
                violation="v2",
                condition=tier("v2", "一般"),
                measures=(points("m5", "6"),),
            ),
            Norm(
                "n6",
                "penalty",
                Span(110, 170),
                "情节严重,每次扣100分,并支付违约金。",
                violation="v2",
                condition=tier("v2", "严重"),
                measures=(points("m6", "100"), Measure("m7", "pay_penalty", "支付10%的违约金(最低20000元,最高100000元)", amount=share)),
            ),
            Norm(
                "n7",
                "penalty",
                Span(170, 250),
                "除上述外,平台有权……",
                violation="v2",
                modality="may",
                by="平台",
                measures=options("m8", NINE),
            ),
        ),
    )


def relief() -> RuleSet:
    """Blocking measures on a ticket replaced or waived; two situations; eligibility that may be cancelled."""
    ticket, score, repute = "违约单处置措施", "店铺体验分", "带货口碑分"
    cut, before, first = "扣分分数", "前30日累计违规扣分", "近30日同规则违规次数"
    blocking = Contains(ticket, "阻断经营处置措施")
    mild = Or((Compare(cut, "eq", D(0), "point", implied=True), Compare(cut, "lt", D(20), "point")))
    good = Or(
        (
            And((Is("主体", "商家"), Compare(score, "ge", D("4.4"), "score"))),
            And((Is("主体", "达人"), Compare(repute, "ge", D("4.4"), "score"))),
        )
    )
    either = Choice("g1", pick="one")
    changes = (
        Measure("m1", "replace", "替换为限制经营处置措施", choice=either, from_="阻断经营处置措施", to="限制经营处置措施"),
        Measure("m2", "waive", "予以直接免除", object="阻断经营处置措施", choice=either),
    )
    gone = NormException("except", Flag("减免机会已取消"), Span(700, 710), "减免机会已取消")

    def limits(names: tuple[str, ...], start: int) -> tuple[Measure, ...]:
        return tuple(
            Measure(f"m{start}{i}", "restrict", f"{name}X天", object=name, duration=Hole(f"X#{start + i}", "day"))
            for i, name in enumerate(names)
        )

    shops = limits(("限制上新和编辑商品", "限制违规类目上架及上新", "限制指定类目上架及上新"), 1)
    creators = limits(("限制违规类目带货权限", "限制指定类目带货权限", "限制推广低店铺分的商品"), 4)
    again = Occurrence(
        "再次违反同一规则", "ge", D(1), "减免后30天内同规则违规次数", Window("since", D(30), "day", event="减免", start_included=False)
    )
    return RuleSet(
        Document(
            "阻断减免实施细则", status="consultation", subjects=("商家", "达人"), dates=Dates(consultation=("2023-08-12", "2023-08-18"))
        ),
        facts=(
            Fact("主体", "subject", "choice", domain=("商家", "达人")),
            Fact(ticket, "ticket_measures", "set"),
            Fact(cut, "points_deducted", "number", "point"),
            Fact(score, "shop_experience_score", "number", "score", domain=("0", "5")),
            Fact(repute, "creator_reputation_score", "number", "score", domain=("0", "5")),
            Fact(before, "points_before_30d", "number", "point"),
            Fact(first, "same_rule_30d", "count", "times"),
            Fact("减免机会已取消", "eligibility_cancelled", "flag"),
            Fact("减免后30天内同规则违规次数", "repeat_since_relief", "count", "times"),
            Fact("存在较为严重的违规经营", "serious_operation", "judgement", asked_of="person"),
            Fact("其他非诚信、不当或恶意行为", "other_bad_conduct", "judgement", asked_of="person"),
        ),
        norms=(
            Norm(
                "n1",
                "relief",
                Span(100, 200),
                "情形一,同时具备以下四项条件……",
                provision="情形一",
                condition=And((blocking, mild, good, Compare(before, "ge", D(10), "point"))),
                measures=changes,
                exceptions=(gone,),
                keeps=Keeps(True, ("扣分", "支付违约金")),
            ),
            Norm(
                "n2",
                "relief",
                Span(200, 300),
                "情形二,同时具备以下四项条件……",
                provision="情形二",
                condition=And((blocking, mild, good, Occurrence("同规则违规", "eq", D(1), first))),
                measures=changes,
                exceptions=(gone,),
            ),
            Norm(
                "n3",
                "precedence",
                Span(300, 350),
                "前30日的累计违规扣分<10分的,依照《违规预警实施细则》进行治理",
                condition=Compare(before, "lt", D(10), "point"),
            ),
            Norm(
                "n4",
                "revocation",
                Span(400, 500),
                "平台有权取消适用阻断减免的机会",
                modality="may",
                by="平台",
                object="阻断减免机会",
                condition=Or((And((again, blocking)), asked("存在较为严重的违规经营"), asked("其他非诚信、不当或恶意行为"))),
                measures=(Measure("m9", "revoke_licence", "取消适用阻断减免的机会", object="阻断减免机会"),),
            ),
            Norm(
                "n5",
                "relief",
                Span(20, 60),
                "将全部商品下架替换为下列措施中的一个或多个",
                role="detail",
                of="n1",
                subjects=("商家",),
                measures=(Measure("m10", "replace", "替换", from_="全部商品下架", to=shops, to_pick="one_or_more"),),
            ),
            Norm(
                "n6",
                "relief",
                Span(60, 99),
                "将暂停使用购物车功能替换为下列措施中的一个或多个",
                role="detail",
                of="n1",
                subjects=("达人",),
                measures=(Measure("m11", "replace", "替换", from_="暂停使用购物车功能", to=creators, to_pick="one_or_more"),),
            ),
        ),
        definitions=(
            Definition("阻断经营处置措施", "measure_class", "含有全部商品下架的", members=("全部商品下架",), subject="商家"),
            Definition("阻断经营处置措施", "measure_class", "含有暂停使用购物车功能的", members=("暂停使用购物车功能",), subject="达人"),
        ),
        references=(Reference(Span(320, 330), "precedence", "违规预警实施细则", norm="n3"),),
    )


def points_account() -> RuleSet:
    """An account of twelve points, its nodes, its yearly reset, the strictest alone."""

    def close(days: str) -> Measure:
        return Measure(f"k{days}", "suspend_business", f"停业整顿{days}天", duration=Fixed(D(days), "day"))

    nodes = (
        Node(Span(0, 10), low=D(1), high=D(3)),
        Node(Span(10, 20), at=D(4), rel="ge", in_addition=True, measures=(close("3"),)),
        Node(Span(20, 30), at=D(8), rel="ge", in_addition=True, measures=(close("7"),)),
        Node(Span(30, 40), at=D(12), rel="ge", in_addition=True, measures=(Measure("k12", "expel", "店铺被清退"),)),
    )
    account = Account(
        "违规积分",
        "point",
        Span(0, 90),
        initial=D(12),
        shown_as="deducted",
        reset=Reset("calendar", "12-31T23:59:59"),
        nodes=nodes,
        concurrency="strictest",
        concurrency_span=Span(50, 80),
    )
    return RuleSet(Document("违规积分规则", status="unknown", dates=Dates(page="2022-12-30")), accounts=(account,))


ALL = {"endangering": endangering, "amended": amended, "relief": relief, "points_account": points_account}


def everything() -> RuleSet:
    """One of each construction that the other rules do not have. The sentences are made up."""
    gains, total, part = "违法所得", "商品总数", "问题商品数"
    bad = asked("有违法行为")
    fine = Measure("a1", "fine", "处一万元以上五万元以下罚款", amount=Range(D(10000), D(50000), True, True, "CNY"))
    heavy = Measure(
        "a2",
        "fine",
        "处违法所得一倍以上三倍以下罚款",
        amount=Rate("multiple", D(1), D(3), True, True, gains),
        instead_of=("a1",),
        condition=Compare(gains, "ge", D(30000), "CNY"),
    )
    none = Measure(
        "a3", "fine", "没有违法所得的,处五千元罚款", amount=Fixed(D(5000), "CNY"), instead_of=("a1", "a2"), condition=Flag("没有违法所得")
    )
    refused = Measure("a4", "suspend_business", "拒不改正的,责令停业整顿", condition=Event("拒不改正", "拒不改正", "a0"))
    worst = Combined("max", (Fixed(D(500), "CNY"), Rate("share", D("0.3"), D("0.3"), True, True, "订单实付金额")))
    bands = Brackets(gains, (BracketRow(None, D(10000), D("0.01")), BracketRow(D(10000), None, D("0.025"))), True)
    licensed = And((asked("有营业执照"), Compare("星级", "ge", D(4), "star"), Not(Flag("在公示期"))))
    return RuleSet(
        Document("拼合规则", status="published", subjects=("商家", "达人"), dates=Dates(effective="2024-01-01", repealed="2025-01-01")),
        violations=(Violation("v1", "甲"), Violation("v2", "乙")),
        facts=(
            Fact("主体", "subject", "choice", domain=("商家", "达人")),
            Fact(gains, "gains", "money", "CNY"),
            Fact("没有违法所得", "no_gains", "flag"),
            Fact("拒不改正", "refused", "event"),
            Fact("有违法行为", "bad", "judgement", asked_of="person"),
            Fact(total, "items", "count"),
            Fact(part, "bad_items", "count"),
            Fact("订单实付金额", "paid", "money", "CNY"),
            Fact("件数", "pieces", "count", "item"),
            Fact("星级", "stars", "number", "star", domain=("0", "5")),
            Fact("本店评分", "own_score", "number", "score"),
            Fact("同行评分", "peer_score", "number", "score"),
            Fact("有营业执照", "licensed", "judgement", asked_of="person"),
            Fact("在公示期", "listed", "flag"),
            Fact("其他违规行为", "other", "judgement", asked_of="person"),
        ),
        norms=(
            Norm(
                "n1",
                "penalty",
                Span(0, 50),
                "有违法行为的,责令改正,处……",
                violation="v1",
                condition=bad,
                by="监督管理部门",
                measures=(Measure("a0", "order_correction", "责令改正", within=Fixed(D(3), "day")), fine, heavy, none, refused),
            ),
            Norm(
                "n2",
                "penalty",
                Span(50, 60),
                "问题商品占比超过30%的,每件罚款10.5元",
                violation="v1",
                provision="第二条",
                condition=Compare(part, "gt", D(30), "percent", of=total),
                measures=(Measure("b1", "fine", "每件罚款10.5元", amount=Fixed(D("10.5"), "CNY", "件")),),
            ),
            Norm(
                "n3",
                "penalty",
                Span(60, 70),
                "其他情形,予以警告",
                violation="v1",
                provision="第二条",
                condition=Otherwise(),
                measures=(Measure("b2", "warn", "警告"),),
            ),
            Norm(
                "n4",
                "penalty",
                Span(70, 80),
                "三项中有两项的",
                violation="v2",
                condition=AtLeast(2, (bad, asked("其他违规行为"), Compare(gains, "gt", D("99.99"), "CNY"))),
                measures=(
                    Measure("c1", "compensate", "赔付金额以较高者为准", amount=worst),
                    Measure("c2", "fine", "分段计算", amount=bands),
                ),
            ),
            Norm(
                "n5",
                "penalty",
                Span(80, 90),
                "评分低于同行的商家,甲案中有权公示",
                subjects=("商家",),
                modality="may",
                condition=And((Compare("本店评分", "lt", FactRef("同行评分"), "score"), InViolation("v1"))),
                measures=(Measure("d1", "warn", "公示", modality="may"),),
                exceptions=(NormException("except", None, Span(85, 90), "法律另有规定的除外"),),
            ),
            Norm(
                "n6",
                "admission",
                Span(90, 99),
                "满足要求的,有机会展示",
                violation="v2",
                condition=licensed,
                measures=(Measure("e1", "grant", "有机会展示", modality="may"),),
            ),
            Norm(
                "n7",
                "penalty",
                Span(99, 120),
                "不满足要求的,不予展示",
                violation="v2",
                condition=Not(Flag("满足要求")),
                measures=(Measure("e2", "block_display", "不予展示"),),
            ),
            Norm(
                "n8",
                "penalty",
                Span(120, 130),
                "情节不明的,处……",
                violation="v2",
                condition=asked("有违法行为"),
                unclaimed=(Span(125, 127),),
                measures=(Measure("f1", "expel", "清退"),),
            ),
        ),
        definitions=(Definition("满足要求", "derived_fact", "满足以上要求", fact="满足要求", condition=licensed),),
    )


ALL["everything"] = everything
