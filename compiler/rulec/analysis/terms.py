"""Terms of the announcement → defined and never used (A217), asked for and never defined (A218), bounds defined in part (A222)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulec.analysis.boxes import Box
from rulec.analysis.examined import Examined, finding
from rulec.analysis.findings import Finding
from rulec.analysis.space import YES, word_key
from rulec.ir.fact_table import expressions_of
from rulec.ir.leaves import walk
from rulec.ir.model import Contains
from rulec.source import Span

CLASS_ENDINGS = ("措施", "处理", "处罚", "处置")
_KINDS = re.compile(r"(?:方式|行为|措施|情形|情况|活动|商品|商家|用户|人员)$")
_CLAUSE = re.compile(r"[,，。;；:：“”]|应当|下列|前款|规定$")
BOUND_WORDS = ("以上", "以下", "以内", "超过", "不满", "不足", "未满", "低于", "高于", "少于", "多于")
_FOR_OTHERS = re.compile(r"(?:各项?|其他|相关|有关)(?:平台|业务|专项)?(?:规则|办法|规范)(?:中)?所[称指]")
"""各项规则所称X是指…: the word is coined for other announcements, and need not be used here."""
_FIGURE = r"[\d一二三四五六七八九十百千万]+"
_PRESENT = {word: re.compile(rf"{_FIGURE}[^\d，,。；;]{{0,3}}{word}|{word}{_FIGURE}") for word in BOUND_WORDS}


def term_findings(examined: Examined) -> Iterator[Finding]:
    """What is defined in vain, and what is used without a definition."""
    yield from _unused(examined)
    yield from _undefined(examined)
    yield from _bounds(examined)


def _unused(examined: Examined) -> Iterator[Finding]:
    names = {violation.name for violation in examined.rule_set.violations}
    for definition in examined.rule_set.definitions:
        term = definition.term.strip("“”\"「」")
        if definition.kind != "term" or not _is_term(term, definition.text) or term in names or _FOR_OTHERS.search(definition.text):
            continue
        stem = _stem(term)
        if examined.text.count(stem) <= definition.text.count(stem):
            yield finding("A217", (examined.place(definition.span),), examined.witness(Box()), {"term": term})


def _stem(term: str) -> str:
    """The part by which a term is called again: 群控方式 is 群控, 烟草专卖品中的烟丝 is 烟丝, a long name is its end."""
    short = _KINDS.sub("", term.rpartition("的")[2]) or term
    return short if len(short) < 6 else short[-3:]


def _is_term(term: str, text: str) -> bool:
    """Whether a definition coins a term (X，是指 …); a sentence that only leads into a list coins none."""
    return 2 <= len(term) <= 10 and not _CLAUSE.search(term) and bool(re.search(rf"{re.escape(term)}[”\"」』]?\s*[,，:：]?\s*(?:是指|指的是|系指|指)", text))


def _undefined(examined: Examined) -> Iterator[Finding]:
    defined = {definition.term for definition in examined.rule_set.definitions}
    said: set[str] = set()
    for norm in examined.norms:
        for leaf in (leaf for expression in expressions_of(norm) for leaf in walk(expression, {})):
            if isinstance(leaf, Contains) and leaf.value not in defined | said and leaf.value.endswith(CLASS_ENDINGS):
                said.add(leaf.value)
                box = Box({word_key(leaf.fact, leaf.value): YES})
                yield finding("A218", (examined.place(leaf.span, norm.provision),), examined.witness(box), {"term": leaf.value})


def _bounds(examined: Examined) -> Iterator[Finding]:
    """A document that says whether 以上 includes its figure, and uses words of the same kind of which it does not."""
    document = examined.rule_set.document
    stated = {word for word, _ in document.bounds}
    if not document.bounds_stated or not stated:
        return
    open_words = [(word, found) for word in BOUND_WORDS if word not in stated for found in [_PRESENT[word].search(examined.text)] if found]
    if open_words:
        at = examined.raw.find(open_words[0][1][0])
        span = Span(max(at, 0), max(at, 0) + len(open_words[0][1][0]))
        values = {"stated": "、".join(sorted(stated)), "open": "、".join(word for word, _ in open_words)}
        yield finding("A222", (examined.place(span),), examined.witness(Box()), values)
