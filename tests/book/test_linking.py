"""Citations: which sentence around a title means what, for each construction."""

import pytest
from book_texts import compiled, titled

from rulec.build.rule_book import find_rule, rule_book
from rulec.diagnostics import UserError
from rulec.ir.linking import Citation, aliases, citations, is_law, normal_title


def cited(*articles: str) -> tuple[Citation, ...]:
    (built,) = compiled({"main/2024-02-01": titled("甲商城发货规则", *articles)})
    compilation = built.compilation
    return citations(compilation.rule_set, compilation.ingested.normal, compilation.ledger)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("延迟发货情节严重的，按照《甲商城违规规则》处理。", "delegates"),
        ("延迟发货情节严重的，平台有权依据《甲商城违规规则》进行处罚。", "delegates"),
        ("扣分依照《甲商城积分规则》累计处理。", "delegates"),
        ("情节按照《甲商城情节标准》认定。", "defines"),
        ("违规情节依据《甲商城情节标准》的规定划分。", "defines"),
        ("活动期间的延迟发货，以《甲商城活动规则》为准。", "yields"),
        ("《甲商城活动规则》另有规定的，从其规定。", "yields"),
        ("本规则与《甲商城总则》不一致的，以本规则为准。", "prevails"),
        ("本规则与《甲商城总则》不一致的，以《甲商城总则》为准。", "yields"),
        ("本规则未尽事宜，适用《甲商城总则》。", "cites"),
        ("商家应当遵守《甲商城总则》。", "cites"),
    ],
)
def test_what_a_sentence_means(sentence: str, kind: str) -> None:
    (found,) = cited("延迟发货，是指商家未按时发货的行为。", sentence)
    assert (found.kind, found.title.startswith("甲商城")) == (kind, True)
    assert found.quote.endswith(sentence[-5:-1])


def test_going_first_altogether_or_only_where_two_differ() -> None:
    (whole,) = cited("活动期间的延迟发货，以《甲商城活动规则》为准。")
    (differ,) = cited("本规则与《甲商城活动规则》不一致的，以《甲商城活动规则》为准。")
    assert (whole.whole, differ.whole) == (True, False)
    assert differ.meta, "whether two rules differ is not asked of anybody"


def test_the_heavier_of_two_names_no_title() -> None:
    (found,) = cited("同一违规行为同时违反两项规则的，依照处罚较重的规则处理。")
    assert (found.kind, found.title, found.meta) == ("stricter", "", True)


def test_an_article_a_measure_taken_and_a_remedy() -> None:
    article, taken, remedy = cited(
        "延迟发货情节严重的，按照《甲商城违规规则》第三条处理。",
        "店铺被清退的，按照《甲商城保证金规则》处理。",
        "商家对处理有异议的，按照《甲商城申诉规则》处理。",
    )
    assert (article.provision, article.after, article.remedy) == ("第三条", None, False)
    assert (taken.after, taken.remedy) == ("expel", False)
    assert (remedy.after, remedy.remedy) == (None, True)


def test_a_second_name_stands_for_its_title_wherever_it_is_used() -> None:
    found = cited("扣分按照《甲商城积分规则》（以下简称“积分规则”）累计处理。", "商家应当遵守积分规则。", "情节严重的，按照《积分规则》处理。")
    assert [(one.title, one.kind) for one in found] == [("甲商城积分规则", "delegates"), ("甲商城积分规则", "cites"), ("甲商城积分规则", "delegates")]
    assert aliases("《X规则》(下称《X则》)、《Y规则》(以下简称Y则)") == {"X则": "X规则", "Y则": "Y规则"}


def test_titles_in_a_row_share_what_is_said() -> None:
    found = cited("情节严重的，依照《甲商城违规规则》、《甲商城营销规则》和《甲商城总则》等规定处理。")
    assert [one.kind for one in found] == ["delegates"] * 3


def test_the_own_title_and_the_sentence_that_publishes_cite_nothing() -> None:
    (built,) = compiled({"main/2024-02-01": titled("甲商城发货规则", "为落实要求，制定《甲商城发货规则》。", "延迟发货，扣2分。")})
    compilation = built.compilation
    assert citations(compilation.rule_set, compilation.ingested.normal, compilation.ledger) == ()


def test_titles_are_compared_without_edition_and_blanks() -> None:
    assert normal_title("《甲商城 规则》（试行）") == normal_title("甲商城规则(2024年修订版)") == "甲商城规则"
    assert normal_title("甲商城规则（二）") != normal_title("甲商城规则（三）")
    assert is_law("中华人民共和国广告法") and is_law("网络交易监督管理条例") and not is_law("甲商城发货规则")


BOOK = {
    "points/2024-02-01": titled("甲商城积分规则", "累计扣分满12分的，清退店铺。"),
    "late/2024-02-01": titled("甲商城发货规则（试行）", "延迟发货的，按照《积分规则》处理。", "情节严重的，按照《乙商城规则》、《违规规则》处理。"),
    "other/points/2024-02-01": titled("乙商城积分规则", "累计扣分满12分的，清退店铺。"),
    "copy/2024-02-01": titled("甲商城旧规则", "延迟发货的，扣2分。"),
    "copy-2/2024-02-01": titled("甲商城旧规则", "延迟发货的，扣3分。"),
    "cites/2024-02-01": titled("甲商城引用规则", "延迟发货的，按照《甲商城旧规则》处理。", "虚假发货的，按照《甲商城发货规则》处理。"),
}


def test_a_title_is_of_the_same_issuer_first_whole_or_by_its_end() -> None:
    found = {(one.built.announcement.rule, one.citation.title): (one.target, one.several) for one in rule_book(compiled(BOOK)).references}
    assert found["late", "积分规则"] == ("shop/points", ())
    assert found["late", "乙商城规则"] == (None, ()) and found["late", "违规规则"] == (None, ())
    assert found["cites", "甲商城旧规则"] == (None, ("shop/copy", "shop/copy-2"))
    assert found["cites", "甲商城发货规则"] == ("shop/late", ())


def test_a_rule_is_named_by_path_or_title() -> None:
    built = compiled(BOOK)
    for words in ("shop/late", "corpus/shop/late", "corpus/shop/late/2024-02-01.txt", "甲商城发货规则", "《甲商城发货规则》"):
        assert find_rule(built, words) == "shop/late"
    for words in ("甲商城旧规则", "shop", "nothing", ""):
        with pytest.raises(UserError) as caught:
            find_rule(built, words)
        assert caught.value.code == "B026"


def test_a_shorter_title_is_not_that_of_another_place() -> None:
    texts = {
        "a/2024-02-01": titled("甲市停车规则", "根据《停车规则》，制定本规则。", "违反停车规定的，按照《收费规则》处理。"),
        "b/2024-02-01": titled("乙市收费规则", "多收费的，予以警告。"),
    }
    assert {one.citation.title: one.target for one in rule_book(compiled(texts)).references if one.target} == {}
