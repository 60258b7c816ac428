"""Values and words → Python source. Nothing that comes from a text gets out of its literal, comment or docstring."""

from __future__ import annotations

from unicodedata import category, east_asian_width

WIDTH = 140
INDENT = "    "


def width(code: str) -> int:
    """The columns that a line takes; wide characters take two."""
    return len(code) if code.isascii() else sum(2 if east_asian_width(character) in "WF" else 1 for character in code)


def visible(text: str) -> str:
    """The text with every character that is not plainly printable written as an escape."""
    return "".join(c if c.isprintable() and category(c) != "Cf" else c.encode("unicode_escape").decode() for c in text)


def literal(text: str) -> str:
    """The text as a string literal on one line, in double quotes."""
    return '"' + visible(text.replace("\\", "\\\\")).replace('"', '\\"') + '"'


def comment(text: str, indent: str = "") -> str:
    """The text as comment lines. `#` is widened, so that no words of a text can speak to a tool."""
    lines: list[str] = []
    line, limit = "", WIDTH - width(indent) - 2
    for character in visible(text).replace("#", "＃"):
        if width(line) + width(character) > limit:
            lines.append(line)
            line = ""
        line += character
    return "\n".join(f"{indent}# {line}".rstrip() for line in [*lines, line])


def docstring(lines: list[str], indent: str = "") -> str:
    """Lines as a docstring; each is inert."""
    safe = [visible(line.replace("\\", "\\\\")).replace('"', '\\"') for line in lines]
    wrapped = [part for line in safe for part in _wrapped(line, WIDTH - width(indent) - 6)]
    if len(wrapped) == 1:
        return f'{indent}"""{wrapped[0]}"""'
    body = "\n".join(f"{indent}{line}".rstrip() for line in wrapped[1:])
    return f'{indent}"""{wrapped[0]}\n{body}\n{indent}"""'


def _wrapped(line: str, limit: int) -> list[str]:
    parts = [""]
    for character in line:
        if width(parts[-1]) + width(character) > limit and not parts[-1].endswith("\\") and "\\" not in parts[-1][-11:]:
            parts.append("")
        parts[-1] += character
    return parts


def value(item: object, column: int = 0, depth: int = 0) -> str:
    """A constant of the runtime, a container or a plain value as source, starting at `column`; broken over lines where it is too wide."""
    if isinstance(item, str):
        return _long_literal(item, column, depth)
    if item is None or isinstance(item, bool | int):
        return repr(item)
    if isinstance(item, tuple) and hasattr(item, "_fields"):
        return _filled(f"{type(item).__name__}(", _arguments(item), column, depth)
    if isinstance(item, tuple):
        return _bracketed("(", [("", one) for one in item], ",)" if len(item) == 1 else ")", column, depth)
    if isinstance(item, frozenset):
        return _bracketed("frozenset({", [("", one) for one in sorted(item)], "})", column, depth) if item else "frozenset()"
    if isinstance(item, dict):
        return _bracketed("{", [(f"{value(key)}: ", one) for key, one in item.items()], "}", column, depth)
    if isinstance(item, Name):
        return item.code
    if isinstance(item, Call):
        return call(item.name, list(item.arguments), column, depth)
    raise TypeError(type(item).__name__)


class Name:
    """Source that stands for itself: a name, a call."""

    def __init__(self, code: str) -> None:
        self.code = code


class Call:
    """A call of `name` with its arguments."""

    def __init__(self, name: str, *arguments: object) -> None:
        self.name = name
        self.arguments = [("", one) for one in arguments]


def call(name: str, arguments: list[tuple[str, object]], column: int = 0, depth: int = 0) -> str:
    """A call with its arguments (keyword with `=`, or empty, and value)."""
    return _bracketed(f"{name}(", arguments, ")", column, depth)


def _arguments(item: tuple[object, ...]) -> list[tuple[str, object]]:
    """Fields without a default by place, others by name where they differ from it."""
    fields: tuple[str, ...] = item._fields  # type: ignore[attr-defined]
    defaults: dict[str, object] = item._field_defaults  # type: ignore[attr-defined]
    by_place = [("", one) for field, one in zip(fields, item, strict=True) if field not in defaults]
    named = [(f"{field}=", one) for field, one in zip(fields, item, strict=True) if field in defaults and one != defaults[field]]
    return [*by_place, *named]


def _bracketed(opening: str, items: list[tuple[str, object]], closing: str, column: int, depth: int) -> str:
    flat = opening + ", ".join(prefix + value(item, -10_000) for prefix, item in items) + closing
    if "\n" not in flat and column + width(flat) < WIDTH:
        return flat
    inner = INDENT * (depth + 1)
    lines = [f"{inner}{prefix}{value(item, width(inner + prefix), depth + 1)}," for prefix, item in items]
    return "\n".join([opening, *lines, INDENT * depth + closing.lstrip(",")])


def _filled(opening: str, items: list[tuple[str, object]], column: int, depth: int) -> str:
    """A call whose arguments fill each line, as a table row does."""
    flat = [prefix + value(item, -10_000) for prefix, item in items]
    if column + width(f"{opening}{', '.join(flat)})") < WIDTH:
        return f"{opening}{', '.join(flat)})"
    inner = INDENT * (depth + 1)
    lines = [inner]
    for (prefix, item), code in zip(items, flat, strict=True):
        if lines[-1] != inner and width(lines[-1]) + width(code) >= WIDTH:
            lines.append(inner)
        if width(inner + code) >= WIDTH:
            code = prefix + value(item, width(inner + prefix), depth + 1)
        lines[-1] += f"{code}, "
        if "\n" in code:
            lines.append(inner)
    return "\n".join([opening, *(line.rstrip() for line in lines if line != inner), f"{INDENT * depth})"])


def _long_literal(text: str, column: int, depth: int) -> str:
    whole = literal(text)
    if column + width(whole) < WIDTH:
        return whole
    inner = INDENT * (depth + 1)
    parts: list[str] = [""]
    for character in text:
        if width(literal(parts[-1] + character)) > WIDTH - width(inner) - 1:
            parts.append("")
        parts[-1] += character
    return "\n".join(["(", *(inner + literal(part) for part in parts), INDENT * depth + ")"])
