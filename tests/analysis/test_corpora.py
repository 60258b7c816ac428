"""Findings over whole announcements: no alarm that nobody can defend, every case runs, and a figure put wrong in a real text is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rulec.build.pipeline import compile_announcement
from rulec.build.witnesses import Shown, shown
from rulec.diagnostics import Severity

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
OWN = sorted(path for path in ROOT.glob("corpus/*/*/*") if path.suffix in (".txt", ".md", ".html") and "cases" not in path.parts)
REAL = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/platform/*.txt")])
LAWS = sorted(SHARED.glob("corpus/laws/*.md"))

# Retellings of the five real announcements → what is found in each, and why it is no false alarm.
DEFENDED = {
    ("blocking-relief", "S210"): "the first article withdraws the chance, the last only may",
    ("blocking-relief", "A220"): "how many days a restriction lasts is left as X",
    ("mall-management", "A217"): "the mall's benefits are defined and nothing is said of them afterwards",
    ("mall-management", "S220"): "two titles differ in a few words and look like one rule",
    ("trading-fund-safety", "A219"): "slight harm to the platform and heavy losses of users can come together; the tier is not said",
    ("trading-fund-safety-damaged", "A219"): "as in the clean copy",
    ("violation-management", "S230"): "one violation has a light tier, the others do not",
    ("violation-points", "S231"): "the longest closure and the one that ends last are two readings",
}


@cache
def analysed(path: Path) -> tuple[Shown, ...]:
    return shown(compile_announcement(path.read_bytes(), path.name))


@pytest.mark.parametrize("path", OWN, ids=["/".join(path.parts[-2:]) for path in OWN])
def test_what_is_found_in_the_projects_own_announcements_can_be_defended(path: Path) -> None:
    found = {(path.parent.name, one.finding.code) for one in analysed(path)}
    assert found <= set(DEFENDED)
    assert not [one for one in analysed(path) if one.finding.severity is Severity.ERROR]


def test_every_defence_is_needed() -> None:
    assert {(path.parent.name, one.finding.code) for path in OWN for one in analysed(path)} == set(DEFENDED)


@pytest.mark.parametrize("path", [*OWN, *REAL], ids=lambda path: path.name)
def test_every_case_shows_what_its_finding_claims(path: Path) -> None:
    for one in analysed(path):
        assert one.finding.witness is not None and one.finding.proof == "exact", one.finding
        assert len(one.decisions) == 1 + len(one.finding.also)


@pytest.mark.skipif(not LAWS, reason="the laws are not beside the checkout")
@pytest.mark.parametrize("path", LAWS[::8], ids=lambda path: path.name)
def test_laws_give_no_error_and_every_case_runs(path: Path) -> None:
    for one in analysed(path):
        assert one.finding.severity is not Severity.ERROR, one.finding
        assert one.decisions and one.finding.proof == "exact"


MISPRINTS = [
    # file, what stands there, what is put in its place, what must be found, a figure of the case
    ("互联网上网服务营业场所管理条例(2022", "违法经营额1万元以上的，并处违法经营额5倍", "违法经营额2万元以上的，并处违法经营额5倍", "A201", "10000"),
    ("广告法", "违法所得不足五万元的，并处一万元", "违法所得不足四万元的，并处一万元", "A201", "40000"),
    ("上海市养犬管理条例", "违法所得一万元以上不足三万元的", "违法所得五千元以上不足三万元的", "A203", "5000"),
]


@pytest.mark.skipif(not LAWS, reason="the laws are not beside the checkout")
@pytest.mark.parametrize(("name", "there", "instead", "code", "figure"), MISPRINTS, ids=[row[0] for row in MISPRINTS])
def test_a_figure_put_wrong_in_a_law_is_found(name: str, there: str, instead: str, code: str, figure: str) -> None:
    (path,) = (path for path in LAWS if path.name.startswith(name))
    text = path.read_text(encoding="utf-8")
    assert text.count(there) == 1
    found = [one for one in shown(compile_announcement(text.replace(there, instead).encode(), path.name)) if one.finding.code == code]
    assert [one.finding.severity for one in found] == [Severity.ERROR]
    witness = found[0].finding.witness
    assert witness is not None and figure in witness.facts.values() and found[0].finding.proof == "exact"
