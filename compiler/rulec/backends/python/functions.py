"""The norms of a violation → the function that runs them."""

from __future__ import annotations

from dataclasses import replace

from rulec.backends.python.conditions import UNKNOWN, Code, Conditions, call, joined
from rulec.backends.python.names import Names
from rulec.backends.python.printing import INDENT, Name, comment, docstring, literal, width
from rulec.backends.python.printing import call as written_call
from rulec.backends.python.sums import sum_of
from rulec.ir import model as ir
from rulec.ir.fact_table import expressions_of
from rulec.ir.leaves import walk
from rulec.ir.plan import Plan, TierScale, requirements_of


class Functions:
    """Prints one function for each violation, and one for the norms of every violation, which the others call first.

    `measures` maps (norm, place of the measure in it) to its constant, `scales` (violation, fact) to the scale's, `classes` terms.
    `groups` holds, by norm, the stretches of measures that it gives all together, under the constant of the first of them.
    """

    def __init__(
        self,
        plan: Plan,
        measures: dict[tuple[str, int], str],
        scales: dict[tuple[str | None, str], str],
        classes: dict[str, str],
        groups: dict[str, list[tuple[int, ...]]],
        names: Names,
    ) -> None:
        self.plan = plan
        self.measures = measures
        self.scales = scales
        self.classes = classes
        self.groups = groups
        self.general = names.local("_every_violation", "every_violation") if plan.groups[None] and plan.rule_set.violations else ""
        self.asks_which = any(
            isinstance(leaf, ir.InViolation) or (isinstance(leaf, ir.InTier) and leaf.violation is not None)
            for norm in plan.groups[None]
            for expression in expressions_of(norm)
            for leaf in walk(expression, plan.derived)
        )
        self.names = {violation.id: names.local(violation.id, "violation_1") for violation in plan.rule_set.violations}
        self.tiers = {place: names.local(f"tier_{name.lower()}", "tier_1") for place, name in scales.items()}
        if not self.names:
            self.only = names.local("whole_rule", "whole_rule")

    def runners(self) -> dict[str | None, str]:
        """The function of each violation; under None that of a rule that names none."""
        return {key: name for key, name in self.names.items()} or {None: self.only}  # noqa: C416

    def ran(self) -> dict[str | None, tuple[str, ...]]:
        """The norms whose outcomes each function leaves, in order."""
        general = tuple(norm.id for norm in self.plan.groups[None])
        return {key: general + (tuple(norm.id for norm in self.plan.groups[key]) if key is not None else ()) for key in self.runners()}

    def all(self) -> list[str]:
        """The source of every function."""
        if not self.names:
            tiers = [self._tier(None, scale) for scale in self.plan.scales[None]]
            return [self._function(None, self.only, "The norms of the rule."), *tiers]
        found = [self._function(None, self.general, "The norms that hold for every violation.")] if self.general else []
        found += [self._tier(key, scale) for key in (None, *self.names) for scale in self.plan.scales[key]]
        titles = {violation.id: violation.name for violation in self.plan.rule_set.violations}
        return found + [self._function(key, name, titles[key]) for key, name in self.names.items()]

    def _function(self, key: str | None, name: str, title: str) -> str:
        plan, norms = self.plan, self.plan.groups[key]
        which = ", violation: str" if key is None and name == self.general and self.asks_which else ""
        head = [f"def {name}(facts: Facts, run: Run{which}) -> None:", docstring([title], INDENT)]
        body: list[str] = []
        if key is not None and self.general:
            body.append(f"{INDENT}{self.general}(facts, run{', ' + literal(key) if self.asks_which else ''})")
        counted = next((m.asks[0] for (norm, i), m in plan.measures.items() if self._counts(norm, i, norms)), None)
        if counted is not None:
            body.append(f"{INDENT}{counted} = run.presumed(facts.{counted}, 1)")
        conditions = Conditions(plan, key, self.classes)
        local = Names()
        conditions.norms = {norm.id: local.local(norm.id, "norm_1") for norm in norms}
        for scale in plan.scales[key]:
            variable = local.local(scale.spec.name, "tier")
            body.append(f"\n{INDENT}{variable} = facts.{scale.spec.name}")
            body.append(f"{INDENT}if {variable} is UNKNOWN:\n{INDENT * 2}{variable} = {self.tiers[key, scale.spec.name]}(facts, run)")
            conditions.tiers[scale.spec.name] = variable
        for norm in norms:
            body.append("\n" + self._norm(norm, conditions))
        outcomes_code = ", ".join(conditions.norms[norm.id] for norm in norms) + ("," if len(norms) == 1 else "")
        if norms:
            body.append(f"\n{self._outcomes(outcomes_code, '+=' if key is not None and self.general else '=')}")
        return "\n".join(head + body)

    def _tier(self, key: str | None, scale: TierScale) -> str:
        """The function that derives a tier nobody gave."""
        conditions, local = Conditions(self.plan, key, self.classes), Names()
        label = self.plan.by_name(scale.spec.name).label
        lines = [f"def {self.tiers[key, scale.spec.name]}(facts: Facts, run: Run) -> str | Unknown:"]
        lines.append(docstring([f"{label}, where nobody gave it: by its criteria."], INDENT))
        conditions.norms = {norm.id: local.local(norm.id, "norm_1") for norm in scale.norms}
        for i, norm in enumerate(scale.norms):
            lines.append(("\n" if i else "") + self._norm(norm, conditions))
        arguments: list[tuple[str, object]] = [("", Name(self.scales[key, scale.spec.name]))]
        arguments += [("", Name(conditions.norms[norm.id])) for norm in scale.norms]
        return "\n".join([*lines, f"\n{INDENT}return {written_call('run.tier', arguments, 11, 1)}"])

    def _outcomes(self, outcomes: str, sign: str) -> str:
        flat = f"{INDENT}run.norms {sign} ({outcomes})"
        if width(flat) <= 140:
            return flat
        lines, line = [], INDENT * 2
        for name in outcomes.rstrip(",").split(", "):
            if width(line) + width(name) > 136:
                lines.append(line.rstrip())
                line = INDENT * 2
            line += f"{name}, "
        return "\n".join([f"{INDENT}run.norms {sign} (", *lines, line.rstrip(), f"{INDENT})"])

    def _counts(self, norm: str, i: int, norms: tuple[ir.Norm, ...]) -> bool:
        spec = self.plan.measures[norm, i]
        per = next((getattr(n.measures[i].amount, "per", None) for n in norms if n.id == norm), None)
        return spec.counted and per == "次"

    def _norm(self, norm: ir.Norm, conditions: Conditions) -> str:
        place = " · ".join(word for word in (norm.provision, norm.item) if word)
        lines = [comment(f"{place} 「{norm.text}」".strip() if norm.text else place or norm.id, INDENT)]
        variable = conditions.norms[norm.id]
        code = self._outcome(norm, conditions)
        if code.flat() == "True":
            conditions.norms[norm.id] = variable = "True"
        else:
            lines.append(f"{INDENT}{variable} = {code.lines(width(f'{INDENT}{variable} = '), 1)}")
        depth = 1
        given = self._given(norm, variable, conditions)
        if given and code.flat() != "True":
            lines.append(f"{INDENT}if {variable} is not False:")
            depth = 2
        for condition, local, give in given:
            if condition is None and code.flat() == "True":
                lines.append(f"{INDENT}{_certain(give)}")
            elif condition is None:
                lines.append(f"{INDENT * depth}{give.lines(width(INDENT * depth), depth)}")
            else:
                lines.append(f"{INDENT * depth}{local} = {condition.lines(width(f'{INDENT * depth}{local} = '), depth)}")
                lines.append(f"{INDENT * depth}if {local} is not False:")
                lines.append(f"{INDENT * (depth + 1)}{give.lines(width(INDENT * (depth + 1)), depth + 1)}")
        return "\n".join(lines)

    def _given(self, norm: ir.Norm, variable: str, conditions: Conditions) -> list[tuple[Code | None, str, Code]]:
        """The calls that give the measures of a norm: the measures' own condition, the variable that holds it, the call."""
        found: list[tuple[Code | None, str, list[Code]]] = []
        for i, measure in enumerate(norm.measures):
            group = next((places for places in self.groups.get(norm.id, ()) if i in places), ())
            if i in group[1:]:
                continue
            give = "run.may" if self.plan.measures[norm.id, i].modality == "may" else "run.must"
            one = Code("atom", f"*{self.measures[norm.id, i]}") if group else self._decided(norm, i)
            if measure.condition is not None:
                whole, local = joined("&", [Code("atom", variable), conditions.code(measure.condition, norm)]), f"{variable}_{i + 1}"
                found.append((whole, local, [Code("call", give, (Code("atom", local), one))]))
            elif found and found[-1][0] is None and found[-1][2][0].text == give:
                found[-1][2][0] = replace(found[-1][2][0], parts=(*found[-1][2][0].parts, one))
            else:
                found.append((None, variable, [Code("call", give, (Code("atom", variable), one))]))
        return [(condition, local, code) for condition, local, (code,) in found]

    def _decided(self, norm: ir.Norm, i: int) -> Code:
        """A measure as it is given: a constant, or with the figures that it asks for and, where that is plain arithmetic, its sum."""
        spec, constant = self.plan.measures[norm.id, i], self.measures[norm.id, i]
        if not spec.asks:
            return Code("atom", constant)
        counted = self._counts(norm.id, i, (norm,))
        asks = [name if counted and j == 0 else f"facts.{name}" for j, name in enumerate(spec.asks)]
        code = sum_of(spec, asks)
        return call("Decided.of", constant, *asks) if code is None else call("Decided", call("", constant, code, *asks))

    def _outcome(self, norm: ir.Norm, conditions: Conditions) -> Code:
        if norm.condition is None:
            code = joined("&", [])
        elif norm.kind == "admission":
            code = call("run.require", literal(norm.id), *(conditions.code(part, norm) for part in requirements_of(norm)))
        else:
            code = conditions.code(norm.condition, norm)
        grounds = [e for e in norm.exceptions if e.sense == "except"]
        unless = [call("run.unless", UNKNOWN if e.condition is None else conditions.code(e.condition, norm)) for e in grounds]
        if unless:
            code = joined("&", [*([] if norm.condition is None else [code]), *unless])
        if norm.kind == "revocation":
            code = call("run.absent", code)
        if norm.subjects and self.plan.subject is not None:
            about = call("concerns", f"facts.{self.plan.subject}", _words(norm.subjects))
            code = joined("&", [*([] if code.flat() == "True" else [code]), about])
        return code


def _words(words: tuple[str, ...]) -> str:
    return f"({', '.join(literal(word) for word in words)}{',' if len(words) == 1 else ''})"


def _certain(give: Code) -> str:
    """What is given whatever the facts: added as it is, a long list under its one name."""
    whom, measures = f"{give.text}s", give.parts[1:]
    if len(measures) == 1 and measures[0].flat().startswith("*"):
        return f"{whom} += {measures[0].flat()[1:]}"
    if len(measures) == 1:
        return f"{whom} += ({measures[0].flat()},)"
    return f"{whom} += {Code('call', '', measures).lines(width(whom) + 8, 1)}"
