"""青禾商城发货管理规则

版本     2024-07-01；发布 2024-06-15；生效 2024-07-01
来源     corpus/qinghe/shipping/2024-07-01.txt  sha256:0a4a4841c061f39c61585b411db9d40877c0ee5b25663029487c202fb43a7c19
由 rulec 0.1.0 编译生成,请勿手改;修改原文后运行 `rulec build`。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..._runtime import (
    UNKNOWN,
    Decided,
    Decision,
    FactsBase,
    FactSpec,
    Fixed,
    Force,
    Governed,
    Measure,
    Norm,
    Rate,
    Rule,
    Run,
    Unknown,
    share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(FactsBase):
    """What this rule needs to know. What is left out, or given as None, is not known."""

    severity: str | Unknown = UNKNOWN
    """情节；轻微 / 一般 / 严重"""

    occurrences: int | Unknown = UNKNOWN
    """违规次数；整数；次"""

    jin_30_tian_yan_chi_fa_huo_ding_dan_jin_e: int | Unknown = UNKNOWN
    """近30天延迟发货订单金额；人民币,以分计(1 元写作 1_00)"""

    shang_jia_dui_chu_li_you_yi_yi: bool | Unknown = UNKNOWN
    """商家对处理有异议；是/否,由人判断"""


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


def every_violation(facts: Facts, run: Run) -> None:
    """The norms that hold for every violation."""

    # 第六条 「扣分按照《青禾商城违规积分管理规则》(以下简称“积分规则”)累计处理。」

    # 第七条 「丰收节期间的延迟发货,以《青禾商城丰收节发货专项规则》为准。」

    # 第八条 「商家对处理有异议的,按照《青禾商城商家申诉规则》处理。」
    n6 = facts.shang_jia_dui_chu_li_you_yi_yi

    run.norms = (True, True, n6)


def v1(facts: Facts, run: Run) -> None:
    """延迟发货"""
    every_violation(facts, run)
    occurrences = run.presumed(facts.occurrences, 1)

    # 第二条 「延迟发货情节轻微的,予以警告。」
    n1 = facts.severity == "轻微"
    if n1 is not False:
        run.must(n1, N1_WARN)

    # 第三条 「延迟发货情节一般的,每次扣3分。」
    n2 = facts.severity == "一般"
    if n2 is not False:
        run.must(n2, Decided((N2_DEDUCT_POINTS, occurrences * 3, occurrences)))

    # 第四条 「延迟发货情节严重的,每次扣8分,支付近30天延迟发货订单金额8%的违约金,最低200元,最高8000元。」
    n3 = facts.severity == "严重"
    if n3 is not False:
        run.must(
            n3,
            Decided((N3_DEDUCT_POINTS, occurrences * 8, occurrences)),
            Decided((
                N3_PAY_PENALTY,
                share(facts.jin_30_tian_yan_chi_fa_huo_ding_dan_jin_e, 8, 100, floor=200_00, cap=8_000_00),
                facts.jin_30_tian_yan_chi_fa_huo_ding_dan_jin_e,
            )),
        )

    run.norms += (n1, n2, n3)


N1_WARN = Decided.of(Measure("m1", "n1", "warn", "予以警告", (90, 94), object="警告"))
N2_DEDUCT_POINTS = Measure(
    "m2", "n2", "deduct_points", "每次扣3分", (111, 116), amount=Fixed("3", "point", per="次"), asks=("occurrences",), counted=True,
)
N3_DEDUCT_POINTS = Measure(
    "m3", "n3", "deduct_points", "每次扣8分", (133, 138), amount=Fixed("8", "point", per="次"), asks=("occurrences",), counted=True,
)
N3_PAY_PENALTY = Measure(
    "m4", "n3", "pay_penalty", "支付近30天延迟发货订单金额8%的违约金,最低200元,最高8000元", (139, 174),
    amount=Rate("share", "0.08", "0.08", True, True, "近30天延迟发货订单金额", floor="200", cap="8000", round_to="0.01"),
    asks=("jin_30_tian_yan_chi_fa_huo_ding_dan_jin_e",),
)

FACTS = (
    FactSpec("severity", "情节", "choice", asked_of="person", domain=("轻微", "一般", "严重"), words=("轻微", "一般", "严重")),
    FactSpec("occurrences", "违规次数", "count", unit="times", low=0),
    FactSpec("jin_30_tian_yan_chi_fa_huo_ding_dan_jin_e", "近30天延迟发货订单金额", "money", unit="CNY", digits=2, low=0),
    FactSpec("shang_jia_dui_chu_li_you_yi_yi", "商家对处理有异议", "judgement", asked_of="person"),
)

SOURCE_MAP: dict[str, tuple[str | None, tuple[int, int], str]] = {
    "n1": ("第二条", (80, 95), "延迟发货情节轻微的,予以警告。"),
    "n2": ("第三条", (101, 117), "延迟发货情节一般的,每次扣3分。"),
    "n3": ("第四条", (123, 175), "延迟发货情节严重的,每次扣8分,支付近30天延迟发货订单金额8%的违约金,最低200元,最高8000元。"),
    "n4": ("第六条", (208, 243), "扣分按照《青禾商城违规积分管理规则》(以下简称“积分规则”)累计处理。"),
    "n5": ("第七条", (249, 279), "丰收节期间的延迟发货,以《青禾商城丰收节发货专项规则》为准。"),
    "n6": ("第八条", (285, 312), "商家对处理有异议的,按照《青禾商城商家申诉规则》处理。"),
}

NORMS = (
    Norm("n1", "penalty", *SOURCE_MAP["n1"], violation="v1", reads=("severity",)),
    Norm("n2", "penalty", *SOURCE_MAP["n2"], violation="v1", reads=("severity",)),
    Norm("n3", "penalty", *SOURCE_MAP["n3"], violation="v1", reads=("severity",)),
    Norm("n4", "procedure", *SOURCE_MAP["n4"], conditional=False),
    Norm("n5", "precedence", *SOURCE_MAP["n5"], conditional=False),
    Norm("n6", "procedure", *SOURCE_MAP["n6"], reads=("shang_jia_dui_chu_li_you_yi_yi",)),
)

RULE = Rule(
    title="青禾商城发货管理规则",
    version="2024-07-01",
    force=Force(start="2024-07-01"),
    facts=FACTS,
    norms=NORMS,
    runners={"v1": v1},
    ran={"v1": ("n4", "n5", "n6", "n1", "n2", "n3")},
    violations=(("v1", "延迟发货"),),
    occurrences="occurrences",
    governed=(
        Governed("n4", "青禾商城违规积分管理规则"),
        Governed("n5", "青禾商城丰收节发货专项规则"),
        Governed("n6", "青禾商城商家申诉规则"),
    ),
)
