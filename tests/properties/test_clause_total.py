"""The clause grammar is total: whatever the scanner leaves of a sentence has a tree."""


import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulec.parsing.lalr import NoTree
from rulec.parsing.sentence_to_tokens import tokenise
from rulec.parsing.tokens_to_clause import clause, sentences
from rulec.source.resources import read_table

_MARKS = (
    ",", "的", "时", "(一)", "(扣10分)", "(含)", "《规则》", "“词”", "第三条", ":", "、", "/", "扣10分", "情节严重", "2万元", "每次",
    "商家", "刷单", " ",
)  # fmt: skip
# One word of every type, constructions, and what ends or joins segments.
_FIRST = {(row[0], row[2].split(" ")[0]) for row in read_table("lexicon/words.tsv")} | {
    (row[3], row[1].split(" ")[0]) for row in read_table("lexicon/actions.tsv")
}
_WORDS = sorted({word for _, word in _FIRST} | set(_MARKS))
_FRAMES = ("{0}{1}", "{0},{1}", ",{0}{1}", "商家{0}(一){1}", "扣10分{0},,{1}")


def trees(text: str) -> None:
    """Every sentence of `text` gets a tree that has all its tokens."""
    for words, _, _ in sentences(tokenise(text, 0, len(text))):
        if words:
            leaves = clause(words, text).leaves()
            assert "".join(text[leaf.start : leaf.end] for leaf in leaves) == text[words[0].start : words[-1].end]


@pytest.mark.parametrize(
    "text",
    [
        ",扣10分", "商家,,扣10分", "商家,的", "商家,时", "的", "的,", ",", ",,", ",,,", "商家的(一)(二)", "商家违规的(如刷单)处罚",
        "商家违规的(如刷单)扣10分", "商家(扣10分,,)", "商家违规的(如刷单),扣10分", "情节严重的,", "商家,的,扣10分", "时,的", "(一)(二)",
        ":扣10分", "生效的(一)", "于2023年1月1日生效的(一)扣1分",
    ],
)  # fmt: skip
def test_these_have_a_tree(text: str) -> None:
    trees(text)


def test_any_word_before_any_mark_has_a_tree() -> None:
    without = []
    for first in _WORDS:
        for text in (frame.format(first, second) for second in _MARKS for frame in _FRAMES):
            try:
                trees(text)
            except NoTree:
                without.append(text)
    assert without == [], f"{len(without)} without a tree"


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12))
def test_any_words_have_a_tree(words: list[str]) -> None:
    trees("".join(words))
