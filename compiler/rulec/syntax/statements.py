"""Sentences put together to statements: what belongs to one list, one tier, one definition."""

from dataclasses import dataclass, field
from typing import Literal

from rulec.source import Span
from rulec.syntax.clauses import ExceptPhrase, Segment, Sentence, TierPhrase
from rulec.syntax.tables import Table

StatementKind = Literal[
    "lifecycle", "definition", "penalty", "tier_criteria", "changes", "duty", "prohibition", "permission", "admission", "relief", "account",
    "example", "scope", "purpose", "informative", "reference", "procedure", "precedence", "intro", "heading", "list", "unresolved",
    "table", "recovery", "brackets", "amendment", "transition",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """`leads` (conditions, subjects) and the `effects` that follow from them, in one sentence."""

    leads: tuple[Segment, ...]
    effects: tuple[Segment, ...]
    sentence: Sentence
    tier: TierPhrase | None = None
    exception: ExceptPhrase | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list: its sentences, its label, a list of its own below it (情形一, 同时具备…)."""

    label: str
    sentences: tuple[Sentence, ...]
    quantifier: Literal["any", "all"] | None = None
    announced: int | None = None
    items: "tuple[ListItem, ...]" = ()
    head: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Sentences that say one thing. `items` are the entries of the list that `head` announces; `announced` their stated number."""

    kind: StatementKind
    sentences: tuple[Sentence, ...]
    block: int
    groups: tuple[Group, ...] = ()
    head: Sentence | None = None
    quantifier: Literal["any", "all"] | None = None
    announced: int | None = None
    items: tuple[ListItem, ...] = ()
    tier: TierPhrase | None = None
    open: bool = False
    term: str = ""
    term_span: Span | None = field(default=None, compare=False)
    reason: str = ""
    table: Table | None = None
