"""Cuts normal text into words with jieba, on a dictionary of its own (jieba's global state and cache are never touched)."""

import logging
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rulec.lexicon.vocabulary import vocabulary
from rulec.source.resources import read_table

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba 0.42.1 imports pkg_resources and has old escapes; both only warn
    import jieba

jieba.setLogLevel(logging.ERROR)


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """A tokenizer with the shipped dictionary; initialisation by hand keeps jieba from writing a cache file."""
    tokenizer = jieba.Tokenizer()
    freq: dict[str, int] = {}
    total = 0
    for word, count in read_table("lexicon/segmentation.tsv"):
        number = int(count)
        freq[word] = number
        total += number
        for end in range(1, len(word)):
            freq.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = freq, total, True
    for word in sorted(vocabulary().words):
        if not freq.get(word):
            tokenizer.add_word(word)
    return tokenizer


def cut(text: str) -> Iterator[tuple[str, int, int]]:
    """Words of `text` with their half-open places; the words joined are `text`."""
    at = 0
    for word in _tokenizer().cut(text, HMM=False):
        yield word, at, at + len(word)
        at += len(word)


def bake(limit: int = 60_000) -> list[tuple[str, int]]:
    """The rows of `lexicon/segmentation.tsv`: jieba's most frequent words and the vocabulary, each with its frequency, sorted by word.

    Vocabulary words get the frequency that keeps them whole (jieba's own suggestion). Run by `make lexicon` when the vocabulary changes.
    """
    full = jieba.Tokenizer()
    with jieba.get_module_res("dict.txt") as rows:
        known = [(parts[0], int(parts[1])) for parts in (row.decode("utf-8").split() for row in rows)]
    full.FREQ, full.total = full.gen_pfdict(jieba.get_module_res("dict.txt"))
    full.initialized = True
    common = dict(sorted(known, key=lambda row: (-row[1], row[0]))[:limit])
    for word in sorted(vocabulary().words):
        common[word] = max(full.FREQ.get(word) or 0, full.suggest_freq(word))
    return sorted(common.items())
