"""What one sentence says, by its phrases first and its words second: its kind, its tier, its term, its conditions and effects."""

import re
from collections.abc import Sequence
from typing import Literal

from rulec.lexicon.numerals import parse_numeral
from rulec.lexicon.stated_bounds import defines_bounds
from rulec.semantics.idle_clauses import is_idle
from rulec.semantics.sum_terms import is_sum_term, with_floors
from rulec.syntax.clauses import (
    AccountPhrase,
    ComparisonPhrase,
    ExceptPhrase,
    Mark,
    MeasurePhrase,
    Phrase,
    ReliefPhrase,
    Segment,
    Sentence,
    TierPhrase,
)
from rulec.syntax.statements import Group, StatementKind

_SITUATION = re.compile(r"^情形[一二三四五六七八九十0-9]+$")
_COUNT = re.compile(r"([0-9一二三四五六七八九十两]+)(?:个|项|种|类|点|条)(?:条件|情形|要求|行为|标准)")
_SCOPE = re.compile(
    r"^本(?:规范|规则|细则|办法|规定|条例|法|标准).{0,6}(?:适用于|适用)|^适用(?:范围|对象)|适用(?:范围|对象)[::]|适用本(?:法|条例|规定|办法)|不按.{2,12}处理[。;]?$"
)
_PURPOSE = re.compile(r"^为(?:了)?.{2,60}(?:特制定|制定|现制定)|特制定本|制定本(?:法|条例|规定|办法|规则|规范)")
_PROCEDURE = re.compile(r"之后不再受理|逾期不再?受理|不服的|新旧.{0,6}衔接|过渡期|申诉|申请复议|行政复议|异议|举证|行政诉讼")
_COUNTING = re.compile(r"(?:分别|合并|累计|重复|单独|一并)(?:计算|计入|统计)[。;；]?$")
# 违规积分=累计扣分-学习分: a figure reckoned from others, of which nothing is made.
_FORMULA = re.compile(r"^[^,，。:：=＝]{1,14}[=＝][^,，。=＝<>≤≥]{1,20}[-+×*/÷－＋—]")
_RECKONED = re.compile(r"折合|折算|折抵|换算|加倍|翻倍|双倍|减半|(?:[二两三四五]|[2-9])倍(?:处罚|扣分)")
_ONCE = re.compile(r"一事不(?:二|再)罚|一事.{0,4}一次|同一.{1,12}(?:仅|只)(?:作|做|进行|处理|处罚|执行).{0,6}次|不(?:得)?重复(?:扣分|处罚|处理|计分|扣除|记分)")
_PRECEDENCE = re.compile(r"只按.{0,12}最[高重严]|从其规定|以.{2,24}为准|优先适用|按照?最严|从重|依照处罚较重")
_DERIVED = re.compile(r"(?:认定为|视为|视同|属于)")
_DEFINING = frozenset({"指", "是指", "系指", "统称"})
_BACKGROUND = re.compile(r"(?:修订|调整|制定|出台).{0,6}(?:背景|目的)|众所周知|小编|据悉|方面解释|面临.{0,20}后果|温馨提示|小贴士")
_QUESTION = re.compile(r"(?:吗|呢|什么|怎么|怎样|如何|哪里|哪些|多久|几条路)[?？]$|^如何理解")
_SANCTION_WORDS = re.compile(r"不适用(?:前款|本条|上述|本规|第)|除外|不在此限|罚款|违约金|没收|扣[0-9]+分|吊销|处罚的|受到.{0,6}处罚")
_ADMITTED = re.compile(r"(?:符合|达到|满足|具备).{0,20}(?:要求|条件|标准)的.{0,24}(?:有机会|方可|准予)")
_GRANTED = re.compile(r"有机会|准入|方可|可(?:以)?(?:申请|报名|参与|入驻)")
_BY_RULE = re.compile(
    r"(?:依照|依据|按照|根据|参照|(?<![0-9])按)(?:《.+》|.{0,12}第[^,，。]{1,24}[条款项]|.{0,8}(?:法律|法规|规定)|前[两二三]?[条款项]"
    r"|条目[0-9一二三四五六七八九十]|[A-Z]{1,3}-[0-9]|第?[0-9]{1,2}\.[0-9]).{0,40}(?:处理|处罚|处分|治理|执行|承担.{0,6}责任)|依法追究刑事责任"
)
INTRO = re.compile(r"如下[::]?$|全文[::]?$")


