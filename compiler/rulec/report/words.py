"""Measures, amounts and conditions → words. Takes IR nodes or their contract JSON; what has no phrase is quoted, never guessed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rulec.diagnostics.codes import Lang
from rulec.ir.model import Amount, Expression, Measure
from rulec.report.ir_to_json import ir_to_json
from rulec.report.wording import say, wording

Json = Mapping[str, Any]
_PLAIN = ("fixed", "range", "set", "hole")  # amounts that read well right behind the action
_SHORT = 40  # characters of a measure's own words that are used as they are


def measure_words(measure: Measure | Json, lang: Lang = "zh") -> str:
    """One measure in words, with amount, duration and deadline; 可以… where its own modality says so. No conditions, no targets."""
    m = _json(measure)
    if lang == "zh" and _said_whole(m):
        return say(lang, "measure", m["modality"], what=_own(m)) if m.get("modality") in ("may", "must_not") else _own(m)
    what = _with_figure(_action(m, lang), m, lang)
    terms = [_term(key, m[key], lang) for key in ("duration", "within") if m.get(key)]
    what = say(lang, "measure", "comma").join([what, *terms])
    return say(lang, "measure", m["modality"], what=what) if m.get("modality") in ("may", "must_not") else what


def amount_words(amount: Amount | Json, lang: Lang = "zh") -> str:
    """An amount (or duration) in words; ranges stay ranges, bounds are said."""
    a = _json(amount)
    text = _AMOUNTS.get(a["type"], _unknown_amount)(a, lang)
    return say(lang, "amount", "per", per=a["per"], amount=text) if a.get("per") else text


def quantity(value: str, unit: str | None, lang: Lang = "zh") -> str:
    """A number with its unit; an unlisted unit is the Chinese measure word itself."""
    if unit is None:
        return value
    word = say(lang, "unit", unit)
    if lang == "zh":
        return f"{value}{word}" if word == "%" else f"{value} {word}"
    return value + word if word.startswith((" ", "%")) else f"{value} {word}"


def percent(rate: str) -> str:
    """`0.1` → `10%`, by moving the point, never by arithmetic on floats."""
    sign, digits = ("-", rate[1:]) if rate.startswith("-") else ("", rate)
    whole, _, part = digits.partition(".")
    part = part.ljust(2, "0")
    moved = (whole + part[:2]).lstrip("0") or "0"
    rest = part[2:].rstrip("0")
    return f"{sign}{moved}{'.' + rest if rest else ''}%"


def condition_words(expr: Expression | Json | None, lang: Lang = "zh", violations: Mapping[str, str] | None = None) -> str:
    """A condition in words; the empty string for none. `violations` maps ids to names."""
    return _condition(_json(expr), lang, violations or {}) if expr is not None else ""


def _json(node: Any) -> Json:
    if isinstance(node, Mapping):
        return node
    encoded = ir_to_json(node)
    assert isinstance(encoded, dict)
    return encoded


# ---- measures ------------------------------------------------------------------------------------------------------------------


def _said_whole(m: Json) -> bool:
    """Whether the announcement's own words are short and say all there is: no figure to fill in, none that is not in them."""
    written, amount, duration = m.get("text"), m.get("amount") or {"type": "all"}, m.get("duration") or {"type": "permanent"}
    if not isinstance(written, str) or not 0 < len(written) <= _SHORT or m.get("within") or m.get("action") == "replace":
        return False
    return amount["type"] == "all" and (duration["type"] == "permanent" or _hole(duration) in written)


def _own(m: Json) -> str:
    """The announcement's own words, without what joined them to those before them (则, 但要, 并)."""
    return re.sub(r"^(?:则|但要|但|并且|并|同时)(?=..)", "", str(m["text"])).lstrip("，,")


def _term(key: str, term: Json, lang: Lang) -> str:
    words = amount_words(term, lang)
    return words if term["type"] == "permanent" and lang == "en" else say(lang, "measure", key, amount=words)


