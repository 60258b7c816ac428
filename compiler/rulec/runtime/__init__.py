"""Turns a compiled rule and the facts of a case into a decision. Standard library only: it is copied beside generated modules."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .amounts import All, BracketRow, Brackets, Combined, Fixed, Hole, Permanent, Range, Rate, Steps, ValueSet
from .decided import Decided, OptionGroup, always
from .decision import Decision
from .facts import FactError, FactsBase
from .money import share
from .rule import Rule
from .run import Run
from .specs import Choice, Detail, Except, FactSpec, Force, Governed, Measure, MeasureClass, Norm, Scale
from .truth import UNKNOWN, Truth, Unknown, at_least, concerns, contains, contains_any, negate, otherwise

if TYPE_CHECKING:
    from .account import Account, Node, Recovery, WindowCap, replay_account
    from .timeline import Event, Timeline, read_events

LATE = {"Event": ".timeline", "Timeline": ".timeline", "read_events": ".timeline"}
"""What is only loaded when it is asked for: most rules have no account."""
LATE |= dict.fromkeys(("Account", "Node", "Recovery", "WindowCap", "replay_account"), ".account")


def __getattr__(name: str) -> Any:
    if name in LATE:
        return getattr(import_module(LATE[name], __name__), name)
    raise AttributeError(name)


__all__ = [
    "UNKNOWN", "Account", "All", "BracketRow", "Brackets", "Choice", "Combined", "Decided", "Decision", "Detail", "Event",
    "Except", "FactError", "FactSpec", "FactsBase", "Fixed", "Force", "Governed", "Hole", "Measure", "MeasureClass", "Node",
    "Norm", "OptionGroup", "Permanent", "Range", "Rate", "Recovery", "Rule", "Run", "Scale", "Steps", "Timeline", "Truth",
    "Unknown", "ValueSet", "WindowCap", "always", "at_least", "concerns", "contains", "contains_any", "negate", "otherwise", "read_events",
    "replay_account", "share",
]  # fmt: skip
