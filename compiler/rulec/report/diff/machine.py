"""A comparison → what CI systems show: SARIF 2.1.0, GitHub annotations, GitLab code quality, JUnit."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from rulec.diagnostics.codes import Lang
from rulec.diff.kinds import kinds
from rulec.diff.model import Change, Place, Report
from rulec.report.diff.phrases import LEVELS, direction_words, headline, kind_title, roots, verdict_words

Json = dict[str, object]
_SARIF_LEVEL = {"ERR": "error", "WARN": "warning", "INFO": "note", "EDIT": "none"}
_GITLAB_LEVEL = {"ERR": "major", "WARN": "minor", "INFO": "info", "EDIT": "info"}
_ANNOTATION = {"ERR": "error", "WARN": "warning", "INFO": "notice", "EDIT": "notice"}
ANNOTATIONS = 10  # GitHub shows ten of a level and step
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def diff_sarif(report: Report, version: str, lang: Lang = "zh") -> Json:
    """The report as SARIF 2.1.0. A change that only the old text has is placed in the new one at its neighbour; EDIT kinds are left out."""
    changes = [change for change in roots(report) if change.level != "EDIT"]
    codes = sorted({change.code for change in changes})
    rules = [
        {
            "id": code, "name": kinds()[code].slug, "shortDescription": {"text": kind_title(code, lang)},
            "defaultConfiguration": {"level": _SARIF_LEVEL[kinds()[code].level]},
        }
        for code in codes
    ]  # fmt: skip
    results = [_result(report, change, codes, lang) for change in changes]
    driver = {"name": "rulec", "version": version, "rules": rules}
    invocation: Json = {"executionSuccessful": report.verdict != "incomplete"}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "invocations": [invocation], "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(report: Report, change: Change, codes: list[str], lang: Lang) -> Json:
    line, column = place_in_new(report, change)
    region: Json = {"startLine": line, "startColumn": column}
    result: Json = {
        "ruleId": change.code, "ruleIndex": codes.index(change.code), "level": _SARIF_LEVEL[change.level],
        "message": {"text": f"{direction_words(change, lang)} {headline(change, lang, report)}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.new.path)}, "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": change.fingerprint, "rulecChange/v1": change.fingerprint},
        "properties": {"gate": change.gate, "proof": change.proof, "direction": dict(change.direction)},
    }  # fmt: skip
    if change.acknowledged is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": change.acknowledged.reason}]
    return result


def _uri(path: str) -> str:
    return "".join(char if char.isalnum() or char in "/._-~" else "".join(f"%{byte:02X}" for byte in char.encode()) for char in path)


def place_in_new(report: Report, change: Change) -> tuple[int, int]:
    """Line and column in the new text; of what is gone, those of the nearest provision that is still there."""
    if change.new is not None and change.new.line is not None:
        return change.new.line, change.new.column or 1
    before: Place | None = None
    for pair in report.pairs:
        if change.fingerprint in pair.changes or (pair.old is not None and change.old is not None and pair.old.span == change.old.span):
            break
        before = pair.new or before
    return (before.line or 1, 1) if before is not None else (1, 1)


def diff_annotations(report: Report, lang: Lang = "zh") -> str:
    """GitHub workflow commands: the gravest ten, the verdict last. Nothing of the text can end or begin a command."""
    changes = sorted((c for c in roots(report) if c.level != "EDIT"), key=lambda c: (c.gate != "fails", LEVELS.index(c.level)))
    lines = []
    for change in changes[:ANNOTATIONS]:
        line, column = place_in_new(report, change)
        level = "error" if change.gate == "fails" else _ANNOTATION[change.level] if change.level != "ERR" else "warning"
        title = _property(f"{change.code} {kind_title(change.code, lang)}")
        where = f"file={_property(report.new.path)},line={line},col={column},title={title}"
        lines.append(f"::{level} {where}::{_data(f'{direction_words(change, lang)} {headline(change, lang, report)}')}")
    word, why = verdict_words(report, lang)
    lines.append(f"::{'notice' if report.verdict == 'pass' else 'error'} title=rulec diff::{_data(f'{word} {why}')}")
    return "\n".join(lines) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def diff_code_quality(report: Report, lang: Lang = "zh") -> list[Json]:
    """GitLab's code quality rows; line numbers take no part in the fingerprint."""
    return [
        {
            "description": f"{direction_words(change, lang)} {headline(change, lang, report)}", "check_name": f"{change.code} {change.slug}",
            "fingerprint": change.fingerprint, "severity": "blocker" if change.gate == "fails" else _GITLAB_LEVEL[change.level],
            "location": {"path": report.new.path, "lines": {"begin": place_in_new(report, change)[0]}},
        }
        for change in roots(report)
        if change.level != "EDIT"
    ]  # fmt: skip


def diff_junit(report: Report, lang: Lang = "zh") -> str:
    """JUnit XML: one case a root change, a failure where the gate fails; `incomplete` is an error of its own."""
    changes = [change for change in roots(report) if change.level != "EDIT"]
    cases = []
    for change in changes:
        head = f'  <testcase classname={quoteattr(change.code)} name={quoteattr(_xml(headline(change, lang, report)))}'
        if change.gate == "fails":
            cases.append(f"{head}>\n    <failure message={quoteattr(_xml(direction_words(change, lang)))}>{escape(change.fingerprint)}</failure>\n  </testcase>")
        else:
            cases.append(f"{head}/>")
    if report.verdict == "incomplete":
        cases.append(f'  <testcase classname="rulec" name="incomplete">\n    <error message={quoteattr(_xml(verdict_words(report, lang)[1]))}/>\n  </testcase>')
    failed = sum(change.gate == "fails" for change in changes)
    errors = int(report.verdict == "incomplete")
    suite = f'<testsuite name="rulec diff" tests="{len(cases)}" failures="{failed}" errors="{errors}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', suite, *cases, "</testsuite>"]) + "\n"


def _xml(text: str) -> str:
    return "".join(char for char in text if char >= " " or char in "\t\n")
