"""The real announcements beside the checkout."""

import re
from pathlib import Path

import pytest
from ingest_rebuild import check_whole

from rulec.ingest import Ingested, ingest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SEEDS = SHARED / "seeds"
LAWS = SHARED / "corpus" / "laws"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real announcements (../shared/seeds) are not here")
needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="the laws (../shared/corpus/laws) are not here")


def seed(number: str) -> Ingested:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    found = ingest(path.read_bytes(), path.name)
    check_whole(found)
    return found


def covered(found: Ingested, words: str) -> str:
    """Class and reason of the tile that holds the first `words` of the raw text; empty when none does."""
    at = found.source.raw.index(words)
    return next((f"{t.class_}/{t.reason}" for t in found.furniture if t.span.start <= at and at + len(words) <= t.span.end), "")


@needs_seeds
@pytest.mark.parametrize(
    ("number", "day", "titled"),
    [
        ("000", "2023-08-14", True),
        ("001", "2023-10-27", True),
        ("002", None, False),
        ("003", "2022-12-30", True),
        ("004", "2023-09-27", True),
    ],
)
def test_page_date_and_title(number: str, day: str | None, titled: bool) -> None:
    found = seed(number)
    assert (found.page_date, found.page_title is not None) == (day, titled)


@needs_seeds
def test_all_305_glosses_go_and_all_eight_torn_places_come_back() -> None:
    edits = [*seed("001").edits, *seed("003").edits]
    assert sum(edit.rule == "pinyin-gloss" for edit in edits) == 305
    assert all(edit.certain for edit in edits if edit.rule == "pinyin-gloss")
    mended = [edit.text for edit in edits if not edit.certain]
    assert mended == ["。扣除全部违"] * 3 + ["对平台"] * 3 + ["对消费", "条"]
    assert not any(finding.code in {"I106", "I107"} for number in ("001", "003") for finding in seed(number).diagnostics)


@needs_seeds
@pytest.mark.parametrize("number", ["000", "002", "004"])
def test_sound_texts_are_not_repaired(number: str) -> None:
    assert {edit.rule for edit in seed(number).edits} <= {"space"}


@needs_seeds
def test_what_is_page_and_what_is_announcement() -> None:
    assert covered(seed("000"), "500元保证金") == "furniture/related-reading"
    assert covered(seed("001"), "1、該") == "furniture/disclaimer"
    assert covered(seed("001"), "王小孟") == "furniture/byline"
    assert covered(seed("002"), "详情>>") == "furniture/nav"
    assert covered(seed("002"), "第五章") == ""
    assert covered(seed("003"), "以上就是") == "furniture/advertising"
    assert covered(seed("003"), "抖音小店不少商家") == ""
    assert covered(seed("004"), "实付金额的30%") == "furniture/related-reading"
    assert covered(seed("004"), "支付违约金5000元") == ""
    assert [finding.code for finding in seed("004").diagnostics] == ["I108"]


@needs_laws
def test_no_article_of_a_law_is_page() -> None:
    for path in sorted(LAWS.glob("*.md")):
        found = ingest(path.read_bytes(), path.name)
        check_whole(found)
        claimed = [tile.span.slice(found.source.raw) for tile in found.furniture]
        assert {re.match("<!--", words) is not None for words in claimed} <= {True}, path.name
        assert not [finding for finding in found.diagnostics if not finding.understood], path.name
