"""The announcement exactly as read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    """Raw text and where it came from. `raw` is never changed: BOM, CR and damage stay."""

    path: str
    raw: str
    sha256: str
    encoding: str = "utf-8"
