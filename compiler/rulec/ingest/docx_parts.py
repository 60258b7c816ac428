"""Bytes of a Word document → the XML trees of its parts, read with distrust: sizes bounded, no entities, no outside references."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from rulec.diagnostics import UserError

MAX_PART = 48 * 1024 * 1024  # characters of XML of one part, unpacked
MAX_RATIO = 400  # how much smaller than its contents a large part may be packed
MAX_DEPTH = 400
MAX_ENTRIES = 4000
_SIGNATURE = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes by local name, what stands in it. Words are nodes named `#text`."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def child(self, name: str) -> "Node | None":
        """The first child of that name."""
        return next((node for node in self.children if node.name == name), None)

    def attribute(self, name: str) -> str:
        """The attribute's value; empty where there is none."""
        return self.attributes.get(name, "")

    def each(self, name: str) -> "Iterator[Node]":
        """Children of that name, in order."""
        return (node for node in self.children if node.name == name)


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip archive, as a Word document is."""
    return data[:4] in (_SIGNATURE, _EMPTY)


def parts(data: bytes, path: str, names: tuple[str, ...]) -> dict[str, Node]:
    """The trees of those parts that are there; the first named must be.

    Raises UserError: I007 no Word document, damaged or encrypted; I008 too much inside.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            known = {entry.filename: entry for entry in archive.infolist()}
            if len(known) > MAX_ENTRIES:
                raise UserError("I008", path=path, part="zip", limit=str(MAX_ENTRIES))
            if names[0] not in known:
                raise UserError("I007", path=path, reason=f"没有 {names[0]} (no {names[0]})")
            return {name: _tree(_unpacked(archive, known[name], path), path, name) for name in names if name in known}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UserError("I007", path=path, reason=str(error) or type(error).__name__) from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes:
    """The bytes of one part; what the archive says about its size is not believed."""
    if entry.flag_bits & 1:
        raise UserError("I007", path=path, reason="已加密 (encrypted)")
    with archive.open(entry) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART or (len(data) > 1024 * 1024 and len(data) > MAX_RATIO * max(entry.compress_size, 1)):
        raise UserError("I008", path=path, part=entry.filename, limit=str(MAX_PART))
    return data


def _tree(data: bytes, path: str, part: str) -> Node:
    root = Node("#root")
    stack = [root]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > MAX_DEPTH:
            raise UserError("I008", path=path, part=part, limit=str(MAX_DEPTH))
        node = Node(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def words(text: str) -> None:
        stack[-1].children.append(Node("#text", text=text))

    def declared(*_: object) -> None:
        raise UserError("I007", path=path, reason=f"{part}: DOCTYPE")  # entities have no use here, and may explode

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UserError("I007", path=path, reason=f"{part}: {error}") from error
    return root.children[0] if root.children else root
