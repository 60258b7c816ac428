"""What the parts of a rule book give → every way in which the case may stand, and what is common to all of them."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from math import prod
from typing import Any, NamedTuple

from .book import Book, Link

Row = dict[str, Any]
BUDGET = 64
"""Combinations of what the parts leave open that are written out; beyond that only what is missing is named."""


class Alternative(NamedTuple):
    """One way in which a part may stand: facts that may yet turn out so, and what it then gives."""

    when: Row
    measures: tuple[Row, ...]
    options: tuple[Row, ...]


class Share(NamedTuple):
    """What one announcement brings. `over`: the rule it goes before, `whole`: altogether, not only where the two differ. `open`: it may
    bring more than is written here. `asks`: the facts that decide whether it brings anything, by the norm of `link`."""

    rule: str
    role: str
    rows: tuple[Alternative, ...]
    over: str | None = None
    whole: bool = False
    open: bool = False
    asks: tuple[str, ...] = ()
    link: Link | None = None


class Scenario(NamedTuple):
    """One combination: each share with the alternative that holds. `heavier`: of several treatments the heaviest stands."""

    when: Row
    parts: tuple[tuple[Share, Alternative], ...]
    heavier: bool


class Outcome(NamedTuple):
    """What follows in one scenario; `displaced` are the measures that another announcement took the place of."""

    when: Row
    measures: tuple[Row, ...]
    options: tuple[Row, ...]
    displaced: tuple[Row, ...]

    def key(self) -> frozenset[str]:
        """What makes two outcomes the same."""
        return frozenset((*map(measure_words, self.measures), *map(_option_words, self.options)))

    def candidate(self, shared: list[Row]) -> Row:
        """The published shape: `options` only where they differ from those that stand in any case."""
        shape: Row = {"when": self.when, "measures": list(self.measures)}
        if {_option_words(one) for one in self.options} != {_option_words(one) for one in shared}:
            shape["options"] = list(self.options)
        return shape


def qualified(rule: str, norm: str) -> str:
    """The id of a norm in a book."""
    return f"{rule}#{norm}"


def alternatives(book: Book, rule: str, answer: Row, within: frozenset[str] | None) -> tuple[Alternative, ...]:
    """The ways in which the decision of one part may yet turn out; a single one where it is settled. `within`: only what these norms give."""

    def made(when: Row, measures: list[Row], options: list[Row]) -> Alternative:
        own = [row for row in measures if within is None or within & set(row["because"])]
        groups = [group for group in options if within is None or within & set(group["because"])]
        shown = {book.label_of(label, rule): value for label, value in when.items()}
        return Alternative(shown, tuple(_measure(rule, row) for row in own), tuple(_option(rule, group) for group in groups))

    if not answer["candidates"]:
        return (made({}, answer["measures"], answer["options"]),)
    rows = tuple(made(one["when"], one["measures"], one.get("options", answer["options"])) for one in answer["candidates"])
    alike = {Outcome({}, row.measures, row.options, ()).key() for row in rows}
    return rows if len(alike) > 1 else (rows[0]._replace(when={}),)


def scenarios(shares: list[Share], heavier: bool) -> list[Scenario] | None:
    """All combinations that do not contradict themselves; None where there are too many."""
    if prod(len(share.rows) for share in shares) > BUDGET:
        return None
    found = []
    for rows in product(*(share.rows for share in shares)):
        when: Row = {}
        if all(when.setdefault(label, value) == value for row in rows for label, value in row.when.items()):
            found.append(Scenario(when, tuple(zip(shares, rows, strict=True)), heavier))
    return found


def outcome_of(scenario: Scenario) -> Outcome:
    """Precedence first, then the heavier of what is left, then the same measure of several announcements as one."""
    displaced: list[Row] = []
    standing = [(share.rule, row) for share, rows in scenario.parts for row in rows.measures]
    options = [(share.rule, row) for share, rows in scenario.parts for row in rows.options]
    for share, rows in scenario.parts:
        if share.over is None or not (rows.measures or rows.options):
            continue
        mine = (*rows.measures, *(one for group in rows.options for one in group["measures"]))
        fallen = [row for rule, row in standing if rule == share.over and (share.whole or any(_same_kind(row, own) for own in mine))]
        displaced += [{"measure": row, "by": share.rule} for row in fallen]
        standing = [(rule, row) for rule, row in standing if row not in fallen or rule != share.over]
        if share.whole:
            options = [(rule, group) for rule, group in options if rule != share.over]
    kept = [row for _, row in standing]
    if scenario.heavier:
        light = [row for rule, row in standing if any(other != rule and _heavier(one, row) for other, one in standing)]
        displaced += [{"measure": row, "by": "stricter"} for row in light]
        kept = [row for row in kept if row not in light]
    return Outcome(scenario.when, tuple(_joined(kept)), tuple(group for _, group in options), tuple(displaced))


def common(outcomes: list[Outcome]) -> tuple[list[Row], list[Row]]:
    """The measures and options of every outcome."""
    keys = [{measure_words(row) for row in one.measures} for one in outcomes]
    groups = [{_option_words(row) for row in one.options} for one in outcomes]
    measures = [row for row in outcomes[0].measures if all(measure_words(row) in key for key in keys)]
    return measures, [row for row in outcomes[0].options if all(_option_words(row) in key for key in groups)]


def measure_words(row: Row) -> str:
    """What makes two measures the same, wherever they are written."""
    fields = ("action", "object", "targets", "by", "modality", "choice", "amount", "duration", "within", "from", "to", "to_pick")
    return repr([(name, row.get(name)) for name in fields])


def _option_words(group: Row) -> str:
    return repr([group["by"], group["pick"], group["open"], sorted(measure_words(row) for row in group["measures"])])


def _measure(rule: str, row: Row) -> Row:
    return {**row, "because": [qualified(rule, norm) for norm in row["because"]]}


def _option(rule: str, group: Row) -> Row:
    because = [qualified(rule, norm) for norm in group["because"]]
    return {**group, "measures": [_measure(rule, row) for row in group["measures"]], "because": because}


def _same_kind(one: Row, other: Row) -> bool:
    """Whether two measures do the same thing to the same party, however much of it."""
    apart = bool(one["targets"]) and bool(other["targets"]) and not set(one["targets"]) & set(other["targets"])
    return one["action"] == other["action"] and one["object"] == other["object"] and not apart


def _heavier(one: Row, other: Row) -> bool:
    """Whether `one` is certainly the heavier of two measures of a kind: fixed figures of one unit, the other figures equal."""
    if not _same_kind(one, other):
        return False
    orders = [_compared(one[name], other[name]) for name in ("amount", "duration")]
    return None not in orders and 1 in orders and -1 not in orders


def _compared(one: Row | None, other: Row | None) -> int | None:
    """1, 0, -1; None where two figures cannot be compared."""
    if one == other:
        return 0
    if one is None or other is None:
        return None
    if one["type"] == "permanent" and other["type"] == "fixed":
        return 1
    if other["type"] == "permanent" and one["type"] == "fixed":
        return -1
    if (one["type"], other["type"]) != ("fixed", "fixed") or one["unit"] != other["unit"] or one.get("per") != other.get("per"):
        return None
    left, right = Decimal(one["value"]), Decimal(other["value"])
    return (left > right) - (left < right)


def _joined(rows: list[Row]) -> list[Row]:
    """The same measure of several announcements once, resting on all their norms."""
    found: dict[str, Row] = {}
    for row in rows:
        first = found.setdefault(measure_words(row), row)
        if first is not row:
            found[measure_words(row)] = {**first, "because": list(dict.fromkeys((*first["because"], *row["because"])))}
    return list(found.values())
