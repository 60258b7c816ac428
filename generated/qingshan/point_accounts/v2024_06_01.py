"""青衫商城违规分节点处置办法

版本     2024-06-01；生效 2024-06-01
来源     corpus/qingshan/point-accounts/2024-06-01.md  sha256:5370c33ed6fe4fcfdc23f4426269831a89953527842dddd209dd0d92911502f4
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
    Rule,
    Run,
    Timeline,
    Unknown,
    replay_account,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    cheng_xin_fen: int | Unknown = UNKNOWN
    """诚信分；以万分之一计(4.4 写作 4_4000)；分"""

    lian_xu_wu_wei_gui_tian_shu: int | Unknown = UNKNOWN
    """连续无违规天数；以万分之一计(4.4 写作 4_4000)；天"""


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


def replay(events: Iterable[Event], account: str = "一般违规账", until: datetime | None = None) -> Timeline:
    """What the points of an account come to, event by event: nodes reached, measures that run, resets up to `until`."""
    return replay_account(ACCOUNTS[account], events, until)


def whole_rule(facts: Facts, run: Run) -> None:
    """The norms of the rule."""

    # 第八条 「一次扣分同时越过几个节点的,只按最高的节点处理。」

    # 第九条 「店铺的诚信分不到60分的,连续15天没有违规,补2分;」
    n2 = (facts.cheng_xin_fen < 60_0000) & (facts.lian_xu_wu_wei_gui_tian_shu >= 15_0000)
    if n2 is not False:
        run.must(n2, N2_GRANT)

    # 第九条 「诚信分60分及以上的,连续30天没有违规,补1分。」
    n3 = (facts.cheng_xin_fen >= 60_0000) & (facts.lian_xu_wu_wei_gui_tian_shu >= 30_0000)
    if n3 is not False:
        run.must(n3, N3_GRANT)

    run.norms = (True, n2, n3)


N2_GRANT = Decided.of(Measure("m17", "n2", "grant", "补2分", (400, 403), amount=Fixed("2", "point")))
N3_GRANT = Decided.of(Measure("m18", "n3", "grant", "补1分", (425, 428), amount=Fixed("1", "point")))

ACCOUNTS = {
    "一般违规账": Account(
        "一般违规账", "point", (123, 219),
        nodes=(
            Node(
                (123, 134), at="12",
                measures=(
                    Measure(
                        "m1", "一般违规账", "restrict", "5天内不得报名促销活动", (136, 147), object="报名促销活动",
                        duration=Fixed("5", "day"),
                    ),
                    Measure("m2", "一般违规账", "pay_penalty", "支付违约金500元", (148, 157), amount=Fixed("500", "CNY")),
                ),
            ),
            Node(
                (164, 175), at="24",
                measures=(
                    Measure(
                        "m3", "一般违规账", "restrict", "10天内不得报名促销活动", (177, 189), object="报名促销活动",
                        duration=Fixed("10", "day"),
                    ),
                    Measure("m4", "一般违规账", "pay_penalty", "支付违约金1000元", (190, 200), amount=Fixed("1000", "CNY")),
                ),
            ),
            Node(
                (203, 209), every="12", from_="36",
                measures=(
                    Measure(
                        "m5", "一般违规账", "restrict", "10天内不得报名促销活动", (177, 189), object="报名促销活动",
                        duration=Fixed("10", "day"),
                    ),
                    Measure("m6", "一般违规账", "pay_penalty", "支付违约金1000元", (190, 200), amount=Fixed("1000", "CNY")),
                ),
            ),
        ),
        concurrency="strictest", concurrency_span=(347, 371),
    ),
    "严重违规账": Account(
        "严重违规账", "point", (225, 341),
        nodes=(
            Node(
                (225, 236), at="12",
                measures=(
                    Measure(
                        "m7", "严重违规账", "restrict", "7天内不得报名促销活动", (238, 249), object="报名促销活动",
                        duration=Fixed("7", "day"),
                    ),
                    Measure("m8", "严重违规账", "restrict", "不得发布新商品", (250, 257), object="发布新商品", duration=Fixed("7", "day")),
                    Measure("m9", "严重违规账", "restrict", "不得投放广告", (258, 264), object="投放广告", duration=Fixed("7", "day")),
                    Measure("m10", "严重违规账", "pay_penalty", "支付违约金5000元", (265, 275), amount=Fixed("5000", "CNY")),
                ),
            ),
            Node(
                (282, 293), at="24",
                measures=(
                    Measure(
                        "m13", "严重违规账", "restrict", "前条三项限制延长为15天", (295, 307), object="报名促销活动",
                        duration=Fixed("15", "day"),
                    ),
                    Measure(
                        "m14", "严重违规账", "restrict", "前条三项限制延长为15天", (295, 307), object="发布新商品",
                        duration=Fixed("15", "day"),
                    ),
                    Measure(
                        "m15", "严重违规账", "restrict", "前条三项限制延长为15天", (295, 307), object="投放广告",
                        duration=Fixed("15", "day"),
                    ),
                    Measure("m12", "严重违规账", "pay_penalty", "支付违约金1万元", (308, 316), amount=Fixed("10000", "CNY")),
                ),
            ),
            Node((323, 334), at="48", measures=(Measure("m16", "严重违规账", "expel", "店铺清退", (336, 340), object="店铺"),)),
        ),
        concurrency="strictest", concurrency_span=(347, 371),
    ),
}

FACTS = (
    FactSpec("cheng_xin_fen", "诚信分", "number", unit="point", digits=4, cuts=((600000, 0),)),
    FactSpec("lian_xu_wu_wei_gui_tian_shu", "连续无违规天数", "number", unit="day", digits=4, cuts=((150000, 0), (300000, 0))),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第八条", (347, 371), "一次扣分同时越过几个节点的,只按最高的节点处理。"),
    "n2": ("第九条", (377, 404), "店铺的诚信分不到60分的,连续15天没有违规,补2分;"),
    "n3": ("第九条", (404, 429), "诚信分60分及以上的,连续30天没有违规,补1分。"),
}

NORMS = (
    Norm("n1", "precedence", *SOURCE_MAP["n1"], conditional=False),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], reads=("cheng_xin_fen", "lian_xu_wu_wei_gui_tian_shu")),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], reads=("cheng_xin_fen", "lian_xu_wu_wei_gui_tian_shu")),
)

RULE = Rule(
    title="青衫商城违规分节点处置办法",
    version="2024-06-01",
    force=Force(start="2024-06-01"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n1", "n2", "n3")},
    plain=True,
)
