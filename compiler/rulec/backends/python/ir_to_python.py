"""Rule set → the source of a Python module that decides it, and the files that go beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from rulec.backends.python.functions import Functions
from rulec.backends.python.names import Names, module_stem
from rulec.backends.python.printing import Call, Name, call, comment, docstring, literal, value, width
from rulec.ir.amounts_to_specs import account_spec
from rulec.ir.model import Document, RuleSet
from rulec.ir.model import Norm as IrNorm
from rulec.ir.plan import Plan, force_of, version_name
from rulec.runtime.specs import FactSpec, Norm

LONG = 5
"""Neighbouring measures that are given together stand in a table of their own from this number on."""

TYPES = {"set": "frozenset[str]", "choice": "str", "moment": "datetime", "flag": "bool", "judgement": "bool", "event": "bool"}
UNITS = {"money": "人民币,以分计(1 元写作 1_00)", "number": "以万分之一计(4.4 写作 4_4000)", "count": "整数"}
UNIT_WORDS = {"point": "分", "score": "分", "times": "次", "star": "星", "percent": "百分之", "order": "单", "item": "件", "person": "人"}
UNIT_WORDS |= {"minute": "分钟", "hour": "小时", "day": "天", "working_day": "工作日", "month": "个月", "year": "年", "match": "场"}
KINDS = {"flag": "是/否", "judgement": "是/否,由人判断", "event": "是否发生", "set": "词的集合", "moment": "时刻"}


@dataclass(frozen=True, slots=True)
class Version:
    """One generated module of a rule: its name, and from which day (ISO) it is in force until before which; a draft has no start."""

    module: str
    start: str | None
    end: str | None = None


def module_name(rule_set: RuleSet) -> str:
    """The name of the module of this version: `v2023_11_03`, `draft_2023_10_07` or `undated`."""
    return module_stem(version_name(rule_set.document))


def version_of(rule_set: RuleSet) -> Version:
    """What a package needs to know about this version."""
    force = force_of(rule_set.document)
    return Version(module_name(rule_set), None if force.draft else force.start, force.end)


def runtime_files() -> dict[str, str]:
    """File name → content of the runtime that generated modules import."""
    folder = files("rulec.runtime")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".py"))
    return {name: (folder / name).read_text("utf-8") for name in names}


def emit_package_init(versions: Sequence[Version], title: str = "") -> str:
    """The `__init__.py` of a rule: `in_force(day)` picks the version, never a draft."""
    dated = sorted((v for v in versions if v.start), key=lambda v: (v.start or "", v.module))
    rows: list[tuple[str, ...]] = []
    for i, version in enumerate(dated):
        following = next((later.start for later in dated[i + 1 :] if later.start != version.start), None)
        end = min((day for day in (version.end, following) if day is not None), default="9999-12-31")
        rows.append((version.start or "", end, version.module))
    others = sorted(v.module for v in versions if not v.start)
    return render("package.py.jinja", title=title, rows=tuple(rows), others=tuple(others))


def emit_module(rule_set: RuleSet, *, source_path: str, sha256: str, compiler_version: str) -> str:
    """The module of one version. Same input, same bytes; every word of the text stands in a literal, a comment or a docstring."""
    plan = Plan(rule_set)
    names = Names()
    measures: dict[tuple[str, int], str] = {}
    constants: list[tuple[str, str, object]] = []
    groups: dict[str, list[tuple[int, ...]]] = {}
    for norm in plan.norms:
        specs = [plan.measures[norm.id, i] for i in range(len(norm.measures))]
        choices = Counter(spec.choice for spec in specs if spec.choice is not None)
        for number, choice in enumerate(choice for choice, times in choices.items() if times > 1):
            constants.append((names.constant(norm.id, "choice", *([str(number + 1)] if number else []), stem="choice"), "", choice))
            shared: Any = Name(constants[-1][0])
            specs = [spec._replace(choice=shared) if spec.choice == choice else spec for spec in specs]
        groups[norm.id] = stretches = _stretches(plan, norm)
        for i, spec in enumerate(specs):
            places = next((places for places in stretches if i in places), ())
            if not places:
                measures[norm.id, i] = name = names.constant(norm.id, spec.action, stem="measure")
                constants.append((name, "", spec if spec.asks else Call("Decided.of", spec)))
            elif i == places[0]:
                stem = "options" if spec.modality == "may" else "measures"
                measures[norm.id, i] = name = names.constant(norm.id, stem, stem=stem)
                constants.append((name, "", Call("always", *(specs[j] for j in places))))
    classes: dict[str, str] = {}
    for term in dict.fromkeys(one.term for one in plan.classes):
        classes[term] = name = names.constant("class_1", stem="class_1")
        constants.append((name, ": dict[str | None, frozenset[str]]", plan.members(term)))
    scales: dict[tuple[str | None, str], str] = {}
    for key, found in plan.scales.items():
        for scale in found:
            scales[key, scale.spec.name] = name = names.constant(*([key] if key else []), scale.spec.name, stem="scale")
            constants.append((name, "", scale.spec))
    functions = Functions(plan, measures, scales, classes, groups, names)
    source = render(
        "module.py.jinja",
        header=_header(rule_set.document, plan, source_path, sha256, compiler_version),
        facts=[(spec, TYPES.get(spec.type, "int"), _about(spec)) for spec in plan.facts],
        functions=functions.all(),
        constants=constants,
        fact_specs=plan.facts,
        norms=[_norm_code(plan.spec(norm)) for norm in plan.norms],
        source_map={norm.id: (norm.provision, (norm.span[0], norm.span[1]), norm.text) for norm in plan.norms},
        rule=_rule_arguments(plan, functions),
        accounts={account.name: account_spec(plan, account) for account in rule_set.accounts},
    )
    return source.replace("__RUNTIME__", _import(source), 1)


def _stretches(plan: Plan, norm: IrNorm) -> list[tuple[int, ...]]:
    """The places of neighbouring measures of one modality that stand under the norm's condition alone and ask for no figure."""
    found: list[tuple[int, ...]] = [()]
    for i, measure in enumerate(norm.measures):
        spec = plan.measures[norm.id, i]
        if measure.condition is not None or spec.asks:
            found.append(())
        elif found[-1] and (plan.measures[norm.id, found[-1][0]].modality == "may") == (spec.modality == "may"):
            found[-1] += (i,)
        else:
            found.append((i,))
    return [places for places in found if len(places) >= LONG]


