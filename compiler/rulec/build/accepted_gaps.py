"""gaps.yaml → the gaps that a maintainer accepts: each with its reason, bound to the hash of the text it was read in."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, field_validator, model_validator

from rulec.build.exact_data import load_yaml
from rulec.build.gaps import Gap
from rulec.build.manifest import replace_file
from rulec.diagnostics import UserError
from rulec.source import SourceText, Span

GAPS_FILE = "gaps.yaml"
_HASH = re.compile(r"[0-9a-f]{64}")
_SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx")
_LONGEST_QUOTE = 200
_HEAD = "# Accepted gaps: stretches of an announcement that are known not to be understood. `reason` says why each may stay.\n"


class AcceptedGap(BaseModel):
    """One entry. `quote` (raw words) or `span` (raw code points) says where; `sha256` is that of the announcement's bytes.

    `announcement` names the file, relative to the folder of gaps.yaml; left out, the entry is for whichever text has the hash.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str
    sha256: str
    quote: str | None = None
    span: tuple[int, int] | None = None
    announcement: str | None = None

    @field_validator("reason")
    @classmethod
    def _said(cls, reason: str) -> str:
        if not reason.strip():
            raise ValueError("a reason is required")
        return reason.strip()

    @field_validator("sha256")
    @classmethod
    def _hash(cls, sha256: str) -> str:
        if not _HASH.fullmatch(sha256):
            raise ValueError("64 hexadecimal digits")
        return sha256

    @model_validator(mode="after")
    def _one_place(self) -> "AcceptedGap":
        if (self.quote is None) == (self.span is None) or self.quote == "":
            raise ValueError("either quote or span")
        if self.span is not None and not 0 <= self.span[0] < self.span[1]:
            raise ValueError("span: start below end")
        return self

    def place(self) -> str:
        """Where it is, for a reader."""
        return self.quote if self.quote is not None else f"{self.span[0]}–{self.span[1]}" if self.span else ""


ENTRIES: TypeAdapter[list[AcceptedGap]] = TypeAdapter(list[AcceptedGap])


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry that no longer holds, and the code of why: B042 the text changed, B043 it is understood now, B044 the words are not there."""

    entry: AcceptedGap
    code: str

    def said(self, path: str) -> UserError:
        """The same as something to print; it is reported, not raised."""
        return UserError(self.code, path=path, place=self.entry.place(), sha256=self.entry.sha256[:12])


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the entries do for one announcement: gap → reason for those accepted, and the entries of this text that are stale."""

    reasons: tuple[tuple[Gap, str], ...] = ()
    stale: tuple[Stale, ...] = ()

    def reason(self, span: Span) -> str | None:
        """Why the gap around `span` may stay; None when nobody accepted it."""
        return next((reason for gap, reason in self.reasons if gap.span.contains(span)), None)


def read_gaps(file: Path) -> tuple[AcceptedGap, ...]:
    """The entries of a file, in order. UserError B001, B005, B006 for the file, B041 for its form (unknown keys and empty reasons too)."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("B001", path=str(file), reason=str(getattr(error, "strerror", None) or error)) from error
    return _entries(text, str(file))


def _entries(text: str, path: str) -> tuple[AcceptedGap, ...]:
    try:
        return tuple(ENTRIES.validate_python(load_yaml(text, path) or []))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "top"
        raise UserError("B041", path=path, where=where, reason=first["msg"]) from error


def accept(entries: Iterable[AcceptedGap], source: SourceText, gaps: Sequence[Gap], file: Path) -> Accepted:
    """Which gaps of one announcement the entries of `file` accept, and which entries about it are stale."""
    reasons: dict[Gap, str] = {}
    stale: list[Stale] = []
    name = _name(source.path, file)
    for entry in entries:
        if entry.sha256 != source.sha256:
            if entry.announcement == name or (entry.announcement is None and not _of_another(entry.sha256, file)):
                stale.append(Stale(entry, "B042"))
            continue
        places = _places(entry, source.raw)
        covered = [gap for gap in gaps if any(place.contains(gap.span) for place in places)]
        if not places:
            stale.append(Stale(entry, "B044"))
        elif not covered:
            stale.append(Stale(entry, "B043"))
        for gap in covered:
            reasons.setdefault(gap, entry.reason)
    return Accepted(tuple(sorted(reasons.items(), key=lambda row: row[0].span)), tuple(stale))


def _places(entry: AcceptedGap, raw: str) -> list[Span]:
    if entry.span is not None:
        return [Span(*entry.span)] if entry.span[1] <= len(raw) else []
    assert entry.quote is not None
    return [Span(found.start(), found.end()) for found in re.finditer(re.escape(entry.quote), raw)]


def _name(path: str, file: Path) -> str:
    """How an entry of `file` names the announcement at `path`."""
    folder, place = file.resolve().parent, Path(path).resolve()
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else place.as_posix()


def _of_another(sha256: str, file: Path) -> bool:
    """Whether another text beside the file (another version) has this hash, so that the entry is about that one."""
    beside = sorted(p for p in file.resolve().parent.iterdir() if p.suffix in _SUFFIXES and p.is_file())
    return any(hashlib.sha256(p.read_bytes()).hexdigest() == sha256 for p in beside)


def write_skeletons(file: Path, found: Iterable[tuple[SourceText, Sequence[Gap]]]) -> tuple[int, ...]:
    """Append an entry without reason for each gap that no entry of `file` accepts; returns how many for each announcement.

    The file does not validate until each reason is filled in. What stands in it is left as it is; UserError when that is malformed.
    """
    text = file.read_text(encoding="utf-8") if file.exists() else _HEAD
    entries = _entries(text, str(file))
    rows, numbers = "", []
    for source, gaps in found:
        accepted = accept(entries, source, gaps, file)
        lacking = [gap for gap in gaps if accepted.reason(gap.span) is None]
        rows += "".join(_skeleton(gap, source, _name(source.path, file)) for gap in lacking)
        numbers.append(len(lacking))
    if rows:
        made = text + ("" if text.endswith("\n") else "\n") + rows
        load_yaml(made, str(file))  # entries in another style than a block list cannot be gone on with: refused before anything is written
        try:
            replace_file(file, made.encode("utf-8"))
        except OSError as error:
            raise UserError("B016", path=str(file), reason=error.strerror or str(error)) from error
    return tuple(numbers)


def _skeleton(gap: Gap, source: SourceText, name: str) -> str:
    quotable = source.raw.count(gap.text) == 1 and len(gap.text) <= _LONGEST_QUOTE and gap.text.isprintable()
    words = json.dumps(gap.text[:_LONGEST_QUOTE], ensure_ascii=False)
    place = f"quote: {words}" if quotable else f"span: [{gap.span.start}, {gap.span.end}]"
    return (
        f"- {place}\n  announcement: {json.dumps(name, ensure_ascii=False)}\n"
        f'  sha256: "{source.sha256}"\n  reason: ""  # {gap.construction.en}\n'
    )
