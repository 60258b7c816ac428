"""Facts as people and systems give them → facts as rules read them: exact integers, booleans, sets of words, or UNKNOWN."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Self

from .money import scaled
from .specs import FactSpec
from .truth import UNKNOWN

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
YES_NO = ("flag", "judgement", "event")
FIGURES = ("number", "money", "count")
WORDS_FOR_YES_NO = {"true": True, "false": False, "是": True, "否": False}


class FactError(ValueError):
    """A fact that cannot be read: its `code` and the words that fill its message."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class FactsBase:
    """Base of the facts of a rule: what is left out, or given as None, is UNKNOWN."""

    __slots__: tuple[str, ...] = ()

    def __init__(self, **named: object) -> None:
        for name in self.__slots__:
            object.__setattr__(self, name, named.get(name, UNKNOWN))

    @classmethod
    def of(cls, named: Mapping[str, object]) -> Self:
        """The facts given by ASCII name, as `Rule.read` leaves them."""
        return cls(**named)

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) is None:
                object.__setattr__(self, name, UNKNOWN)


def read_facts(specs: tuple[FactSpec, ...], given: Mapping[str, object], also: tuple[str, ...] = ()) -> dict[str, object]:
    """The facts in `given`, by ASCII name.

    They are named by label or ASCII name; None is as good as not given; names in `also` are passed over.
    Raises FactError S001 for a name that the rule does not ask for (with the nearest it asks for), S002 for a value of the wrong type.
    """
    by_name = {spec.name: spec for spec in specs} | {spec.label: spec for spec in reversed(specs)}
    read: dict[str, object] = {}
    for name, value in given.items():
        if name in also:
            continue
        if name not in by_name:
            raise FactError("S001", name=name, near="、".join(nearest(name, [spec.label for spec in specs])))
        if value is not None and value is not UNKNOWN:
            read[by_name[name].name] = read_value(by_name[name], value)
    return read


def read_value(spec: FactSpec, value: object) -> object:
    """One value as rules read it; FactError S002 where its type is wrong. Figures: integers, decimal strings or Decimals, never floats."""
    if spec.type in FIGURES:
        return _figure(spec, value)
    if spec.type in YES_NO:
        word = WORDS_FOR_YES_NO.get(value) if isinstance(value, str) else value
        if isinstance(word, bool):
            return word
        raise _wrong(spec, value, "true / false")
    if spec.type == "set":
        if isinstance(value, list | tuple | set | frozenset) and all(isinstance(word, str) for word in value):
            return frozenset(value)
        raise _wrong(spec, value, "a list of words")
    if spec.type == "moment":
        return read_moment(spec.label, value)
    if isinstance(value, str):
        return value
    raise _wrong(spec, value, " / ".join(spec.domain or spec.words) or "a word")


def read_moment(label: str, value: object) -> datetime:
    """A moment in whole seconds, Asia/Shanghai; a date is its first second, a time without zone is Shanghai's. FactError S002 otherwise."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if isinstance(found, datetime):
        found = found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
        return found.astimezone(SHANGHAI).replace(microsecond=0)
    if isinstance(found, date):
        return datetime(found.year, found.month, found.day, tzinfo=SHANGHAI)
    raise FactError("S002", fact=label, expected="YYYY-MM-DDTHH:MM:SS", got=shown(value))


def nearest(name: str, labels: list[str]) -> list[str]:
    """Up to three labels that share most characters with `name`."""
    wanted = set(name)

    def score(label: str) -> int:
        return 2 * len(wanted & set(label)) - abs(len(label) - len(name))

    close = [label for label in dict.fromkeys(labels) if wanted & set(label)]
    return sorted(close, key=lambda label: (-score(label), label))[:3]


def shown(value: object) -> str:
    """A short, one-line form of a value for a message."""
    return ascii(value)[:60] if not isinstance(value, str) else value[:60].replace("\n", " ")


def _figure(spec: FactSpec, value: object) -> int:
    text = value if isinstance(value, str) else None
    if isinstance(value, int) and not isinstance(value, bool):
        text = str(value)
    elif hasattr(value, "as_tuple"):
        text = format(value, "f")
    try:
        figure = scaled((text or "").strip(), spec.digits)
    except ValueError:
        kinds = {0: "an integer", 2: "a figure in yuan with at most 2 decimals"}
        raise _wrong(spec, value, kinds.get(spec.digits, f"a figure with at most {spec.digits} decimals")) from None
    if figure < 0 and spec.type != "number":
        raise _wrong(spec, value, "a figure that is not negative")
    return figure


def _wrong(spec: FactSpec, value: object, expected: str) -> FactError:
    return FactError("S002", fact=spec.label, expected=expected, got=shown(value))
