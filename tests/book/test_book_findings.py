"""What is wrong between announcements: each kind found, with both places; and nothing in a book that is in order."""

from pathlib import Path

import pytest
from book_texts import compiled, titled

from rulec.build.book_axioms import book_axioms
from rulec.build.book_findings import book_findings
from rulec.build.emit import compile_version
from rulec.build.fact_book import fact_book
from rulec.build.findings import BookFinding, finding_json, finding_words
from rulec.build.rule_book import rule_book
from rulec.build.workspace import discover

ROOT = Path(__file__).parents[2]
FINE = titled("甲商城积分规则", "累计扣分满12分的，清退店铺。")
LATE = "延迟发货，是指商家未按时发货的行为。"


def found(texts: dict[str, str]) -> list[BookFinding]:
    rows = list(book_findings(rule_book(compiled(texts))))
    assert all("{" not in finding_words(one, "zh") + finding_words(one, "en") for one in rows), "every value that words name is given"
    return rows


def codes(texts: dict[str, str]) -> list[str]:
    return [one.diagnostic.code for one in found(texts)]


def test_a_book_in_order_has_no_finding() -> None:
    announcements = [one for one in discover(ROOT) if one.issuer == "qinghe"]
    assert len(announcements) >= 8
    built = [compile_version(one, version) for one in announcements for version in one.versions]
    assert [(one.diagnostic.code, one.places[0].quote) for one in book_findings(rule_book(built))] == []


def test_titles_of_nobody_once_an_announcement_and_never_for_law() -> None:
    articles = ("情节严重的，按照《乙规则》处理。", "情节一般的，按照《乙规则》、《丙规则》处理。", "其他的，依照《中华人民共和国电子商务法》处理。")
    (one,) = found({"late/2024-02-01": titled("甲商城发货规则", *articles)})
    assert (one.diagnostic.code, one.diagnostic.value("title")) == ("B110", "乙规则》、《丙规则")
    assert [place.quote for place in one.places] == ["《乙规则》", "《丙规则》"]


def test_a_circle_is_told_once_with_every_step() -> None:
    texts = {f"r{n}/2024-02-01": titled(f"甲商城规则{n}", LATE, f"延迟发货的，按照《甲商城规则{n % 3 + 1}》处理。") for n in (1, 2, 3)}
    (one,) = [row for row in found(texts) if row.diagnostic.code == "B111"]
    assert one.diagnostic.value("path") == "shop/r1 → shop/r2 → shop/r3 → shop/r1"
    assert [place.announcement for place in one.places] == ["shop/r1", "shop/r2", "shop/r3"]


def test_two_announcements_of_one_title() -> None:
    texts = {
        "a/2024-02-01": FINE,
        "b/2024-02-01": FINE,
        "late/2024-02-01": titled("甲商城发货规则", "延迟发货的，按照《甲商城积分规则》处理。"),
    }
    (one,) = [row for row in found(texts) if row.diagnostic.code == "B112"]
    assert one.diagnostic.value("rules") == "shop/a, shop/b"


def test_an_article_that_is_not_there() -> None:
    def texts(article: str) -> dict[str, str]:
        return {"p/2024-02-01": FINE, "late/2024-02-01": titled("甲商城发货规则", f"延迟发货的，按照《甲商城积分规则》{article}处理。")}

    assert codes(texts("第一条")) == []
    (one,) = found(texts("第七条"))
    assert (one.diagnostic.code, one.diagnostic.value("provision")) == ("B113", "第七条")


@pytest.mark.parametrize(("effective", "wanted"), [("2024年2月1日", []), ("2024年2月2日", ["B114"])])
def test_what_is_referred_to_is_in_force_when_it_is_needed(effective: str, wanted: list[str]) -> None:
    texts = {
        "p/2024-02-01": titled("甲商城积分规则", "累计扣分满12分的，清退店铺。", effective=effective),
        "late/2024-02-01": titled("甲商城发货规则", "延迟发货的，按照《甲商城积分规则》处理。"),
    }
    assert [code for code in codes(texts) if code != "B105"] == wanted


