"""Long lines, deep brackets, heaps of one word: everything ends, nothing is lost, and twice the text is about twice the work."""

import random
from collections.abc import Callable

import pytest
from steps import steps

from rulec.build.pipeline import compile_announcement
from rulec.source import tiles_whole

RULE = "商家刷单的,扣10分,并支付近30天累计成交额10%的违约金(最低200元)。"
_WORDS = (
    RULE, "\n", "情节严重", "或", "不超过", "除", "外", ",", "。", ";", "(", ")", "2万元", "平台有权", "下架商品", "abc ", "第一条", "一、",
    "%", "3天内", "《规则》", "：", "“", "”", "累计", "的", "时",
)  # fmt: skip


def noise(size: int) -> str:
    """About `size` characters of words of the language in no order."""
    source, pieces, length = random.Random(7), [], 0
    while length < size:
        pieces.append(source.choice(_WORDS))
        length += len(pieces[-1])
    return "".join(pieces)


# name → text of a size that doubles with its argument
HEAPS: dict[str, Callable[[int], str]] = {
    "noise": lambda n: noise(n * 40),
    "one line of rules": lambda n: RULE * n,
    "lines": lambda n: "扣10分。\n" * (n * 4),
    "articles": lambda n: "".join(f"第{number}条 商家不得刷单。\n" for number in range(1, n + 1)),
    "list": lambda n: "以下行为:\n" + "刷单\n" * n,
    "tiers": lambda n: "情节严重,扣10分;\n" * (n * 2),
    "measures": lambda n: "下架商品、" * n + "。",
    "sums": lambda n: "处" + "1元或" * n + "罚款。",
    "cumulative": lambda n: "累计" * n,
    "except": lambda n: "除" * n + "外" * n,
    "waiver": lambda n: "免除" + "处罚的" * n,
    "objects": lambda n: "下架" + "全部违法所得" * n,
    "open brackets": lambda n: "商家" + "(" * n + "扣10分。",
    "closed brackets": lambda n: "商家" + "(扣10分)" * n,
    "numerals": lambda n: "扣" + "一二三万亿" * n + "分",
    "digits": lambda n: "扣" + "1" * n + "分",
    "dates": lambda n: "2023年1月1日-" * n,
    "titles": lambda n: "《规则" * n,
    "quotes": lambda n: "“" * n + "”" * n,
    "blanks": lambda n: "商家" + " " * n + "扣10分。",
    "empty lines": lambda n: "商家刷单的,扣10分。" + "\n" * n + "扣10分。",
    "glosses": lambda n: "規(guī)" * n + "扣10分。",
    "damage": lambda n: "?qū)ζ" * n + "扣10分。",
}


@pytest.mark.parametrize("name", sorted(HEAPS))
def test_twice_the_text_is_about_twice_the_work(name: str) -> None:
    make = HEAPS[name]
    steps(make(2))  # tables are read before anything is counted
    once, twice = steps(make(150)), steps(make(300))
    assert twice <= 2.3 * once, f"{once} lines of code for n, {twice} for 2n"


@pytest.mark.parametrize("name", sorted(set(HEAPS) - {"cumulative", "except", "waiver"}))
def test_a_heap_is_compiled_whole(name: str) -> None:
    text = HEAPS[name](1500 if name not in ("noise", "one line of rules", "lines", "tiers") else 300)
    found = compile_announcement(text.encode("utf-8"), "a.txt")
    raw = found.ingested.source.raw
    assert tiles_whole(len(raw), found.ledger)
    assert "".join(tile.span.slice(raw) for tile in found.ledger) == raw == text


@pytest.mark.parametrize("depth", [1, 10, 100, 1_000, 10_000])
@pytest.mark.parametrize("pair", ["()", "（）", "《》", "“”", "【】", "[]"])
def test_brackets_may_nest_to_any_depth(pair: str, depth: int) -> None:
    text = f"商家{pair[0] * depth}扣10分{pair[1] * depth}。"
    found = compile_announcement(text.encode("utf-8"), "a.txt")
    assert tiles_whole(len(text), found.ledger)


def test_a_line_of_200_000_characters_is_one_line() -> None:
    text = "的" * 60_000 + "商家" + "a" * 140_000
    found = compile_announcement(text.encode("utf-8"), "a.txt")
    assert tiles_whole(len(text), found.ledger)
