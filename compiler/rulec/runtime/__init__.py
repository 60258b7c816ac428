"""Turns a compiled rule and the facts of a case into a decision. Standard library only: it is copied beside generated modules."""

from .account import Account, Node, Recovery, WindowCap, replay_account
from .amounts import All, BracketRow, Brackets, Combined, Fixed, Hole, Permanent, Range, Rate, Steps, ValueSet
from .decided import Decided, OptionGroup
from .decision import Decision
from .facts import FactError, FactsBase
from .rule import Rule
from .run import Run
from .specs import Choice, Detail, Except, FactSpec, Force, Governed, Measure, MeasureClass, Norm, Scale
from .timeline import Event, Timeline, read_events
from .truth import UNKNOWN, Truth, Unknown, at_least, concerns, contains, contains_any, negate, otherwise

__all__ = [
    "UNKNOWN", "Account", "All", "BracketRow", "Brackets", "Choice", "Combined", "Decided", "Decision", "Detail", "Event",
    "Except", "FactError", "FactSpec", "FactsBase", "Fixed", "Force", "Governed", "Hole", "Measure", "MeasureClass", "Node",
    "Norm", "OptionGroup", "Permanent", "Range", "Rate", "Recovery", "Rule", "Run", "Scale", "Steps", "Timeline", "Truth",
    "Unknown", "ValueSet", "WindowCap", "at_least", "concerns", "contains", "contains_any", "negate", "otherwise", "read_events",
    "replay_account",
]  # fmt: skip
