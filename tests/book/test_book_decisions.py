"""Decisions over small books: each way in which announcements come together, at its edges."""

from datetime import date
from typing import Any

import pytest
from book_texts import compiled, titled

from rulec.build.emit import generated_files
from rulec.build.generated_modules import imported
from rulec.build.rule_book import rule_book
from rulec.runtime.facts import FactError

DAY = date(2024, 3, 1)
LATE = "延迟发货，是指商家未按时发货的行为。"


def decide(texts: dict[str, str], rule: str, facts: dict[str, object], day: date | None = DAY, **more: Any) -> dict[str, Any]:
    """The answer of the interpreter's book, which the generated one gives, too."""
    built = compiled(texts)
    walked = rule_book(built).interpreter().decide(rule, facts, as_of=day, **more)
    with imported(generated_files(built)) as module:
        assert module("_book.py").decide(rule, facts, as_of=day, **more) == walked
    return walked


def actions(decision: dict[str, Any]) -> list[str]:
    return [row["action"] for row in decision["measures"]]


def parts(decision: dict[str, Any]) -> list[str]:
    return [row["announcement"] for row in decision["announcements"]]


CIRCLE = {
    "a/2024-02-01": titled("甲商城甲规则", LATE, "延迟发货情节一般的，予以警告，并按照《甲商城乙规则》处理。"),
    "b/2024-02-01": titled("甲商城乙规则", LATE, "延迟发货情节一般的，扣除2分，并按照《甲商城甲规则》处理。"),
}


def test_a_circle_ends() -> None:
    found = decide(CIRCLE, "shop/a", {"情节": "一般"})
    assert (found["verdict"], sorted(actions(found)), parts(found)) == ("applies", ["deduct_points", "warn"], ["shop/a", "shop/b"])


def test_what_is_referred_to_and_not_in_force_leaves_the_case_open() -> None:
    later = titled("甲商城乙规则", LATE, "延迟发货情节一般的，扣除2分。", effective="2024年9月1日")
    found = decide({**CIRCLE, "b/2024-02-01": later}, "shop/a", {"情节": "一般"})
    assert (found["verdict"], actions(found)) == ("unknown", ["warn"])
    assert [(row["fact"], row["needed_by"], row["why"]) for row in found["missing"]] == [("甲商城乙规则", ["shop/a#n1"], "not_yet")]
    assumed = decide({**CIRCLE, "b/2024-02-01": later}, "shop/a", {"情节": "一般"}, assume_in_force=True)
    assert (assumed["verdict"], len(assumed["measures"])) == ("applies", 2)


def test_a_title_of_nobody_is_passed_on_as_before() -> None:
    texts = {"a/2024-02-01": titled("甲商城甲规则", LATE, "延迟发货情节一般的，予以警告。", "情节严重的，按照《丙规则》处理。")}
    found = decide(texts, "shop/a", {"情节": "严重"})
    assert parts(found) == ["shop/a"] and found["measures"] == []


def test_a_word_that_no_rule_asks_for_is_refused_and_one_that_no_part_uses_is_said() -> None:
    with pytest.raises(FactError) as caught:
        decide(CIRCLE, "shop/a", {"情解": "一般"})
    assert caught.value.code == "S001" and "情节" in caught.value.values["near"]
    with pytest.raises(FactError):
        decide(CIRCLE, "shop/c", {})
    texts = {**CIRCLE, "c/2024-02-01": titled("甲商城丙规则", "好评率低于60%的，予以警告。")}
    assert decide(texts, "shop/a", {"情节": "一般", "好评率": 50})["unused"] == ["好评率"]


SAID = {
    "a/2024-02-01": titled("甲商城甲规则", LATE, "延迟发货情节一般的，扣除2分，予以警告。"),
    "special/2024-02-01": titled("甲商城活动规则", LATE, "大促期间延迟发货的，扣除4分，限制提现7天。", "{}"),
}


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("本规则与《甲商城甲规则》不一致的，以本规则为准。", ["deduct_points", "limit_withdrawal", "warn"]),
        ("大促期间的延迟发货，以本规则为准，不适用《甲商城甲规则》。", ["deduct_points", "limit_withdrawal"]),
    ],
)
def test_going_first_where_two_differ_or_altogether(sentence: str, stays: list[str]) -> None:
    texts = {**SAID, "special/2024-02-01": SAID["special/2024-02-01"].format(sentence)}
    found = decide(texts, "shop/a", {"情节": "一般", "大促期间延迟发货": True})
    assert sorted(actions(found)) == stays
    assert {"type": "fixed", "value": "2", "unit": "point"} in [row["measure"]["amount"] for row in found["displaced"]]
    assert {row["by"] for row in found["displaced"]} == {"shop/special"}
    without = decide(texts, "shop/a", {"情节": "一般", "大促期间延迟发货": False})
    assert sorted(actions(without)) == ["deduct_points", "warn"] and without["displaced"] == []


