"""What else reads differently, and does it matter?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rulec.diff.changes.judged import Judged
from rulec.diff.edits import At, Edit, LineEdit
from rulec.diff.match import Match
from rulec.diff.model import Direction
from rulec.diff.words import folded

_NORMATIVE = re.compile(r"应当|应按|不得|必须|可以|有权|禁止|由[^,，。;；]{2,30}(?:决定|负责|处理|认定|处罚|审查)|依照|不适用|视为|适用")
_SCOPE = re.compile(r"适用(?:于)?本(?:细则|规则|办法|条例|规定|规范|公告|协议)|本(?:细则|规则|办法|条例|规定|规范)适用于")
_DENIED_SCOPE = re.compile(r"不适用|不按|不属于|除外|豁免")


def lines(edit: Edit, found: Match) -> Iterable[Judged]:
    """Words that no change of meaning speaks of, by what the ledger says they are."""
    if not isinstance(edit, LineEdit):
        return
    at = At(None, None, None, "norm", (None, None), None, edit.old_span, edit.new_span)
    before, after = edit.old_text or None, edit.new_text or None
    text = (edit.old_text, edit.new_text)

    def judged(code: str, direction: Direction = "neutral", notes: tuple[str, ...] = ()) -> Judged:
        return Judged(code, before, after, direction, at, notes=notes, old_span=edit.old_span, new_span=edit.new_span, text=text)

    count = (f"places:{edit.count}",) if edit.count > 1 else ()
    if edit.what == "formatting":
        yield judged("D002", notes=count)
    elif edit.what == "renumbered":
        yield judged("D902", notes=count)
    elif edit.what == "moved":
        yield judged("D901", notes=count)
    elif edit.retargeted:
        yield Judged("D903", edit.old_text, edit.new_text, "unknown", at)
    elif edit.kind == "rule" and edit.equivalent:
        yield judged("D005")
    elif edit.kind == "rule" and (discretion := _discretion(edit)) is not None:
        yield judged("D707" if discretion else "D708", "stricter" if discretion else "looser")
    elif edit.unexplained:
        yield judged("D317", "unknown", tuple(f"unexplained:{word}" for word in edit.unexplained))
    elif edit.kind == "scope" or (edit.kind == "informative" and _SCOPE.search(edit.new_text + edit.old_text)):
        yield _scope(edit, at, found)
    elif edit.kind == "example":
        yield judged("D003")
    elif edit.kind in ("rule", "definition") and before and after:
        yield judged("D001")
    elif edit.kind in ("informative", "reference") and _NORMATIVE.search(edit.new_text + edit.old_text) and not _question(edit):
        if before and after:
            yield judged("D112", "unknown")
        else:
            yield judged("D110" if after else "D111", "unknown")
    elif edit.kind in ("rule", "definition", "unresolved"):
        yield judged("D112" if before and after else "D110" if after else "D111", "unknown")
    else:
        yield judged("D004")


def _scope(edit: LineEdit, at: At, found: Match) -> Judged:
    """Scope that came or went; where words of it changed, or where a text no longer says it at all, only a person can say which way."""
    quiet = [side for side in (found.old, found.new) if all(p.class_ != "scope" for p in side.passages.all)]
    if any(side.rule_set.changes_announced for side in quiet):
        # A notice that tells what is amended does not tell again what stays as it is.
        return Judged("D004", edit.old_text or None, edit.new_text or None, "neutral", at)
    silent = bool(quiet)
    if (edit.old_text and edit.new_text) or silent:
        wider: bool = len(edit.new_text) > len(edit.old_text) or (len(edit.new_text) == len(edit.old_text) and edit.new_text > edit.old_text)
        return Judged("D603" if wider else "D604", edit.old_text or None, edit.new_text or None, "unknown", at)
    added = bool(edit.new_text)
    narrows = bool(_DENIED_SCOPE.search(edit.new_text or edit.old_text))
    code = "D603" if added != narrows else "D604"
    return Judged(code, edit.old_text or None, edit.new_text or None, "stricter" if code == "D603" else "looser", at)


_DISCRETION = re.compile(r"(?:视(?:具体)?(?:违规)?(?:情节|情况|程度|轻重)(?:轻重|严重程度)?|酌情|根据(?:实际|具体)情况|由平台(?:自行)?(?:认定|判断|决定)|平台认为必要时)[,，]?(?:将)?")


def _discretion(edit: LineEdit) -> bool | None:
    """True where a sentence gained nothing but words of discretion, False where it lost nothing but them; None otherwise."""
    old, new = folded(edit.old_text), folded(edit.new_text)
    ours, theirs = (folded(_DISCRETION.sub("", text)) for text in (edit.old_text, edit.new_text))
    if old == new or ours != theirs:
        return None
    return len(_DISCRETION.findall(edit.new_text)) > len(_DISCRETION.findall(edit.old_text))


def _question(edit: LineEdit) -> bool:
    passage = edit.new or edit.old
    return passage is not None and any(part.startswith(("问", "答", "Q", "A")) for part in passage.path)
