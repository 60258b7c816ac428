"""Blanks and line ends behind a sentence mean nothing; no change of a text makes the compiler fall over or lose a character."""

import pytest
from announcements import ALL, OWN, Json, announcement, meaning, place_of, recompiled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.diagnostics import UserError
from rulec.diagnostics.codes import codes
from rulec.source import tiles_whole

_QUIET = settings(derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
_BLANKS = (" ", "\u3000", "\n", "\n\n", " \n", "\r\n", "\t", "\u00a0", "\u200b")
_PIECES = (
    "", " ", "\n", "。", ";", ",", ":", "、", "(", ")", "《", "》", "“", "”", "|", "{{", "}}", "%", "元", "分", "天", "次", "10", "一", "万",
    "且", "或", "和", "不", "未", "除", "外", "的", "时", "以上", "以下", "不超过", "累计", "首次", "每", "情节严重", "扣", "支付违约金",
    "罚款", "第一条", "第二章", "一、", "(一)", "1.1", "2023年13月45日", "X天", "規(guī)", "?qū)ζ", "\ufeff", "\u202e", "\u200b", "\x0b",
    "🙂", "𠀀", "http://a.b", "\\", "'", '"',
)  # fmt: skip


def ends(found: Compilation) -> list[int]:
    """Raw places right behind a full stop, outside furniture."""
    raw = found.ingested.source.raw
    return [
        tile.span.start + at + 1
        for tile in found.ledger
        if tile.class_ not in ("furniture", "metadata")
        for at, char in enumerate(tile.span.slice(raw))
        if char == "。"
    ]


@pytest.mark.parametrize("name", ALL)
@settings(_QUIET, max_examples=5)
@given(data=st.data())
def test_blanks_behind_a_full_stop_mean_nothing(name: str, data: st.DataObject) -> None:
    found = announcement(name)
    raw = found.ingested.source.raw
    places = ends(found)
    if not places:
        return
    chosen = data.draw(st.dictionaries(st.sampled_from(places), st.sampled_from(_BLANKS), min_size=1, max_size=4))
    for place, blank in sorted(chosen.items(), reverse=True):
        raw = raw[:place] + blank + raw[place:]
    assert meaning(recompiled(raw).rule_set) == meaning(found.rule_set)


@settings(_QUIET, max_examples=150)
@given(
    name=st.sampled_from(ALL),
    edits=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(_PIECES)), min_size=1, max_size=8),
)
def test_no_change_of_a_text_makes_the_compiler_fall(name: str, edits: list[tuple[int, int, str]]) -> None:
    try:
        path = place_of(name)
    except pytest.skip.Exception:
        path = place_of(f"corpus/{OWN[0]}")
    raw = path.read_text("utf-8")
    for place, gone, piece in edits:
        at = place % (len(raw) + 1)
        raw = raw[:at] + piece + raw[at + gone :]
    compiled_or_refused(raw.encode("utf-8"))


@settings(_QUIET, max_examples=60)
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=40))
def test_no_heap_of_words_makes_the_compiler_fall(pieces: list[str]) -> None:
    compiled_or_refused("".join(pieces).encode("utf-8"))


@settings(_QUIET, max_examples=60)
@given(text=st.text(max_size=120))
def test_no_text_makes_the_compiler_fall(text: str) -> None:
    compiled_or_refused(text.encode("utf-8"))


@settings(_QUIET, max_examples=60)
@given(data=st.binary(max_size=200))
def test_no_bytes_make_the_compiler_fall(data: bytes) -> None:
    compiled_or_refused(data)


def compiled_or_refused(data: bytes) -> Json | None:
    """Compiled with a whole ledger, or refused with a code that has words."""
    try:
        found = compile_announcement(data, "changed.txt")
    except UserError as refused:
        assert refused.code in codes()
        return None
    raw = found.ingested.source.raw
    assert tiles_whole(len(raw), found.ledger)
    assert "".join(tile.span.slice(raw) for tile in found.ledger) == raw
    return meaning(found.rule_set)