def marks_of(sentence: Sentence, *kinds: str) -> list[Mark]:
    return [p for g in sentence.segments for p in g.parts if isinstance(p, Mark) and p.kind in kinds]


def sentence_imposes(sentence: Sentence) -> bool:
    return any(g.kind == "effect" and not forbids(g) and not undone(g) and imposes(g, p) for g in sentence.segments for p in g.parts)


def sanctions(sentence: Sentence) -> bool:
    """Whether a sentence imposes something that is a sanction whatever stands around it (a fine, points, a warning)."""
    parts = [p for g in sentence.segments if g.kind == "effect" and not forbids(g) for p in g.parts if imposes(g, p)]
    return any(isinstance(p, MeasurePhrase) and p.action not in WEAK for p in parts)


def has_effects(sentence: Sentence) -> bool:
    return any(g.kind == "effect" for g in sentence.segments)


def reaches(sentence: Sentence) -> bool:
    """Whether a sentence is about a node of an account: its condition is a total of points without a window."""
    for segment in sentence.segments:
        if segment.kind == "effect":
            return False
        for part in segment.parts:
            if isinstance(part, AccountPhrase) and part.kind == "reach" and segment.kind == "condition":
                return True
            if isinstance(part, ComparisonPhrase) and part.amount.kind == "point" and part.window is None and segment.kind == "condition":
                return "累计" in part.text
    return False


def reaches_on(sentence: Sentence) -> bool:
    """满24分的,清退 behind a node: the next threshold of the same account, its name left out."""
    conditions = [g for g in sentence.segments if g.kind == "condition"]
    figures = [p for g in conditions[:1] for p in g.parts if not isinstance(p, Mark)]
    return len(figures) == 1 and isinstance(figures[0], ComparisonPhrase) and figures[0].amount.kind == "point" and not figures[0].fact


def counts_on(sentence: Sentence) -> bool:
    """Whether a sentence goes on with the nodes of an account (此后每再满25分), or says what holds for all nodes without a figure of its own."""
    parts = [p for g in sentence.segments for p in g.parts]
    if any(isinstance(p, AccountPhrase) and p.kind == "series" for p in parts):
        return True
    figures = any(
        isinstance(p, (ComparisonPhrase, AccountPhrase)) or (isinstance(p, MeasurePhrase) and (p.amounts or p.duration)) for p in parts
    )
    return (
        "节点" in sentence.text
        and not figures
        and not _PRECEDENCE.search(sentence.text)
        and sentence.terminator not in (":", "：", "?", "？")
    )


def gives_back(sentence: Sentence) -> bool:
    """Whether a sentence gives points back (补1分, 退回多少) or says up to how many."""
    parts = [p for g in sentence.segments for p in g.parts]
    return any(
        (isinstance(p, AccountPhrase) and p.kind == "ceiling") or (isinstance(p, MeasurePhrase) and p.rule in ("restoration", "withdrawal"))
        for p in parts
    )


def is_situation(sentence: Sentence) -> bool:
    """情形一, … at the start."""
    return bool(sentence.segments) and bool(_SITUATION.match(sentence.segments[0].text))


def leading_tier(sentence: Sentence) -> TierPhrase | None:
    """The tier a sentence is about: a segment that is only a tier (若情节轻微, 情节严重的), before any effect."""
    for segment in sentence.segments:
        if segment.kind == "effect":
            return None
        tiers = [p for p in segment.parts if isinstance(p, TierPhrase)]
        if tiers and all(isinstance(p, TierPhrase) or (isinstance(p, Mark) and p.kind in _AROUND_TIER) for p in segment.parts):
            return tiers[0]
    return None


