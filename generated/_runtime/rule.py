"""A rule as a whole: its constants, and the function of each violation that runs its norms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from .decision import Case
from .facts import FactError, nearest, read_facts, shown
from .force import BINDING, force_on
from .run import Run
from .specs import Detail, FactSpec, Force, Governed, MeasureClass, Norm

Runner = Callable[[Any, Run], None]
VIOLATION = "违规类型"
NAMES_OF_VIOLATION = ("violation", VIOLATION)


class Rule:
    """One version of one announcement, ready to decide.

    `plain`: all measures stand for themselves, in the order of the text: none takes the place of another, none is part of a relief or of
    a list whose items give the same, so there is nothing to weigh. `runners` holds a function for each violation (key None where the rule
    names none), `ran` the norms whose outcomes it leaves, in order; `runs` finds the id and the function by id, by name, and where none
    is named.
    """

    __slots__ = (
        *("_by_name", "_norms", "absent", "binding", "classes", "details", "facts", "force", "governed", "norms"),
        *("occurrences", "order", "partial", "plain", "ran", "runners", "runs", "subject", "ticket", "title", "version", "violations"),
    )

    def __init__(
        self,
        *,
        title: str,
        version: str,
        force: Force,
        facts: tuple[FactSpec, ...],
        norms: tuple[Norm, ...],
        runners: Mapping[str | None, Runner],
        ran: Mapping[str | None, tuple[str, ...]],
        violations: tuple[tuple[str, str], ...] = (),
        subject: str | None = None,
        ticket: str | None = None,
        occurrences: str | None = None,
        absent: tuple[str, ...] = (),
        details: tuple[Detail, ...] = (),
        classes: tuple[MeasureClass, ...] = (),
        governed: tuple[Governed, ...] = (),
        plain: bool = False,
    ) -> None:
        self.title = title
        self.version = version
        self.force = force
        self.facts = facts
        self.norms = norms
        self.runners = runners
        self.ran = ran
        self.violations = violations
        self.subject = subject
        self.ticket = ticket
        self.occurrences = occurrences
        self.absent = frozenset(absent)
        self.details = details
        self.classes = classes
        self.governed = governed
        self.runs: dict[str | None, tuple[str | None, Runner | None]] = {None: (None, None)}
        self.runs |= {identifier: (identifier, runners[identifier]) for identifier, _ in violations}
        for identifier, name in violations:
            self.runs.setdefault(name, self.runs[identifier])
        if len(runners) == 1:
            self.runs[None] = next(iter(runners.items()))
        self.binding = force_on(force, None) in BINDING
        self.order = {norm.id: i for i, norm in enumerate(norms)}
        self.partial = frozenset(norm.id for norm in norms if norm.partial)
        self.plain = plain and not self.partial
        self._by_name = {spec.name: spec for spec in facts}
        self._norms = {norm.id: norm for norm in norms}

    def fact(self, name: str) -> FactSpec:
        """The fact of this ASCII name; KeyError where there is none."""
        return self._by_name[name]

    def norm(self, norm: str) -> Norm:
        """The norm of this id; KeyError where there is none."""
        return self._norms[norm]

    def run(self, facts: Any, violation: str | None, standard: bool) -> Run:
        """One pass of the norms of `violation` over `facts`."""
        run = Run(standard)
        self.runners[violation](facts, run)
        return run

    def case(self, facts: Any, violation: str | None, standard: bool, strict: bool) -> Case:
        """One violation run over `facts`, ready to be weighed."""
        return Case(self, facts, violation, standard, strict, self.run(facts, violation, standard))

    def unnamed(self, violation: str | None) -> NoReturn:
        """Raises FactError S002 for a violation that the rule does not name."""
        raise FactError("S002", fact=VIOLATION, expected=" / ".join(name for _, name in self.violations) or "-", got=shown(violation))

    def read(self, given: Mapping[str, object]) -> tuple[dict[str, object], str | None]:
        """Facts given by label or ASCII name → facts by name, and the violation if it is among them. Raises FactError S001 or S002."""
        also = tuple(name for name in NAMES_OF_VIOLATION if name not in self._by_name)
        violation = next((given[name] for name in also if given.get(name) is not None), None)
        if violation is not None and not isinstance(violation, str):
            raise FactError("S002", fact=VIOLATION, expected=" / ".join(name for _, name in self.violations) or "-", got=shown(violation))
        if violation is not None and not self.violations:
            raise FactError("S001", name=VIOLATION, near="、".join(nearest(VIOLATION, [spec.label for spec in self.facts])))
        return read_facts(self.facts, given, also), violation
