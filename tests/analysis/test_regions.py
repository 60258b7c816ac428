"""Spaces, boxes, cases and words of rule sets made by hand: lattices, axioms, comparisons of two facts, versions side by side."""

from __future__ import annotations

from decimal import Decimal

from rulec.analysis.regions import (
    Box,
    Interval,
    boxes,
    covers,
    describe,
    exact,
    intersect,
    norm_boxes,
    point,
    space_of,
    subtract,
    tightened,
    uncovered,
    within,
)  # fmt: skip
from rulec.ir import model as ir
from rulec.ir.interpret import Interpreter

SCORE = ir.Fact("店铺体验分", "score", "number", "score")
SUM = ir.Fact("涉案金额", "sum", "money", "CNY")
ROLLING = {days: ir.Window("rolling", Decimal(days), "day") for days in (30, 60)}
TOTALS = tuple(ir.Fact(f"近{days}天累计扣分", f"points_{days}", "number", "point", window=window) for days, window in ROLLING.items())


def rules(*conditions: ir.Expression, facts: tuple[ir.Fact, ...]) -> ir.RuleSet:
    norms = tuple(ir.Norm(f"n{i}", "penalty", condition=condition) for i, condition in enumerate(conditions, 1))
    return ir.RuleSet(ir.Document("规则", dates=ir.Dates(effective="2024-01-01")), facts=facts, norms=norms)


def at(label: str, rel: ir.Rel, value: str, unit: str = "score") -> ir.Compare:
    return ir.Compare(label, rel, Decimal(value), unit)


def band(low: str, high: str) -> ir.And:
    return ir.And((at("店铺体验分", "ge", low), at("店铺体验分", "lt", high)))


def test_a_band_is_told_with_the_bounds_of_the_text() -> None:
    space = space_of(rules(band("4.4", "4.5"), facts=(SCORE,)))
    (box,) = norm_boxes(space.plans[0].norms[0], space)
    assert box.sides == {"店铺体验分": Interval(44, 44)}
    assert describe(box, space) == "4.4 ≤ 店铺体验分 < 4.5"
    finer = space_of(rules(band("4.4", "4.5"), at("店铺体验分", "ge", "4.85"), facts=(SCORE,)))
    (box,) = norm_boxes(finer.plans[0].norms[0], finer)
    assert describe(box, finer) == "4.4 ≤ 店铺体验分 < 4.5"
    assert point(box, finer) == {"店铺体验分": "4.4"}


def test_a_known_score_ends_at_five() -> None:
    space = space_of(rules(at("店铺体验分", "gt", "4.8"), at("店铺体验分", "ge", "6"), facts=(SCORE,)))
    high, beyond = (norm_boxes(norm, space) for norm in space.plans[0].norms)
    assert high == (Box({"店铺体验分": Interval(49, 50)}),) and beyond == ()


def test_taking_away_the_new_from_the_old_leaves_the_shell() -> None:
    space = space_of(rules(at("店铺体验分", "ge", "4.4"), facts=(SCORE,)), rules(at("店铺体验分", "ge", "4.5"), facts=(SCORE,)))
    (old,), (new,) = (norm_boxes(plan.norms[0], space, plan) for plan in space.plans)
    (shell,) = subtract(old, new, space)
    assert describe(shell, space) == "4.4 ≤ 店铺体验分 < 4.5" and point(shell, space) == {"店铺体验分": "4.4"}
    assert subtract(new, old, space) == []


def test_versions_share_the_finer_lattice() -> None:
    coarse, fine = rules(at("店铺体验分", "ge", "4.4"), facts=(SCORE,)), rules(at("店铺体验分", "ge", "4.45"), facts=(SCORE,))
    space = space_of(coarse, fine)
    assert space.dimension("店铺体验分").places == 2
    (old,), (new,) = (norm_boxes(plan.norms[0], space, plan) for plan in space.plans)
    assert (old.sides["店铺体验分"], new.sides["店铺体验分"]) == (Interval(440, 500), Interval(445, 500))


def test_money_is_counted_in_fen() -> None:
    below, above = at("涉案金额", "lt", "20", "CNY"), at("涉案金额", "gt", "19.99", "CNY")
    space = space_of(rules(below, above, facts=(SUM,)))
    assert covers([*boxes(below, space), *boxes(above, space)], Box(), space) is True
    assert intersect(boxes(below, space)[0], boxes(above, space)[0]) is None


def test_a_shorter_window_never_has_the_larger_total() -> None:
    labels = [fact.label for fact in TOTALS]
    space = space_of(rules(at(labels[0], "ge", "12", "point"), at(labels[1], "lt", "12", "point"), facts=TOTALS))
    assert [(axiom.small, axiom.large) for axiom in space.axioms] == [(labels[0], labels[1])]
    (short,), (long,) = (norm_boxes(norm, space) for norm in space.plans[0].norms)
    both = intersect(short, long)
    assert both is not None and tightened(both, space) is None and point(both, space) is None
    facts = point(short, space)
    assert facts == {labels[0]: "12", labels[1]: "12"}
    assert uncovered([long, Box({labels[1]: Interval(12, None)})], short, space).covered is True


