"""Turns the outline into addresses: which article, paragraph and item each block is, and where a written place is found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rulec.lexicon.numerals import parse_numeral
from rulec.syntax.document import ITEM_STYLES, Block

Numbers = tuple[int, ...]
_ARTICLE = re.compile(r"第([0-9零〇一二三四五六七八九十百千两]+)([条章节编])(?:之([0-9一二三四五六七八九十]+))?")
_FIRST_NUMBER = re.compile(r"[0-9]+|[零〇一二三四五六七八九十百千两]+|[①-⑳㈠-㈩⑴-⒇]")
_MAJOR = frozenset({"CHAPTER", "SECTION", "MARKDOWN", "HEADING", "QUESTION"})
_CIRCLED = (("①", 20), ("㈠", 10), ("⑴", 20))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a block stands. `container` is the article (or decimal, section …) it belongs to, itself for the article's own line.

    `paragraph` counts the 款 of the container from 1 (0: a line that only names it); `item` is the number of a list entry (项), `sub`
    that of an entry below it (目).
    """

    block: int
    id: str
    container: int | None
    paragraph: int
    item: int | None = None
    sub: int | None = None


@dataclass(slots=True)
class Provisions:
    """Addresses of every block with words, and the numbered places by their numbers."""

    blocks: Sequence[Block]
    addresses: dict[int, Address] = field(default_factory=dict)
    articles: dict[Numbers, list[int]] = field(default_factory=dict)
    codes: dict[str, list[int]] = field(default_factory=dict)
    chapters: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    entries: dict[int, list[int]] = field(default_factory=dict)
    grouped: dict[int | None, list[Address]] = field(default_factory=dict)  # the addresses by container
    styles: dict[str, list[int]] = field(default_factory=dict)  # the labelled blocks by the kind of label
    paragraphs: bool = False  # whether any article has a second paragraph of its own

    def members(self, container: int | None) -> list[Address]:
        """The blocks of an article, its own line first."""
        return self.grouped.get(container, [])

    def enter(self, address: Address) -> None:
        """Take up an address; in the order of the blocks."""
        self.addresses[address.block] = address
        self.grouped.setdefault(address.container, []).append(address)
        self.paragraphs = self.paragraphs or (address.container is not None and address.paragraph > 1)
        block = self.blocks[address.block]
        if block.kind in ("heading", "provision"):
            self.styles.setdefault(block.style, []).append(address.block)

    def above(self, block: int) -> Iterator[int]:
        """The blocks with an address above `block`, the nearest first."""
        return (number for number in range(block - 1, -1, -1) if number in self.addresses)

    def below(self, block: int) -> list[int]:
        """Everything under a heading or label, itself first: the blocks whose path goes on from its own."""
        path = self.blocks[block].path
        own = [block]
        for number in range(block + 1, len(self.blocks)):
            following = self.blocks[number]
            if following.kind in ("blank", "chrome"):
                continue
            if following.path[: len(path)] != path or (following.path == path and following.label == self.blocks[block].label != ""):
                break
            own.append(number)
        return own

    def neighbours(self, block: int) -> list[int]:
        """Articles in document order, of which `block` is one; else labelled blocks of the same style."""
        return self.styles.get(self.blocks[block].style, [])


def provisions(blocks: Sequence[Block]) -> Provisions:
    """The addresses of an outline. Ids are those of the rule set's provisions: the path, `#2` … for further blocks of the same path."""
    found = Provisions(blocks)
    has_articles = any(b.style == "ARTICLE" for b in blocks)
    container: int | None = None
    paragraph, item = 0, None
    item_style: str | None = None
    for number, id_ in provision_ids(blocks):
        block = blocks[number]
        if _contains(block, blocks, container):
            container, paragraph, item, item_style = number, 0 if _only_names(blocks, number) else 1, None, None
            found.enter(Address(number, id_, number, paragraph))
        elif block.is_item or block.style == "CN_NUMBER":
            value = label_number(block.label)
            if item_style is None or block.style == item_style or value is None:
                item_style, item = block.style, value
                found.enter(Address(number, id_, container, max(paragraph, 1), item))
            else:
                found.enter(Address(number, id_, container, max(paragraph, 1), item, value))
        elif block.kind == "row":
            found.enter(Address(number, id_, container, max(paragraph, 1), item))
        else:
            paragraph, item, item_style = paragraph + 1, None, None
            found.enter(Address(number, id_, container, paragraph))
        _enter(found, number, block, has_articles)
    return found


