"""Lines of two texts → pairs of lines, in the order of the new text, and how articles are numbered in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from rulec.diff.model import MatchedBy
from rulec.diff.passages import Passage, Passages
from rulec.diff.words import ARTICLE, bigrams, dice
from rulec.source import Span

MOST_CANDIDATES = 24


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line and its counterpart; one of the two may be missing."""

    old: Passage | None
    new: Passage | None
    by: MatchedBy | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Places of both sides that are known to be the same thing, and how that was found."""

    old: Span
    new: Span
    by: MatchedBy


def paired_lines(old: Passages, new: Passages, anchors: Sequence[Anchor]) -> list[LinePair]:
    """Every line of both texts once: the same words, then what holds an anchor, then the likeliest."""
    left: dict[int, Passage] = {p.index: p for p in old.all}
    right: dict[int, Passage] = {p.index: p for p in new.all}
    found: dict[int, tuple[Passage, MatchedBy]] = {}

    def take(one: Passage, other: Passage, by: MatchedBy) -> None:
        found[other.index] = (left.pop(one.index), by)
        del right[other.index]

    keys: tuple[tuple[MatchedBy, Callable[[Passage], Hashable]], ...] = (
        ("label", lambda p: (p.text, p.label)), ("label", lambda p: (p.mask, p.label) if p.mask else None), ("hash", lambda p: p.mask or None),
    )  # fmt: skip
    for by, key in keys:
        groups: dict[Hashable, list[Passage]] = defaultdict(list)
        for p in left.values():
            groups[key(p)].append(p)
        for p in list(right.values()):
            value = key(p)
            mine = groups.get(value)
            if value is not None and mine:
                take(mine.pop(0), p, by)
    for pair in anchors:
        one, other = old.at(pair.old), new.at(pair.new)
        if one is not None and other is not None and one.index in left and other.index in right:
            take(one, other, pair.by)
    _similar_lines(left, right, take)
    order: list[LinePair] = [LinePair(*found[p.index][:1], p, found[p.index][1]) if p.index in found else LinePair(None, p) for p in new.all]
    return _with_removed(order, [p for p in old.all if p.index in left])


def _similar_lines(left: dict[int, Passage], right: dict[int, Passage], take: Callable[[Passage, Passage, MatchedBy], None]) -> None:
    index: dict[str, list[int]] = defaultdict(list)
    pairs = {("o", p.index): bigrams(p.mask) for p in left.values()} | {("n", p.index): bigrams(p.mask) for p in right.values()}
    for p in right.values():
        for pair in pairs["n", p.index]:
            index[pair].append(p.index)
    scores: dict[tuple[int, int], float] = {}
    for p in left.values():
        shared: Counter[int] = Counter()
        for pair in sorted(pairs["o", p.index], key=lambda one: (len(index.get(one, ())), one))[:40]:
            shared.update(index.get(pair, ())[:200])
        for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MOST_CANDIDATES]:
            other = right[j]
            if (p.class_ == "heading") == (other.class_ == "heading"):
                near = 1.0 if p.label and p.label == other.label else 0.0
                scores[p.index, j] = 0.85 * dice(pairs["o", p.index], pairs["n", j]) + 0.15 * near
    used: set[int] = set()
    taken: set[int] = set()
    for i, j in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if scores[i, j] >= 0.5 and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            take(left[i], right[j], "similarity")


def _with_removed(order: list[LinePair], gone: list[Passage]) -> list[LinePair]:
    """Lines of the new text in order; what is gone stands after the line it followed."""
    after: dict[int, list[Passage]] = defaultdict(list)
    known = sorted((pair.old.index, at) for at, pair in enumerate(order) if pair.old is not None)
    for p in gone:
        before = [at for index, at in known if index < p.index]
        after[before[-1] if before else -1].append(p)
    found = [LinePair(p, None) for p in after[-1]]
    for at, pair in enumerate(order):
        found += [pair, *(LinePair(p, None) for p in after[at])]
    return found


_ARTICLE_LABEL = re.compile(rf"^{ARTICLE.pattern}")


def numbering(lines: Sequence[LinePair]) -> dict[str, str]:
    """How articles of the old text are numbered in the new."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in lines:
        if pair.old is not None and pair.new is not None:
            one, other = _ARTICLE_LABEL.match(pair.old.label), _ARTICLE_LABEL.match(pair.new.label)
            if one and other:
                votes[one[0]][other[0]] += len(pair.new.text)
    return {label: max(sorted(found), key=lambda other: found[other]) for label, found in votes.items()}


_FOREIGN = re.compile(rf"(《[^》]*》)((?:{ARTICLE.pattern}(?:第[^条]{{1,4}}[款项])?[、和及至或]?)+)")


def renumbered(text: str, labels: Mapping[str, str]) -> str:
    """`text` of the old side with the articles that it cites in the numbers of the new; those of other documents stay."""
    if "第" not in text or all(one == other for one, other in labels.items()):
        return text
    kept = {span for found in _FOREIGN.finditer(text) for span in [found.span(2)]}
    return ARTICLE.sub(lambda f: f[0] if any(s <= f.start() < e for s, e in kept) else labels.get(f[0], f[0]), text)
