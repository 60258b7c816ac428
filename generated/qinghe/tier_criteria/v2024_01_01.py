"""青禾商城违规情节认定标准

版本     2024-01-01；发布 2023-12-01；生效 2024-01-01
来源     corpus/qinghe/tier-criteria/2024-01-01.txt  sha256:3d871c5e0f46434f799b8b97dc1f2a23b7df6fa79ec1600cb21bae37b11d74b4
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import UNKNOWN, Decision, FactsBase, FactSpec, Force, Norm, Rule, Run, Scale, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    severity: str | Unknown = UNKNOWN
    """情节；轻微 / 一般 / 严重"""

    jin_30_tian_yan_chi_fa_huo_ding_dan_shu: int | Unknown = UNKNOWN
    """近30天延迟发货订单数；整数；单"""


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

    severity = facts.severity
    if severity is UNKNOWN:
        severity = tier_severity(facts, run)


def tier_severity(facts: Facts, run: Run) -> str | Unknown:
    """情节, where nobody gave it: by its criteria."""
    # 青禾商城违规情节认定标准 「情节轻微,包括:近30天延迟发货订单数不足10单;」
    n1 = facts.jin_30_tian_yan_chi_fa_huo_ding_dan_shu < 10

    # 青禾商城违规情节认定标准 「情节一般,包括:近30天延迟发货订单数10单以上不足50单;」
    n2 = (facts.jin_30_tian_yan_chi_fa_huo_ding_dan_shu >= 10) & (facts.jin_30_tian_yan_chi_fa_huo_ding_dan_shu < 50)

    # 青禾商城违规情节认定标准 「情节严重,包括:近30天延迟发货订单数50单以上。」
    n3 = facts.jin_30_tian_yan_chi_fa_huo_ding_dan_shu >= 50

    return run.tier(SEVERITY, n1, n2, n3)


SEVERITY = Scale("severity", ("轻微", "一般", "严重"), (("轻微", "n1", False), ("一般", "n2", False), ("严重", "n3", False)))

FACTS = (
    FactSpec("severity", "情节", "choice", asked_of="person", domain=("轻微", "一般", "严重"), words=("轻微", "一般", "严重")),
    FactSpec("jin_30_tian_yan_chi_fa_huo_ding_dan_shu", "近30天延迟发货订单数", "count", unit="order", low=0, cuts=((10, 0), (50, 0))),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("青禾商城违规情节认定标准", (64, 89), "情节轻微,包括:近30天延迟发货订单数不足10单;"),
    "n2": ("青禾商城违规情节认定标准", (91, 121), "情节一般,包括:近30天延迟发货订单数10单以上不足50单;"),
    "n3": ("青禾商城违规情节认定标准", (123, 148), "情节严重,包括:近30天延迟发货订单数50单以上。"),
}

NORMS = (
    Norm("n1", "tier_criteria", *SOURCE_MAP["n1"], reads=("jin_30_tian_yan_chi_fa_huo_ding_dan_shu",)),
    Norm("n2", "tier_criteria", *SOURCE_MAP["n2"], reads=("jin_30_tian_yan_chi_fa_huo_ding_dan_shu",)),
    Norm("n3", "tier_criteria", *SOURCE_MAP["n3"], reads=("jin_30_tian_yan_chi_fa_huo_ding_dan_shu",)),
)

RULE = Rule(
    title="青禾商城违规情节认定标准",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ()},
    plain=True,
)
