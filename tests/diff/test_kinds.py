"""The table of kinds: mirrors, signs, names."""

from __future__ import annotations

from rulec.diff.direction import turned
from rulec.diff.kinds import kinds


def test_every_kind_has_its_mirror() -> None:
    for kind in kinds().values():
        assert kinds()[kind.mirror].mirror == kind.code


def test_a_kind_and_its_mirror_point_opposite_ways() -> None:
    for kind in kinds().values():
        other = kinds()[kind.mirror]
        assert other.direction == turned(kind.direction), kind.code
        assert other.flips == kind.flips, kind.code


def test_slugs_are_unique_words() -> None:
    slugs = [kind.slug for kind in kinds().values()]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.replace("-", "").isalpha() and slug.islower() for slug in slugs)


def test_what_is_its_own_mirror_says_nothing_of_direction() -> None:
    assert all(kind.direction in ("mixed", "neutral", "unknown") for kind in kinds().values() if kind.mirror == kind.code)
