"""A rule book → the source of the module that decides over it."""

from __future__ import annotations

from collections.abc import Iterable

from rulec.backends.python.ir_to_python import render
from rulec.runtime.book import Entry, Link, Term

BOOK_MODULE = "_book.py"
"""Its name beside the packages of the issuers; none of those begins with an underscore."""


def emit_book(entries: Iterable[Entry], links: Iterable[Link], terms: Iterable[Term]) -> str:
    """The module of a book. Same input, same bytes; every word of a text stands in a literal."""
    return render("book.py.jinja", entries=tuple(entries), links=tuple(links), terms=tuple(terms))
