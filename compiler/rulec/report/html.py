"""The page's model → one self-contained HTML file: no script, no network, every word of the announcement inert."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from rulec.report.page_model import Page

_CJK = "\u3400-\u9fff\u3001-\u3002\u300a-\u300f\uff01-\uff5e"
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_NARROW_SIGN = re.compile(rf"(?<=[{_CJK}])[,;:?!(]|[)](?=[{_CJK}])|(?<=[{_CJK}])[)]|[(](?=[{_CJK}])|(?<=[\d%])[,;](?=[{_CJK}])")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def page_html(page: Page) -> str:
    """The page as HTML text (UTF-8, LF). Same page, same text."""
    return environment().get_template("page.html.jinja").render(page=page, w=page.words)


def shown(text: object) -> Markup:
    """Text of an announcement, inert: markup escaped, characters that cannot be seen or that turn the line around made visible."""
    words = str(text)
    if not any(map(_unseen, words)) and not any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in words):
        return escape(words)
    parts = [Markup('<span class="ctl">{}</span>').format(_name(char)) if _unseen(char) else escape(char) for char in words]
    return Markup("<bdi>{}</bdi>").format(Markup("").join(parts))


def words(text: object) -> Markup:
    """As `shown`, with the punctuation that Chinese is set with: for sentences that are quoted or read, never for the published text."""
    return shown(typeset(str(text)))


def lines(text: object) -> str:
    """Without blank lines: the room between paragraphs is the page's own."""
    return re.sub(r"[ \t\u3000]*(?:\r\n|\r|\n)(?:[ \t\u3000]*(?:\r\n|\r|\n))+", "\n", str(text))


def plain(text: object) -> str:
    """As `shown`, for places that hold no markup: a title, an attribute."""
    return "".join(f"[{_name(char)}]" if _unseen(char) else char for char in str(text))


def typeset(text: str) -> str:
    """Narrow signs next to hanzi as the wide ones that Chinese is set with; figures and Latin text keep theirs."""
    return _NARROW_SIGN.sub(lambda m: m[0].translate(_WIDE), text)


def _unseen(char: str) -> bool:
    return char not in "\n\t\r" and unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def _name(char: str) -> str:
    return f"U+{ord(char):04X}"


@cache
def environment() -> Environment:
    """The templates and filters of every page."""
    folder = files("rulec.report").joinpath("templates")
    sources = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith((".jinja", ".css"))}
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(shown=shown, words=words, lines=lines, plain=plain)
    return environment
