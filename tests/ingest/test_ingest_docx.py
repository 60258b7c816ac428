"""Word documents: paragraphs, numbers, tables; and everything that is no Word document is refused with a code."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_rebuild import check_whole
from word_files import cell, docx, numbered, numbering, p, table

from rulec.diagnostics import UserError
from rulec.ingest import ingest


def read(data: bytes) -> str:
    found = ingest(data, "a.docx")
    check_whole(found)
    return found.source.raw


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), inner)
    return out.getvalue()


def test_paragraphs_and_runs() -> None:
    runs = "<w:p><w:r><w:t>商家</w:t></w:r><w:ins><w:r><w:t>虚假</w:t></w:r></w:ins><w:del><w:r><w:delText>延迟</w:delText></w:r></w:del>"
    runs += "<w:hyperlink><w:r><w:t>发货</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>的</w:t><w:br/><w:t>扣2分</w:t></w:r></w:p>"
    assert read(docx(p("规则") + runs)) == "规则\n商家虚假发货 的\n扣2分\n"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((("chineseCounting", "第%1条"), ("decimal", "(%2)")), ["第一条 甲", "(1)乙", "(2)丙", "第二条 丁"]),
        ((("decimal", "%1."), ("decimal", "%1.%2")), ["1.甲", "1.1 乙", "1.2 丙", "2.丁"]),
        ((("upperLetter", "%1、"), ("decimalEnclosedCircle", "%2")), ["A、甲", "①乙", "②丙", "B、丁"]),
        ((("bullet", "\uf0b7"), ("lowerRoman", "%2)")), ["• 甲", "i)乙", "ii)丙", "• 丁"]),
    ],
)
def test_automatic_numbers_are_written_out(levels: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 1) + numbered("丁")
    assert read(docx(body, {"numbering.xml": numbering(*levels)})).split("\n")[:4] == expected


def test_a_number_that_cannot_be_worked_out_is_said() -> None:
    found = ingest(docx(p("规则") + numbered("虚假发货的，扣2分。", number=9)), "a.docx")
    assert [(d.code, d.span.slice(found.source.raw)) for d in found.diagnostics] == [("I111", "虚假发货的，扣2分。")]


def test_merged_cells() -> None:
    rows = (
        cell("违规", '<w:vMerge w:val="restart"/>') + cell("处理", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("首次") + cell("再次"),
        cell("私下\n交易") + cell("扣1|2分") + cell("扣3分"),
    )
    assert read(docx(table(*rows))) == "\n|违规|处理|←|\n|〃|首次|再次|\n|私下⏎交易|扣1/2分|扣3分|\n\n"


def test_a_table_of_one_column_is_a_frame() -> None:
    assert read(docx(table(cell("甲\n乙"), cell("丙")))) == "甲\n乙\n丙\n"


def test_hidden_and_struck_out_words_are_left_out_and_said() -> None:
    found = ingest(
        docx(
            p("规则") + p("扣99分", run="<w:vanish/>") + p("扣88分", run='<w:strike w:val="1"/>') + p("扣2分", run='<w:strike w:val="0"/>')
        ),
        "a.docx",
    )
    assert found.source.raw.split() == ["规则", "扣2分"]
    assert [(d.code, d.value("count"), d.understood) for d in found.diagnostics] == [("I110", "2", False)]


def test_a_text_box_follows_its_paragraph() -> None:
    box = f"<w:p><w:r><w:t>甲</w:t><w:pict><w:txbxContent>{p('乙')}</w:txbxContent></w:pict></w:r></w:p>"
    assert read(docx(box)) == "甲\n乙\n"


GOOD = docx(p("商家虚假发货的，每次扣2分。") * 20)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD[:200], "I007"),
        (GOOD[:-30], "I007"),
        (b"PK\x03\x04" + b"x" * 500, "I007"),
        (zipped(xl__workbook_xml="<a/>"), "I007"),
        (zipped(word__document_xml="<a><b></a>"), "I007"),
        (zipped(word__document_xml=""), "I007"),
        (zipped(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "I007"),
        (zipped(word__document_xml="<a>" * 1000 + "</a>" * 1000), "I008"),
        (zipped(word__document_xml="<a>" + " " * 2_000_000 + "</a>"), "I008"),
        (docx(""), "I001"),
        (docx(p(" ")), "I001"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "I002"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        ingest(data, "a.docx")
    assert refused.value.code == code


@settings(derandomize=True, max_examples=120, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255), st.integers(0, 40))
def test_a_damaged_document_is_read_or_refused(at: int, change: int, cut: int) -> None:
    data = bytearray(GOOD)
    data[at] ^= change
    try:
        found = ingest(bytes(data[: len(data) - cut] if cut > 20 else data), "a.docx")
    except UserError as refused:
        assert refused.code in {"I001", "I002", "I003", "I005", "I007", "I008"}
        return
    check_whole(found)
