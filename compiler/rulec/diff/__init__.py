"""Turns two compiled announcements into a report: what changed, for whom, proved by a case."""

from rulec.diff.compare import compare
from rulec.diff.input import DiffInput, DiffOptions

__all__ = ["DiffInput", "DiffOptions", "compare"]
