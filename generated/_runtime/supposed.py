"""A figure that stands for a whole stretch of figures while the cases that remain possible are tried out."""

from __future__ import annotations

from .truth import UNKNOWN, Unknown


class Supposed(int):
    """Compares like the integer it is, but never enters a sum: an amount that depends on it stays unknown."""

    __slots__ = ()

    def __mul__(self, other: object) -> Unknown:  # type: ignore[override]
        return UNKNOWN

    def __rmul__(self, other: object) -> Unknown:  # type: ignore[override]
        return UNKNOWN
