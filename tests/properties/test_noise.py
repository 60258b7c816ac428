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
_BLANKS = (" ", "  ", "\u3000", "\t", "\u00a0", "\u200b")
_LINE_ENDS = ("\n", "\n\n", "\r\n", " \n", "\u3000\n")
_PIECES = (
    "", " ", "\n", "。", ";", ",", ":", "、", "(", ")", "《", "》", "“", "”", "|", "{{", "}}", "%", "元", "分", "天", "次", "10", "一",
    "万", "首次", "且", "或", "和", "不", "未", "除", "外", "的", "时", "以上", "以下", "不超过", "累计", "每", "情节严重", "扣",
    "支付违约金",
    "罚款", "第一条", "第二章", "一、", "(一)", "1.1", "2023年13月45日", "X天", "規(guī)", "?qū)ζ", "\ufeff", "\u202e", "\u200b", "\x0b",
    "🙂", "𠀀", "http://a.b", "\\", "'", '"',
)  # fmt: skip


def ends(found: Compilation) -> list[tuple[int, tuple[str, ...]]]:
    """Raw places, outside furniture, where blanks mean nothing: behind a full stop, and more line ends where one is."""
    raw = found.ingested.source.raw
    places: list[tuple[int, tuple[str, ...]]] = []
    for at in (at for tile in found.ledger if tile.class_ not in ("furniture", "metadata") for at in range(*tile.span)):
        if raw[at] == "\n":
            places.append((at, (*_BLANKS, *_LINE_ENDS)))
        elif raw[at] == "。":
            places.append((at + 1, _BLANKS))
    return places


@pytest.mark.parametrize("name", ALL)
@settings(_QUIET, max_examples=8)
@given(data=st.data())
def test_blanks_where_a_sentence_ends_mean_nothing(name: str, data: st.DataObject) -> None:
    found = announcement(name)
    raw = found.ingested.source.raw
    places = ends(found)
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique_by=lambda place: place[0]))
    for place, blanks in sorted(chosen, reverse=True):
        raw = raw[:place] + data.draw(st.sampled_from(blanks)) + raw[place:]
    assert meaning(recompiled(raw).rule_set) == meaning(found.rule_set)


@pytest.mark.parametrize("tier", [0, 1, 2])
def test_a_line_end_inside_a_tier_never_makes_its_measure_hold_for_all(tier: int) -> None:
    """扣10分。 / 扣除全部违规所得…: what stands on the next line is said of the tier still, or is not understood."""
    found = announcement("corpus/kuaishou/trading-fund-safety/2023-11-03.txt")
    places = [m.span.start for norm in found.rule_set.norms for m in norm.measures if m.action == "confiscate"]
    assert len(places) == 3
    raw, at = found.ingested.source.raw, places[tier]
    broken = recompiled(raw[:at] + "\n" + raw[at:]).rule_set
    loose = [norm for norm in broken.norms if norm.condition is None and any(m.action == "confiscate" for m in norm.measures)]
    assert not [norm for norm in loose if not norm.unclaimed], "either the tier's, or partial: never compiled for everyone"


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
