"""Damage that is no accident of encoding: named at its place, and nothing else is."""

import pytest
from ingest_rebuild import check_whole

from rulec.build.pipeline import compile_announcement
from rulec.ingest import ingest

HEAD = "青禾店铺管理规则\n"


def codes(text: str) -> list[tuple[str, str]]:
    found = ingest((HEAD + text).encode(), "a.txt")
    check_whole(found)
    return [(d.code, d.span.slice(found.source.raw)) for d in found.diagnostics if d.code in ("I112", "I113", "I114")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("虚假发货的，支付违约金元。", "违约金元"),
        ("虚假发货的，屏蔽店铺天。", "屏蔽店铺天"),
        ("处以元以上元以下罚款。", "处以元"),
        ("处违法所得倍以上倍以下罚款。", "倍以上倍以下"),
        ("累计达到分的，清退店铺。", "达到分"),
        ("虚假发货的，每次扣分。", "每次扣分"),
        ("销售额超过元的，扣2分。", "超过元"),
        ("应当在个工作日内答复。", "在个工作日内"),
        ("本规则自年月日起施行。", "自年月日"),
        ("违反第条的，扣2分。", "违反第条"),
        ("停业整顿___天。", "___"),
    ],
)
def test_stripped_figures(text: str, place: str) -> None:
    found = codes(text)
    assert [code for code, _ in found] == ["I113"]
    assert found[0][1] == place


@pytest.mark.parametrize(
    "text",
    ["第***次虚假发货的，扣2分。", "存在*行为的，扣2分。", "发布**信息的，扣2分；", "发布■■信息的，扣2分。", "发布××信息的，扣2分。"],
)
def test_masked_words(text: str) -> None:
    assert [code for code, _ in codes(text)] == ["I114"]


@pytest.mark.parametrize(
    "text", ["商q家虚w假发货的，扣2分。", "虚假发货的，扣1r2分，屏蔽3#0天。", "商.家'虚.假!发,货的，扣2分。", "商$家发布^信息的，扣2分。"]
)
def test_stray_characters(text: str) -> None:
    assert [code for code, _ in codes(text)] == ["I112"]


@pytest.mark.parametrize(
    "text",
    [
        "情节**严重**的，扣2分。",
        "* 虚假发货的，扣2分。",
        "累计扣分达到12分的，屏蔽店铺7天；每次扣分记入信用档案。",
        "超过次数上限的，扣分标准另行公布。",
        "刷单数量x≤30单的，扣x分；违规n次的，屏蔽m天。",
        "商家id、APP、VIP等级、A类商品，5m2以上，3*4寸。",
        "扣2分/次，违约金1,000元，2.5倍，50%以上。",
        "每半年、数倍以上、一定金额以上的，近日、当天、满分、达到分公司要求。",
        "周一~周五、店铺+商品、价格=成本。",
        "商家应当在三个工作日内答复，自2024年3月1日起施行。",
        "单价不低于天猫价，最高分值另定，超过单次限额的，扣1分。",
        "处二千元以上一万元以下罚款，百分之五以上百分之十以下。",
    ],
)
def test_ordinary_words_are_not_damage(text: str) -> None:
    assert codes(text) == []


def test_damage_makes_its_norm_partial_and_no_other() -> None:
    text = HEAD + "第一条 商家第***次虚假发货的，扣2分。\n第二条 商家延迟发货的，扣3分，屏蔽店铺天。\n第三条 商家缺货的，扣4分。\n"
    norms = compile_announcement(text.encode(), "a.txt").rule_set.norms
    assert [bool(norm.unclaimed) for norm in norms] == [True, True, False]


def test_damage_in_the_page_around_is_nobody_s_business() -> None:
    assert codes("虚假发货的，扣2分。\n推荐阅读：\n某店扣***分怎么办\n") == []
