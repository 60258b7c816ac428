"""All rules of a project → one book: 《…》 resolved to its announcements, and a decision over those that take part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from rulec.build.emit import Built
from rulec.build.fact_book import FactBook, fact_book
from rulec.build.versions import Dated, timeline
from rulec.diagnostics import UserError
from rulec.ir.amounts_to_specs import account_spec
from rulec.ir.interpret import Interpreter
from rulec.ir.linking import Citation, citations, normal_title
from rulec.ir.model import Norm
from rulec.ir.plan import force_of, version_name
from rulec.runtime.book import Book, Entry, Link
from rulec.runtime.facts import nearest

FOLLOWED = ("delegates", "defines", "yields", "prevails", "cites")
SUFFIX = 4
"""Characters that a title must have to stand for a longer one that ends in it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation and the rule it is of: `target` is None where no announcement of the project has that title, or several have
    (`several`)."""

    built: Built
    citation: Citation
    target: str | None
    several: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of a project together: each with its timeline, everything that they say of each other, their facts."""

    timelines: Mapping[str, tuple[Dated, ...]]
    references: tuple[Reference, ...]
    facts: FactBook

    @property
    def versions(self) -> tuple[Dated, ...]:
        """All versions of all rules."""
        return tuple(one for rows in self.timelines.values() for one in rows)

    def entries(self) -> tuple[Entry, ...]:
        """The versions as a book of the runtime has them."""
        return tuple(_entry(one) for one in self.versions)

    def links(self) -> tuple[Link, ...]:
        """The references that decide something, as a book of the runtime has them."""
        found = [one for one in map(_link, self.references) if one is not None]
        found += self._explained()
        return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.rule, one.version, one.span, one.kind, one.target)))

    def _explained(self) -> list[Link]:
        """Norms that use a word which an announcement they refer to defines, and which their own does not."""
        found = []
        for one in self.references:
            if one.target is None or one.target == one.built.announcement.name:
                continue
            rule_set = one.built.compilation.rule_set
            own = {definition.term for definition in rule_set.definitions}
            terms = _terms(self.timelines[one.target]) - own
            for norm in rule_set.norms:
                used = sorted(term for term in terms if term in norm.text)
                if norm.role == "operative" and norm.measures and used:
                    found.append(_usage(one.built, one.target, norm, used[0]))
        return found

    def interpreter(self) -> Book:
        """The book, each part decided by the reference interpreter."""
        by_module = {one.built.module: one.built for one in self.versions}
        loaded: dict[str, SimpleNamespace] = {}

        def load(entry: Entry) -> SimpleNamespace:
            if entry.module not in loaded:
                interpreter = Interpreter(by_module[entry.module].compilation.rule_set)
                accounts = {one.name: account_spec(interpreter.plan, one) for one in interpreter.plan.rule_set.accounts}
                loaded[entry.module] = SimpleNamespace(RULE=interpreter.rule, **({"ACCOUNTS": accounts} if accounts else {}))
            return loaded[entry.module]

        return Book(self.entries(), self.links(), self.facts.terms(), load)


def rule_book(built: Iterable[Built]) -> RuleBook:
    """The book of everything that a project has compiled."""
    everything = tuple(built)
    names = sorted({one.announcement.name for one in everything})
    timelines = {name: timeline(one for one in everything if one.announcement.name == name) for name in names}
    titles = _titles(everything)
    references = [_resolved(one, citation, titles) for one in everything for citation in _cited(one)]
    return RuleBook(timelines, tuple(references), fact_book(everything))


def find_rule(built: Iterable[Built], words: str) -> str:
    """The rule that words name: `issuer/rule`, its folder or a file in it, or its title. UserError B026 for none or several."""
    everything = tuple(built)
    names = sorted({one.announcement.name for one in everything})
    path = words.strip("/")
    by_path = {one.announcement.name for one in everything if path == one.announcement.name or _below(one.version.path, path)}
    wanted = normal_title(words)
    by_title = {one.announcement.name for one in everything if normal_title(one.compilation.rule_set.document.title) == wanted}
    found = by_path or by_title
    if len(found) != 1:
        raise UserError("B026", rule=words, known=", ".join(sorted(found) or nearest(words, names) or names[:3]))
    return next(iter(found))


