"""Files of cases: CSV, JSON lines and Parquet give the same rows, exactly as written; what is no case is refused with its line."""

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from rulec.backtest.cases import read_cases
from rulec.diagnostics import UserError


def rows(path: Path) -> list[tuple[int, dict[str, object]]]:
    return [(line, dict(row)) for line, row in read_cases(path)]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def parquet(folder: Path, select: str) -> Path:
    """A Parquet file of what the SELECT gives."""
    path = folder / "cases.parquet"
    connection = duckdb.connect()
    connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    connection.close()
    return path


def refused(path: Path) -> tuple[str, dict[str, object]]:
    """The code and the values of the error that reading gives."""
    with pytest.raises(UserError) as caught:
        rows(path)
    return caught.value.code, dict(caught.value.values)


def test_a_csv_keeps_its_words_and_leaves_blank_cells_unknown(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "\ufeff情节, 金额 \r\n轻微,100.10\r\n\r\n\"a,\nb\",  \r\n")
    assert rows(path) == [(2, {"情节": "轻微", "金额": "100.10"}), (5, {"情节": "a,\nb"})]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "1"), ("a,a\n1,2\n", "1"), ("a,\n1,2\n", "1"), ("a, a \n1,2\n", "1"),
        ("a,b\n1,2\n1\n", "3"), ("a,b\n1,2,3\n", "2"), ('a,b\n1,"2\n', "2"), ('a,b\n1,2\n1,"2"x\n', "3"),
    ],
)  # fmt: skip
def test_a_ragged_or_nameless_csv_is_refused_with_its_line(tmp_path: Path, text: str, line: str) -> None:
    code, values = refused(written(tmp_path, "a.csv", text))
    assert (code, values["path"], values["line"]) == ("B052", "a.csv", line)


def test_json_lines_keep_every_digit(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"金额": 0.10, "次": 3, "是": true, "空": null}\n\n{"金额": 12345678901234567890.01}\n')
    found = rows(path)
    assert found == [(1, {"金额": Decimal("0.10"), "次": 3, "是": True}), (3, {"金额": Decimal("12345678901234567890.01")})]
    assert str(found[0][1]["金额"]) == "0.10"


@pytest.mark.parametrize("text", ["[1]\n", "3\n", '{"a": \n', '{"a": NaN}\n', '{"a": -Infinity}\n', '{"a": 1, "a": 2}\n', "[" * 100_000 + "\n"])
def test_a_line_that_is_no_case_is_refused(tmp_path: Path, text: str) -> None:
    code, values = refused(written(tmp_path, "a.jsonl", "{}\n" + text))
    assert (code, values["line"]) == ("B052", "2")


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_a_file_that_cannot_be_read_is_b001(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name)[0] == "B001"
    (tmp_path / name).write_bytes(b"\xff\xfe\x00")
    assert refused(tmp_path / name)[0] == "B001"


def test_parquet_gives_decimals_days_and_truths_as_they_are(tmp_path: Path) -> None:
    select = "SELECT 2000.10::DECIMAL(12,2) AS 金额, 3::BIGINT AS 次, true AS 是, DATE '2024-06-01' AS 日, '轻微' AS 情节, NULL::VARCHAR AS 空"
    [(line, row)] = rows(parquet(tmp_path, select))
    assert line == 1
    assert row == {"金额": Decimal("2000.10"), "次": 3, "是": True, "日": "2024-06-01", "情节": "轻微"}
    assert str(row["金额"]) == "2000.10"


@pytest.mark.parametrize("column", ["0.1::DOUBLE", "0.1::FLOAT", "[0.1::DOUBLE]"])
def test_a_binary_fraction_is_no_figure_that_somebody_wrote(tmp_path: Path, column: str) -> None:
    code, values = refused(parquet(tmp_path, f"SELECT 1 AS 次, {column} AS 金额"))
    assert code == "B052"
    assert str(values["reason"]).startswith("金额: floating point")


def test_the_three_kinds_of_file_hold_the_same_cases(tmp_path: Path) -> None:
    as_csv = rows(written(tmp_path, "a.csv", "情节,金额\n轻微,10.50\n严重,\n"))
    as_json = rows(written(tmp_path, "a.jsonl", '{"情节": "轻微", "金额": "10.50"}\n{"情节": "严重", "金额": null}\n'))
    as_parquet = rows(parquet(tmp_path, "SELECT * FROM (VALUES ('轻微', '10.50'), ('严重', NULL)) AS cases(情节, 金额)"))
    assert [row for _, row in as_csv] == [row for _, row in as_json] == [row for _, row in as_parquet]


@pytest.fixture
def without_duckdb(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    yield


def test_parquet_without_the_extra_says_what_to_install(tmp_path: Path, without_duckdb: None) -> None:
    path = written(tmp_path, "a.parquet", "")
    assert refused(path) == ("B053", {"path": "a.parquet"})
    assert rows(written(tmp_path, "a.csv", "a\n1\n")) == [(2, {"a": "1"})], "the other kinds need no extra"
