"""The passes of this room in order."""

from rulec.ingest.findings import findings
from rulec.ingest.furniture import find_furniture
from rulec.ingest.model import Ingested
from rulec.ingest.read import read
from rulec.ingest.repair import normalise


def ingest(data: bytes, path: str) -> Ingested:
    """Read, repair and look over the bytes of one announcement; `path` is only for display.

    Raises UserError (I001 to I005) for what is no text.
    """
    source, notes = read(data, path)
    normal, edits = normalise(source.raw)
    page = find_furniture(normal)
    return Ingested(source, normal, edits, page.tiles, (*notes, *findings(source.raw, edits, page)), page.date, page.title)
