"""Definitions: terms, what they gather and leave out, short names, figures that conditions on the term take over."""

import pytest

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.interpret import interpret
from rulec.ir.model import Definition


def compiled(*lines: str) -> Compilation:
    return compile_announcement(("茉莉商城细则\n\n" + "\n".join(f"第{n}条 {line}" for n, line in zip("一二三四五", lines, strict=False)) + "\n").encode(), "a")


def defined(line: str) -> list[Definition]:
    return list(compiled("商家售假的,扣3分。", line).rule_set.definitions)


@pytest.mark.parametrize(
    ("line", "term", "members", "without"),
    [
        ("空包发货,是指寄出没有商品的包裹的做法。", "空包发货", (), ()),
        ("本细则所称小店,是指在平台开设的店铺。", "小店", (), ()),
        ("一般违规,指除严重违规以外的违规。", "一般违规", (), ("严重违规",)),
        ("本细则所称经营者是指商家,不包括服务商、达人。", "经营者", (), ("服务商", "达人")),
        ("商家、达人、服务商统称经营者。", "经营者", ("商家", "达人", "服务商"), ()),
        ("商家、达人,以下统称为“经营者”。", "经营者", ("商家", "达人"), ()),
        ("本条所称主管部门,包括市场监管部门和公安机关。", "主管部门", ("市场监管部门", "公安机关"), ()),
        ("本细则所称特殊商品(含保健品、医疗器械),是指需要许可的商品。", "特殊商品", ("保健品", "医疗器械"), ()),
        ("注:商城屏蔽,指商品不在商城展示。", "商城屏蔽", (), ()),
        ("本细则中的“活动期”是指平台公布的促销期。", "活动期", (), ()),
    ],
)
def test_a_definition_has_its_parts(line: str, term: str, members: tuple[str, ...], without: tuple[str, ...]) -> None:
    [one] = defined(line)
    assert (one.term, one.kind, one.members, one.without) == (term, "term", members, without)


def test_two_quoted_terms_are_two_definitions_with_one_text() -> None:
    found = defined("“带货者”或“你”:指在平台带货的用户。")
    assert [one.term for one in found] == ["带货者", "你"]
    assert len({one.text for one in found}) == 1


def test_a_short_name_is_the_same_fact_as_the_full_one() -> None:
    rules = compiled("带货口碑分(以下简称“口碑分”)低于4.0分的,限制上新3天。", "口碑分低于3.0分的,清退。").rule_set
    assert [fact.label for fact in rules.facts] == ["带货口碑分"]
    assert len(rules.facts[0].spans) == 2
    assert [norm.unclaimed for norm in rules.norms] == [(), ()]
    found = {m["action"] for m in interpret(rules, {"带货口碑分": "2.9"}, assume_in_force=True).to_json()["measures"]}
    assert found == {"restrict", "expel"}


def test_one_thing_that_is_another_is_one_fact() -> None:
    rules = compiled("体验分即店铺体验分。", "店铺体验分低于4.0分的,扣3分。", "体验分低于3.0分的,扣6分。").rule_set
    assert [fact.label for fact in rules.facts] == ["店铺体验分"]


def test_a_short_title_stands_for_the_full_one() -> None:
    rules = compiled(
        "《茉莉商城商家积分管理办法》(以下简称《积分办法》)另有规定的,从其规定。", "商家炒信的,依照《积分办法》第三条处理。"
    ).rule_set
    assert {reference.title for reference in rules.references} == {"茉莉商城商家积分管理办法", "积分办法"} - {"积分办法"}
    assert [(r.place, r.use) for r in rules.references if r.place] == [("第三条", "delegation")]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(("loss", "verdict"), [("99999.99", "does_not_apply"), ("100000", "applies")])
def test_a_condition_on_a_term_asks_what_its_definition_asks(order: tuple[int, int], loss: str, verdict: str) -> None:
    lines = ("重大损失是指直接经济损失十万元以上。", "商家造成重大损失的,清退。", "造成重大损失的,扣12分。")
    compilation = compiled(lines[order[0] * 2], lines[order[1] * 2])
    rules = compilation.rule_set
    [one] = rules.definitions
    assert (one.term, one.kind, one.fact) == ("重大损失", "derived_fact", "重大损失")
    assert [fact.label for fact in rules.facts] == ["直接经济损失"]
    assert interpret(rules, {"直接经济损失": loss}, assume_in_force=True).to_json()["verdict"] == verdict
    assert [d.code for d in compilation.diagnostics if not d.understood] == []


def test_a_definition_whose_figures_are_not_all_of_it_is_said() -> None:
    compilation = compiled("重大损失是指平台认定的、影响恶劣的损失,或者十万元以上。", "造成重大损失的,扣12分。")
    assert [one.kind for one in compilation.rule_set.definitions] == ["term"]
    assert "P203" in {d.code for d in compilation.diagnostics}
    assert "造成重大损失" in {fact.label for fact in compilation.rule_set.facts}


def test_a_calendar_window_in_a_definition_is_not_taken_for_a_rolling_one() -> None:
    compilation = compiled("屡犯是指一个自然年内违规三次以上。", "屡犯的,扣12分。")
    assert [one.condition for one in compilation.rule_set.definitions] == [None]
    assert "P203" in {d.code for d in compilation.diagnostics}
