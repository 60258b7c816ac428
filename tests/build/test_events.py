"""Events are read exactly; a bad row is named by its place."""

from datetime import datetime
from decimal import Decimal

import pytest

from rulec.build.events import event_rows, events_of
from rulec.diagnostics import UserError


def test_both_forms_read_the_same() -> None:
    lines = '{"at": "2024-01-02T08:00:00", "points": "6", "violation": "虚假宣传"}\n\n{"at": "2024-01-01", "points": "0.5"}\n'
    table = "at,violation,points\n2024-01-02T08:00:00,虚假宣传,6\n2024-01-01,,0.5\n"
    assert event_rows(lines, "e.jsonl") == event_rows("\ufeff" + table, "e.csv")
    assert event_rows('{"at": "2024-01-01", "points": 0.5}', "e.jsonl")[0]["points"] == Decimal("0.5")


def test_moments_are_in_shanghai_unless_they_name_their_zone() -> None:
    local, named = events_of(event_rows('{"at": "2024-01-01"}\n{"at": "2023-12-31T16:00:00+00:00"}', "e"), "e", "1")
    assert local.at == named.at == datetime.fromisoformat("2024-01-01T00:00:00+08:00")


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        ('{"at": "2024-13-01", "points": 1}', "e.jsonl", "B015"),
        ('{"points": 1}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": -1}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": true}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": "NaN"}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": 1, "point": 1}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "measures": [3]}', "e.jsonl", "B015"),
        ("[1]", "e.jsonl", "B015"),
        ("{", "e.jsonl", "B005"),
        ('{"at": "2024-01-01", "at": "2024-01-01"}', "e.jsonl", "B006"),
        ("at,points\n2024-01-01,x\n", "e.csv", "B015"),
        ("at,points\n2024-01-01,1,2\n", "e.csv", "B015"),
        ('at,points\n"2024-01-01,1\n', "e.csv", "B015"),
    ],
)
def test_a_bad_row_is_named(text: str, path: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        event_rows(text, path)
    assert caught.value.code == code


def test_no_events() -> None:
    assert event_rows("", "e.jsonl") == event_rows("at,points\n", "e.csv") == ()