def _hole(term: Json) -> str:
    return str(term["name"]).partition("#")[0] if term["type"] == "hole" else "\0"


def _with_figure(what: str, m: Json, lang: Lang) -> str:
    """An action with its figure: 每次扣 10 分; 支付违约金 3000 元; 支付违约金：近30天累计违规销售额的 10%."""
    amount = m.get("amount")
    if not amount:
        return what
    figure = amount_words({**amount, "per": None}, lang)
    if m.get("action") in wording(lang)["figure"] and not m.get("object") and amount["type"] in _PLAIN:
        said = say(lang, "figure", str(m["action"]), amount=figure)
    else:
        said = say(lang, "measure", "figure" if amount["type"] in ("fixed", "set", "hole") else "figure_long", what=what, amount=figure)
    return say(lang, "measure", "each", per=amount["per"], what=said) if amount.get("per") else said


def _action(m: Json, lang: Lang) -> str:
    action, thing = str(m.get("action")), m.get("object")
    if action == "replace" and (m.get("from") or m.get("to")):
        return say(lang, "measure", "replace", **{"from": m.get("from") or "", "to": _replacement(m, lang)})
    if action == "other":
        return str(thing or m.get("text") or say(lang, "action", action))
    name = say(lang, "action", action)
    of = (m.get("amount") or {}).get("of")
    if not thing or (of and thing in (of, say("zh", "amount", "all", of=of))) or (lang == "zh" and thing in name):
        return name
    return str(thing) if lang == "zh" and name in thing else say(lang, "measure", "of", action=name, object=thing)


def _replacement(m: Json, lang: Lang) -> str:
    to = m.get("to")
    if not isinstance(to, Sequence) or isinstance(to, str):
        return str(to or "")
    items = say(lang, "amount", "separator").join(measure_words(item, lang) for item in to)
    pick = m.get("to_pick")
    if len(to) < 2 or pick is None:
        return items
    return say(lang, "measure", pick if pick in ("one", "one_or_more", "any") else "number", items=items, n=pick)


# ---- amounts -------------------------------------------------------------------------------------------------------------------


def _band(a: Json, lang: Lang, show: Any) -> str:
    low, high = a.get("low"), a.get("high")
    if low is not None and low == high:
        return str(show(low))
    ends = []
    if low is not None:
        ends.append(say(lang, "amount", "low_included" if a.get("low_inclusive", True) else "low_excluded", value=show(low)))
    if high is not None:
        ends.append(say(lang, "amount", "high_included" if a.get("high_inclusive", True) else "high_excluded", value=show(high)))
    return say(lang, "amount", "band", low=ends[0], high=ends[1]) if len(ends) == 2 else "".join(ends)


def _limits(a: Json, lang: Lang) -> str:
    found = [
        say(lang, "amount", key, value=quantity(a[key], a.get("unit", "CNY"), lang)) for key in ("floor", "cap") if a.get(key) is not None
    ]
    return say(lang, "amount", "limits", limits=say(lang, "amount", "list").join(found)) if found else ""


def _rate(a: Json, lang: Lang) -> str:
    times = a["type"] == "multiple"
    rate = _band(a, lang, (lambda v: say(lang, "amount", "times", value=v)) if times else percent)
    return (say(lang, "amount", a["type"], of=a["of"], rate=rate) if a["of"] else rate) + _limits(a, lang)


def _set(a: Json, lang: Lang) -> str:
    *first, last = [quantity(value, a.get("unit"), lang) for value in a["values"]]
    return say(lang, "amount", "or").join([say(lang, "amount", "list").join(first), last]) if first else last


def _combined(a: Json, lang: Lang) -> str:
    return say(lang, "amount", a["type"], args=say(lang, "amount", "separator").join(amount_words(arg, lang) for arg in a["args"]))


