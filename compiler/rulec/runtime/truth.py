"""Three-valued logic: true, false, and not known (Kleene).

`True` and `False` are Python's own; `UNKNOWN` is the third. `&` and `|` join conditions of all three, so a condition reads like plain
Python and costs no more where everything is known. A comparison with `UNKNOWN` is `UNKNOWN`.
"""

from __future__ import annotations


class Unknown:
    """What is not known. There is one of it, `UNKNOWN`; as a plain truth value it is false ("not known to be so")."""

    __slots__ = ()

    def __eq__(self, other: object) -> Unknown:  # type: ignore[override]
        return self

    def __ne__(self, other: object) -> Unknown:  # type: ignore[override]
        return self

    def __hash__(self) -> int:
        return 3

    def __lt__(self, other: object) -> Unknown:
        return self

    __le__ = __gt__ = __ge__ = __lt__

    def __mul__(self, other: object) -> Unknown:
        return self

    __rmul__ = __mul__

    def __and__(self, other: object) -> bool | Unknown:
        return False if other is False else self

    __rand__ = __and__

    def __or__(self, other: object) -> bool | Unknown:
        return True if other is True else self

    __ror__ = __or__

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()
Truth = bool | Unknown


def negate(value: Truth) -> Truth:
    """Not; what is not known stays so."""
    return UNKNOWN if value is UNKNOWN else value is False


def at_least(wanted: int, *values: Truth) -> Truth:
    """Whether `wanted` or more of `values` hold."""
    true = sum(value is True for value in values)
    if true >= wanted:
        return True
    return UNKNOWN if true + sum(value is UNKNOWN for value in values) >= wanted else False


def otherwise(*siblings: Truth) -> Truth:
    """Whether none of the rules beside this one holds."""
    found: Truth = False
    for value in siblings:
        found = found | value
    return negate(found)


def contains(held: frozenset[str] | Unknown, word: str) -> Truth:
    """Whether the set of words holds `word`."""
    return UNKNOWN if isinstance(held, Unknown) else word in held


def contains_any(held: frozenset[str] | Unknown, term: str, members: dict[str | None, frozenset[str]], subject: str | Unknown) -> Truth:
    """Whether the set holds the class `term` by name, or one of the words that make it up for `subject` (key `None`: for everybody)."""
    if isinstance(held, Unknown):
        return UNKNOWN
    if term in held or (None in members and not members[None].isdisjoint(held)):
        return True
    if not isinstance(subject, Unknown):
        return subject in members and not members[subject].isdisjoint(held)
    found = {not words.isdisjoint(held) for key, words in members.items() if key is not None}
    return UNKNOWN if len(found) == 2 else found == {True}


def concerns(subject: str | Unknown, subjects: tuple[str, ...]) -> bool:
    """Whether a rule made for `subjects` may concern `subject`; it may where the subject is not known."""
    return isinstance(subject, Unknown) or subject in subjects
