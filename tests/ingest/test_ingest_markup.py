"""Saved pages: what is read of them, that every code point of the file stays in its place, and that no page is too broken to survive."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_rebuild import check_whole

from rulec.diagnostics import UserError
from rulec.ingest import Ingested, ingest
from rulec.source import tiles_whole, tiling

LONG = "商家虚假发货或者延迟发货以及不按照承诺期限发货"
RULE = "<p>商家虚假发货的，每次扣2分。</p>"


def page(body: str, path: str = "a.html") -> Ingested:
    found = ingest(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), path)
    check_whole(found)
    assert tiles_whole(len(found.source.raw), tiling(len(found.source.raw), [*found.markup, *found.furniture]))
    return found


def lines(body: str) -> list[str]:
    return [line.strip() for line in page(body).normal.text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>第一条</p><p>第二条</p>", ["第一条", "第二条"]),
        ("第一条<br>第二条<br/>第三条", ["第一条", "第二条", "第三条"]),
        ("<div>第<b>一</b><span>条</span></div>", ["第一条"]),
        ("<p>商家\n    虚假发货</p>", ["商家虚假发货"]),
        ("<p>VIP\n  card</p>", ["VIP card"]),
        ("<p>扣2&nbsp;分 &lt;1000 &#x4e00; &hellip; &nosuch; &amp;gt;</p>", ["扣2 分 <1000 一 … &nosuch; >"]),
        (f"<p>{LONG}<script>if (a<b) {{ '</p>' }}</script>的</p><style>p{{}}</style>", [f"{LONG}的"]),
        ("<p>一<!-- <p>二</p> -->三</p>", ["一三"]),
        ("<p>扣10<sup>1</sup>分，占地5m<sup>2</sup></p>", ["扣10分,占地5m2"]),
        ("<ruby>节<rp>(</rp><rt>jié</rt><rp>)</rp></ruby>点", ["节点"]),
        ("<ol start=3><li>甲<li>(二)乙</ol>", ["3. 甲", "(二)乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<pre>一\n二</pre>", ["一", "二"]),
        ("x<20元 且 y>3", ["x<20元 且 y>3"]),
        ("<p title='a>b'>一</p><my-tag a=1>二</my-tag>", ["一", "二"]),
        ("<P>一</P><DIV>二", ["一", "二"]),
    ],
)
def test_a_page_reads_as_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><th>甲<th>乙<tr><td>一<td>二</table>", ["|甲|乙|", "|---|", "|一|二|"]),
        ("<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", ["|甲|乙|", "|〃|丙|"]),
        ("<table><tr><td colspan=2>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>", ["|甲|←|", "|乙|丙|"]),
        (
            "<table><tr><td>甲</td><td rowspan=2 colspan=2>乙</td></tr><tr><td>丙</td></tr></table>",
            ["|甲|乙|←|", "|丙|〃|〃|"],
        ),
        ("<table><tr><td>甲|乙</td><td><p>一</p><p>二</p></td></tr><tr><td>a<td>b<br>c</table>", ["|甲/乙|一⏎二|", "|a|b⏎c|"]),
        ("<table><thead><tr><td>甲<td>乙</thead><tr><td>一<td>二</table>", ["|甲|乙|", "|---|", "|一|二|"]),
        # tables that only lay out the page: one column, a table inside, a page of text in a cell
        ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", ["甲", "乙"]),
        ("<table><tr><td>侧栏</td><td><table><tr><td>甲<td>乙<tr><td>一<td>二</table></td></tr></table>", ["侧栏", "|甲|乙|", "|一|二|"]),
        ("<table><tr><td>侧栏<td>第一条 商家应当守约。<tr><td>a<td>b</table>", ["侧栏", "第一条 商家应当守约。", "a", "b"]),
    ],
)
def test_tables_become_rows(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_spans_point_into_the_file() -> None:
    found = page("<p>商家<b>虚假</b>发货&nbsp;的</p>")
    at = found.normal.text.index("虚假发货")
    assert found.normal.raw_span(at, at + 4).slice(found.source.raw) == "虚假</b>发货"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div style='display: none'>扣99分</div>", "hidden"),
        ("<p hidden>扣99分</p>", "hidden"),
        ("<del>扣99分</del>", "struck-out"),
        ("<nav>扣99分</nav>", "navigation"),
        ("<ul><li><a href=1>某店扣48分</a><li><a href=2>怎么发货</a><li><a href=3>怎么开店</a></ul>", "navigation"),
        ("<footer>版权所有 某网</footer>", "footer"),
    ],
)
def test_what_is_no_part_of_the_announcement_is_dropped_by_name(body: str, reason: str) -> None:
    found = page(RULE + body)
    dropped = [tile for tile in found.markup if tile.class_ == "furniture"]
    assert [tile.reason for tile in dropped] == [reason]
    assert dropped[0].span.slice(found.source.raw) == body
    assert found.normal.text.strip() == "商家虚假发货的,每次扣2分。"


def test_hidden_rules_are_said() -> None:
    assert [d.code for d in page(RULE + "<p hidden>商家延迟发货的，扣99分</p>").diagnostics] == ["I110"]
    assert [d.code for d in page(RULE + "<p hidden>关注我们</p>").diagnostics] == []


@pytest.mark.parametrize(
    "head", ["<h1>店铺细则</h1>", "<head><title>店铺细则_规则中心</title></head>"]
)  # fmt: skip
def test_the_title_of_a_page(head: str) -> None:
    assert (page(head + RULE).page_title or "").startswith("店铺细则")


def test_tags_in_a_plain_text() -> None:
    found = ingest("店铺细则\n虚假发货的，扣2分。<br>\n|甲|一<br>二|\n数量<b的，扣3分。\n".encode(), "a.md")
    check_whole(found)
    assert found.normal.text.split("\n") == ["店铺细则", "虚假发货的,扣2分。", "", "|甲|一⏎二|", "数量<b的,扣3分。", ""]


def test_signs_of_markdown_are_no_words() -> None:
    text = "规则\n**第一条** 见[《细则》](https://a.b/c)，情节**严重**的，扣\\*2分。~~扣9分~~\n> 引用\n> 3单以上\n"
    found = ingest(text.encode(), "a.md")
    check_whole(found)
    assert found.normal.text == "规则\n第一条 见《细则》,情节严重的,扣*2分。\n引用\n> 3单以上\n"


def test_columns_of_tabs_are_cells() -> None:
    found = ingest("规则\n违规行为\t处理措施\n虚假发货\t扣2分\n".encode(), "a.txt")
    check_whole(found)
    assert found.normal.text == "规则\n|违规行为|处理措施\n|虚假发货|扣2分\n"
    assert "|" not in ingest("规则\n发布日期\t2024年\n生效日期\t2025年\n".encode(), "a.txt").normal.text


BROKEN = {
    "deep": "<div>" * 10_000 + RULE + "</div>" * 10_000,
    "deep tables": "<table><tr><td>" * 3_000 + RULE,
    "never closed": "<div><ul><li>" * 5_000 + RULE,
    "closed too often": "</div></td></table>" * 5_000 + RULE,
    "crossed": "<b><p><i></b></p></i>" * 3_000 + RULE,
    "open quotes": '<a "' * 10_000 + RULE,
    "open comment": "<!--" * 5_000 + RULE,
    "signs": "<" * 20_000 + RULE,
    "half tags": "<a " * 10_000 + RULE,
    "wide cells": "<table><tr><th>a<th>b<tr><td rowspan=9999 colspan=9999>x" + "<tr><td>y" * 500 + "</table>" + RULE,
    "entities": "&amp;" * 20_000 + "&#0;&#55296;&#x110000;&#xfffe;" + RULE,
}


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_no_page_is_too_broken(kind: str) -> None:
    before = time.process_time()
    found = page(BROKEN[kind])
    assert "商家虚假发货的,每次扣2分。" in found.normal.text
    assert time.process_time() - before < 20


def test_a_script_that_never_ends_takes_the_rest_and_a_page_of_scripts_is_refused() -> None:
    assert page(RULE * 3 + "<script>var a = 1; <p>扣9分</p>").normal.text.count("扣2分") == 3
    with pytest.raises(UserError) as refused:
        page("<div id=app>加载中</div><script>start()</script>")
    assert refused.value.code == "I006"


SOUP = [
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=2>", "<th colspan=3>", "</td>", "<p>", "</p>", "<br>", "<li>", "<ol>", "</ol>",
    "<div hidden>", "</div>", "<script>", "</script>", "<!--", "-->", "<del>", "</del>", "&nbsp;", "&lt;", "|", "\n", " ", "<", "扣2分", "情节", "x",
]  # fmt: skip


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(SOUP),
        max_size=40,
    )
)
def test_any_soup_of_tags_is_rebuilt_by_its_edits(pieces: list[str]) -> None:
    try:
        page("".join(pieces) + RULE + LONG)
    except UserError as refused:  # a script that never ends took the words
        assert refused.code == "I006" and "<script>" in pieces
