"""Findings in rule sets made by hand: what counts as a gap or an overlap, and what does not; how heavy it weighs; what replaces what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rulec.analysis.analyse import analyse
from rulec.analysis.findings import Finding
from rulec.diagnostics import Diagnostic, Severity
from rulec.ir import model as ir
from rulec.source import Span

SUM = ir.Fact("涉案金额", "sum", "money", "CNY")
HARM = ir.Fact("造成不良影响", "harm", "judgement")


def amount(low: str | None = None, below: str | None = None) -> ir.Expression:
    parts = [ir.Compare("涉案金额", "ge", Decimal(low), "CNY")] if low else []
    parts += [ir.Compare("涉案金额", "lt", Decimal(below), "CNY")] if below else []
    return ir.And(tuple(parts))


def norm(i: int, condition: ir.Expression | None, points: int, kind: ir.NormKind = "penalty", **more: object) -> ir.Norm:
    measure = ir.Measure(f"m{i}", "deduct_points", f"扣{points}分", Span(i * 20 + 10, i * 20 + 15), amount=ir.Fixed(Decimal(points), "point"))
    made = ir.Norm(f"n{i}", kind, Span(i * 20, i * 20 + 19), f"第{i}条", condition=condition, measures=(measure,))
    return replace(made, **more)  # type: ignore[arg-type]


def found(*norms: ir.Norm, doubtful: Span | None = None) -> tuple[Finding, ...]:
    rules = ir.RuleSet(ir.Document("规则"), facts=(SUM, HARM), norms=norms)
    diagnostics = () if doubtful is None else (Diagnostic("P203", doubtful),)
    return analyse(rules, " " * 200, "", diagnostics)


def codes(*norms: ir.Norm, doubtful: Span | None = None) -> list[str]:
    return [one.code for one in found(*norms, doubtful=doubtful)]


LOW, HIGH = amount("100", "200"), amount("300", "400")
TOP = amount("300")


def test_a_gap_of_penalties_is_an_error_and_of_benefits_a_note() -> None:
    (hard,) = found(norm(1, LOW, 2), norm(2, TOP, 4))
    (soft,) = found(norm(1, LOW, 2, "relief"), norm(2, TOP, 4, "relief"))
    assert (hard.code, hard.severity) == ("A201", Severity.ERROR) and (soft.code, soft.severity) == ("A201", Severity.NOTE)
    assert hard.witness is not None and hard.witness.facts["涉案金额"] == "200"
    assert hard.witness.claims == (("n1", "false"), ("n2", "false"))


def test_what_another_norm_covers_is_no_gap() -> None:
    assert codes(norm(1, LOW, 2), norm(2, TOP, 4), norm(3, amount("150", "350"), 2)) == ["A203"]
    rest = norm(3, ir.Otherwise(), 1)
    assert codes(norm(1, LOW, 2), norm(2, TOP, 4), rest) == []
    half = norm(3, ir.And((amount("200", "300"), ir.Judgement("造成不良影响", "造成不良影响"))), 1)
    (gap,) = found(norm(1, LOW, 2), norm(2, TOP, 4), half)
    assert gap.code == "A201" and gap.witness is not None and gap.witness.facts["造成不良影响"] is False


def test_a_gap_may_be_the_place_of_what_was_not_understood() -> None:
    assert codes(norm(1, LOW, 2), norm(3, TOP, 4), doubtful=Span(42, 50)) == []
    assert codes(norm(1, LOW, 2), norm(3, TOP, 4), doubtful=Span(90, 99)) == ["A201"]


def test_nothing_rests_on_a_norm_that_is_half_understood() -> None:
    assert codes(norm(1, LOW, 2), norm(2, TOP, 4, unclaimed=(Span(41, 42),))) == []


def test_bands_of_different_violations_and_contexts_have_nothing_to_do_with_each_other() -> None:
    assert codes(norm(1, LOW, 2), norm(2, ir.And((HIGH, ir.Judgement("造成不良影响", "造成不良影响"))), 4)) == []


def test_the_same_outcome_twice_is_no_overlap() -> None:
    assert codes(norm(1, amount("100", "300"), 2), norm(2, amount("200"), 2)) == []
    assert codes(norm(1, amount("100", "300"), 2), norm(2, amount("200"), 4)) == ["A203"]


def test_a_measure_that_stands_in_place_of_another_is_no_overlap() -> None:
    heavier = norm(2, amount("200"), 4)
    heavier = replace(heavier, measures=(replace(heavier.measures[0], instead_of=("m1",)),))
    assert codes(norm(1, amount("100"), 2), heavier) == []
    assert codes(norm(1, amount("100"), 2), norm(2, amount("200"), 4)) == ["A204"]


def test_what_is_always_replaced_never_applies() -> None:
    taker = norm(2, amount("100"), 4)
    taker = replace(taker, measures=(replace(taker.measures[0], instead_of=("m1",)),))
    (one,) = found(norm(1, amount("100"), 2), taker)
    assert one.code == "A207" and one.witness is not None and one.witness.claims == (("n1", "true"), ("n2", "true"))


@pytest.mark.parametrize(
    ("points", "expected"), [((2, 4, 6), []), ((4, 2, 6), ["A211"]), ((6, 4, 2), []), ((2, 2, 2), []), ((2, 6, 4), ["A211"])]
)
def test_a_ladder_must_go_one_way(points: tuple[int, int, int], expected: list[str]) -> None:
    bands = (amount("100", "200"), amount("200", "300"), amount("300"))
    assert codes(*(norm(i, band, cost) for i, (band, cost) in enumerate(zip(bands, points, strict=True), 1))) == expected


def test_a_condition_without_a_case_is_an_error_with_a_case_beside_it() -> None:
    (one,) = found(norm(1, ir.And((amount("300"), amount(None, "200"))), 2))
    assert (one.code, one.severity) == ("A207", Severity.ERROR)
    assert one.witness is not None and one.witness.claims == (("n1", "false"),)


def test_findings_come_in_the_order_of_the_text_and_are_always_the_same() -> None:
    norms = [norm(i, amount(str(100 * i), str(100 * i + 50)), i) for i in range(1, 6)]
    first, again = found(*norms), found(*reversed(norms))
    assert [one.order for one in first] == sorted(one.order for one in first) and len(first) == 5
    assert [(one.code, one.places) for one in first] == [(one.code, one.places) for one in again]
