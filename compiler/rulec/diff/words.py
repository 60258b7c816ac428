"""Words of a rule → words fit to be compared: without punctuation and marks, figures in one form, words of equal weight as one."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from rulec.lexicon.numerals import parse_numeral, plain
from rulec.lexicon.quantities import find_quantities
from rulec.source.resources import read_table

_SIGNS = re.compile(r"[^\w≥≤<>=%/|]+")
_ORDINAL = re.compile(r"第([一二三四五六七八九十百千零〇两\d]+)(条|款|项|章|节|次)")
ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇两\d]+条(?:之[一二三四五六七八九十]+)?")
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千万]+(?=[项种个次条倍])")
_BEARING = (
    "不超过", "不低于", "不少于", "不高于", "最高", "最低", "超过", "不足", "未满", "不满", "以上", "内", "除外", "首次", "再次", "累计",
    "不得", "不予", "禁止", "有权", "应", "或", "且", "同时", "之一", "未", "不", "无", "没有", "每", "永久", "全部", "低于", "高于", "少于",
    "大于", "至少", "至多", "或者", "可",
)  # fmt: skip


@lru_cache(maxsize=1)
def _equal_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {word: row[0] for row in read_table("lexicon/equal_words.tsv") for word in row[1].split(" ")}
    pattern = "|".join(re.escape(word) for word in sorted(table, key=lambda word: (-len(word), word)))
    return re.compile(pattern), table


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """The words of `text` as they are compared: two texts that differ only in style come out equal."""
    pattern, table = _equal_words()
    text = with_figures(text).lower()
    text = pattern.sub(lambda found: table[found[0]], text)
    return _SIGNS.sub("", text)


@lru_cache(maxsize=50_000)
def with_figures(text: str) -> str:
    """`text` with every figure and unit in one form (一万元 and 10000元 alike), and ordinals in figures."""
    parts: list[str] = []
    at = 0
    for match in find_quantities(text):
        quantity = match.quantity
        if quantity.hole is not None or (quantity.low is None and not quantity.values and quantity.fraction is None):
            continue
        ends = [str(plain(end)) for end in (quantity.low, quantity.high) if end is not None]
        figure = "~".join(dict.fromkeys(ends)) or ",".join(str(plain(v)) for v in quantity.values) or "/".join(map(str, quantity.fraction or ()))
        parts += [text[at : match.start], f"|{_sign(figure)}{quantity.unit}|"]
        at = match.end
    return _ORDINAL.sub(_ordinal, "".join([*parts, text[at:]]))


@lru_cache(maxsize=50_000)
def masked(text: str) -> str:
    """`folded` without the numbers of articles, so that renumbering does not hide what is the same."""
    return folded(ARTICLE.sub("第条", text))


_TITLE = re.compile(r"《[^》]*》")


def only_references(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but the documents and articles that they name."""
    if folded(old) == folded(new):
        return False
    return masked(_TITLE.sub("《》", old)) == masked(_TITLE.sub("《》", new))


def bearing(text: str) -> Counter[str]:
    """Figures and words in `text` that carry a rule's meaning, each as often as it stands there."""
    words = folded(text)
    found: Counter[str] = Counter(re.findall(r"\|[^|]+\|", words))
    found.update(_NUMERAL.findall(_ORDINAL.sub("", re.sub(r"\|[^|]+\|", "", with_figures(text)))))
    for word in _BEARING:
        count = words.count(word)
        if count:
            found[word] = count
    return found


def bigrams(words: str) -> Counter[str]:
    """Pairs of neighbouring characters, each as often as it occurs; one character stands for itself."""
    if len(words) < 2:
        return Counter((words,)) if words else Counter()
    return Counter(words[at : at + 2] for at in range(len(words) - 1))


def alike(one: str, other: str) -> float:
    """How much two folded texts share (Dice over bigrams), from 0 to 1."""
    if one == other:
        return 1.0
    return dice(bigrams(one), bigrams(other))


def dice(one: Counter[str], other: Counter[str]) -> float:
    """Twice the shared over the sum of both; 0 where one is empty."""
    total = one.total() + other.total()
    if len(other) < len(one):
        one, other = other, one
    return 2 * sum(min(count, other[pair]) for pair, count in one.items() if pair in other) / total if total else 0.0


def _sign(figure: str) -> str:
    return figure.replace(".", "_").replace("-", "负").replace(",", "、")


def _ordinal(found: re.Match[str]) -> str:
    number = parse_numeral(found[1])
    return f"第{found[1] if number is None else plain(number)}{found[2]}"
