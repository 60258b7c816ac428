"""Vocabulary → the two files derived from it: the segmenter's dictionary and the grammars' terminals (`make lexicon`)."""

from rulec.lexicon.segmenter import bake
from rulec.parsing.grammars import terminals_text
from rulec.source.resources import grammars_dir

SEGMENTATION_HEAD = (
    "# word\tfrequency (jieba 0.42.1 dict.txt, MIT; vocabulary words raised so that they stay whole); written by `make lexicon`\n"
)


def main() -> None:
    """Write `lexicon/segmentation.tsv` and `00_terminals.lark` anew below the grammars folder."""
    rows = "".join(f"{word}\t{count}\n" for word, count in bake())
    (grammars_dir() / "lexicon" / "segmentation.tsv").write_text(SEGMENTATION_HEAD + rows, "utf-8")
    (grammars_dir() / "00_terminals.lark").write_text(terminals_text(), "utf-8")


if __name__ == "__main__":
    main()
