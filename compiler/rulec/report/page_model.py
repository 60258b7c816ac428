"""What the literate page is made of: plain words and anchors, ready to print. Templates read these and decide nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rulec.diagnostics.codes import Lang
from rulec.source import TileClass

Mark = Literal["", "condition", "measure", "unclaimed"]
Repair = Literal["", "script", "certain", "inferred"]


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """One scenario as it came out: `decision` is `rulec.decision/1`, or `timeline` is `rulec.timeline/1`; None where there was none.

    `problems` are what is not as a person expects.
    """

    id: str
    about: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    decision: Mapping[str, Any] | None = None
    problems: tuple[str, ...] = ()
    violation: str | None = None
    as_of: str | None = None
    timeline: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Extras:
    """What other rooms add to a page: coverage in percent as words, generated code by norm id, scenarios that ran, the force on a day."""

    coverage: str | None = None
    code: Mapping[str, str] = field(default_factory=dict)
    scenarios: tuple[ScenarioRun, ...] = ()
    force: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page: anchor (made here, never from the announcement) and words."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the published text with one look. `read`: what a repair made of it."""

    text: str
    class_: TileClass
    mark: Mark = ""
    repair: Repair = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition: `words` for a leaf, else a heading over `parts`. `person`: somebody has to judge it."""

    words: str
    parts: tuple["Clause", ...] = ()
    person: bool = False


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure in words, with its own condition, remarks (in whose place), and `parts` for what takes the place of something."""

    words: str
    quote: str = ""
    when: Clause | None = None
    notes: tuple[str, ...] = ()
    parts_heading: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """Measures under one heading: 应当, 可以 · 任选若干项 …"""

    heading: str
    binding: bool
    measures: tuple[MeasureView, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding in words, and the row it stands in."""

    severity: str
    severity_words: str
    code: str
    message: str
    help: str
    place: Link
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a stretch became: a norm, an account, a definition, an example, a reference."""

    id: str
    heading: str
    label: str = "#"
    tags: tuple[str, ...] = ()
    kind: str = ""
    partial: bool = False
    lead: tuple[str, ...] = ()
    condition_heading: str = ""
    condition: Clause | None = None
    exceptions: tuple[tuple[str, Clause], ...] = ()
    groups: tuple[MeasureGroup, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    unclaimed: tuple[str, ...] = ()
    code: str = ""
    scenarios: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the published text and, beside it, what it became. `whole`: short enough to stay on one sheet."""

    id: str
    line: int
    last_line: int
    class_: TileClass
    class_words: str
    pieces: tuple[Piece, ...]
    reading: tuple[Piece, ...] = ()
    note: str = ""
    cards: tuple[Card, ...] = ()
    belongs: tuple[Link, ...] = ()
    findings: tuple[FindingView, ...] = ()
    folded: bool = False
    whole: bool = False
    summary: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One class of stretches: its name, what it means, how much of the text it is."""

    class_: TileClass
    words: str
    meaning: str
    share: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One input of the rules: what it is called, what it may be, who knows it, where it is asked for."""

    id: str
    label: str
    name: str
    type: str
    values: str
    person: bool
    who: str
    norms: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario: what was given, what came out, whether that is what a person expects, which norms it reaches."""

    id: str
    heading: str
    about: str
    given: tuple[tuple[str, str], ...]
    verdict: str
    outcome: tuple[str, ...]
    problems: tuple[str, ...]
    holds: bool
    state: str
    norms: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RepairView:
    """One way in which raw words are read otherwise, with the places."""

    raw: str
    read: str
    count: int
    places: tuple[Link, ...]
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RepairGroup:
    """All repairs of one kind."""

    heading: str
    meaning: str
    certain: bool
    count: int
    repairs: tuple[RepairView, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A place that a person should look at first."""

    heading: str
    place: Link
    quote: str
    why: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    lang: Lang
    title: str
    state: str
    force: str
    meta: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, bool], ...]
    sha256: str
    compiler: str
    opens: tuple[Open, ...]
    open_summary: str
    findings: tuple[FindingView, ...]
    legend: tuple[LegendEntry, ...]
    rows: tuple[Row, ...]
    facts: tuple[FactView, ...]
    scenarios: tuple[ScenarioView, ...]
    scenario_summary: str
    repairs: tuple[RepairGroup, ...]
    words: Mapping[str, str]
