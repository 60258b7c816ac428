"""Normal text of one stretch → typed tokens that tile it.

Fixed forms first (figures, dates, titles, quotations, references, punctuation), jieba between them, the vocabulary decides the type. Words that
carry no type are joined to WORDS; connectives that only join nouns become part of them, so that a noun phrase is one token for the grammar.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from rulec.lexicon.calendar import find_dates
from rulec.lexicon.numerals import parse_numeral
from rulec.lexicon.quantities import Quantity, QuantityMatch, find_quantities
from rulec.lexicon.segmenter import cut
from rulec.lexicon.vocabulary import vocabulary
from rulec.parsing.tokens import Token

_NUMBER = "[0-9零〇一二三四五六七八九十百千两]+"
_FIXED = re.compile(
    r"(?P<TITLE>《[^《》\n]{1,80}》)"
    r"|(?P<QUOTE>“[^“”\n]{1,200}”|【[^【】\n]{1,60}】)"
    rf"|(?P<REF>(?:本[法条例办规章]{{1,2}}[法例定则程]?)?第{_NUMBER}条(?:之{_NUMBER})?(?:第?{_NUMBER}款)?(?:第?\(?{_NUMBER}\)?(?:、第?\(?{_NUMBER}\)?)*[项目])?"
    rf"|前[两二三]?[条款项]|本条第{_NUMBER}款(?:第\(?{_NUMBER}\)?项)?|本(?:条(?!例)|款)|上述|前述"
    rf"|(?<![A-Za-z0-9])[A-Z]{{1,3}}-[0-9]{{1,2}}(?:-[0-9]{{1,2}}){{0,3}}(?![0-9A-Za-z])"
    rf"|(?:第|(?<=违反|依照|按照|参照|根据|依据|触犯))[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}(?![0-9.%元分天日])条?(?:第?\(?{_NUMBER}\)?项|\({_NUMBER}\))?)"
    r"|(?P<EACH>每(?:一|个)?(?:次|件|单|笔|日|天|票|人次|人|平方米|起|只|头|吨|亩|立方米|辆次|车次|个|辆|张|户|延迟一日|逾期一日|处(?=处)))"
    r"|(?P<PER_POST>/(?:次|件|单|笔|日|天|票|人次|人|平方米|小时|分钟|起))"
    r"|(?P<SYMBOL>[≥≤><=])"
    r"|(?P<COMMA>[,，])|(?P<SEMI>[;；])|(?P<STOP>[。!?！？])|(?P<COLON>[:：])|(?P<DUN>、)|(?P<SLASH>/)"
    r"|(?P<LPAR>[(（])|(?P<RPAR>[)）])|(?P<NEWLINE>[\n⏎][ \n⏎]*)|(?P<BLANK> +)"
)
_FIRST_BOUND = re.compile(r"(?<![0-9.])([0-9]{1,20}(?:\.[0-9]{1,10})?) ?[≤<≥>] ?[^0-9≤<≥>,，;；。:：|]{0,8} ?[≤<≥>] ?$")
_FIGURE = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,10})?(?![0-9.,])")
_RESPECTIVE_JOINT = re.compile(r" ?(?:、|和|及|以及|与) ?")
_NTH = re.compile(r"第([二三四五六七八九十2-9])次")
_SEPARATORS = frozenset({"COMMA", "SEMI", "STOP", "COLON", "NEWLINE"})
_CONNECTIVES = frozenset({"DUN", "AND", "OR", "SLASH"})
_MEASURE_STARTS = frozenset({"VERB", "NOMINAL", "BAN", "REVOKE", "ORDER", "TRAIN", "V_PAY", "V_DEDUCT", "WAIVE", "REFUSE", "DENIED", "CONFER", "MUST_NOT"})
_QUANTITY_TYPES = {"money": "MONEY", "point": "POINT", "rate": "RATE", "multiple": "MULTIPLE", "duration": "DURATION", "times": "TIMES",
                   "count": "COUNT", "star": "STAR", "age": "AGE"}  # fmt: skip
QUANTITIES = frozenset({*_QUANTITY_TYPES.values(), "BAND"})  # BAND: a figure with two ends that is a condition (旷课20—29学时,)
# Typed only where the grammar can use them; elsewhere they are ordinary words.
_CONDITION_TOKENS = frozenset({"TIER", "TIMES", "FIRST_TIME", "TIMES_MORE", "NO_GAINS", "HAS_GAINS", "NO_POINTS"})
MAX_DEPTH = 16  # of brackets; deeper signs are words
_LIMIT_BOUNDS = frozenset({"FLOOR", "CAP", "GE_PRE", "LE_PRE"})
_LIMIT_PARTS = frozenset({"MONEY", "COMMA", "DUN", "WORDS", "FLOOR", "CAP", "GE_PRE", "LE_PRE", "ALSO", "AND", "SEMI", "JOIN"})
_BEFORE_QUANTITY = frozenset({"NEAR", "PRIOR", "REACH", "EQUAL", "FLOOR", "CAP", "GE_PRE", "LE_PRE", "GT_PRE", "LT_PRE"})
_TAKE_BACK = frozenset({"撤销", "取消", "撤回"})
_TAKEN = re.compile(
    r"^(?:则|该|此|本|相应|对应|原|这)?(?:笔|次|项|条)?的?(?:违规|处罚|扣分|处理|罚单|违约单)(?:记录|结果|决定)?(?:一并|随即|将|会|予以|即)*(?:撤销|取消|撤回)$"
)
_UP_TO = frozenset("至到-~—–～")
_PAY = frozenset({"工资", "奖金", "绩效", "薪资", "薪酬"})
_OPEN_WORDS = frozenset({*_PAY, "者"})  # plain words that may become something else in context; no other word is looked at there
_CLOSED_BY_PERSON = frozenset({"GE_POST", "LE_POST", "GT_POST", "REMARK", "ONE_OF"})
_SIGNS = frozenset({"GE_PRE", "LE_PRE", "GT_PRE", "LT_PRE"})
_AFTER_QUANTITY = frozenset({"GE_POST", "LE_POST", "GT_POST", "WITHIN"})


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Tokens that tile `text[start:end]` exactly; brackets and 除…外 are folded into one token, noun phrases into WORDS."""
    return _joined(_limits(_each(_anchors(_exceptions(_brackets(_raw_tokens(text, start, end), text), text), text), text), text), text)


