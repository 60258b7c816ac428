"""A text in force and the announcements that amend it, in order → the consolidated text, with where every sentence comes from."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from rulec.build.amendment_edits import Edit, planned
from rulec.build.amendment_words import chinese
from rulec.build.consolidation import Consolidation, Difference, Operation, Origin, Piece, Pieces, SentenceOrigin, Source, State
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.build.text_in_force import Current
from rulec.diagnostics import UserError
from rulec.ingest import ingest
from rulec.ir.model import Amendment
from rulec.lexicon.numerals import parse_numeral
from rulec.parsing.text_to_ast import parse
from rulec.semantics.provisions import Numbers, article_key, provisions
from rulec.semantics.references import references
from rulec.source import Span

Given = tuple[bytes, str]  # a text as read, and the path it was read from
_ARTICLE = re.compile(r"第([0-9零〇一二三四五六七八九十百千两]+)条(?:之([一二三四五六七八九十]+))?")
_KIND = re.compile(r"中华人民共和国|\((?:试行|暂行|修订版|现行版|.{2,8}年.{0,4})\)|[《》\s]")
_UNSTATED = frozenset({"metadata", "furniture", "layout"})


def consolidate(base: Given, amendments: Sequence[Given], published: Given | None = None) -> Consolidation:
    """Apply the operations of each amendment, in the order given, to the base.

    Article numbers of one announcement are those of the text before it. What cannot be applied is kept with the reason; nothing is guessed.
    With `published` the result is compared with that text. UserError where a text cannot be read, B030 where one amends nothing.
    """
    first = compile_announcement(*base)
    pieces = Pieces([Piece(first.ingested.source.raw, 0, Span(0, len(first.ingested.source.raw)))])
    sources = [_source(first)]
    operations: list[Operation] = []
    for number, given in enumerate(amendments, 1):
        compiled = compile_announcement(*given)
        if not compiled.rule_set.amendments:
            raise UserError("B030", path=given[1])
        sources.append(_source(compiled))
        pieces, done = _applied(pieces, compiled, number, sources[0].title, base[1])
        operations += done
    text = pieces.text
    result = Consolidation(tuple(sources), text, tuple(pieces.pieces), tuple(operations), _sentences(pieces, base[1]))
    if published is None:
        return result
    other = compile_announcement(*published)
    found = _differences(compile_announcement(text.encode(), base[1]), other)
    return Consolidation(result.sources, text, result.pieces, result.operations, result.sentences, _source(other), found)


def _source(compiled: Compilation) -> Source:
    document, source = compiled.rule_set.document, compiled.ingested.source
    return Source(source.path, source.sha256, document.title, document.dates.effective)


# ---- applying ------------------------------------------------------------------------------------------------------------------


def _applied(pieces: Pieces, compiled: Compilation, number: int, title: str, path: str) -> tuple[Pieces, list[Operation]]:
    ingested = ingest(pieces.text.encode(), path)
    current = Current(ingested, provisions(parse(ingested).blocks))
    raw = compiled.ingested.source.raw
    edits: list[Edit] = []
    done: list[Operation] = []
    ordered: list[int] = []
    for amendment in compiled.rule_set.amendments:
        state: State = "applied"
        why = ""
        if amendment.document is not None and not _same(amendment.document, title):
            state, why = "other_document", amendment.document
        else:
            plan = planned(current, amendment, number, raw)
            state, why = plan.state, plan.why
            clash = next((one for one in plan.edits for other in edits if _overlap(one, other)), None)
            if state == "applied" and clash is not None:
                state, why = "conflict", pieces.text[clash.start : clash.end][:40]
            elif state == "applied":
                edits += plan.edits
                if amendment.op == "renumber" and not amendment.place:
                    ordered.append(len(done))
        done.append(Operation(number, amendment, state, why))
    edits.sort(key=lambda e: (e.start, e.end))
    made = pieces.spliced([(e.start, e.end, e.new) for e in edits])
    explicit = {o.amendment.place: o.amendment.becomes for o in done if o.amendment.op == "renumber" and o.state == "applied" and o.amendment.place}
    for at in ordered:
        again = _in_order(made, done[at].amendment, number, path)
        if again is None:
            done[at] = Operation(number, done[at].amendment, "not_applicable", "之")
        else:
            made = again
    if explicit and not ordered:
        made = _follow(made, {_key(a): _key(b or "") for a, b in explicit.items()}, done, number, path)
    return made, done


def _same(named: str, title: str) -> bool:
    """Whether a title in an amendment means the base: one holds the other, kind and country apart."""
    short, long = sorted((_KIND.sub("", named), _KIND.sub("", title)), key=len)
    return not short or not title or short in long


def _overlap(one: Edit, other: Edit) -> bool:
    """Two cuts that share a character; insertions at one place follow each other."""
    if one.start == one.end or other.start == other.end:
        return other.start < one.start < other.end or one.start < other.start < one.end
    return one.start < other.end and other.start < one.end


def _in_order(pieces: Pieces, amendment: Amendment, number: int, path: str) -> Pieces | None:
    """条文顺序作相应调整: articles are counted anew, and what the older text says of them follows. None where 第…条之… stands among them."""
    ingested = ingest(pieces.text.encode(), path)
    announcement = parse(ingested)
    articles = [b for b in announcement.blocks if b.style == "ARTICLE"]
    if any("之" in b.label for b in articles):
        return None
    starts = _starts(pieces)
    moved: dict[Numbers | None, Numbers | None] = {}
    edits: list[tuple[int, int, tuple[Piece, ...]]] = []
    for position, block in enumerate(articles, 1):
        found = _ARTICLE.search(block.label)
        old = _key(block.label)
        if found is None or old is None or old == (position,):
            continue
        place = ingested.normal.raw_span(block.start, block.start + len(block.label))
        if pieces.pieces[bisect_right(starts, place.start) - 1].source != number:
            moved[old] = (position,)
        label = f"第{position}条" if found.group(1)[0].isdigit() else f"第{chinese(position)}条"
        edits.append((place.start, place.end, (Piece(label, number, amendment.span, True),)))
    return _follow(pieces.spliced(edits), moved, [Operation(number, amendment, "applied")], number, path)


def _follow(pieces: Pieces, moved: dict[Numbers | None, Numbers | None], done: Sequence[Operation], number: int, path: str) -> Pieces:
    """References of the older text to articles that got another number get it too; the amendment's own words already have it."""
    ingested = ingest(pieces.text.encode(), path)
    announcement = parse(ingested)
    starts = _starts(pieces)
    cause = next((o.amendment.span for o in done if o.amendment.op == "renumber"), Span(0, 0))
    edits: list[tuple[int, int, tuple[Piece, ...]]] = []
    for mention in references(announcement, ingested.normal, ""):
        if mention.state == "external":
            continue
        start, _ = ingested.normal.normal_span(mention.span)
        for found in _ARTICLE.finditer(mention.text):
            key = moved.get(_key(found.group()))
            place = ingested.normal.raw_span(start + found.start(), start + found.end())
            if key is None or pieces.pieces[bisect_right(starts, place.start) - 1].source == number:
                continue
            label = f"第{key[0]}条" if found.group(1)[0].isdigit() else f"第{chinese(key[0])}条"
            edits.append((place.start, place.end, (Piece(label, number, cause, True),)))
    return pieces.spliced(edits)


