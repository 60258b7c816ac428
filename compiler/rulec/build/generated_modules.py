"""Generated files → imported modules, from a folder of their own, so that nothing on disk is needed or touched."""

import importlib
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from rulec.build.manifest import Output

_PACKAGE = "rulec_generated_now"


@contextmanager
def imported(outputs: Iterable[Output]) -> Iterator[Callable[[str], ModuleType]]:
    """Within the block: path of a generated module (`issuer/rule/v2023_11_03.py`) → the module.

    What was imported is forgotten afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="rulec-") as place:
        top = Path(place) / _PACKAGE
        for output in outputs:
            file = top / output.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(output.text, encoding="utf-8", newline="\n")
        sys.path.insert(0, place)
        importlib.invalidate_caches()
        written = sys.dont_write_bytecode
        sys.dont_write_bytecode = True
        try:
            yield lambda path: importlib.import_module(".".join((_PACKAGE, *Path(path).with_suffix("").parts)))
        finally:
            sys.dont_write_bytecode = written
            sys.path.remove(place)
            for name in [n for n in sys.modules if n == _PACKAGE or n.startswith(_PACKAGE + ".")]:
                del sys.modules[name]
