"""scenarios.yaml → typed scenarios: facts (or events) that a person wrote, and what must follow."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from rulec.build.exact_data import load_yaml
from rulec.diagnostics import UserError
from rulec.report.ir_to_json import plain


def _exact(value: object) -> object:
    """Numbers as plain strings, as decisions have them; everything else unchanged."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, Decimal)):
        return plain(Decimal(value))
    if isinstance(value, dict):
        return {str(key): _exact(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return value


Shape = Annotated[dict[str, Any], BeforeValidator(_exact)]
Figure = Annotated[str, BeforeValidator(_exact)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class CandidateExpected(_Strict):
    """One case of an undecided fact: `when` must be among its facts, `measures` follow exactly."""

    when: Shape
    measures: list[Shape] = []


class TicketExpected(_Strict):
    """What relief does to the ticket: measures as shapes, or just their words. Lists left out are not judged."""

    removed: list[Shape | str] | None = None
    kept: list[Shape | str] | None = None
    added: list[Shape | str] | None = None


class TimelineExpected(_Strict):
    """What an account comes to.

    `entries`: one for each event, in order; `running`, `resets`: exactly these; `findings`, `assumed`: contained. `totals` and `at` ask
    at moments: the points then, and the lasting measures that run then (exactly these).
    """

    entries: list[Shape] | None = None
    running: list[Shape] | None = None
    resets: list[Shape] | None = None
    findings: list[Shape] = []
    assumed: list[str] = []
    totals: dict[str, Figure] = {}
    at: dict[str, list[Shape]] = {}


class Expected(_Strict):
    """The outcome. What is left out is not judged; a list given must be met exactly (`missing`, `assumed`, `candidates`: contained).

    `assumed`: the label of a fact, or what is assumed of it (`fact`, `value`); `governed_by`: titles of the announcements that govern.
    """

    verdict: Literal["applies", "does_not_apply", "unknown", "not_expressible", "not_in_force"] | None = None
    force: Literal["in_force", "not_yet", "ended", "draft", "undated", "unasked"] | None = None
    measures: list[Shape] | None = None
    options: list[Shape] | None = None
    options_open: bool | None = None
    missing: list[str] = []
    assumed: list[str | Shape] = []
    governed_by: list[str] | None = None
    candidates: list[CandidateExpected] = []
    ticket: TicketExpected | None = None
    never: list[str] = Field(default=[], alias="not")
    timeline: TimelineExpected | None = None

    def says_something(self) -> bool:
        """Whether a person has written an outcome: an empty one holds whatever is decided, so it does not count as holding."""
        return self != type(self)()


class EventGiven(_Strict):
    """One event: when (Asia/Shanghai), for what, how many points, what measures of its own; or how many of `what` were `done`."""

    at: str
    points: Figure = "0"
    violation: str = ""
    measures: list[Shape] = []
    what: str = ""
    done: Figure = "0"


class Scenario(_Strict):
    """Facts (money in yuan) about one violation, or events for an account, and the outcome a person expects.

    `like`: an earlier scenario, whose facts and terms this one has but for those it gives itself.
    """

    id: str
    like: str | None = None
    about: str = ""
    versions: list[str] | None = None
    violation: str | None = None
    as_of: str | None = None
    as_if_in_force: bool = True
    presume: Literal["standard", "none"] = "standard"
    unresolved: Literal["error", "taint", "warn"] = "error"
    facts: dict[str, Any] = {}
    events: list[EventGiven] | None = None
    account: str | None = None
    until: str | None = None
    boundary: str | None = None
    expect: Expected

    @model_validator(mode="after")
    def _one_kind(self) -> "Scenario":
        if self.events is None and self.expect.timeline is not None:
            raise ValueError("timeline needs events")
        if self.events is not None and self.facts:
            raise ValueError("events and facts are two kinds of scenario")
        return self


_TERMS = ("versions", "violation", "as_of", "as_if_in_force", "presume", "unresolved")
SCENARIOS: TypeAdapter[list[Scenario]] = TypeAdapter(list[Scenario])


def read_scenarios(file: Path, known: Iterable[str], folder: str) -> tuple[Scenario, ...]:
    """The scenarios of one rule, in file order; none when the file does not exist. `known` are the versions there are.

    UserError B001, B005, B006 for the file, B010 for its form, B011 for a version that does not exist.
    """
    if not file.exists():
        return ()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("B001", path=str(file), reason=str(getattr(error, "strerror", None) or error)) from error
    path = f"{folder}/{file.name}"
    try:
        scenarios = SCENARIOS.validate_python(load_yaml(text, path) or [])
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "top"
        raise UserError("B010", path=path, where=where, reason=first["msg"]) from error
    versions, found = tuple(known), dict[str, Scenario]()
    for scenario in scenarios:
        if scenario.id in found:
            raise UserError("B010", path=path, where=scenario.id, reason="id is used twice")
        if scenario.like is not None and scenario.like not in found:
            raise UserError("B010", path=path, where=scenario.id, reason=f"like: no scenario {scenario.like} before it")
        found[scenario.id] = scenario if scenario.like is None else _like(found[scenario.like], scenario)
        for version in scenario.versions or ():
            if version not in versions:
                raise UserError("B011", id=scenario.id, version=version, folder=folder, known=", ".join(versions))
    return tuple(found.values())


def _like(base: Scenario, own: Scenario) -> Scenario:
    """A scenario with the facts and terms of another one where it gives none of its own."""
    taken = {name: getattr(base, name) for name in _TERMS if name not in own.model_fields_set}
    return own.model_copy(update={**taken, "facts": {**base.facts, **own.facts}})