def render(template: str, **context: object) -> str:
    """A template filled in; every constant goes through `py`, every word of a text through `literal`, `comment` or `doc`."""
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    """Made once: each template is compiled when it is first needed."""
    environment = Environment(
        loader=PackageLoader("rulec.backends.python", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(py=value, doc=docstring, comment=comment, literal=literal, width=width)
    return environment


def _header(document: Document, plan: Plan, path: str, sha256: str, compiler: str) -> list[str]:
    dates = document.dates
    when = [
        f"{word} {day}"
        for word, day in (
            ("发布", dates.published),
            ("修订", dates.revised),
            ("预计生效" if dates.effective_tentative else "生效", dates.effective),
            ("废止", dates.repealed),
            ("征求意见", " 至 ".join(dates.consultation) if dates.consultation else None),
            ("公示", " 至 ".join(dates.publicity) if dates.publicity else None),
        )
        if day
    ]
    state = "未生效,仅在要求时按已生效裁决" if plan.force.draft else "" if plan.force.start else "未载明生效日期"
    return [
        document.title,
        "",
        f"版本     {'；'.join([plan.version, *when, *([state] if state else [])])}",
        f"来源     {path}  sha256:{sha256}",
        f"由 rulec {compiler} 编译生成,请勿手改;修改原文后运行 `rulec build`。",
    ]


def _about(spec: FactSpec) -> list[str]:
    words = [spec.label]
    if spec.type == "choice":
        words.append(" / ".join(spec.domain or spec.words))
    else:
        words.append(UNITS.get(spec.type) or KINDS.get(spec.type, spec.type))
        if spec.unit and spec.type != "money":
            words.append(UNIT_WORDS.get(spec.unit, spec.unit))
    return ["；".join(word for word in words if word)]


def _norm_code(norm: Norm) -> str:
    """A norm that takes its place and words from SOURCE_MAP, so that they are written once."""
    defaults = Norm._field_defaults
    place: list[tuple[str, object]] = [("", norm.id), ("", norm.kind), ("*", Name(f"SOURCE_MAP[{literal(norm.id)}]"))]
    fields = Norm._fields[len(Norm._fields) - len(defaults) :]
    named: list[tuple[str, object]] = [(f"{field}=", getattr(norm, field)) for field in fields if getattr(norm, field) != defaults[field]]
    return call("Norm", [*place, *named], 4, 1)


def _rule_arguments(plan: Plan, functions: Functions) -> list[tuple[str, object]]:
    document = plan.rule_set.document
    found: list[tuple[str, object]] = [
        ("title=", document.title),
        ("version=", plan.version),
        ("force=", plan.force),
        ("facts=", Name("FACTS")),
        ("norms=", Name("NORMS")),
        ("runners=", {key: Name(name) for key, name in functions.runners().items()}),
        ("ran=", functions.ran()),
    ]
    optional: list[tuple[str, object]] = [
        ("violations=", tuple((violation.id, violation.name) for violation in plan.rule_set.violations)),
        ("subject=", plan.subject),
        ("ticket=", plan.ticket),
        ("occurrences=", plan.occurrences),
        ("absent=", plan.absent),
        ("details=", plan.details),
        ("classes=", plan.classes),
        ("governed=", plan.governed),
        ("plain=", plan.plain),
    ]
    return found + [(name, item) for name, item in optional if item]


def _import(source: str) -> str:
    """The import of what the module uses of the runtime, sorted as an import sorter would."""
    import rulec.runtime

    bare = re.sub(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*', "", source)
    used = [name for name in rulec.runtime.__all__ if re.search(rf"\b{name}\b", bare)]
    used.sort(key=lambda name: (not name.isupper(), not name[0].isupper(), name.lower()))
    flat = f"from ..._runtime import {', '.join(used)}"
    return flat if len(flat) <= 140 else "from ..._runtime import (\n" + "".join(f"    {name},\n" for name in used) + ")"
