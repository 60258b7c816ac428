"""One compiled announcement → all findings about its rule, in the order of the text: the list of checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rulec.analysis.amounts import amount_findings
from rulec.analysis.burdens import burden_findings
from rulec.analysis.citations import citation_findings
from rulec.analysis.compiler_findings import compiler_findings
from rulec.analysis.criteria import criteria_findings
from rulec.analysis.dates import date_findings
from rulec.analysis.examined import Examined, examine
from rulec.analysis.findings import Finding
from rulec.analysis.grounds import ground_findings
from rulec.analysis.illustrations import illustration_findings
from rulec.analysis.reach import reach_findings
from rulec.analysis.scales import scale_findings
from rulec.analysis.strictness import strictness_findings
from rulec.analysis.terms import term_findings
from rulec.diagnostics import Diagnostic
from rulec.ir.model import RuleSet

Check = Callable[[Examined], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    compiler_findings, scale_findings, criteria_findings, ground_findings, reach_findings, amount_findings, burden_findings,
    strictness_findings, date_findings, citation_findings, term_findings, illustration_findings,
)  # fmt: skip


def analyse(rule_set: RuleSet, raw: str = "", text: str = "", diagnostics: Sequence[Diagnostic] = ()) -> tuple[Finding, ...]:
    """All findings, each once, sorted by place and code. `raw`: the text as read; `text`: as repaired; `diagnostics`: the compiler's.

    Without a text (a rule set made by hand), findings about words alone are left out and places are empty.
    """
    return findings_of(examine(rule_set, raw, text, diagnostics))


def findings_of(examined: Examined) -> tuple[Finding, ...]:
    """All findings about an announcement that is prepared already."""
    found = {one.order: one for check in CHECKS for one in check(examined)}
    return tuple(found[key] for key in sorted(found))

