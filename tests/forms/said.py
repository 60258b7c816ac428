"""What an announcement compiles to, in a few plain words."""

from rulec.build.pipeline import Compilation, compile_announcement
from rulec.ir.model import Fixed, Norm
from rulec.ir.wording import described
from rulec.source import tiles_whole


def compiled(text: str, path: str = "a.md") -> Compilation:
    """Compiled, and checked to lose nothing."""
    found = compile_announcement(text.encode(), path)
    assert tiles_whole(len(found.ingested.source.raw), found.ledger)
    return found


def norm_words(norm: Norm) -> str:
    """情节严重: deduct_points 12, expel; `?` behind a partial norm."""
    measures = [f"{m.action} {m.amount.value}" if isinstance(m.amount, Fixed) else m.action for m in norm.measures]
    return f"{described(norm.condition) if norm.condition else '—'}: {', '.join(measures)}{'?' if norm.unclaimed else ''}"


def said(found: Compilation) -> list[str]:
    """Every norm in a line."""
    return [norm_words(norm) for norm in found.rule_set.norms]


def codes(found: Compilation) -> list[str]:
    """The codes of all findings."""
    return [d.code for d in found.diagnostics]
