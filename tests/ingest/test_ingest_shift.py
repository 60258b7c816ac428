"""Damage made here by the mechanism itself: traditional text in GBK, pronunciations put in byte by byte, read back as a browser does."""

import pytest
from ingest_rebuild import check_whole

from rulec.ingest import ingest


def damaged(text: str, char: str, reading: str) -> str:
    """`text` after `char` was annotated wherever its bytes occur, aligned or not."""
    code = char.encode("gbk")
    data = text.encode("gbk").replace(code, code + f"({reading})".encode("gb18030"))
    out, at = "", 0
    while at < len(data):
        pair = data[at : at + 2]
        if pair[0] < 0x80:
            out, at = out + chr(pair[0]), at + 1
            continue
        try:
            out, at = out + pair.decode("gb18030"), at + 2
        except UnicodeDecodeError:
            four = data[at : at + 4]
            try:
                out, at = out + four.decode("gb18030"), at + 4
            except UnicodeDecodeError:
                out, at = out + "?", at + (2 if pair[1:] < b"\x40" else 1)
    return out


@pytest.mark.parametrize(
    ("text", "char", "reading", "meaning"),
    [
        ("影響或對平臺不利", "驅", "qū", "影响或对平台不利"),
        ("這些或對消費者不利", "驅", "qū", "这些或对消费者不利"),
        ("達到處理條件的", "項", "xiàng", "达到处理条件的"),
    ],
)
def test_a_character_torn_by_a_pronunciation_comes_back(text: str, char: str, reading: str, meaning: str) -> None:
    raw = damaged(text, char, reading)
    assert "?" in raw
    found = ingest(raw.encode("utf-8"), "a.txt")
    check_whole(found)
    assert found.normal.text == meaning
    inferred = [edit for edit in found.edits if not edit.certain]
    assert [edit.rule for edit in inferred] == ["gbk-shift"]
    assert inferred[0].evidence
    assert [finding.code for finding in found.diagnostics] == ["I103"]


def test_a_pronunciation_behind_the_last_torn_character_goes_too() -> None:
    found = ingest("或?qū)ο\ue386M(fèi)者".encode(), "a.txt")
    assert found.normal.text == "或对消费者"
    check_whole(found)


def test_a_lost_first_byte_is_inferred_where_only_a_mark_fits() -> None:
    run = bytes.fromhex("DBB3FDC8ABB2BFDF60").decode("gb18030")
    found = ingest(f"扣5分??{run}法所得".encode(), "a.txt")
    assert found.normal.text == "扣5分。扣除全部违法所得"
    check_whole(found)
    edit = next(edit for edit in found.edits if not edit.certain)
    assert (edit.rule, edit.evidence) == ("gbk-lost-byte", "A3 BF DB B3 FD C8 AB B2 BF DF 60")


@pytest.mark.parametrize("raw", ["扣分?\ue431商家", "或?qū)乙丙丁戊", "甲\ufffd乙", "锟斤拷的规则"])
def test_damage_that_cannot_be_mended_stays_and_is_owned_up_to(raw: str) -> None:
    found = ingest(raw.encode(), "a.txt")
    check_whole(found)
    assert [(finding.code, finding.understood) for finding in found.diagnostics] == [("I107", False)]
    assert not any(edit.rule.startswith("gbk") for edit in found.edits)


@pytest.mark.parametrize("text", ["怎么罚?三档处理", "可以吗??鄢陵县A区商家", "何时生效?(见公告)", "扣几分?yes)ok"])
def test_questions_are_no_damage(text: str) -> None:
    found = ingest(text.encode(), "a.txt")
    assert (found.normal.text, found.diagnostics) == (text, ())
