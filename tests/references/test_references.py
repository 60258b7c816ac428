"""References: what each one means was read in the text by hand; blocks are named by the ids of their provisions."""

from collections import Counter
from pathlib import Path

import pytest

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.interpret import interpret
from rulec.ir.model import Reference

SHARED = Path(__file__).parents[2].parent / "shared" / "corpus"

ARTICLES = """山茶商城处罚办法

第一章 总则

第一条 本办法适用于商家。

第二条 商家应当做到下列各项:
(一)按时发货;
(二)如实描述;
(三)明码标价。
商家不得虚构交易。
前两款的要求同样适用于分销商。

第三条 违反{reference}规定的,扣6分。

第三条之一 商家拒绝改正的,扣3分。

第二章 附则

第四条 本办法自2024年3月1日起施行。
"""


def compiled(text: str) -> Compilation:
    return compile_announcement(text.encode(), "a.txt")


def found(text: str, words: str) -> Reference:
    """The reference of `text` that is written `words`."""
    compilation = compiled(text)
    return next(r for r in compilation.rule_set.references if r.span.slice(compilation.ingested.source.raw) == words)


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("第一条", ["第一章 总则.第一条"]),
        ("本办法第二条", ["第一章 总则.第二条"]),
        ("第二条第二款", ["第一章 总则.第二条#2"]),
        ("第二条第一款第(二)项", ["第一章 总则.第二条.(二)"]),
        ("第二条第一款第三项", ["第一章 总则.第二条.(三)"]),
        ("第二条第(一)项、第(三)项", ["第一章 总则.第二条.(一)", "第一章 总则.第二条.(三)"]),
        ("第二条第一、二项", ["第一章 总则.第二条.(一)", "第一章 总则.第二条.(二)"]),
        ("第二条第一项至第三项", ["第一章 总则.第二条.(一)", "第一章 总则.第二条.(二)", "第一章 总则.第二条.(三)"]),
        ("第一条、第二条第二款", ["第一章 总则.第一条", "第一章 总则.第二条#2"]),
        ("第一条和第三条之一", ["第一章 总则.第一条", "第一章 总则.第三条之一"]),
        ("第一条至第三条", ["第一章 总则.第一条", "第一章 总则.第二条", "第一章 总则.第三条"]),
        ("前条", ["第一章 总则.第二条"]),
        ("前条第二款", ["第一章 总则.第二条#2"]),
        ("第一章", ["第一章 总则"]),
    ],
)
def test_a_place_is_found_by_chapter_article_paragraph_and_item(words: str, targets: list[str]) -> None:
    reference = found(ARTICLES.format(reference=words), words)
    assert (reference.state, reference.use, list(reference.targets)) == ("resolved", "breach", targets)
    assert reference.target == targets[0]


@pytest.mark.parametrize("words", ["第九条", "第二条第四款", "第二条第一款第(七)项", "第二条之一", "第一条至第九条", "第十二章"])
def test_what_is_not_there_is_found_missing_and_said_with_the_closest_place(words: str) -> None:
    compilation = compiled(ARTICLES.format(reference=words))
    said = [d for d in compilation.diagnostics if d.code == "S310"]
    assert [d.span.slice(compilation.ingested.source.raw) for d in said] == [words]
    assert found(ARTICLES.format(reference=words), words).state == "dangling"
    if "章" not in words:
        assert said[0].related and said[0].related[0].slice(compilation.ingested.source.raw).startswith("第")


def test_the_two_paragraphs_before_are_counted_from_where_the_words_stand() -> None:
    reference = found(ARTICLES.format(reference="第一条"), "前两款")
    assert reference.targets == ("第一章 总则.第二条", "第一章 总则.第二条#2")


@pytest.mark.parametrize("words", ["本条例", "以上条件", "前款项", "本项目", "下列条款", "0.5分", "每2.5元", "iPhone-15"])
def test_words_that_only_look_like_references_are_none(words: str) -> None:
    compilation = compiled(f"山茶商城细则\n\n第一条 商家按{words}报名的,有机会获得展示。\n")
    assert compilation.rule_set.references == ()


@pytest.mark.parametrize(
    ("words", "title", "place"),
    [
        ("《山茶商城扣分规则》第八条", "山茶商城扣分规则", "第八条"),
        ("《山茶商城扣分规则》(2023版)第八条第二款", "山茶商城扣分规则", "第八条第二款"),
        ("消费者权益保护法第五十五条", "消费者权益保护法", "第五十五条"),
    ],
)
def test_another_document_keeps_its_title_the_place_and_what_it_is_asked_for(words: str, title: str, place: str) -> None:
    text = f"山茶商城细则\n\n第一条 商家售假的,依照{words}的规定处罚。\n"
    compilation = compiled(text)
    [reference] = [r for r in compilation.rule_set.references if r.title == title]
    assert (reference.place, reference.use, reference.state, reference.targets) == (place, "delegation", "external", ())
    assert reference.norm is not None
    assert not [d for d in compilation.diagnostics if d.code.startswith("S31")]


