"""Scenarios that ran → what they reach: operative norms made true, and numeric thresholds tried one step below, at and above."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rulec.build.facts import find_fact
from rulec.build.scenarios import Outcome
from rulec.ir.model import And, AtLeast, Compare, Expression, Norm, Not, Occurrence, Or, RuleSet
from rulec.ir.plan import Plan
from rulec.report.ir_to_json import plain


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure at which an outcome may change, and which sides of it scenarios tried."""

    fact: str
    value: Decimal
    norms: tuple[str, ...]
    below: bool
    at: bool
    above: bool

    @property
    def whole(self) -> bool:
        """Whether all three were tried."""
        return self.below and self.at and self.above


@dataclass(frozen=True, slots=True)
class Reached:
    """What the scenarios of one version reach."""

    norms: tuple[str, ...]
    unreached: tuple[str, ...]
    thresholds: tuple[Threshold, ...]


def reached(rule_set: RuleSet, outcomes: Iterable[Outcome]) -> Reached:
    """Norms found true in some trace, norms never so, and every threshold with the sides tried.

    A step is one unit of the last written place. A side outside the fact's domain (no count below the case being decided) needs no
    scenario.
    """
    outcomes = tuple(outcomes)
    true = {
        str(step.get("norm"))
        for outcome in outcomes
        for step in (outcome.decision or {}).get("trace") or ()
        if step.get("outcome") == "true"
    }
    operative = [norm for norm in rule_set.norms if norm.role == "operative"]
    tried: dict[str, set[Decimal]] = {}
    for outcome in outcomes:
        for name, value in outcome.scenario.facts.items():
            fact, number = find_fact(rule_set, name), _number(value)
            if number is not None:
                tried.setdefault(fact.label if fact else name, set()).add(number)
    found: dict[tuple[str, Decimal], list[str]] = {}
    for norm in operative:
        for leaf in _numeric(norm):
            if isinstance(leaf.value, Decimal) and not getattr(leaf, "implied", False):
                norms = found.setdefault((leaf.fact, leaf.value), [])
                if norm.id not in norms:
                    norms.append(norm.id)
    domains = {spec.label: (_bound(spec.low, spec.digits), _bound(spec.high, spec.digits)) for spec in Plan(rule_set).facts}
    thresholds = tuple(
        _tried(fact, value, tuple(norms), tried.get(fact, set()), domains.get(fact, (None, None))) for (fact, value), norms in found.items()
    )
    return Reached(
        tuple(norm.id for norm in operative if norm.id in true), tuple(norm.id for norm in operative if norm.id not in true), thresholds
    )


def threshold_words(threshold: Threshold) -> str:
    """One threshold and what is not tried, in a line."""
    open_ = [side for side in ("below", "at", "above") if not getattr(threshold, side)]
    return f"{threshold.fact} {plain(threshold.value)} ({', '.join(threshold.norms)}): no scenario one step {' / '.join(open_)}"


def _tried(
    fact: str, value: Decimal, norms: tuple[str, ...], numbers: set[Decimal], domain: tuple[Decimal | None, Decimal | None]
) -> Threshold:
    beside = [number for number in numbers if abs(number - value) == _step(number, value)]
    low, high = domain
    below = (low is not None and value <= low) or any(n < value for n in beside)
    above = (high is not None and value >= high) or any(n > value for n in beside)
    return Threshold(fact, value, norms, below, value in numbers, above)


def _bound(figure: int | None, digits: int) -> Decimal | None:
    return None if figure is None else Decimal(figure).scaleb(-digits)


def _step(number: Decimal, threshold: Decimal) -> Decimal:
    places = max(_places(number), _places(threshold))
    return Decimal(1).scaleb(-places)


def _places(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _numeric(norm: Norm) -> Iterator[Compare | Occurrence]:
    for expression in (norm.condition, *(e.condition for e in norm.exceptions), *(m.condition for m in norm.measures)):
        yield from _leaves(expression)


def _leaves(expression: Expression | None) -> Iterator[Compare | Occurrence]:
    if isinstance(expression, (Compare, Occurrence)):
        yield expression
    elif isinstance(expression, (And, Or, AtLeast)):
        for arg in expression.args:
            yield from _leaves(arg)
    elif isinstance(expression, Not):
        yield from _leaves(expression.arg)
