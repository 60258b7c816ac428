"""Compiled announcements → inputs of a comparison, and its report → the contract's `rulec.diff/1`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rulec.backends.python.loading import load_module
from rulec.build.emit import module_text
from rulec.build.facts import find_fact, value_from_words
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.diagnostics import UserError
from rulec.diff import DiffInput, DiffOptions, compare
from rulec.diff.canonical import digest, rule_set
from rulec.diff.input import REPLAYED, Decide, Events, Timeline
from rulec.diff.model import Change, Json, Place, Report, Side, Witness
from rulec.diff.prove import outcome
from rulec.diff.prove_accounts import course
from rulec.ir.interpret import Interpreter
from rulec.ir.model import RuleSet
from rulec.report.ir_to_json import ir_to_json
from rulec.runtime import Decision
from rulec.runtime.timeline import read_events

DIFF_SCHEMA = "rulec.diff/1"


def diff_files(
    old_bytes: bytes, old_path: str, new_bytes: bytes, new_path: str, *,
    options: DiffOptions | None = None, related: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> Report:  # fmt: skip
    """The report on two announcements given as bytes; paths are for display and file type. UserError for what is no text."""
    sides = compile_announcement(old_bytes, old_path), compile_announcement(new_bytes, new_path)
    return diff_compilations(*sides, options=options, related=related)


def diff_compilations(
    old: Compilation, new: Compilation, *, options: DiffOptions | None = None, related: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
) -> Report:
    """The report on two compilations; every witness is decided by both generated modules as well, unless `options.replay` is off.

    A module that decides a witness otherwise than the interpreter takes the proof from it, and the report is incomplete.
    """
    options = options or DiffOptions()
    sides = diff_inputs(old, related[0]), diff_inputs(new, related[1])
    report = compare(*sides, options=options)
    small = max(len(old.rule_set.norms), len(new.rule_set.norms)) <= REPLAYED
    return replayed(report, *sides) if options.replay or (options.replay is None and small) else report


def diff_inputs(compilation: Compilation, related: Mapping[str, str] | None = None) -> DiffInput:
    """One side of a comparison. The rule is made runnable when the first case is decided, not before.

    `related`: titles of the other announcements of the workspace → hash of what each means (`meaning`).
    """
    ingested = compilation.ingested
    return DiffInput(
        compilation.rule_set, ingested.source, ingested.normal, compilation.ledger, compilation.diagnostics,
        _interpreted(compilation.rule_set), _generated(compilation), _interpreted,
        _followed(compilation.rule_set, lambda: Interpreter(compilation.rule_set)), _followed(compilation.rule_set, lambda: _module(compilation)),
        related or {},
    )  # fmt: skip


def meaning(compilation: Compilation) -> str:
    """Hash of what an announcement means: the same for two texts that decide alike in the same way."""
    return digest(rule_set(compilation.rule_set))


def replayed(report: Report, old: DiffInput, new: DiffInput) -> Report:
    """The report after every witness was put to both generated modules."""
    changes = tuple(_replayed(change, old, new) for change in report.changes)
    drift = any("not_replayed" in change.notes for change in changes)
    reasons = (*report.reasons, "not_replayed") if drift else report.reasons
    return replace(report, changes=changes, reasons=reasons, verdict="incomplete" if drift else report.verdict)


def _replayed(change: Change, old: DiffInput, new: DiffInput) -> Change:
    for witness in change.witnesses:
        account, events = witness.facts.get("account"), witness.facts.get("events")
        if isinstance(account, str) and isinstance(events, list):
            for side, decided in ((old, witness.old), (new, witness.new)):
                if side.replay_timeline is not None and course(side.replay_timeline(account, events)) != course(decided):
                    return replace(change, proof="not_provable", notes=(*change.notes, "not_replayed"))
            return change
    for witness in change.witnesses:
        for side, decided in ((old, witness.old), (new, witness.new)):
            named = {v.id: v.name for v in side.rule_set.violations}.get(str(decided.get("violation")), witness.violation)
            if side.replay is not None and outcome(side.replay(witness.facts, named)) != outcome(decided):
                return replace(change, proof="not_provable", notes=(*change.notes, "not_replayed"))
    return change


# ---- deciding --------------------------------------------------------------------------------------------------------------------


def _interpreted(rules: RuleSet) -> Decide:
    made: list[Interpreter] = []

    def decide(facts: Mapping[str, object], violation: str | None) -> Json:
        if not made:
            made.append(Interpreter(rules))
        interpreter = made[0]
        known = {spec.label for spec in interpreter.rule.facts}

        def run(name: str | None) -> Decision:
            return interpreter.decide(_known(facts, known), violation=name, assume_in_force=True, unresolved="taint")

        return _decision(rules, violation, run)

    return decide


def _generated(compilation: Compilation) -> Decide:
    made: list[Any] = []

    def decide(facts: Mapping[str, object], violation: str | None) -> Json:
        if not made:
            made.append(_module(compilation))
        module = made[0]
        known = {spec.label for spec in module.FACTS}

        def run(name: str | None) -> Decision:
            read, _ = module.read(_known(facts, known))
            found: Decision = module.decide(read, violation=name, assume_in_force=True, unresolved="taint")
            return found

        return _decision(compilation.rule_set, violation, run)

    return decide


def _module(compilation: Compilation) -> Any:
    source = compilation.ingested.source
    return load_module(module_text(compilation, source.path), f"diff_{source.sha256[:12]}")


def _followed(rules: RuleSet, make: Callable[[], Any]) -> Timeline:
    """Accounts followed by what `make` gives: an interpreter or a generated module."""
    made: list[Any] = []

    def follow(account: str, events: Events) -> Json:
        if not made:
            made.append(make())
        named = [one.name for one in rules.accounts]
        timeline = made[0].replay(read_events(events), account if account in named else named[0]).to_json()
        measures = [measure for entry in timeline["entries"] for measure in entry["measures"]]
        verdict = "applies" if measures else "does_not_apply"
        return {**_nothing(rules), "verdict": verdict, "measures": measures, "timeline": timeline}

    return follow


def _nothing(rules: RuleSet) -> dict[str, object]:
    """The decision in which nothing follows."""
    return {
        "schema": "rulec.decision/1", "rule": rules.document.title, "version": rules.document.dates.effective or "undated",
        "violation": None, "as_of": None, "force": "unasked", "verdict": "does_not_apply", "measures": [], "options": [],
        "ticket": {"removed": [], "added": [], "kept": []}, "candidates": [], "missing": [], "conflicts": [], "assumed": [], "holes": [],
        "failed": [], "governed_by": [], "near": [], "trace": [],
    }  # fmt: skip


def _known(facts: Mapping[str, object], labels: set[str]) -> dict[str, object]:
    return {label: value for label, value in facts.items() if label in labels}


def _decision(rules: RuleSet, violation: str | None, run: Callable[[str | None], Decision]) -> Json:
    """A decision in the published shape, without near misses and without the steps that came to nothing."""
    named = {one.name: one.id for one in rules.violations}
    if violation is not None and named and violation not in named:
        return _nothing(rules)
    found = run(violation if named else None).to_json(near=False)
    found["trace"] = [step for step in found["trace"] if step["outcome"] != "false"]
    return found


# ---- the contract's shape --------------------------------------------------------------------------------------------------------


def diff_json(report: Report) -> dict[str, object]:
    """The report as `rulec.diff/1`: names and shapes of the contract; places also with line and column."""
    impact = report.impact
    return {
        "schema": DIFF_SCHEMA, "verdict": report.verdict, "old": _side(report.old), "new": _side(report.new),
        "compared": {"old": report.compared_old, "new": report.compared_new, "not_understood": len(report.not_understood)},
        "changes": [_change(change) for change in report.changes],
        "announced": [{"text": one.text, "span": list(one.span), "state": one.state, "changes": list(one.changes)} for one in report.announced],
        "unannounced": list(report.unannounced),
        "not_understood": [{"side": one.side, "reason": one.reason, **_place(one.place)} for one in report.not_understood],
        "reasons": list(report.reasons), "axioms": list(report.axioms), "profile": report.profile,
        "impact": None if impact is None else {
            "cases": impact.cases, "changed": impact.changed, "undecided": impact.undecided,
            "by_tier": [list(row) for row in impact.by_tier], "by_audience": [list(row) for row in impact.by_audience],
            "yuan": {"old": impact.yuan_old, "new": impact.yuan_new}, "points": {"old": impact.points_old, "new": impact.points_new},
            "worst": [_witness(one) for one in impact.worst],
        },
    }  # fmt: skip


def _side(side: Side) -> dict[str, object]:
    return {
        "path": side.path, "sha256": side.sha256, "title": side.title, "effective": side.effective, "status": side.status,
        "published": side.published, "consultation": None if side.consultation is None else list(side.consultation),
        "publicity": None if side.publicity is None else list(side.publicity),
    }  # fmt: skip


def _change(change: Change) -> dict[str, object]:
    old, new = change.old, change.new
    ack = change.acknowledged
    return {
        "code": change.code, "slug": change.slug, "fingerprint": change.fingerprint, "level": change.level, "gate": change.gate,
        "provision": {"old": None if old is None else old.provision, "new": None if new is None else new.provision},
        "span": {"old": _span(old), "new": _span(new)},
        "matched_by": change.matched_by, "before": ir_to_json(change.before), "after": ir_to_json(change.after),
        "text": {"old": None if old is None else old.text, "new": None if new is None else new.text},
        "direction": dict(change.direction), "proof": change.proof, "witnesses": [_witness(one) for one in change.witnesses],
        "caused_by": change.caused_by, "echoes": list(change.echoes), "violation": change.violation, "tier": change.tier,
        "measure": change.measure, "notes": list(change.notes),
        "acknowledged": None if ack is None else {
            "fingerprint": ack.fingerprint, "reason": ack.reason, "approved_by": ack.approved_by, "ticket": ack.ticket, "expires": ack.expires,
            "file": ack.file,
        },
    }  # fmt: skip


def _witness(witness: Witness) -> dict[str, object]:
    return {
        "facts": dict(witness.facts), "violation": witness.violation, "old": dict(witness.old), "new": dict(witness.new),
        "region": witness.region,
    }  # fmt: skip


def _span(place: Place | None) -> list[int] | None:
    return None if place is None or place.span is None else list(place.span)


def _place(place: Place) -> dict[str, object]:
    return {"provision": place.provision, "span": _span(place), "text": place.text, "line": place.line, "column": place.column}


# ---- cases -----------------------------------------------------------------------------------------------------------------------


def case_facts(old: RuleSet, new: RuleSet, row: Mapping[str, object], path: str, line: int) -> tuple[dict[str, object], str | None]:
    """One row of a file of cases → facts by label, and the violation asked about (column `violation` or `违规`).

    Columns are labels or ASCII names of either version's facts; `case`, `id` and columns that begin with `#` are for the reader. UserError B052 for a
    column that neither version asks for.
    """
    facts: dict[str, object] = {}
    violation: str | None = None
    for column, value in row.items():
        if column in ("violation", "违规"):
            violation = str(value)
            continue
        if column in ("case", "id") or column.startswith("#"):
            continue
        fact = find_fact(new, column) or find_fact(old, column)
        if fact is None:
            raise UserError("B052", path=path, line=str(line), reason=f"{column}: no fact of either version")
        read = value_from_words(fact, value.strip()) if isinstance(value, str) else value
        if read is not None:
            facts[fact.label] = read
    return facts, violation
