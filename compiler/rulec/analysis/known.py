"""What is known of facts before any rule is read, from the tables in `known.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(files("rulec.analysis").joinpath("known.toml").read_text(encoding="utf-8"))


@cache
def domain(label: str, unit: str | None) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest value of a figure that is known by its name; None where nothing is known."""
    for row in _tables()["domain"]:
        if row["unit"] == unit and label.endswith(tuple(row["endings"])):
            return Decimal(row["low"]), Decimal(row["high"])
    return None
