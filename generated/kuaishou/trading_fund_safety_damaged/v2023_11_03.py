"""危及用户与平台交易及资金安全行为实施细则

版本     2023-11-03；发布 2023-10-26；生效 2023-11-03
来源     corpus/kuaishou/trading-fund-safety-damaged/2023-11-03.txt  sha256:d3d66f581a886c92a4c1428266ccdd96486d3b9aba1770f01e58f43812
c52929
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
    Scale,
    Unknown,
    always,
    share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    severity: str | Unknown = UNKNOWN
    """情节；轻微 / 一般 / 严重"""

    occurrences: int | Unknown = UNKNOWN
    """违规次数；整数；次"""

    violating_sales_30d: int | Unknown = UNKNOWN
    """近30天累计违规销售额；人民币,以分计(1 元写作 1_00)"""

    gei_yong_hu_dai_lai_le_bu_liang_ti_yan: bool | Unknown = UNKNOWN
    """给用户带来了不良体验；是/否,由人判断"""

    wei_zao_cheng_ming_xian_de_yong_hu_zi_jin: bool | Unknown = UNKNOWN
    """未造成明显的用户资金损失；是/否,由人判断"""

    dui_ping_tai_chan_sheng_le_qing_wei_de_bu: bool | Unknown = UNKNOWN
    """对平台产生了轻微的不良影响；是/否,由人判断"""

    zao_cheng_le_da_liang_de_yong_hu_zi_jin_sun: bool | Unknown = UNKNOWN
    """造成了大量的用户资金损失；是/否,由人判断"""

    dui_ping_tai_chan_sheng_le_ming_xian_de_bu: bool | Unknown = UNKNOWN
    """对平台产生了明显的不良影响；是/否,由人判断"""

    gei_yong_hu_dai_lai_le_da_liang_bu_liang_ti: bool | Unknown = UNKNOWN
    """给用户带来了大量不良体验或引起集中投诉、维权等恶劣后果；是/否,由人判断"""

    zao_cheng_le_yan_zhong_de_yong_hu_zi_jin_sun: bool | Unknown = UNKNOWN
    """造成了严重的用户资金损失；是/否,由人判断"""

    dui_ping_tai_chan_sheng_le_yan_zhong_de_bu: bool | Unknown = UNKNOWN
    """对平台产生了严重的不良影响；是/否,由人判断"""

    fang_ai_le_ping_tai_ye_wu_huo_zhi_xu_de: bool | Unknown = UNKNOWN
    """妨碍了平台业务或秩序的正常运行；是/否,由人判断"""


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


def tier_v1_severity(facts: Facts, run: Run) -> str | Unknown:
    """情节, where nobody gave it: by its criteria."""
    # 「情节轻微,包括但不限于:平台认定商家的有关行为给用户带来了不良体验,但未造成明显的用户资金损失;或对平台产生了轻微的不良影响;」
    n5 = (
        (facts.gei_yong_hu_dai_lai_le_bu_liang_ti_yan & facts.wei_zao_cheng_ming_xian_de_yong_hu_zi_jin)
        | facts.dui_ping_tai_chan_sheng_le_qing_wei_de_bu
    )

    # 「情节一般,包括但不限于:平台认定商家的有关行为给用户带来了不良体验,造成了大量的用户资金损失;或对平台产生了明显的不良影响;」
    n6 = (
        (facts.gei_yong_hu_dai_lai_le_bu_liang_ti_yan & facts.zao_cheng_le_da_liang_de_yong_hu_zi_jin_sun)
        | facts.dui_ping_tai_chan_sheng_le_ming_xian_de_bu
    )

    # 「情节严重,包括但不限于:平台认定商家的有关行为给用户带来了大量不良体验或引起集中投诉、维权等恶劣后果,造成了严重的用户资金损失;或对平台
    # 产生了严重的不良影响,妨碍了平台业务或秩序的正常运行。」
    n7 = (
        (facts.gei_yong_hu_dai_lai_le_da_liang_bu_liang_ti & facts.zao_cheng_le_yan_zhong_de_yong_hu_zi_jin_sun)
        | (facts.dui_ping_tai_chan_sheng_le_yan_zhong_de_bu & facts.fang_ai_le_ping_tai_ye_wu_huo_zhi_xu_de)
    )

    return run.tier(V1_SEVERITY, n5, n6, n7)


def v1(facts: Facts, run: Run) -> None:
    """危及用户与平台交易及资金安全"""
    occurrences = run.presumed(facts.occurrences, 1)

    severity = facts.severity
    if severity is UNKNOWN:
        severity = tier_v1_severity(facts, run)

    # 「情节轻微,每发生一次违规,扣10分。扣除全部违规所得,并支付近30天累计违规销售额10%的违约金;」
    n1 = severity == "轻微"
    if n1 is not False:
        run.must(
            n1,
            Decided((N1_DEDUCT_POINTS, occurrences * 10, occurrences)),
            N1_CONFISCATE,
            Decided((N1_PAY_PENALTY, share(facts.violating_sales_30d, 10, 100), facts.violating_sales_30d)),
        )

    # 「情节一般,每发生一次违规,扣30分。扣除全部违规所得,并支付近30天累计违规销售额20%的违约金;」
    n2 = severity == "一般"
    if n2 is not False:
        run.must(
            n2,
            Decided((N2_DEDUCT_POINTS, occurrences * 30, occurrences)),
            N2_CONFISCATE,
            Decided((N2_PAY_PENALTY, share(facts.violating_sales_30d, 20, 100), facts.violating_sales_30d)),
        )

    # 「情节严重,每发生一次违规,扣100分。扣除全部违规所得,并支付近30天累计违规销售额30%的违约金。」
    n3 = severity == "严重"
    if n3 is not False:
        run.must(
            n3,
            Decided((N3_DEDUCT_POINTS, occurrences * 100, occurrences)),
            N3_CONFISCATE,
            Decided((N3_PAY_PENALTY, share(facts.violating_sales_30d, 30, 100), facts.violating_sales_30d)),
        )

    # 「除上述处理外,平台有权视具体违规情况,采取包括但不限于永久下架违规商品、封禁快手账号、禁止直播、禁止发短视频、商业推广-禁止投流、限制
    # 参与营销活动、退款不退货、冻结货款/保证金、清退店铺等措施。」
    run.mays += N4_OPTIONS

    run.norms = (n1, n2, n3, True)


N1_DEDUCT_POINTS = Measure(
    "m1", "n1", "deduct_points", "扣10分", (381, 385), amount=Fixed("10", "point", per="次"), asks=("occurrences",), counted=True,
)
N1_CONFISCATE = Decided.of(
    Measure("m2", "n1", "confiscate", "扣除全部违规所得", (385, 400), object="全部违规所得", amount=All("违规所得")),
)
N1_PAY_PENALTY = Measure(
    "m3", "n1", "pay_penalty", "支付近30天累计违规销售额10%的违约金", (402, 426),
    amount=Rate("share", "0.1", "0.1", True, True, "近30天累计违规销售额", round_to="0.01"), asks=("violating_sales_30d",),
)
N2_DEDUCT_POINTS = Measure(
    "m4", "n2", "deduct_points", "扣30分", (454, 458), amount=Fixed("30", "point", per="次"), asks=("occurrences",), counted=True,
)
N2_CONFISCATE = Decided.of(
    Measure("m5", "n2", "confiscate", "扣除全部违规所得", (458, 473), object="全部违规所得", amount=All("违规所得")),
)
N2_PAY_PENALTY = Measure(
    "m6", "n2", "pay_penalty", "支付近30天累计违规销售额20%的违约金", (475, 499),
    amount=Rate("share", "0.2", "0.2", True, True, "近30天累计违规销售额", round_to="0.01"), asks=("violating_sales_30d",),
)
N3_DEDUCT_POINTS = Measure(
    "m7", "n3", "deduct_points", "扣100分", (532, 537), amount=Fixed("100", "point", per="次"), asks=("occurrences",), counted=True,
)
N3_CONFISCATE = Decided.of(
    Measure("m8", "n3", "confiscate", "扣除全部违规所得", (537, 552), object="全部违规所得", amount=All("违规所得")),
)
N3_PAY_PENALTY = Measure(
    "m9", "n3", "pay_penalty", "支付近30天累计违规销售额30%的违约金", (554, 579),
    amount=Rate("share", "0.3", "0.3", True, True, "近30天累计违规销售额", round_to="0.01"), asks=("violating_sales_30d",),
)
N4_CHOICE = Choice("g1", pick="any", open=True)
N4_OPTIONS = always(
    Measure(
        "m10", "n4", "delist", "永久下架违规商品", (625, 638), modality="may", object="违规商品", by="平台", choice=N4_CHOICE,
        duration=Permanent(),
    ),
    Measure("m11", "n4", "ban_account", "封禁快手账号", (639, 645), modality="may", object="快手账号", by="平台", choice=N4_CHOICE),
    Measure("m12", "n4", "ban_activity", "禁止直播", (646, 650), modality="may", object="直播", by="平台", choice=N4_CHOICE),
    Measure("m13", "n4", "ban_activity", "禁止发短视频", (651, 661), modality="may", object="发短视频", by="平台", choice=N4_CHOICE),
    Measure("m14", "n4", "ban_activity", "商业推广-禁止投流", (662, 675), modality="may", object="投流", by="平台", choice=N4_CHOICE),
    Measure("m15", "n4", "restrict", "限制参与营销活动", (676, 690), modality="may", object="参与营销活动", by="平台", choice=N4_CHOICE),
    Measure("m16", "n4", "compensate", "退款不退货", (691, 696), modality="may", object="退款不退货", by="平台", choice=N4_CHOICE),
    Measure("m17", "n4", "freeze_funds", "冻结货款/保证金", (697, 710), modality="may", object="货款/保证金", by="平台", choice=N4_CHOICE),
    Measure("m18", "n4", "expel", "清退店铺", (711, 715), modality="may", object="店铺", by="平台", choice=N4_CHOICE),
)
V1_SEVERITY = Scale("severity", ("轻微", "一般", "严重"), (("轻微", "n5", True), ("一般", "n6", True), ("严重", "n7", True)))

FACTS = (
    FactSpec("severity", "情节", "choice", asked_of="person", domain=("轻微", "一般", "严重"), words=("轻微", "一般", "严重")),
    FactSpec("occurrences", "违规次数", "count", unit="times", low=0),
    FactSpec("violating_sales_30d", "近30天累计违规销售额", "money", unit="CNY", digits=2, low=0),
    FactSpec("gei_yong_hu_dai_lai_le_bu_liang_ti_yan", "给用户带来了不良体验", "judgement", asked_of="person"),
    FactSpec("wei_zao_cheng_ming_xian_de_yong_hu_zi_jin", "未造成明显的用户资金损失", "judgement", asked_of="person"),
    FactSpec("dui_ping_tai_chan_sheng_le_qing_wei_de_bu", "对平台产生了轻微的不良影响", "judgement", asked_of="person"),
    FactSpec("zao_cheng_le_da_liang_de_yong_hu_zi_jin_sun", "造成了大量的用户资金损失", "judgement", asked_of="person"),
    FactSpec("dui_ping_tai_chan_sheng_le_ming_xian_de_bu", "对平台产生了明显的不良影响", "judgement", asked_of="person"),
    FactSpec(
        "gei_yong_hu_dai_lai_le_da_liang_bu_liang_ti", "给用户带来了大量不良体验或引起集中投诉、维权等恶劣后果", "judgement",
        asked_of="person",
    ),
    FactSpec("zao_cheng_le_yan_zhong_de_yong_hu_zi_jin_sun", "造成了严重的用户资金损失", "judgement", asked_of="person"),
    FactSpec("dui_ping_tai_chan_sheng_le_yan_zhong_de_bu", "对平台产生了严重的不良影响", "judgement", asked_of="person"),
    FactSpec("fang_ai_le_ping_tai_ye_wu_huo_zhi_xu_de", "妨碍了平台业务或秩序的正常运行", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": (None, (354, 427), "情节轻微,每发生一次违规,扣10分。扣除全部违规所得,并支付近30天累计违规销售额10%的违约金;"),
    "n2": (None, (427, 500), "情节一般,每发生一次违规,扣30分。扣除全部违规所得,并支付近30天累计违规销售额20%的违约金;"),
    "n3": (None, (500, 580), "情节严重,每发生一次违规,扣100分。扣除全部违规所得,并支付近30天累计违规销售额30%的违约金。"),
    "n4": (
        None,
        (582, 719),
        (
            "除上述处理外,平台有权视具体违规情况,采取包括但不限于永久下架违规商品、封禁快手账号、禁止直播、禁止发短视频、商业推广-禁止投流"
            "、限制参与营销活动、退款不退货、冻结货款/保证金、清退店铺等措施。"
        ),
    ),
    "n5": (
        None,
        (793, 882),
        "情节轻微,包括但不限于:平台认定商家的有关行为给用户带来了不良体验,但未造成明显的用户资金损失;或对平台产生了轻微的不良影响;",
    ),
    "n6": (
        None,
        (884, 967),
        "情节一般,包括但不限于:平台认定商家的有关行为给用户带来了不良体验,造成了大量的用户资金损失;或对平台产生了明显的不良影响;",
    ),
    "n7": (
        None,
        (969, 1119),
        (
            "情节严重,包括但不限于:平台认定商家的有关行为给用户带来了大量不良体验或引起集中投诉、维权等恶劣后果,造成了严重的用户资金损失;"
            "或对平台产生了严重的不良影响,妨碍了平台业务或秩序的正常运行。"
        ),
    ),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("severity",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("severity",)),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], violation="v1", reads=("severity",)),
    Norm("n4", "penalty", *SOURCE_MAP["n4"], violation="v1", conditional=False),
    Norm(
        "n5",
        "tier_criteria",
        *SOURCE_MAP["n5"],
        violation="v1",
        reads=(
            "gei_yong_hu_dai_lai_le_bu_liang_ti_yan",
            "wei_zao_cheng_ming_xian_de_yong_hu_zi_jin",
            "dui_ping_tai_chan_sheng_le_qing_wei_de_bu",
        ),
    ),
    Norm(
        "n6",
        "tier_criteria",
        *SOURCE_MAP["n6"],
        violation="v1",
        reads=(
            "gei_yong_hu_dai_lai_le_bu_liang_ti_yan",
            "zao_cheng_le_da_liang_de_yong_hu_zi_jin_sun",
            "dui_ping_tai_chan_sheng_le_ming_xian_de_bu",
        ),
    ),
    Norm(
        "n7",
        "tier_criteria",
        *SOURCE_MAP["n7"],
        violation="v1",
        reads=(
            "gei_yong_hu_dai_lai_le_da_liang_bu_liang_ti",
            "zao_cheng_le_yan_zhong_de_yong_hu_zi_jin_sun",
            "dui_ping_tai_chan_sheng_le_yan_zhong_de_bu",
            "fang_ai_le_ping_tai_ye_wu_huo_zhi_xu_de",
        ),
    ),
)

RULE = Rule(
    title="危及用户与平台交易及资金安全行为实施细则",
    version="2023-11-03",
    force=Force(start="2023-11-03"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1},
    ran={"v1": ("n1", "n2", "n3", "n4")},
    violations=(("v1", "危及用户与平台交易及资金安全"),),
    occurrences="occurrences",
    plain=True,
)
