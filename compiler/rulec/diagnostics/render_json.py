"""Findings → the JSON shapes of the contract."""

from collections.abc import Iterable

from rulec.diagnostics.codes import Lang, help_text, message, severity
from rulec.diagnostics.model import Diagnostic


def diagnostic_json(diagnostic: Diagnostic, lang: Lang = "zh") -> dict[str, object]:
    """One finding with its words in `lang`; spans are `[start, end]` code points of the raw text."""
    found: dict[str, object] = {
        "code": diagnostic.code,
        "severity": str(severity(diagnostic.code)),
        "span": list(diagnostic.span),
        "understood": diagnostic.understood,
        "message": message(diagnostic, lang),
        "help": help_text(diagnostic, lang),
    }
    if diagnostic.related:
        found["related"] = [list(span) for span in diagnostic.related]
    return found


def diagnostics_json(diagnostics: Iterable[Diagnostic], lang: Lang = "zh") -> list[dict[str, object]]:
    """All findings, in the order given."""
    return [diagnostic_json(diagnostic, lang) for diagnostic in diagnostics]
