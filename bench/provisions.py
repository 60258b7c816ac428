"""An announcement of any number of provisions, no two figures in a row alike: what the compiler's speed is measured on."""

from __future__ import annotations

SUBJECTS = ("商家", "店铺", "主播", "达人", "服务商", "推广者", "经营者", "用户")
ACTS = (
    "发布虚假库存信息", "冒用他人资质开店", "诱导买家线下付款", "延迟寄出样品", "泄露买家联系方式", "使用未经授权的商标", "伪造物流轨迹",
    "拒绝提供售后凭证", "以次充好", "擅自更改活动价格", "虚报商品产地", "恶意囤积优惠名额", "遮挡商品标签", "在直播间贬低同行",
)  # fmt: skip
FORMS = (
    "{subject}{act}的,每次扣{a}分,并支付违约金{m}元。",
    "{subject}{act},情节轻微的,给予警告;情节一般的,扣{a}分;情节严重的,扣{b}分并关闭店铺{d}天。",
    "{subject}违反本办法{act}的,由平台责令限期改正;逾期不改正的,处{m}元以上{n}元以下罚款。",
    "近{d}天内{subject}{act}{t}次以上的,下架违规商品,支付近{d}天累计违规销售额{p}%的违约金(最低{m}元,最高{n}元)。",
    "{subject}不得{act},不得协助他人从事前述行为。",
    "{subject}{act},违规金额不足{n}元的,扣{a}分;{n}元以上的,扣{b}分,限制上新{d}天。",
    "除因自然灾害无法履约外,{subject}{act}的,扣除保证金{m}元。",
    "{subject}应当在{d}日内提交整改说明。逾期未提交的,限制提现。\n前款期限自通知送达之日起计算。",
    "{subject}累计扣满{b}分的,清退,且{t}年内不得再次入驻。",
    "有违法所得的,没收违法所得,并处违法所得{t}倍以上{a}倍以下的罚款;没有违法所得的,处{n}元以下罚款。",
    "{subject}有下列情形之一的,扣{a}分:\n(一){act};\n(二)在{d}日内未回复平台询问;\n(三)违反第{above}条规定。",
    "本办法所称{act},是指{subject}以任何方式{act}的行为。违反前款规定的,扣{a}分。",
    "依照《{subject}信用分管理细则》第{a}条处理的,不再适用本条规定。",
)


def announcement(count: int) -> str:
    """A title, a date, and `count` articles of varied kinds; the same text for the same count."""
    return f"商家经营行为管理办法\n本办法自2024年3月1日起施行。\n{''.join(provision(number) for number in range(1, count + 1))}"


def provision(number: int) -> str:
    """Article `number` with its line end. Subject, act and figures go round at different paces, so that few articles are alike."""
    figures = {"a": 1 + number % 9, "b": 10 + number % 37, "m": 100 * (1 + number % 53), "n": 10_000 + 500 * (number % 41),
               "d": 2 + number % 29, "t": 2 + number % 3, "p": 5 + number % 26, "above": max(1, number - 1)}  # fmt: skip
    words = FORMS[number % len(FORMS)].format(subject=SUBJECTS[number // 3 % len(SUBJECTS)], act=ACTS[number // 7 % len(ACTS)], **figures)
    return f"第{number}条 {words}\n"