_AROUND_TIER = frozenset({"IF", "CLOSE", "OPEN_LIST", "LIST", "BRACKET"})


def defined_term(sentence: Sentence) -> Mark | None:
    """The term that a sentence defines (X指…, X,是指…, X即…的行为, X方式为:…, X包括但不限于:), or None."""
    segments = sentence.segments
    for number, segment in enumerate(segments[:2]):
        parts = segment.parts
        for at, part in enumerate(parts[:5]):
            if isinstance(part, Mark) and part.kind == "DEFINE" and part.text in _DEFINING:
                words = "".join(p.text for p in parts[:at]) if at else segments[number - 1].text if number else ""
                words = re.sub(r"^注[::]", "", words)
                if words in ("是", "") and number:
                    words, at = segments[number - 1].text, 0
                place = parts[0].span if at else segments[0].span
                return Mark("OPAQUE", words, place) if 2 <= len(words) <= 24 else None
        first = parts[0]
        if len(parts) > 1 and isinstance(first, Mark) and first.kind in ("OPAQUE", "QUOTE") and len(first.text) <= 24:
            second, third = parts[1], parts[2] if len(parts) > 2 else None
            if isinstance(second, Mark) and second.kind == "DEFINE":
                if second.text == "即" and re.search(r"(?:行为|情况|情形|方式)$", sentence.text.rstrip("。;")):
                    return first
                if second.text == "为" and isinstance(third, Mark) and third.kind == "COLON":
                    return first
            ends = isinstance(second, Mark) and second.kind == "OPEN_LIST" and third is None and sentence.terminator == ":"
            if ends and number == len(segments) - 1 and not has_effects(sentence):
                return first
    return None


def is_list_head(sentence: Sentence) -> bool:
    """Whether the sentence announces a list: 下列情形之一的, 以下四项条件:, 具体包括:."""
    listed = any(isinstance(p, ReliefPhrase) and p.listed for g in sentence.segments for p in g.parts)
    if not listed and not marks_of(sentence, "LIST", "SIMULTANEOUSLY"):
        return False
    if any(isinstance(p, ReliefPhrase) and p.listed for g in sentence.segments for p in g.parts):
        return sentence.terminator in (":", "：")
    return sentence.terminator in (":", "：") or bool(
        re.search(r"(?:下列|以下)[^,，。;；:：]{0,40}?(?:情形|行为|条件|要求|情况)(?:之一)?", sentence.text)
    )


def list_terms(head: Sentence) -> tuple[Literal["any", "all"], int | None]:
    """(any|all, announced count) of a list's head."""
    text = head.text
    announced = None
    found = _COUNT.search(text)
    if found:
        value = parse_numeral(found.group(1))
        announced = int(value) if value is not None and value == int(value) else None
        if announced is not None and announced > 60:
            announced = None
    if marks_of(head, "SIMULTANEOUSLY") or re.search(r"(?:同时|均|全部)(?:需|须|应|应当)?(?:具备|满足|符合)", text):
        return "all", announced
    if marks_of(head, "ONE_OF") or re.search(r"之一|任一|任意一", text):
        return "any", announced
    if re.search(r"(?:满足|符合|具备)(?:下列|以下|如下).{0,4}(?:条件|要求)", text):
        return "all", announced
    return "any", announced


_LEAST = re.compile(
    r"(?:任意|任何|其中)(?P<a>[0-9二三四五六七八九十两]+)(?:个|项|种|条)|中的?(?:任意|任何)?(?P<b>[0-9二三四五六七八九十两]+)(?:个|项|种|条)"
    r"|(?P<c>[0-9二三四五六七八九十两]+)(?:个|项|种|条)(?:及|或)?以上(?:的)?(?:情形|条件|行为|情况|要求)|(?:情形|条件|行为|情况)之(?P<d>[二三四五])"
    r"|至少(?:具备|满足|符合)?(?:下列|以下|其中)?(?P<e>[0-9二三四五六七八九十两]+)(?:个|项|种|条)"
)


