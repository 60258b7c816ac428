"""The rules of the workspace as one book: versions by date, and what they say of each other. Compiled by rulec; do not edit."""

from __future__ import annotations

from importlib import import_module

from ._runtime.book import Book, Entry, Link, Loaded, Term
from ._runtime.specs import Force

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "chengye/late-shipping", "2024-03-01", "橙叶市集晚发货处置细则", "chengye/late_shipping/v2024_03_01.py", Force(start="2024-03-01"),
    ),
    Entry("douyin/violation-points", "undated", "抖音小店违规积分怎么算、什么时候清零", "douyin/violation_points/undated.py", Force()),
    Entry(
        "kuaishou/blocking-relief", "draft-2023-08-12", "快手小店阻断减免实施细则", "kuaishou/blocking_relief/draft_2023_08_12.py",
        Force(draft=True),
    ),
    Entry(
        "kuaishou/mall-management", "2022-09-13", "快手商城管理规范", "kuaishou/mall_management/v2022_09_13.py", Force(start="2022-09-13"),
    ),
    Entry(
        "kuaishou/trading-fund-safety", "2023-11-03", "危及用户与平台交易及资金安全行为实施细则",
        "kuaishou/trading_fund_safety/v2023_11_03.py", Force(start="2023-11-03"),
    ),
    Entry(
        "kuaishou/trading-fund-safety-damaged", "2023-11-03", "危及用户与平台交易及资金安全行为实施细则",
        "kuaishou/trading_fund_safety_damaged/v2023_11_03.py", Force(start="2023-11-03"),
    ),
    Entry(
        "kuaishou/violation-management", "2023-05-10", "快手小店商家、达人违规管理规则", "kuaishou/violation_management/v2023_05_10.py",
        Force(start="2023-05-10"),
    ),
    Entry(
        "kuaishou/violation-management", "draft-2023-10-07", "快手电商拟修订商家、达人违规管理规则 增设虚构经营数据等情形",
        "kuaishou/violation_management/draft_2023_10_07.py", Force(start="2023-10-07", draft=True),
    ),
    Entry("qinghe/appeals", "2024-01-01", "青禾商城商家申诉规则", "qinghe/appeals/v2024_01_01.py", Force(start="2024-01-01")),
    Entry("qinghe/deposits", "2024-01-01", "青禾商城保证金管理规则", "qinghe/deposits/v2024_01_01.py", Force(start="2024-01-01")),
    Entry(
        "qinghe/fake-transactions", "2024-01-01", "青禾商城虚假交易处理规则", "qinghe/fake_transactions/v2024_01_01.py",
        Force(start="2024-01-01"),
    ),
    Entry(
        "qinghe/false-promotion", "2024-01-01", "青禾商城虚假宣传实施细则", "qinghe/false_promotion/v2024_01_01.py",
        Force(start="2024-01-01"),
    ),
    Entry("qinghe/general-rules", "2024-01-01", "青禾商城规则总则", "qinghe/general_rules/v2024_01_01.py", Force(start="2024-01-01")),
    Entry(
        "qinghe/goods-quality", "2024-01-01", "青禾商城商品质量管理规则", "qinghe/goods_quality/v2024_01_01.py", Force(start="2024-01-01"),
    ),
    Entry(
        "qinghe/harvest-festival", "2024-09-10", "青禾商城丰收节发货专项规则", "qinghe/harvest_festival/v2024_09_10.py",
        Force(start="2024-09-10", end="2024-10-10"), end="2024-10-10",
    ),
    Entry(
        "qinghe/shipping", "2024-01-01", "青禾商城发货管理规则", "qinghe/shipping/v2024_01_01.py", Force(start="2024-01-01"),
        end="2024-07-01",
    ),
    Entry("qinghe/shipping", "2024-07-01", "青禾商城发货管理规则", "qinghe/shipping/v2024_07_01.py", Force(start="2024-07-01")),
    Entry(
        "qinghe/tier-criteria", "2024-01-01", "青禾商城违规情节认定标准", "qinghe/tier_criteria/v2024_01_01.py", Force(start="2024-01-01"),
    ),
    Entry(
        "qinghe/violation-points", "2024-01-01", "青禾商城违规积分管理规则", "qinghe/violation_points/v2024_01_01.py",
        Force(start="2024-01-01"),
    ),
    Entry(
        "qingshan/fake-shipping", "2024-05-15", "青山商城虚假发货处理规则", "qingshan/fake_shipping/v2024_05_15.py",
        Force(start="2024-05-15"),
    ),
    Entry(
        "qingshan/point-accounts", "2024-06-01", "青衫商城违规分节点处置办法", "qingshan/point_accounts/v2024_06_01.py",
        Force(start="2024-06-01"),
    ),
)
"""Every version: rule, version, title, module, when it is in force, and the day before which."""

