"""Cuts normal text into words with jieba, on a dictionary of its own (jieba's global state and cache are never touched)."""

import logging
import re
import sys
import warnings
from functools import lru_cache
from math import inf, log
from typing import Any

from rulec.lexicon.vocabulary import vocabulary
from rulec.source.resources import grammars_dir, read_table

# jieba 0.42.1 imports pkg_resources, only to find the dictionary that we do not use; where it is there, that takes longer than all the rest.
_HIDDEN = "pkg_resources"
_KNOWN = sys.modules.get(_HIDDEN)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its old escapes warn
    sys.modules[_HIDDEN] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if _KNOWN is None:
            del sys.modules[_HIDDEN]
        else:
            sys.modules[_HIDDEN] = _KNOWN

jieba.setLogLevel(logging.ERROR)

_HAN = re.compile("[\u4e00-\u9fd5]+")
_GROUP = re.compile(r"^([^\t\n#])[^\n]*(?:\n\1[^\n]*)*", re.MULTILINE)
_COUNT = re.compile(r"\t([0-9]+)$", re.MULTILINE)


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba, with the search for the most likely cut in one pass and over a dictionary that is read in groups, by first character.

    A group holds the log probabilities of the words that begin with the character and a 0 for what words begin with, as jieba's own
    dictionary does. It is read from the table when the character is first met, since a text has some hundreds of the thousands there are.
    """

    def __init__(self, table: str) -> None:
        """`table` has a line `word, tab, frequency` for each word; those with the same first character stand together."""
        super().__init__()
        self.initialized = True  # by hand: jieba reads no dictionary of its own and writes no cache file
        self.unread = {found[1]: found.span() for found in _GROUP.finditer(table)}
        self.table = table
        self.groups: dict[str, dict[str, float]] = {}
        self.log_total = log(sum(map(int, _COUNT.findall(table))))

    def ends(self, text: str) -> list[int]:
        """For every place of `text` the end of the word that begins there in the likeliest cut of the rest.

        The sums are jieba's, in jieba's order, and of two equal ones the longer word wins, as there: so the cuts are the same.
        """
        size, groups, unknown = len(text), self.groups, self.log_total
        scores, ends = [0.0] * (size + 1), [size] * size
        for at in range(size - 1, -1, -1):
            first = text[at]
            group = groups.get(first)
            if group is None:
                group = self._group(first)
            best, best_end = -inf, at + 1
            end = best_end
            weight = group.get(first)
            while weight is not None:
                if weight:
                    score = weight + scores[end]
                    if score >= best:
                        best, best_end = score, end
                if end == size:
                    break
                end += 1
                weight = group.get(text[at:end])
            scores[at] = best if best > -inf else scores[at + 1] - unknown
            ends[at] = best_end
        return ends

    def _group(self, first: str) -> dict[str, float]:
        group: dict[str, float] = {}
        if first in self.unread:
            group[first] = 0.0
            for line in self.table[slice(*self.unread[first])].split("\n"):
                word, _, count = line.partition("\t")
                for end in range(2, len(word)):
                    group.setdefault(word[:end], 0.0)
                group[word] = log(int(count)) - self.log_total
        self.groups[first] = group
        return group

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:
        """Nothing: `calc` looks words up as it goes."""
        return {}

    def calc(self, sentence: str, DAG: object, route: dict[int, tuple[float, int]]) -> None:
        """Fills `route` with the last place of the word at every place, for the rest of jieba to follow."""
        for at, end in enumerate(self.ends(sentence)):
            route[at] = (0.0, end - 1)


@lru_cache(maxsize=1)
def _tokenizer() -> _Tokenizer:
    """The tokenizer with the shipped dictionary."""
    return _Tokenizer((grammars_dir() / "lexicon" / "segmentation.tsv").read_text("utf-8"))


def cut(text: str) -> list[tuple[str, int, int]]:
    """Words of `text` with their half-open places; the words joined are `text`."""
    tokenizer = _tokenizer()
    words: list[tuple[str, int, int]] = []
    at = 0
    if _HAN.fullmatch(text):  # what jieba does with Chinese characters alone, without its blocks of Latin letters and figures
        ends = tokenizer.ends(text)
        while at < len(text):
            end = ends[at]
            words.append((text[at:end], at, end))
            at = end
        return words
    for word in tokenizer.cut(text, HMM=False):
        words.append((word, at, at + len(word)))
        at += len(word)
    return words


def _plain_tokenizer(counts: dict[str, int]) -> Any:
    """jieba itself with this dictionary."""
    tokenizer = jieba.Tokenizer()
    freq = dict(counts)
    for word in counts:
        for end in range(1, len(word)):
            freq.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = freq, sum(counts.values()), True
    return tokenizer


def jieba_itself() -> Any:
    """A tokenizer of jieba's own with the shipped dictionary: what `cut` is held against, in outcome and in time."""
    return _plain_tokenizer({word: int(count) for word, count in read_table("lexicon/segmentation.tsv")})


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
    trimmed = _plain_tokenizer(common)
    for _ in range(200):
        split = [word for word in words if list(trimmed.cut(word, HMM=False)) != [word]]
        if not split:
            break
        for word in split:  # the trimmed dictionary weighs words differently: raise until each stays whole
            common[word] = max(common[word] + 1, trimmed.suggest_freq(word))
        trimmed = _plain_tokenizer(common)
    else:
        raise ValueError(f"no frequency keeps these words whole (punctuation inside?): {split}")
    return sorted(common.items())
