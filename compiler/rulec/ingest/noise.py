"""Normal text → findings about what somebody did to it: words hidden, masked, riddled with stray characters, figures stripped.

None of these is repaired: what stood there cannot be known. The place is named, so that no rule made of it counts as understood.
"""

import re
from collections.abc import Iterator
from itertools import chain

from rulec.diagnostics import Diagnostic
from rulec.ingest.furniture import Page
from rulec.ingest.markup import Markup
from rulec.source import NormalText, SourceText

# Findings that say a place cannot be trusted: a norm that holds one is partial.
DAMAGE = frozenset({"I112", "I113", "I114"})
MANY_STRAYS = 5  # in a whole text: from here on a single one makes its sentence doubtful
_H = r"[\u3400-\u9fff]"
_SENTENCE = re.compile(r"[^。;\n]+")
# Letters and signs that never stand between two characters of a Chinese sentence, and a letter or sign inside a figure.
_STRAY = re.compile(
    rf"(?<={_H})(?!id|ip|pc|qq|vx|wx|tv|ai|vr|ar|kg|km|cm|mm|ml|ok|it|hr|pk|up|pv|uv)[a-z#$^`\\{{}}]{{1,2}}(?={_H})"
    rf"|(?<=[0-9])[a-wyzA-WYZ#$^&~`_\\@](?=[0-9]{{1,3}}(?:分|元|天|次|倍|%|个月|日|小时))|(?<=[0-9])[a-jl-vxyz](?=[分天次单件](?![a-z]))"
)
_CHOPPED = re.compile(rf"(?<={_H})[.,'\"!?·`|](?={_H}{{1,3}}[.,'\"!?·`|]{_H})")
_MASK = re.compile(
    rf"(?<!\*)\*{{3,}}+(?=[^*\n]*{_H})|(?<={_H})\*{{1,2}}(?!\*)(?=[\s,。;:、)]|{_H}|$)|(?<![*\w{_H[1:-1]}])\*{{1,2}}(?={_H})|[×■□█▇▓◼●▉]{{2,}}(?={_H})|(?<={_H})[×■█▇▓◼▉]{{2,}}"
)
_BULLET = re.compile(r"^\s*\*{1,3}(?:\s|$)")
_UNIT = r"(?:元(?![旦素件宵月老])|倍|次(?![数序日要品级第])|天(?![猫然津天气])|分(?![之配值数布类级析钟享别发销店公担为辨拨支]|[^,。;、以的]{0,3}[店账部])|个月|个工作日|小时|%|万元)"
_STRIPPED = re.compile(
    rf"(?<![\d一二三四五六七八九十百千万零两几数半a-zA-Z%.])(?:"
    rf"(?:违约金|罚款|支付|缴纳|赔付|处以|处|扣除)(?:人民币)?万?元(?![旦素件宵月老])"
    rf"|(?:超过|低于|不足|不超过|不低于|不少于|大于|小于|最高|最低|高于|达到|累计达|累计满|达){_UNIT}|(?:累计|每?满)(?:天|个月|次(?!数)|元)"
    rf"|(?:[,、处并的]|^)(?:元|倍|万元|个月)以(?:上|下|内)"
    rf"|(?:元|倍|次|天|日|分|年|个月|%|万元)以[上下](?:元|倍|次|天|日|分|年|个月|%|万元)以[上下]"
    rf"|(?:屏蔽|停业整顿|停播|禁播|封禁|冻结|限流|下架|关闭|店铺屏蔽|拘留|禁言|限制|暂停)(?:店铺|账号|账户|商品|货款|直播间?|权限|功能|流量|资金|提现|上新|发布){{0,2}}(?:天(?![猫])|个月|小时|日)(?=[,。;、并的以]|$)"
    rf"|(?:元|分|天|倍|万元)(?:至|-|~|—)(?:元|分|天|倍|万元)"
    rf"|(?:在|于|应|须|请)(?:个工作日|工作日|小时|天|个月)内|(?:自|至|于)年月日|百分之(?=[的以至,。;])"
    rf"|(?:违反|依照|按照|根据|本规则|本办法|本法)第[条章款]"
    rf"|(?:每次|每单|每件|首次|再次|第次|[,;])(?:将|应|予以|会|则|并|同时)?[扣记](?:除|减)?(?:信用|违规|店铺|积)?分(?=[,。;、]|并|$)"
    rf"|第次(?=违|及|[,。;的])"
    rf"|_{{2,}}(?={_UNIT})"
    rf")",
    re.MULTILINE,
)


