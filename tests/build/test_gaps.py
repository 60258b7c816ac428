"""Gaps: what is not understood, by construction; accepted with a reason and bound to the text; the corpus' own known gaps."""

import hashlib
from pathlib import Path

import pytest

from rulec.build.accepted_gaps import AcceptedGap, accept, read_gaps, write_skeletons
from rulec.build.gaps import construction_of, constructions, gaps_of, grouped, percent_up, summary, total
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.build.term_suggestions import suggest_terms
from rulec.build.workspace import discover
from rulec.diagnostics import UserError
from rulec.source import Span

ROOT = Path(__file__).parents[2]
KNOWN = ROOT / "corpus/known-gaps.yaml"
HEAD = "青禾平台管理规则\n2024年5月1日发布，2024年5月8日起生效。\n"
# 倒挂 and 回炉 are in no lexicon; the first sentence names a sanction that nothing makes anything of.
ODD = "卖家收到处罚通知后三日内递交情况说明的，平台酌情倒挂处理。"
PLAIN = "卖家虚构发货记录的，每次扣2分。"


def compiled(text: str, path: str = "a.txt") -> Compilation:
    return compile_announcement(text.encode(), path)


def entry(text: str, **values: object) -> AcceptedGap:
    return AcceptedGap.model_validate({"reason": "写法罕见", "sha256": hashlib.sha256(text.encode()).hexdigest(), **values})


def test_a_gap_is_one_stretch_however_many_say_so() -> None:
    text = HEAD + ODD + "\n" + PLAIN
    found = gaps_of(compiled(text))
    assert [gap.text for gap in found] == [ODD]
    assert found[0].codes and found[0].span.slice(text) == ODD


def test_what_is_understood_is_no_gap() -> None:
    assert gaps_of(compiled(HEAD + PLAIN)) == ()


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        ("经平台同意的除外", "", "exception"),
        ("依照前款规定处理的", "", "reference"),
        ("一年内三次以上的", "", "occurrence"),
        ("未满十八周岁的", "", "age"),
        ("扣除12分的", "", "points"),
        ("不超过五千元", "", "money"),
        ("应当在三十日内", "", "deadline"),
        ("有下列情形之一", "", "list"),
        ("不得", "", "prohibition"),
        ("有权要求", "", "power"),
        ("一格文字", "P204", "table"),
        ("平台酌情", "", "other"),
    ],
)
def test_the_construction_is_named_by_the_words(words: str, code: str, expected: str) -> None:
    assert construction_of(words, [code] if code else []).id == expected


def test_the_table_of_constructions_ends_in_one_that_takes_everything() -> None:
    table = constructions()
    assert len({row.id for row in table}) == len(table)
    assert [row.id for row in table if not row.codes and row.words is None] == [table[-1].id]


def test_groups_come_most_frequent_first() -> None:
    compilation = compiled(HEAD + ODD + "\n" + PLAIN)
    (gap,) = gaps_of(compilation)
    groups = grouped([("a", gap), ("b", gap)])
    assert [(g.construction.id, len(g.gaps)) for g in groups] == [(gap.construction.id, 2)]


def test_the_summary_counts_what_the_ledger_holds() -> None:
    row = summary(compiled(HEAD + ODD + "\n" + PLAIN), "a.txt")
    assert row.whole and row.unresolved == len(ODD) and row.norms == 1 and row.partial == 0
    both = total([row, row])
    assert (both.characters, both.unresolved, both.whole) == (2 * row.characters, 2 * len(ODD), True)
    assert percent_up(1, 1000) == "0.1" and percent_up(1, 10_000) == "0.1" and percent_up(0, 5) == "0.0"


# -- accepted gaps -----------------------------------------------------------------------------------------------------------------------


def test_an_accepted_gap_has_its_reason(tmp_path: Path) -> None:
    text = HEAD + ODD
    compilation = compiled(text)
    gaps = gaps_of(compilation)
    start = text.index(ODD)
    for given in ({"quote": ODD}, {"span": [start, start + len(ODD)]}):
        accepted = accept([entry(text, **given)], compilation.ingested.source, gaps, tmp_path / "gaps.yaml")
        assert accepted.reason(gaps[0].span) == "写法罕见" and accepted.stale == ()
    part = accept([entry(text, quote="平台酌情")], compilation.ingested.source, gaps, tmp_path / "gaps.yaml")
    assert part.reason(gaps[0].span) is None  # a word of it does not accept the whole


