"""Turns a rule set into the source of a Python module, and loads it."""

from rulec.backends.python.book_to_python import BOOK_MODULE, emit_book
from rulec.backends.python.ir_to_python import Version, emit_module, emit_package_init, module_name, runtime_files, version_of
from rulec.backends.python.loading import load_module

__all__ = ["BOOK_MODULE", "Version", "emit_book", "emit_module", "emit_package_init", "load_module", "module_name", "runtime_files", "version_of"]
