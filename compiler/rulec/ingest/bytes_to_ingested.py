"""The passes of this room in order."""

from rulec.diagnostics import UserError
from rulec.ingest.findings import findings
from rulec.ingest.fold import fold
from rulec.ingest.furniture import find_furniture
from rulec.ingest.markup import has_words, read_markup
from rulec.ingest.model import Ingested
from rulec.ingest.noise import noise
from rulec.ingest.read import read
from rulec.ingest.repair import normalise


def ingest(data: bytes, path: str) -> Ingested:
    """Read, repair and look over the bytes of one announcement; `path` is for display, and its ending tells a saved page.

    Raises UserError (I001 to I008) for what is no text.
    """
    source, notes = read(data, path)
    markup = read_markup(source.raw, path)
    normal, edits = normalise(source.raw, markup.repairs)
    if markup.page and markup.scripted and not has_words(normal.text):
        raise UserError("I006", path=path, size=str(markup.scripted))
    if not normal.text.strip():
        raise UserError("I001", path=path)
    page = find_furniture(normal, [fold(title) for title in markup.titles])
    diagnostics = (*notes, *findings(source.raw, edits, page), *noise(source, normal, markup, page))
    return Ingested(source, normal, edits, page.tiles, diagnostics, page.date, page.title, tuple(markup.tiles))
