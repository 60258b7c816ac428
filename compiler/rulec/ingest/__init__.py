"""Turns bytes into repaired text: decoded, mended, simplified, folded, with every edit kept and the page's furniture told apart."""

from rulec.ingest.bytes_to_ingested import ingest
from rulec.ingest.model import Ingested

__all__ = ["Ingested", "ingest"]
