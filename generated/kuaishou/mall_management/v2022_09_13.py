"""快手商城管理规范

版本     2022-09-13；发布 2022-09-06；生效 2022-09-13
来源     corpus/kuaishou/mall-management/2022-09-13.txt  sha256:11d014e95ecf30510f53f545861d8232760976f034d28585406ffe76da7027cb
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import UNKNOWN, Decided, Decision, FactsBase, FactSpec, Force, Governed, Measure, Norm, Rule, Run, Unknown, negate


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    wei_da_dao_zhun_ru_yao_qiu: bool | Unknown = UNKNOWN
    """未达到准入要求；是/否,由人判断"""

    dui_xiang: str | Unknown = UNKNOWN
    """对象；商品 / 内容"""

    xu_wei_ping_tai_zheng_chang_jing_ying_de: bool | Unknown = UNKNOWN
    """须为平台正常经营的店铺；是/否,由人判断"""

    yi_da_dao_kuai_shou_xiao_dian_zhao_mu_gui_ze: bool | Unknown = UNKNOWN
    """已达到《快手小店招募规则》、《个体工商户店铺入驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求；是/否,由人判断"""

    shopping_experience_stars: int | Unknown = UNKNOWN
    """店铺购物体验星级；以万分之一计(4.4 写作 4_4000)；星"""

    dian_pu_ji_qi_guan_lian_dian_pu_wei_yin_chu: bool | Unknown = UNKNOWN
    """店铺及其关联店铺未因出售假冒商品、商品质量问题等严重违规受过处置；是/否,由人判断"""

    shang_pin_zhuang_tai_zheng_chang: bool | Unknown = UNKNOWN
    """商品状态正常；是/否,由人判断"""

    fu_he_kuai_shou_xiao_dian_shang_pin_xin_xi: bool | Unknown = UNKNOWN
    """符合《快手小店商品信息发布规则》、《快手进口电商商品发布规范》的发布要求；是/否,由人判断"""

    shang_pin_jia_ge_zheng_chang_wen_ding: bool | Unknown = UNKNOWN
    """商品价格正常、稳定；是/否,由人判断"""

    bu_cun_zai_diao_jia_guo_yu_pin_fan_fu_du_guo: bool | Unknown = UNKNOWN
    """不存在调价过于频繁、幅度过大或价格虚高的情形；是/否,由人判断"""

    shang_pin_zhuang_tai_wen_ding: bool | Unknown = UNKNOWN
    """商品状态稳定；是/否,由人判断"""

    bu_cun_zai_da_liang_zhong_fu_pu_huo_fan_fu: bool | Unknown = UNKNOWN
    """不存在大量重复铺货、反复上下架的情形；是/否,由人判断"""

    shang_pin_lei_mu_zheng_que: bool | Unknown = UNKNOWN
    """商品类目正确；是/否,由人判断"""

    bu_cun_zai_cuo_fang_lei_mu_gua_a_mai_b_de: bool | Unknown = UNKNOWN
    """不存在错放类目、挂A卖B的问题；是/否,由人判断"""

    shang_pin_bu_cun_zai_yan_zhong_de_tou_su_pin: bool | Unknown = UNKNOWN
    """商品不存在严重的投诉、品质退货、纠纷或差评问题；是/否,由人判断"""

    dai_huo_da_ren_zhang_hao_fu_he_she_qu_guan: bool | Unknown = UNKNOWN
    """带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》、《社区评论规范》等规定；是/否,由人判断"""

    dai_huo_da_ren_zhang_hao_ji_qi_guan_lian: bool | Unknown = UNKNOWN
    """带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒商品等严重营销违规问题；是/否,由人判断"""

    bu_cun_zai_yan_zhong_de_yong_hu_tou_su_jiu: bool | Unknown = UNKNOWN
    """不存在严重的用户投诉、纠纷、行政处置或舆情问题；是/否,由人判断"""

    xu_fu_he_she_qu_guan_li_gui_fan_kuai_shou: bool | Unknown = UNKNOWN
    """须符合《社区管理规范》、《快手小店带货达人宣传规范》、《电商短视频创作管理总则》等要求；是/否,由人判断"""

    nei_rong_zhuan_ye_zhen_shi_you_qu: bool | Unknown = UNKNOWN
    """内容专业、真实、有趣；是/否,由人判断"""

    nei_rong_mei_you_kuai_shou_xiao_dian_ying: bool | Unknown = UNKNOWN
    """内容没有《快手小店营销违规管理规则》、《快手小店商户违规管理规则》所列的违规行为；是/否,由人判断"""

    xu_fu_he_zhi_bo_feng_mian_gui_fan_kuai_shou: bool | Unknown = UNKNOWN
    """须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短视频创作指南》等要求；是/否,由人判断"""

    bu_de_chu_xian_xu_jia_xuan_chuan_tui_guang: bool | Unknown = UNKNOWN
    """不得出现虚假宣传、推广禁限售商品等违规情形；是/否,由人判断"""

    bu_cun_zai_yin_ren_bu_shi_huo_yu_shang_cheng: bool | Unknown = UNKNOWN
    """不存在引人不适或与商城调性不符的内容；是/否,由人判断"""

    zhu_ti_ji_ji_zhu_ti_ming_que_tu_pian_qing_xi: bool | Unknown = UNKNOWN
    """主题积极、主体明确、图片清晰；是/否,由人判断"""

    bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo: bool | Unknown = UNKNOWN
    """不符合商城准入标准或管控标准；是/否,由人判断"""

    chu_xian_wei_gui_xing_wei: bool | Unknown = UNKNOWN
    """出现违规行为；是/否,由人判断"""

    bu_zai_man_zu_shang_pin_fa_bu_yao_qiu: bool | Unknown = UNKNOWN
    """不再满足商品发布要求；是/否,由人判断"""

    shang_pin_shu_yu_yi_xia_xu_guan_kong_chang: bool | Unknown = UNKNOWN
    """商品属于以下需管控场景；是/否,由人判断"""

    shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo: bool | Unknown = UNKNOWN
    """商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务；是/否,由人判断"""

    shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa: bool | Unknown = UNKNOWN
    """商户与用户在交易中发生争议；是/否,由人判断"""

    shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan: bool | Unknown = UNKNOWN
    """商户/带货达人违反本规范；是/否,由人判断"""


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

    # 第四条 「未达到准入要求的商品和内容不予在商城展示。」
    n2 = (
        (
            (facts.dui_xiang == "商品")
            & negate(
                facts.xu_wei_ping_tai_zheng_chang_jing_ying_de
                & facts.yi_da_dao_kuai_shou_xiao_dian_zhao_mu_gui_ze
                & (facts.shopping_experience_stars >= 4_0000)
                & facts.dian_pu_ji_qi_guan_lian_dian_pu_wei_yin_chu
                & facts.shang_pin_zhuang_tai_zheng_chang
                & facts.fu_he_kuai_shou_xiao_dian_shang_pin_xin_xi
                & facts.shang_pin_jia_ge_zheng_chang_wen_ding
                & facts.bu_cun_zai_diao_jia_guo_yu_pin_fan_fu_du_guo
                & facts.shang_pin_zhuang_tai_wen_ding
                & facts.bu_cun_zai_da_liang_zhong_fu_pu_huo_fan_fu
                & facts.shang_pin_lei_mu_zheng_que
                & facts.bu_cun_zai_cuo_fang_lei_mu_gua_a_mai_b_de
                & facts.shang_pin_bu_cun_zai_yan_zhong_de_tou_su_pin
            )
        )
        | (
            (facts.dui_xiang == "内容")
            & negate(
                facts.dai_huo_da_ren_zhang_hao_fu_he_she_qu_guan
                & facts.dai_huo_da_ren_zhang_hao_ji_qi_guan_lian
                & facts.bu_cun_zai_yan_zhong_de_yong_hu_tou_su_jiu
                & facts.xu_fu_he_she_qu_guan_li_gui_fan_kuai_shou
                & facts.nei_rong_zhuan_ye_zhen_shi_you_qu
                & facts.nei_rong_mei_you_kuai_shou_xiao_dian_ying
                & facts.xu_fu_he_zhi_bo_feng_mian_gui_fan_kuai_shou
                & facts.bu_de_chu_xian_xu_jia_xuan_chuan_tui_guang
                & facts.bu_cun_zai_yin_ren_bu_shi_huo_yu_shang_cheng
                & facts.zhu_ti_ji_ji_zhu_ti_ming_que_tu_pian_qing_xi
            )
        )
    )
    if n2 is not False:
        run.must(n2, N2_BLOCK_DISPLAY)

    # 第五条 「商品在商城展示,须同时满足以下要求:\n\n商户要求\n\n(1)须为平台正常经营的店铺,即已达到《快手小店招募规则》、《个体工商户店铺入
    # 驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求;\n\n(2)店铺购物体验星级不低于4星;\n\n(3)店铺及其关联店铺未因出售假冒商品、商
    # 品质量问题等严重违规受过处置。\n\n商品要求\n\n(1)商品状态正常,并符合《快手小店商品信息发布规则》、《快手进口电商商品发布规范》的发布要
    # 求;\n\n(2)商品价格正常、稳定,不存在调价过于频繁、幅度过大或价格虚高的情形;\n\n(3)商品状态稳定,不存在大量重复铺货、反复上下架的情形;\n\
    # n(4)商品类目正确,不存在错放类目、挂A卖B的问题;\n\n(5)商品不存在严重的投诉、品质退货、纠纷或差评问题。」
    n3 = run.require(
        "n3",
        facts.dui_xiang == "商品",
        facts.xu_wei_ping_tai_zheng_chang_jing_ying_de,
        facts.yi_da_dao_kuai_shou_xiao_dian_zhao_mu_gui_ze,
        facts.shopping_experience_stars >= 4_0000,
        facts.dian_pu_ji_qi_guan_lian_dian_pu_wei_yin_chu,
        facts.shang_pin_zhuang_tai_zheng_chang,
        facts.fu_he_kuai_shou_xiao_dian_shang_pin_xin_xi,
        facts.shang_pin_jia_ge_zheng_chang_wen_ding,
        facts.bu_cun_zai_diao_jia_guo_yu_pin_fan_fu_du_guo,
        facts.shang_pin_zhuang_tai_wen_ding,
        facts.bu_cun_zai_da_liang_zhong_fu_pu_huo_fan_fu,
        facts.shang_pin_lei_mu_zheng_que,
        facts.bu_cun_zai_cuo_fang_lei_mu_gua_a_mai_b_de,
        facts.shang_pin_bu_cun_zai_yan_zhong_de_tou_su_pin,
    )
    if n3 is not False:
        run.must(n3, N3_GRANT)

    # 第六条 「内容在商城展示,须同时满足以下要求:\n\n带货达人要求\n\n(1)带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》
    # 、《社区评论规范》等规定;\n\n(2)带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒商品等严重
    # 营销违规问题;\n\n(3)不存在严重的用户投诉、纠纷、行政处置或舆情问题。\n\n内容要求\n\n(1)须符合《社区管理规范》、《快手小店带货达人宣传
    # 规范》、《电商短视频创作管理总则》等要求,内容专业、真实、有趣;\n\n(2)内容没有《快手小店营销违规管理规则》、《快手小店商户违规管理规则
    # 》所列的违规行为。\n\n封面要求\n\n(1)须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短视频创作指南》等要求;\n\n(2)不得出
    # 现虚假宣传、推广禁限售商品等违规情形;\n\n(3)不存在引人不适或与商城调性不符的内容;\n\n(4)主题积极、主体明确、图片清晰。」
    n4 = run.require(
        "n4",
        facts.dui_xiang == "内容",
        facts.dai_huo_da_ren_zhang_hao_fu_he_she_qu_guan,
        facts.dai_huo_da_ren_zhang_hao_ji_qi_guan_lian,
        facts.bu_cun_zai_yan_zhong_de_yong_hu_tou_su_jiu,
        facts.xu_fu_he_she_qu_guan_li_gui_fan_kuai_shou,
        facts.nei_rong_zhuan_ye_zhen_shi_you_qu,
        facts.nei_rong_mei_you_kuai_shou_xiao_dian_ying,
        facts.xu_fu_he_zhi_bo_feng_mian_gui_fan_kuai_shou,
        facts.bu_de_chu_xian_xu_jia_xuan_chuan_tui_guang,
        facts.bu_cun_zai_yin_ren_bu_shi_huo_yu_shang_cheng,
        facts.zhu_ti_ji_ji_zhu_ti_ming_que_tu_pian_qing_xi,
    )
    if n4 is not False:
        run.must(n4, N4_GRANT)

    # 第七条 「平台通过日常管理、数据排查、监管通报、用户投诉等途径对商城中的商品和内容(短视频/直播)进行识别,对不符合商城准入标准或管控标准
    # 的商品,平台有权采取商城屏蔽等措施。」
    n5 = facts.bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo
    if n5 is not False:
        run.may(n5, N5_BLOCK_DISPLAY)

    # 第八条 「商户不得发布国家禁止售卖的商品和《快手小店限售商品管理规则》列明的限售商品。」

    # 第八条 「如出现违规行为,平台将依据《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理,同时采取商城屏蔽措施。」
    n7 = facts.chu_xian_wei_gui_xing_wei
    if n7 is not False:
        run.must(n7, N7_BLOCK_DISPLAY)

    # 第九条 「商户发布商城商品应遵守《快手小店商品信息发布规则》。」

    # 第九条 「如不再满足商品发布要求,平台将会采取商城屏蔽措施。」
    n9 = facts.bu_zai_man_zu_shang_pin_fa_bu_yao_qiu
    if n9 is not False:
        run.must(n9, N9_BLOCK_DISPLAY)

    # 第十条 「如平台认定商品属于以下需管控场景,平台将会采取商城屏蔽措施:」
    n10 = facts.shang_pin_shu_yu_yi_xia_xu_guan_kong_chang
    if n10 is not False:
        run.must(n10, N10_BLOCK_DISPLAY)

    # 第十一条 「带货达人创作内容、开展直播,应遵守国家法律法规和《快手小店规则总则》、《快手小店达人宣传规范》等规则。」

    # 第十二条 「商户在快手商城经营,须遵守快手小店平台、快手进口电商平台关于入驻、发布商品、交易、发货、评价的规则。」

    # 第十三条 「带货达人以直播、短视频等方式推广商品,须遵守《快手小店达人宣传规范》、《短视频创作指南》等规定。」

    # 第十五条 「商户须遵守《快手小店发货管理规则》关于发货服务的要求。」

    # 第十六条 「商户须遵守《快手小店售后服务管理规则》关于售后服务的要求。」

    # 第十七条 「商户须遵守《快手小店商家客户服务管理规则》关于客户服务的要求。」

    # 第十八条 「商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务的,须遵守相应服务规范。」
    n17 = facts.shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo

    # 第十九条 「商户与用户在交易中发生争议的,平台按照《快手小店交易纠纷处理规则》处理。」
    n18 = facts.shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa

    # 第二十条 「商户/带货达人违反本规范的,平台有权依照《快手小店商户服务协议》、《快手小店商品信息发布功能服务协议》、《快手进口电商平台店
    # 铺服务协议》、《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理。」
    n19 = facts.shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan

    run.norms = (n2, n3, n4, n5, True, n7, True, n9, n10, True, True, True, True, True, True, n17, n18, n19)


N2_BLOCK_DISPLAY = Decided.of(
    Measure("m1", "n2", "block_display", "未达到准入要求的商品和内容不予在商城展示", (381, 401), object="在商城展示"),
)
N3_GRANT = Decided.of(Measure("m2", "n3", "grant", "有机会在商城展示", (372, 380), object="有机会在商城展示"))
N4_GRANT = Decided.of(Measure("m3", "n4", "grant", "有机会在商城展示", (372, 380), object="有机会在商城展示"))
N5_BLOCK_DISPLAY = Decided.of(
    Measure(
        "m4", "n5", "block_display", "采取商城屏蔽", (1231, 1237), modality="may", object="商城屏蔽",
        targets=("不符合商城准入标准或管控标准的商品",), by="平台",
    ),
)
N7_BLOCK_DISPLAY = Decided.of(Measure("m5", "n7", "block_display", "采取商城屏蔽", (1363, 1369), object="商城屏蔽"))
N9_BLOCK_DISPLAY = Decided.of(Measure("m6", "n9", "block_display", "平台将会采取商城屏蔽", (1416, 1426), object="商城屏蔽", by="平台"))
N10_BLOCK_DISPLAY = Decided.of(Measure("m7", "n10", "block_display", "平台将会采取商城屏蔽", (1452, 1462), object="商城屏蔽", by="平台"))

FACTS = (
    FactSpec("wei_da_dao_zhun_ru_yao_qiu", "未达到准入要求", "judgement", asked_of="person"),
    FactSpec("dui_xiang", "对象", "choice", domain=("商品", "内容"), words=("商品", "内容")),
    FactSpec("xu_wei_ping_tai_zheng_chang_jing_ying_de", "须为平台正常经营的店铺", "judgement", asked_of="person"),
    FactSpec(
        "yi_da_dao_kuai_shou_xiao_dian_zhao_mu_gui_ze",
        "已达到《快手小店招募规则》、《个体工商户店铺入驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求", "judgement",
        asked_of="person",
    ),
    FactSpec("shopping_experience_stars", "店铺购物体验星级", "number", unit="star", digits=4, cuts=((40000, 0),)),
    FactSpec(
        "dian_pu_ji_qi_guan_lian_dian_pu_wei_yin_chu", "店铺及其关联店铺未因出售假冒商品、商品质量问题等严重违规受过处置", "judgement",
        asked_of="person",
    ),
    FactSpec("shang_pin_zhuang_tai_zheng_chang", "商品状态正常", "judgement", asked_of="person"),
    FactSpec(
        "fu_he_kuai_shou_xiao_dian_shang_pin_xin_xi", "符合《快手小店商品信息发布规则》、《快手进口电商商品发布规范》的发布要求",
        "judgement", asked_of="person",
    ),
    FactSpec("shang_pin_jia_ge_zheng_chang_wen_ding", "商品价格正常、稳定", "judgement", asked_of="person"),
    FactSpec(
        "bu_cun_zai_diao_jia_guo_yu_pin_fan_fu_du_guo", "不存在调价过于频繁、幅度过大或价格虚高的情形", "judgement", asked_of="person",
    ),
    FactSpec("shang_pin_zhuang_tai_wen_ding", "商品状态稳定", "judgement", asked_of="person"),
    FactSpec("bu_cun_zai_da_liang_zhong_fu_pu_huo_fan_fu", "不存在大量重复铺货、反复上下架的情形", "judgement", asked_of="person"),
    FactSpec("shang_pin_lei_mu_zheng_que", "商品类目正确", "judgement", asked_of="person"),
    FactSpec("bu_cun_zai_cuo_fang_lei_mu_gua_a_mai_b_de", "不存在错放类目、挂A卖B的问题", "judgement", asked_of="person"),
    FactSpec(
        "shang_pin_bu_cun_zai_yan_zhong_de_tou_su_pin", "商品不存在严重的投诉、品质退货、纠纷或差评问题", "judgement", asked_of="person",
    ),
    FactSpec(
        "dai_huo_da_ren_zhang_hao_fu_he_she_qu_guan",
        "带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》、《社区评论规范》等规定", "judgement", asked_of="person",
    ),
    FactSpec(
        "dai_huo_da_ren_zhang_hao_ji_qi_guan_lian",
        "带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒商品等严重营销违规问题", "judgement",
        asked_of="person",
    ),
    FactSpec(
        "bu_cun_zai_yan_zhong_de_yong_hu_tou_su_jiu", "不存在严重的用户投诉、纠纷、行政处置或舆情问题", "judgement", asked_of="person",
    ),
    FactSpec(
        "xu_fu_he_she_qu_guan_li_gui_fan_kuai_shou",
        "须符合《社区管理规范》、《快手小店带货达人宣传规范》、《电商短视频创作管理总则》等要求", "judgement", asked_of="person",
    ),
    FactSpec("nei_rong_zhuan_ye_zhen_shi_you_qu", "内容专业、真实、有趣", "judgement", asked_of="person"),
    FactSpec(
        "nei_rong_mei_you_kuai_shou_xiao_dian_ying", "内容没有《快手小店营销违规管理规则》、《快手小店商户违规管理规则》所列的违规行为",
        "judgement", asked_of="person",
    ),
    FactSpec(
        "xu_fu_he_zhi_bo_feng_mian_gui_fan_kuai_shou", "须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短视频创作指南》等要求",
        "judgement", asked_of="person",
    ),
    FactSpec("bu_de_chu_xian_xu_jia_xuan_chuan_tui_guang", "不得出现虚假宣传、推广禁限售商品等违规情形", "judgement", asked_of="person"),
    FactSpec("bu_cun_zai_yin_ren_bu_shi_huo_yu_shang_cheng", "不存在引人不适或与商城调性不符的内容", "judgement", asked_of="person"),
    FactSpec("zhu_ti_ji_ji_zhu_ti_ming_que_tu_pian_qing_xi", "主题积极、主体明确、图片清晰", "judgement", asked_of="person"),
    FactSpec("bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo", "不符合商城准入标准或管控标准", "judgement", asked_of="person"),
    FactSpec("chu_xian_wei_gui_xing_wei", "出现违规行为", "judgement", asked_of="person"),
    FactSpec("bu_zai_man_zu_shang_pin_fa_bu_yao_qiu", "不再满足商品发布要求", "judgement", asked_of="person"),
    FactSpec("shang_pin_shu_yu_yi_xia_xu_guan_kong_chang", "商品属于以下需管控场景", "judgement", asked_of="person"),
    FactSpec(
        "shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo", "商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务", "judgement",
        asked_of="person",
    ),
    FactSpec("shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa", "商户与用户在交易中发生争议", "judgement", asked_of="person"),
    FactSpec("shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan", "商户/带货达人违反本规范", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n2": ("第四条", (381, 402), "未达到准入要求的商品和内容不予在商城展示。"),
    "n3": (
        "第五条",
        (408, 741),
        (
            "商品在商城展示,须同时满足以下要求:\n\n商户要求\n\n(1)须为平台正常经营的店铺,即已达到《快手小店招募规则》、《个体工商户店铺入"
            "驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求;\n\n(2)店铺购物体验星级不低于4星;\n\n(3)店铺及其关联店铺未因出售假冒"
            "商品、商品质量问题等严重违规受过处置。\n\n商品要求\n\n(1)商品状态正常,并符合《快手小店商品信息发布规则》、《快手进口电商商品"
            "发布规范》的发布要求;\n\n(2)商品价格正常、稳定,不存在调价过于频繁、幅度过大或价格虚高的情形;\n\n(3)商品状态稳定,不存在大量重"
            "复铺货、反复上下架的情形;\n\n(4)商品类目正确,不存在错放类目、挂A卖B的问题;\n\n(5)商品不存在严重的投诉、品质退货、纠纷或差评问"
            "题。"
        ),
    ),
    "n4": (
        "第六条",
        (747, 1153),
        (
            "内容在商城展示,须同时满足以下要求:\n\n带货达人要求\n\n(1)带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》"
            "、《社区评论规范》等规定;\n\n(2)带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒"
            "商品等严重营销违规问题;\n\n(3)不存在严重的用户投诉、纠纷、行政处置或舆情问题。\n\n内容要求\n\n(1)须符合《社区管理规范》、《快"
            "手小店带货达人宣传规范》、《电商短视频创作管理总则》等要求,内容专业、真实、有趣;\n\n(2)内容没有《快手小店营销违规管理规则》、"
            "《快手小店商户违规管理规则》所列的违规行为。\n\n封面要求\n\n(1)须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短"
            "视频创作指南》等要求;\n\n(2)不得出现虚假宣传、推广禁限售商品等违规情形;\n\n(3)不存在引人不适或与商城调性不符的内容;\n\n(4)主"
            "题积极、主体明确、图片清晰。"
        ),
    ),
    "n5": (
        "第七条",
        (1159, 1241),
        (
            "平台通过日常管理、数据排查、监管通报、用户投诉等途径对商城中的商品和内容(短视频/直播)进行识别,对不符合商城准入标准或管控标准"
            "的商品,平台有权采取商城屏蔽等措施。"
        ),
    ),
    "n6": ("第八条", (1278, 1316), "商户不得发布国家禁止售卖的商品和《快手小店限售商品管理规则》列明的限售商品。"),
    "n7": (
        "第八条",
        (1316, 1372),
        "如出现违规行为,平台将依据《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理,同时采取商城屏蔽措施。",
    ),
    "n8": ("第九条", (1378, 1404), "商户发布商城商品应遵守《快手小店商品信息发布规则》。"),
    "n9": ("第九条", (1404, 1429), "如不再满足商品发布要求,平台将会采取商城屏蔽措施。"),
    "n10": ("第十条", (1435, 1465), "如平台认定商品属于以下需管控场景,平台将会采取商城屏蔽措施:"),
    "n11": (
        "第十一条",
        (1472, 1523),
        "带货达人创作内容、开展直播,应遵守国家法律法规和《快手小店规则总则》、《快手小店达人宣传规范》等规则。",
    ),
    "n12": (
        "第十二条",
        (1566, 1616),
        "商户在快手商城经营,须遵守快手小店平台、快手进口电商平台关于入驻、发布商品、交易、发货、评价的规则。",
    ),
    "n13": ("第十三条", (1623, 1671), "带货达人以直播、短视频等方式推广商品,须遵守《快手小店达人宣传规范》、《短视频创作指南》等规定。"),
    "n14": ("第十五条", (1731, 1758), "商户须遵守《快手小店发货管理规则》关于发货服务的要求。"),
    "n15": ("第十六条", (1765, 1794), "商户须遵守《快手小店售后服务管理规则》关于售后服务的要求。"),
    "n16": ("第十七条", (1801, 1832), "商户须遵守《快手小店商家客户服务管理规则》关于客户服务的要求。"),
    "n17": ("第十八条", (1839, 1882), "商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务的,须遵守相应服务规范。"),
    "n18": ("第十九条", (1889, 1925), "商户与用户在交易中发生争议的,平台按照《快手小店交易纠纷处理规则》处理。"),
    "n19": (
        "第二十条",
        (1942, 2043),
        (
            "商户/带货达人违反本规范的,平台有权依照《快手小店商户服务协议》、《快手小店商品信息发布功能服务协议》、《快手进口电商平台店铺"
            "服务协议》、《快手小店商户违规管理规则》、《快手小店营销违规管理规则》处理。"
        ),
    ),
}

NORMS = (
    Norm(
        "n2",
        "penalty",
        *SOURCE_MAP["n2"],
        reads=(
            "dui_xiang",
            "xu_wei_ping_tai_zheng_chang_jing_ying_de",
            "yi_da_dao_kuai_shou_xiao_dian_zhao_mu_gui_ze",
            "shopping_experience_stars",
            "dian_pu_ji_qi_guan_lian_dian_pu_wei_yin_chu",
            "shang_pin_zhuang_tai_zheng_chang",
            "fu_he_kuai_shou_xiao_dian_shang_pin_xin_xi",
            "shang_pin_jia_ge_zheng_chang_wen_ding",
            "bu_cun_zai_diao_jia_guo_yu_pin_fan_fu_du_guo",
            "shang_pin_zhuang_tai_wen_ding",
            "bu_cun_zai_da_liang_zhong_fu_pu_huo_fan_fu",
            "shang_pin_lei_mu_zheng_que",
            "bu_cun_zai_cuo_fang_lei_mu_gua_a_mai_b_de",
            "shang_pin_bu_cun_zai_yan_zhong_de_tou_su_pin",
            "dai_huo_da_ren_zhang_hao_fu_he_she_qu_guan",
            "dai_huo_da_ren_zhang_hao_ji_qi_guan_lian",
            "bu_cun_zai_yan_zhong_de_yong_hu_tou_su_jiu",
            "xu_fu_he_she_qu_guan_li_gui_fan_kuai_shou",
            "nei_rong_zhuan_ye_zhen_shi_you_qu",
            "nei_rong_mei_you_kuai_shou_xiao_dian_ying",
            "xu_fu_he_zhi_bo_feng_mian_gui_fan_kuai_shou",
            "bu_de_chu_xian_xu_jia_xuan_chuan_tui_guang",
            "bu_cun_zai_yin_ren_bu_shi_huo_yu_shang_cheng",
            "zhu_ti_ji_ji_zhu_ti_ming_que_tu_pian_qing_xi",
        ),
    ),
    Norm(
        "n3",
        "admission",
        *SOURCE_MAP["n3"],
        reads=(
            "dui_xiang",
            "xu_wei_ping_tai_zheng_chang_jing_ying_de",
            "yi_da_dao_kuai_shou_xiao_dian_zhao_mu_gui_ze",
            "shopping_experience_stars",
            "dian_pu_ji_qi_guan_lian_dian_pu_wei_yin_chu",
            "shang_pin_zhuang_tai_zheng_chang",
            "fu_he_kuai_shou_xiao_dian_shang_pin_xin_xi",
            "shang_pin_jia_ge_zheng_chang_wen_ding",
            "bu_cun_zai_diao_jia_guo_yu_pin_fan_fu_du_guo",
            "shang_pin_zhuang_tai_wen_ding",
            "bu_cun_zai_da_liang_zhong_fu_pu_huo_fan_fu",
            "shang_pin_lei_mu_zheng_que",
            "bu_cun_zai_cuo_fang_lei_mu_gua_a_mai_b_de",
            "shang_pin_bu_cun_zai_yan_zhong_de_tou_su_pin",
        ),
        requirements=(
            ("对象为商品", (408, 426)),
            ("须为平台正常经营的店铺", (437, 448)),
            ("已达到《快手小店招募规则》、《个体工商户店铺入驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求", (450, 501)),
            ("店铺购物体验星级≥4", (507, 520)),
            ("店铺及其关联店铺未因出售假冒商品、商品质量问题等严重违规受过处置", (526, 558)),
            ("商品状态正常", (570, 576)),
            ("符合《快手小店商品信息发布规则》、《快手进口电商商品发布规范》的发布要求", (578, 614)),
            ("商品价格正常、稳定", (620, 629)),
            ("不存在调价过于频繁、幅度过大或价格虚高的情形", (630, 652)),
            ("商品状态稳定", (658, 664)),
            ("不存在大量重复铺货、反复上下架的情形", (665, 683)),
            ("商品类目正确", (689, 695)),
            ("不存在错放类目、挂A卖B的问题", (696, 711)),
            ("商品不存在严重的投诉、品质退货、纠纷或差评问题", (717, 740)),
        ),
    ),
    Norm(
        "n4",
        "admission",
        *SOURCE_MAP["n4"],
        reads=(
            "dui_xiang",
            "dai_huo_da_ren_zhang_hao_fu_he_she_qu_guan",
            "dai_huo_da_ren_zhang_hao_ji_qi_guan_lian",
            "bu_cun_zai_yan_zhong_de_yong_hu_tou_su_jiu",
            "xu_fu_he_she_qu_guan_li_gui_fan_kuai_shou",
            "nei_rong_zhuan_ye_zhen_shi_you_qu",
            "nei_rong_mei_you_kuai_shou_xiao_dian_ying",
            "xu_fu_he_zhi_bo_feng_mian_gui_fan_kuai_shou",
            "bu_de_chu_xian_xu_jia_xuan_chuan_tui_guang",
            "bu_cun_zai_yin_ren_bu_shi_huo_yu_shang_cheng",
            "zhu_ti_ji_ji_zhu_ti_ming_que_tu_pian_qing_xi",
        ),
        requirements=(
            ("对象为内容", (747, 765)),
            ("带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》、《社区评论规范》等规定", (778, 824)),
            (
                "带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒商品等严重营销违规问题",
                (830, 887),
            ),
            ("不存在严重的用户投诉、纠纷、行政处置或舆情问题", (893, 916)),
            ("须符合《社区管理规范》、《快手小店带货达人宣传规范》、《电商短视频创作管理总则》等要求", (928, 971)),
            ("内容专业、真实、有趣", (972, 982)),
            ("内容没有《快手小店营销违规管理规则》、《快手小店商户违规管理规则》所列的违规行为", (988, 1028)),
            ("须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短视频创作指南》等要求", (1040, 1081)),
            ("不得出现虚假宣传、推广禁限售商品等违规情形", (1087, 1108)),
            ("不存在引人不适或与商城调性不符的内容", (1114, 1132)),
            ("主题积极、主体明确、图片清晰", (1138, 1152)),
        ),
    ),
    Norm("n5", "penalty", *SOURCE_MAP["n5"], reads=("bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo",)),
    Norm("n6", "prohibition", *SOURCE_MAP["n6"], conditional=False),
    Norm("n7", "penalty", *SOURCE_MAP["n7"], reads=("chu_xian_wei_gui_xing_wei",)),
    Norm("n8", "obligation", *SOURCE_MAP["n8"], conditional=False),
    Norm("n9", "penalty", *SOURCE_MAP["n9"], reads=("bu_zai_man_zu_shang_pin_fa_bu_yao_qiu",)),
    Norm("n10", "penalty", *SOURCE_MAP["n10"], reads=("shang_pin_shu_yu_yi_xia_xu_guan_kong_chang",)),
    Norm("n11", "obligation", *SOURCE_MAP["n11"], conditional=False),
    Norm("n12", "obligation", *SOURCE_MAP["n12"], conditional=False),
    Norm("n13", "obligation", *SOURCE_MAP["n13"], conditional=False),
    Norm("n14", "obligation", *SOURCE_MAP["n14"], conditional=False),
    Norm("n15", "obligation", *SOURCE_MAP["n15"], conditional=False),
    Norm("n16", "obligation", *SOURCE_MAP["n16"], conditional=False),
    Norm("n17", "obligation", *SOURCE_MAP["n17"], reads=("shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo",)),
    Norm("n18", "procedure", *SOURCE_MAP["n18"], reads=("shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa",)),
    Norm("n19", "procedure", *SOURCE_MAP["n19"], reads=("shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan",)),
)

RULE = Rule(
    title="快手商城管理规范",
    version="2022-09-13",
    force=Force(start="2022-09-13"),
    facts=FACTS,
    norms=NORMS,
    runners={None: whole_rule},
    ran={None: ("n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19")},
    governed=(
        Governed("n18", "快手小店交易纠纷处理规则"),
        Governed("n19", "快手小店商户服务协议"),
        Governed("n19", "快手小店商品信息发布功能服务协议"),
        Governed("n19", "快手进口电商平台店铺服务协议"),
        Governed("n19", "快手小店商户违规管理规则"),
        Governed("n19", "快手小店营销违规管理规则"),
    ),
)
