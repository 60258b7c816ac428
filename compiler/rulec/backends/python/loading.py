"""Source of a generated module → the module, in this process: for tests and for evaluation without a folder of generated files."""

from __future__ import annotations

import sys
from types import ModuleType

import rulec.runtime

ROOT = "rulec_generated"


def load_module(source: str, name: str = "loaded") -> ModuleType:
    """Run the source of a module that `emit_module` wrote, with this runtime beside it. A later load of a name replaces it."""
    for package in (ROOT, f"{ROOT}.issuer", f"{ROOT}.issuer.rule"):
        if package not in sys.modules:
            parent = ModuleType(package)
            parent.__path__ = []
            sys.modules[package] = parent
    sys.modules[f"{ROOT}._runtime"] = rulec.runtime
    module = ModuleType(f"{ROOT}.issuer.rule.{name}")
    module.__package__ = f"{ROOT}.issuer.rule"
    sys.modules[module.__name__] = module
    exec(compile(source, f"<{name}>", "exec"), module.__dict__)
    return module
