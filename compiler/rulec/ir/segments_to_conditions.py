"""Leading segments of a sentence → the condition they state."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from rulec.ir.model import And, Compare, Contains, Event, Expression, InTier, Is, Judgement, Not, Occurrence, Or, Violates, Window
from rulec.ir.phrases_to_amounts import window_of
from rulec.lexicon.load_bearing import load_bearing
from rulec.lexicon.quantities import find_quantities
from rulec.semantics.facts import FactTable
from rulec.semantics.idle_clauses import is_idle
from rulec.source import Span, cover
from rulec.syntax.clauses import (
    ComparisonPhrase,
    GainsPhrase,
    Mark,
    OccurrencePhrase,
    Phrase,
    Segment,
    TierPhrase,
)

TIER_FACT = "情节"
PARTY_FACT = "主体"
OCCURRENCES = "违规次数"
_CONNECTORS = re.compile(
    r"^(?:但是|但|且|并且|并|或者|或是|或|同时|以及|而且|如果|如|若|当(?![次日事前地年月])|凡是|凡|对于|即(?=已))+(?=.)"
)
_WHO_JUDGES = re.compile(
    r"^(?:经)?平台(?:认定|判定|判断|核实|发现|认为)?(?:商家|达人|用户|商户)?(?:的)?(?:相关|有关|上述|该|此)?行为(?=.)|^(?:经)?平台(?:认定|判定|核实)(?:为|属于)?(?=.)"
)
_TAIL = re.compile(r"(?:的|(?<![超及按准延临定同随小])时|(?<![之以])后)$")
_REFUSAL = re.compile(
    r"^(?:拒不|逾期)(?:不)?(?:改正|整改|履行|执行|缴纳|恢复|拆除|清除|补办|停止|消除).{0,12}$|^(?:仍不改正|仍未改正|逾期未改正)$"
)
_UNIT_WORDS = {"day": "天", "month": "个月", "year": "年", "hour": "小时", "minute": "分钟", "working_day": "个工作日"}
_LACKING = re.compile(
    r"((?:不再|不|未|没有)(?:满足|符合|达到|具备|遵守|履行)[^,，。]{2,40})的(?:商品|内容|商家|达人|商户|用户|店铺|单位|个人|企业|账号)"
)
_NEGATED = re.compile(r"不存在|没有|未|不得|无|拒绝|拒不")
_SINCE = re.compile(r"(.{2,20}?)(?:之)?后的?$|(.{2,20}?)之日起$")
_HOLDS = re.compile(
    r"(?:当次|该次|本次|该|此|本)?(违约单|罚单|处罚单|处罚通知)(?:中|里|内)?(?:原本|原先|本身|仍|已)?(?:含有|包含|含)(“?[^,，。;；]{2,20}?”?(?:处置|处罚|处理)?措施)$"
)
_BREACH = re.compile(r"违反")
_COPULA = re.compile(r"^(?:但|却|是|为|属于|系)+(?=.)|^(?:但|却|是|为|属于|系)+$")
_NOT_FIRST = re.compile(r"(?:不是|并非|非)(?:头|首|第一)")
# No noun says what a figure is of: only who has it, or the bound itself.
_NO_NOUN = re.compile(
    r"^(?:手上|手里|手头|目前|当前|现在|账上|还|仍|尚|有|剩|余|的)*(?:[0-9]|(?:不到|不足|不满|未满|扣[到至]|降[到至]|高于|低于|超过|达到|满|≥|≤|<|>).*|$)"
)
GIVES_CHANCE = re.compile(r"给(?:予|与)?[^,，。]{0,4}[一1]次[^,，。]{0,12}机会")


@dataclass(slots=True)
class ConditionMaker:
    """Makes expressions; `facts` collects what they ask for, `dropped` the load-bearing stretches that no condition claimed."""

    facts: FactTable
    violation: str | None = None
    scale: str = TIER_FACT
    parties: tuple[str, ...] = ()
    dropped: list[Span] = field(default_factory=list)
    window: Window | None = None
    window_span: Span | None = None
    subject: str = ""
    locate: Callable[[Span, str], Span] = field(default=lambda span, _words: span)
    remarks: list[Mark] = field(default_factory=list)
    criteria: list[tuple[TierPhrase, Mark]] = field(default_factory=list)

    # -- several segments ----------------------------------------------------------------------------------------------------------

    def of_leads(self, leads: Sequence[Segment]) -> Expression | None:
        """The condition that the leading segments of a group state, joined by `and`; None where they state none.

        或者 at the head of a segment binds it to what stands before: to the whole clause where 的 closed that one (A的,或者B的),
        else to the one segment (A,或者B,造成后果的: the consequence is asked of both).
        """
        clauses: list[list[Expression]] = [[]]
        closed_before = opened = behind_de = False
        pending: list[Segment] = []

        def take(segment: Segment, expression: Expression | None) -> None:
            nonlocal closed_before, opened, behind_de
            if expression is None:
                return
            alternative = _alternative(segment)
            beside = behind_de and bool(clauses[-1]) and isinstance(clauses[-1][-1], (Judgement, And)) and _stands_beside(segment)
            if beside and isinstance(expression, Judgement):  # 从事…的,参与…的: either is enough
                clauses.append([*clauses[-1][:-1], expression] if len(clauses[-1]) > 1 and isinstance(clauses[-1][0], Violates) else [expression])
            elif alternative and clauses[-1] and (closed_before or opened):
                clauses.append([expression])
                opened = True
            elif alternative and clauses[-1]:
                clauses[-1][-1] = _any([*_branches(clauses[-1][-1]), expression]) or expression
            else:
                clauses[-1].append(expression)
            closes = segment.marks("CLOSE")
            closed_before = bool(closes)
            behind_de = bool(closes) and closes[-1].text.endswith(("的", "者"))

        for segment in leads:
            if segment.kind == "statement" and is_idle(segment.text):
                continue
            if segment.kind == "statement" and "简称" in segment.text:
                self.dropped.append(segment.span)
                continue
            if segment.kind not in ("condition", "numeric"):
                pending.append(segment)
                continue
            closed = segment.kind == "condition" and not _tier_only(segment)
            for at, before in enumerate(pending):
                behind = pending[at + 1] if at + 1 < len(pending) else segment
                if closed and _names_parties(before.text) and not _alternative(behind):
                    continue  # 广告经营者、广告发布者,明知…的: whom the condition speaks of
                if closed or self.starts_condition(before) or _is_conduct(before):  # 商家虚假发货,情节严重的: the conduct of the tier
                    take(before, self.of_words(before.text, before.span, before.parts))
                else:  # what stands before a bare tier or figure is no part of it
                    self._drop(before)
            pending = []
            take(segment, self.of_segment(segment, []))
        for segment in pending:
            take(segment, self.of_statement(segment))
        if not any(clauses):  # 检验机构刁难企业,由…责令改正: conduct that no 的 closes, and nothing else is stated
            conduct = [s for s in pending if len(s.text) >= 8 and _DOES.search(s.text) and _is_conduct(s, parties=True)]
            clauses = [[self.judgement(s.text, s.span) for s in conduct]]
        return _any([c for c in (joined(clause) for clause in clauses) if c is not None])

    def of_entry(self, segments: Sequence[Segment]) -> Expression | None:
        """An entry of a list: its segments joined by `and`; 或者 at the head of one makes it and the one before alternatives."""
        found: list[Expression] = []
        for segment in segments:
            expression = self.of_segment(segment, [])
            if expression is None:
                continue
            if _alternative(segment) and found:
                found[-1] = _any([*_branches(found[-1]), expression]) or expression
            else:
                found.append(expression)
        return joined(found)

    def leftover(self) -> tuple[Span, ...]:
        """What no condition claimed, a window that nothing was counted in among it."""
        if self.window is not None and self.window_span is not None:
            self.dropped.append(self.window_span)
            self.window = None
        return tuple(self.dropped)

    def starts_condition(self, segment: Segment) -> bool:
        """Whether a segment without 的 is a condition by its own words (如…, 违反…规定)."""
        if is_idle(segment.text):
            return False
        refs = any(m.text not in ("上述", "前述") for m in segment.marks("REF"))
        return bool(segment.marks("IF")) or refs or bool(_BREACH.match(segment.text)) or segment.text.startswith("当")

    def of_statement(self, segment: Segment) -> Expression | None:
        """A segment that no 的 closes: a breach or 如…; other words state no condition, and must not carry one."""
        if self.starts_condition(segment):
            return self.of_segment(segment, [])
        lacking = _LACKING.search(segment.text)
        if lacking:
            return self.judgement(lacking.group(1), segment.span)
        self._drop(segment)
        return None

    def of_subject(self, segment: Segment) -> Expression | None:
        """不满足…要求的商品将不予展示: a condition inside the subject of an effect."""
        lacking = _LACKING.search(segment.text)
        return self.judgement(lacking.group(1), segment.span) if lacking else None

    def _drop(self, segment: Segment) -> None:
        if GIVES_CHANCE.search(segment.text):  # 给一次自查的机会: what the chance consists of is said next
            return
        for part in segment.parts:
            if (
                isinstance(part, Mark) and part.kind in ("OPAQUE", "BRACKET", "MUST_NOT", "EXCLUDED") and load_bearing(part.text)
            ) or isinstance(part, (ComparisonPhrase, OccurrencePhrase)):
                self.dropped.append(part.span)

    # -- one segment ---------------------------------------------------------------------------------------------------------------

    def of_segment(self, segment: Segment, before: Sequence[Segment]) -> Expression | None:
        """One condition segment; `before` are statement segments that belong to it (对A,B的). What it excepts (但…的除外) must not hold."""
        if segment.marks("EXCLUDED"):
            kept = tuple(p for p in segment.parts if not (isinstance(p, Mark) and (p.kind == "EXCLUDED" or p.text.strip() in ("但", "但是", "的"))))
            inner = self.of_run(kept) if kept else None
            return Not(inner) if inner is not None else None
        parts = [
            p for at, p in enumerate(segment.parts) if not (isinstance(p, Mark) and (p.kind == "CLOSE" or (p.kind == "IF" and not at)))
        ]
        alternatives = [run for run in _split(parts, "OR") if run]
        args = [
            joined([e for run in _split(alternative, "AND") if run for e in [self.of_run(run)] if e is not None])
            for alternative in alternatives
        ]
        own = _any([a for a in args if a is not None])
        lead = [e for e in (self.of_words(s.text, s.span, s.parts) for s in before) if e is not None]
        return joined([*lead, *([own] if own is not None else [])])

    def of_run(self, parts: Sequence[Phrase]) -> Expression | None:
        """Phrases between connectives: figures become comparisons, the other words a judgement word for word."""
        span = cover(p.span for p in parts)
        text = "".join(p.text for p in parts)
        figures = [p for p in parts if isinstance(p, (ComparisonPhrase, OccurrencePhrase, TierPhrase, GainsPhrase))]
        for before, mark in zip((None, *parts), parts, strict=False):
            if isinstance(mark, Mark) and mark.kind == "BRACKET":
                if isinstance(before, TierPhrase) and any(s.kind == "numeric" for inner in mark.inner for s in inner.segments):
                    self.criteria.append((before, mark))  # 情节轻微(刷单总量≤30单): what makes the tier
                else:
                    self.remarks.append(mark)
        words = [p for p in parts if isinstance(p, Mark) and p.kind not in ("DULY", "ALSO", "COLON", "BRACKET")]
        if len(figures) > 1:  # 一次伤害两人以上: in one go, not how often
            once = [
                p for p in figures if isinstance(p, OccurrencePhrase) and p.text.startswith("一次") and p.relations == (("eq", Decimal(1)),)
            ]
            figures = [p for p in figures if p not in once] if len(once) < len(figures) else figures
        if not figures:
            bare = list(parts)
            while bare and isinstance(bare[-1], Mark) and bare[-1].kind == "BRACKET" and bare[-1].inner:
                bare.pop()  # a remark behind the words; one in their midst stays with them
            return self.of_words("".join(p.text for p in bare), cover(p.span for p in bare), bare) if bare else None
        subject = "".join(p.text for p in words if p.span < figures[0].span)
        if _NEGATED.search(subject) and not isinstance(figures[0], (TierPhrase, GainsPhrase)):
            return self.judgement(text, span)  # 未在三日内报告: a figure under a negation is answered as a whole, word for word
        if isinstance(figures[-1], OccurrencePhrase):  # what follows 再次/首次 belongs to the event
            tail = "".join(p.text for p in words if p.span > figures[-1].span)
            figures[-1] = replace(figures[-1], event=figures[-1].event + tail)
            words = [p for p in words if p.span < figures[-1].span]
        found = [self.of_figure(p, subject if at == 0 else "", at > 0) for at, p in enumerate(figures)]
        anchored = isinstance(figures[0], ComparisonPhrase) and figures[0].window is not None and figures[0].window.kind == "prior"
        rest = [p for p in words if not (p.span < figures[0].span and (anchored or _only_subject(p.text)))]
        self.dropped.extend(p.span for p in words if p not in rest and p.span < figures[0].span and find_quantities(p.text))
        if any(_says_more(p.text) for p in rest):
            found.append(self.judgement(text, span))
        return joined([e for e in found if e is not None])

    def of_figure(self, phrase: Phrase, subject: str, follows: bool = False) -> Expression | None:
        """A tier, a numeric condition, an occurrence or 没有违法所得."""
        match phrase:
            case TierPhrase():
                label = self.facts.ask(self.scale, "choice", phrase.span, asked_of="person", domain=(phrase.label,))
                return InTier(self.violation, self.scale, phrase.label, label, phrase.span)
            case ComparisonPhrase():
                if (
                    phrase.window is not None
                    and phrase.amount.span == phrase.span
                    and phrase.amount.kind == "duration"
                    and not phrase.implied
                ):
                    self.window_alone(phrase, subject)
                    return None
                if follows:  # A≥… 和B≥…: the connective is no part of the second fact's name
                    phrase = replace(phrase, fact=re.sub(r"^(?:和|及|以及|与|、)(?=..)", "", phrase.fact))
                return self.comparison(phrase, subject)
            case OccurrencePhrase():
                return self.occurrence(phrase, subject)
            case GainsPhrase():
                label = self.facts.ask(phrase.fact, "money", phrase.span, unit="CNY")
                return Compare(label, "gt" if phrase.present else "eq", Decimal(0), "CNY", span=phrase.span, implied=True)
        return None

    def window_alone(self, phrase: ComparisonPhrase, subject: str) -> None:
        """…后的30天内: the window of the occurrence that follows."""
        assert phrase.window is not None
        found = _SINCE.search(subject + phrase.text[: phrase.text.find(phrase.window.text)])
        if found:
            self.window = Window(
                "since",
                phrase.window.length,
                phrase.window.unit,
                event=(found.group(1) or found.group(2)).strip(" ,"),
                start_included=False,
            )
        else:
            self.window = window_of(phrase.window)
        self.window_span = phrase.span

    def comparison(self, phrase: ComparisonPhrase, subject: str) -> Expression:
        """Figures of one fact. A slash list of facts in a document of as many slashed parties is one figure a party, zipped in order."""
        self.subject = subject
        names = [clean_fact(part) for part in clean_fact(phrase.fact or subject).split("/")]
        if len(names) > 1 and len(names) == len(self.parties) and all(names):
            cases: list[Expression] = []
            for party, name in zip(self.parties, names, strict=True):
                who = self.facts.ask(PARTY_FACT, "choice", phrase.span, domain=(party,))
                cases.append(joined([Is(who, party, phrase.span), self.figure(phrase, name)]) or Is(who, party, phrase.span))
            return Or(tuple(cases))
        return self.figure(phrase, clean_fact(phrase.fact or subject))

    def figure(self, phrase: ComparisonPhrase, label: str) -> Expression:
        """The figures of `label`."""
        kind, unit = phrase.amount.kind, phrase.amount.unit
        label = self.facts.named(label)
        if kind == "point" and not phrase.implied and self.facts.points_name and _NO_NOUN.match(label or phrase.text):
            label = self.facts.points_name
        if kind == "point" and label != self.facts.points_name and re.search(r"(?:体验|口碑|信用|服务|评|得|店铺)分", label):
            unit = "score"
        at = phrase.text.find(phrase.window.text) if phrase.window else 0
        window = window_of(phrase.window, self.subject + phrase.text[:at])
        if phrase.window is not None and label.startswith(f"{phrase.window.text}的"):  # 近30日的X: the window is no part of the name
            label = label.removeprefix(f"{phrase.window.text}的")
        fact_type = {"money": "money", "times": "count", "count": "count", "point": "number"}.get(kind, "number")
        label = self.facts.ask(label or phrase.text, fact_type, phrase.span, unit=unit, window=window)
        scale = 100 if kind == "rate" else 1
        unit = "percent" if kind == "rate" else "times" if kind == "multiple" else unit
        if phrase.amount.values:
            if phrase.amount.respective:
                self.dropped.append(phrase.span)
            return _any([Compare(label, "eq", v * scale, unit, window=window, span=phrase.span) for v in phrase.amount.values]) or self.judgement(phrase.text, phrase.span)
        leaves: list[Expression] = [
            Compare(label, rel, value * scale, unit, window=window, span=phrase.span, implied=phrase.implied)
            for rel, value in phrase.relations
        ]
        return joined(leaves) or self.judgement(phrase.text, phrase.span)

    def occurrence(self, phrase: OccurrencePhrase, subject: str) -> Expression:
        """首次 counts the case being decided."""
        event = _COPULA.sub("", clean_judgement(phrase.event) or clean_fact(subject))
        if _NOT_FIRST.search(phrase.text) and len(event) < 2:
            event = self.facts.first_event
        event = event or "违规"
        if phrase.relations[:1] == (("eq", Decimal(1)),):
            self.facts.first_event = event
        window = window_of(phrase.window, phrase.text)
        if not phrase.relations and not phrase.values:
            return self.judgement(phrase.text, phrase.span)
        if window is None and self.window is not None:
            window, self.window = self.window, None
            if window.type == "since":  # only what comes after the start counts: 再次 is one more
                event = f"{window.event}后{_number(window.length)}{_UNIT_WORDS.get(window.unit or '', window.unit)}内{event}"
                phrase = OccurrencePhrase(phrase.event, (("ge", Decimal(1)),), phrase.text, phrase.span)
        counted = f"{event}次数"
        if counted == OCCURRENCES and phrase.window is not None:  # not the number of times of the case asked about
            counted = f"{phrase.window.text}{counted}"
        label = self.facts.ask(counted, "count", phrase.span, unit="times", window=window)
        if phrase.values:  # 分别…: which count belongs to which sanction was not found
            self.dropped.append(phrase.span)
        leaves: list[Expression] = [Occurrence(event, rel, value, label, window, phrase.span) for rel, value in phrase.relations]
        return joined(leaves) or self.judgement(phrase.text, phrase.span)

    def of_words(self, text: str, span: Span, parts: Sequence[Phrase]) -> Expression | None:
        """Words without figures: a breach of a provision, a refusal, what a ticket holds, or a judgement."""
        held = _HOLDS.search(text)
        if held:
            label = self.facts.ask(f"{held.group(1)}处置措施", "set", span)
            rest = text[: held.start()].strip(" ,")
            leaf: Expression = Contains(label, held.group(2).strip("“”"), span)
            more = self.of_words(rest.removesuffix("且").removesuffix("并"), span, ()) if len(rest) > 4 else None
            return joined([more, leaf]) if more is not None else leaf
        refs = [p for p in parts if isinstance(p, Mark) and p.kind == "REF"]
        clean = clean_judgement(text)
        if not clean or clean in ("其中", "此外", "另外"):
            return None
        if _BREACH.search(text) and (refs or re.search(r"违反.{0,14}规定", text)):
            reference = "、".join(r.text for r in refs) or clean
            label = self.facts.ask(clean, "flag", span, asked_of="person")
            return Violates(reference, label, span)
        if _REFUSAL.match(clean):
            return Event(clean, self.facts.ask(clean, "event", span), None, span)
        return self.judgement(text, span)

    def judgement(self, text: str, span: Span) -> Judgement:
        """Open texture, quoted word for word (without connectives and closing 的)."""
        clean = clean_judgement(text) or text
        span = self.locate(span, clean)
        return Judgement(self.facts.ask(clean, "judgement", span, asked_of="person"), clean, span)


def _number(value: Decimal | None) -> str:
    return format(value, "f") if value is not None else ""


def clean_judgement(text: str) -> str:
    """The clause without connectives in front, who judges, and a closing 的/时."""
    text = text.strip(" ,，;；。:：、\n")
    for pattern in (_CONNECTORS, _WHO_JUDGES):
        text = pattern.sub("", text, count=1)
    return _TAIL.sub("", text).strip(" ,，")


def clean_fact(text: str) -> str:
    """A noun phrase as the label of a fact: without connectives and particles at its ends."""
    text = text.strip(" ,，;；:：、的")
    text = re.sub(r"^(?:有关|相关|该)?(?:店铺|商家|账号|达人|用户|主播|卖家)的(?=..)", "", text)
    text = re.sub(r"^(?:但是|但|其|该|若|如|当(?![次日事前地年月天周季])|或者|或|且|并且|同时)+(?=..)", "", text)
    before, sign, head = text.rpartition("的")
    if sign and len(before) > 6 and len(head) >= 2:  # the noun at the end of a long attribute names the fact
        text = head
    return re.sub(r"(?:在|为|的|是|有|达|分值|数额在|金额在)$", "", text).strip(" ,，的")


def _only_subject(text: str) -> bool:
    return len(text) <= 12 and not re.search(r"未|不|没有|擅自|造成|发生|使用|进行", text)


def _says_more(text: str) -> bool:
    return len(text.strip(" 的,")) >= 2


_PARTIES = re.compile(r"^[^,，]{1,60}(?:者|人|人员|单位|机构|企业|公司|商家|达人|商户|组织|平台|部门)$")


_FOLLOWS = re.compile(r"^(?:情节|造成|导致|致使|后果|逾期|拒不|拒绝|经|构成|尚不|尚未|并|且|又|仍|再次|属于|其中|但|影响|危害|给|使|引起|引发)")


def _stands_beside(segment: Segment) -> bool:
    """Whether a closed clause behind another is a ground of its own: no figure, no tier, nothing that follows from the one before."""
    marks = all(isinstance(p, Mark) for p in segment.parts)
    return marks and bool(segment.marks("CLOSE")) and not segment.marks("OR", "AND", "IF", "REF") and not _FOLLOWS.match(segment.text)


_ABOUT = re.compile(r"如下|以下|下列|其中|根据|按照|依据|视|标准|处理|处罚|规定|情况|情形|程度|平台|官方|将|会|期间|[:：]")


# What a clause of conduct has and a bare noun phrase, a time or a purpose has not.
_DOES = re.compile(r"(?:未|不|擅自|违法|违规|非法|利用|提供|销售|发布|使用|伪造|虚假|虚构|冒用|拒绝|阻碍|侵犯|损害|泄露|从事|隐瞒|刁难|转让|出租|出借|滥用)")


def _is_conduct(segment: Segment, parties: bool = False) -> bool:
    """Whether words before a bare tier are a clause of their own, saying what was done."""
    plain = all(isinstance(p, Mark) and p.kind in ("OPAQUE", "IF", "JOIN", "OR", "AND") for p in segment.parts)
    if re.search(r"违反.{1,60}规定$", segment.text):  # who breaks what, before its tier
        return True
    return plain and len(segment.text) >= 4 and not _ABOUT.search(segment.text) and (parties or not _names_parties(segment.text))


def _names_parties(text: str) -> bool:
    return bool(_PARTIES.match(text)) and not re.search(r"未|不|擅自|违反|被|受到|使用|进行|发布的|提供的", text)


def _alternative(segment: Segment) -> bool:
    first = segment.parts[0] if segment.parts else None
    return isinstance(first, Mark) and (first.kind in ("OR", "JOIN_OR") or (first.kind == "AND" and first.text in ("以及", "及")))


def _tier_only(segment: Segment) -> bool:
    return all(isinstance(p, TierPhrase) or (isinstance(p, Mark) and p.kind in ("IF", "CLOSE")) for p in segment.parts)


def _split(parts: Sequence[Phrase], kind: str) -> list[list[Phrase]]:
    runs: list[list[Phrase]] = [[]]
    for part in parts:
        if isinstance(part, Mark) and part.kind == kind:
            runs.append([])
        else:
            runs[-1].append(part)
    return runs


def joined(found: Sequence[Expression]) -> Expression | None:
    """All of them; flat, one alone as it is."""
    flat: list[Expression] = []
    for expression in found:
        flat.extend(expression.args if isinstance(expression, And) else [expression])
    unique = list(dict.fromkeys(flat))
    return None if not unique else unique[0] if len(unique) == 1 else And(tuple(unique))


def _any(found: Sequence[Expression]) -> Expression | None:
    return None if not found else found[0] if len(found) == 1 else Or(tuple(found))


def _branches(expression: Expression) -> Sequence[Expression]:
    return expression.args if isinstance(expression, Or) else (expression,)


def any_of(found: Sequence[Expression]) -> Expression | None:
    """Any of them; one alone as it is."""
    return _any(found)
