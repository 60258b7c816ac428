"""A rule book → what is wrong between its announcements, in a fixed order."""

from collections.abc import Iterator

from rulec.build.emit import Built
from rulec.build.fact_book import fact_findings
from rulec.build.findings import BookFinding, finding, place
from rulec.build.rule_book import Reference, RuleBook
from rulec.build.versions import Dated, in_force, version_findings
from rulec.ir.linking import is_law, normal_title
from rulec.ir.model import Definition


def book_findings(book: RuleBook) -> tuple[BookFinding, ...]:
    """Everything that is odd about versions, references, precedence, definitions and facts of a project."""
    found = [one for rows in book.timelines.values() for one in version_findings(rows)]
    found += _references(book)
    found += _circles(book)
    found += _both_first(book)
    found += _defined_twice(book)
    found += fact_findings(book.facts)
    return tuple(sorted(found, key=lambda one: (one.diagnostic.code, one.places[0].path, one.places[0].span, one.diagnostic.values)))


def _references(book: RuleBook) -> Iterator[BookFinding]:
    """Titles of nobody and of several, articles that are not there, announcements that are not in force when they are needed."""
    unknown: dict[str, dict[str, Reference]] = {}
    for one in book.references:
        citation, where = one.citation, place(one.built, one.citation.span)
        if citation.kind == "stricter":
            continue
        if one.several:
            yield finding("B112", (where,), title=citation.title, rules=", ".join(one.several))
        elif one.target is not None:
            yield from _target(book, one, book.timelines[one.target])
        elif not is_law(citation.title):
            unknown.setdefault(one.built.version.path, {}).setdefault(normal_title(citation.title), one)
    for titles in unknown.values():  # one finding an announcement: which titles nobody has
        places = [place(one.built, one.citation.span) for one in titles.values()]
        yield finding("B110", places, title="》、《".join(one.citation.title for one in titles.values()))


def _target(book: RuleBook, one: Reference, versions: tuple[Dated, ...]) -> Iterator[BookFinding]:
    citation, where = one.citation, place(one.built, one.citation.span)
    citing = next(row for row in book.timelines[one.built.announcement.name] if row.built is one.built)
    if citation.provision is not None and not any(_has(row.built, citation.provision) for row in versions):
        yield finding("B113", (where,), title=citation.title, provision=citation.provision)
    waits = citation.kind in ("delegates", "defines") and citing.state == "dated"
    if waits and citing.start is not None and in_force(versions, citing.start) is None:
        yield finding("B114", (where,), title=citation.title, start=citing.start)


def _has(built: Built, article: str) -> bool:
    return any(article in (provision.label, *provision.path) for provision in built.compilation.rule_set.provisions)


def _circles(book: RuleBook) -> Iterator[BookFinding]:
    """Rules that hand cases on to each other in a circle; each circle once, told from its first rule on."""
    edges: dict[str, dict[str, Reference]] = {}
    for one in book.references:
        own = one.built.announcement.name
        if one.citation.kind in ("delegates", "defines") and one.target is not None and one.target != own:
            edges.setdefault(own, {}).setdefault(one.target, one)
    told: set[tuple[str, ...]] = set()
    for start in sorted(edges):
        for circle in _from(start, (start,), edges):
            if circle[0] == min(circle) and circle not in told:
                told.add(circle)
                steps = [edges[here][there] for here, there in zip(circle, (*circle[1:], circle[0]), strict=True)]
                yield finding("B111", (place(one.built, one.citation.span) for one in steps), path=" → ".join((*circle, circle[0])))


def _from(here: str, path: tuple[str, ...], edges: dict[str, dict[str, Reference]]) -> Iterator[tuple[str, ...]]:
    for there in sorted(edges.get(here, {})):
        if there == path[0]:
            yield path
        elif there not in path and there > path[0]:
            yield from _from(there, (*path, there), edges)


def _both_first(book: RuleBook) -> Iterator[BookFinding]:
    """Two rules of which each says that it goes first, or each that the other does."""
    says: dict[tuple[str, str], Reference] = {}
    for one in book.references:
        if one.citation.kind in ("yields", "prevails") and one.target is not None:
            own = one.built.announcement.name
            says.setdefault((one.target, own) if one.citation.kind == "yields" else (own, one.target), one)
    for (first, second), one in sorted(says.items(), key=lambda item: item[0]):
        other = says.get((second, first))
        if other is not None and first < second:
            places = (place(one.built, one.citation.span), place(other.built, other.citation.span))
            yield finding("B115", places, first=first, second=second)


def _defined_twice(book: RuleBook) -> Iterator[BookFinding]:
    """A term that two rules of one issuer define in different words, while neither refers to the other."""
    seen: dict[tuple[str, str], list[tuple[Dated, Definition]]] = {}
    for row in book.versions:
        if row.state == "dated" and row.end is None:
            for one in row.built.compilation.rule_set.definitions:
                if one.kind in ("term", "derived_fact"):
                    seen.setdefault((row.built.announcement.issuer, one.term), []).append((row, one))
    linked = {(one.built.announcement.name, one.target) for one in book.references}
    for (_, term), found in sorted(seen.items(), key=lambda item: item[0]):
        first, definition = found[0]
        for other, also in found[1:]:
            names = (first.built.announcement.name, other.built.announcement.name)
            if names[0] != names[1] and definition.text != also.text and names not in linked and names[::-1] not in linked:
                yield finding("B120", (place(first.built, definition.span), place(other.built, also.span)), term=term)
