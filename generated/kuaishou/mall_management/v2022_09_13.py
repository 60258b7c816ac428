"""快手商城管理规范

版本     2022-09-13;发布 2022-09-06;生效 2022-09-13
来源     corpus/kuaishou/mall-management/2022-09-13.txt  sha256:11d014e95ecf30510f53f545861d8232760976f034d28585406ffe76da7027cb
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import UNKNOWN, Decision, FactsBase, FactSpec, Force, Governed, Measure, Norm, Rule, Run, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    wei_da_dao_zhun_ru_yao_qiu: bool | Unknown = UNKNOWN
    """未达到准入要求;是/否,由人判断"""

    shopping_experience_stars: int | Unknown = UNKNOWN
    """店铺购物体验星级;以万分之一计(4.4 写作 4_4000);star"""

    shang_xia_jia_de_qing_xing_ci_shu: int | Unknown = UNKNOWN
    """上下架的情形次数;整数;times"""

    bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo: bool | Unknown = UNKNOWN
    """不符合商城准入标准或管控标准;是/否,由人判断"""

    chu_xian_wei_gui_xing_wei: bool | Unknown = UNKNOWN
    """出现违规行为;是/否,由人判断"""

    bu_zai_man_zu_shang_pin_fa_bu_yao_qiu: bool | Unknown = UNKNOWN
    """不再满足商品发布要求;是/否,由人判断"""

    shang_pin_shu_yu_yi_xia_xu_guan_kong_chang: bool | Unknown = UNKNOWN
    """商品属于以下需管控场景;是/否,由人判断"""

    shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo: bool | Unknown = UNKNOWN
    """商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务;是/否,由人判断"""

    shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa: bool | Unknown = UNKNOWN
    """商户与用户在交易中发生争议;是/否,由人判断"""

    shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan: bool | Unknown = UNKNOWN
    """商户/带货达人违反本规范;是/否,由人判断"""


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

    `as_of` is the moment of the violation. See `Rule.decide` for the rest.
    """
    return RULE.decide(
        facts, violation=violation, as_of=as_of, assume_in_force=assume_in_force, presume=presume, unresolved=unresolved
    )


def read(given: Mapping[str, object]) -> tuple[Facts, str | None]:
    """Facts given by label or ASCII name → `Facts`, and the violation if it is among them. FactError for what cannot be read."""
    named, violation = RULE.read(given)
    return Facts.of(named), violation


