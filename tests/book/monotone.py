"""More facts, less open: what may not change when unknown facts are filled in, and values that facts may take."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from rulec.runtime.facts import FIGURES, YES_NO
from rulec.runtime.money import plain
from rulec.runtime.specs import FactSpec

Json = Mapping[str, Any]
SETTLED = ("applies", "does_not_apply")
SAME = ("action", "object", "targets", "by", "modality", "choice", "duration", "within", "from", "to", "to_pick")


def values(spec: FactSpec) -> st.SearchStrategy[object]:
    """Values of a fact: each bound of the rule from both sides, every word it names, and strangers."""
    if spec.type in YES_NO:
        return st.booleans()
    if spec.type in FIGURES:
        figures = {max(cut + step, spec.low if spec.low is not None else 0) for cut, _ in spec.cuts for step in (-1, 0, 1)}
        figures |= {one for one in (spec.low, spec.high, 7 * 10**spec.digits) if one is not None}
        kept = sorted(one for one in figures if spec.high is None or one <= spec.high)
        return st.sampled_from([plain(one, spec.digits) for one in kept])
    words = tuple(dict.fromkeys((*(spec.domain or ()), *spec.words, "别的")))
    return st.sampled_from(words) if spec.type == "choice" else st.lists(st.sampled_from(words), unique=True, max_size=3)


def contradictions(before: Json, after: Json) -> list[str]:
    """What `after`, with more facts, takes back of `before`; empty where it takes nothing back."""
    found: list[str] = []
    if before["verdict"] in SETTLED and after["verdict"] != before["verdict"]:
        found.append(f"verdict {before['verdict']} became {after['verdict']}")
    rest = list(after["measures"])
    for measure in before["measures"]:
        kept = next((one for one in rest if _refines(measure, one)), None)
        if kept is None:
            found.append(f"{measure['action']} {measure['amount']} is gone")
        else:
            rest.remove(kept)
    if before["verdict"] in SETTLED:
        found += [f"{measure['action']} {measure['amount']} is new" for measure in rest]
        options = [[{name: one[name] for name in SAME if name in one} for one in group["measures"]] for group in before["options"]]
        now = [[{name: one[name] for name in SAME if name in one} for one in group["measures"]] for group in after["options"]]
        found += ["options changed"] if options != now else []
    return found


def _refines(before: Json, after: Json) -> bool:
    """Whether a measure is the same, its sum the same or within what was left open."""
    if any(before.get(name) != after.get(name) for name in SAME):
        return False
    was, now = before["amount"], after["amount"]
    if was == now or was is None or now is None:
        return bool(was == now)
    if was["type"] == "fixed" and was.get("per") is None:
        return False
    if was["type"] == "range" and now["type"] == "fixed":
        low, high, figure = was["low"], was["high"], Decimal(now["value"])
        return (low is None or Decimal(low) <= figure) and (high is None or figure <= Decimal(high))
    return True
