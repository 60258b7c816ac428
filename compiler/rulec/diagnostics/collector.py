"""Gathers findings in the order of their places."""

from rulec.diagnostics.model import Diagnostic
from rulec.source import Span


class Collector:
    """A list of findings that a pass fills; two equal findings are kept once."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(self, code: str, span: Span, *, understood: bool = True, related: tuple[Span, ...] = (), **values: object) -> None:
        """Report `code` at `span`; `values` fill its message."""
        words = tuple((name, str(value)) for name, value in sorted(values.items()))
        self._found.setdefault(Diagnostic(code, span, words, understood, related))

    def extend(self, found: "tuple[Diagnostic, ...] | Collector") -> None:
        """Take over findings made elsewhere."""
        for diagnostic in found if isinstance(found, tuple) else found.sorted():
            self._found.setdefault(diagnostic)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings by place, then code."""
        return tuple(sorted(self._found, key=lambda d: (d.span, d.code, d.values)))