def least_of(head: Sentence) -> int | None:
    """How many entries of the list must hold at the least, where its head says a number of more than one: 任意两项, 情形之二."""
    found = _LEAST.search(head.text)
    value = parse_numeral(next(group for group in found.groups() if group)) if found else None
    return int(value) if value is not None and value == int(value) and value > 1 else None


def kind_of(sentence: Sentence) -> StatementKind:
    """What a sentence says, by its phrases first and its words second."""
    text = sentence.text
    parts = [p for g in sentence.segments for p in g.parts]
    if _BACKGROUND.search(text):
        return "informative"
    if defines_bounds(text):
        return "definition"
    if _FORMULA.search(text):
        return "unresolved"
    if _ONCE.search(text) and not sentence_imposes(sentence):
        return "precedence"
    if _PRECEDENCE.search(text) and not sentence_imposes(sentence) and not any(isinstance(p, MeasurePhrase) and p.amounts for p in parts):
        return "precedence"
    if any(
        isinstance(p, MeasurePhrase) and p.rule == "exclusion" and imposes(g, p)
        for made in groups(sentence)
        for g in made.effects
        for p in g.parts
    ):
        return "penalty"
    if _QUESTION.search(text) or text.endswith(("?", "？")):
        return "informative"
    if any(isinstance(p, ReliefPhrase) for p in parts):
        return "relief"
    heads_list = is_list_head(sentence) and not (sentence_imposes(sentence) and sentence.terminator not in (":", "："))
    if _ADMITTED.search(text) or (_GRANTED.search(text) and heads_list):
        return "admission"
    measures = [p for g in sentence.segments if g.kind == "effect" and not forbids(g) and not undone(g) for p in g.parts if imposes(g, p)]
    weak = all(isinstance(p, MeasurePhrase) and p.action in WEAK for p in measures)
    if measures and not (weak and (_duty_like(sentence) or _bare(sentence, measures))):
        return "penalty"
    if _PURPOSE.search(text):
        return "purpose"
    if _SCOPE.search(text):
        return "scope"
    if _BY_RULE.search(text):
        return "reference"
    commands = any(m.text in _STRONG for m in marks_of(sentence, "MUST"))
    conditional = any(g.kind == "condition" for g in sentence.segments)
    if conditional and not commands and any(_DERIVED.search(g.text) for g in sentence.segments if g.kind != "condition"):
        return "definition"
    if _PROCEDURE.search(text):
        return "procedure"
    short = sentence.terminator in (":", "：") and (INTRO.search(text) or len(text) <= 12)
    if short and not re.search(r"不得|应当|必须|禁止|严禁", text):
        return "intro"
    if marks_of(sentence, "MUST_NOT") or re.search(r"不得(?!已)|严禁|禁止(?!的)", text):
        return "prohibition"
    if any(m.text in _STRONG for m in marks_of(sentence, "MUST")) or re.search(r"应当|必须|只能", text):
        return "duty"
    if _COUNTING.search(text):
        return "definition"
    powers = any(m.text in _POWER for m in marks_of(sentence, "MAY"))
    if (powers or _MAY_VERB.search(text)) and not _SEEN.search(text) and sentence.terminator not in (":", "：") and not _NARRATED.search(text):
        return "permission"
    if _RECKONED.search(text):
        return "unresolved"
    limits_stated = any(
        isinstance(p, ComparisonPhrase) and p.amount.bounded and p.amount.kind in ("money", "rate", "multiple", "point", "score")
        for g in sentence.segments
        for p in g.parts
    )
    tiered = any(g.kind == "numeric" and isinstance(p, TierPhrase) for g in sentence.segments for p in g.parts)
    lasting = any(
        isinstance(p, ComparisonPhrase) and p.amount.bounded and p.amount.kind == "duration" and bool(p.fact) and p.window is None
        for g in sentence.segments
        for p in g.parts
    )
    if limits_stated or lasting or tiered or text.startswith("但") or any(g.kind == "condition" for g in sentence.segments) or _SANCTION_WORDS.search(text):
        return "unresolved"  # reads as a rule: a condition, or a sanction named, of which nothing above made anything
    return "informative"


