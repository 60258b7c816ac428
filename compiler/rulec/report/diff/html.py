"""The page's model → one self-contained HTML file: no script, no network, prints to A4, every word of the announcements inert."""

from rulec.diagnostics.codes import Lang
from rulec.diff.model import Report
from rulec.report.diff.page import diff_page
from rulec.report.html import environment


def diff_html(report: Report, lang: Lang = "zh") -> str:
    """The report as HTML text (UTF-8, LF). Anchors are the fingerprints of changes. Same report, same text."""
    return environment().get_template("diff.html.jinja").render(p=diff_page(report, lang))
