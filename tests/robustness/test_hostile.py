"""Hostile but readable: a title that would like to be code, marks that turn the text round. It is text, and stays text."""

import ast
import json
from pathlib import Path

import pytest

from rulec.backends.python import emit_module
from rulec.build.contract import inspect_json
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.cli import run
from rulec.ir.model import Fixed
from rulec.source import tiles_whole

TITLES = [
    "\"'''\"\"\"'",
    '""" + canary() + """',
    "''' + canary() + '''",
    "\\\"\"\"\\\ncanary()\n",
    "{{ canary() }}{% for x in y %}{# #}",
    "{0.__class__}{canary}%s%(canary)s${canary}",
    "\\N{BULLET}\\u0041\\x00\\",
    "\\",
    "a\\\"\\'b",
    "$(touch canary)`touch canary`;canary|canary&",
    "<script>canary()</script>&lt;",
    "\u202e)(yranac\u202c",
    "\u2066a\u2069\u200f\u061c",
    "第一\u2028canary()\u2029第二\x0bcanary()\x0ccanary()\x85",
    "]]><!--canary-->",
    "🙂𠀀\U0010ffff\ufffe",
    "---\nkey: !!python/object/apply:os.system [canary]",
    "__import__('os').system('touch canary')",
]


# The title as a title, as a line, inside the text, and inside the rule.
FRAMES = [
    "《{}》规则\n\n商家刷单的,扣10分。\n",
    "{}\n\n商家刷单的,扣10分。\n",
    "规则\n\n{}\n\n商家刷单的,扣10分。\n",
    "规则\n\n商家在“{}”刷单的,扣10分。\n",
]


def whole(found: Compilation) -> Compilation:
    raw = found.ingested.source.raw
    assert tiles_whole(len(raw), found.ledger)
    assert "".join(tile.span.slice(raw) for tile in found.ledger) == raw
    return found


def points(found: Compilation) -> list[str]:
    """The points that measures of the rule set deduct."""
    amounts = [m.amount for norm in found.rule_set.norms for m in norm.measures if m.action == "deduct_points"]
    return [str(amount.value) for amount in amounts if isinstance(amount, Fixed)]


def emitted(found: Compilation) -> ast.Module:
    """The generated module, parsed and not run."""
    return ast.parse(emit_module(found.rule_set, source_path="a.txt", sha256="0" * 64, compiler_version="0"))


@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
@pytest.mark.parametrize("frame", FRAMES, ids=range(len(FRAMES)))
def test_the_rule_is_read_and_the_rest_stays_text(frame: str, title: str) -> None:
    found = whole(compile_announcement(frame.replace("{}", title).encode("utf-8"), "a.txt"))
    if frame != FRAMES[3]:
        assert points(found) == ["10"]
    told = inspect_json(found)
    assert json.loads(json.dumps(told, ensure_ascii=True)) == told
    names = {node.id for node in ast.walk(emitted(found)) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(emitted(found)) if isinstance(node, ast.Attribute)}
    assert "canary" not in names | attributes
    assert "__import__" not in names and "system" not in attributes


def test_marks_that_turn_the_text_are_reported() -> None:
    found = whole(compile_announcement("规则\n\n商家刷单的,扣\u202e01\u202c分。\n".encode(), "a.txt"))
    assert "I105" in {finding.code for finding in found.diagnostics}


def test_nothing_is_run_by_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "a.txt"
    for title in TITLES:
        place.write_text(f"《{title}》规则\n\n商家刷单的,扣10分。\n", "utf-8", newline="")
        for arguments in (["inspect", "a.txt", "--format", "json"], ["check", "a.txt"]):
            assert run(arguments) in (0, 1)
            said = capsys.readouterr()
            assert "Traceback" not in said.out + said.err
            assert "B900" not in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