def _key(label: str) -> Numbers | None:
    found = _ARTICLE.search(label)
    return article_key(found.group(1), found.group(2)) if found and parse_numeral(found.group(1)) is not None else None


def _starts(pieces: Pieces) -> list[int]:
    starts, at = [], 0
    for piece in pieces.pieces:
        starts.append(at)
        at += len(piece.text)
    return starts


# ---- provenance ----------------------------------------------------------------------------------------------------------------


def _sentences(pieces: Pieces, path: str) -> tuple[SentenceOrigin, ...]:
    ingested = ingest(pieces.text.encode(), path)
    announcement = parse(ingested)
    ids = {number: address.id for number, address in provisions(announcement.blocks).addresses.items()}
    found = []
    for sentence in announcement.sentences:
        origins = _origins(pieces.between(sentence.span.start, sentence.span.end))
        found.append(SentenceOrigin(sentence.span, ids.get(sentence.block), sentence.span.slice(pieces.text), origins))
    return tuple(found)


def _origins(pieces: Iterable[Piece]) -> tuple[Origin, ...]:
    made: list[Origin] = []
    for piece in pieces:
        if not piece.text.strip():
            continue
        last = made[-1] if made else None
        if last is not None and not last.made and not piece.made and last.source == piece.source and last.span.end == piece.span.start:
            made[-1] = Origin(last.source, Span(last.span.start, piece.span.end))
        elif last != Origin(piece.source, piece.span, piece.made):
            made.append(Origin(piece.source, piece.span, piece.made))
    return tuple(made)


# ---- comparing -----------------------------------------------------------------------------------------------------------------


def _differences(ours: Compilation, published: Compilation) -> tuple[Difference, ...]:
    """Provisions whose words differ, blanks and dates apart, in reading order."""
    left, right = _stated(ours), _stated(published)
    found: list[Difference] = []
    matcher = SequenceMatcher(None, [words for _, words, _ in left], [words for _, words, _ in right], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for number in range(max(b - a, d - c)):
            one = left[a + number] if a + number < b else None
            other = right[c + number] if c + number < d else None
            place = (one or other or ("", "", ""))[0]
            found.append(Difference(place, one[2] if one else None, other[2] if other else None))
    return tuple(found)


def _stated(compiled: Compilation) -> list[tuple[str, str, str]]:
    """(provision, words without blanks, words) of every provision that states more than dates."""
    raw = compiled.ingested.source.raw
    found = []
    for provision in compiled.rule_set.provisions:
        tiles = [t for t in compiled.ledger if t.span.overlaps(provision.span) and t.class_ not in _UNSTATED]
        words = provision.span.slice(raw).strip()
        if tiles and words:
            normal = "".join(compiled.ingested.normal.text[slice(*compiled.ingested.normal.normal_span(provision.span))].split())
            found.append((provision.id, normal, words))
    return found
