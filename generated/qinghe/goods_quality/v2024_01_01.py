"""青禾商城商品质量管理规则

版本     2024-01-01；发布 2023-12-10；生效 2024-01-01
来源     corpus/qinghe/goods-quality/2024-01-01.txt  sha256:56c8bcb561abc63f07b69f65d2b5cec63e5f1c5a6e2fa86101aebb930564f578
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import (
    UNKNOWN,
    Decided,
    Decision,
    FactsBase,
    FactSpec,
    Fixed,
    Force,
    Governed,
    Measure,
    Norm,
    Rate,
    Rule,
    Run,
    Unknown,
    share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    chu_shou_bu_he_ge_shang_pin: bool | Unknown = UNKNOWN
    """出售不合格商品；是/否,由人判断"""

    shang_pin_huo_zhi: int | Unknown = UNKNOWN
    """商品货值；人民币,以分计(1 元写作 1_00)"""

    chou_jian_he_ge_lv: int | Unknown = UNKNOWN
    """抽检合格率；以万分之一计(4.4 写作 4_4000)；百分之"""


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


def every_violation(facts: Facts, run: Run) -> None:
    """The norms that hold for every violation."""

    # 第四条 「扣分按照《青禾商城违规积分管理规则》累计处理。」

    run.norms = (True,)


def v1(facts: Facts, run: Run) -> None:
    """出售不合格商品"""
    every_violation(facts, run)

    # 第二条 「出售不合格商品的,下架商品,扣除12分,支付商品货值3倍的违约金。」
    n1 = facts.chu_shou_bu_he_ge_shang_pin
    if n1 is not False:
        run.must(
            n1,
            N1_DELIST,
            N1_DEDUCT_POINTS,
            Decided((N1_PAY_PENALTY, share(facts.shang_pin_huo_zhi, 300, 100), facts.shang_pin_huo_zhi)),
        )

    # 第三条 「抽检合格率低于60%的,限制发布新商品30天。」
    n2 = facts.chou_jian_he_ge_lv < 60_0000
    if n2 is not False:
        run.must(n2, N2_RESTRICT)

    run.norms += (n1, n2)


N1_DELIST = Decided.of(Measure("m1", "n1", "delist", "下架商品", (97, 101), object="商品"))
N1_DEDUCT_POINTS = Decided.of(Measure("m2", "n1", "deduct_points", "扣除12分", (102, 107), amount=Fixed("12", "point")))
N1_PAY_PENALTY = Measure(
    "m3", "n1", "pay_penalty", "支付商品货值3倍的违约金", (108, 120), amount=Rate("multiple", "3", "3", True, True, "商品货值"),
    asks=("shang_pin_huo_zhi",),
)
N2_RESTRICT = Decided.of(
    Measure("m4", "n2", "restrict", "限制发布新商品30天", (139, 149), object="发布新商品", duration=Fixed("30", "day")),
)

FACTS = (
    FactSpec("chu_shou_bu_he_ge_shang_pin", "出售不合格商品", "judgement", asked_of="person"),
    FactSpec("shang_pin_huo_zhi", "商品货值", "money", unit="CNY", digits=2, low=0),
    FactSpec("chou_jian_he_ge_lv", "抽检合格率", "number", unit="percent", digits=4, cuts=((600000, 0),)),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第二条", (88, 121), "出售不合格商品的,下架商品,扣除12分,支付商品货值3倍的违约金。"),
    "n2": ("第三条", (127, 150), "抽检合格率低于60%的,限制发布新商品30天。"),
    "n3": ("第四条", (156, 179), "扣分按照《青禾商城违规积分管理规则》累计处理。"),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("chu_shou_bu_he_ge_shang_pin",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("chou_jian_he_ge_lv",)),
    Norm("n3", "procedure", *SOURCE_MAP["n3"], conditional=False),
)

RULE = Rule(
    title="青禾商城商品质量管理规则",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1},
    ran={"v1": ("n3", "n1", "n2")},
    violations=(("v1", "出售不合格商品"),),
    governed=(Governed("n3", "青禾商城违规积分管理规则"),),
)
