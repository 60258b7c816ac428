"""What a question says of an edit: a kind of change, its sides, what it does to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from rulec.diff.edits import At, Edit
from rulec.diff.match import Match
from rulec.diff.model import Direction, Value
from rulec.ir import model as ir
from rulec.source import Span


@dataclass(frozen=True, slots=True)
class Judged:
    """`direction`: for the one it falls on; `audience`: set where it is not the one the norm is about.

    `prove`: what its cases are: `condition` (where one of the two conditions holds and the other does not), `measure` (where both norms hold),
    `norm` (where the one norm holds), or None where nothing can be decided by a case.
    """

    code: str
    before: Value
    after: Value
    direction: Direction
    at: At
    audience: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    prove: str | None = None
    measure: str | None = None
    violation: str | None = None
    old_span: Span | None = None
    new_span: Span | None = None
    text: tuple[str, str] | None = None
    bases: tuple[str, tuple[int, ...]] | None = None  # fact, figures around which amounts are tried
    folds: tuple[ir.Norm, ...] = field(default=(), compare=False)  # norms whose own edits this one accounts for


Question = Callable[[Edit, Match], Iterable[Judged]]
T = TypeVar("T")


def first(old: T | None, new: T | None) -> T:
    """The old side where there is one, else the new."""
    found = old if old is not None else new
    assert found is not None
    return found
