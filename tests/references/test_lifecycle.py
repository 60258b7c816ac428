"""Dates of a rule's life: every written form, and the day a person reads in it."""

from datetime import date

import pytest

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.interpret import interpret


def compiled(text: str) -> Compilation:
    return compile_announcement(f"海桐商城退货规则\n\n第一条 商家拒绝退货的,扣3分。\n第二条 {text}\n".encode(), "a.txt")


def dates(text: str) -> dict[str, object]:
    """The dates that were found, by name."""
    found = compiled(text).rule_set.document.dates
    names = ("published", "effective", "revised", "repealed", "consultation", "publicity")
    return {name: value for name in names if (value := getattr(found, name)) is not None}


def codes(text: str) -> set[str]:
    return {d.code for d in compiled(text).diagnostics if d.code.startswith("S11")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本规则自2022.4.14起施行。", {"effective": "2022-04-14"}),
        ("本规则自2022-04-14起施行。", {"effective": "2022-04-14"}),
        ("本规则自二〇一一年三月三十日起施行。", {"effective": "2011-03-30"}),
        ("本規則自中華民國112年7月1日施行。", {"effective": "2023-07-01"}),
        ("生效日期:2022年5月6日", {"effective": "2022-05-06"}),
        ("发布日期:2023-05-01 实施日期:2023年6月1日", {"published": "2023-05-01", "effective": "2023-06-01"}),
        ("首次发布于2022年1月1日,最近修订于2023年5月10日,2023年5月17日生效。",
         {"published": "2022-01-01", "revised": "2023-05-10", "effective": "2023-05-17"}),
        ("本规则自2023年10月7日零时起生效。", {"effective": "2023-10-07"}),
        ("本规则自2023年10月7日24时起生效。", {"effective": "2023-10-08"}),
        ("本规则自2023年12月31日二十四时起生效。", {"effective": "2024-01-01"}),
        ("本规则于2023年3月1日公布,自公布之日起施行。", {"published": "2023-03-01", "effective": "2023-03-01"}),
        ("本规则于2023年3月1日发布,自发布之日起30日后施行。", {"published": "2023-03-01", "effective": "2023-04-01"}),
        ("本规则于2024年1月31日发布,自发布之日起满一个月施行。", {"published": "2024-01-31", "effective": "2024-02-29"}),
        ("本规则于2023年3月1日发布,自发布之日起第7日生效。", {"published": "2023-03-01", "effective": "2023-03-08"}),
        ("试运行期:2023年4月1日—5月4日。", {"effective": "2023-04-01", "repealed": "2023-05-05"}),
        ("本规则试行期为2023年4月1日至2023年5月4日,期满失效。", {"effective": "2023-04-01", "repealed": "2023-05-05"}),
        ("本规则自2023年4月1日起施行,有效期至2025年12月31日。", {"effective": "2023-04-01", "repealed": "2026-01-01"}),
        ("本规则自2023年10月7日起施行,有效期三年。", {"effective": "2023-10-07", "repealed": "2026-10-07"}),
        ("本规则自2024年2月29日起施行,有效期一年。", {"effective": "2024-02-29", "repealed": "2025-02-28"}),
        ("本规则自2023年4月1日起施行。本规则于2023年11月3日23:59:59终止。", {"effective": "2023-04-01", "repealed": "2023-11-04"}),
        ("本规则自2024年1月1日起施行,原《海桐商城旧规则》同时废止。", {"effective": "2024-01-01"}),
        ("2011年1月1日起施行的《海桐商城旧规则》同时废止。本规则自2024年1月1日起施行。", {"effective": "2024-01-01"}),
        ("《海桐商城旧规则》自2024年1月1日起废止。", {}),
        ("意见征集期为2023年8月12日-8月18日。", {"consultation": ("2023-08-12", "2023-08-18")}),
        ("公示期为7天(2023年9月30日-10月6日),预计于10月13日生效。", {"publicity": ("2023-09-30", "2023-10-06"), "effective": "2023-10-13"}),
        ("本规则于2023年11月3日发布,自次年1月1日起施行。", {"published": "2023-11-03", "effective": "2024-01-01"}),
        ("经营许可证有效期为5年。本规则自2024年1月1日起施行。", {"effective": "2024-01-01"}),
    ],
)  # fmt: skip
def test_a_form_gives_its_days(text: str, expected: dict[str, object]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("本规则自6月13日起施行。", "S112"),
        ("本规则于2023年2月30日生效。", "S110"),
        ("本规则自公布之日起施行。", "S115"),
        ("本规则有效期三年。", "S115"),
        ("本规则于2023年3月1日发布,自发布之日起10个工作日后施行。", "S117"),
        ("本规则自2023年3月1日18时起施行。", "S116"),
        ("本规则于2023年6月20日发布,自2023年6月13日起施行。", "S113"),
        ("试运行期:2023年6月4日—2023年4月1日。", "S113"),
    ],
)
def test_what_gives_no_day_or_an_impossible_one_is_said(text: str, code: str) -> None:
    assert code in codes(text)


def test_a_day_that_is_worked_out_is_a_note_with_the_day() -> None:
    [note] = [d for d in compiled("本规则于2023年3月1日发布,自发布之日起30日后施行。").diagnostics if d.code == "S114"]
    assert (note.value("day"), note.value("text")) == ("2023-04-01", "自发布之日起30日后施行")


def test_a_trial_ends_after_its_last_day() -> None:
    rules = compiled("试运行期:2023年4月1日—5月4日。").rule_set

    def force(day: str) -> object:
        return interpret(rules, {"商家拒绝退货": True}, as_of=date.fromisoformat(day)).to_json()["force"]

    assert [force(day) for day in ("2023-03-31", "2023-04-01", "2023-05-04", "2023-05-05")] == ["not_yet", "in_force", "in_force", "ended"]


@pytest.mark.parametrize(
    "text",
    [
        "违规行为发生在2023年11月3日之前的,按原规则处理。",
        "本规则施行前发生的违规,仍依照旧规则处理。",
        "发生在本规则生效之日以后的行为,适用本规则。",
    ],
)
def test_which_version_decides_is_a_transition(text: str) -> None:
    compilation = compiled(text)
    assert [norm.kind for norm in compilation.rule_set.norms] == ["penalty", "transition"]
    assert [d.code for d in compilation.diagnostics if not d.understood] == []


def test_other_documents_that_end_are_references() -> None:
    rules = compiled("本规则自2024年1月1日起施行,原《海桐商城旧规则》《海桐商城旧细则》同时废止。").rule_set
    assert [(r.title, r.use) for r in rules.references] == [("海桐商城旧规则", "repeals"), ("海桐商城旧细则", "repeals")]
    assert rules.document.dates.repealed is None
