"""Words typed on a command line → fact values, by the fact's declared type."""

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from rulec.ir.model import Fact, RuleSet

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_YES = frozenset({"true", "yes", "是", "有", "1"})
_NO = frozenset({"false", "no", "否", "无", "没有", "0"})
_UNKNOWN = frozenset({"", "null", "unknown", "未知"})


def find_fact(rule_set: RuleSet, name: str) -> Fact | None:
    """The fact with this label or ASCII name."""
    return next((f for f in rule_set.facts if f.label == name), None) or next((f for f in rule_set.facts if f.name == name), None)


def fact_from_words(rule_set: RuleSet, name: str, text: str) -> object:
    """The value that `text` means for the fact `name`; what does not fit its type stays text, for the interpreter to refuse by name."""
    return value_from_words(find_fact(rule_set, name), text)


def value_from_words(fact: Fact | None, text: str) -> object:
    """The value that `text` means for a fact (None: for one that is not known, whose words stay words)."""
    if text in _UNKNOWN:
        return None
    if fact is None:
        return text
    if fact.type in ("flag", "judgement", "event"):
        return True if text.lower() in _YES else False if text.lower() in _NO else text
    if fact.type in ("number", "money", "count"):
        return _number(text)
    if fact.type == "set":
        return [part.strip() for part in re.split("[、\uff0c,;\uff1b]", text) if part.strip()]
    return text


def moment_from_words(text: str) -> date | datetime:
    """A date (`2023-11-05`), or a moment, Asia/Shanghai unless it names its zone. ValueError for anything else."""
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _number(text: str) -> object:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    return int(value) if value == value.to_integral_value() and "." not in text and "e" not in text.lower() else value
