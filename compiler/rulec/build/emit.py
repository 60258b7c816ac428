"""Compiled announcements → every file of the generated folder."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rulec import __version__
from rulec.backends.python import BOOK_MODULE, emit_book, emit_module, emit_package_init, module_name, runtime_files, version_of
from rulec.build import pipeline
from rulec.build.manifest import Output, with_manifest
from rulec.build.pipeline import Compilation
from rulec.build.workspace import Announcement, Version
from rulec.diagnostics import UserError

if TYPE_CHECKING:
    from rulec.build.rule_book import RuleBook

RUNTIME = "_runtime"


@dataclass(frozen=True, slots=True)
class Built:
    """One version, compiled. `module` is its path below the generated folder; `text` its source where that is printed already."""

    announcement: Announcement
    version: Version
    compilation: Compilation
    module: str
    text: str | None = None


def compile_version(announcement: Announcement, version: Version) -> Built:
    """Read and compile one version. UserError when it cannot be read."""
    return compiled_as(announcement, version, pipeline.compile_announcement(read_version(version), version.path))


def read_version(version: Version) -> bytes:
    """The bytes of one version. UserError B001 when it cannot be read."""
    try:
        return version.file.read_bytes()
    except OSError as error:
        raise UserError("B001", path=version.path, reason=error.strerror or str(error)) from error


def compiled_as(announcement: Announcement, version: Version, compilation: Compilation, text: str | None = None) -> Built:
    """A compilation as the version it is of."""
    return Built(announcement, version, compilation, f"{announcement.package}/{module_name(compilation.rule_set)}.py", text)


def module_text(compilation: Compilation, path: str) -> str:
    """The source of the module of one version, whose announcement lies at `path`."""
    sha256 = compilation.ingested.source.sha256
    return emit_module(compilation.rule_set, source_path=path, sha256=sha256, compiler_version=__version__)


def generated_files(built: Iterable[Built], book: "RuleBook | None" = None) -> tuple[Output, ...]:
    """All files below `generated/`, the manifest last: modules, package files, the book over all of them, the runtime.

    `book` is the book of `built`, where it is made already. UserError B018 when two versions share a module.
    """
    from rulec.build.rule_book import rule_book  # here, because a book is made of what this file makes

    built = tuple(built)
    outputs: dict[str, Output] = {}
    rules: dict[str, list[Built]] = {}
    for one in built:
        if one.module in outputs:
            raise UserError("B018", first=str(outputs[one.module].source), second=one.version.path, output=one.module)
        source = one.compilation.ingested.source
        text = one.text if one.text is not None else module_text(one.compilation, one.version.path)
        outputs[one.module] = Output(one.module, text, one.version.path, source.sha256)
        rules.setdefault(one.announcement.package, []).append(one)
    packages = [_package(package, versions) for package, versions in sorted(rules.items())]
    issuers = sorted({package.partition("/")[0] for package in rules})
    names = [Output(f"{issuer}/__init__.py", f'"""Rules of {issuer}, compiled by rulec; do not edit."""\n') for issuer in issuers]
    top = Output("__init__.py", '"""Rules compiled by rulec; do not edit. One package an issuer, one a rule, one module a version."""\n')
    book = book or rule_book(built)
    together = Output(BOOK_MODULE, emit_book(book.entries(), book.links(), book.facts.terms()))
    runtime = [Output(f"{RUNTIME}/{name}", text) for name, text in sorted(runtime_files().items())]
    return with_manifest([*outputs.values(), *packages, *names, top, together, *runtime], __version__)


def _package(package: str, versions: list[Built]) -> Output:
    title = versions[-1].compilation.rule_set.document.title
    return Output(f"{package}/__init__.py", emit_package_init([version_of(one.compilation.rule_set) for one in versions], title))
