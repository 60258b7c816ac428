"""Why not, and what would make a difference: sentences written by hand from the texts, to be read aloud."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from rulec.build.explaining import explain
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.cli import run
from rulec.diagnostics.codes import Lang
from rulec.ir.interpret import Interpreter
from rulec.report.decision_words import norm_sources
from rulec.report.explanation_words import explanation_words

ROOT = Path(__file__).parents[2]
TEXT = """苍耳商城迟发处理规则

第一条 迟发订单数30单以上且店铺评分低于4分的，除不可抗力外，扣除12分，下架商品。

第二条 迟发订单数不足10单的，给予警告。
"""
FIRST = "依据 第一条，第 3 行：「迟发订单数30单以上且店铺评分低于4分的,除不可抗力外,扣除12分,下架商品。」"
SECOND = "依据 第二条，第 5 行：「迟发订单数不足10单的,给予警告。」"


@pytest.fixture(scope="module")
def compilation() -> Compilation:
    return compile_announcement(TEXT.encode(), "a.txt")


def told(compilation: Compilation, facts: Mapping[str, object], lang: Lang = "zh") -> list[str]:
    """The lines of the explanation, without bullets."""
    interpreter = Interpreter(compilation.rule_set)

    def decide(changed: Mapping[str, object]) -> Mapping[str, object]:
        return interpreter.decide(changed, assume_in_force=True).to_json(near=False)

    found = explain(interpreter, facts, decide(facts), decide)
    words = explanation_words(found, lambda norm: next(iter(norm_sources([norm], compilation, lang)), None), lang)
    return [line.strip().removeprefix("- ") for line in words.splitlines() if line]


def case(orders: int, score: str, force_majeure: bool = False) -> dict[str, object]:
    return {"迟发订单数": orders, "店铺评分": score, "不可抗力": force_majeure}


def test_nothing_applies_and_one_or_two_facts_would_change_that(compilation: Compilation) -> None:
    assert told(compilation, case(20, "4.5")) == [
        "为什么别的规定没有适用",
        "要求迟发订单数不低于 30 单，实际是 20 单；又要求店铺评分低于 4 分，实际是 4.5 分。",
        FIRST,
        "要求迟发订单数低于 10 单，实际是 20 单。",
        SECOND,
        "怎样会有不同的结果",
        "若迟发订单数从 20 单降到 9 单（低于 10 单），则有「给予警告」。",
        "若迟发订单数从 20 单升到 30 单（不低于 30 单），并且店铺评分从 4.5 分降到 3.9 分（低于 4 分），则有「扣 12 分」、「下架商品」。",
    ]


def test_what_would_lighten_the_outcome_nearest_first(compilation: Compilation) -> None:
    assert told(compilation, case(30, "3.9")) == [
        "为什么别的规定没有适用",
        "要求迟发订单数低于 10 单，实际是 30 单。",
        SECOND,
        "怎样会有不同的结果",
        "若店铺评分从 3.9 分升到 4 分（不低于 4 分），则不再有「扣 12 分」、「下架商品」，也没有别的措施。",
        "若迟发订单数从 30 单降到 29 单（低于 30 单），则不再有「扣 12 分」、「下架商品」，也没有别的措施。",
        "若迟发订单数从 30 单降到 9 单（低于 10 单），则不再是「扣 12 分」、「下架商品」，而是「给予警告」。",
        "若有「不可抗力」这一情形，则不再有「扣 12 分」、「下架商品」，也没有别的措施。",
    ]


def test_an_exception_that_stood_in_the_way(compilation: Compilation) -> None:
    lines = told(compilation, case(30, "3.9", True))
    assert lines[1:3] == ["要求没有「不可抗力」这一情形，实际有。", FIRST]
    assert "若没有「不可抗力」这一情形，则有「扣 12 分」、「下架商品」。" in lines


def test_the_same_in_english(compilation: Compilation) -> None:
    lines = told(compilation, case(20, "4.5"), "en")
    assert lines[1] == "It asks for 迟发订单数 at least 30 orders; here it is 20 orders; and it asks for 店铺评分 less than 4 points; here it is 4.5 points."
    assert lines[-2] == "If 迟发订单数 fell from 20 orders to 9 orders (less than 10 orders), “warn (警告)” would follow."


def test_an_undecided_case_promises_nothing(compilation: Compilation) -> None:
    assert told(compilation, {"迟发订单数": 30}) == ["为什么别的规定没有适用", "要求迟发订单数低于 10 单，实际是 30 单。", SECOND]


def test_every_change_alters_the_outcome_when_it_is_made(compilation: Compilation) -> None:
    """What is told is decided anew: putting the changed facts to the rule gives the outcome that was promised."""
    interpreter = Interpreter(compilation.rule_set)

    def decide(changed: Mapping[str, object]) -> Mapping[str, object]:
        return interpreter.decide(changed, assume_in_force=True).to_json(near=False)

    for orders in (5, 9, 10, 29, 30, 31):
        for score in ("3.9", "4", "4.1"):
            facts = case(orders, score)
            before = decide(facts)
            for change in explain(interpreter, facts, before, decide).changes:
                changed = {**facts, **{step.dimension.label: step.new for step in change.steps}}
                assert decide(changed) == change.after
                assert change.after["measures"] != before["measures"]


def test_across_announcements(capsys: pytest.CaptureFixture[str]) -> None:
    """The tier is defined in one announcement, the points are kept in another: both can make the difference."""
    given = ["近30天延迟发货订单数=12", "此前累计扣分=9", "近30天延迟发货订单金额=4000"]
    facts = [word for one in given for word in ("--fact", one)]
    assert run(["eval", "--book", "qinghe/shipping", "--root", str(ROOT), "--as-of", "2024-03-01", "--explain", *facts]) == 0
    lines = [line.strip().removeprefix("- ") for line in capsys.readouterr().out.splitlines()]
    why = lines.index("要求近30天延迟发货订单数低于 10 单，实际是 12 单。")
    assert lines[why + 1].startswith("依据《青禾商城违规情节认定标准》")
    assert lines[lines.index("怎样会有不同的结果") + 1 :] == [
        "若此前累计扣分从 9 分升到 10 分（不低于 10 分），则另外还有「限制（参加营销活动），期限 7 天」、「支付违约金 500 元」。",
        "若近30天延迟发货订单数从 12 单降到 9 单（低于 10 单），则不再是「扣 2 分」，而是「予以警告」。",
        "若此前累计扣分从 9 分升到 22 分（不低于 22 分），则另外还有「屏蔽展示（店铺），期限 15 天」、「支付违约金 2000 元」。",
        "若近30天延迟发货订单数从 12 单升到 50 单（不低于 50 单），则不再是「扣 2 分」，而是「扣 6 分」、「支付违约金 200 元」、"
        "「限制（参加营销活动），期限 7 天」、「支付违约金 500 元」。",
    ]
