"""抖音小店违规积分怎么算、什么时候清零

版本     undated；未载明生效日期
来源     corpus/douyin/violation-points/undated.txt  sha256:09d8ddefae7a91f89e306aaf9206565936fc6d571c6a7d715f04148ee6e86e06
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

    xing_wei_wei_fan_fa_lv_fa_gui_ping_tai_gui: bool | Unknown = UNKNOWN
    """行为违反法律法规、平台规定或对消费者/平台造成恶劣影响；是/否"""


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


def replay(events: Iterable[Event], account: str = "违规扣分", until: datetime | None = None) -> Timeline:
    """What the points of an account come to, event by event: nodes reached, measures that run, resets up to `until`."""
    return replay_account(ACCOUNTS[account], events, until)


def every_violation(facts: Facts, run: Run) -> None:
    """The norms that hold for every violation."""

    # 答 「商家可以在罚单详情查看该违规能否申诉。」

    # 5 「问:怎样理解“商家单次扣分较大,使累计扣分同时满足多个节点的,或在处理期间又须执行其他违规处理的,按照最严的处理措施进行处理”?」

    run.norms = (True, True)


def v1(facts: Facts, run: Run) -> None:
    """提供虚假资质"""
    every_violation(facts, run)


def v2(facts: Facts, run: Run) -> None:
    """发布违禁商品/信息"""
    every_violation(facts, run)


def v3(facts: Facts, run: Run) -> None:
    """发布非约定商品"""
    every_violation(facts, run)


def v4(facts: Facts, run: Run) -> None:
    """商品封禁后再次经营同类商品"""
    every_violation(facts, run)


def v5(facts: Facts, run: Run) -> None:
    """商品检测不合格,不合格项目危及人身安全"""
    every_violation(facts, run)


def v6(facts: Facts, run: Run) -> None:
    """假冒材质成分"""
    every_violation(facts, run)


def v7(facts: Facts, run: Run) -> None:
    """出售假冒商品"""
    every_violation(facts, run)


def v8(facts: Facts, run: Run) -> None:
    """虚假交易"""
    every_violation(facts, run)


def v9(facts: Facts, run: Run) -> None:
    """盗用他人账户信息"""
    every_violation(facts, run)


def v10(facts: Facts, run: Run) -> None:
    """拒绝配合平台管理"""
    every_violation(facts, run)


def v11(facts: Facts, run: Run) -> None:
    """扰乱平台秩序"""
    every_violation(facts, run)


ACCOUNTS = {
    "违规扣分": Account(
        "违规扣分", "point", (383, 597),
        nodes=(
            Node((462, 471), low="1", high="3"),
            Node(
                (492, 499), at="4",
                measures=(
                    Measure(
                        "m1", "违规扣分", "suspend_business", "店铺将停业整顿3天", (515, 524), object="店铺", duration=Fixed("3", "day"),
                    ),
                ),
            ),
            Node(
                (529, 536), at="8",
                measures=(
                    Measure(
                        "m2", "违规扣分", "suspend_business", "店铺将停业整顿7天", (552, 561), object="店铺", duration=Fixed("7", "day"),
                    ),
                ),
            ),
            Node((566, 574), at="12", measures=(Measure("m3", "违规扣分", "expel", "店铺将被清退", (590, 596), object="店铺"),)),
        ),
        reset_at="12-31T23:59:59", reset_span=(404, 424), concurrency="strictest", concurrency_span=(931, 995),
    ),
}

FACTS = (
    FactSpec(
        "xing_wei_wei_fan_fa_lv_fa_gui_ping_tai_gui", "行为违反法律法规、平台规定或对消费者/平台造成恶劣影响", "flag", asked_of="person",
    ),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("答", (817, 836), "商家可以在罚单详情查看该违规能否申诉。"),
    "n2": (
        "5",
        (931, 995),
        "问:怎样理解“商家单次扣分较大,使累计扣分同时满足多个节点的,或在处理期间又须执行其他违规处理的,按照最严的处理措施进行处理”?",
    ),
}

NORMS = (
    Norm("n1", "procedure", *SOURCE_MAP["n1"], conditional=False),
    Norm("n2", "precedence", *SOURCE_MAP["n2"], conditional=False),
)

RULE = Rule(
    title="抖音小店违规积分怎么算、什么时候清零",
    version="undated",
    force=Force(),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1, "v2": v2, "v3": v3, "v4": v4, "v5": v5, "v6": v6, "v7": v7, "v8": v8, "v9": v9, "v10": v10, "v11": v11},
    ran={
        "v1": ("n1", "n2"),
        "v2": ("n1", "n2"),
        "v3": ("n1", "n2"),
        "v4": ("n1", "n2"),
        "v5": ("n1", "n2"),
        "v6": ("n1", "n2"),
        "v7": ("n1", "n2"),
        "v8": ("n1", "n2"),
        "v9": ("n1", "n2"),
        "v10": ("n1", "n2"),
        "v11": ("n1", "n2"),
    },
    violations=(
        ("v1", "提供虚假资质"),
        ("v2", "发布违禁商品/信息"),
        ("v3", "发布非约定商品"),
        ("v4", "商品封禁后再次经营同类商品"),
        ("v5", "商品检测不合格,不合格项目危及人身安全"),
        ("v6", "假冒材质成分"),
        ("v7", "出售假冒商品"),
        ("v8", "虚假交易"),
        ("v9", "盗用他人账户信息"),
        ("v10", "拒绝配合平台管理"),
        ("v11", "扰乱平台秩序"),
    ),
    plain=True,
)