def whole_rule(facts: Facts, run: Run) -> None:
    """The norms of the rule."""
    add = run.out.append

    # 第四条 「未达到准入要求的商品和内容不予在商城展示。」
    n1 = facts.wei_da_dao_zhun_ru_yao_qiu
    if n1 is not False:
        add((n1, N1_M1))

    # 第五条 「商品在商城展示,须同时满足以下要求:」
    n2 = True

    # 商户要求 「商户要求」
    n3 = True

    # (1) 「须为平台正常经营的店铺,即已达到《快手小店招募规则》、《个体工商户店铺入驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求;
    # 」
    n4 = True

    # (2) 「店铺购物体验星级不低于4星;」
    n5 = facts.shopping_experience_stars >= 4_0000

    # (3) 「店铺及其关联店铺未因出售假冒商品、商品质量问题等严重违规受过处置。」
    n6 = True

    # 商品要求 「商品要求」
    n7 = True

    # (1) 「商品状态正常,并符合《快手小店商品信息发布规则》、《快手进口电商商品发布规范》的发布要求;」
    n8 = True

    # (2) 「商品价格正常、稳定,不存在调价过于频繁、幅度过大或价格虚高的情形;」
    n9 = True

    # (3) 「商品状态稳定,不存在大量重复铺货、反复上下架的情形;」
    n10 = facts.shang_xia_jia_de_qing_xing_ci_shu >= 2

    # (4) 「商品类目正确,不存在错放类目、挂A卖B的问题;」
    n11 = True

    # (5) 「商品不存在严重的投诉、品质退货、纠纷或差评问题。」
    n12 = True

    # 第六条 「内容在商城展示,须同时满足以下要求:」
    n13 = True

    # 带货达人要求 「带货达人要求」
    n14 = True

    # (1) 「带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》、《社区评论规范》等规定;」
    n15 = True

    # (2) 「带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒商品等严重营销违规问题;」
    n16 = True

    # (3) 「不存在严重的用户投诉、纠纷、行政处置或舆情问题。」
    n17 = True

    # 内容要求 「内容要求」
    n18 = True

    # (1) 「须符合《社区管理规范》、《快手小店带货达人宣传规范》、《电商短视频创作管理总则》等要求,内容专业、真实、有趣;」
    n19 = True

    # (2) 「内容没有《快手小店营销违规管理规则》、《快手小店商户违规管理规则》所列的违规行为。」
    n20 = True

    # 封面要求 「封面要求」
    n21 = True

    # (1) 「须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短视频创作指南》等要求;」
    n22 = True

    # (2) 「不得出现虚假宣传、推广禁限售商品等违规情形;」
    n23 = True

    # (3) 「不存在引人不适或与商城调性不符的内容;」
    n24 = True

    # (4) 「主题积极、主体明确、图片清晰。」
    n25 = True

    # 第七条 「平台通过日常管理、数据排查、监管通报、用户投诉等途径对商城中的商品和内容(短视频/直播)进行识别,对不符合商城准入标准或管控标准
    # 的商品,平台有权采取商城屏蔽等措施。」
    n26 = facts.bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo
    if n26 is not False:
        add((n26, N26_M2))

    # 第八条 「商户不得发布国家禁止售卖的商品和《快手小店限售商品管理规则》列明的限售商品。」
    n27 = True

    # 第八条 「如出现违规行为,平台将依据《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理,同时采取商城屏蔽措施。」
    n28 = facts.chu_xian_wei_gui_xing_wei
    if n28 is not False:
        add((n28, N28_M3))

    # 第九条 「商户发布商城商品应遵守《快手小店商品信息发布规则》。」
    n29 = True

    # 第九条 「如不再满足商品发布要求,平台将会采取商城屏蔽措施。」
    n30 = facts.bu_zai_man_zu_shang_pin_fa_bu_yao_qiu
    if n30 is not False:
        add((n30, N30_M4))

    # 第十条 「如平台认定商品属于以下需管控场景,平台将会采取商城屏蔽措施:」
    n31 = facts.shang_pin_shu_yu_yi_xia_xu_guan_kong_chang
    if n31 is not False:
        add((n31, N31_M5))

    # 第十一条 「带货达人创作内容、开展直播,应遵守国家法律法规和《快手小店规则总则》、《快手小店达人宣传规范》等规则。」
    n32 = True

    # 第十二条 「商户在快手商城经营,须遵守快手小店平台、快手进口电商平台关于入驻、发布商品、交易、发货、评价的规则。」
    n33 = True

    # 第十三条 「带货达人以直播、短视频等方式推广商品,须遵守《快手小店达人宣传规范》、《短视频创作指南》等规定。」
    n34 = True

    # 第十五条 「商户须遵守《快手小店发货管理规则》关于发货服务的要求。」
    n35 = True

    # 第十六条 「商户须遵守《快手小店售后服务管理规则》关于售后服务的要求。」
    n36 = True

    # 第十七条 「商户须遵守《快手小店商家客户服务管理规则》关于客户服务的要求。」
    n37 = True

    # 第十八条 「商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务的,须遵守相应服务规范。」
    n38 = facts.shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo

    # 第十九条 「商户与用户在交易中发生争议的,平台按照《快手小店交易纠纷处理规则》处理。」
    n39 = facts.shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa

    # 第二十条 「商户/带货达人违反本规范的,平台有权依照《快手小店商户服务协议》、《快手小店商品信息发布功能服务协议》、《快手进口电商平台店
    # 铺服务协议》、《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理。」
    n40 = facts.shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan

    run.norms += (
        n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27,
        n28, n29, n30, n31, n32, n33, n34, n35, n36, n37, n38, n39, n40,
    )