def _raw_tokens(text: str, start: int, end: int) -> list[Token]:
    piece = text[start:end]
    found: list[tuple[int, int, int, Token]] = []
    dates = find_dates(piece)
    quantities = find_quantities(piece, dates)
    for date in dates:
        found.append((date.start, 0, date.end, Token("DATE", piece[date.start : date.end], start + date.start, start + date.end, date)))
    for match in _respective(piece, quantities):
        kind = _QUANTITY_TYPES[match.quantity.kind]
        found.append(
            (match.start, 1, match.end, Token(kind, piece[match.start : match.end], start + match.start, start + match.end, match.quantity))
        )
    for kind, figure in _bare_figures(piece, quantities):
        place = start + figure.start, start + figure.end
        found.append((figure.start, 0, figure.end, Token(kind, piece[figure.start : figure.end], *place, figure.quantity)))
    for fixed in _FIXED.finditer(piece):
        kind = fixed.lastgroup or "WORDS"
        found.append((fixed.start(), 2, fixed.end(), Token(kind, fixed.group(), start + fixed.start(), start + fixed.end(), fixed.group())))
    found.sort(key=lambda row: (row[0], -row[2] if row[3].type in ("TITLE", "QUOTE", "REF", "DATE") else 0, row[1]))
    tokens: list[Token] = []
    at = 0
    for first, _, last, token in found:
        if first < at:
            continue
        tokens.extend(_words(piece, at, first, start))
        tokens.append(_symbol(token) if token.type == "SYMBOL" else token)
        at = last
    tokens.extend(_words(piece, at, len(piece), start))
    return tokens


