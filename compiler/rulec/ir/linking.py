"""An announcement → what it says of other announcements: which it names, by which name, and what that means for deciding.

Titles are compared in a normal form; 以下简称 gives a title a second name inside its announcement. What is read here is the sentence
around a title, never a known title.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rulec.ir.model import Expression, Judgement, Norm, RuleSet
from rulec.lexicon.vocabulary import vocabulary
from rulec.source import Span, Tile
from rulec.source.offsets import NormalText

Kind = Literal["delegates", "defines", "yields", "prevails", "stricter", "cites"]
"""`delegates`: what follows is said there; `defines`: what a word of ours means; `yields`: it goes first; `prevails`: we go first;
`stricter`: of two treatments the heavier (names no title); `cites`: named, without any of these."""

_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_ALIAS = re.compile(r"《([^《》\n]{2,60})》\s*[((]\s*(?:以下均?|下文|后文|下)?(?:简称|称)(?:为)?[::]?\s*[“\"「《]?([^”\"」》))]{2,20})[”\"」》]?\s*[))]")
_OPEN, _SHUT = "[(\uff08\u3010\\[]", "[)\uff09\u3011\\]]"
_WORDS_OF_EDITION = "试行|暂行|征求意见稿?|修订|修正|年|版|公示|简称"
_EDITION = re.compile(f"{_OPEN}[^()\uff08\uff09\u3010\u3011]{{0,12}}?(?:{_WORDS_OF_EDITION})[^()\uff08\uff09\u3010\u3011]{{0,24}}{_SHUT}")
_BLANK = re.compile(r"[\s“”\"「」《》·]+")
_REMARK = re.compile(r"^\s*[((][^()()]{0,30}[))]")
_CHAINED_BEFORE = re.compile(r"(?:《[^《》]{2,60}》\s*[、,,和及与或以]{0,2}\s*)+$")
_CHAINED_AFTER = re.compile(r"^(?:\s*[、,,和及与或以]{0,2}\s*《[^《》]{2,60}》)+(?:等(?:相关)?(?:规则|规定|协议)?)?")
_END = re.compile(r"[。;;!!??\n]")
_WITHIN = re.compile(r"^(第[0-9一二三四五六七八九十百千零〇]+条)")
_BY = re.compile(r"(?:按照|按|依照|依据|根据|参照|适用|执行|遵照|遵循)(?:本商城|本平台|平台)?(?:的)?$")
_MEANS = re.compile(r"^.{0,14}?(?:认定|确定|界定|判定|定义|解释|划分)")
_ACTS = re.compile(r"^.{0,24}?(?:处理|处罚|处置|执行|治理|追究|累计|计算|计入|扣除|承担|办理|减免|发起|申诉|提交|进行)")
_FIRST = re.compile(r"以(本[^,,。]{1,14}|[^,,。]{0,4}《[^《》]{2,60}》[^,,。]{0,8}?)(?:的?规定)?为准|(从其规定)|(优先适用)")
_CONFLICT = re.compile(r"不一致|相?冲突|相?抵触|不同规定")
_STRICTER = re.compile(r"从重|(?:处罚|处理|处置)?(?:较重|最重|更重|最严|较严)(?:的)?(?:规则|规定|一项|处罚|处理)?")
_SEVERAL = re.compile(r"同时(?:违反|触犯|适用|构成)|多[项个条](?:规则|规定)|两[项个条](?:以上)?(?:规则|规定)|数[项个]规则")
_REMEDY = re.compile(r"异议|不服|申诉|复议|申辩|举证")
_TAKEN = re.compile(r"^(?:[^被,,]{0,6}被|因[^,,]{0,12}被)?(?:平台|商城)?(?:已)?([^被,,]{2,12})$")
_RESIDUAL = re.compile(r"未尽事宜|未(?:作|予)?规定的")
_SAYING = frozenset({"rule", "definition", "scope", "reference", "unresolved", "informative"})
_DEDUCTED = re.compile(r"^扣(?:除|减|罚)?(保证金|分|积分|[0-9]+分)")
_LAW = re.compile(r"(?:法|条例|法典|民法典|司法解释)$|^中华人民共和国|^国家|^最高人民")


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that speaks of another announcement. `title` as written (or what an alias stands for); empty for `stricter`.

    `norm`: the norm of ours it belongs to; `provision`: the article named there; `what`: the word that is defined there; `whole`: one goes
    first altogether, not only where the two differ; `meta`: whether they differ is the only condition, and comparing them answers it;
    `after`: the action that the norm's condition speaks of (店铺被清退的), which the decision itself answers; `remedy`: it is about what
    can be done against a decision; `quote`: the sentence.
    """

    kind: Kind
    title: str
    span: Span
    quote: str
    norm: str | None = None
    provision: str | None = None
    what: str | None = None
    whole: bool = False
    meta: bool = False
    after: str | None = None
    remedy: bool = False


def normal_title(title: str) -> str:
    """A title as it is compared: without brackets that name the edition (试行, 2024版, 以下简称…), quotes and blanks."""
    return _BLANK.sub("", _EDITION.sub("", title)).strip()


def is_law(title: str) -> bool:
    """Whether a title names law rather than a platform's rule: such texts are rarely in the workspace."""
    return bool(_LAW.search(normal_title(title)))


