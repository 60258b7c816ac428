"""Change one figure of a real announcement: exactly the fields of that figure change, nothing else moves, and none is deaf."""

import pytest
from announcements import announcement, inspected, recompiled
from figures import Change, Figure, changes, explained, figures

from rulec.build.pipeline import Compilation
from rulec.source import Span

# Changes of these fields are words about the figure, not its meaning.
_WORDS = ("text", "label", "message", "name", "title", "reason")


def changed(found: Compilation, figure: Figure) -> list[Change]:
    raw = found.ingested.source.raw
    start, end = raw.rfind("\n", 0, figure.span.start) + 1, raw.find("\n", figure.span.end)
    line = raw[start:end]
    changed_line = raw[start : figure.span.start] + figure.new + raw[figure.span.end : end]
    once = raw[: figure.span.start] + figure.new + raw[figure.span.end :]
    # A paragraph that the page repeats says its figure twice: both copies change, else they are no copies any more.
    after = recompiled(raw.replace(line, changed_line) if len(line) > 20 and raw.count(line) > 1 else once)
    return changes(inspected(found), inspected(after))


def stated(found: Compilation) -> list[Figure]:
    """The figures that the announcement states; numbers of headings, and what stands in quotation marks (“7天无理由退货”), are names."""
    raw = found.ingested.source.raw
    quoted = [raw.rfind("“", 0, f.span.start) > raw.rfind("”", 0, f.span.start) for f in figures(found)]
    return [f for f, name in zip(figures(found), quoted, strict=True) if not name and class_of(found, f) != "heading"]


def class_of(found: Compilation, figure: Figure) -> str:
    return next(str(tile.class_) for tile in found.ledger if tile.span.overlaps(figure.span))


@pytest.mark.parametrize("name", ["seed/000", "seed/001", "seed/002", "seed/003", "seed/004"])
def test_one_figure_moves_its_own_fields_and_no_other(name: str) -> None:
    found = announcement(name)
    tried = stated(found)
    assert tried
    moved = []
    for figure in tried:
        seen = changed(found, figure)
        if any(change.path.endswith(".agrees") for change in seen):  # a worked example now disagrees, and a finding says so: as it must
            seen = [c for c in seen if not c.path.endswith(".agrees") and not c.path.startswith(".diagnostics")]
        if any(change.new == "S113" for change in seen):  # dates that now contradict each other are a finding: as they must
            seen = [c for c in seen if not c.path.startswith(".diagnostics")]
        if any(change.new == "S110" for change in seen):  # month 13, minute 60: a finding says so, and no such moment is kept
            seen = [c for c in seen if not c.path.startswith(".diagnostics") and c.new is not None]
        for change in seen:
            if not explained(change, figure):
                moved.append(f"{figure.old}→{figure.new} in …{figure.quote}…: {change.path}: {change.old!r} → {change.new!r}")
    assert not moved, "\n".join(moved)


@pytest.mark.parametrize("name", ["seed/000", "seed/001", "seed/002", "seed/003", "seed/004"])
def test_no_figure_of_a_rule_is_deaf(name: str) -> None:
    found = announcement(name)
    deaf = []
    for figure in stated(found):
        if class_of(found, figure) == "rule" and all(c.path.rsplit(".", 1)[-1] in _WORDS for c in changed(found, figure)):
            deaf.append(f"{figure.old}→{figure.new} in …{figure.quote}…")
    assert not deaf, "\n".join(deaf)


@pytest.mark.parametrize(
    ("name", "before", "old", "new", "expected"),
    [
        ("seed/001", "王小孟\n2023-10-", "27", "28", {"2023-10-28"}),
        ("seed/001", "2023年10月", "26", "25", {"2023-10-25"}),
        ("seed/001", "于2023年11月", "3", "4", {"2023-11-04"}),
        ("seed/001", "每出現(xiàn)一次違規(guī),扣", "10", "11", {"11"}),
        ("seed/001", "累計違規(guī)銷售額", "20", "25", {"0.25"}),
        ("seed/004", "支付违约金", "5000", "5500", {"5500"}),
        ("seed/004", "每次扣", "6", "7", {"7"}),
        ("seed/004", "(最低", "20000", "20500", {"20500"}),
        ("seed/004", "最高", "100000", "50000", {"50000"}),
        ("seed/004", "规则预计于2023年10月0", "7", "8", {"2023-10-08"}),
        ("seed/004", "公示期:2023年09月27日-2023年10月0", "6", "5", {"2023-10-05"}),
    ],
)
def test_these_figures_become_these_values(name: str, before: str, old: str, new: str, expected: set[str]) -> None:
    found = announcement(name)
    raw = found.ingested.source.raw
    places = [at + len(before) for at in range(len(raw)) if raw.startswith(before + old, at)]
    assert places
    at = places[0]
    moved = changed(found, Figure(Span(at, at + len(old)), old, new, before))
    values = {c.new for c in moved if c.path.startswith((".document", ".norms")) and c.path.rsplit(".", 1)[-1] not in _WORDS}
    assert values == expected
