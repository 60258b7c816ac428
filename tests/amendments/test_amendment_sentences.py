"""Amending sentences → operations. What each asks for was read by hand; nothing of them runs as a norm."""

import pytest

from rulec.build.contract import inspect_json
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.model import Amendment

HEAD = "关于修改《海棠商城处罚办法》的决定\n\n"
TAIL = "\n\n本决定自2024年5月1日起施行。\n"


def compiled(sentence: str, head: str = HEAD) -> Compilation:
    return compile_announcement((head + sentence + TAIL).encode(), "a.md")


def operations(sentence: str, head: str = HEAD) -> tuple[Amendment, ...]:
    return compiled(sentence, head).rule_set.amendments


def said(one: Amendment) -> dict[str, str]:
    """The fields of an operation that are written."""
    fields = ("op", "place", "old", "new", "side", "becomes", "unit", "noun")
    return {name: value for name in fields if (value := getattr(one, name))}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("一、将第三条修改为:“商家虚假发货的,扣20分。”", [{"op": "replace", "place": "第三条", "new": "商家虚假发货的,扣20分。"}]),
        ("二、第五条第一款第(二)项修改为:“(二)超时发货;”", [{"op": "replace", "place": "第五条第一款第(二)项", "new": "(二)超时发货;"}]),
        ("第七条改为:“商家炒信的,扣2分。”", [{"op": "replace", "place": "第七条", "new": "商家炒信的,扣2分。"}]),
        ("原第八条修订为:商家刷单的,扣4分。", [{"op": "replace", "place": "第八条", "new": "商家刷单的,扣4分。"}]),
        ("三、在第十条后增加一条,作为第十条之一:“商家应当留存凭证。”",
         [{"op": "insert", "place": "第十条", "new": "商家应当留存凭证。", "side": "after", "becomes": "第十条之一", "unit": "条"}]),
        ("第十二条增加一款,作为第二款:“前款期限为七日。”",
         [{"op": "insert", "place": "第十二条", "new": "前款期限为七日。", "side": "in", "becomes": "第二款", "unit": "款"}]),
        ("第九条第一款增加一项,作为第(四)项:“虚构物流;”",
         [{"op": "insert", "place": "第九条第一款", "new": "虚构物流;", "side": "in", "becomes": "第(四)项", "unit": "项"}]),
        ("增加一条,作为第二十条:“商家可以申诉。”", [{"op": "insert", "new": "商家可以申诉。", "becomes": "第二十条", "unit": "条"}]),
        ("新增2.8规定:商家不得虚构物流信息。", [{"op": "insert", "new": "商家不得虚构物流信息。", "becomes": "2.8"}]),
        ("新增2.8规定。", [{"op": "insert", "becomes": "2.8"}]),
        ("删去第十八条第五项。", [{"op": "delete", "place": "第十八条第五项"}]),
        ("第二十二条、第二十三条予以删除。", [{"op": "delete", "place": "第二十二条、第二十三条"}]),
        ("删去第二十一条中的“或者暂停”字样。", [{"op": "delete", "place": "第二十一条", "old": "或者暂停"}]),
        ("将第四条中“扣3分”删除。", [{"op": "delete", "place": "第四条", "old": "扣3分"}]),
        ("将第二十条中的“工商部门”修改为“市场监管部门”。",
         [{"op": "substitute_words", "place": "第二十条", "old": "工商部门", "new": "市场监管部门"}]),
        ("将全文中的“店铺”统一修改为“小店”。", [{"op": "substitute_words", "old": "店铺", "new": "小店"}]),
        ("将第九条中的“5分”、“10分”分别修改为“6分”、“12分”。",
         [{"op": "substitute_words", "place": "第九条", "old": "5分", "new": "6分"},
          {"op": "substitute_words", "place": "第九条", "old": "10分", "new": "12分"}]),
        ("第十三条改为第十五条。", [{"op": "renumber", "place": "第十三条", "becomes": "第十五条"}]),
        ("第八条至第十条依次改为第九条至第十一条。", [{"op": "renumber", "place": "第八条至第十条", "becomes": "第九条至第十一条"}]),
        ("条文顺序作相应调整。", [{"op": "renumber"}]),
        ("轻微情节的违约金由300元调整为500元。", [{"op": "replace_value", "old": "300元", "new": "500元", "noun": "轻微情节的违约金"}]),
        ("第三条规定的扣分从5分提高至10分;处理时限由7天缩短为3天。",
         [{"op": "replace_value", "place": "第三条", "old": "5分", "new": "10分", "noun": "扣分"},
          {"op": "replace_value", "old": "7天", "new": "3天", "noun": "处理时限"}]),
        ("第三条修改为:“第三条 甲。\n“乙。\n“丙。”\n第四条删去。",
         [{"op": "replace", "place": "第三条", "new": "第三条 甲。\n乙。\n丙。"}, {"op": "delete", "place": "第四条"}]),
        ("将第三条修改为:“本办法所称‘空包’,是指没有商品的包裹。”", [{"op": "replace", "place": "第三条", "new": "本办法所称‘空包’,是指没有商品的包裹。"}]),
    ],
)  # fmt: skip
def test_an_operation_says_what_becomes_of_which_place(sentence: str, expected: list[dict[str, str]]) -> None:
    compilation = compiled(sentence)
    assert [said(one) for one in compilation.rule_set.amendments] == expected
    assert {one.document for one in compilation.rule_set.amendments} == {"海棠商城处罚办法"}
    assert compilation.rule_set.norms == ()
    assert [d.code for d in compilation.diagnostics if not d.understood] == []
    assert compilation.rule_set.document.dates.effective == "2024-05-01"


