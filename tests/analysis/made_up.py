"""Rule sets made up at random, always the same for a seed: every kind of condition, on figures, words, sets, tiers and counts."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from rulec.ir import model as ir
from rulec.source import Span

RELATIONS: tuple[ir.Rel, ...] = ("ge", "gt", "le", "lt", "eq", "ne")
FACTS = (
    ir.Fact("涉案金额", "sum", "money", "CNY"),
    ir.Fact("店铺体验分", "score", "number", "score"),
    ir.Fact("迟到时长", "late", "number", "hour"),
    ir.Fact("订单数", "orders", "count", "order"),
    ir.Fact("违规次数", "times", "count", "times"),
    ir.Fact("有违法所得", "gain", "flag"),
    ir.Fact("造成不良影响", "harm", "judgement"),
    ir.Fact("拒不改正", "refuses", "event"),
    ir.Fact("对象", "what", "choice", domain=("商品", "内容", "账号")),
    ir.Fact("情节", "tier", "choice", domain=("轻微", "一般", "严重")),
    ir.Fact("违约单处置措施", "ticket", "set"),
)
FIGURES = {"涉案金额": ("1000", "999.99", "50000"), "店铺体验分": ("4.4", "4.5", "3"), "迟到时长": ("0.5", "2", "24"), "订单数": ("1", "10", "2.5")}


def leaf(random: Random) -> ir.Expression:
    """One condition on one fact."""
    label = random.choice(FACTS).label
    if label in FIGURES:
        unit = next(fact.unit for fact in FACTS if fact.label == label) or ""
        return ir.Compare(label, random.choice(RELATIONS), Decimal(random.choice(FIGURES[label])), unit)
    if label == "违规次数":
        return ir.Occurrence("违规", random.choice(RELATIONS), Decimal(random.randint(1, 3)), label)
    if label == "对象":
        return ir.Is(label, random.choice(("商品", "内容", "账号")))
    if label == "情节":
        return ir.InTier(random.choice((None, "v1")), "情节", random.choice(("轻微", "一般", "严重")), label)
    if label == "违约单处置措施":
        return ir.Contains(label, random.choice(("下架", "限制上新", "禁播")))
    made: dict[str, ir.Expression] = {"有违法所得": ir.Flag(label), "造成不良影响": ir.Judgement(label, label), "拒不改正": ir.Event(label, label)}
    return made[label]


def expression(random: Random, depth: int = 2) -> ir.Expression:
    """A condition of some depth."""
    pick = random.random()
    if depth == 0 or pick < 0.25:
        return leaf(random)
    args = tuple(expression(random, depth - 1) for _ in range(random.randint(2, 3)))
    if pick < 0.5:
        return ir.And(args)
    if pick < 0.75:
        return ir.Or(args)
    return ir.Not(args[0]) if pick < 0.88 else ir.AtLeast(2, args)


def norm(i: int, random: Random) -> ir.Norm:
    """A penalty; some have an exception, some are the rest of the others."""
    condition = expression(random)
    excepts = (ir.NormException("except", leaf(random)),) if random.random() < 0.2 else ()
    if random.random() < 0.1:
        condition = ir.Otherwise()
    measures = (ir.Measure(f"m{i}", "deduct_points", f"扣{i}分", amount=ir.Fixed(Decimal(i), "point")),)
    violation = random.choice((None, "v1", "v1", "v2"))
    return ir.Norm(
        f"n{i}", "penalty", Span(10 * i, 10 * i + 9), f"第{i}条", violation=violation, condition=condition, exceptions=excepts,
        measures=measures,
    )  # fmt: skip


def rule_set(seed: int, norms: int = 4) -> ir.RuleSet:
    """The rule set of a seed: two violations, so many norms."""
    random = Random(seed)
    violations = (ir.Violation("v1", "刷单"), ir.Violation("v2", "售假"))
    document = ir.Document("随机规则", dates=ir.Dates(effective="2024-01-01"))
    return ir.RuleSet(document, violations=violations, facts=FACTS, norms=tuple(norm(i, random) for i in range(1, norms + 1)))
