"""Lines that differ → edits for the words that no edit of meaning speaks of; what must not be passed over in silence is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rulec.diff.edits import LineEdit
from rulec.diff.match import Match
from rulec.diff.match_lines import LinePair, renumbered
from rulec.diff.passages import Passage, Passages
from rulec.diff.words import alike, bearing, folded, only_references
from rulec.source import Span

_TITLE = re.compile(r"^《[^》]*》")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Raw places that changes of meaning speak of, by side."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]

    def speaks(self, side: str, span: Span) -> bool:
        """Whether any of them touches `span`."""
        return any(one.overlaps(span) for one in (self.old if side == "old" else self.new))


def line_edits(found: Match, spoken: Spoken) -> Iterator[LineEdit]:
    """Edits for everything that differs in words and that `spoken` does not account for."""
    shifted: list[LinePair] = []
    restyled: list[LinePair] = []
    jumps = _jumped(found.lines)
    for pair in found.lines:
        if pair.old is None or pair.new is None:
            yield from _alone(pair, found, spoken)
            continue
        if pair.old.text == pair.new.text and pair.old.label == pair.new.label and id(pair) not in jumps:
            if _raw(found.old.passages, pair.old) != _raw(found.new.passages, pair.new):
                restyled.append(pair)
            continue
        if _renumbered(pair):
            shifted.append(pair)
        elif id(pair) in jumps and not spoken.speaks("old", pair.old.span) and not spoken.speaks("new", pair.new.span):
            yield _whole("moved", pair)
        if renumbered(pair.old.body, found.labels) != pair.new.body or pair.old.words != pair.new.words:
            yield from _differing(pair, found, spoken)
        elif not _renumbered(pair) and _raw(found.old.passages, pair.old) != _raw(found.new.passages, pair.new):
            restyled.append(pair)
    if shifted:
        labels = (_labels([p.old for p in shifted]), _labels([p.new for p in shifted]))
        yield replace(_whole("renumbered", shifted[0]), old_text=labels[0], new_text=labels[1], count=len(shifted))
    if restyled:
        yield replace(_whole("formatting", restyled[0]), count=len(restyled))


def _raw(passages: Passages, p: Passage) -> str:
    return p.span.slice(passages.given.source.raw)


def _whole(what: str, pair: LinePair) -> LineEdit:
    old, new = pair.old, pair.new
    assert old is not None and new is not None
    return LineEdit(what, new.class_, old, new, old.span, new.span, old.text, new.text)  # type: ignore[arg-type]


def _alone(pair: LinePair, found: Match, spoken: Spoken) -> Iterator[LineEdit]:
    """A line that came or went: the sentences of it that nothing speaks of."""
    passages, passage = (found.old.passages, pair.old) if pair.old is not None else (found.new.passages, pair.new)
    assert passage is not None
    side = "old" if pair.old is not None else "new"
    rest = [
        (span, text)
        for span, text in passages.sentences(passage)
        if not spoken.speaks(side, span) and folded(text) and not _restyled(found, side, span)
    ]
    kinds: dict[str, list[tuple[Span, str]]] = {}
    for span, text in rest:
        kinds.setdefault(_class(passages, span), []).append((span, text))
    for kind, some in kinds.items():
        if kind in ("layout", "furniture"):
            continue
        span = Span(some[0][0].start, some[-1][0].end)
        text = "".join(one for _, one in some)
        if side == "old":
            yield LineEdit("removed", kind, passage, None, span, None, text, "")
        else:
            yield LineEdit("added", kind, None, passage, None, span, "", text)


def _differing(pair: LinePair, found: Match, spoken: Spoken) -> Iterator[LineEdit]:
    """Two lines that read differently: sentence against sentence."""
    assert pair.old is not None and pair.new is not None
    ours = [(span, renumbered(text, found.labels), text) for span, text in found.old.passages.sentences(pair.old)]
    theirs = found.new.passages.sentences(pair.new)
    left, right = list(ours), list(theirs)
    for one in ours:
        same = next((other for other in right if folded(other[1]) == folded(one[1])), None)
        if same is not None:
            left.remove(one)
            right.remove(same)
    for one in list(left):
        scored = [(alike(folded(one[1]), folded(other[1])), -at, other) for at, other in enumerate(right)]
        best = max(scored, default=(0.0, 0, None))
        if best[2] is None or (best[0] < 0.3 and not len(left) == len(right) == 1):
            continue
        other = best[2]
        left.remove(one)
        right.remove(other)
        if spoken.speaks("old", one[0]) or spoken.speaks("new", other[0]):
            continue
        kind = _class(found.new.passages, other[0])
        kind = "rule" if "rule" in (kind, _class(found.old.passages, one[0])) else kind
        odd = _unexplained(one[1], other[1]) if kind in ("rule", "definition") else ()
        yield LineEdit(
            "changed", kind, pair.old, pair.new, one[0], other[0], one[2], other[1], odd, only_references(one[1], other[1]),
            _reread(found, one[0], other[0]),
        )  # fmt: skip
    for span, _, text in left:
        if not spoken.speaks("old", span) and folded(text) and not _restyled(found, "old", span):
            yield LineEdit("removed", _class(found.old.passages, span), pair.old, pair.new, span, None, text, "")
    for span, text in right:
        if not spoken.speaks("new", span) and folded(text) and not _restyled(found, "new", span):
            yield LineEdit("added", _class(found.new.passages, span), pair.old, pair.new, None, span, "", text)


def _class(passages: Passages, span: Span) -> str:
    """The ledger class most of a sentence is in."""
    counted: Counter[str] = Counter()
    for tile in passages.tiles(span):
        if tile.class_ != "layout":
            label = tile.class_ == "heading" and tile.reason == "label"
            counted[tile.class_] += 1 if label else min(tile.span.end, span.end) - max(tile.span.start, span.start)
    return max(sorted(counted), key=lambda one: counted[one]) if counted else "layout"


def _unexplained(old: str, new: str) -> tuple[str, ...]:
    """Figures and load-bearing words that one of the two has and the other has not, though both mean the same to the compiler."""
    ours, theirs = bearing(_TITLE.sub("", old)), bearing(_TITLE.sub("", new))
    return tuple(sorted((ours - theirs) | (theirs - ours)))


def _reread(found: Match, old: Span, new: Span) -> bool:
    """Whether the norms there were read into different trees, so that their sameness was reckoned and not seen."""
    for pair in found.norms:
        if pair.old.span.overlaps(old) and pair.new.span.overlaps(new):
            return (pair.old.condition, _bare(pair.old)) != (pair.new.condition, _bare(pair.new))
    return False


def _restyled(found: Match, side: str, span: Span) -> bool:
    """Whether a sentence is part of a norm that both sides have in one meaning and two forms (prose here, a list there)."""
    for pair in found.norms:
        norm = pair.old if side == "old" else pair.new
        if norm.span.overlaps(span) and (pair.old.condition, _bare(pair.old)) != (pair.new.condition, _bare(pair.new)):
            return True
    return False


def _bare(n: object) -> tuple[object, ...]:
    return tuple((m.action, m.amount, m.duration, m.within) for m in getattr(n, "measures", ()))


# ---- moved and renumbered --------------------------------------------------------------------------------------------------------


def _renumbered(pair: LinePair) -> bool:
    assert pair.old is not None and pair.new is not None
    return pair.old.label != pair.new.label and bool(pair.old.label) and bool(pair.new.label) and pair.old.class_ != "heading"


def _labels(passages: Sequence[Passage | None]) -> str:
    named = list(dict.fromkeys(p.label for p in passages if p is not None))
    return named[0] if len(named) == 1 else f"{named[0]}—{named[-1]}"


def _jumped(lines: Sequence[LinePair]) -> set[int]:
    """Pairs that are not in the longest run of lines that kept their order."""
    both = [pair for pair in lines if pair.old is not None and pair.new is not None and pair.new.class_ != "heading"]
    order = [pair.old.index for pair in both if pair.old is not None]
    tails: list[int] = []
    before: list[int] = [-1] * len(order)
    for at, value in enumerate(order):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if order[tails[middle]] < value:
                low = middle + 1
            else:
                high = middle
        before[at] = tails[low - 1] if low else -1
        tails[low : low + 1] = [at]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return {id(pair) for at, pair in enumerate(both) if at not in kept}
