"""Words of a rule that no condition, exception or measure is made of make its norm partial, whatever pass overlooked them."""

import pytest

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.model import And, Judgement, Not

HEAD = "青禾平台管理规则\n2024年5月1日发布，2024年5月8日起生效。\n"


def compiled(text: str) -> Compilation:
    return compile_announcement((HEAD + text + "\n").encode(), "a.txt")


def unclaimed(text: str) -> list[str]:
    found = compiled(text)
    raw = found.ingested.source.raw
    return [span.slice(raw) for norm in found.rule_set.norms for span in norm.unclaimed]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("卖家刷单的，扣6分，期限不超过三十日，限制提现7天。", "期限不超过三十日"),  # a cap is no condition of what follows
        ("卖家刷单的，扣6分，每年12月31日清零。", "每年12月31日清零"),  # a reset among sanctions does not make an account of them
        ("卖家刷单的，扣6分，国家另有规定的，从其规定。", "从其规定"),
        ("卖家刷单的，支付违约金500元（最低100元，最高900元）。", "(最低100元,最高900元)"),
        ("卖家刷单的，由客服部门每日给予警告。", "每日"),
        ("同时满足下列条件的，卖家刷单的，扣6分。", "同时满足下列条件的"),  # no list follows
        ("卖家刷单的，扣6分，情节轻微的除外，限制提现7天。", "情节轻微的除外"),  # of which of the two
        ("卖家刷单的，扣6分，以下简称“重大违规”。", "简称"),
    ],
)
def test_what_nothing_claims_is_named(text: str, left: str) -> None:
    folded = [words.translate(str.maketrans("（），", "(),")) for words in unclaimed(text)]
    assert any(left.translate(str.maketrans("（），", "(),")) in words for words in folded)


@pytest.mark.parametrize(
    "text",
    [
        "卖家刷单的，扣6分，限制提现7天。",
        "为维护交易秩序，卖家刷单的，经核实，扣6分。",  # what for, and that it was looked into, is no condition
        "卖家刷单的，扣6分，但经平台同意的除外。",
        "卖家刷单的，处违法所得三倍以下、但最高不超过三万元的罚款。",
        "卖家有下列情形之一的，扣6分：\n（一）虚构订单的；\n（二）虚构物流的。",
    ],
)
def test_what_is_claimed_is_not(text: str) -> None:
    assert unclaimed(text) == []
    assert all(d.understood for d in compiled(text).diagnostics)


def test_a_purpose_asks_for_no_fact() -> None:
    labels = {fact.label for fact in compiled("为维护交易秩序，根据有关规定，卖家刷单的，扣6分。").rule_set.facts}
    assert labels == {"卖家刷单"}


def test_what_is_excepted_inside_a_condition_must_not_hold() -> None:
    (norm,) = compiled("卖家有下列情形之一的，扣6分：\n（一）虚构订单的，但经平台同意的除外；").rule_set.norms
    assert isinstance(norm.condition, And)
    assert [type(arg) for arg in norm.condition.args] == [Judgement, Not]