def aliases(text: str) -> dict[str, str]:
    """The second names that a text gives to titles: 《X》(以下简称“Y”) → {Y: X}."""
    return {found.group(2).strip(): found.group(1) for found in _ALIAS.finditer(text)}


def citations(rule_set: RuleSet, normal: NormalText, tiles: Iterable[Tile]) -> tuple[Citation, ...]:
    """Every citation of an announcement, in the order of its text. `tiles` is its ledger: a title in page chrome, in a heading or in the
    sentence that publishes the rule cites nothing."""
    text, own = normal.text, normal_title(rule_set.document.title)
    second = aliases(text)
    saying = [tile.span for tile in tiles if tile.class_ in _SAYING]
    found: list[Citation] = []
    for start, end, name in sorted(_named(text, second)):
        span = normal.raw_span(start, end)
        title = second.get(name, name)
        if normal_title(title) != own and any(one.overlaps(span) for one in saying):
            found.append(_read(rule_set, text, start, end, title, span))
    for start, end in _sentences(text):
        words, span = text[start:end], normal.raw_span(start, end)
        if _STRICTER.search(words) and _SEVERAL.search(words) and any(one.overlaps(span) for one in saying):
            norm = _norm_at(rule_set.norms, span)
            found.append(Citation("stricter", "", span, words.strip(), norm.id if norm is not None else None, whole=True, meta=True))
    return tuple(_once(found))


def _once(found: list[Citation]) -> list[Citation]:
    """A title that one sentence names twice to one end (与《X》不一致的,以《X》为准) is one citation."""
    first: dict[tuple[str, str, str, str | None], Citation] = {}
    for one in found:
        first.setdefault((one.kind, normal_title(one.title), one.quote, one.provision), one)
    return list(first.values())


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in (*(m.start() for m in _END.finditer(text)), len(text)):
        start = at + len(text[at:stop]) - len(text[at:stop].lstrip())
        if start < stop:
            yield start, stop
        at = stop + 1


def action_named(condition: Expression | None) -> str | None:
    """The action that a condition speaks of as taken already (店铺被清退, 扣除保证金); None where it says something else."""
    if not isinstance(condition, Judgement):
        return None
    words = _TAKEN.match(condition.text)
    if words is None:
        return None
    known = vocabulary().actions
    verb = max((verb for verb in known if words.group(1).startswith(verb)), key=len, default="")
    if verb:
        return vocabulary().action(verb, words.group(1)[len(verb) :])
    taken = _DEDUCTED.match(words.group(1))
    return None if taken is None else "deduct_deposit" if taken.group(1) == "保证金" else "deduct_points"


def _named(text: str, second: dict[str, str]) -> list[tuple[int, int, str]]:
    """(start, end, name) of every title, and of every second name where it stands by itself."""
    found = [(m.start(), m.end(), m.group(1)) for m in _TITLE.finditer(text)]
    taken = [(start, end) for start, end, _ in found]
    defined = [(m.start(2), m.end(2)) for m in _ALIAS.finditer(text)]
    for name in second:
        for m in re.finditer(re.escape(name), text):
            apart = all(m.end() <= start or m.start() >= end for start, end in (*taken, *defined))
            if apart:
                found.append((m.start(), m.end(), name))
    return [one for one in found if (one[0], one[1]) not in defined]


def _read(rule_set: RuleSet, text: str, start: int, end: int, title: str, span: Span) -> Citation:
    left = max((m.end() for m in _END.finditer(text, 0, start)), default=0)
    right = _END.search(text, end)
    sentence = text[left : right.start() if right else len(text)].strip()
    before = _CHAINED_BEFORE.sub("", text[left:start])
    after = _REMARK.sub("", text[end : right.start() if right else len(text)])
    norm = _norm_at(rule_set.norms, span)
    name = norm.id if norm is not None else None
    provision = _WITHIN.match(after)
    article = provision.group(1) if provision else None
    after = _CHAINED_AFTER.sub("", after[len(article) :] if article else after)
    first = _FIRST.search(sentence)
    if first:
        own = bool(first.group(1)) and first.group(1).startswith("本")
        meta = bool(_CONFLICT.search(sentence) or re.search(r"另有(?:规定|约定)", sentence))
        kind: Kind = "prevails" if own else "yields"
        return Citation(kind, title, span, sentence, name, article, whole=not _CONFLICT.search(sentence), meta=meta)
    if _RESIDUAL.search(before):
        return Citation("cites", title, span, sentence, name, article)
    if _BY.search(before) and _MEANS.match(after):
        subject = re.split(r"[,,、:: ]", _BY.sub("", before).strip())[-1]
        subject = re.sub(r"^第[^条]{1,8}条\s*", "", subject)
        return Citation("defines", title, span, sentence, name, article, what=re.sub(r"^.*(?=情节|程度|等级)", "", subject) or None)
    if _BY.search(before) and _ACTS.match(after):
        taken = action_named(norm.condition) if norm is not None else None
        return Citation("delegates", title, span, sentence, name, article, after=taken, remedy=bool(_REMEDY.search(sentence)))
    return Citation("cites", title, span, sentence, name, article)


def _norm_at(norms: Iterable[Norm], span: Span) -> Norm | None:
    """The operative norm that a place lies in; the shortest where there are several."""
    holding = [n for n in norms if n.role == "operative" and n.span.start <= span.start and span.end <= n.span.end]
    return min(holding, key=lambda n: (n.span.end - n.span.start, n.span.start), default=None)