def test_new_words_keep_their_own_places_line_by_line() -> None:
    compilation = compiled("将第三条修改为:“第三条 商家售假的,扣12分。\n“情节严重的,清退。”")
    raw = compilation.ingested.source.raw
    [one] = compilation.rule_set.amendments
    assert [span.slice(raw) for span in one.new_spans] == ["第三条 商家售假的,扣12分。", "情节严重的,清退。"]
    assert one.span.slice(raw).startswith("将第三条") and one.span.slice(raw).endswith("”")


@pytest.mark.parametrize(
    "text",
    [
        "第三条\n变更前:商家迟发的,扣3分。\n变更后:商家迟发的,扣5分。",
        "【第三条】\n【修订前】\n商家迟发的,扣3分。\n\n【修订后】\n商家迟发的,扣5分。",
        "一、第三条\n修改前:\n商家迟发的,扣3分。\n修改后:\n商家迟发的,扣5分。",
        "| 条款 | 修订前 | 修订后 |\n| --- | --- | --- |\n| 第三条 | 商家迟发的,扣3分。 | 商家迟发的,扣5分。 |",
    ],
)
def test_before_and_after_are_a_replacement_in_every_layout(text: str) -> None:
    compilation = compiled(text, "海棠商城处罚办法修订公示\n\n")
    assert [said(one) for one in compilation.rule_set.amendments] == [
        {"op": "replace", "place": "第三条", "old": "商家迟发的,扣3分。", "new": "商家迟发的,扣5分。"}
    ]
    assert compilation.rule_set.norms == ()


def test_an_empty_side_of_a_table_adds_or_removes() -> None:
    text = "| 条款 | 现行规则 | 修订后 |\n| --- | --- | --- |\n| 第三条 | — | 商家售假的,扣6分。 |\n| 第四条 | 商家炒信的,扣2分。 | 删除 |\n"
    found = operations(text, "海棠商城处罚办法修订对照\n\n")
    assert [said(one) for one in found] == [
        {"op": "insert", "place": "第三条", "new": "商家售假的,扣6分。", "becomes": "第三条"},
        {"op": "delete", "place": "第四条", "old": "商家炒信的,扣2分。"},
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "第三条 商家将标题修改为与商品不符的内容的,扣3分。",
        "第三条 商家将价格由100元调整为200元的,扣2分。",
        "第三条 商家应当增加一款样品,并删除违规链接。",
        "第三条 平台删除涉事商品,下架全店商品。",
    ],
)
def test_conduct_in_a_rule_is_no_operation(sentence: str) -> None:
    assert operations(sentence, "海棠商城处罚办法\n\n") == ()
    assert operations(sentence, "海棠商城处罚办法(2024年修订)\n\n") == ()


def test_words_beside_an_operation_are_not_passed_over() -> None:
    compilation = compiled("将第三条中的“3分”修改为“5分”,累计三次以上的不得上新。")
    assert len(compilation.rule_set.amendments) == 1
    assert [d.code for d in compilation.diagnostics if not d.understood] == ["P203"]


def test_an_operation_that_is_not_understood_is_said() -> None:
    compilation = compiled("第三条第一款修改为附件所列内容。")
    assert compilation.rule_set.amendments == ()
    assert [d.code for d in compilation.diagnostics if not d.understood] == ["P203"]


def test_operations_name_their_document_one_after_another() -> None:
    text = "一、对《海棠甲规则》作如下修改:\n第三条删去。\n二、对《海棠乙规则》作如下修改:\n第四条删去。\n"
    assert [(a.document, a.place) for a in operations(text, "关于修改部分规则的公告\n\n")] == [("海棠甲规则", "第三条"), ("海棠乙规则", "第四条")]


def test_the_contract_lists_operations() -> None:
    shown = inspect_json(compiled("删去第四条。"))["amendments"]
    assert isinstance(shown, list)
    assert [(row["op"], row["place"], row["span"]) for row in shown] == [("delete", "第四条", [len(HEAD), len(HEAD) + 5])]
