"""Worked examples (例如…即…) → what is given, what is expected, and whether the rule they illustrate agrees."""

from collections.abc import Sequence
from decimal import Decimal

from rulec.ir.model import Account, Example, Fixed, Node
from rulec.source import cover
from rulec.syntax.clauses import AccountPhrase, MeasurePhrase, Phrase
from rulec.syntax.statements import Statement


def examples_of(statements: Sequence[Statement], accounts: Sequence[Account]) -> list[Example]:
    """One example a run of example statements in neighbouring blocks; checked against the first account where it names points."""
    found: list[Example] = []
    for run in _runs(statements):
        phrases = [p for s in run for sentence in s.sentences for g in sentence.segments for p in g.parts]
        span = cover(sentence.span for s in run for sentence in s.sentences)
        given, expect = _terms(phrases)
        if given or expect:
            found.append(Example(span, tuple(given), tuple(expect), _agrees(phrases, accounts[0] if accounts else None)))
    return found


def _runs(statements: Sequence[Statement]) -> list[list[Statement]]:
    runs: list[list[Statement]] = []
    before: Statement | None = None
    for statement in statements:
        if statement.kind == "example":
            if before is not None and before.kind == "example" and runs:
                runs[-1].append(statement)
            else:
                runs.append([statement])
        before = statement
    return runs


def _terms(phrases: Sequence[Phrase]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Points deducted and single measures are given; a total, and measures with a duration, are expected."""
    given: list[tuple[str, str]] = []
    expect: list[tuple[str, str]] = []
    for phrase in phrases:
        if isinstance(phrase, AccountPhrase) and phrase.kind == "reach" and phrase.value is not None:
            expect.append(("累计扣分", format(phrase.value, "f")))
        elif isinstance(phrase, MeasurePhrase):
            points = deducted(phrase)
            if points is not None:
                given.append(("扣分", format(points, "f")))
            elif phrase.duration is not None:
                expect.append(("处理", phrase.text))
            else:
                given.append(("处理", phrase.text))
    return given, expect


def deducted(phrase: MeasurePhrase) -> Decimal | None:
    """The points of 扣N分; None for any other measure."""
    amount = phrase.amounts[0] if phrase.amounts else None
    return amount.low if phrase.action == "deduct_points" and amount is not None and amount.low == amount.high else None


def _agrees(phrases: Sequence[Phrase], account: Account | None) -> bool | None:
    """Whether sums and nodes come out as the example says; None where it states nothing that can be checked."""
    points = [p for phrase in phrases if isinstance(phrase, MeasurePhrase) for p in [deducted(phrase)] if p is not None]
    totals = [p.value for p in phrases if isinstance(p, AccountPhrase) and p.kind == "reach" and p.value is not None]
    checks: list[bool] = []
    if points and totals:
        checks.append(sum(points) == totals[-1])
    durations = [p for p in phrases if isinstance(p, MeasurePhrase) and p.duration is not None]
    if account is not None and points and durations:
        reached = [n for n in account.nodes if n.at is not None and n.at <= sum(points)]
        node = max(reached, key=lambda n: n.at or Decimal(0), default=None)
        checks.append(node is not None and all(_imposes(node, p) for p in durations))
    return all(checks) if checks else None


def _imposes(node: Node, phrase: MeasurePhrase) -> bool:
    duration = phrase.duration
    return any(
        m.action == phrase.action and isinstance(m.duration, Fixed) and duration is not None and m.duration.value == duration.low
        for m in node.measures
    )  # fmt: skip
