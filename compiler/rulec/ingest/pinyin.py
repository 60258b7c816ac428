"""A character and the pronunciation written behind it → whether the one is the reading of the other."""

import unicodedata
from functools import cache

from rulec.ingest.fold import is_traditional, to_simplified
from rulec.source.resources import read_table

_VOWELS = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ"
# A syllable in letters (marks may stand apart, ɡ for g); at most 8 code points, so that no search runs far.
SYLLABLE = rf"[a-zɡü{_VOWELS}\u0300\u0301\u0304\u0308\u030c]{{1,8}}"


def spoken(syllable: str) -> str:
    """The syllable in the spelling of the readings table."""
    return unicodedata.normalize("NFC", syllable.replace("ɡ", "g"))


def has_tone(syllable: str) -> bool:
    """Whether a tone mark is written."""
    return any(char in _VOWELS for char in spoken(syllable))


def confirmed(char: str, syllable: str) -> bool:
    """Whether `syllable`, tone and all, is a known reading of `char` or of its simplified form."""
    said = spoken(syllable)
    return said in readings(char) or said in readings(to_simplified(char))


def confirmed_without_tone(char: str, syllable: str) -> bool:
    """Whether a syllable without tone mark fits `char`; only asked of traditional characters, which is what gets annotated."""
    return len(syllable) > 1 and is_traditional(char) and spoken(syllable) in {_toneless(reading) for reading in readings(char)}


def readings(char: str) -> tuple[str, ...]:
    """Known readings of `char`, with tone marks; none for a character that the table lacks."""
    return _table().get(char, ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split(" ")) for row in read_table("repair/readings.tsv")}


def _toneless(syllable: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", syllable) if mark not in "\u0300\u0301\u0304\u030c")
    return unicodedata.normalize("NFC", plain)
