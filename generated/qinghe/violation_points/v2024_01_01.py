"""青禾商城违规积分管理规则

版本     2024-01-01；发布 2023-12-01；生效 2024-01-01
来源     corpus/qinghe/violation-points/2024-01-01.txt  sha256:e9aa8f59a91bdcc5759f62c543b7005bdcfcc16a83303c80a89c5677c0f04ec1
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import (
    UNKNOWN,
    Account,
    Decision,
    Event,
    FactsBase,
    FactSpec,
    Fixed,
    Force,
    Governed,
    Measure,
    Node,
    Norm,
    Rule,
    Run,
    Timeline,
    Unknown,
    replay_account,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

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


def replay(events: Iterable[Event], account: str = "扣分", until: datetime | None = None) -> Timeline:
    """What the points of an account come to, event by event: nodes reached, measures that run, resets up to `until`."""
    return replay_account(ACCOUNTS[account], events, until)


def whole_rule(facts: Facts, run: Run) -> None:
    """The norms of the rule."""

    # 第六条 「店铺被清退的,保证金按照《青禾商城保证金管理规则》(以下简称“保证金规则”)第三条处理。」
    n1 = facts.dian_pu_bei_qing_tui

    run.norms = (n1,)


ACCOUNTS = {
    "扣分": Account(
        "扣分", "point", (96, 206),
        nodes=(
            Node(
                (96, 104), at="12",
                measures=(
                    Measure("m1", "扣分", "restrict", "限制参加营销活动7天", (106, 116), object="参加营销活动", duration=Fixed("7", "day")),
                    Measure("m2", "扣分", "pay_penalty", "支付违约金500元", (117, 126), amount=Fixed("500", "CNY")),
                ),
            ),
            Node(
                (133, 141), at="24",
                measures=(
                    Measure("m3", "扣分", "block_display", "屏蔽店铺15天", (143, 150), object="店铺", duration=Fixed("15", "day")),
                    Measure("m4", "扣分", "pay_penalty", "支付违约金2000元", (151, 161), amount=Fixed("2000", "CNY")),
                ),
            ),
            Node((168, 176), at="48", measures=(Measure("m5", "扣分", "expel", "清退店铺", (178, 182), object="店铺"),)),
        ),
        reset_at="12-31T23:59:59", reset_span=(192, 205),
    ),
}

FACTS = (FactSpec("dian_pu_bei_qing_tui", "店铺被清退", "judgement", asked_of="person"),)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第六条", (212, 256), "店铺被清退的,保证金按照《青禾商城保证金管理规则》(以下简称“保证金规则”)第三条处理。"),
}

NORMS = (
    Norm("n1", "procedure", *SOURCE_MAP["n1"], reads=("dian_pu_bei_qing_tui",)),
)

RULE = Rule(
    title="青禾商城违规积分管理规则",
    version="2024-01-01",
    force=Force(start="2024-01-01"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n1",)},
    governed=(Governed("n1", "青禾商城保证金管理规则"),),
    plain=True,
)