def noise(source: SourceText, normal: NormalText, markup: Markup, page: Page) -> tuple[Diagnostic, ...]:
    """Findings outside furniture, in text order, each no wider than its sentence."""
    chrome = sorted(normal.normal_span(tile.span) for tile in page.tiles)
    found = [*_hidden(source, markup)]
    at = 0
    for finding, start in sorted(chain(_stripped(normal), _masked(normal), _strays(normal)), key=lambda pair: (pair[1], pair[0].code)):
        while at < len(chrome) and chrome[at][1] <= start:
            at += 1
        if at == len(chrome) or start < chrome[at][0]:
            found.append(finding)
    return tuple(found)


def _hidden(source: SourceText, markup: Markup) -> Iterator[Diagnostic]:
    if markup.lost:
        text = _quote(" ".join(re.sub(r"<[^<>]*>", " ", markup.lost[0].slice(source.raw)).split()))
        yield Diagnostic("I110", markup.lost[0], (("count", str(len(markup.lost))), ("text", text)), False, tuple(markup.lost[1:]))


def _stripped(normal: NormalText) -> Iterator[tuple[Diagnostic, int]]:
    for found in _STRIPPED.finditer(normal.text):
        yield _said("I113", normal, found.start(), found.end()), found.start()


def _masked(normal: NormalText) -> Iterator[tuple[Diagnostic, int]]:
    """Runs of stars and blocks in the place of words; a bullet is none, and **emphasis** is gone before."""
    if not re.search(r"[*×■█▇▓◼●▉□]{2}|\*", normal.text):
        return
    at = 0
    for line in normal.text.split("\n"):
        if not _BULLET.match(line):
            for found in _MASK.finditer(line):
                start, end = _around(line, found.start(), found.end())
                yield _said("I114", normal, at + start, at + end), at + start
        at += len(line) + 1


def _strays(normal: NormalText) -> Iterator[tuple[Diagnostic, int]]:
    """Sentences with stray characters between their words: two or more, or any where the whole text is riddled with them."""
    sentences = []
    total = 0
    for sentence in _SENTENCE.finditer(normal.text):
        words = sentence.group()
        places = [m.start() for m in chain(_STRAY.finditer(words), _CHOPPED.finditer(words)) if not _is_variable(words, m.start())]
        if places:
            total += len(places)
            sentences.append((sentence.start(), sentence.end(), len(places)))
    for start, end, count in sentences:
        if count >= 2 or total >= MANY_STRAYS:
            blanks = len(normal.text[start:end]) - len(normal.text[start:end].lstrip())
            finding = _said("I112", normal, start + blanks, end)
            yield Diagnostic("I112", finding.span, (("count", str(count)), *finding.values), understood=False), start + blanks


def _is_variable(words: str, at: int) -> bool:
    """x天, n次: a letter that stands for a figure left open."""
    return words[at] in "xnmy" and re.match(r"[a-z](?:分|元|天|次|倍|个|日|小时|单|件|类|级|档|款|项|轮)", words[at:]) is not None


def _around(line: str, start: int, end: int) -> tuple[int, int]:
    """The mask with the words on both sides of it, up to the next mark."""
    first = max((m.end() for m in re.finditer(r"[,。;:、(|]", line[max(0, start - 20) : start])), default=0) + max(0, start - 20)
    after = re.search(r"[,。;:、)|]", line[end : end + 20])
    return min(first, start), end + (after.start() if after else min(len(line) - end, 6))


def _said(code: str, normal: NormalText, start: int, end: int) -> Diagnostic:
    return Diagnostic(code, normal.raw_span(start, end), (("raw", _quote(normal.text[start:end].strip())),), understood=False)


def _quote(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