LINKS: tuple[Link, ...] = (
    Link(
        "qinghe/fake-transactions", "2024-01-01", "explains", "qinghe/false-promotion", (111, 162),
        "虚假交易订单数30单以上的,扣除24分,屏蔽店铺30天,并按照《青禾商城虚假宣传实施细则》第三条处理。", norm="n2", fact="虚假宣传",
    ),
    Link(
        "qinghe/fake-transactions", "2024-01-01", "delegates", "qinghe/false-promotion", (142, 156),
        "第三条 虚假交易订单数30单以上的,扣除24分,屏蔽店铺30天,并按照《青禾商城虚假宣传实施细则》第三条处理", norm="n2", provision="第三条",
    ),
    Link(
        "qinghe/fake-transactions", "2024-01-01", "delegates", "qinghe/violation-points", (172, 186),
        "第四条 扣分按照《青禾商城违规积分管理规则》累计处理", norm="n3",
    ),
    Link(
        "qinghe/false-promotion", "2024-01-01", "explains", "qinghe/general-rules", (116, 142),
        "30天内再次虚假宣传的,扣除12分,限制提现15天。", norm="n2", fact="限制提现",
    ),
    Link(
        "qinghe/false-promotion", "2024-01-01", "delegates", "qinghe/goods-quality", (164, 178),
        "第四条 虚假宣传的商品质量不合格的,按照《青禾商城商品质量管理规则》处理,并扣除保证金1000元", norm="n3",
    ),
    Link(
        "qinghe/false-promotion", "2024-01-01", "delegates", "qinghe/violation-points", (203, 217),
        "第五条 扣分按照《青禾商城违规积分管理规则》累计处理", norm="n4",
    ),
    Link(
        "qinghe/false-promotion", "2024-01-01", "cites", "qinghe/general-rules", (238, 248),
        "第六条 本细则未尽事宜,适用《青禾商城规则总则》",
    ),
    Link(
        "qinghe/general-rules", "2024-01-01", "stricter", "qinghe/general-rules", (91, 122),
        "第三条 同一违规行为同时违反两项规则的,依照处罚较重的规则处理", whole=True,
    ),
    Link(
        "qinghe/goods-quality", "2024-01-01", "delegates", "qinghe/violation-points", (160, 174),
        "第四条 扣分按照《青禾商城违规积分管理规则》累计处理", norm="n3",
    ),
    Link(
        "qinghe/harvest-festival", "2024-09-10", "explains", "qinghe/shipping", (67, 95),
        "丰收节期间延迟发货的,扣除4分,限制参加营销活动30天。", norm="n1", fact="延迟发货",
    ),
    Link(
        "qinghe/harvest-festival", "2024-09-10", "prevails", "qinghe/shipping", (105, 113),
        "第二条 本规则与《发货管理规则》不一致的,以本规则为准",
    ),
    Link(
        "qinghe/shipping", "2024-01-01", "defines", "qinghe/tier-criteria", (185, 199), "第五条 情节按照《青禾商城违规情节认定标准》认定",
        fact="情节",
    ),
    Link(
        "qinghe/shipping", "2024-01-01", "delegates", "qinghe/violation-points", (212, 226),
        "第六条 扣分按照《青禾商城违规积分管理规则》(以下简称“积分规则”)累计处理", norm="n4",
    ),
    Link(
        "qinghe/shipping", "2024-01-01", "delegates", "qinghe/appeals", (261, 273),
        "第七条 商家对处理有异议的,按照《青禾商城商家申诉规则》处理", norm="n5", remedy=True,
    ),
    Link(
        "qinghe/shipping", "2024-07-01", "defines", "qinghe/tier-criteria", (185, 199), "第五条 情节按照《青禾商城违规情节认定标准》认定",
        fact="情节",
    ),
    Link(
        "qinghe/shipping", "2024-07-01", "delegates", "qinghe/violation-points", (212, 226),
        "第六条 扣分按照《青禾商城违规积分管理规则》(以下简称“积分规则”)累计处理", norm="n4",
    ),
    Link(
        "qinghe/shipping", "2024-07-01", "yields", "qinghe/harvest-festival", (261, 276),
        "第七条 丰收节期间的延迟发货,以《青禾商城丰收节发货专项规则》为准", norm="n5", whole=True,
    ),
    Link(
        "qinghe/shipping", "2024-07-01", "delegates", "qinghe/appeals", (297, 309),
        "第八条 商家对处理有异议的,按照《青禾商城商家申诉规则》处理", norm="n6", remedy=True,
    ),
    Link(
        "qinghe/violation-points", "2024-01-01", "delegates", "qinghe/deposits", (224, 237),
        "第六条 店铺被清退的,保证金按照《青禾商城保证金管理规则》(以下简称“保证金规则”)第三条处理", norm="n1", provision="第三条",
        after="expel",
    ),
)
"""What a version says of another rule."""

