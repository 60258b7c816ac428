"""Effect segments of a group → measures, with their modality, choice, parties and figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rulec.ir.distribution import distributed
from rulec.ir.model import All, Amount, Choice, Expression, Fixed, Measure, Modality, Range, Rate, ValueSet
from rulec.ir.phrases_to_amounts import amount_of, duration_of
from rulec.lexicon.load_bearing import bears_figure, load_bearing
from rulec.semantics.facts import FactTable
from rulec.semantics.sentence_kinds import imposes, limits
from rulec.source import Span
from rulec.syntax.clauses import AmountPhrase, ComparisonPhrase, Mark, MeasurePhrase, PerPhrase, Phrase, ReliefPhrase, Segment
from rulec.syntax.statements import Group

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
OCCURRENCES = "违规次数"


@dataclass(slots=True)
class MeasureMaker:
    """Makes the measures of one norm after another; ids are unique in the document, choice groups in a norm."""

    facts: FactTable
    next_id: int = 1
    holes: dict[str, int] = field(default_factory=dict)
    groups: int = 0
    dropped: list[Span] = field(default_factory=list)

    def start_norm(self) -> None:
        """Choice groups begin anew."""
        self.groups = 0
        self.dropped = []

    def of_group(self, group: Group, condition: Expression | None, per: str | None) -> list[Measure]:
        """The measures of a group. `condition` hangs on each; `per` (每出现一次违规) governs the first."""
        state = _State(*_lead_state(group.leads))
        found: list[Measure] = []
        for segment in group.effects:
            if not state.open_group:
                state.modality = state.modality if not found else None
            self._segment(segment, state, found)
        if condition is not None:
            found = [replace(m, condition=condition) for m in found]
        if per and found:
            found[0] = self._per(found[0], per)
        return found

    def _per(self, measure: Measure, per: str) -> Measure:
        amount = measure.amount
        if not isinstance(amount, (Fixed, Range, Rate, ValueSet)):
            return measure
        self.facts.ask(OCCURRENCES, "count", measure.span, unit="times")
        return replace(measure, amount=replace(amount, per=per))

    def _segment(self, segment: Segment, state: "_State", found: list[Measure]) -> None:
        first_here = len(found)
        limit = limits(segment)
        if limit is not None and found:
            self._limit(limit, found)
            return
        joiner = ""
        parts = distributed(segment.parts)
        for at, part in enumerate(parts):
            if isinstance(part, Mark):
                joiner = self._mark(part, state, joiner, parts[at - 1] if at else None)
                continue
            made = self._measures(part, segment, state)
            if not made:
                continue
            if state.open_group:
                made = [replace(m, choice=Choice(state.open_group, None, state.pick, True)) for m in made]
            elif joiner == "JOIN_OR" and found:
                made = [_also_ordered(m, part, found[-1]) for m in made]
                self._choose(found, made, first_here)
            found.extend(made)
            joiner = ""
        if not state.open_group:
            _spread_choice(found, first_here)
        _graded(found, first_here)
        if segment.marks("ETC"):
            state.open_group = ""

    def _limit(self, phrase: ComparisonPhrase, found: list[Measure]) -> None:
        """A cap or floor said after the sum hangs on the last measure that is a rate."""
        amount = found[-1].amount
        if not isinstance(amount, Rate):
            self.dropped.append(phrase.span)
            return
        for relation, value in phrase.relations:
            amount = replace(amount, cap=value) if relation in ("le", "lt") else replace(amount, floor=value)
        found[-1] = replace(found[-1], amount=amount)

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
                state.open_group, state.pick = f"g{self.groups}", "any"
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
                if state.party and mark.kind == "OPAQUE":
                    state.take(words)
                elif _WHO.search(words):
                    state.by = words
                elif load_bearing(words):
                    self.dropped.append(mark.span)
        return joiner

    def _choose(self, found: list[Measure], made: list[Measure], first_here: int) -> None:
        """A或B: both stand in one group; an earlier group of the neighbour is taken over."""
        before = found[-1]
        if before.choice is None:
            self.groups += 1
            choice = Choice(f"g{self.groups}", None, "one", False)
            start = len(found) - 1
            while (
                start > first_here
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
        if rest and not part.amounts:  # 没收违法所得和违法生产的产品: two things are taken
            second = replace(made, id=f"m{self.take_id()}", object=rest.group(2), amount=All(rest.group(2)))
            return [replace(made, object=rest.group(1), amount=All(rest.group(1))), second]
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
        if part.action in ("fine", "pay_penalty") and amount is None and not part.amounts:
            self.dropped.append(part.span)  # 处以罚款 without a sum: how much is said nowhere here
        if any(bears_figure(words) for words in (object_, part.front) if words):
            self.dropped.append(part.span)  # 扣除不超过当日3档的保证金: a limit inside the words of an object
        state.party = ""
        money = self._amount(part, amount)
        return Measure(
            f"m{self.take_id()}", part.action, part.text, part.span, _object(part, object_), targets, by, state.modality,
            amount=money, duration=duration_of(part.duration, part.permanent, self.holes), within=duration_of(part.within, False, self.holes),
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
    party: str = ""

    def take(self, words: str) -> None:
        """The words behind 由 or 对."""
        words = words.strip(" ,，的")
        if self.party == "by":
            self.by = words
        elif self.party == "to":
            self.targets = parties_in(words)
        self.party = ""


def _also_ordered(measure: Measure, part: Phrase, before: Measure) -> Measure:
    """责令关闭或者停止经营…: the order governs both; stopping is what is ordered."""
    if isinstance(part, MeasurePhrase) and part.verb == "停止" and before.text.find("责令") >= 0:
        return replace(measure, action="order_correction", object=f"停止{part.object or ''}")
    return measure


def parties_in(words: str) -> tuple[str, ...]:
    """直接负责的主管人员和其他直接责任人员 → the two."""
    words = words.strip(" ,，").removeprefix("其")
    return tuple(w for w in re.split(r"、|和|以及|及|/", words) if w) or (words,)


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