N1_M1 = Measure("m1", "n1", "block_display", "未达到准入要求的商品和内容不予在商城展示", (381, 401), object="在商城展示")
N26_M2 = Measure("m2", "n26", "block_display", "采取商城屏蔽", (1231, 1237), modality="may", object="商城屏蔽", by="平台")
N28_M3 = Measure("m3", "n28", "block_display", "采取商城屏蔽", (1363, 1369), object="商城屏蔽")
N30_M4 = Measure("m4", "n30", "block_display", "平台将会采取商城屏蔽", (1416, 1426), object="商城屏蔽", by="平台")
N31_M5 = Measure("m5", "n31", "block_display", "平台将会采取商城屏蔽", (1452, 1462), object="商城屏蔽", by="平台")

FACTS = (
    FactSpec("wei_da_dao_zhun_ru_yao_qiu", "未达到准入要求", "judgement", asked_of="person"),
    FactSpec("shopping_experience_stars", "店铺购物体验星级", "number", unit="star", digits=4, cuts=((40000, 0),)),
    FactSpec("shang_xia_jia_de_qing_xing_ci_shu", "上下架的情形次数", "count", unit="times", low=1, cuts=((2, 0),)),
    FactSpec("bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo", "不符合商城准入标准或管控标准", "judgement", asked_of="person"),
    FactSpec("chu_xian_wei_gui_xing_wei", "出现违规行为", "judgement", asked_of="person"),
    FactSpec("bu_zai_man_zu_shang_pin_fa_bu_yao_qiu", "不再满足商品发布要求", "judgement", asked_of="person"),
    FactSpec("shang_pin_shu_yu_yi_xia_xu_guan_kong_chang", "商品属于以下需管控场景", "judgement", asked_of="person"),
    FactSpec(
        "shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo",
        "商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务",
        "judgement",
        asked_of="person",
    ),
    FactSpec("shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa", "商户与用户在交易中发生争议", "judgement", asked_of="person"),
    FactSpec("shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan", "商户/带货达人违反本规范", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第四条", (381, 402), "未达到准入要求的商品和内容不予在商城展示。"),
    "n2": ("第五条", (408, 426), "商品在商城展示,须同时满足以下要求:"),
    "n3": ("商户要求", (428, 432), "商户要求"),
    "n4": (
        "(1)",
        (437, 502),
        "须为平台正常经营的店铺,即已达到《快手小店招募规则》、《个体工商户店铺入驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求;",
    ),
    "n5": ("(2)", (507, 521), "店铺购物体验星级不低于4星;"),
    "n6": ("(3)", (526, 559), "店铺及其关联店铺未因出售假冒商品、商品质量问题等严重违规受过处置。"),
    "n7": ("商品要求", (561, 565), "商品要求"),
    "n8": ("(1)", (570, 615), "商品状态正常,并符合《快手小店商品信息发布规则》、《快手进口电商商品发布规范》的发布要求;"),
    "n9": ("(2)", (620, 653), "商品价格正常、稳定,不存在调价过于频繁、幅度过大或价格虚高的情形;"),
    "n10": ("(3)", (658, 684), "商品状态稳定,不存在大量重复铺货、反复上下架的情形;"),
    "n11": ("(4)", (689, 712), "商品类目正确,不存在错放类目、挂A卖B的问题;"),
    "n12": ("(5)", (717, 741), "商品不存在严重的投诉、品质退货、纠纷或差评问题。"),
    "n13": ("第六条", (747, 765), "内容在商城展示,须同时满足以下要求:"),
    "n14": ("带货达人要求", (767, 773), "带货达人要求"),
    "n15": ("(1)", (778, 825), "带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》、《社区评论规范》等规定;"),
    "n16": (
        "(2)",
        (830, 888),
        "带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒商品等严重营销违规问题;",
    ),
    "n17": ("(3)", (893, 917), "不存在严重的用户投诉、纠纷、行政处置或舆情问题。"),
    "n18": ("内容要求", (919, 923), "内容要求"),
    "n19": (
        "(1)",
        (928, 983),
        "须符合《社区管理规范》、《快手小店带货达人宣传规范》、《电商短视频创作管理总则》等要求,内容专业、真实、有趣;",
    ),
    "n20": ("(2)", (988, 1029), "内容没有《快手小店营销违规管理规则》、《快手小店商户违规管理规则》所列的违规行为。"),
    "n21": ("封面要求", (1031, 1035), "封面要求"),
    "n22": ("(1)", (1040, 1082), "须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短视频创作指南》等要求;"),
    "n23": ("(2)", (1087, 1109), "不得出现虚假宣传、推广禁限售商品等违规情形;"),
    "n24": ("(3)", (1114, 1133), "不存在引人不适或与商城调性不符的内容;"),
    "n25": ("(4)", (1138, 1153), "主题积极、主体明确、图片清晰。"),
    "n26": (
        "第七条",
        (1159, 1241),
        (
            "平台通过日常管理、数据排查、监管通报、用户投诉等途径对商城中的商品和内容(短视频/直播)进行识别,对不符合商城准入标准或管控标准"
            "的商品,平台有权采取商城屏蔽等措施。"
        ),
    ),
    "n27": ("第八条", (1278, 1316), "商户不得发布国家禁止售卖的商品和《快手小店限售商品管理规则》列明的限售商品。"),
    "n28": (
        "第八条",
        (1316, 1372),
        "如出现违规行为,平台将依据《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理,同时采取商城屏蔽措施。",
    ),
    "n29": ("第九条", (1378, 1404), "商户发布商城商品应遵守《快手小店商品信息发布规则》。"),
    "n30": ("第九条", (1404, 1429), "如不再满足商品发布要求,平台将会采取商城屏蔽措施。"),
    "n31": ("第十条", (1435, 1465), "如平台认定商品属于以下需管控场景,平台将会采取商城屏蔽措施:"),
    "n32": (
        "第十一条",
        (1472, 1523),
        "带货达人创作内容、开展直播,应遵守国家法律法规和《快手小店规则总则》、《快手小店达人宣传规范》等规则。",
    ),
    "n33": (
        "第十二条",
        (1566, 1616),
        "商户在快手商城经营,须遵守快手小店平台、快手进口电商平台关于入驻、发布商品、交易、发货、评价的规则。",
    ),
    "n34": ("第十三条", (1623, 1671), "带货达人以直播、短视频等方式推广商品,须遵守《快手小店达人宣传规范》、《短视频创作指南》等规定。"),
    "n35": ("第十五条", (1731, 1758), "商户须遵守《快手小店发货管理规则》关于发货服务的要求。"),
    "n36": ("第十六条", (1765, 1794), "商户须遵守《快手小店售后服务管理规则》关于售后服务的要求。"),
    "n37": ("第十七条", (1801, 1832), "商户须遵守《快手小店商家客户服务管理规则》关于客户服务的要求。"),
    "n38": ("第十八条", (1839, 1882), "商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务的,须遵守相应服务规范。"),
    "n39": ("第十九条", (1889, 1925), "商户与用户在交易中发生争议的,平台按照《快手小店交易纠纷处理规则》处理。"),
    "n40": (
        "第二十条",
        (1942, 2043),
        (
            "商户/带货达人违反本规范的,平台有权依照《快手小店商户服务协议》、《快手小店商品信息发布功能服务协议》、《快手进口电商平台店铺"
            "服务协议》、《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理。"
        ),
    ),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], reads=("wei_da_dao_zhun_ru_yao_qiu",)),
    Norm("n2", "obligation", *SOURCE_MAP["n2"], conditional=False),
    Norm("n3", "obligation", *SOURCE_MAP["n3"], conditional=False),
    Norm("n4", "obligation", *SOURCE_MAP["n4"], conditional=False),
    Norm("n5", "obligation", *SOURCE_MAP["n5"], reads=("shopping_experience_stars",)),
    Norm("n6", "obligation", *SOURCE_MAP["n6"], conditional=False),
    Norm("n7", "obligation", *SOURCE_MAP["n7"], conditional=False),
    Norm("n8", "obligation", *SOURCE_MAP["n8"], conditional=False),
    Norm("n9", "obligation", *SOURCE_MAP["n9"], conditional=False),
    Norm("n10", "obligation", *SOURCE_MAP["n10"], reads=("shang_xia_jia_de_qing_xing_ci_shu",)),
    Norm("n11", "obligation", *SOURCE_MAP["n11"], conditional=False),
    Norm("n12", "obligation", *SOURCE_MAP["n12"], conditional=False),
    Norm("n13", "obligation", *SOURCE_MAP["n13"], conditional=False),
    Norm("n14", "obligation", *SOURCE_MAP["n14"], conditional=False),
    Norm("n15", "obligation", *SOURCE_MAP["n15"], conditional=False),
    Norm("n16", "obligation", *SOURCE_MAP["n16"], conditional=False),
    Norm("n17", "obligation", *SOURCE_MAP["n17"], conditional=False),
    Norm("n18", "obligation", *SOURCE_MAP["n18"], conditional=False),
    Norm("n19", "obligation", *SOURCE_MAP["n19"], conditional=False),
    Norm("n20", "obligation", *SOURCE_MAP["n20"], conditional=False),
    Norm("n21", "obligation", *SOURCE_MAP["n21"], conditional=False),
    Norm("n22", "obligation", *SOURCE_MAP["n22"], conditional=False),
    Norm("n23", "prohibition", *SOURCE_MAP["n23"], conditional=False),
    Norm("n24", "obligation", *SOURCE_MAP["n24"], conditional=False),
    Norm("n25", "obligation", *SOURCE_MAP["n25"], conditional=False),
    Norm("n26", "penalty", *SOURCE_MAP["n26"], reads=("bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo",)),
    Norm("n27", "prohibition", *SOURCE_MAP["n27"], conditional=False),
    Norm("n28", "penalty", *SOURCE_MAP["n28"], reads=("chu_xian_wei_gui_xing_wei",)),
    Norm("n29", "obligation", *SOURCE_MAP["n29"], conditional=False),
    Norm("n30", "penalty", *SOURCE_MAP["n30"], reads=("bu_zai_man_zu_shang_pin_fa_bu_yao_qiu",)),
    Norm("n31", "penalty", *SOURCE_MAP["n31"], reads=("shang_pin_shu_yu_yi_xia_xu_guan_kong_chang",)),
    Norm("n32", "obligation", *SOURCE_MAP["n32"], conditional=False),
    Norm("n33", "obligation", *SOURCE_MAP["n33"], conditional=False),
    Norm("n34", "obligation", *SOURCE_MAP["n34"], conditional=False),
    Norm("n35", "obligation", *SOURCE_MAP["n35"], conditional=False),
    Norm("n36", "obligation", *SOURCE_MAP["n36"], conditional=False),
    Norm("n37", "obligation", *SOURCE_MAP["n37"], conditional=False),
    Norm("n38", "obligation", *SOURCE_MAP["n38"], reads=("shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo",)),
    Norm("n39", "procedure", *SOURCE_MAP["n39"], reads=("shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa",)),
    Norm("n40", "procedure", *SOURCE_MAP["n40"], reads=("shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan",)),
)

RULE = Rule(
    title="快手商城管理规范",
    version="2022-09-13",
    force=Force(start="2022-09-13"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={
        None: (
            "n1",
            "n2",
            "n3",
            "n4",
            "n5",
            "n6",
            "n7",
            "n8",
            "n9",
            "n10",
            "n11",
            "n12",
            "n13",
            "n14",
            "n15",
            "n16",
            "n17",
            "n18",
            "n19",
            "n20",
            "n21",
            "n22",
            "n23",
            "n24",
            "n25",
            "n26",
            "n27",
            "n28",
            "n29",
            "n30",
            "n31",
            "n32",
            "n33",
            "n34",
            "n35",
            "n36",
            "n37",
            "n38",
            "n39",
            "n40",
        ),
    },
    governed=(
        Governed("n39", "快手小店交易纠纷处理规则"),
        Governed("n40", "快手小店商户服务协议"),
        Governed("n40", "快手小店商品信息发布功能服务协议"),
        Governed("n40", "快手进口电商平台店铺服务协议"),
        Governed("n40", "快手小店商户违规管理规则"),
        Governed("n40", "快手小店营销违规管理规则"),
    ),
    plain=True,
)
