"""The parts of a rule book that speak about one case → one decision that cites them all."""

from __future__ import annotations

from typing import Any

from .book import MOMENT, Link
from .book_account import account_of
from .book_parts import Part, Question, violation_named
from .book_rows import Alternative, Outcome, Row, Share, alternatives, common, outcome_of, qualified, scenarios
from .truth import UNKNOWN

LISTS = ("measures", "options", "candidates", "conflicts", "assumed", "holes", "failed", "governed_by", "near", "trace", "displaced", "unused")


def answer_book(question: Question, rule: str, violation: str | None) -> Row:
    """One decision out of all parts (see `Book.decide`)."""
    main = question.take(rule, "asked", violation)
    if main.decision is None or main.answer is None:
        return _refused(question, main, violation)
    named = violation_named(main) or violation
    shares = [Share(rule, "asked", alternatives(question.book, main.rule, main.answer, None))]
    shares += _delegated(question, main, named)
    shares += _preceding(question, main, named)
    stricter = _stricter(question, main)
    while True:
        told = scenarios(shares, stricter is not None)
        outcomes = [] if told is None else [outcome_of(one) for one in told]
        measures, options = common(outcomes) if outcomes else ([], [])
        parts = _taking(question, shares, outcomes, stricter, any(row["action"] == "deduct_points" for row in measures))
        account = account_of(question, parts, measures)
        further = _after(question, parts, [*measures, *(account["measures"] if account else [])], named)
        if not further:
            break
        shares += further
    settled = bool(outcomes) and all(one.key() == outcomes[0].key() for one in outcomes) and not any(one.open for one in shares)
    parts += _explaining(question, parts)
    if account is not None:
        measures = [*measures, *account.pop("measures")]
    missing = _missing(question, parts, shares, settled)
    return {
        **main.answer,
        "verdict": _verdict(question, parts, settled, bool(measures or options)),
        "measures": measures,
        "options": options,
        "candidates": [] if settled or len(outcomes) < 2 else [one.candidate(options) for one in outcomes],
        "missing": _still(missing, [*measures, *options]) if settled else missing,
        "conflicts": [row for part in parts for row in _own(part, "conflicts", "because")],
        "assumed": [*_rows(parts, "assumed"), *question.presumed],
        "holes": _rows(parts, "holes"),
        "failed": [row for part in parts for row in _own(part, "failed", "norm")],
        "governed_by": _governed(question, parts),
        "trace": [row for part in parts for row in _own(part, "trace", "norm")],
        "announcements": [_cited(part) for part in parts],
        "displaced": list(outcomes[0].displaced) if settled else [],
        "account": account,
        "unused": sorted(set(question.given) - question.used),
    }


def _refused(question: Question, main: Part, violation: str | None) -> Row:
    """The answer where no version of the rule asked about is in force, or nobody knows which one is."""
    ended, as_of = main.force in ("not_yet", "ended"), question.terms.as_of
    lists: dict[str, list[Row]] = {name: [] for name in LISTS}
    return {
        "schema": "rulec.decision/1",
        "rule": question.book.versions(main.rule)[-1].title,
        "version": None,
        "violation": violation,
        "as_of": None if as_of is None else as_of.isoformat(),
        "force": main.force,
        "verdict": "not_in_force" if ended else "unknown",
        **lists,
        "ticket": {"removed": [], "added": [], "kept": []},
        "missing": [] if ended else [{"fact": MOMENT if main.force == "unasked" else "生效日期", "needed_by": []}],
        "announcements": [_cited(main)],
        "account": None,
    }


# ---- what takes part


def _delegated(question: Question, part: Part, violation: str | None) -> list[Share]:
    """What other announcements add where a norm of `part` hands the case on to them, and what those hand on in turn."""
    outcomes = part.outcomes()
    found: list[Share] = []
    for link in question.links(part, "delegates"):
        outcome = outcomes.get(link.norm or "", False)
        if outcome is UNKNOWN and link.remedy and question.terms.presume == "standard":
            question.presume(part, link)
            continue
        if outcome is False or link.after is not None or link.target in question.parts:
            continue
        sub = question.take(link.target, "delegated", violation, link)
        if sub.answer is None:
            if outcome is True:
                found.append(Share(sub.rule, "delegated", (Alternative({}, (), ()),), open=True))
            continue
        own = Share(sub.rule, "delegated", alternatives(question.book, sub.rule, sub.answer, question.within(sub, link)))
        added = [own, *_delegated(question, sub, violation)]
        if outcome is True:
            found += added
        elif any(row.measures or row.options for share in added for row in share.rows):
            asked = question.waits(part, link)
            yes, no = dict.fromkeys(asked, True), dict.fromkeys(asked, False)
            for one in added:
                met = tuple(Alternative({**yes, **row.when}, row.measures, row.options) for row in one.rows)
                found.append(one._replace(rows=(Alternative(no, (), ()), *met), open=one.open or not asked, asks=asked, link=link))
    return found


