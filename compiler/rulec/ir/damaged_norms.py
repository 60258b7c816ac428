"""Norms → norms that say where their words cannot be trusted: masked words, stripped figures, stray characters."""

from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ingest.noise import DAMAGE
from rulec.source import SpanIndex

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering


def mark_damage(lowering: "Lowering") -> None:
    """A norm with a damaged place in it is partial there."""
    damage = tuple(sorted({found.span for found in lowering.ingested.diagnostics if found.code in DAMAGE}))
    if not damage:
        return
    places = SpanIndex(damage)
    for number, norm in enumerate(lowering.norms):
        more = {damage[n] for n in places.touching(norm.span)} - set(norm.unclaimed)
        if more:
            lowering.norms[number] = replace(norm, unclaimed=tuple(sorted({*norm.unclaimed, *more})))
            lowering.report_unclaimed(tuple(sorted(more)), norm.id)