TERMS: tuple[Term, ...] = (
    Term("当月晚发单量", "dang_yue_wan_fa_dan_liang"),
    Term("情节", "severity", tier=True),
    Term("收到处罚通知之日起天数", "shou_dao_chu_fa_tong_zhi_zhi_ri_qi_tian_shu"),
    Term("异议成立", "yi_yi_cheng_li"),
    Term("行为违反法律法规、平台规定或对消费者/平台造成恶劣影响", "xing_wei_wei_fan_fa_lv_fa_gui_ping_tai_gui"),
    Term("主体", "subject"),
    Term("店铺体验分", "shop_experience_score"),
    Term("带货口碑分", "creator_reputation_score"),
    Term("今后有商家使用不当或存在较为严重的违规行为", "jin_hou_you_shang_jia_shi_yong_bu_dang_huo"),
    Term("违约单处置措施", "ticket_measures"),
    Term("扣分分数", "ticket_points"),
    Term("累计违规扣分", "points_30d_before_ticket"),
    Term("同规则违规次数", "same_rule_violations"),
    Term("违约单被减免后30天内违反同一规则被处置次数", "wei_yue_dan_bei_jian_mian_hou_30_tian_nei"),
    Term("存在较为严重的违规经营或给买家造成较大不良影响", "cun_zai_jiao_wei_yan_zhong_de_wei_gui_jing"),
    Term("其他非诚信、不当或恶意的行为", "qi_ta_fei_cheng_xin_bu_dang_huo_e_yi_de_xing"),
    Term("已取消减免机会", "yi_qu_xiao_jian_mian_ji_hui"),
    Term("未达到准入要求", "wei_da_dao_zhun_ru_yao_qiu"),
    Term("对象", "dui_xiang"),
    Term("须为平台正常经营的店铺", "xu_wei_ping_tai_zheng_chang_jing_ying_de"),
    Term(
        "已达到《快手小店招募规则》、《个体工商户店铺入驻资质标准》、《快手电商企业店铺招商标准》等经营准入要求",
        "yi_da_dao_kuai_shou_xiao_dian_zhao_mu_gui_ze",
    ),
    Term("店铺购物体验星级", "shopping_experience_stars"),
    Term("店铺及其关联店铺未因出售假冒商品、商品质量问题等严重违规受过处置", "dian_pu_ji_qi_guan_lian_dian_pu_wei_yin_chu"),
    Term("商品状态正常", "shang_pin_zhuang_tai_zheng_chang"),
    Term("符合《快手小店商品信息发布规则》、《快手进口电商商品发布规范》的发布要求", "fu_he_kuai_shou_xiao_dian_shang_pin_xin_xi"),
    Term("商品价格正常、稳定", "shang_pin_jia_ge_zheng_chang_wen_ding"),
    Term("不存在调价过于频繁、幅度过大或价格虚高的情形", "bu_cun_zai_diao_jia_guo_yu_pin_fan_fu_du_guo"),
    Term("商品状态稳定", "shang_pin_zhuang_tai_wen_ding"),
    Term("不存在大量重复铺货、反复上下架的情形", "bu_cun_zai_da_liang_zhong_fu_pu_huo_fan_fu"),
    Term("商品类目正确", "shang_pin_lei_mu_zheng_que"),
    Term("不存在错放类目、挂A卖B的问题", "bu_cun_zai_cuo_fang_lei_mu_gua_a_mai_b_de"),
    Term("商品不存在严重的投诉、品质退货、纠纷或差评问题", "shang_pin_bu_cun_zai_yan_zhong_de_tou_su_pin"),
    Term(
        "带货达人账号符合《社区管理规范》、《用户资料规范》、《直播管理规范》、《社区评论规范》等规定",
        "dai_huo_da_ren_zhang_hao_fu_he_she_qu_guan",
    ),
    Term(
        "带货达人账号及其关联账号不存在违规宣传功效、虚假承诺福利、违规价格营销、推广禁限售商品和假冒商品等严重营销违规问题",
        "dai_huo_da_ren_zhang_hao_ji_qi_guan_lian",
    ),
    Term("不存在严重的用户投诉、纠纷、行政处置或舆情问题", "bu_cun_zai_yan_zhong_de_yong_hu_tou_su_jiu"),
    Term(
        "须符合《社区管理规范》、《快手小店带货达人宣传规范》、《电商短视频创作管理总则》等要求",
        "xu_fu_he_she_qu_guan_li_gui_fan_kuai_shou",
    ),
    Term("内容专业、真实、有趣", "nei_rong_zhuan_ye_zhen_shi_you_qu"),
    Term("内容没有《快手小店营销违规管理规则》、《快手小店商户违规管理规则》所列的违规行为", "nei_rong_mei_you_kuai_shou_xiao_dian_ying"),
    Term(
        "须符合《直播封面规范》、《快手小店带货达人宣传规范》、《电商短视频创作指南》等要求", "xu_fu_he_zhi_bo_feng_mian_gui_fan_kuai_shou",
    ),
    Term("不得出现虚假宣传、推广禁限售商品等违规情形", "bu_de_chu_xian_xu_jia_xuan_chuan_tui_guang"),
    Term("不存在引人不适或与商城调性不符的内容", "bu_cun_zai_yin_ren_bu_shi_huo_yu_shang_cheng"),
    Term("主题积极、主体明确、图片清晰", "zhu_ti_ji_ji_zhu_ti_ming_que_tu_pian_qing_xi"),
    Term("不符合商城准入标准或管控标准", "bu_fu_he_shang_cheng_zhun_ru_biao_zhun_huo"),
    Term("出现违规行为", "chu_xian_wei_gui_xing_wei"),
    Term("不再满足商品发布要求", "bu_zai_man_zu_shang_pin_fa_bu_yao_qiu"),
    Term("商品属于以下需管控场景", "shang_pin_shu_yu_yi_xia_xu_guan_kong_chang"),
    Term("商户承诺“7天无理由退货”、“假一赔九”、“退款不退货”等服务", "shang_hu_cheng_nuo_7_tian_wu_li_you_tui_huo"),
    Term("商户与用户在交易中发生争议", "shang_hu_yu_yong_hu_zai_jiao_yi_zhong_fa"),
    Term(
        "商户/带货达人违反本规范(kuaishou/mall-management)", "shang_hu_dai_huo_da_ren_wei_fan_ben_gui_fan",
        labels=("商户/带货达人违反本规范",), rule="kuaishou/mall-management",
    ),
    Term("违规次数", "occurrences"),
    Term("近30天累计违规销售额", "violating_sales_30d"),
    Term("给用户带来了不良体验", "gei_yong_hu_dai_lai_le_bu_liang_ti_yan"),
    Term("未造成明显的用户资金损失", "wei_zao_cheng_ming_xian_de_yong_hu_zi_jin"),
    Term("对平台产生了轻微的不良影响", "dui_ping_tai_chan_sheng_le_qing_wei_de_bu"),
    Term("造成了大量的用户资金损失", "zao_cheng_le_da_liang_de_yong_hu_zi_jin_sun"),
    Term("对平台产生了明显的不良影响", "dui_ping_tai_chan_sheng_le_ming_xian_de_bu"),
    Term("给用户带来了大量不良体验或引起集中投诉、维权等恶劣后果", "gei_yong_hu_dai_lai_le_da_liang_bu_liang_ti"),
    Term("造成了严重的用户资金损失", "zao_cheng_le_yan_zhong_de_yong_hu_zi_jin_sun"),
    Term("对平台产生了严重的不良影响", "dui_ping_tai_chan_sheng_le_yan_zhong_de_bu"),
    Term("妨碍了平台业务或秩序的正常运行", "fang_ai_le_ping_tai_ye_wu_huo_zhi_xu_de"),
    Term("违规销售额", "wei_gui_xiao_shou_e"),
    Term("提交虚假材料", "ti_jiao_xu_jia_cai_liao"),
    Term("扣除保证金后未在7天内补足", "kou_chu_bao_zheng_jin_hou_wei_zai_7_tian_nei"),
    Term("店铺被清退", "dian_pu_bei_qing_tui"),
    Term("虚假交易订单数", "xu_jia_jiao_yi_ding_dan_shu"),
    Term("虚假宣传次数", "xu_jia_xuan_chuan_ci_shu"),
    Term("虚假宣传的商品质量不合格", "xu_jia_xuan_chuan_de_shang_pin_zhi_liang_bu"),
    Term("同一违规行为同时违反两项规则", "tong_yi_wei_gui_xing_wei_tong_shi_wei_fan"),
    Term("出售不合格商品", "chu_shou_bu_he_ge_shang_pin"),
    Term("商品货值", "shang_pin_huo_zhi"),
    Term("抽检合格率", "chou_jian_he_ge_lv"),
    Term("丰收节期间延迟发货", "feng_shou_jie_qi_jian_yan_chi_fa_huo"),
    Term(
        "本规则与《发货管理规则》不一致(qinghe/harvest-festival)", "ben_gui_ze_yu_fa_huo_guan_li_gui_ze_bu_yi",
        labels=("本规则与《发货管理规则》不一致",), rule="qinghe/harvest-festival",
    ),
    Term("近30天延迟发货订单金额", "jin_30_tian_yan_chi_fa_huo_ding_dan_jin_e"),
    Term("商家对处理有异议", "shang_jia_dui_chu_li_you_yi_yi"),
    Term("近30天延迟发货订单数", "jin_30_tian_yan_chi_fa_huo_ding_dan_shu"),
    Term("30天内违规次数", "f_30_tian_nei_wei_gui_ci_shu"),
    Term("诚信分", "cheng_xin_fen"),
    Term("连续无违规天数", "lian_xu_wu_wei_gui_tian_shu"),
    Term("情节(晚发货)", "severity_1"),
    Term("情节(危及用户与平台交易及资金安全)", "severity_2"),
    Term("情节(发布混淆信息)", "severity_3"),
    Term("情节(关联劣质/不合格/不合规商品)", "severity_4"),
    Term("情节(其他可能危及用户权益的质量相关问题)", "severity_5"),
    Term("情节(虚构经营数据)", "severity_6"),
    Term("情节(扰乱平台系统)", "severity_7"),
    Term("情节(延迟发货)", "severity_8"),
)
"""Every fact: label, ASCII name, other labels."""


def _load(entry: Entry) -> Loaded:
    module: Loaded = import_module("." + entry.module.removesuffix(".py").replace("/", "."), __package__)
    return module


BOOK = Book(ENTRIES, LINKS, TERMS, _load)
decide = BOOK.decide
