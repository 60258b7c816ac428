"""Repaired text → announcement syntax: outline, tokens, islands, clauses, phrases. Every stage tiles its input."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rulec.ingest.markup import BREAK
from rulec.ingest.model import Ingested
from rulec.lexicon.calendar import find_dates
from rulec.lexicon.stated_bounds import stated_bounds
from rulec.lexicon.vocabulary import vocabulary
from rulec.parsing.cst_to_ast import AstBuilder
from rulec.parsing.flattened import as_rows, flattened, flattened_tables
from rulec.parsing.islands import Island
from rulec.parsing.lalr import Node
from rulec.parsing.lines_to_outline import outline
from rulec.parsing.rows_to_table import cell_places, is_ruler, tables
from rulec.parsing.sentence_to_tokens import tokenise
from rulec.parsing.text_to_amendments import amendments
from rulec.parsing.tokens import Token
from rulec.parsing.tokens_to_clause import clause, sentences
from rulec.syntax.announcement import Announcement
from rulec.syntax.clauses import ComparisonPhrase, ExceptPhrase, Mark, MeasurePhrase, Phrase, Segment, Sentence
from rulec.syntax.document import Block
from rulec.syntax.tables import Cell


def parse(ingested: Ingested) -> Announcement:
    """The syntax of a repaired announcement."""
    normal = ingested.normal
    chrome = [normal.normal_span(tile.span) for tile in ingested.furniture]
    blocks = outline(normal.text, chrome)
    runs = flattened(normal.text, blocks)
    blocks = as_rows(blocks, runs)
    year = int(ingested.page_date[:4]) if ingested.page_date else next((d.year for d in find_dates(normal.text[:4000]) if d.year), None)
    builder = AstBuilder(normal, year, stated_bounds(normal.text))
    found: list[Sentence] = []
    cells: dict[int, tuple[Cell, ...]] = {}
    for index, block in enumerate(blocks):
        if block.kind in ("blank", "chrome") or block.body >= block.end:
            continue
        if block.kind == "row":
            cells[index] = tuple(_cells(normal.text, block, index, builder))
            found.extend(s for cell in cells[index] for s in cell.sentences)
            continue
        tokens = tokenise(normal.text, block.body, block.end)
        assert not tokens or (tokens[0].start == block.body and tokens[-1].end == block.end)
        found.extend(_sentences(tokens, index, builder))
    lost = flattened_tables(normal, blocks, cells, runs)
    grids = (*tables(normal, blocks, cells, {number for table in lost for number in table.blocks}), *lost)
    return Announcement(blocks, tuple(found), grids, amendments(normal, blocks, grids))


def _cells(text: str, block: Block, index: int, builder: AstBuilder) -> Iterator[Cell]:
    """The cells of a line of a table; a separator has none."""
    if is_ruler(text[block.body : block.end]):
        return
    for start, end in cell_places(text, block.body, block.end):
        if start >= end:
            yield Cell("", builder.span(start, start))
            continue
        tokens = tokenise(text, start, end)
        sentences = tuple(_sentences(tokens, index, builder))
        yield Cell(text[start:end].replace(BREAK, ""), builder.span(start, end), sentences, builder.figure(tokens))


def _sentences(tokens: Sequence[Token], block: int, builder: AstBuilder) -> Iterator[Sentence]:
    for words, terminator, mark in sentences(tokens):
        if not words or not any(t.text.strip() for t in words):
            continue
        start, end = words[0].start, (mark.end if mark is not None and mark.type != "NEWLINE" else words[-1].end)
        segments = tuple(_waived(list(_segments(words, builder))))
        yield Sentence(segments, terminator, builder.text(start, end).strip(), builder.span(start, end), block)


def _segments(words: Sequence[Token], builder: AstBuilder) -> Iterator[Segment]:
    for node in clause(_headed(words), builder.normal.text).children:
        if not isinstance(node, Node):
            continue
        items = node.leaves()
        parts = tuple(_phrase(item, builder) for item in items)
        start, end = items[0].start, items[-1].end
        yield Segment(node.data, parts, builder.text(start, end).strip(), builder.span(start, end))  # type: ignore[arg-type]


def _waived(segments: Sequence[Segment]) -> Iterator[Segment]:
    """头一次被查到的,不扣分: behind a closed condition, `no points` is what follows, not a condition of its own."""
    closed = False
    for segment in segments:
        figures = [p for p in segment.parts if not isinstance(p, Mark)]
        only = figures[0] if len(figures) == 1 or (len(figures) > 1 and figures == list(segment.parts)) else None  # 不扣分或…<20分 asks
        if closed and segment.kind == "numeric" and isinstance(only, ComparisonPhrase) and only.implied and only.fact == "扣分分数":
            waiver = MeasurePhrase("waiving", only.text, "waive", only.text, only.span, object="扣分")
            yield Segment("effect", tuple(waiver if p is only else p for p in segment.parts), segment.text, segment.span)
            continue
        closed = closed or segment.kind == "condition"
        yield segment


def _phrase(item: Island | Token, builder: AstBuilder) -> Phrase:
    phrase = builder.phrase(item)
    if isinstance(phrase, Mark) and phrase.kind == "BRACKET" and isinstance(item, Token) and item.inner:
        inner = tuple(_sentences(item.inner, -1, builder))
        return Mark("BRACKET", phrase.text, phrase.span, "", inner)
    if isinstance(phrase, ExceptPhrase) and isinstance(item, Token) and item.inner:
        within = tuple(_sentences(item.inner, -1, builder))
        said = [p for s in within for g in s.segments for p in g.parts if not isinstance(p, Mark)]
        return replace(phrase, within=within) if said else phrase
    return phrase


def _headed(words: Sequence[Token]) -> list[Token]:
    """A tier's bare label at the very start (轻微: …, 严重的, …) is a tier; a label inside a sentence is an ordinary word."""
    tokens = list(words)
    while tokens and not tokens[0].text.strip():
        tokens.pop(0)
    if len(tokens) >= 1 and tokens[0].type == "WORDS" and tokens[0].text in vocabulary().scales:
        following = tokens[1].type if len(tokens) > 1 else "COLON"
        if following in ("COLON", "COMMA", "DE", "BRACKET"):
            tokens[0] = Token("TIER", tokens[0].text, tokens[0].start, tokens[0].end, tokens[0].text)
    return tokens
