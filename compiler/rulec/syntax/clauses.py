"""The typed syntax of sentences: phrases (what an island says) and segments (what a comma bounds). Spans are raw; words are normal text."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from rulec.source import Span

Relation = Literal["ge", "gt", "le", "lt", "eq", "ne"]


@dataclass(frozen=True, slots=True)
class WindowPhrase:
    """近30天 (near), 下发前30日 (prior), 两年内 (within): the words and the length."""

    kind: Literal["near", "prior", "within"]
    length: Decimal
    unit: str
    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AmountPhrase:
    """A figure with its bounds. `kind` is the lexicon's (money, point, rate, multiple, duration, times, count, star, age).

    `low`/`high` are equal for one figure; `of` is what a rate is of; `bounded` tells 五万元以下 (a range) from 五万元. `values` are
    several figures: one of them is chosen, or (`respective`, 分别) each belongs to its place in another list.
    """

    kind: str
    low: Decimal | None
    high: Decimal | None
    low_inclusive: bool
    high_inclusive: bool
    bounded: bool
    unit: str
    text: str
    span: Span = field(compare=False)
    of: str | None = None
    of_span: Span | None = field(default=None, compare=False)
    window: WindowPhrase | None = None
    floor: Decimal | None = None
    cap: Decimal | None = None
    hole: str | None = None
    per: str | None = None
    values: tuple[Decimal, ...] = ()
    respective: bool = False


@dataclass(frozen=True, slots=True)
class MeasurePhrase:
    """One measure: `verb` (canonical action words), whom or what stands before (`front`) and after (`object`), how much, how long."""

    rule: str
    verb: str
    action: str
    text: str
    span: Span = field(compare=False)
    object: str | None = None
    front: str | None = None
    amounts: tuple[AmountPhrase, ...] = ()
    duration: AmountPhrase | None = None
    permanent: bool = False
    within: AmountPhrase | None = None
    per: str | None = None
    passive: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonPhrase:
    """A numeric condition on `fact` (the noun phrase as written; empty where the text leaves it out)."""

    fact: str
    amount: AmountPhrase
    relations: tuple[tuple[Relation, Decimal], ...]
    text: str
    span: Span = field(compare=False)
    window: WindowPhrase | None = None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class OccurrencePhrase:
    """首次/再次/N次以上 of `event`; `values` are several counts, each of which belongs to another list (2次和4次的,分别…)."""

    event: str
    relations: tuple[tuple[Relation, Decimal], ...]
    text: str
    span: Span = field(compare=False)
    window: WindowPhrase | None = None
    values: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class TierPhrase:
    label: str
    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class GainsPhrase:
    """没有违法所得 / 有违法所得."""

    fact: str
    present: bool
    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class PerPhrase:
    """每出现一次违规."""

    event: str
    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ExceptPhrase:
    """除…外: `inner` are its words, `within` what they say as sentences (除扣12分外 holds a measure, 除情节轻微外 a tier)."""

    inner: str
    text: str
    span: Span = field(compare=False)
    within: "tuple[Sentence, ...]" = ()


@dataclass(frozen=True, slots=True)
class LifecyclePhrase:
    """A date and what happens then: publish, effect, consult, publicity, revise, repeal."""

    event: str
    start: str | None
    end: str | None
    tentative: bool
    text: str
    span: Span = field(compare=False)
    missing_year: bool = False
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class ReliefPhrase:
    """替换为 X / 免除 X."""

    kind: Literal["replace", "waive"]
    object: str
    text: str
    span: Span = field(compare=False)
    pick: str | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class AccountPhrase:
    """initial: 初始分值为12分; reset: 每年…清零; reach: 累计被扣除4分; series: 此后每再满25分; ceiling: 最多补1分."""

    kind: Literal["initial", "reset", "reach", "series", "ceiling"]
    value: Decimal | None
    text: str
    span: Span = field(compare=False)
    high: Decimal | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A structural word left between phrases: `kind` is its terminal (MAY, BY, OPEN_LIST, BRACKET, OPAQUE …), `value` its canonical meaning."""

    kind: str
    text: str
    span: Span = field(compare=False)
    value: str = ""
    inner: "tuple[Sentence, ...]" = ()


Phrase = (
    MeasurePhrase | ComparisonPhrase | OccurrencePhrase | TierPhrase | GainsPhrase | PerPhrase | ExceptPhrase | LifecyclePhrase | ReliefPhrase
    | AccountPhrase | Mark
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """What a comma bounds: statement, condition (ends in 的/时), numeric, effect, dated. `text` is the normal text."""

    kind: Literal["statement", "condition", "numeric", "effect", "dated"]
    parts: tuple[Phrase, ...]
    text: str
    span: Span = field(compare=False)

    def marks(self, *kinds: str) -> tuple[Mark, ...]:
        """The structural words of these kinds, in order."""
        return tuple(p for p in self.parts if isinstance(p, Mark) and p.kind in kinds)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Segments up to a terminator (。 ; : or the line end). `block` is the index of its outline block."""

    segments: tuple[Segment, ...]
    terminator: str
    text: str
    span: Span = field(compare=False)
    block: int = 0
