"""Places are compared with their neighbours, not each with each: the comparisons grow with the text."""

import random
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from rulec.build.pipeline import compile_announcement
from rulec.source import Span, SpanIndex

BENCH = Path(__file__).parents[2] / "bench"
RULE = "商家刷单的,扣10分,并支付近30天累计成交额10%的违约金(最低200元)。"


def articles(count: int) -> str:
    """The text that `make bench` measures on."""
    sys.path.insert(0, str(BENCH))
    try:
        text: str = import_module("provisions").announcement(count)
    finally:
        sys.path.remove(str(BENCH))
    return text


def comparisons(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often two spans are compared while `text` is compiled."""
    counted = 0

    def noted(compare: Callable[[Span, Span], bool]) -> Callable[[Span, Span], bool]:
        def asked(self: Span, other: Span) -> bool:
            nonlocal counted
            counted += 1
            return compare(self, other)

        return asked

    with monkeypatch.context() as patch:
        patch.setattr(Span, "overlaps", noted(Span.overlaps))
        patch.setattr(Span, "contains", noted(Span.contains))
        compile_announcement(text.encode("utf-8"), "a.txt")
    return counted


@pytest.mark.parametrize("make", [articles, lambda n: articles(n).replace("\n", ""), lambda n: RULE * n], ids=["articles", "one line", "one rule"])
def test_comparisons_of_places_grow_with_the_text(make: Callable[[int], str], monkeypatch: pytest.MonkeyPatch) -> None:
    once, often = comparisons(make(60), monkeypatch), comparisons(make(240), monkeypatch)
    assert often <= 4.8 * once, f"{once} for n, {often} for 4n"


def test_the_index_answers_as_asking_each_would() -> None:
    source = random.Random(2)
    spans = [Span(start, start + source.choice((0, 1, 40, 511, 512, 3000))) for start in source.choices(range(5000), k=200)]
    index = SpanIndex(spans)
    for start in range(0, 8200, 37):
        place = Span(start, start + source.choice((0, 1, 20, 512, 2000)))
        assert index.around(place) == [n for n, span in enumerate(spans) if span.contains(place)]
        assert index.inside(place) == [n for n, span in enumerate(spans) if place.contains(span)]
        assert index.touching(place) == [n for n, span in enumerate(spans) if span.overlaps(place)]
