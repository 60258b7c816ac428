"""抖音小店违规积分怎么算、什么时候清零

版本     undated；未载明生效日期
来源     corpus/douyin/violation-points/undated.txt  sha256:09d8ddefae7a91f89e306aaf9206565936fc6d571c6a7d715f04148ee6e86e06
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import Account, Decided, Decision, Event, FactsBase, Fixed, Force, Measure, Node, Norm, Rule, Run, Timeline, replay_account


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""


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


def whole_rule(facts: Facts, run: Run) -> None:
    """The norms of the rule."""

    # 商品封禁后再次经营同类商品 「商品封禁后再次经营同类商品」
    run.musts += (N1_BAN_ACCOUNT,)

    # 答 「商家可以在罚单详情查看该违规能否申诉。」

    # 5 「问:怎样理解“商家单次扣分较大,使累计扣分同时满足多个节点的,或在处理期间又须执行其他违规处理的,按照最严的处理措施进行处理”?」

    run.norms = (True, True, True)


N1_BAN_ACCOUNT = Decided.of(Measure("m1", "n1", "ban_account", "商品封禁后", (183, 188), object="后"))

ACCOUNTS = {
    "违规扣分": Account(
        "违规扣分", "point", (383, 597),
        nodes=(
            Node((462, 471), low="1", high="3"),
            Node(
                (492, 499), at="4",
                measures=(
                    Measure(
                        "m2", "违规扣分", "suspend_business", "店铺将停业整顿3天", (515, 524), object="店铺", duration=Fixed("3", "day"),
                    ),
                ),
            ),
            Node(
                (529, 536), at="8",
                measures=(
                    Measure(
                        "m3", "违规扣分", "suspend_business", "店铺将停业整顿7天", (552, 561), object="店铺", duration=Fixed("7", "day"),
                    ),
                ),
            ),
            Node((566, 574), at="12", measures=(Measure("m4", "违规扣分", "expel", "店铺将被清退", (590, 596), object="店铺"),)),
        ),
        reset_at="12-31T23:59:59", reset_span=(404, 424), concurrency="strictest", concurrency_span=(931, 995),
    ),
}

FACTS = ()

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("商品封禁后再次经营同类商品", (183, 196), "商品封禁后再次经营同类商品"),
    "n2": ("答", (817, 836), "商家可以在罚单详情查看该违规能否申诉。"),
    "n3": (
        "5",
        (931, 995),
        "问:怎样理解“商家单次扣分较大,使累计扣分同时满足多个节点的,或在处理期间又须执行其他违规处理的,按照最严的处理措施进行处理”?",
    ),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], partial=True, conditional=False),
    Norm("n2", "procedure", *SOURCE_MAP["n2"], conditional=False),
    Norm("n3", "precedence", *SOURCE_MAP["n3"], conditional=False),
)

RULE = Rule(
    title="抖音小店违规积分怎么算、什么时候清零",
    version="undated",
    force=Force(),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n1", "n2", "n3")},
    plain=True,
)
