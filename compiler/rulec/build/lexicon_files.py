"""Vocabulary and grammars → the files derived from them: the segmenter's dictionary, the terminals, the parsers' tables (`make lexicon`)."""

from rulec.lexicon.segmenter import bake
from rulec.parsing.grammars import tables_text, terminals_text
from rulec.parsing.parsers import GRAMMARS
from rulec.source.resources import grammars_dir

SEGMENTATION_HEAD = (
    "# word\tfrequency (jieba 0.42.1 dict.txt, MIT; vocabulary words raised so that they stay whole); written by `make lexicon`\n"
)


def main() -> None:
    """Write `lexicon/segmentation.tsv`, `00_terminals.lark` and `tables/*.json` anew below the grammars folder."""
    rows = "".join(f"{word}\t{count}\n" for word, count in bake())
    (grammars_dir() / "lexicon" / "segmentation.tsv").write_text(SEGMENTATION_HEAD + rows, "utf-8")
    (grammars_dir() / "00_terminals.lark").write_text(terminals_text(), "utf-8")
    (grammars_dir() / "tables").mkdir(exist_ok=True)
    for name in GRAMMARS:  # of the terminals just written
        (grammars_dir() / "tables" / f"{name}.json").write_text(tables_text(name), "utf-8")


if __name__ == "__main__":
    main()
