"""Every pair of texts under corpus/pairs: all kinds are put to every pair, and what is found is exactly what a person wrote down."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rulec.build.diffing import diff_compilations, diff_inputs, replayed
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.diff import DiffOptions, compare
from rulec.diff.direction import joined, turned
from rulec.diff.kinds import kinds
from rulec.diff.model import Change, Report

PAIRS = Path(__file__).parents[2] / "corpus" / "pairs"
CASES = sorted(path.parent for path in PAIRS.glob("*/*/expected.yaml"))
NO_PAIR = frozenset({"D010", "D011"})
"""Kinds that no pair of texts gives: a search that ran out of its budget, two compilers."""


def named(case: Path) -> str:
    return "/".join(case.parts[-2:])


@cache
def wanted(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((case / "expected.yaml").read_text(encoding="utf-8"))
    return found


@cache
def compiled(text: Path) -> Compilation:
    return compile_announcement(text.read_bytes(), text.name)


def options(case: Path) -> DiffOptions:
    return DiffOptions(replay=False, **wanted(case).get("options", {}))


def related(case: Path, *sides: str) -> tuple[dict[str, str], dict[str, str]]:
    given = wanted(case).get("related", {})
    return given.get(sides[0], {}), given.get(sides[1], {})


@cache
def report(case: Path) -> Report:
    sides = (compiled(case / "old.txt"), compiled(case / "new.txt"))
    return diff_compilations(*sides, options=options(case), related=related(case, "old", "new"))


def party(change: Change) -> str:
    """The direction for those the rule is about; consumers stand on the other side of a payment to them."""
    return joined(direction for who, direction in change.direction.items() if who != "消费者") if len(change.direction) > 1 else next(iter(change.direction.values()))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_exactly_what_was_written_down(case: Path) -> None:
    found = report(case)
    expected = Counter((one["code"], one["direction"]) for one in wanted(case)["changes"])
    assert Counter((c.code, party(c)) for c in found.changes if c.level != "EDIT") == expected, wanted(case)["why"]
    assert found.verdict == wanted(case).get("verdict", "pass")
    if "announced" in wanted(case):
        codes = {c.fingerprint: c.code for c in found.changes}
        assert [one.state for one in found.announced] == wanted(case)["announced"]
        assert [codes[one] for one in found.unannounced] == wanted(case)["unannounced"]
    if "editorial" in wanted(case):
        assert {c.code for c in found.changes if c.level == "EDIT"} == set(wanted(case)["editorial"])
    for one in wanted(case)["changes"]:
        notes = {note for c in found.changes if c.code == one["code"] for note in c.notes}
        assert set(one.get("notes", [])) <= notes


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_other_way_round_is_the_mirror(case: Path) -> None:
    back = diff_compilations(
        compiled(case / "new.txt"), compiled(case / "old.txt"), options=options(case), related=related(case, "new", "old")
    )

    def seen(found: Report, mirrored: bool) -> Counter[tuple[str, tuple[tuple[str, str], ...]]]:
        return Counter(
            (kinds()[c.code].mirror if mirrored else c.code, tuple(sorted((who, turned(d) if mirrored else d) for who, d in c.direction.items())))
            for c in found.changes
        )

    assert seen(back, False) == seen(report(case), True)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_nothing_changes_against_itself(case: Path) -> None:
    for side in ("old.txt", "new.txt"):
        found = diff_compilations(compiled(case / side), compiled(case / side), options=options(case))
        assert found.changes == () and found.not_understood == ()


@pytest.mark.parametrize("case", CASES[::3], ids=named)
def test_witnesses_replay_through_both_generated_modules(case: Path) -> None:
    found = report(case)
    again = replayed(found, diff_inputs(compiled(case / "old.txt")), diff_inputs(compiled(case / "new.txt")))
    assert again == found


def test_every_kind_has_a_pair_and_a_folder() -> None:
    seen = {c.code for case in CASES for c in report(case).changes}
    assert set(kinds()) - seen - NO_PAIR == set()
    assert {case.parent.name for case in CASES} - {kind.slug for kind in kinds().values()} == {"near-miss", "announced"}


def test_a_sure_change_shows_a_case() -> None:
    sure = [c for case in CASES for c in report(case).changes if c.proof in ("exact", "tested")]
    assert len(sure) > 60
    assert all(c.witnesses and all(w.old != w.new for w in c.witnesses) for c in sure)


def test_the_report_is_the_same_on_every_run() -> None:
    case = PAIRS / "cap-lowered" / "with-the-rate-raised"
    again = compare(diff_inputs(compiled(case / "old.txt")), diff_inputs(compiled(case / "new.txt")), options=options(case))
    assert again == report(case)
