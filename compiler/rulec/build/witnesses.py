"""Witnesses of findings → decisions: each is run through the interpreter and through the generated module, which must agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Any

from rulec import __version__
from rulec.analysis.analyse import findings_of
from rulec.analysis.copies import are_copies, copy_findings
from rulec.analysis.examined import Examined, examine
from rulec.analysis.findings import Finding, Witness
from rulec.backends.python import emit_module, load_module
from rulec.ir.interpret import Interpreter
from rulec.runtime.timeline import read_events

if TYPE_CHECKING:
    from rulec.build.pipeline import Compilation


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with what its cases come to (`rulec.decision/1` or `rulec.timeline/1`): that of the witness, then of the others."""

    finding: Finding
    decisions: tuple[Mapping[str, Any], ...] = ()


class Replayer:
    """A compiled announcement that can be asked twice: by walking its rule set, and by running the module written from it."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation

    @cached_property
    def interpreter(self) -> Interpreter:
        """The reference."""
        return Interpreter(self.compilation.rule_set)

    @cached_property
    def module(self) -> ModuleType:
        """The generated module, loaded from its source."""
        source = self.compilation.ingested.source
        text = emit_module(self.compilation.rule_set, source_path=source.path, sha256=source.sha256, compiler_version=__version__)
        return load_module(text, f"analysed_{source.sha256[:12]}")

    def replay(self, witness: Witness) -> dict[str, Any] | None:
        """What the case comes to; None where the two do not agree, which is a defect of rulec."""
        walked, ran = self.walk(witness), self.run(witness)
        return ran if walked == ran else None

    def walk(self, witness: Witness) -> dict[str, Any]:
        """The interpreter's answer."""
        if witness.events:
            return self.interpreter.replay(read_events(witness.events), witness.account).to_json()
        as_of = None if witness.as_of is None else date.fromisoformat(witness.as_of)
        return self.interpreter.decide(witness.facts, as_of=as_of, assume_in_force=as_of is None).to_json()

    def run(self, witness: Witness) -> dict[str, Any]:
        """The module's answer."""
        return answer(self.module, witness.facts, witness.as_of, witness.events, witness.account)


def answer(
    module: ModuleType,
    facts: Mapping[str, object],
    as_of: str | None = None,
    events: tuple[Mapping[str, str], ...] = (),
    account: str | None = None,
) -> dict[str, Any]:
    """What a generated module says of a case, in its published shape. Without a day (`as_of`) the rule is taken to be in force."""
    if events:
        timeline = module.replay(read_events(events), account) if account is not None else module.replay(read_events(events))
        found: dict[str, Any] = timeline.to_json()
        return found
    typed, named = module.read(facts)
    day = None if as_of is None else date.fromisoformat(as_of)
    found = module.decide(typed, violation=named, as_of=day, assume_in_force=day is None).to_json()
    return found


def shows(witness: Witness, decision: Mapping[str, Any]) -> bool:
    """Whether a decision is what the witness claims of it."""
    if witness.events:
        reached = [tuple(node["span"]) for entry in decision["entries"] for node in entry["nodes"]]
        return all(tuple(span) in reached for span in witness.nodes)
    outcomes = {row["norm"]: row["outcome"] for row in decision["trace"]}
    given = measure_ids(decision)
    return (
        all(outcomes.get(norm) == said for norm, said in witness.claims)
        and all((measure in given) is (said == "true") for measure, said in witness.measures)
        and _tiers(witness, decision)
    )


def measure_ids(decision: Mapping[str, Any]) -> frozenset[str]:
    """The ids of all measures of a decision, those that may be taken among them."""
    groups = [decision["measures"], *(group["measures"] for group in decision["options"])]
    return frozenset(measure["id"] for group in groups for measure in group)


def _tiers(witness: Witness, decision: Mapping[str, Any]) -> bool:
    """Tiers that are fulfilled together are a conflict of the decision; where none is, the tier is missing or decides nothing."""
    together = {label for label, fulfilled in witness.tiers if fulfilled}
    named = {label for conflict in decision["conflicts"] for label in conflict["values"]}
    return together <= named if together else not named


def shown(compilation: Compilation) -> tuple[Shown, ...]:
    """All findings about a compiled announcement, each witness replayed. One that does not show what it claims is dropped and its finding
    marked `not_proved`: nothing is claimed that does not run."""
    replayer = Replayer(compilation)
    return tuple(_shown(one, replayer) for one in findings_of(examined(compilation)))


def examined(compilation: Compilation) -> Examined:
    """A compiled announcement, prepared for analysis."""
    ingested = compilation.ingested
    return examine(compilation.rule_set, ingested.source.raw, ingested.normal.text, compilation.diagnostics)


def shown_together(compilations: Sequence[tuple[str, Compilation]]) -> tuple[tuple[Shown, ...], ...]:
    """The findings about each of several announcements (path, compilation), and those about copies that disagree: in the order given."""
    prepared = [(path, examined(compilation), Replayer(compilation)) for path, compilation in compilations]
    found: list[tuple[Shown, ...]] = []
    for i, (path, mine, replayer) in enumerate(prepared):
        own = list(findings_of(mine))
        for j, (other, yours, _) in enumerate(prepared):
            if i != j and are_copies(mine, yours):
                own += copy_findings(mine, path, yours, other)
        found.append(tuple(_shown(one, replayer) for one in sorted(own, key=lambda one: one.order)))
    return tuple(found)


def _shown(one: Finding, replayer: Replayer) -> Shown:
    if one.witness is None:
        return Shown(one)
    cases = (one.witness, *one.also)
    decisions = [replayer.replay(case) for case in cases]
    good = [(case, said) for case, said in zip(cases, decisions, strict=True) if said is not None and shows(case, said)]
    if len(good) < len(cases):
        return Shown(replace(one, witness=None, also=(), proof="not_proved"))
    return Shown(one, tuple(said for _, said in good))
