"""Random announcements and single edits of them, with the change that each edit is: built from constructions, so that it is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

HEAD = "青枫商城商家违规处理细则\n\n一、适用范围\n\n本细则适用于在青枫商城经营的商家。\n\n二、违规情形及处理措施\n\n"
NAMES = ("夸大宣传", "拖延发货", "虚构交易", "盗用图片", "骚扰买家", "拒绝退货")
CONDUCTS = ("发布虚假折扣", "伪造检测报告", "冒用他人商标", "隐瞒商品瑕疵", "删改买家评价")
COUNTED = ("近30日累计扣分", "近30日被投诉次数", "近7日拖延单数", "近90日退款单数")
UNITS = {"近30日累计扣分": "分", "近30日被投诉次数": "次", "近7日拖延单数": "单", "近90日退款单数": "单"}
SCORES = ("店铺体验分", "物流体验分", "服务体验分")
MEASURES = ("下架违规商品", "清退店铺", "冻结货款", "限制提现")
Expected = tuple[str, str]


@dataclass
class Clause:
    """One clause as words with slots, and the edits that may be made to it: (slot, value before, value after, expected change)."""

    words: str
    slots: dict[str, str]
    edits: list[tuple[str, str, Expected]] = field(default_factory=list)

    def text(self) -> str:
        """The clause in words."""
        return self.words.format(**self.slots)


def up_down(slot: str, value: int, unit: str, codes: tuple[str, str], senses: tuple[str, str], by: Random) -> list[tuple[str, str, Expected]]:
    """A figure raised and lowered."""
    step = by.choice((1, 2, 3))
    edits = [(slot, f"{value + step}{unit}", (codes[0], senses[0]))]
    if value - step > 0:
        edits.append((slot, f"{value - step}{unit}", (codes[1], senses[1])))
    return edits


S, L = "stricter", "looser"


def tiers(name: str, by: Random) -> Clause:
    """A violation with two tiers."""
    points, sum_, days = by.randint(5, 20), by.randint(4, 90) * 100, by.randint(5, 20)
    clause = Clause(
        f"{name}即商家违反平台要求的一种行为。\n\n情节一般，每次扣{{points}}；情节严重，支付违约金{{sum}}，限制上新{{days}}{{more}}。",
        {"points": f"{points}分", "sum": f"{sum_}元", "days": f"{days}天", "more": ""},
    )
    clause.edits += up_down("points", points, "分", ("D401", "D402"), (S, L), by)
    clause.edits += up_down("sum", sum_, "元", ("D403", "D404"), (S, L), by)
    clause.edits += up_down("days", days, "天", ("D412", "D413"), (S, L), by)
    clause.edits.append(("more", "，冻结货款", ("D416", S)))
    return clause


def counted(fact: str, by: Random) -> Clause:
    """A burden from a figure on."""
    bound = by.randint(6, 30)
    unit = UNITS[fact]
    days = fact[1 : fact.index("日")]
    clause = Clause("商家{fact}{rel}{bound}的，限制上新7天。", {"fact": fact, "rel": "达到", "bound": f"{bound}{unit}"})
    clause.edits += up_down("bound", bound, unit, ("D301", "D302"), (L, S), by)
    longer = int(days) * 2
    clause.edits.append(("fact", fact.replace(f"近{days}日", f"近{longer}日"), ("D501", S)))
    return clause


def score(fact: str, by: Random) -> Clause:
    """A burden below a score."""
    bound = by.randint(21, 48)
    figure = f"{bound // 10}.{bound % 10}分"
    clause = Clause("{fact}{rel}{bound}的，下架违规商品。", {"fact": fact, "rel": by.choice(("低于", "不高于")), "bound": figure})
    higher, lower = bound + 1, bound - 1
    clause.edits.append(("bound", f"{higher // 10}.{higher % 10}分", ("D301", S)))
    clause.edits.append(("bound", f"{lower // 10}.{lower % 10}分", ("D302", L)))
    inclusive = clause.slots["rel"] == "不高于"
    clause.edits.append(("rel", "低于" if inclusive else "不高于", ("D304", L) if inclusive else ("D303", S)))
    return clause


def relief(facts: tuple[str, str], by: Random) -> Clause:
    """Relief under two conditions, both or either."""
    first, second = by.randint(30, 48), by.randint(8, 40)
    all_ = by.random() < 0.5
    clause = Clause(
        "商家{head}的，可以免除扣分：\n\n（一）{a}{rel}{first}；\n\n（二）{b}低于{second}{more}。",
        {
            "head": "同时具备以下条件" if all_ else "符合下列情形之一", "a": facts[0], "b": facts[1], "rel": "不低于",
            "first": f"{first // 10}.{first % 10}分", "second": f"{second}分", "more": "",
        },
    )  # fmt: skip
    clause.edits.append(("head", "符合下列情形之一" if all_ else "同时具备以下条件", ("D308", L if all_ else S)))
    clause.edits.append(("first", f"{(first + 1) // 10}.{(first + 1) % 10}分", ("D301", S)))
    clause.edits.append(("first", f"{(first - 1) // 10}.{(first - 1) % 10}分", ("D302", L)))
    clause.edits.append(("rel", "高于", ("D304", S)))
    clause.edits += up_down("second", second, "分", ("D301", "D302"), (L, S), by)
    clause.edits.append(("more", "；\n\n（三）近30日首次违规", ("D306", S) if all_ else ("D108", L)))
    return clause


def conduct(name: str, by: Random) -> Clause:
    """A conduct and what the platform must or may do."""
    must = by.random() < 0.5
    measure, other = by.sample(MEASURES, 2)
    clause = Clause("商家{conduct}的，平台{modal}{measure}{more}。", {"conduct": name, "modal": "将" if must else "有权", "measure": measure, "more": ""})
    clause.edits.append(("modal", "有权" if must else "将", ("D420", L) if must else ("D419", S)))
    clause.edits.append(("more", f"并{other}", ("D416", S)))
    return clause


def rate(name: str, by: Random) -> Clause:
    """A share of a base within bounds."""
    share, floor, cap = by.randint(5, 20), by.randint(1, 3) * 10_000, by.randint(5, 20) * 10_000
    clause = Clause(
        "商家{conduct}的，支付近30天累计违规销售额{share}的违约金（最低{floor}，最高{cap}）。",
        {"conduct": name, "share": f"{share}%", "floor": f"{floor}元", "cap": f"{cap}元"},
    )
    clause.edits += up_down("share", share, "%", ("D405", "D406"), (S, L), by)
    clause.edits.append(("floor", f"{floor + 5000}元", ("D410", S)))
    clause.edits.append(("floor", f"{floor - 5000}元", ("D411", L)))
    clause.edits.append(("cap", f"{cap * 2}元", ("D408", S)))
    clause.edits.append(("cap", f"{cap - 10000}元", ("D409", L)))
    return clause


def announcement(by: Random) -> list[Clause]:
    """A few clauses about different things."""
    conducts = by.sample(CONDUCTS, 3)
    clauses = [tiers(name, by) for name in by.sample(NAMES, 2)]
    rest = [counted(fact, by) for fact in by.sample(COUNTED, 2)]
    rest.append(score(by.choice(SCORES[:2]), by))
    rest.append(relief(("商品质量分", "当次扣分"), by))
    rest += [conduct(conducts[0], by), conduct(conducts[1], by), rate(conducts[2], by)]
    by.shuffle(rest)
    return clauses + rest[: by.randint(3, 7)]


def written(clauses: list[Clause]) -> str:
    """The announcement: violations under headings of their own, the other clauses after them."""
    named = [clause for clause in clauses if clause.words.startswith(NAMES)]
    others = [clause for clause in clauses if clause not in named]
    numbers = "一二三四五六"
    parts = [f"（{numbers[at]}）{clause.words[: clause.words.index('即')]}\n\n{clause.text()}" for at, clause in enumerate(named)]
    tail = "三、其他规定\n\n" + "\n\n".join(clause.text() for clause in others)
    return HEAD + "\n\n".join([*parts, tail]) + "\n"


def edited(by: Random) -> tuple[str, str, Expected]:
    """An announcement, the same with one edit, and the change that the edit is."""
    clauses = announcement(by)
    clause = by.choice(clauses)
    slot, value, expected = by.choice(clause.edits)
    before = written(clauses)
    clause.slots[slot] = value
    return before, written(clauses), expected
