"""Concrete syntax trees → typed syntax with raw spans. No tree of the parser goes beyond this file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from rulec.lexicon.calendar import DateMatch, iso, next_day
from rulec.lexicon.quantities import Quantity
from rulec.lexicon.stated_bounds import StatedBounds
from rulec.lexicon.vocabulary import vocabulary
from rulec.parsing.islands import Island, IslandNode
from rulec.parsing.lalr import Node
from rulec.parsing.sentence_to_tokens import QUANTITIES
from rulec.parsing.tokens import Token
from rulec.source import NormalText, Span
from rulec.syntax.clauses import (
    AccountPhrase,
    AmountPhrase,
    ComparisonPhrase,
    ExceptPhrase,
    GainsPhrase,
    LifecyclePhrase,
    Mark,
    MeasurePhrase,
    OccurrencePhrase,
    PerPhrase,
    Phrase,
    Relation,
    ReliefPhrase,
    TierPhrase,
    WindowPhrase,
)

_PRE = frozenset({"GE_PRE", "LE_PRE", "GT_PRE", "LT_PRE", "REACH", "EQUAL", "FLOOR", "CAP"})
_POST = frozenset({"GE_POST", "LE_POST", "GT_POST"})
_OPEN_OR_CLOSED = frozenset({"ge", "gt", "le", "lt"})
_AS_RELATION = {"floor": "ge", "cap": "le"}
_OF_PARTS = frozenset({"WORDS", "GAINS", "DEPOSIT", "POINTS", "KIND_NOUN", "CUMULATIVE", "FINE", "PENALTY"})


# 停止私募基金业务活动: a business itself; 停止经营…业务 names the conduct that is to stop.
_SUM_OF_MONEY = re.compile(r"^(?:其|该)?(.{0,12}(?:金额|款|价|货值|损失|费用?|总?额|运费|所得|售价))的?$")
_BUSINESS = re.compile(r"停止(?!(?:经营|从事|开展|办理|新增|生产|销售|发布|使用|提供|接受))[^,，、]{0,14}业务(?:活动)?$")


class AstBuilder:
    """Builds phrases of one document; `default_year` completes dates without a year, `bounds` are the document's own bound words."""

    def __init__(self, normal: NormalText, default_year: int | None, bounds: StatedBounds | None = None) -> None:
        self.normal = normal
        self.default_year = default_year
        self.bounds = bounds or StatedBounds()

    def span(self, start: int, end: int) -> Span:
        """Raw place of a normal interval."""
        return self.normal.raw_span(start, end)

    def text(self, start: int, end: int) -> str:
        """Normal words of an interval."""
        return self.normal.text[start:end]

    def phrase(self, item: "Island | Token") -> Phrase:
        """The typed phrase of an island, or the mark of a left-over token."""
        if isinstance(item, Island):
            return self._island(item)
        if item.type == "K_CONDITION":
            return TierPhrase(str(item.value), item.text, self.span(item.start, item.end))
        if item.type == "EXCEPT":
            inner = self.text(item.inner[0].start, item.inner[-1].end) if item.inner else ""
            return ExceptPhrase(inner, item.text, self.span(item.start, item.end))
        return Mark(item.type, item.text, self.span(item.start, item.end), str(item.value or ""))

    # -- islands ------------------------------------------------------------------------------------------------------------------

    def _island(self, island: Island) -> Phrase:
        text, span = self.text(island.start, island.end), self.span(island.start, island.end)
        tokens = island.tokens
        match island.kind:
            case "comparison":
                return self._comparison(island, text, span)
            case "occurrence":
                return self._occurrence(tokens, text, span)
            case "zero":
                amount = AmountPhrase("point", Decimal(0), Decimal(0), True, True, False, "point", text, span)
                return ComparisonPhrase("扣分分数", amount, (("eq", Decimal(0)),), text, span, implied=True)
            case "gains":
                fact = next(word for word in ("违法所得", "违规所得") if word in text)
                return GainsPhrase(fact, tokens[0].type == "HAS_GAINS", text, span)
            case "per_occurrence":
                return PerPhrase(self.text(tokens[3].start, tokens[-1].end) if len(tokens) > 3 else "", text, span)
            case "lifecycle":
                return self._lifecycle(tokens, text, span)
            case "initial" | "reach":
                quantity = cast(Quantity, tokens[-1].value)
                return AccountPhrase("initial" if island.kind == "initial" else "reach", quantity.low, text, span, quantity.high)
            case "reset":
                date = cast(DateMatch, tokens[0].value)
                at = f"{date.month or 1:02}-{date.day or 1:02}T{date.clock or '00:00:00'}"
                return AccountPhrase("reset", None, text, span, at=at)
            case "series" | "ceiling":
                figure = cast(Quantity, next(t.value for t in tokens if t.type == "POINT"))
                return AccountPhrase("series" if island.kind == "series" else "ceiling", figure.low, text, span)
            case "streak":
                figure = cast(Quantity, next(t.value for t in tokens if t.type == "DURATION"))
                amount = AmountPhrase("duration", figure.low, None, True, True, True, figure.unit, text, span)
                return ComparisonPhrase("连续无违规天数", amount, relations(amount), text, span)
            case "replacement" | "waiver":
                inner = self.text(tokens[1].start, tokens[-1].end) if len(tokens) > 1 else ""
                pick = next((str(t.value) for t in tokens if t.type == "PICK_MORE"), None)
                return ReliefPhrase(
                    "replace" if island.kind == "replacement" else "waive", inner, text, span, pick, any(t.type == "LIST" for t in tokens)
                )
            case _:
                return self._measure(island, text, span)

    def _comparison(self, island: Island, text: str, span: Span) -> ComparisonPhrase:
        window = self._window(island.tokens)
        amount = self._amount([t for t in island.tokens if t.type not in _OF_PARTS], text, span, skip_window=True)
        of = self._of(island.tokens)
        if amount is not None and amount.kind == "point" and amount.high == 0 and amount.low is None:  # 扣到0分: there is nothing below
            amount = replace(amount, low=amount.high, bounded=False)
        if of is None and any(t.type == "V_DEDUCT" for t in island.tokens):
            of = "累积记分", span
        if amount is None:  # a window alone: 两年内
            assert window is not None
            amount = AmountPhrase("duration", window.length, window.length, True, True, False, window.unit, text, span)
            return ComparisonPhrase(of[0] if of else "", amount, (("le", window.length),), text, span, window)
        return ComparisonPhrase(of[0] if of else "", amount, relations(amount), text, span, window)

    def _occurrence(self, tokens: Sequence[Token], text: str, span: Span) -> OccurrencePhrase:
        window = self._window(tokens)
        values: tuple[Decimal, ...] = ()
        kind = next(t for t in tokens if t.type in ("FIRST_TIME", "TIMES_MORE", "MANY_TIMES", "NOT_FIRST", "TIMES"))
        event = self.text(tokens[-1].start, tokens[-1].end) if tokens[-1].type == "WORDS" and tokens[-1] is not tokens[0] else ""
        if kind.type == "FIRST_TIME":
            rel: tuple[tuple[Relation, Decimal], ...] = (("eq", Decimal(1)),)
        elif kind.type in ("TIMES_MORE", "MANY_TIMES", "NOT_FIRST"):
            rel = (("ge", self.bounds.many.get(kind.text, Decimal(2))),)
        else:
            amount = self._amount([t for t in tokens if t.type in _PRE | _POST | {"TIMES", "REMARK"}], text, span)
            assert amount is not None
            rel, values = relations(amount), amount.values
            if rel and rel[0][0] == "eq" and text.startswith("经"):  # 经两次催缴: at least that often
                rel = (("ge", rel[0][1]),)
        if not event:
            of = self._of(tokens)
            event = of[0] if of else ""
        if any(t.type == "EQUAL" for t in tokens):  # 刷单次数为2次: the count has a name
            event = event.removesuffix("次数")
        return OccurrencePhrase(event, rel, text, span, window, values)

    def _lifecycle(self, tokens: Sequence[Token], text: str, span: Span) -> LifecyclePhrase:
        date = cast(DateMatch, next(t.value for t in tokens if t.type == "DATE"))
        event = next(str(t.value) for t in tokens if t.type == "LIFE")
        missing = date.year is None
        next_year = missing and date.annual and "每" not in text and self.default_year is not None  # 自次年1月1日起施行
        year = self.default_year + 1 if next_year and self.default_year is not None else date.year
        start = self._iso(year, date.month, date.day)
        if date.clock == "24:00:00" and start is not None and date.to is None:  # 24时 is the next day's 00:00
            start = next_day(start)
        end = self._iso(*date.to) if date.to else None
        clock = None if date.clock in (None, "00:00:00", "24:00:00") or date.to else date.clock
        return LifecyclePhrase(event, start, end, False, text, span, missing, clock)

    def _iso(self, year: int | None, month: int | None, day: int | None) -> str | None:
        year = year or self.default_year
        if year is None or month is None or day is None:
            return None
        try:
            return iso(year, month, day)
        except ValueError:
            return None

    # -- measures -----------------------------------------------------------------------------------------------------------------

    def _measure(self, island: Island, text: str, span: Span) -> MeasurePhrase:
        nodes = [node for node in island.tree.children if isinstance(node, Node)]
        parts = {node.data: node for node in nodes}
        front = self._words(parts.get("front"))
        object_ = self._words(*(node for node in nodes if node.data == "object"))
        direct = [t for t in island.tree.children if isinstance(t, Token)]
        each = next((t for t in direct if t.type in ("EACH", "PER_POST")), None)
        limits = next((t for t in direct if t.type == "LIMITS"), None)
        permanent = any(t.type == "PERMANENT" for t in direct)
        sums = [node for node in nodes if node.data in ("sum", "amount", "bounds", "figure")]
        amounts = tuple(a for a in (self._sum(node) for node in sums) if a is not None)
        amounts = tuple(self._limited(a, limits) for a in amounts)
        loose = [t for t in direct if t.type in QUANTITIES]
        if loose and not amounts:
            made = self._amount(loose, text, span)
            amounts = (made,) if made else ()
        if not any(t.type == "PAY" for t in direct):  # 三天工资 is how much, not how long
            duration = next((a for a in amounts if a.kind == "duration"), None)
            amounts = tuple(a for a in amounts if a.kind != "duration")
        else:
            duration = None
        within = next((self._deadline(node) for node in nodes if node.data == "within"), None)
        window = next((node for node in nodes if node.data == "of"), None)
        if window is not None and island.kind in ("payment", "custody") and amounts and amounts[0].of is None:
            base = self._of(window.leaves())  # 违法所得三倍以下罚款, without a verb
            amounts = (replace(amounts[0], of=base[0], of_span=base[1]), *amounts[1:]) if base else amounts
        if island.kind == "exclusion":
            front = self._words(window) if window is not None and front is None else front
            refuse = next((t.text for t in direct if t.type in ("REFUSE", "DENIED")), "")
            object_ = f"{refuse.removeprefix('不得')}{object_ or ''}" if refuse.startswith("不得") else object_
        if island.kind == "withdrawal" and front:  # 该笔违规一并撤销
            words, front = front, None
            object_ = re.sub(r"(?:一并|随即|将|会|予以|即)+$", "", words)
        if island.kind == "extension":  # 前条三项限制延长为14天: which, and how many of them
            front = self._words_of(direct, "REF")
            object_ = self._words_of(direct, "WORDS")
        if island.kind == "order":  # 责令停止发布广告: what is ordered, its verb included
            ordered = next((t for t in direct if t.type in ("BAN", "VERB", "REVOKE")), None)
            several = sum(t.type == "BAN" for t in direct) > 1
            if ordered is not None and not several and ordered.text not in ("暂停", "终止"):
                objects = [node for node in nodes if node.data == "object"]
                addressed = (self._words(objects[0]) or "").removeprefix("其") if len(objects) > 1 else ""
                object_ = f"{addressed}{ordered.text}{self._words(objects[-1]) or '' if objects else ''}"
        if island.kind == "exclusion":  # 三年内不得…: how long it lasts, not a deadline
            duration, within = within, None
        verb, action = self._verb(island, direct, object_ or "", front or "")
        if island.kind == "deduction" and amounts and amounts[0].kind in ("rate", "multiple") and object_:
            amounts = (replace(amounts[0], of=object_, of_span=span), *amounts[1:])
        sum_of_money = _SUM_OF_MONEY.match(object_) if action == "compensate" and object_ else None
        if sum_of_money and amounts and amounts[0].kind in ("rate", "multiple") and amounts[0].of is None:  # 赔付实付金额的25%
            amounts, object_ = (replace(amounts[0], of=sum_of_money[1], of_span=span), *amounts[1:]), None
        return MeasurePhrase(
            island.kind, verb, action, text, span, object_, front, amounts, duration, permanent, within,
            each.text.lstrip("每/").removeprefix("一") if each else None, any(t.type == "PASSIVE" for t in direct),
        )  # fmt: skip

    def _verb(self, island: Island, direct: Sequence[Token], object_: str, front: str) -> tuple[str, str]:
        """Canonical words and action of a measure."""
        kinds = {t.type: t for t in direct}
        money = kinds.get("FINE") or kinds.get("PENALTY")
        match island.kind:
            case "payment":
                assert money is not None
                return money.text, "fine" if money.type == "FINE" else "pay_penalty"
            case "custody":
                noun = kinds["NOMINAL"].text
                return noun, vocabulary().action(noun, object_)
            case "deduction":
                leaves = {t.type for t in island.tokens}
                if "GAINS" in leaves:
                    return "没收", "confiscate"
                if "DEPOSIT" in leaves:
                    return "扣除保证金", "deduct_deposit"
                if "PAY" in leaves:
                    return f"扣发{kinds['PAY'].text}", "withhold_pay"
                unit = next((cast(Quantity, t.value).kind for t in island.tokens if t.type in QUANTITIES), "point")
                if "POINTS" in leaves or unit == "point":
                    return "扣分", "deduct_points"
                if unit == "rate":
                    return "扣除", "confiscate"
                return "扣除", "confiscate" if not object_ else "withhold_pay" if "工资" in object_ or "奖金" in object_ else "other"
            case "exclusion":
                refuse = kinds.get("REFUSE") or kinds.get("DENIED")
                if refuse is not None:
                    return refuse.text, "exclude"
                return "不得", vocabulary().action("不得", object_, "restrict")
            case "restoration":
                return kinds["V_ADD"].text, "grant"
            case "withdrawal":
                return kinds["TAKEN_BACK"].text, "waive"
            case "extension":
                kind = kinds.get("VERB") or kinds["KIND_NOUN"]
                return kind.text, vocabulary().action(kind.text, "", "restrict")
            case "order":
                inner = kinds.get("NOMINAL") or kinds.get("BAN") or kinds.get("VERB") or kinds.get("REVOKE")
                order = kinds["ORDER"].text
                bans = [t.text for t in direct if t.type == "BAN"]
                if len(bans) > 1:  # 责令暂停或者停止…
                    return order + "或者".join(bans), "ban_activity"
                if inner is not None and inner.type == "NOMINAL":
                    return order + inner.text, vocabulary().action(inner.text, object_)
                if inner is not None and (inner.text in ("暂停", "终止") or (inner.text == "停止" and _BUSINESS.search(object_))):
                    return order + "或者".join(t.text for t in direct if t.type == "BAN"), "ban_activity"
                if inner is not None and inner.type == "REVOKE":  # 责令企业撤销其资格
                    return order + inner.text, vocabulary().action(inner.text, object_)
                if inner is not None and inner.text == "关闭":
                    return order + inner.text, "other"
                return order, "order_correction"
            case _:
                verb = next(t for t in direct if t.type in ("VERB", "NOMINAL", "BAN", "REVOKE", "TRAIN", "DENY", "DENIED", "CONFER", "DISCIPLINE"))
                if any(t.type == "DISCIPLINE" for t in direct):
                    return verb.text, "discipline"
                return verb.text, vocabulary().action(verb.text, object_ or front)

    @staticmethod
    def _words_of(tokens: Sequence[Token], kind: str) -> str | None:
        return next((t.text for t in tokens if t.type == kind), None)

    def _words(self, *nodes: IslandNode | None) -> str | None:
        tokens = [leaf for node in nodes if node is not None for leaf in node.leaves()]
        return self.text(tokens[0].start, tokens[-1].end).strip() if tokens else None

    def _sum(self, node: IslandNode) -> AmountPhrase | None:
        tokens = node.leaves()
        text, span = self.text(tokens[0].start, tokens[-1].end), self.span(tokens[0].start, tokens[-1].end)
        of = self._of(tokens)
        amount = self._amount([t for t in tokens if t.type not in _OF_PARTS], text, span, skip_window=True)
        each = next((t for t in tokens if t.type == "EACH"), None)
        if amount is None:
            return None
        per = each.text.lstrip("每").removeprefix("一") if each else None
        return replace(amount, of=of[0] if of else None, of_span=of[1] if of else None, window=self._window(tokens), per=per)

    def _limited(self, amount: AmountPhrase, limits: Token | None) -> AmountPhrase:
        """Floor and cap of a bracket (最低20000元,最高100000元) on a sum."""
        if limits is None:
            return amount
        floor, cap = limit_values(limits.inner)
        return replace(amount, floor=floor, cap=cap)

    def _deadline(self, node: IslandNode) -> AmountPhrase | None:
        tokens = node.leaves()
        return self._amount(
            [t for t in tokens if t.type in QUANTITIES],
            self.text(tokens[0].start, tokens[-1].end),
            self.span(tokens[0].start, tokens[-1].end),
        )

    # -- figures ------------------------------------------------------------------------------------------------------------------

    def _window(self, tokens: Sequence[Token]) -> WindowPhrase | None:
        for at, token in enumerate(tokens):
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.type in ("NEAR", "PRIOR") and after is not None and after.type == "DURATION":
                return self._window_of(after, token, after, "near" if token.type == "NEAR" else "prior")
            if token.type == "DURATION" and after is not None and after.type == "WITHIN":
                return self._window_of(token, token, after, "within")
        return None

    def _window_of(self, length: Token, first: Token, last: Token, kind: str) -> WindowPhrase | None:
        quantity = cast(Quantity, length.value)
        if quantity.low is None:
            return None
        text = self.text(first.start, last.end)
        return WindowPhrase(kind, quantity.low, quantity.unit, text, self.span(first.start, last.end))  # type: ignore[arg-type]

    def _of(self, tokens: Sequence[Token]) -> tuple[str, Span] | None:
        """The noun phrase a figure is of, window included."""
        run: list[Token] = []
        for at, token in enumerate(tokens):
            after = tokens[at + 1].type if at + 1 < len(tokens) else ""
            window = token.type in ("NEAR", "PRIOR") or (token.type == "DURATION" and at and tokens[at - 1].type in ("NEAR", "PRIOR"))
            window = window or (token.type == "DURATION" and after == "WITHIN") or token.type == "WITHIN"
            if token.type in _OF_PARTS or window:
                run.append(token)
            elif run:
                break
        if not run or all(t.type in ("NEAR", "PRIOR", "DURATION", "WITHIN") for t in run):
            return None
        return self.text(run[0].start, run[-1].end).removesuffix("的"), self.span(run[0].start, run[-1].end)

    def _relation(self, token: Token) -> str:
        """What a bound word says of its figure: the document's own definition wins; 及以上 takes the figure in by itself."""
        said = _AS_RELATION.get(str(token.value), str(token.value))
        included = self.bounds.included.get(token.text)
        if included is None or said not in _OPEN_OR_CLOSED:
            return said
        return f"{said[0]}{'e' if included else 't'}"

    def figure(self, tokens: Sequence[Token]) -> AmountPhrase | None:
        """The amount that a stretch is where it holds nothing else (a cell of a table)."""
        kept = [t for t in tokens if t.text.strip()]
        if not kept or any(t.type not in QUANTITIES | _PRE | _POST | {"REMARK", "WITHIN"} for t in kept):
            return None
        start, end = kept[0].start, kept[-1].end
        return self._amount(kept, self.text(start, end), self.span(start, end))

    def _amount(self, tokens: Sequence[Token], text: str, span: Span, skip_window: bool = False) -> AmountPhrase | None:
        """Figures with their bound words, in reading order."""
        low = high = None
        low_inclusive = high_inclusive = True
        bounded, pending, quantity = False, "", None
        units = {cast(Quantity, t.value).unit for t in tokens if t.type in QUANTITIES}
        smaller = units == {"month", "year"}  # 6个月以上2年以下: both ends in the smaller unit
        values = list(tokens)
        if skip_window:
            values = [
                t
                for at, t in enumerate(values)
                if not (t.type == "DURATION" and _windowed(values, at)) and t.type not in ("NEAR", "PRIOR", "WITHIN")
            ]
        for at, token in enumerate(values):
            if token.type == "UPTO":
                pending = "le"
            elif token.type in _PRE:
                pending = self._relation(token)
            elif token.type in QUANTITIES:
                quantity = cast(Quantity, token.value)
                after = next((v for v in values[at + 1 : at + 3] if v.type != "REMARK"), None)
                relation = pending
                if not relation and after is not None and after.type == "UPTO":
                    relation = "ge"
                if not relation and after is not None and after.type in _POST:
                    relation = self._relation(after)
                if (
                    not relation
                    and after is not None
                    and after.type in _PRE
                    and low is None
                    and len([v for v in values if v.type in QUANTITIES]) > 1
                ):
                    relation = {"le": "ge", "lt": "gt"}.get(str(after.value), "")  # 30单<x≤50单: the first bound reads from the right
                pending = ""
                remark = next((v for v in values[at + 1 : at + 3] if v.type == "REMARK"), None)
                if smaller and quantity.unit == "year":
                    quantity = replace(
                        quantity,
                        low=None if quantity.low is None else quantity.low * 12,
                        high=None if quantity.high is None else quantity.high * 12,
                        unit="month",
                    )
                if relation in ("ge", "gt"):
                    low, low_inclusive, bounded = quantity.low, relation == "ge", True
                    if quantity.high is not None and quantity.high != quantity.low:  # 超过1000元至10000元
                        high = quantity.high
                    if remark is not None:
                        low_inclusive = remark.value == "in"
                elif relation in ("le", "lt"):
                    high, high_inclusive, bounded = quantity.high, relation == "le", True
                    if remark is not None:
                        high_inclusive = remark.value == "in"
                else:
                    low, high = quantity.low, quantity.high
        if quantity is None:
            return None
        bounded = bounded or low != high
        return AmountPhrase(
            quantity.kind, low, high, low_inclusive, high_inclusive, bounded, quantity.unit, text, span,
            hole=quantity.hole, values=tuple(quantity.values), respective=quantity.respective,
        )  # fmt: skip


def _windowed(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].type if at else ""
    after = tokens[at + 1].type if at + 1 < len(tokens) else ""
    return before in ("NEAR", "PRIOR") or after == "WITHIN"


def relations(amount: AmountPhrase) -> tuple[tuple[Relation, Decimal], ...]:
    """The comparisons an amount states: a plain figure `eq`, a range two bounds."""
    if not amount.bounded and amount.low is not None and amount.low == amount.high:
        return (("eq", amount.low),)
    found: list[tuple[Relation, Decimal]] = []
    if amount.low is not None:
        found.append(("ge" if amount.low_inclusive else "gt", amount.low))
    if amount.high is not None:
        found.append(("le" if amount.high_inclusive else "lt", amount.high))
    return tuple(found)


def limit_values(tokens: Sequence[Token]) -> tuple[Decimal | None, Decimal | None]:
    """(floor, cap) of 最低20000元,最高100000元."""
    floor = cap = None
    pending = ""
    for token in tokens:
        if token.type in _PRE:
            pending = str(token.value)
        elif token.type == "MONEY":
            value = cast(Quantity, token.value).low
            if pending in ("floor", "ge"):
                floor = value
            elif pending in ("cap", "le"):
                cap = value
    return floor, cap
