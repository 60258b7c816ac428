"""Three values end to end: filling in unknown facts never contradicts a decision already given, and both ways of deciding agree.

A tier that criteria derive is given from the start or not at all: given against its criteria, it contradicts them and not the decision.
"""

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from monotone import contradictions, values

from rulec.backends.python import emit_module, load_module
from rulec.build.emit import compile_version, generated_files
from rulec.build.generated_modules import imported
from rulec.build.pipeline import compile_announcement
from rulec.build.rule_book import RuleBook, rule_book
from rulec.build.workspace import discover
from rulec.ir.interpret import Interpreter
from rulec.runtime.book import POINTS_BEFORE
from rulec.runtime.specs import FactSpec

ROOT = Path(__file__).parents[2]
TEXTS = sorted(version.file for one in discover(ROOT) for version in one.versions)
EXAMPLES = settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = [date(2024, 3, 1), date(2024, 7, 1), date(2024, 9, 10), date(2024, 10, 10)]


def both(path: Path) -> tuple[Interpreter, ModuleType]:
    rule_set = compile_announcement(path.read_bytes(), path.name).rule_set
    source = emit_module(rule_set, source_path=path.name, sha256="0" * 64, compiler_version="0")
    return Interpreter(rule_set), load_module(source, "three_values")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_more_facts_never_take_back_what_fewer_gave(path: Path) -> None:
    interpreter, module = both(path)
    specs = [spec for spec in interpreter.plan.facts if spec.type != "moment"]
    derived = {scale.spec.name for found in interpreter.plan.scales.values() for scale in found}
    derived = {spec.label for spec in specs if spec.name in derived}
    names = [None, *(violation.id for violation in interpreter.plan.rule_set.violations)]

    @EXAMPLES
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        whole = {spec.label: data.draw(values(spec), spec.label) for spec in specs}
        known = data.draw(st.sets(st.sampled_from(sorted(whole))) if whole else st.just(set()), "known")
        for label in derived - known:
            del whole[label]
        violation = data.draw(st.sampled_from(names), "violation")
        some = {label: value for label, value in whole.items() if label in known}
        answers = []
        for facts in (some, whole):
            walked = interpreter.decide(facts, violation=violation, assume_in_force=True, presume="none").to_json(near=False)
            typed, _ = module.read(facts)
            assert module.decide(typed, violation=violation, assume_in_force=True, presume="none").to_json(near=False) == walked
            answers.append(walked)
        assert contradictions(*answers) == []

    holds()


@pytest.fixture(scope="module")
def book() -> RuleBook:
    announcements = [one for one in discover(ROOT) if one.issuer == "qinghe"]
    return rule_book(compile_version(one, version) for one in announcements for version in one.versions)


def test_more_facts_never_take_back_what_a_book_gave(book: RuleBook) -> None:
    built = [one.built for one in book.versions]
    together = book.interpreter()
    specs: dict[str, FactSpec] = {}
    for one in built:
        for spec in Interpreter(one.compilation.rule_set).plan.facts:
            specs.setdefault(together.label_of(spec.label, one.announcement.name), spec)
    tiers = {link.fact for link in book.links() if link.fact is not None}
    taken = {"店铺被清退"}  # what the decision itself answers; given otherwise, it contradicts the measure
    with imported(generated_files(built)) as module:
        generated = module("_book.py")

        @settings(EXAMPLES, max_examples=40)
        @given(st.data())
        def holds(data: st.DataObject) -> None:
            whole = {label: data.draw(values(spec), label) for label, spec in specs.items()}
            whole[POINTS_BEFORE] = data.draw(st.sampled_from(["0", "8", "11", "12", "23", "40", "47"]), POINTS_BEFORE)
            known = data.draw(st.sets(st.sampled_from(sorted(whole))), "known") - taken
            for label in {*(tiers - known), *taken}:
                whole.pop(label, None)
            rule, day = data.draw(st.sampled_from(together.rules), "rule"), data.draw(st.sampled_from(DAYS), "day")
            some = {label: value for label, value in whole.items() if label in known}
            answers = []
            for facts in (some, whole):
                walked = together.decide(rule, facts, as_of=day, presume="none")
                assert generated.decide(rule, facts, as_of=day, presume="none") == walked
                answers.append(walked)
            less, more = answers
            if less["account"] is None or less["account"]["missing"]:  # what the account comes to was said to be open
                nodes = [row for row in more["measures"] if not row["because"][0].partition("#")[2].startswith("n")]
                more = {**more, "measures": [row for row in more["measures"] if row not in nodes]}
            assert contradictions(less, more) == []

        holds()
