"""References of the text → references of the rule set: which provisions and norms they mean; what is missing, runs in a circle or points astray."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rulec.ir.model import Norm, Reference
from rulec.semantics.lifecycle_forms import repealed_titles
from rulec.semantics.provisions import Provisions, provisions
from rulec.semantics.references import Mention, references
from rulec.source import Span, SpanIndex, cover

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_SANCTIONS = ("处罚", "处理", "处分", "处置", "论处", "罚款")


def take_references(lowering: "Lowering", skip: Sequence[tuple[int, int]] = ()) -> None:
    """Enter every reference that names a place: inside with the ids of its provisions, outside with what is delegated to it."""
    index = provisions(lowering.announcement.blocks)
    found = references(lowering.announcement, lowering.ingested.normal, lowering.title, skip)
    known = SpanIndex(reference.span for reference in lowering.references)
    near = _Near.of(lowering)
    for mention in found:
        if not mention.listed and mention.use == "mention":
            continue
        made = _reference(lowering, index, near, mention)
        within = next(iter(known.inside(mention.span)), None)
        if within is None:
            lowering.references.append(made)
        elif made.state != "external":  # the announcement's own title in front of a place of its own
            lowering.references[within] = replace(made, norm=lowering.references[within].norm or made.norm)
        else:  # 《…》第三十三条: the title is known; the place is added to it
            before = lowering.references[within]
            lowering.references[within] = replace(
                before, span=mention.span, place=made.place, use=made.use, state="external", norm=before.norm or made.norm
            )
    short = lowering.short_titles
    lowering.references[:] = [replace(r, title=short[r.title]) if r.title in short else r for r in lowering.references]
    _repealed(lowering)
    lowering.references.sort(key=lambda r: r.span)
    _missing(lowering, index, found)
    _circles(lowering, index, near, found)
    _astray(lowering, index, near, found)


@dataclass(frozen=True, slots=True)
class _Near:
    """Norms, sanctions and open stretches by where they stand."""

    norms: SpanIndex
    sanctions: SpanIndex
    unresolved: SpanIndex

    @classmethod
    def of(cls, lowering: "Lowering") -> "_Near":
        measures = [m.span for n in lowering.norms for m in n.measures]
        measures += [m.span for a in lowering.accounts for node in a.nodes for m in node.measures]
        unresolved = (t.span for t in lowering.claims if t.class_ == "unresolved")
        return cls(SpanIndex(n.span for n in lowering.norms), SpanIndex(measures), SpanIndex(unresolved))


def _reference(lowering: "Lowering", index: Provisions, near: _Near, mention: Mention) -> Reference:
    norm = _norm_at([lowering.norms[n] for n in near.norms.around(mention.span)])
    if mention.state == "external":
        behind = mention.text.rpartition("》")[2] if "》" in mention.text else mention.text.removeprefix(mention.title or "")
        place = re.sub(r"^(?:\([^()]*\))?的?", "", behind)
        kind = "delegation" if mention.use == "delegation" and norm is not None else "document"
        return Reference(mention.span, kind, mention.title or mention.text, None, norm, (), (), place, mention.use, "external")  # type: ignore[arg-type]
    targets = tuple(index.addresses[block].id for block in mention.targets)
    norms = tuple(n.id for n in _norms_at(lowering, index, near, mention)) if mention.use != "mention" else ()
    return Reference(
        mention.span, "provision", mention.text, targets[0] if targets else None, norm, targets, norms, None, mention.use, mention.state
    )  # fmt: skip


def _repealed(lowering: "Lowering") -> None:
    """原《…》同时废止: which other documents end."""
    ends = {
        title: sentence.span
        for sentence in lowering.announcement.sentences
        if "废止" in sentence.text or "失效" in sentence.text
        for title, _, _ in repealed_titles(sentence.text)
    }
    for number, reference in enumerate(lowering.references):
        if reference.title in ends and ends[reference.title].contains(reference.span):
            lowering.references[number] = replace(reference, use="repeals", state="external")


def _norm_at(around: Sequence[Norm]) -> str | None:
    """Of the norms around a place the one it belongs to: the shortest."""
    return min(around, key=lambda n: (n.span.end - n.span.start, n.id)).id if around else None


def _blocks_meant(index: Provisions, mention: Mention) -> list[int]:
    """The blocks a reference speaks of: of an article all of it, of a paragraph its list too."""
    found: list[int] = []
    for block in mention.targets:
        address = index.addresses[block]
        if address.container == block and not ("款" in mention.text or "项" in mention.text):
            members = [a.block for a in index.members(block)]
        else:
            same = [a for a in index.members(address.container or block) if a.paragraph == address.paragraph]
            members = [a.block for a in same if address.item is None or a.item == address.item]
        below = index.below(block) if index.blocks[block].kind == "heading" else []
        found.extend(b for b in dict.fromkeys([block, *members, *below]) if b not in found)
    return found


def _place(lowering: "Lowering", block: int) -> Span:
    one = lowering.announcement.blocks[block]
    text = lowering.ingested.normal.text[one.start : one.end]
    return lowering.ingested.normal.raw_span(one.start, one.start + max(1, len(text.rstrip())))


def _norms_at(lowering: "Lowering", index: Provisions, near: _Near, mention: Mention) -> list[Norm]:
    """The norms that stand at the place a reference means."""
    places = [_place(lowering, block) for block in _blocks_meant(index, mention)]
    return [lowering.norms[n] for n in sorted({n for place in places for n in near.norms.touching(place)})]


def _missing(lowering: "Lowering", index: Provisions, found: Sequence[Mention]) -> None:
    for mention in found:
        if mention.state == "dangling":
            related = (_place(lowering, mention.near),) if mention.near is not None else ()
            lowering.diagnostics.add("S310", mention.span, related=related, text=mention.text)
        elif mention.state == "ambiguous":
            places = tuple(_place(lowering, block) for block in mention.targets)
            lowering.diagnostics.add("S312", mention.span, related=places, text=mention.text, count=len(places))


def _circles(lowering: "Lowering", index: Provisions, near: _Near, found: Sequence[Mention]) -> None:
    """按G-2处理 there and 按G-1处理 here: following the references never comes to a sanction."""
    edges: dict[int, dict[int, Mention]] = {}
    for mention in found:
        if mention.use == "delegation" and mention.state == "resolved":
            for block in _blocks_meant(index, mention):
                if block != mention.block:
                    edges.setdefault(mention.block, {}).setdefault(block, mention)
    imposing = {b for b in edges if near.sanctions.touching(_place(lowering, b))}
    for circle in _cycles(edges):
        if all(b in imposing for b in circle):
            continue  # each place has a sanction of its own and sends further cases on
        links = [edges[a][b] for a, b in zip(circle, (*circle[1:], circle[0]), strict=True)]
        words = " → ".join([*(_label(index, b) for b in circle), _label(index, circle[0])])
        lowering.diagnostics.add("S311", links[0].span, related=tuple(m.span for m in links[1:]), text=words)


def _cycles(edges: dict[int, dict[int, Mention]]) -> list[tuple[int, ...]]:
    """Circles, each from its first block on and the shortest way round; a block is in one at most."""
    left = {a: set(b) & edges.keys() for a, b in edges.items()}
    into: dict[int, set[int]] = {}
    for a, row in left.items():
        for b in row:
            into.setdefault(b, set()).add(a)
    ends = [a for a, row in left.items() if not row]
    while ends:  # what leads to an end is in no circle
        gone = ends.pop()
        left.pop(gone)
        for a in into.get(gone, ()):
            if a in left:
                left[a].discard(gone)
                if not left[a]:
                    ends.append(a)
    found: list[tuple[int, ...]] = []
    done: set[int] = set()
    for start in sorted(left):
        if start not in done:
            circle = _round(left, start)
            found += [circle] if circle and done.isdisjoint(circle) else []
            done.update(circle, (start,))
    return found


def _round(edges: dict[int, set[int]], start: int) -> tuple[int, ...]:
    """The shortest way from a block back to itself; empty where there is none."""
    came: dict[int, int] = {}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for following in sorted(edges[at]):
            if following == start:
                way = [at]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if following not in came and following in edges:
                came[following] = at
                queue.append(following)
    return ()


def _label(index: Provisions, block: int) -> str:
    own = index.blocks[block]
    return own.label or (own.path[-1] if own.path else index.addresses[block].id)


def _astray(lowering: "Lowering", index: Provisions, near: _Near, found: Sequence[Mention]) -> None:
    """依照第九条处罚 where 第九条 states no sanction and sends nobody on: as after articles moved and the numbers did not."""
    sending = {m.block for m in found if m.use == "delegation"}
    raw = lowering.ingested.source.raw
    for mention in found:
        after = raw[mention.span.end : mention.span.end + 16].split("。")[0].split("，")[0]
        if mention.use != "delegation" or mention.state != "resolved" or not any(word in after for word in _SANCTIONS):
            continue
        blocks = _blocks_meant(index, mention)
        if any(b == mention.block or b in sending for b in blocks):
            continue
        places = [_place(lowering, b) for b in blocks]
        states = any(near.sanctions.touching(place) for place in places)
        open_ = any(near.unresolved.touching(place) for place in places)
        rows = any(index.blocks[b].kind == "row" for b in blocks)
        if not (states or open_ or rows):
            lowering.diagnostics.add("S313", mention.span, related=(cover(places),), text=mention.text)
