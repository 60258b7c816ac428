"""Changes → one root each, with what only repeats or follows from it folded under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rulec.diff.model import Change
from rulec.diff.words import bigrams, dice, folded

_RESTATED = 0.12


def fold(changes: Sequence[Change], informative: frozenset[str]) -> tuple[Change, ...]:
    """`informative`: fingerprints of changes in words that only explain (FAQ, background): they are echoes of the change they retell."""
    roots = [c for c in changes if c.level != "EDIT" and c.fingerprint not in informative]
    caused: dict[str, str] = {}
    for change in changes:
        if change.fingerprint in informative:
            cause = _retold(change, roots)
            if cause is not None:
                caused[change.fingerprint] = cause
        elif change.code in ("D606", "D607", "D605"):
            cause = next((c.fingerprint for c in roots if c.code in ("D101", "D102") and c.violation and c.violation in _words(change)), None)
            if cause is not None and cause != change.fingerprint:
                caused[change.fingerprint] = cause
    found = []
    for change in changes:
        echoes = tuple(sorted(one for one, cause in caused.items() if cause == change.fingerprint))
        found.append(replace(change, caused_by=caused.get(change.fingerprint), echoes=echoes) if echoes or change.fingerprint in caused else change)
    return tuple(found)


def _retold(change: Change, roots: Sequence[Change]) -> str | None:
    words = bigrams(folded(_words(change)))
    scored = [(dice(words, bigrams(folded(_words(root)))), -at, root) for at, root in enumerate(roots)]
    best = max(scored, default=None, key=lambda one: one[:2])
    return best[2].fingerprint if best is not None and best[0] >= _RESTATED else None


def _words(change: Change) -> str:
    places = " ".join(place.text for place in (change.old, change.new) if place is not None)
    return f"{change.violation or ''} {places}"


