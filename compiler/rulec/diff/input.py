"""What one side of a comparison brings along: plain values, so that no later room is needed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rulec.diagnostics import Diagnostic
from rulec.diff.model import Json
from rulec.ir.model import RuleSet
from rulec.source import NormalText, SourceText, Tile

Decide = Callable[[Mapping[str, object], str | None], Json]
"""Facts by label and the name of a violation → the decision (`rulec.decision/1`), drafts taken as if in force. Facts that the rule does
not know are left out; a violation that it does not know decides nothing (`does_not_apply`)."""


Events = Sequence[Mapping[str, str]]
Timeline = Callable[[str, Events], Json]
"""The name of an account and what happened (`at`, `points`) → what followed, in the shape of a decision with the `timeline` beside it."""


@dataclass(frozen=True, slots=True)
class DiffInput:
    """One announcement, compiled. `ledger` tiles the raw text; `decide` runs the rule, `replay` the module generated from it, `runner`
    makes a rule set (a part of this one) runnable. `timeline` and `replay_timeline` do for accounts what `decide` and `replay` do.

    `related`: title of another announcement of the workspace → hash of what it means, for changes that come from there.
    """

    rule_set: RuleSet
    source: SourceText
    normal: NormalText
    ledger: tuple[Tile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    decide: Decide | None = None
    replay: Decide | None = None
    runner: Callable[[RuleSet], Decide] | None = None
    timeline: Timeline | None = None
    replay_timeline: Timeline | None = None
    related: Mapping[str, str] = field(default_factory=dict)


REPLAYED = 200
"""Norms of a version up to which witnesses are put to the generated module without being asked to."""


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """`prove`: look for witnesses and decide them on both sides; `replay`: decide every witness by the generated modules as well (None: where both
    versions have no more than `REPLAYED` norms, since making the modules takes longer than everything else).

    `most_witnesses` a change; `notice_days`: shortest notice between publication and effect that passes without a finding (0: not asked).
    """

    prove: bool = True
    replay: bool | None = None
    most_witnesses: int = 3
    notice_days: int = 0
