"""青山商城虚假发货处理规则

版本     2024-05-15；生效 2024-05-15
来源     corpus/qingshan/fake-shipping/2024-05-15.txt  sha256:ae4f85f3ea91232163b8560a398bfe120faa3b223ab9faafc734a5712dc46f6d
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import UNKNOWN, Choice, Decided, Decision, FactsBase, FactSpec, Fixed, Force, Measure, Norm, Rule, Run, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    occurrences: int | Unknown = UNKNOWN
    """违规次数；整数；次"""

    f_30_tian_nei_wei_gui_ci_shu: int | Unknown = UNKNOWN
    """30天内违规次数；整数；次"""


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
    """虚假发货"""

    # (一) 「首次违规的,给予警告,并限制上新3天;」
    n1 = facts.occurrences == 1
    if n1 is not False:
        run.must(n1, N1_WARN, N1_RESTRICT)

    # (二) 「30天内违规2次的,扣3分,支付违约金200元;」
    n2 = facts.f_30_tian_nei_wei_gui_ci_shu == 2
    if n2 is not False:
        run.must(n2, N2_DEDUCT_POINTS, N2_PAY_PENALTY)

    # (三) 「30天内违规3次及以上的,店铺停业整顿7天。」
    n3 = facts.f_30_tian_nei_wei_gui_ci_shu >= 3
    if n3 is not False:
        run.must(n3, N3_SUSPEND_BUSINESS)

    # 第三条 「平台有权视违规具体情况,采取包括但不限于下架违规商品、清退店铺等措施。」
    run.mays += (N4_DELIST, N4_EXPEL)

    run.norms = (n1, n2, n3, True)


N1_WARN = Decided.of(Measure("m1", "n1", "warn", "给予警告", (96, 100), object="警告"))
N1_RESTRICT = Decided.of(Measure("m2", "n1", "restrict", "限制上新3天", (102, 108), object="上新", duration=Fixed("3", "day")))
N2_DEDUCT_POINTS = Decided.of(Measure("m3", "n2", "deduct_points", "扣3分", (122, 125), amount=Fixed("3", "point")))
N2_PAY_PENALTY = Decided.of(Measure("m4", "n2", "pay_penalty", "支付违约金200元", (126, 135), amount=Fixed("200", "CNY")))
N3_SUSPEND_BUSINESS = Decided.of(
    Measure("m5", "n3", "suspend_business", "店铺停业整顿7天", (152, 160), object="店铺", duration=Fixed("7", "day")),
)
N4_CHOICE = Choice("g1", pick="any", open=True)
N4_DELIST = Decided.of(
    Measure("m6", "n4", "delist", "下架违规商品", (185, 191), modality="may", object="违规商品", by="平台", choice=N4_CHOICE),
)
N4_EXPEL = Decided.of(Measure("m7", "n4", "expel", "清退店铺", (192, 196), modality="may", object="店铺", by="平台", choice=N4_CHOICE))

FACTS = (
    FactSpec("occurrences", "违规次数", "count", unit="times", low=1, cuts=((1, 0), (1, 1))),
    FactSpec("f_30_tian_nei_wei_gui_ci_shu", "30天内违规次数", "count", unit="times", low=1, cuts=((2, 0), (2, 1), (3, 0))),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("(一)", (90, 109), "首次违规的,给予警告,并限制上新3天;"),
    "n2": ("(二)", (112, 136), "30天内违规2次的,扣3分,支付违约金200元;"),
    "n3": ("(三)", (139, 161), "30天内违规3次及以上的,店铺停业整顿7天。"),
    "n4": ("第三条", (165, 200), "平台有权视违规具体情况,采取包括但不限于下架违规商品、清退店铺等措施。"),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("occurrences",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("f_30_tian_nei_wei_gui_ci_shu",)),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], violation="v1", reads=("f_30_tian_nei_wei_gui_ci_shu",)),
    Norm("n4", "penalty", *SOURCE_MAP["n4"], violation="v1", conditional=False),
)

RULE = Rule(
    title="青山商城虚假发货处理规则",
    version="2024-05-15",
    force=Force(start="2024-05-15"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1},
    ran={"v1": ("n1", "n2", "n3", "n4")},
    violations=(("v1", "虚假发货"),),
    occurrences="occurrences",
    plain=True,
)
