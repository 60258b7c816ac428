"""How long a rule book takes: 200 announcements built cold, built warm, built after one edit, and decided over.

The announcements are made from those of `corpus/`, with names and figures changed from copy to copy, so that no two are the same text.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NUMBER = 200
_FIGURE = re.compile(r"(?<![0-9年月日.])([1-9][0-9]?)(分|单|天)")


def synthesise(root: Path, number: int = NUMBER) -> Path:
    """A project of `number` announcements below `root`/corpus: copies of those of this project, each copy with names and figures of its own."""
    from rulec.build.workspace import discover

    texts = [(one, version) for one in discover(ROOT) for version in one.versions]
    for place in range(number):
        copy, which = divmod(place, len(texts))
        announcement, version = texts[which]
        text = version.file.read_text(encoding="utf-8")
        if copy:
            text = _FIGURE.sub(partial(_more, copy), text)
            text = text.replace("青禾", f"青禾{copy}区").replace("快手", f"快手{copy}区").replace("违规", f"违规{copy}类")
        issuer = announcement.issuer if not copy else f"{announcement.issuer}-{copy}"
        folder = root / "corpus" / issuer / announcement.rule
        folder.mkdir(parents=True, exist_ok=True)
        (folder / version.file.name).write_text(text, encoding="utf-8")
    return root


def _more(by: int, found: re.Match[str]) -> str:
    return f"{int(found[1]) + by}{found[2]}"


def rows(number: int = NUMBER, jobs: int | None = None) -> list[tuple[str, float]]:
    """(what, seconds): cold, warm and edited builds of `number` announcements (compiling, linking, printing, writing), and one decision."""
    from rulec.build.book_findings import book_findings
    from rulec.build.cache import Cache
    from rulec.build.compiling import compile_all, cores
    from rulec.build.emit import generated_files
    from rulec.build.manifest import write
    from rulec.build.rule_book import rule_book
    from rulec.build.workspace import discover

    def build(root: Path) -> int:
        work = compile_all(discover(root), cache=Cache(root), jobs=jobs)
        book = rule_book(work.built)
        write(root / "generated", generated_files(work.built, book))
        book_findings(book)
        return len(work.compiled)

    found: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="rulec-bench-") as place:
        root = synthesise(Path(place), number)

        def timed(what: str, expected: int) -> None:
            start = time.perf_counter()
            compiled = build(root)
            found.append((what, time.perf_counter() - start))
            assert compiled == expected, f"{what}: {compiled} compiled"

        timed(f"{number} announcements, cold, {jobs or cores()} processes", number)
        timed(f"{number} announcements, warm", 0)
        edited = sorted((root / "corpus").rglob("*.txt"))[0]
        edited.write_text(edited.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        timed(f"{number} announcements, one edited", 1)
        book = rule_book(compile_all(discover(root), cache=Cache(root)).built).interpreter()
        facts = {"近30天延迟发货订单数": 10, "此前累计扣分": 10}
        book.decide("qinghe/shipping", facts, as_of=date(2024, 3, 1))
        start = time.perf_counter()
        for _ in range(100):
            book.decide("qinghe/shipping", facts, as_of=date(2024, 3, 1))
        found.append((f"one decision over the book of {number}", (time.perf_counter() - start) / 100))
    return found


if __name__ == "__main__":
    for what, seconds in rows(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER):
        print(f"{what:<50} {seconds:8.3f} s")