def test_two_rules_that_each_go_first() -> None:
    texts = {
        "a/2024-02-01": titled("甲商城规则", "本规则与《甲商城活动规则》不一致的，以本规则为准。"),
        "b/2024-02-01": titled("甲商城活动规则", "本规则与《甲商城规则》不一致的，以本规则为准。"),
    }
    (one,) = found(texts)
    assert one.diagnostic.code == "B115" and {place.announcement for place in one.places} == {"shop/a", "shop/b"}
    texts["b/2024-02-01"] = titled("甲商城活动规则", "本规则与《甲商城规则》不一致的，以《甲商城规则》为准。")
    assert codes(texts) == []


def test_a_word_defined_twice_unless_one_refers_to_the_other() -> None:
    one = titled("甲商城发货规则", LATE, "延迟发货情节一般的，扣2分。")
    other = "延迟发货，是指商家超过约定时间发货的行为。"
    assert codes({"a/2024-02-01": one, "b/2024-02-01": titled("甲商城活动规则", other)}) == ["B120"]
    assert codes({"a/2024-02-01": one, "b/2024-02-01": titled("甲商城活动规则", other, "未尽事宜，适用《甲商城发货规则》。")}) == []
    assert codes({"a/2024-02-01": one, "b/2024-02-01": titled("甲商城活动规则", LATE)}) == []


def measured(label: str, title: str = "甲商城活动规则") -> str:
    return titled(title, f"{label}超过50单的，扣除6分。")


def test_a_renamed_fact_is_a_finding_and_not_two_facts() -> None:
    texts = {"a/2024-02-01": measured("近30天延迟发货订单数", "甲商城发货规则"), "b/2024-02-01": measured("近30天延迟发货订单总数")}
    (one,) = found(texts)
    assert (one.diagnostic.code, len(one.places)) == ("B121", 2)
    assert {one.diagnostic.value("first"), one.diagnostic.value("second")} == {"近30天延迟发货订单数", "近30天延迟发货订单总数"}


@pytest.mark.parametrize("label", ["近30天延迟发货订单数", "近30日延迟发货订单数", "近60天延迟发货订单数", "近30天虚假发货订单数"])
def test_the_same_fact_and_another_fact_are_no_finding(label: str) -> None:
    assert codes({"a/2024-02-01": measured("近30天延迟发货订单数", "甲商城发货规则"), "b/2024-02-01": measured(label)}) == []


def test_one_word_of_two_kinds() -> None:
    texts = {
        "a/2024-02-01": titled("甲商城发货规则", "退货量超过50单的，扣除6分。"),
        "b/2024-02-01": titled("甲商城活动规则", "退货量超过5000元的，扣除6分。"),
    }
    (one,) = found(texts)
    assert (one.diagnostic.code, one.diagnostic.value("fact")) == ("B122", "退货量")


def test_findings_have_words_and_a_shape() -> None:
    (one,) = found({"late/2024-02-01": titled("甲商城发货规则", "情节严重的，按照《乙规则》处理。")})
    assert "B110" in finding_words(one, "zh") and "corpus/shop/late/2024-02-01.txt: 《乙规则》" in finding_words(one, "en")
    shape = finding_json(one, "en")
    assert shape["places"] == [{"announcement": "shop/late", "version": "2024-02-01", "span": list(one.places[0].span), "quote": "《乙规则》"}]


def test_what_is_known_of_facts_over_all_rules() -> None:
    built = compiled(
        {
            "a/2024-02-01": measured("近30天延迟发货订单数", "甲商城发货规则"),
            "b/2024-02-01": measured("近60天延迟发货订单数"),
            "c/2024-02-01": titled("甲商城宣传规则", "虚假宣传，是指商家夸大宣传的行为。", "首次虚假宣传的，扣除6分。", "再次虚假宣传的，扣除12分。"),
        }
    )
    found = book_axioms(fact_book(built), built)
    assert found.ordered == (("近30天延迟发货订单数", "近60天延迟发货订单数"),)
    assert found.counted == ("虚假宣传次数",)
