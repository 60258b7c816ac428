"""One rule in many forms (articles, decimals, questions, a table, one line, a page) means one thing; so does each form in its own words."""

import re
from pathlib import Path

import pytest

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.diagnostics import Severity
from rulec.diagnostics.codes import severity
from rulec.ir.canonical import canonical, partial_norms
from rulec.ir.model import Fixed

FOLDER = Path(__file__).parent / "restyle"
RULES = ("shipping", "streaming", "points")
FORMS = [pytest.param(path, id=path.stem) for path in sorted(FOLDER.iterdir())]


def compiled(path: Path) -> Compilation:
    return compile_announcement(path.read_bytes(), path.name)


def test_there_are_three_rules_in_five_forms_or_more() -> None:
    for rule in RULES:
        assert len({path.stem.split("-")[1] for path in FOLDER.glob(f"{rule}-*")}) >= 5


@pytest.mark.parametrize("path", FORMS)
def test_every_form_compiles_to_the_rules_of_the_first(path: Path) -> None:
    first = compiled(next(FOLDER.glob(f"{path.stem.split('-')[0]}-1-*")))
    found = compiled(path)
    assert canonical(found.rule_set) == canonical(first.rule_set)
    assert partial_norms(found.rule_set) == ()
    assert [d.code for d in found.diagnostics if severity(d.code) is not Severity.NOTE] == []


def test_what_the_first_forms_say() -> None:
    """Read from the texts by a person: otherwise all forms could agree in being empty."""
    points = {
        rule: [
            (measure.action, str(measure.amount.value) if isinstance(measure.amount, Fixed) else None)
            for norm in compiled(next(FOLDER.glob(f"{rule}-1-*"))).rule_set.norms
            for measure in norm.measures
        ]
        for rule in RULES
    }
    assert points["shipping"] == [
        ("deduct_points", "2"), ("pay_penalty", "500"), ("deduct_points", "12"), ("expel", None), ("deduct_points", "6"), ("block_display", None),
    ]  # fmt: skip
    assert points["streaming"] == [
        ("deduct_points", "2"), ("deduct_points", "4"), ("pay_penalty", "300"), ("deduct_points", "12"), ("warn", None), ("deduct_points", "6"),
        ("ban_activity", None),
    ]  # fmt: skip
    assert points["points"] == [("deduct_points", "1"), ("deduct_points", "2")]
    account = compiled(next(FOLDER.glob("points-1-*"))).rule_set.accounts[0]
    assert [str(node.at) for node in account.nodes] == ["12", "24", "48"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("扣2分", "扣3分"),
        ("10单以上", "11单以上"),
        ("情节严重", "情节一般"),
        ("虚假发货的", "虚构发货的"),
        ("500元", "5000元"),
        ("每次", ""),
    ],
)
def test_another_rule_is_not_equal(old: str, new: str) -> None:
    text = next(FOLDER.glob("shipping-1-*")).read_text(encoding="utf-8")
    assert old in text
    changed = compile_announcement(text.replace(old, new).encode(), "a.txt")
    assert canonical(changed.rule_set) != canonical(compile_announcement(text.encode(), "a.txt").rule_set)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.html"))])
def test_markup_is_layout_and_words_are_not(path: Path) -> None:
    found = compiled(path)
    raw = found.ingested.source.raw
    classes = [tile.class_ for tile in found.ledger for _ in range(*tile.span)]
    for tag in re.finditer(r"<[^<>]*>|&[a-z]+;", raw):
        assert set(classes[tag.start() : tag.end()]) <= {"layout", "furniture", "rule"} - ({"rule"} if tag[0][0] == "<" else set())
    assert "unresolved" not in classes
    for norm in found.rule_set.norms:
        assert all("<" not in measure.text for measure in norm.measures)
        assert norm.span.slice(raw).strip()