_NARRATED = re.compile(r"了(?:[,，。!！;；]|$)")  # …就要结束了,可以…了: told, not ruled
_POWER = frozenset({"可以", "有权"})
_SEEN = re.compile(r"可以?(?:看到|看见|查看|查到|了解|发现|知道|参考)")  # where something can be looked up is no permission
_MAY_VERB = re.compile(r"(?:^|[,，人者家户位业构部门台])可(?!能|靠|行|见|信|识|控|读|疑|循|再)(?![^,，。]{1,4}的)[^,，。以]{2,}")  # 商家可提交…; 可识别的 is a quality
_STRONG = frozenset({"应", "应当", "须", "必须", "需"})
# Verbs that name a sanction only where something is violated; in 应当公告, 应当赔偿 they are the duty itself.
WEAK = frozenset(
    {"other", "restrict", "compensate", "train", "ban_activity", "delist", "block_display", "revoke_licence", "transfer", "grant", "none"}
)


def _duty_like(sentence: Sentence) -> bool:
    """应当… in the effect itself, and nothing violated in front of it."""
    strong = any(m.text in _STRONG for g in sentence.segments for m in g.marks("MUST"))
    conditional = any(g.kind == "condition" or g.marks("IF") for g in sentence.segments) or "违反" in sentence.text
    return strong and not conditional


def _bare(sentence: Sentence, measures: Sequence[Phrase]) -> bool:
    """禁止使用…。 standing alone forbids; it is no sanction: nothing is violated before it, no list, no figure, nobody who may take it."""
    if any(isinstance(p, MeasurePhrase) and (p.duration is not None or p.amounts or p.permanent) for p in measures):
        return False
    if marks_of(sentence, "OPEN_LIST", "MAY", "EXCEPT") or any(
        m.text in ("一律", "采取", "给予", "处以") for m in marks_of(sentence, "MUST", "DULY")
    ):
        return False
    if any(isinstance(p, (ExceptPhrase, TierPhrase)) for g in sentence.segments for p in g.parts):
        return False
    if any(
        g.kind == "numeric" and isinstance(p, ComparisonPhrase) and p.amount.kind != "duration" for g in sentence.segments for p in g.parts
    ):
        return False  # 扣到0分,权限即被收回: a figure reached is a condition
    if re.search(r"(?:不再|不|未|没有)(?:满足|符合|达到|具备)", sentence.text):
        return False
    return not any(g.kind == "condition" or g.marks("IF") for g in sentence.segments) and "违反" not in sentence.text


def imposes(segment: Segment, phrase: Phrase) -> bool:
    """Whether a measure phrase imposes something, or only names it: points without a figure need 将/被/予以 (违规积分为扣除制 names a system)."""
    if not isinstance(phrase, MeasurePhrase):
        return False
    if phrase.rule == "deduction" and not phrase.amounts and phrase.action == "deduct_points":
        at = segment.parts.index(phrase)
        before = segment.parts[at - 1] if at else None
        return phrase.passive or (
            isinstance(before, Mark) and (before.kind in ("MUST", "DULY", "PASSIVE") or before.text.strip().endswith("被"))
        )
    if phrase.rule == "deduction" and not phrase.amounts and phrase.action == "other":
        return False
    if phrase.action == "none" or (phrase.object or "").startswith("后"):  # 封禁后再次…: when, not what
        return False
    if phrase.rule == "exclusion":
        return phrase.duration is not None or phrase.permanent
    return True


_BARRED = re.compile(r"不得((?:再次)?(?:申请|申领|担任|从事|报考|参加|取得|任职).{0,60})$")


