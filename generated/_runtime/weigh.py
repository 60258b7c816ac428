"""What a run found → what follows from it: supersession, equal measures joined, musts and options apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .decided import Decided, OptionGroup, measure_key
from .relief import completed
from .truth import UNKNOWN, Truth, Unknown

if TYPE_CHECKING:
    from .rule import Rule
    from .run import Run
    from .specs import Measure


class Weighed(NamedTuple):
    """Measures that must follow and options that stand in every case left open, what only stands in some, and the norms this hangs on."""

    measures: tuple[Decided, ...]
    options: tuple[OptionGroup, ...]
    possible: tuple[Decided, ...]
    hangs_on: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def certain(self) -> bool:
        """Whether nothing is left open."""
        return not self.hangs_on

    def key(self) -> tuple[Any, ...]:
        """What makes two outcomes the same."""
        return frozenset(keyed(self.measures)), frozenset(keyed_options(self.options)), tuple(sorted(self.hangs_on))


def weigh(rule: Rule, run: Run, subject: str | Unknown, held: frozenset[str] | Unknown, strict: bool) -> Weighed:
    """Weigh the measures of `run` for `subject`, whose ticket holds `held`. `strict` leaves out norms not wholly understood."""
    entries = sorted(spread(run), key=lambda entry: rule.order[entry[1].measure.norm])
    if strict and rule.partial:
        entries = [entry for entry in entries if entry[1].measure.norm not in rule.partial]
    standing, hangs_on = _superseded(rule, run, entries)
    decided: list[tuple[bool, Decided]] = []
    for certain, one in standing:
        for full in completed(rule, one.measure, subject, held):
            decided.append((certain, one if full is one.measure else Decided((full, *one[1:]))))
    decided = _joined(rule, decided)
    certain_ones = tuple(measure for certain, measure in decided if certain)
    musts = tuple(measure for measure in certain_ones if measure.measure.modality != "may")
    options = _options(tuple(measure for measure in certain_ones if measure.measure.modality == "may"))
    return Weighed(musts, options, tuple(measure for certain, measure in decided if not certain), tuple(hangs_on.items()))


def spread(run: Run) -> list[tuple[Truth, Decided]]:
    """The measures of `run`, each with its condition."""
    return [*((True, one) for one in (*run.musts, *run.mays)), *((UNKNOWN, one) for one in run.doubtful)]


def keyed(measures: tuple[Decided, ...]) -> dict[tuple[Any, ...], Decided]:
    """Measures by what makes them the same; alternatives count as the same only within the same choice."""
    groups: dict[tuple[str, str], set[tuple[Any, ...]]] = {}
    for decided in measures:
        if decided.measure.choice is not None:
            group = groups.setdefault((decided.measure.norm, decided.measure.choice.group), set())
            group.add((decided.measure.choice.branch, *measure_key(decided.measure, decided.amount)))
    found: dict[tuple[Any, ...], Decided] = {}
    for decided in measures:
        choice, key = decided.measure.choice, measure_key(decided.measure, decided.amount)
        if choice is not None:
            key = (*key, choice.branch, choice.pick, choice.open, frozenset(groups[decided.measure.norm, choice.group]))
        found.setdefault(key, decided)
    return found


def keyed_options(options: tuple[OptionGroup, ...]) -> dict[tuple[Any, ...], OptionGroup]:
    """Groups of options by what makes them the same."""
    return {(group.by, group.pick, group.open, frozenset(keyed(group.measures))): group for group in options}


def _superseded(
    rule: Rule, run: Run, entries: list[tuple[Truth, Decided]]
) -> tuple[list[tuple[bool, Decided]], dict[str, tuple[str, ...]]]:
    """Applies `instead_of`, last of all: what a standing measure takes the place of falls; where that is only possible, so is the fall."""
    fallen: set[int] = set()
    doubted: dict[int, tuple[str, tuple[str, ...]]] = {}
    for holds, decided in entries:
        measure = decided.measure
        for name in measure.instead_of:
            named = [i for i, (_, other) in enumerate(entries) if other.id == name and other is not decided]
            own = [i for i in named if entries[i][1].measure.norm == measure.norm]
            for i in own or named:
                if holds is True:
                    fallen.add(i)
                else:
                    doubted[i] = _reads(rule, run, measure)
    standing: list[tuple[bool, Decided]] = []
    hangs_on: dict[str, tuple[str, ...]] = {}
    for i, (holds, decided) in enumerate(entries):
        if i in fallen:
            continue
        if holds is not True:
            doubted.setdefault(i, _reads(rule, run, decided.measure))
            for norm, reads in (_reads(rule, run, decided.measure), doubted[i]):
                hangs_on[norm] = tuple(dict.fromkeys((*hangs_on.get(norm, ()), *reads)))
        elif i in doubted:
            norm, reads = doubted[i]
            hangs_on[norm] = tuple(dict.fromkeys((*hangs_on.get(norm, ()), *reads)))
        standing.append((i not in doubted, decided))
    return standing, hangs_on


def _reads(rule: Rule, run: Run, measure: Measure) -> tuple[str, tuple[str, ...]]:
    norm = rule.norm(measure.norm)
    excepts = () if run.standard else tuple(ground.name for ground in norm.excepts if ground.name)
    return measure.norm, (*norm.reads, *excepts, *measure.reads)


def _joined(rule: Rule, decided: list[tuple[bool, Decided]]) -> list[tuple[bool, Decided]]:
    """Joins what several items of one list give alike, and what several grounds for one relief give alike; each keeps its grounds."""
    if not any(_place(rule, measure)[1:] for _, measure in decided):
        return decided
    whole: dict[str, list[Decided]] = {}
    for _, measure in decided:
        whole.setdefault(measure.measure.norm, []).append(measure)
    keys = {id(one): key for group in whole.values() for key, one in keyed(tuple(group)).items()}
    found: dict[tuple[Any, ...], tuple[bool, Decided]] = {}
    for certain, measure in decided:
        key = (_place(rule, measure), keys.get(id(measure), id(measure)))
        if key in found:
            before, first = found[key]
            because = (first if before else measure).because
            if certain == before:
                because = tuple(dict.fromkeys((*first.because, *measure.because)))
            found[key] = (before or certain, first.resting_on(because))
        else:
            found[key] = (certain, measure)
    return list(found.values())


def _place(rule: Rule, decided: Decided) -> tuple[str | None, ...]:
    """Where equal measures are one and the same: among all reliefs, among the items of a list; else within their norm alone."""
    norm = rule.norm(decided.measure.norm)
    if norm.kind in ("relief", "revocation", "admission"):
        return norm.kind, "everywhere"
    return (norm.kind, norm.violation, norm.provision) if norm.provision is not None and norm.item is not None else (norm.id,)


def _options(measures: tuple[Decided, ...]) -> tuple[OptionGroup, ...]:
    groups: dict[tuple[Any, ...], list[Decided]] = {}
    for decided in measures:
        choice = decided.measure.choice
        groups.setdefault((decided.because, decided.measure.by, choice.group if choice else None), []).append(decided)
    found: list[OptionGroup] = []
    for (because, by, _), members in groups.items():
        choice = members[0].measure.choice
        found.append(OptionGroup(by, choice.pick if choice else "any", bool(choice and choice.open), tuple(members), because))
    return tuple(found)
