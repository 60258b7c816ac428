"""Two versions of one announcement: the changes that a person found by reading both."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rulec.build.diffing import diff_compilations, diff_files
from rulec.build.pipeline import compile_announcement
from rulec.diff import DiffOptions
from rulec.diff.model import Change, Report

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
LAWS = SHARED / "corpus" / "laws"
KUAISHOU = ROOT / "corpus" / "kuaishou" / "violation-management"
here = pytest.mark.skipif(not SHARED.is_dir(), reason="the real texts beside the checkout are not there")


def compared(old: Path, new: Path) -> Report:
    return diff_files(old.read_bytes(), old.name, new.read_bytes(), new.name, options=DiffOptions(replay=False))


def meant(report: Report) -> list[Change]:
    return [c for c in report.changes if c.level != "EDIT"]


def told(change: Change) -> tuple[str, str]:
    place = change.new or change.old
    return change.code, (place.provision or "") if place is not None else ""


def test_the_revision_of_a_violation_rule() -> None:
    """Two violations come, two go, the sums of the third are changed; the four announced adjustments are all borne out."""
    report = compared(KUAISHOU / "2023-05-10.txt", KUAISHOU / "2023-10-07.txt")
    seen = {(c.code, c.violation, c.tier if c.measure else None) for c in meant(report) if c.violation}
    assert {
        ("D101", "虚构经营数据", None), ("D101", "扰乱平台系统", None), ("D102", "关联劣质/不合格/不合规商品", None),
        ("D102", "其他可能危及用户权益的质量相关问题", None), ("D417", "发布混淆信息", "情节一般"), ("D403", "发布混淆信息", "情节一般"),
        ("D403", "发布混淆信息", "情节严重"), ("D418", "发布混淆信息", "情节严重"),
    } == seen  # fmt: skip
    assert [one.state for one in report.announced] == ["confirmed"] * 4
    codes = {c.fingerprint: c.code for c in report.changes}
    assert not {"D101", "D102", "D403", "D417"} & {codes[one] for one in report.unannounced}


@here
def test_every_change_of_the_gold_pair_and_nothing_else() -> None:
    gold = next(one for one in yaml.safe_load((SHARED / "gold" / "pairs.yaml").read_text(encoding="utf-8")) if one["pair"] == "P28")
    report = compared(SHARED / gold["old"], SHARED / gold["new"])
    found = [(c.code, c.direction["商家"], c.measure) for c in meant(report)]
    assert sorted(found, key=str) == sorted(
        [
            ("D111", "stricter", None), ("D111", "looser", None), ("D416", "stricter", "delist"), ("D416", "stricter", "delist"),
            ("D416", "stricter", "restrict"), ("D802", "neutral", None), ("D806", "neutral", None),
        ],
        key=str,
    )  # fmt: skip
    answers = [c for c in report.changes if c.code == "D004" and c.new is not None and "没有了" in c.new.text]
    assert answers and answers[0].caused_by is not None
    untouched = ("【再次被查】", "【情节特别严重】", "【其他】", "【适用范围】")
    assert not any(place is not None and place.provision in untouched for c in report.changes for place in (c.old, c.new))
    assert report.verdict == "pass"


EXPECTED = {
    ("船员条例(2020-03-27).md", "船员条例(2023-07-20).md"): {
        ("D311", "第四十九条"), ("D102", "第五十一条"), ("D311", "第五十二条"), ("D109", "第五十四条"),
    },
    ("烟草专卖法实施条例(2021-11-10).md", "烟草专卖法实施条例(2023-07-20).md"): {
        ("D903", "第五十一条"), ("D903", "第五十二条"), ("D903", "第五十三条"), ("D903", "第五十四条"),
    },
    ("工业产品生产许可证管理条例(2005-07-09).md", "工业产品生产许可证管理条例(2023-07-20).md"): {
        ("D311", "第二十四条"), ("D111", "第三十七条"), ("D417", "第五十三条"), ("D311", "第六十五条"), ("D111", "第六十五条"),
    },
    ("北京市机动车停车条例(2021-09-24).md", "北京市机动车停车条例(2024-03-29).md"): {
        ("D112", "第二十九条"), ("D317", "第二十九条"), ("D903", "第三十九条"),
    },
    ("互联网上网服务营业场所管理条例(2019-03-24).md", "互联网上网服务营业场所管理条例(2022-03-29).md"): {
        ("D112", "第十一条"), ("D110", "第十一条"), ("D111", "第十一条"), ("D101", "第三十二条"), ("D110", "第三十二条"),
    },
}  # fmt: skip


@here
@pytest.mark.parametrize(("old", "new"), sorted(EXPECTED))
def test_a_law_and_its_revision(old: str, new: str) -> None:
    """Read against both texts: exactly the articles that were amended, by the kind of their change."""
    report = compared(LAWS / old, LAWS / new)
    assert {(code, article[: article.index("条") + 1]) for code, article in map(told, meant(report)) if "条" in article} == EXPECTED[old, new]


@here
@pytest.mark.parametrize("name", sorted({name for pair in EXPECTED for name in pair}))
def test_a_law_against_itself(name: str) -> None:
    compiled = compile_announcement((LAWS / name).read_bytes(), name)
    report = diff_compilations(compiled, compiled)
    assert report.changes == () and report.not_understood == () and report.verdict == "pass"


@pytest.mark.parametrize("text", sorted(p for p in (ROOT / "corpus").glob("*/*/*") if p.suffix in (".txt", ".md") and "cases" not in p.parts), ids=lambda p: p.stem)
def test_an_announcement_against_itself(text: Path) -> None:
    if text.parts[-3] == "pairs":
        pytest.skip("compared with itself in test_pairs")
    compiled = compile_announcement(text.read_bytes(), text.name)
    assert diff_compilations(compiled, compiled).changes == ()
