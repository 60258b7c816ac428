"""What became of every operation of a consolidation, in words."""

from rulec.build.consolidation import Consolidation, Operation
from rulec.diagnostics.codes import Lang
from rulec.report.wording import say

_LONGEST = 60


def spoken(made: Consolidation, lang: Lang) -> str:
    """How many operations were applied, each that was not with its reason, and where a published text differs."""
    left = made.left
    lines = [say(lang, "consolidation", "applied", applied=len(made.operations) - len(left), left=len(left))]
    lines += [_left(made, one, lang) for one in left]
    if made.effective:
        lines.append(say(lang, "consolidation", "effective", day=made.effective))
    if made.differences is not None:
        lines.append(say(lang, "consolidation", "differs" if made.differences else "same", count=len(made.differences)))
        for one in made.differences:
            ours, theirs = (_short(words) if words else say(lang, "consolidation", "none") for words in (one.consolidated, one.published))
            lines.append("  " + say(lang, "consolidation", "difference", place=one.provision, ours=ours, theirs=theirs))
    return "\n".join(lines)


def _left(made: Consolidation, one: Operation, lang: Lang) -> str:
    reason = say(lang, "consolidation", one.state, why=one.why)
    return "  " + say(lang, "consolidation", "left", text=_short(one.amendment.text), file=made.sources[one.source].path, reason=reason)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
