"""快手电商拟修订商家、达人违规管理规则 增设虚构经营数据等情形

版本     draft-2023-10-07；预计生效 2023-10-07；征求意见 2023-09-14 至 2023-09-18；公示 2023-09-27 至 2023-10-06；未生效,仅在要求时按
已生效裁决
来源     corpus/kuaishou/violation-management/2023-10-07.txt  sha256:b92a290a948aac8f8ca7fcc5454bcdbb643252b62606db9c9b3b6429813fd14b
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import (
    UNKNOWN,
    All,
    Choice,
    Decided,
    Decision,
    FactsBase,
    FactSpec,
    Fixed,
    Force,
    Measure,
    Norm,
    Permanent,
    Rate,
    Rule,
    Run,
    Unknown,
    always,
    share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    severity: str | Unknown = UNKNOWN
    """情节；轻微 / 一般 / 严重"""

    wei_gui_xiao_shou_e: int | Unknown = UNKNOWN
    """违规销售额；人民币,以分计(1 元写作 1_00)"""

    occurrences: int | Unknown = UNKNOWN
    """违规次数；整数；次"""

    violating_sales_30d: int | Unknown = UNKNOWN
    """近30天累计违规销售额；人民币,以分计(1 元写作 1_00)"""


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


def v1(facts: Facts, run: Run) -> None:
    """发布混淆信息"""

    # 「对该行为,按违规程度分别处理:情节一般,支付违约金3000元;」
    n1 = facts.severity == "一般"
    if n1 is not False:
        run.must(n1, N1_PAY_PENALTY)

    # 「情节严重,扣除20%的违规销售额,并支付违约金8000元。」
    n2 = facts.severity == "严重"
    if n2 is not False:
        run.must(n2, Decided((N2_CONFISCATE, share(facts.wei_gui_xiao_shou_e, 20, 100), facts.wei_gui_xiao_shou_e)), N2_PAY_PENALTY)

    run.norms = (n1, n2)


def v2(facts: Facts, run: Run) -> None:
    """虚构经营数据"""

    # 「对该行为,按违规程度分别处理:情节轻微,予以警告;」
    n3 = facts.severity == "轻微"
    if n3 is not False:
        run.must(n3, N3_WARN)

    # 「情节一般,直播间遮罩或关播,并支付违约金5000元;」
    n4 = facts.severity == "一般"
    if n4 is not False:
        run.must(n4, N4_BLOCK_DISPLAY, N4_BLOCK_DISPLAY_2, N4_PAY_PENALTY)

    # 「情节严重,直播间遮罩或关播,并支付违约金10000元。」
    n5 = facts.severity == "严重"
    if n5 is not False:
        run.must(n5, N5_BLOCK_DISPLAY, N5_BLOCK_DISPLAY_2, N5_PAY_PENALTY)

    # 「除上述处理外,平台有权视具体违规情况,采取包括但不限于下架违规商品、排行榜禁入、激励活动禁入等处置措施。」
    run.mays += (N6_DELIST, N6_EXCLUDE, N6_EXCLUDE_2)

    run.norms = (n3, n4, n5, True)


def v3(facts: Facts, run: Run) -> None:
    """扰乱平台系统"""
    occurrences = run.presumed(facts.occurrences, 1)

    # 「对该行为,按违规程度分别处理:情节一般,每次扣6分。」
    n7 = facts.severity == "一般"
    if n7 is not False:
        run.must(n7, Decided((N7_DEDUCT_POINTS, occurrences * 6, occurrences)))

    # 「情节严重,每次扣100分,同时支付近30天累计违规销售额10%的违约金(最低20000元,最高100000元)。」
    n8 = facts.severity == "严重"
    if n8 is not False:
        run.must(
            n8,
            Decided((N8_DEDUCT_POINTS, occurrences * 100, occurrences)),
            Decided((
                N8_PAY_PENALTY,
                share(facts.violating_sales_30d, 10, 100, floor=20_000_00, cap=100_000_00),
                facts.violating_sales_30d,
            )),
        )

    # 「除上述处理外,平台有权视具体违规情况,采取包括但不限于永久下架违规商品、封禁快手账号、禁止直播、禁止发短视频、扣除全部违规所得、商业推
    # 广-禁止投流、限制参与营销活动、退款不退货、冻结货款/保证金等处置措施。」
    run.mays += N9_OPTIONS

    run.norms = (n7, n8, True)


N1_PAY_PENALTY = Decided.of(Measure("m1", "n1", "pay_penalty", "支付违约金3000元", (557, 567), amount=Fixed("3000", "CNY")))
N2_CONFISCATE = Measure(
    "m2", "n2", "confiscate", "扣除20%的违规销售额", (573, 584), object="违规销售额",
    amount=Rate("share", "0.2", "0.2", True, True, "违规销售额", round_to="0.01"), asks=("wei_gui_xiao_shou_e",),
)
N2_PAY_PENALTY = Decided.of(Measure("m3", "n2", "pay_penalty", "支付违约金8000元", (586, 596), amount=Fixed("8000", "CNY")))
N3_WARN = Decided.of(Measure("m4", "n3", "warn", "予以警告", (694, 698), object="警告"))
N4_CHOICE = Choice("g1")
N4_BLOCK_DISPLAY = Decided.of(Measure("m5", "n4", "block_display", "直播间遮罩", (704, 709), object="直播间遮罩", choice=N4_CHOICE))
N4_BLOCK_DISPLAY_2 = Decided.of(Measure("m6", "n4", "block_display", "关播", (710, 712), object="关播", choice=N4_CHOICE))
N4_PAY_PENALTY = Decided.of(Measure("m7", "n4", "pay_penalty", "支付违约金5000元", (714, 724), amount=Fixed("5000", "CNY")))
N5_CHOICE = Choice("g1")
N5_BLOCK_DISPLAY = Decided.of(Measure("m8", "n5", "block_display", "直播间遮罩", (730, 735), object="直播间遮罩", choice=N5_CHOICE))
N5_BLOCK_DISPLAY_2 = Decided.of(Measure("m9", "n5", "block_display", "关播", (736, 738), object="关播", choice=N5_CHOICE))
N5_PAY_PENALTY = Decided.of(Measure("m10", "n5", "pay_penalty", "支付违约金10000元", (740, 751), amount=Fixed("10000", "CNY")))
N6_CHOICE = Choice("g1", pick="any", open=True)
N6_DELIST = Decided.of(
    Measure("m11", "n6", "delist", "下架违规商品", (779, 785), modality="may", object="违规商品", by="平台", choice=N6_CHOICE),
)
N6_EXCLUDE = Decided.of(
    Measure("m12", "n6", "exclude", "排行榜禁入", (786, 791), modality="may", object="排行榜", by="平台", choice=N6_CHOICE),
)
N6_EXCLUDE_2 = Decided.of(
    Measure("m13", "n6", "exclude", "激励活动禁入", (792, 798), modality="may", object="激励活动", by="平台", choice=N6_CHOICE),
)
N7_DEDUCT_POINTS = Measure(
    "m14", "n7", "deduct_points", "每次扣6分", (1005, 1010), amount=Fixed("6", "point", per="次"), asks=("occurrences",), counted=True,
)
N8_DEDUCT_POINTS = Measure(
    "m15", "n8", "deduct_points", "每次扣100分", (1016, 1023), amount=Fixed("100", "point", per="次"), asks=("occurrences",), counted=True,
)
N8_PAY_PENALTY = Measure(
    "m16", "n8", "pay_penalty", "支付近30天累计违规销售额10%的违约金(最低20000元,最高100000元)", (1026, 1066),
    amount=Rate("share", "0.1", "0.1", True, True, "近30天累计违规销售额", floor="20000", cap="100000", round_to="0.01"),
    asks=("violating_sales_30d",),
)
N9_CHOICE = Choice("g1", pick="any", open=True)
N9_OPTIONS = always(
    Measure(
        "m17", "n9", "delist", "永久下架违规商品", (1094, 1102), modality="may", object="违规商品", by="平台", choice=N9_CHOICE,
        duration=Permanent(),
    ),
    Measure("m18", "n9", "ban_account", "封禁快手账号", (1103, 1109), modality="may", object="快手账号", by="平台", choice=N9_CHOICE),
    Measure("m19", "n9", "ban_activity", "禁止直播", (1110, 1114), modality="may", object="直播", by="平台", choice=N9_CHOICE),
    Measure("m20", "n9", "ban_activity", "禁止发短视频", (1115, 1121), modality="may", object="发短视频", by="平台", choice=N9_CHOICE),
    Measure(
        "m21", "n9", "confiscate", "扣除全部违规所得", (1122, 1130), modality="may", object="全部违规所得", by="平台", choice=N9_CHOICE,
        amount=All("违规所得"),
    ),
    Measure("m22", "n9", "ban_activity", "商业推广-禁止投流", (1131, 1140), modality="may", object="投流", by="平台", choice=N9_CHOICE),
    Measure("m23", "n9", "restrict", "限制参与营销活动", (1141, 1149), modality="may", object="参与营销活动", by="平台", choice=N9_CHOICE),
    Measure("m24", "n9", "compensate", "退款不退货", (1150, 1155), modality="may", object="退款不退货", by="平台", choice=N9_CHOICE),
    Measure(
        "m25", "n9", "freeze_funds", "冻结货款/保证金", (1156, 1164), modality="may", object="货款/保证金", by="平台", choice=N9_CHOICE,
    ),
)

FACTS = (
    FactSpec("severity", "情节", "choice", asked_of="person", domain=("轻微", "一般", "严重"), words=("一般", "严重", "轻微")),
    FactSpec("wei_gui_xiao_shou_e", "违规销售额", "money", unit="CNY", digits=2, low=0),
    FactSpec("occurrences", "违规次数", "count", unit="times", low=0),
    FactSpec("violating_sales_30d", "近30天累计违规销售额", "money", unit="CNY", digits=2, low=0),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": (None, (537, 568), "对该行为,按违规程度分别处理:情节一般,支付违约金3000元;"),
    "n2": (None, (568, 597), "情节严重,扣除20%的违规销售额,并支付违约金8000元。"),
    "n3": (None, (674, 699), "对该行为,按违规程度分别处理:情节轻微,予以警告;"),
    "n4": (None, (699, 725), "情节一般,直播间遮罩或关播,并支付违约金5000元;"),
    "n5": (None, (725, 752), "情节严重,直播间遮罩或关播,并支付违约金10000元。"),
    "n6": (None, (752, 804), "除上述处理外,平台有权视具体违规情况,采取包括但不限于下架违规商品、排行榜禁入、激励活动禁入等处置措施。"),
    "n7": (None, (985, 1011), "对该行为,按违规程度分别处理:情节一般,每次扣6分。"),
    "n8": (None, (1011, 1067), "情节严重,每次扣100分,同时支付近30天累计违规销售额10%的违约金(最低20000元,最高100000元)。"),
    "n9": (
        None,
        (1067, 1170),
        (
            "除上述处理外,平台有权视具体违规情况,采取包括但不限于永久下架违规商品、封禁快手账号、禁止直播、禁止发短视频、扣除全部违规所得"
            "、商业推广-禁止投流、限制参与营销活动、退款不退货、冻结货款/保证金等处置措施。"
        ),
    ),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("severity",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("severity",)),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], violation="v2", reads=("severity",)),
    Norm("n4", "penalty", *SOURCE_MAP["n4"], violation="v2", reads=("severity",)),
    Norm("n5", "penalty", *SOURCE_MAP["n5"], violation="v2", reads=("severity",)),
    Norm("n6", "penalty", *SOURCE_MAP["n6"], violation="v2", conditional=False),
    Norm("n7", "penalty", *SOURCE_MAP["n7"], violation="v3", reads=("severity",)),
    Norm("n8", "penalty", *SOURCE_MAP["n8"], violation="v3", reads=("severity",)),
    Norm("n9", "penalty", *SOURCE_MAP["n9"], violation="v3", conditional=False),
)

RULE = Rule(
    title="快手电商拟修订商家、达人违规管理规则 增设虚构经营数据等情形",
    version="draft-2023-10-07",
    force=Force(start="2023-10-07", draft=True),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1, "v2": v2, "v3": v3},
    ran={"v1": ("n1", "n2"), "v2": ("n3", "n4", "n5", "n6"), "v3": ("n7", "n8", "n9")},
    violations=(("v1", "发布混淆信息"), ("v2", "虚构经营数据"), ("v3", "扰乱平台系统")),
    occurrences="occurrences",
    plain=True,
)
