"""corpus/cases/invalid: one folder a diagnostic code; each case is compiled and gives its code, and nothing heavier than it says."""

import json
import re
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from rulec.analysis.analyse import analyse
from rulec.build.pipeline import compile_announcement
from rulec.build.witnesses import shown_together
from rulec.diagnostics import Severity, UserError
from rulec.diagnostics.codes import codes, help_text, message, severity
from rulec.ir.interpret import interpret

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "corpus/cases/invalid"
FENCE = re.compile(r"^```([a-z]+)((?: [a-z]+=\w+)*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Codes of commands, not of texts: where each is caused and looked for. A code added to the table must come here or get a case.
COMMANDS = {
    "B001": "cli/test_cli_eval.py", "B002": "build/test_workspace.py", "B003": "build/test_workspace.py", "B004": "build/test_workspace.py",
    "B005": "build/test_exact_data.py", "B006": "build/test_exact_data.py", "B007": "cli/test_cli_eval.py", "B008": "cli/test_cli_eval.py",
    "B009": "cli/test_cli_eval.py", "B010": "build/test_scenario_files.py", "B011": "build/test_scenario_files.py",
    "B012": "cli/test_cli_replay.py", "B013": "cli/test_cli_ask.py", "B014": "cli/test_cli_replay.py", "B015": "build/test_events.py",
    "B016": "cli/test_cli_ask.py", "B017": "build/test_workspace.py", "B018": "build/test_workspace.py", "B019": "cli/test_cli_build.py",
    "B020": "cli/test_cli_replay.py", "B022": "cli/test_cli_ask.py", "B023": "cli/test_cli_ask.py", "B030": "amendments/test_cli_consolidate.py", "B041": "build/test_gaps.py",
    "B042": "build/test_gaps.py", "B043": "build/test_gaps.py", "B044": "build/test_gaps.py", "B900": "cli/test_cli_inspect.py",
    "B024": "build/test_config.py", "B025": "build/test_config.py", "B026": "cli/test_cli_book.py", "B027": "cli/test_cli_book.py",
    "B028": "cli/test_cli_book.py",
    "B050": "cli/test_cli_diff.py", "B051": "cli/test_cli_diff.py", "B052": "cli/test_cli_diff.py", "B053": "backtest/test_cases_file.py",
    "B054": "cli/test_cli_diff.py", "B101": "build/test_versions.py", "B102": "build/test_versions.py", "B103": "build/test_versions.py",
    "B104": "build/test_versions.py", "B105": "build/test_versions.py", "B106": "build/test_versions.py", "B107": "build/test_versions.py",
    "B110": "book/test_book_findings.py", "B111": "book/test_book_findings.py", "B112": "book/test_book_findings.py",
    "B113": "book/test_book_findings.py", "B114": "book/test_book_findings.py", "B115": "book/test_book_findings.py",
    "B120": "book/test_book_findings.py", "B121": "book/test_book_findings.py", "B122": "book/test_book_findings.py",
}  # fmt: skip
# Cases of a code that the compiler does not give yet, with the reason; the run fails when one starts to work.
NOT_YET: dict[str, str] = {}


def fences(case: Path) -> dict[str, tuple[str, str]]:
    """The fences of a case by kind: their options and words."""
    return {found[1]: (found[2].strip(), found[3]) for found in FENCE.finditer(case.read_text(encoding="utf-8"))}


def data(given: dict[str, tuple[str, str]]) -> bytes:
    """The bytes of a case: `text` as it stands (`times=N` repeats it), `escaped` with backslash-u escapes, or `hex`."""
    if "hex" in given:
        return bytes.fromhex(given["hex"][1])
    if "escaped" in given:
        return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), given["escaped"][1]).encode()
    options, words = given["text"]
    return words.encode() * int(options.removeprefix("times=") or 1)


def found_in(given: dict[str, tuple[str, str]]) -> list[str]:
    """The codes of all findings, or of the error that stopped the compiler."""
    try:
        compilation = compile_announcement(data(given), "a.txt")
        if "facts" in given:
            interpret(compilation.rule_set, json.loads(given["facts"][1]), assume_in_force=True)
    except UserError as error:
        assert "{" not in message(error, "zh") + message(error, "en") + help_text(error, "zh") + help_text(error, "en")
        return [error.code]
    for finding in compilation.diagnostics:
        assert "{" not in message(finding, "zh") + message(finding, "en")
        assert 0 <= finding.span.start < finding.span.end <= len(compilation.ingested.source.raw)
    ingested = compilation.ingested
    analysed = analyse(compilation.rule_set, ingested.source.raw, ingested.normal.text, compilation.diagnostics)
    about_rules = [finding.code for finding in analysed if given["expect"][1].startswith("A")]
    if "copy" in given:
        copy = compile_announcement(given["copy"][1].encode(), "b.txt")
        about_rules += [one.finding.code for one in shown_together([("a.txt", compilation), ("b.txt", copy)])[0]]
    return [*(finding.code for finding in compilation.diagnostics), *about_rules]


def listed() -> list[ParameterSet]:
    """Every case; those of NOT_YET must fail."""
    found = []
    for case in sorted(FOLDER.glob("*/*.md")):
        code = case.parent.name
        marks = [pytest.mark.xfail(reason=NOT_YET[code], strict=True)] if code in NOT_YET else []
        found.append(pytest.param(case, id=f"{code}-{case.stem}", marks=marks))
    return found


@pytest.mark.parametrize("case", listed())
def test_a_case_gives_its_code_and_no_other_error(case: Path) -> None:
    given = fences(case)
    expected = given["expect"][1].split()
    assert case.parent.name in expected
    found = found_in(given)
    assert set(expected) <= set(found)
    assert [code for code in found if severity(code) is Severity.ERROR and code not in expected] == []


def test_every_code_that_a_text_can_cause_has_a_case() -> None:
    folders = {folder.name for folder in FOLDER.iterdir() if any(folder.glob("*.md"))}
    assert folders == {code for code in codes() if code[0] != "B"}


def test_every_code_of_a_command_is_caused_in_a_test() -> None:
    assert set(COMMANDS) == {code for code in codes() if code[0] == "B"}
    lacking = [code for code, file in COMMANDS.items() if code not in (ROOT / "tests" / file).read_text(encoding="utf-8")]
    assert not lacking
