"""One operation and the text in force → the cuts that carry it out, or why it cannot be carried out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rulec.build.amendment_words import (
    ARTICLE_LABEL,
    CODE_LABEL,
    ITEM_LABEL,
    chinese,
    code_key,
    found_figures,
    found_words,
    item_label,
    label_numbers,
    labels_of,
    shortened,
    speaks_of,
    unit_of,
)
from rulec.build.consolidation import Piece, State
from rulec.build.text_in_force import Current
from rulec.ir.model import Amendment
from rulec.semantics.places_to_blocks import places_of
from rulec.semantics.provisions import article_key, label_number

_PARAGRAPH = re.compile(r"第([0-9一二三四五六七八九十]+)款")
_ITEM = re.compile(r"第?[(（]?([0-9一二三四五六七八九十]+)[)）]?项")
_ENDS = "。;；\n"
Line = tuple[Piece, ...]


@dataclass(slots=True)
class Edit:
    """`start..end` (raw, of the text in force) is replaced by `new`."""

    start: int
    end: int
    new: tuple[Piece, ...]


@dataclass(slots=True)
class Planned:
    """The cuts of one operation, or the state that says why there are none."""

    edits: list[Edit] = field(default_factory=list)
    state: State = "applied"
    why: str = ""


def planned(current: Current, amendment: Amendment, source: int, raw: str) -> Planned:
    """The cuts that carry out one operation of the amendment number `source`, whose raw text is `raw`."""
    if amendment.op in ("replace", "insert") and amendment.new is None:
        return Planned(state="no_text")
    work = _Work(current, amendment, source, raw)
    match amendment.op:
        case "replace":
            return work.by_old() if amendment.old is not None else work.replaced()
        case "delete":
            return work.words("") if amendment.old is not None and amendment.place and not _whole_text(amendment) else work.deleted()
        case "insert":
            return work.inserted()
        case "substitute_words":
            return work.words(amendment.new or "")
        case "replace_value":
            return work.value()
        case _:
            return work.renumbered()


def _whole_text(amendment: Amendment) -> bool:
    """Whether the old words are a whole provision (from a side-by-side table), not words inside one."""
    return "“" not in amendment.text and "\"" not in amendment.text


class _Work:
    """One operation being planned."""

    def __init__(self, current: Current, amendment: Amendment, source: int, raw: str) -> None:
        self.current = current
        self.amendment = amendment
        self.source = source
        self.lines: list[Line] = [(Piece(span.slice(raw), source, span),) for span in amendment.new_spans]

    # ---- where --------------------------------------------------------------------------------------------------------------------

    def places(self) -> tuple[list[list[int]], State | None, str]:
        """The blocks of each place named, and what is wrong with them."""
        words = self.amendment.place
        found = places_of(self.current.index, words)
        if not found or not all(found):
            return [], "no_target", words
        if any(len(one) > 1 for one in found) and not re.search(r"[至到]", words):
            return [], "ambiguous", words
        return found, None, ""

    def extents(self) -> tuple[list[tuple[int, int]], State | None, str]:
        """Normal intervals of the places named; of the whole text where none is."""
        if not self.amendment.place:
            return self.current.content(), None, ""
        found, wrong, why = self.places()
        spans = []
        for one in found:
            for block in one:
                members = self.current.members(block, self.amendment.place)
                spans.append(self.current.extent(members[0], members[-1]))
        return spans, wrong, why

    def edit(self, start: int, end: int, new: tuple[Piece, ...]) -> Edit:
        """A cut by its normal interval; an empty one stands behind the character before it."""
        if start == end:
            at = self.current.raw(start - 1, start).end if start else 0
            return Edit(at, at, new)
        span = self.current.raw(start, end)
        return Edit(span.start, span.end, new)

    def made(self, words: str) -> Piece:
        return Piece(words, self.source, self.amendment.span, True)

    def joined(self, lines: Sequence[Line], gap: str) -> tuple[Piece, ...]:
        """Lines with line ends between them."""
        out: list[Piece] = []
        for number, line in enumerate(lines):
            out += [self.made(gap), *line] if number else line
        return tuple(out)

    # ---- replace, delete ----------------------------------------------------------------------------------------------------------

    def replaced(self) -> Planned:
        """将第三条修改为:“…”: the whole place gives way; its number stays unless the new text brings one."""
        found, wrong, why = self.places()
        if wrong:
            return Planned(state=wrong, why=why)
        members = [m for one in found for block in one for m in self.current.members(block, self.amendment.place)]
        first, last = min(members), max(members)
        block = self.current.index.blocks[first]
        start, end = self.current.extent(first, last)
        if not self._brings_label(block.style):
            start = block.body
        return Planned([self.edit(start, end, self.joined(self.lines, self.current.gap(last) if len(members) > 1 else "\n"))])

    def _brings_label(self, style: str) -> bool:
        head = self.lines[0][0].text if self.lines else ""
        pattern = {"ARTICLE": ARTICLE_LABEL, "DECIMAL": CODE_LABEL, "CODE": CODE_LABEL}.get(style, ITEM_LABEL)
        return bool(pattern.match(head))

    def deleted(self) -> Planned:
        if self.amendment.old is not None:
            return self.by_old()
        found, wrong, why = self.places()
        if wrong:
            return Planned(state=wrong, why=why)
        edits = []
        for one in found:
            for block in one:
                members = self.current.members(block, self.amendment.place)
                edits.append(self._whole_lines(*self.current.extent(members[0], members[-1])))
        return Planned(edits)

    def _whole_lines(self, start: int, end: int) -> Edit:
        """A deletion with the line ends behind it."""
        text = self.current.text
        while end < len(text) and text[end] in "\n ":
            end += 1
        return self.edit(start, end, ())

    def by_old(self) -> Planned:
        """变更前 … 变更后 …: the old text is looked for, blanks and line ends apart; it must stand there once."""
        old = self.amendment.old or ""
        spans, wrong, why = self.extents()
        if wrong:
            spans, wrong = self.current.content(), None
        low, high = min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
        places = found_words(self.current.text, old, low, high)
        if not places and (low, high) != (0, len(self.current.text)):
            places = found_words(self.current.text, old, 0, len(self.current.text))
        if len(places) != 1:
            return Planned(state="ambiguous" if places else "no_target", why=why or shortened(old))
        start, end = places[0]
        if self.amendment.new is None:
            block = next((b for b in self.current.index.blocks if b.start <= start < b.end), None)
            whole = block is not None and start <= block.body and not self.current.text[end : block.end].strip()
            return Planned([self._whole_lines(block.start, end) if whole and block is not None else self.edit(start, end, ())])
        return Planned([self.edit(start, end, self.joined(self.lines, "\n"))])

    # ---- words and values ---------------------------------------------------------------------------------------------------------

    def words(self, new: str) -> Planned:
        """将“A”修改为“B”: every occurrence in the place named."""
        old = self.amendment.old or ""
        spans, wrong, why = self.extents()
        if wrong:
            return Planned(state=wrong, why=why)
        edits = []
        for start, end in spans:
            at = self.current.text.find(old, start, end)
            while at >= 0 and old:
                edits.append(self.edit(at, at + len(old), self.joined(self.lines, "\n") if new else ()))
                at = self.current.text.find(old, at + len(old), end)
        return Planned(edits) if edits else Planned(state="no_target", why=shortened(old))

    def value(self) -> Planned:
        """违约金由300元调整为500元: the one figure of that size in a sentence that speaks of the noun."""
        old, noun = self.amendment.old or "", self.amendment.noun or ""
        spans, wrong, why = self.extents()
        if wrong:
            return Planned(state=wrong, why=why)
        places = [place for start, end in spans for place in found_figures(self.current.text, old, start, end)]
        parts = [part for part in re.split(r"的|(?<=情节)|及|和|与|/", noun) if len(part) >= 2 and part != "情节"]
        named = [place for place in places if speaks_of(self._around(place[0]), parts)]
        if len(named) != 1:
            several = named or (places if not parts else [])
            return Planned(state="ambiguous" if len(several) > 1 else "no_target", why=shortened(f"{noun}{old}"))
        return Planned([self.edit(*named[0], self.joined(self.lines, "\n"))])

    def _around(self, at: int) -> str:
        """The sentence a figure stands in, with the labels it stands under."""
        text = self.current.text
        start = max((text.rfind(sign, 0, at) for sign in _ENDS), default=-1) + 1
        ends = [e for e in (text.find(sign, at) for sign in _ENDS) if e >= 0]
        block = next((b for b in self.current.index.blocks if b.start <= at < b.end), None)
        return text[start : min(ends, default=len(text))] + ("".join(block.path) if block is not None else "")

    # ---- insert -------------------------------------------------------------------------------------------------------------------

    def inserted(self) -> Planned:
        unit = self.amendment.unit or unit_of(self.amendment.becomes or "")
        if unit == "款":
            return self._paragraph()
        if unit == "项":
            return self._item()
        if unit == "条":
            return self._article()
        if unit == "code":
            return self._code()
        return Planned(state="not_applicable", why=self.amendment.becomes or self.amendment.unit or "")

    def _behind(self, block: int, new: Sequence[Line], gap: str) -> Edit:
        """New lines behind a block, set apart as its neighbours are."""
        _, end = self.current.extent(block, block)
        return self.edit(end, end, (self.made(gap), *self.joined(new, gap)))

    def _before(self, block: int, new: Sequence[Line], gap: str) -> Edit:
        start = self.current.index.blocks[block].start
        return self.edit(start, start, (*self.joined(new, gap), self.made(gap)))

    def _labelled(self, label: str, pattern: re.Pattern[str], like: int) -> list[Line]:
        """The new lines with `label` in front, set off as the label of block `like` is, unless they bring one."""
        if not self.lines or not label or pattern.match(self.lines[0][0].text):
            return self.lines
        block = self.current.index.blocks[like]
        behind = self.current.text[block.start : block.body]
        blank = behind[len(behind.rstrip(" ")) :]
        return [(self.made(label + blank), *self.lines[0]), *self.lines[1:]]

    def _article(self) -> Planned:
        index = self.current.index
        becomes = self.amendment.becomes or ""
        anchor: int | None = None
        if self.amendment.place:
            found, wrong, why = self.places()
            if wrong:
                return Planned(state=wrong, why=why)
            anchor = found[0][0] if self.amendment.side == "before" else found[-1][-1]
        written = ARTICLE_LABEL.match(becomes)
        key = article_key(*label_numbers(becomes)) if written else None
        side = self.amendment.side if self.amendment.place else None
        if anchor is None and key is not None:
            before = [(k, n) for k, blocks in index.articles.items() for n in blocks if k < key]
            taken = index.articles.get(key)
            anchor, side = (taken[0], "before") if taken else (max(before)[1], "after") if before else (None, None)
        if anchor is None:
            return Planned(state="no_target", why=becomes)
        new = self._labelled(becomes, ARTICLE_LABEL, anchor)
        members = self.current.members(anchor, "")
        gap = self.current.gap(members[-1])
        return Planned([self._before(members[0], new, gap) if side == "before" else self._behind(members[-1], new, gap)])

    def _code(self) -> Planned:
        index = self.current.index
        code = CODE_LABEL.search(self.amendment.becomes or "")
        if code is None:
            return Planned(state="not_applicable", why=self.amendment.becomes or "")
        if code.group() in index.codes:
            return Planned(state="conflict", why=code.group())
        own = code_key(code.group())
        family = [(code_key(c), blocks[-1]) for c, blocks in index.codes.items() if code_key(c)[: len(own) - 1] == own[:-1]]
        before = [(key, block) for key, block in family if key < own]
        if not before:
            return Planned(state="no_target", why=code.group())
        anchor = max(before)[1]
        last = max(self.current.members(anchor, ""))
        new = self._labelled(code.group(), CODE_LABEL, anchor)
        return Planned([self._behind(last, new, self.current.gap(last))])

    def _paragraph(self) -> Planned:
        found, wrong, why = self.places()
        if wrong:
            return Planned(state=wrong, why=why)
        block = found[0][0]
        container = self.current.index.addresses[block].container
        if container is None:
            return Planned(state="no_target", why=self.amendment.place)
        members = self.current.index.members(container)
        written = _PARAGRAPH.search(self.amendment.becomes or "")
        last = max(a.paragraph for a in members)
        if self.amendment.side in ("after", "before"):
            own = self.current.index.addresses[block].paragraph
            number = own + 1 if self.amendment.side == "after" else own
        else:
            number = label_number(written.group(1)) or last + 1 if written else last + 1
        if not 1 <= number <= last + 1:
            return Planned(state="no_target", why=self.amendment.becomes or self.amendment.place)
        if number == 1:  # in front of the first: behind the label, the old one goes to a line of its own
            body = self.current.index.blocks[container].body
            return Planned([self.edit(body, body, (*self.joined(self.lines, "\n"), self.made("\n")))])
        behind = max(a.block for a in members if a.paragraph == number - 1)
        return Planned([self._behind(behind, self.lines, self.current.inner_gap())])

    def _item(self) -> Planned:
        found, wrong, why = self.places()
        if wrong:
            return Planned(state=wrong, why=why)
        own = self.current.index.addresses[found[0][0]]
        items = [a for a in self.current.index.members(own.container or own.block) if a.item is not None and a.sub is None]
        if "款" in self.amendment.place or len({a.paragraph for a in items}) > 1:
            items = [a for a in items if a.paragraph == own.paragraph]
        if not items:
            return Planned(state="no_target", why=self.amendment.place)
        written = _ITEM.search(self.amendment.becomes or "")
        last = items[-1]
        number = (label_number(written.group(1)) if written else None) or (last.item or 0) + 1
        if own.item is not None and self.amendment.side in ("after", "before") and written is None:
            number = own.item + (1 if self.amendment.side == "after" else 0)
        taken = next((a for a in items if a.item == number), None)
        if taken is None and number != (last.item or 0) + 1:
            return Planned(state="no_target", why=self.amendment.becomes or "")
        like = (taken or last).block
        new = self._labelled(item_label(self._raw_label(like), number), ITEM_LABEL, like)
        if taken is None:
            return Planned([self._behind(max(a.block for a in items), new, self.current.inner_gap())])
        # those behind move up by one: their numbers are written anew
        moved = [self._relabel(a.block, a.item + 1) for a in items if a.item is not None and a.item >= number]
        first = moved[0]
        gap = self.current.inner_gap()
        first.new = (*self.joined(new, gap), self.made(gap), *first.new)
        return Planned(moved)

    def _raw_label(self, block: int) -> str:
        one = self.current.index.blocks[block]
        return self.current.text[one.start : one.body].strip()

    def _relabel(self, block: int, number: int) -> Edit:
        one = self.current.index.blocks[block]
        words = self.current.text[one.start : one.body]
        start = one.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return self.edit(start, end, (self.made(item_label(words.strip(), number)),))

    # ---- numbers ------------------------------------------------------------------------------------------------------------------

    def renumbered(self) -> Planned:
        """第十三条改为第十五条: the labels alone; 条文顺序作相应调整 is done on the whole text afterwards."""
        if not self.amendment.place:
            return Planned()
        found, wrong, why = self.places()
        if wrong:
            return Planned(state=wrong, why=why)
        blocks = [b for one in found for b in one]
        labels = labels_of(self.amendment.becomes or "")
        if len(labels) == 2 and re.search(r"[至到]", self.amendment.becomes or ""):
            low, high = (article_key(*label_numbers(label)) for label in labels)
            if low is None or high is None:
                return Planned(state="not_applicable", why=self.amendment.becomes or "")
            labels = [f"第{chinese(n)}条" for n in range(low[0], high[0] + 1)]
        if len(labels) != len(blocks):
            return Planned(state="not_applicable", why=self.amendment.becomes or "")
        edits = []
        for block, label in zip(blocks, labels, strict=True):
            one = self.current.index.blocks[block]
            if one.style != "ARTICLE":
                return Planned(state="not_applicable", why=label)
            start = one.start + self.current.text[one.start : one.body].find(one.label)
            edits.append(self.edit(start, start + len(one.label), (self.made(label),)))
        return Planned(edits)
