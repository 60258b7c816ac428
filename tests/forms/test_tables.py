"""Tables in every form they are published in: grids, bands, merged, repeated and empty cells, pipes glued on one line."""

import pytest
from said import codes, compiled, said

HEAD = "青禾店铺管理规则\n\n"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "| 违规情形 | 情节轻微 | 情节严重 |\n|---|---|---|\n| 虚假发货 | 扣2分 | 扣12分，清退店铺 |\n| 缺货 | — | 扣3分 |",
            ["虚假发货且情节轻微: deduct_points 2", "虚假发货且情节严重: deduct_points 12, expel", "缺货且情节严重: deduct_points 3"],
            id="conduct by tier",
        ),
        pytest.param(
            "| 违规行为 | 第一次 | 再次 | 三次及以上 |\n|---|---|---|---|\n| 缺货 | 警告 | 扣2分 | 扣4分 |",
            ["缺货次数=1: warn", "缺货次数=2: deduct_points 2", "缺货次数≥3: deduct_points 4"],
            id="conduct by count",
        ),
        pytest.param(
            "| 违规行为 | 首次 | 再次 |\n|---|---|---|\n| 缺货 | 警告 | 扣2分 |",
            ["缺货次数=1: warn", "缺货次数≥2: deduct_points 2"],
            id="again is open",
        ),
        pytest.param(
            "| 违规行为 | 一般违规 | 严重违规 |\n|---|---|---|\n| 售假 | 扣4分 | 扣24分 |",
            ["售假且一般违规: deduct_points 4", "售假且严重违规: deduct_points 24"],
            id="columns of another scale",
        ),
        pytest.param(
            "| 违规类型 | 扣分 |\n|---|---|\n| 泄露信息<br>（含买家电话） | 6 |",
            ["泄露信息(含买家电话): deduct_points 6"],
            id="bracket on a line of its own",
        ),
        pytest.param(
            "| 违规金额 | 违约金 |\n|---|---|\n| 1万元以下 | 500元 |\n| 超过1万元 | 3000元 |",
            ["违规金额≤10000: pay_penalty 500", "违规金额>10000: pay_penalty 3000"],
            id="bands as rows",
        ),
        pytest.param(
            "| 违规行为 | 次数 | 处理 |\n|---|---|---|\n| 刷单 | 首次 | 扣2分 |\n|  | 第二次 | 扣6分 |\n| 缺货 | 同上 | 扣3分 |",
            ["刷单次数=1: deduct_points 2", "刷单次数=2: deduct_points 6", "缺货次数=2: deduct_points 3"],
            id="empty and ditto cells",
        ),
        pytest.param(
            "| 违规行为 | 每次扣分 | 违约金（元） | 备注 |\n|---|---|---|---|\n| 刷单 | 2分 | 500 | 无 |\n| 缺货 | / | 100 | 一般不罚 |",
            ["刷单: deduct_points 2, pay_penalty 500", "缺货: pay_penalty 100"],
            id="measures named by the header",
        ),
        pytest.param(
            "违规行为 | 处理\n--- | ---\n刷单 | 扣2分\n缺货 | 扣1分",
            ["刷单: deduct_points 2", "缺货: deduct_points 1"],
            id="no pipe at the head",
        ),
        pytest.param(
            "| 违规行为 | 处理 |\n\n| --- | --- |\n\n| 刷单 | 扣2分 |\n\n| 缺货 | 扣1分 |",
            ["刷单: deduct_points 2", "缺货: deduct_points 1"],
            id="a paragraph for each row",
        ),
        pytest.param(
            "标准如下：| 违规行为 | 处理 || --- | --- || 刷单 | 扣2分 || 缺货 | 扣1分 |",
            ["刷单: deduct_points 2", "缺货: deduct_points 1"],
            id="glued with a separator",
        ),
        pytest.param(
            "违规行为|处理||刷单|扣2分||缺货|扣1分", ["刷单: deduct_points 2", "缺货: deduct_points 1"], id="glued without a separator"
        ),
        pytest.param("违规行为\t处理\n刷单\t扣2分\n缺货\t扣1分", ["刷单: deduct_points 2", "缺货: deduct_points 1"], id="columns of tabs"),
        pytest.param(
            "| 违规行为 | 处理 |\n|---|---|\n| 刷单 | 扣2分<br>支付违约金100元 |",
            ["刷单: deduct_points 2, pay_penalty 100"],
            id="line break in a cell",
        ),
        pytest.param(
            "<table><tr><th rowspan=2>违规行为<th colspan=2>处理<tr><th>首次<th>再次<tr><td colspan=3>一、发货类<tr><td rowspan=2>刷单<td>扣1分<td>扣2分"
            "<tr><td colspan=2>警告</table>",
            ["刷单次数=1: deduct_points 1", "刷单次数≥2: deduct_points 2", "刷单次数=1: warn", "刷单次数≥2: warn"],
            id="merged cells of a page",
        ),
    ],
)
def test_a_table_says_what_its_rows_say(table: str, expected: list[str]) -> None:
    found = compiled(HEAD + table + "\n")
    assert said(found) == expected
    assert [code for code in codes(found) if not code.startswith("S12")] == []