def _brackets(a: Json, lang: Lang) -> str:
    rows = []
    for row in a["rows"]:
        over = say(lang, "amount", "row_over", value=quantity(row["over"], a.get("unit"), lang)) if row.get("over") is not None else ""
        upto = say(lang, "amount", "row_upto", value=quantity(row["upto"], a.get("unit"), lang)) if row.get("upto") is not None else ""
        take = percent(row["rate"]) if row.get("rate") is not None else quantity(str(row.get("value")), a.get("unit"), lang)
        rows.append(say(lang, "amount", "row", over=over, upto=upto, take=f" {take}" if lang == "zh" else take))
    return say(
        lang,
        "amount",
        "brackets_cumulative" if a.get("cumulative") else "brackets",
        of=a["of"],
        rows=say(lang, "amount", "separator").join(rows),
    )


def _unknown_amount(a: Json, lang: Lang) -> str:
    return str(a.get("type"))


_AMOUNTS: Mapping[str, Any] = {
    "fixed": lambda a, lang: say(lang, "amount", "fixed", value=quantity(a["value"], a.get("unit"), lang)),
    "range": lambda a, lang: _band(a, lang, lambda v: quantity(v, a.get("unit"), lang)),
    "share": _rate,
    "multiple": _rate,
    "all": lambda a, lang: say(lang, "amount", "all", of=a["of"]),
    "set": _set,
    "hole": lambda a, lang: say(lang, "amount", "hole", name=str(a["name"]).partition("#")[0], unit=say(lang, "unit", str(a["unit"]))),
    "permanent": lambda a, lang: say(lang, "amount", "permanent"),
    "max": _combined,
    "min": _combined,
    "sum": _combined,
    "difference": _combined,
    "brackets": _brackets,
    "steps": lambda a, lang: say(
        lang, "amount", "steps", first=a["first"], every=a["every"], value=quantity(a["value"], a.get("unit"), lang)
    ),
}


# ---- conditions ----------------------------------------------------------------------------------------------------------------


def _condition(e: Json, lang: Lang, violations: Mapping[str, str]) -> str:
    op = e["op"]
    if op in ("and", "or"):
        inner = [_condition(arg, lang, violations) for arg in e["args"]]
        mixed = [
            say(lang, "condition", "group", arg=text) if _other_junction(arg, op) else text
            for arg, text in zip(e["args"], inner, strict=True)
        ]
        return say(lang, "condition", op).join(mixed)
    if op == "not":
        return say(lang, "condition", "not", arg=_condition(e["arg"], lang, violations))
    if op == "at_least":
        args = say(lang, "amount", "separator").join(_condition(arg, lang, violations) for arg in e["args"])
        return say(lang, "condition", "at_least", n=e["n"], args=args)
    return _leaf(e, lang, violations)


def _other_junction(arg: Json, op: str) -> bool:
    return arg["op"] in ("and", "or") and arg["op"] != op and len(arg["args"]) > 1


def _leaf(e: Json, lang: Lang, violations: Mapping[str, str]) -> str:
    op = e["op"]
    if op in ("compare", "occurrence"):
        value = e["value"]["fact"] if isinstance(e["value"], Mapping) else quantity(e["value"], e.get("unit", "times"), lang)
        if e.get("of"):
            value = say(lang, "condition", "share_of", of=e["of"], value=value)
        return say(lang, "condition", "compare", fact=e["fact"], rel=say(lang, "rel", e["rel"]), value=value)
    if op == "flag":
        return str(e["fact"])
    if op == "violation":
        return say(lang, "condition", op, violation=violations.get(e["violation"], e["violation"]))
    if op == "event":
        return say(lang, "condition", "after", name=e["name"]) if e.get("after") and lang == "en" else str(e["name"])
    return say(lang, "condition", op, **{key: value for key, value in e.items() if isinstance(value, str) and key != "op"})


def list_words(items: Sequence[str], lang: Lang) -> str:
    """Items in one line."""
    return wording(lang)["amount"]["list"].join(items)
