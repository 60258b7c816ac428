"""The outline of real announcements against hand-written expectations: headings, paragraphs, lists, tiers inside one paragraph."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from expectations import Seed, seed

from rulec.ir.model import Expression, InTier
from rulec.ir.relief import leaves

HERE = Path(__file__).parent


def outline(number: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / f"outline_{number}.yaml").read_text(encoding="utf-8"))
    assert found
    return found


def read(page: Seed, span: tuple[int, int]) -> str:
    """The repaired words at a raw place."""
    normal = page.compilation.ingested.normal
    start, end = normal.normal_span(span)  # type: ignore[arg-type]
    return normal.text[start:end].strip()


def tiers(condition: Expression | None) -> set[str]:
    return {leaf.label for leaf in leaves(condition) if isinstance(leaf, InTier)} if condition is not None else set()


def test_chapters_levels_and_items_of_002() -> None:
    page = seed("002")
    wanted, found = outline("002"), page.rule_set.provisions
    assert [read(page, p.span)[: len(w["words"])] for p, w in zip(found, wanted, strict=False)] == [w["words"] for w in wanted]
    assert len(found) == len(wanted)
    for provision, want in zip(found, wanted, strict=True):
        own = [want["label"]] if want["label"] else []  # a numbered paragraph (3.1) stands under its own number
        path = [*want["path"], *own]
        assert len(provision.path) == len(path), (provision, want)
        assert all(part.startswith(label) for part, label in zip(provision.path, path, strict=True)), (provision, want)


@pytest.mark.parametrize("number", ["001", "004"])
def test_paragraphs_tiers_and_list_entries(number: str) -> None:
    page = seed(number)
    paragraphs = [read(page, p.span) for p in page.rule_set.provisions]
    norms = [(n, read(page, n.span)) for n in page.rule_set.norms]
    at = -1
    for want in outline(number):
        words = want["words"]
        if want["kind"] in ("paragraph", "lead") and any(p.startswith(words) for p in paragraphs):
            place = next(i for i, p in enumerate(paragraphs) if p.startswith(words))
            assert place >= at, f"{words} stands before what comes before it"
            at = place
        elif want["kind"] == "tier":
            own = [n for n, text in norms if words in text and (want["tier"] in tiers(n.condition) or (n.concludes and n.concludes.label == want["tier"]))]
            assert own, words
        elif want["kind"] in ("paragraph", "lead", "item"):
            assert any(words in p for p in paragraphs), words
            if want["path"] and str(want["path"][-1]).startswith("除"):
                assert any(m.text == words for n, _ in norms for m in n.measures), words
