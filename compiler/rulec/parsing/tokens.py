"""The typed tokens of a sentence, and what a bracket holds."""

from typing import NamedTuple


class Token(NamedTuple):
    """A typed stretch `[start, end)` of the normal text. `value` is its meaning (a Quantity, a DateMatch, a canonical id, words).

    A named tuple and no dataclass, since a text has as many of them as words, and most live for a moment.
    """

    type: str
    text: str
    start: int
    end: int
    value: object = None
    inner: "tuple[Token, ...]" = ()

    def retyped(self, type_: str) -> "Token":
        """The same stretch as another terminal."""
        return Token(type_, *self[1:])
