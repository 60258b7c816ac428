"""The dictionary of facts → JSON: every fact with every place that reads it, and the JSON Schema of a file that answers them."""

from dataclasses import replace

from rulec.build.book_axioms import BookAxioms
from rulec.build.fact_book import FactBook, FactEntry
from rulec.build.findings import BookFinding, finding_json
from rulec.build.schemas import DIALECT, Schema, fact_shape
from rulec.diagnostics.codes import Lang
from rulec.ir.model import Fact
from rulec.report.ir_to_json import ir_to_json

FACTS_SCHEMA = "rulec.facts/1"


def facts_json(entries: tuple[FactEntry, ...], axioms: BookAxioms, found: list[BookFinding], lang: Lang) -> dict[str, object]:
    """`rulec facts --format json`."""
    return {
        "schema": FACTS_SCHEMA,
        "facts": [
            {
                "label": one.label,
                "name": one.name,
                "type": one.type,
                "unit": one.unit,
                "window": ir_to_json(one.readings[0].fact.window),
                "domain": None if one.domain is None else list(one.domain),
                "asked_of": one.asked_of,
                "labels": list(one.labels),
                "read_by": [
                    {
                        "announcement": reading.built.announcement.name,
                        "version": reading.built.version.name,
                        "label": reading.fact.label,
                        "norms": list(reading.norms),
                        "places": [{"span": ir_to_json(place.span), "quote": place.quote} for place in reading.places],
                    }
                    for reading in one.readings
                ],
            }
            for one in entries
        ],
        "axioms": {"ordered": [{"small": small, "large": large} for small, large in axioms.ordered], "counted": list(axioms.counted)},
        "findings": [finding_json(one, lang) for one in found],
    }


def book_schema(book: FactBook, title: str) -> Schema:
    """JSON Schema of the facts of a whole book: by any label, or by ASCII name; null or absent means not known. Money is in yuan."""
    defs = {one.name: fact_shape(declared(one)) for one in book.entries}
    properties: Schema = {}
    for one in book.entries:
        for label in one.labels:
            properties.setdefault(label, {"$ref": f"#/$defs/{one.name}"})
    for one in book.entries:
        properties.setdefault(one.name, {"$ref": f"#/$defs/{one.name}"})
    violation = {"title": "违规类型", "type": ["string", "null"]}
    properties.setdefault("违规类型", violation)
    properties.setdefault("violation", violation)
    body: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"$schema": DIALECT, "title": title, **body, "$defs": {name: defs[name] for name in sorted(defs)}}


def declared(entry: FactEntry) -> Fact:
    """An entry as one rule would declare it."""
    first = entry.readings[0].fact
    return replace(first, label=entry.label, name=entry.name, domain=entry.domain, asked_of=entry.asked_of)
