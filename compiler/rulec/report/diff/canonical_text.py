"""A rule set → text with one line a statement, always in one form: what git's word diff, blame and grep are then about."""

from __future__ import annotations

from collections.abc import Iterator

from rulec.ir.model import Account, Norm, RuleSet
from rulec.report.words import condition_words, measure_words


def canonical_text(rules: RuleSet) -> str:
    """Title, dates, then each norm, account and definition in the order of the text; no ids, no places."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: RuleSet) -> Iterator[str]:
    document = rules.document
    names = {violation.id: violation.name for violation in rules.violations}
    yield document.title
    for label, day in (("发布", document.dates.published), ("生效", document.dates.effective), ("废止", document.dates.repealed)):
        if day:
            yield f"{label} {day}"
    for norm in rules.norms:
        if norm.role == "operative":
            yield from _norm(norm, names)
    for account in rules.accounts:
        yield from _account(account)
    for definition in rules.definitions:
        yield f"定义 {definition.term}：{_flat(definition.text)}"


def _norm(norm: Norm, names: dict[str, str]) -> Iterator[str]:
    head = " ".join(word for word in (norm.provision or "", names.get(norm.violation or "", "")) if word)
    condition = condition_words(norm.condition, "zh", names)
    where = f"{head}｜{condition}" if condition else head
    for measure in norm.measures:
        own = condition_words(measure.condition, "zh", names)
        mode = measure.modality or norm.modality
        prefix = "可以" if mode == "may" else ""
        yield f"{where}{'｜' + own if own else ''}｜{prefix}{measure_words(measure)}"
    if not norm.measures:
        yield f"{where}｜{_flat(norm.act.text if norm.act is not None else norm.text)}"
    for exception in norm.exceptions:
        sense = "除外" if exception.sense == "except" else "另加"
        yield f"{where}｜{sense} {condition_words(exception.condition, 'zh', names) or _flat(exception.text)}"
    if norm.unclaimed:
        yield f"{where}｜未能理解 {len(norm.unclaimed)} 处：{_flat(norm.text)}"


def _account(account: Account) -> Iterator[str]:
    for node in account.nodes:
        reach = node.at if node.at is not None else f"{node.low}–{node.high}" if node.low is not None else f"每 {node.every}"
        for measure in node.measures:
            yield f"{account.name}｜{reach}｜{measure_words(measure)}"


def _flat(text: str) -> str:
    return " ".join(text.split())