def _after(question: Question, parts: list[Part], measures: list[Row], violation: str | None) -> list[Share]:
    """What follows elsewhere from a measure that is taken (店铺被清退的,保证金按照…处理), not looked at yet."""
    found: list[Share] = []
    for part in parts:
        for link in question.links(part, "delegates"):
            if link.after is None or link.target in question.parts or not any(row["action"] == link.after for row in measures):
                continue
            for label in question.waits(part, link):
                question.derived.setdefault(label, True)
            sub = question.take(link.target, "delegated", violation, link)
            if sub.answer is None:
                found.append(Share(sub.rule, "delegated", (Alternative({}, (), ()),), open=True))
                continue
            rows = alternatives(question.book, sub.rule, sub.answer, question.within(sub, link))
            found += [Share(sub.rule, "delegated", rows), *_delegated(question, sub, violation)]
    return found


def _preceding(question: Question, main: Part, violation: str | None) -> list[Share]:
    """The announcements that go before the one asked about, by its own words or by theirs."""
    outcomes = main.outcomes()
    links = [link for link in question.links(main, "yields") if link.norm is None or outcomes.get(link.norm, False) is True]
    links += [link for link in question.speaking("prevails") if link.target == main.rule]
    found: dict[str, Share] = {}
    for link in links:
        other = link.target if link.kind == "yields" else link.rule
        if other == main.rule:
            continue
        sub = question.take(other, "prevails", violation, link)
        if sub.answer is not None and sub.answer["verdict"] not in ("not_in_force", "does_not_apply"):
            rows = alternatives(question.book, other, sub.answer, question.within(sub, link))
            whole = link.whole or (other in found and found[other].whole)
            found[other] = Share(other, "prevails", rows, over=main.rule, whole=whole)
    return list(found.values())


def _stricter(question: Question, main: Part) -> Link | None:
    """The sentence that says that the heavier of several treatments stands: of the rule asked about, or of one that it names."""
    named = {main.rule, *(link.target for link in question.links(main, "cites", "delegates", "defines", "yields", "prevails"))}
    return next((link for link in question.speaking("stricter") if link.rule in named), None)


def _taking(question: Question, shares: list[Share], outcomes: list[Outcome], stricter: Link | None, taken: bool) -> list[Part]:
    """The parts that took part, in the order in which they were met: those that may give something, say what a word means that nobody
    answered, keep the account where points are `taken`, or say which of two treatments stands."""
    giving = {share.rule for share in shares if share.role == "asked" or share.open or any(one.measures or one.options for one in share.rows)}
    if stricter is not None and any(row["by"] == "stricter" for one in outcomes for row in one.displaced):
        question.note(stricter.rule, "stricter", stricter)
    found: list[Part] = []
    for part in question.parts.values():
        told = part.link is not None and part.link.rule in {*giving, *(one.rule for one in found)}
        heard = part.answer is not None and any(row["outcome"] == "true" for row in part.answer["trace"])
        keeps = taken and bool(getattr(question.loaded(part), "ACCOUNTS", None))
        means = part.role == "defines" and part.link is not None and question.book.label_of(part.link.fact or "", part.link.rule) not in question.given
        certain = part.link is not None and (part.link.after is not None or question.holds(part.link))
        handed = part.role == "delegated" and told and certain and (heard or keeps)
        if part.rule in giving or part.role == "stricter" or (told and means) or handed:
            found.append(part)
    return found


