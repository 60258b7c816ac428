"""Which of many spans stand around or touch a place, without asking each."""

from collections.abc import Iterable

from rulec.source.span import Span

_WIDTH = 512  # characters of a drawer; a norm is some dozens long, so it lies in one or two


class SpanIndex:
    """Spans by the stretches of text they reach into: a question is put only to the spans near the place."""

    __slots__ = ("_drawers", "_spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = tuple(spans)
        self._drawers: dict[int, list[int]] = {}
        for number, span in enumerate(self._spans):
            for drawer in range(span.start // _WIDTH, span.end // _WIDTH + 1):
                self._drawers.setdefault(drawer, []).append(number)

    def around(self, place: Span) -> list[int]:
        """The numbers, rising, of the spans that contain `place`."""
        return [n for n in self._drawers.get(place.start // _WIDTH, ()) if self._spans[n].contains(place)]

    def inside(self, place: Span) -> list[int]:
        """The numbers, rising, of the spans that `place` contains."""
        return [n for n in self._near(place) if place.contains(self._spans[n])]

    def touching(self, place: Span) -> list[int]:
        """The numbers, rising, of the spans that overlap `place`."""
        return [n for n in self._near(place) if self._spans[n].overlaps(place)]

    def _near(self, place: Span) -> list[int]:
        first, last = place.start // _WIDTH, place.end // _WIDTH
        if first == last:
            return self._drawers.get(first, [])
        return sorted({n for drawer in range(first, last + 1) for n in self._drawers.get(drawer, ())})
