"""What a rule is made of, as its module states it: the facts it asks for, its norms, its measures, its scales. Plain constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .amounts import Amount

Span = tuple[int, int]


class FactSpec(NamedTuple):
    """A typed input. Figures are integers of `digits` decimal places; `cuts` are where conditions change over: just below (v, 0) or just
    above (v, 1) a figure; `words` are the values that conditions name."""

    name: str
    label: str
    type: str
    unit: str | None = None
    digits: int = 0
    asked_of: str = "system"
    domain: tuple[str, ...] | None = None
    low: int | None = None
    high: int | None = None
    cuts: tuple[tuple[int, int], ...] = ()
    words: tuple[str, ...] = ()


class Choice(NamedTuple):
    """One entry of a choice within its norm: how many are picked, which bundle it belongs to, whether the list is open."""

    group: str
    branch: str | None = None
    pick: str = "one"
    open: bool = False


class Measure(NamedTuple):
    """What is done. `asks`: the facts its amount needs, the count of `per` first where `counted`; `reads`: those of its own condition."""

    id: str
    norm: str
    action: str
    text: str
    span: Span
    modality: str = "must"
    object: str | None = None
    targets: tuple[str, ...] = ()
    by: str | None = None
    choice: Choice | None = None
    instead_of: tuple[str, ...] = ()
    amount: Amount | None = None
    duration: Amount | None = None
    within: Amount | None = None
    from_: str | None = None
    to: tuple[Measure, ...] | str | None = None
    to_pick: str | None = None
    asks: tuple[str, ...] = ()
    counted: bool = False
    reads: tuple[str, ...] = ()


class Except(NamedTuple):
    """A ground on which a norm does not hold; presumed absent. `name` is empty where the text gives no condition for it."""

    name: str
    label: str
    span: Span


class Norm(NamedTuple):
    """One sentence of the rule that runs. `reads`: the facts of its condition; `partial`: not all of its words are understood."""

    id: str
    kind: str
    provision: str | None
    span: Span
    quote: str
    item: str | None = None
    violation: str | None = None
    reads: tuple[str, ...] = ()
    partial: bool = False
    conditional: bool = True
    excepts: tuple[Except, ...] = ()
    requirements: tuple[tuple[str, Span], ...] = ()


class Scale(NamedTuple):
    """The tiers of one violation, and the norms that say when each is reached: (label, norm, list open)."""

    name: str
    labels: tuple[str, ...]
    criteria: tuple[tuple[str, str, bool], ...]


class Detail(NamedTuple):
    """What a relief replaces for some subjects: completes the norm `of`."""

    of: str
    norm: str
    subjects: tuple[str, ...]
    measure: Measure


class MeasureClass(NamedTuple):
    """A name for several measures, for one subject or for all."""

    term: str
    subject: str | None
    members: tuple[str, ...]


class Governed(NamedTuple):
    """Another announcement that governs where `norm` holds."""

    norm: str
    title: str


class Force(NamedTuple):
    """When the rule is in force, as ISO dates: from `start` until before `end`; `draft`: only announced for comment or notice."""

    start: str | None = None
    end: str | None = None
    draft: bool = False
