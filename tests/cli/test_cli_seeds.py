"""The real announcements beside the checkout, through the doors: every output holds to its published schema."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from rulec.build import pipeline
from rulec.cli import run

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.mark.skipif(not FILES, reason="the real announcements (shared/seeds) are not beside the checkout")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:3])
def test_real_announcements_hold_to_the_contract(file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "compile_announcement", cache(pipeline.compile_announcement))
    found = json.loads(output(capsys, "inspect", str(file), "--format", "json"))
    jsonschema.Draft202012Validator(json.loads(output(capsys, "schema", "inspect"))).validate(found)
    at = 0
    for tile in found["ledger"]:
        assert tile["span"][0] == at < tile["span"][1]
        at = tile["span"][1]
    assert at == found["source"]["chars"]
    decided = json.loads(output(capsys, "eval", str(file), "--as-if-in-force", "--format", "json"))
    jsonschema.Draft202012Validator(json.loads(output(capsys, "schema", "decision"))).validate(decided)
    facts = json.loads(output(capsys, "schema", "facts", str(file)))
    jsonschema.Draft202012Validator.check_schema(facts)
    assert set(facts["properties"]) >= {fact["label"] for fact in found["facts"]}
    assert output(capsys, "eval", str(file), "--as-if-in-force", "--no-ask", "--explain").startswith("《")
