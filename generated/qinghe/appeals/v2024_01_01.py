"""青禾商城商家申诉规则

版本     2024-01-01；发布 2023-12-10；生效 2024-01-01
来源     corpus/qinghe/appeals/2024-01-01.txt  sha256:44115a4e78d2583c25579d84420ffac1ac9ad006fef1871bfeb4e9f6edc6ecdd
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

    ti_jiao_xu_jia_cai_liao: bool | Unknown = UNKNOWN
    """提交虚假材料；是/否,由人判断"""


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

    # 第一条 「商家应当在收到处理通知之日起5天内提交申诉,逾期不再受理。」

    # 第二条 「商家应当如实提交申诉材料;」

    # 第二条 「提交虚假材料的,扣除12分。」
    n3 = facts.ti_jiao_xu_jia_cai_liao
    if n3 is not False:
        run.must(n3, N3_DEDUCT_POINTS)

    run.norms = (True, True, n3)


N3_DEDUCT_POINTS = Decided.of(Measure("m1", "n3", "deduct_points", "扣除12分", (106, 111), amount=Fixed("12", "point")))

FACTS = (FactSpec("ti_jiao_xu_jia_cai_liao", "提交虚假材料", "judgement", asked_of="person"),)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第一条", (50, 79), "商家应当在收到处理通知之日起5天内提交申诉,逾期不再受理。"),
    "n2": ("第二条", (85, 98), "商家应当如实提交申诉材料;"),
    "n3": ("第二条", (98, 112), "提交虚假材料的,扣除12分。"),
}

NORMS = (
    Norm("n1", "procedure", *SOURCE_MAP["n1"], conditional=False),
    Norm("n2", "procedure", *SOURCE_MAP["n2"], conditional=False),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], reads=("ti_jiao_xu_jia_cai_liao",)),
)

RULE = Rule(
    title="青禾商城商家申诉规则",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n1", "n2", "n3")},
    plain=True,
)
