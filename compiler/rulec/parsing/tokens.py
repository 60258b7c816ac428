"""The typed tokens of a sentence, and what a bracket holds."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """A typed stretch `[start, end)` of the normal text. `value` is its meaning (a Quantity, a DateMatch, a canonical id, words)."""

    type: str
    text: str
    start: int
    end: int
    value: object = None
    inner: "tuple[Token, ...]" = field(default=())

    def retyped(self, type_: str) -> "Token":
        """The same stretch as another terminal."""
        return Token(type_, self.text, self.start, self.end, self.value, self.inner)


def merged(tokens: "list[Token]", type_: str, text: str) -> Token:
    """One token over consecutive ones; `text` is the normal text they are cut from."""
    start, end = tokens[0].start, tokens[-1].end
    return Token(type_, text[start:end], start, end, None, tuple(tokens))
