"""Events are read exactly and in order of time; a bad row is named by its place."""

from datetime import datetime
from decimal import Decimal

import pytest

from rulec.build.events import Event, read_events
from rulec.build.facts import SHANGHAI
from rulec.diagnostics import UserError


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type, misc]


def test_both_forms_read_the_same_and_by_time() -> None:
    lines = '{"at": "2024-01-02T08:00:00", "points": 6, "violation": "虚假宣传"}\n\n{"at": "2024-01-01", "points": 0.5}\n'
    table = "at,violation,points\n2024-01-02T08:00:00,虚假宣传,6\n2024-01-01,,0.5\n"
    expected = (Event(moment(2024, 1, 1), Decimal("0.5")), Event(moment(2024, 1, 2, 8), Decimal(6), "虚假宣传"))
    assert read_events(lines, "e.jsonl") == read_events("\ufeff" + table, "e.csv") == expected


def test_a_zone_that_is_named_is_kept() -> None:
    (event,) = read_events('{"at": "2023-12-31T16:00:00+00:00", "points": "1"}', "e.jsonl")
    assert event.at == moment(2024, 1, 1)


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        ('{"at": "2024-13-01", "points": 1}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01"}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": -1}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": true}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": "NaN"}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": 1, "point": 1}', "e.jsonl", "B015"),
        ('{"at": "2024-01-01", "points": 1, "violation": 3}', "e.jsonl", "B015"),
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
        read_events(text, path)
    assert caught.value.code == code


def test_no_events() -> None:
    assert read_events("", "e.jsonl") == read_events("at,points\n", "e.csv") == ()