def _below(path: str, words: str) -> bool:
    return path == words or path.startswith(f"{words}/") or path.rpartition("/")[0] == words


def _cited(built: Built) -> Sequence[Citation]:
    compilation = built.compilation
    return citations(compilation.rule_set, compilation.ingested.normal, compilation.ledger)


Titles = dict[str, set[tuple[str, str]]]
"""Normal title → (issuer, rule) of every announcement that has it."""


def _titles(built: Iterable[Built]) -> Titles:
    found: Titles = {}
    for one in built:
        title = normal_title(one.compilation.rule_set.document.title)
        found.setdefault(title, set()).add((one.announcement.issuer, one.announcement.name))
    return found


def _resolved(built: Built, citation: Citation, titles: Titles) -> Reference:
    """The rule that a citation is of: of the same issuer first. A shorter title will do where only one of the issuer's titles ends in it
    and begins as the citing one does (甲商城发货规则 and 《积分规则》 share 甲商城)."""
    if citation.kind == "stricter":
        return Reference(built, citation, built.announcement.name)
    title, issuer = normal_title(citation.title), built.announcement.issuer
    having = titles.get(title, set())
    own = {rule for other, rule in having if other == issuer}
    if not own and not having and len(title) >= SUFFIX:
        mine = normal_title(built.compilation.rule_set.document.title)
        longer = [full for full in titles if full.endswith(title) and full != mine and mine.startswith(full.removesuffix(title))]
        own = {rule for full in longer for other, rule in titles[full] if other == issuer}
    found = sorted(own or {rule for _, rule in having})
    return Reference(built, citation, found[0] if len(found) == 1 else None, tuple(found) if len(found) > 1 else ())


def _entry(one: Dated) -> Entry:
    document = one.built.compilation.rule_set.document
    force = force_of(document)
    return Entry(one.built.announcement.name, version_name(document), document.title, one.built.module, force, one.end)


def _link(reference: Reference) -> Link | None:
    """A reference as the runtime follows it; None where it decides nothing."""
    citation, built = reference.citation, reference.built
    if reference.target is None or (reference.target == built.announcement.name and citation.kind != "stricter"):
        return None
    fact = None
    if citation.kind == "defines":
        fact = _defined(built, citation)
        if fact is None:
            return None
    return Link(
        rule=built.announcement.name,
        version=version_name(built.compilation.rule_set.document),
        kind=citation.kind,
        target=reference.target,
        span=(citation.span.start, citation.span.end),
        quote=citation.quote,
        norm=None if citation.meta else citation.norm,
        fact=fact,
        whole=citation.whole,
        provision=citation.provision,
        after=citation.after,
        remedy=citation.remedy,
    )


def _terms(versions: tuple[Dated, ...]) -> set[str]:
    """The words that any version of a rule defines."""
    definitions = [one for row in versions for one in row.built.compilation.rule_set.definitions]
    return {one.term for one in definitions if one.kind in ("term", "derived_fact") and len(one.term) > 1}


def _usage(built: Built, target: str, norm: Norm, term: str) -> Link:
    version = version_name(built.compilation.rule_set.document)
    return Link(built.announcement.name, version, "explains", target, (norm.span.start, norm.span.end), norm.text, norm.id, term)


def _defined(built: Built, citation: Citation) -> str | None:
    """The fact of a version that a citation leaves to another announcement: the one named there, else its only tier."""
    labels = [fact.label for fact in built.compilation.rule_set.facts if fact.type == "choice"]
    named = [label for label in labels if citation.what is not None and (label == citation.what or citation.what.endswith(label))]
    return named[0] if named else None
