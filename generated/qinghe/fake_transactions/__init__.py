"""The versions of 青禾商城虚假交易处理规则, by the day they take effect."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import ModuleType

VERSIONS: tuple[tuple[str, str, str], ...] = (("2024-01-01", "9999-12-31", "v2024_01_01"),)
"""From which day until before which, and the module."""

OTHERS: tuple[str, ...] = ()
"""Drafts and undated texts: never in force."""


def in_force(day: date) -> ModuleType | None:
    """The module of the version in force on `day` (Asia/Shanghai); None where there is none. Never a draft."""
    wanted = day.isoformat()[:10]
    found = [module for start, end, module in VERSIONS if start <= wanted < end]
    return import_module(f".{found[-1]}", __name__) if found else None