def _respective(piece: str, known: Sequence[QuantityMatch]) -> list[QuantityMatch]:
    """2次和4次的,分别扣6分和12分: figures of one kind in a row become one list, where 分别 says that they belong to another."""
    if "分别" not in piece:
        return list(known)
    kept: list[QuantityMatch] = []
    for match in known:
        before = kept[-1] if kept else None
        if before is None or not _RESPECTIVE_JOINT.fullmatch(piece[before.end : match.start]) or not _in_respective(piece, match.start):
            kept.append(match)
            continue
        first, second = before.quantity, match.quantity
        values = first.values if first.respective else (first.low,) if first.low == first.high else ()
        if not values or None in values or second.low is None or second.low != second.high or first.unit != second.unit:
            kept.append(match)
            continue
        joined = replace(first, low=None, high=None, values=(*cast(tuple[Decimal, ...], values), second.low), respective=True)
        kept[-1] = QuantityMatch(before.start, match.end, joined)
    return kept


def _in_respective(piece: str, at: int) -> bool:
    """Whether 分别 stands in the sentence around a place."""
    start = max(piece.rfind(sign, 0, at) for sign in "。;\n") + 1
    ends = [end for sign in "。;\n" if (end := piece.find(sign, at)) >= 0]
    return "分别" in piece[start : min(ends, default=len(piece))]


def _bare_figures(piece: str, known: Sequence[QuantityMatch]) -> Iterable[tuple[str, QuantityMatch]]:
    """0≤x<20元: the first bound has the unit of the second. 第二次 is how often, as 三次 is."""
    for match in known:
        before = _FIRST_BOUND.search(piece[max(0, match.start - 40) : match.start])
        written = _FIGURE.match(piece, match.start, match.end)
        if before is None or written is None or match.quantity.low is None:
            continue
        second, value = Decimal(written.group()), Decimal(before.group(1))
        scale = next((s for s in (Decimal(1), Decimal("0.01")) if second * s == match.quantity.low), None)
        if scale is not None and (scale == 1 or match.quantity.kind == "rate"):  # 1≤x<2万元 may mean either: left as it is
            quantity = replace(match.quantity, low=value * scale, high=value * scale)
            first = max(0, match.start - 40)
            yield _QUANTITY_TYPES[quantity.kind], QuantityMatch(first + before.start(1), first + before.end(1), quantity)
    for nth in _NTH.finditer(piece):
        number = parse_numeral(nth.group(1))
        if number is not None:
            yield "TIMES", QuantityMatch(nth.start(), nth.end(), Quantity(number, number, "times", "times", written_unit="次"))


def _symbol(token: Token) -> Token:
    word = vocabulary().words[token.text]
    return Token(word.terminal, token.text, token.start, token.end, word.canonical)


def _words(piece: str, first: int, last: int, offset: int) -> list[Token]:
    if first == last:
        return []
    known, offset = vocabulary().words, offset + first
    words: list[Token] = []
    for word, a, b in cut(piece[first:last]):
        entry = known.get(word)
        if entry is not None:
            words.append(Token(entry.terminal, word, offset + a, offset + b, entry.canonical))
        elif word[-1] == "者" and (bound := known.get(word[:-1])) is not None and bound.terminal in _AFTER_QUANTITY:
            middle = offset + b - 1  # 以上者
            words.append(Token(bound.terminal, word[:-1], offset + a, middle, bound.canonical))
            words.append(Token("WORDS", "者", middle, middle + 1))
        else:
            words.append(Token("WORDS", word, offset + a, offset + b))
    return words


