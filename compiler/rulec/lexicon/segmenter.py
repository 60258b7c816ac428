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


def _tokenizer_of(counts: dict[str, int]) -> Any:
    """A tokenizer with this dictionary; initialisation by hand keeps jieba from writing a cache file."""
    tokenizer = jieba.Tokenizer()
    freq = dict(counts)
    for word in counts:
        for end in range(1, len(word)):
            freq.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = freq, sum(counts.values()), True
    return tokenizer


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """The tokenizer with the shipped dictionary."""
    return _tokenizer_of({word: int(count) for word, count in read_table("lexicon/segmentation.tsv")})


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
    full.FREQ, full.total = full.gen_pfdict(jieba.get_module_res("dict.txt"))
    full.initialized = True
    known = [(word, count) for word, count in full.FREQ.items() if count]
    common = dict(sorted(known, key=lambda row: (-row[1], row[0]))[:limit])
    words = sorted(vocabulary().words)
    for word in words:
        common[word] = max(full.FREQ.get(word) or 0, full.suggest_freq(word))
    trimmed = _tokenizer_of(common)
    while split := [word for word in words if list(trimmed.cut(word, HMM=False)) != [word]]:
        for word in split:  # the trimmed dictionary weighs words differently: raise until each stays whole
            common[word] = max(common[word] + 1, trimmed.suggest_freq(word))
        trimmed = _tokenizer_of(common)
    return sorted(common.items())
