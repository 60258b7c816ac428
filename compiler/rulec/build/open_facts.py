"""A case so far → for each norm the facts that its outcome may still hang on: what a settled part of a condition asks for is left out."""

from collections.abc import Iterator

from rulec.ir import model as ir
from rulec.ir.interpret import Interpreter, _Pass
from rulec.ir.leaves import facts_named
from rulec.runtime.decision import Case
from rulec.runtime.truth import UNKNOWN


def open_facts(interpreter: Interpreter, case: Case) -> dict[str, frozenset[str]]:
    """ASCII names of the unknown facts by norm id. A norm that is settled has none; a fact in a part that cannot matter is not named."""
    passes = _Pass(interpreter.plan, case.violation, case.facts, interpreter.rule.run(case.facts, case.violation, case.standard))
    norms = [norm for key in dict.fromkeys((None, case.violation)) for norm in interpreter.plan.groups[key]]
    for key in dict.fromkeys((None, case.violation)):
        passes.go(key)
    criteria = {norm.id for tiers in interpreter.plan.scales.values() for scale in tiers for norm in scale.norms}
    norms += [norm for norm in interpreter.plan.norms if norm.id in criteria]
    walk = _Walk(interpreter, case, passes)
    return {norm.id: frozenset(walk.norm(norm)) for norm in norms}


class _Walk:
    def __init__(self, interpreter: Interpreter, case: Case, passes: _Pass) -> None:
        self.plan, self.case, self.passes = interpreter.plan, case, passes

    def norm(self, norm: ir.Norm) -> Iterator[str]:
        plan = self.plan
        if norm.subjects and plan.subject is not None:
            yield from self.unknown(plan.subject)
        exceptions = [one.condition for one in norm.exceptions if one.sense == "except"]
        for expression in (norm.condition, *exceptions, *(measure.condition for measure in norm.measures)):
            yield from self.expression(expression, norm)

    def expression(self, expression: ir.Expression | None, norm: ir.Norm) -> Iterator[str]:
        if expression is None or self.passes.truth(expression, norm) is not UNKNOWN:
            return
        match expression:
            case ir.And(args) | ir.Or(args) | ir.AtLeast(_, args):
                for arg in args:
                    yield from self.expression(arg, norm)
            case ir.Not(arg):
                yield from self.expression(arg, norm)
            case ir.Otherwise():
                for sibling in self.plan.siblings(norm):
                    yield from self.expression(sibling.condition, sibling)
            case _:
                yield from self.leaf(expression, norm)

    def leaf(self, leaf: ir.Expression, norm: ir.Norm) -> Iterator[str]:
        inside = self.passes.inside
        for label in facts_named(leaf):
            if self.plan.has(label):
                yield from self.unknown(self.plan.fact(label).name)
            if label in self.plan.derived and label not in inside:
                self.passes.inside = (*inside, label)
                yield from self.expression(self.plan.derived[label], norm)
                self.passes.inside = inside
        if isinstance(leaf, ir.Contains) and self.plan.subject is not None and self.plan.members(leaf.value):
            yield from self.unknown(self.plan.subject)

    def unknown(self, name: str) -> Iterator[str]:
        if getattr(self.case.facts, name) is UNKNOWN and not self.case.presumes(name):
            yield name
