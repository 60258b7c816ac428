"""Rule set → an outline to read in a terminal: document, facts, norms by provision, accounts, findings."""

from collections.abc import Iterable

from rulec.diagnostics import Diagnostic
from rulec.diagnostics.codes import Lang, message, severity
from rulec.diagnostics.render_text import SEVERITY_WORDS, visible
from rulec.ir.model import Account, Document, Measure, Node, Norm, RuleSet
from rulec.report.ir_to_json import plain
from rulec.report.wording import say
from rulec.report.words import condition_words, list_words, measure_words, quantity
from rulec.source import LineIndex, SourceText


def outline(rule_set: RuleSet, source: SourceText, diagnostics: Iterable[Diagnostic], lang: Lang = "zh") -> str:
    """The whole rule set, one fact, norm, measure or finding a line; safe to print whatever the announcement holds."""
    lines = LineIndex(source.raw)
    violations = {violation.id: violation.name for violation in rule_set.violations}
    out = [*_document(rule_set.document, lang)]
    out += _titled("facts", [f"{f.label} [{f.type}{f', {f.unit}' if f.unit else ''}] {f.name}" for f in rule_set.facts], lang)
    out += _titled("violations", [f"{v.id} {v.name}" for v in rule_set.violations], lang)
    norms: list[str] = []
    for norm in rule_set.norms:
        norms += _norm(norm, lines, violations, lang)
    out += _titled("norms", norms, lang)
    for account in rule_set.accounts:
        out += _titled("account", _account(account, lang), lang)
    out += _titled("findings", [_finding(d, lines, lang) for d in diagnostics], lang)
    return "\n".join(visible(line) for line in out) + "\n"


def _titled(key: str, items: list[str], lang: Lang) -> list[str]:
    return ["", say(lang, "outline", key), *(f"  {item}" for item in items)] if items else []


def _document(document: Document, lang: Lang) -> list[str]:
    dates = document.dates
    said = [say(lang, "section", "title", title=document.title)]
    rows = {
        "status": say(lang, "status", document.status),
        "issuer": document.issuer,
        "published": dates.published,
        "effective": dates.effective,
        "consultation": " – ".join(dates.consultation) if dates.consultation else None,
        "publicity": " – ".join(dates.publicity) if dates.publicity else None,
        "page": dates.page,
        "subjects": list_words(document.subjects, lang) or None,
    }
    return said + [f"  {say(lang, 'outline', key)}: {value}" for key, value in rows.items() if value]


def _norm(norm: Norm, lines: LineIndex, violations: dict[str, str], lang: Lang) -> list[str]:
    line = lines.position(norm.span.start)[0]
    marks = [say(lang, "kind", norm.kind)]
    marks += [say(lang, "role", norm.role)] if norm.role != "operative" else []
    marks += [say(lang, "outline", "partial")] if norm.unclaimed else []
    about = f" {violations[norm.violation]}" if norm.violation in violations else ""
    place = (
        say(lang, "section", "place", provision=norm.provision, line=line) if norm.provision else say(lang, "section", "line", line=line)
    )
    out = [f"{norm.id} {place} [{list_words(marks, lang)}]{about}"]
    if norm.condition is not None:
        out.append(f"  {say(lang, 'outline', 'if')} {condition_words(norm.condition, lang, violations)}")
    for exception in norm.exceptions:
        words = condition_words(exception.condition, lang, violations) or exception.text
        out.append(f"  {say(lang, 'outline', exception.sense)} {words}")
    if norm.act is not None:
        out.append(f"  {say(lang, 'modality', norm.modality)} {norm.act.text}")
    return out + [f"  {_measure(m, norm, violations, lang)}" for m in norm.measures]


def _measure(m: Measure, norm: Norm, violations: dict[str, str], lang: Lang) -> str:
    modality = say(lang, "modality", m.modality or norm.modality)
    to = say(lang, "measure", "for", targets=list_words(m.targets, lang)) if m.targets else ""
    when = f"{condition_words(m.condition, lang, violations)} → " if m.condition is not None else ""
    rest = [f"{m.choice.group}{m.choice.branch or ''} ({m.choice.pick})"] if m.choice else []
    rest += [f"{say(lang, 'outline', 'instead_of')} {', '.join(m.instead_of)}"] if m.instead_of else []
    tail = f" [{'; '.join(rest)}]" if rest else ""
    return f"{m.id} {modality}: {when}{to}{measure_words(m, lang).removeprefix(say(lang, 'measure', 'may', what=''))}{tail}"


def _account(account: Account, lang: Lang) -> list[str]:
    out = [f"{account.name} ({account.shown_as})"]
    if account.initial is not None:
        out.append(f"{say(lang, 'outline', 'initial')}: {quantity(plain(account.initial), account.unit, lang)}")
    if account.reset is not None:
        out.append(f"{say(lang, 'outline', 'reset')}: {account.reset.at or account.reset.period or ''}")
    for node in account.nodes:
        does = say(lang, "amount", "separator").join(measure_words(m, lang) for m in node.measures)
        out.append(f"{_node(node, account.unit, lang)} → {does or node.delegates or say(lang, 'section', 'nothing')}")
    return out


def _node(node: Node, unit: str, lang: Lang) -> str:
    if node.at is not None:
        return f"{say(lang, 'rel', node.rel or 'ge')} {quantity(plain(node.at), unit, lang)}"
    if node.every is not None:
        start = f"{quantity(plain(node.from_), unit, lang)} + " if node.from_ is not None else ""
        return f"{start}n × {quantity(plain(node.every), unit, lang)}"
    ends = [plain(end) for end in (node.low, node.high) if end is not None]
    return quantity("–".join(ends), unit, lang) if ends else "…"


def _finding(diagnostic: Diagnostic, lines: LineIndex, lang: Lang) -> str:
    line, column = lines.position(diagnostic.span.start)
    return f"{line}:{column} {SEVERITY_WORDS[lang][severity(diagnostic.code)]}[{diagnostic.code}] {message(diagnostic, lang)}"
