"""Amendments applied: the text that each must give was written by hand."""

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from rulec.build.consolidate import consolidate
from rulec.build.consolidation import Consolidation
from rulec.diagnostics import UserError

LAWS = Path(__file__).parents[2].parent / "shared" / "corpus" / "laws"

BASE = """白鹭商城处罚办法

第一条 本办法适用于商家。

第二条 商家虚假发货的,扣10分。

第三条 商家有下列行为之一的,扣6分:
(一)超过72小时未发货;
(二)发空包裹;
(三)其他延误。
情节严重的,支付违约金三百元。

第四条 违反第三条规定的,由工商行政管理部门处理;再次违反的,扣3分。

2.1 商家应当公示规则。
2.2 商家不得诱导好评。

第五条 本办法自2023年1月1日起施行。
"""


def applied(*sentences: str, base: str = BASE, title: str = "白鹭商城处罚办法") -> Consolidation:
    """The base with one announcement after another applied, each a decision of one sentence or more."""
    decisions = [f"关于修改《{title}》的决定\n\n{one}\n\n本决定自2024年{n}月1日起施行。\n" for n, one in enumerate(sentences, 1)]
    return consolidate((base.encode(), "base.txt"), [(one.encode(), f"a{n}.txt") for n, one in enumerate(decisions, 1)])


def changed(old: str, new: str) -> str:
    assert BASE.count(old) == 1
    return BASE.replace(old, new)


@pytest.mark.parametrize(
    ("sentence", "old", "new"),
    [
        ("将第二条修改为:“商家虚假发货的,扣20分。”", "扣10分。", "扣20分。"),
        ("将第二条修改为:“第二条 商家售假的,扣12分。\n“情节严重的,清退。”", "第二条 商家虚假发货的,扣10分。", "第二条 商家售假的,扣12分。\n情节严重的,清退。"),
        ("第三条第一款第(二)项修改为:“超过48小时未发货;”", "发空包裹;", "超过48小时未发货;"),
        ("第三条第二款修改为:“情节严重的,清退。”", "情节严重的,支付违约金三百元。", "情节严重的,清退。"),
        ("在第二条后增加一条,作为第二条之一:“商家炒信的,扣2分。”", "扣10分。\n", "扣10分。\n\n第二条之一 商家炒信的,扣2分。\n"),
        ("第二条增加一款,作为第二款:“主动报告的,扣5分。”", "扣10分。\n", "扣10分。\n主动报告的,扣5分。\n"),
        ("第三条增加一款,作为第二款:“主动报告的,扣1分。”", "(三)其他延误。\n", "(三)其他延误。\n主动报告的,扣1分。\n"),
        ("第三条增加一款:“主动报告的,扣1分。”", "三百元。\n", "三百元。\n主动报告的,扣1分。\n"),
        ("第三条第一款增加一项,作为第(三)项:“虚构物流;”", "(三)其他延误。", "(三)虚构物流;\n(四)其他延误。"),
        ("第三条第一款增加一项,作为第四项:“虚构物流。”", "(三)其他延误。\n", "(三)其他延误。\n(四)虚构物流。\n"),
        ("删去第三条第一款第(三)项。", "(三)其他延误。\n", ""),
        ("删去第二条。", "第二条 商家虚假发货的,扣10分。\n\n", ""),
        ("删去第四条中的“;再次违反的,扣3分”。", ";再次违反的,扣3分", ""),
        ("将第四条中的“工商行政管理部门”修改为“市场监督管理部门”。", "工商行政管理部门", "市场监督管理部门"),
        ("情节严重的违约金由300元调整为500元。", "三百元", "500元"),
        ("第二条的扣分由10分提高至15分。", "10分", "15分"),
        ("新增2.3规定:商家不得泄露信息。", "诱导好评。\n", "诱导好评。\n2.3 商家不得泄露信息。\n"),
        ("变更前:商家不得诱导好评。\n变更后:商家不得诱导或者利诱好评。", "不得诱导好评", "不得诱导或者利诱好评"),
        ("2.2\n变更前:\n商家不得诱导好评。\n变更后:\n无", "2.2 商家不得诱导好评。\n\n", ""),
        ("第五条改为第六条。", "第五条", "第六条"),
    ],
)
def test_one_operation_changes_its_place_and_nothing_else(sentence: str, old: str, new: str) -> None:
    made = applied(sentence)
    assert [one.state for one in made.operations] == ["applied"] * len(made.operations)
    assert made.operations
    assert made.text == changed(old, new)


