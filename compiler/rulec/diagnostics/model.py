"""What the compiler has to say about a text: facts only; words are made at the edge."""

from dataclasses import dataclass, field
from enum import StrEnum

from rulec.source import Span


class Severity(StrEnum):
    """How much a finding weighs; ordered note < warning < error."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `values` fill the message of `code`; `understood` is False where the compiler did not understand the stretch.

    `related` are further places the finding speaks of (the other side of a contradiction).
    """

    code: str
    span: Span
    values: tuple[tuple[str, str], ...] = ()
    understood: bool = True
    related: tuple[Span, ...] = field(default=())

    def value(self, name: str) -> str:
        """The filled-in word called `name`; KeyError when there is none."""
        return dict(self.values)[name]


class UserError(Exception):
    """Input that cannot be worked with: reported with its code and exit status 2, never as a traceback."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