def test_two_tables_stay_two() -> None:
    text = "| 违规行为 | 处理 |\n|---|---|\n| 刷单 | 扣2分 |\n| 累计扣分 | 处理 |\n|---|---|\n| 12分 | 屏蔽店铺7天 |\n"
    found = compiled(HEAD + text)
    assert said(found) == ["刷单: deduct_points 2"]
    assert [str(node.at) for node in found.rule_set.accounts[0].nodes] == ["12"]


def test_a_cell_that_is_not_understood_makes_its_row_partial() -> None:
    found = compiled(HEAD + "| 违规行为 | 违约金 | 扣分 |\n|---|---|---|\n| 刷单 | 酌情 | 2分 |\n| 缺货 | 100元 | 1分 |\n")
    assert said(found) == ["刷单: deduct_points 2?", "缺货: pay_penalty 100, deduct_points 1"]
    assert "P204" in codes(found)


def test_figures_without_a_measure_are_not_guessed() -> None:
    found = compiled(HEAD + "| 违规行为 | 首次 | 再次 |\n|---|---|---|\n| 刷单 | 甲 | 乙 |\n")
    assert said(found) == []
    assert set(codes(found)) == {"P204"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("违规情形\n处理措施\n刷单\n扣10分\n缺货\n扣2分\n", id="a cell on each line"),
        pytest.param("违规情形\n\n处理措施\n\n刷单\n\n扣10分\n\n缺货\n\n扣2分\n", id="with empty lines"),
        pytest.param("序号\n违规行为\n扣分\n处理方式\n1\n刷单\n10分\n屏蔽店铺7天\n2\n缺货\n2分\n警告\n", id="four columns"),
        pytest.param("违规行为处理措施刷单扣10分缺货扣2分清退店铺\n", id="run together"),
        pytest.param("违规行为  扣分  处理措施\n刷单  10分  屏蔽店铺7天\n缺货  2分  警告\n", id="blanks between"),
        pytest.param("刷单\n扣10分\n缺货\n扣2分\n", id="no header"),
    ],
)
def test_a_flattened_table_is_named_and_not_read(text: str) -> None:
    found = compiled(f"青禾店铺管理规则\n第一条 辱骂买家的，扣1分。\n{text}\n第二条 泄露信息的，扣3分。\n", "a.txt")
    assert said(found) == ["辱骂买家: deduct_points 1", "泄露信息: deduct_points 3"]
    assert codes(found).count("P205") == 1
    lost = next(d for d in found.diagnostics if d.code == "P205")
    assert lost.span.slice(found.ingested.source.raw).split() == text.split()
    assert {t.class_ for t in found.ledger if t.span.overlaps(lost.span)} <= {"unresolved", "layout"}


@pytest.mark.parametrize(
    "text",
    [
        "违规行为处理措施包括扣分、支付违约金和清退店铺。\n",
        "违规处理\n刷单的，扣2分。\n缺货的，扣1分。\n",
        "违规行为\n刷单\n缺货\n",
        "一、刷单\n扣2分。\n二、缺货\n扣1分。\n",
        "处理措施\n屏蔽店铺7天\n",
    ],
)
def test_ordinary_lines_are_no_flattened_table(text: str) -> None:
    assert "P205" not in codes(compiled("青禾店铺管理规则\n" + text, "a.txt"))


@pytest.mark.parametrize("text", ["处理标准如下表所示：\n", "具体扣分见下图。\n", "处罚标准详见附表。\n", "表1 违规处理标准\n"])
def test_a_lost_table_is_missed(text: str) -> None:
    after = "第二条 刷单的，扣2分。\n"
    assert "P206" in codes(compiled("青禾店铺管理规则\n" + text + after, "a.txt"))


def test_a_table_that_is_there_is_not_missed() -> None:
    table = "| 违规行为 | 处理 |\n|---|---|\n| 刷单 | 扣2分 |\n"
    assert "P206" not in codes(compiled("青禾店铺管理规则\n处理标准如下表所示：\n" + table))
    assert "P206" not in codes(compiled("青禾店铺管理规则\n处理标准详见附表。\n第二条 缺货的，扣1分。\n附表\n" + table))
