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
    after = recompiled(raw[: figure.span.start] + figure.new + raw[figure.span.end :])
    return changes(inspected(found), inspected(after))


def class_of(found: Compilation, figure: Figure) -> str:
    return next(str(tile.class_) for tile in found.ledger if tile.span.overlaps(figure.span))


@pytest.mark.parametrize("name", ["seed/001", "seed/004"])
def test_one_figure_moves_its_own_fields_and_no_other(name: str) -> None:
    found = announcement(name)
    tried = figures(found)
    assert len(tried) >= 15
    moved = []
    for figure in tried:
        for change in changed(found, figure):
            if not explained(change, figure):
                moved.append(f"{figure.old}→{figure.new} in …{figure.quote}…: {change.path}: {change.old!r} → {change.new!r}")
    assert not moved, "\n".join(moved)


@pytest.mark.parametrize("name", ["seed/001", "seed/004"])
def test_no_figure_of_a_rule_is_deaf(name: str) -> None:
    found = announcement(name)
    deaf = []
    for figure in figures(found):
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