def test_a_comparison_of_two_facts_is_opaque_and_still_finds_a_case() -> None:
    other = ir.Fact("保证金", "deposit", "money", "CNY")
    more = ir.Compare("涉案金额", "gt", ir.FactRef("保证金"), "CNY")
    rule_set = rules(more, ir.Not(more), facts=(SUM, other))
    space = space_of(rule_set)
    (over,), (under,) = (norm_boxes(norm, space) for norm in space.plans[0].norms)
    assert not exact(over, space) and intersect(over, under) is None
    assert covers([over, under], Box(), space) is True
    interpreter = Interpreter(rule_set)
    for box, outcomes in ((over, ["true", "false"]), (under, ["false", "true"])):
        facts = point(box, space)
        assert facts is not None and within(facts, box, space)
        assert [row["outcome"] for row in interpreter.decide(facts).to_json()["trace"]] == outcomes


def test_a_share_of_another_fact_is_settled_by_its_figures() -> None:
    whole = ir.Fact("订单总额", "total", "money", "CNY")
    share = ir.Compare("涉案金额", "ge", Decimal(30), "percent", of="订单总额")
    rule_set = rules(ir.And((share, at("涉案金额", "ge", "1000", "CNY"))), facts=(SUM, whole))
    space = space_of(rule_set)
    for box in norm_boxes(space.plans[0].norms[0], space):
        facts = point(box, space)
        assert facts is not None
        assert Decimal(str(facts["涉案金额"])) * 100 >= 30 * Decimal(str(facts["订单总额"]))
        assert Interpreter(rule_set).decide(facts).to_json()["trace"][0]["outcome"] == "true"


def test_a_case_stays_near_the_one_it_is_asked_to() -> None:
    space = space_of(rules(at("涉案金额", "ge", "1000", "CNY"), facts=(SUM, SCORE)))
    (box,) = norm_boxes(space.plans[0].norms[0], space)
    assert point(box, space, {"涉案金额": "5000", "店铺体验分": "4.4"}) == {"涉案金额": "5000", "店铺体验分": "4.4"}
    assert point(box, space, {"涉案金额": "10", "店铺体验分": "4.4"}) == {"涉案金额": "1000", "店铺体验分": "4.4"}


def test_a_class_of_measures_is_held_through_any_member_of_the_subject() -> None:
    ticket = ir.Fact("违约单处置措施", "ticket", "set")
    who = ir.Fact("主体", "who", "choice", domain=("商家", "达人"))
    definitions = (
        ir.Definition("阻断措施", "measure_class", "", members=("全部商品下架",), subject="商家"),
        ir.Definition("阻断措施", "measure_class", "", members=("暂停购物车",), subject="达人"),
    )
    document = ir.Document("规则", dates=ir.Dates(effective="2024-01-01"))
    norm = ir.Norm("n1", "penalty", condition=ir.Contains("违约单处置措施", "阻断措施"))
    rule_set = ir.RuleSet(document, facts=(ticket, who), norms=(norm,), definitions=definitions)
    space = space_of(rule_set)
    found = norm_boxes(norm, space)
    assert len(found) == 3  # the class by name; what it is for a merchant; what it is for a host
    for box in found:
        facts = point(box, space)
        assert facts is not None
        assert Interpreter(rule_set).decide(facts).to_json()["trace"][0]["outcome"] == "true"
    none = boxes(ir.Not(ir.Contains("违约单处置措施", "阻断措施")), space)
    assert covers([*found, *none], Box(), space) is True and all(intersect(a, b) is None for a in found for b in none)


def test_a_budget_that_runs_out_says_so() -> None:
    facts = tuple(ir.Fact(f"事实{i}", f"f{i}", "flag") for i in range(12))
    parity = [ir.And(tuple(ir.Flag(f.label) if (n >> i) & 1 else ir.Not(ir.Flag(f.label)) for i, f in enumerate(facts))) for n in range(1, 60)]
    space = space_of(rules(*parity, facts=facts))
    union = [box for condition in parity for box in boxes(condition, space)]
    assert covers(union, Box(), space, budget=5) is None
    assert covers(union, Box(), space) is False


def test_a_condition_that_falls_into_too_many_boxes_is_one_open_question() -> None:
    facts = tuple(ir.Fact(f"事实{i}", f"f{i}", "flag") for i in range(40))
    pairs = tuple(ir.Or((ir.Flag(facts[i].label), ir.Flag(facts[i + 1].label))) for i in range(0, 40, 2))
    space = space_of(rules(ir.And(pairs), facts=facts))
    (box,) = norm_boxes(space.plans[0].norms[0], space)
    assert not exact(box, space)


def test_versions_that_ask_for_one_name_in_two_kinds_are_told_apart() -> None:
    figure = rules(at("店铺体验分", "ge", "4.4"), facts=(SCORE,))
    word = rules(ir.Is("店铺体验分", "优"), facts=(ir.Fact("店铺体验分", "score", "choice", domain=("优", "良")),))
    flag = rules(ir.Flag("店铺体验分"), facts=(ir.Fact("店铺体验分", "score", "flag"),))
    for first, second in ((figure, word), (word, figure), (figure, flag), (flag, word)):
        space = space_of(first, second)
        (old,), (new,) = (norm_boxes(plan.norms[0], space, plan) for plan in space.plans)
        assert exact(old, space) and not exact(new, space) and intersect(old, new) is not None
