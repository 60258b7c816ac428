import pytest

from rulec.diagnostics import UserError
from rulec.ingest import ingest
from rulec.ingest.read import MAX_BYTES, read

RULE = "商家发布违禁商品的,每次扣除违规积分4分,并支付违约金2000元。"


def test_utf8_is_read_without_a_word() -> None:
    source, notes = read(RULE.encode(), "a.txt")
    assert (source.raw, source.encoding, notes) == (RULE, "utf-8", ())
    assert len(source.sha256) == 64


def test_bom_and_carriage_returns_stay_in_the_raw_text() -> None:
    found = ingest(b"\xef\xbb\xbf" + "规则\r\n扣分\r".encode(), "a.txt")
    assert found.source.raw == "\ufeff规则\r\n扣分\r"
    assert found.normal.text == "规则\n扣分\n"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gb18030_is_recognised_and_said(encoding: str) -> None:
    source, notes = read(RULE.encode(encoding), "a.txt")
    assert (source.raw, source.encoding) == (RULE, "gb18030")
    assert [note.code for note in notes] == ["I101"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "I001"),
        (b"\xef\xbb\xbf \r\n\t\n", "I001"),
        ("\u3000\n\u00a0".encode(), "I001"),
        (b"PK\x03\x04\x00\x00abc", "I007"),
        (RULE.encode("utf-16"), "I002"),
        (b"\x01\x02\x03\x04\x05rule", "I002"),
        (b"\xff\xfe\xfd rule", "I003"),
        ("规则".encode() + b"\xed\xa0\x80", "I003"),
        (RULE.encode()[:-1], "I003"),
        (b"a" * (MAX_BYTES + 1), "I004"),
        (RULE.encode().decode("latin-1").encode(), "I005"),
        (RULE.encode().decode("gb18030", "replace").encode(), "I005"),
    ],
)
def test_what_is_no_text_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        ingest(data, "a.txt")
    assert refused.value.code == code
    assert refused.value.values["path"] == "a.txt"


def test_the_place_of_an_undecodable_byte_is_named() -> None:
    with pytest.raises(UserError) as refused:
        ingest("规则".encode() + b"\xff", "a.txt")
    assert refused.value.values["offset"] == "6"
