import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_rebuild import check_whole

from rulec.diagnostics import UserError
from rulec.ingest import Ingested, ingest


def read(text: str) -> Ingested:
    found = ingest(text.encode(), "a.txt")
    check_whole(found)
    return found


@pytest.mark.parametrize(
    ("raw", "text", "rule"),
    [
        ("違反規(guī)則", "违反规则", "pinyin-gloss"),
        ("違反規（guī）則", "违反规则", "pinyin-gloss"),
        ("開發(fa\u0304)商", "开发商", "pinyin-gloss"),
        ("当(dāng)天", "当天", "pinyin-gloss"),
        ("環節(节)", "环节", "simplified-gloss"),
        ("規(gui)則", "规则", "pinyin-gloss"),
        ("满３０元", "满30元", "width"),
        ("甲，乙：丙；（丁）", "甲,乙:丙;(丁)", "width"),
        ("「扣分」", "“扣分”", "punctuation"),
        ("≧3且≦5", "≥3且≤5", "punctuation"),
        ("扣\u3000分\u00a0吗\t啊", "扣 分 吗 啊", "space"),
        ("扣\u200b分", "扣分", "invisible"),
        ("扣\u00ad分\ufe0f", "扣分", "invisible"),
        ("扣\u202e分", "扣分", "bidi"),
        ("⽤户", "用户", "radical"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙", "line-end"),
        ("瞭解後回覆", "了解后回复", "t2s"),
        ("乾隆年間乾燥", "乾隆年间干燥", "t2s"),
    ],
)
def test_a_repair_and_its_rule(raw: str, text: str, rule: str) -> None:
    found = read(raw)
    assert found.normal.text == text
    assert rule in {edit.rule for edit in found.edits}


@pytest.mark.parametrize(
    "text",
    [
        "内容(短视频/直播)",
        "违约金(最低20000元,最高100000元)",
        "类别(a)与(b)",
        "“甲”《乙》【丙】…—、。",
        "①②⑴Ⅲ½℃㈠",
        "是吗?好(的)",
        "额(见附件)",
        "有疑问?详见(faq)页",
    ],
)
def test_what_is_sound_stays(text: str) -> None:
    found = read(text)
    assert (found.normal.text, found.edits, found.diagnostics) == (text, (), ())


def test_an_unconfirmed_pronunciation_stays_and_is_owned_up_to() -> None:
    found = read("平台重(zhōu)罚")
    assert found.normal.text == "平台重(zhōu)罚"
    assert [(finding.code, finding.understood) for finding in found.diagnostics] == [("I106", False)]


def test_a_gloss_without_tone_is_inferred() -> None:
    found = read("規(gui)則")
    assert [edit.certain for edit in found.edits] == [False, True]
    assert [finding.code for finding in found.diagnostics] == ["I103"]


def test_characters_of_a_repair_share_its_raw_block() -> None:
    found = read("甲\u200b規(guī)則")
    assert found.normal.raw_span(1, 2) == (2, 8)
    assert found.normal.raw_span(1, 3) == (2, 9)


def test_invisible_and_direction_marks_are_counted() -> None:
    codes = {finding.code: finding.value("count") for finding in read("扣\u200b1\u200b0分\u202e罚款\u202c").diagnostics}
    assert codes == {"I104": "2", "I105": "2"}


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(st.sampled_from("規則guīū()（）?？鄢\ue431\ufffd`_，。 \r\n\u200b\u3000瞭解扣10分Ａ自拍,>:《》乾隆條件ζ脚"), max_size=60))
def test_any_text_is_rebuilt_by_its_edits(text: str) -> None:
    try:
        found = ingest(text.encode(), "a.txt")
    except UserError as refused:
        assert refused.code in {"I001", "I005", "I006"}
        return
    check_whole(found)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = ingest(data, "a.bin")
    except UserError as refused:
        assert refused.code in {"I001", "I002", "I003", "I005", "I006", "I007"}
        return
    check_whole(found)


@pytest.mark.parametrize("unit", ["規(", "?鄢", "規(guī)", "\ue431规", "<!--", "自拍,", "扣10分。", "? ", "(((", "加我"])
def test_one_long_line_is_no_trap(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert ingest(text.encode(), "a.txt").source.raw == text  # ends at all: quadratic time would not
