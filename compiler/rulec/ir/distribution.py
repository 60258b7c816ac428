"""7天内不得提报活动、不得新建商品: what one prohibition says once (how long) holds for those that follow it in the list."""

from collections.abc import Sequence
from dataclasses import replace

from rulec.lexicon.vocabulary import vocabulary
from rulec.source import cover
from rulec.syntax.clauses import Mark, MeasurePhrase, Phrase


def distributed(parts: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The parts of a segment with every `、不得…` behind a prohibition that has a duration as a prohibition of its own."""
    found: list[Phrase] = []
    carrier: MeasurePhrase | None = None
    at = 0
    while at < len(parts):
        part, after = parts[at], parts[at + 1] if at + 1 < len(parts) else None
        if isinstance(part, MeasurePhrase):
            carrier = part if part.rule == "exclusion" and (part.duration is not None or part.permanent) else None
        elif carrier is not None and _is(part, "MUST_NOT") and isinstance(after, Mark) and _is(after, "OPAQUE"):
            words = after.text.strip()
            found.append(
                replace(carrier, action=vocabulary().action("不得", words, "restrict"), object=words, text=f"{part.text}{after.text}",
                        span=cover((part.span, after.span)))
            )  # fmt: skip
            at += 2
            continue
        found.append(part)
        at += 1
    return tuple(found)


def _is(part: Phrase, kind: str) -> bool:
    return isinstance(part, Mark) and part.kind == kind
