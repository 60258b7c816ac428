"""Turns typed edits into judged changes: one question a file, every question put to every edit."""

from rulec.diff.changes.accounts import accounts, nodes
from rulec.diff.changes.amounts import sums
from rulec.diff.changes.conditions import connectives, judgements, negations, parts, values
from rulec.diff.changes.definitions import definitions
from rulec.diff.changes.durations import deadlines, durations
from rulec.diff.changes.duties import duties
from rulec.diff.changes.editorial import lines
from rulec.diff.changes.inventory import clauses, exceptions, violations
from rulec.diff.changes.judged import Judged, Question
from rulec.diff.changes.lifecycle import dates
from rulec.diff.changes.measures import measures, reliefs
from rulec.diff.changes.modality import choices, modalities
from rulec.diff.changes.people import circles, deciders, subjects
from rulec.diff.changes.references import references
from rulec.diff.changes.soundness import coverage, soundness
from rulec.diff.changes.thresholds import ladders, thresholds
from rulec.diff.changes.windows import windows

QUESTIONS: tuple[Question, ...] = (
    violations, clauses, exceptions, thresholds, ladders, windows, parts, connectives, negations, values, judgements, sums, durations, deadlines,
    measures, reliefs, modalities, choices, subjects, deciders, circles, duties, definitions, accounts, nodes, dates, references, coverage, soundness, lines,
)  # fmt: skip
"""Every question; each is put to every edit and answers what it is about."""

__all__ = ["QUESTIONS", "Judged", "Question"]
