"""The real announcements beside the checkout → compiled once, decided with facts named by a distinctive part of their label."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rulec.build.contract import inspect_json
from rulec.build.facts import SHANGHAI
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.build.scenario_match import differences
from rulec.build.scenario_model import Expected
from rulec.ir.interpret import Interpreter, interpret
from rulec.ir.model import Fact, RuleSet
from rulec.runtime import Event
from rulec.source import Span

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
Json = dict[str, Any]


@cache
def _compile(path: Path) -> Compilation:
    return compile_announcement(path.read_bytes(), path.name)


def seed(number: str) -> "Seed":
    """The compiled real announcement whose file name begins with `number`; skips the test where the folder is absent."""
    found = sorted(SEEDS.glob(f"{number}_*.txt")) if SEEDS.is_dir() else []
    if not found:
        pytest.skip(f"the real announcements are not beside the checkout: {SEEDS.parent.name}/{SEEDS.name}/{number}_*.txt")
    return Seed(_compile(found[0]))


class Seed:
    """One compiled announcement, asked in the words of its acceptance rows."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.rule_set = compilation.rule_set
        self.raw = compilation.ingested.source.raw
        self.normal = compilation.ingested.normal.text
        self.inspect: Json = inspect_json(compilation)

    def decide(self, facts: Mapping[str, object], *, violation: str | None = None, as_of: str | None = None, draft: bool = False) -> Json:
        """The decision as contract JSON. `facts` by distinctive part of label; `violation` by distinctive part of its name."""
        name = None
        if violation is not None:
            names = [v.name for v in self.rule_set.violations if violation in v.name]
            assert len(names) == 1, f"{violation!r} names {names} of {[v.name for v in self.rule_set.violations]}"
            name = names[0]
        moment = None if as_of is None else date.fromisoformat(as_of)
        given = facts_by_part(self.rule_set, facts)
        decision = interpret(self.rule_set, given, violation=name, as_of=moment, assume_in_force=draft)
        out: Json = decision.to_json()
        return out

    def class_of(self, words: str) -> set[str]:
        """The ledger classes of the place where the raw `words` stand first."""
        start = self.raw.index(words)
        end = start + len(words)
        return {str(t.class_) for t in self.compilation.ledger if t.span.start < end and start < t.span.end and t.class_ != "layout"}

    def findings(self, *words: str) -> list[Json]:
        """The diagnostics whose message, quoted places and help together hold all `words`."""
        found = []
        for item, diagnostic in zip(self.inspect["diagnostics"], self.compilation.diagnostics, strict=True):
            places = [self.quote(span) for span in (diagnostic.span, *diagnostic.related)]
            text = " ".join([str(item.get("message")), str(item.get("help")), *(v for _, v in diagnostic.values), *places])
            if all(word in text for word in words):
                found.append(item)
        return found

    def quote(self, span: tuple[int, int]) -> str:
        """The repaired, simplified words at a raw span."""
        start, end = self.compilation.ingested.normal.normal_span(Span(*span))
        return self.normal[start:end]


def find_fact(rule_set: RuleSet, part: str) -> tuple[Fact | None, bool]:
    """The one fact with `part` as its label, else in its label; the flag tells that it is asked the other way round (without its 未)."""
    exact = [f for f in rule_set.facts if f.label == part]
    inside = exact or [f for f in rule_set.facts if part in f.label]
    assert len(inside) <= 1, f"{part!r} is in the labels of several facts: {[f.label for f in inside]}"
    if inside:
        return inside[0], False
    if part.startswith("未"):
        fact, _ = find_fact(rule_set, part[1:])
        return fact, fact is not None
    return None, False


def facts_by_part(rule_set: RuleSet, facts: Mapping[str, object]) -> dict[str, object]:
    """Facts keyed by their full label, in the type of the fact (money in yuan). A judgement with 未 may be answered by its opposite."""
    out: dict[str, object] = {}
    for part, value in facts.items():
        fact, inverted = find_fact(rule_set, part)
        assert fact is not None, f"no fact for {part!r}; there are {[f.label for f in rule_set.facts]}"
        out[fact.label] = (not value) if inverted else typed(fact, value)
    return out


def typed(fact: Fact, value: object) -> object:
    """`value` as the interpreter takes it: counts are integers, figures decimals; yes and no of a count are one and none."""
    if fact.type == "count":
        return int(str(int(value) if isinstance(value, bool) else value))
    if fact.type in ("number", "money") and isinstance(value, (str, int)):
        return Decimal(value)
    return value


def all_judgements_no(rule_set: RuleSet) -> dict[str, object]:
    """Every judgement, by label, answered no."""
    return {f.label: False for f in rule_set.facts if f.type == "judgement"}


def expect(decision: Json, **expected: object) -> None:
    """The decision against the fields of a scenario's `expect` (`never` for `not`); fails with every difference."""
    if "never" in expected:
        expected["not"] = expected.pop("never")
    found = differences(Expected.model_validate(expected), decision)
    assert not found, "\n".join(found)


def points(value: str) -> Json:
    """扣…分."""
    return {"action": "deduct_points", "amount": {"type": "fixed", "value": value, "unit": "point"}}


def pay(value: str) -> Json:
    """支付违约金…元."""
    return {"action": "pay_penalty", "amount": {"type": "fixed", "value": value, "unit": "CNY"}}


def take_all() -> Json:
    """扣除全部违规所得."""
    return {"action": "confiscate", "amount": {"type": "all"}}


def act(action: str, words: str | None = None, **fields: object) -> Json:
    """Any other measure; `words` need only be contained in its object or text."""
    return {"action": action, **({} if words is None else {"object": words}), **fields}


NINE_OF_001 = [
    act("delist", "违规商品", duration={"type": "permanent"}),
    act("ban_account", "快手账号"),
    act("ban_activity", "直播"),
    act("ban_activity", "发短视频"),
    act("ban_activity", "投流"),
    act("restrict", "参与营销活动"),
    act("compensate", "退款不退货"),
    act("freeze_funds", "货款/保证金"),
    act("expel", "店铺"),
]
NINE_OF_004 = [*NINE_OF_001[:4], take_all(), *NINE_OF_001[4:8]]


def replay(page: Seed, events: list[tuple[str, str, str]], *, deducted: str, measures: list[Json]) -> Json:
    """Deductions (moment, violation, points) through the only account: total of the last period, and exactly these measures over time.

    Gives the timeline, for what else is to be said of it.
    """
    given = [Event(datetime.fromisoformat(at).replace(tzinfo=SHANGHAI), points, words) for at, words, points in events]
    timeline: Json = Interpreter(page.rule_set).replay(given).to_json()
    assert timeline["entries"][-1]["total"] == deducted
    found = [{**one["measure"], **{k: str(one[k])[:19] for k in ("start", "end")}} for one in timeline["running"]]
    expect({"measures": found}, measures=measures)
    return timeline
