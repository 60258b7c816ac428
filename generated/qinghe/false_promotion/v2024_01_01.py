"""青禾商城虚假宣传实施细则

版本     2024-01-01；发布 2023-12-10；生效 2024-01-01
来源     corpus/qinghe/false-promotion/2024-01-01.txt  sha256:691aaddf7357568f7a35f66d3b9da34eaf881d072040b2fc6545d73c8bf18ed5
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

    xu_jia_xuan_chuan_ci_shu: int | Unknown = UNKNOWN
    """虚假宣传次数；整数；次"""

    xu_jia_xuan_chuan_de_shang_pin_zhi_liang_bu: bool | Unknown = UNKNOWN
    """虚假宣传的商品质量不合格；是/否,由人判断"""


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

    # 第五条 「扣分按照《青禾商城违规积分管理规则》累计处理。」

    run.norms = (True,)


def v1(facts: Facts, run: Run) -> None:
    """虚假宣传"""
    every_violation(facts, run)

    # 第二条 「首次虚假宣传的,扣除6分,下架商品。」
    n1 = facts.xu_jia_xuan_chuan_ci_shu == 1
    if n1 is not False:
        run.must(n1, N1_DEDUCT_POINTS, N1_DELIST)

    # 第三条 「30天内再次虚假宣传的,扣除12分,限制提现15天。」
    n2 = facts.xu_jia_xuan_chuan_ci_shu >= 2
    if n2 is not False:
        run.must(n2, N2_DEDUCT_POINTS, N2_LIMIT_WITHDRAWAL)

    # 第四条 「虚假宣传的商品质量不合格的,按照《青禾商城商品质量管理规则》处理,并扣除保证金1000元。」
    n3 = facts.xu_jia_xuan_chuan_de_shang_pin_zhi_liang_bu
    if n3 is not False:
        run.must(n3, N3_DEDUCT_DEPOSIT)

    run.norms += (n1, n2, n3)


N1_DEDUCT_POINTS = Decided.of(Measure("m1", "n1", "deduct_points", "扣除6分", (100, 104), amount=Fixed("6", "point")))
N1_DELIST = Decided.of(Measure("m2", "n1", "delist", "下架商品", (105, 109), object="商品"))
N2_DEDUCT_POINTS = Decided.of(Measure("m3", "n2", "deduct_points", "扣除12分", (128, 133), amount=Fixed("12", "point")))
N2_LIMIT_WITHDRAWAL = Decided.of(
    Measure("m4", "n2", "limit_withdrawal", "限制提现15天", (134, 141), object="提现", duration=Fixed("15", "day")),
)
N3_DEDUCT_DEPOSIT = Decided.of(
    Measure("m5", "n3", "deduct_deposit", "扣除保证金1000元", (182, 192), object="保证金", amount=Fixed("1000", "CNY")),
)

FACTS = (
    FactSpec("xu_jia_xuan_chuan_ci_shu", "虚假宣传次数", "count", unit="times", low=1, cuts=((1, 0), (1, 1), (2, 0))),
    FactSpec("xu_jia_xuan_chuan_de_shang_pin_zhi_liang_bu", "虚假宣传的商品质量不合格", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第二条", (92, 110), "首次虚假宣传的,扣除6分,下架商品。"),
    "n2": ("第三条", (116, 142), "30天内再次虚假宣传的,扣除12分,限制提现15天。"),
    "n3": ("第四条", (148, 193), "虚假宣传的商品质量不合格的,按照《青禾商城商品质量管理规则》处理,并扣除保证金1000元。"),
    "n4": ("第五条", (199, 222), "扣分按照《青禾商城违规积分管理规则》累计处理。"),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("xu_jia_xuan_chuan_ci_shu",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("xu_jia_xuan_chuan_ci_shu",)),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], violation="v1", reads=("xu_jia_xuan_chuan_de_shang_pin_zhi_liang_bu",)),
    Norm("n4", "procedure", *SOURCE_MAP["n4"], conditional=False),
)

RULE = Rule(
    title="青禾商城虚假宣传实施细则",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1},
    ran={"v1": ("n4", "n1", "n2", "n3")},
    violations=(("v1", "虚假宣传"),),
    governed=(Governed("n4", "青禾商城违规积分管理规则"),),
)
