"""References and labels → references that go round in a circle (A215), one number for two provisions (A216)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulec.analysis.boxes import Box
from rulec.analysis.examined import Examined, finding
from rulec.analysis.findings import Finding, Witness
from rulec.ir.model import Norm, Provision

_FOLLOWS = re.compile(r"(?:依照|按照|依据|适用|参照|按)(?:本(?:规则|规定|办法|细则|规范|公约)?)?(第[一二三四五六七八九十百零〇\d]+条|[A-Z]-\d+(?:-\d+)*)")
_NUMBERED = re.compile(r"第.{1,8}条|[A-Z]+-\d+(?:-\d+)*|\d+(?:\.\d+)+")


def citation_findings(examined: Examined) -> Iterator[Finding]:
    """Circles among provisions that send on to each other, and numbers given twice."""
    yield from _circles(examined)
    yield from _twice(examined)


def _circles(examined: Examined) -> Iterator[Finding]:
    """A provision sends on where a norm of it does nothing itself: no measure, and 依照第N条."""
    norms = {norm.id: norm for norm in examined.rule_set.norms}
    labels = {_article(examined, norm): norm for norm in reversed(examined.rule_set.norms) if _article(examined, norm)}
    sends: dict[str, tuple[str, Norm]] = {}
    for norm in norms.values():
        found = _FOLLOWS.search(norm.text)
        if found is not None and not norm.measures and _article(examined, norm) and found[1] in labels:
            sends.setdefault(_article(examined, norm), (found[1], norm))
    said: set[frozenset[str]] = set()
    for start in sends:
        path = [start]
        while path[-1] in sends and sends[path[-1]][0] not in path:
            path.append(sends[path[-1]][0])
        if path[-1] not in sends:
            continue
        circle = path[path.index(sends[path[-1]][0]) :]
        if frozenset(circle) not in said:
            said.add(frozenset(circle))
            way = [sends[label][1] for label in circle]
            places = [examined.of_norm(norm) for norm in way]
            yield finding("A215", places, _case(examined, way[0]), {"circle": " → ".join((*circle, circle[0]))})


def _article(examined: Examined, norm: Norm) -> str:
    path = examined.containers[norm.id]
    return path[-1] if path else norm.provision or ""


def _case(examined: Examined, norm: Norm) -> Witness | None:
    for box in examined.regions.get(norm.id, ()):
        witness = examined.witness(box, holding=(norm,) if not norm.unclaimed else ())
        if witness is not None:
            return witness
    return None


def _twice(examined: Examined) -> Iterator[Finding]:
    """Numbers of the kind that a document counts through; items begin anew under each head and are passed over."""
    first: dict[tuple[tuple[str, ...], str], Provision] = {}
    articles: dict[str, Provision] = {}
    for provision in examined.rule_set.provisions:
        if not _NUMBERED.fullmatch(provision.label):
            continue
        key = (provision.path[:-1], provision.label)
        before = first.get(key)
        if before is None and not provision.label.startswith("第"):
            before = articles.get(provision.label)
        if before is not None and before.span != provision.span:
            places = examined.place(before.span, before.label), examined.place(provision.span, provision.label)
            yield finding("A216", places, _under(examined, provision), {"label": provision.label})
        first.setdefault(key, provision)
        articles.setdefault(provision.label, provision)


def _under(examined: Examined, provision: Provision) -> Witness | None:
    """A case in which what the second of the two says applies."""
    for norm in examined.norms:
        if provision.span.start <= norm.span.start < provision.span.end and norm.kind != "tier_criteria":
            return _case(examined, norm)
    return examined.witness(Box())