@pytest.mark.parametrize(
    ("sentence", "state", "why"),
    [
        ("删去第九条。", "no_target", "第九条"),
        ("第三条第四款修改为:“略。”", "no_target", "第三条第四款"),
        ("将第二条中的“扣8分”修改为“扣9分”。", "no_target", "扣8分"),
        ("违约金由200元调整为500元。", "no_target", "违约金200元"),
        ("变更前:商家不得泄密。\n变更后:商家不得泄露信息。", "no_target", "商家不得泄密。"),
        ("新增2.3规定。", "no_text", ""),
        ("新增2.2规定:商家不得泄露信息。", "conflict", "2.2"),
        ("新增9.1规定:商家不得泄露信息。", "no_target", "9.1"),
    ],
)
def test_an_operation_without_target_is_kept_and_the_text_stays(sentence: str, state: str, why: str) -> None:
    made = applied(sentence)
    assert [(one.state, one.why) for one in made.left] == [(state, why)]
    assert made.text == BASE


def test_a_value_that_stands_in_two_places_is_changed_in_none() -> None:
    base = "白鹭商城处罚办法\n\n第一条 迟发的,扣3分。\n\n第二条 漏发的,扣3分。\n"
    made = applied("扣分由3分调整为5分。", base=base)
    assert ([one.state for one in made.operations], made.text) == (["ambiguous"], base)
    assert applied("漏发的扣分由3分调整为5分。", base=base).text == base.replace("漏发的,扣3分", "漏发的,扣5分")


def test_an_operation_upon_another_text_is_left_alone() -> None:
    made = applied("删去第二条。", title="白鹭商城结算规则")
    assert ([(one.state, one.why) for one in made.left], made.text) == ([("other_document", "白鹭商城结算规则")], BASE)


def test_two_operations_on_one_place_are_a_conflict_and_the_first_holds() -> None:
    made = applied("删去第二条。将第二条中的“10分”修改为“20分”。")
    assert [one.state for one in made.operations] == ["applied", "conflict"]
    assert "虚假发货" not in made.text


def test_articles_counted_anew_take_the_references_of_the_older_text_along() -> None:
    made = applied("在第一条后增加一条,作为第二条:“违反第三条规定的,另行通知。”\n条文顺序作相应调整。")
    assert [one.state for one in made.operations] == ["applied", "applied"]
    assert "第二条 违反第三条规定的,另行通知。" in made.text  # the amendment already counts anew
    assert "第三条 商家虚假发货的" in made.text
    assert "第五条 违反第四条规定的,由工商" in made.text
    assert "第六条 本办法自2023年" in made.text


def test_three_amendments_one_after_another_with_the_origin_of_every_sentence() -> None:
    made = applied(
        "第二条增加一款,作为第二款:“主动报告的,扣5分。”",
        "第二条第二款修改为:“主动报告的,扣4分。”",
        "将第二条第二款中的“4分”修改为“3分”。",
    )
    assert [one.state for one in made.operations] == ["applied"] * 3
    assert "\n主动报告的,扣3分。\n" in made.text
    raws = [BASE, *("" for _ in range(3))]
    [sentence] = [s for s in made.sentences if s.text.startswith("主动报告")]
    assert sentence.provision == "第二条#2"
    assert [(o.source, o.made) for o in sentence.origins] == [(2, False), (3, False), (2, False)]
    for one in made.sentences:
        for origin in one.origins:
            if origin.source == 0 and not origin.made:
                assert origin.span.slice(raws[0]).strip()
    assert "".join(piece.text for piece in made.pieces) == made.text
    assert made.effective == "2024-03-01"


