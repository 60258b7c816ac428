"""What analysis has to say: findings with places, facts that show them, and how far they are proved. Words are made at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rulec.diagnostics import Severity
from rulec.source import Span

Proof = Literal["exact", "tested", "not_proved"]
Outcome = Literal["true", "false"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a side of a finding is written: provision, span in the raw text, the words there; `path` where it is another file."""

    provision: str | None
    span: Span
    quote: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A complete case: facts by label as the facts door takes them (the violation under 违规类型), or `events` for an account.

    `claims` is what the case shows: norm id → whether it holds there; `measures`: measure id → whether its own condition holds there.
    `tiers`: label → whether its criteria are fulfilled, the tier itself not being given. `nodes`: for events, the spans of the nodes that must be reached, in order.
    """

    facts: Mapping[str, object] = field(default_factory=dict)
    claims: tuple[tuple[str, Outcome], ...] = ()
    measures: tuple[tuple[str, Outcome], ...] = ()
    tiers: tuple[tuple[str, bool], ...] = ()
    events: tuple[Mapping[str, str], ...] = ()
    account: str | None = None
    nodes: tuple[Span, ...] = ()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `values` fill the message of `code`; `also` are further cases that belong to the witness (the lighter tier …)."""

    code: str
    severity: Severity
    places: tuple[Place, ...]
    values: tuple[tuple[str, str], ...] = ()
    witness: Witness | None = None
    also: tuple[Witness, ...] = ()
    proof: Proof = "exact"

    @property
    def order(self) -> tuple[Span, str, tuple[tuple[str, str], ...], tuple[Span, ...]]:
        """What findings are sorted by, and told apart by: place, code, words, other places."""
        return (self.places[0].span if self.places else Span(0, 0), self.code, self.values, tuple(place.span for place in self.places))
