"""A compilation → the contract's `rulec.inspect/1`, and the share of it that was understood."""

from typing import TYPE_CHECKING

from rulec.diagnostics.codes import Lang
from rulec.diagnostics.render_json import diagnostics_json
from rulec.report.ir_to_json import ir_to_json, rule_set_to_json

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation

INSPECT_SCHEMA = "rulec.inspect/1"
_NOT_COUNTED = frozenset({"furniture", "layout", "heading"})


def inspect_json(compilation: "Compilation", lang: Lang = "zh") -> dict[str, object]:
    """Everything the compiler understood, in the contract's shape. `source.path` is as it was given; spans are raw code points."""
    source = compilation.ingested.source
    sections = rule_set_to_json(compilation.rule_set)
    head: dict[str, object] = {
        "schema": INSPECT_SCHEMA,
        "source": {"path": source.path, "sha256": source.sha256, "chars": len(source.raw)},
        "document": sections.pop("document"),
        "ledger": ir_to_json(compilation.ledger),
        "edits": ir_to_json(compilation.ingested.edits),
    }
    return {**head, **sections, "diagnostics": diagnostics_json(compilation.diagnostics, lang)}


def coverage(compilation: "Compilation") -> tuple[int, int]:
    """(characters understood, characters that count): all outside furniture, layout and headings; those `unresolved` are not understood."""
    counted = [(tile.class_, tile.span.end - tile.span.start) for tile in compilation.ledger if tile.class_ not in _NOT_COUNTED]
    return sum(size for class_, size in counted if class_ != "unresolved"), sum(size for _, size in counted)


def coverage_percent(understood: int, counted: int) -> str:
    """The share in percent with one decimal, rounded down, so that 100.0 means all."""
    if not counted:
        return "100.0"
    per_mille = understood * 1000 // counted
    return f"{per_mille // 10}.{per_mille % 10}"
