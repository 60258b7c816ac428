"""橙叶市集晚发货处置细则

版本     2024-03-01；发布 2024-02-20；生效 2024-03-01
来源     corpus/chengye/late-shipping/2024-03-01.md  sha256:95a139b12c50f875f95b812212196a7ddfb46a5f5b19e46095efc763df9299a3
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import (
    UNKNOWN,
    Account,
    Decided,
    Decision,
    Event,
    FactsBase,
    FactSpec,
    Fixed,
    Force,
    Measure,
    Node,
    Norm,
    Range,
    Rule,
    Run,
    Scale,
    Timeline,
    Unknown,
    always,
    replay_account,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    dang_yue_wan_fa_dan_liang: int | Unknown = UNKNOWN
    """当月晚发单量；整数；单"""

    severity: str | Unknown = UNKNOWN
    """情节；轻微 / 一般 / 严重"""

    shou_dao_chu_fa_tong_zhi_zhi_ri_qi_tian_shu: int | Unknown = UNKNOWN
    """收到处罚通知之日起天数；以万分之一计(4.4 写作 4_4000)；天"""

    yi_yi_cheng_li: bool | Unknown = UNKNOWN
    """异议成立；是/否,由人判断"""


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


def every_violation(facts: Facts, run: Run) -> None:
    """The norms that hold for every violation."""

    # 四、异议 「收到处罚通知起算,5个自然日之内可在后台提交异议。」
    n7 = facts.shou_dao_chu_fa_tong_zhi_zhi_ri_qi_tian_shu <= 5_0000

    run.norms = (n7,)


def tier_v1_severity(facts: Facts, run: Run) -> str | Unknown:
    """情节, where nobody gave it: by its criteria."""
    # 二、分档标准 「当月晚发单量不足20单」
    n1 = facts.dang_yue_wan_fa_dan_liang < 20

    # 二、分档标准 「20单≤当月晚发单量<50单」
    n3 = (facts.dang_yue_wan_fa_dan_liang >= 20) & (facts.dang_yue_wan_fa_dan_liang < 50)

    # 二、分档标准 「当月晚发单量50单以上」
    n5 = facts.dang_yue_wan_fa_dan_liang >= 50

    return run.tier(V1_SEVERITY, n1, n3, n5)


def v1(facts: Facts, run: Run) -> None:
    """晚发货"""
    every_violation(facts, run)

    severity = facts.severity
    if severity is UNKNOWN:
        severity = tier_v1_severity(facts, run)

    # 二、分档标准 「| 轻微 | 当月晚发单量不足20单 | — | — | — | 警告 | 首月提醒 |」
    n2 = severity == "轻微"
    if n2 is not False:
        run.must(n2, N2_WARN)

    # 二、分档标准 「| 一般 | 20单≤当月晚发单量<50单 | 2分 | 1-3天 | 100 | 必考发货规则 | — |」
    n4 = severity == "一般"
    if n4 is not False:
        run.must(n4, N4_DEDUCT_POINTS, N4_BAN_ACTIVITY, N4_PAY_PENALTY, N4_TRAIN)

    # 二、分档标准 「| 严重 | 当月晚发单量50单以上 | 6分 | 7天 | 500-2000 | 停业整顿3天;全店商品下架 | — |」
    n6 = severity == "严重"
    if n6 is not False:
        run.must(n6, *N6_MEASURES)

    # 四、异议 「异议成立,该次处罚一并撤销。」
    n8 = facts.yi_yi_cheng_li
    if n8 is not False:
        run.must(n8, N8_WAIVE)

    run.norms += (n2, n4, n6, n8)


N2_WARN = Decided.of(Measure("m1", "n2", "warn", "警告", (225, 227), object="警告"))
N4_DEDUCT_POINTS = Decided.of(Measure("m2", "n4", "deduct_points", "2分", (261, 263), amount=Fixed("2", "point")))
N4_BAN_ACTIVITY = Decided.of(
    Measure("m3", "n4", "ban_activity", "1-3天", (266, 270), object="上新品", duration=Range("1", "3", True, True, "day")),
)
N4_PAY_PENALTY = Decided.of(Measure("m4", "n4", "pay_penalty", "100", (273, 276), amount=Fixed("100", "CNY")))
N4_TRAIN = Decided.of(Measure("m5", "n4", "train", "必考发货规则", (279, 285), object="发货规则"))
N6_MEASURES = always(
    Measure("m6", "n6", "deduct_points", "6分", (313, 315), amount=Fixed("6", "point")),
    Measure("m7", "n6", "ban_activity", "7天", (318, 320), object="上新品", duration=Fixed("7", "day")),
    Measure("m8", "n6", "pay_penalty", "500-2000", (323, 331), amount=Range("500", "2000", True, True, "CNY")),
    Measure("m9", "n6", "suspend_business", "停业整顿3天", (334, 340), duration=Fixed("3", "day")),
    Measure("m10", "n6", "delist", "全店商品下架", (341, 347), object="全店商品"),
)
N8_WAIVE = Decided.of(Measure("m15", "n8", "waive", "一并撤销", (520, 524)))
V1_SEVERITY = Scale("severity", ("轻微", "一般", "严重"), (("轻微", "n1", False), ("一般", "n3", False), ("严重", "n5", False)))

ACCOUNTS = {
    "扣分": Account(
        "扣分", "point", (411, 475),
        nodes=(
            Node(
                (413, 416), at="12",
                measures=(
                    Measure(
                        "m11", "扣分", "restrict", "限制参与营销活动7天", (419, 429), object="参与营销活动", duration=Fixed("7", "day"),
                    ),
                ),
            ),
            Node(
                (434, 437), at="24",
                measures=(
                    Measure("m12", "扣分", "suspend_business", "停业整顿15天", (440, 447), duration=Fixed("15", "day")),
                    Measure("m13", "扣分", "pay_penalty", "支付违约金3000元", (448, 458), amount=Fixed("3000", "CNY")),
                ),
            ),
            Node((463, 466), at="48", measures=(Measure("m14", "扣分", "expel", "清退店铺", (469, 473), object="店铺"),)),
        ),
    ),
}

FACTS = (
    FactSpec("dang_yue_wan_fa_dan_liang", "当月晚发单量", "count", unit="order", low=0, cuts=((20, 0), (50, 0))),
    FactSpec("severity", "情节", "choice", asked_of="person", domain=("轻微", "一般", "严重"), words=("轻微", "一般", "严重")),
    FactSpec("shou_dao_chu_fa_tong_zhi_zhi_ri_qi_tian_shu", "收到处罚通知之日起天数", "number", unit="day", digits=4, cuts=((50000, 1),)),
    FactSpec("yi_yi_cheng_li", "异议成立", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("二、分档标准", (199, 210), "当月晚发单量不足20单"),
    "n2": ("二、分档标准", (192, 236), "| 轻微 | 当月晚发单量不足20单 | — | — | — | 警告 | 首月提醒 |"),
    "n3": ("二、分档标准", (244, 258), "20单≤当月晚发单量<50单"),
    "n4": ("二、分档标准", (237, 291), "| 一般 | 20单≤当月晚发单量<50单 | 2分 | 1-3天 | 100 | 必考发货规则 | — |"),
    "n5": ("二、分档标准", (299, 310), "当月晚发单量50单以上"),
    "n6": ("二、分档标准", (292, 353), "| 严重 | 当月晚发单量50单以上 | 6分 | 7天 | 500-2000 | 停业整顿3天;全店商品下架 | — |"),
    "n7": ("四、异议", (486, 511), "收到处罚通知起算,5个自然日之内可在后台提交异议。"),
    "n8": ("四、异议", (511, 525), "异议成立,该次处罚一并撤销。"),
}

NORMS = (
    Norm("n1", "tier_criteria", *SOURCE_MAP["n1"], violation="v1", reads=("dang_yue_wan_fa_dan_liang",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("severity",)),
    Norm("n3", "tier_criteria", *SOURCE_MAP["n3"], violation="v1", reads=("dang_yue_wan_fa_dan_liang",)),
    Norm("n4", "penalty", *SOURCE_MAP["n4"], violation="v1", reads=("severity",)),
    Norm("n5", "tier_criteria", *SOURCE_MAP["n5"], violation="v1", reads=("dang_yue_wan_fa_dan_liang",)),
    Norm("n6", "penalty", *SOURCE_MAP["n6"], violation="v1", reads=("severity",)),
    Norm("n7", "procedure", *SOURCE_MAP["n7"], reads=("shou_dao_chu_fa_tong_zhi_zhi_ri_qi_tian_shu",)),
    Norm("n8", "penalty", *SOURCE_MAP["n8"], violation="v1", reads=("yi_yi_cheng_li",)),
)

RULE = Rule(
    title="橙叶市集晚发货处置细则",
    version="2024-03-01",
    force=Force(start="2024-03-01"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1},
    ran={"v1": ("n7", "n2", "n4", "n6", "n8")},
    violations=(("v1", "晚发货"),),
)
