"""Statements about an account → its draft: nodes, series of nodes, terms, and how its measures run together."""

from typing import TYPE_CHECKING

from rulec.ir.accounts import (
    account_name,
    account_name_before,
    add_series,
    extended,
    node_of,
    reached,
    series_of,
    speaks_of_account,
    take_concurrency,
    take_general,
    take_terms,
)
from rulec.ir.model import Measure
from rulec.semantics.sentence_kinds import groups
from rulec.syntax.clauses import AccountPhrase, ComparisonPhrase, MeasurePhrase, Sentence
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering


def lower_account(lowering: "Lowering", statement: Statement) -> None:
    """What a sentence says of an account: its nodes, their series, its terms, how measures of it run together."""
    sentence = statement.sentences[0]
    series = series_of(sentence)
    threshold = None if speaks_of_account(sentence) else reached(sentence)
    lowering.claim(statement, "rule", "account")
    if series is not None:
        draft = lowering.account.draft(account_name_before(sentence, series))
        lowering.measures.start_norm()
        own = [m for group in groups(sentence) for m in lowering.measures.of_group(group, None, None)]
        if add_series(draft, series, own, lowering.measures.take_id):
            draft.spans.append(sentence.span)
        else:
            lowering.diagnostics.add("S130", series.span, understood=False, text=series.text, norm="account")
    elif threshold is not None:
        _node(lowering, statement, sentence, threshold)
    elif any(isinstance(p, AccountPhrase) for g in sentence.segments for p in g.parts) or speaks_of_account(sentence):
        for phrase in take_terms(lowering.account, statement.sentences):
            lowering.diagnostics.add("S110", phrase.span, text=phrase.text)
    else:
        take_general(lowering.account, sentence)
        take_concurrency(lowering.account, statement)


def _node(lowering: "Lowering", statement: Statement, sentence: Sentence, threshold: AccountPhrase | ComparisonPhrase) -> None:
    """A sentence that says what follows when the account reaches a figure."""
    lowering.measures.start_norm()
    draft = lowering.account.draft(account_name(threshold))
    found: list[Measure] = []
    for group in groups(sentence):
        carried = {p.span: p for g in group.effects for p in g.parts if isinstance(p, MeasurePhrase) and p.rule == "extension"}
        for made in lowering.measures.of_group(group, None, None):
            phrase = carried.get(made.span)
            if phrase is None:
                found.append(made)
                continue
            again, wrong = extended(draft, phrase, made, lowering.measures.take_id)
            found.extend(again or [made])
            if wrong is not None:
                lowering.diagnostics.add("P201", phrase.span, announced=wrong, found=len(again))
    draft.nodes.append(node_of(sentence, threshold, found))
    draft.by_provision[lowering.provision(statement.block) or str(statement.block)] = tuple(found)
    draft.spans.append(sentence.span)
    for place in lowering.measures.dropped:
        lowering.diagnostics.add("S130", place, understood=False, text=place.slice(lowering.ingested.source.raw), norm="account")
