"""One pass of a rule over one set of facts: what it found, before anything is weighed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .specs import Scale
from .truth import UNKNOWN, Truth, Unknown

if TYPE_CHECKING:
    from .decided import Decided

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Run:
    """Filled by the function of a violation: `musts` and `mays` with the measures whose condition holds, `doubtful` with those whose
    condition is unknown; `norms` with the outcome of each norm it ran.

    Criteria of tiers are only run where the tier is not given; their outcomes are in `tiers`.
    """

    __slots__ = ("doubtful", "mays", "musts", "norms", "required", "standard", "tiers")

    def __init__(self, standard: bool) -> None:
        self.standard = standard
        self.musts: tuple[Decided, ...] = ()
        self.mays: tuple[Decided, ...] = ()
        self.doubtful: tuple[Decided, ...] = ()
        self.norms: tuple[Truth, ...] = ()
        self.tiers: Mapping[str, Tier] = NOTHING
        self.required: Mapping[str, tuple[Truth, ...]] = NOTHING

    def must(self, holds: Truth, *measures: Decided) -> None:
        """Measures that must be taken where `holds`, which is not false."""
        if holds is True:
            self.musts += measures
        else:
            self.doubtful += measures

    def may(self, holds: Truth, *measures: Decided) -> None:
        """Measures that somebody may take where `holds`, which is not false."""
        if holds is True:
            self.mays += measures
        else:
            self.doubtful += measures

    def absent(self, value: Truth) -> Truth:
        """What is presumed not to be so unless a fact says it is: exceptions, revocations, catch-alls."""
        return False if value is UNKNOWN and self.standard else value

    def unless(self, value: Truth) -> Truth:
        """Whether an exception does not stand in the way; it is presumed absent."""
        if value is UNKNOWN:
            return True if self.standard else UNKNOWN
        return value is False

    def presumed(self, value: int | Unknown, figure: int) -> int | Unknown:
        """A figure that is presumed where no fact gives it."""
        return figure if value is UNKNOWN and self.standard else value

    def tier(self, scale: Scale, *criteria: Truth) -> str | Unknown:
        """The tier that nobody gave: the only one whose criteria are fulfilled while no other's can be. Else it stays unknown."""
        found = derive(scale, criteria)
        self.tiers = {**self.tiers, scale.name: found}
        return found.label

    def require(self, norm: str, *requirements: Truth) -> Truth:
        """Whether all requirements of an admission hold; each is kept, so that the decision can name what failed."""
        self.required = {**self.required, norm: requirements}
        found: Truth = True
        for outcome in requirements:
            found = found & outcome
        return found


class Tier:
    """What the criteria of a scale, by norm, gave: the `label` or UNKNOWN, the labels still possible, and those fulfilled together."""

    __slots__ = ("because", "conflict", "label", "outcomes", "possible")

    def __init__(
        self,
        outcomes: dict[str, Truth],
        label: str | Unknown,
        possible: tuple[str, ...],
        conflict: tuple[str, ...] = (),
        because: tuple[str, ...] = (),
    ) -> None:
        self.outcomes = outcomes
        self.label = label
        self.possible = possible
        self.conflict = conflict
        self.because = because


def derive(scale: Scale, criteria: tuple[Truth, ...]) -> Tier:
    """What follows for the tier from the outcomes of its criteria, in the order of `scale.criteria`."""
    outcomes = {norm: outcome for (_, norm, _), outcome in zip(scale.criteria, criteria, strict=True)}
    if all(outcome is UNKNOWN for outcome in criteria):
        return Tier(outcomes, UNKNOWN, scale.labels)
    met = {label: norm for (label, norm, _), outcome in zip(scale.criteria, criteria, strict=True) if outcome is True}
    undecided = {label for (label, _, _), outcome in zip(scale.criteria, criteria, strict=True) if outcome is UNKNOWN and label not in met}
    if len(met) == 1 and not undecided:
        (label,) = met
        return Tier(outcomes, label, (label,), (), tuple(met.values()))
    if met:
        possible = tuple(label for label in scale.labels if label in met or label in undecided)
        return Tier(outcomes, UNKNOWN, possible, tuple(met) if len(met) > 1 else (), tuple(met.values()))
    closed = {label for label, _, is_open in scale.criteria if not is_open} - {label for label, _, is_open in scale.criteria if is_open}
    possible = tuple(label for label in scale.labels if label not in closed or label in undecided)
    return Tier(outcomes, UNKNOWN if possible else "", possible)
