"""青禾商城保证金管理规则

版本     2024-01-01；发布 2023-12-10；生效 2024-01-01
来源     corpus/qinghe/deposits/2024-01-01.txt  sha256:a1578523e6fa8db7a69b593f979978a92de1f42cca98b0d0b044fe1ff17f0971
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

    kou_chu_bao_zheng_jin_hou_wei_zai_7_tian_nei: bool | Unknown = UNKNOWN
    """扣除保证金后未在7天内补足；是/否,由人判断"""

    dian_pu_bei_qing_tui: bool | Unknown = UNKNOWN
    """店铺被清退；是/否,由人判断"""


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


def whole_rule(facts: Facts, run: Run) -> None:
    """The norms of the rule."""

    # 第一条 「商家应当在开店前足额缴纳保证金。」

    # 第二条 「扣除保证金后未在7天内补足的,限制发布新商品30天。」
    n2 = facts.kou_chu_bao_zheng_jin_hou_wei_zai_7_tian_nei
    if n2 is not False:
        run.must(n2, N2_RESTRICT)

    # 第三条 「店铺被清退的,冻结保证金180天。」
    n3 = facts.dian_pu_bei_qing_tui
    if n3 is not False:
        run.must(n3, N3_FREEZE_FUNDS)

    run.norms = (True, n2, n3)


N2_RESTRICT = Decided.of(Measure("m1", "n2", "restrict", "限制发布新商品30天", (88, 98), object="发布新商品", duration=Fixed("30", "day")))
N3_FREEZE_FUNDS = Decided.of(
    Measure("m2", "n3", "freeze_funds", "冻结保证金180天", (112, 121), object="保证金", duration=Fixed("180", "day")),
)

FACTS = (
    FactSpec("kou_chu_bao_zheng_jin_hou_wei_zai_7_tian_nei", "扣除保证金后未在7天内补足", "judgement", asked_of="person"),
    FactSpec("dian_pu_bei_qing_tui", "店铺被清退", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第一条", (51, 67), "商家应当在开店前足额缴纳保证金。"),
    "n2": ("第二条", (73, 99), "扣除保证金后未在7天内补足的,限制发布新商品30天。"),
    "n3": ("第三条", (105, 122), "店铺被清退的,冻结保证金180天。"),
}

NORMS = (
    Norm("n1", "obligation", *SOURCE_MAP["n1"], conditional=False),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], reads=("kou_chu_bao_zheng_jin_hou_wei_zai_7_tian_nei",)),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], reads=("dian_pu_bei_qing_tui",)),
)

RULE = Rule(
    title="青禾商城保证金管理规则",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n1", "n2", "n3")},
    plain=True,
)
