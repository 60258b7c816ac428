"""Relief from the measures on a ticket: a ticket's measures go in, changed measures come out, and the rest stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .decided import measure_json
from .truth import Unknown

if TYPE_CHECKING:
    from .decided import Decided
    from .rule import Rule
    from .specs import Measure


def completed(rule: Rule, measure: Measure, subject: str | Unknown, held: frozenset[str] | Unknown) -> list[Measure]:
    """A replacement that only names classes of measures, with what the details say for this subject and ticket; others as they are."""
    if measure.action != "replace" or isinstance(measure.to, tuple):
        return [measure]
    own = [detail for detail in rule.details if detail.of == measure.norm] or list(rule.details)
    classed = members_for(rule, measure.from_, subject)
    found: list[Measure] = []
    for detail in own:
        other = detail.measure
        meant = other.from_ is None or other.from_ == measure.from_ or other.from_ in classed
        about = not detail.subjects or isinstance(subject, Unknown) or subject in detail.subjects
        if other.action != "replace" or not meant or not about:
            continue
        if not isinstance(held, Unknown) and other.from_ is not None and other.from_ not in held and not held.isdisjoint(classed):
            continue
        found.append(measure._replace(from_=other.from_ or measure.from_, to=other.to, to_pick=other.to_pick or measure.to_pick))
    return found or [measure]


def members_for(rule: Rule, term: str | None, subject: str | Unknown) -> frozenset[str]:
    """The measures that a class named `term` holds for `subject`; the term itself where it names no class."""
    classes = [one for one in rule.classes if one.term == term]
    fitting = [one for one in classes if one.subject is None or isinstance(subject, Unknown) or one.subject == subject]
    return frozenset(member for one in fitting for member in one.members) | frozenset([term] if term is not None and not classes else [])


def ticket_json(rule: Rule, measures: tuple[Decided, ...], subject: str | Unknown, held: frozenset[str] | Unknown) -> dict[str, Any]:
    """What leaves the ticket, what may come in its place, and what stays. Words are sorted."""
    if isinstance(held, Unknown):
        return {"removed": [], "added": [], "kept": []}
    removed: set[str] = set()
    added: list[dict[str, Any]] = []
    for decided in measures:
        measure = decided.measure
        term = measure.from_ if measure.action == "replace" else measure.object if measure.action == "waive" else None
        if term is None or rule.norm(measure.norm).kind != "relief":
            continue
        gone = held & (members_for(rule, term, subject) | {term})
        removed |= gone
        if gone and isinstance(measure.to, tuple):
            words = [measure_json(other, other.amount) for other in measure.to]
            entry = {"instead_of": sorted(gone), "pick": measure.to_pick, "measures": words}
            if entry not in added:
                added.append(entry)
    return {"removed": sorted(removed), "added": added, "kept": sorted(held - removed)}
