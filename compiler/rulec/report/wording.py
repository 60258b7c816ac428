"""The tables of words for reports (`messages/<lang>.toml`): one key, one phrase a language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rulec.diagnostics.codes import PLACEHOLDER, Lang


@cache
def wording(lang: Lang) -> Mapping[str, Mapping[str, str]]:
    """All phrases of `lang` by section and key."""
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files("rulec.report").joinpath(f"messages/{lang}.toml").read_text(encoding="utf-8")
    )
    return table


def say(lang: Lang, section: str, key: str, **values: object) -> str:
    """The phrase `section.key`, filled in; an unknown key (a measure word used as unit) is itself the phrase."""
    phrase = wording(lang)[section].get(key, key)
    return PLACEHOLDER.sub(lambda m: str(values.get(m[1], m[0])), phrase)