def provision_ids(blocks: Sequence[Block]) -> Iterable[tuple[int, str]]:
    """(block, id) of every block with words, in order."""
    used: dict[str, int] = {}
    position = 0
    for number, block in enumerate(blocks):
        if block.kind in ("blank", "chrome"):
            continue
        position += 1
        name = ".".join(block.path) or f"p{position}"
        used[name] = used.get(name, 0) + 1
        yield number, name if used[name] == 1 else f"{name}#{used[name]}"


def _only_names(blocks: Sequence[Block], number: int) -> bool:
    """第七条 违规处理 above its paragraphs; not a short line that begins a list (第七条 不得有下列行为)."""
    behind = (blocks[n] for n in range(number + 1, len(blocks)))
    following = next((b for b in behind if b.kind not in ("blank", "chrome")), None)
    return blocks[number].kind == "heading" and not (following is not None and following.is_item)


def _contains(block: Block, blocks: Sequence[Block], container: int | None) -> bool:
    """Whether a block opens a place of its own; 一、 below an article is one of its entries."""
    if block.kind not in ("heading", "provision"):
        return False
    if block.style == "CN_NUMBER":
        return container is None or blocks[container].style != "ARTICLE" or blocks[container].label not in block.path
    return not block.is_item


def _enter(found: Provisions, number: int, block: Block, has_articles: bool) -> None:
    label = block.label
    if block.kind not in ("heading", "provision"):
        return
    written = _ARTICLE.match(label) if block.style in ("ARTICLE", "CHAPTER", "SECTION", "MARKDOWN") else None
    if written:
        key = article_key(written.group(1), written.group(3))
        if key is not None and written.group(2) == "条":
            found.articles.setdefault(key, []).append(number)
        elif key is not None:
            found.chapters.setdefault((written.group(2), key[0]), []).append(number)
    elif block.style in ("DECIMAL", "CODE"):
        found.codes.setdefault(label, []).append(number)
    elif block.style in ("CN_NUMBER", "NUMBER") or (block.style in ITEM_STYLES and len(block.path) == 1):
        value = label_number(label)
        if value is not None:
            found.entries.setdefault(value, []).append(number)
            if not has_articles and len(block.path) == 1:
                found.articles.setdefault((value,), []).append(number)
    elif block.style == "HEADING" or block.style == "MARKDOWN":
        entry = re.match(r"(?:条目|第)([0-9一二三四五六七八九十]{1,3})(?:条目)?(?![0-9一二三四五六七八九十])", label)
        value = label_number(entry.group(1)) if entry else None
        if value is not None:
            found.entries.setdefault(value, []).append(number)


def article_key(number: str, insert: str | None = None) -> Numbers | None:
    """第五条之一 → (5, 1); the empty insert for a plain number."""
    value = parse_numeral(number)
    if value is None:
        return None
    more = parse_numeral(insert) if insert else None
    return (int(value),) if more is None else (int(value), int(more))


def label_number(label: str) -> int | None:
    """(二), 3., ④ → their number."""
    found = _FIRST_NUMBER.search(label)
    if not found:
        return None
    for first, count in _CIRCLED:
        if 0 <= ord(found.group()[0]) - ord(first) < count:
            return ord(found.group()[0]) - ord(first) + 1
    value = parse_numeral(found.group())
    return int(value) if value is not None else None
