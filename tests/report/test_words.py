"""Measures, amounts and conditions in words: nothing is lost, nothing is rounded, both languages say the same."""

import tomllib
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulec.diagnostics.codes import PLACEHOLDER, Lang
from rulec.ir.model import (
    And,
    BracketRow,
    Brackets,
    Combined,
    Compare,
    FactRef,
    Fixed,
    Flag,
    Hole,
    InTier,
    Judgement,
    Measure,
    Not,
    Occurrence,
    Or,
    Permanent,
    Range,
    Rate,
    Steps,
    ValueSet,
)
from rulec.report.ir_to_json import plain
from rulec.report.words import amount_words, condition_words, measure_words, percent

D = Decimal


def table(lang: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files("rulec.report").joinpath(f"messages/{lang}.toml").read_text(encoding="utf-8"))


def test_both_languages_have_the_same_phrases_with_the_same_values() -> None:
    zh, en = table("zh"), table("en")
    assert {section: sorted(rows) for section, rows in zh.items()} == {section: sorted(rows) for section, rows in en.items()}
    for section, rows in zh.items():
        for key, phrase in rows.items():
            assert set(PLACEHOLDER.findall(phrase)) == set(PLACEHOLDER.findall(en[section][key])), (section, key)


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (Fixed(D("1E+1"), "point"), "10 分", "10 points"),
        (Fixed(D("2000.50"), "CNY", per="件"), "每件 2000.5 元", "2000.5 yuan for each 件"),
        (Range(D(10000), D(50000), True, True, "CNY"), "10000 元以上、50000 元以下", "at least 10000 yuan and at most 50000 yuan"),
        (Range(D(3), D(5), False, False, "day"), "超过 3 天、不满 5 天", "more than 3 days and less than 5 days"),
        (Range(None, D(5), True, True, "day"), "5 天以下", "at most 5 days"),
        (
            Rate("share", D("0.1"), D("0.1"), True, True, "销售额", floor=D(20000), cap=D(100000)),
            "销售额的 10%\uff08最低 20000 元、最高 100000 元\uff09",
            "10% of 销售额 (at least 20000 yuan, at most 100000 yuan)",
        ),
        (
            Rate("multiple", D(1), D(5), True, True, "违法所得"),
            "违法所得的 1 倍以上、5 倍以下",
            "at least 1 times and at most 5 times 违法所得",
        ),
        (ValueSet((D(25), D(50), D(75)), "point"), "25 分、50 分或 75 分", "25 points, 50 points or 75 points"),
        (Hole("X#1", "day"), "X 天\uff08公告未写明\uff09", "X days (left open by the announcement)"),
        (Permanent(), "永久", "permanently"),
        (
            Combined("max", (Fixed(D(5000), "CNY"), Rate("multiple", D(3), D(3), True, True, "货值"))),
            "下列各项中较高者\uff1a5000 元\uff1b货值的 3 倍",
            "the highest of: 5000 yuan; 3 times 货值",
        ),
        (Steps(D(2), D("0.5"), D(10), "CNY"), "先 2 个不计\uff0c每满 0.5 加 10 元", "the first 2 free, then 10 yuan for every 0.5"),
    ],
)
def test_amounts(amount: Fixed, zh: str, en: str) -> None:
    assert amount_words(amount) == zh
    assert amount_words(amount, "en") == en


def test_brackets_name_every_row() -> None:
    rows = (BracketRow(None, D(10000), value=D(50)), BracketRow(D(10000), None, rate=D("0.025")))
    words = amount_words(Brackets("标的额", rows, True))
    assert all(part in words for part in ("标的额", "累计", "至 10000 元", "50 元", "超过 10000 元", "2.5%"))


@settings(derandomize=True, max_examples=300)
@given(st.decimals(min_value=-1000, max_value=1000, allow_nan=False, places=6))
def test_percent_is_exact(rate: Decimal) -> None:
    assert Decimal(percent(plain(rate)).removesuffix("%")) == rate * 100


@settings(derandomize=True, max_examples=300)
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_plain_decimals_are_canonical_and_lossless(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number and "E" not in text and not text.startswith("-0" if number == 0 else "+")
    assert not ("." in text and text.endswith(("0", ".")))


def test_conditions_keep_their_structure() -> None:
    low, few = Compare("体验分", "lt", D("3.5"), "score"), Occurrence("同规则违规", "eq", D(1), "同规则违规次数")
    tier = InTier("v1", "情节", "严重", "情节")
    assert condition_words(And((low, Or((few, tier))))) == "体验分低于 3.5 分\uff0c且\uff08同规则违规次数等于 1 次\uff0c或情节严重\uff09"
    assert condition_words(And((low, tier)), "en") == "体验分 less than 3.5 points and 情节 is 严重"
    assert condition_words(Not(Flag("没有违法所得")), "en") == "not (没有违法所得)"
    assert condition_words(Compare("甲", "ge", FactRef("乙"), "CNY")) == "甲不低于 乙"
    assert condition_words(Compare("销量", "ge", D(30), "percent", of="总销量")) == "销量不低于 总销量的 30%"
    assert condition_words(Judgement("j", "未造成明显损失")) == "「未造成明显损失」"
    assert condition_words(None) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_measures_say_amount_duration_and_deadline(lang: Lang) -> None:
    measure = Measure(
        "m1", "suspend_business", "停业整顿3天", duration=Fixed(D(3), "day"), within=Fixed(D(5), "working_day"), modality="may"
    )
    words = measure_words(measure, lang)
    assert ("可以停业整顿" if lang == "zh" else "may suspend business") in words and "3" in words and "5" in words


def test_a_replacement_names_both_sides_and_how_many() -> None:
    to = tuple(Measure(f"t{n}", "restrict", text, object=text, duration=Hole(f"X#{n}", "day")) for n, text in ((1, "上新"), (2, "上架")))
    measure = Measure("m", "replace", "替换", from_="全部商品下架", to=to, to_pick="one_or_more")
    words = measure_words(measure)
    assert all(part in words for part in ("全部商品下架", "一项或多项", "上新", "上架", "X 天"))
    assert "阻断经营处置措施" in measure_words(Measure("m", "replace", "", from_="阻断经营处置措施", to="限制措施"))


def test_an_unknown_action_or_amount_is_shown_as_it_is() -> None:
    assert measure_words({"action": "other", "object": "抹去评价", "text": "抹去评价"}) == "抹去评价"
    assert "novel" in amount_words({"type": "novel"})
