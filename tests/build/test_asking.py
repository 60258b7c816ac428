"""The next question: only what can matter, cheapest first, none once the outcome is settled."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rulec.build.asking import Question, Terms, next_question
from rulec.build.pipeline import compile_announcement
from rulec.ir.interpret import Interpreter
from rulec.runtime.cells import cells_of
from rulec.runtime.rule import VIOLATION

TIERS = """清凉小店违规处理规则
本规则自2024年3月8日起生效。
一、虚增成交
虚增成交是指商家用不真实的订单抬高销量的行为。情节轻微，每次扣2分；情节严重，每次扣20分，并支付近30天累计违规销售额10%的违约金(最低1000元，最高50000元)。
除上述外，平台有权视违规具体情况，采取包括但不限于下架违规商品、清退店铺等处置措施。
二、辱骂用户
辱骂用户是指商家用言语侮辱用户的行为。情节轻微，予以警告；情节严重，每次扣6分。
"""
ADMISSION = """清凉商城管理办法
第一条 商品在商城展示，须同时满足以下要求：
(1)店铺体验分不低于4.4分；
(2)商品类目正确；
(3)商品价格正常、稳定。
第二条 商家出现辱骂用户的行为的，平台将予以警告。
"""
CORPUS = Path(__file__).parents[2] / "corpus"
TERMS = Terms(assume_in_force=True)


def interpreter(text: str) -> Interpreter:
    return Interpreter(compile_announcement(text.encode(), "a.txt").rule_set)


@pytest.fixture(scope="module")
def rules() -> dict[str, Interpreter]:
    found = {"tiers": interpreter(TIERS), "admission": interpreter(ADMISSION)}
    for file in ("trading-fund-safety/2023-11-03.txt", "blocking-relief/draft.txt"):
        found[file] = interpreter((CORPUS / "kuaishou" / file).read_text(encoding="utf-8"))
    return found


def outcome(rule: Interpreter, facts: dict[str, object], violation: str | None) -> object:
    """All that a decision says is to be done, or may be."""
    decision = rule.decide(facts, violation=violation, assume_in_force=True).to_json(near=False)
    plain = [{key: value for key, value in m.items() if key != "because"} for m in decision["measures"]]
    return decision["verdict"], plain, [group["measures"] for group in decision["options"]], decision["ticket"]


def answers_to(rule: Interpreter, question: Question) -> list[object]:
    """Answers of all kinds to one question."""
    if question.many:
        return [list(question.choices[:n]) for n in range(len(question.choices) + 1)]
    if question.choices:
        return list(question.choices)
    spec = next(one for one in rule.plan.facts if one.label == question.label)
    if spec.type in ("flag", "judgement", "event"):
        return [True, False]
    cells = [int(cell.value) for cell in cells_of(spec)] or [0, 10**6, 10**9]
    return [str(figure // 10**spec.digits) if spec.digits == 0 else f"{figure / 10**spec.digits:.{spec.digits}f}" for figure in cells]


def said(
    rule: Interpreter, script: list[int], unknown: frozenset[int] = frozenset()
) -> Iterator[tuple[Question, dict[str, object], str | None]]:
    """Every question of one conversation with what was known before; the script picks the answers, `unknown` those nobody knows."""
    facts: dict[str, object] = {}
    declined: set[str] = set()
    violation: str | None = None
    for number in range(60):
        question = next_question(rule, facts, declined, violation=violation, terms=TERMS)
        if question is None:
            return
        yield question, dict(facts), violation
        pick = script[number % len(script)]
        if number in unknown and question.label != VIOLATION:
            declined.add(question.label)
            continue
        found = answers_to(rule, question)
        value = found[pick % len(found)]
        if question.label == VIOLATION:
            violation = str(value)
        else:
            facts[question.label] = value
    raise AssertionError("the questions never end")


def test_which_violation_comes_first_then_the_tier_then_what_only_fills_in_a_sum(rules: dict[str, Interpreter]) -> None:
    labels = [question.label for question, _, _ in said(rules["tiers"], [0, 1, 0])]
    assert labels == [VIOLATION, "情节", "近30天累计违规销售额"]


def test_a_sum_is_not_asked_for_where_the_tier_brings_none(rules: dict[str, Interpreter]) -> None:
    assert [question.label for question, _, _ in said(rules["tiers"], [0, 0])] == [VIOLATION, "情节"]
    assert [question.label for question, _, _ in said(rules["tiers"], [1, 1])] == [VIOLATION, "情节"]


def test_what_a_system_knows_is_asked_before_what_a_person_must_judge(rules: dict[str, Interpreter]) -> None:
    rule = rules["admission"]
    people = {spec.label for spec in rule.plan.facts if spec.asked_of == "person"}
    kinds = [question.label in people for question, _, _ in said(rule, [1, 0])]
    assert kinds == sorted(kinds) and len(set(kinds)) == 2


def test_a_question_names_its_norms_and_offers_its_answers(rules: dict[str, Interpreter]) -> None:
    question = next_question(rules["tiers"], {}, violation="虚增成交", terms=TERMS)
    assert question is not None and question.fact is not None
    assert set(question.choices) == {"轻微", "严重"} and question.norms
    norms = {norm.id: norm for norm in rules["tiers"].plan.rule_set.norms}
    assert all("情节" in norms[norm].text for norm in question.norms)


def test_criteria_are_asked_for_only_where_nobody_knows_the_tier(rules: dict[str, Interpreter]) -> None:
    rule = rules["trading-fund-safety/2023-11-03.txt"]
    known = [question.type for question, _, _ in said(rule, [0])]
    unknown = [question.type for question, _, _ in said(rule, [0], frozenset({0}))]
    assert "judgement" not in known
    assert unknown[0] == "choice" and "judgement" in unknown


def test_nothing_is_asked_of_a_rule_that_is_not_decided(rules: dict[str, Interpreter]) -> None:
    assert next_question(rules["blocking-relief/draft.txt"], {}) is None


@pytest.mark.parametrize("name", ["tiers", "admission", "trading-fund-safety/2023-11-03.txt", "blocking-relief/draft.txt"])
@settings(derandomize=True, max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=st.lists(st.integers(0, 5), min_size=1, max_size=8), mixing=st.randoms(use_true_random=False))
def test_every_question_asked_has_answers_that_lead_apart(
    rules: dict[str, Interpreter], name: str, script: list[int], mixing: object
) -> None:
    """Held against the interpreter alone: for some values of what is open, two answers give two outcomes."""
    rule = rules[name]
    for question, facts, violation in said(rule, script):
        if question.label == VIOLATION:
            continue
        assert any(
            len({repr(outcome(rule, {**facts, **rest, question.label: value}, violation)) for value in answers_to(rule, question)}) > 1
            for rest in completions(rule, facts, question.label)
        ), question.label


@pytest.mark.parametrize("name", ["tiers", "admission"])
@settings(derandomize=True, max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_once_nothing_is_asked_nothing_can_change(rules: dict[str, Interpreter], name: str, script: list[int]) -> None:
    rule = rules[name]
    *_, (question, facts, violation) = said(rule, script)
    found = answers_to(rule, question)
    value = found[script[(len(facts) + (violation is not None)) % len(script)] % len(found)]
    facts, violation = (facts, str(value)) if question.label == VIOLATION else ({**facts, question.label: value}, violation)
    assert next_question(rule, facts, violation=violation, terms=TERMS) is None
    presumed = {"违规次数"}
    ends = {repr(outcome(rule, {**facts, **rest}, violation)) for rest in completions(rule, facts, *presumed)}
    assert len(ends) == 1


def completions(rule: Interpreter, facts: dict[str, object], *leave: str) -> Iterator[dict[str, object]]:
    """Values for all that is open beside `leave`: all combinations where they are few, else all at one end but for one or two."""
    open_facts = [spec for spec in rule.plan.facts if spec.label not in facts and spec.label not in leave]
    values = {}
    for spec in open_facts:
        question = Question(
            spec.label, spec.type, spec.unit, tuple(dict.fromkeys((*(spec.domain or ()), *spec.words))), spec.type == "set", (), None
        )
        members = {word for term in spec.words for words in rule.plan.members(term).values() for word in words}
        values[spec.label] = [sorted(members), []] if members else answers_to(rule, question)
    if len(open_facts) <= 5:
        for picked in product(*values.values()):
            yield dict(zip(values, picked, strict=True))
        return
    for end in (0, -1):
        base = {label: found[end] for label, found in values.items() if found}
        yield base
        for label, found in values.items():
            for value in found:
                yield {**base, label: value}
                for other, further in values.items():
                    if other != label:
                        yield from ({**base, label: value, other: one} for one in further)
