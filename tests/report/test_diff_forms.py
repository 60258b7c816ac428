"""The forms of a comparison: one golden file each, nothing of a text runs, limits hold, what machines read fits its schema."""

import json
import os
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from rulec.build.comparison_schemas import diff_schema
from rulec.build.diffing import diff_files, diff_json
from rulec.diff.gate import Policy, gate
from rulec.diff.model import Report
from rulec.report.diff.html import diff_html
from rulec.report.diff.machine import diff_annotations, diff_code_quality, diff_junit, diff_sarif
from rulec.report.diff.markdown import LIMIT, MARKER, diff_markdown
from rulec.report.diff.redline import redline, tokens
from rulec.report.diff.terminal import columns, diff_text, wrapped

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
OLD, NEW = "corpus/kuaishou/violation-management/2023-05-10.txt", "corpus/kuaishou/violation-management/2023-10-07.txt"
FORMS = {
    "zh.html": lambda r: diff_html(r), "zh.md": lambda r: diff_markdown(r), "zh.txt": lambda r: diff_text(r), "en.txt": lambda r: diff_text(r, "en"),
    "github.txt": lambda r: diff_annotations(r), "junit.xml": lambda r: diff_junit(r),
    "sarif.json": lambda r: json.dumps(diff_sarif(r, "0"), ensure_ascii=False, indent=1) + "\n",
    "json": lambda r: json.dumps(diff_json(r), ensure_ascii=False, indent=1) + "\n",
    "codequality.json": lambda r: json.dumps(diff_code_quality(r), ensure_ascii=False, indent=1) + "\n",
}  # fmt: skip
HOSTILE = "规则\n本规则于2024年1月1日生效。\n第一条 {who}，每次扣{points}分。\n"
EVIL = "商家<script>alert(1)</script>@all ::error ![x](http://x) `a` | \u202eabc虚假发货的"


def compared(old: str, new: str) -> Report:
    return gate(diff_files(old.encode(), "a.txt", new.encode(), "b.txt"), Policy(), (), date(2026, 1, 1))


@pytest.fixture(scope="module")
def report() -> Report:
    made = diff_files((ROOT / OLD).read_bytes(), OLD, (ROOT / NEW).read_bytes(), NEW)
    return gate(made, Policy(), (), date(2026, 1, 1))


@pytest.fixture(scope="module")
def hostile() -> Report:
    return compared(HOSTILE.format(who=EVIL, points=2), HOSTILE.format(who=EVIL, points=4))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_golden(form: str, report: Report) -> None:
    file, made = GOLDEN / f"violation-management.{form}", FORMS[form](report)
    if os.environ.get("RULEC_BLESS"):
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8"), "RULEC_BLESS=1 pytest tests/report/test_diff_forms.py writes it anew; read the difference first"


def test_the_page_needs_no_network_and_no_script(report: Report) -> None:
    page = diff_html(report)
    assert not re.search(r"<script|https?://|@import|url\(|<link|<img", page)
    for change in report.changes:
        assert f'id="{change.fingerprint}"' in page, "every change is an anchor"
    assert {m[1] for m in re.finditer(r'href="#([0-9a-f]{12})"', page)} <= {change.fingerprint for change in report.changes}


def test_a_text_stays_a_text(hostile: Report) -> None:
    page, comment, log = diff_html(hostile), diff_markdown(hostile), diff_annotations(hostile)
    assert "<script" not in page and "\u202e" not in page
    body = comment.removeprefix(MARKER)
    assert "<script" not in body and not re.search(r"(?<!\\)@all", body) and not re.search(r"(?<!\\)!\[x", body)
    assert all(line.startswith("::") for line in log.splitlines()) and log.count("\n::") + 1 == len(log.splitlines())
    assert "\u202e" not in diff_text(hostile) and "\x1b" not in diff_text(hostile)
    assert "\x1b[" in diff_text(hostile, colour=True)


def test_a_comment_stays_below_its_limit(report: Report) -> None:
    assert len(diff_markdown(report)) < LIMIT
    short = diff_markdown(report, limit=4000)
    assert len(short) <= 4000 and "全文见" in short
    assert diff_markdown(report).startswith(MARKER)


def test_json_fits_the_published_schema(report: Report, hostile: Report) -> None:
    for one in (report, hostile):
        jsonschema.validate(diff_json(one), diff_schema(), cls=jsonschema.Draft202012Validator)


def test_sarif_has_what_the_standard_asks_for(report: Report) -> None:
    made = json.loads(json.dumps(diff_sarif(report, "1.0")))
    assert made["version"] == "2.1.0" and len(made["runs"]) == 1
    run = made["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1 and re.fullmatch(r"[\x21-\x7e]+", place["artifactLocation"]["uri"])
        assert re.fullmatch(r"[0-9a-f]{12}", result["partialFingerprints"]["primaryLocationLineHash"])


def test_annotations_are_few_and_end_with_the_verdict(report: Report) -> None:
    lines = diff_annotations(report).splitlines()
    assert len(lines) <= 11 and lines[-1].startswith("::error title=rulec diff::未通过")


@pytest.mark.parametrize(
    ("old", "new", "out", "in_"),
    [
        ("支付违约金5000元", "支付违约金10000元", ["5000元"], ["10000元"]),
        ("扣分<20分", "扣分≤20分", ["<"], ["≤"]),
        ("依照《甲规则》处理", "依照《乙规则》处理", ["《甲规则》"], ["《乙规则》"]),
        ("平台可以下架", "平台应当下架", ["可以"], ["应当"]),
        ("首次违规", "首次违规", [], []),
    ],
)  # fmt: skip
def test_figures_signs_titles_and_modal_words_are_marked_whole(old: str, new: str, out: list[str], in_: list[str]) -> None:
    left, right = redline(old, new)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (old, new)
    assert [p.text for p in left if p.changed] == out and [p.text for p in right if p.changed] == in_


def test_a_turned_sign_has_a_mark_of_its_own() -> None:
    assert any(piece.sign for piece in redline("扣分<20分", "扣分≤20分")[1])


def test_tokens_are_the_text() -> None:
    assert "".join(tokens("情节严重的,处1万元以上3万元以下罚款;")) == "情节严重的,处1万元以上3万元以下罚款;"


def test_wide_characters_take_two_columns() -> None:
    assert columns("违规ab") == 6
    assert all(columns(line) <= 20 for line in wrapped("违规经营行为情节严重的支付违约金10000元并清退", 20, "  "))


_PAIRS = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_is_aa(dark: bool) -> None:
    css = (ROOT / "compiler/rulec/report/templates/diff.css").read_text(encoding="utf-8")
    light, _, rest = css.partition("@media (prefers-color-scheme: dark)")
    colour = dict(_PAIRS.findall(light)) | (dict(_PAIRS.findall(rest.partition("* {")[0])) if dark else {})
    for ink in ("ink", "soft", "link", "up", "down", "mix", "flat", "bad", "good"):
        for ground in ("paper", "panel"):
            assert contrast(colour[ink], colour[ground]) >= 4.5, (ink, ground)
    assert contrast(colour["ink"], colour["del-bg"]) >= 4.5 and contrast(colour["ink"], colour["ins-bg"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
