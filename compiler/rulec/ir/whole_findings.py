"""Findings about the announcement as a whole: two readings, gaps in a scale, titles that look like one rule."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rulec.ir.model import Account, InTier, Reference
from rulec.ir.plan import beside, has_otherwise
from rulec.ir.relief import leaves
from rulec.lexicon.vocabulary import vocabulary
from rulec.source import Span

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering

_LONGEST = re.compile(r"最长.{0,6}(?:天数|期限|时间)")
_CITED = re.compile(r"《([^《》\n]{1,80})》")


def two_readings(lowering: "Lowering", account: Account) -> None:
    """按最严 and 最长停业天数 differ where a longer measure began earlier: both are said, ends-last is the default."""
    for statement in lowering.statements:
        for sentence in statement.sentences:
            if account.concurrency == "strictest" and _LONGEST.search(sentence.text):
                related = (account.concurrency_span,) if account.concurrency_span else ()
                lowering.diagnostics.add("S231", sentence.span, related=related, text=sentence.text)


def scale_gaps(lowering: "Lowering") -> None:
    """A label of a scale that other violations of the announcement have, and this one gives no consequence."""
    tiers: dict[str, set[str]] = {}
    for norm in lowering.norms:
        if norm.violation and norm.kind == "penalty":
            for leaf in leaves(norm.condition):
                if isinstance(leaf, InTier):
                    tiers.setdefault(norm.violation, set()).add(leaf.label)
    known = set().union(*tiers.values()) if len(tiers) > 1 else set()
    for violation in lowering.violations:
        for label in sorted(known - tiers.get(violation.id, known), key=_rank):
            lowering.diagnostics.add("S230", violation.span, violation=violation.name, label=label)


def rests_without_siblings(lowering: "Lowering") -> None:
    """其他情形的,扣2分 with nothing beside it: which cases are the others is not understood; it must not hold for every case."""
    provisions = lowering.provisions()
    for at, norm in enumerate(lowering.norms):
        if norm.role == "operative" and has_otherwise(norm) and not beside(norm, lowering.norms, provisions):
            lowering.norms[at] = replace(norm, unclaimed=(*norm.unclaimed, norm.span))
            lowering.report_unclaimed((norm.span,), norm.id)


def titles_cited(lowering: "Lowering") -> None:
    """Two titles that differ only in words within one of them look like one rule under two names."""
    places: dict[str, Span] = {}
    known_places = {reference.span for reference in lowering.references}
    normal = lowering.ingested.normal
    for block in lowering.announcement.blocks:
        if block.kind in ("blank", "chrome"):
            continue
        for found in _CITED.finditer(normal.text, block.start, block.end):
            span, title = normal.raw_span(found.start(), found.end()), found.group(1)
            places.setdefault(title, span)
            if title != lowering.title and span not in known_places:
                known_places.add(span)
                lowering.references.append(Reference(span, "document", title))
    lowering.references.sort(key=lambda r: r.span)
    known = sorted(places)
    for number, first in enumerate(known):
        for second in known[number + 1 :]:
            short, long = sorted((first, second), key=len)
            if len(long) - len(short) <= 4 and len(short) >= 5 and _drops_one_run(short, long):
                lowering.diagnostics.add("S220", places[first], related=(places[second],), first=first, second=second)


def _drops_one_run(short: str, long: str) -> bool:
    """Whether `short` is `long` without one run of characters, in which both still name the same kind of rule."""
    gap = len(long) - len(short)
    if not gap:
        return False
    head = next((n for n in range(len(short)) if short[n] != long[n]), len(short))
    return short[head:] == long[head + gap :]


def _rank(label: str) -> int:
    return vocabulary().scales.get(label, 9)
