"""Rates by stretches of one sum (分段累计) → one norm whose amount adds up the stretches."""

from typing import TYPE_CHECKING

from rulec.ir.model import BracketRow, Brackets, Measure, Norm
from rulec.semantics.bracket_rows import bracket_terms
from rulec.source import cover
from rulec.syntax.statements import Statement

if TYPE_CHECKING:
    from rulec.ir.ast_to_ir import Lowering


def lower_brackets(lowering: "Lowering", statement: Statement) -> bool:
    """The rows as one amount. Returns False where they leave a gap or do not say what they are of."""
    terms = bracket_terms(statement.sentences)
    if terms is None:
        return False
    place = cover(s.span for s in statement.sentences)
    text = "".join(s.text for s in statement.sentences)
    lowering.measures.start_norm()
    conditions = lowering.conditions()
    leads = [s for s in statement.sentences[0].segments if s.kind == "condition"]
    condition = conditions.of_leads(leads)
    label = lowering.facts.ask(terms.of, "money", place, unit="CNY")
    amount = Brackets(label, tuple(BracketRow(*row) for row in terms.rows), True)
    action = "fine" if "罚款" in text else "pay_penalty" if "违约金" in text else "other"
    measure = Measure(
        f"m{lowering.measures.take_id()}", action, text, place, object="交纳费用" if action == "other" else None, amount=amount
    )
    lowering.add(
        Norm(
            lowering.new_id(), "penalty", place, text, violation=lowering.violation, provision=lowering.provision(statement.block),
            condition=condition, measures=(measure,), unclaimed=conditions.leftover(),
        )
    )  # fmt: skip
    lowering.claim(statement, "rule", "norm")
    lowering.ladder = None
    return True