def test_stale_entries_are_told_apart(tmp_path: Path) -> None:
    text = HEAD + PLAIN
    source = compiled(text).ingested.source
    entries = [entry(text, quote=PLAIN), entry(text, quote="不在文中的话"), entry(text + " ", quote=PLAIN)]
    found = accept(entries, source, (), tmp_path / "gaps.yaml").stale
    assert [stale.code for stale in found] == ["B043", "B044", "B042"]
    (tmp_path / "b.txt").write_bytes((text + " ").encode())  # another version beside it: that entry is about that one
    assert [stale.code for stale in accept(entries, source, (), tmp_path / "gaps.yaml").stale] == ["B043", "B044"]


@pytest.mark.parametrize(
    "rows",
    [
        "- {quote: 甲, sha256: HASH}",
        "- {quote: 甲, sha256: HASH, reason: '  '}",
        "- {quote: 甲, sha256: HASH, reason: 乙, note: 丙}",
        "- {quote: 甲, span: [0, 1], sha256: HASH, reason: 乙}",
        "- {sha256: HASH, reason: 乙}",
        "- {span: [3, 3], sha256: HASH, reason: 乙}",
        "- {quote: 甲, sha256: abc, reason: 乙}",
        "quote: 甲",
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, rows: str) -> None:
    file = tmp_path / "gaps.yaml"
    file.write_text(rows.replace("HASH", f'"{"a" * 64}"'), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_gaps(file)
    assert refused.value.code == "B041"


def test_skeletons_do_not_validate_until_reasons_are_given(tmp_path: Path) -> None:
    text = HEAD + ODD
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    compilation = compiled(text, str(tmp_path / "a.txt"))
    gaps, file = gaps_of(compilation), tmp_path / "gaps.yaml"
    assert write_skeletons(file, [(compilation.ingested.source, gaps), (compilation.ingested.source, ())]) == (1, 0)
    with pytest.raises(UserError) as refused:
        read_gaps(file)
    assert refused.value.code == "B041"
    file.write_text(file.read_text(encoding="utf-8").replace('reason: ""', "reason: 写法罕见"), encoding="utf-8")
    accepted = accept(read_gaps(file), compilation.ingested.source, gaps, file)
    assert accepted.reason(gaps[0].span) == "写法罕见"
    assert write_skeletons(file, [(compilation.ingested.source, gaps)]) == (0,)


# -- words for the lexicon ---------------------------------------------------------------------------------------------------------------


def test_words_are_proposed_where_they_stand_in_a_telling_place() -> None:
    text = HEAD + "卖家虚构记录的，平台将回炉；\n卖家逾期不改的，平台将回炉。\n"
    compilation = compiled(text)
    found = suggest_terms([("a.txt", compilation)])
    rows = [(one.phrase, one.count, one.file, one.row) for one in found if one.category == "action"]
    assert ("回炉", 2, "actions.tsv", "other\t回炉\t-\tVERB") in rows
    first = next(one for one in found if one.phrase == "回炉")
    assert first.span.slice(text) == "回炉" and first.quote.count("回炉") == 1
    assert found == suggest_terms([("a.txt", compilation)])
    assert suggest_terms([("a.txt", compilation)], least=9) == ()


# -- the corpus --------------------------------------------------------------------------------------------------------------------------


def test_the_known_gaps_of_the_corpus_are_all_there_are_and_none_works_yet() -> None:
    entries = read_gaps(KNOWN)
    unlisted, stale, named = [], [], set()
    for version in [v for announcement in discover(ROOT) for v in announcement.versions]:
        compilation = compile_announcement(version.file.read_bytes(), str(version.file))
        gaps = gaps_of(compilation)
        accepted = accept(entries, compilation.ingested.source, gaps, KNOWN)
        unlisted += [f"{version.path}: {gap.text}" for gap in gaps if accepted.reason(gap.span) is None]
        stale += [f"{version.path}: {one.code} {one.entry.place()}" for one in accepted.stale if one.entry.announcement]
        named.add(version.file.relative_to(KNOWN.parent).as_posix())
    assert not unlisted, "not understood and not in corpus/known-gaps.yaml"
    assert not stale, "remove these from corpus/known-gaps.yaml, or bring their hash up to date"
    assert {one.announcement for one in entries} <= named


def test_a_span_beyond_the_text_is_stale() -> None:
    text = HEAD + ODD
    compilation = compiled(text)
    found = accept([entry(text, span=[0, 10_000])], compilation.ingested.source, gaps_of(compilation), KNOWN)
    assert [stale.code for stale in found.stale] == ["B044"] and found.reason(Span(0, 1)) is None