def test_the_own_title_in_front_of_an_article_is_this_document() -> None:
    text = "《山茶商城细则》发布\n\n第一条 商家售假的,扣3分。\n第二条 商家炒信的,依照《山茶商城细则》第一条处罚。\n"
    compilation = compiled("山茶商城近日发布《山茶商城细则》。\n" + text)
    [reference] = [r for r in compilation.rule_set.references if "第一条" in r.title]
    assert reference.targets and reference.targets[0].endswith("第一条")


def test_a_sanction_stated_elsewhere_is_delegated_to_the_norms_that_stand_there() -> None:
    text = "山茶商城细则\n\n第一条 商家虚构交易的,扣6分,并处违约金500元。\n第二条 商家刷单的,依照第一条规定处罚。\n"
    reference = found(text, "第一条")
    rules = compiled(text).rule_set
    assert (reference.norm, reference.norms) == ("n2", ("n1",))
    decision = interpret(rules, {"商家刷单": True, "商家虚构交易": False}, assume_in_force=True).to_json()
    assert decision["governed_by"] == [{"title": "本公告第一条", "because": ["n2"]}]
    assert decision["measures"] == []


CODES = """山茶商城计分规则

2.1 发货
2.1.1 商家有下列行为的,扣10分:
(1)超时发货;
(2)空包发货。
2.1.2 违反2.1.1(2)的,扣除保证金500元。

G-1-1 商家骚扰买家的,扣2分。
G-1-2 商家辱骂买家的,按G-1-1处理。
"""


@pytest.mark.parametrize(("words", "target"), [("2.1.1(2)", "2.1.2.1.1.(2)"), ("G-1-1", "G-1-1")])
def test_codes_are_places(words: str, target: str) -> None:
    reference = found(CODES, words)
    assert reference.target is not None and reference.target.endswith(target.rpartition("2.1.")[2] or target)
    assert reference.state == "resolved"


def test_numbered_entries_without_articles() -> None:
    text = "山茶商城计分规则\n\n一、严重违规\n商家售假的,扣12分。\n二、一般违规\n商家再次迟发的,参照条目一处理。\n"
    reference = found(text, "条目一")
    assert (reference.target, reference.norms) == ("山茶商城计分规则.一", ("n1",))


def test_a_reference_without_article_is_of_the_article_named_in_the_sentence() -> None:
    text = ARTICLES.format(reference="第二条第一项") + "第五条 违反第二条规定的,限期改正;逾期未改正,违反第一项规定的,扣1分。\n"
    assert found(text, "第一项").targets == ("第一章 总则.第二条.(一)",)


@pytest.mark.parametrize(
    "chain",
    [
        ("第一条 商家售假的,依照第二条处罚。", "第二条 商家炒信的,依照第三条处罚。", "第三条 商家刷单的,扣3分。"),
        ("第一条 商家售假的,依照本条第二款处罚。\n商家制假的,扣3分。", "第二条 商家刷单的,扣3分。"),
    ],
)
def test_a_chain_that_ends_is_no_circle(chain: tuple[str, ...]) -> None:
    codes = Counter(d.code for d in compiled("山茶商城细则\n\n" + "\n".join(chain) + "\n").diagnostics)
    assert not {"S310", "S311", "S312", "S313"} & set(codes)


def test_a_circle_of_three_is_said_once_with_every_place() -> None:
    text = "山茶商城细则\n\n第一条 售假的,依照第二条处罚。\n第二条 炒信的,依照第三条处罚。\n第三条 刷单的,依照第一条处罚。\n"
    compilation = compiled(text)
    [said] = [d for d in compilation.diagnostics if d.code == "S311"]
    assert said.value("text") == "第一条 → 第二条 → 第三条 → 第一条"
    assert len(said.related) == 2


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real texts do not lie beside this checkout")
def test_real_statutes_resolve_inside_themselves() -> None:
    states: Counter[str | None] = Counter()
    for name in ("广告法(2021-04-29).md", "上海市养犬管理条例.md", "金融违法行为处罚办法(1999-02-22).md", "漯河市城市市容和环境卫生管理条例(2019-01-08).md"):
        compilation = compile_announcement((SHARED / "laws" / name).read_bytes(), name)
        states.update(r.state for r in compilation.rule_set.references if r.kind == "provision")
    assert states["resolved"] > 100
    assert set(states) == {"resolved"}
