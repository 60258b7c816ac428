"""Rule set + facts → decision, by walking the rule set: the reference that every backend is held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from rulec.diagnostics import UserError
from rulec.ir import model as ir
from rulec.ir.amounts_to_specs import account_spec
from rulec.ir.fact_table import threshold
from rulec.ir.plan import Plan, requirements_of
from rulec.runtime import (
    UNKNOWN,
    Decided,
    Decision,
    Event,
    FactError,
    FactsBase,
    Rule,
    Run,
    Timeline,
    Truth,
    at_least,
    concerns,
    contains,
    contains_any,
    negate,
    otherwise,
    replay_account,
)

RELATIONS = {"ge": ge, "gt": gt, "le": le, "lt": lt, "eq": eq, "ne": ne}


class Given(FactsBase):
    """The facts of a case, by ASCII name."""

    def __init__(self, names: tuple[str, ...], read: Mapping[str, object]) -> None:
        for name in names:
            setattr(self, name, read.get(name, UNKNOWN))


class Interpreter:
    """A rule set that can be asked many times."""

    def __init__(self, rule_set: ir.RuleSet) -> None:
        self.plan = plan = Plan(rule_set)
        keys: list[str | None] = [violation.id for violation in rule_set.violations] or [None]
        general = plan.groups[None]
        self.rule = Rule(
            title=rule_set.document.title,
            version=plan.version,
            force=plan.force,
            facts=plan.facts,
            norms=tuple(plan.spec(norm) for norm in plan.norms),
            runners={key: _Runner(plan, key) for key in keys},
            ran={key: tuple(norm.id for norm in (*general, *(plan.groups[key] if key is not None else ()))) for key in keys},
            violations=tuple((violation.id, violation.name) for violation in rule_set.violations),
            subject=plan.subject,
            ticket=plan.ticket,
            occurrences=plan.occurrences,
            absent=plan.absent,
            details=plan.details,
            classes=plan.classes,
            governed=plan.governed,
            plain=plan.plain,
        )

    def replay(self, events: Iterable[Event], account: str | None = None, until: datetime | None = None) -> Timeline:
        """What the points of an account (by name; else the first) come to. Raises UserError S001 where there is no such account."""
        accounts = {one.name: account_spec(self.plan, one) for one in self.plan.rule_set.accounts}
        if not accounts or (account is not None and account not in accounts):
            raise UserError("S001", name=account or "account", near="、".join(accounts))
        return replay_account(accounts[account] if account is not None else next(iter(accounts.values())), events, until)

    def facts(self, read: Mapping[str, object]) -> Given:
        """Facts read by ASCII name (`Rule.read`) as the rule runs on them."""
        return Given(tuple(spec.name for spec in self.plan.facts), read)

    def decide(
        self,
        facts: Mapping[str, object],
        *,
        violation: str | None = None,
        as_of: date | datetime | None = None,
        assume_in_force: bool = False,
        presume: str = "standard",
        unresolved: str = "error",
    ) -> Decision:
        """What follows from facts given by label or ASCII name. UserError S001 for an unknown name, S002 for a wrong type."""
        try:
            read, named = self.rule.read(facts)
            return Decision(self.rule, self.facts(read), violation or named, as_of, assume_in_force, presume, unresolved)
        except FactError as error:
            raise UserError(error.code, **error.values) from None


def interpret(
    rule_set: ir.RuleSet,
    facts: Mapping[str, object],
    *,
    violation: str | None = None,
    as_of: date | datetime | None = None,
    assume_in_force: bool = False,
    presume: str = "standard",
    unresolved: str = "error",
) -> Decision:
    """One decision (see `Interpreter.decide`); make an `Interpreter` to ask a rule set many times."""
    interpreter = Interpreter(rule_set)
    return interpreter.decide(
        facts, violation=violation, as_of=as_of, assume_in_force=assume_in_force, presume=presume, unresolved=unresolved
    )


class _Runner:
    """Runs the norms of one violation, and those of every violation."""

    def __init__(self, plan: Plan, violation: str | None) -> None:
        self.plan = plan
        self.violation = violation
        self.keys: tuple[str | None, ...] = (None,) if violation is None else (None, violation)

    def __call__(self, facts: Any, run: Run) -> None:
        for key in self.keys:
            _Pass(self.plan, self.violation, facts, run).go(key)


class _Pass:
    def __init__(self, plan: Plan, violation: str | None, facts: Any, run: Run) -> None:
        self.plan = plan
        self.violation = violation
        self.facts = facts
        self.run = run
        self.tiers: dict[str, Any] = {}
        self.outcomes: dict[str, Truth] = {}
        self.inside: tuple[str, ...] = ()

    def go(self, key: str | None) -> None:
        plan, run = self.plan, self.run
        norms = plan.groups[key]
        for scale in plan.scales[key]:
            if getattr(self.facts, scale.spec.name) is UNKNOWN:
                self.tiers[scale.spec.name] = run.tier(scale.spec, *(self.outcome(norm) for norm in scale.norms))
        for norm in norms:
            self.outcomes[norm.id] = outcome = self.outcome(norm)
            for i, measure in enumerate(norm.measures):
                condition = outcome if measure.condition is None else outcome & self.truth(measure.condition, norm)
                if condition is not False:
                    spec = plan.measures[norm.id, i]
                    give = run.may if spec.modality == "may" else run.must
                    give(condition, Decided.of(spec, *(self.figure(name, measure) for name in spec.asks)))
        run.norms += tuple(self.outcomes[norm.id] for norm in norms)

    def figure(self, name: str, measure: ir.Measure) -> Any:
        value = getattr(self.facts, name)
        counted = name == self.plan.occurrences and getattr(measure.amount, "per", None) == "次"
        return self.run.presumed(value, 1) if counted else value

    def outcome(self, norm: ir.Norm) -> Truth:
        if norm.condition is None:
            found: Truth = True
        elif norm.kind == "admission":
            found = self.run.require(norm.id, *(self.truth(part, norm) for part in requirements_of(norm)))
        else:
            found = self.truth(norm.condition, norm)
        for exception in norm.exceptions:
            if exception.sense == "except":
                found = found & self.run.unless(UNKNOWN if exception.condition is None else self.truth(exception.condition, norm))
        if norm.kind == "revocation":
            found = self.run.absent(found)
        if norm.subjects and self.plan.subject is not None:
            found = found & concerns(getattr(self.facts, self.plan.subject), norm.subjects)
        return found

    def truth(self, expression: ir.Expression, norm: ir.Norm) -> Truth:
        """Kleene's three values."""
        found: Truth
        if not self.plan.suits(expression):
            return UNKNOWN
        match expression:
            case ir.And(args):
                found = True
                for arg in args:
                    found = found & self.truth(arg, norm)
                return found
            case ir.Or(args):
                found = False
                for arg in args:
                    found = found | self.truth(arg, norm)
                return found
            case ir.Not(arg):
                return negate(self.truth(arg, norm))
            case ir.AtLeast(n, args):
                return at_least(n, *(self.truth(arg, norm) for arg in args))
            case ir.Otherwise():
                return otherwise(*(self.outcomes[sibling.id] for sibling in self.plan.siblings(norm)))
            case ir.InViolation(violation):
                return violation == self.violation
            case ir.Compare():
                return self.compare(expression)
            case ir.Occurrence():
                return self.bounded(expression.fact, expression.rel, expression.value)
            case ir.Is():
                return _truth(self.value(expression.fact) == expression.value)
            case ir.InTier():
                if expression.violation is not None and self.violation is not None and expression.violation != self.violation:
                    return False
                return _truth(self.value(expression.fact) == expression.label)
            case ir.Contains():
                members = self.plan.members(expression.value)
                if not members:
                    return contains(self.value(expression.fact), expression.value)
                subject = UNKNOWN if self.plan.subject is None else getattr(self.facts, self.plan.subject)
                return contains_any(self.value(expression.fact), expression.value, members, subject)
            case ir.Flag() | ir.Violates() | ir.Event() | ir.Judgement():
                return self.yes_no(expression.fact, norm)

    def value(self, label: str) -> Any:
        name = self.plan.fact(label).name
        return self.tiers.get(name, getattr(self.facts, name))

    def yes_no(self, label: str, norm: ir.Norm) -> Truth:
        if label in self.plan.derived and label not in self.inside:
            if self.plan.has(label) and self.value(label) is not UNKNOWN:
                return _truth(self.value(label))
            self.inside = (*self.inside, label)
            found = self.truth(self.plan.derived[label], norm)
            self.inside = self.inside[:-1]
            return found
        found = _truth(self.value(label))
        return self.run.absent(found) if self.plan.fact(label).name in self.plan.absent else found

    def compare(self, leaf: ir.Compare) -> Truth:
        left = self.plan.fact(leaf.fact)
        if isinstance(leaf.value, ir.FactRef):
            right = self.plan.fact(leaf.value.fact)
            digits = max(left.digits, right.digits)
            return self.related(leaf.rel, self._scaled(leaf.fact, digits), self._scaled(leaf.value.fact, digits))
        if leaf.of is not None and self.plan.has(leaf.of):
            whole = self.plan.fact(leaf.of)
            parts = 1 if leaf.unit == "percent" else 100
            exponent = leaf.value.as_tuple().exponent
            places = max(0, -exponent) if isinstance(exponent, int) else 0
            digits = max(left.digits, whole.digits)
            share = int(leaf.value.scaleb(places)) * parts
            return self.related(leaf.rel, self._scaled(leaf.fact, digits) * (100 * 10**places), self._scaled(leaf.of, digits) * share)
        return self.bounded(leaf.fact, leaf.rel, leaf.value)

    def bounded(self, label: str, rel: ir.Rel, value: Decimal) -> Truth:
        spec = self.plan.fact(label)
        bound = threshold(rel, value.scaleb(spec.digits))
        if isinstance(bound, bool):
            return UNKNOWN if self.value(label) is UNKNOWN else bound
        return self.related(bound[0], self.value(label), bound[1])

    def related(self, rel: ir.Rel, left: Any, right: Any) -> Truth:
        found: Truth = RELATIONS[rel](left, right)
        return found

    def _scaled(self, label: str, digits: int) -> Any:
        return self.value(label) * 10 ** (digits - self.plan.fact(label).digits)


def _truth(value: object) -> Truth:
    return value if isinstance(value, bool) else UNKNOWN
