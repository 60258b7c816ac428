"""The facts of a rule book → what is known of them before any rule is read, over all rules together."""

from collections.abc import Iterable
from dataclasses import dataclass

from rulec.analysis.axioms import axioms_of
from rulec.build.emit import Built
from rulec.build.fact_book import FactBook
from rulec.ir.plan import Plan
from rulec.runtime.facts import FIGURES


@dataclass(frozen=True, slots=True)
class BookAxioms:
    """`ordered`: (small, large) labels of figures, the first never above the second. `counted`: counts that include the case being
    decided, so that 首次 is 1 and none is below."""

    ordered: tuple[tuple[str, str], ...]
    counted: tuple[str, ...]


def book_axioms(book: FactBook, built: Iterable[Built]) -> BookAxioms:
    """The axioms over the facts of all rules, each by the labels of the book, sorted."""
    plans = [Plan(one.compilation.rule_set) for one in built]
    label_of = {label: one.label for one in book.entries for label in one.labels}
    figures = [(label, label, 0) for one in book.entries if one.type in FIGURES for label in one.labels]
    ordered = {(label_of[one.small], label_of[one.large]) for one in axioms_of(figures, plans)}
    counted = {label_of.get(spec.label, spec.label) for plan in plans for spec in plan.facts if spec.type == "count" and spec.low == 1}
    return BookAxioms(tuple(sorted(pair for pair in ordered if pair[0] != pair[1])), tuple(sorted(counted)))
