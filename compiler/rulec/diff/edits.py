"""What an edit between two versions can be: typed, with both sides, before anything is said about what it does to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rulec.diff.match import NormPair
from rulec.diff.model import MatchedBy
from rulec.diff.passages import Passage
from rulec.ir import model as ir
from rulec.source import Span

Region = Literal["grows", "shrinks", "both", "same", "unknown"]
Scope = Literal["norm", "measure", "exception", "node", "definition"]


@dataclass(frozen=True, slots=True)
class At:
    """Where an edit belongs: the norms of both sides (None where there is none), what it concerns within them, and how they were paired.

    `measures`: the measures (old, new) whose own condition or figure it is about. `account`: the account, where it is about points.
    """

    old: ir.Norm | None
    new: ir.Norm | None
    by: MatchedBy | None = None
    scope: Scope = "norm"
    measures: tuple[ir.Measure | None, ir.Measure | None] = (None, None)
    account: str | None = None
    old_span: Span | None = None
    new_span: Span | None = None

    @staticmethod
    def of(pair: NormPair) -> At:
        """The place of an edit in a pair of norms."""
        return At(pair.old, pair.new, pair.by)


@dataclass(frozen=True, slots=True)
class ViolationEdit:
    """A kind of violation came, went, has another name, was split or joined. `others`: what it was split into or joined from."""

    what: Literal["added", "removed", "renamed", "split", "merged"]
    old: ir.Violation | None
    new: ir.Violation | None
    norms: tuple[ir.Norm, ...] = ()
    others: tuple[ir.Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class NormEdit:
    """A whole norm came or went. `kin`: norms of the same violation on the other side."""

    what: Literal["added", "removed"]
    norm: ir.Norm
    kin: tuple[ir.Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class LeafEdit:
    """One question became another. `positive`: the condition widens where the question does."""

    at: At
    old: ir.Expression
    new: ir.Expression
    positive: bool


@dataclass(frozen=True, slots=True)
class PartEdit:
    """A part of a condition came or went; `op` joins it to the rest. `rest`: the other parts."""

    at: At
    what: Literal["added", "removed"]
    part: ir.Expression
    op: Literal["and", "or", "at_least"]
    positive: bool
    rest: tuple[ir.Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class OperatorEdit:
    """且 became 或, or how many parts must hold changed."""

    at: At
    old: ir.Expression
    new: ir.Expression
    positive: bool


@dataclass(frozen=True, slots=True)
class NegationEdit:
    """A question is asked the other way round."""

    at: At
    old: ir.Expression
    new: ir.Expression
    positive: bool


@dataclass(frozen=True, slots=True)
class MeasureEdit:
    """A measure came, went or made room for another. `alone`: it is (or was) all that the norm does."""

    at: At
    what: Literal["added", "removed", "replaced", "scope"]
    old: ir.Measure | None
    new: ir.Measure | None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class AmountEdit:
    """How much, how long or until when."""

    at: At
    part: Literal["amount", "duration", "within"]
    old: ir.Amount | None
    new: ir.Amount | None


@dataclass(frozen=True, slots=True)
class ModalityEdit:
    """Must, may, must not."""

    at: At
    old: ir.Modality
    new: ir.Modality


@dataclass(frozen=True, slots=True)
class ChoiceEdit:
    """How measures stand to each other: all of them, one of them, any; whether the list is open."""

    at: At
    what: Literal["pick", "open"]
    old: ir.Choice | None
    new: ir.Choice | None


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Something said in words: whom it falls on, who decides, what must be done, what stays, what takes whose place."""

    at: At
    what: Literal["subject", "target", "by", "act", "keeps", "supersedes", "relief_from", "relief_to", "object", "conclusion"]
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExceptionEdit:
    """A ground on which a norm does not hold came or went."""

    at: At
    what: Literal["added", "removed"]
    exception: ir.NormException


@dataclass(frozen=True, slots=True)
class DefinitionEdit:
    """What a term means."""

    what: Literal["added", "removed", "changed"]
    old: ir.Definition | None
    new: ir.Definition | None
    effect: Region = "unknown"
    used_in: tuple[tuple[ir.Norm | None, ir.Norm | None], ...] = ()


@dataclass(frozen=True, slots=True)
class AccountEdit:
    """Something of an account other than the measures of its nodes."""

    what: Literal["added", "removed", "initial", "reset", "recovery", "cap", "concurrency", "node_added", "node_removed", "node_moved", "in_addition"]
    old: ir.Account | None
    new: ir.Account | None
    old_node: ir.Node | None = None
    new_node: ir.Node | None = None


@dataclass(frozen=True, slots=True)
class DocumentEdit:
    """Dates and state of the announcement."""

    what: Literal["effective", "status", "repealed", "published", "subjects", "not_bumped", "retroactive", "notice"]
    old: str | None
    new: str | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class ReferenceEdit:
    """A rule points elsewhere. `what`: to another target, to none any more, or to the same, which has changed itself."""

    what: Literal["retargeted", "broken", "target_changed"]
    at: At
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Words that no other edit speaks of: sentences of a line that differ, with their places."""

    what: Literal["added", "removed", "changed", "formatting", "moved", "renumbered"]
    kind: str  # ledger class of the words, or `heading`
    old: Passage | None
    new: Passage | None
    old_span: Span | None
    new_span: Span | None
    old_text: str
    new_text: str
    unexplained: tuple[str, ...] = ()  # load-bearing words that differ and that no meaning accounts for
    retargeted: bool = False  # nothing differs but the documents and articles of other documents that are named
    equivalent: bool = False  # both sides were read into different trees of the same meaning
    count: int = 1


@dataclass(frozen=True, slots=True)
class CoverageEdit:
    """A norm is no longer wholly understood, or is now."""

    at: At
    lost: bool


@dataclass(frozen=True, slots=True)
class SoundnessEdit:
    """Something that is wrong with the rule itself came or went: a gap between tiers, an overlap, a conflict, a norm never reached."""

    what: Literal["gap", "overlap", "unreachable", "conflict", "example"]
    introduced: bool
    at: At
    quotes: tuple[str, ...]


Edit = (
    ViolationEdit | NormEdit | LeafEdit | PartEdit | OperatorEdit | NegationEdit | MeasureEdit | AmountEdit | ModalityEdit | ChoiceEdit | WordEdit
    | ExceptionEdit | DefinitionEdit | AccountEdit | DocumentEdit | ReferenceEdit | LineEdit | CoverageEdit | SoundnessEdit
)  # fmt: skip
