"""青禾商城规则总则

版本     2024-01-01；发布 2023-12-01；生效 2024-01-01
来源     corpus/qinghe/general-rules/2024-01-01.txt  sha256:118827f909a5649e9a55c819748b0c5e853c66d40faf9b24dc35eb9d789ec289
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import UNKNOWN, Decision, FactsBase, FactSpec, Force, Norm, Rule, Run, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    tong_yi_wei_gui_xing_wei_tong_shi_wei_fan: bool | Unknown = UNKNOWN
    """同一违规行为同时违反两项规则；是/否,由人判断"""


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

    # 第三条 「同一违规行为同时违反两项规则的,依照处罚较重的规则处理。」
    n1 = facts.tong_yi_wei_gui_xing_wei_tong_shi_wei_fan

    # 第四条 「商家应当妥善保管发货凭证、检验报告等材料。」

    run.norms = (n1, True)


FACTS = (FactSpec("tong_yi_wei_gui_xing_wei_tong_shi_wei_fan", "同一违规行为同时违反两项规则", "judgement", asked_of="person"),)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第三条", (95, 123), "同一违规行为同时违反两项规则的,依照处罚较重的规则处理。"),
    "n2": ("第四条", (129, 150), "商家应当妥善保管发货凭证、检验报告等材料。"),
}

NORMS = (
    Norm("n1", "precedence", *SOURCE_MAP["n1"], reads=("tong_yi_wei_gui_xing_wei_tong_shi_wei_fan",)),
    Norm("n2", "obligation", *SOURCE_MAP["n2"], conditional=False),
)

RULE = Rule(
    title="青禾商城规则总则",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n1", "n2")},
    plain=True,
)
