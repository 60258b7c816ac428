"""Raw text, edits and page → what has to be said about them."""

import re
from collections.abc import Iterable, Iterator

from rulec.diagnostics import Diagnostic
from rulec.ingest.furniture import Page
from rulec.ingest.repair import unconfirmed_glosses
from rulec.source import Edit, Span, cover

_DAMAGE = re.compile(r"[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]|锟斤拷|烫烫烫|[?？][a-z]{0,6}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-z]{0,5}[)）]")
_SENTENCE = re.compile(r"[。;；\n\r]")
LONGEST_QUOTE = 40


def findings(raw: str, edits: tuple[Edit, ...], page: Page) -> tuple[Diagnostic, ...]:
    """One finding for each inferred repair and each damaged sentence outside furniture, one for each kind of certain repair."""
    found = [*_repairs(edits), *_damage(raw, edits, page), *_page(page)]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))


def _repairs(edits: tuple[Edit, ...]) -> Iterator[Diagnostic]:
    for edit in edits:
        if not edit.certain:
            values = (("raw", _quote(edit.raw)), ("text", edit.text), ("evidence", edit.evidence), ("rule", edit.rule))
            yield Diagnostic("I103", edit.span, values)
    yield from _counted("I102", edits, ("pinyin-gloss", "simplified-gloss"))
    yield from _counted("I104", edits, ("invisible", "control"))
    yield from _counted("I105", edits, ("bidi",))


def _counted(code: str, edits: Iterable[Edit], rules: tuple[str, ...]) -> Iterator[Diagnostic]:
    spans = [edit.span for edit in edits if edit.rule in rules and edit.certain]
    if spans:
        yield Diagnostic(code, spans[0], (("count", str(len(spans))),))


def _damage(raw: str, edits: tuple[Edit, ...], page: Page) -> Iterator[Diagnostic]:
    mended = [edit.span for edit in edits if edit.rule.startswith("gbk-")]
    elsewhere = [tile.span for tile in page.tiles if tile.class_ == "furniture"]
    for span, char, gloss in unconfirmed_glosses(raw):
        if not _inside(span, elsewhere):
            yield Diagnostic("I106", span, (("char", char), ("gloss", gloss)), understood=False)
    places = (Span(match.start(), match.end()) for match in _DAMAGE.finditer(raw))
    left = [span for span in places if not _inside(span, mended) and not _inside(span, elsewhere)]
    for group in _by_sentence(raw, left):
        yield Diagnostic("I107", cover(group), (("raw", _quote(cover(group).slice(raw))), ("count", str(len(group)))), understood=False)


def _inside(span: Span, places: list[Span]) -> bool:
    """Whether one of the ordered, disjoint `places` holds `span`."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low < len(places) and places[low].contains(span)


def _by_sentence(raw: str, spans: list[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for span in spans:
        if group and _SENTENCE.search(raw, group[-1].end, span.start):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _page(page: Page) -> Iterator[Diagnostic]:
    if page.rule_like:
        yield Diagnostic("I108", page.rule_like[0], (("count", str(len(page.rule_like))),), related=page.rule_like[1:])
    for span in page.spam:
        yield Diagnostic("I109", span, ())


def _quote(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
