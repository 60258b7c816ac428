"""Turns a compiled rule and the facts of a case into a decision. Standard library only: it is copied beside generated modules."""

from .amounts import All, BracketRow, Brackets, Combined, Fixed, Hole, Permanent, Range, Rate, Steps, ValueSet
from .decided import Decided, OptionGroup
from .decision import Decision
from .facts import FactError, FactsBase
from .rule import Rule
from .run import Run
from .specs import Choice, Detail, Except, FactSpec, Force, Governed, Measure, MeasureClass, Norm, Scale
from .truth import UNKNOWN, Truth, Unknown, at_least, concerns, contains, contains_any, negate, otherwise

__all__ = [
    "UNKNOWN", "All", "BracketRow", "Brackets", "Choice", "Combined", "Decided", "Decision", "Detail", "Except", "FactError",
    "FactSpec", "FactsBase", "Fixed", "Force", "Governed", "Hole", "Measure", "MeasureClass", "Norm", "OptionGroup", "Permanent",
    "Range", "Rate", "Rule", "Run", "Scale", "Steps", "Truth", "Unknown", "ValueSet", "at_least", "concerns", "contains",
    "contains_any", "negate", "otherwise",
]  # fmt: skip
