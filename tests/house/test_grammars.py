"""The grammars: without a conflict, without drift, and every rule explained by a sample that really uses it."""

from functools import cache
from pathlib import Path

import pytest
from derivations import Entry, case_text, defined_rules, index, island_rules, used_rules
from lark.exceptions import GrammarError

from rulec.lexicon.segmenter import cut
from rulec.lexicon.vocabulary import vocabulary
from rulec.parsing.grammars import build, tables_of, tables_text, terminals_text
from rulec.parsing.lalr import Tables
from rulec.parsing.parsers import GRAMMARS, ISLAND_FILES, baked, grammar_text
from rulec.source.resources import grammars_dir, read_table

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "grammars" / "README.md"


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(index(README.read_text("utf-8")))


@cache
def islands() -> Tables:
    return tables_of(grammar_text(*GRAMMARS["islands"].files), "island")


def unused(names: set[str], samples: list[Entry], parser: Tables) -> set[str]:
    """The rules of `names` that no sample uses."""
    used: set[str] = set()
    for entry in samples:
        used |= used_rules(entry.file, entry.sample, parser)
    return names - used


# -- building ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_the_grammar_has_no_conflict(name: str) -> None:
    files, start = GRAMMARS[name]
    build(grammar_text(*files), start, strict=True)


def test_a_planted_conflict_is_an_error() -> None:
    text = grammar_text(*GRAMMARS["islands"][0])
    with pytest.raises(GrammarError):
        build(f"{text}\nghost: ghost? MONEY | MONEY ghost?\n%extend island: ghost\n", "island", strict=True)


def test_terminals_are_those_of_the_vocabulary() -> None:
    assert (grammars_dir() / "00_terminals.lark").read_text("utf-8") == terminals_text()


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_the_baked_tables_are_those_of_the_grammar(name: str) -> None:
    path = grammars_dir() / "tables" / f"{name}.json"
    assert path.read_text("utf-8") == tables_text(name), f"{path.name} is stale: make lexicon"
    assert baked(name) == tables_of(grammar_text(*GRAMMARS[name].files), GRAMMARS[name].start)


def test_every_grammar_file_belongs_to_a_grammar() -> None:
    known = {name for files, _ in GRAMMARS.values() for name in files}
    assert {path.stem for path in grammars_dir().glob("*.lark")} == known


def test_a_dialect_adds_an_island_and_moves_nothing_else() -> None:
    text = grammar_text(*GRAMMARS["islands"][0])
    dialect = tables_of(f"{text}\nstars: STAR STAR+\n%extend island: stars\n", "island")
    assert "stars" in island_rules(dialect, "5星4星")
    assert "stars" not in island_rules(islands(), "5星4星")
    for entry in entries():
        if entry.file in {f"{name}.lark" for name in ISLAND_FILES}:
            assert island_rules(dialect, entry.sample) == island_rules(islands(), entry.sample)


# -- words -------------------------------------------------------------------------------------------------------------------------


def test_the_segmentation_table_is_sorted_and_each_word_stands_once_with_a_count() -> None:
    rows = read_table("lexicon/segmentation.tsv")
    words = [row[0] for row in rows]
    assert words == sorted(set(words))
    assert all(len(row) == 2 and int(row[1]) > 0 for row in rows)


def test_the_segmentation_table_has_every_word_of_the_vocabulary() -> None:
    known = {row[0] for row in read_table("lexicon/segmentation.tsv")}
    assert sorted(set(vocabulary().words) - known) == []


def test_every_word_of_the_vocabulary_stays_whole_by_itself() -> None:
    broken = {word: pieces for word in sorted(vocabulary().words) if (pieces := [piece for piece, _, _ in cut(word)]) != [word]}
    assert broken == {}


# -- the index ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_the_index_lists_every_rule_in_its_file(name: str) -> None:
    listed = {(entry.file, entry.rule) for entry in entries()}
    defined = {(f"{file}.lark", rule) for file in GRAMMARS[name][0] for rule in defined_rules(grammar_text(file))}
    files = {file for file, _ in defined}
    assert {row for row in listed if row[0] in files} == defined


def test_the_index_names_only_files_that_are_there() -> None:
    assert {entry.file for entry in entries()} <= {path.name for path in grammars_dir().glob("*.lark")}


@pytest.mark.parametrize("entry", entries(), ids=lambda e: f"{e.file}:{e.rule}")
def test_the_sample_of_a_rule_uses_it(entry: Entry) -> None:
    used = used_rules(entry.file, entry.sample, islands())
    assert entry.rule in used, f"{entry.sample!r} uses {sorted(used)}"
    assert entry.meaning


@pytest.mark.parametrize("entry", entries(), ids=lambda e: f"{e.file}:{e.rule}")
def test_the_case_of_a_rule_uses_it(entry: Entry) -> None:
    used = used_rules(entry.file, case_text(ROOT / f"corpus/cases/{entry.case}.md"), islands())
    assert entry.rule in used, f"{entry.case} uses {sorted(used)}"


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_no_rule_is_unused(name: str) -> None:
    files = GRAMMARS[name][0]
    samples = [entry for entry in entries() if entry.file.removesuffix(".lark") in files]
    assert unused(defined_rules(grammar_text(*files)), samples, islands()) == set()


@pytest.mark.parametrize(
    "planted", ["ghost: MONEY STAR\n", "ghost: MONEY STAR\n%extend island: ghost\n", "%extend island: STAR STAR -> ghost\n"]
)
def test_a_planted_unused_rule_is_reported(planted: str) -> None:
    text = f"{grammar_text(*GRAMMARS['islands'][0])}\n{planted}"
    samples = [entry for entry in entries() if entry.file.removesuffix(".lark") in ISLAND_FILES]
    assert unused(defined_rules(text), samples, tables_of(text, "island")) == {"ghost"}