def test_a_condition_that_is_not_known_leaves_both_cases() -> None:
    texts = {
        "a/2024-02-01": titled("甲商城甲规则", LATE, "延迟发货情节一般的，予以警告。", "造成投诉的，按照《甲商城乙规则》处理。"),
        "b/2024-02-01": titled("甲商城乙规则", "造成投诉，扣除2分。"),
    }
    found = decide(texts, "shop/a", {"情节": "一般"})
    assert (found["verdict"], actions(found)) == ("unknown", ["warn"])
    assert {tuple(row["when"].items()): len(row["measures"]) for row in found["candidates"]} == {
        (("造成投诉", False),): 1,
        (("造成投诉", True),): 2,
    }
    assert found["missing"][0]["fact"] == "造成投诉"
    assert decide(texts, "shop/a", {"情节": "一般", "造成投诉": False})["verdict"] == "applies"


def test_one_fact_under_two_labels_is_given_once() -> None:
    texts = {
        "a/2024-02-01": titled("甲商城甲规则", "近30天退货数超过5件的，予以警告，并按照《甲商城乙规则》处理。"),
        "b/2024-02-01": titled("甲商城乙规则", "近30日退货数超过8件的，扣除2分。"),
    }
    found = decide(texts, "shop/a", {"近30天退货数": 9})
    assert (found["verdict"], actions(found)) == ("applies", ["warn", "deduct_points"])
    assert actions(decide(texts, "shop/a", {"近30日退货数": 8})) == ["warn"]


@pytest.mark.parametrize("points", ["-1", "x", True, "1.23456789"])
def test_points_that_are_none_are_refused(points: object) -> None:
    texts = {
        "a/2024-02-01": titled("甲商城甲规则", LATE, "延迟发货情节一般的，扣除2分。", "扣分按照《甲商城积分规则》累计处理。"),
        "p/2024-02-01": titled("甲商城积分规则", "累计扣分满12分的，清退店铺。"),
    }
    with pytest.raises(FactError) as caught:
        decide(texts, "shop/a", {"情节": "一般", "此前累计扣分": points})
    assert caught.value.code == "S002"


def test_without_a_moment_the_only_version_decides_and_of_several_none() -> None:
    assert decide(CIRCLE, "shop/a", {"情节": "一般"}, None)["force"] == "unasked"
    texts = {**CIRCLE, "a/2024-06-01": titled("甲商城甲规则", LATE, "延迟发货情节一般的，扣除3分。", effective="2024年6月1日")}
    found = decide(texts, "shop/a", {"情节": "一般"}, None)
    assert (found["verdict"], found["missing"]) == ("unknown", [{"fact": "违规时间", "needed_by": []}])


def test_a_violation_that_the_rule_does_not_name_is_refused() -> None:
    with pytest.raises(FactError) as caught:
        decide(CIRCLE, "shop/a", {"情节": "一般"}, violation="虚假发货")
    assert caught.value.code == "S002"


def test_the_tier_of_one_violation_is_not_that_of_another() -> None:
    texts = {
        "a/2024-02-01": titled("甲商城甲规则", LATE, "延迟发货情节严重的，予以警告，并按照《甲商城乙规则》处理。"),
        "b/2024-02-01": titled("甲商城乙规则", "虚假发货，是指商家上传虚假单号的行为。", "虚假发货情节一般的，扣除2分。", "虚假发货情节严重的，扣除6分。"),
    }
    found = decide(texts, "shop/a", {"情节": "严重"})
    assert (found["verdict"], actions(found)) == ("unknown", ["warn"])
    assert [row["fact"] for row in found["missing"]] == ["情节(虚假发货)"]
    assert {row["when"]["情节(虚假发货)"] for row in found["candidates"]} == {"一般", "严重"}
    both = decide(texts, "shop/a", {"情节": "严重", "情节(虚假发货)": "一般"})
    assert (both["verdict"], actions(both)) == ("applies", ["warn", "deduct_points"])
    asked = decide(texts, "shop/b", {"情节": "严重"})
    assert [row["amount"]["value"] for row in asked["measures"]] == ["6"]


def test_what_an_article_of_its_own_says_is_a_fact_of_that_rule_alone() -> None:
    texts = {
        "a/2024-02-01": titled("甲商城甲规则", "商家应当按时发货。", "违反第一条规定的，予以警告，并按照《甲商城乙规则》处理。"),
        "b/2024-02-01": titled("甲商城乙规则", "商家应当如实标价。", "违反第一条规定的，扣除2分。"),
    }
    (own,) = [row["fact"] for row in decide(texts, "shop/b", {})["missing"]]
    assert own.endswith("(shop/b)")
    found = decide(texts, "shop/a", {own.replace("shop/b", "shop/a"): True})
    assert (found["verdict"], actions(found), [row["fact"] for row in found["missing"]]) == ("unknown", ["warn"], [own])


def test_an_announcement_that_says_what_a_word_means_is_cited() -> None:
    texts = {
        "a/2024-02-01": titled("甲商城甲规则", LATE, "延迟发货情节严重的，给予流量管控处理，扣除6分。", "本规则未尽事宜，适用《甲商城总则》。"),
        "general/2024-02-01": titled("甲商城总则", "流量管控，是指减少商品展示的行为。"),
    }
    found = decide(texts, "shop/a", {"情节": "严重"})
    assert [(row["announcement"], row["role"]) for row in found["announcements"]] == [("shop/a", "asked"), ("shop/general", "defines")]
    assert parts(decide(texts, "shop/a", {"情节": "轻微"})) == ["shop/a"], "a norm that does not hold uses no word"
