"""Effect segments of a group → measures, with their modality, choice, parties and figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rulec.ir.choices import announced_pick, bundled, in_bundle, shared_length
from rulec.ir.distribution import distributed
from rulec.ir.model import All, Amount, Choice, Combined, Expression, Fixed, Measure, Modality, Range, Rate, Rounding, ValueSet
from rulec.ir.phrases_to_amounts import amount_of, duration_of
from rulec.ir.segments_to_conditions import OCCURRENCES
from rulec.ir.steps import step_before, stepped
from rulec.lexicon.load_bearing import bears_figure, load_bearing
from rulec.lexicon.numerals import parse_numeral
from rulec.semantics.facts import FactTable
from rulec.semantics.sentence_kinds import imposes, limits
from rulec.semantics.sum_terms import is_sum_term, picks, rounding_of
from rulec.source import Span, cover
from rulec.syntax.clauses import AmountPhrase, ComparisonPhrase, Mark, MeasurePhrase, PerPhrase, Phrase, ReliefPhrase, Segment
from rulec.syntax.statements import Group

_CHANCES = re.compile(r"^(.{1,3})次的?(.*机会)$")
_WHO = re.compile(r"(?:平台|部门|机关|机构|官方|委员会|公司|法院|政府)$")
_PARTY = re.compile(r"(?:人|人员|者|单位|商家|达人|商户|企业|机构|组织|公司|店铺|主播|用户)$")
_GAINS = re.compile(r"(?:违规|违法|非法|不法)(?:所得|收入|销售额)")
_SECOND = re.compile(r"^((?:全部)?(?:违规|违法|非法|不法)(?:所得|收入|销售收入))(?:和|及|以及|及其|、)(.{2,})$")
_ADDRESSED = re.compile(
    r"^(广告主|当事人|[^的在停改限消退拆补]{0,8}(?:经营者|单位|企业|机构|公司|当事人|生产者|销售者|行为人|责任人|平台))((?:在|停止|改正|限期|消除|退|拆|补|立即).{1,})$"
)
_GAINS_LAST = re.compile(r"^(.{2,}?)(?:和|及|以及|、)((?:违规|违法|非法|不法)(?:所得|收入|销售收入))$")
_ADVERBS = re.compile(r"(?:一并|一律|全部|随即|均|都|也)+$")
_BARRED_OBJECT = re.compile(r"^(?:其|该)([^,，在自的]{1,14}(?:人|者|人员|单位|企业|公司))的")
_BARRED_PARTY = re.compile(r"^(?:其|该)?([^,，在自的]{1,14}(?:人|者|人员|单位|企业|公司))(?=在|自|的|$)")


# Words before or behind a sanction that change neither whom it falls on nor when: how, by which rule, on what ground.
_ADVERBIAL = re.compile(
    r"^.$|^(?:依法|处以|直至|将其|按照|相应|部分|全部|或者|分别|由其|对其|必要时?|应急处置|有关|相关|一次性|直接|同时|另|这一次|此次|本次|当次|该次|再|还需|并处|并处?被|期间|当日|当天|届时|必修|必考|满分)+$"
    r"|^(?:根据|按照|依照|依据|视|经|通过|采用|采取|因|向)[^,，]*$|依法$|(?:商品|店铺|账号|内容|直播间|权限|链接|页面|人|人员|者|单位|企业|机构|公司|商家|达人|商户|用户|部门)$|^把"
)
_AS_A_RULE = re.compile(r"原则上|一般情况下|通常情况下|尽量|尽可能")
_GIVEN_BACK = frozenset({"restoration", "withdrawal"})


@dataclass(slots=True)
class MeasureMaker:
    """Makes the measures of one norm after another; ids are unique in the document, choice groups in a norm.

    `shared` gathers measures at the end of a list whose length of time may hold for the whole list; `steps` the units of what is counted
    in steps (每10分钟), by measure; `longer` the measures that stand in more than one place of their sentence.
    """

    facts: FactTable
    next_id: int = 1
    holes: dict[str, int] = field(default_factory=dict)
    groups: int = 0
    dropped: list[Span] = field(default_factory=list)
    shared: list[Measure] = field(default_factory=list)
    steps: dict[str, str] = field(default_factory=dict)
    longer: set[str] = field(default_factory=set)

    def start_norm(self) -> None:
        """Choice groups begin anew."""
        self.groups = 0
        self.dropped = []

    def of_group(self, group: Group, condition: Expression | None, per: str | None) -> list[Measure]:
        """The measures of a group. `condition` hangs on each; `per` (每出现一次违规) governs the first."""
        state = _State(*_lead_state(group.leads))
        picked = announced_pick(group.leads)
        if picked:  # 采取以下一项或多项措施: what follows is the list
            self.groups += 1
            state.open_group, state.pick, state.open = f"g{self.groups}", picked, False
        found: list[Measure] = []
        for segment in group.effects:
            if not state.open_group:
                state.modality = state.modality if not found else None
            self._segment(segment, state, found)
        if condition is not None:
            found = [replace(m, condition=condition) for m in found]
        if per and found:
            found[0] = self._per(found[0], per)
        return [_on_subject(m, group.leads) for m in found]

    def _per(self, measure: Measure, per: str) -> Measure:
        amount = measure.amount
        if not isinstance(amount, (Fixed, Range, Rate, ValueSet)):
            return measure
        if amount.per not in (None, per):
            self.dropped.append(measure.span)  # 每出现一次…,每日…: counted in two ways
        self.facts.ask(OCCURRENCES, "count", measure.span, unit="times")
        return replace(measure, amount=replace(amount, per=per))

    def _segment(self, segment: Segment, state: "_State", found: list[Measure]) -> None:
        first_here = len(found)
        limit = limits(segment)
        if limit is not None and found:
            self._limit(replace(limit, span=segment.span), found)
            return
        if found and is_sum_term(segment):
            self._sum_term(segment, found)
            return
        joiner = ""
        stepping = {at: s for at, p in enumerate(segment.parts) if isinstance(p, MeasurePhrase) for s in [step_before(segment, at)] if s}
        state.strict = not any(
            isinstance(p, ReliefPhrase) or (isinstance(p, MeasurePhrase) and p.rule in _GIVEN_BACK) for p in segment.parts
        )
        parts = distributed(segment.parts)
        for at, part in enumerate(parts):
            if any(step.span.contains(part.span) for step in stepping.values()):
                continue  # 每超过10分钟加: said of the measure behind it
            if isinstance(part, Mark):
                joiner = self._mark(part, state, joiner, parts[at - 1] if at else None)
                continue
            if isinstance(part, MeasurePhrase) and (part.front or "").strip() == "直至":  # 撤职直至开除: one of a span, its two ends
                part, joiner = replace(part, front=None), "JOIN_OR"
                state.modality = state.modality or (found[-1].modality if found else None)
            made = self._measures(part, segment, state)
            if not made:
                continue
            if state.until and found:
                made = [replace(m, modality=m.modality or found[-1].modality) for m in made]
                joiner, state.until = "JOIN_OR", False
            if at in stepping:
                made = [self.stretched(stepped(m, stepping[at]), stepping[at].span) for m in made]
                self.steps.update({m.id: stepping[at].unit for m in made})
            if state.either:
                made = [replace(m, choice=Choice(state.either, None, "one_or_more", False), modality=m.modality or state.granted) for m in made]
            elif state.open_group:
                made = [replace(m, choice=Choice(state.open_group, None, state.pick, state.open)) for m in made]
            elif joiner == "JOIN_OR" and found:
                made = [_also_ordered(m, part, found[-1]) for m in made]
                self._choose(found, made, first_here)
            elif len(found) > first_here and bundled(part, found[-1]):
                made = in_bundle(found, made)
            found.extend(made)
            joiner = ""
        if not state.open_group:
            _spread_choice(found, first_here)
        _graded(found, first_here)
        self.shared.extend(shared_length(found[first_here:]))
        if segment.marks("ETC"):
            state.open_group = ""

    def _sum_term(self, segment: Segment, found: list[Measure]) -> None:
        """以较高的为准, 取整: hangs on the sum before it, which then is no longer a choice."""
        picked, rounding = picks(segment), rounding_of(segment)
        last = found[-1]
        if picked is not None:
            rivals = [m for m in found if m.choice is not None and m.choice == last.choice and m.action == last.action and m.amount is not None]
            if len(rivals) < 2 or any(m.choice == last.choice and m not in rivals for m in found):
                self.dropped.append(segment.span)
                return
            amount = Combined(picked, tuple(m.amount for m in rivals if m.amount is not None))
            kept = self.stretched(replace(rivals[0], amount=amount, choice=None), *(m.span for m in rivals), segment.span)
            found[:] = [kept if m is rivals[0] else m for m in found if m not in rivals[1:]]
        elif rounding is not None and isinstance(last.amount, Rate):
            made = Rounding(rounding.to, rounding.mode, True)
            earlier = last.amount.round
            if earlier is not None and earlier.stated and (earlier.to, earlier.mode) != (made.to, made.mode):
                self.dropped.append(segment.span)  # 取整, 不足10元部分不计: two ways to round
            else:
                found[-1] = self.stretched(replace(last, amount=replace(last.amount, round=made)), segment.span)
        else:
            self.dropped.append(segment.span)

    def _limit(self, phrase: ComparisonPhrase, found: list[Measure]) -> None:
        """A cap or floor said after the sum hangs on the last measure that is a rate."""
        amount = found[-1].amount
        if not isinstance(amount, Rate):
            self.dropped.append(phrase.span)
            return
        for relation, value in phrase.relations:
            if (amount.cap if relation in ("le", "lt") else amount.floor) not in (None, value):
                self.dropped.append(phrase.span)  # another bound stands in a bracket
                continue
            amount = replace(amount, cap=value) if relation in ("le", "lt") else replace(amount, floor=value)
        found[-1] = self.stretched(replace(found[-1], amount=amount), phrase.span)

    def _mark(self, mark: Mark, state: "_State", joiner: str, before: Phrase | None) -> str:
        """Structural words change the state; what is only text must not carry a rule."""
        match mark.kind:
            case "MAY":
                state.modality = "may"
            case "MUST" | "DULY":
                state.modality = state.modality or ("must" if mark.kind == "MUST" and mark.text != "还" else None)
            case "MUST_NOT":
                self.dropped.append(mark.span)
            case "OPEN_LIST":
                self.groups += 1
                state.open_group, state.pick, state.open = f"g{self.groups}", "any", True
            case "PICK_EITHER":  # 可以单处或者并处警告,…罚款: what follows up to the end of the sentence, one or more of it
                self.groups += 1
                state.either, state.granted = f"g{self.groups}", state.modality
            case "PICK_MORE":
                state.pick = "one_or_more"
            case "BY":
                state.party = "by"
            case "TO":
                state.party = "to"
            case "JOIN" | "JOIN_OR" | "OR":
                return "JOIN_OR" if mark.kind != "JOIN" else "JOIN"
            case "OPAQUE" | "BRACKET":
                words = mark.text.strip()
                if words == "直至":  # 责令停业整顿,直至由…吊销: one of a span
                    state.until = True
                    return joiner
                if words.endswith("直至"):
                    state.up_to, words = True, re.sub(r"(?:决定)?(?:在)?[^,，]{0,6}期限内直至$", "", words)
                if state.party and mark.kind == "OPAQUE":
                    state.take(words)
                elif _WHO.search(words):
                    state.by = words
                elif load_bearing(words) or (mark.kind == "OPAQUE" and state.strict and not _ADVERBIAL.search(words)):
                    self.dropped.append(mark.span)  # 核减…, 涂写的…: a sanction or a distinction that nothing was made of
        return joiner

    def _choose(self, found: list[Measure], made: list[Measure], first_here: int) -> None:
        """A或B: both stand in one group; an earlier group of the neighbour is taken over."""
        before = found[-1]
        if before.choice is None:
            self.groups += 1
            choice = Choice(f"g{self.groups}", None, "one", False)
            start = len(found) - 1
            bound = first_here if len(found) > first_here else 0  # 给予警告、通报批评,或者处…: the alternatives stand before the comma
            while (
                start > bound
                and found[start - 1].choice is None
                and found[start - 1].text
                and _joined_by_comma_sign(found[start - 1], found[start])
            ):
                start -= 1
            for at in range(start, len(found)):
                found[at] = replace(found[at], choice=choice)
        else:
            choice = before.choice
        made[:] = [replace(m, choice=choice) for m in made]

    def _measures(self, part: Phrase, segment: Segment, state: "_State") -> list[Measure]:
        if isinstance(part, ReliefPhrase):
            return [self._relief(part, state)]
        if not isinstance(part, MeasurePhrase) or not imposes(segment, part):
            if not isinstance(part, (MeasurePhrase, PerPhrase)) or (isinstance(part, MeasurePhrase) and load_bearing(part.text)):
                self.dropped.append(part.span)  # a figure or a sanction that nothing here makes anything of
            return []
        if len(part.amounts) > 1:  # 违法所得一倍以上三倍以下或者一千元以上一万元以下罚款
            self.groups += 1
            choice = Choice(f"g{self.groups}", None, "one", False)
            return [replace(self._measure(part, state, amount), choice=choice, span=amount.span) for amount in part.amounts]
        made = self._measure(part, state, part.amounts[0] if part.amounts else None)
        rest = (_SECOND.match(part.object or "") or _GAINS_LAST.match(part.object or "")) if part.action == "confiscate" else None
        if rest and part.amounts:
            self.dropped.append(part.span)  # 没收违法所得和设备不超过500元: of which of the two
        if rest and not part.amounts:  # 没收违法所得和违法生产的产品: two things are taken
            second = replace(made, id=f"m{self.take_id()}", object=rest.group(2), amount=All(rest.group(2)))
            return [replace(made, object=rest.group(1), amount=All(rest.group(1))), second]
        if part.action == "train" and part.object and "、" in part.object:  # 参加学习、考试: each is one
            kinds = [w for w in re.split(r"、|和|及", part.object) if w]
            return [replace(made, id=made.id if not at else f"m{self.take_id()}", object=word) for at, word in enumerate(kinds)]
        if part.rule == "order" and "或者" in part.verb:  # 责令暂停或者终止提供服务: one of the two
            self.groups += 1
            choice = Choice(f"g{self.groups}", None, "one", False)
            verbs = part.verb.removeprefix("责令").split("或者")
            return [
                replace(made, id=made.id if not at else f"m{self.take_id()}", object=f"{verb}{part.object or ''}", choice=choice)
                for at, verb in enumerate(verbs)
            ]
        return [made]

    def _measure(self, part: MeasurePhrase, state: "_State", amount: AmountPhrase | None) -> Measure:
        by, targets, object_ = state.by, state.targets, part.object
        if part.front:
            if state.party:
                state.take(part.front)
                by, targets = state.by, state.targets
            elif part.object is None and part.rule in ("act", "exclusion") and not _WHO.search(part.front):
                object_ = part.front
            elif _WHO.search(part.front):
                by = part.front
            elif _PARTY.search(part.front):
                targets = (part.front,)
        if part.rule == "order" and object_ and not part.front:
            addressed = _ADDRESSED.match(object_)
            if addressed:  # 责令广告主在相应范围内消除影响
                targets, object_ = (addressed.group(1),), addressed.group(2)
        if part.rule == "exclusion" and not targets:
            barred = _BARRED_PARTY.match(part.front or "") or _BARRED_OBJECT.match(part.object or "")
            targets = (barred.group(1),) if barred else ()
        if any(a is not None and a.respective for a in (amount, part.duration)):
            self.dropped.append(part.span)  # 分别…: which figure belongs to which was not found
        if _AS_A_RULE.search(part.front or "") or _AS_A_RULE.match(part.text):
            self.dropped.append(part.span)  # 原则上清退: due as a rule, and when not is left open
        if part.action in ("fine", "pay_penalty") and amount is None and not part.amounts:
            self.dropped.append(part.span)  # 处以罚款 without a sum: how much is said nowhere here
        chances = _CHANCES.match(object_ or "") if part.action == "grant" and amount is None else None
        times = None if chances is None else parse_numeral(chances.group(1))
        if chances is not None and times is not None:  # 给一次自查的机会
            object_ = chances.group(2)
        if any(bears_figure(words) for words in (object_, part.front) if words):
            self.dropped.append(part.span)  # 扣除不超过当日3档的保证金: a limit inside the words of an object
        if part.action == "discipline" and (part.front or "").strip().endswith(("或者", "或", "和", "、")):  # 处理或者处分
            self.dropped.append(part.span)
            targets, object_ = targets if targets != (part.front,) else (), None
        permanent = part.permanent and not state.up_to
        if part.permanent and state.up_to:  # 在一定期限内直至终身: how long is left to whoever decides
            self.dropped.append(part.span)
            state.up_to = False
        state.party = ""
        money = self._amount(part, amount) if times is None else Fixed(times, "times")
        if part.per not in (None, "次", "单次") and getattr(money, "per", None) is None:
            self.dropped.append(part.span)  # 每单扣除全部…: of what is taken whole, not so much for each
        if amount is not None and (amount.floor is not None or amount.cap is not None) and not isinstance(money, Rate):
            self.dropped.append(part.span)  # 罚款500元(最低…,最高…): bounds of what is no share
        return Measure(
            f"m{self.take_id()}", part.action, part.text, part.span, _object(part, object_), targets, by, state.modality,
            amount=money, duration=duration_of(part.duration, permanent, self.holes), within=duration_of(part.within, False, self.holes),
        )  # fmt: skip

    def _amount(self, part: MeasurePhrase, amount: AmountPhrase | None) -> Amount | None:
        if part.action == "confiscate" and amount is None:
            found = _GAINS.search(f"{part.object or ''}{part.text}")
            partial = "部分" in (part.object or "")
            return All(found.group() if found else part.object or "") if not partial else None
        if amount is None:
            return None
        per = part.per
        if per in ("次", "单次"):
            self.facts.ask(OCCURRENCES, "count", part.span, unit="times")
        made = amount_of(amount, self.holes, per)
        if amount.of:
            self.facts.ask(amount.of, "money", amount.of_span or amount.span, unit="CNY")
        return made

    def _relief(self, part: ReliefPhrase, state: "_State") -> Measure:
        action = "replace" if part.kind == "replace" else "waive"
        object_ = part.object or None
        return Measure(
            f"m{self.take_id()}", action, part.text, part.span, None if action == "replace" else object_, state.targets, state.by, state.modality,
            to=object_ if action == "replace" else None, to_pick=part.pick,
        )  # fmt: skip

    def of_phrase(self, part: MeasurePhrase) -> list[Measure]:
        """The measure of a phrase that stands alone (a cell of a table)."""
        return [self._measure(part, _State(), part.amounts[0] if part.amounts else None)]

    def stretched(self, measure: Measure, *places: Span) -> Measure:
        """The measure with the places taken in that say more about it; its words are filled in at the end."""
        self.longer.add(measure.id)
        return replace(measure, span=cover((measure.span, *places)))

    def take_id(self) -> int:
        """The next measure number of the document."""
        self.next_id += 1
        return self.next_id - 1


@dataclass(slots=True)
class _State:
    """What carries over from word to word of a group."""

    modality: Modality | None = None
    by: str | None = None
    targets: tuple[str, ...] = ()
    open_group: str = ""
    pick: str = "any"
    open: bool = True
    strict: bool = True  # words that nothing is made of are said
    until: bool = False  # 直至 stood alone: what follows is the other end of a span of sanctions
    up_to: bool = False  # 直至 stood before: a stretch whose end alone is named
    either: str = ""  # the group of 单处或者并处, and the modality it was said with
    granted: Modality | None = None
    party: str = ""

    def take(self, words: str) -> None:
        """The words behind 由 or 对."""
        words = words.strip(" ,，的")
        if self.party == "by":
            self.by = words
        elif self.party == "to":
            self.targets = parties_in(words)
        self.party = ""


_THING = re.compile(r"^对(?:于)?([^,，、]*?(?:违法|违规|违反|未|不|擅自|超过|侵权|虚假)[^,，、]*的([^的,，、]{2,10}))$")


def addressed_thing(segment: Segment) -> str:
    """对违法处理个人信息的应用程序: a thing picked out by what is wrong with it, which the measure falls on; "" where none is."""
    found = _THING.match(segment.text) if segment.kind == "statement" else None
    return "" if found is None or _PARTY.search(found.group(2)) or re.search(r"行为$|情形$|情况$", found.group(2)) else found.group(1)


def _also_ordered(measure: Measure, part: Phrase, before: Measure) -> Measure:
    """责令关闭或者停止经营…: the order governs both; stopping is what is ordered."""
    if isinstance(part, MeasurePhrase) and part.verb == "停止" and before.text.find("责令") >= 0:
        return replace(measure, action="order_correction", object=f"停止{part.object or ''}")
    return measure


def parties_in(words: str) -> tuple[str, ...]:
    """直接负责的主管人员和其他直接责任人员 → the two."""
    words = re.sub(r"^其(?!他|余|它)", "", words.strip(" ,，"))
    words = re.sub(r"(?:依法|分别|均|并|一律)+$", "", words)
    return tuple(w for w in re.split(r"、|和|以及|及|/", words) if w) or (words,)


_SUBJECT = re.compile(
    r"^(?:[^,，;；]{0,30}的)?([^,，的、]{0,14}?(?:人员|从业者|经营者|行为人|当事人|驾驶人|代表人|负责人|管理人|单位|企业|机构|公司|商家|达人|主播))"
    r"(?=违反|未|不|有|被|玩忽|滥用|徇私|依照|按照|在|以|因|经|擅自|利用|违法|受到|对|故意|拒|将|$)"
)
_PERSONAL = frozenset({"discipline", "exclude", "train"})


def _on_subject(measure: Measure, leads: Sequence[Segment]) -> Measure:
    """企业被吊销许可证的,3年内不得再次申请: who is barred or disciplined is whom the condition speaks of."""
    if measure.targets or measure.action not in _PERSONAL:
        return measure
    for segment in leads:
        if segment.kind in ("condition", "statement") and not segment.marks("BY", "TO", "REF"):
            found = _SUBJECT.match(segment.text.rstrip("的"))
            if found:
                return replace(measure, targets=(found.group(1),))
    return measure


def _lead_state(leads: Sequence[Segment]) -> tuple[Modality | None, str | None, tuple[str, ...]]:
    """有权/可以 in a statement before the effects governs them; so does who acts (平台有权) and on whom (对商家)."""
    modality: Modality | None = None
    by: str | None = None
    targets: tuple[str, ...] = ()
    for segment in leads:
        if segment.kind != "statement":
            continue
        parts = segment.parts
        for at, part in enumerate(parts):
            if not isinstance(part, Mark):
                continue
            before = parts[at - 1] if at else None
            if part.kind == "MAY":
                modality = "may"
                if isinstance(before, Mark) and before.kind == "OPAQUE":
                    by = before.text.strip()
            elif part.kind == "BY" and at + 1 < len(parts):
                by = parts[at + 1].text.strip()
            elif part.kind == "TO" and at + 1 < len(parts) and addressed_thing(segment):
                targets = (addressed_thing(segment),)
            elif part.kind == "TO" and at + 1 < len(parts) and _PARTY.search(segment.text.rstrip("的")):
                targets = parties_in("".join(p.text for p in parts[at + 1 :]))
    return modality, by, targets


def _object(part: MeasurePhrase, object_: str | None) -> str | None:
    """The object as words; a measure that is its own name (警告, 退款不退货, 关播) is its object."""
    if part.action in ("warn", "compensate", "discipline") and not object_:
        return part.verb
    if part.action == "block_display":
        return f"{object_}{part.verb}" if object_ and part.object is None else object_ or part.verb
    if part.action == "order_correction":
        return None if not object_ or object_ in ("改正", "限期改正") else object_
    if part.action == "other" and object_ and part.object is None:
        return f"{_ADVERBS.sub('', object_)}{part.verb}"  # 在报纸上公告
    if part.action == "other":
        return f"{part.verb}{_ADVERBS.sub('', object_ or '')}"
    return object_.strip("、,， ") if object_ else None


def _joined_by_comma_sign(first: Measure, second: Measure) -> bool:
    return 0 <= second.span.start - first.span.end <= 2


def _spread_choice(found: list[Measure], first: int) -> None:
    """Nothing more to do where no 或 stood; kept as the place where A、B或者C joins its first members."""
    for at in range(len(found) - 2, first - 1, -1):
        here, after = found[at], found[at + 1]
        if here.choice is None and after.choice is not None and not after.choice.open and _joined_by_comma_sign(here, after):
            found[at] = replace(here, choice=after.choice)


def _graded(found: list[Measure], first: int) -> None:
    """警告、记过或者开除处分: a warning in a list of disciplinary grades is one of them."""
    if any(m.action == "discipline" for m in found[first:]):
        for at in range(first, len(found)):
            if found[at].action == "warn":
                found[at] = replace(found[at], action="discipline")
