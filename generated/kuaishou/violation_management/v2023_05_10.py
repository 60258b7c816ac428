"""快手小店商家、达人违规管理规则

版本     2023-05-10；发布 2023-05-03；生效 2023-05-10
来源     corpus/kuaishou/violation-management/2023-05-10.txt  sha256:c96316106e57939676d901f66c0e4ecf2572fa99faf1f64407ba10d99d125aa3
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import UNKNOWN, Decided, Decision, FactsBase, FactSpec, Fixed, Force, Measure, Norm, Rule, Run, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    severity: str | Unknown = UNKNOWN
    """情节；一般 / 严重"""

    occurrences: int | Unknown = UNKNOWN
    """违规次数；整数；次"""


def decide(
    facts: Facts,
    *,
    violation: str | None = None,
    as_of: date | datetime | None = None,
    assume_in_force: bool = False,
    presume: str = "standard",
    unresolved: str = "error",
) -> Decision:
    """What follows from the facts for one violation (by id or name), every measure with the norm it comes from.

    `as_of` is the moment of the violation: a rule that is not in force then decides nothing, unless `assume_in_force`.
    `presume="none"` takes nothing for granted. `unresolved` says what becomes of norms that are not wholly understood: `error`
    leaves out their measures, `taint` gives them under the verdict `not_expressible`, `warn` takes them as understood.
    """
    return Decision(RULE, facts, violation, as_of, assume_in_force, presume, unresolved)


def read(given: Mapping[str, object]) -> tuple[Facts, str | None]:
    """Facts given by label or ASCII name → `Facts`, and the violation if it is among them. FactError for what cannot be read."""
    named, violation = RULE.read(given)
    return Facts.of(named), violation


def v1(facts: Facts, run: Run) -> None:
    """发布混淆信息"""

    # 二 「情节一般,下架自建商品,并支付违约金2000元;」
    n1 = facts.severity == "一般"
    if n1 is not False:
        run.must(n1, N1_DELIST, N1_PAY_PENALTY)

    # 二 「情节严重,暂停使用购物车功能,并支付违约金5000元。」
    n2 = facts.severity == "严重"
    if n2 is not False:
        run.must(n2, N2_BAN_ACTIVITY, N2_PAY_PENALTY)

    run.norms = (n1, n2)


def v2(facts: Facts, run: Run) -> None:
    """关联劣质/不合格/不合规商品"""
    occurrences = run.presumed(facts.occurrences, 1)

    # 二 「情节一般,每次扣4分,下架自建商品;」
    n3 = facts.severity == "一般"
    if n3 is not False:
        run.must(n3, Decided((N3_DEDUCT_POINTS, occurrences * 4, occurrences)), N3_DELIST)

    # 二 「情节严重,每次扣12分,并支付违约金3000元,限制电商自然流量7天。」
    n4 = facts.severity == "严重"
    if n4 is not False:
        run.must(n4, Decided((N4_DEDUCT_POINTS, occurrences * 12, occurrences)), N4_PAY_PENALTY, N4_RESTRICT)

    run.norms = (n3, n4)


def v3(facts: Facts, run: Run) -> None:
    """其他可能危及用户权益的质量相关问题"""
    occurrences = run.presumed(facts.occurrences, 1)

    # 二 「情节一般,每次扣2分;」
    n5 = facts.severity == "一般"
    if n5 is not False:
        run.must(n5, Decided((N5_DEDUCT_POINTS, occurrences * 2, occurrences)))

    # 二 「情节严重,每次扣6分,并限制电商自然流量3天。」
    n6 = facts.severity == "严重"
    if n6 is not False:
        run.must(n6, Decided((N6_DEDUCT_POINTS, occurrences * 6, occurrences)), N6_RESTRICT)

    run.norms = (n5, n6)


N1_DELIST = Decided.of(Measure("m1", "n1", "delist", "下架自建商品", (149, 155), object="自建商品"))
N1_PAY_PENALTY = Decided.of(Measure("m2", "n1", "pay_penalty", "支付违约金2000元", (157, 167), amount=Fixed("2000", "CNY")))
N2_BAN_ACTIVITY = Decided.of(Measure("m3", "n2", "ban_activity", "暂停使用购物车功能", (173, 182), object="购物车功能"))
N2_PAY_PENALTY = Decided.of(Measure("m4", "n2", "pay_penalty", "支付违约金5000元", (184, 194), amount=Fixed("5000", "CNY")))
N3_DEDUCT_POINTS = Measure(
    "m5", "n3", "deduct_points", "每次扣4分", (271, 276), amount=Fixed("4", "point", per="次"), asks=("occurrences",), counted=True,
)
N3_DELIST = Decided.of(Measure("m6", "n3", "delist", "下架自建商品", (277, 283), object="自建商品"))
N4_DEDUCT_POINTS = Measure(
    "m7", "n4", "deduct_points", "每次扣12分", (289, 295), amount=Fixed("12", "point", per="次"), asks=("occurrences",), counted=True,
)
N4_PAY_PENALTY = Decided.of(Measure("m8", "n4", "pay_penalty", "支付违约金3000元", (297, 307), amount=Fixed("3000", "CNY")))
N4_RESTRICT = Decided.of(
    Measure("m9", "n4", "restrict", "限制电商自然流量7天", (308, 318), object="电商自然流量", duration=Fixed("7", "day")),
)
N5_DEDUCT_POINTS = Measure(
    "m10", "n5", "deduct_points", "每次扣2分", (399, 404), amount=Fixed("2", "point", per="次"), asks=("occurrences",), counted=True,
)
N6_DEDUCT_POINTS = Measure(
    "m11", "n6", "deduct_points", "每次扣6分", (410, 415), amount=Fixed("6", "point", per="次"), asks=("occurrences",), counted=True,
)
N6_RESTRICT = Decided.of(
    Measure("m12", "n6", "restrict", "限制电商自然流量3天", (417, 427), object="电商自然流量", duration=Fixed("3", "day")),
)

FACTS = (
    FactSpec("severity", "情节", "choice", asked_of="person", domain=("一般", "严重"), words=("一般", "严重")),
    FactSpec("occurrences", "违规次数", "count", unit="times", low=0),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("二", (144, 168), "情节一般,下架自建商品,并支付违约金2000元;"),
    "n2": ("二", (168, 195), "情节严重,暂停使用购物车功能,并支付违约金5000元。"),
    "n3": ("二", (266, 284), "情节一般,每次扣4分,下架自建商品;"),
    "n4": ("二", (284, 319), "情节严重,每次扣12分,并支付违约金3000元,限制电商自然流量7天。"),
    "n5": ("二", (394, 405), "情节一般,每次扣2分;"),
    "n6": ("二", (405, 428), "情节严重,每次扣6分,并限制电商自然流量3天。"),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("severity",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("severity",)),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], violation="v2", reads=("severity",)),
    Norm("n4", "penalty", *SOURCE_MAP["n4"], violation="v2", reads=("severity",)),
    Norm("n5", "penalty", *SOURCE_MAP["n5"], violation="v3", reads=("severity",)),
    Norm("n6", "penalty", *SOURCE_MAP["n6"], violation="v3", reads=("severity",)),
)

RULE = Rule(
    title="快手小店商家、达人违规管理规则",
    version="2023-05-10",
    force=Force(start="2023-05-10"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1, "v2": v2, "v3": v3},
    ran={"v1": ("n1", "n2"), "v2": ("n3", "n4"), "v3": ("n5", "n6")},
    violations=(("v1", "发布混淆信息"), ("v2", "关联劣质/不合格/不合规商品"), ("v3", "其他可能危及用户权益的质量相关问题")),
    occurrences="occurrences",
    plain=True,
)
