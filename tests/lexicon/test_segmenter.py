"""The segmenter cuts as jieba does with the same dictionary, and its words tile the text."""

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rulec.lexicon.segmenter import cut, jieba_itself
from rulec.source.resources import read_table

ROOT = Path(__file__).resolve().parents[2]
TEXTS = sorted((ROOT / "corpus").glob("*/*/*.txt"))


@cache
def reference() -> Any:
    return jieba_itself()


def same(text: str) -> None:
    found = cut(text)
    assert [word for word, _, _ in found] == list(reference().cut(text, HMM=False))
    assert all(text[start:end] == word for word, start, end in found)
    assert "".join(word for word, _, _ in found) == text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_announcements_are_cut_as_by_jieba(path: Path) -> None:
    same(path.read_text("utf-8"))


def test_any_characters_are_cut_as_by_jieba() -> None:
    """Characters of the dictionary in any order, so that words overlap, break off and are missing; signs and Latin letters between them."""
    source = random.Random(1)
    words = [row[0] for row in read_table("lexicon/segmentation.tsv")]
    for size in range(1, 400):
        pieces = [source.choice(words)[: source.randrange(1, 5)] for _ in range(size % 40 + 1)]
        pieces += source.choices(["abc", "12.5%", ",", " ", "\n", "㐀", "鿕", "龘", "😀", "-"], k=size % 3)
        source.shuffle(pieces)
        same("".join(pieces))


@pytest.mark.parametrize("text", ["", "的", "龘", "😀", "不超过", "不超", "a", "A类", "第3条", "\u4e00\u9fd5\u9fd6"])
def test_short_pieces(text: str) -> None:
    same(text)
