"""青禾商城虚假交易处理规则

版本     2024-01-01；发布 2023-12-20；生效 2024-01-01
来源     corpus/qinghe/fake-transactions/2024-01-01.txt  sha256:6d8f00cb2981608728dbde552707f2927441aa5644b2a2d412600bd62a7d0e87
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import UNKNOWN, Decided, Decision, FactsBase, FactSpec, Fixed, Force, Governed, Measure, Norm, Rule, Run, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    xu_jia_jiao_yi_ding_dan_shu: int | Unknown = UNKNOWN
    """虚假交易订单数；整数；单"""


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
    """虚假交易"""
    every_violation(facts, run)

    # 第二条 「虚假交易订单数不足30单的,扣除12分,下架商品。」
    n1 = facts.xu_jia_jiao_yi_ding_dan_shu < 30
    if n1 is not False:
        run.must(n1, N1_DEDUCT_POINTS, N1_DELIST)

    # 第三条 「虚假交易订单数30单以上的,扣除24分,屏蔽店铺30天,并按照《青禾商城虚假宣传实施细则》第三条处理。」
    n2 = facts.xu_jia_jiao_yi_ding_dan_shu >= 30
    if n2 is not False:
        run.must(n2, N2_DEDUCT_POINTS, N2_BLOCK_DISPLAY)

    run.norms += (n1, n2)


N1_DEDUCT_POINTS = Decided.of(Measure("m1", "n1", "deduct_points", "扣除12分", (94, 99), amount=Fixed("12", "point")))
N1_DELIST = Decided.of(Measure("m2", "n1", "delist", "下架商品", (100, 104), object="商品"))
N2_DEDUCT_POINTS = Decided.of(Measure("m3", "n2", "deduct_points", "扣除24分", (125, 130), amount=Fixed("24", "point")))
N2_BLOCK_DISPLAY = Decided.of(Measure("m4", "n2", "block_display", "屏蔽店铺30天", (131, 138), object="店铺", duration=Fixed("30", "day")))

FACTS = (FactSpec("xu_jia_jiao_yi_ding_dan_shu", "虚假交易订单数", "count", unit="order", low=0, cuts=((30, 0),)),)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第二条", (80, 105), "虚假交易订单数不足30单的,扣除12分,下架商品。"),
    "n2": ("第三条", (111, 162), "虚假交易订单数30单以上的,扣除24分,屏蔽店铺30天,并按照《青禾商城虚假宣传实施细则》第三条处理。"),
    "n3": ("第四条", (168, 191), "扣分按照《青禾商城违规积分管理规则》累计处理。"),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("xu_jia_jiao_yi_ding_dan_shu",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("xu_jia_jiao_yi_ding_dan_shu",)),
    Norm("n3", "procedure", *SOURCE_MAP["n3"], conditional=False),
)

RULE = Rule(
    title="青禾商城虚假交易处理规则",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1},
    ran={"v1": ("n3", "n1", "n2")},
    violations=(("v1", "虚假交易"),),
    governed=(Governed("n3", "青禾商城违规积分管理规则"),),
)
