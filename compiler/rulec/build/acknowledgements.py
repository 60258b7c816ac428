"""Files of acknowledgements (`acks/*.yaml`) → what somebody accepted, with a reason; and the skeletons to begin from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from rulec.build.exact_data import load_data
from rulec.diagnostics import UserError
from rulec.diff.model import Acknowledgement, Change, Report

FOLDER = "acks"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    fingerprint: str = Field(pattern=r"^[0-9a-f]{12}$")
    reason: str
    change: str | None = None  # what it was, in words, for the reader
    approved_by: str | None = None
    ticket: str | None = None
    expires: date | None = None

    @field_validator("reason")
    @classmethod
    def _said(cls, reason: str) -> str:
        if not reason.strip():
            raise ValueError("a reason is required")
        return reason.strip()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    old: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    new: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    acknowledgements: tuple[_Row, ...]


def read_acknowledgements(path: Path, old: str, new: str) -> tuple[Acknowledgement, ...]:
    """Those in a file, or in all `*.yaml` of a folder, for the pair of texts with these hashes. A file bound to another pair is passed over.

    UserError B050 for an unknown key, an empty reason, a value that does not fit; B001 for a file that cannot be read.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    found: list[Acknowledgement] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError("B001", path=str(file), reason=getattr(error, "strerror", None) or str(error)) from error
        data = load_data(text, str(file))
        try:
            read = _File.model_validate(data)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise UserError("B050", path=str(file), where=".".join(str(p) for p in first["loc"]) or "top", reason=first["msg"]) from error
        if (read.old not in (None, old)) or (read.new not in (None, new)):
            continue
        found += [
            Acknowledgement(row.fingerprint, row.reason, row.approved_by, row.ticket, row.expires.isoformat() if row.expires else None, str(file))
            for row in read.acknowledgements
        ]
    return tuple(found)


def skeleton(report: Report, changes: tuple[tuple[Change, str], ...]) -> str:
    """A file for the changes that still fail, each with what it is and an empty reason, which does not validate until somebody writes it."""
    lines = [f"old: {report.old.sha256}", f"new: {report.new.sha256}", "acknowledgements:"]
    for change, words in changes:
        quoted = words.replace("\\", "\\\\").replace('"', '\\"')
        lines += [f"- fingerprint: '{change.fingerprint}'", f'  change: "{quoted}"', "  reason: ''", "  approved_by:", "  expires:"]
    return "\n".join(lines if changes else [*lines[:2], "acknowledgements: []"]) + "\n"