def test_every_piece_is_a_stretch_of_its_source_word_for_word() -> None:
    decision = "关于修改《白鹭商城处罚办法》的决定\n\n第二条修改为:“商家售假的,扣12分。”\n在第四条后增加一条,作为第四条之一:“商家可以申诉。”\n"
    made = consolidate((BASE.encode(), "b"), [(decision.encode(), "a")])
    raw = [BASE, decision]
    for piece in made.pieces:
        if not piece.made:
            assert piece.span.slice(raw[piece.source]) == piece.text
    assert {piece.source for piece in made.pieces} == {0, 1}


def test_an_announcement_that_amends_nothing_is_refused() -> None:
    with pytest.raises(UserError) as stopped:
        consolidate((BASE.encode(), "b"), [(BASE.encode(), "a.txt")])
    assert stopped.value.code == "B030"


def test_a_published_text_that_differs_is_said_place_by_place() -> None:
    decision = "关于修改《白鹭商城处罚办法》的决定\n\n第二条修改为:“商家虚假发货的,扣20分。”\n".encode()
    right = BASE.replace("扣10分", "扣20分").replace("\n\n", "\n").encode()  # laid out in another way
    wrong = BASE.replace("扣10分", "扣25分").encode()
    same = consolidate((BASE.encode(), "b"), [(decision, "a")], (right, "p"))
    assert same.differences == ()
    differs = consolidate((BASE.encode(), "b"), [(decision, "a")], (wrong, "p")).differences
    assert differs is not None
    assert [(d.provision, d.consolidated, d.published) for d in differs] == [
        ("第二条", "第二条 商家虚假发货的,扣20分。", "第二条 商家虚假发货的,扣25分。")
    ]


_ARTICLE = re.compile(r"^(第[一二三四五六七八九十百]+条)[ \u3000]", re.MULTILINE)


def _articles(text: str) -> list[tuple[str, str]]:
    body = text.split("<!-- INFO END -->")[-1]
    starts = [*_ARTICLE.finditer(body)]
    ends = [m.start() for m in starts[1:]] + [len(body)]
    return [(m[1], body[m.end() : end].split("\n## ")[0].strip()) for m, end in zip(starts, ends, strict=True)]


def _decision(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> str:
    """A decision that turns the old articles into the new ones, in the words such decisions have."""
    lines = ["关于修改的决定", ""]
    for tag, a, b, c, d in SequenceMatcher(None, [t for _, t in old], [t for _, t in new], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        lines += [f"将{old[a + n][0]}修改为:“{new[c + n][1]}”" for n in range(both)]
        lines += [f"删去{old[n][0]}。" for n in range(a + both, b)]
        lines += [f"在{old[b - 1][0]}后增加一条,作为{new[n][0]}:“{new[n][1]}”" for n in range(c + both, d)]
    return "\n\n".join([*lines, "条文顺序作相应调整。"])


@pytest.mark.skipif(not LAWS.is_dir(), reason="the real texts do not lie beside this checkout")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("船员条例(2020-03-27).md", "船员条例(2023-07-20).md"),
        ("工业产品生产许可证管理条例(2005-07-09).md", "工业产品生产许可证管理条例(2023-07-20).md"),
        ("北京市机动车停车条例(2021-09-24).md", "北京市机动车停车条例(2024-03-29).md"),
    ],
)
def test_a_real_statute_consolidated_is_the_one_that_was_published(old: str, new: str) -> None:
    before, after = (LAWS / old).read_bytes(), (LAWS / new).read_bytes()
    decision = _decision(_articles(before.decode()), _articles(after.decode()))
    made = consolidate((before, old), [(decision.encode(), "decision.txt")], (after, new))
    assert len(made.operations) > 3
    assert made.left == ()
    assert made.differences is not None
    assert [d for d in made.differences if "条" in d.provision.rpartition("条例")[2]] == []  # but for who passed it when