def _barred(leads: Sequence[Segment], segment: Segment) -> Segment | None:
    """自…之日起5年内,其负责人不得担任…: the window before the comma is how long the exclusion lasts."""
    found = _BARRED.search(segment.text)
    before = leads[-1] if leads else None
    figures = [p for p in before.parts if isinstance(p, ComparisonPhrase)] if before is not None and before.kind == "numeric" else []
    if not found or len(figures) != 1 or figures[0].window is None or figures[0].amount.span != figures[0].span:
        return None
    front = segment.text[: found.start()].strip(" ,") or None
    phrase = MeasurePhrase("exclusion", "不得", "exclude", segment.text, segment.span, found.group(1), front, (), figures[0].amount)
    return Segment("effect", (phrase,), segment.text, segment.span)


def limits(segment: Segment) -> ComparisonPhrase | None:
    """但最高不超过三万元, behind a sum: its cap or floor, not a condition of its own."""
    figures = [p for p in segment.parts if not isinstance(p, Mark)]
    if segment.kind != "numeric" or len(figures) != 1 or not isinstance(figures[0], ComparisonPhrase) or figures[0].amount.kind != "money":
        return None
    return (
        figures[0]
        if re.match(
            r"^(?:但|且|并且)?(?:是)?(?:最高|最低|总额|累计|罚款)?(?:不得?(?:超过|低于|高于|少于)|最高|最低|至多|至少)", segment.text
        )
        else None
    )


_UNDONE = re.compile(r"(?:未|没有|不|拒绝|拒不|未能|未按[^,，]{0,8}|未予)[^,，。]{0,8}$")


def undone(segment: Segment) -> bool:
    """未显著标明关闭标志: what was left undone names a measure's verb; it is conduct, nothing imposed."""
    marks = segment.marks("MUST", "DULY", "MAY", "BY", "TO", "PASSIVE")
    at = next((n for n, p in enumerate(segment.parts) if isinstance(p, MeasurePhrase)), None)
    phrase = segment.parts[at] if at is not None else None
    if marks or not isinstance(phrase, MeasurePhrase) or phrase.amounts or phrase.duration is not None or phrase.action not in WEAK:
        return False
    before = "".join(p.text for p in segment.parts[:at]) + (phrase.front or "")
    return bool(_UNDONE.search(before))


def forbids(segment: Segment) -> bool:
    """不得发布国家禁止售卖的商品: a prohibition that only names a measure's verb."""
    first = next((p for p in segment.parts if not (isinstance(p, Mark) and p.kind == "OPAQUE")), None)
    return isinstance(first, Mark) and first.kind == "MUST_NOT"


def groups(sentence: Sentence) -> tuple[Group, ...]:
    """Conditions and the effects that follow from them, in reading order; what follows the last effect belongs to its group."""
    found: list[Group] = []
    leads: list[Segment] = []
    effects: list[Segment] = []

    def close() -> None:
        nonlocal leads, effects
        if leads or effects:
            tier = next((p for g in leads for p in g.parts if isinstance(p, TierPhrase)), None)
            exception = next((p for g in (*leads, *effects) for p in g.parts if isinstance(p, ExceptPhrase)), None)
            found.append(Group(tuple(leads), tuple(effects), sentence, tier, exception))
        leads, effects = [], []

    for segment in with_floors(sentence.segments):
        barred = _barred(leads, segment)
        if barred is not None:
            leads.pop()
            effects.append(barred)
        elif (segment.kind == "effect" and not forbids(segment) and not undone(segment)) or (effects and (limits(segment) is not None or is_sum_term(segment))):
            effects.append(segment)
        elif effects and segment.kind == "statement" and is_idle(segment.text):
            continue  # …,经核实,处…: no condition of what follows
        else:
            if effects:
                close()
            leads.append(segment)
            if found and segment.marks("EXCLUDED"):  # behind a sanction: what is taken out of it, no condition of the next one
                close()
    close()
    return tuple(found)
