"""Box verdicts equal a solver's on a thousand random rule sets: what can hold, what meets, what covers; and each case found is one."""

from __future__ import annotations

from itertools import combinations

import pytest
from by_solver import Solver
from made_up import rule_set

from rulec.analysis.regions import Box, Space, boxes, covers, intersect, norm_boxes, point, space_of, subtract, within
from rulec.ir import model as ir
from rulec.ir.interpret import Interpreter
from rulec.ir.plan import has_otherwise

SETS = 1000
SLICES = 20


@pytest.mark.parametrize("part", range(SLICES))
def test_verdicts_equal_the_solvers(part: int) -> None:
    for seed in range(part, SETS, SLICES):
        space = space_of(rule_set(seed, norms=3))
        solver = Solver(space)
        norms = space.plans[0].norms
        regions = {norm.id: norm_boxes(norm, space) for norm in norms}
        formulas = {norm.id: solver.norm(norm) for norm in norms}
        for norm in norms:
            assert bool(regions[norm.id]) is solver.possible(formulas[norm.id]), (seed, norm.id)
        for one, other in list(combinations(norms, 2))[:2]:
            meet = any(intersect(a, b) is not None for a in regions[one.id] for b in regions[other.id])
            assert meet is solver.possible(formulas[one.id], formulas[other.id]), (seed, one.id, other.id)
        first, *others = norms
        union = [box for norm in others for box in regions[norm.id]]
        inside = all(covers(union, box, space) for box in regions[first.id])
        rest = solver.possible(formulas[first.id], *(solver.not_(formulas[norm.id]) for norm in others))
        assert inside is not rest, (seed, first.id)


def alone(norm: ir.Norm, space: Space) -> bool:
    """Whether a norm is the rest of nothing."""
    return has_otherwise(norm) and not space.plans[0].siblings(norm)


@pytest.mark.parametrize("seed", range(0, 200, 2))
def test_a_point_of_a_box_makes_the_norm_hold(seed: int) -> None:
    rules = rule_set(seed)
    space, interpreter = space_of(rules), Interpreter(rules)
    for norm in space.plans[0].norms:
        for box in norm_boxes(norm, space)[:4]:
            facts = point(box, space)
            if alone(norm, space):  # 其他情形 with nothing beside it: no case shows that it holds
                assert facts is None
                continue
            assert facts is not None and within(facts, box, space)
            trace = {row["norm"]: row["outcome"] for row in interpreter.decide(facts).to_json()["trace"]}
            assert trace[norm.id] == "true", (seed, norm.id)


@pytest.mark.parametrize("seed", range(1, 200, 4))
def test_what_is_taken_away_is_gone_and_the_rest_is_left(seed: int) -> None:
    rules = rule_set(seed, norms=2)
    space = space_of(rules)
    one, other = (norm_boxes(norm, space)[:6] for norm in space.plans[0].norms)
    for first in one:
        for second in other:
            pieces = subtract(first, second, space)
            assert all(intersect(piece, second) is None for piece in pieces)
            assert all(intersect(a, b) is None for a, b in combinations(pieces, 2))
            shared = intersect(first, second)
            assert covers([*pieces, *([shared] if shared else [])], first, space) is True
            assert covers(pieces, first, space) is (shared is None)


def test_a_condition_and_its_opposite_cover_everything_and_never_meet() -> None:
    from rulec.ir.model import Not

    for seed in range(100):
        rules = rule_set(seed)
        space = space_of(rules)
        for norm in space.plans[0].norms:
            if norm.condition is not None and norm.condition.op != "otherwise":
                yes, no = boxes(norm.condition, space), boxes(Not(norm.condition), space)
                assert covers([*yes, *no], Box(), space) is True
                assert all(intersect(a, b) is None for a in yes for b in no)
