"""快手小店阻断减免实施细则

版本     draft-2023-08-12；征求意见 2023-08-12 至 2023-08-18；未生效,仅在要求时按已生效裁决
来源     corpus/kuaishou/blocking-relief/draft.txt  sha256:3ec6b7526cd9be739113d72b36b2ed58749e72502cba150374dd90403493da2a
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import (
    UNKNOWN,
    Choice,
    Decided,
    Decision,
    Detail,
    Except,
    FactsBase,
    FactSpec,
    Force,
    Governed,
    Hole,
    Measure,
    MeasureClass,
    Norm,
    Rule,
    Run,
    Unknown,
    contains_any,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    subject: str | Unknown = UNKNOWN
    """主体；商家 / 达人"""

    shop_experience_score: int | Unknown = UNKNOWN
    """店铺体验分；以万分之一计(4.4 写作 4_4000)；分"""

    creator_reputation_score: int | Unknown = UNKNOWN
    """带货口碑分；以万分之一计(4.4 写作 4_4000)；分"""

    jin_hou_you_shang_jia_shi_yong_bu_dang_huo: bool | Unknown = UNKNOWN
    """今后有商家使用不当或存在较为严重的违规行为；是/否,由人判断"""

    ticket_measures: frozenset[str] | Unknown = UNKNOWN
    """违约单处置措施；词的集合"""

    ticket_points: int | Unknown = UNKNOWN
    """扣分分数；以万分之一计(4.4 写作 4_4000)；分"""

    points_30d_before_ticket: int | Unknown = UNKNOWN
    """累计违规扣分；以万分之一计(4.4 写作 4_4000)；分"""

    same_rule_violations: int | Unknown = UNKNOWN
    """同规则违规次数；整数；次"""

    wei_yue_dan_bei_jian_mian_hou_30_tian_nei: int | Unknown = UNKNOWN
    """违约单被减免后30天内违反同一规则被处置次数；整数；次"""

    cun_zai_jiao_wei_yan_zhong_de_wei_gui_jing: bool | Unknown = UNKNOWN
    """存在较为严重的违规经营或给买家造成较大不良影响；是/否,由人判断"""

    qi_ta_fei_cheng_xin_bu_dang_huo_e_yi_de_xing: bool | Unknown = UNKNOWN
    """其他非诚信、不当或恶意的行为；是/否,由人判断"""

    yi_qu_xiao_jian_mian_ji_hui: bool | Unknown = UNKNOWN
    """已取消减免机会；是/否"""


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

    # 「本政策现阶段向店铺体验分≥4.4分和带货口碑分≥4.4分的商家/达人开放,今后有商家使用不当或存在较为严重的违规行为时,平台会撤销其阻断减免机
    # 会。」
    n5 = run.absent(facts.jin_hou_you_shang_jia_shi_yong_bu_dang_huo)
    if n5 is not False:
        run.must(n5, N5_OTHER)

    # 「前30日的累计违规扣分<10分的,平台按照《违规预警实施细则》治理」
    n6 = facts.points_30d_before_ticket < 10_0000

    # 「满足下列情形之一的,违约单中的阻断经营处置措施将替换为限制经营处置措施或直接免除。情形一,同时具备以下四项条件:当次违约单本身含有阻断
    # 经营处置措施;该违约单不扣分或扣分分数<20分;违约单下发时在C端展示的店铺体验分/带货口碑分≥4.4分;违规用户在当次违约单下发前30日的累计违规
    # 扣分≥10分(前30日的累计违规扣分<10分的,平台按照《违规预警实施细则》治理)。情形二,同时具备以下四项条件:当次违约单本身含有阻断经营处置措
    # 施;该违约单不扣分或扣分分数<20分;违约单下发时在C端展示的店铺体验分/带货口碑分≥4.4分;当次违约单属于违规用户在近30日的首次同规则违规。」
    n7 = (
        (
            (
                contains_any(facts.ticket_measures, "阻断经营处置措施", CLASS_1, facts.subject)
                & ((facts.ticket_points == 0) | (facts.ticket_points < 20_0000))
                & (
                    ((facts.subject == "商家") & (facts.shop_experience_score >= 4_4000))
                    | ((facts.subject == "达人") & (facts.creator_reputation_score >= 4_4000))
                )
                & (facts.points_30d_before_ticket >= 10_0000)
            )
            | (
                contains_any(facts.ticket_measures, "阻断经营处置措施", CLASS_1, facts.subject)
                & ((facts.ticket_points == 0) | (facts.ticket_points < 20_0000))
                & (
                    ((facts.subject == "商家") & (facts.shop_experience_score >= 4_4000))
                    | ((facts.subject == "达人") & (facts.creator_reputation_score >= 4_4000))
                )
                & (facts.same_rule_violations == 1)
            )
        )
        & run.unless(facts.yi_qu_xiao_jian_mian_ji_hui)
    )
    if n7 is not False:
        run.must(n7, N7_REPLACE, N7_WAIVE)

    # 「商家/达人有以下情形的,平台有权取消其适用阻断减免的机会。具体包括:违约单被减免后的30天内,商家/达人再次违反同一规则被处置,且违约单中含
    # 有阻断经营处置措施;存在较为严重的违规经营或给买家造成较大不良影响;其他非诚信、不当或恶意的行为。」
    n8 = run.absent(
        (
            (facts.wei_yue_dan_bei_jian_mian_hou_30_tian_nei >= 1)
            & contains_any(facts.ticket_measures, "阻断经营处置措施", CLASS_1, facts.subject)
        )
        | facts.cun_zai_jiao_wei_yan_zhong_de_wei_gui_jing
        | run.absent(facts.qi_ta_fei_cheng_xin_bu_dang_huo_e_yi_de_xing)
    )
    if n8 is not False:
        run.may(n8, N8_OTHER)

    run.norms = (n5, n6, n7, n8)


N5_OTHER = Decided.of(Measure("m11", "n5", "other", "平台会撤销其阻断减免机会", (592, 604), object="撤销其阻断减免机会", by="平台"))
N7_CHOICE = Choice("g1")
N7_REPLACE = Decided.of(
    Measure(
        "m12", "n7", "replace", "替换为限制经营处置措施", (631, 642), choice=N7_CHOICE, from_="阻断经营处置措施", to="限制经营处置措施",
    ),
)
N7_WAIVE = Decided.of(Measure("m13", "n7", "waive", "直接免除", (643, 647), object="阻断经营处置措施", choice=N7_CHOICE))
N8_OTHER = Decided.of(
    Measure(
        "m14", "n8", "other", "取消其适用阻断减免的机会", (988, 1000), modality="may", object="取消其适用阻断减免的机会",
        targets=("商家", "达人"), by="平台",
    ),
)
CLASS_1: dict[str | None, frozenset[str]] = {"商家": frozenset({"全部商品下架"}), "达人": frozenset({"暂停使用购物车功能"})}

FACTS = (
    FactSpec("subject", "主体", "choice", domain=("商家", "达人"), words=("商家", "达人")),
    FactSpec("shop_experience_score", "店铺体验分", "number", unit="score", digits=4, cuts=((44000, 0),)),
    FactSpec("creator_reputation_score", "带货口碑分", "number", unit="score", digits=4, cuts=((44000, 0),)),
    FactSpec("jin_hou_you_shang_jia_shi_yong_bu_dang_huo", "今后有商家使用不当或存在较为严重的违规行为", "judgement", asked_of="person"),
    FactSpec("ticket_measures", "违约单处置措施", "set", words=("阻断经营处置措施",)),
    FactSpec("ticket_points", "扣分分数", "number", unit="point", digits=4, cuts=((0, 0), (0, 1), (200000, 0))),
    FactSpec("points_30d_before_ticket", "累计违规扣分", "number", unit="point", digits=4, cuts=((100000, 0),)),
    FactSpec("same_rule_violations", "同规则违规次数", "count", unit="times", low=1, cuts=((1, 0), (1, 1))),
    FactSpec(
        "wei_yue_dan_bei_jian_mian_hou_30_tian_nei", "违约单被减免后30天内违反同一规则被处置次数", "count", unit="times", low=0,
        cuts=((1, 0),),
    ),
    FactSpec(
        "cun_zai_jiao_wei_yan_zhong_de_wei_gui_jing", "存在较为严重的违规经营或给买家造成较大不良影响", "judgement", asked_of="person",
    ),
    FactSpec("qi_ta_fei_cheng_xin_bu_dang_huo_e_yi_de_xing", "其他非诚信、不当或恶意的行为", "judgement", asked_of="person"),
    FactSpec("yi_qu_xiao_jian_mian_ji_hui", "已取消减免机会", "flag"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n5": (
        None,
        (532, 605),
        (
            "本政策现阶段向店铺体验分≥4.4分和带货口碑分≥4.4分的商家/达人开放,今后有商家使用不当或存在较为严重的违规行为时,平台会撤销其阻断"
            "减免机会。"
        ),
    ),
    "n6": (None, (757, 790), "前30日的累计违规扣分<10分的,平台按照《违规预警实施细则》治理"),
    "n7": (
        None,
        (607, 900),
        (
            "满足下列情形之一的,违约单中的阻断经营处置措施将替换为限制经营处置措施或直接免除。情形一,同时具备以下四项条件:当次违约单本身含"
            "有阻断经营处置措施;该违约单不扣分或扣分分数<20分;违约单下发时在C端展示的店铺体验分/带货口碑分≥4.4分;违规用户在当次违约单下发"
            "前30日的累计违规扣分≥10分(前30日的累计违规扣分<10分的,平台按照《违规预警实施细则》治理)。情形二,同时具备以下四项条件:当次违约"
            "单本身含有阻断经营处置措施;该违约单不扣分或扣分分数<20分;违约单下发时在C端展示的店铺体验分/带货口碑分≥4.4分;当次违约单属于违"
            "规用户在近30日的首次同规则违规。"
        ),
    ),
    "n8": (
        None,
        (972, 1093),
        (
            "商家/达人有以下情形的,平台有权取消其适用阻断减免的机会。具体包括:违约单被减免后的30天内,商家/达人再次违反同一规则被处置,且违"
            "约单中含有阻断经营处置措施;存在较为严重的违规经营或给买家造成较大不良影响;其他非诚信、不当或恶意的行为。"
        ),
    ),
}

NORMS = (
    Norm("n5", "revocation", *SOURCE_MAP["n5"], reads=("jin_hou_you_shang_jia_shi_yong_bu_dang_huo",)),
    Norm("n6", "precedence", *SOURCE_MAP["n6"], reads=("points_30d_before_ticket",)),
    Norm(
        "n7",
        "relief",
        *SOURCE_MAP["n7"],
        reads=(
            "ticket_measures",
            "subject",
            "ticket_points",
            "shop_experience_score",
            "creator_reputation_score",
            "points_30d_before_ticket",
            "same_rule_violations",
        ),
        excepts=(Except("yi_qu_xiao_jian_mian_ji_hui", "已取消减免机会", (972, 1093)),),
    ),
    Norm(
        "n8",
        "revocation",
        *SOURCE_MAP["n8"],
        reads=(
            "wei_yue_dan_bei_jian_mian_hou_30_tian_nei",
            "ticket_measures",
            "subject",
            "cun_zai_jiao_wei_yan_zhong_de_wei_gui_jing",
            "qi_ta_fei_cheng_xin_bu_dang_huo_e_yi_de_xing",
        ),
    ),
)

RULE = Rule(
    title="快手小店阻断减免实施细则",
    version="draft-2023-08-12",
    force=Force(draft=True),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n5", "n6", "n7", "n8")},
    subject="subject",
    ticket="ticket_measures",
    absent=("qi_ta_fei_cheng_xin_bu_dang_huo_e_yi_de_xing",),
    details=(
        Detail(
            "n7", "n2", ("商家",),
            Measure(
                "m3", "n2", "replace", "替换为以下措施中的一个或多个", (342, 356), targets=("商家",), from_="全部商品下架",
                to=(
                    Measure(
                        "m4", "n2", "restrict", "限制上新和编辑商品X天", (357, 368), object="上新和编辑商品", targets=("商家",),
                        duration=Hole("X#1", "day"),
                    ),
                    Measure(
                        "m5", "n2", "restrict", "限制违规类目上架及上新X天", (369, 382), object="违规类目上架及上新", targets=("商家",),
                        duration=Hole("X#2", "day"),
                    ),
                    Measure(
                        "m6", "n2", "restrict", "限制指定类目上架及上新X天", (383, 396), object="指定类目上架及上新", targets=("商家",),
                        duration=Hole("X#3", "day"),
                    ),
                ),
                to_pick="one_or_more",
            ),
        ),
        Detail(
            "n7", "n3", ("达人",),
            Measure(
                "m7", "n3", "replace", "替换为以下措施中的一个或多个", (475, 489), targets=("达人",), from_="暂停使用购物车功能",
                to=(
                    Measure(
                        "m8", "n3", "restrict", "限制违规类目带货权限X天", (490, 502), object="违规类目带货权限", targets=("达人",),
                        duration=Hole("X#4", "day"),
                    ),
                    Measure(
                        "m9", "n3", "restrict", "限制指定类目带货权限X天", (503, 515), object="指定类目带货权限", targets=("达人",),
                        duration=Hole("X#5", "day"),
                    ),
                    Measure(
                        "m10", "n3", "restrict", "限制推广低店铺分的商品X天", (516, 529), object="推广低店铺分的商品", targets=("达人",),
                        duration=Hole("X#6", "day"),
                    ),
                ),
                to_pick="one_or_more",
            ),
        ),
    ),
    classes=(
        MeasureClass("阻断经营处置措施", "商家", ("全部商品下架",)),
        MeasureClass("阻断经营处置措施", "达人", ("暂停使用购物车功能",)),
    ),
    governed=(Governed("n6", "违规预警实施细则"),),
)
