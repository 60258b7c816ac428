"""Words that carry a rule's meaning, found in text that nothing else claims."""

from rulec.lexicon.quantities import find_quantities
from rulec.lexicon.vocabulary import vocabulary


def load_bearing(text: str) -> tuple[str, ...]:
    """The load-bearing words and figures in `text`, in order of the table and then of their places."""
    words = [word for word in vocabulary().load_bearing if word in text]
    figures = [text[m.start : m.end] for m in find_quantities(text)]
    return (*words, *figures)


_BOUNDS = ("不超过", "不低于", "不少于", "不高于", "除外", "每日", "每天", "每单", "每件")


def bears_figure(text: str) -> bool:
    """Whether words carry a figure or a bound, which may not hide in the name of an object."""
    return any(word in text for word in _BOUNDS) or bool(find_quantities(text))
