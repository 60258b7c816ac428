"""The ledger tiles the raw text exactly, and every place the rule set names is where its words stand."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from announcements import ALL, announcement, measures_within, reads_as, words_at

from rulec.build.pipeline import Compilation
from rulec.ir.model import NO_SPAN, And, AtLeast, Expression, InViolation, Judgement, Not, Or
from rulec.source import TILE_CLASSES, Span


def leaves(condition: Expression | None) -> Iterator[Expression]:
    """The questions a condition asks, without the connectives."""
    match condition:
        case None:
            return
        case And(args=args) | Or(args=args) | AtLeast(args=args):
            for arg in args:
                yield from leaves(arg)
        case Not(arg=arg):
            yield from leaves(arg)
        case _:
            yield condition


def spans_of(value: object) -> Iterator[Span]:
    """Every place below `value`."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))


def classes_at(found: Compilation, span: Span) -> set[str]:
    return {tile.class_ for tile in found.ledger if tile.span.overlaps(span)}


@pytest.mark.parametrize("name", ALL)
def test_the_ledger_tiles_the_raw_text(name: str) -> None:
    found = announcement(name)
    raw = found.ingested.source.raw
    at = 0
    for tile in found.ledger:
        assert tile.span.start == at < tile.span.end
        assert tile.class_ in TILE_CLASSES
        assert tile.reason
        at = tile.span.end
    assert at == len(raw)
    assert "".join(tile.span.slice(raw) for tile in found.ledger) == raw


@pytest.mark.parametrize("name", ALL)
def test_every_place_lies_in_the_text(name: str) -> None:
    found = announcement(name)
    length = len(found.ingested.source.raw)
    for span in [*spans_of(found.rule_set), *(d.span for d in found.diagnostics), *(s for d in found.diagnostics for s in d.related)]:
        if span != NO_SPAN:
            assert 0 <= span.start <= span.end <= length


@pytest.mark.parametrize("name", ALL)
def test_norms_and_measures_stand_where_they_say(name: str) -> None:
    found = announcement(name)
    normal = found.ingested.normal
    wrong = []
    for norm in found.rule_set.norms:
        if not (norm.text and reads_as(normal, norm.span, norm.text)):
            wrong.append(f"{norm.id} {norm.text!r} is not at {tuple(norm.span)}")
        for measure in measures_within(norm.measures):
            shared = [n.span for n in found.rule_set.norms if n.role == "summary"]  # what is granted may be said in general, once
            if not measure.span.end > measure.span.start or not any(s.contains(measure.span) for s in (norm.span, *shared)):
                wrong.append(f"{norm.id}/{measure.id} {tuple(measure.span)} lies outside the norm's {tuple(norm.span)}")
            if not reads_as(normal, measure.span, measure.text):
                wrong.append(f"{norm.id}/{measure.id} {measure.text!r} is not at {tuple(measure.span)}")
        for span in norm.unclaimed:
            if not (span.end > span.start and norm.span.contains(span)):
                wrong.append(f"{norm.id} unclaimed {tuple(span)} lies outside")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ALL)
def test_account_nodes_stand_where_they_say(name: str) -> None:
    found = announcement(name)
    normal = found.ingested.normal
    for account in found.rule_set.accounts:
        assert account.span.end > account.span.start
        for node in account.nodes:
            assert node.span.end > node.span.start
            for measure in measures_within(node.measures):
                assert reads_as(normal, measure.span, measure.text), measure


@pytest.mark.parametrize("name", ALL)
def test_conditions_stand_where_they_say(name: str) -> None:
    """A leaf stands in its norm, or where the text says it for several norms (a head, requirements, criteria): it is written once."""
    found = announcement(name)
    normal = found.ingested.normal
    wrong = []
    for norm in found.rule_set.norms:
        conditions = [norm.condition, *(m.condition for m in measures_within(norm.measures)), *(e.condition for e in norm.exceptions)]
        for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
            if isinstance(leaf, InViolation):
                continue
            span: Span = leaf.span  # type: ignore[union-attr]
            if not span.end > span.start:
                wrong.append(f"{norm.id} {leaf.op} has no place")
            elif not (norm.span.contains(span) or "furniture" not in classes_at(found, span)):
                wrong.append(f"{norm.id} {leaf.op} {tuple(span)} lies outside {tuple(norm.span)}")
            elif isinstance(leaf, Judgement) and not reads_as(normal, span, leaf.text):
                wrong.append(f"{norm.id} judgement {leaf.text!r} is not at {tuple(span)}: {words_at(found, span)!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ALL)
def test_norms_lie_in_tiles_of_a_rule_and_tiles_of_a_rule_lie_in_norms(name: str) -> None:
    """What runs is in the ledger as a rule; nothing that runs comes out of furniture."""
    found = announcement(name)
    for norm in found.rule_set.norms:
        classes = classes_at(found, norm.span)
        assert "furniture" not in classes, norm
        assert "unresolved" not in classes, norm
