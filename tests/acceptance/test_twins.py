"""The clean and the damaged copy of one announcement: equal scenarios, and equal rule sets when compiled."""

from pathlib import Path

from rulec.build.pipeline import compile_announcement

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "kuaishou"
CLEAN, DAMAGED = CORPUS / "trading-fund-safety", CORPUS / "trading-fund-safety-damaged"


def test_scenarios_are_the_same() -> None:
    assert (CLEAN / "scenarios.yaml").read_bytes() == (DAMAGED / "scenarios.yaml").read_bytes()


def test_rule_sets_are_equal() -> None:
    clean, damaged = (compile_announcement((d / "2023-11-03.txt").read_bytes(), "2023-11-03.txt") for d in (CLEAN, DAMAGED))
    assert clean.rule_set == damaged.rule_set


def test_only_the_damaged_one_needs_repair_and_inferred_repairs_say_so() -> None:
    clean, damaged = (compile_announcement((d / "2023-11-03.txt").read_bytes(), "2023-11-03.txt") for d in (CLEAN, DAMAGED))
    assert all(e.certain for e in clean.ingested.edits)
    assert len([e for e in damaged.ingested.edits if not e.certain]) >= 3
    assert damaged.ingested.normal.text.count("。扣除全部违规所得") == 3
