"""Generated modules: the same bytes each time, clean under lint and types, alone on their runtime, inert whatever the text says."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tokenize
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import hand_built
import pytest
from both_ways import OWN, REAL, compiled, source_of

from rulec.backends.python import Version, emit_module, emit_package_init, load_module, module_name, runtime_files, version_of
from rulec.ir.model import Compare, Definition, Fact, InTier, Judgement, Measure, Norm, Or, RuleSet, Violation
from rulec.source import Span

ROOT = Path(__file__).parents[2]
HOSTILE = [
    '"""; import os; os.abort() #',
    "'''\\",
    "{{ 7 * 7 }}{% raw %}",
    "\\N{BULLET}\\x41\\",
    "行一\n行二\r\n# noqa\u2028import os",
    "\u202e反向\u2066隔离\ufeff\x00\x1b",
    'f"{__import__("os")}" # type: ignore',
    "#" * 3 + "！" * 300,
]


def folder(tmp_path: Path, announcements: bool = False) -> Path:
    """All hand-built modules in a folder as it is deployed; also those of all announcements at hand."""
    rule = tmp_path / "generated" / "issuer" / "rule"
    rule.mkdir(parents=True)
    for name, build in hand_built.ALL.items():
        (rule / f"{name}.py").write_text(source_of(build()), "utf-8")
    for i, path in enumerate([*OWN, *REAL] if announcements else []):
        (rule / f"announcement_{i}.py").write_text(source_of(compiled(path)), "utf-8")
    versions = [Version("endangering", "2023-11-03"), Version("everything", "2024-01-01", "2025-01-01"), Version("amended", None)]
    (rule / "__init__.py").write_text(emit_package_init(versions, "规则"), "utf-8")
    for package in (tmp_path / "generated", tmp_path / "generated" / "issuer"):
        (package / "__init__.py").write_text("")
    runtime = tmp_path / "generated" / "_runtime"
    runtime.mkdir()
    for name, content in runtime_files().items():
        (runtime / name).write_text(content, "utf-8")
    return tmp_path


def run(*command: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([sys.executable, *command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", sorted(hand_built.ALL))
def test_the_same_rule_set_gives_the_same_bytes(name: str) -> None:
    assert source_of(hand_built.ALL[name]()) == source_of(hand_built.ALL[name]())


def test_modules_are_clean_under_lint_and_types(tmp_path: Path) -> None:
    generated = folder(tmp_path, announcements=True)
    run("-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"), "generated", cwd=generated)
    run("-m", "mypy", "--strict", "--python-version", "3.11", "generated", cwd=generated)


def test_the_folder_runs_without_the_compiler(tmp_path: Path) -> None:
    script = """
import sys
sys.path.insert(0, ".")
from datetime import date
from generated.issuer.rule import in_force
module = in_force(date(2023, 11, 3))
assert module.__name__.endswith("endangering") and in_force(date(2023, 11, 2)) is None
assert in_force(date(2024, 12, 31)).__name__.endswith("everything") and in_force(date(2025, 1, 1)) is None
print(module.decide(module.Facts(severity="轻微", violating_sales_30d=333_45)).to_json()["measures"][2]["amount"]["value"])
assert module.decide(module.Facts(severity=None)).verdict == "unknown"
assert not [name for name in sys.modules if name.split(".")[0] in ("rulec", "jinja2", "lark", "jieba", "pydantic")]
"""
    assert run("-I", "-X", "utf8", "-c", script, cwd=folder(tmp_path)).strip() == "33.35"


def test_importing_a_module_leaves_for_later_what_only_words_need(tmp_path: Path) -> None:
    script = """
import sys
sys.path.insert(0, ".")
import generated.issuer.rule.endangering as module
loaded = {name.rpartition(".")[2] for name in sys.modules if name.startswith("generated._runtime.")}
assert not loaded & {"account", "answer", "assumed", "candidates", "near", "timeline", "weigh"}, loaded
assert module.decide(module.Facts(severity="轻微")).measures[0].figure == 10
assert "generated._runtime.answer" not in sys.modules
"""
    run("-I", "-X", "utf8", "-c", script, cwd=folder(tmp_path))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_gets_out_of_its_literal(text: str, tmp_path: Path) -> None:
    rule_set = hostile(text)
    source = emit_module(rule_set, source_path=text, sha256=text, compiler_version="0")
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    imported = {alias.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for alias in node.names}
    assert "os" not in names and not imported
    assert not any(character in source for character in "\u202e\u2066\ufeff\x00\x1b\u2028\r")
    comments = [token.string for token in tokenize.generate_tokens(StringIO(source).readline) if token.type == tokenize.COMMENT]
    assert all("#" not in comment[1:] for comment in comments)
    module = load_module(source, "hostile")
    assert (module.SOURCE_MAP["n1"][2] == text and text in (module.__doc__ or "").replace("\n", "")) or "\n" in text
    facts, violation = module.read({text: True, "违规类型": text})
    decision = module.decide(facts, violation=violation).to_json()
    assert (decision["rule"], decision["measures"][0]["text"]) == (text, text)
    path = tmp_path / "hostile.py"
    path.write_text(source, "utf-8", newline="")
    run("-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml"), str(path), cwd=tmp_path)


def hostile(text: str) -> RuleSet:
    base = hand_built.endangering()
    condition = Or((Judgement(text, text), InTier("v1", text, text, text), Compare(text + "额", "ge", Decimal(1), "CNY")))
    measure = Measure(text, "other", text, object=text, targets=(text,), by=text)
    norm = Norm("n1", "penalty", Span(0, 1), text, violation="v1", provision=text, item=text, condition=condition, measures=(measure,))
    facts = (Fact(text, text, "judgement"), Fact(text + "额", "import", "money", "CNY"))
    return RuleSet(
        replace(base.document, title=text, issuer=text),
        violations=(Violation("v1", text),),
        facts=facts,
        norms=(norm, replace(norm, id=text)),
        definitions=(Definition(text, "measure_class", text, members=(text,)),),
    )


def test_names_of_modules() -> None:
    names = {name: module_name(build()) for name, build in hand_built.ALL.items()}
    assert names == {
        "endangering": "v2023_11_03",
        "amended": "draft_2023_10_07",
        "relief": "draft_2023_08_12",
        "points_account": "undated",
        "everything": "v2024_01_01",
    }
    assert version_of(hand_built.amended()).start is None
    assert version_of(hand_built.everything()) == Version("v2024_01_01", "2024-01-01", "2025-01-01")


def test_every_norm_is_mapped_to_its_words() -> None:
    rule_set = hand_built.relief()
    module = load_module(source_of(rule_set), "mapped")
    assert {n.id: (n.provision, tuple(n.span), n.text) for n in rule_set.norms if n.role == "operative"} == module.SOURCE_MAP
