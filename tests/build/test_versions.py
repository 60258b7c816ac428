"""Versions by date: the timeline, what is odd about it, and that the generated package picks the same."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from rulec.build.emit import Built, compiled_as, generated_files
from rulec.build.findings import finding_words
from rulec.build.generated_modules import imported
from rulec.build.pipeline import compile_announcement
from rulec.build.versions import date_sources, in_force, timeline, version_findings
from rulec.build.workspace import Announcement, Version

BODY = "延迟发货，是指商家未按时发货的行为。\n\n延迟发货情节一般的，扣除2分。\n"


def version(name: str, dates: str) -> Built:
    path = f"corpus/shop/late/{name}.txt"
    one = Version(name, path, Path(path))
    text = f"某商城延迟发货规则\n\n{dates}\n\n{BODY}"
    return compiled_as(Announcement("shop", "late", Path(path).parent, (one,)), one, compile_announcement(text.encode(), path))


FIRST = version("2024-01-01", "本规则于2023年12月1日发布，于2024年1月1日生效，于2024年3月1日失效。")
SECOND = version("2024-04-01", "本规则于2024年3月20日发布，于2024年4月1日生效。")
THIRD = version("2024-06-01", "本规则于2024年6月10日发布，于2024年6月1日生效。")
DRAFT = version("draft", "本规则现征求意见，意见征集期为2024年4月20日至2024年4月30日，预计于2024年6月1日生效。")
UNDATED = version("undated", "本规则自公布之日起施行。")
OVERLONG = version("2024-01-02", "本规则于2023年12月1日发布，于2024年1月2日生效，于2024年5月1日失效。")
MISNAMED = version("2024-09-09", "本规则于2024年8月1日发布，于2024年9月1日生效。")
TENTATIVE = version("2024-11-11", "本规则于2024年10月1日发布，预计于2024年11月11日生效。")


def codes(*built: Built) -> list[str]:
    found = version_findings(timeline(built))
    assert all("{" not in finding_words(one, "zh") + finding_words(one, "en") for one in found), "every value that words name is given"
    return [one.diagnostic.code for one in found]


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2023-12-31", None), ("2024-01-01", "2024-01-01"), ("2024-02-29", "2024-01-01"), ("2024-03-01", None), ("2024-03-31", None),
        ("2024-04-01", "2024-04-01"), ("2024-05-31", "2024-04-01"), ("2024-06-01", "2024-06-01"), ("2030-01-01", "2024-06-01"),
    ],
)  # fmt: skip
def test_the_version_of_a_day(day: str, wanted: str | None) -> None:
    found = in_force(timeline([THIRD, DRAFT, FIRST, UNDATED, SECOND]), day)
    assert (None if found is None else found.built.version.name) == wanted


def test_the_generated_package_and_the_book_pick_the_same_on_every_day() -> None:
    built = [FIRST, SECOND, THIRD, DRAFT]
    rows = timeline(built)
    with imported(generated_files(built)) as module:
        package, book = module("shop/late"), module("_book.py").BOOK
        day = date(2023, 12, 15)
        while day < date(2024, 7, 1):
            found, entry = in_force(rows, day.isoformat()), book.in_force("shop/late", day)
            wanted = None if found is None else found.built.module.rpartition("/")[2].removesuffix(".py")
            picked = package.in_force(day)
            assert (None if picked is None else picked.__name__.rpartition(".")[2]) == wanted
            assert (None if entry is None else entry.module.rpartition("/")[2].removesuffix(".py")) == wanted
            day += timedelta(days=1)


def test_drafts_and_texts_without_a_date_come_last_and_never_run() -> None:
    rows = timeline([UNDATED, DRAFT, SECOND])
    assert [(one.state, one.start, one.end) for one in rows] == [
        ("dated", "2024-04-01", None),
        ("draft", None, None),
        ("undated", None, None),
    ]


def test_what_is_odd_is_found_and_nothing_else() -> None:
    assert codes(SECOND) == []
    assert codes(FIRST, SECOND) == ["B101"]
    assert codes(OVERLONG, SECOND) == ["B102"]
    assert codes(THIRD) == ["B103"]
    assert codes(DRAFT) == []
    assert codes(DRAFT, THIRD) == ["B103", "B104"]
    assert codes(MISNAMED) == ["B105"]
    assert codes(UNDATED) == [] and codes(UNDATED, SECOND) == ["B106"]
    assert codes(TENTATIVE) == ["B107"]


def test_a_gap_names_both_days_and_shows_both_texts() -> None:
    (found,) = version_findings(timeline([SECOND, FIRST]))
    assert (found.diagnostic.value("end"), found.diagnostic.value("start")) == ("2024-03-01", "2024-04-01")
    assert [one.version for one in found.places] == ["2024-01-01", "2024-04-01"]


def test_the_sentences_that_say_when() -> None:
    (row,) = timeline([FIRST])
    assert date_sources(row) == ("本规则于2023年12月1日发布，于2024年1月1日生效，于2024年3月1日失效。",)
