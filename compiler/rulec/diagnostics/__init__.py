"""Turns facts about a text into findings with stable codes, and findings into words."""

from rulec.diagnostics.collector import Collector
from rulec.diagnostics.model import Diagnostic, Severity, UserError

__all__ = ["Collector", "Diagnostic", "Severity", "UserError"]
