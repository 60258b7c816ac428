"""青禾商城丰收节发货专项规则

版本     2024-09-10；发布 2024-08-20；生效 2024-09-10；废止 2024-10-10
来源     corpus/qinghe/harvest-festival/2024-09-10.txt  sha256:ca3b773a64843df7e59b49a92ed32cd0f0e938fa855e8ba58fbe33f60063656c
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

    feng_shou_jie_qi_jian_yan_chi_fa_huo: bool | Unknown = UNKNOWN
    """丰收节期间延迟发货；是/否,由人判断"""

    ben_gui_ze_yu_fa_huo_guan_li_gui_ze_bu_yi: bool | Unknown = UNKNOWN
    """本规则与《发货管理规则》不一致；是/否,由人判断"""


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

    # 第一条 「丰收节期间延迟发货的,扣除4分,限制参加营销活动30天。」
    n1 = facts.feng_shou_jie_qi_jian_yan_chi_fa_huo
    if n1 is not False:
        run.must(n1, N1_DEDUCT_POINTS, N1_RESTRICT)

    # 第二条 「本规则与《发货管理规则》不一致的,以本规则为准。」
    n2 = facts.ben_gui_ze_yu_fa_huo_guan_li_gui_ze_bu_yi

    run.norms = (n1, n2)


N1_DEDUCT_POINTS = Decided.of(Measure("m1", "n1", "deduct_points", "扣除4分", (78, 82), amount=Fixed("4", "point")))
N1_RESTRICT = Decided.of(
    Measure("m2", "n1", "restrict", "限制参加营销活动30天", (83, 94), object="参加营销活动", duration=Fixed("30", "day")),
)

FACTS = (
    FactSpec("feng_shou_jie_qi_jian_yan_chi_fa_huo", "丰收节期间延迟发货", "judgement", asked_of="person"),
    FactSpec("ben_gui_ze_yu_fa_huo_guan_li_gui_ze_bu_yi", "本规则与《发货管理规则》不一致", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第一条", (67, 95), "丰收节期间延迟发货的,扣除4分,限制参加营销活动30天。"),
    "n2": ("第二条", (101, 125), "本规则与《发货管理规则》不一致的,以本规则为准。"),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], reads=("feng_shou_jie_qi_jian_yan_chi_fa_huo",)),
    Norm("n2", "precedence", *SOURCE_MAP["n2"], reads=("ben_gui_ze_yu_fa_huo_guan_li_gui_ze_bu_yi",)),
)

RULE = Rule(
    title="青禾商城丰收节发货专项规则",
    version="2024-09-10",
    force=Force(start="2024-09-10", end="2024-10-10"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n1", "n2")},
    governed=(Governed("n2", "发货管理规则"),),
    plain=True,
)
