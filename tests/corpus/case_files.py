"""corpus/cases/<construction>/<case>.md: the fences of a case, and what the compiler makes of its text."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rulec.build.exact_data import load_yaml
from rulec.build.pipeline import Compilation, compile_announcement
from rulec.build.scenario_model import SCENARIOS, Scenario
from rulec.diagnostics import UserError
from rulec.ingest import ingest
from rulec.parsing.text_to_ast import parse
from rulec.syntax.sexpr import sexpr

ROOT = Path(__file__).parents[2]
CASES = ROOT / "corpus/cases"
OTHER_FORMS = frozenset({"invalid", "analysis"})  # have tests of their own
FENCES = ("text", "ast", "diagnostics", "yaml scenarios")
_FENCE = re.compile(r"^```([a-z]+(?: [a-z]+)?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_QUOTED = 24


@dataclass(frozen=True, slots=True)
class Case:
    """One case file: `fences` holds the words of each fence, `prose` what stands outside them."""

    file: Path
    prose: str
    fences: dict[str, str]

    @property
    def name(self) -> str:
        """construction/case."""
        return f"{self.file.parent.name}/{self.file.stem}"

    @property
    def data(self) -> bytes:
        """The announcement as a file would hold it."""
        return self.fences["text"].encode()


def read_case(file: Path) -> Case:
    """The case in a file. AssertionError for a fence that is unknown or stands twice."""
    words = file.read_text(encoding="utf-8")
    found = _FENCE.findall(words)
    names = [name for name, _ in found]
    assert len(set(names)) == len(names) and set(names) <= set(FENCES), f"{file}: fences {names}"
    return Case(file, _FENCE.sub("", words), dict(found))


@cache
def cases() -> tuple[Case, ...]:
    """Every case of a construction, in order of its name."""
    return tuple(read_case(file) for file in sorted(CASES.glob("*/*.md")) if file.parent.name not in OTHER_FORMS)


@cache
def compiled(file: Path) -> Compilation:
    """The text of a case, compiled."""
    return compile_announcement(read_case(file).data, "case.txt")


def tree(case: Case) -> str:
    """The syntax of a case's text as an s-expression."""
    return sexpr(parse(ingest(case.data, "case.txt")))


def diagnostics(case: Case) -> str:
    """One line a finding: its code and the words it points at. A text that is refused gives the one code."""
    try:
        compilation = compiled(case.file)
    except UserError as error:
        return f"{error.code}\n"
    raw = compilation.ingested.source.raw
    return "".join(f"{d.code} {_short(d.span.slice(raw))}\n" for d in compilation.diagnostics)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"


def scenarios(case: Case) -> list[Scenario]:
    """What a person wrote that the text decides."""
    given = case.fences.get("yaml scenarios")
    return SCENARIOS.validate_python(load_yaml(given, case.name)) if given else []


def blessed(case: Case) -> str:
    """The file with its `ast` and `diagnostics` fences as the compiler gives them now; nothing else changes."""
    words = case.file.read_text(encoding="utf-8")
    for name, now in (("ast", tree(case)), ("diagnostics", diagnostics(case))):
        fence = f"```{name}\n{now}```"
        place = re.search(rf"^```{name}\n.*?^```$", words, re.MULTILINE | re.DOTALL)
        if place is not None:
            words = words[: place.start()] + fence + words[place.end() :]
        else:
            before = re.search(r"^```yaml scenarios$|\Z", words, re.MULTILINE)
            at = before.start() if before is not None else len(words)
            words = f"{words[:at]}{fence}\n{words[at:]}"
    return words
