"""What is put into an understood provision is understood or owned up to; what carries no rule changes nothing. All 5 000: `make insertions`."""

import pytest
from insertions import (
    INERT,
    PHRASES,
    Case,
    Phrase,
    cases,
    compiled,
    inert_verdict,
    own_provisions,
    places,
    sample,
    shared_provisions,
    understood,
    verdict,
)

HERE = 260  # cases of this project's own provisions in every run; the rest is for `make insertions`


def test_the_phrases_are_many_and_different() -> None:
    assert len({p.words for p in PHRASES}) == len(PHRASES) >= 25
    assert {p.site for p in PHRASES} == {"clause", "act", "end", "more"}
    assert all(p.demand for p in PHRASES) and not any(p.demand for p in INERT)


def test_own_provisions_are_understood_and_have_every_kind_of_place() -> None:
    provisions = [p for p in own_provisions() if p and understood(p)]
    assert len(provisions) >= 50
    assert {kind for p in provisions for kind, _ in places(p)} >= {"clause", "act", "end", "more", "who"}


def test_a_load_bearing_phrase_is_never_passed_over() -> None:
    chosen = sample(cases(own_provisions(), PHRASES), HERE)
    faults = [f"{said}: {case.text}" for case in chosen for said in [verdict(case)] if said.startswith("silent")]
    assert len(chosen) == HERE
    assert not faults


def test_most_of_what_is_said_in_common_ways_is_understood() -> None:
    """Owning up is no way out: conditions, modality and exceptions at the usual places are understood."""
    common = tuple(p for p in PHRASES if p.words in ("首次违规的，", "未满十八周岁的，", "除情节轻微外，", "可以", "，但首次除外", "，并扣12分"))
    chosen = sample(cases(own_provisions(), common), 60)
    good = sum(verdict(case) == "understood" for case in chosen)
    assert good * 100 >= len(chosen) * 85


def test_an_inert_phrase_changes_nothing() -> None:
    chosen = sample(cases(own_provisions(), INERT), HERE // 2)
    said = [(inert_verdict(case), case.text) for case in chosen]
    assert sum(verdict == "same" for verdict, _ in said) * 100 >= len(said) * 98, [row for row in said if row[0] != "same"]


@pytest.mark.skipif(not shared_provisions(), reason="the annotated provisions are not beside the checkout")
def test_provisions_that_are_not_this_projects_own() -> None:
    provisions = shared_provisions()[::7]
    chosen = sample(cases(provisions, PHRASES), 60)
    assert not [f"{said}: {case.text}" for case in chosen for said in [verdict(case)] if said.startswith("silent")]


@pytest.mark.parametrize(
    ("words", "site", "demand", "expected"),
    [
        ("未满十八周岁的，", "clause", "compare lt 18", "understood"),  # the figure is there
        ("未满十八周岁的，", "clause", "compare lt 19", "silent"),  # and no other
    ],
)
def test_the_judge_itself(words: str, site: str, demand: str, expected: str) -> None:
    base = "卖家虚构物流信息的，每次扣3分，并支付违约金500元。"
    at = dict(places(base))[site]
    assert verdict(Case(base, at, Phrase(words, site, (demand,)))).startswith(expected)
    assert compiled(base).rule_set.norms
