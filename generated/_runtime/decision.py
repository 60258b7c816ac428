"""A case put to a rule, and the decision: cheap to make, worked out in full when it is read.

What works it out is imported then and not before, so that a generated module is loaded fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from .decided import Decided, OptionGroup
from .force import BINDING, force_on
from .run import NOTHING, Run
from .truth import UNKNOWN, Truth, Unknown

if TYPE_CHECKING:
    from .answer import Answer
    from .rule import Rule
    from .weigh import Weighed


class Case:
    """One violation and the facts about it, run through the norms of a rule."""

    __slots__ = ("facts", "rule", "run", "standard", "strict", "violation")

    def __init__(self, rule: Rule, facts: Any, violation: str | None, standard: bool, strict: bool, run: Run) -> None:
        self.rule = rule
        self.facts = facts
        self.violation = violation
        self.standard = standard
        self.strict = strict
        self.run = run

    @property
    def subject(self) -> str | Unknown:
        """Whom the case is about, where the rule asks."""
        found: str | Unknown = UNKNOWN if self.rule.subject is None else getattr(self.facts, self.rule.subject)
        return found

    @property
    def held(self) -> frozenset[str] | Unknown:
        """The measures on the ticket, where the rule is about one."""
        found: frozenset[str] | Unknown = UNKNOWN if self.rule.ticket is None else getattr(self.facts, self.rule.ticket)
        return found

    def presumes(self, name: str) -> bool:
        """Whether the unknown fact `name` is presumed absent here."""
        return self.standard and name in self.rule.absent

    def weighed(self) -> Weighed:
        """What follows."""
        from .weigh import weigh

        return weigh(self.rule, self.run, self.subject, self.held, self.strict)

    def supposing(self, changes: Mapping[str, object]) -> Weighed:
        """What would follow if `changes`, by name, held."""
        from .candidates import with_facts

        facts = with_facts(self.facts, dict(changes))
        return self.rule.case(facts, self.violation, self.standard, self.strict).weighed()

    def outcomes(self) -> dict[str, Truth]:
        """The outcome of each norm that ran, by id, in the order of the text."""
        found = dict(zip(self.rule.ran[self.violation], self.run.norms, strict=True))
        for tier in self.run.tiers.values():
            found |= tier.outcomes
        return {norm: found[norm] for norm in sorted(found, key=self.rule.order.__getitem__)}


class Decision(Run):
    """What follows from a case. It is worked out as far as it is read: `measures` are cheap, `to_json` has it all."""

    __slots__ = ("_answer", "as_of", "asked", "facts", "rule", "unresolved", "violation")

    def __init__(
        self, rule: Rule, facts: Any, violation: str | None, as_of: date | datetime | None, assume: bool, presume: str, unresolved: str
    ) -> None:
        """Runs the norms of one violation over `facts`, where the rule is in force or assumed to be.

        `violation`: id or name of the one asked about; `as_of`: the moment it happened. `presume="none"` presumes nothing.
        `unresolved`: what becomes of norms that are not wholly understood: `error` leaves their measures out, `taint` gives them
        under the verdict `not_expressible`, `warn` takes them as understood. FactError S002 for an unknown violation.
        """
        self.rule = rule
        self.facts = facts
        self.as_of = as_of
        self.unresolved = unresolved
        self.standard = presume == "standard"
        self.musts = self.mays = self.doubtful = self.norms = ()
        self.tiers = self.required = NOTHING
        self._answer: Answer | None = None
        self.violation, runner = rule.runs.get(violation) or rule.unnamed(violation)
        self.asked = asked = assume or (rule.binding if as_of is None else force_on(rule.force, as_of) in BINDING)
        if asked and runner is not None:
            runner(facts, self)

    @property
    def force(self) -> str:
        """Whether the rule is in force: `in_force`, `not_yet`, `ended`, `draft`, `undated`, or `unasked` where no day is given."""
        return force_on(self.rule.force, self.as_of)

    @property
    def run(self) -> Run | None:
        """The pass that the decision rests on; None where no violation was run."""
        return self if self.asked and self.violation in self.rule.runners else None

    @property
    def answer(self) -> Answer:
        """The decision in full."""
        if self._answer is None:
            from .answer import answer_case, answer_violations, refused

            if not self.asked:
                self._answer = refused(self.force)
            elif self.run is None:
                cases = {key: self.rule.case(self.facts, key, self.standard, self.strict) for key in self.rule.runners}
                self._answer = answer_violations(self.rule, cases, self.unresolved)
            else:
                self._answer = answer_case(self.case, self.unresolved)
        return self._answer

    @property
    def case(self) -> Case:
        """The case of a decision on one violation; ValueError where none was run."""
        if self.run is None:
            raise ValueError("no violation was run")
        return Case(self.rule, self.facts, self.violation, self.standard, self.strict, self)

    @property
    def strict(self) -> bool:
        """Whether norms not wholly understood are left out."""
        return self.unresolved == "error"

    @property
    def verdict(self) -> str:
        """`not_in_force`, `not_expressible`, `unknown`, `applies` or `does_not_apply`."""
        if (self.musts or self.mays) and self.rule.plain and not self.doubtful:
            return "applies"
        return self.answer.verdict

    @property
    def measures(self) -> tuple[Decided, ...]:
        """What must follow."""
        if self.norms and not self.doubtful and self.rule.plain:
            return self.musts
        return self.answer.measures

    @property
    def options(self) -> tuple[OptionGroup, ...]:
        """What somebody may do; never applied by itself."""
        return self.answer.options

    def to_json(self, *, near: bool = True) -> dict[str, Any]:
        """The published shape (`rulec.decision/1`). `near=False` leaves out the search for near misses."""
        answer = self.answer
        as_of = self.as_of
        return {
            "schema": "rulec.decision/1",
            "rule": self.rule.title,
            "version": self.rule.version,
            "violation": self.violation,
            "as_of": None if as_of is None else as_of.isoformat(),
            "force": self.force,
            "verdict": answer.verdict,
            "measures": [measure.to_json() for measure in answer.measures],
            "options": [group.to_json() for group in answer.options],
            "ticket": answer.ticket,
            "candidates": list(answer.candidates),
            "missing": list(answer.missing),
            "conflicts": list(answer.conflicts),
            "assumed": list(answer.assumed),
            "holes": list(answer.holes),
            "failed": list(answer.failed),
            "governed_by": list(answer.governed),
            "near": self.near() if near else [],
            "trace": list(answer.trace),
        }

    def near(self) -> list[dict[str, Any]]:
        """Figures that lie close to a bound beyond which something else would follow."""
        if self.run is None:
            return []
        from .near import near_misses

        return near_misses(self.case, self.unresolved)
