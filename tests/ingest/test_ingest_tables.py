import re

import pytest

from rulec.ingest.fold import code_point, fold, to_simplified
from rulec.source.resources import grammars_dir, read_table


def test_tables_are_found_and_sorted() -> None:
    assert (grammars_dir() / "repair" / "t2s.tsv").is_file()
    for name in ("repair/t2s.tsv", "repair/t2s_phrases.tsv", "repair/readings.tsv"):
        keys = [row[0] for row in read_table(name)]
        assert keys == sorted(set(keys))


def test_folding_is_one_for_one_and_settles_at_once() -> None:
    every = "".join(chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000)
    assert len(fold(every)) == len(every)
    characters = [row[1] for row in read_table("repair/t2s.tsv")] + [code_point(row[1]) for row in read_table("repair/fold.tsv")]
    assert all(len(char) == 1 for char in characters)
    assert [char for char in characters if fold(char) != char] == ["苧"]  # 薴 → 苧, and 苧 → 苎: two plants


def test_opencc_agrees_on_every_character_and_phrase() -> None:
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert
    for old, new in [*read_table("repair/t2s.tsv"), *read_table("repair/t2s_phrases.tsv")]:
        assert to_simplified(old) == new == convert(old)


def test_pypinyin_knows_every_reading() -> None:
    pypinyin = pytest.importorskip("pypinyin")
    for char, known in read_table("repair/readings.tsv")[::40]:
        assert set(known.split(" ")) <= set(pypinyin.pinyin(char, heteronym=True)[0])


def test_page_patterns_compile_and_have_a_scope() -> None:
    for pattern, reason, scope in read_table("repair/furniture.tsv"):
        assert re.compile(pattern).groupindex == {}
        assert reason
        assert scope in {"line", "tail", "header", "spam"}