def _explaining(question: Question, parts: list[Part]) -> list[Part]:
    """The announcements, in force, that say what a word in a norm that holds means, and took no part otherwise."""
    found: dict[str, Part] = {}
    taking = {part.rule for part in parts}
    for part in parts:
        for link in question.links(part, "explains"):
            if question.holds(link) and link.target not in taking:
                entry, force = question.pick(link.target)
                if entry is not None:
                    found.setdefault(link.target, Part(link.target, "defines", entry, force, None, link))
    return list(found.values())


# ---- how it is told


def _verdict(question: Question, parts: list[Part], settled: bool, follows: bool) -> str:
    answered = [part for part in parts if part.answer is not None and part.role not in ("defines", "stricter")]
    verdicts = [part.answer["verdict"] for part in answered if part.answer is not None]
    if any(_obscure(question, part) for part in answered):
        return "not_expressible"
    if not settled:
        return "unknown"
    return "applies" if follows or verdicts[:1] == ["applies"] else "does_not_apply"


def _obscure(question: Question, part: Part) -> bool:
    """Whether a norm of a part that counts here was not wholly understood."""
    if part.answer is None or part.answer["verdict"] != "not_expressible":
        return False
    within = None if part.link is None else question.within(part, part.link)
    return within is None or any(row["outcome"] == "not_expressible" and row["norm"] in within for row in part.answer["trace"])


def _missing(question: Question, parts: list[Part], shares: list[Share], settled: bool) -> list[Row]:
    """What to find out next, by the book's labels, each with the norms that need it."""
    found: dict[str, Row] = {}

    def need(label: str, norms: list[str], **more: str) -> None:
        row = found.setdefault(label, {"fact": label, "needed_by": [], **more})
        row["needed_by"] += [norm for norm in norms if norm not in row["needed_by"]]

    for share in shares:
        for label in share.asks if not settled else ():
            need(label, [] if share.link is None else [qualified(share.link.rule, share.link.norm or "")])
    for part in parts:
        by = [] if part.link is None or part.link.norm is None else [qualified(part.link.rule, part.link.norm)]
        if part.answer is None:
            if part.role not in ("stricter", "defines"):
                need(question.book.versions(part.rule)[-1].title, by, why=part.force)
            continue
        within = None if part.link is None else question.within(part, part.link)
        for label, norm in question.criteria(part) if part.role == "defines" else ():
            need(label, [qualified(part.rule, norm)])
        for row in part.answer["missing"]:
            if within is not None and row["needed_by"] and not within & set(row["needed_by"]):
                continue
            more = {name: value for name, value in row.items() if name not in ("fact", "needed_by")}
            need(question.book.label_of(row["fact"], part.rule), [qualified(part.rule, norm) for norm in row["needed_by"]], **more)
    return list(found.values())


def _still(missing: list[Row], standing: list[Row]) -> list[Row]:
    """What a settled outcome still asks for: the figures of measures that stand, not those of measures that gave way."""
    because = {norm for row in standing for norm in row["because"]}
    return [row for row in missing if not row["needed_by"] or because & set(row["needed_by"])]


def _rows(parts: list[Part], name: str) -> list[Row]:
    return [{**row, "announcement": part.rule} for part in parts if part.answer is not None for row in part.answer[name]]


def _own(part: Part, name: str, ids: str) -> list[Row]:
    """Rows of one part, with its ids as the book writes them."""
    found = []
    for row in [] if part.answer is None else part.answer[name]:
        value: Any = row[ids]
        shown = qualified(part.rule, value) if isinstance(value, str) else [qualified(part.rule, one) for one in value]
        found.append({"announcement": part.rule, **row, ids: shown})
    return found


def _governed(question: Question, parts: list[Part]) -> list[Row]:
    """Other announcements that govern and are not in the book."""
    followed = [link.quote for link in question.book.links if link.kind in ("delegates", "yields", "prevails")]
    return [row for part in parts for row in _own(part, "governed_by", "because") if not any(row["title"] in quote for quote in followed)]


def _cited(part: Part) -> Row:
    """How an announcement took part."""
    return {
        "announcement": part.rule,
        "title": None if part.entry is None else part.entry.title,
        "version": None if part.entry is None else part.entry.version,
        "role": part.role,
        "force": part.force,
        "verdict": None if part.answer is None else part.answer["verdict"],
        "because": None if part.link is None else {"announcement": part.link.rule, "quote": part.link.quote, "span": list(part.link.span)},
    }