def _brackets(tokens: list[Token], text: str) -> list[Token]:
    """Balanced ( … ) become one BRACKET token; an unpaired bracket is a word."""
    stack: list[list[Token]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        if token.type == "LPAR" and len(opened) < MAX_DEPTH:
            opened.append(token)
            stack.append([])
        elif token.type == "RPAR" and opened:
            inner, first = stack.pop(), opened.pop()
            stack[-1].append(_bracket(first, token, _joined(inner, text), text))
        else:
            stack[-1].append(token.retyped("WORDS") if token.type in ("LPAR", "RPAR") else token)
    while opened:  # never closed: the bracket sign is a word, what follows stays as it is
        inner, first = stack.pop(), opened.pop()
        stack[-1].extend([first.retyped("WORDS"), *inner])
    return stack[0]


def _bracket(first: Token, last: Token, inner: list[Token], text: str) -> Token:
    """A bracket by what it holds: 含/不含 at a figure (REMARK), floor and cap of a sum (LIMITS), or words (BRACKET)."""
    words = text[first.end : last.start].strip()
    if words.startswith(("不含", "不包括")) and len(words) <= 8:
        return Token("REMARK", text[first.start : last.end], first.start, last.end, "out", tuple(inner))
    if words.startswith(("含", "包括")) and len(words) <= 10 and "限" not in words:
        return Token("REMARK", text[first.start : last.end], first.start, last.end, "in", tuple(inner))
    kinds = {t.type for t in inner}
    if "MONEY" in kinds and kinds <= _LIMIT_PARTS:
        return Token("LIMITS", text[first.start : last.end], first.start, last.end, None, tuple(inner))
    return Token("BRACKET", text[first.start : last.end], first.start, last.end, None, tuple(inner))


def _exceptions(tokens: list[Token], text: str) -> list[Token]:
    """除 … 外 becomes one EXCEPT token where it closes before a separator."""
    if not any(token.type == "EXCEPT_OPEN" for token in tokens):
        return tokens
    folded: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type == "EXCEPT_OPEN":
            close = next((n for n in range(at + 1, min(at + 60, len(tokens))) if _is_close(tokens, n)), None)
            reach = min(at + 60, len(tokens))
            stop = next((n for n in range(at + 1, reach) if tokens[n].type in ("STOP", "SEMI", "NEWLINE")), reach)
            if close is not None and close < stop:
                start, end = tokens[at].start, tokens[close].end
                folded.append(Token("EXCEPT", text[start:end], start, end, None, tuple(tokens[at + 1 : close])))
                at = close + 1
                continue
        folded.append(tokens[at])
        at += 1
    return folded


def _anchors(tokens: list[Token], text: str) -> list[Token]:
    """自 … 之日起 becomes words: a point in time, whatever sanction it names (自被吊销许可证之日起). With a date it stays as it is."""
    if not any(token.text == "自" for token in tokens):
        return tokens
    folded: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text == "自":
            for end in range(at + 1, min(at + 30, len(tokens))):
                token = tokens[end]
                if token.type in _SEPARATORS or token.type == "DATE":
                    break
                if token.text.endswith("之日起") or (token.text == "起" and text.endswith("之日", 0, token.start)):
                    start, stop = tokens[at].start, token.end
                    folded.append(Token("WORDS", text[start:stop], start, stop))
                    at = end
                    break
            else:
                folded.append(tokens[at])
                at += 1
                continue
            if folded and folded[-1].end == tokens[at].end and folded[-1].text.startswith("自") and len(folded[-1].text) > 1:
                at += 1
                continue
        folded.append(tokens[at])
        at += 1
    return folded


def _limits(tokens: list[Token], text: str) -> list[Token]:
    """处违法所得3倍以下、但最高不超过3万元的罚款: the limit between a sum and its noun becomes one LIMITS token."""
    if not any(token.type in _LIMIT_BOUNDS for token in tokens):
        return tokens
    folded: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type in ("DUN", "COMMA") and folded and folded[-1].type in ("LE_POST", "GE_POST", *QUANTITIES):
            end = at + 1
            while (
                end < len(tokens)
                and end <= at + 5
                and (tokens[end].type in _LIMIT_BOUNDS or tokens[end].text in ("但", "且", "但是", "总额"))
            ):
                end += 1
            bounded = any(t.type in _LIMIT_BOUNDS for t in tokens[at + 1 : end])
            if bounded and end + 1 < len(tokens) and tokens[end].type == "MONEY" and tokens[end + 1].type in ("DE", "FINE", "PENALTY"):
                start, stop = tokens[at].start, tokens[end].end
                folded.append(Token("LIMITS", text[start:stop], start, stop, None, tuple(tokens[at : end + 1])))
                at = end + 1
                continue
        folded.append(tokens[at])
        at += 1
    return folded


def _each(tokens: list[Token], text: str) -> list[Token]:
    """每 and a short noun before a sum (每个泊位五百元) is what the sum is per."""
    if not any(token.text[:1] == "每" for token in tokens):
        return tokens
    folded: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text in ("每", "每个", "每一", "每一个"):
            for end in range(at + 1, min(at + 4, len(tokens))):
                paid = tokens[end].type == "V_PAY" and tokens[end].text == "处" and end + 1 < len(tokens)
                if paid and end == at + 1 and tokens[end + 1].type == "V_PAY":  # 每处处五十元罚款: the first 处 is a place
                    start, stop = tokens[at].start, tokens[end + 1].start
                    folded.append(Token("EACH", text[start:stop], start, stop, text[start:stop]))
                    at = end + 1
                    break
                figure = tokens[end].type in ("MONEY", "POINT") or (paid and tokens[end + 1].type == "MONEY")
                if figure and end > at + 1 and tokens[end].start - tokens[at].end <= 5:
                    start, stop = tokens[at].start, tokens[end].start
                    folded.append(Token("EACH", text[start:stop], start, stop, text[start:stop]))
                    at = end
                    break
                if tokens[end].type not in ("WORDS", "BRACKET"):
                    break
        folded.append(tokens[at])
        at += 1
    return folded


def _is_close(tokens: list[Token], at: int) -> bool:
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    kind = tokens[at].type
    return (kind == "EXCEPT_CLOSE" or (kind == "GT_POST" and tokens[at].text == "以外")) and (after is None or after.type in _SEPARATORS)


def _joined(tokens: list[Token], text: str) -> list[Token]:
    typed = [_in_context(tokens, at) for at in range(len(tokens))]
    joined: list[Token] = []
    for token in typed:
        if token.type == "WORDS" and joined and joined[-1].type == "WORDS" and joined[-1].end == token.start:
            before = joined.pop()
            token = Token("WORDS", text[before.start : token.end], before.start, token.end)
        joined.append(token)
    return joined


def _in_context(tokens: list[Token], at: int) -> Token:
    """The token as the grammar needs it here: connectives between measures are JOIN_…, between nouns plain words."""
    token = tokens[at]
    kind = token.type
    if kind == "WORDS" and token.text not in _OPEN_WORDS:
        return token
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    if kind == "AND" and token.text in ("且", "并且"):  # joins predicates, never nouns
        return token
    if kind in _CONNECTIVES:
        return _connective(tokens, at)
    if token.text in _PAY and at >= 2 and tokens[at - 1].type == "DURATION" and tokens[at - 2].type == "V_DEDUCT":  # 扣罚3天工资
        return token.retyped("PAY")
    if token.text == "者" and before is not None and (before.type in QUANTITIES or before.type in _CLOSED_BY_PERSON):
        return token.retyped("DE" if after is None or after.type in _SEPARATORS else "WORDS")  # 50学时以上者, 有下列情形之一者
    if kind == "TRAIN" and (_attended(tokens, at) or (before is not None and before.type in ("REVOKE", "VERB", "WORDS") and before.text[-1:] in "消过在行的加除")):
        return token.retyped("WORDS")
    if kind == "DE":
        if before is not None and before.type == "RATE" and at >= 2 and tokens[at - 2].type == "V_DEDUCT":  # 扣除20%的违规销售额
            return token
        if after is None or after.type in _SEPARATORS or after.type in ("FINE", "PENALTY", "NOMINAL", "BRACKET", "DISCIPLINE"):
            return token
        return token.retyped("WORDS")
    if token.text in _UP_TO and before is not None and before.type == "REMARK" and after is not None and after.type in QUANTITIES:
        return token.retyped("UPTO")  # 10单(含)至50单(不含)
    if kind == "DEFINE" and token.text == "为" and _equals(tokens, at):
        return Token("EQUAL", token.text, token.start, token.end, "eq")
    if kind in QUANTITIES and _is_band(tokens, at):
        return token.retyped("BAND")
    if kind == "DEFINE" and token.text == "即" and after is not None and after.type in ("PASSIVE", "VERB"):  # 权限即被收回
        return token.retyped("DULY")
    if kind == "CONFER" and not any("证" in t.text or "照" in t.text for t in _segment_of(tokens, at)[1][:8]):
        return token.retyped("WORDS")  # 有证书签发权限的机关: who issues, nothing issued
    if kind in ("VERB", "BAN", "CONFER") and _without_object(tokens, at):
        return token.retyped("WORDS")
    if kind == "TIMES" and "机会" in _piece(tokens, at):  # 给一次机会: a chance, no count
        return token.retyped("WORDS")
    if kind in ("REVOKE", "VERB") and token.text in _TAKE_BACK and _takes_back(tokens, at):
        return token.retyped("TAKEN_BACK")
    if kind == "REVOKE" and (after is None or after.type in _SEPARATORS) and not (before is not None and before.type in ("DULY", "PASSIVE")):
        return token.retyped("WORDS")  # 撤销 with nothing behind it is a measure only where it is imposed (予以撤销)
    if kind == "V_ADD" and not _restores(tokens, at):
        return token.retyped("WORDS")
    if kind in ("LE_PRE", "CAP") and after is not None and after.type == "V_ADD" and _restores(tokens, at + 1):
        return token
    if kind in _SIGNS and before is not None and before.type in QUANTITIES and _band(tokens, at):  # 30单<x≤50单
        return token
    if kind in _BEFORE_QUANTITY and not (
        after is not None and (after.type in QUANTITIES or (after.type in ("WORDS", "DATE") and kind in ("FLOOR",)))
    ):
        return token.retyped("WORDS")
    if kind == "LE_POST" and token.text == "以下" and not (before is not None and (before.type in QUANTITIES or before.type == "REMARK")):
        return token.retyped("LIST")
    if kind == "LIFE" and not any(t.type == "DATE" for t in tokens[max(0, at - 4) : at + 4]):
        return token.retyped("WORDS")
    if kind == "LINK" and not any(t.type == "DATE" for t in tokens[max(0, at - 2) : at + 3]):
        return token.retyped("WORDS")
    if kind in _AFTER_QUANTITY and not (before is not None and (before.type in QUANTITIES or before.type == "REMARK")):
        return token.retyped("WORDS")
    if kind in ("EXCEPT_OPEN", "EXCEPT_CLOSE"):
        return token.retyped("WORDS")
    if kind == "WHEN" and not (after is None or after.type in _SEPARATORS):
        return token.retyped("WORDS")
    if kind == "MUST" and token.text in ("应", "应当") and before is not None and before.type == "VERB":  # 收缴应当上缴的收入
        return token.retyped("WORDS")
    if kind == "MUST" and token.text == "应" and before is not None and before.type == "V_PAY":  # 处应缴费用一倍以上…
        return token.retyped("WORDS")
    if kind == "V_PAY" and _ordered(tokens, at):  # 责令限期缴纳: what is ordered, no sum
        return token.retyped("WORDS")
    if kind == "BLANK" or (kind == "TIMES_MORE" and before is not None and before.type in ("MUST_NOT", "REFUSE")):
        return token.retyped("WORDS")
    return token


def _equals(tokens: list[Token], at: int) -> bool:
    """刷单次数为2次的: a figure that closes a condition and is said of a noun."""
    if at == 0 or tokens[at - 1].type not in ("WORDS", "POINTS", "GAINS") or at + 2 >= len(tokens) or tokens[at + 1].type not in QUANTITIES:
        return False
    return tokens[at + 2].type == "DE" and (at + 3 >= len(tokens) or tokens[at + 3].type in _SEPARATORS)


def _is_band(tokens: list[Token], at: int) -> bool:
    """旷课20—29学时, 迟发订单数为10-20单的: two ends, a noun before them, and the end of the piece behind them."""
    quantity = cast(Quantity, tokens[at].value)
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or quantity.low is None or quantity.high is None or quantity.low == quantity.high or quantity.kind == "times":
        return False
    if before.type not in ("WORDS", "EQUAL") and not (before.type == "DEFINE" and before.text == "为" and _equals(tokens, at - 1)):
        return False
    first = next((n + 1 for n in range(at - 1, -1, -1) if tokens[n].type in _SEPARATORS), 0)
    if any(t.type in _MEASURE_STARTS or t.type in ("FINE", "PENALTY", "MUST", "MAY") for t in tokens[first:at]):
        return False
    closes = after is not None and after.type == "DE" and (at + 2 >= len(tokens) or tokens[at + 2].type in _SEPARATORS)
    return closes or (after is not None and after.type == "COMMA")


def _connective(tokens: list[Token], at: int) -> Token:
    """、和或 by what they join: measures (JOIN, JOIN_OR), sums (OR_SUM), conditions (OR, AND), references and figures (DUN), or nouns (WORDS)."""
    token, kind = tokens[at], tokens[at].type
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    starts = before is None or before.type in _SEPARATORS
    figures = (*QUANTITIES, "REF")
    if _names_agents(tokens, at):  # 由公安机关或者有关主管部门处…: who acts, not a choice of measures
        return token.retyped("WORDS")
    if kind == "AND":
        if _verb_follows(tokens, at + 1):
            return token.retyped("JOIN")
    elif (before is None or before.type not in QUANTITIES or kind == "OR") and _measure_follows(tokens, at + 1):
        return token.retyped("JOIN_OR" if kind == "OR" else "JOIN")
    if kind == "OR" and _paying(tokens, at):
        return token.retyped("OR_SUM") if _sum_follows(tokens, at + 1) else token.retyped("WORDS")
    noun_joint = token.text in ("和", "及", "以及", "与", "暨")
    if kind in ("OR", "AND") and not noun_joint and _condition_follows(tokens, at + 1):
        return token
    if kind == "OR" and not starts and _conditional_side(tokens, at):
        return token
    if kind in ("OR", "AND") and starts:
        return token
    if kind == "DUN" and before is not None and before.type in figures and after is not None and after.type in figures:
        return token
    return token.retyped("WORDS")


def _names_agents(tokens: list[Token], at: int) -> bool:
    left, _ = _segment_of(tokens, at)
    by = next((n for n in range(len(left) - 1, -1, -1) if left[n].type in ("BY", "TO")), None)
    return by is not None and not any(t.type in _MEASURE_STARTS for t in left[by:])


def _verb_follows(tokens: list[Token], at: int) -> bool:
    """Whether a measure's verb follows at once (和 joins measures only then)."""
    for token in tokens[at : at + 3]:
        if token.type in _MEASURE_STARTS:
            return True
        if token.type not in ("PERMANENT", "DULY", "MUST"):
            return False
    return False


def _segment_of(tokens: list[Token], at: int) -> tuple[list[Token], list[Token]]:
    """Tokens of the segment before and behind a place."""
    low, high = max(-1, at - 60), min(at + 60, len(tokens))
    first = next((n for n in range(at - 1, low, -1) if tokens[n].type in _SEPARATORS), low)
    last = next((n for n in range(at + 1, high) if tokens[n].type in _SEPARATORS), high)
    return tokens[first + 1 : at], tokens[at + 1 : last]


def _paying(tokens: list[Token], at: int) -> bool:
    left = _segment_of(tokens, at)[0]
    pay = next((n for n, t in enumerate(left) if t.type == "V_PAY"), None)
    return pay is not None and any(t.type in QUANTITIES for t in left[pay:])


def _conditional_side(tokens: list[Token], at: int) -> bool:
    """拒不改正或者情节严重, 三次以上违法行为或者有其他严重情节: one side is a tier, a count or 没有违法所得, the other more than a noun."""
    left, right = _segment_of(tokens, at)
    figure = any(t.type in _CONDITION_TOKENS for t in left) or any(t.type in _CONDITION_TOKENS for t in right[:3])
    return figure and sum(len(t.text) for t in right if t.type != "DE") >= 4 and sum(len(t.text) for t in left) >= 4


def _band(tokens: list[Token], at: int) -> bool:
    """Whether a second bound and its figure follow the name between two bounds."""
    for n in range(at + 1, min(at + 12, len(tokens) - 1)):
        if tokens[n].type in _SIGNS:
            return tokens[n + 1].type in QUANTITIES
        if tokens[n].type in _SEPARATORS or tokens[n].type in QUANTITIES:
            return False
    return False


def _piece(tokens: list[Token], at: int) -> str:
    """The words of the piece of the sentence between separators."""
    first = next((n + 1 for n in range(at - 1, -1, -1) if tokens[n].type in _SEPARATORS), 0)
    last = next((n for n in range(at + 1, len(tokens)) if tokens[n].type in _SEPARATORS), len(tokens))
    return "".join(t.text for t in tokens[first:last])


def _takes_back(tokens: list[Token], at: int) -> bool:
    """该笔违规一并撤销: the sanction itself is taken back; the verb closes its piece, its object stands before it."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    closed = after is None or after.type in _SEPARATORS or after.type in ("JOIN", "JOIN_OR", "OR") or after.text.startswith(("(", "（"))
    return closed and bool(_TAKEN.search(_piece(tokens[: at + 1], at)))


def _ordered(tokens: list[Token], at: int) -> bool:
    """Whether an order stands before a verb of payment in its piece, and no figure behind it."""
    left, right = _segment_of(tokens, at)
    return any(t.type == "ORDER" for t in left[-5:]) and not any(t.type in QUANTITIES for t in right)


def _attended(tokens: list[Token], at: int) -> bool:
    """参加学习、考试, 免予考试: what is attended or spared is the object, no measure of its own."""
    if tokens[at].type != "TRAIN":
        return False
    for token in reversed(tokens[max(0, at - 6) : at]):
        if token.text in ("参加", "接受") or token.type == "WAIVE":  # 免除培训和考试的相应内容
            return True
        if token.type in _SEPARATORS:
            return False
    return False


def _without_object(tokens: list[Token], at: int) -> bool:
    """Whether a verb that is a measure only for some objects (减少曝光, 收回权限) has none of them in its piece of the sentence."""
    rules = vocabulary().actions.get(tokens[at].text, ())
    if not rules or any(not rule.object_part for rule in rules):
        return False
    words = _piece(tokens, at)
    return not any(rule.object_part in words for rule in rules)


def _restores(tokens: list[Token], at: int) -> bool:
    """Whether points are given back: a sum of points, 多少 or all of them follow."""
    for token in tokens[at + 1 : at + 4]:
        if token.type in ("POINT", "HOWMUCH") or (token.type == "POINTS" and tokens[at].text in ("返还", "退回", "恢复")):
            return True
        if token.type not in ("WORDS", "ALL"):
            return False
    return False


def _measure_follows(tokens: list[Token], at: int) -> bool:
    """Whether the piece up to the next connective or separator is a measure of its own (not only a further object)."""
    words = False
    for number, token in enumerate(tokens[at : at + 8], at):
        if token.type in _SEPARATORS or token.type in _CONNECTIVES:
            return False
        if token.type in _MEASURE_STARTS and not _attended(tokens, number):
            return True
        if token.type == "DULY" and words:  # 其他责任人员给予警告: a party, then the measure
            return False
        words = words or token.type == "WORDS"
    return False


def _condition_follows(tokens: list[Token], at: int) -> bool:
    """Whether a comparison stands behind the connective: a noun, then a bound and a figure."""
    for number in range(at, min(at + 5, len(tokens))):
        token = tokens[number]
        if (
            token.type in ("GE_PRE", "LE_PRE", "GT_PRE", "LT_PRE", "REACH")
            and number + 1 < len(tokens)
            and tokens[number + 1].type in QUANTITIES
        ):
            return True
        if token.type not in ("WORDS", "POINTS", "GAINS", "DEPOSIT", "CUMULATIVE"):
            return False
    return False


def _sum_follows(tokens: list[Token], at: int) -> bool:
    for token in tokens[at : at + 6]:
        if token.type in ("MONEY", "MULTIPLE", "RATE"):
            return True
        if token.type not in ("WORDS", "GAINS", "LE_PRE", "GE_PRE", "LT_PRE", "NEAR", "PRIOR", "DURATION", "WITHIN", "CUMULATIVE", "DE"):
            return False
    return False
