"""The outline of an announcement: labelled blocks of text in document order."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the outline. `[start, end)` in the normal text; the words begin at `body` (behind the label).

    `path` are the labels from the outermost heading down to this block's own; `style` is the kind of label (ARTICLE, PAREN_NUMBER …).
    """

    kind: Literal["heading", "provision", "paragraph", "row", "blank", "chrome"]
    style: str
    label: str
    path: tuple[str, ...]
    start: int
    body: int
    end: int

    @property
    def is_item(self) -> bool:
        """Whether the label is one of a list inside a provision."""
        return self.style in ITEM_STYLES


ITEM_STYLES = frozenset({"PAREN_CN", "PAREN_NUMBER", "HALF_PAREN", "NUMBER", "CIRCLED", "LETTER", "BULLET", "LINE_ITEM"})
