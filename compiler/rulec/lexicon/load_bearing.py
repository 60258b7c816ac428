"""Words that carry a rule's meaning, found in text that nothing else claims."""

from rulec.lexicon.quantities import find_quantities
from rulec.lexicon.vocabulary import vocabulary


def load_bearing(text: str) -> tuple[str, ...]:
    """The load-bearing words and figures in `text`, in order of the table and then of their places."""
    words = [word for word in vocabulary().load_bearing if word in text]
    figures = [text[m.start : m.end] for m in find_quantities(text)]
    return (*words, *figures)
