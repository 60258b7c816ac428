"""What an edit does × what the clause gives or takes → stricter or looser, and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rulec.diff.amounts import Weight
from rulec.diff.edits import At, Region
from rulec.diff.model import Direction
from rulec.ir import model as ir
from rulec.lexicon.vocabulary import vocabulary

BENEFITS = frozenset({"waive", "grant", "replace"})
NEUTRAL = frozenset({"other", "transfer"})
FOR_CONSUMERS = frozenset({"compensate"})
_APPEAL = ("申诉", "复议", "复核", "异议", "不服", "举证", "听证", "诉讼", "提交材料", "申辩", "陈述")
_AUTHORITY = re.compile(
    r"^[^,，。;；:：]{0,40}?(?:部门|机关|机构|政府|法院|平台|委员会|公安|海关|工作人员|执法人员)"
    r"(?:应|可以|有权|依法|对|在|根据|不得|自|会同|和|、|及|将|的|必须|或者|按照|作出|依照|,|，|也|可)"
)
Effect = str  # burden | benefit | both | none | unknown


def effect_of(n: ir.Norm | None, at: At | None = None) -> Effect:
    """Whether what follows from a norm burdens or benefits the one it falls on."""
    if at is not None and at.account is not None and n is None:
        return "burden"
    if at is not None and any(at.measures):
        return measures_effect([m for m in at.measures if m is not None])
    if n is None:
        return "unknown"
    match n.kind:
        case "relief" | "permission" | "admission":
            return "none" if n.kind == "permission" and by_authority(n) else "benefit"
        case "prohibition" | "obligation":
            return "none" if by_authority(n) else "burden"
        case "revocation":
            return "burden"
        case "procedure":
            return "benefit" if appeals(n.text) else "none"
        case "tier_criteria":
            return _criteria(n)
        case "penalty":
            return measures_effect(n.measures)
        case _:
            return "unknown"


def measures_effect(measures: Iterable[ir.Measure]) -> Effect:
    """Whether measures burden or benefit; `none` where they do neither."""
    found = {measure_effect(m) for m in measures}
    both = {"burden", "benefit"} <= found
    return "both" if both else "burden" if "burden" in found else "benefit" if "benefit" in found else "burden" if found else "unknown"


def measure_effect(m: ir.Measure) -> Effect:
    """Whether one measure burdens or benefits."""
    return "benefit" if m.action in BENEFITS else "none" if m.action == "transfer" else "burden"


def appeals(text: str) -> bool:
    """Whether words are about a party's right to be heard."""
    return any(word in text for word in _APPEAL)


def by_authority(n: ir.Norm) -> bool:
    """Whether the duty is one of those who apply the rule, not of those it is for."""
    return _AUTHORITY.match(n.text) is not None


def of_region(region: Region, effect: Effect) -> Direction:
    """The direction of a condition that grows or shrinks, by what it leads to."""
    if region == "same" or effect == "none":
        return "neutral"
    if region == "unknown" or effect == "unknown":
        return "unknown"
    if region == "both" or effect == "both":
        return "mixed"
    return "stricter" if (region == "grows") == (effect == "burden") else "looser"


def of_weight(weight: Weight, effect: Effect) -> Direction:
    """The direction of a measure that gets heavier or lighter."""
    if weight == "same":
        return "neutral"
    if weight in ("mixed", "unknown"):
        return "mixed" if weight == "mixed" else "unknown"
    return "stricter" if (weight == "heavier") == (effect != "benefit") else "looser"


def turned(direction: Direction) -> Direction:
    """The direction for the other side of the same coin."""
    turn: Mapping[Direction, Direction] = {"stricter": "looser", "looser": "stricter"}
    return turn.get(direction, direction)


def joined(directions: Iterable[Direction]) -> Direction:
    """One direction for several: mixed where they pull both ways."""
    found = set(directions) - {"neutral"}
    if not found:
        return "neutral"
    if found in ({"stricter"}, {"looser"}):
        return found.pop()
    return "mixed" if "mixed" in found or {"stricter", "looser"} <= found else "unknown"


def audience(norms: Iterable[ir.Norm | None], measures: Iterable[ir.Measure | None], documents: Iterable[ir.RuleSet]) -> tuple[str, ...]:
    """Whom a change is about: the targets of its measures, the subjects of its norms, whom its words or its document name."""
    for named in (
        (target for m in measures if m is not None for target in m.targets),
        (subject for n in norms if n is not None for subject in n.subjects),
    ):
        found = tuple(dict.fromkeys(named))
        if found:
            return found
    listed = tuple(dict.fromkeys(subject for r in documents for subject in r.document.subjects))
    words = " ".join(_said(n, r) for n in norms if n is not None for r in documents)
    if listed:
        own = tuple(subject for subject in listed if subject in words)
        return own or (listed if _MARKET & set(listed) else _addressed(words) or listed)
    return _addressed(words) or ("当事人",)


_ADDRESSED = re.compile(
    r"(?:^|[,，。;；、的对])([\u4e00-\u9fff]{0,14}?(?:商家|达人|消费者|买家|用户|主播|服务商|个人|单位|企业|店铺|经营者|船员|船长|驾驶人|工作人员|从业人员|责任人员|所有人|培训机构|服务机构))"
    r"(?=、|违反|有下列|未|不|擅自|应当|必须|从事|应|须|在|被|的|,|，)"
)
_MARKET = frozenset({"商家", "达人", "主播", "消费者"})
_WIDER = ("商家", "达人", "消费者", "买家", "用户", "主播", "服务商", "店铺", "船员", "船长", "驾驶人", "工作人员")


def _addressed(words: str) -> tuple[str, ...]:
    """Whom the words address, where they name somebody who does or suffers something."""
    found = _ADDRESSED.search(words)
    if found is None:
        return ()
    name = re.sub(r"^(?:违反本?[^,，]{0,6}规定|对于?|由|和|或者?|的)", "", found[1])
    plain = next((word for word in _WIDER if name.endswith(word)), name)
    return (plain,)


def _said(n: ir.Norm, r: ir.RuleSet) -> str:
    defined = next((v.definition or "" for v in r.violations if v.id == n.violation and any(n is one for one in r.norms)), "")
    return n.text + defined


def _criteria(n: ir.Norm) -> Effect:
    """More cases in the heaviest tier burden, more in the lightest benefit; in between they do both."""
    rank = vocabulary().scales.get(n.concludes.label) if n.concludes is not None else None
    return "both" if rank is None else "burden" if rank >= 3 else "benefit" if rank == 1 else "both"
